/* SPDX-License-Identifier: MIT */
/* What the regions of a page have in common: the reference area inside borders and padding, its input, its areas. */
#ifndef SAPCHU_LAYOUT_REGION_H
#define SAPCHU_LAYOUT_REGION_H

#include "layout/layout.h"
#include "layout/master.h"

/* The rectangle inside a region's border and padding, in its own (turned) frame. */
struct region_frame {
    len_t i, b, ipd, bpd;       /* place within the viewport; size of the reference area */
    int rotate;                 /* 0, 90, 180, 270 */
};

void region_frame(const struct region *r, struct region_frame *f);
/* The input of what fills the region from its top. */
void region_input(const struct region *r, const struct region_frame *f, const struct lay_page *page,
                  struct lay_in *in);
/* The viewport with its background, and in it the reference area that holds `kids`, of `flow` (NULL: of nothing). */
struct area *region_areas(struct lay_cx *cx, const struct region *r, const struct region_frame *f,
                          const struct fo_node *flow, const struct area_list *kids);
/* A viewport of the same size around a region's, with `kids` in the frame of its reference area but not clipped. */
struct area *region_overlay(struct lay_cx *cx, const struct region *r, const struct region_frame *f,
                            const struct area *viewport, const struct area_list *kids);
/* How far display-align moves content down when `spare` is left. */
len_t region_align(const struct fo_node *region, len_t spare);

#endif
