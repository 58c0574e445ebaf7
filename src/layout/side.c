/* SPDX-License-Identifier: MIT */
/* Side floats: exclusions, places, pieces. */
#include "layout/side.h"

#include "layout/flow.h"
#include "layout/page.h"

#include <string.h>

/* --- exclusions --- */

len_t excl_intrusion(const struct lay_excl *e, bool end, len_t from, len_t to)
{
    len_t most = 0;
    to = len_max(to, len_add(from, 1));
    for (; e && e->lowest > from; e = e->prev)
        if (e->end == end && e->top < to && e->bottom > from)
            most = len_max(most, e->extent);
    return most;
}

len_t excl_next_end(const struct lay_excl *e, len_t b)
{
    len_t next = LEN_MAX;
    for (; e && e->lowest > b; e = e->prev)
        if (e->bottom > b)
            next = len_min(next, e->bottom);
    return next;
}

static len_t lowest_at(const struct lay_excl *e, bool end)
{
    len_t low = -LEN_MAX;
    for (; e && e->lowest > low; e = e->prev)
        if (e->end == end)
            low = len_max(low, e->bottom);
    return low;
}

/* KW_START or KW_END for the values that depend on the page, §7.19.1: the binding is at the start of an odd page. */
static int32_t edge_of(int32_t kw, const struct lay_in *in, bool *reads_page)
{
    if (kw != KW_INSIDE && kw != KW_OUTSIDE)
        return kw;
    *reads_page = true;
    bool odd = !in->page || in->page->number % 2 != 0;
    bool left = odd == (kw == KW_INSIDE);
    return left == (in->wm != AREA_RL_TB) ? KW_START : KW_END;
}

len_t excl_clear(const struct lay_excl *e, const struct fo_node *n, const struct lay_in *in, bool *reads_page)
{
    int32_t clear = edge_of(n->style->clear, in, reads_page);
    len_t low = -LEN_MAX;
    if (clear == KW_START || clear == KW_BOTH)
        low = lowest_at(e, false);
    if (clear == KW_END || clear == KW_BOTH)
        low = len_max(low, lowest_at(e, true));
    return low;
}

bool side_is_float(const struct fo_node *n)
{
    return n->type == FO_FLOAT && n->level == FO_LEVEL_OUT;
}

/* --- a float --- */

struct side {
    struct lay_cx *cx;
    struct side_request *q;
    const struct lay_excl *e;
    bool end;
    len_t ipd;                          /* width of the float */
    len_t limit;                        /* where the room ends */
};

/* As wide as its content asks for, but not wider than the reference area. */
static len_t float_width(struct lay_cx *cx, const struct side_request *q)
{
    len_t min = 0, max = 0, all = q->in->ref_ipd;
    if (q->node->style->float_ == KW_BEFORE)    /* set in place, where there is no before-float-reference-area */
        return all;
    lay_measure(cx, q->node, &min, &max);
    for (const struct fo_node *n = q->node->first; n; n = n->next) {
        struct fo_len asked = n->style->inline_progression_dimension.opt;
        if (n->level == FO_LEVEL_BLOCK && asked.kw == 0 && asked.pct != 0)      /* of the block around the anchor, §7.3 */
            max = len_max(max, fo_len_of(asked, q->around, 0));
    }
    return len_min(max, len_max(min, all));
}

static void float_input(const struct side *s, len_t room, struct lay_in *in)
{
    memset(in, 0, sizeof *in);
    in->ref_ipd = s->ipd;
    in->page_i = s->q->in->page_i;
    in->pct_ipd = s->q->around;
    in->pct_bpd = -1;
    in->room = room;
    in->fresh_room = s->q->in->fresh_room;
    in->lead.at_start = in->fresh = in->page_break = true;
    in->keep = FO_KEEP_AUTO;
    in->wm = (uint8_t)lay_wm(s->q->node);
    in->page = s->q->in->page;
    in->stopping = room == LEN_MAX;
}

