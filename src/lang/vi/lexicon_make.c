/* SPDX-License-Identifier: MIT */
/*
 * Writes the tables of the lexicon as C for lexicon.c, of syllables.def, lexicon/, frequent.def and slips.def.
 * Runs when sapchu is built; the pairs are a table with open addressing while they are gathered.
 */
#include "lang/vi/lexicon_priv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- syllables --- */

static uint16_t slots[N_SLOTS];             /* the number of the syllable there; 0: empty */
static uint64_t keys[N_SLOTS];              /* by number */
static uint8_t freedoms[N_SLOTS];           /* by number, enum vi_freedom */
static unsigned n_syllables;

/* Enters a syllable at the least as free as told. Gives its number. */
static unsigned enter(const char *text, size_t len, enum vi_freedom freedom)
{
    struct vi_letters l;
    vi_letters_read(text, len, &l);
    g_assert(l.n > 0);
    uint64_t key = vi_letters_key(&l);
    uint32_t i = syllable_slot(key);
    while (slots[i] && keys[slots[i]] != key)
        i = (i + 1) % N_SLOTS;
    if (slots[i] == 0) {
        slots[i] = (uint16_t)++n_syllables;
        keys[n_syllables] = key;
        g_assert(n_syllables < N_SLOTS * 3 / 4);
    }
    if (freedoms[slots[i]] < freedom)
        freedoms[slots[i]] = (uint8_t)freedom;
    return slots[i];
}

/* --- pairs --- */

#define PAIR_BITS 18
#define N_PAIRS (1u << PAIR_BITS)

static struct pair {
    uint32_t key;               /* the two numbers; 0: empty */
    enum vi_bond bond;
} pairs[N_PAIRS];
static unsigned n_pairs;

static struct pair *find_pair(unsigned a, unsigned b)
{
    uint32_t key = a << 16 | b, i = key * 0x9E3779B1u >> (32 - PAIR_BITS);
    while (pairs[i].key && pairs[i].key != key)
        i = (i + 1) % N_PAIRS;
    if (pairs[i].key == 0) {
        pairs[i].key = key;
        n_pairs++;
        g_assert(n_pairs < N_PAIRS * 3 / 4);
    }
    return &pairs[i];
}

/* --- the data --- */

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

static void enter_entry(const struct entry *e, enum vi_bond bond)
{
    unsigned first = enter(e->first, strlen(e->first), VI_RARE);
    for (const char *p = e->seconds; *p;) {
        size_t n = strcspn(p, " ");
        struct pair *pair = find_pair(first, enter(p, n, VI_RARE));
        pair->bond = MAX(pair->bond, bond);
        p += n;
        p += *p == ' ' ? 1 : 0;
    }
}

static void enter_group(enum vi_freedom freedom, const char *list)
{
    for (const char *p = list; *p;) {
        size_t n = strcspn(p, " ");
        enter(p, n, freedom);
        p += n;
        p += *p == ' ' ? 1 : 0;
    }
}

/* The two syllables of a row. */
static void enter_two(const char *row, unsigned out[2])
{
    size_t n = strcspn(row, " ");
    out[0] = enter(row, n, VI_RARE);
    out[1] = enter(row + n + 1, strlen(row + n + 1), VI_RARE);
}

/* A slip is a pair that binds nobody, whatever else the lexicon says. */
static struct slip enter_slip(const char *written, const char *right)
{
    unsigned w[2], r[2];
    enter_two(written, w);
    enter_two(right, r);
    struct pair *pair = find_pair(r[0], r[1]);
    pair->bond = MAX(pair->bond, VI_KNOWN);
    find_pair(w[0], w[1])->bond = VI_UNKNOWN;
    bool second = w[0] == r[0];
    struct slip s = { w[0] << 16 | w[1], { second, r[second ? 1 : 0], { .n = 0 } } };
    const char *mend = second ? strchr(right, ' ') + 1 : right;
    vi_letters_read(mend, strcspn(mend, " "), &s.is.letters);
    return s;
}

static struct slip slips[] = {
#define VI_SLIP(written, right) { 0 },
#include "lang/vi/slips.def"
#undef VI_SLIP
};

