/* SPDX-License-Identifier: MIT */
/*
 * The form of the tables that lexicon_make.c writes and lexicon.c reads: they are made when sapchu is built,
 * so that a run reads only the rows that it asks for.
 */
#ifndef SAPCHU_LANG_VI_LEXICON_PRIV_H
#define SAPCHU_LANG_VI_LEXICON_PRIV_H

#include "lang/vi/lexicon.h"

/* The syllables stand in a table with open addressing by their keys. */
#define SYLLABLE_BITS 14
#define N_SLOTS (1u << SYLLABLE_BITS)

static inline uint32_t syllable_slot(uint64_t key)
{
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> (64 - SYLLABLE_BITS));
}

/* A pair, in the row of its first syllable: the number of the second, and how they are bound. */
#define BOND_BITS 2
#define PAIR(second, bond) ((second) << BOND_BITS | (bond))
#define PAIR_SECOND(pair) ((unsigned)(pair) >> BOND_BITS)
#define PAIR_BOND(pair) ((pair) & ((1u << BOND_BITS) - 1))

/* A bit of a table for each slip's pair: of the pairs of a text few have theirs, and only those are sought. */
#define SLIP_BITS 13

static inline uint32_t slip_bit(uint32_t pair)
{
    return pair * 0x9E3779B1u >> (32 - SLIP_BITS);
}

/* A row of slips.def: the pair as written, which syllable of it is wrong, and what is right. */
struct slip {
    uint32_t pair;              /* the two numbers */
    struct vi_slip is;
};

#endif
