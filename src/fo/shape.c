/* SPDX-License-Identifier: MIT */
/* What becomes of a node's children once all of them are known: white space, anonymous blocks, levels. */
#include "fo/build.h"

#include "fo/obj.h"

enum { FLAG_DROP = 0x80 };      /* only within fo_shape_space() */

bool fo_shape_is_blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r')
            return false;
    return true;
}

/* Unicode 15, §23.7: no characters, though XML lets most of them pass. */
static bool is_noncharacter(gunichar c)
{
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

struct fo_slice fo_shape_clean(struct arena *a, struct fo_slice t)
{
    const char *p = t.s, *end = t.s + t.n;
    for (; p < end; p++) {              /* the bytes inside a letter are less than 0xEF */
        gunichar c = (unsigned char)*p < 0xEF ? 0 : g_utf8_get_char(p);
        if (c == 0xFFFC || is_noncharacter(c))
            break;
    }
    if (p == end)
        return t;
    GString *out = g_string_sized_new(t.n);
    for (p = t.s; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0xFFFC)
            g_string_append_unichar(out, is_noncharacter(c) ? 0xFFFD : c);
    }
    struct fo_slice kept = { arena_strndup(a, out->str, out->len), out->len };
    g_string_free(out, TRUE);
    return kept;
}

