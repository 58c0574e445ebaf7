/* SPDX-License-Identifier: MIT */
/*
 * Where each id is: filled while pages are laid out, read by page-number-citation(-last) and by links. Forward references
 * give the answer of the pass before; passes repeat until nothing changes.
 */
#ifndef SAPCHU_LAYOUT_IDS_H
#define SAPCHU_LAYOUT_IDS_H

#include <stdbool.h>
#include <stddef.h>

struct id_table;
struct id_table *ids_new(void);
void ids_drop(struct id_table *t);
void ids_begin_pass(struct id_table *t);
/* An area with this id was placed on the page with this folio. The first page and the last are kept. */
void ids_place(struct id_table *t, const char *id, const char *folio, unsigned page_index);
/* The folio of the first (or last) page with the id; NULL: not known yet. Remembers that it was asked. */
const char *ids_folio(struct id_table *t, const char *id, bool last);
/* After a pass: did any answer given in it turn out wrong (or was none given)? */
bool ids_settled(const struct id_table *t);

/* Was an answer given in this pass that cannot be trusted yet? Then pages are held back. */
bool ids_pending(const struct id_table *t);
/* Is there an area with this id, in this pass or the one before? */
bool ids_known(const struct id_table *t, const char *id);

#endif
