/* SPDX-License-Identifier: MIT */
/*
 * Drawing collapsed borders. Each border lies centred on its grid line, half of
 * it on either side; equal stretches in a row make one rule. Where rules meet,
 * the widest one owns the joint and runs through it, the others end at it.
 */
#include "layout/flow.h"
#include "layout/table.h"

#include <string.h>

static const struct area_edge none;

struct joint { len_t w, h; bool across; };      /* widest border along, across; does one across own it? */

struct rules {
    const struct table_lay *t;
    struct area_list *kids;
    const struct area_tag *tag;
};

/* The border across above row `k` (k == n: behind the last row), in column `c`. */
static const struct area_edge *across(const struct table_lay *t, uint32_t k, uint32_t c)
{
    const struct area_edge *v = k < t->n ? t->rows[k]->before : t->n ? t->rows[t->n - 1]->after : NULL;
    return v && c < t->g->n_cols ? &v[c] : &none;
}

/* The border along line `c` in row `k`. */
static const struct area_edge *along(const struct table_lay *t, uint32_t k, uint32_t c)
{
    return k < t->n && t->rows[k]->along ? &t->rows[k]->along[c] : &none;
}

static struct joint joint_at(const struct table_lay *t, uint32_t k, uint32_t c)
{
    struct joint j;
    j.h = len_max(c > 0 ? across(t, k, c - 1)->width : 0, across(t, k, c)->width);
    j.w = len_max(k > 0 ? along(t, k - 1, c)->width : 0, along(t, k, c)->width);
    j.across = j.h >= j.w;
    return j;
}

static bool same(const struct area_edge *a, const struct area_edge *b)
{
    return a->width == b->width && a->style == b->style && a->color == b->color;
}

/* Does a rule run on through the joint? Not where it would cut through another one that owns it. */
static bool passes(const struct area_edge *e, struct joint j, bool is_across)
{
    len_t other = is_across ? j.w : j.h;
    return other == 0 || j.across == is_across || e->style == AREA_SOLID;
}

/* How far the rule reaches beyond the joint's middle: through it if it owns it, else up to its edge. */
static len_t reach(struct joint j, bool is_across, len_t width)
{
    len_t half = (is_across ? j.w : j.h) / 2, own = is_across ? j.h : j.w;
    return j.across == is_across && width == own ? half : -half;
}

static void add_rule(const struct rules *r, const struct area_edge *e, bool is_across, len_t at, len_t from,
                     len_t to)
{
    if (to <= from)
        return;
    struct area_paint *p = arena_new0(r->t->cx->page, struct area_paint);
    p->edge[is_across ? 0 : 2] = *e;
    struct area *a = area_box_new(r->t->cx->page, r->tag, is_across ? to - from : e->width,
                                  is_across ? e->width : to - from, &(struct area_list){ 0 });
    a->wm = (uint8_t)lay_wm(r->t->g->node);
    a->paint = p;
    len_t side = at - e->width / 2;
    area_list_add(r->t->cx->page, r->kids, a, is_across ? from : side, is_across ? side : from);
}

static len_t row_y(const struct table_lay *t, uint32_t k)
{
    return k < t->n ? t->rows[k]->y : len_add(t->rows[t->n - 1]->y, t->rows[t->n - 1]->bpd);
}

static void draw_across(const struct rules *r, uint32_t k)
{
    const struct table_lay *t = r->t;
    for (uint32_t c = 0, end; c < t->g->n_cols; c = end) {
        const struct area_edge *e = across(t, k, c);
        end = c + 1;
        if (e->width == 0)
            continue;
        while (end < t->g->n_cols && same(e, across(t, k, end)) && passes(e, joint_at(t, k, end), true))
            end++;
        add_rule(r, e, true, row_y(t, k), t->m.x[c] - reach(joint_at(t, k, c), true, e->width),
                 t->m.x[end] + reach(joint_at(t, k, end), true, e->width));
    }
}

static void draw_along(const struct rules *r, uint32_t c)
{
    const struct table_lay *t = r->t;
    for (uint32_t k = 0, end; k < t->n; k = end) {
        const struct area_edge *e = along(t, k, c);
        end = k + 1;
        if (e->width == 0)
            continue;
        while (end < t->n && same(e, along(t, end, c)) && passes(e, joint_at(t, end, c), false))
            end++;
        add_rule(r, e, false, t->m.x[c], row_y(t, k) - reach(joint_at(t, k, c), false, e->width),
                 row_y(t, end) + reach(joint_at(t, end, c), false, e->width));
    }
}

void table_rule_draw(const struct table_lay *t, struct area_list *kids)
{
    if (t->n == 0)
        return;
    struct area_tag *tag = arena_new0(t->cx->page, struct area_tag);
    tag->name = "table-border";
    tag->pos = t->g->node->pos;
    struct rules r = { t, kids, tag };
    for (uint32_t c = 0; c <= t->g->n_cols; c++)
        draw_along(&r, c);
    for (uint32_t k = 0; k <= t->n; k++)
        draw_across(&r, k);
}
