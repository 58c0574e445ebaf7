/* SPDX-License-Identifier: MIT */
/*
 * The rows of a piece of a table: their cells are laid out when the row is
 * opened, its height is known when it is closed, and its breaks are those of
 * the cells that it holds, taken together.
 */
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/table.h"

#include <string.h>

/* --- insets --- */

static len_t cond_len(const struct fo_cond *c, len_t base, bool at_break)
{
    return at_break && !c->retain ? 0 : len_max(0, fo_len_of(c->len, base, 0));
}

static len_t side_width(const struct table_lay *t, const struct fo_style *s, enum fo_side side, bool at_break)
{
    len_t w = cond_len(&s->padding[side], t->in->pct_ipd, at_break);
    if (!t->g->collapse)
        w = len_add(w, cond_len(&s->border[side].width, 0, at_break));
    return w;
}

/* Half of the widest border on a cell's edge, or of the separation. */
static len_t half_edge(const struct table_lay *t, const struct table_cell *c, const struct area_edge *edge)
{
    if (!t->g->collapse)
        return t->m.sep_b / 2;
    len_t w = 0;
    for (uint32_t k = c->col; edge && k < c->col + c->cols; k++)
        w = len_max(w, edge[k].width);
    return w / 2;
}

len_t table_cell_top(const struct table_lay *t, const struct cell_lay *cl)
{
    return len_add(half_edge(t, cl->cell, t->rows[cl->row0]->before), len_add(cl->before, cl->shift));
}

len_t table_asked_bpd(const struct fo_style *s, len_t base)
{
    const struct fo_range *d = &s->block_progression_dimension;
    len_t least = 0;
    if (!d->min.kw && (d->min.pct == 0 || base >= 0))
        least = fo_len_of(d->min, base, 0);
    if (!d->opt.kw && (d->opt.pct == 0 || base >= 0))
        least = len_max(least, fo_len_of(d->opt, base, 0));
    return len_max(least, 0);
}

/* --- cells --- */

static void resolve_cell(const struct table_lay *t, const struct row_lay *r, struct cell_lay *cl)
{
    const struct table_cell *c = cl->cell;
    const struct fo_style *s = c->node->style;
    bool begun = cl->from != NULL;
    cl->i = len_add(t->m.x[c->col], t->m.sep_i / 2);
    cl->ipd = len_max(0, t->m.x[c->col + c->cols] - t->m.x[c->col] - t->m.sep_i / 2 * 2);
    cl->start = side_width(t, s, FO_START, false);
    cl->end = side_width(t, s, FO_END, false);
    if (t->g->collapse) {
        cl->start = len_add(cl->start, table_border_half(t->g, r->part, c, c->col));
        cl->end = len_add(cl->end, table_border_half(t->g, r->part, c, c->col + c->cols));
    }
    cl->before = side_width(t, s, FO_BEFORE, begun);
    cl->after = side_width(t, s, FO_AFTER, false);
    cl->after_cond = side_width(t, s, FO_AFTER, true);
    cl->least = len_max(0, table_asked_bpd(s, t->bpd) - r->used);
}

/* How far a cell goes in this piece, when the piece's end is given. */
static const struct lay_token *cell_stop(const struct table_lay *t, const struct row_lay *r,
                                         const struct table_cell *c)
{
    const struct lay_token *stop = t->in->stop;
    if (t->whole || !stop || r->part != &t->g->body || stop->offset < c->row ||
        stop->offset >= c->row + c->rows)
        return lay_token_done;
    return c->col < stop->n ? stop->part[c->col] : NULL;
}