/* Borders that stand outside of the content rectangle, as with start-indent="0pt", are of the float's rectangle. */
static const struct area *float_area(const struct side *s, const struct lay_out *o)
{
    struct area_list kids = { 0 };
    len_t start = 0, end = s->ipd;
    for (uint32_t k = 0; o->area && k < o->area->n; k++) {
        start = len_min(start, o->area->kids[k].i);
        end = len_max(end, len_add(o->area->kids[k].i, o->area->kids[k].area->ipd));
    }
    if (o->area)
        area_list_add(s->cx->page, &kids, o->area, len_add(o->i, -start), o->before);
    len_t bpd = o->area ? len_add(o->before, o->area->bpd) : 0;
    struct area *a = area_box_new(s->cx->page, lay_tag(s->cx, s->q->node), len_add(end, -start),
                                  len_max(0, len_add(bpd, lay_gap_end(&o->trail))), &kids);
    a->wm = (uint8_t)lay_wm(s->q->node);
    a->reference = 1;
    return a;
}

static const struct area *set_whole(struct side *s)
{
    struct lay_in in;
    struct lay_out o;
    float_input(s, LEN_MAX, &in);
    lay_reference(s->cx, s->q->node, &in, s->q->from, &o);
    s->q->reads_page |= o.reads_page;
    return float_area(s, &o);
}

static bool is_clean(const struct brk_cost *c)
{
    return !c->overflow && !c->always && c->lines == 0;
}

/* As much as `room` holds, up to the best break; NULL: none is good, or with `must` none at all. */
static const struct area *set_piece(struct side *s, len_t room, bool must, const struct lay_token **next)
{
    struct lay_in in;
    struct lay_out o;
    float_input(s, room, &in);
    lay_reference(s->cx, s->q->node, &in, s->q->from, &o);
    *next = o.next;
    if (!o.overflow) {
        const struct area *a = float_area(s, &o);
        return a->bpd <= room ? a : NULL;
    }
    const struct brk *best = brk_list_best(&o.cand);
    if (!best || best->cost.overflow || !(must || is_clean(&best->cost)))
        return NULL;
    in.stopping = true;
    in.stop = *next = best->token;
    lay_reference(s->cx, s->q->node, &in, s->q->from, &o);
    return float_area(s, &o);
}

/* The first place from `b` down where it does not run into the others; `near`: what stands between it and its edge. */
static len_t find_place(const struct side *s, len_t b, len_t ipd, len_t height, len_t *near)
{
    len_t width = s->q->in->ref_ipd;
    for (;;) {
        len_t to = len_add(b, height);
        len_t start = excl_intrusion(s->e, false, b, to), end = excl_intrusion(s->e, true, b, to);
        *near = s->end ? end : start;
        if (len_add(len_add(start, end), ipd) <= width || start + end == 0)
            return b;
        b = excl_next_end(s->e, b);
    }
}

static struct lay_excl *push(const struct side *s, const struct area *a, len_t b, len_t near, len_t need,
                             const struct lay_rest *rest)
{
    struct lay_excl *x = arena_new0(s->cx->page, struct lay_excl);
    const struct lay_excl *e = s->e;
    x->prev = e;
    x->area = a;
    x->end = s->end;
    x->top = x->bottom = x->b = b;
    if (a) {
        x->i = s->end ? len_add(s->q->in->ref_ipd, -len_add(near, a->ipd)) : near;
        x->bottom = len_add(b, a->bpd);
        x->extent = a->ipd > 0 ? len_add(near, a->ipd) : 0;
    }
    x->lowest = e ? len_max(e->lowest, x->bottom) : x->bottom;
    x->need = e ? len_max(e->need, need) : need;
    x->last_top = b;
    x->told = e ? e->told : 0;
    x->rest = e ? e->rest : NULL;
    if (rest) {
        struct lay_rest *r = arena_memdup(s->cx->seq, rest, sizeof *rest);
        r->prev = x->rest;
        x->rest = r;
    }
    return x;
}

