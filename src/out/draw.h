/* SPDX-License-Identifier: MIT */
/* Painting an area tree with cairo: shared by the backends that draw. */
#ifndef SAPCHU_OUT_DRAW_H
#define SAPCHU_OUT_DRAW_H

#include "area/area.h"
#include "out/order.h"

#include <cairo.h>
#include <glib.h>

struct draw;

/*
 * Paints into `cr`, whose user space is the page in points. `pdf`: say with the glyphs what they mean.
 * `pixel`: size of a device pixel in points, to whose grid rectangles are held, so that thin rules are crisp; 0: no grid.
 */
struct draw *draw_new(cairo_t *cr, bool pdf, double pixel);
void draw_drop(struct draw *d);
void draw_page(struct draw *d, const struct area_page *p);

/* --- shared by draw.c, border.c, glyphs.c --- */

/* A rectangle in the current frame, already moved by its origin. */
struct draw_box {
    double x0, y0, x1, y1;
};

struct draw_batch;              /* glyphs that wait to be shown together: glyphs.c */

struct draw {
    cairo_t *cr;
    bool pdf;
    double pixel;
    double axes[4];             /* xx yx xy yy of the current frame: quarter turns only */
    double ox, oy;              /* its origin, in its own axes */
    bool have_color;
    uint32_t color;
    const struct font *font;    /* set in `cr`; NULL: none */
    uint8_t font_turn;          /* … and how its glyphs are turned */
    bool font_fails;            /* … it cannot be drawn with */
    cairo_font_options_t *options;
    struct draw_batch *batch;
    GHashTable *shown;          /* PDF: pictures that are on this page already */
    struct order *order;
    unsigned clip;              /* the one that is set */
    double page_w, page_h;
};

/* Makes m (as in area_visit) the frame. */
void draw_set_frame(struct draw *d, const double m[6]);
void draw_set_color(struct draw *d, uint32_t color);
double draw_snap(const struct draw *d, double v);
/* A width of at least one pixel. */
double draw_snap_width(const struct draw *d, double w);

/* border.c; order of widths and edges: top, right, bottom, left */
void draw_borders(struct draw *d, const struct draw_box *outer, const double width[4],
                  const struct area_edge *const edge[4]);
void draw_rule(struct draw *d, const struct draw_box *box, bool vertical, const struct area_edge *edge);

/* glyphs.c */
struct draw_batch *draw_batch_new(void);
void draw_batch_drop(struct draw_batch *b);
/* The run with its origin (left end of the baseline) at x, y of the current frame. */
void draw_run(struct draw *d, const struct area_run *run, double x, double y);
void draw_flush(struct draw *d);        /* before anything else is drawn */

#endif