static void cell_input(const struct table_lay *t, const struct row_lay *r, const struct cell_lay *cl,
                       const struct area_edge *cut, struct lay_in *in)
{
    const struct table_cell *c = cl->cell;
    len_t edges = len_add(table_cell_top(t, cl), len_add(cl->after_cond, half_edge(t, c, cut)));
    *in = *t->in;
    lay_around(c->node, t->in, in);
    in->ref_ipd = in->pct_ipd = len_max(0, cl->ipd - cl->start - cl->end);
    in->page_i = len_add(in->page_i, len_add(t->m.i, len_add(cl->i, cl->start)));
    in->pct_bpd = -1;
    in->give = t->give;
    in->elastic = LAY_RIGID;
    in->room = t->whole ? LEN_MAX : len_add(t->limit, -len_add(r->y, edges));
    in->fresh_room = t->whole ? LEN_MAX : len_add(in->fresh_room, -edges);
    memset(&in->lead, 0, sizeof in->lead);
    in->lead.at_start = true;
    in->keep = t->keep;
    if (r->row->node)
        in->keep = keep_max(in->keep, lay_keep(&r->row->node->style->keep_together, in->page_break));
    in->wm = (uint8_t)lay_wm(c->node);
    in->excl = NULL;
    in->ins.height = len_add(in->ins.height, t->notes.all);
    if (t->whole) {
        in->stopping = true;
        in->stop = NULL;
    }
}

static void lay_cell(struct table_lay *t, struct cell_lay *cl, const struct lay_in *in,
                     const struct lay_token *stop)
{
    cl->content = 0;
    if (!par_lay(t->cx, cl->cell->node, in, cl->from, stop, &cl->out)) {
        cl->more = cl->from != lay_token_done;
        return;
    }
    cl->more = cl->out.next != NULL;
    cl->content = par_content_height(&cl->out);
    t->notes = note_join(t->notes, cl->out.notes);
    t->reads_page |= cl->out.reads_page;
}

static struct row_lay *push_row(struct table_lay *t)
{
    if (t->n == t->room) {
        uint32_t room = t->room ? t->room * 2 : 16;
        struct row_lay **v = arena_new_array(t->cx->page, struct row_lay *, room);
        if (t->n)
            memcpy(v, t->rows, t->n * sizeof *v);
        t->rows = v;
        t->room = room;
    }
    return t->rows[t->n++] = arena_new0(t->cx->page, struct row_lay);
}

static const struct area_edge *cut_edges(const struct table_lay *t, const struct row_lay *r)
{
    const struct table_grid *g = t->g;
    struct table_side above = { r->row, r->index, true }, below = { NULL, 0, true };
    if (g->footer.n && !g->omit_footer)
        below = (struct table_side){ &g->footer.rows[0], 0, false };
    return table_border_across(t->cx, g, above, below);
}

/* The cell that begins in column `c` of a row; NULL: none does. */
static struct cell_lay *primary(const struct row_lay *r, uint32_t c)
{
    struct cell_lay *cl = r->cell[c];
    return cl && cl->cell->col == c ? cl : NULL;
}

/* Lays the cell out in the room that it has; `cut`: the borders behind it at a break. */
static void lay_in_row(struct table_lay *t, const struct row_lay *r, struct cell_lay *cl, const struct area_edge *cut,
                       bool have_cand)
{
    struct lay_in in;
    cell_input(t, r, cl, cut, &in);
    in.have_cand = have_cand;
    lay_cell(t, cl, &in, cell_stop(t, r, cl->cell));
}

/* --- baselines, XSL 1.1 §7.14.6: of cells that begin in the row --- */

static len_t baseline_of(const struct table_lay *t, const struct cell_lay *cl)
{
    const struct fo_style *s = cl->cell->node->style;
    len_t b = par_baseline(&cl->out);
    bool takes_part = s->relative_align == KW_BASELINE && s->display_align == KW_AUTO && !cl->from && cl->row0 == t->n - 1;
    return takes_part && b >= 0 ? len_add(table_cell_top(t, cl), b) : -1;
}

static bool has_room(const struct table_lay *t, const struct row_lay *r, const struct cell_lay *cl, const struct area_edge *cut)
{
    struct lay_in in;
    cell_input(t, r, cl, cut, &in);
    return t->whole || t->in->stopping || (!cl->out.next && !cl->out.overflow && cl->content <= in.room);
}

static void join_notes(struct table_lay *t, const struct row_lay *r, struct lay_notes before)
{
    t->notes = before;
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        if (primary(r, c) && primary(r, c)->row0 == t->n - 1)
            t->notes = note_join(t->notes, primary(r, c)->out.notes);
}

