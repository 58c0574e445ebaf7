/* SPDX-License-Identifier: MIT */
/*
 * fo:table-and-caption (XSL 1.1 §6.7.2): a block with a caption before, after or beside its table. One beside it is set whole next to the
 * table's first piece, and later pieces leave its place free.
 */
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/page.h"
#include "layout/table.h"

#include <string.h>

struct unit { const struct fo_node *node; bool caption; };

struct stack {
    struct lay_cx *cx;
    const struct fo_node *node;
    struct lay_in in;           /* for the children */
    struct lay_out *out;
    struct lay_box box;
    struct area_list kids;      /* i from the reference area's start edge, b from the first area's top */
    struct lay_gap gap;
    len_t top;                  /* of the first area, from the border box */
    len_t lead;                 /* the space before it */
    struct lay_give outside;    /* of the space before the whole, where an edge parts it off */
    len_t height;               /* from the first area's top */
    bool fenced;                /* an edge parts the spaces inside from those outside */
    bool placed;
};

/* --- sides and widths --- */

int32_t table_side_of(int32_t kw, const struct lay_in *in, bool *reads_page)
{
    if (kw != KW_INSIDE && kw != KW_OUTSIDE)
        return kw;
    *reads_page = true;
    bool odd = !in->page || in->page->number % 2 != 0;      /* §7.16.9: the binding is at the start of an odd page */
    return odd == (kw == KW_INSIDE) ? KW_START : KW_END;
}

/* The children that are laid out; either may be missing where the document is at fault. */
static void find(const struct fo_node *n, const struct fo_node **caption, const struct fo_node **table)
{
    *caption = *table = NULL;
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type == FO_TABLE_CAPTION)
            *caption = c;
        else if (c->type == FO_TABLE)
            *table = c;
    }
}

static len_t edge(const struct fo_style *s, enum fo_side side, len_t base)
{
    return len_add(len_max(0, fo_len_of(s->padding[side].len, base, 0)), s->border[side].width.len.abs);
}

/* A third of the room is the most that a caption beside a table takes unless it asks for more: CSS2 §17.4.1 wants a reasonable width. */
static len_t side_width(struct lay_cx *cx, const struct fo_node *caption, len_t avail)
{
    const struct fo_style *s = caption->style;
    len_t edges = len_add(edge(s, FO_START, avail), edge(s, FO_END, avail));
    len_t min, max, ipd = fo_len_of(s->inline_progression_dimension.opt, avail, -1);
    if (ipd < 0) {
        lay_measure_children(cx, caption, &min, &max);
        ipd = len_max(min, len_min(max, avail / 3 - edges));
    }
    return len_add(ipd, edges);
}

void table_caption_measure(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    const struct fo_node *caption, *table;
    int32_t side = n->style->caption_side;
    bool beside = side != KW_BEFORE && side != KW_AFTER;
    *min = *max = 0;
    find(n, &caption, &table);
    if (table)
        lay_measure(cx, table, min, max);
    if (!caption)
        return;
    len_t a, b, edges = len_add(edge(caption->style, FO_START, 0), edge(caption->style, FO_END, 0));
    struct fo_len ipd = caption->style->inline_progression_dimension.opt;
    lay_measure_children(cx, caption, &a, &b);
    if (ipd.kw == 0 && ipd.pct == 0)
        a = b = ipd.abs;
    a = len_add(a, edges);
    b = len_add(b, edges);
    *min = beside ? len_add(*min, a) : len_max(*min, a);
    *max = beside ? len_add(*max, b) : len_max(*max, b);
}

/* --- the caption: a reference area --- */

/* `ipd`: of its border box; `whole`: without breaks. */
static void lay_caption(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, len_t ipd, bool whole,
                        const struct lay_token *token, struct lay_out *out)
{
    struct lay_in inner = *in;
    const struct fo_style *s = n->style;
    lay_around(n, in, &inner);
    inner.ref_ipd = inner.pct_ipd = len_max(0, ipd - edge(s, FO_START, ipd) - edge(s, FO_END, ipd));
    inner.page_i = len_add(in->page_i, edge(s, FO_START, ipd));
    inner.pct_bpd = -1;
    inner.excl = NULL;
    inner.wm = (uint8_t)lay_wm(n);
    memset(&inner.lead, 0, sizeof inner.lead);
    inner.lead.at_start = true;
    inner.keep = keep_max(in->keep, lay_keep(&s->keep_together, in->page_break));
    out->before = lay_gap_open(&in->lead, in, &out->give);
    len_t before = token ? 0 : edge(s, FO_BEFORE, ipd);
    inner.give = lay_give_join(in->give, out->give);
    inner.room = len_add(in->room, len_add(out->give.less, -len_add(out->before, before)));
    if (whole) {
        inner.elastic = LAY_RIGID;
        inner.room = inner.fresh_room = LEN_MAX;
        inner.stopping = true;
        inner.stop = NULL;
    }
    struct lay_out o;
    memset(&o, 0, sizeof o);
    lay_reference(cx, n, &inner, token, &o);
    len_t after = o.next ? 0 : edge(s, FO_AFTER, ipd);
    struct area_list kids = { 0 };
    if (o.area)
        area_list_add(cx->page, &kids, o.area, edge(s, FO_START, ipd), len_add(before, o.before));
    len_t content = len_max(par_content_height(&o), token || o.next ? 0 : fo_len_of(s->block_progression_dimension.opt, 0, 0));
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), ipd, len_add(before, len_add(content, after)), &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->reference = 1;
    a->paint = lay_paint(cx, n, !token, !o.next);
    out->area = a;
    out->next = o.next;
    out->forced = o.forced;
    out->overflow = o.overflow;
    out->reads_page = o.reads_page;
    out->notes = o.notes;
    out->give = lay_give_join(out->give, o.give);
    if (o.baseline >= 0)
        out->baseline = len_add(before, len_add(o.before, o.baseline));
    brk_list_shift(cx, &out->cand, &o.cand, len_add(before, o.before));
}

