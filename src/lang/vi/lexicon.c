/* SPDX-License-Identifier: MIT */
/* Lookup in the tables of the lexicon: nothing is built when it runs. */
#include "lang/vi/lexicon_priv.h"

#include "lang/vi/lexicon_table.inc"

G_STATIC_ASSERT(N_SYLLABLES < 1u << (16 - BOND_BITS));

unsigned vi_lexicon_find(const struct vi_letters *l)
{
    if (l->n == 0)
        return 0;
    uint64_t key = vi_letters_key(l);
    uint32_t i = syllable_slot(key);
    while (slots[i] && keys[slots[i]] != key)
        i = (i + 1) % N_SLOTS;
    return slots[i];
}

enum vi_freedom vi_lexicon_freedom(unsigned syllable)
{
    return syllable <= N_SYLLABLES ? (enum vi_freedom)freedoms[syllable] : VI_UNREAL;
}

struct vi_reach vi_lexicon_reach(unsigned syllable)
{
    return reaches[syllable <= N_SYLLABLES ? syllable : 0];
}

enum vi_bond vi_lexicon_pair(unsigned a, unsigned b)
{
    if (a == 0 || b == 0 || a > N_SYLLABLES)
        return VI_UNKNOWN;
    uint32_t from = rows[a], to = rows[a + 1];
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        unsigned second = PAIR_SECOND(pairs[middle]);
        if (second == b)
            return (enum vi_bond)PAIR_BOND(pairs[middle]);
        if (second < b)
            from = middle + 1;
        else
            to = middle;
    }
    return VI_UNKNOWN;
}

const struct vi_slip *vi_lexicon_slip(unsigned a, unsigned b)
{
    uint32_t pair = a << 16 | b;
    if (a == 0 || b == 0 || !(slip_filter[slip_bit(pair) / 32] >> slip_bit(pair) % 32 & 1))
        return NULL;
    size_t from = 0, to = G_N_ELEMENTS(slips);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (slips[middle].pair == pair)
            return &slips[middle].is;
        if (slips[middle].pair < pair)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

size_t vi_lexicon_syllables(void)
{
    return N_SYLLABLES;
}

size_t vi_lexicon_pairs(void)
{
    return N_PAIRS;
}
