/* SPDX-License-Identifier: MIT */
/* Checks of dates and times in prose: those that cannot be, weekdays that contradict them, zeros by the rule. */
#include "lang/vi/lint.h"

#include "lang/vi/date.h"

#include <stdlib.h>
#include <string.h>

/* A date as it stands in the text, tokens [from, to). Year 0: none. */
struct date {
    int day, month, year;
    uint32_t from, to;
};

/* The value of a token of digits only, with at most `most` digits; -1. */
static int plain_number(const struct vi_lint *l, uint32_t i, size_t most)
{
    size_t n = vi_is(l, i, VI_NUMBER) ? l->t[i].end - l->t[i].start : 0;
    if (n == 0 || n > most)
        return -1;
    int v = 0;
    for (const char *s = l->unit->text + l->t[i].start; n--; s++) {
        if (!g_ascii_isdigit(*s))
            return -1;
        v = v * 10 + (*s - '0');
    }
    return v;
}

/* "10/7/2026" and "10/7" in one token, by '/', '.' or '-'. */
static bool read_strokes(const struct vi_lint *l, uint32_t i, struct date *out)
{
    int v[3] = { 0 }, n = 0, digits = 0;
    if (!vi_is(l, i, VI_NUMBER) || l->t[i].end - l->t[i].start > 10)
        return false;
    char sign = '\0';
    for (uint32_t k = l->t[i].start; k < l->t[i].end; k++) {
        char c = l->unit->text[k];
        if (g_ascii_isdigit(c)) {
            v[n] = v[n] * 10 + (c - '0');
            digits++;
            continue;
        }
        if ((c != '/' && c != '.') || (sign && c != sign) || ++n > 2 || digits > 2)
            return false;
        sign = c;
        digits = 0;
    }
    if (n == 0 || (n == 2 ? digits != 4 || v[2] < 1900 || v[2] > 2100 : digits > 2 || sign != '/'))
        return false;
    *out = (struct date){ v[0], v[1], v[2], i, i + 1 };
    return true;
}

/* "12-12-2023": five tokens. */
static bool read_hyphens(const struct vi_lint *l, uint32_t i, struct date *out)
{
    int day = plain_number(l, i, 2), month = plain_number(l, i + 2, 2), year = plain_number(l, i + 4, 4);
    if (day < 0 || month < 0 || year < 1900 || year > 2100 || !vi_is_char(l, i + 1, '-') || !vi_is_char(l, i + 3, '-'))
        return false;
    *out = (struct date){ day, month, year, i, i + 5 };
    return true;
}

/* "10 tháng 7 năm 2026", the year may be missing. */
static bool read_words(const struct vi_lint *l, uint32_t i, struct date *out)
{
    int day = plain_number(l, i, 2);
    uint32_t month_word = vi_next(l, i), month_at = vi_next(l, month_word), year_word = vi_next(l, month_at), year_at = vi_next(l, year_word);
    int month = plain_number(l, month_at, 2);
    if (day < 0 || month < 0 || !vi_is_word(l, month_word, "tháng"))
        return false;
    int year = vi_is_word(l, year_word, "năm") ? plain_number(l, year_at, 4) : -1;
    bool dated = year >= 1000;
    *out = (struct date){ day, month, dated ? year : 0, i, dated ? year_at + 1 : month_at + 1 };
    return true;
}

static bool read_date(const struct vi_lint *l, uint32_t i, struct date *out)
{
    return read_words(l, i, out) || read_hyphens(l, i, out) || read_strokes(l, i, out);
}

static int days_in(int month, int year)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return days[month - 1] + (month == 2 && leap);
}

static bool can_be(const struct date *d)
{
    return d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= days_in(d->month, d->year);
}

static void say(struct vi_lint *l, enum diag_code id, uint32_t from, uint32_t to)
{
    char *text = vi_token_text(l, from, to);
    vi_lint_say(l, id, l->unit, l->t[from].start, l->t[to - 1].end, NULL, false, text);
    g_free(text);
}

/* --- weekdays --- */

static const char *const weekday_words[] = { "hai", "ba", "tư", "năm", "sáu", "bảy" };

