/* SPDX-License-Identifier: MIT */
/*
 * Area trees put by for later: of pages that wait for the number of a page to come. A tree is packed into one block;
 * blocks stay in memory up to a limit, and go to a temporary file from then on.
 */
#ifndef SAPCHU_AREA_SPOOL_H
#define SAPCHU_AREA_SPOOL_H

#include "area/area.h"

struct area_spool;

/* Where a tree is. All zero: no tree. */
struct area_spooled {
    uint64_t at;                /* of its block in the spool */
    uint32_t size, links;       /* bytes of the tree, pointers in it */
};

struct area_spool *area_spool_new(void);
void area_spool_drop(struct area_spool *s);             /* NULL is allowed */
/* Forgets all trees. */
void area_spool_reset(struct area_spool *s);

/* Puts a copy of the tree by. Fonts and pictures are not copied: they outlive the spool. NULL gives no tree. */
struct area_spooled area_spool_put(struct area_spool *s, const struct area *root);
/* The tree, in the arena; NULL: no tree was put by, or (*failed) the temporary file cannot be read. */
const struct area *area_spool_get(struct area_spool *s, struct area_spooled where, struct arena *a, bool *failed);

#endif
