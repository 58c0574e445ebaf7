/* SPDX-License-Identifier: MIT */
/*
 * The builder behind fo_build_text() and fo_build_tree(): it is told of
 * elements and text in document order and makes nodes of them.
 */
#ifndef SAPCHU_FO_BUILD_H
#define SAPCHU_FO_BUILD_H

#include "fo/eval.h"

#define FO_NS "http://www.w3.org/1999/XSL/Format"
/* Deeper than any document known; the layout of this depth needs less than half of 8 MB of stack, sanitizers included. */
enum { FO_DEPTH_DEFAULT = 1024 };

/* A name; `prefix` and `uri` NULL: none. */
struct fo_name {
    const char *prefix, *local, *uri;
};

struct fo_raw {
    struct fo_name name;
    struct fo_slice value;
};

struct fo_builder;
struct fo_builder *fo_builder_new(struct diag *diag, const struct fo_limits *limits,
                                  const struct fo_sink *sink);
void fo_builder_drop(struct fo_builder *b);
void fo_builder_start(struct fo_builder *b, struct fo_name name, const struct fo_raw *attrs, unsigned n,
                      struct src_pos pos);
void fo_builder_text(struct fo_builder *b, const char *s, size_t n, struct src_pos pos);
/* True when it closed a page-sequence, which the sink has had. */
bool fo_builder_end(struct fo_builder *b);
/* The document has ended. False: the document failed, or the sink stopped. */
bool fo_builder_finish(struct fo_builder *b);
/* Nothing more is wanted: a limit was hit, or the sink stopped. */
bool fo_builder_stopped(const struct fo_builder *b);
void fo_builder_stop(struct fo_builder *b);

/* --- shape.c: a node whose children are all there --- */

/* Drops white space between blocks. */
void fo_shape_space(struct fo_node *n);
/* Is there something to be set in lines? */
bool fo_shape_has_lines(const struct fo_node *n);
/* The level that its content gives it. */
uint8_t fo_shape_level(const struct fo_node *n);
/*
 * An inline that holds blocks becomes several, one behind the other: of lines, and of blocks. So what stands behind a block in it
 * shares a line with what stands behind the inline. It is the last child of its parent.
 */
void fo_shape_split(struct arena *a, struct fo_node *n);
/* Marks it if something in it retrieves a marker, without anything but inlines between. */
void fo_shape_retrieves(struct fo_node *n);
/* Shows one case of a multi-switch, §6.9.3. */
void fo_shape_switch(struct fo_node *n);
bool fo_shape_is_blank(const char *s, size_t n);
/*
 * `t` without U+FFFC, by which layout means an object in the text, and with U+FFFD for noncharacters, which no PDF can hold:
 * itself when it has none, else in the arena.
 */
struct fo_slice fo_shape_clean(struct arena *a, struct fo_slice t);
/*
 * Puts the runs of inlines among the children of `n` into blocks made by `block(user, first)`.
 */
void fo_shape_wrap(struct fo_node *n, struct fo_node *(*block)(void *user, const struct fo_node *first),
                   void *user);
/* Appends to the children. */
void fo_shape_append(struct fo_node *parent, struct fo_node *child);

/* --- foreign.c: content of instream-foreign-object as XML text --- */

struct fo_foreign;
struct fo_foreign *fo_foreign_new(void);
void fo_foreign_drop(struct fo_foreign *f);
void fo_foreign_start(struct fo_foreign *f, struct fo_name name, const struct fo_raw *attrs, unsigned n);
void fo_foreign_text(struct fo_foreign *f, const char *s, size_t n);
void fo_foreign_end(struct fo_foreign *f);
/* What was written; fo_foreign_drop() frees it. */
struct fo_slice fo_foreign_text_so_far(struct fo_foreign *f);

#endif