static void align_baselines(struct table_lay *t, const struct row_lay *r, const struct area_edge *cut, bool have_cand,
                            struct lay_notes before)
{
    len_t base = -1;
    bool again = false;
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        if (primary(r, c))
            base = len_max(base, baseline_of(t, primary(r, c)));
    for (uint32_t c = 0; c < r->row->n_slots && base >= 0; c++) {
        struct cell_lay *cl = primary(r, c);
        len_t own = cl ? baseline_of(t, cl) : -1;
        if (own < 0 || own == base)
            continue;
        cl->shift = base - own;
        if (has_room(t, r, cl, cut) || t->cx->again >= PAR_AGAIN)
            continue;
        t->cx->again++;
        lay_in_row(t, r, cl, cut, have_cand);
        t->cx->again--;
        again = true;
    }
    if (again)
        join_notes(t, r, before);
}

/* What cells behind column `c` ask for down to their furthest break. */
static len_t notes_behind(const struct row_lay *r, uint32_t c)
{
    len_t notes = 0;
    for (uint32_t k = c + 1; k < r->row->n_slots; k++) {
        const struct lay_out *o = primary(r, k) ? &primary(r, k)->out : NULL;
        if (o)
            notes = len_add(notes, o->overflow && o->cand.n ? o->cand.v[o->cand.n - 1].notes : o->notes.all);
    }
    return notes;
}

/*
 * A cell knows the notes of those before it. If the row does not fit with those behind it too, it is laid out again
 * with less room, so that it has a break above them.
 */
static void share_notes(struct table_lay *t, const struct row_lay *r, const struct area_edge *cut, bool have_cand,
                        struct lay_notes before)
{
    len_t end = 0, charge = note_charge(&t->in->ins, t->notes.least);
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        if (primary(r, c))
            end = len_max(end, len_add(table_cell_top(t, primary(r, c)), primary(r, c)->content));
    bool fits = len_add(len_add(r->y, end), charge) <= t->limit;
    if (t->whole || t->in->stopping || fits || charge == 0 || t->cx->again >= PAR_AGAIN)
        return;
    t->cx->again++;
    t->notes = before;
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        struct cell_lay *cl = primary(r, c);
        len_t behind = notes_behind(r, c);
        if (!cl || cl->row0 != t->n - 1)
            continue;
        if (behind == 0) {
            t->notes = note_join(t->notes, cl->out.notes);
            continue;
        }
        struct lay_in in;
        cell_input(t, r, cl, cut, &in);
        in.have_cand = have_cand;
        in.ins.height = len_add(in.ins.height, behind);
        lay_cell(t, cl, &in, NULL);
    }
    t->cx->again--;
}

static struct row_lay *begin_row(struct table_lay *t, const struct table_part *p, uint32_t index,
                                 const struct lay_token *token)
{
    const struct row_lay *prev = t->n ? t->rows[t->n - 1] : NULL;
    struct row_lay *r = push_row(t);
    r->row = &p->rows[index];
    r->part = p;
    r->index = index;
    r->y = t->y;
    r->notes_before = t->notes.all;
    r->begun = token && table_token_begun(t->g, token);
    r->used = r->begun ? token->used : 0;
    r->cell = arena_new_array(t->cx->page, struct cell_lay *, t->g->n_cols);
    r->along = table_border_along(t->cx, t->g, r->row);
    r->before = prev ? prev->after : t->lead;
    if (!r->before)
        r->before = table_border_across(t->cx, t->g, (struct table_side){ NULL, 0, !t->first },
                                        (struct table_side){ r->row, index, r->begun });
    return r;
}

struct row_lay *table_row_open(struct table_lay *t, const struct table_part *p, uint32_t index,
                               const struct lay_token *token, bool have_cand)
{
    const struct row_lay *prev = t->n ? t->rows[t->n - 1] : NULL;
    struct row_lay *r = begin_row(t, p, index, token);
    const struct lay_notes notes = t->notes;
    const struct area_edge *cut = t->whole ? NULL : cut_edges(t, r);
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct table_cell *cell = r->row->slot[c];
        if (!cell)
            continue;
        if (cell->col != c) {
            r->cell[c] = r->cell[cell->col];
        } else if (prev && prev->part == p && cell->row < index) {
            r->cell[c] = prev->cell[c];
            r->notes_before = len_max(0, r->notes_before - prev->cell[c]->out.notes.all);
        } else {
            struct cell_lay *cl = r->cell[c] = arena_new0(t->cx->page, struct cell_lay);
            cl->cell = cell;
            cl->from = token && c < token->n ? token->part[c] : NULL;
            cl->row0 = t->n - 1;
            resolve_cell(t, r, cl);
            lay_in_row(t, r, cl, cut, have_cand);
        }
    }
    share_notes(t, r, cut, have_cand, notes);
    align_baselines(t, r, cut, have_cand, notes);
    return r;
}

