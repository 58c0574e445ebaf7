/* SPDX-License-Identifier: MIT */
/*
 * fo:block-container (XSL 1.1 §6.5.3): a viewport area with borders, and in it
 * a reference area, turned by reference-orientation. One of automatic height
 * that is not turned breaks like a block; any other is set whole.
 */
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/page.h"

#include <string.h>

struct container {
    struct lay_box box;
    int rotate;
    len_t bpd;                  /* asked for, of the content rectangle; -1: auto */
    enum area_place place;
    len_t i, b;                 /* out of the flow: the border box from the edges of what it is placed in */
    bool i_end, b_end;
};

static bool sideways(const struct container *c)
{
    return c->rotate == 90 || c->rotate == 270;
}

static bool is_length(struct fo_len l)
{
    return l.kw == 0;
}

/*
 * Out of the flow, §7.6: in the nearest reference area, or on the page. Offsets are those of the content rectangle (§7.2)
 * and indents count from them (§5.3.2). One that is `auto` counts as 0, but for the size that the opposite one gives
 * (CSS2 §10.3.7, §10.6.4); all four: where it stands in the flow.
 */
static void resolve_absolute(const struct fo_node *n, const struct lay_in *in, struct container *c, len_t ipd)
{
    const struct fo_style *s = n->style;
    bool fixed = s->absolute_position == KW_FIXED && in->page;
    len_t width = fixed ? in->page->width : in->ref_ipd, height = fixed ? in->page->height : in->pct_bpd;
    bool rtl = !fixed && in->wm == AREA_RL_TB;
    struct fo_len start = rtl ? s->right : s->left, end = rtl ? s->left : s->right;
    len_t edges = c->box.ipd - c->box.content_ipd;
    len_t from_start = fo_len_of(start, width, 0), from_end = fo_len_of(end, width, 0);
    if (ipd < 0)
        ipd = len_max(0, width - from_start - from_end - fo_len_of(s->start_indent, width, 0) -
                             fo_len_of(s->end_indent, width, 0));
    c->box.content_ipd = ipd;
    c->box.ipd = len_add(ipd, edges);
    c->i_end = !is_length(start) && is_length(end);
    c->i = c->i_end ? from_end + fo_len_of(s->end_indent, width, 0) - (edges - c->box.content_i)
                    : from_start + fo_len_of(s->start_indent, width, 0) - c->box.content_i;
    len_t base = len_max(height, 0);
    len_t from_top = fo_len_of(s->top, base, 0), from_bottom = fo_len_of(s->bottom, base, 0);
    if (c->bpd < 0 && height >= 0 && is_length(s->top) && is_length(s->bottom))
        c->bpd = len_max(0, height - from_top - from_bottom);
    c->b_end = !is_length(s->top) && is_length(s->bottom);
    c->b = c->b_end ? from_bottom - c->box.after : from_top - c->box.before;
    c->place = fixed ? AREA_ON_PAGE : AREA_IN_REFERENCE;
    if (!fixed && !is_length(s->top) && !is_length(s->bottom) && !is_length(start) && !is_length(end))
        c->place = AREA_IN_PARENT;
    c->box.i = c->i_end ? 0 : c->i;
}

/* Width and place: `inline-progression-dimension` wins over end-indent (§5.3.4, over-constrained geometry). */
static void resolve(const struct fo_node *n, const struct lay_in *in, struct container *c)
{
    const struct fo_style *s = n->style;
    bool fixed = s->absolute_position == KW_FIXED && in->page;
    len_t width = fixed ? in->page->width : in->pct_ipd, height = fixed ? in->page->height : in->pct_bpd;
    lay_box_resolve(n, in, &c->box);
    c->rotate = ((s->reference_orientation % 360) + 360) % 360;
    len_t edges = c->box.ipd - c->box.content_ipd;
    len_t ipd = fo_len_of(s->inline_progression_dimension.opt, width, -1);
    c->bpd = s->block_progression_dimension.opt.pct != 0 && height < 0
                 ? -1
                 : fo_len_of(s->block_progression_dimension.opt, height, -1);
    if (n->level == FO_LEVEL_OUT) {
        resolve_absolute(n, in, c, ipd);
    } else if (ipd >= 0) {
        c->box.content_ipd = ipd;
        c->box.ipd = len_add(ipd, edges);
    }
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
    a->place = (uint8_t)c->place;
    a->u.at.i = c->i;
    a->u.at.b = c->b;
    a->u.at.i_end = c->i_end;
    a->u.at.b_end = c->b_end;
    out->area = a;
    out->i = c->box.i;
}

static void inner_input(const struct lay_in *in, const struct fo_node *n, len_t ipd, len_t bpd, struct lay_in *inner)
{
    *inner = *in;
    memset(&inner->lead, 0, sizeof inner->lead);
    inner->lead.at_start = true;
    inner->ref_ipd = inner->pct_ipd = ipd;
    inner->pct_bpd = bpd;
    inner->wm = (uint8_t)lay_wm(n);
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
    inner_input(in, n, ipd, sideways(c) ? c->box.content_ipd : c->bpd, &inner);
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
    out->notes = o.notes;
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
    inner_input(in, n, c->box.content_ipd, -1, &inner);
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
    out->notes = o.notes;
    brk_list_shift(cx, &out->cand, &o.cand, len_add(o.before, len_add(before, c->box.after_cond)));
}

void lay_container(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out)
{
    struct container c = { .rotate = 0 };
    resolve(n, in, &c);
    if (n->level == FO_LEVEL_OUT) {     /* does not take part in the flow: set where it stands, spaces pass */
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
    lay_check_end(in, true, out);
}
