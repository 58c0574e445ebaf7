/* SPDX-License-Identifier: MIT */
/*
 * Lists (XSL 1.1 §6.8). A list-block is a block of list-items; an item sets
 * its label and its body side by side, each within the indents that it asks
 * for, and is as high as the higher one.
 */
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/parallel.h"

#include <string.h>

enum { LABEL, BODY, N_FLOWS };

struct item {
    struct lay_cx *cx;
    const struct fo_node *node;
    const struct fo_node *flow[N_FLOWS];
    const struct lay_token *from[N_FLOWS];
    struct lay_out part[N_FLOWS];
    bool placed[N_FLOWS];
    len_t shift[N_FLOWS];       /* down to the common baseline */
    struct lay_box box;
    bool first;                 /* the item begins in this piece */
    len_t before;               /* border and padding of this piece */
};

void lay_list_block(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                    const struct lay_token *token, struct lay_out *out)
{
    lay_block(cx, n, in, token, out);
}

static void begin(struct item *it, struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                  const struct lay_token *token)
{
    memset(it, 0, sizeof *it);
    it->cx = cx;
    it->node = n;
    lay_box_resolve(n, in, &it->box);
    it->first = token == NULL;
    it->before = it->first ? it->box.before : it->box.before_cond;
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type == FO_LIST_ITEM_LABEL)
            it->flow[LABEL] = c;
        else if (c->type == FO_LIST_ITEM_BODY)
            it->flow[BODY] = c;
    }
    for (unsigned k = 0; token && k < N_FLOWS && k < token->n; k++)
        it->from[k] = token->part[k];
}

static const struct lay_token *item_stop(const struct lay_in *in, unsigned k)
{
    if (!in->stopping || !in->stop)
        return lay_token_done;
    return k < in->stop->n ? in->stop->part[k] : NULL;
}

/* Lines of a label and of a body beside floats: displaced by the same, that they do not run into each other, §7.19.3. */
static void item_intrude(const struct item *it, const struct lay_in *in, unsigned k, struct lay_intrude *intrude)
{
    int32_t mode = it->node->style->intrusion_displace;
    if (mode != KW_NONE && !intrude->always) {
        intrude->indent = intrude->always = true;
        intrude->base_start = len_add(it->box.i, it->box.content_i);
        intrude->base_end = len_add(in->ref_ipd, -len_add(intrude->base_start, it->box.content_ipd));
    }
    intrude->label = k == LABEL;
    if (k == LABEL)                     /* label-end() knows of the displacement, §5.10.4 */
        intrude->end = len_add(intrude->end, -intrude->start);
}

/* A label of one line is not higher than a body whose spaces can give something: the body's height is that of the item. */
static enum lay_elastic elastic(const struct item *it, const struct lay_in *in, unsigned k)
{
    const struct fo_style *s = it->node->style;
    if (in->elastic == LAY_RIGID || k == LABEL)
        return LAY_RIGID;
    len_t line = fo_len_of(s->line_height, s->font_size, (len_t)((int64_t)s->font_size * 6 / 5));
    return !it->placed[LABEL] || par_content_height(&it->part[LABEL]) <= line ? LAY_WIDER : LAY_RIGID;
}

/* Lays one of them out in the room of `in`, less what it is moved down. */
static void lay_flow(struct item *it, const struct lay_in *in, unsigned k)
{
    struct lay_in inner = *in;
    inner.room = len_add(in->room, -it->shift[k]);
    inner.b = len_add(in->b, it->shift[k]);
    inner.elastic = (uint8_t)elastic(it, in, k);
    item_intrude(it, in, k, &inner.intrude);
    it->placed[k] = par_lay(it->cx, it->flow[k], &inner, it->from[k], item_stop(in, k), &it->part[k]);
}

