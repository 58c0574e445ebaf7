/* SPDX-License-Identifier: MIT */
/*
 * Indexes (XSL 1.1 §6.10): on which pages each index-key stands, and the page list of a fo:index-page-citation-list. As
 * with citations, a list says what is known when it is laid out; passes repeat until all lists were right.
 */
#ifndef SAPCHU_LAYOUT_INDEX_H
#define SAPCHU_LAYOUT_INDEX_H

#include "layout/layout.h"
#include "layout/page.h"

struct index_table;
struct index_table *index_new(void);
void index_drop(struct index_table *t);         /* NULL is allowed */
void index_begin_pass(struct index_table *t);
/* All is set: what was not found is nowhere. */
void index_end_pass(struct index_table *t);
/* Was every list that this pass gave right? */
bool index_settled(const struct index_table *t);
/* Was a list empty for now? */
bool index_pending(const struct index_table *t);

/* What `n` is known by as the end of a link: its id, or for an index-key without one a name of our own. */
const char *index_destination(struct lay_cx *cx, const struct fo_node *n);

/* The areas of a flow on a page, in the order in which pages are filled. */
void index_walk(struct index_table *t, struct lay_cx *cx, const struct area *region, bool aside, const struct lay_page *page,
                const char *format);
/* An object without areas of its own stands on this page: a page-sequence, a wrapper of them. */
void index_place(struct index_table *t, struct lay_cx *cx, const struct fo_node *n, const struct lay_page *page,
                 const char *format);

/* The list, as inlines below a copy of `list` in the arena: what is to be set for it. */
const struct fo_node *index_list(struct lay_cx *cx, const struct fo_node *list, struct arena *a);
/* A text that changes when what index_list() gives does; g_free it. */
char *index_list_key(struct lay_cx *cx, const struct fo_node *list);

#endif
