/* SPDX-License-Identifier: MIT */
/*
 * Floats before the page (XSL 1.1 §6.12.2, float="before"): the queue of those
 * whose anchors have been met, and the before-float-reference-area at the top
 * of a region-body, over all of its columns.
 *
 * Anchors are those of footnotes: empty areas. A page is set first without the
 * floats anchored on it; then again with as many of them above as leave their
 * anchors on the page. The others wait for the next page (body.c).
 */
#ifndef SAPCHU_LAYOUT_BEFORE_H
#define SAPCHU_LAYOUT_BEFORE_H

#include "layout/layout.h"

struct before_table;
struct before_table *before_new(void);
void before_drop(struct before_table *t);
/* `page_sequence`: whose static-content "xsl-before-float-separator" stands below the floats. */
void before_begin_sequence(struct before_table *t, const struct fo_node *page_sequence);

/* Where the queue is; to set a page again. */
struct before_mark {
    unsigned begin, end;
    const struct lay_token *token;      /* how far the first one is */
};
struct before_mark before_mark(struct before_table *t);
void before_reset(struct before_table *t, struct before_mark m);
void before_finish(struct before_table *t);
bool before_waiting(const struct before_table *t);

/* The floats anchored in `kids` join the queue; their number. */
unsigned before_take(struct before_table *t, const struct area_list *kids);

/* Floats set at the top of a page, which is not said to the queue yet. */
struct before_set {
    const struct area *area;            /* NULL: none */
    len_t bpd;
    unsigned end;                       /* the first one that is not done */
    const struct lay_token *token;      /* how far that is */
};
/* Sets floats up to queue index `to` in `room`; those from `fresh` on whole or not at all. */
void before_lay(struct lay_cx *cx, len_t ipd, len_t room, unsigned to, unsigned fresh, const struct lay_page *page,
                struct before_set *out);
/* They stand on the page. */
void before_commit(struct before_table *t, const struct before_set *s);

#endif
