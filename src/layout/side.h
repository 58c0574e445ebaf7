/* SPDX-License-Identifier: MIT */
/*
 * Side floats (XSL 1.1 §4.4.2, §6.12.2, §7.19): where they stand in their
 * reference area, and how far they intrude into what is laid out beside them.
 *
 * Exclusions flow downwards: `lay_in.excl` is the list of the floats set so
 * far in the nearest reference area, `lay_in.b` says where the node begins in
 * that area. Floats flow upwards: a paragraph puts those anchored in it on the
 * list, every layout function hands the list on to what comes next and
 * returns it, and lay_reference(), which owns the reference area, makes them
 * its children. The list is persistent: a break remembers the one before it.
 */
#ifndef SAPCHU_LAYOUT_SIDE_H
#define SAPCHU_LAYOUT_SIDE_H

#include "layout/layout.h"

/* What is left of a float when its reference area is full: it goes on in the next one, at the top. */
struct lay_rest {
    const struct lay_rest *prev;
    const struct fo_node *node;
    const struct lay_token *token;      /* NULL: nothing of it is set yet */
};

/* Measures are those of the reference area. Immutable, in the arena of the page. */
struct lay_excl {
    const struct lay_excl *prev;
    const struct area *area;            /* NULL: nothing of it is set here */
    len_t i, b;
    bool end;                           /* it stands at the end edge */
    len_t top, bottom;
    len_t extent;                       /* how far it intrudes from its edge */
    /* of this one and all before: */
    len_t lowest;                       /* the lowest bottom */
    len_t need;                         /* … of those that the room has to hold: one larger than a page counts as the page */
    len_t last_top;                     /* a later one does not stand above */
    len_t told;                         /* the lowest bottom of those of which is said that they run over */
    const struct lay_rest *rest;
};

/* How far floats at one edge intrude into from … to. */
len_t excl_intrusion(const struct lay_excl *e, bool end, len_t from, len_t to);
/* Where the first of them ends that goes further down than `b`; LEN_MAX: none does. */
len_t excl_next_end(const struct lay_excl *e, len_t b);
/* Below the floats that `clear` of `n` names; -LEN_MAX: nothing to clear. */
len_t excl_clear(const struct lay_excl *e, const struct fo_node *n, const struct lay_in *in, bool *reads_page);
/* `height` below in->b, or more if floats need it. */
static inline len_t excl_need(const struct lay_excl *e, const struct lay_in *in, len_t height)
{
    return e ? len_max(height, len_add(e->need, -in->b)) : height;
}

/* Where a float is to be set. */
struct side_request {
    const struct fo_node *node;
    const struct lay_token *from;       /* it goes on there */
    const struct lay_in *in;            /* of what it is anchored in */
    len_t around;                       /* width of the block around the anchor, for percentages */
    len_t b;                            /* not above that */
    bool must;                          /* no break before it helps: what does not fit goes on in the next area */
    bool reads_page;                    /* out: its edge depends on the page */
};
/* The list with the float on it. */
const struct lay_excl *side_place(struct lay_cx *cx, struct side_request *q, const struct lay_excl *e);
/* Is this an fo:float that stands at a side? */
bool side_is_float(const struct fo_node *n);

/* A block-level node beside floats: displaced as `intrusion-displace` says, §7.19.3 (displace.c). */
void displace_lay(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
                  struct lay_out *out);

#endif
