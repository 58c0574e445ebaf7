/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: what the tool has to say of a document. Each stage emits into
 * the sink it was given; the sink is never global. Codes, severities and
 * wordings stand in diag.def.
 */
#ifndef SAPCHU_BASE_DIAG_H
#define SAPCHU_BASE_DIAG_H

#include "base/source.h"

#include <stdarg.h>
#include <stdbool.h>

enum diag_severity { DIAG_INFO, DIAG_RECOVERED, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL };

enum diag_code {
#define DIAG(id, code, severity, text) DIAG_##id,
#include "base/diag.def"
#undef DIAG
    DIAG_N
};

/* One finding. All strings are borrowed from the list that holds it. */
struct diag_item {
    enum diag_code id;
    enum diag_severity severity;
    const char *code;        /* stable, e.g. "fo-unknown-property"; a rule's own id for DIAG_RULE */
    const char *message;     /* in the language of the list, one line */
    struct src_pos pos;
};

struct diag;

struct diag *diag_new(void);
void diag_drop(struct diag *d);

/* Takes warnings of the FO recovery (rows marked `recovered` in diag.def) as errors: --strict. */
void diag_set_strict(struct diag *d, bool strict);

/* Emits a row of diag.def; the arguments fill its wording. Equal findings at one place are kept once. */
void diag_emit(struct diag *d, enum diag_code id, struct src_pos pos, ...);
/* The same with another severity than the row's, where the caller of a stage decides how grave it is. */
void diag_emit_as(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos, ...);
/* A finding whose code and text come from data (a Schematron rule): `code` and `message` are copied. */
void diag_emit_text(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos,
                    const char *code, const char *message);

/* Makes warnings of the errors of this code: --force. */
void diag_demote(struct diag *d, enum diag_code id);

unsigned diag_count(const struct diag *d, enum diag_severity at_least);
unsigned diag_len(const struct diag *d);
const struct diag_item *diag_get(const struct diag *d, unsigned i);
/* A limit was hit (rows of severity FATAL): exit status 3. */
bool diag_limit_hit(const struct diag *d);

/* The findings in the order of files and positions. */
void diag_sort(struct diag *d);

#endif