/* "thứ Hai", "Chủ nhật" at `i`: 1 … 7, its end in `*end`; 0: none. */
static int read_weekday(const struct vi_lint *l, uint32_t i, uint32_t *end)
{
    uint32_t next = vi_next(l, i);
    *end = next + 1;
    if ((vi_is_word(l, i, "chủ") || vi_is_word(l, i, "chúa")) && vi_is_word(l, next, "nhật"))
        return 7;
    if (!vi_is_word(l, i, "thứ"))
        return 0;
    int v = plain_number(l, next, 1);
    if (v >= 2 && v <= 7)
        return v - 1;
    for (int k = 0; k < (int)G_N_ELEMENTS(weekday_words); k++)
        if (vi_is_word(l, next, weekday_words[k]))
            return k + 1;
    return 0;
}

/* "thứ Sáu" with the capitals of what stands there. */
static char *weekday_like(const struct vi_lint *l, uint32_t i, int weekday)
{
    char *name = g_strdup(vi_date_weekday_name(weekday));
    if (vi_is(l, i, VI_WORD) && l->t[i].word->letter_case == VI_LOWER)
        name[0] = g_ascii_tolower(name[0]);
    else
        name[0] = g_ascii_toupper(name[0]);
    return name;
}

/* The weekday [from, to) of a date with its year. */
static void check_weekday(struct vi_lint *l, int weekday, uint32_t from, uint32_t to, const struct date *d)
{
    struct vi_moment m = { .year = d->year, .month = d->month, .day = d->day };
    if (d->year == 0 || !can_be(d) || vi_date_weekday(&m) == weekday)
        return;
    char *right = weekday_like(l, from, vi_date_weekday(&m)), *said = vi_token_text(l, from, to), *date = vi_token_text(l, d->from, d->to);
    vi_lint_say(l, DIAG_VI_WEEKDAY, l->unit, l->t[from].start, l->t[to - 1].end, right, false, date, right, said);
    g_free(right);
    g_free(said);
    g_free(date);
}

/* From `i` over ", (", "ngày" and such to a date. */
static bool date_near(const struct vi_lint *l, uint32_t i, struct date *out)
{
    for (unsigned k = 0; k < 3 && i < l->n; k++, i = vi_next(l, i)) {
        if (read_date(l, i, out))
            return true;
        if (!vi_is_char(l, i, ',') && !vi_is_char(l, i, '(') && !vi_is_word(l, i, "ngày"))
            return false;
    }
    return false;
}

/* "lần thứ hai, ngày 22/4/2009", "kỳ họp thứ 3 ngày …": counted, and no weekday. */
static bool is_ordinal(const struct vi_lint *l, uint32_t i)
{
    static const char *const counted[] = { "lần", "kỳ", "kì", "đợt", "khóa", "khoá", "phiên", "cuộc", "vòng", "trận", "bước", "đoạn", "tập",
                                           "quyển", "năm", "tuần", "tháng", "giải", "người" };
    uint32_t before = vi_previous(l, i);
    if (before != UINT32_MAX && vi_is_word(l, before, "họp"))
        before = vi_previous(l, before);
    for (size_t k = 0; before != UINT32_MAX && k < G_N_ELEMENTS(counted); k++)
        if (vi_is_word(l, before, counted[k]))
            return true;
    return false;
}

static void check_weekday_at(struct vi_lint *l, uint32_t i)
{
    uint32_t end;
    struct date d;
    int weekday = read_weekday(l, i, &end);
    if (weekday && !is_ordinal(l, i) && date_near(l, vi_next(l, end - 1), &d))
        check_weekday(l, weekday, i, end, &d);
}

/* "ngày 10/7/2026 (thứ Sáu)". */
static void check_weekday_behind(struct vi_lint *l, const struct date *d)
{
    uint32_t i = vi_next(l, d->to - 1), end;
    if (!vi_is_char(l, i, '('))
        return;
    i = vi_next(l, i);
    int weekday = read_weekday(l, i, &end);
    if (weekday)
        check_weekday(l, weekday, i, end, d);
}

/* --- dates --- */

enum { HABIT = 2 };             /* as often, and never otherwise */

/* Token `i` should be the number `n` in so many digits. */
static void note_zero(struct vi_lint *l, GArray *places, uint32_t i, int n, int digits)
{
    struct vi_edit p = { l->unit, l->t[i].start, l->t[i].end, "" };
    g_snprintf(p.text, sizeof p.text, "%0*d", digits, n);
    g_array_append_val(places, p);
}