/* §7.14.6: the first lines of label and body stand on one baseline, where both begin here. */
static void align_baselines(struct item *it, const struct lay_in *in)   /* N_FLOWS */
{
    len_t own[N_FLOWS], base = -1;
    if (it->node->style->relative_align != KW_BASELINE)
        return;
    for (unsigned k = 0; k < N_FLOWS; k++) {
        own[k] = it->placed[k] && !it->from[k] ? par_baseline(&it->part[k]) : -1;
        base = len_max(base, own[k]);
    }
    for (unsigned k = 0; k < N_FLOWS; k++) {
        const struct lay_out *o = &it->part[k];
        if (own[k] < 0 || own[k] == base)
            continue;
        it->shift[k] = base - own[k];
        bool fits = !o->next && !o->overflow && len_add(par_content_height(o), it->shift[k]) <= in[k].room;
        if (fits || in->stopping || it->cx->again >= PAR_AGAIN)
            continue;
        it->cx->again++;
        lay_flow(it, &in[k], k);
        it->cx->again--;
    }
}

/* The notes of a body may leave its label less room than it took: then it is laid out once more, to break where they allow it. */
static void heed_notes(struct item *it, struct lay_in *in)     /* N_FLOWS */
{
    const struct lay_out *label = &it->part[LABEL], *body = &it->part[BODY];
    if (in->stopping || !it->placed[LABEL] || !it->placed[BODY] || body->next || body->overflow || it->cx->again >= PAR_AGAIN)
        return;
    len_t notes = note_charge(&in[LABEL].ins, note_join(label->notes, body->notes).least);
    if (body->notes.least == 0 || len_add(len_add(it->shift[LABEL], par_content_height(label)), notes) <= in[LABEL].room)
        return;
    in[LABEL].ins.height = len_add(in[LABEL].ins.height, body->notes.least);
    it->cx->again++;
    lay_flow(it, &in[LABEL], LABEL);
    it->cx->again--;
}

/* The label and the body; returns their height from the item's border box, borders not in. */
static len_t lay_flows(struct item *it, const struct lay_in *in, struct lay_out *out)
{
    struct lay_in inner = *in, each[N_FLOWS];
    memset(&inner.lead, 0, sizeof inner.lead);
    inner.lead.at_start = true;         /* spaces do not leave label and body */
    inner.keep = keep_max(in->keep, lay_keep(&it->node->style->keep_together, in->page_break));
    inner.room = len_add(in->room, out->give.less);
    inner.give = lay_give_join(in->give, out->give);
    inner.room = len_add(inner.room, -len_add(out->before, len_add(it->before, it->box.after_cond)));
    inner.b = len_add(in->b, len_add(out->before, it->before));
    len_t height = 0;
    for (unsigned k = 0; k < N_FLOWS; k++) {
        if (!it->flow[k]) {
            it->from[k] = lay_token_done;
            continue;
        }
        each[k] = inner;
        lay_flow(it, &inner, k);
        if (!it->placed[k])
            continue;
        inner.ins.height = len_add(inner.ins.height, it->part[k].notes.all);
        inner.excl = it->part[k].excl;
    }
    align_baselines(it, each);
    heed_notes(it, each);
    for (unsigned k = 0; k < N_FLOWS; k++) {
        const struct lay_out *o = &it->part[k];
        if (!it->placed[k])
            continue;
        height = len_max(height, len_add(it->shift[k], par_content_height(o)));
        out->give = lay_give_join(out->give, o->give);
        out->notes = note_join(out->notes, o->notes);
        out->excl = o->excl;
        out->reads_page |= o->reads_page;
        if (out->baseline < 0 && o->baseline >= 0)
            out->baseline = len_add(len_add(it->before, it->shift[k]), par_baseline(o));
    }
    return height;
}

static const struct lay_token *item_token(struct lay_cx *cx, const struct lay_token *const *part)
{
    struct lay_token *t = arena_new0(cx->seq, struct lay_token);
    t->n = N_FLOWS;
    t->part = part;
    return t;
}

