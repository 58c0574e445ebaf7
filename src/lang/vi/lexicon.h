/* SPDX-License-Identifier: MIT */
/*
 * What words Vietnamese is made of: its real syllables, how freely each stands
 * alone in reports, and which two follow one another within words and set
 * phrases. The data are syllables.def, lexicon/, frequent.def and slips.def, of which lexicon_make.c makes tables.
 */
#ifndef SAPCHU_LANG_VI_LEXICON_H
#define SAPCHU_LANG_VI_LEXICON_H

#include "lang/vi/letters.h"

/* How a syllable is used outside the words of the lexicon. */
enum vi_freedom {
    VI_UNREAL,          /* the grammar allows it, the language has it not: nhẩt */
    VI_RARE,            /* bound in words, or of dialect or old: đinh, vạng */
    VI_SELDOM,          /* a word of its own, but seldom in reports: cua, lá */
    VI_USUAL,           /* a common word: làm, xã, trường */
    VI_GRAMMAR,         /* holds sentences together: của, và, được */
};

/* A number for the syllable, not 0; 0: not in the lexicon. */
unsigned vi_lexicon_find(const struct vi_letters *l);
enum vi_freedom vi_lexicon_freedom(unsigned syllable);
/* Do the two follow one another in a word or a set phrase? In one that every report has (frequent.def)? */
enum vi_bond { VI_UNKNOWN, VI_KNOWN, VI_FREQUENT };
enum vi_bond vi_lexicon_pair(unsigned a, unsigned b);

/* How many syllables stand to the left and to the right of this one in the pairs: natural logarithms of it and one. */
struct vi_reach {
    float left, right;
};
#define VI_LEAST_REACH 0.69f        /* on a side where it is bound to somebody */
struct vi_reach vi_lexicon_reach(unsigned syllable);

/* A slip that everybody makes: which of the two is wrong, and what it should be. */
struct vi_slip {
    bool second;
    unsigned syllable;
    struct vi_letters letters;
};
/* NULL: the two are none of slips.def. */
const struct vi_slip *vi_lexicon_slip(unsigned a, unsigned b);

/* What the tables hold, for the tests. */
size_t vi_lexicon_syllables(void);
size_t vi_lexicon_pairs(void);

#endif