/* ngày 05 tháng 01: a zero before days below 10 and the months 1 and 2, none before the others. */
static void check_zeros(struct vi_lint *l, const struct date *d)
{
    uint32_t month = vi_next(l, vi_next(l, d->from)), day = d->from;
    bool bare_day = l->t[day].end - l->t[day].start == 1, bare_month = l->t[month].end - l->t[month].start == 1;
    if (d->day < 10 && bare_day)
        note_zero(l, l->no_zero, day, d->day, 2);
    if (d->month < 3 && bare_month)
        note_zero(l, l->no_zero, month, d->month, 2);
    if (d->month > 2 && d->month < 10 && !bare_month)
        note_zero(l, l->needless_zero, month, d->month, 1);
    l->with_zero |= (d->day < 10 && !bare_day) || (d->month < 3 && !bare_month);
    l->without_zero |= d->month > 2 && d->month < 10 && bare_month;
}

static void tell_zeros(struct vi_lint *l, const GArray *places, bool never_otherwise)
{
    bool habit = places->len >= HABIT && never_otherwise;
    for (guint k = 0; k < (habit ? 1 : places->len); k++) {
        const struct vi_edit *p = &g_array_index(places, struct vi_edit, k);
        struct diag_item *it = vi_lint_say(l, DIAG_VI_DATE_ZERO, p->unit, p->start, p->end, p->text, true, p->text);
        if (habit)
            vi_lint_mend_others(l, it, places);
    }
}

void vi_lint_date_zeros(struct vi_lint *l)
{
    tell_zeros(l, l->no_zero, !l->with_zero);
    tell_zeros(l, l->needless_zero, !l->without_zero);
}

static void check_date(struct vi_lint *l, uint32_t i)
{
    struct date d;
    uint32_t before = vi_previous(l, i);
    bool day = before != UINT32_MAX && vi_is_word(l, before, "ngày");
    if (read_words(l, i, &d)) {
        bool from_number = before != UINT32_MAX && vi_is_word(l, before, "mùng");
        if (!can_be(&d) && (day || d.year))
            say(l, DIAG_VI_DATE, d.from, d.to);
        else if (day && d.year && !from_number && can_be(&d))
            check_zeros(l, &d);
    } else if (read_hyphens(l, i, &d) || read_strokes(l, i, &d)) {
        if (!can_be(&d) && (d.year || day))
            say(l, DIAG_VI_DATE, d.from, d.to);
    } else if (day && plain_number(l, i, 2) > 31) {
        say(l, DIAG_VI_DATE, i, i + 1);
        return;
    } else {
        return;
    }
    check_weekday_behind(l, &d);
}

static bool is_ad(int year)
{
    return year >= 1900 && year <= 2100;
}

/* "tháng 13", "năm 20226", "2030 - 2025". */
static void check_parts(struct vi_lint *l, uint32_t i)
{
    uint32_t before = vi_previous(l, i), next = vi_next(l, i), after = vi_next(l, next);
    int v = plain_number(l, i, 5);
    size_t digits = l->t[i].end - l->t[i].start;
    if (v < 0)
        return;
    if (before != UINT32_MAX && vi_is_word(l, before, "tháng") && digits <= 2 && (v == 0 || v > 12))
        say(l, DIAG_VI_DATE, i, i + 1);
    uint32_t day = before != UINT32_MAX ? vi_previous(l, before) : before;
    bool dated = day != UINT32_MAX && l->t[day].kind == VI_NUMBER;
    if (before != UINT32_MAX && vi_is_word(l, before, "năm") &&
        ((digits == 5 && (v / 1000 == 20 || v / 1000 == 19)) || (digits == 3 && (v / 10 == 20 || v / 10 == 19)) || (dated && digits == 3)))
        say(l, DIAG_VI_YEAR, i, i + 1);
    int last = plain_number(l, after, 4);
    if (digits == 4 && is_ad(v) && is_ad(last) && last < v && (vi_is_char(l, next, '-') || vi_is_char(l, next, 0x2013)))
        say(l, DIAG_VI_YEARS, i, after + 1);
}

void vi_lint_dates(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind == VI_NUMBER) {
            check_date(l, i);
            check_parts(l, i);
        } else if (l->t[i].kind == VI_WORD) {
            check_weekday_at(l, i);
        }
    }
}

/* --- times --- */

static bool is_clock_word(const struct vi_lint *l, uint32_t i)
{
    static const char *const words[] = { "lúc", "hồi", "vào", "từ", "đến" };
    for (guint k = 0; i != UINT32_MAX && k < G_N_ELEMENTS(words); k++)
        if (vi_is_word(l, i, words[k]))
            return true;
    return false;
}

