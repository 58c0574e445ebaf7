/* SPDX-License-Identifier: MIT */
/* Text cut into tokens: every byte belongs to one. */
#ifndef SAPCHU_LANG_VI_TOKEN_H
#define SAPCHU_LANG_VI_TOKEN_H

#include "lang/vi/word.h"

#include <glib.h>

enum vi_token_kind {
    VI_WORD,            /* letters, with an apostrophe between letters (K'Ho) */
    VI_NUMBER,          /* digits with single . , : / between them: 1.234,5, 12/12/2023, 07:30 */
    VI_PUNCT,           /* one character; a run of full stops is one token */
    VI_SPACE,           /* a run of white space */
    VI_OBJECT,          /* U+FFFC, see prose.h */
    VI_OPAQUE,          /* an address, a file's name, a document's symbol: nothing in it is prose */
};

struct vi_token {
    union {
        const struct vi_word *word;     /* VI_WORD */
        gunichar ch;                    /* VI_PUNCT: the character, U+2026 for "..." as well */
    };
    uint32_t start;
    uint32_t end : 29;
    uint32_t kind : 3;
};

/* Appends the tokens of `text` to `out` (of struct vi_token). */
void vi_tokens(struct vi_word_table *words, const char *text, size_t len, GArray *out);

#endif
