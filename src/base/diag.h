/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: what the tool has to say of a document. Each stage emits into
 * the sink it was given; the sink is never global. Codes, severities and
 * wordings stand in diag.def.
 */
#ifndef SAPCHU_BASE_DIAG_H
#define SAPCHU_BASE_DIAG_H

#include "base/source.h"

#include <glib.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>

enum diag_severity { DIAG_INFO, DIAG_RECOVERED, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL };

/* The stages that look for faults, in the order of the work. */
enum diag_layer {
    DIAG_LAYER_FILE, DIAG_LAYER_XML, DIAG_LAYER_SCHEMA, DIAG_LAYER_RULES, DIAG_LAYER_PROFILE, DIAG_LAYER_LANGUAGE,
    DIAG_LAYER_STYLESHEET, DIAG_LAYER_FONTS, DIAG_LAYER_PICTURES, DIAG_LAYER_FO, DIAG_LAYER_LAYOUT, DIAG_LAYER_OUTPUT, DIAG_LAYER_N
};

enum diag_code {
#define DIAG(id, code, severity, text) DIAG_##id,
#include "base/diag.def"
#undef DIAG
    DIAG_N
};

/* Another place that a finding speaks of: "the event starts here". */
struct diag_related {
    struct src_range range;
    const char *message;
};

/* Puts `text` in the place of a range (empty: inserts); "" removes it. As it must stand in the file: escaped. */
struct diag_edit {
    struct src_range range;
    const char *text;
};

/* A way to mend the document; the edits do not overlap. */
struct diag_fix {
    const char *title;          /* "write 'hòa'", in the language of the list */
    bool safe;                  /* it can only be what was meant: --fix applies it without being asked for it */
    GArray *edits;              /* of struct diag_edit */
};

/* Why a finding is passed over: it is kept apart, counts nothing, and only what programs read tells of it. */
enum diag_pass { DIAG_SHOWN, DIAG_ALLOWED, DIAG_KNOWN };   /* the document itself allows it; a baseline knows it */

/* One finding. All strings are borrowed from the list that holds it. */
struct diag_item {
    enum diag_code id;
    enum diag_layer layer;
    enum diag_severity severity;
    const char *code;        /* stable, e.g. "fo-unknown-property"; a rule's own id for DIAG_RULE */
    const char *message;     /* in the language of the list, one line */
    struct src_pos pos;
    uint32_t end;            /* the range is pos.offset … end - 1 */
    const char *expected;    /* what would be right, if it can be said in a few words; NULL */
    GArray *related;         /* of struct diag_related; NULL: none */
    struct diag_fix *fix;    /* NULL: none */
    enum diag_pass pass;
    const char *reason;      /* that the document gives for DIAG_ALLOWED; NULL: none */
};

struct diag;

struct diag *diag_new(void);
void diag_drop(struct diag *d);

/*
 * Findings that nobody wants to see: codes, or how codes begin ("vi-*"). They are not kept and not counted. What a document
 * cannot be used with stays: errors other than those of rules and of language. Copied; NULL: none.
 */
void diag_set_disabled(struct diag *d, const char *const *codes);
/* How many findings diag_finish() leaves; DIAG_NO_MAX: as many as fit the memory. */
void diag_set_max(struct diag *d, unsigned max);
#define DIAG_NO_MAX UINT_MAX
/* How many are wanted: more need not be looked for. */
unsigned diag_wanted(const struct diag *d);

/* Takes warnings of the FO recovery (rows marked `recovered` in diag.def) as errors: --strict. */
void diag_set_strict(struct diag *d, bool strict);

/*
 * Asked of each finding, when it has its code, message and place: true passes it over; `*reason` (copied) may say why. NULL: nobody
 * is asked. What is disabled is asked for too, and then forgotten.
 */
typedef bool (*diag_filter)(void *user, const struct diag_item *it, const char **reason);
void diag_set_allowed(struct diag *d, diag_filter allows, void *user);

/*
 * Emits a row of diag.def; the arguments fill its wording. Equal findings at one place are kept once. The range is what
 * src_range_at() sees there. Gives the finding, for diag_add_…() only; NULL: it was there already, or there are too many.
 */
struct diag_item *diag_emit(struct diag *d, enum diag_code id, struct src_pos pos, ...);
struct diag_item *diag_emit_va(struct diag *d, enum diag_code id, struct src_pos pos, va_list ap);
/* The same with another severity than the row's, where the caller of a stage decides how grave it is. */
struct diag_item *diag_emit_as(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos, ...);
/* A finding whose code and text come from data (a Schematron rule): `code` and `message` are copied. */
struct diag_item *diag_emit_text(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos,
                                 const char *code, const char *message);

/* --- more about the finding that was just emitted; nothing is done when `it` is NULL; strings are copied --- */

void diag_add_end(struct diag_item *it, uint32_t end);
void diag_add_expected(struct diag *d, struct diag_item *it, const char *expected);
void diag_add_related(struct diag *d, struct diag_item *it, struct src_range range, const char *message);
/* `title` in the language of the messages. Then its edits, at least one. */
void diag_add_fix(struct diag *d, struct diag_item *it, const char *title, bool safe);
void diag_add_edit(struct diag *d, struct diag_item *it, struct src_range range, const char *text);

/* --- the rows, for tables of all codes; several rows may share a code --- */

const char *diag_row_code(enum diag_code id);
enum diag_severity diag_row_severity(enum diag_code id);
enum diag_layer diag_row_layer(enum diag_code id);
/* "xml", "schema" …: stable, for machines. */
const char *diag_layer_name(enum diag_layer layer);
/* The layer of that name; DIAG_LAYER_N: there is none. */
enum diag_layer diag_layer_find(const char *name);
/* Of a finding of rules: those that a form makes are of another layer than the row. */
void diag_add_layer(struct diag_item *it, enum diag_layer layer);

/* Makes warnings of the errors of this code: --force. */
void diag_demote(struct diag *d, enum diag_code id);

/* Passes findings over that are in the list, as known: they count no more. `knows` is asked of each, in the order of the list. */
void diag_pass_known(struct diag *d, diag_filter knows, void *user);

unsigned diag_count(const struct diag *d, enum diag_severity at_least);
unsigned diag_len(const struct diag *d);
const struct diag_item *diag_get(const struct diag *d, unsigned i);
/* What is passed over: as much of it as is kept of what is shown. */
unsigned diag_passed_len(const struct diag *d);
const struct diag_item *diag_passed_get(const struct diag *d, unsigned i);
/* A limit was hit (rows of severity FATAL): exit status 3. */
bool diag_limit_hit(const struct diag *d);

/* The findings in the order of files and positions. */
void diag_sort(struct diag *d);
/* When nothing more comes: sorts, and if there are more than the maximum leaves the gravest and says how many go. */
void diag_finish(struct diag *d);

#endif
