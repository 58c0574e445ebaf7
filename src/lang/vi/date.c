/* SPDX-License-Identifier: MIT */
/* Dates and times in Vietnamese, and the calendar behind them. */
#include "lang/vi/date.h"

#include "lang/vi/number.h"

#include <glib.h>
#include <string.h>

static bool is_leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int month_days(int y, int m)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

/* Exactly `n` digits, up to `max`; moves *p on. */
static bool digits(const char **p, unsigned n, int max, int *out)
{
    int v = 0;
    for (unsigned i = 0; i < n; i++, (*p)++) {
        if (!g_ascii_isdigit(**p))
            return false;
        v = v * 10 + (**p - '0');
    }
    *out = v;
    return v <= max;
}

static bool literal(const char **p, char c)
{
    if (**p != c)
        return false;
    (*p)++;
    return true;
}

static bool parse_clock(const char **p, struct vi_moment *m)
{
    if (!digits(p, 2, 23, &m->hour) || !literal(p, ':') || !digits(p, 2, 59, &m->minute))
        return false;
    if (literal(p, ':')) {
        if (!digits(p, 2, 59, &m->second))
            return false;
        if (literal(p, '.')) {
            if (!g_ascii_isdigit(**p))
                return false;
            while (g_ascii_isdigit(**p))
                (*p)++;
        }
    }
    m->has_time = true;
    return true;
}

static bool parse_zone(const char **p, struct vi_moment *m)
{
    if (literal(p, 'Z')) {
        m->has_zone = true;
        return true;
    }
    if (**p != '+' && **p != '-')
        return true;
    int sign = *(*p)++ == '-' ? -1 : 1, h, min;
    if (!digits(p, 2, 14, &h) || !literal(p, ':') || !digits(p, 2, 59, &min))
        return false;
    m->zone = sign * (h * 60 + min);
    m->has_zone = true;
    return true;
}

bool vi_date_parse(const char *iso, struct vi_moment *out)
{
    struct vi_moment m = { 0 };
    if (!iso)
        return false;
    const char *p = iso;
    while (g_ascii_isspace(*p))
        p++;
    if (!digits(&p, 4, 9999, &m.year) || m.year < 1 || !literal(&p, '-') || !digits(&p, 2, 12, &m.month) ||
        m.month < 1 || !literal(&p, '-') || !digits(&p, 2, 31, &m.day) || m.day < 1)
        return false;
    if (m.day > month_days(m.year, m.month))
        return false;
    if (literal(&p, 'T') && !parse_clock(&p, &m))
        return false;
    if (!parse_zone(&p, &m))
        return false;
    while (g_ascii_isspace(*p))
        p++;
    if (*p)
        return false;
    *out = m;
    return true;
}

/* Years are counted from March, so that the leap day is the last of its year. */
int64_t vi_date_days(const struct vi_moment *m)
{
    int64_t y = m->month <= 2 ? m->year - 1 : m->year;
    int64_t month = (m->month + 9) % 12;
    int64_t leaps = y / 4 - y / 100 + y / 400;
    int64_t day_of_year = (153 * month + 2) / 5 + m->day - 1;
    return y * 365 + leaps + day_of_year - 719468;     /* 719468: 1 March of year 0 to 1 January 1970 */
}

int vi_date_weekday(const struct vi_moment *m)
{
    int64_t d = (vi_date_days(m) + 3) % 7;             /* 1970-01-01 was a Thursday */
    return (int)(d < 0 ? d + 7 : d) + 1;
}

const char *vi_date_weekday_name(int weekday)
{
    static const char *const names[] = {
        "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật",
    };
    return weekday >= 1 && weekday <= 7 ? names[weekday - 1] : NULL;
}

int vi_date_compare(const struct vi_moment *a, const struct vi_moment *b)
{
    int64_t x = vi_date_days(a), y = vi_date_days(b);
    if (a->has_time && b->has_time) {
        x = x * 86400 + a->hour * 3600 + a->minute * 60 + a->second;
        y = y * 86400 + b->hour * 3600 + b->minute * 60 + b->second;
        if (a->has_zone && b->has_zone) {
            x -= a->zone * 60;
            y -= b->zone * 60;
        }
    }
    return (x > y) - (x < y);
}

/* "tháng tư", not "tháng bốn". */
static char *date_words(const struct vi_moment *m)
{
    char buf[16];
    g_snprintf(buf, sizeof buf, "%d", m->day);
    char *day = vi_number_words(buf, VI_WORDS_DEFAULT);
    g_snprintf(buf, sizeof buf, "%d", m->month);
    char *month = m->month == 4 ? g_strdup("tư") : vi_number_words(buf, VI_WORDS_DEFAULT);
    g_snprintf(buf, sizeof buf, "%d", m->year);
    char *year = vi_number_words(buf, VI_WORDS_DEFAULT);
    char *all = g_strdup_printf("ngày %s tháng %s năm %s", day, month, year);
    g_free(day);
    g_free(month);
    g_free(year);
    return all;
}

char *vi_date_format(const struct vi_moment *m, enum vi_date_form form)
{
    switch (form) {
    case VI_DATE_LONG:
        return g_strdup_printf(m->month <= 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", m->day,
                               m->month, m->year);
    case VI_DATE_SHORT:
        return g_strdup_printf("%02d/%02d/%d", m->day, m->month, m->year);
    case VI_DATE_ADMIN:
        return g_strdup_printf(m->month <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d", m->day, m->month, m->year);
    case VI_DATE_PLAIN:
        return g_strdup_printf("%d/%d/%d", m->day, m->month, m->year);
    case VI_DATE_ISO:
        return g_strdup_printf("%04d-%02d-%02d", m->year, m->month, m->day);
    case VI_DATE_WORDS:
        return date_words(m);
    }
    g_assert_not_reached();
}

char *vi_time_format(const struct vi_moment *m, enum vi_time_form form)
{
    if (form == VI_TIME_SHORT)
        return g_strdup_printf("%02d:%02d", m->hour, m->minute);
    if (form == VI_TIME_PLAIN && m->minute == 0)
        return g_strdup_printf("%d giờ", m->hour);
    return g_strdup_printf("%d giờ %02d phút", m->hour, m->minute);
}
