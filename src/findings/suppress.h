/* SPDX-License-Identifier: MIT */
/*
 * Findings that a report itself allows, with a reason:
 *
 *   <?sapchu allow date-weekday The poster was printed with this date, and the hall has it.?>
 *
 * holds for the element that it stands in, for what that includes too; before the outermost element for the whole file.
 * Several codes have commas between them. What makes a report useless is never passed over: faults of XML and of the
 * schema, limits, and what is secret.
 */
#ifndef SAPCHU_FINDINGS_SUPPRESS_H
#define SAPCHU_FINDINGS_SUPPRESS_H

#include "base/diag.h"

#include <libxml/tree.h>

/* May a finding of this kind be passed over, by a report or by a baseline? */
bool suppress_may(enum diag_code id, enum diag_severity severity);

struct suppress;

/* Reads the instructions of the files that `doc` was made of; NULL: there are none. The files are borrowed. */
struct suppress *suppress_new(const xmlDoc *doc);
void suppress_drop(struct suppress *s);

/* Does the report allow this finding? `*reason`: why, as it says; NULL: it does not say. */
bool suppress_allows(struct suppress *s, const struct diag_item *it, const char **reason);

/*
 * Says which instructions are written wrongly, lack a reason, or name what is no finding: neither a row of diag.def nor
 * one of `codes` (a set of strings). With `unused` also those that no finding has needed, of the layers up to the
 * language: what the pages would show was not looked at.
 */
void suppress_judge(const struct suppress *s, struct diag *d, GHashTable *codes, bool unused);

#endif
