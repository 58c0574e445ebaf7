/* SPDX-License-Identifier: MIT */
/* The column driver: the one place that lays out again. */
#ifndef SAPCHU_LAYOUT_COLUMN_H
#define SAPCHU_LAYOUT_COLUMN_H

#include "layout/layout.h"

struct column_out {
    const struct area *area;            /* NULL: nothing */
    len_t i, before;
    len_t height;                       /* used, with the spaces at both ends */
    struct brk_cost cost;               /* of the break behind it */
    const struct lay_token *next;       /* what is left; its `forced` says why */
    bool squeezed;                      /* spaces are narrower than they ask for */
};

/*
 * Fills one column of height in->room with `flow` from `token` on. Always makes progress, but with in->have_cand, which
 * says that the whole column may as well be left for the next page.
 */
void column_lay(struct lay_cx *cx, const struct fo_node *flow, const struct lay_in *in,
                const struct lay_token *token, struct column_out *out);

#endif
