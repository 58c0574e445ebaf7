/* SPDX-License-Identifier: MIT */
/*
 * The words of a text, each spelling once: what the checks ask of a word is found out when it is first met. A syllable
 * occurs hundreds of times in a report, so that the cost of a check is that of a few thousand words.
 */
#ifndef SAPCHU_LANG_VI_WORD_H
#define SAPCHU_LANG_VI_WORD_H

#include "lang/vi/syllable.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vi_dictionary;

enum vi_case {
    VI_LOWER,           /* hội; also what has no letters with case */
    VI_CAPITAL,         /* Hội */
    VI_UPPER,           /* HỘI, UBND; more than one letter */
    VI_MIXED,           /* ThS, iPhone, HỘi */
};

enum vi_word_flags {
    VI_ASCII = 1,       /* a to z only */
    VI_SYLLABLE = 2,    /* a Vietnamese syllable, rightly spelt */
    VI_COMMON = 4,      /* a syllable that the prose of offices uses often */
    VI_FOREIGN = 8,     /* a loan, a name or a term that is written like this (words.def) */
    VI_USER = 16,       /* in the user's dictionary */
    VI_MEASURE = 32,    /* a unit of measure: kg, km, ha */
    VI_OTHER_SCRIPT = 64, /* has letters that are not Latin, or such as do not belong in a word */
    VI_BARE = 128,      /* without an onset, and yet a syllable, if not a common one */
    VI_DOUBLES = 256,   /* stands twice in a word: luôn luôn, ào ào */
    VI_UNMARKED = 1024, /* no syllable, but its marks are gone, then it is one: nguoi, duoc */
    VI_ABBREVIATION = 512, /* in capitals, an abbreviation that need not be explained */
};

struct vi_word {
    const char *text;               /* NFC */
    const struct vi_word *fold;     /* the word in lower case: that of equal words is the same; itself */
    uint32_t len;                   /* bytes of `text` */
    uint32_t letters;
    enum vi_case letter_case;
    unsigned flags;
    uint32_t id;                    /* from 0 in the order of meeting */
};

struct vi_word_table;

/* `user` (borrowed, may be NULL): words in lower case, NFC, that are taken as right. */
struct vi_word_table *vi_words_new(const struct vi_dictionary *user);
void vi_words_drop(struct vi_word_table *w);
/* The word of `len` bytes in any normal form. */
const struct vi_word *vi_words_get(struct vi_word_table *w, const char *text, size_t len);

/* What is known of a word in lower case, NFC, without keeping it: of vi_word_flags, without those of its letters. */
unsigned vi_words_flags(const struct vi_word_table *w, const char *lower);

/* --- a user's own words --- */

struct vi_dictionary *vi_dictionary_new(void);
void vi_dictionary_drop(struct vi_dictionary *d);
/* A word or a phrase a line; '#' begins a comment. Every word of a phrase is known then. */
void vi_dictionary_add(struct vi_dictionary *d, const char *text, size_t len);

#endif
