/* SPDX-License-Identifier: MIT */
/*
 * Explanations of the codes: data, xml/explain/NAME.xml (form: explain.xsd), read when they are asked for.
 *
 * In:  the files of explanations, the rows of diag.def, the checks of xml/rules/NAME.sch.
 * Out: every code once, in the order of layers and names.
 */
#ifndef SAPCHU_FINDINGS_EXPLAIN_H
#define SAPCHU_FINDINGS_EXPLAIN_H

#include "base/diag.h"

/* One code, in the language of the messages. */
struct explain {
    const char *code;
    enum diag_layer layer;
    enum diag_severity severity;        /* of the gravest of its rows */
    bool known;                         /* a row or a check has it; false: it is explained only */
    const char *what, *why;             /* NULL: it is not explained */
    const char *bad, *good;             /* an example; NULL: none */
    const char *source;                 /* where the rule comes from; "sapchu": it is our own */
};

struct explain_set;

/* `rules`: files of the user's too, NULL-terminated; the paragraphs (sch:p) of a pattern, or of the schema, explain its checks. */
struct explain_set *explain_load(struct diag *diag, const char *const *rules);
void explain_drop(struct explain_set *set);
unsigned explain_len(const struct explain_set *set);
const struct explain *explain_get(const struct explain_set *set, unsigned i);
const struct explain *explain_find(const struct explain_set *set, const char *code);

#endif
