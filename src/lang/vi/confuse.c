/* SPDX-License-Identifier: MIT */
/* Slips as data: the marks of vowels, the consonants taken for one another; and how a syllable is spelt. */
#include "lang/vi/confuse.h"

#include <string.h>

/* vi_letter_rank() by name. */
enum {
    A, AW, AA, B, C, D, DD, E, EE, F, G, H, I, J, K, L, M, N, O, OO, OW, P, Q, R, S, T, U, UW, V, W, X, Y, Z,
};

static const gunichar alphabet[] = {
    'a', 0x103, 0xE2, 'b', 'c', 'd', 0x111, 'e', 0xEA, 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 0xF4,
    0x1A1, 'p', 'q', 'r', 's', 't', 'u', 0x1B0, 'v', 'w', 'x', 'y', 'z',
};

/* Distances of slips. */
#define LOST VI_LEAST_DISTANCE  /* written without the mark that it has */
#define ALIKE 0.8f          /* hỏi and ngã */
#define ADDED 1.6f          /* written with a mark that it has not */
#define SWAPPED 1.2f        /* one mark for another */
#define HEARD 1.0f          /* consonants of a dialect */
#define TWICE 0.6f          /* more, for two slips in one syllable */

static bool is_marked(uint8_t c)
{
    return c == AW || c == AA || c == EE || c == OO || c == OW || c == UW || c == DD;
}

static float mark_distance(uint8_t written, uint8_t meant)
{
    if (!is_marked(written))
        return LOST;
    return is_marked(meant) ? SWAPPED : ADDED;
}

static float tone_distance(unsigned written, unsigned meant)
{
    if (written == meant)
        return 0;
    if (written == VI_NGANG)
        return LOST;
    if ((written == VI_HOI && meant == VI_NGA) || (written == VI_NGA && meant == VI_HOI))
        return ALIKE;
    return meant == VI_NGANG ? ADDED : SWAPPED;
}

struct collect {
    struct vi_confusable *out;
    unsigned n;
    unsigned written;       /* its number, 0: not in the lexicon */
};

static void add(struct collect *c, const struct vi_letters *l, float distance)
{
    unsigned syllable = vi_lexicon_find(l);
    if (syllable == 0 || syllable == c->written || vi_lexicon_freedom(syllable) == VI_UNREAL)
        return;
    for (unsigned i = 0; i < c->n; i++)
        if (c->out[i].syllable == syllable) {
            c->out[i].distance = MIN(c->out[i].distance, distance);
            return;
        }
    if (c->n < VI_MAX_CONFUSABLES)
        c->out[c->n++] = (struct vi_confusable){ *l, syllable, distance };
}

/* The letters in all tones; `distance` of the letters from those written. */
static void add_tones(struct collect *c, const struct vi_letters *l, float distance)
{
    for (unsigned tone = 0; tone < VI_N_TONES; tone++) {
        struct vi_letters v = *l;
        v.tone = (uint8_t)tone;
        float d = tone_distance(l->tone, tone);
        add(c, &v, distance + d + (distance > 0 && d > 0 ? TWICE : 0));
    }
}

/* The marks that a letter may have lost or got. */
static const struct {
    uint8_t written, meant;
} marks[] = {
    { A, AW }, { A, AA }, { AW, A }, { AW, AA }, { AA, A }, { AA, AW }, { E, EE }, { EE, E }, { O, OO }, { O, OW },
    { OO, O }, { OO, OW }, { OW, O }, { OW, OO }, { U, UW }, { UW, U }, { D, DD }, { DD, D },
};

static void add_marks(struct collect *c, const struct vi_letters *l)
{
    for (unsigned k = 0; k < l->n; k++)
        for (unsigned m = 0; m < G_N_ELEMENTS(marks); m++) {
            if (marks[m].written != l->letter[k])
                continue;
            struct vi_letters v = *l;
            v.letter[k] = marks[m].meant;
            float d = mark_distance(l->letter[k], v.letter[k]);
            add_tones(c, &v, d);
            /* uo for ươ: one slip of the fingers */
            if (k + 1u < l->n && (v.letter[k] == UW || v.letter[k] == U) && v.letter[k + 1] != v.letter[k]) {
                uint8_t next = l->letter[k + 1];
                if (next != O && next != OO && next != OW)
                    continue;
                v.letter[k + 1] = v.letter[k] == UW ? OW : OO;
                if (v.letter[k + 1] != next)
                    add_tones(c, &v, d);
            }
        }
}

