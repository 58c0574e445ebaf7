/* SPDX-License-Identifier: MIT */
/*
 * A page-sequence with all its flows: what its flow map says (XSL 1.1 §6.4.20–6.4.26) is put into effect. Flows of one source list
 * become one flow, which goes to the regions of the target list: its flow-name is their names, with spaces between. A
 * static-content is named after the region that shows it; for several regions there are copies.
 */
#include "fo/build_frame.h"

#include <string.h>

static const char *name_of(const struct fo_node *flow)
{
    const char *name = fo_node_string(flow, "flow-name");
    return name ? name : flow->type == FO_FLOW ? "xsl-region-body" : "";
}

static void rename_flow(struct fo_builder *b, struct fo_node *flow, const char *name)
{
    unsigned n = flow->strings ? flow->strings->n : 0, at = 0;
    struct fo_strings *s = arena_alloc(b->arena, sizeof *s + (n + 1) * sizeof s->v[0]);
    if (flow->strings)
        memcpy(s, flow->strings, sizeof *s + n * sizeof s->v[0]);
    while (at < n && s->v[at].id != FO_P_flow_name)
        at++;
    s->n = MAX(n, at + 1);
    s->v[at] = (struct fo_named){ FO_P_flow_name, arena_strdup(b->arena, name) };
    flow->strings = s;
}

/* The children of `more` behind those of `flow`; an empty wrapper keeps its place: id, markers. */
static void join(struct fo_builder *b, struct fo_node *flow, struct fo_node *more)
{
    struct fo_node *place = NULL, *next;
    if (fo_node_string(more, "id") || fo_node_string(more, "index-key") ||
        (more->first && more->first->type == FO_MARKER)) {
        place = arena_memdup(b->arena, more, sizeof *more);
        place->type = FO_WRAPPER;
        place->level = FO_LEVEL_EITHER;
        place->first = place->last = NULL;
        fo_shape_append(flow, place);
    }
    for (struct fo_node *c = more->first; c; c = next) {
        next = c->next;
        fo_shape_append(place && c->type == FO_MARKER ? place : flow, c);
    }
    more->first = more->last = NULL;
}

/* It has given all away; an empty wrapper, which nobody looks at. */
static void retire(struct fo_node *flow)
{
    flow->type = FO_WRAPPER;
    flow->level = FO_LEVEL_NONE;
    flow->strings = NULL;
}

/* --- assignments --- */

struct assignment {
    const struct fo_node *node;
    struct fo_node *flow;       /* that stands for all of the source list; NULL: the page-sequence has none of them */
};

/* The children of the list of one kind. */
static const struct fo_node *list_of(const struct fo_node *assignment, enum fo_type type)
{
    for (const struct fo_node *n = assignment->first; n; n = n->next)
        if (n->type == type)
            return n->first;
    return NULL;
}

static struct fo_node *join_sources(struct fo_builder *b, GHashTable *flows, const struct fo_node *source)
{
    struct fo_node *flow = NULL;
    for (; source; source = source->next) {
        const char *name = fo_node_string(source, "flow-name-reference");
        struct fo_node *more = name ? g_hash_table_lookup(flows, name) : NULL;
        if (!more || (flow && more->type != flow->type))
            continue;
        g_hash_table_remove(flows, name);
        if (flow) {
            join(b, flow, more);
            retire(more);
        } else {
            flow = more;
        }
    }
    return flow;
}

static void set_targets(struct fo_builder *b, struct fo_node *sequence, const struct assignment *a)
{
    GString *names = g_string_new(NULL);
    for (const struct fo_node *t = list_of(a->node, FO_FLOW_TARGET_LIST); t; t = t->next) {
        const char *name = fo_node_string(t, "region-name-reference");
        if (!name)
            continue;
        if (names->len > 0 && a->flow->type == FO_STATIC_CONTENT) {
            struct fo_node *copy = fo_node_copy(b->arena, a->flow, sequence);
            rename_flow(b, copy, name);
            fo_shape_append(sequence, copy);
        } else {
            g_string_append_printf(names, "%s%s", names->len ? " " : "", name);
        }
    }
    if (names->len > 0)
        rename_flow(b, a->flow, names->str);
    g_string_free(names, TRUE);
}

/* All sources are found by their own names before any flow is renamed. */
static void apply(struct fo_builder *b, struct fo_node *sequence, const struct fo_node *map)
{
    GHashTable *flows = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct assignment));
    for (struct fo_node *n = sequence->first; n; n = n->next)
        if ((n->type == FO_FLOW || n->type == FO_STATIC_CONTENT) && !g_hash_table_contains(flows, name_of(n)))
            g_hash_table_insert(flows, (gpointer)name_of(n), n);
    for (const struct fo_node *n = map->first; n; n = n->next) {
        struct assignment a = { n, NULL };
        if (n->type == FO_FLOW_ASSIGNMENT)
            a.flow = join_sources(b, flows, list_of(n, FO_FLOW_SOURCE_LIST));
        if (a.flow)
            g_array_append_val(found, a);
    }
    for (guint i = 0; i < found->len; i++)
        set_targets(b, sequence, &g_array_index(found, struct assignment, i));
    g_array_free(found, TRUE);
    g_hash_table_destroy(flows);
}

/* Two flows of one name cannot both have the region: they share it, one behind the other. */
static void join_same(struct fo_builder *b, struct fo_node *sequence)
{
    GHashTable *flows = g_hash_table_new(g_str_hash, g_str_equal);
    for (struct fo_node *n = sequence->first; n; n = n->next) {
        struct fo_node *first = n->type == FO_FLOW ? g_hash_table_lookup(flows, name_of(n)) : NULL;
        if (first) {
            join(b, first, n);
            retire(n);
        } else if (n->type == FO_FLOW) {
            g_hash_table_insert(flows, (gpointer)name_of(n), n);
        }
    }
    g_hash_table_destroy(flows);
}

void fo_flowmap_apply(struct fo_builder *b, struct fo_node *sequence)
{
    const char *name = fo_node_string(sequence, "flow-map-reference");
    const struct fo_node *map = b->doc.masters ? b->doc.masters->first : NULL;
    while (name && map && !(map->type == FO_FLOW_MAP && !g_strcmp0(fo_node_string(map, "flow-map-name"), name)))
        map = map->next;
    if (name && !map)
        diag_emit(b->diag, DIAG_FO_NO_FLOW_MAP, src_pos_attr(sequence->pos, "flow-map-reference", true), name);
    if (name && map)
        apply(b, sequence, map);
    join_same(b, sequence);
}
