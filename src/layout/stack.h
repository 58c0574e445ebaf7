/* SPDX-License-Identifier: MIT */
/* The conditional sub-regions of a region-body (XSL 1.1 §6.12.1): footnotes, or floats before the page, one under another. */
#ifndef SAPCHU_LAYOUT_STACK_H
#define SAPCHU_LAYOUT_STACK_H

#include "layout/layout.h"

struct stack {
    struct lay_cx *cx;
    const struct lay_page *page;
    len_t ipd, room;
    len_t b;                            /* where the next one begins */
    struct lay_gap gap;
    struct area_list kids;
};

void stack_begin(struct stack *s, struct lay_cx *cx, const struct lay_page *page, len_t ipd, len_t room);
/* All of a separator, whatever the room; NULL: there is none. */
void stack_add(struct stack *s, const struct fo_node *n);
/*
 * A note or a float, or a piece of it; false: it has no room here. `must`: nothing else is on the page. `whole`: or it is not set at
 * all. *next: what is left.
 */
bool stack_set(struct stack *s, const struct fo_node *n, const struct lay_token *token, bool must, bool whole,
               const struct lay_token **next);
/* The reference area, named `name`. */
struct area *stack_end(struct stack *s, const char *name, struct src_pos pos);

/* What is laid out here gets, in `room`; LEN_MAX: all of it is set. */
void stack_input(len_t ipd, len_t room, const struct lay_page *page, struct lay_in *in);
/* The height of a separator. */
len_t stack_height(struct lay_cx *cx, const struct fo_node *separator, len_t ipd);
/* A break that nothing speaks against but keeps. */
bool stack_is_clean(const struct brk_cost *c);

#endif
