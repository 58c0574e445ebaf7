/* SPDX-License-Identifier: MIT */
/* The block flow. A unit is one block-level child, or a run of inline ones that makes a paragraph. */
#include "layout/flow.h"

#include "layout/note.h"
#include "layout/page.h"
#include "layout/table_marker.h"
#include "layout/side.h"

#include <string.h>

struct flow {
    struct lay_cx *cx;
    const struct fo_node *parent;
    const struct lay_in *in;
    struct flow_out *out;
    struct lay_gap gap;                 /* pending before the next area */
    int32_t keep_next;                  /* of the unit before */
    bool across;                        /* the unit before spans all columns */
    bool begun;                         /* a unit was laid out: a break may come before the next one */
};

enum area_wm lay_wm(const struct fo_node *n)
{
    switch (n->style->writing_mode) {
    case KW_RL_TB:
    case KW_RL:
        return AREA_RL_TB;
    case KW_TB_RL:
    case KW_TB:
        return AREA_TB_RL;
    default:
        return AREA_LR_TB;
    }
}

void brk_list_shift(struct lay_cx *cx, struct brk_list *to, const struct brk_list *from, len_t offset)
{
    for (unsigned i = 0; i < from->n; i++) {
        struct brk b = from->v[i];
        b.height = len_add(b.height, offset);
        brk_list_add(cx->seq, to, b);
    }
}

/* --- units --- */

static bool retrieves(const struct fo_node *n)
{
    return n->type == FO_RETRIEVE_MARKER || n->type == FO_RETRIEVE_TABLE_MARKER;
}

/* A retrieve-marker is what it shows on this page; what is around it too. */
static bool shows_inline(const struct lay_cx *cx, const struct fo_node *n)
{
    if (retrieves(n))
        return table_marker_inline(cx, n);
    for (const struct fo_node *c = n->first; c; c = c->next)
        if ((retrieves(c) || (c->flags & FO_NODE_RETRIEVES)) && !shows_inline(cx, c))
            return false;
    return true;
}

static bool is_inline(const struct lay_cx *cx, const struct fo_node *n)
{
    if (retrieves(n) || (n->flags & FO_NODE_RETRIEVES))
        return shows_inline(cx, n);
    return n->level == FO_LEVEL_INLINE || side_is_float(n);
}

static bool is_block(const struct lay_cx *cx, const struct fo_node *n)
{
    if (retrieves(n) || (n->flags & FO_NODE_RETRIEVES))
        return !shows_inline(cx, n);
    if (side_is_float(n))               /* anchored in the text around it, if only in an empty one */
        return false;
    return n->level == FO_LEVEL_BLOCK || n->level == FO_LEVEL_EITHER || n->level == FO_LEVEL_OUT ||
           n->type == FO_LIST_ITEM;
}

#define LONG_RUN 32

/* Behind the run of inlines that begins at `first`; asked again for each page of a long paragraph. */
static const struct fo_node *run_end(struct lay_cx *cx, const struct fo_node *first)
{
    if (cx->run.first == first)
        return cx->run.end;
    const struct fo_node *end = first->next;
    unsigned n = 0;
    for (; end && !is_block(cx, end); end = end->next)
        n++;
    if (n >= LONG_RUN) {        /* short ones, such as footnotes, do not drive a long one out */
        cx->run.first = first;
        cx->run.end = end;
    }
    return end;
}

bool flow_begins(const struct lay_cx *cx, const struct fo_node *parent, const struct fo_node *n)
{
    const struct fo_node *c = parent->first;
    while (c && c != n && !is_inline(cx, c) && !is_block(cx, c))
        c = c->next;
    return c == n;
}

bool flow_unit_at(struct lay_cx *cx, const struct fo_node *n, struct flow_unit *u)
{
    while (n && !is_inline(cx, n) && !is_block(cx, n))
        n = n->next;
    if (!n)
        return false;
    u->first = n;
    u->para = is_inline(cx, n);
    u->end = u->para ? run_end(cx, n) : n->next;
    return true;
}

/* --- breaks and keeps of a node's edges, its first or last descendants' included --- */

static bool has_edges(const struct fo_node *n)
{
    return n->type == FO_BLOCK || n->type == FO_BLOCK_CONTAINER || n->type == FO_TABLE || n->type == FO_LIST_BLOCK ||
           n->type == FO_TABLE_AND_CAPTION || n->type == FO_LIST_ITEM || n->type == FO_TABLE_ROW;
}

