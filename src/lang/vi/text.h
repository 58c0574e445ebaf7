/* SPDX-License-Identifier: MIT */
/*
 * Vietnamese text: normal form, case, slugs, sort keys. All functions take
 * UTF-8 of any normal form (`len` bytes, -1: up to the NUL), never depend on
 * the locale, and return NFC in a new string (g_free it).
 */
#ifndef SAPCHU_LANG_VI_TEXT_H
#define SAPCHU_LANG_VI_TEXT_H

#include <stddef.h>

/* NFC. Bytes that are not UTF-8 become U+FFFD. */
char *vi_text_nfc(const char *s, ptrdiff_t len);
char *vi_text_upper(const char *s);
char *vi_text_lower(const char *s);
/* The first letter in upper case, the rest as it is. Opening quotes, brackets and spaces are passed over. */
char *vi_text_capital(const char *s);
/* "Họp HĐQT: quý I" gives "hop-hdqt-quy-i": Latin letters without marks, digits, single hyphens. */
char *vi_text_slug(const char *s);

/*
 * A key of printable ASCII (and UTF-8 for other scripts) whose byte order is
 * the order of the dictionary: letters a ă â b c d đ e ê …, then tones
 * (ngang, huyền, hỏi, ngã, sắc, nặng), then lower before upper case (CLDR vi).
 */
char *vi_text_sort_key(const char *s);
/* The same for a person's name: given name (the last word) first, then family name, then the names between. */
char *vi_text_name_key(const char *name);

#endif
