/* SPDX-License-Identifier: MIT */
#include "xpath/prose.h"

#include "lang/vi/date.h"
#include "lang/vi/text.h"

#include <math.h>
#include <string.h>

/* As many as rule files of our own have, and room for the user's; past that they are dropped and made anew. */
#define MAX_KEPT 256u

/* From here on it pays to translate an expression into machine code. */
#define OFTEN 100u

struct kept {
    GRegex *regex;              /* NULL: it is wrongly written */
    unsigned uses;
};

static void free_kept(gpointer p)
{
    struct kept *k = p;
    if (k->regex)
        g_regex_unref(k->regex);
    g_free(k);
}

GRegex *prose_regex(const char *pattern)
{
    G_LOCK_DEFINE_STATIC(kept);
    static GHashTable *kept;
    G_LOCK(kept);
    if (!kept)
        kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_kept);
    struct kept *k = g_hash_table_lookup(kept, pattern);
    if (!k) {
        if (g_hash_table_size(kept) >= MAX_KEPT)
            g_hash_table_remove_all(kept);
        k = g_new0(struct kept, 1);
        k->regex = g_regex_new(pattern, 0, 0, NULL);
        g_hash_table_insert(kept, g_strdup(pattern), k);
    } else if (++k->uses == OFTEN && k->regex) {
        g_regex_unref(k->regex);
        k->regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
    }
    GRegex *regex = k->regex;
    G_UNLOCK(kept);
    return regex;
}

/* --- dates --- */

enum { WEEKDAY, DAY, MONTH, YEAR, PARTS };

struct said {
    bool any[PARTS], right[PARTS];
};

static void note(struct said *s, int part, bool right)
{
    s->any[part] = true;
    s->right[part] |= right;
}

static void note_group(struct said *s, const GMatchInfo *m, int group, int part, int right)
{
    char *text = g_match_info_fetch(m, group);
    if (text && *text) {
        gint64 n = g_ascii_strtoll(text, NULL, 10);
        note(s, part, part == YEAR && strlen(text) == 2 ? n == right % 100 : n == right);
    }
    g_free(text);
}

/* Each match of `pattern`, whose groups are the parts listed. */
static void note_all(struct said *s, const char *text, const char *pattern, const int parts[3], const struct vi_moment *d)
{
    const int right[PARTS] = { 0, d->day, d->month, d->year };
    GMatchInfo *m;
    g_regex_match(prose_regex(pattern), text, 0, &m);
    for (; g_match_info_matches(m); g_match_info_next(m, NULL))
        for (int g = 0; g < 3 && parts[g] != PARTS; g++)
            note_group(s, m, g + 1, parts[g], right[parts[g]]);
    g_match_info_free(m);
}

/* "thứ Năm" is Thursday and "năm 2026" a year: what follows decides. */
static void note_weekdays(struct said *s, const char *lower, int right)
{
    static const char *const names[] = { "hai", "ba", "tư", "năm", "sáu", "bảy" };
    GMatchInfo *m;
    g_regex_match(prose_regex("(?<!\\pL)(?:thứ\\s+(hai|ba|tư|năm|sáu|bảy|[2-7])(?![\\pL\\d])|(chủ\\s+nhật))"), lower, 0, &m);
    for (; g_match_info_matches(m); g_match_info_next(m, NULL)) {
        char *word = g_match_info_fetch(m, 1);
        int day = 7;
        for (int i = 0; word && *word && i < 6; i++)
            if (strcmp(word, names[i]) == 0 || word[0] == '2' + i)
                day = i + 1;
        note(s, WEEKDAY, day == right);
        g_free(word);
    }
    g_match_info_free(m);
}

