/* SPDX-License-Identifier: MIT */
/* What stands at a place of a document, however broken it is there: for completion and hover. */
#ifndef SAPCHU_LSP_CONTEXT_H
#define SAPCHU_LSP_CONTEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum context_kind {
    CONTEXT_NONE,           /* in a comment, a CDATA section, a declaration; before the root */
    CONTEXT_CONTENT,
    CONTEXT_START_NAME,     /* the name of a start tag, or right behind its '<' */
    CONTEXT_END_NAME,
    CONTEXT_ATTR_NAME,      /* a name in a start tag, or a space where one may begin */
    CONTEXT_VALUE,
};

/* All names are local ones. */
struct context {
    enum context_kind kind;
    GPtrArray *path;        /* of strings: the elements that are open around the place; not the tag itself */
    GPtrArray *siblings;    /* of strings: the children of the innermost of them, without the tag at the place */
    char *element;          /* the tag's; NULL in content */
    bool bare;              /* of a name: nothing follows it in the tag, not even its end */
    char *attr;             /* of CONTEXT_ATTR_NAME (NULL in a space) and CONTEXT_VALUE */
    GPtrArray *attrs;       /* of strings: the tag's attributes, without the one at the place */
    size_t start, end;      /* the name or value at the place; both the place in content */
};

/* Free with context_drop(). */
struct context *context_at(const char *text, size_t len, size_t offset);
void context_drop(struct context *c);

/*
 * Calls back for each attribute `attr` of the elements `element` (NULL: of any); `value` is as written, `label` the text
 * that follows the tag, at most a line of it, for a person to recognise it. Both NUL-terminated, borrowed for the call.
 */
void context_each_value(const char *text, size_t len, const char *element, const char *attr,
                        void (*each)(void *user, const char *value, const char *label), void *user);

#endif
