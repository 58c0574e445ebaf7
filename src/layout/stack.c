/* SPDX-License-Identifier: MIT */
/* Footnotes or floats before the page, one under another. */
#include "layout/stack.h"

#include "layout/flow.h"
#include "layout/page.h"

#include <string.h>

void stack_input(len_t ipd, len_t room, const struct lay_page *page, struct lay_in *in)
{
    memset(in, 0, sizeof *in);
    in->ref_ipd = in->pct_ipd = ipd;
    in->pct_bpd = -1;
    in->room = room;
    in->fresh_room = LEN_MAX;           /* broken wherever widows and orphans allow it, never moved whole */
    in->keep = FO_KEEP_AUTO;
    in->page_break = in->fresh = true;
    in->page = page;
    in->page_i = page ? page->start : 0;
    in->stopping = room == LEN_MAX;
}

bool stack_is_clean(const struct brk_cost *c)
{
    return !c->overflow && !c->always && c->lines == 0;
}

len_t stack_height(struct lay_cx *cx, const struct fo_node *separator, len_t ipd)
{
    struct lay_in in;
    struct lay_out o;
    stack_input(ipd, LEN_MAX, NULL, &in);
    in.lead.at_start = true;
    lay_reference(cx, separator, &in, NULL, &o);
    return o.area ? len_add(len_add(o.before, o.area->bpd), o.trail.all.opt) : 0;
}

void stack_begin(struct stack *s, struct lay_cx *cx, const struct lay_page *page, len_t ipd, len_t room)
{
    *s = (struct stack){ .cx = cx, .page = page, .ipd = ipd, .room = room, .gap = { .at_start = true } };
}

static void place(struct stack *s, const struct lay_out *o, const struct fo_node *n)
{
    if (o->area) {
        struct area *a = arena_memdup(s->cx->page, o->area, sizeof *o->area);
        a->tag = lay_tag(s->cx, n);
        area_list_add(s->cx->page, &s->kids, a, o->i, len_add(s->b, o->before));
        s->b = len_add(s->b, len_add(o->before, a->bpd));
    }
    s->gap = o->trail;
    if (o->area && !o->empty)
        s->gap.at_start = false;
}

void stack_add(struct stack *s, const struct fo_node *n)
{
    struct lay_in in;
    struct lay_out o;
    if (!n)
        return;
    stack_input(s->ipd, LEN_MAX, s->page, &in);
    in.lead = s->gap;
    lay_reference(s->cx, n, &in, NULL, &o);
    place(s, &o, n);
}

bool stack_set(struct stack *s, const struct fo_node *n, const struct lay_token *token, bool must, bool whole,
               const struct lay_token **next)
{
    struct lay_in in;
    struct lay_out o;
    *next = NULL;
    stack_input(s->ipd, len_add(s->room, -s->b), s->page, &in);
    in.lead = s->gap;
    in.have_cand = !must;
    lay_reference(s->cx, n, &in, token, &o);
    *next = o.next;
    if (o.overflow) {
        const struct brk *best = brk_list_best(&o.cand);
        if (whole || (!must && (!best || !stack_is_clean(&best->cost))))
            return false;
        if (best) {
            in.stopping = true;
            in.stop = *next = best->token;
            lay_reference(s->cx, n, &in, token, &o);
        }
    }
    place(s, &o, n);
    if (s->b > s->room + LEN_PT / 100)
        diag_emit(s->cx->diag, DIAG_LAY_OVERFLOW_BLOCK, n->pos, len_to_pt(s->b - s->room));
    return true;
}

struct area *stack_end(struct stack *s, const char *name, struct src_pos pos)
{
    struct area_tag *tag = arena_new0(s->cx->page, struct area_tag);
    tag->name = name;
    tag->pos = pos;
    struct area *a = area_box_new(s->cx->page, tag, s->ipd, len_add(s->b, lay_gap_end(&s->gap)), &s->kids);
    a->reference = 1;
    return a;
}
