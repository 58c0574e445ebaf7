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

/* A numbering by letters, which begins with its own first letter. */
struct alphabet {
    const char *letters;        /* small ones, in order */
    bool upper;
};

/* Past the last letter come aa, ab … */
static void put_letters(GString *s, int n, const struct alphabet *a)
{
    enum { MOST = 40 };
    gunichar letter[MOST], out[16];
    int count = 0, at = 0;
    for (const char *p = a->letters; *p && count < MOST; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        letter[count++] = a->upper ? g_unichar_toupper(c) : c;
    }
    for (; n > 0 && at < 16; n = (n - 1) / count)
        out[at++] = letter[(n - 1) % count];
    while (at > 0)
        g_string_append_unichar(s, out[--at]);
}

/*
 * The alphabet that a format token of one letter begins; false: none. In Vietnamese (language="vi"), letter-value="alphabetic" gives all
 * of a ă â b c d đ …, "traditional" the letters that laws count points by: a b c d đ e g h i k …; "auto" the Latin ones.
 */
static bool find_alphabet(gunichar token, const struct fo_style *style, struct alphabet *a)
{
    static const char *const others[] = { "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзиклмнопрстуфхцчшэюя" };
    a->upper = g_unichar_isupper(token);
    token = g_unichar_tolower(token);
    if (token == 'a') {
        bool vi = style->language && g_ascii_strncasecmp(style->language, "vi", 2) == 0 && style->letter_value != KW_AUTO;
        a->letters = !vi                                 ? "abcdefghijklmnopqrstuvwxyz"
                     : style->letter_value == KW_ALPHABETIC ? "aăâbcdđeêghiklmnoôơpqrstuưvxy"
                                                         : "abcdđeghiklmnopqrstuvxy";
        return true;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(others); k++) {
        a->letters = others[k];
        if (g_utf8_get_char(others[k]) == token)
            return true;
    }
    return false;
}

/* The zero of the digits that the token is written in ("001", "١"): zeros, then a one. 0: it is not of that kind. */
static gunichar token_zero(const char *token, const char *end)
{
    gunichar zero = 0;
    for (const char *p = token; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool last = g_utf8_next_char(p) >= end;
        if (!g_unichar_isdigit(c) || g_unichar_digit_value(c) != (last ? 1 : 0))
            return 0;
        if (zero && c - (last ? 1 : 0) != zero)
            return 0;
        zero = c - (last ? 1 : 0);
    }
    return zero;
}

/* At least `least` digits, in groups of grouping-size with grouping-separator between, counted from the right. */
static void put_decimal(GString *s, int n, gunichar zero, int least, const struct fo_style *style)
{
    char *digits = g_strdup_printf("%0*d", least, n);
    int count = (int)strlen(digits), size = style->grouping_size;
    bool grouped = size > 0 && style->grouping_separator && *style->grouping_separator;
    for (int i = 0; i < count; i++) {
        if (digits[i] == '-') {
            g_string_append_c(s, '-');
            continue;
        }
        if (grouped && i > 0 && (count - i) % size == 0 && digits[i - 1] != '-')
            g_string_append(s, style->grouping_separator);
        g_string_append_unichar(s, zero + (gunichar)(digits[i] - '0'));
    }
    g_free(digits);
}

static void put_number(GString *s, const char *token, const char *end, int n, const struct fo_style *style)
{
    enum { MOST_DIGITS = 9 };
    gunichar c = g_utf8_get_char(token), zero = token_zero(token, end);
    bool single = g_utf8_next_char(token) == end;
    struct alphabet a;
    if (zero)
        put_decimal(s, n, zero, (int)MIN(g_utf8_strlen(token, end - token), MOST_DIGITS), style);
    else if (n > 0 && single && (c == 'i' || c == 'I'))
        put_roman(s, n, c == 'I');
    else if (n > 0 && single && find_alphabet(c, style, &a))
        put_letters(s, n, &a);
    else
        put_decimal(s, n, '0', 1, style);
}

const char *number_format(struct arena *a, const struct fo_style *style, int number)
{
    const char *format = style->format && *style->format ? style->format : "1";
    GString *s = g_string_new(NULL);
    bool done = false;
    for (const char *p = format; *p;) {
        const char *q = p;
        while (*q && g_unichar_isalnum(g_utf8_get_char(q)))
            q = g_utf8_next_char(q);
        if (q > p && !done) {
            put_number(s, p, q, number, style);
            done = true;
        }
        if (q == p) {
            q = g_utf8_next_char(p);
            g_string_append_len(s, p, q - p);
        }
        p = q;
    }
    if (!done)
        put_decimal(s, number, '0', 1, style);
    const char *r = arena_strdup(a, s->str);
    g_string_free(s, TRUE);
    return r;
}
