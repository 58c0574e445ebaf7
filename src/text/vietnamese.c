/* SPDX-License-Identifier: MIT */
/*
 * Line breaks in Vietnamese. Each syllable is written apart, so UAX #14
 * allows a break at every one; this forbids those that part a number from what it
 * counts or names, and marks as poor those inside a name or a word.
 *
 * Input: the text and its break opportunities. Output: fewer of them. The words stand in vietnamese.def.
 */
#include "text/text.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORD 24u            /* bytes of a syllable that is looked up; longer ones are in no list */
#define MAX_TOKEN 40u           /* letters of a symbol that is kept whole */

static const char *const heads[] = {
#define VI_HEAD(w) w,
#include "text/vietnamese.def"
#undef VI_HEAD
};
static const char *const follows[] = {
#define VI_FOLLOW(w) w,
#include "text/vietnamese.def"
#undef VI_FOLLOW
};
static const char *const frees[] = {
#define VI_FREE(w) w,
#include "text/vietnamese.def"
#undef VI_FREE
};
static const char *const titles[] = {
#define VI_TITLE(w) w,
#include "text/vietnamese.def"
#undef VI_TITLE
};
static const char *const double_titles[] = {
#define VI_TITLE2(w) w,
#include "text/vietnamese.def"
#undef VI_TITLE2
};
static const char *const surnames[] = {
#define VI_SURNAME(w) w,
#include "text/vietnamese.def"
#undef VI_SURNAME
};
static const char *const compounds[] = {
#define VI_COMPOUND(w) w,
#include "text/vietnamese.def"
#undef VI_COMPOUND
};
static const char *const prefixes[] = {
#define VI_PREFIX(w) w,
#include "text/vietnamese.def"
#undef VI_PREFIX
};