/* It does not fit, and a break before it is no help: what fits is set here. */
static const struct lay_excl *place_piece(struct side *s, len_t b, const struct area *whole)
{
    struct lay_rest rest = { .node = s->q->node, .token = s->q->from };
    len_t near;
    b = find_place(s, b, whole->ipd, 0, &near);
    len_t fresh = s->q->in->fresh_room;         /* LEN_MAX: not known, but each area is one */
    bool moves = fresh < LEN_MAX / 2 ? len_add(s->limit, -b) < fresh - LEN_PT : b > 0;
    const struct area *a = set_piece(s, len_add(s->limit, -b), !moves, &rest.token);
    if (a)
        return push(s, a, b, near, s->limit, rest.token ? &rest : NULL);
    if (moves) {
        rest.token = s->q->from;
        if (!s->q->from)
            diag_emit(s->cx->diag, DIAG_LAY_FLOAT_LATER, s->q->node->pos);
        return push(s, NULL, b, 0, b, &rest);
    }
    diag_emit(s->cx->diag, DIAG_LAY_OVERFLOW_BLOCK, s->q->node->pos,
              len_to_pt(len_add(b, whole->bpd) - s->limit));
    struct lay_excl *x = push(s, whole, b, near, s->limit, NULL);
    x->told = len_max(x->told, x->bottom);
    return x;
}

const struct lay_excl *side_place(struct lay_cx *cx, struct side_request *q, const struct lay_excl *e)
{
    struct side s = { .cx = cx, .q = q, .e = e };
    int32_t edge = edge_of(q->node->style->float_, q->in, &q->reads_page);
    s.end = edge == KW_END;
    s.ipd = float_width(cx, q);
    s.limit = q->in->room >= LEN_MAX / 2 ? LEN_MAX : len_add(q->in->b, q->in->room);
    len_t b = e ? len_max(q->b, e->last_top) : q->b, near;
    b = len_max(b, excl_clear(e, q->node, q->in, &q->reads_page));
    const struct area *a = set_whole(&s);
    if (a->ipd > q->in->ref_ipd)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_BLOCK, q->node->pos, len_to_pt(a->ipd - q->in->ref_ipd));
    len_t top = find_place(&s, b, a->ipd, a->bpd, &near), bottom = len_add(top, a->bpd);
    if (bottom > s.limit && (q->must || a->bpd > q->in->fresh_room))
        return place_piece(&s, b, a);
    return push(&s, a, top, near, bottom, NULL);
}

/* --- the reference area around them --- */

/* Floats that the area before had no room for, at the top of this one. */
static const struct lay_excl *resume(struct lay_cx *cx, const struct lay_in *in, const struct lay_rest *rest)
{
    if (!rest)
        return NULL;
    const struct lay_excl *e = NULL;
    unsigned n = 0;
    for (const struct lay_rest *r = rest; r; r = r->prev)
        n++;
    const struct lay_rest **v = arena_new_array(cx->page, const struct lay_rest *, n);
    for (unsigned k = n; k > 0; k--, rest = rest->prev)
        v[k - 1] = rest;
    for (unsigned k = 0; k < n; k++) {
        struct side_request q = { .node = v[k]->node, .from = v[k]->token, .in = in, .around = in->ref_ipd, .must = true };
        e = side_place(cx, &q, e);
    }
    return e;
}

static const struct lay_token *with_rest(struct lay_cx *cx, const struct lay_token *t, const struct lay_rest *rest)
{
    struct lay_token *copy = t ? arena_memdup(cx->seq, t, sizeof *t) : arena_new0(cx->seq, struct lay_token);
    copy->rest = rest;
    return copy;
}

/* The breaks: floats before them belong above them, and what is left of a float goes on behind. */
static void close_breaks(struct lay_cx *cx, const struct lay_in *in, struct lay_out *out)
{
    for (unsigned k = 0; k < out->cand.n; k++) {
        struct brk *b = &out->cand.v[k];
        if (!b->excl)
            continue;
        b->height = len_add(excl_need(b->excl, in, len_add(out->before, b->height)), -out->before);
        if (b->excl->rest)
            b->token = with_rest(cx, b->token, b->excl->rest);
        b->excl = NULL;
    }
}

