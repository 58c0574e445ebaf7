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
    v.min = len_min(v.min, v.opt);      /* §5.11 */
    v.max = len_max(v.max, v.opt);
    if (v.min == 0 && v.opt == 0 && v.max == 0 && v.precedence == 0 && !s->retain)
        return;         /* the initial value: it never changes a result */
    bool holds = s->retain && (v.min != 0 || v.opt != 0 || v.max != 0);     /* rule 1 of §4.3.1 looks past those of 0 */
    g->all = merge(g->all, v);
    if (s->retain || g->holds)
        g->lead = merge(g->lead, v);
    if (holds)
        g->trail = g->all;
    else if (s->retain)
        g->trail = merge(g->trail, v);
    g->holds |= holds;
}

void lay_gap_join(struct lay_gap *g, const struct lay_gap *next)
{
    struct lay_space before = g->all;
    g->floor = len_max(g->floor, next->floor);
    g->all = merge(g->all, next->all);
    g->lead = merge(g->lead, g->holds ? next->all : next->lead);
    g->trail = merge(next->holds ? before : g->trail, next->trail);
    g->holds |= next->holds;
}

len_t lay_gap_before(const struct lay_gap *g)
{
    len_t space = g->at_start ? g->lead.opt : g->all.opt;
    return g->floor > 0 ? len_max(g->floor, space) : space;
}

struct lay_give lay_give_join(struct lay_give a, struct lay_give b)
{
    return (struct lay_give){ len_add(a.less, b.less), len_add(a.more, b.more) };
}

len_t lay_gap_open(const struct lay_gap *g, const struct lay_in *in, struct lay_give *give)
{
    const struct lay_space *s = g->at_start ? &g->lead : &g->all;
    if (in->elastic == LAY_RIGID || g->floor > 0)
        return lay_gap_before(g);
    struct lay_give may = { in->elastic == LAY_ELASTIC ? len_max(0, len_add(s->opt, -s->min)) : 0,
                            len_max(0, len_add(s->max, -s->opt)) };
    if (in->squeeze == 0) {
        *give = lay_give_join(*give, may);
        return s->opt;
    }
    if (in->squeeze < 0)
        return len_add(s->opt, (len_t)((int64_t)may.more * -in->squeeze / LAY_SQUEEZE));
    return len_add(s->opt, -(len_t)(((int64_t)may.less * in->squeeze + LAY_SQUEEZE - 1) / LAY_SQUEEZE));
}

len_t lay_gap_end(const struct lay_gap *g)
{
    return g->trail.opt;
}
