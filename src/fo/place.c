/* SPDX-License-Identifier: MIT */
/*
 * Where a child may not stand: what is diagnosed, and what is put around it so
 * that it still appears (a cell around a block in a row, a block around text
 * in a flow).
 */
#include "fo/build_frame.h"

static bool allowed(const struct frame *f, enum fo_type child)
{
    if (child == FO_TEXT)
        return (f->flags & OBJ_TEXT) != 0;
    return fo_obj_allows(f->content, child);
}

/* The innermost element that somebody wrote. */
static const struct frame *written(const struct fo_builder *b)
{
    guint i = b->frames->len;
    while (i > 1 && g_array_index(b->frames, struct frame, i - 1).implied)
        i--;
    return &g_array_index(b->frames, struct frame, i - 1);
}

/* Closes implied elements if one further out takes the child. */
static bool leave_implied(struct fo_builder *b, enum fo_type child)
{
    guint i = b->frames->len - 1;
    while (g_array_index(b->frames, struct frame, i).implied) {
        i--;
        if (!allowed(&g_array_index(b->frames, struct frame, i), child))
            continue;
        while (b->frames->len > i + 1)
            fo_close(b);
        return true;
    }
    return false;
}

/* Nothing can be put around it: the nearest thing that will be seen. */
static enum fo_type substitute(const struct frame *f, enum fo_type child)
{
    const struct fo_obj *o = fo_obj_get(child);
    bool lines = fo_obj_allows_inline(f->content), blocks = fo_obj_allows_block(f->content);
    if (child == FO_FOOTNOTE_BODY)
        return FO_WRAPPER;
    bool shown = o->level != FO_LEVEL_NONE || child == FO_FLOW || child == FO_STATIC_CONTENT;
    if (!shown || o->level == FO_LEVEL_OUT || (!lines && !blocks))
        return child;
    if (o->level == FO_LEVEL_INLINE)
        return child;                                   /* close.c wraps the lines of a block-only object */
    return blocks ? FO_BLOCK : FO_INLINE;
}

/* Text where none of its ancestors can show it. */
static bool is_lost(const struct frame *f)
{
    return !fo_obj_allows_inline(f->content) && !fo_obj_allows_block(f->content) && !(f->flags & OBJ_TEXT);
}

enum fo_type fo_place(struct fo_builder *b, enum fo_type child, struct src_pos pos)
{
    if (allowed(fo_top(b), child) || leave_implied(b, child)) {
        fo_check_child(b, child, pos);
        return child;
    }
    const struct frame *in = written(b);
    bool wrapped = fo_top(b)->implied && fo_obj_only_blocks(fo_top(b)->content) &&
                   fo_obj_get(child)->level == FO_LEVEL_INLINE;
    enum diag_code text_code = DIAG_FO_MISPLACED_TEXT;
    const char *name = fo_type_name((enum fo_type)in->type);
    enum fo_type implied;
    while (!allowed(fo_top(b), child) &&
           (implied = fo_obj_implied((enum fo_type)fo_top(b)->type, child)) != FO_TEXT) {
        g_array_set_size(b->attrs, 0);
        g_array_set_size(b->strings, 0);
        fo_check_counted(b, implied);
        fo_push(b, implied, fo_style_here(b, implied, pos), pos)->implied = true;
    }
    if (child == FO_TEXT && is_lost(fo_top(b)))
        text_code = DIAG_FO_TEXT_LOST;
    if (!wrapped) {
        if (child == FO_TEXT)
            diag_emit(b->diag, text_code, pos, name);
        else
            diag_emit(b->diag, DIAG_FO_MISPLACED, pos, fo_type_name(child), name);
    }
    if (child == FO_TEXT)
        return text_code == DIAG_FO_TEXT_LOST ? FO_N : FO_TEXT;
    return allowed(fo_top(b), child) ? child : substitute(fo_top(b), child);
}
