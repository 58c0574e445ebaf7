/* SPDX-License-Identifier: MIT */
/*
 * Findings as a person reads them:
 *
 *   report.xml:16:3: error: there is no element 'peple'; did you mean 'people'? [schema-unknown-element]
 *      16 |   <peple>
 *         |   ^~~~~~
 *         = fix: write 'people'
 *   report.xml:3:1: note: what it speaks of stands here
 *       3 | …
 */
#ifndef SAPCHU_BASE_EXCERPT_H
#define SAPCHU_BASE_EXCERPT_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdio.h>

struct excerpt_style {
    bool source;        /* the line of the file with the range underlined, the expectation, the fix, related places */
    bool colour;
    unsigned width;     /* of the terminal, in columns; 0: lines are not cut */
};

/* What suits a stream: a terminal gets all of it (NO_COLOR and TERM=dumb are heard), else one line a finding. */
struct excerpt_style excerpt_style_for(FILE *out);

/* "error", "warning", "note" in the user's language. */
const char *excerpt_severity(enum diag_severity s);

/* One finding, with a line end; g_free it. */
char *excerpt_format(const struct diag_item *it, struct excerpt_style style);
/* "2 errors, 1 warning" in the user's language, g_free it; NULL: neither. */
char *excerpt_summary(const struct diag *d);

#endif
