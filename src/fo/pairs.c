/* SPDX-License-Identifier: MIT */
/*
 * What begins and ends in two places: change bars, by their class, within a page-sequence (XSL 1.1 §6.13.2–3); index ranges, by their id,
 * within the document (§6.10.4–5). One without the other is diagnosed. Pairs of one name nest.
 */
#include "fo/build_frame.h"

/* What has begun. */
struct begin {
    char *key;                  /* its kind and name */
    struct src_pos pos;
    guint outer;                /* the one of the same key that was open before, counted from 1; 0: none */
    uint16_t type;
    bool ended;
};

struct fo_pairs {
    GArray *v;                  /* of struct begin */
    GHashTable *open;           /* key -> the last one that is open, counted from 1 */
};

static void clear(gpointer p)
{
    g_free(((struct begin *)p)->key);
}

struct fo_pairs *fo_pairs_new(void)
{
    struct fo_pairs *p = g_new0(struct fo_pairs, 1);
    p->v = g_array_new(FALSE, FALSE, sizeof(struct begin));
    g_array_set_clear_func(p->v, clear);
    p->open = g_hash_table_new(g_str_hash, g_str_equal);
    return p;
}

void fo_pairs_drop(struct fo_pairs *p)
{
    g_hash_table_destroy(p->open);
    g_array_free(p->v, TRUE);
    g_free(p);
}

static struct begin *begin_at(struct fo_pairs *p, guint i)
{
    return &g_array_index(p->v, struct begin, i - 1);
}

static void add(struct fo_pairs *p, struct begin b)
{
    b.outer = GPOINTER_TO_UINT(g_hash_table_lookup(p->open, b.key));
    g_array_append_val(p->v, b);
    g_hash_table_replace(p->open, b.key, GUINT_TO_POINTER(p->v->len));
}

static bool end(struct fo_pairs *p, const char *key)
{
    guint i = GPOINTER_TO_UINT(g_hash_table_lookup(p->open, key));
    if (i == 0)
        return false;
    guint outer = begin_at(p, i)->outer;
    begin_at(p, i)->ended = true;
    if (outer)
        g_hash_table_replace(p->open, begin_at(p, outer)->key, GUINT_TO_POINTER(outer));
    else
        g_hash_table_remove(p->open, key);
    return true;
}

void fo_pairs_note(struct fo_builder *b, enum fo_type type, struct src_pos pos)
{
    bool bar = type == FO_CHANGE_BAR_BEGIN || type == FO_CHANGE_BAR_END;
    bool ends = type == FO_CHANGE_BAR_END || type == FO_INDEX_RANGE_END;
    if (!fo_is_point(type) || fo_check_ancestor(b, FO_MARKER))          /* what a marker holds is set elsewhere */
        return;
    const char *name = fo_own_string(b, bar ? FO_P_change_bar_class : ends ? FO_P_ref_id : FO_P_id);
    if (!name)
        return;                         /* that is said already */
    char *key = g_strdup_printf("%d %s", bar, name);
    if (!ends) {
        add(b->pairs, (struct begin){ .key = key, .pos = pos, .type = (uint16_t)type });
        return;
    }
    if (!end(b->pairs, key))
        diag_emit(b->diag, DIAG_FO_UNPAIRED, pos, fo_type_name(bar ? FO_CHANGE_BAR_BEGIN : FO_INDEX_RANGE_BEGIN), fo_type_name(type));
    g_free(key);
}

void fo_pairs_close(struct fo_builder *b, bool ranges)
{
    struct fo_pairs *old = b->pairs;
    b->pairs = fo_pairs_new();
    for (guint i = 1; i <= old->v->len; i++) {
        struct begin *p = begin_at(old, i);
        bool range = p->type == FO_INDEX_RANGE_BEGIN;
        if (p->ended)
            continue;
        if (range && !ranges)
            add(b->pairs, (struct begin){ .key = g_strdup(p->key), .pos = p->pos, .type = p->type });
        else
            diag_emit(b->diag, DIAG_FO_UNPAIRED, p->pos, fo_type_name(range ? FO_INDEX_RANGE_END : FO_CHANGE_BAR_END),
                      fo_type_name((enum fo_type)p->type));
    }
    fo_pairs_drop(old);
}
