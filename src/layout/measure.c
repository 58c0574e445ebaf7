/* SPDX-License-Identifier: MIT */
/*
 * Content widths: what a node needs across at the least, and to have no line broken. Automatic tables, floats and
 * inline-containers ask for them (CSS 2.1 §10.3.5, §17.5.2.2). What asks while it is laid out keeps its answer, so that each node is
 * walked once for the nearest of its ancestors that asked, however deep they are nested.
 */
#include "layout/flow.h"
#include "layout/table_marker.h"

#include <string.h>

/* --- the memo: by node, open addressing, in the arena of the page-sequence --- */

struct extent { const struct fo_node *node; len_t min, max; };

struct measure_cache {
    struct extent *v;
    uint32_t n, room;           /* room is a power of two */
};

static struct extent *memo_slot(const struct measure_cache *c, const struct fo_node *n)
{
    for (uint32_t i = n->serial * 2654435761u;; i++) {
        struct extent *e = &c->v[i & (c->room - 1)];
        if (!e->node || e->node == n)
            return e;
    }
}

static struct measure_cache *memo(struct lay_cx *cx)
{
    if (!cx->measures)
        cx->measures = arena_new0(cx->seq, struct measure_cache);
    struct measure_cache *c = cx->measures;
    if ((c->n + 1) * 2 > c->room) {
        struct measure_cache old = *c;
        c->room = old.room ? old.room * 2 : 16;
        c->v = arena_new_array(cx->seq, struct extent, c->room);
        for (uint32_t i = 0; i < old.room; i++)
            if (old.v[i].node)
                *memo_slot(c, old.v[i].node) = old.v[i];
    }
    return c;
}

/* --- lengths --- */

static bool is_length(struct fo_len l)
{
    return l.kw == 0 && l.pct == 0;
}

/* The reference area in which a content rectangle this wide is left by the indents; percentages of it of 100 % and more leave nothing. */
static len_t around(const struct fo_style *s, len_t content)
{
    double pct = 0;
    len_t w = content;
    const struct fo_len indents[2] = { s->start_indent, s->end_indent };
    for (int k = 0; k < 2; k++) {
        w = indents[k].kw ? w : len_add(w, indents[k].abs);
        pct += indents[k].kw ? 0 : (double)indents[k].pct;
    }
    if (w <= 0 || pct >= 1)
        return 0;
    return pct > 0 ? len_scale(w, 1 / (1 - pct)) : w;
}

/* A width asked for takes the place of what the content needs. */
static void apply_range(const struct fo_range *r, len_t *min, len_t *max)
{
    if (is_length(r->opt))
        *min = *max = len_max(0, r->opt.abs);
    if (is_length(r->max)) {
        *max = len_min(*max, len_max(0, r->max.abs));
        *min = len_min(*min, *max);
    }
    if (is_length(r->min)) {
        *min = len_max(*min, r->min.abs);
        *max = len_max(*max, *min);
    }
}

/* --- by object --- */

/* Turned by a quarter: as wide as its content is high. */
static len_t turned_width(struct lay_cx *cx, const struct fo_node *n)
{
    len_t min, ipd = 0;
    const struct fo_len bpd = n->style->block_progression_dimension.opt;
    lay_measure_children(cx, n, &min, &ipd);
    if (is_length(bpd))
        ipd = len_max(0, bpd.abs);
    struct lay_in in = { .ref_ipd = ipd, .room = LEN_MAX, .fresh_room = LEN_MAX, .pct_ipd = ipd, .pct_bpd = -1,
                         .lead = { .at_start = true }, .keep = FO_KEEP_AUTO, .wm = (uint8_t)lay_wm(n), .stopping = true };
    struct lay_out o;
    lay_reference(cx, n, &in, NULL, &o);
    return o.area ? len_add(o.before, len_add(o.area->bpd, lay_gap_end(&o.trail))) : 0;
}

static void measure_container(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    const struct fo_range *r = &n->style->inline_progression_dimension;
    if (n->level == FO_LEVEL_OUT)
        return;
    if (!is_length(r->opt) && n->style->reference_orientation % 180 != 0)
        *min = *max = turned_width(cx, n);
    else if (!is_length(r->opt))
        lay_measure_children(cx, n, min, max);
    apply_range(r, min, max);
    *min = around(n->style, *min);
    *max = around(n->style, *max);
}

static void measure_inline_container(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    const struct fo_style *s = n->style;
    if (!is_length(s->inline_progression_dimension.opt))
        lay_measure_children(cx, n, min, max);
    apply_range(&s->inline_progression_dimension, min, max);
    for (int k = FO_START; k <= FO_END; k++) {
        len_t edge = len_add(s->border[k].width.len.abs, fo_len_of(s->padding[k].len, 0, 0));
        *min = len_add(*min, edge);
        *max = len_add(*max, edge);
    }
}

static void widen(len_t *min, len_t *max, len_t by_min, len_t by_max)
{
    *min = len_max(*min, by_min);
    *max = len_max(*max, by_max);
}

static void measure_parts(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    for (const struct fo_node *c = n->first; c; c = c->next) {
        len_t a = 0, b = 0;
        if (c->level == FO_LEVEL_PART)
            lay_measure_children(cx, c, &a, &b);
        widen(min, max, a, b);
    }
}

static void measure(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    *min = *max = 0;
    switch (n->type) {
    case FO_TABLE:
        table_measure(cx, n, min, max);
        *min = around(n->style, *min);
        *max = around(n->style, *max);
        break;
    case FO_TABLE_AND_CAPTION:
        table_caption_measure(cx, n, min, max);
        break;
    case FO_LIST_ITEM:
        measure_parts(cx, n, min, max);
        break;
    case FO_BLOCK_CONTAINER:
        measure_container(cx, n, min, max);
        break;
    case FO_INLINE_CONTAINER:
        measure_inline_container(cx, n, min, max);
        break;
    case FO_RETRIEVE_MARKER:
    case FO_RETRIEVE_TABLE_MARKER: {
        const struct fo_node *content = table_marker_find(cx, n);
        if (content)
            lay_measure_children(cx, content, min, max);
        break;
    }
    default:
        lay_measure_children(cx, n, min, max);
    }
}

void lay_measure(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    if (n->type != FO_TABLE && n->type != FO_INLINE_CONTAINER && n->type != FO_FLOAT && n->type != FO_BLOCK_CONTAINER) {
        measure(cx, n, min, max);
        return;
    }
    struct extent *e = memo_slot(memo(cx), n);
    if (!e->node) {
        struct extent found = { n, 0, 0 };
        measure(cx, n, &found.min, &found.max);
        e = memo_slot(memo(cx), n);     /* the memo may have grown */
        if (!e->node)
            cx->measures->n++;
        *e = found;
    }
    *min = e->min;
    *max = e->max;
}

void lay_measure_children(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max)
{
    struct flow_unit u;
    *min = *max = 0;
    for (const struct fo_node *at = n->first; flow_unit_at(cx, at, &u); at = u.end) {
        len_t a = 0, b = 0;
        if (u.para) {
            lay_para_measure(cx, n, u.first, u.end, flow_begins(cx, n, u.first), &a, &b);
            a = around(n->style, a);
            b = around(n->style, b);
        } else {
            lay_measure(cx, u.first, &a, &b);
        }
        widen(min, max, a, b);
    }
    *max = len_max(*min, *max);
}
