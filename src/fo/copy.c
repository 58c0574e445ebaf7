/* SPDX-License-Identifier: MIT */
/* Copies of nodes, which outlive the page-sequence that they come from. */
#include "fo/build_frame.h"

#include <string.h>

static const struct fo_strings *copy_strings(struct arena *a, const struct fo_strings *from)
{
    if (!from)
        return NULL;
    struct fo_strings *s = arena_memdup(a, from, sizeof *from + from->n * sizeof from->v[0]);
    s->given = NULL;            /* it stays with the page-sequence */
    for (unsigned i = 0; i < s->n; i++)
        s->v[i].value = arena_strdup(a, from->v[i].value);
    return s;
}

struct fo_node *fo_node_copy_alone(struct arena *a, const struct fo_node *n, struct fo_node *parent)
{
    struct fo_node *c = arena_memdup(a, n, sizeof *n);
    c->parent = parent;
    c->next = c->first = c->last = NULL;
    c->strings = copy_strings(a, n->strings);
    c->origin = fo_origin_copy(a, n->origin);
    if (n->text)
        c->text = n->len ? arena_strndup(a, n->text, n->len) : arena_strdup(a, n->text);
    return c;
}

struct fo_node *fo_node_copy(struct arena *a, const struct fo_node *n, struct fo_node *parent)
{
    struct fo_node *c = fo_node_copy_alone(a, n, parent);
    for (const struct fo_node *k = n->first; k; k = k->next)
        fo_shape_append(c, fo_node_copy(a, k, c));
    return c;
}

void fo_node_append(struct fo_node *parent, struct fo_node *child)
{
    fo_shape_append(parent, child);
}

struct fo_node *fo_node_like(struct arena *a, enum fo_type type, const struct fo_node *like, struct fo_node *parent)
{
    struct fo_node *n = arena_new0(a, struct fo_node);
    n->type = (uint16_t)type;
    n->level = FO_LEVEL_INLINE;
    n->style = like->style;
    n->pos = like->pos;
    n->serial = like->serial;
    fo_shape_append(parent, n);
    return n;
}

void fo_node_set_string(struct arena *a, struct fo_node *n, const char *property, const char *value)
{
    unsigned id = FO_P_N;
    while (id > 0 && (id == FO_P_N || !fo_props[id].name || strcmp(fo_props[id].name, property) != 0))
        id--;
    g_assert(id > 0);
    struct fo_strings *s = arena_alloc(a, sizeof *s + sizeof s->v[0]);
    s->n = 1;
    s->v[0] = (struct fo_named){ (uint16_t)id, arena_strdup(a, value) };
    n->strings = s;
}
