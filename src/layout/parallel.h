/* SPDX-License-Identifier: MIT */
/*
 * Flows side by side: the cells of a row, the label and the body of a
 * list-item. Each flow offers its own breaks; a break of the whole takes one
 * from each, and costs what the dearest of them costs.
 */
#ifndef SAPCHU_LAYOUT_PARALLEL_H
#define SAPCHU_LAYOUT_PARALLEL_H

#include "layout/layout.h"

struct par_flow {
    const struct lay_token *from;       /* where it began, lay_token_done: it has nothing left */
    const struct lay_out *out;          /* what laying it out gave */
    len_t top;                  /* from the common origin to its content */
    len_t bottom;               /* what closes it at a break */
    len_t close;                /* … at its end */
    len_t height;               /* of its content, if all of it is placed */
    int32_t keep_prev, keep_next;       /* of what it begins and ends with: with what stands around the whole */
};

struct par_break {
    len_t height;               /* from the common origin */
    len_t notes;                /* footnotes anchored before it */
    struct brk_cost cost;
    int32_t keep;               /* of what ends here with what follows all of it, and of what is not begun with what came before */
    const struct lay_token **part;      /* one a flow */
    const struct lay_excl *excl;        /* the side floats before it, of the last flow that has a part in it */
    bool all_done;              /* every flow ends here */
    bool progress;              /* one flow at least gets on */
};
struct par_list {
    struct par_break *v;
    unsigned n;
};

/*
 * The breaks of `n` flows, from the cheapest to the dearest; `room` from the common origin. `inside`: only
 * those that place something and leave something, though all of it should fit.
 */
void par_merge(struct lay_cx *cx, const struct par_flow *flow, unsigned n, len_t room, bool inside,
               struct par_list *out);

/* Content's height: with the retained space at its end. */
len_t par_content_height(const struct lay_out *out);

/* The first line's baseline, from where the flow begins; -1: it has none. */
len_t par_baseline(const struct lay_out *out);

/*
 * Flows that were moved down to a common baseline (§7.14.6) and have too little room now are laid out again, unless something around them
 * is being laid out again already: twice at each level would be exponential.
 */
#define PAR_AGAIN 1

/* Lays one flow out; when stopping, up to `stop` of it. False: nothing was placed, as `stop` asks. */
bool par_lay(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
             const struct lay_token *from, const struct lay_token *stop, struct lay_out *out);

#endif
