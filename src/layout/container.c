/* SPDX-License-Identifier: MIT */
/*
 * fo:block-container (XSL 1.1 §6.5.3): a viewport area with borders, and in it
 * a reference area, turned by reference-orientation. One of automatic height
 * that is not turned breaks like a block; any other is set whole.
 */
#include "layout/flow.h"

#include <string.h>

struct container {
    struct lay_box box;
    int rotate;
    len_t bpd;                  /* asked for, of the content rectangle; -1: auto */
    bool absolute;
};

static bool sideways(const struct container *c)
{
    return c->rotate == 90 || c->rotate == 270;
}

/* Width and place: `inline-progression-dimension` wins over end-indent (§5.3.4, over-constrained geometry). */
static void resolve(const struct fo_node *n, const struct lay_in *in, struct container *c)
{
    const struct fo_style *s = n->style;
    lay_box_resolve(n, in, &c->box);
    c->rotate = ((s->reference_orientation % 360) + 360) % 360;
    c->absolute = s->absolute_position == KW_ABSOLUTE || s->absolute_position == KW_FIXED;
    len_t edges = c->box.ipd - c->box.content_ipd;
    len_t ipd = fo_len_of(s->inline_progression_dimension.opt, in->pct_ipd, -1);
    if (c->absolute) {
        len_t left = fo_len_of(s->left, in->pct_ipd, -1), right = fo_len_of(s->right, in->pct_ipd, -1);
        if (ipd < 0)
            ipd = len_max(0, in->ref_ipd - edges - len_max(left, 0) - len_max(right, 0));
        c->box.i = left >= 0 ? left : right >= 0 ? in->ref_ipd - right - ipd - edges : 0;
    }
    if (ipd >= 0) {
        c->box.content_ipd = ipd;
        c->box.ipd = len_add(ipd, edges);
    }
    c->bpd = s->block_progression_dimension.opt.pct != 0 && in->pct_bpd < 0
                 ? -1
                 : fo_len_of(s->block_progression_dimension.opt, in->pct_bpd, -1);
}

/* The reference area: what stands inside, aligned in the height asked for. */
static struct area *reference_area(struct lay_cx *cx, const struct fo_node *n, const struct lay_out *o, len_t ipd,
                                   len_t bpd, int rotate)
{
    struct area_list kids = { 0 };
    len_t used = o->area ? len_add(o->before, o->area->bpd) : 0;
    len_t spare = bpd - used, shift = 0;
    if (n->style->display_align == KW_AFTER)
        shift = len_max(spare, 0);
    else if (n->style->display_align == KW_CENTER)
        shift = len_max(spare, 0) / 2;
    if (o->area)
        area_list_add(cx->page, &kids, o->area, o->i, len_add(o->before, shift));
    struct area *a = area_box_new(cx->page, NULL, ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->reference = 1;
    a->rotate = (int16_t)rotate;
    return a;
}

static void viewport(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct container *c,
                     const struct area *ref, len_t content_bpd, bool first, bool last, struct lay_out *out)
{
    struct area_list kids = { 0 };
    len_t before = first ? c->box.before : c->box.before_cond;
    len_t after = last ? c->box.after : c->box.after_cond;
    area_list_add(cx->page, &kids, ref, c->box.content_i, before);
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), c->box.ipd, len_add(len_add(before, content_bpd), after),
                                  &kids);
    a->wm = in->wm;
    a->clip = n->style->overflow == KW_HIDDEN;
    a->paint = lay_paint(cx, n, first, last);
    out->area = a;
    out->i = c->box.i;
}

static void inner_input(const struct lay_in *in, const struct container *c, const struct fo_node *n, len_t ipd,
                        len_t bpd, struct lay_in *inner)
{
    *inner = *in;
    memset(&inner->lead, 0, sizeof inner->lead);
    inner->lead.at_start = true;
    inner->ref_ipd = inner->pct_ipd = ipd;
    inner->pct_bpd = bpd;
    inner->wm = (uint8_t)lay_wm(n);
    (void)c;
}

