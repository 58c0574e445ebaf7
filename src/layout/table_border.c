/* SPDX-License-Identifier: MIT */
/*
 * The collapsing border model (XSL 1.1 §6.7.10, CSS2 17.6.2): which border
 * wins on each stretch of a grid line. Across the table this is asked again
 * for each piece, since a break brings other rows together.
 */
#include "layout/table.h"

#include <string.h>

/* Whose border it is, the stronger first. */
enum source { CELL, ROW, GROUP, COLUMN, TABLE };

struct contest {
    const struct table_grid *g;
    const struct fo_border *best;
    enum source source;
    len_t width;
};

/* Wider first, then in this order (CSS2 17.6.2.1). */
static int style_rank(int32_t style)
{
    switch (style) {
    case KW_DOUBLE: return 8;
    case KW_SOLID: return 7;
    case KW_DASHED: return 6;
    case KW_DOTTED: return 5;
    case KW_RIDGE: return 4;
    case KW_OUTSET: return 3;
    case KW_GROOVE: return 2;
    case KW_INSET: return 1;
    default: return 0;
    }
}

static bool wins(const struct contest *k, const struct fo_border *b, enum source source, len_t width)
{
    const struct fo_border *a = k->best;
    if (!a)
        return true;
    if ((a->style == KW_NONE) != (b->style == KW_NONE))
        return a->style == KW_NONE;
    if (k->g->precedence && a->precedence != b->precedence)
        return b->precedence > a->precedence;
    if ((a->style == KW_HIDDEN) != (b->style == KW_HIDDEN))
        return b->style == KW_HIDDEN;
    if (width != k->width)
        return width > k->width;
    int ra = style_rank(a->style), rb = style_rank(b->style);
    /* of equal ones the first: further to the start or before */
    return ra != rb ? rb > ra : source < k->source;
}

static void enter(struct contest *k, const struct fo_node *n, enum fo_side side, enum source source, bool cut)
{
    if (!n)
        return;
    const struct fo_border *b = &n->style->border[side];
    if (cut && !b->width.retain)
        return;                 /* at a break only what is retained */
    len_t width = style_rank(b->style) ? len_max(0, fo_len_of(b->width.len, 0, 0)) : 0;
    if (!wins(k, b, source, width))
        return;
    k->best = b;
    k->source = source;
    k->width = width;
}

static uint32_t line_style(int32_t kw)
{
    switch (kw) {
    case KW_SOLID: return AREA_SOLID;
    case KW_DASHED: return AREA_DASHED;
    case KW_DOTTED: return AREA_DOTTED;
    case KW_DOUBLE: return AREA_DOUBLE;
    case KW_RIDGE:
    case KW_OUTSET: return AREA_RIDGE;          /* CSS2 17.6.3 */
    case KW_GROOVE:
    case KW_INSET: return AREA_GROOVE;
    default: return AREA_NONE;
    }
}

static struct area_edge result(const struct contest *k)
{
    struct area_edge e = { 0, 0, AREA_NONE };
    if (k->best && k->width > 0) {
        e.width = k->width;
        e.color = k->best->color;
        e.style = line_style(k->best->style);
    }
    return e;
}

/* --- across --- */

static const struct fo_node *cell_at(const struct table_side *s, uint32_t col)
{
    const struct table_cell *c = s->row ? table_slot(s->row, col) : NULL;
    return c ? c->node : NULL;
}

static bool same_cell(const struct table_side *a, const struct table_side *b, uint32_t col)
{
    return a->row && b->row && !a->cut && !b->cut && table_slot(a->row, col) &&
           table_slot(a->row, col) == table_slot(b->row, col);
}

/* Is the edge of the cell that of the side, or does the cell span beyond a break there? */
static bool cell_cut(const struct table_side *s, uint32_t col, bool above)
{
    const struct table_cell *c = table_slot(s->row, col);
    return s->cut || (c && (above ? c->row + c->rows - 1 > s->index : c->row < s->index));
}

static void enter_side(struct contest *k, const struct table_side *s, uint32_t col, bool above,
                       enum source source)
{
    enum fo_side side = above ? FO_AFTER : FO_BEFORE;
    if (!s->row) {
        if (source == COLUMN)
            enter(k, k->g->cols[col], above ? FO_BEFORE : FO_AFTER, source, s->cut);
        if (source == TABLE)
            enter(k, k->g->node, above ? FO_BEFORE : FO_AFTER, source, s->cut);
    } else if (source == CELL) {
        enter(k, cell_at(s, col), side, source, cell_cut(s, col, above));
    } else if (source == ROW) {
        enter(k, s->row->node, side, source, s->cut);
    } else if (source == GROUP && !s->cut && (above ? s->row->last : s->row->first)) {
        enter(k, s->row->group, side, source, false);
    }
}

const struct area_edge *table_border_across(struct lay_cx *cx, const struct table_grid *g,
                                            struct table_side above, struct table_side below)
{
    if (!g->collapse)
        return NULL;
    struct area_edge *v = arena_new_array(cx->page, struct area_edge, g->n_cols);
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct contest k = { .g = g };
        if (same_cell(&above, &below, c))
            continue;
        for (int s = CELL; s <= TABLE; s++) {
            enter_side(&k, &above, c, true, (enum source)s);
            enter_side(&k, &below, c, false, (enum source)s);
        }
        v[c] = result(&k);
    }
    return v;
}

/* --- along --- */

static struct area_edge along_at(const struct table_grid *g, const struct table_row *r, uint32_t line)
{
    struct contest k = { .g = g };
    bool first = line == 0, last = line == g->n_cols;
    const struct table_cell *a = first ? NULL : table_slot(r, line - 1);
    const struct table_cell *b = last ? NULL : table_slot(r, line);
    if (a && a == b)
        return (struct area_edge){ 0, 0, AREA_NONE };
    if (a)
        enter(&k, a->node, FO_END, CELL, false);
    if (b)
        enter(&k, b->node, FO_START, CELL, false);
    if (first || last) {
        enum fo_side side = first ? FO_START : FO_END;
        enter(&k, r->node, side, ROW, false);
        enter(&k, r->group, side, GROUP, false);
    }
    if (!first)
        enter(&k, g->cols[line - 1], FO_END, COLUMN, false);
    if (!last)
        enter(&k, g->cols[line], FO_START, COLUMN, false);
    if (first || last)
        enter(&k, g->node, first ? FO_START : FO_END, TABLE, false);
    return result(&k);
}

len_t table_border_half(const struct table_grid *g, const struct table_part *p, const struct table_cell *c, uint32_t line)
{
    len_t w = 0;
    for (uint32_t r = c->row; g->collapse && r < c->row + c->rows; r++)
        w = len_max(w, along_at(g, &p->rows[r], line).width);
    return w / 2;
}

const struct area_edge *table_border_along(struct lay_cx *cx, const struct table_grid *g,
                                           const struct table_row *r)
{
    if (!g->collapse)
        return NULL;
    struct area_edge *v = arena_new_array(cx->page, struct area_edge, g->n_cols + 1);
    for (uint32_t line = 0; line <= g->n_cols; line++)
        v[line] = along_at(g, r, line);
    return v;
}
