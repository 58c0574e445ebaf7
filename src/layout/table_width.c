/* SPDX-License-Identifier: MIT */
/*
 * The widths of a table and its columns. The fixed algorithm (XSL 1.1 §7.28.4, §7.28.16): a column without a width
 * takes part as one of proportional-column-width(1). Where neither table-layout nor a proportional column asks for it, columns
 * without a width get it from their content: table_auto.c.
 */
#include "layout/table.h"

#include <string.h>

/* The width that a cell of the first row gives to a column without one of its own (CSS 2.1 §17.5.2.1). */
static struct fo_len first_row_width(const struct table_grid *g, uint32_t col)
{
    const struct table_part *p = g->header.n ? &g->header : &g->body;
    const struct table_cell *c = p->n ? table_slot(&p->rows[0], col) : NULL;
    struct fo_len w = { 0, 0, KW_AUTO };
    if (!c || c->cols > 1 || c->node->style->inline_progression_dimension.opt.kw)
        return w;
    w = c->node->style->inline_progression_dimension.opt;
    for (int side = FO_START; side <= FO_END; side++) {
        struct fo_len pad = c->node->style->padding[side].len;
        w.abs = len_add(w.abs, len_add(pad.abs, g->collapse ? 0 : c->node->style->border[side].width.len.abs));
    }
    return w;
}

struct table_want table_column_want(const struct table_grid *g, uint32_t col)
{
    struct fo_len w = { 0, 0, KW_AUTO };
    if (g->cols[col])
        w = g->cols[col]->style->column_width;
    if (w.kw == KW_PROPORTIONAL)
        return (struct table_want){ TABLE_SHARE, { w.abs, 0, 0 }, w.pct > 0 ? (double)w.pct : 0 };
    if (w.kw && g->node->style->table_layout == KW_FIXED)
        w = first_row_width(g, col);
    return w.kw ? (struct table_want){ TABLE_AUTO, { 0, 0, 0 }, 1 } : (struct table_want){ TABLE_LENGTH, w, 0 };
}

/* What a column has without a share; percentages of `base`. */
static len_t column_base(const struct table_want *w, len_t base)
{
    return w->kind == TABLE_LENGTH ? len_max(0, fo_len_of(w->len, base, 0)) : w->len.abs;
}

/* The grid lines for columns that fill `ipd`; returns their end: another, if nothing is shared out. */
static len_t column_lines(const struct table_grid *g, len_t ipd, len_t *x)
{
    len_t sum = 0;
    double shares = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct table_want w = table_column_want(g, c);
        sum = len_add(sum, column_base(&w, ipd));
        shares += w.share;
    }
    double rest = ipd > sum && shares > 0 ? ipd - sum : 0, given = 0;
    len_t at = 0;
    x[0] = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct table_want w = table_column_want(g, c);
        double before = given;
        given += w.share;
        len_t share = rest > 0 ? (len_t)(rest * given / shares) - (len_t)(rest * before / shares) : 0;
        at = len_add(at, len_add(column_base(&w, ipd), share));
        x[c + 1] = at;
    }
    return at;
}

static bool shares_out(const struct table_grid *g)
{
    for (uint32_t c = 0; c < g->n_cols; c++)
        if (table_column_want(g, c).share > 0)
            return true;
    return g->n_cols == 0;
}

len_t table_shift(const struct fo_node *table_and_caption, const struct lay_in *in, len_t spare, bool *reads_page)
{
    if (spare <= 0)
        return 0;
    switch (table_side_of(table_and_caption->style->text_align, in, reads_page)) {
    case KW_CENTER: return spare / 2;
    case KW_END:
    case KW_RIGHT: return spare;
    default: return 0;
    }
}

static len_t aligned(const struct fo_node *table, const struct lay_in *in, len_t spare, bool *reads_page)
{
    const struct fo_node *p = table->parent;
    while (p && p->type == FO_WRAPPER)
        p = p->parent;
    return p && p->type == FO_TABLE_AND_CAPTION ? table_shift(p, in, spare, reads_page) : 0;
}

