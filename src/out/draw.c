/* SPDX-License-Identifier: MIT */
/*
 * The painter: draws backgrounds, content and borders of a page's areas in the order that order.c gives. Input: a page.
 * Output: drawing on a cairo context.
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
    d->order = order_new();
    return d;
}

void draw_drop(struct draw *d)
{
    cairo_font_options_destroy(d->options);
    draw_batch_drop(d->batch);
    g_hash_table_destroy(d->shown);
    order_drop(d->order);
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

/* What cairo may have changed is not known any more. */
static void forget_state(struct draw *d)
{
    d->have_color = false;
    d->font = NULL;
    cairo_matrix_t k;
    cairo_matrix_init(&k, d->axes[0], d->axes[1], d->axes[2], d->axes[3], 0, 0);
    cairo_set_matrix(d->cr, &k);
}

/* Clips are rectangles of the page. */
static void set_clip(struct draw *d, unsigned clip)
{
    if (d->clip == clip)
        return;
    const struct order_clip *c = order_clip(d->order, clip);
    draw_flush(d);
    cairo_reset_clip(d->cr);
    d->clip = clip;
    if (!c)
        return;
    cairo_matrix_t k;
    cairo_get_matrix(d->cr, &k);
    cairo_identity_matrix(d->cr);
    double x = draw_snap(d, c->x0), y = draw_snap(d, c->y0);
    cairo_rectangle(d->cr, x, y, draw_snap(d, c->x1) - x, draw_snap(d, c->y1) - y);
    cairo_clip(d->cr);
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
static bool show_picture(struct draw *d, const struct image *im, double w, double h, bool crisp)
{
    if (!d->pdf || im->format == IMAGE_SVG || g_hash_table_add(d->shown, (void *)im))
        return image_draw(im, d->cr, w, h, crisp);
    cairo_rectangle(d->cr, 0, 0, w, h);
    cairo_clip(d->cr);
    cairo_push_group(d->cr);
    bool ok = image_draw(im, d->cr, w, h, crisp);
    cairo_pop_group_to_source(d->cr);
    cairo_paint(d->cr);
    return ok;
}

/* The picture of a background, its first tile placed in `in` (XSL 1.1 §7.8.5), within the padding box. */
static void paint_tiles(struct draw *d, const struct area_paint *p, const struct draw_box *padding,
                        const struct draw_box *in)
{
    double w = padding->x1 - padding->x0, h = padding->y1 - padding->y0;
    double tile_w = len_to_pt(p->pic_width), tile_h = len_to_pt(p->pic_height);
    double x = in->x0 + len_to_pt(p->pic_x) + (double)p->pic_fx * (in->x1 - in->x0 - tile_w);
    double y = in->y0 + len_to_pt(p->pic_y) + (double)p->pic_fy * (in->y1 - in->y0 - tile_h);
    cairo_save(d->cr);
    box_path(d->cr, padding);
    cairo_clip(d->cr);
    cairo_translate(d->cr, x, y);
    if (p->repeat_x || p->repeat_y)
        image_draw_tiled(p->picture, d->cr, tile_w, tile_h, p->repeat_x, p->repeat_y, padding->x0 - x, padding->y0 - y,
                         w, h);
    else
        show_picture(d, p->picture, tile_w, tile_h, false);
    cairo_restore(d->cr);
}

static const double upright[6] = { 1, 0, 0, 1, 0, 0 };

/* Background of the padding rectangle (XSL 1.1 §7.8). */
static void paint_background(struct draw *d, const struct order_item *it, const struct draw_box *outer,
                             const struct sides *s)
{
    const struct area_paint *p = it->area->paint;
    struct draw_box padding = inner_box(outer, s);
    draw_flush(d);
    if (p->background & 0xff) {
        draw_set_color(d, p->background);
        box_path(d->cr, &padding);
        cairo_fill(d->cr);
    }
    if (p->picture && p->fixed) {
        const double *k = d->axes;
        double ax = k[0] * padding.x0 + k[2] * padding.y0, ay = k[1] * padding.x0 + k[3] * padding.y0;
        double bx = k[0] * padding.x1 + k[2] * padding.y1, by = k[1] * padding.x1 + k[3] * padding.y1;
        struct draw_box page = { 0, 0, d->page_w, d->page_h };
        struct draw_box part = { fmin(ax, bx), fmin(ay, by), fmax(ax, bx), fmax(ay, by) };
        draw_set_frame(d, upright);
        paint_tiles(d, p, &part, &page);
    } else if (p->picture) {
        paint_tiles(d, p, &padding, &padding);
    }
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

static void draw_picture(struct draw *d, const struct order_item *it, const struct draw_box *outer)
{
    const struct area *a = it->area;
    struct draw_box b = logical_box(outer, a->wm, a->u.pic.i, a->u.pic.b, a->u.pic.ipd, a->u.pic.bpd);
    set_clip(d, it->inner);
    draw_flush(d);
    cairo_save(d->cr);
    cairo_translate(d->cr, b.x0, b.y0);
    bool ok = show_picture(d, a->u.pic.image, b.x1 - b.x0, b.y1 - b.y0, a->crisp);
    cairo_restore(d->cr);
    if (!ok)
        draw_broken(d, &b);
}

static void draw_text(struct draw *d, const struct order_item *it)
{
    const struct area *a = it->area;
    double base = len_to_pt(a->baseline);
    if (a->wm != AREA_TB_RL) {
        draw_run(d, a->u.run, d->ox, d->oy + base);
        return;
    }
    if (a->u.run->upright) {            /* around the middle of the line */
        draw_run(d, a->u.run, d->ox + it->w / 2, d->oy);
        return;
    }
    /* glyphs lie on their side: their x runs down, their up points right */
    const double *m = it->m;
    double turned[6] = { m[2], m[3], -m[0], -m[1], m[0] * it->w + m[4], m[1] * it->w + m[5] };
    draw_set_frame(d, turned);
    draw_run(d, a->u.run, d->ox, d->oy + base);
}

static void draw_line(struct draw *d, const struct order_item *it, struct draw_box b)
{
    bool vertical = it->area->wm == AREA_TB_RL;
    draw_flush(d);
    if (vertical)               /* the thickness is rounded by itself, so that equal rules look equal */
        b.x1 = b.x0 + draw_snap_width(d, it->w);
    else
        b.y1 = b.y0 + draw_snap_width(d, it->h);
    draw_rule(d, &b, vertical, &it->area->u.rule);
}

static void paint_item(void *user, const struct order_item *it, enum order_part part)
{
    struct draw *d = user;
    const struct area *a = it->area;
    struct sides s;
    set_clip(d, it->clip);
    draw_set_frame(d, it->m);
    if (a->kind == AREA_TEXT && part == ORDER_MARKS) {
        draw_text(d, it);
        return;
    }
    struct draw_box outer = box_at(d, 0, 0, it->w, it->h);
    sides_of(d, a, &s);
    if (part == ORDER_BACKGROUND) {
        paint_background(d, it, &outer, &s);
        return;
    }
    if (a->kind == AREA_IMAGE)
        draw_picture(d, it, &outer);
    else if (a->kind == AREA_RULE)
        draw_line(d, it, outer);
    if (!a->paint)
        return;
    set_clip(d, it->clip);
    draw_flush(d);
    draw_borders(d, &outer, s.width, s.edge);
}

void draw_page(struct draw *d, const struct area_page *p)
{
    forget_state(d);        /* showing a page may reset it */
    d->clip = 0;
    d->page_w = len_to_pt(p->width);
    d->page_h = len_to_pt(p->height);
    g_hash_table_remove_all(d->shown);
    order_page(d->order, p, paint_item, d);
    draw_flush(d);
    set_clip(d, 0);
    draw_set_frame(d, upright);
}
