/* SPDX-License-Identifier: MIT */
/*
 * fo:table (XSL 1.1 §6.7.3): header, as many body rows as there is room for,
 * footer. A break stands between two rows or within one; its height counts
 * all that closes the table there.
 */
#include "layout/table.h"

#include "layout/flow.h"
#include "layout/note.h"
#include "layout/table_marker.h"

#include <string.h>

struct piece {
    struct table_lay t;         /* header and body */
    struct table_lay foot;
    struct lay_out *out;
    struct table_piece here;    /* what header and footer may ask for */
    struct table_grid grid;     /* the table's, with the header and the footer of this piece if they are retrieved */
    len_t room;                 /* for the border box */
    len_t close_cut, close_end; /* what closes the table at a break, at its end */
    uint32_t row;               /* the body row it begins with */
    bool cut;                   /* ends at a break */
    bool stuck;                 /* a cell ran out of room before its end */
};

static bool footer_at(const struct table_grid *g, bool cut)
{
    return g->footer.n > 0 && !(cut && g->omit_footer);
}

/* What stands behind body row `r` (ROW_ENDS: the next row). */
static struct table_side side_below(const struct table_grid *g, uint32_t next, bool cut)
{
    if (!cut && next < g->body.n)
        return (struct table_side){ &g->body.rows[next], next, false };
    if (footer_at(g, cut))
        return (struct table_side){ &g->footer.rows[0], 0, false };
    return (struct table_side){ NULL, 0, cut };
}

static const struct area_edge *edges_after(const struct piece *p, const struct row_lay *r, enum row_end end)
{
    return table_border_across(p->t.cx, p->t.g, (struct table_side){ r->row, r->index, end == ROW_CUT },
                               side_below(p->t.g, r->index + 1, end != ROW_ENDS));
}

static bool is_over(const struct piece *p, len_t closing)
{
    len_t notes = note_charge(&p->t.in->ins, p->t.notes.least);
    return !p->t.in->stopping && (p->stuck || len_add(p->t.y, len_add(closing, notes)) > p->room);
}

static bool has_cand(const struct piece *p)
{
    return p->t.in->have_cand || p->out->cand.n > 0;
}

/* --- header and footer --- */

/* The rows of the header, from t->y on. */
static void lay_header(struct piece *p, struct table_lay *t, const struct lay_token *token)
{
    const struct table_part *h = &t->g->header;
    const struct table_piece *outer = t->cx->piece;
    if (!t->first && t->g->omit_header)
        return;
    t->whole = true;
    t->cx->piece = &p->here;
    for (uint32_t k = 0; k < h->n; k++) {
        struct row_lay *r = table_row_open(t, h, k, NULL, false);
        struct table_side below = side_below(t->g, p->row, false);
        if (k + 1 < h->n)
            below = (struct table_side){ &h->rows[k + 1], k + 1, false };
        else if (p->row < t->g->body.n)
            below.cut = token && table_token_begun(t->g, token);
        const struct area_edge *after =
            table_border_across(t->cx, t->g, (struct table_side){ r->row, k, false }, below);
        table_row_close(t, r, after, ROW_ENDS);
    }
    t->whole = false;
    t->cx->piece = outer;
}

static void lay_footer(struct piece *p)
{
    struct table_lay *f = &p->foot;
    const struct table_grid *g = p->t.g;
    const struct table_piece *outer = p->t.cx->piece;
    *f = p->t;
    f->cx->piece = &p->here;
    f->rows = NULL;
    f->n = f->room = 0;
    f->y = 0;
    f->whole = true;
    memset(&f->notes, 0, sizeof f->notes);
    for (uint32_t k = 0; k < g->footer.n; k++) {
        if (k == 0) {
            struct table_side above = { NULL, 0, false };
            if (g->body.n)
                above = (struct table_side){ &g->body.rows[g->body.n - 1], g->body.n - 1, false };
            f->lead =
                table_border_across(f->cx, g, above, (struct table_side){ &g->footer.rows[0], 0, false });
        }
        struct row_lay *r = table_row_open(f, &g->footer, k, NULL, false);
        struct table_side below = { NULL, 0, false };
        if (k + 1 < g->footer.n)
            below = (struct table_side){ &g->footer.rows[k + 1], k + 1, false };
        table_row_close(f, r, table_border_across(f->cx, g, (struct table_side){ r->row, k, false }, below),
                        ROW_ENDS);
    }
    f->cx->piece = outer;
}

static void retrieve_grid(struct piece *p)
{
    struct lay_cx *cx = p->t.cx;
    const struct table_piece *outer = cx->piece;
    cx->piece = &p->here;
    table_grid_retrieve(cx, &p->grid);
    cx->piece = outer;
}

