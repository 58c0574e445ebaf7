/* SPDX-License-Identifier: MIT */
/* Numbers as strings: the `format` of XSL 1.1 §7.26 (XSLT 1.0 §7.7.1). */
#ifndef SAPCHU_LAYOUT_NUMBER_H
#define SAPCHU_LAYOUT_NUMBER_H

#include "base/arena.h"

#include <stdbool.h>

/* `format`: "1", "01", "i", "I", "a", "A", with any signs around; NULL: "1". In the arena. */
const char *number_format(struct arena *a, const char *format, int number);

#endif
