/* SPDX-License-Identifier: MIT */
/* Page masters: which one a page gets (XSL 1.1 §6.4.8–6.4.13), and where its regions lie (§6.4.14–6.4.18). */
#ifndef SAPCHU_LAYOUT_MASTER_H
#define SAPCHU_LAYOUT_MASTER_H

#include "fo/fo.h"

enum region_kind { REGION_BEFORE, REGION_START, REGION_BODY, REGION_END, REGION_AFTER, REGION_N };

struct region {
    const struct fo_node *node;
    enum region_kind kind;
    const char *name;                   /* region-name, or the default "xsl-region-body" … */
    len_t x, y, w, h;                   /* physical, from the page-reference-area's top left corner */
};

struct page_geometry {
    len_t width, height;
    len_t pct_width, pct_height;        /* what percentages refer to: not to a size that comes of the content */
    bool wide, tall;                    /* as wide, as high as its content, §7.27.15, §7.27.13 */
    len_t x, y, w, h;                   /* what the page-reference-area covers: the page less its margins */
    int rotate;                         /* … and how it is turned: 0, 90, 180, 270 */
    unsigned n;                         /* regions, in the order of their kinds; there may be several bodies */
    struct region *region;
};

/* How far a page-sequence is in its page-sequence-master. A value: copy it to look ahead. */
struct master_state {
    const struct fo_node *sequence_master;      /* NULL: one simple-page-master for all pages */
    const struct fo_node *simple;
    const struct fo_node *specifier;            /* the sub-sequence that is being used */
    unsigned used;                              /* pages it gave */
    const struct fo_node *last;                 /* the master given last */
    bool exhausted;                             /* … is given again and again, which is said already */
};

struct page_traits {
    bool first, last, blank, odd;
};

/* The masters named by a page-sequence's master-reference; false (diagnosed): there are none. */
bool master_begin(struct master_state *m, const struct fo_node *masters, const struct fo_node *page_sequence,
                  struct diag *diag);
/* The simple-page-master of the next page; never NULL after master_begin() gave true. */
const struct fo_node *master_next(struct master_state *m, const struct fo_node *masters, struct page_traits t,
                                  unsigned page, struct diag *diag, struct src_pos pos);
/* Is there any master that only a last page gets? */
bool master_knows_last(const struct master_state *m);

/* Does any page that this page-sequence may get have a region of that name? */
bool master_has_region(const struct master_state *m, const struct fo_node *masters, const char *name);
/* The number of the region of that name; g->n: there is none. */
unsigned master_region(const struct page_geometry *g, const char *name);
/* The first region-body; g->n: there is none. */
unsigned master_body(const struct page_geometry *g);

/* The regions are in the arena. `width`, `height`: where the content decides; 0: it is not known yet, and as `auto`. */
void master_geometry(const struct fo_node *simple, struct arena *a, len_t width, len_t height, struct page_geometry *g);
/* Diagnoses a media-usage that the page master does not go with, §7.27.11. */
void master_check_usage(const struct master_state *m, const struct fo_node *masters, struct diag *diag);

#endif