/* The cells that begin in the row, the piece's `from`th until now, begin in its `to`th. */
static void move_cells(const struct row_lay *r, uint32_t from, uint32_t to)
{
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        if (r->cell[c] && r->cell[c]->cell->col == c && r->cell[c]->row0 == from)
            r->cell[c]->row0 = to;
}

/* Puts the rows of `h` in the place of those of the header. */
static void replace_header(struct table_lay *t, const struct table_lay *h)
{
    uint32_t old = 0;
    while (old < t->n && t->rows[old]->part == &t->g->header)
        old++;
    uint32_t n = t->n - old;
    struct row_lay **v = arena_new_array(t->cx->page, struct row_lay *, n + h->n + 1);
    len_t moved = h->y - (n ? t->rows[old]->y : t->y);
    for (uint32_t k = 0; k < h->n; k++)
        v[k] = h->rows[k];
    for (uint32_t k = 0; k < n; k++) {
        struct row_lay *r = v[h->n + k] = t->rows[old + k];
        r->y = len_add(r->y, moved);
    }
    for (uint32_t k = n; k-- > 0 && h->n != old;)       /* from the end: each cell is met first where it is found */
        move_cells(t->rows[old + k], old + k, h->n + k);
    if (n && h->n)
        v[h->n]->before = h->rows[h->n - 1]->after;
    t->rows = v;
    t->n = h->n + n;
    t->y = len_add(t->y, moved);
}

/* The piece is known: what its header and footer retrieve from it is right now, and may take another height. */
static void retrieve(struct piece *p, const struct lay_token *token)
{
    struct table_lay *t = &p->t;
    if (!p->here.marks)
        return;
    t->reads_page = true;
    if (t->cx->again >= PAR_AGAIN)      /* tables in headers of tables: what was laid out first has to do */
        return;
    t->cx->again++;
    p->here.to = p->out->next;
    if (t->n && t->rows[t->n - 1]->part == &t->g->body)
        p->here.last_row = t->rows[t->n - 1]->index;
    retrieve_grid(p);
    struct table_lay h = *t;
    h.rows = NULL;
    h.n = h.room = 0;
    h.y = t->first ? t->m.before : t->m.before_cond;
    memset(&h.notes, 0, sizeof h.notes);
    lay_header(p, &h, token);
    replace_header(t, &h);
    lay_footer(p);
    p->close_end = len_add(p->foot.y, t->m.after);
    t->cx->again--;
}

/* Puts the footer behind the rows that were placed. */
static void place_footer(struct piece *p)
{
    struct table_lay *t = &p->t, *f = &p->foot;
    if (!footer_at(t->g, p->cut) || f->n == 0)
        return;
    table_rows_restack(f, t->y, t->n ? t->rows[t->n - 1]->after : f->lead);
    struct row_lay **v = arena_new_array(t->cx->page, struct row_lay *, t->n + f->n);
    if (t->n)
        memcpy(v, t->rows, t->n * sizeof *v);
    memcpy(v + t->n, f->rows, f->n * sizeof *v);
    for (uint32_t k = 0; k < f->n; k++)
        for (uint32_t c = 0; c < t->g->n_cols; c++)
            if (f->rows[k]->cell[c] && f->rows[k]->cell[c]->cell->col == c &&
                f->rows[k]->cell[c]->cell->row == k)
                f->rows[k]->cell[c]->row0 += t->n;
    t->rows = v;
    t->n += f->n;
    t->y = f->y;
}

/* --- breaks --- */

static void add_break(struct piece *p, len_t height, len_t notes, struct brk_cost cost, const struct lay_token *token)
{
    struct brk b = { .height = len_add(height, p->close_cut), .notes = notes, .cost = cost, .token = token };
    len_t used = len_add(b.height, note_charge(&p->t.in->ins, notes));
    b.cost.demerits = brk_demerits(p->t.in, len_add(p->out->before, used), p->out->give);
    if (used > p->room) {
        if (has_cand(p))
            return;
        b.cost.overflow = 1;
    }
    brk_list_add(p->t.cx->seq, &p->out->cand, b);
}

static struct brk_cost dearer(struct brk_cost a, struct brk_cost b)
{
    return brk_cost_compare(&a, &b) < 0 ? b : a;
}

/* Breaks before body row `next`, behind the last one placed. */
static void add_between(struct piece *p, uint32_t next)
{
    struct table_lay *t = &p->t;
    struct row_lay *r = t->rows[t->n - 1];
    const struct table_row *row = &t->g->body.rows[next];
    bool page = t->in->page_break;
    int32_t keep = keep_max(t->keep, table_row_keep(r->row, r->index, page, true));
    keep = keep_max(keep, table_row_keep(row, next, page, false));
    struct brk_cost cost = brk_cost_keep(brk_free, keep);
    const struct area_edge *after = edges_after(p, r, ROW_LAST);
    if (!table_row_crossed(r)) {
        len_t end = len_add(r->y, table_row_height(t, r, after, ROW_LAST));
        add_break(p, end, t->notes.least, cost, table_token_new(t->cx, r, row, next, NULL, 0));
        return;
    }
    len_t end = len_add(r->y, table_row_height(t, r, after, ROW_ENDS));
    struct par_list l;
    table_row_breaks(t, r, after, ROW_LAST, &l);
    for (unsigned i = 0; i < l.n; i++)
        add_break(p, len_max(end, l.v[i].height), table_row_notes(t, r, &l.v[i]), dearer(cost, l.v[i].cost),
                  table_token_new(t->cx, r, row, next, &l.v[i], t->g->n_cols));
}

