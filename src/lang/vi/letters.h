/* SPDX-License-Identifier: MIT */
/*
 * A word as its letters without tone and its tone, so that both styles of the tone mark (hòa, hoà) are one.
 */
#ifndef SAPCHU_LANG_VI_LETTERS_H
#define SAPCHU_LANG_VI_LETTERS_H

#include "lang/vi/letter.h"

#include <stddef.h>
#include <stdint.h>

enum { VI_MAX_LETTERS = 7 };            /* nghiêng */

/* A syllable taken apart; `n` 0: not one (too long, a foreign letter, two tones). */
struct vi_letters {
    uint8_t n;
    uint8_t letter[VI_MAX_LETTERS];     /* vi_letter_rank() */
    uint8_t tone;                       /* enum vi_tone */
};

/* Reads the letters of one word of UTF-8 in NFC. */
void vi_letters_read(const char *text, size_t len, struct vi_letters *out);

/* One number for each syllable, the same for both ways of writing i and y (kỹ, kĩ). Not 0. */
uint64_t vi_letters_key(const struct vi_letters *l);

#endif
