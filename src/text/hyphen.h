/* SPDX-License-Identifier: MIT */
/* Hyphenation patterns, for the files of text/ only. */
#ifndef SAPCHU_TEXT_HYPHEN_H
#define SAPCHU_TEXT_HYPHEN_H

#include "text/text.h"

struct hyphen;

/* `dirs`: folders that are searched before that of the system; must outlive it. */
struct hyphen *hyphen_new(const char *const *dirs, struct diag *diag);
void hyphen_drop(struct hyphen *h);
/* TEXT_HYPHEN where a word of `text` may be parted, `brk` as in text_breaks(). */
void hyphen_find(struct hyphen *h, const char *text, const struct text_span *spans, unsigned n, uint8_t *brk);

bool text_is_vietnamese(const char *lang);

#endif