static int compare(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

#define LISTED(word, list) (*(word) && bsearch((word), (list), G_N_ELEMENTS(list), sizeof *(list), compare) != NULL)

/* What stands between two spaces. */
struct word {
    uint32_t start, end;
    char low[MAX_WORD];         /* in lower case, without the punctuation around it; "": too long */
    char raw[8];                /* as written; "": too long */
    bool number;                /* 12 · 3.600 · 12/12/2023 */
    bool symbol;                /* begins with a digit: 15/QĐ-BNV */
    bool percent;
    bool capital;               /* begins with one */
    bool closed;                /* ends with punctuation */
    bool initial;               /* "V." */
    bool ordinal;               /* a single letter or a Roman number */
    bool mark;                  /* nothing but punctuation … */
    bool dash;                  /* … namely a dash */
};

static bool is_opening(gunichar c)
{
    return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB;
}

static void read_letters(const char *s, const char *e, struct word *w)
{
    size_t n = 0, letters = 0, roman = 0, digits = 0, others = 0;
    bool fits = true;
    for (const char *p = s; p < e; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        letters++;
        digits += g_unichar_isdigit(c) ? 1u : 0u;
        others += g_unichar_isdigit(c) || strchr(".,/:-+", (int)(c < 128 ? c : 'x')) ? 0u : 1u;
        roman += c < 128 && strchr("IVXLC", (int)c) ? 1u : 0u;
        if (fits && n + 6 < MAX_WORD)
            n += (size_t)g_unichar_to_utf8(c < 128 ? (gunichar)g_ascii_tolower((gchar)c) : g_unichar_tolower(c),
                                           w->low + n);
        else
            fits = false;
    }
    w->low[fits ? n : 0] = 0;
    w->number = digits > 0 && others == 0;
    w->ordinal = letters > 0 && (letters == 1 || roman == letters) && digits == 0;
}

static void read_word(const char *text, struct word *w)
{
    const char *s = text + w->start, *e = text + w->end;
    if ((size_t)(e - s) < sizeof w->raw) {
        memcpy(w->raw, s, (size_t)(e - s));
        w->raw[e - s] = 0;
    }
    while (s < e && is_opening(g_utf8_get_char(s)))
        s = g_utf8_next_char(s);
    const char *core = s;
    while (e > s) {
        const char *last = g_utf8_find_prev_char(s, e);
        gunichar c = g_utf8_get_char(last ? last : s);
        if (g_unichar_isalnum(c) || c == 0xFFFC)
            break;
        if (c == '%')
            w->percent = true;
        else
            w->closed = true;
        e = last ? last : s;
    }
    w->mark = core == e;
    if (w->mark) {
        gunichar c = g_utf8_get_char(core);
        w->dash = c == '-' || (c >= 0x2010 && c <= 0x2015);
        return;
    }
    w->capital = g_unichar_isupper(g_utf8_get_char(core));
    w->symbol = g_ascii_isdigit(*core);
    read_letters(core, e, w);
    w->initial = w->capital && g_utf8_next_char(core) == e && *e == '.';
}

/* --- the rules --- */

static void weaken(uint8_t *b, enum text_break to)
{
    if (*b == TEXT_BREAK || ((*b == TEXT_POOR_BREAK || *b == TEXT_LONE_BREAK) && to == TEXT_NO_BREAK))
        *b = (uint8_t)to;
}

static bool pair_listed(const struct word *a, const struct word *b, bool title)
{
    char both[2 * MAX_WORD + 1];
    if (!*a->low || !*b->low || a->closed)
        return false;
    g_snprintf(both, sizeof both, "%s %s", a->low, b->low);
    return title ? LISTED(both, double_titles) : LISTED(both, compounds);
}

/* The break between w[i] and w[i + 1]; `last`: the last syllable of all. */
static enum text_break between(const struct word *w, unsigned i, unsigned last, unsigned name_left)
{
    const struct word *a = &w[i], *b = &w[i + 1];
    const struct word *before = i > 0 && !w[i - 1].closed ? &w[i - 1] : NULL;
    if (b->mark && !b->dash)
        return TEXT_NO_BREAK;           /* "./." · "%" · "…" */
    if (LISTED(a->raw, prefixes) || a->initial)
        return TEXT_NO_BREAK;
    if (!a->closed && LISTED(a->low, heads) && (b->number || b->ordinal || b->symbol))
        return TEXT_NO_BREAK;           /* Điều 5 · điểm a · năm 2023 */
    if (a->number && !a->closed && !a->percent) {
        bool named = before && LISTED(before->low, heads);
        if (LISTED(b->low, follows))
            return TEXT_NO_BREAK;       /* ngày 12 | tháng 12 */
        if (!named && !b->number && !b->capital && !b->mark && *b->low && !LISTED(b->low, frees))
            return TEXT_NO_BREAK;       /* 37 kế hoạch */
    }
    if (b->number && before && before->number && !a->closed && LISTED(a->low, follows))
        return TEXT_NO_BREAK;           /* 14 giờ | 30 */
    if (i + 1 == last)
        return TEXT_LONE_BREAK;
    if (name_left > 0 && b->capital)
        return TEXT_POOR_BREAK;         /* Nguyễn | Văn */
    if (b->capital && !a->closed && (LISTED(a->low, titles) || (before && pair_listed(before, a, true))))
        return TEXT_POOR_BREAK;         /* đồng chí | Nguyễn */
    return b->mark || pair_listed(a, b, false) ? TEXT_POOR_BREAK : TEXT_BREAK;
}

/* Symbols are whole: 15/QĐ-BNV, T/M, Mát-xcơ-va; addresses of the web are not. */
static void hold_token(const char *text, const struct word *w, uint8_t *brk)
{
    size_t n = w->end - w->start;
    if (n > MAX_TOKEN * 2 || g_strstr_len(text + w->start, (gssize)n, "://") ||
        g_strstr_len(text + w->start, (gssize)n, "www."))
        return;
    for (uint32_t i = w->start + 1; i < w->end; i++)
        if (text[i - 1] == '/' || text[i - 1] == '-')
            weaken(&brk[i], TEXT_NO_BREAK);
}

/* Is that a space at which the text may be broken? No-break spaces are letters here. */
static bool is_gap(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

void text_vi_tailor(const char *text, uint32_t start, uint32_t end, uint8_t *brk)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(struct word));
    for (uint32_t i = start; i < end;) {
        while (i < end && is_gap(text[i]))
            i++;
        struct word w;
        memset(&w, 0, sizeof w);
        w.start = i;
        while (i < end && !is_gap(text[i]))
            i++;
        w.end = i;
        if (w.end == w.start)
            break;
        read_word(text, &w);
        hold_token(text, &w, brk);
        g_array_append_val(words, w);
    }
    const struct word *v = (const struct word *)(const void *)words->data;
    unsigned n = words->len, name_left = 0, last = n;
    while (last > 0 && v[last - 1].mark)
        last--;
    for (unsigned i = 0; i + 1 < n; i++) {
        if (v[i].closed || !v[i].capital)
            name_left = 0;
        else if (name_left > 0)
            name_left--;
        else if (LISTED(v[i].low, surnames))
            name_left = 3;
        weaken(&brk[v[i + 1].start], between(v, i, last - 1, name_left));
    }
    g_array_free(words, TRUE);
}
