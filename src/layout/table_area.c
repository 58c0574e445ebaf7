/* SPDX-License-Identifier: MIT */
/*
 * The areas of a piece of a table: column backgrounds, row groups, rows,
 * cells, and over them the collapsed borders. A cell stands in the row where
 * it begins, however far it spans.
 */
#include "layout/flow.h"
#include "layout/table.h"

static bool spanned_by(const struct row_lay *r, const struct cell_lay *cl)
{
    const struct table_cell *c = cl->cell;
    return c->col < r->row->n_slots && r->cell[c->col] == cl;
}

/* The last row of the piece that the cell covers. */
static const struct row_lay *last_row(const struct table_lay *t, const struct cell_lay *cl)
{
    uint32_t k = cl->row0;
    while (k + 1 < t->n && t->rows[k + 1]->part == t->rows[k]->part && spanned_by(t->rows[k + 1], cl))
        k++;
    return t->rows[k];
}

/* From the cell's first row in the piece to the end of its last one. */
static len_t cell_bpd(const struct table_lay *t, const struct cell_lay *cl, bool *ends)
{
    const struct row_lay *last = last_row(t, cl);
    *ends = !last->cut && cl->cell->row + cl->cell->rows - 1 == last->index;
    return len_add(last->y, last->bpd) - t->rows[cl->row0]->y;
}

static len_t align_shift(const struct fo_style *s, len_t spare)
{
    if (spare <= 0)
        return 0;
    return s->display_align == KW_AFTER ? spare : s->display_align == KW_CENTER ? spare / 2 : 0;
}

static len_t half_before(const struct table_lay *t, const struct cell_lay *cl, const struct area_edge *v)
{
    len_t w = 0;
    for (uint32_t k = cl->cell->col; v && k < cl->cell->col + cl->cell->cols; k++)
        w = len_max(w, v[k].width);
    return t->g->collapse ? w / 2 : 0;
}

len_t table_cell_height(const struct table_lay *t, const struct cell_lay *cl)
{
    bool ends;
    return len_max(0, cell_bpd(t, cl, &ends) - t->m.sep_b / 2 * 2);
}

static const struct area *cell_area(const struct table_lay *t, const struct cell_lay *cl)
{
    struct lay_cx *cx = t->cx;
    const struct fo_node *n = cl->cell->node;
    bool ends;
    len_t bpd = len_max(0, cell_bpd(t, cl, &ends) - t->m.sep_b / 2 * 2);
    struct area_list kids = { 0 };
    const struct area *content = cl->out.area;
    if (content) {
        const struct row_lay *first = t->rows[cl->row0], *last = last_row(t, cl);
        len_t top = len_add(half_before(t, cl, first->before), len_add(cl->before, cl->shift));
        len_t after = len_add(half_before(t, cl, last->after), ends ? cl->after : cl->after_cond);
        len_t b = len_add(top, align_shift(n->style, bpd - top - after - cl->content));
        b = len_add(b, cl->out.before);
        for (uint32_t k = 0; k < content->n; k++)
            area_list_add(cx->page, &kids, content->kids[k].area, len_add(content->kids[k].i, cl->start),
                          len_add(content->kids[k].b, b));
    }
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), cl->ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->reference = 1;
    if (!table_cell_hidden(t, cl))
        a->paint = t->g->collapse ? table_background(t, n) : lay_paint(cx, n, !cl->from, ends);
    return lay_moved(cx, n, (uint8_t)lay_wm(t->g->node), t->m.ipd, -1, a);
}

/* Cells that begin in the row, on this piece. */
static void row_cells(const struct table_lay *t, uint32_t k, len_t x0, struct area_list *kids)
{
    const struct row_lay *r = t->rows[k];
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = r->cell[c];
        if (cl && cl->cell->col == c && cl->row0 == k)
            area_list_add(t->cx->page, kids, cell_area(t, cl), cl->i - x0, t->m.sep_b / 2);
    }
}

static const struct area *moved(const struct table_lay *t, const struct fo_node *n, const struct area *a)
{
    return n ? lay_moved(t->cx, n, (uint8_t)lay_wm(t->g->node), t->m.ipd, -1, a) : a;
}

static void add_group(const struct table_lay *t, const struct table_group *g, struct area_list *out)
{
    struct lay_cx *cx = t->cx;
    const struct fo_node *group = t->rows[g->from]->row->group;
    len_t x0 = t->m.x[0], ipd = t->m.x[t->g->n_cols] - x0, y0 = t->rows[g->from]->y;
    struct area_list kids = { 0 };
    for (uint32_t k = g->from; k < g->to; k++) {
        const struct row_lay *r = t->rows[k];
        struct area_list cells = { 0 };
        bool cut = table_layers_row(t, g, k, &cells);
        row_cells(t, k, x0, &cells);
        const struct area_tag *tag = r->row->node ? lay_tag(cx, r->row->node) : NULL;
        struct area *a = area_box_new(cx->page, tag, ipd, r->bpd, &cells);
        a->wm = (uint8_t)lay_wm(group);
        a->paint = cut ? NULL : table_background(t, r->row->node);
        area_list_add(cx->page, &kids, moved(t, r->row->node, a), 0, r->y - y0);
    }
    len_t end = len_add(t->rows[g->to - 1]->y, t->rows[g->to - 1]->bpd);
    struct area *a = area_box_new(cx->page, lay_tag(cx, group), ipd, end - y0, &kids);
    a->wm = (uint8_t)lay_wm(group);
    a->paint = g->by_cell ? NULL : table_background(t, group);
    area_list_add(cx->page, out, moved(t, group, a), x0, y0);
}

static void add_columns(const struct table_lay *t, struct area_list *out)
{
    if (t->n == 0)
        return;
    len_t y0 = t->rows[0]->y, end = len_add(t->rows[t->n - 1]->y, t->rows[t->n - 1]->bpd);
    for (uint32_t c = 0; c < t->g->n_cols; c++) {
        const struct area_paint *p = table_background(t, t->g->cols[c]);
        if (!p)
            continue;
        struct area *a = area_box_new(t->cx->page, lay_tag(t->cx, t->g->cols[c]), t->m.x[c + 1] - t->m.x[c],
                                      end - y0, &(struct area_list){ 0 });
        a->paint = p;
        area_list_add(t->cx->page, out, a, t->m.x[c], y0);
    }
}

const struct area *table_area_new(struct table_lay *t, len_t bpd, bool last)
{
    const struct fo_node *n = t->g->node;
    struct area_list kids = { 0 };
    struct table_group g = { 0, 0, table_layers_by_cell(t) };
    if (!g.by_cell)
        add_columns(t, &kids);
    for (; g.from < t->n; g.from = g.to) {
        for (g.to = g.from + 1; g.to < t->n && t->rows[g.to]->row->group == t->rows[g.from]->row->group;)
            g.to++;
        add_group(t, &g, &kids);
    }
    if (t->g->collapse)
        table_rule_draw(t, &kids);
    struct area *a = area_box_new(t->cx->page, lay_tag(t->cx, n), t->m.ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->paint = t->g->collapse ? table_background(t, n) : lay_paint(t->cx, n, t->first, last);
    return a;
}
