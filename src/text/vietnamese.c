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

/* The lists of vietnamese.def, and what they say of a syllable; VI_PREFIX, the only one as written, apart. */
enum {
    VI_IS_HEAD = 1, VI_IS_FOLLOW = 2, VI_IS_FREE = 4, VI_IS_TITLE = 8, VI_IS_SURNAME = 16,
    VI_IS_TITLE2 = 32,          /* both syllables together */
    VI_IS_COMPOUND = 64,        /* both syllables together */
    VI_BEGINS = 128,            /* the first syllable of one of these */
};
static const struct row {
    const char *text;
    uint8_t is;
} rows[] = {
#define VI_HEAD(w) { w, VI_IS_HEAD },
#define VI_FOLLOW(w) { w, VI_IS_FOLLOW },
#define VI_FREE(w) { w, VI_IS_FREE },
#define VI_TITLE(w) { w, VI_IS_TITLE },
#define VI_SURNAME(w) { w, VI_IS_SURNAME },
#define VI_TITLE2(w) { w, VI_IS_TITLE2 },
#define VI_COMPOUND(w) { w, VI_IS_COMPOUND },
#include "text/vietnamese.def"
#undef VI_HEAD
#undef VI_FOLLOW
#undef VI_FREE
#undef VI_TITLE
#undef VI_SURNAME
#undef VI_TITLE2
#undef VI_COMPOUND
};
static const char *const prefixes[] = {
#define VI_PREFIX(w) w,
#include "text/vietnamese.def"
#undef VI_PREFIX
};

/* --- the table: words and first syllables, open addressing --- */

#define TABLE_BITS 12           /* 4096 places */
static struct slot {
    const char *text;
    uint8_t len, is;
} table[1 << TABLE_BITS];
G_STATIC_ASSERT(G_N_ELEMENTS(rows) * 4 < G_N_ELEMENTS(table));

/* FNV-1a, so that the hash of two syllables goes on from that of the first. */
static uint32_t hash_on(uint32_t h, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    return h;
}
#define HASH_START 2166136261u

/* The place of a syllable, or (b not NULL) of two with a blank between; an empty one if they are in no list. */
static struct slot *slot_of(uint32_t hash, const char *a, size_t la, const char *b, size_t lb)
{
    size_t n = b ? la + 1 + lb : la;
    for (uint32_t i = hash ^ hash >> TABLE_BITS;; i++) {
        struct slot *s = &table[i & (G_N_ELEMENTS(table) - 1)];
        if (!s->text || (s->len == n && memcmp(s->text, a, la) == 0 &&
                         (!b || (s->text[la] == ' ' && memcmp(s->text + la + 1, b, lb) == 0))))
            return s;
    }
}

static void enter(const char *text, size_t n, uint8_t is)
{
    struct slot *s = slot_of(hash_on(HASH_START, text, n), text, n, NULL, 0);
    s->text = text;
    s->len = (uint8_t)n;
    s->is |= is;
}

static void fill_table(void)
{
    static gsize filled;
    if (!g_once_init_enter(&filled))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *blank = strchr(rows[i].text, ' ');
        enter(rows[i].text, strlen(rows[i].text), rows[i].is);
        if (blank)
            enter(rows[i].text, (size_t)(blank - rows[i].text), VI_BEGINS);
    }
    g_once_init_leave(&filled, 1);
}

static int compare(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

/* What stands between two spaces. */
struct word {
    uint32_t start, end;
    char low[MAX_WORD];         /* in lower case, without the punctuation around it; "": too long */
    uint8_t low_len, is;        /* what the lists say of it */
    uint32_t hash;
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
    w->low_len = (uint8_t)(fits ? n : 0);
    w->low[w->low_len] = 0;
    w->hash = hash_on(HASH_START, w->low, w->low_len);
    w->is = w->low_len ? slot_of(w->hash, w->low, w->low_len, NULL, 0)->is : 0;
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

/* Are the two in a list of pairs? */
static bool pair_is(const struct word *a, const struct word *b, uint8_t is)
{
    if (!(a->is & VI_BEGINS) || !b->low_len || a->closed)
        return false;
    uint32_t hash = hash_on(hash_on(a->hash, " ", 1), b->low, b->low_len);
    return slot_of(hash, a->low, a->low_len, b->low, b->low_len)->is & is;
}

static bool is_prefix(const char *raw)
{
    return *raw && bsearch(raw, prefixes, G_N_ELEMENTS(prefixes), sizeof *prefixes, compare);
}

/* The break between w[i] and w[i + 1]; `last`: the last syllable of all. */
static enum text_break between(const struct word *w, unsigned i, unsigned last, unsigned name_left)
{
    const struct word *a = &w[i], *b = &w[i + 1];
    const struct word *before = i > 0 && !w[i - 1].closed ? &w[i - 1] : NULL;
    if (b->mark && !b->dash)
        return TEXT_NO_BREAK;           /* "./." · "%" · "…" */
    if (is_prefix(a->raw) || a->initial)
        return TEXT_NO_BREAK;
    if (!a->closed && (a->is & VI_IS_HEAD) && (b->number || b->ordinal || b->symbol))
        return TEXT_NO_BREAK;           /* Điều 5 · điểm a · năm 2023 */
    if (a->number && !a->closed && !a->percent) {
        bool named = before && (before->is & VI_IS_HEAD);
        if ((b->is & VI_IS_FOLLOW))
            return TEXT_NO_BREAK;       /* ngày 12 | tháng 12 */
        if (!named && !b->number && !b->capital && !b->mark && *b->low && !(b->is & VI_IS_FREE))
            return TEXT_NO_BREAK;       /* 37 kế hoạch */
    }
    if (b->number && before && before->number && !a->closed && (a->is & VI_IS_FOLLOW))
        return TEXT_NO_BREAK;           /* 14 giờ | 30 */
    if (i + 1 == last)
        return TEXT_LONE_BREAK;
    if (name_left > 0 && b->capital)
        return TEXT_POOR_BREAK;         /* Nguyễn | Văn */
    if (b->capital && !a->closed && ((a->is & VI_IS_TITLE) || (before && pair_is(before, a, VI_IS_TITLE2))))
        return TEXT_POOR_BREAK;         /* đồng chí | Nguyễn */
    return b->mark || pair_is(a, b, VI_IS_COMPOUND) ? TEXT_POOR_BREAK : TEXT_BREAK;
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
    fill_table();
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
        else if ((v[i].is & VI_IS_SURNAME))
            name_left = 3;
        weaken(&brk[v[i + 1].start], between(v, i, last - 1, name_left));
    }
    g_array_free(words, TRUE);
}
