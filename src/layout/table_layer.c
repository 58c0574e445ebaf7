/* SPDX-License-Identifier: MIT */
/*
 * The backgrounds under the cells (CSS 2.1 §17.5.1): columns, row groups and rows show theirs behind the cells that begin in them. Where no
 * cell spans and nothing separates them that makes one rectangle; else each cell gets its part, cut from the rectangle of the whole.
 */
#include "layout/flow.h"
#include "layout/table.h"

const struct area_paint *table_background(const struct table_lay *t, const struct fo_node *n)
{
    const struct area_paint *p = n ? lay_paint(t->cx, n, true, true) : NULL;
    if (!p)
        return NULL;
    struct area_paint *q = arena_memdup(t->cx->page, p, sizeof *p);
    for (int k = 0; k < 4; k++)
        q->edge[k] = (struct area_edge){ 0, 0, AREA_NONE };
    return q->picture || (q->background & 0xFF) ? q : NULL;
}

bool table_cell_hidden(const struct table_lay *t, const struct cell_lay *cl)
{
    return !t->g->collapse && !cl->from && !cl->out.area && cl->cell->node->style->empty_cells == KW_HIDE;
}

/* Do cells of the row hide, or span columns? */
static void look_at_row(const struct table_lay *t, uint32_t k, bool *hidden, bool *spans)
{
    const struct row_lay *r = t->rows[k];
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = r->cell[c];
        if (!cl || cl->cell->col != c || cl->row0 != k)
            continue;
        *hidden |= table_cell_hidden(t, cl);
        *spans |= cl->cell->cols > 1;
    }
}

bool table_layers_by_cell(const struct table_lay *t)
{
    bool hidden = t->m.sep_i > 0 || t->m.sep_b > 0, spans = false, columns = false;
    for (uint32_t k = 0; k < t->n && !hidden; k++)
        look_at_row(t, k, &hidden, &spans);
    for (uint32_t c = 0; c < t->g->n_cols && spans && !hidden && !columns; c++)
        columns = table_background(t, t->g->cols[c]) != NULL;
    return hidden || (spans && columns);
}

struct rect { len_t i, b, ipd, bpd; };

/* The part of what `n` paints on `whole` that lies in `part`. */
static void add_part(const struct table_lay *t, const struct fo_node *n, struct rect whole, struct rect part,
                     struct area_list *out)
{
    const struct area_paint *p = table_background(t, n);
    if (!p || part.ipd <= 0 || part.bpd <= 0)
        return;
    if (p->picture && !p->fixed) {
        struct area_paint *q = arena_memdup(t->cx->page, p, sizeof *p);
        bool rtl = lay_wm(t->g->node) == AREA_RL_TB;
        len_t left = rtl ? whole.i + whole.ipd - part.i - part.ipd : part.i - whole.i;
        q->pic_x = len_add(p->pic_x, len_scale(whole.ipd - p->pic_width, (double)p->pic_fx) - left);
        q->pic_y = len_add(p->pic_y, len_scale(whole.bpd - p->pic_height, (double)p->pic_fy) - (part.b - whole.b));
        q->pic_fx = q->pic_fy = 0;
        p = q;
    }
    struct area *a = area_box_new(t->cx->page, NULL, part.ipd, part.bpd, &(struct area_list){ 0 });
    a->wm = (uint8_t)lay_wm(t->g->node);
    a->paint = p;
    area_list_add(t->cx->page, out, a, part.i, part.b);
}

/* The rectangle of the rows from … to, not with, `to`, in the columns from `col` on; from the table's border box. */
static struct rect rows_rect(const struct table_lay *t, uint32_t from, uint32_t to, uint32_t col, uint32_t end)
{
    len_t y = t->rows[from]->y;
    return (struct rect){ t->m.x[col], y, t->m.x[end] - t->m.x[col], len_add(t->rows[to - 1]->y, t->rows[to - 1]->bpd) - y };
}

/* The layers of one cell, or of a place without a cell, in row `k`. */
static void add_layers(const struct table_lay *t, const struct table_group *g, uint32_t k, uint32_t col, struct rect part,
                       struct area_list *out)
{
    uint32_t n = t->g->n_cols;
    struct area_list under = { 0 };
    if (g->by_cell) {
        add_part(t, t->g->cols[col], rows_rect(t, 0, t->n, col, col + 1), part, &under);
        add_part(t, t->rows[k]->row->group, rows_rect(t, g->from, g->to, 0, n), part, &under);
    }
    add_part(t, t->rows[k]->row->node, rows_rect(t, k, k + 1, 0, n), part, &under);
    for (uint32_t i = 0; i < under.n; i++)      /* the row's area holds them */
        area_list_add(t->cx->page, out, under.kids[i].area, under.kids[i].i - t->m.x[0], under.kids[i].b - t->rows[k]->y);
}

bool table_layers_row(const struct table_lay *t, const struct table_group *g, uint32_t k, struct area_list *out)
{
    const struct row_lay *r = t->rows[k];
    bool spans = table_row_crossed(r) || (k > g->from && table_row_crossed(t->rows[k - 1]));
    if (!g->by_cell && !spans)
        return false;
    if (!g->by_cell && !table_background(t, r->row->node))
        return true;
    len_t b = len_add(r->y, t->m.sep_b / 2), sep = t->m.sep_i / 2;
    for (uint32_t c = 0; c < t->g->n_cols; c++) {
        const struct cell_lay *cl = r->cell[c];
        struct rect part = { len_add(t->m.x[c], sep), b, t->m.x[c + 1] - t->m.x[c] - 2 * sep, r->bpd - t->m.sep_b / 2 * 2 };
        if (cl && (cl->cell->col != c || cl->row0 != k || table_cell_hidden(t, cl)))
            continue;
        if (cl) {
            part.i = cl->i;
            part.ipd = cl->ipd;
            part.bpd = table_cell_height(t, cl);
        }
        add_layers(t, g, k, c, part, out);
    }
    return true;
}
