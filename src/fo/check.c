/* SPDX-License-Identifier: MIT */
/*
 * The content models beyond who may stand in whom (place.c): order, number, required attributes, names, contexts. All of
 * it is diagnosed, nothing is left out. The rules are rows of rules.def.
 */
#include "fo/build_frame.h"

#include <string.h>

static const char *object_name(unsigned type)
{
    return fo_type_name((enum fo_type)type);
}

/* The innermost frame that has a node: a wrapper around rows counts them for the table. */
static struct frame *owner(const struct fo_builder *b)
{
    guint i = b->frames->len - 1;
    while (i > 0 && g_array_index(b->frames, struct frame, i).flat)
        i--;
    return &g_array_index(b->frames, struct frame, i);
}

static bool has_seen(const struct frame *f, unsigned type)
{
    return (f->seen[type / 64] >> (type % 64)) & 1;
}

static void mark_seen(struct frame *f, unsigned type)
{
    f->seen[type / 64] |= UINT64_C(1) << (type % 64);
}

/* --- order and number --- */

static void check_order(struct fo_builder *b, struct frame *f, enum fo_type child, struct src_pos pos)
{
    enum fo_type parent = (enum fo_type)f->type, latest = (enum fo_type)f->latest;
    if ((child == FO_MARKER || child == FO_INITIAL_PROPERTY_SET) && f->begun) {
        diag_emit(b->diag, DIAG_FO_FIRST, pos, object_name(child), object_name(parent));
        return;
    }
    if (child != FO_MARKER && child != FO_INITIAL_PROPERTY_SET && !fo_is_point(child))
        f->begun = true;
    if (!fo_obj_ordered(parent) || fo_is_point(child))
        return;
    if (latest && fo_obj_rank(parent, f->content, child) < fo_obj_rank(parent, f->content, latest))
        diag_emit(b->diag, DIAG_FO_ORDER, pos, object_name(child), object_name(latest), object_name(parent));
    else
        f->latest = (uint16_t)child;
}

static void check_number(struct fo_builder *b, const struct frame *f, enum fo_type child, struct src_pos pos)
{
    static const struct { uint16_t parent, child; } once[] = {
#define ONCE(in, what) { FO_##in, FO_##what },
#include "fo/rules.def"
    };
    for (size_t i = 0; has_seen(f, child) && i < G_N_ELEMENTS(once); i++)
        if (once[i].parent == f->type && once[i].child == child)
            diag_emit(b->diag, DIAG_FO_TWICE, pos, object_name(child), object_name(f->type));
}

void fo_check_counted(struct fo_builder *b, enum fo_type child)
{
    mark_seen(owner(b), child);
}

void fo_check_text(struct fo_builder *b)
{
    owner(b)->begun = true;
}

/* --- contexts --- */

const struct frame *fo_check_ancestor(const struct fo_builder *b, unsigned type)
{
    for (guint i = b->frames->len; i > 0; i--) {
        const struct frame *f = &g_array_index(b->frames, struct frame, i - 1);
        if (f->type == type)
            return f;
    }
    return NULL;
}

static bool in_positioned(const struct fo_builder *b)
{
    for (guint i = b->frames->len; i > 0; i--) {
        const struct frame *f = &g_array_index(b->frames, struct frame, i - 1);
        if (f->type == FO_BLOCK_CONTAINER && !f->flat && f->node->style->absolute_position != KW_AUTO)
            return true;
    }
    return false;
}

/* Is a note or float in such a context set where it stands, since there is nowhere else to put it? */
static bool stays(enum fo_type child, unsigned outer)
{
    return (child == FO_FOOTNOTE && outer != FO_FLOAT) ||
           (child == FO_FLOAT && (outer == FO_FOOTNOTE || outer == FO_FLOAT || outer == FO_LEADER));
}

static void check_context(struct fo_builder *b, enum fo_type child, struct src_pos pos)
{
    static const struct { uint16_t object, outer; } not_inside[] = {
#define NOT_INSIDE(what, in) { FO_##what, FO_##in },
#include "fo/rules.def"
    };
    static const struct { uint16_t object, outer, other; } only_inside[] = {
#define ONLY_INSIDE(what, in, or) { FO_##what, FO_##in, FO_##or },
#include "fo/rules.def"
    };
    for (size_t i = 0; i < G_N_ELEMENTS(not_inside); i++)
        if (not_inside[i].object == child && fo_check_ancestor(b, not_inside[i].outer)) {
            diag_emit(b->diag, DIAG_FO_NOT_INSIDE, pos, object_name(child), object_name(not_inside[i].outer));
            b->stays = stays(child, not_inside[i].outer);
            return;
        }
    if ((child == FO_FOOTNOTE || child == FO_FLOAT) && in_positioned(b)) {
        diag_emit(b->diag, DIAG_FO_NOT_POSITIONED, pos, object_name(child));
        b->stays = child == FO_FOOTNOTE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(only_inside); i++) {
        unsigned outer = only_inside[i].outer, other = only_inside[i].other;
        if (only_inside[i].object != child || fo_check_ancestor(b, outer) || fo_check_ancestor(b, other))
            continue;
        if (child == FO_RETRIEVE_TABLE_MARKER && owner(b)->type == FO_TABLE)    /* in their place, §6.13.7 */
            continue;
        if (outer == other)
            diag_emit(b->diag, DIAG_FO_ONLY_INSIDE, pos, object_name(child), object_name(outer));
        else
            diag_emit(b->diag, DIAG_FO_ONLY_INSIDE_EITHER, pos, object_name(child), object_name(outer), object_name(other));
    }
}

