/* SPDX-License-Identifier: MIT */
/* Verdicts on words: the grammar first, then what a slip of the hand would have made of a common syllable. */
#include "lang/vi/speller.h"

#include "base/arena.h"
#include "lang/vi/spelling.h"
#include "lang/vi/text.h"

#include <string.h>

enum {
    MAX_JOINED = 36,            /* letters of joined words */
    MAX_JUDGED = 30000,         /* words that are no syllables; what has more of them is no prose */
};

struct vi_speller {
    const struct vi_word_table *words;
    struct arena *arena;
    GPtrArray *verdicts;        /* of struct vi_verdict, by the word's id; NULL: not judged yet */
    unsigned judged;
};

static const struct vi_verdict right = { VI_RIGHT, NULL, false };

struct vi_speller *vi_speller_new(const struct vi_word_table *words)
{
    struct vi_speller *s = g_new(struct vi_speller, 1);
    *s = (struct vi_speller){ words, arena_new(), g_ptr_array_new(), 0 };
    return s;
}

void vi_speller_drop(struct vi_speller *s)
{
    if (!s)
        return;
    g_ptr_array_free(s->verdicts, TRUE);
    arena_drop(s->arena);
    g_free(s);
}

static bool is_common(const struct vi_speller *s, const char *lower)
{
    unsigned f = vi_words_flags(s->words, lower);
    return (f & VI_COMMON) && (f & VI_SYLLABLE);
}

static const struct vi_verdict *verdict(struct vi_speller *s, enum vi_verdict_kind kind, const char *instead, bool safe)
{
    struct vi_verdict *v = arena_new0(s->arena, struct vi_verdict);
    *v = (struct vi_verdict){ kind, arena_strdup(s->arena, instead), safe && instead };
    return v;
}

/* --- joined words --- */

/* The least number of common syllables that the letters from `i` on are made of, and the length of the first. */
struct split {
    unsigned parts, first, ways;
    bool hard;                  /* the second begins with a consonant */
};

static bool is_part(const struct vi_speller *s, const char *from, const char *to)
{
    char word[40];
    size_t n = (size_t)(to - from);
    if (n >= sizeof word)
        return false;
    memcpy(word, from, n);
    word[n] = '\0';
    return is_common(s, word);
}

static bool starts_hard(const char *s)
{
    return !vi_letter_is_vowel(vi_letter_split(g_utf8_get_char(s)).base);
}

/* "nghị quyết" of "nghịquyết", g_free it; NULL: it is not made of 2 … `most` common syllables. `*ways`: how many splits. */
static char *split_joined(const struct vi_speller *s, const char *lower, unsigned most, unsigned *ways)
{
    const char *at[MAX_JOINED + 1];
    struct split best[MAX_JOINED + 1] = { { 0, 0, 0, false } };
    unsigned n = 0;
    for (const char *c = lower; *c && n < MAX_JOINED; c = g_utf8_next_char(c))
        at[n++] = c;
    at[n] = lower + strlen(lower);
    if (n == MAX_JOINED || n < 4)
        return NULL;
    best[n] = (struct split){ 0, 0, 1, true };
    for (unsigned i = n; i-- > 0;)
        for (unsigned k = MIN(7u, n - i); k > 0; k--) {
            struct split *b = &best[i], *rest = &best[i + k];
            if (!rest->ways || (k == 1 && (unsigned char)*at[i] < 0x80) || !is_part(s, at[i], at[i + k]))
                continue;
            bool hard = i + k == n || starts_hard(at[i + k]);
            if (!b->ways || rest->parts + 1 < b->parts || (rest->parts + 1 == b->parts && hard && !b->hard))
                *b = (struct split){ rest->parts + 1, k, MIN(b->ways + rest->ways, 1000u), hard };
            else
                b->ways = MIN(b->ways + rest->ways, 1000u);
        }
    if (!best[0].ways || best[0].parts < 2 || best[0].parts > most)
        return NULL;
    *ways = best[0].ways;
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < n; i += best[i].first) {
        if (i)
            g_string_append_c(out, ' ');
        g_string_append_len(out, at[i], at[i + best[i].first] - at[i]);
    }
    return g_string_free(out, FALSE);
}

