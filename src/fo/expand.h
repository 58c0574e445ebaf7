/* SPDX-License-Identifier: MIT */
/*
 * Shorthands, XSL 1.1 §7.31: their text is cut into the texts of the
 * properties that they stand for.
 */
#ifndef SAPCHU_FO_EXPAND_H
#define SAPCHU_FO_EXPAND_H

#include "fo/eval.h"

enum { FO_EXPAND_TOKENS = 16 };

struct fo_expand {
    const struct fo_prop *prop;
    struct fo_slice text;                       /* trimmed */
    struct fo_slice tok[FO_EXPAND_TOKENS];      /* cut at white space outside of brackets and quotes */
    unsigned n;
    unsigned attr;
    GArray *out;                                /* of struct fo_spec */
    const char *error;
};

#define SHORT(ident, name, fn, rank) fo_expand_fn expand_##fn;
#include "fo/props.def"

/* Expands `text`, adding to `out`. The reason if it does not parse, else NULL. */
const char *fo_expand(const struct fo_prop *p, struct fo_slice text, unsigned attr, GArray *out);

#endif
