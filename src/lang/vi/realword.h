/* SPDX-License-Identifier: MIT */
/*
 * Real-word errors: where a lost or wrong mark or letter makes another syllable
 * of the language ("quyết đinh", "bổ xung"), found by the words around it.
 */
#ifndef SAPCHU_LANG_VI_REALWORD_H
#define SAPCHU_LANG_VI_REALWORD_H

#include "lang/vi/token.h"

/* One suspect: the bytes [start, end) of a paragraph's text, and what should stand there, in the same case. */
struct vi_suspect {
    uint32_t paragraph;
    uint32_t start, end;
    const char *right;          /* lives during the call */
    double weight;              /* log odds of a mistake */
};
typedef void (*vi_realword_fn)(const struct vi_suspect *s, void *data);

/* A document that is read. */
struct vi_realword;

struct vi_realword *vi_realword_new(void);
void vi_realword_drop(struct vi_realword *r);
/* Reads the tokens of a paragraph (UTF-8, NFC), all of one table of words; the text must live until vi_realword_tell(). */
void vi_realword_read(struct vi_realword *r, uint32_t paragraph, const char *text, const struct vi_token *t, uint32_t n);
/* Tells what is suspect in what was read, from first to last. */
void vi_realword_tell(struct vi_realword *r, vi_realword_fn found, void *data);

/*
 * What should stand in the place of the word `i` of these tokens, in its case, by the words around it; NULL: nothing
 * with that weight. What was read does not count. g_free it.
 */
char *vi_realword_ask(struct vi_realword *r, const char *text, const struct vi_token *t, uint32_t n, uint32_t i, double least);

#endif