/* Two syllables of which one is rare, "dúi qua"; g_free it, or NULL. */
static char *split_rare(const struct vi_speller *s, const char *lower)
{
    for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
        char *first = g_strndup(lower, (gsize)(at - lower));
        unsigned a = vi_words_flags(s->words, first), b = vi_words_flags(s->words, at);
        bool fits = (a & b & VI_SYLLABLE) && ((a | b) & VI_COMMON) && starts_hard(at) && at - lower > 1 && strlen(at) > 2;
        char *out = fits ? g_strdup_printf("%s %s", first, at) : NULL;
        g_free(first);
        if (out)
            return out;
    }
    return NULL;
}

static const struct vi_verdict *judge_joined(struct vi_speller *s, const struct vi_word *w)
{
    unsigned ways = 0;
    bool ascii = w->flags & VI_ASCII;
    char *instead = w->letters < (ascii ? 5u : 4u) ? NULL : split_joined(s, w->text, ascii ? 2 : 6, &ways);
    if (!instead && !ascii && w->letters >= 5 && w->letters <= 14) {
        instead = split_rare(s, w->text);
        ways = 2;
    }
    if (!instead)
        return NULL;
    const struct vi_verdict *v = verdict(s, VI_JOINED_WORDS, instead, ways == 1 && !ascii);
    g_free(instead);
    return v;
}

/* --- slips --- */

/* Keeps a mended word that is common; `*n` counts different ones. */
static void keep(const struct vi_speller *s, char *made, char **best, unsigned *n)
{
    if (made && is_common(s, made) && g_strcmp0(made, *best) != 0) {
        ++*n;
        if (!*best) {
            *best = made;
            return;
        }
    }
    g_free(made);
}

static void drop_letter(struct vi_spelling *s, unsigned at)
{
    memmove(s->base + at, s->base + at + 1, (s->n - at - 1) * sizeof *s->base);
    s->n--;
}

/* A letter stands twice. */
static char *undouble(const struct vi_speller *s, const struct vi_spelling *sp, unsigned *n)
{
    char *best = NULL;
    for (unsigned i = 0; i + 1 < sp->n; i++) {
        struct vi_spelling t = *sp;
        if (t.base[i] != t.base[i + 1])
            continue;
        drop_letter(&t, i);
        keep(s, vi_spelling_mend(&t, t.tone), &best, n);
    }
    return best;
}

static char *swap_letters(const struct vi_speller *s, const struct vi_spelling *sp, unsigned *n)
{
    char *best = NULL;
    for (unsigned i = 0; i + 1 < sp->n; i++) {
        struct vi_spelling t = *sp;
        gunichar a = t.base[i];
        t.base[i] = t.base[i + 1];
        t.base[i + 1] = a;
        keep(s, vi_spelling_mend(&t, t.tone), &best, n);
    }
    return best;
}

static char *take_out(const struct vi_speller *s, const struct vi_spelling *sp, unsigned *n)
{
    char *best = NULL;
    for (unsigned i = 0; i < sp->n; i++) {
        struct vi_spelling t = *sp;
        drop_letter(&t, i);
        if (t.n)
            keep(s, vi_spelling_mend(&t, t.tone), &best, n);
    }
    return best;
}

static char *put_in(const struct vi_speller *s, const struct vi_spelling *sp, unsigned *n)
{
    char *best = NULL;
    if (sp->n == VI_SPELLING_LETTERS)
        return NULL;
    for (unsigned i = 0; i <= sp->n; i++)
        for (const char *c = "aăâeêioôơuưycghmnpt"; *c; c = g_utf8_next_char(c)) {
            struct vi_spelling t = *sp;
            memmove(t.base + i + 1, t.base + i, (t.n - i) * sizeof *t.base);
            t.base[i] = g_utf8_get_char(c);
            t.n++;
            if (!(vi_spelling_check(&t) & VI_SPELT_STOP)) {
                keep(s, vi_spelling_mend(&t, t.tone), &best, n);
                continue;
            }
            keep(s, vi_spelling_mend(&t, VI_SAC), &best, n);
            keep(s, vi_spelling_mend(&t, VI_NANG), &best, n);
        }
    return best;
}

