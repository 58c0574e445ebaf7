/* SPDX-License-Identifier: MIT */
/* The tables of the lexicon: syllables and pairs, two hash tables with open addressing. */
#include "lang/vi/lexicon.h"

#include <string.h>

/* --- letters --- */

enum { LATIN = 0x250, EXTENDED = 0x1E00, EXTENDED_END = 0x1F00 };

/* Rank + 1 and tone of a letter; rank 0: not one. */
struct letter {
    uint8_t rank, tone;
};
static struct letter latin[LATIN], extended[EXTENDED_END - EXTENDED];
static bool is_vowel[64];           /* by rank */
static struct {
    uint8_t i, q, u, y;
} rank_of;

static void fill_letters(struct letter *out, gunichar from, gunichar to)
{
    for (gunichar c = from; c < to; c++) {
        struct vi_letter l = vi_letter_split(c);
        int rank = vi_letter_rank(l.base);
        out[c - from] = (struct letter){ (uint8_t)(rank + 1), (uint8_t)l.tone };
        if (rank >= 0 && vi_letter_is_vowel(l.base))
            is_vowel[rank] = true;
    }
}

static struct letter letter_of(gunichar c)
{
    if (c < LATIN)
        return latin[c];
    if (c >= EXTENDED && c < EXTENDED_END)
        return extended[c - EXTENDED];
    return (struct letter){ 0, 0 };
}

static void read_letters(const char *text, size_t len, struct vi_letters *out)
{
    memset(out, 0, sizeof *out);
    const char *end = text + len;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        struct letter l = letter_of(g_utf8_get_char(p));
        if (l.rank == 0 || out->n == VI_MAX_LETTERS || (l.tone && out->tone)) {
            out->n = 0;
            return;
        }
        out->letter[out->n++] = (uint8_t)(l.rank - 1);
        if (l.tone)
            out->tone = l.tone;
    }
}

/* --- syllables --- */

#define SYLLABLE_BITS 14
#define PAIR_BITS 17

static struct syllable {
    uint64_t key;           /* 0: empty */
    uint16_t number;
} syllables[1 << SYLLABLE_BITS];
static uint8_t freedoms[1 << SYLLABLE_BITS];
static unsigned n_syllables;

static uint32_t pairs[1 << PAIR_BITS];      /* the two numbers; 0: empty */
static uint8_t strengths[1 << PAIR_BITS];   /* of each, enum vi_bond */
static unsigned n_pairs;

/* A final y after a consonant, or after qu, is i: kỹ kĩ, quý quí; but y, thủy, tay. */
static bool is_plain_y(const struct vi_letters *l, unsigned k)
{
    if (k == 0 || l->letter[k] != rank_of.y)
        return false;
    if (l->letter[k - 1] == rank_of.u)
        return k > 1 && l->letter[k - 2] == rank_of.q;
    return !is_vowel[l->letter[k - 1]];
}

static uint64_t key_of(const struct vi_letters *l)
{
    uint64_t key = 0;
    for (unsigned k = 0; k < l->n; k++)
        key = key << 6 | (l->letter[k] + 1u);
    if (l->n && is_plain_y(l, l->n - 1u))
        key -= (uint64_t)(rank_of.y - rank_of.i);
    return key << 3 | l->tone;
}

static uint32_t mix(uint64_t key, unsigned bits)
{
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> (64 - bits));
}

static struct syllable *syllable_slot(uint64_t key)
{
    for (uint32_t i = mix(key, SYLLABLE_BITS);; i++) {
        struct syllable *s = &syllables[i & (G_N_ELEMENTS(syllables) - 1)];
        if (s->key == 0 || s->key == key)
            return s;
    }
}

/* Enters a syllable at the least as free as told. */
static unsigned enter(const char *text, size_t len, enum vi_freedom freedom)
{
    struct vi_letters l;
    read_letters(text, len, &l);
    if (l.n == 0)
        return 0;
    uint64_t key = key_of(&l);
    struct syllable *s = syllable_slot(key);
    if (s->key == 0) {
        s->key = key;
        s->number = (uint16_t)++n_syllables;
        g_assert(n_syllables < G_N_ELEMENTS(syllables) * 3 / 4);
    }
    if (freedoms[s->number] < freedom)
        freedoms[s->number] = (uint8_t)freedom;
    return s->number;
}

/* --- pairs --- */

static uint32_t *pair_slot(uint32_t key)
{
    for (uint32_t i = mix(key, PAIR_BITS);; i++) {
        uint32_t *p = &pairs[i & (G_N_ELEMENTS(pairs) - 1)];
        if (*p == 0 || *p == key)
            return p;
    }
}

/* Enters a pair, at the least as strong as told. */
static void enter_pair(unsigned a, unsigned b, enum vi_bond strength)
{
    uint32_t key = a << 16 | b, *p = pair_slot(key);
    if (*p == 0) {
        *p = key;
        n_pairs++;
        g_assert(n_pairs < G_N_ELEMENTS(pairs) * 3 / 4);
    }
    uint8_t *have = &strengths[p - pairs];
    *have = MAX(*have, (uint8_t)strength);
}

/* --- the data --- */

