/* SPDX-License-Identifier: MIT */
/*
 * fo:block-container (XSL 1.1 §6.5.3), fo:inline-container (§6.6.8): a viewport area with borders, and in it
 * a reference area, turned by reference-orientation. One of automatic height
 * that is not turned breaks like a block; any other is set whole.
 */
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/page.h"

#include <string.h>

struct container {
    struct lay_box box;
    int rotate;
    bool across;                /* the lines of its writing mode run across those around it */
    len_t bpd;                  /* asked for, of the content rectangle; -1: auto */
    len_t min_bpd, max_bpd;     /* -1: no limit */
    struct area_at *at;         /* out of the flow: the border box from the edges of what it is placed in */
};

/* Do its lines run along the block-progression around it? Turned and of another mode they do not. */
static bool sideways(const struct container *c)
{
    return (c->rotate % 180 != 0) != c->across;
}

static bool runs_across(const struct fo_node *n, uint8_t wm)
{
    return (lay_wm(n) == AREA_TB_RL) != (wm == AREA_TB_RL);
}

static bool is_length(struct fo_len l)
{
    return l.kw == 0;
}

/* Length of a part of a dimension, or -1: auto. */
static len_t part(struct fo_len l, len_t base)
{
    return !is_length(l) || (l.pct != 0 && base < 0) ? -1 : len_max(0, fo_len_of(l, base, 0));
}

static len_t within(len_t v, len_t min, len_t max)
{
    return len_max(max >= 0 ? len_min(v, max) : v, min);
}

/* The offsets from the four sides of what it is placed in, by its writing mode. */
struct offsets {
    struct fo_len start, end, before, after;
};

static struct offsets offsets_of(const struct fo_style *s, uint8_t wm)
{
    switch ((enum area_wm)wm) {
    case AREA_RL_TB: return (struct offsets){ s->right, s->left, s->top, s->bottom };
    case AREA_TB_RL: return (struct offsets){ s->top, s->bottom, s->right, s->left };
    case AREA_LR_TB: break;
    }
    return (struct offsets){ s->left, s->right, s->top, s->bottom };
}

/* The dimension asked for along the lines around, and across them: width and height were meant by its own writing mode. */
static const struct fo_range *along(const struct fo_style *s, const struct container *c)
{
    return c->across ? &s->block_progression_dimension : &s->inline_progression_dimension;
}

static const struct fo_range *down(const struct fo_style *s, const struct container *c)
{
    return c->across ? &s->inline_progression_dimension : &s->block_progression_dimension;
}

/*
 * Out of the flow, §7.6: in the nearest reference area, or on the page, `width` × `height`. Offsets are those of the content
 * rectangle (§7.2) and indents count from them (§5.3.2). Both offsets of an axis give the size, if that is auto; neither:
 * where it would stand in the flow (CSS2 §10.3.7, §10.6.4). Too many: the end and after edges give way.
 */
static void resolve_absolute(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, struct container *c,
                             len_t ipd, len_t width, len_t height)
{
    const struct fo_style *s = n->style;
    bool fixed = s->absolute_position == KW_FIXED && in->page;
    struct offsets o = offsets_of(s, fixed ? AREA_LR_TB : in->wm);
    struct area_at *at = lay_at(cx, n);
    len_t edges = c->box.ipd - c->box.content_ipd;
    len_t start = fo_len_of(s->start_indent, width, 0), end = fo_len_of(s->end_indent, width, 0);
    len_t from_start = len_add(fo_len_of(o.start, width, 0), start), from_end = len_add(fo_len_of(o.end, width, 0), end);
    if (ipd < 0)
        ipd = len_max(0, len_add(width, -len_add(from_start, from_end)));
    ipd = within(ipd, part(along(s, c)->min, width), part(along(s, c)->max, width));
    c->box.content_ipd = ipd;
    c->box.ipd = len_add(ipd, edges);
    at->i_flow = !is_length(o.start) && !is_length(o.end);
    at->i_end = !is_length(o.start) && !at->i_flow;
    at->i = at->i_end ? len_add(from_end, c->box.content_i - edges) : len_add(from_start, -c->box.content_i);
    len_t base = len_max(height, 0);
    len_t from_before = fo_len_of(o.before, base, 0), from_after = fo_len_of(o.after, base, 0);
    if (c->bpd < 0 && height >= 0 && is_length(o.before) && is_length(o.after))
        c->bpd = within(len_max(0, height - from_before - from_after), c->min_bpd, c->max_bpd);
    at->b_flow = !is_length(o.before) && !is_length(o.after);
    at->b_end = !is_length(o.before) && !at->b_flow;
    at->b = at->b_end ? from_after - c->box.after : from_before - c->box.before;
    at->place = fixed ? AREA_ON_PAGE : AREA_IN_REFERENCE;
    c->at = at;
    if (!at->i_flow)
        c->box.i = at->i_end ? 0 : at->i;
}

