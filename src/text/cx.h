/* SPDX-License-Identifier: MIT */
/* The text context, for the files of text/ only. */
#ifndef SAPCHU_TEXT_CX_H
#define SAPCHU_TEXT_CX_H

#include "text/text.h"

#include <glib.h>

struct entry;
struct hyphen;

struct text_cx {
    struct font_map *fonts;
    struct diag *diag;
    hb_buffer_t *buffer;        /* used again for each word */
    struct arena *words;
    struct entry **slots;       /* open addressing, a power of two */
    unsigned n_slots, n_words;
    size_t most;                /* bytes of words; more are forgotten */
    unsigned n_asked;           /* text_cx_is_full() since then */
    PangoLogAttr *attrs;        /* used again for each paragraph */
    size_t n_attrs;
    GHashTable *small_caps;     /* struct font → has it small capitals: 1 no, 2 yes */
    struct hyphen *hyphen;      /* hyphen.h */
    GHashTable *missing;        /* letters without a glyph that were reported */
};

#endif
