/* SPDX-License-Identifier: MIT */
/*
 * The widths of a table and its columns: the fixed algorithm (XSL 1.1 §7.28.5,
 * §7.28.17). A column without a width takes part as one of
 * proportional-column-width(1).
 */
#include "layout/table.h"

#include <string.h>

/* What a column asks for: a length (percentages of the table's width), and a share of the rest. */
struct want { len_t abs; double share; };

static struct want column_want(const struct fo_node *col, len_t base)
{
    if (!col)
        return (struct want){ 0, 1 };
    struct fo_len w = col->style->column_width;
    if (w.kw == KW_PROPORTIONAL)
        return (struct want){ w.abs, w.pct > 0 ? (double)w.pct : 0 };
    if (w.kw)
        return (struct want){ 0, 1 };
    return (struct want){ len_max(0, fo_len_of(w, base, 0)), 0 };
}

/* The grid lines for columns that fill `ipd`; returns their end: another, if nothing is shared out. */
static len_t column_lines(const struct table_grid *g, len_t ipd, len_t *x)
{
    len_t sum = 0;
    double shares = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct want w = column_want(g->cols[c], ipd);
        sum = len_add(sum, w.abs);
        shares += w.share;
    }
    double rest = ipd > sum && shares > 0 ? ipd - sum : 0, given = 0;
    len_t at = 0;
    x[0] = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct want w = column_want(g->cols[c], ipd);
        double before = given;
        given += w.share;
        len_t share = rest > 0 ? (len_t)(rest * given / shares) - (len_t)(rest * before / shares) : 0;
        at = len_add(at, len_add(w.abs, share));
        x[c + 1] = at;
    }
    return at;
}

static bool shares_out(const struct table_grid *g)
{
    for (uint32_t c = 0; c < g->n_cols; c++)
        if (column_want(g->cols[c], 0).share > 0)
            return true;
    return g->n_cols == 0;
}

/* In a table-and-caption text-align places the table (§6.7.2). */
static len_t aligned(const struct fo_node *table, len_t spare)
{
    const struct fo_node *p = table->parent;
    while (p && p->type == FO_WRAPPER)
        p = p->parent;
    if (!p || p->type != FO_TABLE_AND_CAPTION || spare <= 0)
        return 0;
    switch (p->style->text_align) {
    case KW_CENTER: return spare / 2;
    case KW_END:
    case KW_RIGHT: return spare;
    default: return 0;
    }
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
    len_t half = m->sep_i / 2;
    len_t avail = box.content_ipd, ipd = avail;
    if (g->collapse) {          /* from the content rectangle that margins and indents leave */
        avail = ipd = len_add(in->ref_ipd, -len_add(fo_len_of(s->start_indent, in->ref_ipd, 0),
                                                    fo_len_of(s->end_indent, in->ref_ipd, 0)));
        avail = ipd = len_max(0, avail);
    }
    bool fixed = !s->inline_progression_dimension.opt.kw;
    if (fixed)
        ipd = len_max(0, fo_len_of(s->inline_progression_dimension.opt, in->pct_ipd, ipd));
    len_t used = len_add(column_lines(g, ipd - 2 * half, m->x), 2 * half);
    if (used > ipd || (!fixed && !shares_out(g)))
        ipd = used;
    m->i = len_add(fo_len_of(s->start_indent, in->ref_ipd, 0), -start) + aligned(g->node, avail - ipd);
    m->ipd = len_add(start, len_add(ipd, end));
    for (uint32_t c = 0; c <= g->n_cols; c++)
        m->x[c] = len_add(m->x[c], start + half);
}
