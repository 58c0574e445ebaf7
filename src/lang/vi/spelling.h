/* SPDX-License-Identifier: MIT */
/*
 * How a syllable is spelt, more strictly than vi_syllable_split(), which takes what it is given: the rimes that there
 * are, which onset stands before which vowel, where the tone mark goes. What is wrong can be put right.
 */
#ifndef SAPCHU_LANG_VI_SPELLING_H
#define SAPCHU_LANG_VI_SPELLING_H

#include "lang/vi/letter.h"

#define VI_SPELLING_LETTERS 8       /* "nghiêng" has seven */

/* A word as letters and tones; anything made of Vietnamese letters. */
struct vi_spelling {
    gunichar base[VI_SPELLING_LETTERS];
    unsigned n;
    enum vi_tone tone;              /* the last one */
    unsigned tones, tone_at;        /* how many marks of tone; the letter that has the last one */
};

enum vi_spelling_fault {
    VI_SPELT = 0,
    VI_SPELT_ONSET = 1,             /* c for k, ng for ngh, gh for g … */
    VI_SPELT_PLACE = 2,             /* the tone mark stands on the wrong letter */
    VI_SPELT_STOP = 4,              /* before -c -ch -p -t there is only sắc and nặng */
    VI_SPELT_TONES = 8,             /* two marks of tone */
    VI_SPELT_NO = 16,               /* no syllable */
};

/* Reads a word in lower case, NFC. False: it has other letters, or too many. */
bool vi_spelling_read(const char *lower, struct vi_spelling *out);
/* What is wrong with it, of vi_spelling_fault. */
unsigned vi_spelling_check(const struct vi_spelling *s);
/* Is it a syllable, or one whose marks are gone: "nguoi", "duoc"? */
bool vi_spelling_lacks_marks(const struct vi_spelling *s);
/* The word with the right onset and place of the tone, and this tone; g_free it. NULL: it is no syllable. */
char *vi_spelling_mend(const struct vi_spelling *s, enum vi_tone tone);
/* The letters with the tone where it is (one at most); g_free it. */
char *vi_spelling_write(const struct vi_spelling *s);

#endif