/* Width and place: `inline-progression-dimension` wins over end-indent (§5.3.4, over-constrained geometry). */
static void resolve(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, struct container *c)
{
    const struct fo_style *s = n->style;
    bool out = n->level == FO_LEVEL_OUT, fixed = out && s->absolute_position == KW_FIXED && in->page;
    len_t height = fixed ? in->page->height : in->pct_bpd;
    len_t width = fixed ? in->page->width : out ? in->ref_ipd : in->pct_ipd;
    lay_box_resolve(n, in, &c->box);
    c->rotate = ((s->reference_orientation % 360) + 360) % 360;
    c->across = runs_across(n, in->wm);
    const struct fo_range *di = along(s, c), *db = down(s, c);
    len_t edges = c->box.ipd - c->box.content_ipd;
    len_t ipd = part(di->opt, width);
    c->bpd = part(db->opt, height);
    c->min_bpd = part(db->min, height);
    c->max_bpd = part(db->max, height);
    if (c->bpd >= 0)
        c->bpd = within(c->bpd, c->min_bpd, c->max_bpd);
    if (out) {
        resolve_absolute(cx, n, in, c, ipd, width, height);
        return;
    }
    if (sideways(c) && !c->across && c->bpd < 0 && ipd >= 0) {        /* the inline-progression of what is turned goes up or down */
        c->bpd = within(ipd, part(di->min, width), part(di->max, width));
        return;
    }
    ipd = within(ipd >= 0 ? ipd : c->box.content_ipd, part(di->min, width), part(di->max, width));
    c->box.content_ipd = ipd;
    c->box.ipd = len_add(ipd, edges);
}

/* The reference area: what stands inside, aligned in the height asked for. */
static struct area *reference_area(struct lay_cx *cx, const struct fo_node *n, const struct lay_out *o, len_t ipd,
                                   len_t bpd, int rotate)
{
    struct area_list kids = { 0 };
    len_t used = o->area ? len_add(o->before, o->area->bpd) : 0;
    len_t spare = bpd - used, shift = 0;
    if (n->style->display_align == KW_AFTER)
        shift = len_max(spare, 0);
    else if (n->style->display_align == KW_CENTER)
        shift = len_max(spare, 0) / 2;
    if (o->area)
        area_list_add(cx->page, &kids, o->area, o->i, len_add(o->before, shift));
    struct area *a = area_box_new(cx->page, NULL, ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->reference = 1;
    a->rotate = (int16_t)rotate;
    return a;
}

static void viewport(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct container *c,
                     const struct area *ref, len_t content_bpd, bool first, bool last, struct lay_out *out)
{
    struct area_list kids = { 0 };
    len_t before = first ? c->box.before : c->box.before_cond;
    len_t after = last ? c->box.after : c->box.after_cond;
    area_list_add(cx->page, &kids, ref, c->box.content_i, before);
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), c->box.ipd, len_add(len_add(before, content_bpd), after),
                                  &kids);
    const len_t inset[4] = { before, after, c->box.content_i, c->box.ipd - c->box.content_i - c->box.content_ipd };
    a->wm = in->wm;
    a->clip = lay_clip(cx, n, inset, in->wm);
    a->paint = lay_paint(cx, n, first, last);
    a->u.at = c->at;
    out->area = a;
    out->i = c->box.i;
}