static void note_numbers(struct said *s, const char *lower, const struct vi_moment *d)
{
    note_all(s, lower, "(?<![\\d/.,-])(\\d{1,2})\\s?[/.-]\\s?(\\d{1,2})\\s?[/.-]\\s?(\\d{4}|\\d{2})(?!\\d)",
             (const int[]){ DAY, MONTH, YEAR }, d);
    note_all(s, lower, "(?<![\\d/.,-])(\\d{1,2})/(\\d{1,2})(?![\\d/])(?!\\s?[/.-]\\s?\\d)", (const int[]){ DAY, MONTH, PARTS }, d);
    note_all(s, lower, "(?<!\\pL)ngày\\s+(?:mùng\\s+|mồng\\s+)?(\\d{1,2})(?![\\d/])(?!\\s?[/.-]\\s?\\d)",
             (const int[]){ DAY, PARTS, PARTS }, d);
    note_all(s, lower, "(?<![\\d/.,-])(\\d{1,2})\\s+tháng\\s+(?=\\d)", (const int[]){ DAY, PARTS, PARTS }, d);
    note_all(s, lower, "(?<!\\pL)tháng\\s+(\\d{1,2})(?:\\s?/\\s?(\\d{4}))?(?!\\d)", (const int[]){ MONTH, YEAR, PARTS }, d);
    note_all(s, lower, "(?<!\\pL)năm\\s+(\\d{4})(?!\\d)", (const int[]){ YEAR, PARTS, PARTS }, d);
}

/* A date of the lunar calendar: "mồng 10 tháng 3 âm lịch", "27 tháng Chạp", "mùng 2 Tết". Its numbers are others. */
static bool is_lunar(const char *lower)
{
    return g_regex_match(prose_regex("(?<!\\pL)(?:âm\\s+lịch|\\(âl\\)|tháng\\s+(?:chạp|giêng)|tết|giao\\s+thừa|rằm)(?!\\pL)"), lower, 0, NULL);
}

const char *prose_date_differs(const char *text, const char *iso)
{
    static const char *const names[PARTS] = { "weekday", "day", "month", "year" };
    struct vi_moment d;
    if (!vi_date_parse(iso, &d))
        return NULL;
    struct said s = { { false }, { false } };
    char *lower = vi_text_lower(text);
    note_weekdays(&s, lower, vi_date_weekday(&d));
    if (!is_lunar(lower))
        note_numbers(&s, lower, &d);
    g_free(lower);
    for (int i = 0; i < PARTS; i++)
        if (s.any[i] && !s.right[i])
            return names[i];
    return NULL;
}

/* --- numbers --- */

double prose_number(const char *text)
{
    GMatchInfo *m;
    double n = (double)NAN;
    g_regex_match(prose_regex("^\\s*([+-]?)(\\d{1,3}(?:\\.\\d{3})+|\\d+)(?:,(\\d+))?\\s*%?\\s*$"), text, 0, &m);
    if (g_match_info_matches(m)) {
        char *sign = g_match_info_fetch(m, 1), *whole = g_match_info_fetch(m, 2), *part = g_match_info_fetch(m, 3);
        GString *s = g_string_new(sign);
        for (const char *p = whole; *p; p++)
            if (*p != '.')
                g_string_append_c(s, *p);
        if (part && *part)
            g_string_append_printf(s, ".%s", part);
        n = g_ascii_strtod(s->str, NULL);
        g_string_free(s, TRUE);
        g_free(sign);
        g_free(whole);
        g_free(part);
    }
    g_match_info_free(m);
    return n;
}

/* --- capitals --- */

/* `lower` with a capital where it begins, and behind each match of `pattern`. */
static char *capitals_behind(const char *text, const char *pattern)
{
    char *lower = vi_text_lower(text);
    GString *out = g_string_new("");
    GMatchInfo *m;
    const char *from = lower;
    g_regex_match(prose_regex(pattern), lower, 0, &m);
    for (bool more = true; more;) {
        gint start, end = 0;
        more = g_match_info_matches(m) && g_match_info_fetch_pos(m, 0, &start, &end);
        char *piece = g_strndup(from, more ? (gsize)(lower + end - from) : strlen(from)), *capital = vi_text_capital(piece);
        g_string_append(out, capital);
        from += strlen(piece);
        g_free(capital);
        g_free(piece);
        if (more)
            g_match_info_next(m, NULL);
    }
    g_match_info_free(m);
    g_free(lower);
    return g_string_free(out, FALSE);
}

char *prose_capital_words(const char *text)
{
    return capitals_behind(text, "[\\s-]+");
}

char *prose_capital_parts(const char *text)
{
    return capitals_behind(text, ",\\s+|\\s+và\\s+|\\s+-\\s+");
}
