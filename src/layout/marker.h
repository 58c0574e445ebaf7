/* SPDX-License-Identifier: MIT */
/*
 * Markers (XSL 1.1 §6.13.5–6.13.6): which nodes with fo:marker children have areas on the page, and what a
 * fo:retrieve-marker in static content gets.
 */
#ifndef SAPCHU_LAYOUT_MARKER_H
#define SAPCHU_LAYOUT_MARKER_H

#include "layout/layout.h"

struct marker_table;
struct marker_table *markers_new(void);
void markers_drop(struct marker_table *t);
/* Before each pass. */
void markers_begin_document(struct marker_table *t);
/* What is retrieved lives in the arena, until the page-sequence ends. */
void markers_begin_sequence(struct marker_table *t, const struct fo_doc *doc, struct arena *seq);
/* What it leaves to those behind it (retrieve-boundary="document") is kept; before its nodes go. */
void markers_end_sequence(struct marker_table *t);

/* An area with this tag was made for a node that has markers; it counts if it is found on the finished page. */
void markers_note(struct marker_table *t, const struct area_tag *tag, const struct fo_node *n);
bool markers_has(const struct fo_node *n);
/*
 * The flows of a page are done: for each of them `next`, which is left; `flow` NULL: the page has nothing of it. Then find what is in
 * their regions (NULL is allowed). Then static content may ask; then the page ends.
 */
void markers_begin_page(struct marker_table *t);
void markers_open(struct marker_table *t, const struct fo_node *flow, const struct lay_token *next);
void markers_collect(struct marker_table *t, const struct area *region);
void markers_end_page(struct marker_table *t);

/* What a retrieve-marker found on a page; NULL: nothing. */
struct marker_found {
    const struct fo_node *retrieve, *content;
};
/* For a page made earlier: these are found again, in place of what stands on the present page. n == 0: no more. */
void markers_recall(struct marker_table *t, const struct marker_found *found, unsigned n);

/* What a retrieve-marker shows here, as markers_content() gives it; NULL: nothing. */
const struct fo_node *markers_find(struct marker_table *t, const struct fo_node *retrieve);
/*
 * The content of `marker` as `retrieve`, a fo:retrieve-marker or a fo:retrieve-table-marker, shows it: the children of a node that
 * stands in the place of `retrieve`, whose properties they inherit, not those of the marker's place in the flow. The same
 * node for the same two, so that what is cached by node holds. For tables too.
 */
const struct fo_node *markers_content(struct marker_table *t, const struct fo_node *marker,
                                      const struct fo_node *retrieve);

#endif