static void inner_input(const struct lay_in *in, const struct fo_node *n, const struct container *c, len_t ipd, len_t bpd,
                        struct lay_in *inner)
{
    *inner = *in;
    lay_around(n, in, inner);
    memset(&inner->lead, 0, sizeof inner->lead);
    inner->lead.at_start = true;
    inner->ref_ipd = inner->pct_ipd = ipd;
    inner->page_i = c->rotate == 0 && lay_wm(n) == in->wm && !c->at ? len_add(in->page_i, len_add(c->box.i, c->box.content_i)) : 0;
    inner->pct_bpd = bpd;
    inner->wm = (uint8_t)lay_wm(n);
}

/* How long the lines of a container are whose lines go up or down: as long as it is high, else as its content wants. */
static len_t turned_ipd(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct container *c)
{
    if (c->bpd >= 0)
        return c->bpd;
    len_t min, max, most = in->pct_bpd >= 0 ? in->pct_bpd : LEN_MAX;
    if (in->fresh_room < LEN_MAX / 2)
        most = len_min(most, len_add(in->fresh_room, -len_add(c->box.before, c->box.after)));
    lay_measure_children(cx, n, &min, &max);
    return within(len_max(min, len_min(max, most)), c->min_bpd, c->max_bpd);
}

/* Of one in another, only so many are laid out twice. */
#define MAX_TIGHT 3

static len_t used_height(const struct lay_out *o)
{
    return o->area ? len_add(o->before, len_add(o->area->bpd, lay_gap_end(&o->trail))) : 0;
}

/* The content of one of fixed height: in narrower spaces, if it would run over and they can give something (§4.3). */
static void lay_content(struct lay_cx *cx, const struct fo_node *n, struct lay_in *inner, len_t height, struct lay_out *o)
{
    inner->elastic = height >= 0 && inner->tight < MAX_TIGHT ? LAY_ELASTIC : LAY_RIGID;
    inner->squeeze = 0;
    lay_reference(cx, n, inner, NULL, o);
    len_t over = len_add(used_height(o), -height);
    if (inner->elastic == LAY_RIGID || over <= 0 || o->give.less <= 0)
        return;
    inner->squeeze = over >= o->give.less ? LAY_SQUEEZE : (len_t)((int64_t)over * LAY_SQUEEZE / o->give.less);
    inner->tight++;
    lay_reference(cx, n, inner, NULL, o);
}

/* Turned, of fixed or limited height, or out of the flow: all of it in one piece. */
static void lay_whole(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct container *c,
                      struct lay_out *out)
{
    struct lay_in inner;
    struct lay_out o;
    len_t ipd = sideways(c) ? turned_ipd(cx, n, in, c) : c->box.content_ipd;
    inner_input(in, n, c, ipd, sideways(c) ? c->box.content_ipd : c->bpd, &inner);
    inner.room = inner.fresh_room = LEN_MAX;
    inner.stopping = true;
    inner.stop = NULL;
    inner.keep = FO_KEEP_AUTO;
    lay_content(cx, n, &inner, sideways(c) ? c->box.content_ipd : c->bpd, &o);
    len_t used = used_height(&o);
    len_t ref_bpd = sideways(c) ? c->box.content_ipd : c->bpd >= 0 ? c->bpd : within(used, c->min_bpd, c->max_bpd);
    len_t content_bpd = sideways(c) ? ipd : ref_bpd;
    if (used > len_add(ref_bpd, LEN_SLACK) && n->style->overflow == KW_ERROR_IF_OVERFLOW)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_CUT, n->pos, fo_type_name(n->type), len_to_pt(used - ref_bpd));
    const struct area *ref = reference_area(cx, n, &o, ipd, ref_bpd, c->rotate);
    viewport(cx, n, in, c, ref, content_bpd, true, true, out);
    out->notes = o.notes;
    if (!sideways(c) && c->rotate == 0 && o.baseline >= 0)
        out->baseline = len_add(o.baseline, len_add(c->box.before, o.before));
}

