/* SPDX-License-Identifier: MIT */
/* Vietnamese syllables: onset, nucleus, coda and tone. */
#ifndef SAPCHU_LANG_VI_SYLLABLE_H
#define SAPCHU_LANG_VI_SYLLABLE_H

#include "lang/vi/letter.h"

#include <stddef.h>

struct vi_syllable {
    const char *onset;      /* "ngh", "qu", "gi"; "" */
    const char *nucleus;    /* without tone: "uyê", "a" */
    const char *coda;       /* "ng"; "" */
    enum vi_tone tone;
};

/*
 * Splits one written syllable of `len` bytes (-1: up to its NUL), in any case
 * and normal form. The strings of `*out` are static. False: it breaks the
 * grammar of the syllable (a foreign word, joined words, a broken encoding).
 */
bool vi_syllable_split(const char *text, ptrdiff_t len, struct vi_syllable *out);

#endif
