/* SPDX-License-Identifier: MIT */
/*
 * Pages that wait. Static content that cites a page which is not known yet ("page 3 of 12") is laid out when it is:
 * until then the page and those behind it are held, their areas in a spool. So the body is laid out once, whatever its
 * static content cites.
 */
#ifndef SAPCHU_LAYOUT_HOLD_H
#define SAPCHU_LAYOUT_HOLD_H

#include "layout/layout.h"
#include "layout/master.h"
#include "layout/page.h"

/* One page being made. */
struct page {
    const struct fo_node *sequence;     /* its page-sequence */
    const struct fo_node *master;
    struct page_geometry geometry;
    struct lay_page info;
    bool blank;
    const struct area **area;           /* the viewports of the regions; NULL: none (yet) */
    unsigned *stream;                   /* the stream that filled each of them, from 1; 0: none did (not of held pages) */
    bool *open;                         /* static content not laid out yet: it cites what is not known */
};

struct hold;
struct hold *hold_new(void);
void hold_drop(struct hold *h);         /* NULL is allowed */
/* Forgets all pages. */
void hold_clear(struct hold *h);
/* Before a page-sequence, when nothing of an earlier one is cached any more. */
void hold_begin_sequence(struct hold *h);
/* The page-sequence's nodes are about to die: what the held pages need of them is copied. */
void hold_end_sequence(struct hold *h);

bool hold_waits(const struct hold *h);
/* Puts the page at the end of the queue. */
void hold_push(struct hold *h, struct lay_cx *cx, const struct page *p);
/* Does the first page in the queue still wait for an answer? */
bool hold_is_open(const struct hold *h, struct lay_cx *cx);
/*
 * Takes the first page from the queue, its areas in cx->page; what its retrieve-markers found is found again until
 * hold_release(). False: the spool cannot be read.
 */
bool hold_take(struct hold *h, struct lay_cx *cx, struct page *p);
void hold_release(struct lay_cx *cx);

/* The child of this type of a page-sequence, the last one; NULL: none. */
const struct fo_node *hold_part(const struct fo_node *page_sequence, enum fo_type type);
/* The static content of a page-sequence that goes into the region of this name; NULL: none. */
const struct fo_node *hold_static(const struct fo_node *page_sequence, const char *region);
/* Does the node cite a page that is not known yet? */
bool hold_cites_unknown(struct lay_cx *cx, const struct fo_node *n);

#endif
