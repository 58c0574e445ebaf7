/* SPDX-License-Identifier: MIT */
/*
 * What fo:retrieve-table-marker shows (XSL 1.1 §6.13.7), in the header and the footer of the piece of a table that is
 * being laid out: cx->piece.
 */
#ifndef SAPCHU_LAYOUT_TABLE_MARKER_H
#define SAPCHU_LAYOUT_TABLE_MARKER_H

#include "layout/table.h"

struct table_marks;
/* A piece of a table. Its header and footer are laid out first, to know how high they are, as if all of the table stood in it. */
struct table_piece {
    const struct table_grid *g;
    struct table_marks *marks;          /* NULL: nothing is retrieved in this table */
    const struct lay_token *from;       /* where it begins; NULL: with the table */
    const struct lay_token *to;         /* where it ends; NULL: with `last_row` */
    uint32_t first_row, last_row;
};

/* The nodes with markers of a table; NULL: nothing in its header and footer asks for them. */
struct table_marks *table_marks_of(struct lay_cx *cx, const struct table_grid *g);
/* Fills a piece that begins at p->from on this page. */
void table_piece_enter(struct table_piece *p, struct lay_cx *cx, const struct table_grid *g, const struct lay_page *page);

/* The first row with marks, from `row` on, as a piece of its own: for measuring. False: there is none, or nothing asks for them. */
bool table_piece_marked(struct table_piece *p, struct lay_cx *cx, const struct table_grid *g, uint32_t row);

/* What a retrieve-marker or retrieve-table-marker shows here, as the children of a node; NULL: nothing. */
const struct fo_node *table_marker_find(const struct lay_cx *cx, const struct fo_node *retrieve);
/* Does it stand in a line? */
bool table_marker_inline(const struct lay_cx *cx, const struct fo_node *retrieve);

#endif
