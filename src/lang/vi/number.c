/* SPDX-License-Identifier: MIT */
/* Numbers in figures and in words. */
#include "lang/vi/number.h"

#include "lang/vi/letter.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* A decimal taken apart; the digits are borrowed from the text. */
struct decimal {
    bool negative;
    const char *whole, *fraction;
    size_t n_whole, n_fraction;     /* without leading zeros; at least one whole digit or none: 0 */
};

static bool parse(const char *s, struct decimal *d)
{
    if (!s)
        return false;
    while (g_ascii_isspace(*s))
        s++;
    d->negative = *s == '-';
    if (*s == '-' || *s == '+')
        s++;
    const char *start = s;
    while (g_ascii_isdigit(*s))
        s++;
    bool any = s > start;
    while (start < s && *start == '0')
        start++;
    d->whole = start;
    d->n_whole = (size_t)(s - start);
    d->fraction = s;
    d->n_fraction = 0;
    if (*s == '.') {
        d->fraction = ++s;
        while (g_ascii_isdigit(*s))
            s++;
        d->n_fraction = (size_t)(s - d->fraction);
        any |= d->n_fraction > 0;
    }
    while (g_ascii_isspace(*s))
        s++;
    return any && !*s;
}

char *vi_number_from_double(double v)
{
    if (!(fabs(v) <= 1e15))
        return NULL;
    char buf[G_ASCII_DTOSTR_BUF_SIZE + 32];
    int whole = fabs(v) < 1 ? 1 : (int)floor(log10(fabs(v))) + 1;
    char format[16];
    g_snprintf(format, sizeof format, "%%.%df", CLAMP(15 - whole, 0, 14));
    g_ascii_formatd(buf, sizeof buf, format, v);
    if (strchr(buf, '.')) {
        size_t n = strlen(buf);
        while (buf[n - 1] == '0')
            n--;
        buf[buf[n - 1] == '.' ? n - 1 : n] = '\0';
    }
    return g_strdup(strcmp(buf, "-0") == 0 ? "0" : buf);
}

/* Adds one unit in the last place of the digits in `s`. */
static void round_up(GString *s)
{
    for (size_t i = s->len; i-- > 0;) {
        if (s->str[i] != '9') {
            s->str[i]++;
            return;
        }
        s->str[i] = '0';
    }
    g_string_prepend_c(s, '1');
}

char *vi_number_format(const char *decimal, int digits)
{
    struct decimal d;
    if (!parse(decimal, &d))
        return NULL;
    size_t keep = digits < 0 ? d.n_fraction : (size_t)MIN(digits, 100);
    /* all digits in one string, then the comma and the dots */
    GString *all = g_string_new_len(d.whole, (gssize)d.n_whole);
    if (!all->len)
        g_string_append_c(all, '0');
    for (size_t i = 0; i < keep; i++)
        g_string_append_c(all, i < d.n_fraction ? d.fraction[i] : '0');
    if (keep < d.n_fraction && d.fraction[keep] >= '5')
        round_up(all);
    bool zero = strspn(all->str, "0") == all->len;
    GString *out = g_string_new(d.negative && !zero ? "-" : "");
    size_t whole = all->len - keep;
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0)
            g_string_append_c(out, '.');
        g_string_append_c(out, all->str[i]);
    }
    if (keep)
        g_string_append_printf(out, ",%s", all->str + whole);
    g_string_free(all, TRUE);
    return g_string_free(out, FALSE);
}

char *vi_number_leading_zero(const char *decimal)
{
    struct decimal d;
    if (!parse(decimal, &d))
        return NULL;
    if (!d.negative && d.n_whole == 1 && d.n_fraction == 0)
        return g_strdup_printf("0%c", d.whole[0]);
    return vi_number_format(decimal, -1);
}

/* --- words --- */

static const char *const unit_words[] = {
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
};

static void say(GString *out, const char *word)
{
    if (out->len)
        g_string_append_c(out, ' ');
    g_string_append(out, word);
}