/* The area begins where the first float does, if that is above the first block. */
static void raise_area(struct lay_cx *cx, struct lay_out *out)
{
    len_t top = out->before;
    if (!out->area)
        top = out->before = 0;
    for (const struct lay_excl *e = out->excl; e; e = e->prev)
        if (e->area)
            top = len_min(top, e->b);
    len_t by = len_add(out->before, -top);
    if (by <= 0)
        return;
    struct area *a = arena_memdup(cx->page, out->area, sizeof *out->area);
    struct area_kid *kids = arena_memdup(cx->page, a->kids, a->n * sizeof *a->kids);
    for (uint32_t k = 0; k < a->n; k++)
        kids[k].b = len_add(kids[k].b, by);
    a->kids = kids;
    a->bpd = len_add(a->bpd, by);
    out->area = a;
    out->before = top;
    if (out->baseline >= 0)
        out->baseline = len_add(out->baseline, by);
    for (unsigned k = 0; k < out->cand.n; k++)
        out->cand.v[k].height = len_add(out->cand.v[k].height, by);
}

/* The floats become children, and the area is as high as the lowest of them. */
static void close_area(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, struct lay_out *out)
{
    struct area_list kids = { 0 };
    unsigned n_floats = 0;
    len_t bpd = 0;
    for (uint32_t k = 0; out->area && k < out->area->n; k++)
        area_list_add(cx->page, &kids, out->area->kids[k].area, out->area->kids[k].i, out->area->kids[k].b);
    for (const struct lay_excl *e = out->excl; e; e = e->prev)
        n_floats++;
    const struct lay_excl **v = arena_new_array(cx->page, const struct lay_excl *, n_floats);
    for (const struct lay_excl *e = out->excl; e; e = e->prev)
        v[--n_floats] = e;
    for (const struct lay_excl *e = out->excl; e; e = e->prev, n_floats++)
        if (v[n_floats]->area)
            area_list_add(cx->page, &kids, v[n_floats]->area, v[n_floats]->i, len_add(v[n_floats]->b, -out->before));
    bpd = len_max(out->area ? out->area->bpd : 0, len_add(out->excl->lowest, -out->before));
    struct area *a = area_box_new(cx->page, out->area ? out->area->tag : NULL, in->ref_ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    out->area = a;
    out->empty = bpd == 0;
}

/* The whole of it is set but for what is left of floats. */
static void end_with_rest(struct lay_cx *cx, const struct lay_in *in, struct lay_out *out)
{
    const struct lay_rest *rest = out->excl->rest;
    if (out->next) {
        out->next = with_rest(cx, out->next, rest);
        return;
    }
    out->overflow = true;
    out->next = with_rest(cx, NULL, rest);
    brk_list_add(cx->seq, &out->cand, (struct brk){
        .height = len_add(excl_need(out->excl, in, len_add(out->before, out->area->bpd)), -out->before),
        .notes = out->notes.least, .cost = brk_free, .token = out->next });
}

static bool same_place(const struct lay_token *a, const struct lay_token *b)
{
    return a->child == b->child && (a->sub == b->sub || lay_token_equal(a->sub, b->sub));
}

void lay_reference(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
                   struct lay_out *out)
{
    struct lay_in inner = *in;
    const struct lay_rest *rest = token ? token->rest : NULL;
    inner.b = 0;
    inner.excl = resume(cx, &inner, rest);
    inner.intrude = (struct lay_intrude){ .tries = in->intrude.tries };
    inner.have_cand |= rest != NULL;
    bool idle = rest && (!token->child || (in->stopping && in->stop && same_place(in->stop, token)));
    if (idle) {                         /* nothing but floats has room here, or is left */
        memset(out, 0, sizeof *out);
        out->baseline = -1;
        out->trail = in->lead;
        out->excl = inner.excl;
        out->next = in->stopping ? in->stop : NULL;
    } else {
        lay_children(cx, n, &inner, token, out);
    }
    if (!out->excl)
        return;
    bool stuck = rest && !idle && out->overflow && out->cand.n == 0 && !in->have_cand;
    raise_area(cx, out);
    close_breaks(cx, &inner, out);
    close_area(cx, n, &inner, out);
    if (stuck)
        brk_list_add(cx->seq, &out->cand, (struct brk){ .height = out->area->bpd, .cost = brk_free,
                                                         .token = with_rest(cx, token, inner.excl->rest) });
    if (!in->stopping && out->excl->rest)
        end_with_rest(cx, &inner, out);
    if (!in->stopping)
        out->overflow |= out->excl->need > in->room && (in->have_cand || out->cand.n > 0);
    else if (in->stop)
        out->next = in->stop;
    out->told = out->excl->told;
    out->excl = NULL;
}