/* Onsets and rimes that are taken for one another, both ways. */
static const struct {
    uint8_t n_a, a[3], n_b, b[3];
    bool onset;
} heard[] = {
    { 1, { S }, 1, { X }, true },        { 2, { T, R }, 2, { C, H }, true },  { 1, { D }, 2, { G, I }, true },
    { 1, { R }, 1, { D }, true },        { 1, { R }, 2, { G, I }, true },     { 1, { L }, 1, { N }, true },
    { 1, { V }, 1, { D }, true },        { 2, { N, G }, 3, { N, G, H }, true }, { 1, { N }, 2, { N, G }, false },
    { 1, { C }, 1, { T }, false },       { 2, { N, H }, 1, { N }, false },    { 2, { C, H }, 1, { T }, false },
    { 1, { I }, 1, { Y }, false },       { 3, { I, EE, U }, 2, { I, U }, false },
    { 3, { UW, OW, U }, 2, { UW, U }, false }, { 1, { M }, 1, { P }, false },
};

static bool has_at(const struct vi_letters *l, unsigned at, const uint8_t *part, unsigned n)
{
    return at + n <= l->n && memcmp(l->letter + at, part, n) == 0;
}

static void add_swap(struct collect *c, const struct vi_letters *l, unsigned h, bool back)
{
    const uint8_t *from = back ? heard[h].b : heard[h].a, *to = back ? heard[h].a : heard[h].b;
    unsigned n_from = back ? heard[h].n_b : heard[h].n_a, n_to = back ? heard[h].n_a : heard[h].n_b;
    if (l->n <= n_from || l->n - n_from + n_to > VI_MAX_LETTERS)
        return;
    unsigned at = heard[h].onset ? 0 : l->n - n_from;
    if (!has_at(l, at, from, n_from))
        return;
    struct vi_letters v = *l;
    unsigned rest = l->n - at - n_from;
    memcpy(v.letter + at, to, n_to);
    memcpy(v.letter + at + n_to, l->letter + at + n_from, rest);
    v.n = (uint8_t)(at + n_to + rest);
    add_tones(c, &v, HEARD);
}

unsigned vi_confuse(const struct vi_letters *written, struct vi_confusable out[static VI_MAX_CONFUSABLES])
{
    struct collect c = { out, 0, vi_lexicon_find(written) };
    add_tones(&c, written, 0);
    add_marks(&c, written);
    for (unsigned h = 0; h < G_N_ELEMENTS(heard); h++) {
        add_swap(&c, written, h, false);
        add_swap(&c, written, h, true);
    }
    return c.n;
}

/* --- spelling --- */

static bool is_vowel(uint8_t c)
{
    return c == A || c == AW || c == AA || c == E || c == EE || c == I || c == O || c == OO || c == OW || c == U ||
           c == UW || c == Y;
}

/* Which letter bears the tone: the one with a mark (the second of ươ), else the middle of three, the last before a coda. */
static unsigned tone_place(const struct vi_letters *l)
{
    unsigned from = 0;
    while (from < l->n && !is_vowel(l->letter[from]))
        from++;
    bool glide = from > 0 && from + 1u < l->n && is_vowel(l->letter[from + 1]) &&
                 ((l->letter[from - 1] == Q && l->letter[from] == U) ||
                  (from == 1 && l->letter[0] == G && l->letter[1] == I));
    from += glide ? 1 : 0;
    unsigned to = from;
    while (to < l->n && is_vowel(l->letter[to]))
        to++;
    for (unsigned k = to; k-- > from;)
        if (is_marked(l->letter[k]))
            return k;
    if (to - from >= 3)
        return from + 1;
    return to - from == 2 && to < l->n ? from + 1 : from;
}

/* The letter of `like` that bears its tone, if `l` has a letter without mark of its own in its place. */
static unsigned place_like(const struct vi_letters *l, const char *like, size_t len, unsigned place)
{
    unsigned k = 0;
    for (const char *p = like; p < like + len && k < l->n; p = g_utf8_next_char(p), k++)
        if (vi_letter_split(g_utf8_get_char(p)).tone != VI_NGANG)
            return k + 1 >= place && k <= place + 1 && is_vowel(l->letter[k]) && !is_marked(l->letter[place]) ? k : place;
    return place;
}

void vi_syllable_spell(const struct vi_letters *l, const char *like, size_t len, char out[static VI_SYLLABLE_BYTES])
{
    bool first = g_unichar_isupper(g_utf8_get_char(like));
    const char *second = g_utf8_next_char(like);
    bool all = first && second < like + len && g_unichar_isupper(g_utf8_get_char(second));
    unsigned place = l->tone ? place_like(l, like, len, tone_place(l)) : l->n;
    size_t at = 0;
    for (unsigned k = 0; k < l->n; k++) {
        gunichar c = alphabet[l->letter[k]];
        if (k == place)
            c = vi_letter_join(c, (enum vi_tone)l->tone);
        if (all || (first && k == 0))
            c = g_unichar_toupper(c);
        at += (size_t)g_unichar_to_utf8(c, out + at);
    }
    out[at] = '\0';
}
