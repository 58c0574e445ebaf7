/* SPDX-License-Identifier: MIT */
/*
 * A document that is open in an editor: its text, and its positions as LSP counts them (lines from 0, characters from
 * 0 in units of the encoding that was agreed on).
 */
#ifndef SAPCHU_LSP_TEXT_H
#define SAPCHU_LSP_TEXT_H

#include <json-glib/json-glib.h>
#include <stdbool.h>

enum text_units { TEXT_UTF16, TEXT_UTF8 };

struct text;

/* Text that is no UTF-8 (no client should send it) is made so. */
struct text *text_new(const char *content, enum text_units units);
void text_drop(struct text *t);

const char *text_content(const struct text *t, size_t *len);
/* A Position's byte offset; past the end of a line is its end, past the end of the text its end. */
size_t text_offset(const struct text *t, JsonObject *position);
/* A new Range. */
JsonObject *text_range(const struct text *t, size_t start, size_t end);
/* One TextDocumentContentChangeEvent: a range and its new text, or a whole new text. False: it is malformed. */
bool text_change(struct text *t, JsonObject *change);

#endif