/* Turned, of fixed height or out of the flow: all of it in one piece. */
static void lay_whole(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct container *c,
                      struct lay_out *out)
{
    struct lay_in inner;
    struct lay_out o;
    len_t ipd = c->box.content_ipd;
    if (sideways(c))
        ipd = c->bpd >= 0 ? c->bpd : in->pct_bpd >= 0 ? in->pct_bpd : in->room < LEN_MAX / 2 ? in->room : ipd;
    inner_input(in, c, n, ipd, sideways(c) ? c->box.content_ipd : c->bpd, &inner);
    inner.room = inner.fresh_room = LEN_MAX;
    inner.stopping = true;
    inner.stop = NULL;
    inner.keep = FO_KEEP_AUTO;
    lay_children(cx, n, &inner, NULL, &o);
    len_t used = o.area ? len_add(o.before, len_add(o.area->bpd, lay_gap_end(&o.trail))) : 0;
    len_t ref_bpd = sideways(c) ? c->box.content_ipd : c->bpd >= 0 ? c->bpd : used;
    len_t content_bpd = sideways(c) ? ipd : ref_bpd;
    if (used > ref_bpd && n->style->overflow != KW_VISIBLE && n->style->overflow != KW_AUTO)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_BLOCK, n->pos, len_to_pt(used - ref_bpd));
    const struct area *ref = reference_area(cx, n, &o, ipd, ref_bpd, c->rotate);
    viewport(cx, n, in, c, ref, content_bpd, true, true, out);
    if (!sideways(c) && c->rotate == 0 && o.baseline >= 0)
        out->baseline = len_add(o.baseline, len_add(c->box.before, o.before));
}

/* Of automatic height: breaks where its content does. */
static void lay_breaking(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                         const struct lay_token *token, const struct container *c, struct lay_out *out)
{
    struct lay_in inner;
    struct lay_out o;
    bool first = token == NULL;
    len_t before = first ? c->box.before : c->box.before_cond;
    inner_input(in, c, n, c->box.content_ipd, -1, &inner);
    inner.keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
    inner.room = len_add(in->room, -len_add(out->before, len_add(before, c->box.after_cond)));
    lay_children(cx, n, &inner, token, &o);
    bool last = !o.next;
    len_t used = o.area ? len_add(o.before, len_add(o.area->bpd, lay_gap_end(&o.trail))) : 0;
    viewport(cx, n, in, c, reference_area(cx, n, &o, c->box.content_ipd, used, 0), used, first, last, out);
    if (o.baseline >= 0)
        out->baseline = len_add(o.baseline, len_add(before, o.before));
    out->next = o.next;
    out->forced = o.forced;
    out->overflow = o.overflow;
    out->reads_page = o.reads_page;
    brk_list_shift(cx, &out->cand, &o.cand, len_add(o.before, len_add(before, c->box.after_cond)));
}

void lay_container(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out)
{
    struct container c = { .rotate = 0 };
    resolve(n, in, &c);
    if (c.absolute) {           /* does not take part in the flow: set where it stands, spaces pass */
        lay_whole(cx, n, in, &c, out);
        out->trail = in->lead;
        out->empty = true;
        return;
    }
    struct lay_gap lead = in->lead;
    if (!token) {
        lay_gap_add(&lead, &n->style->space_before, in->pct_ipd);
        out->before = lay_gap_before(&lead);
    }
    if (c.bpd >= 0 || c.rotate != 0)
        lay_whole(cx, n, in, &c, out);
    else
        lay_breaking(cx, n, in, token, &c, out);
    if (out->next)
        return;
    lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
    if (!in->stopping && len_add(out->before, out->area->bpd) > in->room && (in->have_cand || out->cand.n))
        out->overflow = true;
}