/* --- one above the other --- */

static void place(struct stack *s, const struct unit *u, const struct lay_out *o)
{
    struct lay_out *out = s->out;
    len_t b = s->placed ? len_add(s->height, o->before) : 0;
    if (!s->placed) {
        s->lead = o->before;
        if (s->fenced)
            s->top = len_add(s->top, o->before);
    }
    brk_list_lift(s->cx, &out->cand, &o->cand, u->node, len_add(len_add(s->top, b), s->box.after_cond), out->notes.all);
    out->notes = note_join(out->notes, o->notes);
    area_list_add(s->cx->page, &s->kids, o->area, o->i, b);
    if (out->baseline < 0 && o->baseline >= 0)
        out->baseline = len_add(s->top, len_add(b, o->baseline));
    s->height = len_add(b, o->area->bpd);
    out->give = lay_give_join(out->give, o->give);
    s->gap = o->trail;
    s->placed = true;
    out->reads_page |= o->reads_page;
}

static void end_at(struct stack *s, const struct fo_node *child, const struct lay_out *o)
{
    s->out->overflow = o->overflow;
    if (!o->next)
        return;
    struct lay_token *t = (struct lay_token *)lay_token_new(s->cx, child, o->next);
    t->forced = o->forced;
    s->out->next = t;
    s->out->forced = o->forced;
}

/* What one child gets: the room behind those that stand above it. */
static struct lay_in unit_input(const struct stack *s, const struct fo_node *child)
{
    struct lay_in in = s->in;
    in.lead = s->gap;
    in.ins.height = len_add(in.ins.height, s->out->notes.all);
    if (s->placed) {
        struct lay_give since = { s->out->give.less - s->outside.less, s->out->give.more - s->outside.more };
        in.room = len_add(in.room, len_add(since.less, -len_add(s->lead, s->height)));
        in.give = lay_give_join(in.give, since);
    }
    in.have_cand |= s->out->cand.n > 0;
    if (in.stopping)
        in.stop = in.stop && in.stop->child == child ? in.stop->sub : NULL;
    return in;
}

static struct lay_out no_output(void)
{
    return (struct lay_out){ .baseline = -1 };
}

/* Lays one child; true: the piece ends with it. The caption keeps with its table (no break between them). */
static bool lay_unit(struct stack *s, const struct unit *u, const struct lay_token *token)
{
    struct lay_in in = unit_input(s, u->node);
    const struct lay_token *sub = token && token->child == u->node ? token->sub : NULL;
    struct lay_out o = no_output();
    if (u->caption) {
        len_t room = s->box.content_ipd, edges = len_add(edge(u->node->style, FO_START, room), edge(u->node->style, FO_END, room));
        len_t ipd = fo_len_of(u->node->style->inline_progression_dimension.opt, room, -1);
        ipd = ipd < 0 ? room : len_add(ipd, edges);
        lay_caption(s->cx, u->node, &in, ipd, false, sub, &o);
        o.i = len_add(len_add(s->box.i, s->box.content_i), table_shift(s->node, &in, room - ipd, &o.reads_page));
    } else {
        lay_table(s->cx, u->node, &in, sub, &o);
    }
    place(s, u, &o);
    end_at(s, u->node, &o);
    return o.next || o.overflow;
}

static void lay_stacked(struct stack *s, const struct fo_node *caption, const struct fo_node *table,
                        const struct lay_token *token)
{
    struct unit u[2];
    unsigned n = 0, k = 0;
    bool after = s->node->style->caption_side == KW_AFTER;
    if (caption && !after)
        u[n++] = (struct unit){ caption, true };
    if (table)
        u[n++] = (struct unit){ table, false };
    if (caption && after)
        u[n++] = (struct unit){ caption, true };
    while (token && k + 1 < n && u[k].node != token->child)
        k++;
    while (k < n && !lay_unit(s, &u[k], token))
        k++;
}

/* --- side by side --- */