/* --- heights --- */

static bool spans_on(const struct row_lay *r, const struct cell_lay *cl)
{
    return cl->cell->row + cl->cell->rows - 1 > r->index;
}

len_t table_row_height(const struct table_lay *t, const struct row_lay *r, const struct area_edge *after,
                       enum row_end end)
{
    len_t y = r->y;
    if (end != ROW_CUT && r->row->node)
        y = len_add(y, len_max(0, table_asked_bpd(r->row->node->style, t->bpd) - r->used));
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = primary(r, c);
        if (!cl || (end == ROW_ENDS && spans_on(r, cl)))
            continue;
        bool cut = end == ROW_CUT || spans_on(r, cl);
        len_t h = len_add(cl->content, cl->after_cond);
        if (!cut)
            h = len_add(len_max(cl->content, cl->least), cl->after);
        h = len_add(h, len_add(table_cell_top(t, cl), half_edge(t, cl->cell, after)));
        y = len_max(y, len_add(t->rows[cl->row0]->y, h));
    }
    return y - r->y;
}

void table_row_close(struct table_lay *t, struct row_lay *r, const struct area_edge *after, enum row_end end)
{
    r->after = after;
    r->cut = end == ROW_CUT;
    r->bpd = table_row_height(t, r, after, end);
    t->y = len_add(r->y, r->bpd);
}

void table_rows_restack(struct table_lay *t, len_t y, const struct area_edge *lead)
{
    t->y = y;
    for (uint32_t k = 0; k < t->n; k++) {
        struct row_lay *r = t->rows[k];
        if (k == 0)
            r->before = lead;
        r->y = t->y;
        table_row_close(t, r, r->after, ROW_ENDS);
    }
}

static bool stretches(const struct table_lay *t, const struct row_lay *r, bool any)
{
    return r->part == &t->g->body && (any || !r->row->node || table_asked_bpd(r->row->node->style, t->bpd) == 0);
}

void table_rows_stretch(struct table_lay *t, len_t extra)
{
    double sum = 0, given = 0;
    uint32_t n = 0;
    bool any = false;
    for (int pass = 0; pass < 2 && n == 0; pass++) {
        any = pass == 1;                /* every row has a height: all of them grow */
        for (uint32_t k = 0; k < t->n; k++) {
            n += stretches(t, t->rows[k], any);
            sum += stretches(t, t->rows[k], any) ? t->rows[k]->bpd : 0;
        }
    }
    len_t moved = 0;
    for (uint32_t k = 0; k < t->n && n > 0; k++) {
        struct row_lay *r = t->rows[k];
        r->y = len_add(r->y, moved);
        if (!stretches(t, r, any))
            continue;
        given += sum > 0 ? r->bpd / sum : 1.0 / n;
        len_t upto = (len_t)(extra * MIN(given, 1) + 0.5);
        r->bpd = len_add(r->bpd, upto - moved);
        moved = upto;
    }
    t->y = len_add(t->y, moved);
}

/* --- breaks --- */

bool table_row_crossed(const struct row_lay *r)
{
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        if (r->cell[c] && spans_on(r, r->cell[c]))
            return true;
    return false;
}

bool table_row_stuck(const struct row_lay *r)
{
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = primary(r, c);
        if (cl && !spans_on(r, cl) && (cl->more || cl->out.overflow))
            return true;
    }
    return false;
}

/*
 * A break in the row must place something of it, or of a cell that spans into it at the top of the piece;
 * all of it placed is a break behind the row.
 */
