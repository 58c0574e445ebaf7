/* SPDX-License-Identifier: MIT */
/* What running Vietnamese text says: dates and numbers in it. Regular expressions (GRegex's syntax), kept once compiled. */
#ifndef SAPCHU_XPATH_PROSE_H
#define SAPCHU_XPATH_PROSE_H

#include <glib.h>
#include <stdbool.h>

/* A compiled expression, borrowed; NULL: it is wrongly written. */
GRegex *prose_regex(const char *pattern);

/*
 * What a text says of a day other than what date `iso` is: "weekday", "day", "month" or "year"; NULL: nothing. When it
 * names several days, one that is right will do. "thứ Ba, ngày 12/12/2023", "sáng 5-3-2026", "tháng 3 năm 2026".
 */
const char *prose_date_differs(const char *text, const char *iso);

/*
 * The number that the whole text is, as Vietnamese writes it: "3.600", "1.234,5", "107,1%", "-5", with space around it.
 * NaN: it is something else.
 */
double prose_number(const char *text);

/* "NGUYỄN văn an" as "Nguyễn Văn An": each word with a capital. A new string; g_free it. */
char *prose_capital_words(const char *text);
/* "văn hóa, thể thao và Du Lịch" as "Văn hóa, Thể thao và Du lịch": the names of what a body is for, each with a capital. */
char *prose_capital_parts(const char *text);

#endif
