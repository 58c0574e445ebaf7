/* SPDX-License-Identifier: MIT */
/* Break costs, candidates and tokens. */
#include "layout/layout.h"
#include "layout/side.h"

const struct brk_cost brk_free = { .keep = FO_KEEP_AUTO };

static const struct lay_token done;
const struct lay_token *const lay_token_done = &done;

static int compare_u32(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int brk_cost_compare(const struct brk_cost *a, const struct brk_cost *b)
{
    int c = compare_u32(a->overflow, b->overflow);
    if (c == 0)
        c = compare_u32(a->always, b->always);
    if (c == 0)
        c = compare_u32(a->lines, b->lines);
    if (c == 0)
        c = a->keep < b->keep ? -1 : a->keep > b->keep;
    return c ? c : compare_u32(a->demerits, b->demerits);
}

/*
 * As TeX's badness: 100 times the cube of the share of their give by which spaces would have to change, 10,000 at the most.
 * They are narrowed where the break needs it, and widened where the column would end short of its room.
 */
uint32_t brk_demerits(const struct lay_in *in, len_t height, struct lay_give own)
{
    if (!in->fills || in->room >= LEN_MAX / 2)
        return 0;
    int64_t left = (int64_t)in->room - in->give.less - height;
    int64_t give = left > 0 ? (int64_t)in->give.more + own.more : (int64_t)in->give.less + own.less;
    left = left < 0 ? -left : left;
    if (left <= LEN_SLACK)
        return 0;
    int64_t share = give > 0 ? left * 1000 / give : 5000;
    return share >= 4642 ? 10000 : (uint32_t)(share * share * share / 10000000);
}

struct brk_cost brk_cost_keep(struct brk_cost c, int32_t strength)
{
    if (strength == FO_KEEP_ALWAYS)
        c.always = 1;
    else if (strength > c.keep)
        c.keep = strength;
    return c;
}

void brk_list_add(struct arena *a, struct brk_list *l, struct brk b)
{
    if (b.cost.overflow && l->n > 0)
        return;         /* only the first of those that do not fit can be of use */
    while (l->n > 0 && brk_cost_compare(&l->v[l->n - 1].cost, &b.cost) >= 0)
        l->n--;
    if (l->n == l->room) {
        unsigned room = l->room ? l->room * 2 : 4;
        struct brk *v = arena_new_array(a, struct brk, room);
        for (unsigned i = 0; i < l->n; i++)
            v[i] = l->v[i];
        l->v = v;
        l->room = room;
    }
    l->v[l->n++] = b;
}

const struct lay_token *lay_token_new(struct lay_cx *cx, const struct fo_node *child, const struct lay_token *sub)
{
    struct lay_token *t = arena_new0(cx->seq, struct lay_token);
    t->child = child;
    t->sub = sub;
    return t;
}

void brk_list_lift(struct lay_cx *cx, struct brk_list *to, const struct brk_list *from, const struct fo_node *child,
                   len_t offset, len_t notes)
{
    for (unsigned i = 0; i < from->n; i++) {
        struct brk b = from->v[i];
        if (b.cost.overflow && to->n > 0)
            break;
        b.height = len_add(b.height, offset);
        b.notes = len_add(b.notes, notes);
        b.token = lay_token_new(cx, child, b.token);
        brk_list_add(cx->seq, to, b);
    }
}

const struct brk *brk_list_best(const struct brk_list *l)
{
    /* Costs rise with the heights: the first one is the cheapest, and if it does not fit, none does. */
    return l->n > 0 ? &l->v[0] : NULL;
}

static bool rest_equal(const struct lay_rest *a, const struct lay_rest *b)
{
    while (a != b) {
        if (!a || !b || a->node != b->node || !lay_token_equal(a->token, b->token))
            return false;
        a = a->prev;
        b = b->prev;
    }
    return true;
}

bool lay_token_equal(const struct lay_token *a, const struct lay_token *b)
{
    while (a != b) {
        if (!a || !b || a == lay_token_done || b == lay_token_done)
            return false;
        if (a->child != b->child || a->offset != b->offset || a->used != b->used || a->n != b->n)
            return false;
        if (!rest_equal(a->rest, b->rest))
            return false;
        for (uint32_t i = 0; i < a->n; i++)
            if (!lay_token_equal(a->part[i], b->part[i]))
                return false;
        a = a->sub;
        b = b->sub;
    }
    return true;
}
