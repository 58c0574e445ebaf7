/* SPDX-License-Identifier: MIT */
/* What is wrong with a word, and what was meant. Each word is judged once. */
#ifndef SAPCHU_LANG_VI_SPELLER_H
#define SAPCHU_LANG_VI_SPELLER_H

#include "lang/vi/word.h"

enum vi_verdict_kind {
    VI_RIGHT,           /* or foreign, or not to be judged */
    VI_JOINED_WORDS,    /* nghịquyết */
    VI_TONE_MISPLACED,  /* hòan */
    VI_TONES_TWO,       /* đựợc */
    VI_TONE_ON_STOP,    /* học without its mark, hỏc */
    VI_ONSET_WRONG,     /* nghành, ngiệp */
    VI_LETTER_DOUBLED,  /* chhương */
    VI_KEYS_LEFT,       /* dduwowcj: what an input method did not turn into letters */
    VI_NO_SYLLABLE,
};

struct vi_verdict {
    enum vi_verdict_kind kind;
    const char *instead;        /* in lower case; NULL: unknown. Of joined words: the word with spaces in it */
    bool safe;                  /* nothing else can have been meant */
};

struct vi_speller;

struct vi_speller *vi_speller_new(const struct vi_word_table *words);
void vi_speller_drop(struct vi_speller *s);
/* Of a word in lower case (word->fold). */
const struct vi_verdict *vi_speller_judge(struct vi_speller *s, const struct vi_word *word);
/* A word typed by the rules of VNI, "tie61n", as it was meant; g_free it. NULL: it is none. */
char *vi_speller_vni(const struct vi_speller *s, const char *lower);

#endif