static struct slip {
    uint32_t key;           /* the two as written */
    struct vi_slip is;
} slips[] = {
#define VI_SLIP(written, right) { 0 },
#include "lang/vi/slips.def"
#undef VI_SLIP
};
static const struct {
    const char *written, *right;
} slip_rows[] = {
#define VI_SLIP(written, right) { written, right },
#include "lang/vi/slips.def"
#undef VI_SLIP
};

static const struct {
    enum vi_freedom freedom;
    const char *list;
} groups[] = {
#define VI_SYLLABLES(freedom, list) { freedom, list },
#include "lang/vi/syllables.def"
#undef VI_SYLLABLES
};

struct entry {
    const char *first, *seconds;
};
static const struct entry words[] = {
#define VI_ENTRY(first, seconds) { first, seconds },
#include "lang/vi/lexicon/all.def"
};
static const struct entry frequent[] = {
#include "lang/vi/frequent.def"
#undef VI_ENTRY
};

/* Calls for each syllable of a list between blanks. */
static void each(const char *list, void (*enter_one)(const char *, size_t, unsigned), unsigned what)
{
    for (const char *p = list; *p;) {
        size_t n = strcspn(p, " ");
        enter_one(p, n, what);
        p += n;
        p += *p == ' ' ? 1 : 0;
    }
}

static void enter_free(const char *text, size_t n, unsigned freedom)
{
    enter(text, n, (enum vi_freedom)freedom);
}

static void enter_second(const char *text, size_t n, unsigned first)
{
    unsigned second = enter(text, n, VI_RARE);
    if (first && second)
        enter_pair(first, second, VI_KNOWN);
}

static void enter_frequent(const char *text, size_t n, unsigned first)
{
    unsigned second = enter(text, n, VI_RARE);
    if (first && second)
        enter_pair(first, second, VI_FREQUENT);
}

/* The two syllables of a row. */
static void enter_two(const char *row, unsigned out[2])
{
    size_t n = strcspn(row, " ");
    out[0] = enter(row, n, VI_RARE);
    out[1] = enter(row + n + 1, strlen(row + n + 1), VI_RARE);
}

/* A slip is a pair that binds nobody, whatever else the lexicon says. */
static void enter_slips(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++) {
        unsigned w[2], r[2];
        enter_two(slip_rows[i].written, w);
        enter_two(slip_rows[i].right, r);
        enter_pair(r[0], r[1], VI_KNOWN);
        enter_pair(w[0], w[1], VI_UNKNOWN);
        slips[i].key = w[0] << 16 | w[1];
        strengths[pair_slot(slips[i].key) - pairs] = VI_UNKNOWN;
        const char *second = strchr(slip_rows[i].right, ' ') + 1;
        struct vi_slip *is = &slips[i].is;
        is->second = w[0] == r[0];
        is->syllable = r[is->second ? 1 : 0];
        const char *right = is->second ? second : slip_rows[i].right;
        read_letters(right, strcspn(right, " "), &is->letters);
    }
}

static void fill(void)
{
    static gsize filled;
    if (!g_once_init_enter(&filled))
        return;
    rank_of.i = (uint8_t)vi_letter_rank('i');
    rank_of.q = (uint8_t)vi_letter_rank('q');
    rank_of.u = (uint8_t)vi_letter_rank('u');
    rank_of.y = (uint8_t)vi_letter_rank('y');
    fill_letters(latin, 0, LATIN);
    fill_letters(extended, EXTENDED, EXTENDED_END);
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++)
        each(groups[i].list, enter_free, groups[i].freedom);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        each(words[i].seconds, enter_second, enter(words[i].first, strlen(words[i].first), VI_RARE));
    for (size_t i = 0; i < G_N_ELEMENTS(frequent); i++)
        each(frequent[i].seconds, enter_frequent, enter(frequent[i].first, strlen(frequent[i].first), VI_RARE));
    enter_slips();
    g_once_init_leave(&filled, 1);
}

/* --- what others ask --- */

void vi_letters_read(const char *text, size_t len, struct vi_letters *out)
{
    fill();
    read_letters(text, len, out);
}

unsigned vi_lexicon_find(const struct vi_letters *l)
{
    fill();
    if (l->n == 0)
        return 0;
    uint64_t key = key_of(l);
    const struct syllable *s = syllable_slot(key);
    return s->key == key ? s->number : 0;
}

enum vi_freedom vi_lexicon_freedom(unsigned syllable)
{
    return syllable <= n_syllables ? (enum vi_freedom)freedoms[syllable] : VI_UNREAL;
}

enum vi_bond vi_lexicon_pair(unsigned a, unsigned b)
{
    if (a == 0 || b == 0)
        return VI_UNKNOWN;
    const uint32_t *p = pair_slot((uint32_t)(a << 16 | b));
    return *p ? (enum vi_bond)strengths[p - pairs] : VI_UNKNOWN;
}

const struct vi_slip *vi_lexicon_slip(unsigned a, unsigned b)
{
    uint32_t key = a << 16 | b;
    if (a == 0 || b == 0)
        return NULL;
    const uint32_t *p = pair_slot(key);
    if (*p == 0 || strengths[p - pairs] != VI_UNKNOWN)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++)
        if (slips[i].key == key)
            return &slips[i].is;
    return NULL;
}

size_t vi_lexicon_syllables(void)
{
    fill();
    return n_syllables;
}

size_t vi_lexicon_pairs(void)
{
    fill();
    return n_pairs;
}
