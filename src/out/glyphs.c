/* SPDX-License-Identifier: MIT */
/*
 * Text: glyph runs of one font and colour are gathered and shown in one call, which spares cairo most of its work. With
 * each run goes what it says (clusters of UTF-8), from which a PDF's text is extracted.
 */
#include "out/draw.h"

#include "font/font.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A batch is shown at the latest when it has so many glyphs. */
#define MAX_BATCH 4096u

/* Where cairo takes the pen of a PDF to be, and how far that of a viewer is behind it: see follow_pen(). */
struct pen {
    bool known;
    len_t size;
    double x, y, behind;
};

struct draw_batch {
    GArray *glyphs;             /* of cairo_glyph_t */
    GArray *clusters;           /* of cairo_text_cluster_t */
    GString *text;
    const struct font *font;
    uint32_t color;
    bool rtl;
    uint8_t turn;
    const struct area_shadow *shadows;
    struct pen pen;
};

struct draw_batch *draw_batch_new(void)
{
    struct draw_batch *b = g_new0(struct draw_batch, 1);
    b->glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    b->clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
    b->text = g_string_new(NULL);
    return b;
}

void draw_batch_drop(struct draw_batch *b)
{
    g_array_free(b->glyphs, TRUE);
    g_array_free(b->clusters, TRUE);
    g_string_free(b->text, TRUE);
    g_free(b);
}

#define BACKSLANT 0.2           /* as oblique faces lean, the other way */

