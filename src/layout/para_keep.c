/* SPDX-License-Identifier: MIT */
/*
 * Keeps within a line, XSL 1.1 §7.20.3-5: what they make of a place where the line could break. They are those of the
 * inline objects that end before it or begin behind it, and the keep-together of what goes on around it.
 */
#include "layout/para.h"

static const struct fo_node *node_of(const struct para *p, const struct para_el *e)
{
    if (e->kind == EL_OBJ)
        return p->obj[e->index].node;
    if (e->kind == EL_OPEN || e->kind == EL_CLOSE)
        return p->box[e->index].node;
    return p->run[e->run].node;
}

static unsigned depth_of(const struct fo_node *n)
{
    unsigned d = 0;
    for (; n; n = n->parent)
        d++;
    return d;
}

/* The keep-together by a number of an inline that both are in: the same one, as far as runs know. */
static int32_t together(const struct para *p, uint32_t before, uint32_t behind)
{
    return MIN(p->run[p->el[before].run].keep, p->run[p->el[behind].run].keep);
}

int32_t para_keep_between(const struct para *p, uint32_t before, uint32_t behind)
{
    const struct fo_node *a = node_of(p, &p->el[before]), *b = node_of(p, &p->el[behind]);
    int32_t k = together(p, before, behind);
    if (a == b)
        return k;
    unsigned da = depth_of(a), db = depth_of(b);
    while (a != b) {                    /* up to what holds both */
        bool up_a = da >= db, up_b = db >= da;
        if (up_a) {
            k = MAX(k, a->style->keep_with_next.line);
            a = a->parent;
            da--;
        }
        if (up_b) {
            k = MAX(k, b->style->keep_with_previous.line);
            b = b->parent;
            db--;
        }
    }
    return k;
}
