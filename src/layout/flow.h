/* SPDX-License-Identifier: MIT */
/*
 * The block flow: children one under another, with spaces resolved, keeps and
 * breaks. The common core of blocks, cells, list-item bodies, containers and
 * regions.
 */
#ifndef SAPCHU_LAYOUT_FLOW_H
#define SAPCHU_LAYOUT_FLOW_H

#include "layout/layout.h"

/* The stronger of two keeps. */
static inline int32_t keep_max(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

struct flow_out {
    struct area_list kids;      /* i from the reference area's start edge, b from the first area's top */
    bool placed;                /* an area that takes room was placed */
    len_t before;               /* resolved space before the first area */
    len_t height;               /* from the first area's top to the last one's end */
    struct lay_give give;       /* of the spaces in it and before it */
    struct lay_gap trail;       /* pending behind; all that came in if nothing was placed */
    len_t baseline;             /* first line's, from the first area's top; -1: none */
    const struct lay_token *next;
    enum brk_forced forced;
    bool overflow;
    struct brk_list cand;       /* heights from the first area's top */
    struct lay_notes notes;
    const struct lay_excl *excl;        /* the side floats, its own included */
    bool reads_page;
};

/* What stands in a flow as one: a block-level child, or a run of inline ones, which makes a paragraph. */
struct flow_unit {
    const struct fo_node *first;        /* the child, or the first inline of the run */
    const struct fo_node *end;          /* behind the run; the next child */
    bool para;
};
/* Nothing that is laid out stands before `n`. */
bool flow_begins(const struct lay_cx *cx, const struct fo_node *parent, const struct fo_node *n);
/* The unit that begins at `n` or at the first sibling behind it that is laid out; false: there is none. */
bool flow_unit_at(struct lay_cx *cx, const struct fo_node *n, struct flow_unit *u);

/* Edges of a node: own, or of its first or last descendants. */
enum brk_forced flow_break_before(const struct fo_node *n);
enum brk_forced flow_break_after(const struct fo_node *n);
enum brk_forced flow_break_join(enum brk_forced after, enum brk_forced before);
int32_t flow_keep_previous(const struct fo_node *n, bool page_break);
/* The same of the content of a cell, a label or a body. */
int32_t flow_part_keep(const struct fo_node *part, bool page_break, bool next);
int32_t flow_keep_next(const struct fo_node *n, bool page_break);

/* A child of fo:flow that takes all columns, §7.21.4. */
bool flow_spans(const struct fo_node *n);

void flow_lay(struct lay_cx *cx, const struct fo_node *parent, const struct lay_in *in,
              const struct lay_token *token, struct flow_out *out);

/* Candidates of the same node, moved down. */
void brk_list_shift(struct lay_cx *cx, struct brk_list *to, const struct brk_list *from, len_t offset);

/* The writing mode of what a node lays out. */
enum area_wm lay_wm(const struct fo_node *n);

#endif
