/* SPDX-License-Identifier: MIT */
/* The end of an element: its node is finished, and given on where it is a page-sequence. */
#include "fo/build_frame.h"

static struct fo_node *anonymous_block(void *user, const struct fo_node *first)
{
    struct fo_builder *b = user;
    const struct fo_entry *e = fo_style_here(b, FO_BLOCK, first->pos);
    struct fo_node *n = fo_node_new(b, FO_BLOCK, e, first->pos);
    n->strings = fo_own_strings(b, 0, fo_given_new(b, FO_BLOCK, e));
    n->level = FO_LEVEL_BLOCK;
    return n;
}

/* A footnote or float that cannot go anywhere is a wrapper of its parts. */
static void stay(struct fo_node *n)
{
    n->type = FO_WRAPPER;
    for (struct fo_node *c = n->first; c; c = c->next)
        if (c->type == FO_FOOTNOTE_BODY) {
            c->type = FO_WRAPPER;
            c->level = fo_shape_level(c);
        }
}

/*
 * §6.9: on paper nothing switches. What is shown stands there as in a wrapper, and so does a case that is not in a switch; a hidden
 * one keeps its type and no level.
 */
static bool is_static(const struct fo_node *n)
{
    if (n->type == FO_MULTI_CASE)
        return n->parent->type != FO_MULTI_SWITCH;
    return n->type == FO_MULTI_SWITCH || n->type == FO_MULTI_TOGGLE || n->type == FO_MULTI_PROPERTIES;
}

static void finish_node(struct fo_builder *b, const struct frame *f)
{
    struct fo_node *n = f->node;
    if (f->stays)
        stay(n);
    fo_shape_space(n);
    fo_points_place(n);
    if (fo_obj_only_blocks(f->content) && fo_shape_has_lines(n)) {
        g_array_set_size(b->attrs, 0);
        fo_shape_wrap(n, anonymous_block, b);
    }
    if (n->type == FO_MULTI_SWITCH)
        fo_shape_switch(n);
    if (is_static(n))
        n->type = FO_WRAPPER;
    n->level = fo_shape_level(n);
    if (n->level == FO_LEVEL_EITHER && n->parent)
        fo_shape_split(b->arena, n);
    for (struct fo_node *piece = n; piece; piece = piece->next)
        fo_shape_retrieves(piece);
}

/* A page-sequence is whole: it waits until the next one begins, which may decide on its last page. */
static void hold_sequence(struct fo_builder *b, const struct fo_node *n)
{
    b->has_sequence = true;
    b->sequence_ended = true;
    b->held = n;
    b->arena = b->doc_arena;
}

/* The sink has the page-sequence that waits, then its nodes are forgotten. */
void fo_give_sequence(struct fo_builder *b, const struct fo_style *next)
{
    if (!b->held)
        return;
    b->doc.next_sequence = next;
    if (!b->stopped && !b->sink->sequence(b->sink->user, &b->doc, b->held))
        b->stopped = b->failed = true;
    b->held = NULL;
    arena_reset(b->seq_arena);
}

bool fo_is_outer(const struct fo_builder *b, const struct fo_node *n)
{
    while (n && n->type == FO_PAGE_SEQUENCE_WRAPPER)
        n = n->parent;
    return n == b->doc.root;
}

void fo_close_empty(struct fo_builder *b, enum fo_type child, struct src_pos pos)
{
    if (b->frames->len < 2)
        return;
    struct frame *f = fo_top(b), *up = f - 1;
    bool shown = fo_obj_allows_inline(up->content) || fo_obj_allows_block(up->content);
    if (f->flat || !(f->flags & OBJ_EMPTY) || !shown)
        return;
    if (fo_obj_allows(up->content, child))      /* else it is said that the object around cannot hold it */
        diag_emit(b->diag, DIAG_FO_MISPLACED, pos, fo_type_name(child), fo_type_name((enum fo_type)f->type));
    finish_node(b, f);
    f->node = up->node;
    f->content = up->content;
    f->flags = up->flags & OBJ_TEXT;
    f->flat = true;
}

void fo_close(struct fo_builder *b)
{
    if (fo_check_flow_lacks(b)) {           /* one page, for what stands beside the flow */
        struct src_pos pos = fo_top(b)->pos;
        g_array_set_size(b->attrs, 0);
        g_array_set_size(b->strings, 0);
        fo_push(b, FO_FLOW, fo_style_here(b, FO_FLOW, pos), pos)->implied = true;
        fo_close(b);
    }
    struct frame f = *fo_top(b);
    if (!f.flat)
        finish_node(b, &f);
    fo_check_end(b, &f);
    switch (f.type) {
    case FO_LAYOUT_MASTER_SET: b->doc.masters = f.node; break;
    case FO_BOOKMARK_TREE: b->doc.bookmarks = f.node; break;
    default: break;
    }
    fo_pop(b);
    if (f.type == FO_PAGE_SEQUENCE && f.node && b->arena == b->seq_arena && fo_is_outer(b, f.node->parent)) {
        fo_pairs_close(b, false);
        fo_flowmap_apply(b, f.node);
        hold_sequence(b, f.node);
    }
}
