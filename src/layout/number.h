/* SPDX-License-Identifier: MIT */
/* Numbers as strings: the `format` of XSL 1.1 §7.26 (XSLT 1.0 §7.7.1). */
#ifndef SAPCHU_LAYOUT_NUMBER_H
#define SAPCHU_LAYOUT_NUMBER_H

#include "fo/fo.h"

/*
 * By format, letter-value, language, grouping-separator and grouping-size of `style`. Format: "1", "01", digits of any script, "i", "I", "a",
 * "A", a Greek or Cyrillic first letter, with any signs around; what is none of these counts as "1". In the arena.
 */
const char *number_format(struct arena *a, const struct fo_style *style, int number);

#endif
