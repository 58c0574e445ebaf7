/* SPDX-License-Identifier: MIT */
/*
 * Borders with mitred corners, and rules, in all styles of XSL 1.1 §7.8.20 and §7.22.5. Sides of equal colour are filled
 * as one path, so that no seam shows where they meet.
 */
#include "out/draw.h"

#include <glib.h>
#include <math.h>

/* --- colours of the raised and sunken styles --- */

static uint32_t mix(uint32_t color, uint32_t with, double part)
{
    uint32_t out = color & 0xff;
    for (int shift = 8; shift < 32; shift += 8) {
        double a = color >> shift & 0xff, b = with >> shift & 0xff;
        out |= (uint32_t)lround(a + (b - a) * part) << shift;
    }
    return out;
}

static uint32_t dark_of(uint32_t color)
{
    return mix(color, 0, 0.4);
}

static uint32_t light_of(uint32_t color)
{
    return mix(color, 0xffffffff, 0.5);
}

/* --- pieces of a side: the strip between two fractions of its width, 0 outside, 1 inside --- */

struct piece {
    int side;
    double from, to;
    uint32_t color;
};

struct pieces {
    struct piece v[8];
    int n;
};

static void add_piece(struct pieces *p, int side, double from, double to, uint32_t color)
{
    p->v[p->n++] = (struct piece){ side, from, to, color };
}

/*
 * `thin`: no room for two lines and what lies between. Light falls from the top left: the top and left sides of what is
 * sunken lie in the dark.
 */
static void add_side(struct pieces *p, int side, const struct area_edge *e, bool thin)
{
    bool shaded = side == 0 || side == 3;
    switch (thin && e->style == AREA_DOUBLE ? AREA_SOLID : (enum area_line_style)e->style) {
    case AREA_DOUBLE:
        add_piece(p, side, 0, 1.0 / 3, e->color);
        add_piece(p, side, 2.0 / 3, 1, e->color);
        break;
    case AREA_GROOVE:
    case AREA_RIDGE:
        shaded ^= e->style == AREA_RIDGE;
        add_piece(p, side, 0, 0.5, shaded ? dark_of(e->color) : light_of(e->color));
        add_piece(p, side, 0.5, 1, shaded ? light_of(e->color) : dark_of(e->color));
        break;
    case AREA_INSET:
    case AREA_OUTSET:
        shaded ^= e->style == AREA_OUTSET;
        add_piece(p, side, 0, 1, shaded ? dark_of(e->color) : light_of(e->color));
        break;
    case AREA_SOLID:
        add_piece(p, side, 0, 1, e->color);
        break;
    case AREA_NONE:
    case AREA_DASHED:
    case AREA_DOTTED:
        break;
    }
}

/* The corner behind which side `k` begins, clockwise from the top left, at a fraction of the border widths. */
static void corner(const struct draw_box *o, const double width[4], int k, double t, double *x, double *y)
{
    k %= 4;
    *x = k == 0 || k == 3 ? o->x0 + t * width[3] : o->x1 - t * width[1];
    *y = k == 0 || k == 1 ? o->y0 + t * width[0] : o->y1 - t * width[2];
}

static void piece_path(cairo_t *cr, const struct draw_box *o, const double width[4], const struct piece *p)
{
    double x, y;
    corner(o, width, p->side, p->from, &x, &y);
    cairo_move_to(cr, x, y);
    corner(o, width, p->side + 1, p->from, &x, &y);
    cairo_line_to(cr, x, y);
    corner(o, width, p->side + 1, p->to, &x, &y);
    cairo_line_to(cr, x, y);
    corner(o, width, p->side, p->to, &x, &y);
    cairo_line_to(cr, x, y);
    cairo_close_path(cr);
}

static bool is_thin(const struct draw *d, double width)
{
    return d->pixel > 0 && width < 2.5 * d->pixel;
}

static void fill_pieces(struct draw *d, const struct draw_box *o, const double width[4], const struct pieces *p)
{
    bool done[8] = { false };
    for (int i = 0; i < p->n; i++) {
        if (done[i])
            continue;
        for (int k = i; k < p->n; k++)
            if (!done[k] && p->v[k].color == p->v[i].color) {
                piece_path(d->cr, o, width, &p->v[k]);
                done[k] = true;
            }
        draw_set_color(d, p->v[i].color);
        cairo_fill(d->cr);
    }
}

/* --- dashes and dots --- */

/* More would only be grey, and cost without end on absurd lengths. */
#define MAX_DASHES 20000.0

/*
 * A dashed or dotted line of `width` from x, y over `length` along an axis. Dashes begin and end at the corners.
 * `grid`: dots keep to multiples of their distance on the page, so that those of leaders stand below each other.
 */
