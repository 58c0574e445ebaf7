/* SPDX-License-Identifier: MIT */
/* The region-body: columns and what spans them. */
#ifndef SAPCHU_LAYOUT_BODY_H
#define SAPCHU_LAYOUT_BODY_H

#include "layout/layout.h"
#include "layout/master.h"

/*
 * Fills the region with `flow` from `token` on; the viewport area. *next is what is left, its `forced` says why;
 * lay_token_done: only footnotes are.
 * Sets the column in `page` as it goes.
 */
const struct area *body_lay(struct lay_cx *cx, const struct fo_node *flow, const struct region *region,
                            struct lay_page *page, const struct lay_token *token, const struct lay_token **next);

#endif