/* A font that cannot be scaled (size 0) would put the whole context into an error. */
static void set_font(struct draw *d, const struct font *font, uint8_t turn)
{
    if (d->font == font && d->font_turn == turn)
        return;
    d->font = font;
    d->font_turn = turn;
    d->font_fails = true;
    if (!font->pango || !PANGO_IS_CAIRO_FONT(font->pango) || font->size <= 0)
        return;
    cairo_scaled_font_t *sf = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font->pango));
    if (!sf || cairo_scaled_font_status(sf) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_matrix_t m, inverse;
    cairo_scaled_font_get_font_matrix(sf, &m);
    double size = (double)font->size / FONT_FACE_SIZE;
    cairo_matrix_scale(&m, size, size);
    if (font->backslant)
        m.xy += BACKSLANT * m.yy;
    if (turn) {
        static const double sine[4] = { 0, 1, 0, -1 };
        double s = sine[turn % 4], c = sine[(turn + 1) % 4];
        cairo_matrix_t quarters = { c, s, -s, c, 0, 0 };
        cairo_matrix_multiply(&m, &m, &quarters);
    }
    inverse = m;
    if (cairo_matrix_invert(&inverse) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_set_font_face(d->cr, cairo_scaled_font_get_font_face(sf));
    cairo_set_font_matrix(d->cr, &m);
    cairo_set_font_options(d->cr, d->options);
    d->font_fails = false;
}

/* cairo does not blur: a soft shadow is the glyphs, faint, in so many places on rings around its own. */
#define BLUR_RINGS 3
#define BLUR_SPOKES 8

/* The glyphs once more; as paths in a PDF, whose text would be there twice. */
static void show_moved(struct draw *d, const cairo_glyph_t *glyphs, int n, double dx, double dy)
{
    cairo_glyph_t *moved = g_memdup2(glyphs, sizeof *glyphs * (size_t)n);
    for (int i = 0; i < n; i++) {
        moved[i].x += dx;
        moved[i].y += dy;
    }
    if (d->pdf) {
        cairo_glyph_path(d->cr, moved, n);
        cairo_fill(d->cr);
    } else {
        cairo_show_glyphs(d->cr, moved, n);
    }
    g_free(moved);
}

static void draw_shadow(struct draw *d, const struct area_shadow *shadow, const cairo_glyph_t *glyphs, int n)
{
    double x = len_to_pt(shadow->x), y = len_to_pt(shadow->y), radius = len_to_pt(shadow->blur);
    if (!(radius > 0)) {
        draw_set_color(d, shadow->color);
        show_moved(d, glyphs, n, x, y);
        return;
    }
    double alpha = (shadow->color & 0xff) * 2.0 / (BLUR_RINGS * BLUR_SPOKES + 1);
    draw_set_color(d, (shadow->color & 0xffffff00u) | (uint32_t)CLAMP(alpha + 0.5, 1, 255));
    show_moved(d, glyphs, n, x, y);
    for (int ring = 1; ring <= BLUR_RINGS; ring++)
        for (int k = 0; k < BLUR_SPOKES; k++) {
            double turn = (k + ring * 0.5) * 2 * G_PI / BLUR_SPOKES, r = radius * ring / BLUR_RINGS;
            show_moved(d, glyphs, n, x + r * cos(turn), y + r * sin(turn));
        }
}

/* The last one first. */
static void draw_shadows(struct draw *d, const struct area_shadow *shadows, const cairo_glyph_t *glyphs, int n)
{
    GPtrArray *all = g_ptr_array_new();
    for (const struct area_shadow *s = shadows; s; s = s->next)
        g_ptr_array_add(all, (void *)s);
    for (guint i = all->len; i > 0; i--)
        draw_shadow(d, g_ptr_array_index(all, i - 1), glyphs, n);
    g_ptr_array_free(all, TRUE);
}

static void show_batch(struct draw *d)
{
    struct draw_batch *b = d->batch;
    if (b->clusters->len == 0 && b->glyphs->len == 0)
        return;
    set_font(d, b->font, b->turn);
    if (!d->font_fails) {
        const cairo_glyph_t *glyphs = (const cairo_glyph_t *)(void *)b->glyphs->data;
        if (b->shadows)
            draw_shadows(d, b->shadows, glyphs, (int)b->glyphs->len);
        draw_set_color(d, b->color);
        if (d->pdf)
            cairo_show_text_glyphs(d->cr, b->text->str, (int)b->text->len, glyphs, (int)b->glyphs->len,
                                   (const cairo_text_cluster_t *)(void *)b->clusters->data, (int)b->clusters->len,
                                   b->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
        else
            cairo_show_glyphs(d->cr, glyphs, (int)b->glyphs->len);
    }
    g_array_set_size(b->glyphs, 0);
    g_array_set_size(b->clusters, 0);
    g_string_set_size(b->text, 0);
}

void draw_flush(struct draw *d)
{
    show_batch(d);
    d->batch->pen.known = false;        /* what is drawn now ends the text object */
}

/* Is there a character's first byte at `at`, past `after`? */
static bool starts_cluster(const struct area_run *run, uint32_t at, uint32_t after)
{
    return at > after && at < run->len && ((unsigned char)run->text[at] & 0xc0) != 0x80;
}

/*
 * The run's text in clusters, in logical order: each takes the text up to the next one's. What does not fit into rising
 * order belongs to the cluster before it, so that all bytes and all glyphs are used whatever comes.
 */
static void add_clusters(struct draw_batch *b, const struct area_run *run)
{
    uint32_t start = 0, glyphs = 0;
    cairo_text_cluster_t c;
    for (uint32_t k = 0; k < run->n; k++) {
        const struct area_glyph *g = &run->glyphs[run->rtl ? run->n - 1 - k : k];
        if (k > 0 && starts_cluster(run, g->cluster, start)) {
            c = (cairo_text_cluster_t){ (int)(g->cluster - start), (int)glyphs };
            g_array_append_val(b->clusters, c);
            start = g->cluster;
            glyphs = 0;
        }
        glyphs += g->id != PANGO_GLYPH_EMPTY;
    }
    c = (cairo_text_cluster_t){ (int)(run->len - start), (int)glyphs };
    if (c.num_bytes || c.num_glyphs)
        g_array_append_val(b->clusters, c);
    g_string_append_len(b->text, run->text, run->len);
}

/*
 * cairo moves from line to line by ems, to six decimals, and what it rounds adds up: lines side by side in two columns would
 * come to lie at two heights, and those who extract the text would read them crosswise. Whole millionths of an em add up.
 */
static double whole_step(double y, const struct font *font)
{
    double step = len_to_pt(font->size) / 1e6;
    return step > 0 ? floor(y / step + 0.5) * step : y;
}

/*
 * cairo goes from glyph to glyph by the whole of their advances, but states in the PDF what is left of them when they are
 * cut to thousandths of an em, and by that a viewer goes: along a line it would fall behind what cairo believes, and a right
 * edge come to lie short by a third of a point. So the glyphs are given as far ahead as the viewer's pen is behind, until
 * cairo sets the pen anew: for another line, another size, a gap of more than ten ems, or anything else that is drawn.
 */
static void follow_pen(struct pen *pen, const struct font *font, cairo_glyph_t *glyphs, guint n, bool rtl)
{
    double em = len_to_pt(font->size);
    for (guint k = 0; k < n; k++) {
        cairo_glyph_t *g = &glyphs[rtl ? n - 1 - k : k];
        double x = g->x + pen->behind;
        if (!pen->known || pen->size != font->size || fabs(g->y - pen->y) > em / 1000 || fabs(x - pen->x) > 10 * em) {
            pen->behind = 0;
            x = g->x;
        }
        double whole, rest = font_advance_rest(font, (uint32_t)g->index, &whole);
        g->x = x;
        *pen = (struct pen){ true, font->size, x + whole / LEN_PT, g->y, pen->behind + rest / LEN_PT };
    }
}

void draw_run(struct draw *d, const struct area_run *run, double x, double y)
{
    struct draw_batch *b = d->batch;
    if (d->pdf)
        y = whole_step(y, run->font);
    /* a right-to-left run counts its glyphs from the last: it cannot share a call */
    if (b->font != run->font || b->color != run->color || b->rtl || run->rtl || b->turn != run->turn || b->shadows || run->shadows ||
        b->glyphs->len > MAX_BATCH) {
        show_batch(d);
        b->pen.known &= b->color == run->color && !b->shadows && !run->shadows;     /* what ends cairo's text object */
        b->font = run->font;
        b->color = run->color;
        b->rtl = run->rtl;
        b->pen.known &= b->turn == run->turn;
        b->turn = run->turn;
        b->shadows = run->shadows;
    }
    if (run->n == 0)
        return;
    guint first = b->glyphs->len;
    g_array_set_size(b->glyphs, first + run->n);
    cairo_glyph_t *to = &g_array_index(b->glyphs, cairo_glyph_t, first);
    int64_t at = 0;
    guint n = 0;
    for (uint32_t k = 0; k < run->n; k++) {
        const struct area_glyph *g = &run->glyphs[k];
        if (g->id != PANGO_GLYPH_EMPTY) {
            to[n].index = g->id & PANGO_GLYPH_UNKNOWN_FLAG ? 0 : g->id;     /* the font's own mark of a missing glyph */
            to[n].x = x + (double)(run->upright ? g->dx : at + g->dx) / LEN_PT;
            to[n].y = y + (double)(run->upright ? at + g->dy : g->dy) / LEN_PT;
            n++;
        }
        at += g->advance;
    }
    g_array_set_size(b->glyphs, first + n);
    if (d->pdf) {
        if (run->turn == 0)             /* else glyphs do not go on along the line by their advance */
            follow_pen(&b->pen, run->font, to, n, run->rtl);
        add_clusters(b, run);
    }
}
