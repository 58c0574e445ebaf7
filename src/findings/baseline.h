/* SPDX-License-Identifier: MIT */
/*
 * A baseline: a file of findings that are known, so that only new ones are shown. A finding is known again by its code, the
 * names of the elements around it, the text there without white space, and the numbers in its message: moved lines, another
 * indentation and another language of the messages change nothing. What makes a report useless is never in a baseline.
 *
 * The file is JSON, sorted; names of files in it count from its own folder.
 */
#ifndef SAPCHU_FINDINGS_BASELINE_H
#define SAPCHU_FINDINGS_BASELINE_H

#include "base/diag.h"

/* Passes over what is known of `report`, and says how many known findings are gone. False: diagnosed. */
bool baseline_apply(const char *path, const char *report, struct diag *d);
/* Makes the findings of the list those that are known of `report`; what is known of other reports stays. False: diagnosed. */
bool baseline_write(const char *path, const char *report, struct diag *d);

#endif