static void add_inside(struct piece *p, struct row_lay *r)
{
    struct table_lay *t = &p->t;
    bool any = false;
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        any |= r->cell[c] && r->cell[c]->out.cand.n > 0;
    if (!any)
        return;
    int32_t keep = t->keep;     /* a cell that is not begun has not paid for it */
    if (r->row->node)
        keep = keep_max(keep, lay_keep(&r->row->node->style->keep_together, t->in->page_break));
    struct par_list l;
    table_row_breaks(t, r, edges_after(p, r, ROW_CUT), ROW_CUT, &l);
    for (unsigned i = 0; i < l.n; i++)
        add_break(p, l.v[i].height, len_add(r->notes_before, l.v[i].notes), brk_cost_keep(l.v[i].cost, keep),
                  table_token_new(t->cx, r, r->row, r->index, &l.v[i], t->g->n_cols));
}

/* --- the body --- */

static void end_at(struct piece *p, const struct lay_token *next, enum brk_forced forced)
{
    p->cut = true;
    p->out->next = next;
    p->out->forced = forced;
}

/* Ends behind the last row placed; `next`: the row to go on with. */
static void end_between(struct piece *p, uint32_t next, const struct lay_token *token, enum brk_forced forced)
{
    struct table_lay *t = &p->t;
    struct row_lay *r = t->rows[t->n - 1];
    if (r->part == &t->g->body)
        table_row_close(t, r, edges_after(p, r, ROW_LAST), ROW_LAST);
    if (!token) {
        const struct table_row *row = &t->g->body.rows[next];
        struct lay_token *k = (struct lay_token *)table_token_new(t->cx, r, row, next, NULL, 0);
        k->forced = forced;
        token = k;
    }
    end_at(p, token, forced);
}

static enum brk_forced forced_between(const struct piece *p, uint32_t next)
{
    const struct table_row *above = &p->t.g->body.rows[next - 1], *below = &p->t.g->body.rows[next];
    bool crossed = table_row_crossed(p->t.rows[p->t.n - 1]);    /* then rows ask in vain, §7.20.2 */
    enum brk_forced k = table_row_break(above, next - 1, true), l = table_row_break(below, next, false);
    if (above->node && !crossed)
        k = MAX(k, flow_break_after(above->node));
    if (below->node && !crossed)
        l = MAX(l, flow_break_before(below->node));
    return flow_break_join(k, l);
}

/* Ends behind the last row placed because of a forced break; cells that span further are cut there. */
static void force_between(struct piece *p, uint32_t next, enum brk_forced forced)
{
    struct table_lay *t = &p->t;
    struct row_lay *r = t->rows[t->n - 1];
    const struct lay_token *token = NULL;
    if (table_row_crossed(r))
        token = table_row_split(t, r, edges_after(p, r, ROW_LAST), &t->g->body.rows[next], next, forced);
    end_between(p, next, token, forced);
}

/* What may happen before a row that is not the piece's first. True: the piece ends here. */
static bool between(struct piece *p, uint32_t next)
{
    const struct lay_in *in = p->t.in;
    if (in->stopping && in->stop && in->stop->offset == next && !table_token_begun(p->t.g, in->stop)) {
        end_between(p, next, in->stop, in->stop->forced);
        return true;
    }
    enum brk_forced forced = in->stopping ? BRK_NONE : forced_between(p, next);
    if (!is_over(p, p->close_cut) || !has_cand(p)) {
        if (forced) {
            force_between(p, next, forced);
            return true;
        }
        if (!in->stopping)
            add_between(p, next);
    }
    if (!is_over(p, p->close_cut) || !has_cand(p))
        return false;
    end_between(p, next, NULL, BRK_NONE);
    p->out->overflow = true;
    return true;
}