/* Of automatic height: breaks where its content does. */
static void lay_breaking(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                         const struct lay_token *token, const struct container *c, struct lay_out *out)
{
    struct lay_in inner;
    struct lay_out o;
    bool first = token == NULL;
    len_t before = first ? c->box.before : c->box.before_cond;
    inner_input(in, n, c, c->box.content_ipd, -1, &inner);
    inner.keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
    inner.room = len_add(in->room, out->give.less);
    inner.give = lay_give_join(in->give, out->give);
    inner.room = len_add(inner.room, -len_add(out->before, len_add(before, c->box.after_cond)));
    lay_reference(cx, n, &inner, token, &o);
    bool last = !o.next;
    len_t used = used_height(&o);
    if (first && last)                  /* the least height asked for, as far as the column has room */
        used = len_max(used, len_min(c->min_bpd, len_add(inner.room, -LEN_SLACK)));
    viewport(cx, n, in, c, reference_area(cx, n, &o, c->box.content_ipd, used, 0), used, first, last, out);
    if (o.baseline >= 0)
        out->baseline = len_add(o.baseline, len_add(before, o.before));
    out->next = o.next;
    out->forced = o.forced;
    out->overflow = o.overflow;
    out->reads_page = o.reads_page;
    out->notes = o.notes;
    out->give = lay_give_join(out->give, o.give);
    brk_list_shift(cx, &out->cand, &o.cand, len_add(o.before, len_add(before, c->box.after_cond)));
}

/* --- overflow="repeat", §7.21.2 --- */

/* One viewport of the height asked for, with as much of the content as fits; the token of the rest. */
static const struct lay_token *lay_pair(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                                        const struct lay_token *token, const struct container *c, struct lay_out *pair)
{
    struct lay_in inner;
    struct lay_out o;
    inner_input(in, n, c, c->box.content_ipd, c->bpd, &inner);
    inner.room = inner.fresh_room = len_add(c->bpd, LEN_SLACK);
    inner.ins.aside = LEN_MAX / 2;      /* notes take nothing from its height */
    inner.ins.strict = false;
    inner.give = (struct lay_give){ 0, 0 };
    inner.keep = FO_KEEP_AUTO;
    inner.have_cand = inner.fills = inner.stopping = false;
    inner.elastic = LAY_RIGID;
    inner.fresh = true;
    inner.stop = NULL;
    lay_reference(cx, n, &inner, token, &o);
    const struct brk *best = brk_list_best(&o.cand);
    if (o.overflow && best) {
        const struct lay_token *stop = best->token;
        inner.stopping = true;
        inner.stop = stop;
        lay_reference(cx, n, &inner, token, &o);
        o.next = stop;
    }
    viewport(cx, n, in, c, reference_area(cx, n, &o, c->box.content_ipd, c->bpd, 0), c->bpd, token == NULL, !o.next, pair);
    pair->notes = o.notes;
    pair->forced = o.forced;
    pair->reads_page = o.reads_page;
    return o.next;
}

static void add_pair_break(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *next,
                           len_t height, struct lay_out *out)
{
    struct brk b = { .height = height, .notes = out->notes.least, .token = next };
    int32_t keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
    len_t used = len_add(len_add(out->before, height), note_charge(&in->ins, b.notes));
    b.cost = brk_cost_keep(brk_free, keep);
    b.cost.demerits = brk_demerits(in, used, out->give);
    b.cost.overflow = len_add(used, -out->give.less) > in->room;
    if (!b.cost.overflow || !(in->have_cand || out->cand.n))
        brk_list_add(cx->seq, &out->cand, b);
}

