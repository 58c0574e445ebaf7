/* SPDX-License-Identifier: MIT */
/*
 * The painter: walks a page, and for each area draws background, borders, then content. Input: a page. Output: drawing on
 * a cairo context.
 *
 * Frames are turned by quarters only, so the matrix of `cr` holds the axes of the frame and its origin is added to the
 * coordinates: text of a whole page needs no change of the matrix.
 */
#include "out/draw.h"

#include "image/image.h"

#include <math.h>
#include <string.h>

struct draw *draw_new(cairo_t *cr, bool pdf, double pixel)
{
    struct draw *d = g_new0(struct draw, 1);
    d->cr = cr;
    d->pdf = pdf;
    d->pixel = pixel;
    d->axes[0] = d->axes[3] = 1;
    d->options = cairo_font_options_create();
    cairo_font_options_set_antialias(d->options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(d->options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(d->options, CAIRO_HINT_METRICS_OFF);
    d->batch = draw_batch_new();
    d->shown = g_hash_table_new(NULL, NULL);
    return d;
}

void draw_drop(struct draw *d)
{
    cairo_font_options_destroy(d->options);
    draw_batch_drop(d->batch);
    g_hash_table_destroy(d->shown);
    g_free(d);
}

/* --- state --- */

void draw_set_frame(struct draw *d, const double m[6])
{
    if (memcmp(d->axes, m, sizeof d->axes) != 0) {
        draw_flush(d);
        memcpy(d->axes, m, sizeof d->axes);
        cairo_matrix_t k;
        cairo_matrix_init(&k, m[0], m[1], m[2], m[3], 0, 0);
        cairo_set_matrix(d->cr, &k);
    }
    d->ox = m[0] * m[4] + m[1] * m[5];      /* the inverse of a turn is its transpose */
    d->oy = m[2] * m[4] + m[3] * m[5];
}

void draw_set_color(struct draw *d, uint32_t color)
{
    if (d->have_color && d->color == color)
        return;
    cairo_set_source_rgba(d->cr, (color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                          (color & 0xff) / 255.0);
    d->have_color = true;
    d->color = color;
}

/* What cairo_restore may have changed is not known any more. */
static void forget_state(struct draw *d)
{
    d->have_color = false;
    d->font = NULL;
    cairo_matrix_t k;
    cairo_matrix_init(&k, d->axes[0], d->axes[1], d->axes[2], d->axes[3], 0, 0);
    cairo_set_matrix(d->cr, &k);
}

double draw_snap(const struct draw *d, double v)
{
    return d->pixel > 0 ? round(v / d->pixel) * d->pixel : v;
}

double draw_snap_width(const struct draw *d, double w)
{
    return d->pixel > 0 && w > 0 ? fmax(round(w / d->pixel), 1) * d->pixel : w;
}

static struct draw_box box_at(const struct draw *d, double x, double y, double w, double h)
{
    return (struct draw_box){ draw_snap(d, d->ox + x), draw_snap(d, d->oy + y), draw_snap(d, d->ox + x + w),
                              draw_snap(d, d->oy + y + h) };
}

static void box_path(cairo_t *cr, const struct draw_box *b)
{
    cairo_rectangle(cr, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0);
}

/* --- boxes --- */

/* Border widths and edges by side: top, right, bottom, left. */
struct sides {
    double width[4];
    const struct area_edge *edge[4];
};

static void sides_of(const struct draw *d, const struct area *a, struct sides *s)
{
    /* which of before, after, start, end stands at each side */
    static const uint8_t order[3][4] = {
        [AREA_LR_TB] = { 0, 3, 1, 2 }, [AREA_RL_TB] = { 0, 2, 1, 3 }, [AREA_TB_RL] = { 2, 0, 3, 1 },
    };
    memset(s, 0, sizeof *s);
    for (int i = 0; i < 4 && a->paint; i++) {
        const struct area_edge *e = &a->paint->edge[order[a->wm][i]];
        s->edge[i] = e;
        s->width[i] = e->style == AREA_NONE || e->width <= 0 ? 0 : draw_snap_width(d, len_to_pt(e->width));
    }
}

static struct draw_box inner_box(const struct draw_box *o, const struct sides *s)
{
    struct draw_box b = { o->x0 + s->width[3], o->y0 + s->width[0], o->x1 - s->width[1], o->y1 - s->width[2] };
    b.x1 = fmax(b.x0, b.x1);
    b.y1 = fmax(b.y0, b.y1);
    return b;
}

/* A rectangle given in logical terms within a box of the frame. */
static struct draw_box logical_box(const struct draw_box *in, uint8_t wm, len_t i, len_t b, len_t ipd, len_t bpd)
{
    double pi = len_to_pt(i), pb = len_to_pt(b), w = len_to_pt(ipd), h = len_to_pt(bpd);
    switch ((enum area_wm)wm) {
    case AREA_RL_TB:
        return (struct draw_box){ in->x1 - pi - w, in->y0 + pb, in->x1 - pi, in->y0 + pb + h };
    case AREA_TB_RL:
        return (struct draw_box){ in->x1 - pb - h, in->y0 + pi, in->x1 - pb, in->y0 + pi + w };
    case AREA_LR_TB:
        break;
    }
    return (struct draw_box){ in->x0 + pi, in->y0 + pb, in->x0 + pi + w, in->y0 + pb + h };
}

/*
 * One picture in w × h from the origin. cairo 1.16 lists an image in a page's resources each time that it is shown, which
 * is not valid PDF: from the second time on it goes into a group, which has resources of its own.
 */
static bool show_picture(struct draw *d, const struct image *im, double w, double h)
{
    if (!d->pdf || im->format == IMAGE_SVG || g_hash_table_add(d->shown, (void *)im))
        return image_draw(im, d->cr, w, h);
    cairo_rectangle(d->cr, 0, 0, w, h);
    cairo_clip(d->cr);
    cairo_push_group(d->cr);
    bool ok = image_draw(im, d->cr, w, h);
    cairo_pop_group_to_source(d->cr);
    cairo_paint(d->cr);
    return ok;
}

static void paint_picture(struct draw *d, const struct area *a, const struct draw_box *padding)
{
    const struct area_paint *p = a->paint;
    double w = padding->x1 - padding->x0, h = padding->y1 - padding->y0;
    double tile_w = len_to_pt(p->pic_width), tile_h = len_to_pt(p->pic_height);
    double x = len_to_pt(p->pic_x) + (double)p->pic_fx * (w - tile_w);
    double y = len_to_pt(p->pic_y) + (double)p->pic_fy * (h - tile_h);
    cairo_save(d->cr);
    box_path(d->cr, padding);
    cairo_clip(d->cr);
    cairo_translate(d->cr, padding->x0 + x, padding->y0 + y);
    if (p->repeat_x || p->repeat_y)
        image_draw_tiled(p->picture, d->cr, tile_w, tile_h, p->repeat_x, p->repeat_y, -x, -y, w, h);
    else
        show_picture(d, p->picture, tile_w, tile_h);
    cairo_restore(d->cr);
}

/* Background of the padding rectangle, then borders (XSL 1.1 §7.8). */
static void paint_box(struct draw *d, const struct area *a, const struct draw_box *outer, const struct sides *s)
{
    struct draw_box padding = inner_box(outer, s);
    draw_flush(d);
    if (a->paint->background & 0xff) {
        draw_set_color(d, a->paint->background);
        box_path(d->cr, &padding);
        cairo_fill(d->cr);
    }
    if (a->paint->picture)
        paint_picture(d, a, &padding);
    draw_borders(d, outer, s->width, s->edge);
}

static bool box_clips(const struct area *a)
{
    return a->kind == AREA_BOX && a->clip;
}

/* --- contents --- */

/* In the place of a picture whose data turned out to be broken. */
static void draw_broken(struct draw *d, const struct draw_box *b)
{
    draw_set_color(d, 0x808080ff);
    cairo_set_line_width(d->cr, 0.5);
    box_path(d->cr, b);
    cairo_move_to(d->cr, b->x0, b->y0);
    cairo_line_to(d->cr, b->x1, b->y1);
    cairo_move_to(d->cr, b->x1, b->y0);
    cairo_line_to(d->cr, b->x0, b->y1);
    cairo_stroke(d->cr);
}

static void draw_picture(struct draw *d, const struct area *a, const struct draw_box *outer, const struct sides *s)
{
    struct draw_box b = logical_box(outer, a->wm, a->u.pic.i, a->u.pic.b, a->u.pic.ipd, a->u.pic.bpd);
    draw_flush(d);
    cairo_save(d->cr);
    if (a->clip) {
        struct draw_box padding = inner_box(outer, s);
        box_path(d->cr, &padding);
        cairo_clip(d->cr);
    }
    cairo_translate(d->cr, b.x0, b.y0);
    bool ok = show_picture(d, a->u.pic.image, b.x1 - b.x0, b.y1 - b.y0);
    cairo_restore(d->cr);
    if (!ok)
        draw_broken(d, &b);
}

static void draw_text(struct draw *d, const struct area_visit *v)
{
    const struct area *a = v->area;
    double base = len_to_pt(a->baseline);
    if (a->wm != AREA_TB_RL) {
        draw_run(d, a->u.run, d->ox, d->oy + base);
        return;
    }
    /* glyphs lie on their side: their x runs down, their up points right */
    const double *m = v->m;
    double turned[6] = { m[2], m[3], -m[0], -m[1], m[0] * v->w + m[4], m[1] * v->w + m[5] };
    draw_set_frame(d, turned);
    draw_run(d, a->u.run, d->ox, d->oy + base);
}

static void draw_enter(void *user, const struct area_visit *v)
{
    struct draw *d = user;
    const struct area *a = v->area;
    struct sides s;
    draw_set_frame(d, v->m);
    struct draw_box outer = box_at(d, 0, 0, v->w, v->h);
    sides_of(d, a, &s);
    if (a->paint)
        paint_box(d, a, &outer, &s);
    switch ((enum area_kind)a->kind) {
    case AREA_BOX:
        break;
    case AREA_TEXT:
        draw_text(d, v);
        break;
    case AREA_IMAGE:
        draw_picture(d, a, &outer, &s);
        break;
    case AREA_RULE:
        draw_flush(d);
        if (a->wm == AREA_TB_RL)        /* the thickness is rounded by itself, so that equal rules look equal */
            outer.x1 = outer.x0 + draw_snap_width(d, v->w);
        else
            outer.y1 = outer.y0 + draw_snap_width(d, v->h);
        draw_rule(d, &outer, a->wm == AREA_TB_RL, &a->u.rule);
        break;
    }
    if (box_clips(a)) {
        struct draw_box padding = inner_box(&outer, &s);
        draw_flush(d);
        cairo_save(d->cr);
        box_path(d->cr, &padding);
        cairo_clip(d->cr);
    }
}

static void draw_leave(void *user, const struct area_visit *v)
{
    struct draw *d = user;
    if (!box_clips(v->area))
        return;
    draw_flush(d);
    cairo_restore(d->cr);
    forget_state(d);
}

void draw_page(struct draw *d, const struct area_page *p)
{
    static const double upright[6] = { 1, 0, 0, 1, 0, 0 };
    forget_state(d);        /* showing a page may reset it */
    g_hash_table_remove_all(d->shown);
    area_walk(p, &(struct area_visitor){ d, draw_enter, draw_leave });
    draw_flush(d);
    draw_set_frame(d, upright);
}
