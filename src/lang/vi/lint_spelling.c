/* SPDX-License-Identifier: MIT */
/* Checks of single words: syllables that cannot be, words run together, capitals inside of words, text without marks. */
#include "lang/vi/lint.h"

#include "lang/vi/realword.h"
#include "lang/vi/speller.h"
#include "lang/vi/text.h"

#include <string.h>

/* `lower` in the case of `like`; g_free it. */
static char *in_case_of(const struct vi_word *like, const char *lower)
{
    if (like->letter_case == VI_UPPER)
        return vi_text_upper(lower);
    return like->letter_case == VI_CAPITAL ? vi_text_capital(lower) : g_strdup(lower);
}

/* The letters of `text` with the spaces of `split`, which is the same in lower case; g_free it. */
static char *with_spaces_of(const char *text, const char *split)
{
    GString *out = g_string_new(NULL);
    for (; *split && *text; split = g_utf8_next_char(split)) {
        if (*split == ' ') {
            g_string_append_c(out, ' ');
            continue;
        }
        const char *next = g_utf8_next_char(text);
        g_string_append_len(out, text, next - text);
        text = next;
    }
    return g_string_free(out, FALSE);
}

/* Does the hyphen `i` hold the parts of a word? In "nghề nghiệp-Giáo dục" it is a dash that lacks its spaces. */
static bool joins(const struct vi_lint *l, uint32_t i)
{
    if (i == 0 || !vi_is_char(l, i, '-') || l->t[i - 1].kind != VI_WORD || !vi_is(l, i + 1, VI_WORD))
        return false;
    return l->t[i - 1].word->letter_case != VI_LOWER || l->t[i + 1].word->letter_case == VI_LOWER;
}

/* Part of a word with hyphens (Mát-xcơ-va), or of one with digits (see the checks of numbers)? */
static bool is_part(const struct vi_lint *l, uint32_t i)
{
    bool hyphen = (i > 0 && joins(l, i - 1)) || joins(l, i + 1);
    return hyphen || (i > 0 && l->t[i - 1].kind == VI_NUMBER) || vi_is(l, i + 1, VI_NUMBER);
}

/* A name or an abbreviation may break the grammar; a slip in it is seen where what was meant is sure. */
static bool may_be_name(const struct vi_word *w, const struct vi_verdict *v)
{
    if (w->letter_case == VI_LOWER)
        return false;
    if ((w->flags & VI_ASCII) || !v->instead || (w->letter_case == VI_UPPER && w->letters <= 4))
        return true;
    return v->kind == VI_NO_SYLLABLE || v->kind == VI_TONE_ON_STOP || v->kind == VI_KEYS_LEFT ||
           (v->kind == VI_JOINED_WORDS && w->letters < 6);
}

static bool is_foreign_name(const struct vi_lint *l, uint32_t i)
{
    return vi_is(l, i, VI_WORD) && l->t[i].word->letter_case == VI_CAPITAL && !(l->t[i].word->flags & VI_SYLLABLE);
}

/* Kông Chro, làng Kông Brech: a name of another people, by a neighbour that is no syllable either, or by what it names. */
static bool is_in_name(const struct vi_lint *l, uint32_t i)
{
    static const char *const places[] = { "xã", "làng", "buôn", "bản", "thôn", "huyện", "sông", "suối", "núi", "đèo", "thác" };
    if (l->t[i].word->letter_case != VI_CAPITAL)
        return false;
    uint32_t before = vi_previous(l, i);
    bool place = false;
    for (size_t k = 0; before != UINT32_MAX && k < G_N_ELEMENTS(places); k++)
        place |= vi_is_word(l, before, places[k]);
    return place || is_foreign_name(l, vi_next(l, i)) || (before != UINT32_MAX && is_foreign_name(l, before));
}

/* --- what the context says --- */

#define SURE 8.0                /* log odds: that much nothing but the word that is meant has */

/* What the words around ask for in the place of token `i`, in its case; NULL: they do not say. g_free it. */
static char *by_context(const struct vi_lint *l, uint32_t i)
{
    /* a sentence or so on each side is enough, and keeps many slips in one long paragraph linear */
    enum { AROUND = 24 };
    uint32_t from = i > AROUND ? i - AROUND : 0, to = MIN(i + AROUND, l->n);
    return vi_realword_ask(l->realword, l->unit->text, l->t + from, to - from, i - from, SURE);
}