/* The last digit of a group, whose sound depends on the tens: mốt, tư, lăm. */
static void say_unit(GString *out, int tens, int unit)
{
    if (unit == 0)
        return;
    if (unit == 1 && tens > 1)
        say(out, "mốt");
    else if (unit == 4 && tens > 1)
        say(out, "tư");
    else if (unit == 5 && tens > 0)
        say(out, "lăm");
    else
        say(out, unit_words[unit]);
}

/* Three digits; `full`: something was said before, so "không trăm" and "linh" are said too. */
static void say_group(GString *out, int n, bool full, enum vi_words flags)
{
    int hundred = n / 100, tens = n / 10 % 10, unit = n % 10;
    if (hundred || full) {
        say(out, unit_words[hundred]);
        say(out, "trăm");
    }
    if (tens == 1) {
        say(out, "mười");
    } else if (tens) {
        say(out, unit_words[tens]);
        say(out, "mươi");
    } else if (unit && (hundred || full)) {
        say(out, flags & VI_WORDS_LE ? "lẻ" : "linh");
    }
    say_unit(out, tens, unit);
}

/* Whole digits without leading zeros: what stands above a tỷ is read as a number of its own, then "tỷ". */
static void say_whole(GString *out, const char *digits, size_t n, bool full, enum vi_words flags)
{
    if (n > 9) {
        say_whole(out, digits, n - 9, full, flags);
        say(out, "tỷ");
        digits += n - 9;
        n = 9;
        full = true;
    }
    static const char *const scales[] = { "", "nghìn", "triệu" };
    while (n) {
        size_t take = (n - 1) % 3 + 1, scale = (n - 1) / 3;
        int value = 0;
        for (size_t i = 0; i < take; i++)
            value = value * 10 + (digits[i] - '0');
        if (value) {
            say_group(out, value, full, flags);
            if (scale)
                say(out, scale == 1 && flags & VI_WORDS_NGAN ? "ngàn" : scales[scale]);
            full = true;
        }
        digits += take;
        n -= take;
    }
}

char *vi_number_words(const char *decimal, enum vi_words flags)
{
    struct decimal d;
    if (!parse(decimal, &d) || d.n_whole + d.n_fraction > 60)
        return NULL;
    GString *out = g_string_new(NULL);
    if (d.negative && (d.n_whole || strspn(d.fraction, "0") < d.n_fraction))
        say(out, "âm");
    if (d.n_whole)
        say_whole(out, d.whole, d.n_whole, false, flags);
    else
        say(out, unit_words[0]);
    if (d.n_fraction) {
        say(out, "phẩy");
        /* a leading zero or a long fraction is read digit by digit */
        if (d.fraction[0] == '0' || d.n_fraction > 3)
            for (size_t i = 0; i < d.n_fraction; i++)
                say(out, unit_words[d.fraction[i] - '0']);
        else
            say_whole(out, d.fraction, d.n_fraction, false, flags);
    }
    return g_string_free(out, FALSE);
}

/* --- counters --- */

char *vi_number_roman(long n)
{
    static const struct {
        int value;
        const char *text;
    } rows[] = {
        { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
        { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" },
    };
    if (n < 1 || n > 3999)
        return NULL;
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        for (; n >= rows[i].value; n -= rows[i].value)
            g_string_append(out, rows[i].text);
    return g_string_free(out, FALSE);
}

char *vi_number_letter(long n)
{
    long count = (long)vi_letter_enum_count();
    if (n < 1 || n > 500)
        return NULL;
    GString *out = g_string_new(NULL);
    if (n > count)
        g_string_append_unichar(out, vi_letter_enum((unsigned)((n - 1) / count)));
    g_string_append_unichar(out, vi_letter_enum((unsigned)((n - 1) % count + 1)));
    return g_string_free(out, FALSE);
}

bool vi_number_percent_ok(const char *value, const char *base, const char *percent)
{
    struct decimal v, b, p;
    if (!parse(value, &v) || !parse(base, &b) || !parse(percent, &p))
        return false;
    double whole = g_ascii_strtod(base, NULL);
    if (whole == 0)
        return false;
    double exact = 100 * g_ascii_strtod(value, NULL) / whole;
    double half = 0.5 * pow(10, -(double)MIN(p.n_fraction, 15));
    return fabs(exact - g_ascii_strtod(percent, NULL)) <= half + 1e-9 * (1 + fabs(exact));
}