static void add_breaks(struct item *it, const struct lay_in *in, struct lay_out *out)
{
    struct par_flow flow[N_FLOWS];
    for (unsigned k = 0; k < N_FLOWS; k++)
        flow[k] = (struct par_flow){
            .from = it->from[k],
            .out = &it->part[k],
            .top = len_add(it->before, it->shift[k]),
            .bottom = it->box.after_cond,
            .close = it->box.after_cond,
            .height = par_content_height(&it->part[k]),
            .keep_prev = it->flow[k] ? flow_part_keep(it->flow[k], in->page_break, false) : FO_KEEP_AUTO,
            .keep_next = it->flow[k] ? flow_part_keep(it->flow[k], in->page_break, true) : FO_KEEP_AUTO,
        };
    int32_t keep = keep_max(in->keep, lay_keep(&it->node->style->keep_together, in->page_break));
    struct par_list l;
    len_t room = len_add(in->room, len_add(out->give.less, -out->before));
    par_merge(it->cx, flow, N_FLOWS, room, true, &l);
    for (unsigned i = 0; i < l.n; i++) {
        struct brk b = { .height = l.v[i].height, .notes = l.v[i].notes, .cost = brk_cost_keep(l.v[i].cost, keep),
                         .token = item_token(it->cx, l.v[i].part), .excl = l.v[i].excl };
        len_t used = len_add(b.height, note_charge(&in->ins, b.notes));
        b.cost.overflow |= used > room;
        b.cost.demerits = brk_demerits(in, len_add(out->before, used), out->give);
        if (!b.cost.overflow || !(in->have_cand || out->cand.n))
            brk_list_add(it->cx->seq, &out->cand, b);
    }
}

/* What is left, if this piece ends before the item does. */
static void find_next(struct item *it, const struct lay_in *in, struct lay_out *out)
{
    const struct lay_token **part = arena_new_array(it->cx->seq, const struct lay_token *, N_FLOWS);
    bool more = false, overflow = false;
    enum brk_forced forced = BRK_NONE;
    for (unsigned k = 0; k < N_FLOWS; k++) {
        const struct lay_out *o = &it->part[k];
        part[k] = it->placed[k] ? o->next ? o->next : lay_token_done : it->from[k];
        more |= part[k] != lay_token_done;
        overflow |= o->overflow;
        forced = o->forced > forced ? o->forced : forced;
    }
    out->overflow = overflow;
    if (in->stopping && in->stop) {
        out->next = in->stop;
        out->forced = in->stop->forced;
    } else if (more) {
        struct lay_token *t = (struct lay_token *)item_token(it->cx, part);
        t->forced = overflow ? BRK_NONE : forced;
        out->next = t;
        out->forced = t->forced;
    }
}

static const struct area *part_area(struct item *it, unsigned k, len_t height)
{
    const struct lay_out *o = &it->part[k];
    struct area_list kids = { 0 };
    for (uint32_t n = 0; o->area && n < o->area->n; n++)
        area_list_add(it->cx->page, &kids, o->area->kids[n].area, o->area->kids[n].i - it->box.i,
                      len_add(o->area->kids[n].b, len_add(o->before, it->shift[k])));
    struct area *a = area_box_new(it->cx->page, lay_tag(it->cx, it->flow[k]), it->box.ipd, height, &kids);
    a->wm = (uint8_t)lay_wm(it->flow[k]);
    return lay_moved(it->cx, it->flow[k], (uint8_t)lay_wm(it->node), it->box.content_ipd, -1, a);
}

void lay_list_item(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out)
{
    struct item it;
    begin(&it, cx, n, in, token);
    struct lay_gap lead = in->lead;
    if (it.first)
        lay_gap_add(&lead, &n->style->space_before, in->pct_ipd);
    out->before = lay_gap_open(&lead, in, &out->give);
    len_t height = lay_flows(&it, in, out);
    if (!in->stopping)
        add_breaks(&it, in, out);
    find_next(&it, in, out);
    bool last = !out->next;
    struct area_list kids = { 0 };
    for (unsigned k = 0; k < N_FLOWS; k++)
        if (it.placed[k])
            area_list_add(cx->page, &kids, part_area(&it, k, height), 0, it.before);
    len_t bpd = len_add(it.before, len_add(height, last ? it.box.after : it.box.after_cond));
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), it.box.ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->paint = lay_paint(cx, n, it.first, last);
    out->area = a;
    out->i = it.box.i;
    if (!last)
        return;
    lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
    lay_check_end(in, true, out);
}
