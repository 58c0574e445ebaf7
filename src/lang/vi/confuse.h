/* SPDX-License-Identifier: MIT */
/*
 * What a syllable may have been before a slip: another or no tone, the mark of a
 * vowel lost, d for đ, the letters that typists and dialects take for one another.
 */
#ifndef SAPCHU_LANG_VI_CONFUSE_H
#define SAPCHU_LANG_VI_CONFUSE_H

#include "lang/vi/lexicon.h"

/* A syllable of the lexicon, and how far it is from the one that is written: about 1 for one slip. */
struct vi_confusable {
    struct vi_letters letters;
    unsigned syllable;
    float distance;
};

#define VI_LEAST_DISTANCE 0.7f
enum { VI_MAX_CONFUSABLES = 96 };

/* The real syllables that one or two slips turn into this one; their count. */
unsigned vi_confuse(const struct vi_letters *written, struct vi_confusable out[static VI_MAX_CONFUSABLES]);

enum { VI_SYLLABLE_BYTES = VI_MAX_LETTERS * 4 + 1 };

/* Spells a syllable in the case of the text that it replaces, the tone where that text has it if it may stand there. */
void vi_syllable_spell(const struct vi_letters *l, const char *like, size_t len, char out[static VI_SYLLABLE_BYTES]);

#endif