void fo_shape_append(struct fo_node *parent, struct fo_node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static bool is_blank(const struct fo_node *n)
{
    return n->type == FO_TEXT && fo_shape_is_blank(n->text, n->len);
}

static bool is_blockish(const struct fo_node *n)
{
    return n->level == FO_LEVEL_BLOCK || n->level == FO_LEVEL_PART ||
           (n->level == FO_LEVEL_EITHER && n->type != FO_RETRIEVE_MARKER &&
            n->type != FO_RETRIEVE_TABLE_MARKER);
}

static bool is_aside(const struct fo_node *n)
{
    return n->level == FO_LEVEL_NONE || n->level == FO_LEVEL_OUT;
}

/* Does it stand for absolutely positioned block-containers, and nothing else? */
static bool holds_positioned(const struct fo_node *n)
{
    bool any = false;
    if (fo_obj_get((enum fo_type)n->type)->level != FO_LEVEL_EITHER)
        return false;
    for (const struct fo_node *c = n->first; c; c = c->next) {
        bool positioned = c->type == FO_BLOCK_CONTAINER && c->level == FO_LEVEL_OUT;
        if (!positioned && !is_blank(c) && c->level != FO_LEVEL_NONE)
            return false;
        any |= positioned;
    }
    return any;
}

/* Takes the marked children out. */
static void remove_marked(struct fo_node *n)
{
    struct fo_node *c = n->first;
    n->first = n->last = NULL;
    while (c) {
        struct fo_node *next = c->next;
        if (!(c->flags & FLAG_DROP))
            fo_shape_append(n, c);
        c = next;
    }
}

/* From the blank after the last block up to `end`: they stand between blocks. */
static bool mark(struct fo_node *from, const struct fo_node *end)
{
    bool any = false;
    for (; from != end; from = from->next)
        if (is_blank(from)) {
            from->flags |= FLAG_DROP;
            any = true;
        }
    return any;
}

void fo_shape_space(struct fo_node *n)
{
    bool has_block = false, after_block = true, any = false;
    for (const struct fo_node *c = n->first; c && !has_block; c = c->next)
        has_block = is_blockish(c);
    if (!has_block && !holds_positioned(n))
        return;
    struct fo_node *from = n->first;
    for (struct fo_node *c = n->first; c; c = c->next) {
        if (is_aside(c) || is_blank(c))
            continue;
        bool block = is_blockish(c);
        if (block && after_block)
            any |= mark(from, c);
        after_block = block;
        from = c->next;
    }
    if (after_block)
        any |= mark(from, NULL);
    if (any)
        remove_marked(n);
}

bool fo_shape_has_lines(const struct fo_node *n)
{
    for (const struct fo_node *c = n->first; c; c = c->next)
        if (c->level == FO_LEVEL_INLINE)
            return true;
    return false;
}

void fo_shape_wrap(struct fo_node *n, struct fo_node *(*block)(void *user, const struct fo_node *first),
                   void *user)
{
    struct fo_node *c = n->first, *run = NULL;
    n->first = n->last = NULL;
    while (c) {
        struct fo_node *next = c->next;
        bool line = c->level == FO_LEVEL_INLINE;
        bool lost = is_blank(c) || (c->type == FO_WRAPPER && line && !c->first);
        if (line && !run && !lost) {
            run = block(user, c);
            fo_shape_append(n, run);
        } else if (!line && !is_aside(c)) {
            run = NULL;
        }
        if (lost && !run) {
            if (c->type != FO_WRAPPER) {
                c = next;
                continue;
            }
            c->level = FO_LEVEL_EITHER;     /* empty: it only carries an id */
        }
        fo_shape_append(run ? run : n, c);
        c = next;
    }
}

/* §6.13.3: a wrapper is what its content is; an inline that holds a block lets it through. */
uint8_t fo_shape_level(const struct fo_node *n)
{
    const struct fo_obj *o = fo_obj_get((enum fo_type)n->type);
    bool block = false;
    if (n->type == FO_BLOCK_CONTAINER && n->style->absolute_position != KW_AUTO)
        return FO_LEVEL_OUT;
    if (n->type == FO_FLOAT && n->style->float_ == KW_NONE)
        return FO_LEVEL_BLOCK;
    bool inlines = o->level == FO_LEVEL_INLINE && fo_obj_allows_block(o->content) &&
        n->type != FO_INLINE_CONTAINER;
    if ((o->level != FO_LEVEL_EITHER && !inlines) || n->type == FO_RETRIEVE_MARKER ||
        n->type == FO_RETRIEVE_TABLE_MARKER)
        return o->level;
    for (const struct fo_node *c = n->first; c && !block; c = c->next)
        block = is_blockish(c);
    return block || holds_positioned(n) ? FO_LEVEL_EITHER : FO_LEVEL_INLINE;
}

/* The next child that decides: a block, or something in a line. NULL: the rest of them are neither. */
static const struct fo_node *solid(const struct fo_node *c)
{
    while (c && is_aside(c))
        c = c->next;
    return c;
}

void fo_shape_split(struct arena *a, struct fo_node *n)
{
    const struct fo_obj *around = fo_obj_get((enum fo_type)n->parent->type);
    bool splits = n->type == FO_INLINE || n->type == FO_BASIC_LINK || n->type == FO_WRAPPER || n->type == FO_BIDI_OVERRIDE;
    if (!splits || n->level != FO_LEVEL_EITHER || n != n->parent->last || !fo_obj_allows_block(around->content))
        return;
    struct fo_node *c = n->first, *piece = n, *next;
    const struct fo_node *decides = solid(c);
    if (!decides)                       /* positioned containers only */
        return;
    bool blocks = is_blockish(decides);
    n->first = n->last = NULL;
    n->level = blocks ? FO_LEVEL_EITHER : FO_LEVEL_INLINE;
    for (; c; c = next) {
        next = c->next;
        if (!is_aside(c) && is_blockish(c) != blocks) {
            struct fo_node *last = piece;
            piece = arena_memdup(a, n, sizeof *n);
            piece->first = piece->last = NULL;
            piece->flags = FO_NODE_CONTINUES;
            last->flags |= FO_NODE_CONTINUED;
            blocks = !blocks;
            piece->level = blocks ? FO_LEVEL_EITHER : FO_LEVEL_INLINE;
            fo_shape_append(n->parent, piece);
        }
        fo_shape_append(piece, c);
    }
}

void fo_shape_retrieves(struct fo_node *n)
{
    if (n->level != FO_LEVEL_INLINE || (n->type != FO_INLINE && n->type != FO_BASIC_LINK && n->type != FO_WRAPPER))
        return;
    for (const struct fo_node *c = n->first; c; c = c->next)
        if (c->type == FO_RETRIEVE_MARKER || c->type == FO_RETRIEVE_TABLE_MARKER || (c->flags & FO_NODE_RETRIEVES))
            n->flags |= FO_NODE_RETRIEVES;
}

void fo_shape_switch(struct fo_node *n)
{
    struct fo_node *shown = NULL;
    for (struct fo_node *c = n->first; c && !shown; c = c->next)
        if (c->type == FO_MULTI_CASE && c->style->starting_state == KW_SHOW)
            shown = c;
    for (struct fo_node *c = n->first; c; c = c->next) {
        if (c->type != FO_MULTI_CASE)
            continue;
        shown = shown ? shown : c;
        if (c == shown)
            c->type = FO_WRAPPER;
        else
            c->level = FO_LEVEL_NONE;
    }
}
