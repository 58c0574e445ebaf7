/* SPDX-License-Identifier: MIT */
/* Formatted numbers. */
#include "layout/number.h"

#include <glib.h>
#include <string.h>

static void put_roman(GString *s, int n, bool upper)
{
    static const struct {
        int value;
        const char *lower, *upper;
    } digits[] = {
        { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" }, { 100, "c", "C" },
        { 90, "xc", "XC" }, { 50, "l", "L" },    { 40, "xl", "XL" }, { 10, "x", "X" },   { 9, "ix", "IX" },
        { 5, "v", "V" },    { 4, "iv", "IV" },   { 1, "i", "I" },
    };
    if (n <= 0 || n > 9999) {           /* Roman numerals have no zero */
        g_string_append_printf(s, "%d", n);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(digits); i++)
        for (; n >= digits[i].value; n -= digits[i].value)
            g_string_append(s, upper ? digits[i].upper : digits[i].lower);
}

static void put_letters(GString *s, int n, char first)
{
    if (n <= 0) {
        g_string_append_printf(s, "%d", n);
        return;
    }
    char buf[16];
    size_t at = sizeof buf;
    for (; n > 0; n = (n - 1) / 26)
        buf[--at] = (char)(first + (n - 1) % 26);
    g_string_append_len(s, buf + at, (gssize)(sizeof buf - at));
}

static void put_number(GString *s, const char *token, size_t len, int n)
{
    switch (token[len - 1]) {
    case 'i': put_roman(s, n, false); break;
    case 'I': put_roman(s, n, true); break;
    case 'a': put_letters(s, n, 'a'); break;
    case 'A': put_letters(s, n, 'A'); break;
    default: g_string_append_printf(s, "%0*d", (int)len, n);
    }
}

const char *number_format(struct arena *a, const char *format, int number)
{
    if (!format || !*format)
        format = "1";
    GString *s = g_string_new(NULL);
    const char *p = format;
    bool done = false;
    while (*p) {
        const char *q = p;
        while (g_ascii_isalnum(*q))
            q++;
        if (q > p && !done) {
            put_number(s, p, (size_t)MIN(q - p, 9), number);
            done = true;
        }
        if (q == p) {
            g_string_append_c(s, *p);
            q = p + 1;
        }
        p = q;
    }
    if (!done)
        g_string_append_printf(s, "%d", number);
    const char *r = arena_strdup(a, s->str);
    g_string_free(s, TRUE);
    return r;
}
