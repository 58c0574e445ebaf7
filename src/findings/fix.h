/* SPDX-License-Identifier: MIT */
/*
 * Mending of files by the fixes of findings. The texts are mended in memory, as often as there is something to mend;
 * then they are written, or shown as a diff. Nothing else of a file changes: the edits are of bytes.
 *
 * In:  lists of findings, each of the texts as they are by then.
 * Out: files, each replaced as a whole; or a unified diff.
 */
#ifndef SAPCHU_FINDINGS_FIX_H
#define SAPCHU_FINDINGS_FIX_H

#include "base/access.h"
#include "base/diag.h"
#include "base/xml.h"

struct fix_session;

/*
 * For the file that the user named, and those under `may` that it includes. Safe fixes are taken, those of `codes`
 * (NULL-terminated; NULL: none) also when they are not safe. All is borrowed.
 */
struct fix_session *fix_session_new(const char *named, const struct access *may, const char *const *codes);
void fix_session_drop(struct fix_session *x);

/*
 * Mends the texts that the findings (sorted) point into; of fixes that overlap the first is taken, the next may be found
 * again in the next round. Gives how many fixes were taken; 0: the texts are as they were.
 */
unsigned fix_session_take(struct fix_session *x, const struct diag *d);
/* Undoes the last fix_session_take(). */
void fix_session_undo(struct fix_session *x);
/* How many were taken in all. */
unsigned fix_session_count(const struct fix_session *x);
/* Makes the loader read the texts as they are now in place of the files. */
void fix_session_overlay(const struct fix_session *x, struct xml_loader *loader);

/*
 * Writes each text that was mended over its file, unless the file is no more as it was read. A symbolic link stays one,
 * and the file keeps its mode and its owner. False: one could not be written; those that could are.
 */
bool fix_session_write(struct fix_session *x);
/*
 * Says which files could not be written, and which were left alone because they are not UTF-8; false: there is one of the
 * first.
 */
bool fix_session_report(const struct fix_session *x, struct diag *d);
/* A unified diff of all files, as patch(1) takes it; g_free it. Empty: nothing was mended. */
char *fix_session_diff(const struct fix_session *x);

#endif
