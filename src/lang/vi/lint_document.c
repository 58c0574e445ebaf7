/* SPDX-License-Identifier: MIT */
/* Checks that need the whole document: abbreviations that nobody explains, signs written in two ways. */
#include "lang/vi/lint.h"

#include <string.h>

struct seen {
    const struct prose_unit *unit;      /* the first place; NULL: in a headline only */
    uint32_t start, end;
    bool introduced;
};

static bool is_roman(const char *s)
{
    return strspn(s, "IVXLCDM") == strlen(s);
}

/* An abbreviation that not every reader knows: capitals, two to seven, that spell no syllable. */
static bool is_abbreviation(const struct vi_word *w)
{
    if (w->letter_case != VI_UPPER || w->letters < 2 || w->letters > 7 || is_roman(w->text) ||
        (w->flags & (VI_USER | VI_MEASURE | VI_FOREIGN | VI_OTHER_SCRIPT)))
        return false;
    return !(w->fold->flags & VI_ABBREVIATION) && !(w->flags & VI_SYLLABLE);
}

/* A unit in capitals throughout has no abbreviations to be seen. */
static bool has_small_letters(const struct vi_unit *u)
{
    for (uint32_t i = 0; i < u->n; i++)
        if (u->t[i].kind == VI_WORD && u->t[i].word->letter_case == VI_LOWER)
            return true;
    return false;
}

/* mã, chứng khoán, cổ phiếu VNM */
static bool names_code(const char *word)
{
    return strcmp(word, "mã") == 0 || strcmp(word, "khoán") == 0 || strcmp(word, "phiếu") == 0;
}

/* "(QTD)", "gọi tắt là QTD", "viết tắt: QTD", and the long form behind: "QTD (Quỹ tín dụng)". */
static bool is_introduced(const struct vi_unit *u, uint32_t i)
{
    bool bracket = i > 0 && u->t[i - 1].kind == VI_PUNCT && (u->t[i - 1].ch == '(' || u->t[i - 1].ch == 0x201C);
    uint32_t next = i + 1;
    while (next < u->n && u->t[next].kind == VI_SPACE)
        next++;
    bool behind = next < u->n && u->t[next].kind == VI_PUNCT && u->t[next].ch == '(';
    bool said = false;
    for (uint32_t k = i; k-- > 0 && i - k < 9;)
        said |= u->t[k].kind == VI_WORD && strcmp(u->t[k].word->fold->text, "tắt") == 0;
    /* "mã chứng khoán: SLP"; "NDO - Ngày …", the medium that reports */
    uint32_t before = i;
    while (before-- > 0 && (u->t[before].kind == VI_SPACE || (u->t[before].kind == VI_PUNCT && u->t[before].ch == ':')))
        ;
    bool code = i > 0 && before < i && u->t[before].kind == VI_WORD &&
                names_code(u->t[before].word->fold->text);
    bool medium = i == 0 && next < u->n && u->t[next].kind == VI_PUNCT && (u->t[next].ch == '-' || u->t[next].ch == 0x2013);
    return bracket || behind || said || code || medium;
}

/* "LG 508", "AK-47", "QL.24": a name of goods, of a road. */
static bool is_product(const struct vi_unit *u, uint32_t i)
{
    uint32_t next = i + 1;
    if (next < u->n && (u->t[next].kind == VI_SPACE || (u->t[next].kind == VI_PUNCT && (u->t[next].ch == '-' || u->t[next].ch == '.'))))
        next++;
    return next < u->n && u->t[next].kind == VI_NUMBER;
}

static void note(GHashTable *words, GPtrArray *order, const struct vi_unit *u, uint32_t i)
{
    const struct vi_word *w = u->t[i].word;
    struct seen *s = g_hash_table_lookup(words, w);
    if (!s) {
        s = g_new0(struct seen, 1);
        g_hash_table_insert(words, (gpointer)w, s);
        g_ptr_array_add(order, (gpointer)w);
    }
    s->introduced |= is_introduced(u, i);
    if (s->unit || u->prose->kind != PROSE_SENTENCES)
        return;
    s->unit = u->prose;
    s->start = u->t[i].start;
    s->end = u->t[i].end;
}

void vi_lint_abbreviations(struct vi_lint *l)
{
    GHashTable *words = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    GPtrArray *order = g_ptr_array_new();
    for (uint32_t k = 0; k < l->n_units; k++) {
        const struct vi_unit *u = &l->units[k];
        bool mixed = has_small_letters(u);
        for (uint32_t i = 0; mixed && i < u->n; i++)
            if (u->t[i].kind == VI_WORD && is_abbreviation(u->t[i].word) && !is_product(u, i))
                note(words, order, u, i);
    }
    for (guint i = 0; i < order->len; i++) {
        const struct vi_word *w = order->pdata[i];
        const struct seen *s = g_hash_table_lookup(words, w);
        if (s->unit && !s->introduced)
            vi_lint_say(l, DIAG_VI_ABBREVIATION, s->unit, s->start, s->end, NULL, false, w->text);
    }
    g_ptr_array_free(order, TRUE);
    g_hash_table_destroy(words);
}

/* --- one sign, two ways --- */

enum sign { STRAIGHT, CURLY, DOTS, ELLIPSIS, EN, EM, NONE };

static enum sign sign_at(const struct vi_unit *u, uint32_t i)
{
    const struct vi_token *t = &u->t[i];
    if (t->kind != VI_PUNCT)
        return NONE;
    bool spaced = i > 0 && i + 1 < u->n && u->t[i - 1].kind == VI_SPACE && u->t[i + 1].kind == VI_SPACE;
    switch (t->ch) {
    case '"':
        return STRAIGHT;
    case 0x201C:
    case 0x201D:
        return CURLY;
    case 0x2026:
        return u->prose->text[t->start] == '.' ? DOTS : ELLIPSIS;
    case 0x2013:
        return spaced ? EN : NONE;
    case 0x2014:
        return spaced ? EM : NONE;
    default:
        return NONE;
    }
}

/* The rarer of two ways is found, each time where the other can be offered, else once. */
static void check_mixed(struct vi_lint *l, const unsigned *count, enum sign a, enum sign b, enum diag_code id, const char *write_a,
                        const char *write_b)
{
    if (!count[a] || !count[b])
        return;
    enum sign rare = count[a] < count[b] ? a : b;
    const char *instead = rare == a ? write_b : write_a;
    for (uint32_t k = 0; k < l->n_units; k++)
        for (uint32_t i = 0; i < l->units[k].n; i++)
            if (sign_at(&l->units[k], i) == rare) {
                vi_lint_say(l, id, l->units[k].prose, l->units[k].t[i].start, l->units[k].t[i].end, instead, false);
                if (!instead)
                    return;
            }
}

void vi_lint_mixed_signs(struct vi_lint *l)
{
    unsigned count[NONE + 1] = { 0 };
    for (uint32_t k = 0; k < l->n_units; k++)
        for (uint32_t i = 0; i < l->units[k].n; i++)
            count[sign_at(&l->units[k], i)]++;
    check_mixed(l, count, STRAIGHT, CURLY, DIAG_VI_QUOTES_MIXED, NULL, NULL);
    check_mixed(l, count, DOTS, ELLIPSIS, DIAG_VI_ELLIPSES_MIXED, "...", "…");
    check_mixed(l, count, EN, EM, DIAG_VI_DASHES_MIXED, "–", "—");
}