static bool is_inside(const struct table_lay *t, const struct row_lay *r, const struct par_break *b)
{
    bool begins = r->begun || t->n < 2 || t->rows[t->n - 2]->part != r->part, rest = false;
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = primary(r, c);
        if (!cl)
            continue;
        begins |= cl->cell->row == r->index && b->part[c] != NULL;
        rest |= !spans_on(r, cl) && b->part[c] != lay_token_done;
    }
    return begins && rest;
}

void table_row_breaks(struct table_lay *t, struct row_lay *r, const struct area_edge *after, enum row_end end,
                      struct par_list *out)
{
    uint32_t n_cols = t->g->n_cols, n = 0;
    struct par_flow *flow = arena_new_array(t->cx->page, struct par_flow, n_cols);
    uint32_t *col = arena_new_array(t->cx->page, uint32_t, n_cols);
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = primary(r, c);
        if (!cl || (end == ROW_LAST && !spans_on(r, cl)))
            continue;
        len_t half = half_edge(t, cl->cell, after);
        col[n] = c;
        flow[n++] = (struct par_flow){
            .from = cl->from,
            .out = &cl->out,
            .top = len_add(t->rows[cl->row0]->y, table_cell_top(t, cl)),
            .bottom = len_add(half, cl->after_cond),
            .close = len_add(half, spans_on(r, cl) ? cl->after_cond : cl->after),
            .height = cl->content,
            .keep_prev = flow_part_keep(cl->cell->node, t->in->page_break, false),
            .keep_next = flow_part_keep(cl->cell->node, t->in->page_break, true),
        };
    }
    struct par_list list;
    par_merge(t->cx, flow, n, t->limit, end == ROW_CUT, &list);
    out->v = arena_new_array(t->cx->page, struct par_break, list.n);
    out->n = 0;
    for (unsigned i = 0; i < list.n; i++) {
        struct par_break b = list.v[i];
        b.part = arena_new_array(t->cx->seq, const struct lay_token *, n_cols);
        for (uint32_t k = 0; k < n; k++)
            b.part[col[k]] = list.v[i].part[k];
        if (end != ROW_CUT || is_inside(t, r, &b))
            out->v[out->n++] = b;
    }
}

len_t table_row_notes(const struct table_lay *t, const struct row_lay *r, const struct par_break *b)
{
    len_t n = len_add(t->notes.all, b->notes);
    for (uint32_t c = 0; c < r->row->n_slots; c++)
        if (primary(r, c) && spans_on(r, primary(r, c)))
            n -= primary(r, c)->out.notes.all;
    return len_max(0, len_min(n, t->notes.least));
}

const struct lay_token *table_token_new(struct lay_cx *cx, const struct row_lay *r,
                                        const struct table_row *row,
                                        uint32_t index, const struct par_break *b, uint32_t n_cols)
{
    struct lay_token *k = arena_new0(cx->seq, struct lay_token);
    k->child = row->node ? row->node : row->group;
    k->offset = index;
    if (b) {
        k->n = n_cols;
        k->part = b->part;
        if (r->index == index)
            k->used = len_add(r->used, len_max(0, b->height - r->y));
    }
    return k;
}

bool table_token_begun(const struct table_grid *g, const struct lay_token *token)
{
    const struct table_row *r = token->offset < g->body.n ? &g->body.rows[token->offset] : NULL;
    for (uint32_t c = 0; r && c < r->n_slots && c < token->n; c++)
        if (r->slot[c] && r->slot[c]->row == token->offset && r->slot[c]->col == c && token->part[c])
            return true;
    return false;
}

/* Lays a cell out again to end at `y`: at the cheapest of its breaks down to there, or not at all. */
static void cut_cell(struct table_lay *t, const struct row_lay *r, struct cell_lay *cl,
                     const struct area_edge *after, len_t y)
{
    struct lay_in in;
    if (cl->from == lay_token_done)
        return;
    cell_input(t, r, cl, after, &in);
    in.room = len_add(in.room, y - t->limit);
    in.ins.aside = len_add(in.ins.aside, t->limit - y);         /* the piece ends at y: below it is room for notes */
    in.have_cand = true;
    lay_cell(t, cl, &in, lay_token_done);
    if (!cl->out.overflow)
        return;
    const struct lay_token *stop = cl->out.cand.n ? cl->out.cand.v[0].token : cl->from;
    in.stopping = true;
    in.stop = stop;
    lay_cell(t, cl, &in, stop);
}