/* What input by Telex would make of it; NULL. `*changes`: how many keys were no letters. */
static char *telex(const char *lower, unsigned *changes)
{
    struct vi_spelling t = { .tone = VI_NGANG };
    static const char keys[] = "frxsj";
    static const enum vi_tone tones[] = { VI_HUYEN, VI_HOI, VI_NGA, VI_SAC, VI_NANG };
    bool vowel = false;
    for (; *lower; lower = g_utf8_next_char(lower)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(lower));
        gunichar c = l.base;
        const char *key = c < 0x80 ? strchr(keys, (int)c) : NULL;
        bool done = false;
        if (l.tone != VI_NGANG)
            t.tone = l.tone;
        for (unsigned i = t.n; i-- > 0 && !done && (c == 'a' || c == 'e' || c == 'o' || c == 'w' || c == 'd');) {
            gunichar to = c == 'w' ? (t.base[i] == 'a' ? 0x103 : t.base[i] == 'o' ? 0x1A1 : t.base[i] == 'u' ? 0x1B0 : 0)
                                   : t.base[i] == c ? (c == 'a' ? 0xE2u : c == 'e' ? 0xEAu : c == 'o' ? 0xF4u : 0x111u) : 0u;
            done = to != 0;
            if (done)
                t.base[i] = to;
            if (c == 'w' && to == 0x1A1 && i > 0 && t.base[i - 1] == 'u')
                t.base[i - 1] = 0x1B0;
        }
        if (!done && key && vowel) {
            t.tone = tones[key - keys];
            done = true;
        }
        *changes += done;
        if (done)
            continue;
        if (t.n == VI_SPELLING_LETTERS)
            return NULL;
        vowel |= vi_letter_is_vowel(c);
        t.base[t.n++] = c;
    }
    return t.n && *changes ? vi_spelling_mend(&t, t.tone) : NULL;
}

char *vi_speller_vni(const struct vi_speller *s, const char *lower)
{
    static const enum vi_tone tones[] = { VI_NGANG, VI_SAC, VI_HUYEN, VI_HOI, VI_NGA, VI_NANG };
    static const struct {
        char key;
        gunichar from, to;
    } marks[] = { { '6', 'a', 0xE2 }, { '6', 'e', 0xEA }, { '6', 'o', 0xF4 }, { '7', 'o', 0x1A1 }, { '7', 'u', 0x1B0 },
                  { '8', 'a', 0x103 }, { '9', 'd', 0x111 } };
    struct vi_spelling t = { .tone = VI_NGANG };
    for (; *lower; lower++) {
        if (*lower >= '1' && *lower <= '5') {
            t.tone = tones[*lower - '0'];
            continue;
        }
        bool done = false;
        for (unsigned i = t.n; g_ascii_isdigit(*lower) && i-- > 0 && !done;)
            for (unsigned k = 0; k < G_N_ELEMENTS(marks); k++)
                if (marks[k].key == *lower && marks[k].from == t.base[i]) {
                    t.base[i] = marks[k].to;
                    done = true;
                }
        if (!done && (!g_ascii_isalpha(*lower) || t.n == VI_SPELLING_LETTERS))
            return NULL;
        if (!done)
            t.base[t.n++] = (gunichar)*lower;
    }
    for (unsigned i = 0; i + 1 < t.n; i++)      /* 7 marks both of uo */
        if (t.base[i] == 'u' && t.base[i + 1] == 0x1A1)
            t.base[i] = 0x1B0;
    char *made = t.n ? vi_spelling_mend(&t, t.tone) : NULL;
    if (made && !is_common(s, made)) {
        g_free(made);
        return NULL;
    }
    return made;
}

/* --- verdicts --- */

/* The common ones of the word with sắc and with nặng. */
static const struct vi_verdict *judge_stop(struct vi_speller *s, const struct vi_word *w, const struct vi_spelling *sp)
{
    char *best = NULL;
    unsigned n = 0;
    keep(s, vi_spelling_mend(sp, VI_SAC), &best, &n);
    keep(s, vi_spelling_mend(sp, VI_NANG), &best, &n);
    const struct vi_verdict *v = !n && (w->flags & VI_ASCII) ? &right : verdict(s, VI_TONE_ON_STOP, n == 1 ? best : NULL, false);
    g_free(best);
    return v;
}