static const struct fo_node *child_of_type(const struct fo_node *n, enum fo_type type, bool first)
{
    const struct fo_node *found = NULL;
    if (!first && n->last && n->last->type == type)
        return n->last;
    for (const struct fo_node *c = n->first; c && !(first && found); c = c->next)
        if (c->type == type)
            found = c;
    return found;
}

static const struct fo_node *edge_child(const struct fo_node *n, bool first)
{
    if (n->type == FO_TABLE_AND_CAPTION)
        return child_of_type(n, FO_TABLE, first);
    if (n->type == FO_TABLE)
        return child_of_type(n, FO_TABLE_BODY, first);
    if (n->type == FO_TABLE_BODY)
        return child_of_type(n, FO_TABLE_ROW, first);
    if (n->type != FO_BLOCK && n->type != FO_LIST_BLOCK && n->type != FO_WRAPPER && n->type != FO_BLOCK_CONTAINER)
        return NULL;
    const struct fo_node *c = first ? n->first : n->last;
    if (first)
        while (c && c->level == FO_LEVEL_NONE)
            c = c->next;
    return c && c->level != FO_LEVEL_INLINE ? c : NULL;
}

static enum brk_forced break_kind(int32_t kw)
{
    switch (kw) {
    case KW_COLUMN: return BRK_COLUMN;
    case KW_PAGE: return BRK_PAGE;
    case KW_EVEN_PAGE: return BRK_EVEN_PAGE;
    case KW_ODD_PAGE: return BRK_ODD_PAGE;
    default: return BRK_NONE;
    }
}

/* What stands side by side in a row or a list-item: its parts that begin (or end) with it. */
static const struct fo_node *next_part(const struct fo_node *n, const struct fo_node *c, bool first)
{
    if (n->type != FO_TABLE_ROW && n->type != FO_LIST_ITEM)
        return NULL;
    for (c = c ? c->next : n->first; c; c = c->next) {
        const struct fo_node *edge = first ? c->first : c->last;
        if (c->level == FO_LEVEL_PART && edge && edge->level != FO_LEVEL_INLINE &&
            (first || c->type != FO_TABLE_CELL || c->style->number_rows_spanned <= 1))
            return c;
    }
    return NULL;
}

/* The breaks that the parts of a row or a list-item ask for. */
static enum brk_forced parts_break(const struct fo_node *n, bool first)
{
    enum brk_forced b = BRK_NONE;
    for (const struct fo_node *c = next_part(n, NULL, first); c && b == BRK_NONE; c = next_part(n, c, first))
        b = first ? flow_break_before(c->first) : flow_break_after(c->last);
    return b;
}

enum brk_forced flow_break_before(const struct fo_node *n)
{
    enum brk_forced b = BRK_NONE;
    for (; n && b == BRK_NONE; n = edge_child(n, true)) {
        if (has_edges(n))
            b = break_kind(n->style->break_before);
        if (b == BRK_NONE)
            b = parts_break(n, true);
    }
    return b;
}

enum brk_forced flow_break_after(const struct fo_node *n)
{
    enum brk_forced b = BRK_NONE;
    for (; n && b == BRK_NONE; n = edge_child(n, false)) {
        if (has_edges(n))
            b = break_kind(n->style->break_after);
        if (b == BRK_NONE)
            b = parts_break(n, false);
    }
    return b;
}

/* Breaks that meet make one; of two parities that of what follows holds. */
enum brk_forced flow_break_join(enum brk_forced after, enum brk_forced before)
{
    return before >= BRK_EVEN_PAGE || before > after ? before : after;
}

int32_t flow_keep_previous(const struct fo_node *n, bool page_break)
{
    int32_t k = FO_KEEP_AUTO;
    for (; n; n = edge_child(n, true)) {
        if (has_edges(n))
            k = keep_max(k, lay_keep(&n->style->keep_with_previous, page_break));
        for (const struct fo_node *c = next_part(n, NULL, true); c; c = next_part(n, c, true))
            k = keep_max(k, flow_keep_previous(c->first, page_break));
    }
    return k;
}

int32_t flow_keep_next(const struct fo_node *n, bool page_break)
{
    int32_t k = FO_KEEP_AUTO;
    for (; n; n = edge_child(n, false)) {
        if (has_edges(n))
            k = keep_max(k, lay_keep(&n->style->keep_with_next, page_break));
        for (const struct fo_node *c = next_part(n, NULL, false); c; c = next_part(n, c, false))
            k = keep_max(k, flow_keep_next(c->last, page_break));
    }
    return k;
}

int32_t flow_part_keep(const struct fo_node *part, bool page_break, bool next)
{
    const struct fo_node *edge = next ? part->last : part->first;
    if (!edge || edge->level == FO_LEVEL_INLINE)
        return FO_KEEP_AUTO;
    return next ? flow_keep_next(edge, page_break) : flow_keep_previous(edge, page_break);
}

