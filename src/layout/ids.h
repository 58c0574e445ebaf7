/* SPDX-License-Identifier: MIT */
/*
 * Where each id is: filled while pages are laid out, read by page-number-citation(-last) and by links. Forward references
 * give the answer of the pass before; passes repeat until nothing changes.
 */
#ifndef SAPCHU_LAYOUT_IDS_H
#define SAPCHU_LAYOUT_IDS_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* page-citation-strategy, XSL 1.1 §7.30.8: the pages that count. */
enum ids_strategy { IDS_ALL, IDS_NORMAL, IDS_NON_BLANK, IDS_STRATEGIES };
enum {
    IDS_ON_BLANK = 1u << IDS_ALL,                       /* a blank page of it */
    IDS_OUT_OF_LINE = IDS_ON_BLANK | 1u << IDS_NON_BLANK,       /* a page with footnotes of what is in it */
    IDS_IN_LINE = IDS_OUT_OF_LINE | 1u << IDS_NORMAL,
    IDS_ENDS_LATE = 1u << IDS_STRATEGIES,               /* it may go on in another page-sequence */
};

struct id_table;
struct index_table;
struct id_table *ids_new(void);
void ids_drop(struct id_table *t);
void ids_begin_pass(struct id_table *t);
/*
 * An area with this id, made for the node at `pos`, was placed on the page with this folio. The first page and the
 * last are kept. `flags`: what kind of a page it is to it. False: another node of this pass has the id already.
 */
bool ids_place(struct id_table *t, const char *id, const char *folio, struct src_pos pos, unsigned flags);
/* The picture with this id is set so large in this pass: 1 is its own size. The first one counts. */
void ids_place_scale(struct id_table *t, const char *id, double width, double height, struct src_pos pos);
/* The width's (or height's) scale, in 1/100; -1: not known yet. Remembers that it was asked. */
int ids_scale(struct id_table *t, const char *id, bool height, struct src_pos pos);
/* The node at `pos` refers to this id: ids_report_missing() says so if there is none. */
void ids_refer(struct id_table *t, const char *id, struct src_pos pos);
/*
 * The folio of the first (or last) page with the id, of this pass or the one before; NULL: not known yet. Remembers that
 * it was asked.
 */
const char *ids_folio(struct id_table *t, const char *id, bool last, enum ids_strategy strategy, struct src_pos pos);
/* Would ids_folio() have no answer yet? */
bool ids_open(const struct id_table *t, const char *id, bool last, enum ids_strategy strategy);
/* Where index-keys are: index.h. */
struct index_table *ids_index(struct id_table *t);
/* How many page-sequences of this pass have ended. */
unsigned ids_sequence(const struct id_table *t);
/* The page-sequence is set: the last pages of what stands in it are known. */
void ids_end_sequence(struct id_table *t);
/* All is set: what is not known now is nowhere. */
void ids_end_pass(struct id_table *t);
/* After a pass: did any answer given in it turn out wrong (or was none given)? */
bool ids_settled(const struct id_table *t);

/* Was an answer given in this pass that cannot be trusted yet? Then pages are held back. */
bool ids_pending(const struct id_table *t);
/* After the last pass: references to ids that no area has. */
void ids_report_missing(const struct id_table *t, struct diag *diag);

#endif
