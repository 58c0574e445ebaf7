/* SPDX-License-Identifier: MIT */
/* What the writer of a wrong number, date or time meant: 107,1; 05/3/2026; 120%; 8 giờ 30 ngày 05/3/2026. */
#include "report/schema_priv.h"

#include <string.h>

/* --- dates and times --- */

#define DATE "(?:(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})" \
    "|(?:ngày\\s+)?(?<d>\\d{1,2})(?:\\s?[-/.]\\s?|\\s+tháng\\s+)(?<m>\\d{1,2})(?:\\s?[-/.]\\s?|\\s+năm\\s+)(?<y>\\d{4}))"
#define CLOCK "(?<h>\\d{1,2})\\s?(?::|h|giờ)\\s?(?<min>\\d{2})?(?:\\s?phút)?(?::(?<s>\\d{2})(?:\\.\\d+)?)?\\s?(?<z>Z|[+-]\\d{2}:?\\d{2})?"

struct moment {
    unsigned year, month, day;
    bool clock;
    int minutes, seconds;       /* since midnight in Viet Nam; seconds within the minute */
};

static bool named(const GMatchInfo *m, const char *name, unsigned *out)
{
    char *text = g_match_info_fetch_named(m, name);
    bool given = text && *text;
    *out = given ? (unsigned)g_ascii_strtoull(text, NULL, 10) : 0;
    g_free(text);
    return given;
}

/* Minutes east of Greenwich; Viet Nam's where none is given. */
static int zone_of(const GMatchInfo *m)
{
    char *text = g_match_info_fetch_named(m, "z");
    int zone = 420;
    if (text && (*text == '+' || *text == '-')) {
        int n = (int)g_ascii_strtoull(text + 1, NULL, 10), min = (int)g_ascii_strtoull(text + strlen(text) - 2, NULL, 10);
        zone = (*text == '-' ? -1 : 1) * ((strchr(text, ':') ? n : n / 100) * 60 + min);
    } else if (text && g_ascii_toupper(*text) == 'Z') {
        zone = 0;
    }
    g_free(text);
    return zone;
}

static bool read_match(const GMatchInfo *m, struct moment *out)
{
    unsigned h, min, s;
    named(m, "y", &out->year);
    named(m, "m", &out->month);
    named(m, "d", &out->day);
    if (out->year < 1000 || !g_date_valid_dmy((GDateDay)out->day, (GDateMonth)out->month, (GDateYear)out->year))
        return false;
    out->clock = named(m, "h", &h);
    named(m, "min", &min);
    named(m, "s", &s);
    if (h > 24 || min > 59 || s > 59 || (h == 24 && (min || s)))
        return false;
    out->minutes = (int)(h * 60 + min) + 420 - zone_of(m);
    out->seconds = (int)s;
    return true;
}

static bool read_moment(const char *text, struct moment *out)
{
    static const char *const forms[] = {
        "^(?:(?:thứ\\s+\\S+|chủ\\s+nhật),?\\s+)?" DATE "(?:(?:T|,?\\s+(?:lúc\\s+)?)" CLOCK ")?$",
        "^(?:lúc\\s+)?" CLOCK ",?\\s+" DATE "$",
    };
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(forms) && !found; i++) {
        GRegex *regex = g_regex_new(forms[i], G_REGEX_DUPNAMES | G_REGEX_CASELESS, 0, NULL);
        GMatchInfo *m;
        found = g_regex_match(regex, text, 0, &m) && read_match(m, out);
        g_match_info_free(m);
        g_regex_unref(regex);
    }
    return found;
}

/* `whole`: with the time of day. */
static const char *date_meant(struct schema_check *c, const char *text, bool whole, bool *sure)
{
    struct moment m;
    if (strlen(text) > 80 || !read_moment(text, &m) || (whole && !m.clock))
        return NULL;
    *sure = whole || !m.clock;
    if (!whole)
        return arena_printf(c->arena, "%04u-%02u-%02u", m.year, m.month, m.day);
    GDate day;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)m.day, (GDateMonth)m.month, (GDateYear)m.year);
    for (; m.minutes < 0; m.minutes += 1440)
        g_date_subtract_days(&day, 1);
    for (; m.minutes >= 1440; m.minutes -= 1440)
        g_date_add_days(&day, 1);
    return arena_printf(c->arena, "%04u-%02u-%02uT%02d:%02d:%02d+07:00", (unsigned)g_date_get_year(&day),
                        (unsigned)g_date_get_month(&day), (unsigned)g_date_get_day(&day), m.minutes / 60, m.minutes % 60,
                        m.seconds);
}

/* --- numbers --- */

/* 1,234 may be a thousand, and a percent sign belong to a ratio. */
static bool is_sure_number(const char *text, const char *attr)
{
    const char *comma = strchr(text, ',');
    if (strpbrk(text, "+-") || (strchr(text, '%') && g_strcmp0(attr, "percent") != 0))
        return false;
    return !comma || strchr(text, '.') || strspn(comma + 1, "0123456789") != 3;
}

/* Is a point between thousands: 1.234 in Vietnamese? */
static bool is_grouped(const char *text)
{
    const char *point = strchr(text, '.');
    return point && (strchr(text, ',') || strchr(point + 1, '.'));
}

static const char *number_meant(struct schema_check *c, const char *text, bool whole, const char *attr, bool *sure)
{
    size_t n = strspn(text, "0123456789.,% +-"), used = n;
    if (text[n] && (n == 0 || (text[n - 1] != ' ' && text[n - 1] != '%')))
        return NULL;
    while (used > 0 && text[used - 1] == ' ')
        used--;
    if (used == 0 || used > 30)
        return NULL;
    const char *digits = arena_strndup(c->arena, text, used);       /* "3.600 cuốn": the unit stands elsewhere */
    const char *point = strchr(digits, '.');
    bool groups = is_grouped(digits) || (text[n] && point && strspn(point + 1, "0123456789") == 3);
    GString *s = g_string_new("");
    for (const char *p = digits; *p; p++)
        if (!strchr("% +", *p) && !(*p == '.' && groups))
            g_string_append_c(s, *p == ',' ? '.' : *p);
    char *end;
    (void)g_ascii_strtod(s->str, &end);
    bool good = s->len > 0 && *end == '\0' && s->str[0] != '-' && strcmp(s->str, text) != 0 && !(whole && strchr(s->str, '.'));
    const char *out = good ? arena_strdup(c->arena, s->str) : NULL;
    g_string_free(s, TRUE);
    *sure = !text[n] && is_sure_number(text, attr);
    return out;
}

const char *schema_meant(struct schema_check *c, const xmlNode *decl, const char *text, const char *attr, bool *sure)
{
    const char *kind = decl ? model_primitive(c->model, decl) : "";
    if (strcmp(kind, "date") == 0 || strcmp(kind, "dateTime") == 0)
        return date_meant(c, text, kind[4] != '\0', sure);
    if (strcmp(kind, "decimal") == 0 || strstr(kind, "nteger"))
        return number_meant(c, text, strstr(kind, "nteger") != NULL, attr, sure);
    return NULL;
}
