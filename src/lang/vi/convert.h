/* SPDX-License-Identifier: MIT */
/* A whole file of legacy Vietnamese, plain or marked up, to UTF-8 in NFC. */
#ifndef SAPCHU_LANG_VI_CONVERT_H
#define SAPCHU_LANG_VI_CONVERT_H

#include "lang/vi/legacy.h"

struct vi_converted {
    char *text;                 /* g_free it; NULL: no encoding is recognised */
    bool legacy;                /* false: it was Unicode already; only the normal form may have changed */
    enum vi_legacy from;
    unsigned lines;             /* that were decoded */
};

/*
 * `from` NULL: the encoding is guessed. Marked up is what begins with '<': references to characters of Latin-1 are decoded
 * too, and the XML declaration says UTF-8 afterwards. UTF-16 and UTF-32 are known by their byte order mark.
 */
struct vi_converted vi_convert(const char *bytes, size_t len, const enum vi_legacy *from);

#endif
