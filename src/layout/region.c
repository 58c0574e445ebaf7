/* SPDX-License-Identifier: MIT */
/* Regions (XSL 1.1 §6.4.14–6.4.18): a viewport with borders, and in it a reference area, turned by reference-orientation. */
#include "layout/region.h"

#include "layout/flow.h"
#include "layout/page.h"

#include <string.h>

/* The viewport's size along its lines and across them: lines of a vertical region run down. */
static len_t viewport_ipd(const struct region *r)
{
    return lay_wm(r->node) == AREA_TB_RL ? r->h : r->w;
}

static len_t viewport_bpd(const struct region *r)
{
    return lay_wm(r->node) == AREA_TB_RL ? r->w : r->h;
}

void region_frame(const struct region *r, struct region_frame *f)
{
    const struct lay_in none = { .keep = FO_KEEP_AUTO };
    struct lay_box box;
    lay_box_resolve(r->node, &none, &box);
    len_t start = box.content_i, end = box.ipd - box.content_i - box.content_ipd;
    f->rotate = ((r->node->style->reference_orientation % 360) + 360) % 360;
    f->i = start;
    f->b = box.before;
    f->ipd = len_max(0, viewport_ipd(r) - start - end);
    f->bpd = len_max(0, viewport_bpd(r) - box.before - box.after);
    if (f->rotate % 180 != 0) {
        len_t t = f->ipd;
        f->ipd = f->bpd;
        f->bpd = t;
    }
}

/* The start edge of what stands in it from that of the page; turned: 0. */
static len_t page_start(const struct region *r, const struct region_frame *f, const struct lay_page *page)
{
    if (f->rotate != 0)
        return 0;
    switch (lay_wm(r->node)) {
    case AREA_TB_RL: return len_add(len_add(page->y, r->y), f->i);
    case AREA_RL_TB: return len_add(page->width - page->x - r->x - r->w, f->i);
    case AREA_LR_TB: break;
    }
    return len_add(len_add(page->x, r->x), f->i);
}

void region_input(const struct region *r, const struct region_frame *f, const struct lay_page *page,
                  struct lay_in *in)
{
    memset(in, 0, sizeof *in);
    in->ref_ipd = in->pct_ipd = f->ipd;
    in->pct_bpd = f->bpd;
    in->room = in->fresh_room = len_add(f->bpd, LEN_SLACK);
    in->lead.at_start = in->fresh = true;
    in->keep = FO_KEEP_AUTO;
    in->wm = (uint8_t)lay_wm(r->node);
    in->page = page;
    in->page_i = page ? page_start(r, f, page) : 0;
}

/* error-if-overflow, §7.21.2 */
static void check_overflow(struct lay_cx *cx, const struct region *r, const struct region_frame *f,
                           const struct area_list *kids)
{
    len_t used = 0;
    for (uint32_t k = 0; k < kids->n; k++)
        used = len_max(used, len_add(kids->kids[k].b, kids->kids[k].area->bpd));
    if (used > len_add(f->bpd, LEN_SLACK) && r->node->style->overflow == KW_ERROR_IF_OVERFLOW)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_CUT, r->node->pos, fo_type_name(r->node->type), len_to_pt(used - f->bpd));
}

struct area *region_areas(struct lay_cx *cx, const struct region *r, const struct region_frame *f,
                          const struct fo_node *flow, const struct area_list *kids)
{
    const struct area_tag *tag = flow && lay_names(flow) ? lay_tag(cx, flow) : NULL;
    check_overflow(cx, r, f, kids);
    struct area *ref = area_box_new(cx->page, tag, f->ipd, f->bpd, kids);
    ref->wm = (uint8_t)lay_wm(r->node);
    ref->reference = 1;
    ref->rotate = (int16_t)f->rotate;
    struct area_list one = { 0 };
    area_list_add(cx->page, &one, ref, f->i, f->b);
    struct area *view = area_box_new(cx->page, lay_tag(cx, r->node), viewport_ipd(r), viewport_bpd(r), &one);
    view->wm = (uint8_t)lay_wm(r->node);
    bool sideways = f->rotate % 180 != 0;
    const len_t inset[4] = { f->b, viewport_bpd(r) - f->b - (sideways ? f->ipd : f->bpd), f->i,
                             viewport_ipd(r) - f->i - (sideways ? f->bpd : f->ipd) };
    view->clip = lay_clip(cx, r->node, inset, view->wm);
    view->paint = lay_paint(cx, r->node, true, true);
    return view;
}

struct area *region_overlay(struct lay_cx *cx, const struct region *r, const struct region_frame *f,
                            const struct area *viewport, const struct area_list *kids)
{
    struct area *ref = area_box_new(cx->page, NULL, f->ipd, f->bpd, kids);
    ref->wm = (uint8_t)lay_wm(r->node);
    ref->reference = 1;
    ref->rotate = (int16_t)f->rotate;
    struct area_list both = { 0 };
    area_list_add(cx->page, &both, viewport, 0, 0);
    area_list_add(cx->page, &both, ref, f->i, f->b);
    struct area *a = area_box_new(cx->page, NULL, viewport->ipd, viewport->bpd, &both);
    a->wm = viewport->wm;
    return a;
}

len_t region_align(const struct fo_node *region, len_t spare)
{
    switch (region->style->display_align) {
    case KW_AFTER: return len_max(spare, 0);
    case KW_CENTER: return len_max(spare, 0) / 2;
    default: return 0;
    }
}
