/* SPDX-License-Identifier: MIT */
/* The table of markers. */
#include "layout/marker.h"

#include <glib.h>
#include <string.h>

struct marked {                 /* a node with markers that has an area on the page */
    const struct fo_node *node;
    bool starts;                /* its first area is on this page */
};

struct marker_table {
    GHashTable *tags;           /* area_tag → node, of areas made for this page, shown or not */
    GHashTable *seen;           /* nodes that began on an earlier page or this one */
    GHashTable *carry;          /* class → marker of the last area on the pages before */
    GArray *page;               /* of struct marked, in area order */
};

struct marker_table *markers_new(void)
{
    struct marker_table *t = g_new0(struct marker_table, 1);
    t->tags = g_hash_table_new(NULL, NULL);
    t->seen = g_hash_table_new(NULL, NULL);
    t->carry = g_hash_table_new(g_str_hash, g_str_equal);
    t->page = g_array_new(FALSE, FALSE, sizeof(struct marked));
    return t;
}

void markers_drop(struct marker_table *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->tags);
    g_hash_table_destroy(t->seen);
    g_hash_table_destroy(t->carry);
    g_array_free(t->page, TRUE);
    g_free(t);
}

void markers_begin_sequence(struct marker_table *t)
{
    g_hash_table_remove_all(t->tags);
    g_hash_table_remove_all(t->seen);
    g_hash_table_remove_all(t->carry);
    g_array_set_size(t->page, 0);
}

bool markers_has(const struct fo_node *n)
{
    return n->first && n->first->type == FO_MARKER;
}

void markers_note(struct marker_table *t, const struct area_tag *tag, const struct fo_node *n)
{
    g_hash_table_insert(t->tags, (gpointer)tag, (gpointer)n);
}

static void add(struct marker_table *t, const struct fo_node *n)
{
    struct marked m = { n, g_hash_table_add(t->seen, (gpointer)n) };
    for (guint i = 0; i < t->page->len; i++)
        if (g_array_index(t->page, struct marked, i).node == n)
            return;
    g_array_append_val(t->page, m);
}

static void walk(struct marker_table *t, const struct area *a)
{
    const struct fo_node *n = a->tag ? g_hash_table_lookup(t->tags, a->tag) : NULL;
    if (n)
        add(t, n);
    for (uint32_t k = 0; k < a->n; k++)
        walk(t, a->kids[k].area);
}

void markers_collect(struct marker_table *t, const struct fo_node *flow, const struct area *body)
{
    if (markers_has(flow))
        add(t, flow);
    if (g_hash_table_size(t->tags) > 0 && body)
        walk(t, body);
}

void markers_end_page(struct marker_table *t)
{
    for (guint i = 0; i < t->page->len; i++) {
        const struct fo_node *n = g_array_index(t->page, struct marked, i).node;
        for (const struct fo_node *m = n->first; m && m->type == FO_MARKER; m = m->next) {
            const char *name = fo_node_string(m, "marker-class-name");
            if (name)
                g_hash_table_insert(t->carry, (gpointer)name, (gpointer)m);
        }
    }
    g_array_set_size(t->page, 0);
    g_hash_table_remove_all(t->tags);
}

static const struct fo_node *marker_of(const struct fo_node *n, const char *name)
{
    for (const struct fo_node *m = n->first; m && m->type == FO_MARKER; m = m->next) {
        const char *own = fo_node_string(m, "marker-class-name");
        if (own && strcmp(own, name) == 0)
            return m;
    }
    return NULL;
}

const struct fo_node *markers_find(const struct marker_table *t, const struct fo_node *retrieve)
{
    const char *name = fo_node_string(retrieve, "retrieve-class-name");
    if (!name)
        return NULL;
    int32_t position = retrieve->style->retrieve_position;
    bool last = position == KW_LAST_STARTING_WITHIN_PAGE || position == KW_LAST_ENDING_WITHIN_PAGE;
    bool starting = position == KW_FIRST_STARTING_WITHIN_PAGE || position == KW_LAST_STARTING_WITHIN_PAGE;
    const struct fo_node *found = NULL;
    for (guint i = 0; i < t->page->len && (last || !found); i++) {
        const struct marked *m = &g_array_index(t->page, struct marked, i);
        const struct fo_node *hit = !starting || m->starts ? marker_of(m->node, name) : NULL;
        if (hit)
            found = hit;
    }
    if (!found && retrieve->style->retrieve_boundary != KW_PAGE)
        found = g_hash_table_lookup(t->carry, name);
    return found;
}
