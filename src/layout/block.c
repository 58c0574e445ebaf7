/* SPDX-License-Identifier: MIT */
/*
 * fo:block: a flow of children inside borders and padding. Its spaces meet
 * those of its first and last child unless a border or padding parts them
 * (XSL 1.1 §4.2.5, §4.3).
 */
#include "layout/flow.h"
#include "layout/layout.h"
#include "layout/marker.h"
#include "layout/note.h"

#include <string.h>

struct block {
    struct lay_box box;
    len_t before, after;        /* this piece's edges, if it ends here */
    len_t top;                  /* of the first area inside, from the border box: with the space that an edge fences in */
    bool first;
};

/* What the block leaves pending behind its content. */
static void close_trail(const struct fo_node *n, const struct lay_in *in, const struct flow_out *f, len_t after,
                        struct lay_out *out)
{
    if (after == 0)
        out->trail = f->trail;
    lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
}

static void make_area(struct lay_cx *cx, const struct fo_node *n, const struct block *b, const struct flow_out *f,
                      len_t content, bool last, struct lay_out *out)
{
    struct area_list kids = { 0 };
    for (uint32_t k = 0; k < f->kids.n; k++)
        area_list_add(cx->page, &kids, f->kids.kids[k].area, f->kids.kids[k].i - b->box.i,
                      len_add(f->kids.kids[k].b, b->top));
    len_t bpd = len_add(len_add(b->top, content), last ? b->after : b->box.after_cond);
    struct area *a = area_box_new(cx->page, lay_tag(cx, n), b->box.ipd, bpd, &kids);
    a->wm = (uint8_t)lay_wm(n);
    a->paint = lay_paint(cx, n, b->first || n->style->border[FO_BEFORE].width.retain, last);
    out->area = a;
    out->i = b->box.i;
    out->baseline = f->baseline < 0 ? -1 : len_add(f->baseline, b->top);
}

/* intrusion-displace="indent": lines keep their distance from the edges of the outermost block that says so, §7.19.3. */
static void keep_indents(const struct fo_node *n, const struct lay_in *in, const struct lay_box *box,
                         struct lay_intrude *intrude)
{
    if (intrude->always)
        return;
    bool indent = n->style->intrusion_displace == KW_INDENT;
    if (indent && !intrude->indent) {
        intrude->base_start = len_add(box->i, box->content_i);
        intrude->base_end = len_add(in->ref_ipd, -len_add(intrude->base_start, box->content_ipd));
    }
    intrude->indent = indent;
}

void lay_block(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
               struct lay_out *out)
{
    struct block b;
    lay_box_resolve(n, in, &b.box);
    b.first = token == NULL;
    b.before = b.first ? b.box.before : b.box.before_cond;
    b.after = b.box.after;

    struct lay_gap lead = in->lead;
    if (b.first)
        lay_gap_add(&lead, &n->style->space_before, in->pct_ipd);

    struct lay_in inner = *in;
    inner.pct_ipd = b.box.content_ipd;
    inner.keep = keep_max(in->keep, lay_keep(&n->style->keep_together, in->page_break));
    bool fenced = b.before > 0;
    if (fenced) {
        out->before = lay_gap_open(&lead, in, &out->give);
        memset(&inner.lead, 0, sizeof inner.lead);
        inner.room = len_add(inner.room, len_add(out->give.less, -out->before));
        inner.give = lay_give_join(inner.give, out->give);
    } else {
        inner.lead = lead;
    }
    inner.room = len_add(inner.room, -len_add(b.before, b.box.after_cond));
    inner.b = len_add(inner.b, len_add(fenced ? out->before : 0, b.before));
    keep_indents(n, in, &b.box, &inner.intrude);

    struct flow_out f;
    flow_lay(cx, n, &inner, token, &f);
    b.top = fenced ? len_add(b.before, f.before) : b.before;
    out->next = f.next;
    out->forced = f.forced;
    out->overflow = f.overflow;
    out->reads_page = f.reads_page;
    out->notes = f.notes;
    out->excl = f.excl;
    brk_list_shift(cx, &out->cand, &f.cand, len_add(b.top, b.box.after_cond));

    if (!f.placed && !fenced && b.after == 0) {         /* nothing that takes room: spaces pass through */
        out->trail = f.trail;
        if (!f.next)
            lay_gap_add(&out->trail, &n->style->space_after, in->pct_ipd);
        if (f.kids.n > 0 || lay_names(n)) {
            make_area(cx, n, &b, &f, 0, true, out);
            out->empty = true;
        }
        return;
    }
    if (!fenced)
        out->before = f.placed ? f.before : lay_gap_open(&lead, in, &out->give);
    out->give = lay_give_join(out->give, f.give);
    len_t content = f.height;
    bool last = !f.next;
    if (f.placed && last && b.after > 0)
        content = len_add(content, lay_gap_open(&f.trail, in, &out->give));
    make_area(cx, n, &b, &f, content, last, out);
    if (last)
        close_trail(n, in, &f, b.after, out);
    lay_check_end(in, last, out);
}
