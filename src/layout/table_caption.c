/* SPDX-License-Identifier: MIT */
/*
 * fo:table-and-caption (XSL 1.1 §6.7.2): a caption before or after its table.
 * One at the table's side is set before it, and diagnosed.
 */
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/table.h"

#include <string.h>

struct unit { const struct fo_node *node; bool caption; };

struct stack {
    struct lay_cx *cx;
    const struct lay_in *in;
    struct lay_out *out;
    struct area_list kids;
    struct lay_gap gap;
    len_t height;               /* from the first area's top */
    bool placed;
};

/* The two children in the order in which they stand; returns how many there are. */
static unsigned order(struct lay_cx *cx, const struct fo_node *n, struct unit *u)
{
    const struct fo_node *caption = NULL, *table = NULL;
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type == FO_TABLE_CAPTION)
            caption = c;
        else if (c->type == FO_TABLE)
            table = c;
    }
    bool after = false;
    if (caption) {
        int32_t side = n->style->caption_side;
        after = side == KW_AFTER || side == KW_BOTTOM;
        if (side == KW_START || side == KW_END || side == KW_LEFT || side == KW_RIGHT)
            diag_emit(cx->diag, DIAG_LAY_CAPTION_SIDE, caption->pos);
    }
    unsigned k = 0;
    if (caption && !after)
        u[k++] = (struct unit){ caption, true };
    if (table)
        u[k++] = (struct unit){ table, false };
    if (caption && after)
        u[k++] = (struct unit){ caption, true };
    return k;
}

void table_caption_measure(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    *min = *max = 0;
    for (const struct fo_node *c = n->first; c; c = c->next) {
        len_t a, b;
        if (c->type != FO_TABLE && c->type != FO_TABLE_CAPTION)
            continue;
        lay_measure(cx, c, &a, &b);
        *min = len_max(*min, a);
        *max = len_max(*max, b);
    }
}

/* A caption is a reference area as wide as the content of the whole. */
static void lay_caption(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                        const struct lay_token *token, struct lay_out *out)
{
    struct lay_in inner = *in;
    const struct fo_style *s = n->style;
    len_t i = fo_len_of(n->parent->style->start_indent, in->ref_ipd, 0);
    len_t e = fo_len_of(n->parent->style->end_indent, in->ref_ipd, 0);
    inner.ref_ipd = len_max(0, len_add(in->ref_ipd, -len_add(i, e)));
    len_t ipd = inner.ref_ipd, pad[4];
    for (int k = 0; k < 4; k++)
        pad[k] = len_add(fo_len_of(s->padding[k].len, ipd, 0), fo_len_of(s->border[k].width.len, 0, 0));
    inner.ref_ipd = inner.pct_ipd = len_max(0, ipd - pad[FO_START] - pad[FO_END]);
    memset(&inner.lead, 0, sizeof inner.lead);
    inner.lead.at_start = true;
    inner.keep = keep_max(in->keep, lay_keep(&s->keep_together, in->page_break));
    out->before = lay_gap_open(&in->lead, in, &out->give);
    len_t before = token ? 0 : pad[FO_BEFORE];
    inner.give = lay_give_join(in->give, out->give);
    inner.room = len_add(in->room, len_add(out->give.less, -len_add(out->before, before)));
    struct lay_out o;
    memset(&o, 0, sizeof o);
    lay_children(cx, n, &inner, token, &o);
    len_t after = o.next ? 0 : pad[FO_AFTER];
    struct area_list kids = { 0 };
    if (o.area)
        area_list_add(cx->page, &kids, o.area, pad[FO_START], len_add(before, o.before));
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), ipd,
                                  len_add(before, len_add(par_content_height(&o), after)), &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->reference = 1;
    a->paint = lay_paint(cx, n, !token, !o.next);
    out->area = a;
    out->i = i;
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

static void place(struct stack *s, const struct unit *u, const struct lay_out *o)
{
    struct lay_out *out = s->out;
    len_t b = s->placed ? len_add(s->height, o->before) : 0;
    if (!s->placed)
        out->before = o->before;
    brk_list_lift(s->cx, &out->cand, &o->cand, u->node, b, out->notes.all);
    out->notes = note_join(out->notes, o->notes);
    area_list_add(s->cx->page, &s->kids, o->area, o->i, b);
    if (out->baseline < 0 && o->baseline >= 0)
        out->baseline = len_add(b, o->baseline);
    s->height = len_add(b, o->area->bpd);
    out->give = lay_give_join(out->give, o->give);
    s->gap = o->trail;
    s->placed = true;
    out->reads_page |= o->reads_page;
}

/* Lays one child; true: the piece ends with it. The caption keeps with its table (no break between them). */
static bool lay_unit(struct stack *s, const struct unit *u, const struct lay_token *token)
{
    struct lay_in in = *s->in;
    const struct lay_token *sub = token && token->child == u->node ? token->sub : NULL;
    struct lay_out o;
    memset(&o, 0, sizeof o);
    o.baseline = -1;
    in.lead = s->gap;
    in.ins.height = len_add(in.ins.height, s->out->notes.all);
    if (s->placed)
        in.room = len_add(in.room, len_add(s->out->give.less, -len_add(s->out->before, s->height)));
    in.give = lay_give_join(in.give, s->out->give);
    in.have_cand |= s->out->cand.n > 0;
    if (in.stopping)
        in.stop = in.stop && in.stop->child == u->node ? in.stop->sub : NULL;
    if (u->caption)
        lay_caption(s->cx, u->node, &in, sub, &o);
    else
        lay_table(s->cx, u->node, &in, sub, &o);
    place(s, u, &o);
    if (o.next) {
        struct lay_token *t = (struct lay_token *)lay_token_new(s->cx, u->node, o.next);
        t->forced = o.forced;
        s->out->next = t;
        s->out->forced = o.forced;
    }
    s->out->overflow = o.overflow;
    return o.next || o.overflow;
}

void lay_table_and_caption(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                           const struct lay_token *token, struct lay_out *out)
{
    struct unit u[2];
    unsigned n_units = order(cx, n, u), k = 0;
    struct stack s = { .cx = cx, .in = in, .out = out, .gap = in->lead };
    if (!token)
        lay_gap_add(&s.gap, &n->style->space_before, in->pct_ipd);
    while (token && k + 1 < n_units && u[k].node != token->child)
        k++;
    struct lay_in inner = *in;
    inner.keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
    s.in = &inner;
    for (; k < n_units; k++)
        if (lay_unit(&s, &u[k], token))
            break;
    out->trail = s.gap;
    if (!out->next)
        lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
    if (!s.placed)
        return;
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), in->ref_ipd, s.height, &s.kids);
    a->wm = (uint8_t)lay_wm(n);
    a->paint = lay_paint(cx, n, !token, !out->next);
    out->area = a;
    lay_check_end(in, !out->next, out);
}
