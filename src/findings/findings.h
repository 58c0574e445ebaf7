/* SPDX-License-Identifier: MIT */
/*
 * Findings as they leave the program. In: lists of findings, one for each file that was looked at. Out: one document in a
 * format of the table in findings.c.
 */
#ifndef SAPCHU_FINDINGS_FINDINGS_H
#define SAPCHU_FINDINGS_FINDINGS_H

#include "base/diag.h"
#include "base/excerpt.h"

#include <stdbool.h>
#include <stdio.h>

struct findings_writer;

/* The names of the formats, in order; NULL: there are no more. */
const char *findings_format_name(unsigned i);
/* Is it read by programs, who expect the whole document at once? False also for what is no format. */
bool findings_format_is_machine(const char *format);

/* Writes to `to`, which is borrowed; `style` is heard by the formats for people. NULL: there is no such format. */
struct findings_writer *findings_writer_new(const char *format, struct excerpt_style style, FILE *to);
/*
 * Adds what was found in `file` (as the user named it). The list must be sorted; it may go when this returns. `are_new`:
 * what a baseline knows was taken out.
 */
void findings_writer_add(struct findings_writer *w, const char *file, const struct diag *d, bool are_new);
/* Ends the document and drops the writer; false: it could not be written whole. */
bool findings_writer_end(struct findings_writer *w);

#endif
