/* SPDX-License-Identifier: MIT */
/*
 * Pages: page masters, regions, columns. Takes page-sequences one by one and hands finished pages to a callback.
 */
#ifndef SAPCHU_LAYOUT_PAGE_H
#define SAPCHU_LAYOUT_PAGE_H

#include "layout/ids.h"
#include "layout/layout.h"

/* The page that content stands on, as inlines may ask for it. */
struct lay_page {
    const char *folio;          /* formatted number, with the text of prefix and suffix */
    const char *bare;           /* … without them */
    const struct fo_node *prefix, *suffix;      /* where one holds more than text: fo:page-number sets them around it */
    int number;
    len_t width, height;        /* of the page */
    len_t x, y;                 /* its margins at the left and the top, if it is not turned */
    len_t start;                /* of the region that the flow is set in: its start edge from that of the page */
    unsigned index;             /* 0, 1 … in the document */
    unsigned column;            /* 0, 1 … in its span */
    bool begun;                 /* something stands above this span */
    unsigned region;            /* regions that its flow has filled on this page before: 0, 1 … */
    bool more_regions;          /* … and it may go on in another one of this page */
    bool torn;                  /* a keep=always did not hold, though nothing stands before it on this page */
    len_t spare;                /* the least height that flows have left in a region of this page */
};

/* What a citation asks for. */
static inline enum ids_strategy lay_citation_strategy(const struct fo_node *n)
{
    int32_t s = n->style->page_citation_strategy;
    return s == KW_NORMAL ? IDS_NORMAL : s == KW_NON_BLANK ? IDS_NON_BLANK : IDS_ALL;
}

struct lay_doc;
/* `emit` returns false to stop. */
struct lay_doc *lay_doc_new(struct lay_cx *cx, bool (*emit)(void *user, const struct area_page *page), void *user);
void lay_doc_drop(struct lay_doc *d);
/* Before each pass: page numbers begin anew. */
void lay_doc_start(struct lay_doc *d);
bool lay_doc_sequence(struct lay_doc *d, const struct fo_doc *doc, const struct fo_node *page_sequence);
/* Behind the last page-sequence, while masters and styles are still there: hands on the pages that waited. */
bool lay_doc_end(struct lay_doc *d);

#endif