static len_t lines(struct lay_cx *cx, const struct table_grid *g, len_t ipd, bool shrink, len_t *x)
{
    return table_is_automatic(g) ? table_auto_lines(cx, g, ipd, shrink, x) : column_lines(g, ipd, x);
}

/* Takes the columns that have collapsed out of the grid lines; returns their width. */
static len_t drop_columns(const struct table_grid *g, len_t *x)
{
    len_t gone = 0;
    for (uint32_t c = 0; g->any_gone && c < g->n_cols; c++) {
        len_t width = x[c + 1] - x[c] - gone;
        if (table_column_gone(g, c))
            gone = len_add(gone, width);
        x[c + 1] -= gone;
    }
    return gone;
}

void table_geom_resolve(struct lay_cx *cx, const struct table_grid *g, const struct lay_in *in,
                        struct table_geom *m)
{
    const struct fo_style *s = g->node->style;
    struct lay_box box;
    lay_box_resolve(g->node, in, &box);
    memset(m, 0, sizeof *m);
    m->x = arena_new_array(cx->page, len_t, g->n_cols + 1);
    len_t start = box.content_i, end = box.ipd - box.content_i - box.content_ipd;
    if (!g->collapse) {
        m->sep_i = len_max(0, fo_len_of(s->border_separation.inl, 0, 0));
        m->sep_b = len_max(0, fo_len_of(s->border_separation.block, 0, 0));
        m->before = len_add(box.before, m->sep_b / 2);
        m->after = len_add(box.after, m->sep_b / 2);
        m->before_cond = len_add(box.before_cond, m->sep_b / 2);
        m->after_cond = len_add(box.after_cond, m->sep_b / 2);
    } else {                    /* the borders belong to the grid, and there is no padding */
        start = end = 0;
    }
    start = len_add(start, m->sep_i / 2);       /* §6.7.3: half of it is a part of the table's border, outside the grid */
    end = len_add(end, m->sep_i / 2);
    len_t avail = box.content_ipd, ipd = avail;
    if (g->collapse) {          /* from the content rectangle that margins and indents leave */
        avail = ipd = len_add(in->ref_ipd, -len_add(lay_indent(g->node, in, FO_START), lay_indent(g->node, in, FO_END)));
        avail = ipd = len_max(0, avail);
    }
    bool fixed = !s->inline_progression_dimension.opt.kw;
    if (fixed)
        ipd = len_max(0, fo_len_of(s->inline_progression_dimension.opt, in->pct_ipd, ipd));
    const struct fo_range *r = &s->inline_progression_dimension;
    bool as_width = r->min.kw == r->opt.kw && r->min.abs == r->opt.abs && r->min.pct == r->opt.pct;     /* `width` gives all three */
    len_t least = r->min.kw || as_width ? 0 : fo_len_of(r->min, in->pct_ipd, 0);
    if (!r->max.kw)
        ipd = len_min(ipd, len_max(0, fo_len_of(r->max, in->pct_ipd, 0)));
    if (fixed || shares_out(g))
        ipd = len_max(ipd, least);
    bool automatic = table_is_automatic(g);
    len_t used = lines(cx, g, ipd, automatic && !fixed, m->x);
    if (automatic && used < least)
        used = lines(cx, g, least, false, m->x);
    if (used > ipd || (!fixed && (automatic || !shares_out(g))))
        ipd = used;
    ipd = len_add(ipd, -drop_columns(g, m->x));
    m->i = len_add(lay_indent(g->node, in, FO_START), -start) + aligned(g->node, in, avail - ipd, &m->reads_page);
    m->over = len_max(0, ipd - avail);
    m->ipd = len_add(start, len_add(ipd, end));
    for (uint32_t c = 0; c <= g->n_cols; c++)
        m->x[c] = len_add(m->x[c], start);
}
