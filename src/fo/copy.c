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
