/* SPDX-License-Identifier: MIT */
/* Contradictions of data, and faults of markup: a pattern finds the places, a function says what is written there. */
#include "plant.h"

#include <stdlib.h>
#include <string.h>

struct how {
    const char *pattern;        /* group 1 is what is replaced */
    char *(*change)(GRand *r, const char *was);     /* NULL given: not this one */
};

static char *one_more(GRand *r, const char *was)
{
    gint64 n = g_ascii_strtoll(was, NULL, 10);
    (void)r;
    return g_strdup_printf("%" G_GINT64_FORMAT, n + 1);
}

static char *other_sum(GRand *r, const char *was)
{
    gint64 n = g_ascii_strtoll(was, NULL, 10), by = g_rand_int_range(r, 1, 4);
    return g_strdup_printf("%" G_GINT64_FORMAT, n > by && g_rand_boolean(r) ? n - by : n + by);
}

static char *other_percent(GRand *r, const char *was)
{
    double p = g_ascii_strtod(was, NULL);
    char buf[32];
    (void)r;
    return g_strdup(g_ascii_formatd(buf, sizeof buf, "%.1f", p > 50 ? p - 3 : p + 3));
}

static char *year_before(GRand *r, const char *was)
{
    (void)r;
    return g_strdup_printf("%d", atoi(was) - 1);
}

static char *other_weekday(GRand *r, const char *was)
{
    static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
    const char *day = days[g_rand_int_range(r, 0, G_N_ELEMENTS(days))];
    return strcmp(day, was) == 0 ? NULL : g_strdup(day);
}

static char *other_weekday_vi(GRand *r, const char *was)
{
    static const char *const days[] = { "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy" };
    const char *day = days[g_rand_int_range(r, 0, G_N_ELEMENTS(days))];
    return strcmp(day, was) == 0 ? NULL : g_strdup(day);
}

/* A letter left out of a value or a name. */
static char *letter_left_out(GRand *r, const char *was)
{
    size_t len = strlen(was), at = len > 2 ? (size_t)g_rand_int_range(r, 1, (gint32)len - 1) : 0;
    return len > 2 ? g_strdup_printf("%.*s%s", (int)at, was, was + at + 1) : NULL;
}

static char *nothing(GRand *r, const char *was)
{
    (void)r;
    (void)was;
    return g_strdup("");
}

static char *ampersand(GRand *r, const char *was)
{
    (void)r;
    return g_strdup_printf("%s&", was);
}

static char *not_passed(GRand *r, const char *was)
{
    (void)r;
    (void)was;
    return g_strdup("not-passed");
}

static char *letter(GRand *r, const char *was)
{
    (void)r;
    (void)was;
    return g_strdup("CV");
}

/* Comments and the XML declaration are no places: a match in one is drawn again. */
static bool in_comment(const char *text, size_t at)
{
    const char *open = g_strrstr_len(text, (gssize)at, "<!--"), *close = g_strrstr_len(text, (gssize)at, "-->");
    return open && (!close || close < open);
}

static bool make(const struct base *b, GRand *r, const void *data, struct plant *p)
{
    const struct how *how = data;
    const char *text = src_file_text(b->file);
    GRegex *x = g_regex_new(how->pattern, G_REGEX_DOTALL, 0, NULL);
    GArray *places = g_array_new(FALSE, FALSE, 2 * sizeof(int));
    GMatchInfo *m = NULL;
    g_assert_nonnull(x);
    for (g_regex_match(x, text, 0, &m); g_match_info_matches(m); g_match_info_next(m, NULL)) {
        int at[2];
        if (g_match_info_fetch_pos(m, 1, &at[0], &at[1]) && !in_comment(text, (size_t)at[0]))
            g_array_append_val(places, at);
    }
    g_match_info_free(m);
    g_regex_unref(x);
    bool made = false;
    if (places->len > 0) {
        const int *at = (const int *)(const void *)places->data + 2 * g_rand_int_range(r, 0, (gint32)places->len);
        char *was = g_strndup(text + at[0], (gsize)(at[1] - at[0]));
        p->at = (size_t)at[0];
        p->len = (size_t)(at[1] - at[0]);
        p->text = how->change(r, was);
        made = p->text != NULL;
        g_free(was);
    }
    g_array_free(places, TRUE);
    return made;
}

#define CHANGE(name, pattern, change) { name, DATA, make, &(const struct how){ pattern, change }, false }
#define INSERT(name, pattern, change) { name, DATA, make, &(const struct how){ pattern, change }, true }

const struct kind data_kinds[] = {
    CHANGE("present", "<attendance[^>]*\\spresent=\"(\\d+)\"", one_more),
    CHANGE("absent", "<attendance[^>]*\\sabsent=\"(\\d+)\"", one_more),
    CHANGE("votes for", "<vote[^>]*\\sfor=\"(\\d+)\"", other_sum),
    CHANGE("votes against", "<vote[^>]*\\sagainst=\"(\\d+)\"", one_more),
    CHANGE("papers issued", "<vote[^>]*\\sreturned=\"(\\d+)\"", one_more),
    CHANGE("papers valid", "<vote[^>]*\\svalid=\"(\\d+)\"", one_more),
    CHANGE("votes of a class", "<tally[^>]*\\scount=\"(\\d+)\"", one_more),
    CHANGE("percent of a vote", "<vote[^>]*\\spercent=\"([\\d.]+)\"", other_percent),
    CHANGE("percent of a class", "<tally[^>]*\\spercent=\"([\\d.]+)\"", other_percent),
    CHANGE("percent of a plan", "<figure[^>]*\\spercent=\"([\\d.]+)\"", other_percent),
    CHANGE("result of a vote", "<vote[^>]*\\sresult=\"(passed)\"", not_passed),
    CHANGE("weekday of a date", "weekday=\"([a-z]+)\"", other_weekday),
    CHANGE("weekday in words", "thứ (Hai|Ba|Tư|Năm|Sáu|Bảy), ngày \\d", other_weekday_vi),
    CHANGE("end before the start", "<end>(\\d{4})-", year_before),
    CHANGE("published before the event", "<published>(\\d{4})-", year_before),
    CHANGE("year of the document", "<date[^>]*>(\\d{4})-", year_before),
    CHANGE("unit of a figure", "<figure[^>]*( unit=\"[^\"]*\")", nothing),
    CHANGE("reference", "<(?:ref|insert)[^>]* to=\"([^\"]+)\"", letter_left_out),
    CHANGE("person", "\\sperson=\"([^\"]+)\"", letter_left_out),
    CHANGE("kind of document in its symbol", "<number[^>]* symbol=\"(BB)-", letter),
    CHANGE("value of a list", "\\s(?:mode|role|method|choice|kind|class|result)=\"([a-z-]+)\"", letter_left_out),
    CHANGE("name of an attribute", "\\s(weekday|percent|present|issued|person|label)=\"", letter_left_out),
    CHANGE("name of a start tag", "<(section|person|figure|vote|item|title|venue|opinion)[ >]", letter_left_out),
    CHANGE("attribute that must be", "<(?:figure|absentee|vote)[^>]*( (?:label|value|person|method)=\"[^\"]*\")", nothing),
    CHANGE("end tag", "(</(?:p|item|section|person|title)>)", nothing),
    CHANGE("quotation mark", "=\"[^\"<]*(\")[ >]", nothing),
    INSERT("ampersand", "<p>[^<&]*?(\\w) ", ampersand),
};
const unsigned n_data_kinds = G_N_ELEMENTS(data_kinds);