static void stroke_broken(struct draw *d, double x, double y, double length, double width, bool vertical,
                          const struct area_edge *e, bool grid)
{
    double dash[2], start = 0;
    bool dots = e->style == AREA_DOTTED;
    if (!(length > 0 && width > 0))
        return;
    if (dots) {
        dash[0] = 0;
        start = width / 2;
        double room = length - width, at = vertical ? y : x;
        if (grid) {
            dash[1] = 2 * width;
            start = ceil((at + start) / dash[1]) * dash[1] - at;
            room = floor((length - width / 2 - start) / dash[1]) * dash[1];
            if (room < 0)
                return;
        } else {
            double n = fmax(round(room / (2 * width)), 1);
            dash[1] = fmax(room, width) / n;
        }
        length = start + room + width / 100;    /* the last dot is in */
    } else {
        double n = round((length - 3 * width) / (5 * width));
        dash[0] = 3 * width;
        dash[1] = n >= 1 ? (length - (n + 1) * dash[0]) / n : 0;
    }
    cairo_save(d->cr);
    draw_set_color(d, e->color);
    if (dash[0] + dash[1] > 0 && dash[1] > 0 && length / (dash[0] + dash[1]) < MAX_DASHES) {
        cairo_set_dash(d->cr, dash, 2, 0);
        cairo_set_line_cap(d->cr, dots ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    }
    cairo_set_line_width(d->cr, width);
    cairo_move_to(d->cr, vertical ? x : x + start, vertical ? y + start : y);
    cairo_line_to(d->cr, vertical ? x : x + length, vertical ? y + length : y);
    cairo_stroke(d->cr);
    cairo_restore(d->cr);
    d->have_color = false;
}

/* Does the side meet one of another colour, so that the corner must be parted? */
static bool needs_mitre(const double width[4], const struct area_edge *const edge[4], int side)
{
    for (int k = 1; k < 4; k += 2) {
        int next = (side + k) % 4;
        if (width[next] > 0 && (edge[next]->color != edge[side]->color || (edge[side]->color & 0xff) != 0xff))
            return true;
    }
    return false;
}

static void stroke_side(struct draw *d, const struct draw_box *o, const double width[4],
                        const struct area_edge *const edge[4], int side)
{
    const struct area_edge *e = edge[side];
    struct piece whole = { side, 0, 1, e->color };
    double w = width[side];
    cairo_save(d->cr);
    if (needs_mitre(width, edge, side)) {
        piece_path(d->cr, o, width, &whole);
        cairo_clip(d->cr);
    }
    switch (side) {
    case 0:
        stroke_broken(d, o->x0, o->y0 + w / 2, o->x1 - o->x0, w, false, e, false);
        break;
    case 1:
        stroke_broken(d, o->x1 - w / 2, o->y0, o->y1 - o->y0, w, true, e, false);
        break;
    case 2:
        stroke_broken(d, o->x0, o->y1 - w / 2, o->x1 - o->x0, w, false, e, false);
        break;
    default:
        stroke_broken(d, o->x0 + w / 2, o->y0, o->y1 - o->y0, w, true, e, false);
        break;
    }
    cairo_restore(d->cr);
    d->have_color = false;
}

void draw_borders(struct draw *d, const struct draw_box *outer, const double width[4],
                  const struct area_edge *const edge[4])
{
    struct pieces p = { .n = 0 };
    for (int i = 0; i < 4; i++)
        if (width[i] > 0 && (edge[i]->color & 0xff))
            add_side(&p, i, edge[i], is_thin(d, width[i]));
    fill_pieces(d, outer, width, &p);
    for (int i = 0; i < 4; i++)
        if (width[i] > 0 && (edge[i]->color & 0xff)
            && (edge[i]->style == AREA_DASHED || edge[i]->style == AREA_DOTTED))
            stroke_side(d, outer, width, edge, i);
}

/* --- rules --- */

void draw_rule(struct draw *d, const struct draw_box *box, bool vertical, const struct area_edge *e)
{
    double x = box->x0, y = box->y0, w = box->x1 - x, h = box->y1 - y;
    if (!(w > 0 && h > 0) || e->style == AREA_NONE || !(e->color & 0xff))
        return;
    if (e->style == AREA_DASHED || e->style == AREA_DOTTED) {
        bool dots = e->style == AREA_DOTTED;
        if (vertical)
            stroke_broken(d, x + w / 2, y, h, w, true, e, dots);
        else
            stroke_broken(d, x, y + h / 2, w, h, false, e, dots);
        return;
    }
    /* any other style is the one side of a border as wide as the rule is thick */
    struct pieces p = { .n = 0 };
    int side = vertical ? 3 : 0;
    double width[4] = { 0 };
    struct draw_box b = { x, y, x + w, y + h };
    width[side] = vertical ? w : h;
    add_side(&p, side, e, is_thin(d, width[side]));
    fill_pieces(d, &b, width, &p);
}
