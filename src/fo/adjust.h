/* SPDX-License-Identifier: MIT */
/*
 * What of a computed style follows from several properties, or from the
 * object: correspondences, defaults, directions.
 */
#ifndef SAPCHU_FO_ADJUST_H
#define SAPCHU_FO_ADJUST_H

#include "fo/eval.h"

struct fo_adjust {
    enum fo_type type;
    const struct fo_style *parent;
    enum fo_type parent_type;
    uint64_t specified[FO_SPECIFIED_WORDS];
    bool margin_long[4];        /* top, bottom, left, right: not by a shorthand */
};

/* Values that come down without being inherited properties. */
void fo_adjust_propagate(struct fo_style *own, const struct fo_style *parent);
/* lr, rl and tb in full, and what cannot turn as its parent; before any absolute property is looked at. */
void fo_adjust_writing_mode(struct fo_style *own, enum fo_type type, const struct fo_style *parent);
void fo_adjust_style(struct fo_style *own, const struct fo_adjust *a);

#endif