/* As many viewports of the height asked for, one under another, as the content wants; it breaks between them. */
static void lay_repeating(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                          const struct lay_token *token, const struct container *c, struct lay_out *out)
{
    struct area_list kids = { 0 };
    len_t height = 0;
    for (const struct lay_token *t = token; ; t = out->next) {
        struct lay_out pair;
        memset(&pair, 0, sizeof pair);
        out->next = lay_pair(cx, n, in, t, c, &pair);
        area_list_add(cx->page, &kids, pair.area, 0, height);
        height = len_add(height, pair.area->bpd);
        out->notes = note_join(out->notes, pair.notes);
        out->reads_page |= pair.reads_page;
        out->forced = out->next ? pair.forced : BRK_NONE;
        len_t used = len_add(len_add(out->before, height), note_charge(&in->ins, out->notes.least));
        out->overflow = !in->stopping && len_add(used, -out->give.less) > in->room && (in->have_cand || out->cand.n);
        if (!out->next || lay_token_equal(out->next, t) || out->overflow || out->forced)
            break;
        if (in->stopping && in->stop && lay_token_equal(out->next, in->stop))
            break;
        if (!in->stopping)
            add_pair_break(cx, n, in, out->next, height, out);
    }
    out->i = c->box.i;
    out->area = kids.n == 1 ? kids.kids[0].area : area_box_new(cx->page, NULL, c->box.ipd, height, &kids);
}

static bool repeats(const struct fo_node *n, const struct container *c)
{
    return n->style->overflow == KW_REPEAT && c->bpd >= 0 && c->rotate == 0 && !c->across;
}

void lay_container(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out)
{
    struct container c = { .rotate = 0 };
    resolve(cx, n, in, &c);
    if (n->level == FO_LEVEL_OUT) {     /* does not take part in the flow: set where it stands, spaces pass */
        lay_whole(cx, n, in, &c, out);
        out->trail = in->lead;
        out->empty = true;
        return;
    }
    struct lay_gap lead = in->lead;
    if (!token) {
        lay_gap_add(&lead, &n->style->space_before, in->pct_ipd);
        out->before = lay_gap_open(&lead, in, &out->give);
    }
    if (repeats(n, &c))
        lay_repeating(cx, n, in, token, &c, out);
    else if (c.bpd >= 0 || c.max_bpd >= 0 || c.rotate != 0 || c.across)
        lay_whole(cx, n, in, &c, out);
    else
        lay_breaking(cx, n, in, token, &c, out);
    if (out->next)
        return;
    lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
    lay_check_end(in, true, out);
}

void lay_container_inline(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, struct lay_out *out)
{
    struct container c = { .rotate = ((n->style->reference_orientation % 360) + 360) % 360,
                           .across = runs_across(n, in->wm) };
    const struct fo_range *di = along(n->style, &c), *db = down(n->style, &c);
    len_t start = lay_edge(n->style, FO_START, in->ref_ipd), end = lay_edge(n->style, FO_END, in->ref_ipd);
    len_t ipd = part(di->opt, in->ref_ipd);
    if (ipd < 0) {                      /* as wide as its content wants to be, within the line */
        len_t min, max;
        lay_measure_children(cx, n, &min, &max);
        ipd = len_max(min, len_min(max, len_add(in->ref_ipd, -len_add(start, end))));
    }
    c.box.content_i = start;
    c.box.content_ipd = within(ipd, part(di->min, in->ref_ipd), part(di->max, in->ref_ipd));
    c.box.ipd = len_add(c.box.content_ipd, len_add(start, end));
    c.box.before = lay_edge(n->style, FO_BEFORE, in->ref_ipd);
    c.box.after = lay_edge(n->style, FO_AFTER, in->ref_ipd);
    c.min_bpd = part(db->min, in->pct_bpd);
    c.max_bpd = part(db->max, in->pct_bpd);
    c.bpd = part(db->opt, in->pct_bpd);
    if (c.bpd >= 0)
        c.bpd = within(c.bpd, c.min_bpd, c.max_bpd);
    memset(out, 0, sizeof *out);
    out->baseline = -1;
    lay_whole(cx, n, in, &c, out);
}
