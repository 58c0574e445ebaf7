/* SPDX-License-Identifier: MIT */
/*
 * Markup read as it is written, for what must work on documents that are not well-formed, or that are being typed: one
 * pass over the text, no tree, no fault is an error. Offsets are bytes of the text.
 */
#ifndef SAPCHU_BASE_MARKUP_H
#define SAPCHU_BASE_MARKUP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum markup_kind {
    MARKUP_TEXT,
    MARKUP_START,       /* "<name …>" and "<name …/>" */
    MARKUP_END,         /* "</name>" */
    MARKUP_COMMENT,
    MARKUP_CDATA,
    MARKUP_PI,          /* also the XML declaration; name is the target */
    MARKUP_DOCTYPE,     /* with its internal subset */
};

struct markup_token {
    enum markup_kind kind;
    size_t start, end;          /* with its delimiters */
    size_t name, name_len;      /* of tags and processing instructions, with the prefix */
    bool empty;                 /* "/>" */
    bool open;                  /* its end is missing: a tag, and a declaration without a subset, ends before the next '<', the others with the text */
};

struct markup_attr {
    size_t name, name_len;
    size_t value, value_len;    /* between the quotation marks */
    bool valued;                /* false: no quotation mark follows the name */
    bool open;                  /* the closing mark is missing: the value ends with the tag */
};

/* The token at `*at`, which moves behind it. False: the text has ended. */
bool markup_next(const char *text, size_t len, size_t *at, struct markup_token *t);
/* The attributes of a start tag: `*at` begins as 0. False: there are no more. */
bool markup_next_attr(const char *text, const struct markup_token *tag, size_t *at, struct markup_attr *a);

/* The character of an entity that XML has by itself; 0: there is none of that name. */
gunichar markup_entity(const char *name, size_t len);
/*
 * The character of the reference whose '&' is at `at`; its end in `*next`. 0: it is none. MARKUP_UNKNOWN: of an entity that is not
 * XML's own, named between the two.
 */
#define MARKUP_UNKNOWN 0xFFFCu
gunichar markup_reference(const char *text, size_t len, size_t at, size_t *next);

/* A name without its prefix: moves `*name`, shortens `*len`. */
void markup_local(const char *text, size_t *name, size_t *len);
bool markup_is(const char *text, size_t name, size_t len, const char *word);

#endif
