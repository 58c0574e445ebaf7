/* SPDX-License-Identifier: MIT */
/* For the tests of fo/: builds a document around a snippet and shows its nodes as text. */
#ifndef TESTS_FO_HELP_H
#define TESTS_FO_HELP_H

#include "fo/fo.h"

#include <glib.h>
#include <string.h>

#define HEAD "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format' xmlns:x='urn:example:x'>" \
             "<fo:layout-master-set><fo:simple-page-master master-name='m'><fo:region-body/>" \
             "</fo:simple-page-master></fo:layout-master-set>"
#define SEQ "<fo:page-sequence master-reference='m'><fo:flow flow-name='xsl-region-body'>"
#define END "</fo:flow></fo:page-sequence></fo:root>"

struct built {
    GString *tree;              /* "flow(block(#text))", levels with `levels` */
    bool levels;
    const char *want;           /* the id of the node to look at */
    void (*look)(const struct fo_node *n);
    unsigned looked, starts, sequences;
    struct diag *diag;
    struct src_file *file;
    bool ok;
};

static inline void show_node(struct built *b, const struct fo_node *n)
{
    g_string_append(b->tree, fo_type_name((enum fo_type)n->type));
    if (b->levels)
        g_string_append_printf(b->tree, ":%d", n->level);
    if (n->type == FO_TEXT)
        g_string_append_printf(b->tree, "'%.*s'", (int)n->len, n->text);
    const char *id = fo_node_string(n, "id");
    if (id && b->want && !strcmp(id, b->want)) {
        b->looked++;
        if (b->look)
            b->look(n);
    }
    if (!n->first)
        return;
    g_string_append_c(b->tree, '(');
    for (const struct fo_node *c = n->first; c; c = c->next) {
        g_assert_true(c->parent == n);
        show_node(b, c);
        if (c->next)
            g_string_append_c(b->tree, ' ');
        else
            g_assert_true(n->last == c);
    }
    g_string_append_c(b->tree, ')');
}

static inline bool built_start(void *user, const struct fo_doc *doc)
{
    struct built *b = user;
    g_assert_nonnull(doc->masters);
    b->starts++;
    return true;
}

static inline bool built_sequence(void *user, const struct fo_doc *doc, const struct fo_node *seq)
{
    struct built *b = user;
    const struct fo_node *up = seq->parent;
    while (up && up != doc->root) {             /* wrappers of page-sequences */
        g_assert_cmpint(up->type, ==, FO_PAGE_SEQUENCE_WRAPPER);
        up = up->parent;
    }
    g_assert_true(up == doc->root);
    b->sequences++;
    if (b->tree->len)
        g_string_append_c(b->tree, ' ');
    show_node(b, seq);
    return true;
}

static inline void build_text(struct built *b, const char *xml, size_t len)
{
    static const struct fo_sink calls = { .start = built_start, .sequence = built_sequence };
    struct fo_sink sink = calls;
    sink.user = b;
    b->tree = g_string_new(NULL);
    b->diag = diag_new();
    b->file = src_file_new("t.fo", g_memdup2(xml, len + 1), len);
    b->ok = fo_build_text(b->file, NULL, b->diag, &sink);
}

/* The n-th finding as "line:column code message", or "". g_free it. */
static inline char *finding(const struct built *b, unsigned n)
{
    if (n >= diag_len(b->diag))
        return g_strdup("");
    const struct diag_item *d = diag_get(b->diag, n);
    unsigned line, col;
    src_pos_line_col(d->pos, &line, &col);
    return g_strdup_printf("%u:%u %s %s", line, col, d->code, d->message);
}

static inline void built_clear(struct built *b)
{
    g_string_free(b->tree, TRUE);
    diag_drop(b->diag);
    src_file_drop(b->file);
}

#endif
