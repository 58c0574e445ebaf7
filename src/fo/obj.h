/* SPDX-License-Identifier: MIT */
/*
 * The formatting objects as the builder sees them: names, classes, content
 * models. Made of the rows of objs.def.
 */
#ifndef SAPCHU_FO_OBJ_H
#define SAPCHU_FO_OBJ_H

#include "fo/fo.h"

enum { OBJ_TEXT = 1, OBJ_REF = 2, OBJ_EMPTY = 4, OBJ_NEEDS = 8 };     /* flags of objs.def */

struct fo_obj {
    const char *name;
    uint64_t cls;           /* what it counts as among the children of another: one bit a class */
    uint64_t content;       /* the classes it may hold */
    uint8_t level;          /* enum fo_level */
    uint8_t flags;          /* OBJ_ */
};

const struct fo_obj *fo_obj_get(enum fo_type t);
/* The object of this local name; FO_TEXT: there is none. */
enum fo_type fo_obj_lookup(const char *name);
/* The object with the most similar name, FO_TEXT if none is similar. */
enum fo_type fo_obj_nearest(const char *name);

/* May a child of this type stand in a parent whose model is `content`? */
bool fo_obj_allows(uint64_t content, enum fo_type child);
bool fo_obj_allows_inline(uint64_t content);
bool fo_obj_allows_block(uint64_t content);
/* May a wrapper stand there as an object of its own? */
bool fo_obj_allows_wrapper(uint64_t content);
/* Must its lines stand in blocks: a flow, a cell? */
bool fo_obj_only_blocks(uint64_t content);
/* Do its children stand in a fixed order, that of the classes? */
bool fo_obj_ordered(enum fo_type parent);

/* Where a child stands among its siblings, comparable where the order is fixed. */
unsigned fo_obj_rank(enum fo_type parent, uint64_t content, enum fo_type child);

/*
 * Something stands in `parent` that may not: the object to put between so that
 * it is laid out, as a cell in a row; FO_TEXT: nothing helps.
 */
enum fo_type fo_obj_implied(enum fo_type parent, enum fo_type child);

/* Edit distance, at most `limit` + 1; for "did you mean". */
unsigned fo_edit_distance(const char *a, const char *b, unsigned limit);

#endif