static void enter_all(void)
{
#define VI_SYLLABLES(freedom, list) enter_group(freedom, list);
#include "lang/vi/syllables.def"
#undef VI_SYLLABLES
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        enter_entry(&words[i], VI_KNOWN);
    for (size_t i = 0; i < G_N_ELEMENTS(frequent); i++)
        enter_entry(&frequent[i], VI_FREQUENT);
    size_t n = 0;
#define VI_SLIP(written, right) slips[n++] = enter_slip(written, right);
#include "lang/vi/slips.def"
#undef VI_SLIP
}

/* --- output --- */

/* A number of a table, twelve in a line. */
static void put(size_t i, uint64_t value)
{
    printf("%s0x%" G_GINT64_MODIFIER "x,", i % 12 ? " " : "\n    ", (guint64)value);
}

static int by_key(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int pair_by_key(const void *a, const void *b)
{
    return by_key(&((const struct pair *)a)->key, &((const struct pair *)b)->key);
}

static void put_syllables(void)
{
    printf("#define N_SYLLABLES %u\nstatic const uint16_t slots[N_SLOTS] = {", n_syllables);
    for (unsigned i = 0; i < N_SLOTS; i++)
        put(i, slots[i]);
    printf("\n};\nstatic const uint64_t keys[N_SYLLABLES + 1] = {");
    for (unsigned i = 0; i <= n_syllables; i++)
        put(i, keys[i]);
    printf("\n};\nstatic const uint8_t freedoms[N_SYLLABLES + 1] = {");
    for (unsigned i = 0; i <= n_syllables; i++)
        put(i, freedoms[i]);
    printf("\n};\n");
}

/* The pairs in the order of their numbers; where the row of each first syllable begins. */
static void put_pairs(void)
{
    qsort(pairs, N_PAIRS, sizeof *pairs, pair_by_key);
    const struct pair *p = pairs + (N_PAIRS - n_pairs);
    printf("#define N_PAIRS %u\nstatic const uint16_t pairs[N_PAIRS] = {", n_pairs);
    for (unsigned i = 0; i < n_pairs; i++)
        put(i, PAIR(p[i].key & 0xFFFF, (unsigned)p[i].bond));
    printf("\n};\nstatic const uint32_t rows[N_SYLLABLES + 2] = {");
    for (unsigned a = 0, i = 0; a <= n_syllables + 1; a++) {
        while (i < n_pairs && p[i].key >> 16 < a)
            i++;
        put(a, i);
    }
    printf("\n};\n");
}

/* How many pairs each syllable ends and begins, as logarithms of one more. */
static void put_reaches(void)
{
    static unsigned left[N_SLOTS], right[N_SLOTS];
    for (const struct pair *p = pairs + (N_PAIRS - n_pairs); p < pairs + N_PAIRS; p++) {
        right[p->key >> 16]++;
        left[p->key & 0xFFFF]++;
    }
    printf("static const struct vi_reach reaches[N_SYLLABLES + 1] = {");
    for (unsigned i = 0; i <= n_syllables; i++) {
        double l = log(1.0 + left[i]), r = log(1.0 + right[i]);
        printf("%s{ %.3ff, %.3ff },", i % 6 ? " " : "\n    ", l, r);
    }
    printf("\n};\n");
}

static void put_slips(void)
{
    static uint32_t filter[(1 << SLIP_BITS) / 32];
    qsort(slips, G_N_ELEMENTS(slips), sizeof *slips, by_key);
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++)
        filter[slip_bit(slips[i].pair) / 32] |= 1u << slip_bit(slips[i].pair) % 32;
    printf("static const uint32_t slip_filter[] = {");
    for (size_t i = 0; i < G_N_ELEMENTS(filter); i++)
        put(i, filter[i]);
    printf("\n};\n");
    printf("static const struct slip slips[] = {\n");
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++) {
        const struct vi_slip *s = &slips[i].is;
        printf("    { 0x%x, { %d, %u, { %d, {", slips[i].pair, s->second, s->syllable, s->letters.n);
        for (unsigned k = 0; k < VI_MAX_LETTERS; k++)
            printf(" %d,", s->letters.letter[k]);
        printf(" }, %d } } },\n", s->letters.tone);
    }
    printf("};\n");
}

int main(void)
{
    enter_all();
    printf("/* Made by lexicon_make.c; not to be edited. */\n");
    put_syllables();
    put_pairs();
    put_reaches();
    put_slips();
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