void fo_check_child(struct fo_builder *b, enum fo_type child, struct src_pos pos)
{
    struct frame *f = owner(b);
    b->stays = false;
    if (child == FO_TEXT)
        return;
    check_order(b, f, child, pos);
    check_number(b, f, child, pos);
    check_context(b, child, pos);
    mark_seen(f, child);
}

bool fo_check_flow_lacks(const struct fo_builder *b)
{
    const struct frame *f = fo_top(b);
    return f->type == FO_PAGE_SEQUENCE && !f->flat && f->node->first && !has_seen(f, FO_FLOW);
}

/* --- attributes --- */

enum { FO_P_none = FO_P_NONE };     /* a row without an alternative */

const char *fo_own_string(const struct fo_builder *b, unsigned id)
{
    for (guint i = 0; i < b->strings->len; i++) {
        const struct fo_named *s = &g_array_index(b->strings, struct fo_named, i);
        if (s->id == id)
            return s->value;
    }
    return NULL;
}

/*
 * What may stand only once belongs to the first of its kind, so that nothing is lost: parts of a list-item, a footnote, a
 * root, flows and static contents of one name.
 */
struct fo_node *fo_check_first(const struct fo_builder *b, enum fo_type child)
{
    const struct frame *f = owner(b);
    bool part = (f->type == FO_LIST_ITEM && (child == FO_LIST_ITEM_LABEL || child == FO_LIST_ITEM_BODY)) ||
                (f->type == FO_FOOTNOTE && child == FO_FOOTNOTE_BODY) ||
                (f->type == FO_ROOT && child == FO_LAYOUT_MASTER_SET) ||
                (f->type == FO_TABLE_AND_CAPTION && child == FO_TABLE_CAPTION);
    const char *flow = f->type == FO_PAGE_SEQUENCE && (child == FO_FLOW || child == FO_STATIC_CONTENT)
                       ? fo_own_string(b, FO_P_flow_name) : NULL;
    for (struct fo_node *n = part || flow ? f->node->first : NULL; n; n = n->next)
        if (n->type == child && (!flow || !g_strcmp0(flow, fo_node_string(n, "flow-name"))))
            return n;
    return NULL;
}

static void check_required(struct fo_builder *b, enum fo_type type, struct src_pos pos)
{
    static const struct { uint16_t object, id, other; } required[] = {
#define ATTRIBUTE(what, prop, or) { FO_##what, FO_P_##prop, FO_P_##or },
#include "fo/rules.def"
    };
    for (size_t i = 0; i < G_N_ELEMENTS(required); i++) {
        unsigned id = required[i].id, other = required[i].other;
        if (required[i].object != type || fo_own_string(b, id) || (other && fo_own_string(b, other)))
            continue;
        if (other)
            diag_emit(b->diag, DIAG_FO_ATTR_EITHER, pos, object_name(type), fo_props[id].name, fo_props[other].name);
        else
            diag_emit(b->diag, DIAG_FO_ATTR, pos, object_name(type), fo_props[id].name);
    }
}

static void check_names(struct fo_builder *b, enum fo_type type, struct src_pos pos)
{
    static const struct { uint16_t object, id; } unique[] = {
#define UNIQUE(what, prop) { FO_##what, FO_P_##prop },
#include "fo/rules.def"
    };
    struct frame *f = owner(b);
    for (size_t i = 0; i < G_N_ELEMENTS(unique); i++) {
        unsigned id = unique[i].id;
        const char *name = unique[i].object == type ? fo_own_string(b, id) : NULL;
        if (type == FO_REGION_BODY && id == FO_P_region_name && unique[i].object == type && !name)
            name = fo_region_name(type, NULL);
        if (!name)
            continue;
        if (!f->names)
            f->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        if (!g_hash_table_add(f->names, g_strdup_printf("%u %s", id, name)))
            diag_emit(b->diag, DIAG_FO_NAME_TWICE, src_pos_attr(pos, fo_props[id].name, true), fo_props[id].name, name,
                      object_name(f->type));
    }
}

/* §7.28.13, §7.28.16: rows are made by starts-row and ends-row where there are none. */
static void check_row_marks(struct fo_builder *b, struct src_pos pos)
{
    for (guint i = 0; i < b->attrs->len; i++) {
        const char *name = g_array_index(b->attrs, struct fo_attr, i).name;
        if (strcmp(name, "starts-row") == 0 || strcmp(name, "ends-row") == 0)
            diag_emit(b->diag, DIAG_FO_ROW_MARK, src_pos_attr(pos, name, true), name);
    }
}

void fo_check_attributes(struct fo_builder *b, enum fo_type type, struct src_pos pos)
{
    if (type == FO_TABLE_CELL && owner(b)->type == FO_TABLE_ROW)
        check_row_marks(b, pos);
    check_required(b, type, pos);
    check_names(b, type, pos);
}

/* --- what is missing at the end --- */

void fo_check_end(struct fo_builder *b, const struct frame *f)
{
    static const struct { uint16_t parent, child; } needs[] = {
#define NEEDS(in, what) { FO_##in, FO_##what },
#include "fo/rules.def"
    };
    if (f->flat || f->implied)
        return;
    if (!f->node->first) {
        if ((f->flags & OBJ_NEEDS) && !(f->type == FO_ROOT && b->has_sequence))
            diag_emit(b->diag, DIAG_FO_EMPTY, f->pos, object_name(f->type));
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++)
        if (needs[i].parent == f->type && !has_seen(f, needs[i].child))
            diag_emit(b->diag, DIAG_FO_LACKS, f->pos, object_name(f->type), object_name(needs[i].child));
}
