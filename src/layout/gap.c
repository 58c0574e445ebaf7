/* SPDX-License-Identifier: MIT */
/* Resolution of space-specifiers, XSL 1.1 §4.3. Merging is associative, so a gap is kept merged as it grows. */
#include "layout/layout.h"

/* §4.3.1: forcing ones add up and silence the others; else the highest precedence, of those the largest optimum. */
static struct lay_space merge(struct lay_space a, struct lay_space b)
{
    if (!a.set)
        return b;
    if (!b.set)
        return a;
    if (a.precedence == FO_FORCE && b.precedence == FO_FORCE) {
        a.min = len_add(a.min, b.min);
        a.opt = len_add(a.opt, b.opt);
        a.max = len_add(a.max, b.max);
        return a;
    }
    if (a.precedence != b.precedence)
        return a.precedence > b.precedence ? a : b;
    if (a.opt != b.opt)
        return a.opt > b.opt ? a : b;
    a.min = len_max(a.min, b.min);
    a.max = len_min(a.max, b.max);
    return a;
}

void lay_gap_add(struct lay_gap *g, const struct fo_space *s, len_t pct_base)
{
    struct lay_space v = {
        .min = fo_len_of(s->min, pct_base, 0),
        .opt = fo_len_of(s->opt, pct_base, 0),
        .max = fo_len_of(s->max, pct_base, 0),
        .precedence = s->precedence,
        .set = true,
    };
    if (v.min == 0 && v.opt == 0 && v.max == 0 && v.precedence == 0 && !s->retain)
        return;         /* the initial value: it never changes a result */
    g->all = merge(g->all, v);
    if (s->retain || g->lead.set)
        g->lead = merge(g->lead, v);
    if (s->retain)
        g->trail = g->all;
}

void lay_gap_join(struct lay_gap *g, const struct lay_gap *next)
{
    struct lay_space before = g->all;
    g->all = merge(g->all, next->all);
    g->lead = g->lead.set ? merge(g->lead, next->all) : next->lead;
    if (next->trail.set)
        g->trail = merge(before, next->trail);
}

len_t lay_gap_before(const struct lay_gap *g)
{
    return g->at_start ? g->lead.opt : g->all.opt;
}

len_t lay_gap_end(const struct lay_gap *g)
{
    return g->trail.opt;
}