/* A break that is due here, unless this is where such a break leads anyway (XSL 1.1 §4.8), or a note or a float begins here. */
static enum brk_forced due_break(struct flow *f, enum brk_forced b)
{
    if (b == BRK_NONE || !f->in->fresh || f->out->placed)
        return b;
    if (b == BRK_COLUMN || !f->in->page || f->in->ins.ipd == 0)
        return BRK_NONE;
    f->out->reads_page = true;
    bool top = f->in->page->column == 0 && !f->in->page->begun && f->in->page->region == 0;
    if (b == BRK_PAGE)
        return top ? BRK_NONE : b;
    bool odd = f->in->page->number % 2 != 0;
    return top && odd == (b == BRK_ODD_PAGE) ? BRK_NONE : b;
}

bool flow_spans(const struct fo_node *n)
{
    return n->style->span == KW_ALL && n->level != FO_LEVEL_INLINE;
}

/* --- the loop --- */

/* Do this much content and its notes fit? */
static bool fits(const struct flow *f, len_t height, len_t notes)
{
    len_t need = excl_need(f->out->excl, f->in, len_add(f->out->before, height));
    need = len_add(need, -f->out->give.less);
    return len_add(need, note_charge(&f->in->ins, notes)) <= f->in->room;
}

static void end_at(struct flow *f, const struct flow_unit *u, const struct lay_token *sub, enum brk_forced forced)
{
    struct lay_token *t = arena_new0(f->cx->seq, struct lay_token);
    t->child = u->first;
    t->sub = sub;
    t->forced = forced;
    f->out->next = t;
    f->out->forced = forced;
}

static bool over(const struct flow *f)
{
    return !f->in->stopping && f->out->placed && !fits(f, f->out->height, f->out->notes.least);
}

/* Room for a candidate before `u`; costs by the keeps that a break here would break. */
static void add_candidate(struct flow *f, const struct flow_unit *u)
{
    int32_t keep = keep_max(f->in->keep, f->keep_next);
    if (!u->para)
        keep = keep_max(keep, flow_keep_previous(u->first, f->in->page_break));
    struct brk b = {
        .height = len_add(f->out->height, lay_gap_end(&f->gap)),
        .notes = f->out->notes.least,
        .cost = brk_cost_keep(brk_free, keep),
        .token = lay_token_new(f->cx, u->first, NULL),
        .excl = f->out->excl,
    };
    len_t used = len_add(len_add(f->out->before, b.height), note_charge(&f->in->ins, b.notes));
    b.cost.demerits = brk_demerits(f->in, used, f->out->give);
    if (!fits(f, b.height, b.notes)) {
        if (f->in->have_cand || f->out->cand.n)
            return;
        b.cost.overflow = 1;
    }
    brk_list_add(f->cx->seq, &f->out->cand, b);
}

static void place(struct flow *f, const struct flow_unit *u, const struct lay_out *o)
{
    struct flow_out *out = f->out;
    if (o->area && o->empty) {
        area_list_add(f->cx->page, &out->kids, o->area, o->i, out->height);
        out->notes = note_join(out->notes, o->notes);
        f->gap = o->trail;
        return;
    }
    if (!o->area) {
        f->gap = o->trail;
        return;
    }
    len_t b = 0;
    if (out->placed)
        b = len_add(out->height, o->before);
    else
        out->before = o->before;
    brk_list_lift(f->cx, &out->cand, &o->cand, u->first, b, out->notes.all);
    out->notes = note_join(out->notes, o->notes);
    area_list_add(f->cx->page, &out->kids, o->area, o->i, b);
    if (out->baseline < 0 && o->baseline >= 0)
        out->baseline = len_add(b, o->baseline);
    out->height = len_add(b, o->area->bpd);
    out->give = lay_give_join(out->give, o->give);
    out->placed = true;
    f->gap = o->trail;
    f->gap.at_start = false;
}

