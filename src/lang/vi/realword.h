/* SPDX-License-Identifier: MIT */
/*
 * Real-word errors: where a lost or wrong mark or letter makes another syllable
 * of the language ("quyết đinh", "bổ xung"), found by the words around it.
 */
#ifndef SAPCHU_LANG_VI_REALWORD_H
#define SAPCHU_LANG_VI_REALWORD_H

#include <stddef.h>

/* One suspect: the bytes [start, end) of the text, and what should stand there, in the same case. */
struct vi_suspect {
    size_t start, end;
    const char *right;          /* lives during the call */
    double gain;                /* how much better the right one fits; the least that is told is about 3.5 */
};
typedef void (*vi_realword_fn)(const struct vi_suspect *s, void *data);

/* Reads one paragraph (UTF-8, NFC) and tells what is suspect in it, from first to last. */
void vi_realword_check(const char *text, size_t len, vi_realword_fn found, void *data);

#endif