/* True: the piece ends in this row. */
static bool lay_row(struct piece *p, uint32_t index, const struct lay_token *token)
{
    struct table_lay *t = &p->t;
    const struct lay_in *in = t->in;
    struct row_lay *r = table_row_open(t, &t->g->body, index, token, has_cand(p));
    const struct lay_token *stop = in->stopping ? in->stop : NULL;
    if (stop && stop->offset == index) {
        table_row_close(t, r, edges_after(p, r, ROW_CUT), ROW_CUT);
        end_at(p, stop, stop->forced);
        return true;
    }
    const struct lay_token *forced = table_row_force(t, r, edges_after(p, r, ROW_CUT));
    if (forced) {
        end_at(p, forced, forced->forced);
        p->out->overflow = is_over(p, p->close_cut) && has_cand(p);
        return true;
    }
    table_row_close(t, r, edges_after(p, r, ROW_ENDS), ROW_ENDS);
    if (!in->stopping) {
        add_inside(p, r);
        p->stuck = table_row_stuck(r);
    }
    return false;
}

static void lay_body(struct piece *p, const struct lay_token *token)
{
    const struct table_part *b = &p->t.g->body;
    for (uint32_t k = p->row; k < b->n; k++) {
        if (k > p->row && between(p, k))
            return;
        if (lay_row(p, k, k == p->row ? token : NULL))
            return;
    }
}

static void check_end(struct piece *p)
{
    if (!p->cut && !footer_at(p->t.g, true))
        p->t.notes = note_join(p->t.notes, p->foot.notes);
    if (!p->cut && is_over(p, p->close_end) && has_cand(p))
        p->out->overflow = true;
}

/* A table in one piece that asks for more height than its rows do: they share what there is room for. */
static void stretch(struct piece *p)
{
    struct table_lay *t = &p->t;
    len_t edges = len_add(t->m.before, t->m.after), used = len_add(t->y, len_add(p->foot.y, t->m.after));
    len_t extra = len_add(t->bpd, edges - used);
    len_t room = len_add(p->room, -len_add(used, len_add(LEN_SLACK, note_charge(&t->in->ins, t->notes.least))));
    if (t->bpd >= 0 && !p->cut && t->first)
        table_rows_stretch(t, len_max(0, len_min(extra, room)));
}

/* --- the table --- */

static void begin(struct piece *p, struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                  const struct lay_token *token, struct lay_out *out)
{
    struct table_lay *t = &p->t;
    memset(p, 0, sizeof *p);
    p->out = out;
    t->cx = cx;
    t->in = in;
    p->grid = *table_grid_get(cx, n);
    t->g = &p->grid;
    t->first = token == NULL;
    t->bpd = table_asked_bpd(n->style, in->pct_bpd);
    if (t->bpd == 0)
        t->bpd = -1;
    t->keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
    table_geom_resolve(cx, t->g, in, &t->m);
    if (t->m.over > LEN_SLACK)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_TABLE, n->pos, len_to_pt(t->m.over));
    struct lay_gap lead = in->lead;
    if (t->first)
        lay_gap_add(&lead, &n->style->space_before, in->pct_ipd);
    out->before = lay_gap_open(&lead, in, &out->give);
    p->room = len_add(in->room, len_add(out->give.less, -out->before));
    t->give = lay_give_join(in->give, out->give);
    p->row = token ? token->offset : 0;
    t->y = t->first ? t->m.before : t->m.before_cond;
    p->here.from = token;
    table_piece_enter(&p->here, cx, t->g, in->page);
    retrieve_grid(p);
    lay_header(p, t, token);
    lay_footer(p);
    p->close_cut = len_add(footer_at(t->g, true) ? p->foot.y : 0, t->m.after_cond);
    p->close_end = len_add(p->foot.y, t->m.after);
    if (footer_at(t->g, true))
        t->notes = note_join(t->notes, p->foot.notes);
    t->limit = len_add(p->room, -p->close_cut);
}

/* The baseline of the first row: its first cell's that has one, from the table's border box. */
static len_t first_baseline(const struct table_lay *t)
{
    const struct row_lay *r = t->n ? t->rows[0] : NULL;
    for (uint32_t c = 0; r && c < t->g->n_cols; c++)
        if (r->cell[c] && par_baseline(&r->cell[c]->out) >= 0)
            return len_add(r->y, len_add(table_cell_top(t, r->cell[c]), par_baseline(&r->cell[c]->out)));
    return -1;
}

void lay_table(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
               const struct lay_token *token, struct lay_out *out)
{
    if (n->type == FO_TABLE_AND_CAPTION) {
        lay_table_and_caption(cx, n, in, token, out);
        return;
    }
    struct piece p;
    begin(&p, cx, n, in, token, out);
    lay_body(&p, token);
    retrieve(&p, token);
    check_end(&p);
    stretch(&p);
    out->baseline = first_baseline(&p.t);
    place_footer(&p);
    out->area = table_area_new(&p.t, len_add(p.t.y, p.cut ? p.t.m.after_cond : p.t.m.after), !p.cut);
    out->i = p.t.m.i;
    out->reads_page = p.t.reads_page || p.t.m.reads_page;
    out->notes = p.t.notes;
    if (!p.cut)
        lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
}
