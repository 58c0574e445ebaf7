/* SPDX-License-Identifier: MIT */
/*
 * Numbers in Vietnamese. A number is given as the text of an XML decimal
 * ("-1234.50": no exponent, no grouping), so that nothing is lost on the way;
 * vi_number_from_double() makes one. NULL is returned for any other text.
 * Results are new strings (g_free them).
 */
#ifndef SAPCHU_LANG_VI_NUMBER_H
#define SAPCHU_LANG_VI_NUMBER_H

#include <stdbool.h>

/* "1234.5" for 1234.5: 15 significant digits, no exponent. NULL: infinite, NaN, or beyond ±1e15. */
char *vi_number_from_double(double v);

/* "1.234,5". `digits` decimals, rounded half away from zero; negative: those that are written. */
char *vi_number_format(const char *decimal, int digits);
/* Whole numbers from 1 to 9 with a leading zero, "03"; others as vi_number_format(). */
char *vi_number_leading_zero(const char *decimal);

enum vi_words {
    VI_WORDS_DEFAULT = 0,
    VI_WORDS_LE = 1,        /* "lẻ" instead of "linh" */
    VI_WORDS_NGAN = 2,      /* "ngàn" instead of "nghìn" */
};
/* "một trăm linh năm"; "âm", "phẩy" for sign and decimals. NULL also beyond 60 digits. */
char *vi_number_words(const char *decimal, enum vi_words flags);

/* "MCMXCIV"; NULL outside 1 to 3999. */
char *vi_number_roman(long n);
/* a b c d đ e g …, past y: aa, ab …; NULL below 1 or beyond 500. */
char *vi_number_letter(long n);

/*
 * Does `percent` say what share `value` is of `base`, within the rounding of
 * its own last digit? 107 and 107.1 both do for 30 of 28. False for texts that are no decimals and for a base of 0.
 */
bool vi_number_percent_ok(const char *value, const char *base, const char *percent);

#endif