static len_t cell_end(const struct table_lay *t, const struct cell_lay *cl, const struct area_edge *after)
{
    len_t edges = len_add(table_cell_top(t, cl), len_add(cl->after_cond, half_edge(t, cl->cell, after)));
    return len_add(t->rows[cl->row0]->y, len_add(edges, cl->content));
}

/* The other cells end where the forced break is; what does not fit above it goes on behind it. */
const struct lay_token *table_row_force(struct table_lay *t, struct row_lay *r, const struct area_edge *after)
{
    enum brk_forced forced = BRK_NONE;
    len_t y = r->y;
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        const struct cell_lay *cl = primary(r, c);
        if (!cl || !cl->out.next || !cl->out.forced || cl->out.overflow)
            continue;
        forced = cl->out.forced > forced ? cl->out.forced : forced;
        y = len_max(y, cell_end(t, cl, after));
    }
    if (!forced)
        return NULL;
    struct par_break b = { .part = arena_new_array(t->cx->seq, const struct lay_token *, t->g->n_cols) };
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        struct cell_lay *cl = primary(r, c);
        if (!cl)
            continue;
        if (!cl->out.forced && (cl->out.next || cell_end(t, cl, after) > y))
            cut_cell(t, r, cl, after, y);
        b.part[c] = cl->more ? cl->out.next : lay_token_done;
    }
    table_row_close(t, r, after, ROW_CUT);
    b.height = t->y;
    struct lay_token *k = (struct lay_token *)table_token_new(t->cx, r, r->row, r->index, &b, t->g->n_cols);
    k->forced = forced;
    return k;
}

const struct lay_token *table_row_split(struct table_lay *t, struct row_lay *r, const struct area_edge *after,
                                        const struct table_row *next, uint32_t index, enum brk_forced forced)
{
    struct par_break b = { .part = arena_new_array(t->cx->seq, const struct lay_token *, t->g->n_cols) };
    len_t y = len_add(r->y, table_row_height(t, r, after, ROW_ENDS));
    for (uint32_t c = 0; c < r->row->n_slots; c++) {
        struct cell_lay *cl = primary(r, c);
        if (!cl || !spans_on(r, cl))
            continue;
        if (cl->out.next || cl->out.overflow || cell_end(t, cl, after) > y)
            cut_cell(t, r, cl, after, y);
        b.part[c] = cl->more ? cl->out.next : lay_token_done;
    }
    struct lay_token *k = (struct lay_token *)table_token_new(t->cx, r, next, index, &b, t->g->n_cols);
    k->forced = forced;
    return k;
}

/* The next cell of those that end (or begin) with the row, one that spans rows with its last one. */
static const struct table_cell *edge_cell(const struct table_row *r, uint32_t index, bool next, uint32_t *col)
{
    while (*col < r->n_slots) {
        const struct table_cell *cell = r->slot[*col];
        bool first = cell && cell->col == *col;
        ++*col;
        if (first && (next ? cell->row + cell->rows - 1 : cell->row) == index)
            return cell;
    }
    return NULL;
}

enum brk_forced table_row_break(const struct table_row *r, uint32_t index, bool next)
{
    enum brk_forced b = BRK_NONE;
    const struct table_cell *cell;
    for (uint32_t c = 0; (cell = edge_cell(r, index, next, &c)) != NULL;) {
        const struct fo_node *edge = next ? cell->node->last : cell->node->first;
        if (edge && edge->level != FO_LEVEL_INLINE)
            b = MAX(b, next ? flow_break_after(edge) : flow_break_before(edge));
    }
    return b;
}

int32_t table_row_keep(const struct table_row *r, uint32_t index, bool page_break, bool next)
{
    int32_t k = FO_KEEP_AUTO;
    const struct table_cell *cell;
    if (r->node)
        k = next ? flow_keep_next(r->node, page_break) : flow_keep_previous(r->node, page_break);
    for (uint32_t c = 0; (cell = edge_cell(r, index, next, &c)) != NULL;)
        k = keep_max(k, flow_part_keep(cell->node, page_break, next));
    return k;
}