/* The caption next to the table's piece: as high as the higher one. */
static void place_beside(struct stack *s, const struct fo_node *n, const struct lay_out *caption, const struct lay_out *table,
                         bool at_start)
{
    const struct area *a = caption->area;
    len_t i = at_start ? table->i - a->ipd : len_add(table->i, table->area->ipd);
    len_t spare = len_max(0, table->area->bpd - a->bpd);
    int32_t align = n->style->display_align;
    area_list_add(s->cx->page, &s->kids, a, i, align == KW_AFTER ? spare : align == KW_CENTER ? spare / 2 : 0);
    s->height = len_max(s->height, a->bpd);
    s->out->reads_page |= caption->reads_page;
}

/* A break of the table needs the caption's height, too. */
static void raise_breaks(struct stack *s, const struct lay_in *in, len_t height, struct lay_out *o)
{
    struct brk_list l = { 0 };
    len_t room = len_add(in->room, len_add(o->give.less, -o->before));
    for (unsigned k = 0; k < o->cand.n; k++) {
        struct brk b = o->cand.v[k];
        b.height = len_max(b.height, height);
        b.cost.overflow |= len_add(b.height, note_charge(&in->ins, b.notes)) > room;
        if (!b.cost.overflow || !(in->have_cand || l.n))
            brk_list_add(s->cx->seq, &l, b);
    }
    o->cand = l;
    if (!in->stopping && (in->have_cand || l.n))
        o->overflow |= len_add(height, note_charge(&in->ins, o->notes.least)) > room;
}

static void lay_beside(struct stack *s, const struct fo_node *caption, const struct fo_node *table, bool at_start,
                       const struct lay_token *token)
{
    const struct unit u = { table, false };
    struct lay_in in = unit_input(s, table);
    len_t width = side_width(s->cx, caption, s->box.content_ipd);
    struct lay_out c = no_output(), o = no_output();
    if (!token) {
        lay_caption(s->cx, caption, &in, width, true, NULL, &c);
        s->out->notes = c.notes;
        in.ins.height = len_add(in.ins.height, c.notes.all);
    }
    in.ref_ipd = len_max(0, in.ref_ipd - width);
    in.pct_ipd = len_max(0, in.pct_ipd - width);
    lay_table(s->cx, table, &in, token ? token->sub : NULL, &o);
    if (at_start)
        o.i = len_add(o.i, width);
    if (c.area)
        raise_breaks(s, &in, c.area->bpd, &o);
    place(s, &u, &o);
    if (c.area)
        place_beside(s, caption, &c, &o, at_start);
    end_at(s, table, &o);
}

/* --- the whole --- */

static void begin(struct stack *s, struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                  const struct lay_token *token, struct lay_out *out)
{
    *s = (struct stack){ .cx = cx, .node = n, .in = *in, .out = out, .gap = in->lead };
    lay_box_resolve(n, in, &s->box);
    s->top = token ? s->box.before_cond : s->box.before;
    s->fenced = s->top > 0;
    if (!token)
        lay_gap_add(&s->gap, &n->style->space_before, in->pct_ipd);
    if (s->fenced) {
        out->before = lay_gap_open(&s->gap, in, &out->give);
        s->gap = (struct lay_gap){ .at_start = true };
        s->outside = out->give;
        s->in.room = len_add(s->in.room, len_add(out->give.less, -out->before));
        s->in.give = lay_give_join(s->in.give, out->give);
    }
    s->in.room = len_add(s->in.room, -len_add(s->top, s->box.after_cond));
    s->in.pct_ipd = s->box.content_ipd;
    s->in.keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
}

static void finish(struct stack *s, const struct lay_in *in, bool first)
{
    struct lay_out *out = s->out;
    const struct fo_node *n = s->node;
    bool last = !out->next;
    struct area_list kids = { 0 };
    for (uint32_t k = 0; k < s->kids.n; k++)
        area_list_add(s->cx->page, &kids, s->kids.kids[k].area, s->kids.kids[k].i - s->box.i,
                      len_add(s->kids.kids[k].b, s->top));
    len_t after = last ? s->box.after : s->box.after_cond;
    if (last && after > 0)
        s->height = len_add(s->height, lay_gap_open(&s->gap, in, &out->give));
    struct area *a = area_box_new(s->cx->page, lay_tag(s->cx, n), s->box.ipd, len_add(len_add(s->top, s->height), after),
                                  &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->paint = lay_paint(s->cx, n, first, last);
    out->area = a;
    out->i = s->box.i;
    if (!s->fenced)
        out->before = s->lead;
    if (!last)
        return;
    if (after == 0)
        out->trail = s->gap;
    lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
    lay_check_end(in, true, out);
}

void lay_table_and_caption(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                           const struct lay_token *token, struct lay_out *out)
{
    const struct fo_node *caption, *table;
    struct stack s;
    find(n, &caption, &table);
    begin(&s, cx, n, in, token, out);
    int32_t side = table_side_of(n->style->caption_side, in, &out->reads_page);
    if (caption && table && (side == KW_START || side == KW_END))
        lay_beside(&s, caption, table, side == KW_START, token);
    else
        lay_stacked(&s, caption, table, token);
    if (s.placed)
        finish(&s, in, !token);
    else
        out->trail = s.gap;
}
