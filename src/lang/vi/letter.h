/* SPDX-License-Identifier: MIT */
/*
 * The Vietnamese letters as data: twelve vowels in six tones, đ, and what
 * other parts ask of a letter (its tone, its place in the alphabet, its bare
 * Latin letter).
 */
#ifndef SAPCHU_LANG_VI_LETTER_H
#define SAPCHU_LANG_VI_LETTER_H

#include <glib.h>
#include <stdbool.h>

/* In the order of the dictionaries (CLDR vi). */
enum vi_tone { VI_NGANG, VI_HUYEN, VI_HOI, VI_NGA, VI_SAC, VI_NANG, VI_N_TONES };

/* A letter taken apart. */
struct vi_letter {
    gunichar base;          /* lower case, without tone, with its quality: â, ơ, đ */
    enum vi_tone tone;
    bool upper;
};

/* Takes a precomposed letter apart; of any other character: itself in lower case, no tone. */
struct vi_letter vi_letter_split(gunichar c);
/* The letter of a base and a tone, in lower case: ậ for â and nặng. The base itself if it is no vowel. */
gunichar vi_letter_join(gunichar base, enum vi_tone tone);
bool vi_letter_is_vowel(gunichar base);
/* The plain Latin letter of a base: a for ă and â, d for đ; itself for others. */
gunichar vi_letter_bare(gunichar base);
/* Place in a ă â b c d đ … y with f j w z in their Latin places, 0 to 32; -1: not a letter of it. */
int vi_letter_rank(gunichar base);
/* The n-th letter (from 1) of enumerations: a b c d đ e g h i k l m … (NĐ 30/2020 Phụ lục I: "điểm"); 0 past the last. */
gunichar vi_letter_enum(unsigned n);
unsigned vi_letter_enum_count(void);

#endif