/* "25 giờ", "8 giờ 75 phút", "25h70", "8h75": NUMBER, the word for hours, NUMBER. */
static void check_hours(struct vi_lint *l, uint32_t i)
{
    int hour = plain_number(l, i, 2);
    bool spaced = vi_is(l, i + 1, VI_SPACE);
    uint32_t word = vi_next(l, i);
    bool letter = !spaced && (vi_is_word(l, word, "h") || vi_is_word(l, word, "g")), hours = vi_is_word(l, word, "giờ");
    if (hour < 0 || !(letter || hours))
        return;
    uint32_t next = letter ? word + 1 : vi_next(l, word);
    int minute = plain_number(l, next, 2);
    bool has_minutes = minute >= 0 && (letter || vi_is_word(l, vi_next(l, next), "phút"));
    bool clock = letter ? has_minutes : is_clock_word(l, vi_previous(l, i));
    if ((has_minutes && minute > 59) || (clock && (hour > 24 || (hour == 24 && has_minutes && minute > 0))))
        say(l, DIAG_VI_TIME, i, has_minutes ? next + 1 : word + 1);
}

/* "07:65", "25:10" behind a word of the clock. */
static void check_colon(struct vi_lint *l, uint32_t i)
{
    const char *s = l->unit->text + l->t[i].start;
    size_t n = l->t[i].end - l->t[i].start;
    if (n != 5 || s[2] != ':' || !g_ascii_isdigit(s[1]) || !g_ascii_isdigit(s[3]) || !is_clock_word(l, vi_previous(l, i)))
        return;
    if (atoi(s) > 24 || s[3] > '5')
        say(l, DIAG_VI_TIME, i, i + 1);
}

void vi_lint_times(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++)
        if (l->t[i].kind == VI_NUMBER) {
            check_hours(l, i);
            check_colon(l, i);
        }
}

/* --- Roman numbers --- */

/* The value of a Roman number as it is written by the rules; 0: it is none. */
static int roman(const char *s, size_t len)
{
    static const struct {
        const char *text;
        int value;
    } parts[] = { { "M", 1000 }, { "CM", 900 }, { "D", 500 }, { "CD", 400 }, { "C", 100 }, { "XC", 90 }, { "L", 50 },
                  { "XL", 40 }, { "X", 10 }, { "IX", 9 }, { "V", 5 }, { "IV", 4 }, { "I", 1 } };
    int value = 0;
    size_t i = 0;
    for (guint k = 0; k < G_N_ELEMENTS(parts); k++) {
        size_t n = strlen(parts[k].text);
        bool once = n == 2 || *parts[k].text == 'D' || *parts[k].text == 'L' || *parts[k].text == 'V';
        for (int times = 0; times < (once ? 1 : 3) && len - i >= n && memcmp(s + i, parts[k].text, n) == 0; times++) {
            value += parts[k].value;
            i += n;
        }
    }
    return i == len ? value : 0;
}

static bool has_roman_letters(const char *s, size_t len)
{
    return len > 0 && strspn(s, "IVXLCDM") >= len;
}

/* "Chương IIII", "quý V". */
void vi_lint_roman(struct vi_lint *l)
{
    static const char *const before_roman[] = { "chương", "phần", "mục", "lục", "khóa", "khoá", "kỳ", "thứ", "kỷ", "quý", "đoạn" };
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t next = vi_next(l, i);
        if (l->t[i].kind != VI_WORD || next >= l->n || next == i + 1)
            continue;
        const char *s = l->unit->text + l->t[next].start;
        size_t len = l->t[next].end - l->t[next].start;
        bool opaque = l->t[next].kind == VI_OPAQUE, quarter = vi_is_word(l, i, "quý");
        const char *stroke = opaque ? memchr(s, '/', len) : NULL;
        if (stroke)
            len = (size_t)(stroke - s);
        int v = plain_number(l, next, 2);
        if (quarter && v > 4 && l->t[i].word->letter_case == VI_LOWER) {
            say(l, DIAG_VI_QUARTER, next, next + 1);
            continue;
        }
        if ((l->t[next].kind != VI_WORD && !stroke) || !has_roman_letters(s, len))
            continue;
        bool expected = false;
        for (guint k = 0; k < G_N_ELEMENTS(before_roman); k++)
            expected |= vi_is_word(l, i, before_roman[k]);
        v = roman(s, len);
        if (expected && v == 0 && len > 1)
            say(l, DIAG_VI_ROMAN, next, next + 1);
        else if (quarter && v > 4)
            say(l, DIAG_VI_QUARTER, next, next + 1);
    }
}