static void say(struct vi_lint *l, uint32_t i, const struct vi_verdict *v)
{
    static const struct {
        enum diag_code plain, like;
    } codes[] = {
        [VI_JOINED_WORDS] = { DIAG_VI_JOINED, DIAG_VI_JOINED },
        [VI_TONE_MISPLACED] = { DIAG_VI_TONE_PLACE, DIAG_VI_TONE_PLACE },
        [VI_TONES_TWO] = { DIAG_VI_TWO_TONES, DIAG_VI_TWO_TONES_LIKE },
        [VI_TONE_ON_STOP] = { DIAG_VI_TONE_STOP, DIAG_VI_TONE_STOP_LIKE },
        [VI_ONSET_WRONG] = { DIAG_VI_ONSET, DIAG_VI_ONSET_LIKE },
        [VI_LETTER_DOUBLED] = { DIAG_VI_DOUBLED, DIAG_VI_DOUBLED_LIKE },
        [VI_KEYS_LEFT] = { DIAG_VI_KEYS, DIAG_VI_KEYS },
        [VI_NO_SYLLABLE] = { DIAG_VI_SYLLABLE, DIAG_VI_SYLLABLE_LIKE },
    };
    const struct vi_word *w = l->t[i].word;
    char *instead = v->kind == VI_NO_SYLLABLE ? by_context(l, i) : NULL;
    if (!instead)
        instead = !v->instead                  ? NULL
                  : v->kind == VI_JOINED_WORDS ? with_spaces_of(w->text, v->instead)
                                               : in_case_of(w, v->instead);
    bool safe = v->safe && !(v->kind == VI_ONSET_WRONG && w->letter_case != VI_LOWER);      /* Kông may be a name */
    vi_lint_say(l, instead ? codes[v->kind].like : codes[v->kind].plain, l->unit, l->t[i].start, l->t[i].end, instead, safe,
                w->text, instead);
    vi_lint_tell(l, l->t[i].start);
    g_free(instead);
}

void vi_lint_spelling(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_WORD || (l->t[i].word->flags & (VI_SYLLABLE | VI_FOREIGN)) || vi_lint_is_told(l, l->unit, l->t[i].start))
            continue;
        const struct vi_word *w = l->t[i].word;
        const struct vi_verdict *v = vi_speller_judge(l->speller, w->fold);
        if (v->kind == VI_RIGHT || may_be_name(w, v) || is_part(l, i) ||
            (v->kind != VI_JOINED_WORDS && is_in_name(l, i)))
            continue;
        say(l, i, v);
    }
}

/* --- capitals inside of words --- */

/* hỘi, HỘi, HộI: a syllable in letters that no abbreviation has. ThS, iPhone, ĐHĐCĐ are none. */
void vi_lint_letter_case(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_WORD || l->t[i].word->letter_case != VI_MIXED)
            continue;
        const struct vi_word *w = l->t[i].word;
        bool short_name = (w->flags & VI_ASCII) && (w->letters < 3 || !(w->flags & VI_COMMON));
        if (short_name || !(w->flags & VI_SYLLABLE) || w->letters < 2)
            continue;
        bool capital = g_unichar_isupper(g_utf8_get_char(w->text));
        char *instead = capital ? vi_text_capital(w->fold->text) : g_strdup(w->fold->text);
        vi_lint_say(l, DIAG_VI_MIXED_CASE, l->unit, l->t[i].start, l->t[i].end, instead, false, w->text, instead);
        g_free(instead);
    }
}

/* --- text without marks --- */

/* Would the word be a syllable if it had its marks? */
static bool is_bare(const struct vi_word *w)
{
    return (w->flags & VI_ASCII) && w->letters > 1 && !strpbrk(w->fold->text, "fjwz");
}

/* A unit of many words, none of which has a mark, and which is no other language: its words are syllables. */
void vi_lint_no_marks(struct vi_lint *l)
{
    unsigned words = 0, bare = 0, syllables = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_WORD)
            continue;
        const struct vi_word *w = l->t[i].word;
        if (!(w->flags & VI_ASCII))
            return;
        words++;
        bare += is_bare(w);
        syllables += (w->flags & VI_SYLLABLE) != 0 || vi_speller_judge(l->speller, w->fold)->kind == VI_TONE_ON_STOP;
    }
    if (words >= 6 && bare * 10 >= words * 9 && syllables * 10 >= words * 8)
        vi_lint_say(l, DIAG_VI_NO_MARKS, l->unit, 0, l->unit->len, NULL, false);
}