static void lay_unit(struct flow *f, const struct flow_unit *u, const struct lay_token *sub, struct lay_out *o)
{
    struct lay_in in = *f->in;
    in.lead = f->gap;
    in.ins.height = len_add(in.ins.height, f->out->notes.all);
    in.give = lay_give_join(in.give, f->out->give);
    if (f->out->placed)
        in.room = len_add(in.room, len_add(f->out->give.less, -len_add(f->out->before, f->out->height)));
    in.fresh = in.fresh && !f->out->placed;
    in.have_cand = in.have_cand || f->out->cand.n > 0;
    in.excl = f->out->excl;
    if (in.excl)                        /* what stands beside floats does not move against them */
        in.elastic = LAY_RIGID;
    if (f->out->placed)
        in.b = len_add(in.b, len_add(f->out->before, f->out->height));
    if (in.excl && !u->para && !sub && u->first->style->clear != KW_NONE)
        in.lead.floor = len_max(in.lead.floor, len_add(excl_clear(in.excl, u->first, &in, &f->out->reads_page), -in.b));
    if (in.stopping)
        in.stop = in.stop && in.stop->child == u->first ? in.stop->sub : NULL;
    memset(o, 0, sizeof *o);
    o->baseline = -1;
    if (u->para)
        lay_para(f->cx, f->parent, u->first, u->end, flow_begins(f->cx, f->parent, u->first), true, &in, sub, o);
    else
        displace_lay(f->cx, u->first, &in, sub, o);
    f->out->excl = o->excl;
}

/* False: the flow ends with this unit (or before it). */
static bool do_unit(struct flow *f, const struct flow_unit *u, const struct lay_token *token)
{
    const struct lay_in *in = f->in;
    const struct lay_token *sub = token ? token->sub : NULL;
    bool forced = token && token->forced && token->forced != BRK_SPAN;
    if (in->stopping && in->stop && in->stop->child == u->first && !in->stop->sub) {
        f->out->next = in->stop;
        return false;
    }
    if (!u->para && !sub && !forced && !in->stopping) {
        enum brk_forced due = due_break(f, flow_break_before(u->first));
        if (due) {
            end_at(f, u, NULL, due);
            return false;
        }
    }
    if (in->spans && f->begun && f->parent->type == FO_FLOW && flow_spans(u->first) != f->across) {
        end_at(f, u, NULL, BRK_SPAN);
        return false;
    }
    f->across = flow_spans(u->first);
    if (f->begun && f->out->placed && !in->stopping)
        add_candidate(f, u);
    if (over(f) && (in->have_cand || f->out->cand.n)) {
        end_at(f, u, NULL, BRK_NONE);
        f->out->overflow = true;
        return false;
    }
    struct lay_out o;
    lay_unit(f, u, sub, &o);
    place(f, u, &o);
    f->out->reads_page |= o.reads_page;
    f->begun = true;
    if (o.next || o.overflow) {
        if (o.next)
            end_at(f, u, o.next, o.forced);
        f->out->overflow = o.overflow;
        return false;
    }
    f->keep_next = u->para ? FO_KEEP_AUTO : flow_keep_next(u->first, in->page_break);
    return true;
}

void flow_lay(struct lay_cx *cx, const struct fo_node *parent, const struct lay_in *in,
              const struct lay_token *token, struct flow_out *out)
{
    struct flow f = { .cx = cx, .parent = parent, .in = in, .out = out, .gap = in->lead,
                      .keep_next = FO_KEEP_AUTO };
    memset(out, 0, sizeof *out);
    out->baseline = -1;
    out->excl = in->excl;
    struct flow_unit u;
    enum brk_forced after = BRK_NONE;
    const struct fo_node *at = token ? token->child : parent->first;
    for (; flow_unit_at(cx, at, &u); at = u.end, token = NULL) {
        if (after != BRK_NONE && !in->stopping) {       /* the unit before asked for a break behind it */
            end_at(&f, &u, NULL, flow_break_join(after, u.para ? BRK_NONE : flow_break_before(u.first)));
            break;
        }
        if (!do_unit(&f, &u, token))
            break;
        after = u.para ? BRK_NONE : flow_break_after(u.first);
    }
    out->trail = f.gap;
    if (!in->stopping && over(&f) && (in->have_cand || out->cand.n))
        out->overflow = true;
}

void lay_children(struct lay_cx *cx, const struct fo_node *parent, const struct lay_in *in,
                  const struct lay_token *token, struct lay_out *out)
{
    struct flow_out f;
    flow_lay(cx, parent, in, token, &f);
    memset(out, 0, sizeof *out);
    out->trail = f.trail;
    out->next = f.next;
    out->forced = f.forced;
    out->overflow = f.overflow;
    out->cand = f.cand;
    out->notes = f.notes;
    out->excl = f.excl;
    out->before = f.before;
    out->give = f.give;
    out->baseline = f.baseline;
    out->reads_page = f.reads_page;
    if (!f.placed && f.kids.n == 0)
        return;
    struct area *a = area_box_new(cx->page, NULL, in->ref_ipd, f.height, &f.kids);
    a->wm = (uint8_t)lay_wm(parent);
    out->area = a;
    out->empty = !f.placed;
}