/* Of a word that is a syllable but for one fault. */
static const struct vi_verdict *judge_fault(struct vi_speller *s, const struct vi_word *w, const struct vi_spelling *sp,
                                            unsigned faults)
{
    if (faults & VI_SPELT_STOP)
        return judge_stop(s, w, sp);
    char *made = vi_spelling_mend(sp, sp->tone);
    bool common = is_common(s, made);
    const struct vi_verdict *v;
    if (faults & VI_SPELT_TONES)
        v = verdict(s, VI_TONES_TWO, common ? made : NULL, false);
    else if (faults & VI_SPELT_PLACE && !(faults & VI_SPELT_ONSET))
        v = verdict(s, VI_TONE_MISPLACED, made, common);
    else if (common || !(w->flags & VI_ASCII))
        v = verdict(s, VI_ONSET_WRONG, common ? made : NULL, common && !(w->flags & VI_ASCII));
    else
        v = &right;
    g_free(made);
    return v;
}

/* Letters that only Vietnamese has: what is no syllable then is no French word either. */
static bool is_marked(const char *lower)
{
    for (; *lower; lower = g_utf8_next_char(lower)) {
        gunichar c = g_utf8_get_char(lower);
        if (c >= 0x1EA0 || c == 0x103 || c == 0x111 || c == 0x129 || c == 0x169 || c == 0x1A1 || c == 0x1B0)
            return true;
    }
    return false;
}

static const struct vi_verdict *judge_keys(struct vi_speller *s, const struct vi_word *w)
{
    unsigned changes = 0;
    char *made = telex(w->text, &changes);
    bool plain = w->flags & VI_ASCII, sure = strstr(w->text, "dd") || strchr(w->text, 'w') || strchr(w->text, 'j');
    sure |= plain && w->letters > 2 && strchr("fsrx", w->text[w->len - 1]) && !strpbrk(w->text, "z");
    const struct vi_verdict *v = NULL;
    if (made && is_common(s, made) && (changes > 1 || (!plain && strpbrk(w->text, "wfj")) || sure))
        v = verdict(s, VI_KEYS_LEFT, made, false);
    g_free(made);
    return v;
}

static const struct vi_verdict *judge_slip(struct vi_speller *s, const struct vi_word *w, const struct vi_spelling *sp)
{
    static const struct {
        char *(*make)(const struct vi_speller *, const struct vi_spelling *, unsigned *);
        enum vi_verdict_kind kind;
        bool ascii, safe;
    } slips[] = {
        { undouble, VI_LETTER_DOUBLED, true, false },        /* "víi" may be "với" from an old font */
        { swap_letters, VI_NO_SYLLABLE, true, false },
        { take_out, VI_NO_SYLLABLE, false, false },
        { put_in, VI_NO_SYLLABLE, true, false },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(slips); i++) {
        unsigned n = 0;
        if ((w->flags & VI_ASCII) && (!slips[i].ascii || w->letters < 3))
            continue;
        char *made = slips[i].make(s, sp, &n);
        const struct vi_verdict *v = n ? verdict(s, slips[i].kind, n == 1 ? made : NULL, slips[i].safe) : NULL;
        g_free(made);
        if (v)
            return v;
    }
    return NULL;
}

static const struct vi_verdict *judge(struct vi_speller *s, const struct vi_word *w)
{
    struct vi_spelling sp;
    bool read = vi_spelling_read(w->text, &sp);
    unsigned faults = read ? vi_spelling_check(&sp) : VI_SPELT_NO;
    if (s->judged++ > MAX_JUDGED)
        return &right;
    if (faults && !(faults & VI_SPELT_NO))
        return judge_fault(s, w, &sp, faults);
    const struct vi_verdict *v = judge_keys(s, w);
    if (!v && !((w->flags & VI_ASCII) && strpbrk(w->text, "fjwz")))
        v = judge_joined(s, w);
    if (!v && read && !((w->flags & VI_ASCII) && w->letters > 6))
        v = judge_slip(s, w, &sp);
    if (!v && is_marked(w->text))
        v = verdict(s, VI_NO_SYLLABLE, NULL, false);
    return v ? v : &right;
}

const struct vi_verdict *vi_speller_judge(struct vi_speller *s, const struct vi_word *w)
{
    if (w->flags & (VI_SYLLABLE | VI_FOREIGN | VI_USER | VI_MEASURE | VI_OTHER_SCRIPT))
        return &right;
    if (w->id >= s->verdicts->len)
        g_ptr_array_set_size(s->verdicts, (gint)MAX(w->id + 1, s->verdicts->len * 2));
    if (!s->verdicts->pdata[w->id])
        s->verdicts->pdata[w->id] = (gpointer)judge(s, w);
    return s->verdicts->pdata[w->id];
}
