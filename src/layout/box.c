/* SPDX-License-Identifier: MIT */
/* Boxes of block-level nodes: their rectangle, paint and tag. */
#include "layout/index.h"
#include "layout/layout.h"
#include "layout/marker.h"

#include <string.h>

static len_t edge_width(const struct fo_border *b, const struct fo_cond *padding, const struct lay_in *in, bool cond)
{
    len_t w = 0;
    if (!cond || b->width.retain)
        w = len_add(w, fo_len_of(b->width.len, in->pct_ipd, 0));
    if (!cond || padding->retain)
        w = len_add(w, fo_len_of(padding->len, in->pct_ipd, 0));
    return len_max(w, 0);
}

len_t lay_edge(const struct fo_style *s, enum fo_side side, len_t base)
{
    return len_add(fo_len_of(s->border[side].width.len, base, 0), fo_len_of(s->padding[side].len, base, 0));
}

/* What the percentage in an indent comes to. */
static len_t relative_part(const struct fo_node *n, const struct lay_in *in, enum fo_side side, const struct fo_len *indent)
{
    const struct lay_around *from = &in->around[side == FO_END];
    if (indent->pct == 0)
        return 0;
    if (!(n->style->indents_around >> side & 1))
        return len_scale(in->ref_ipd, (double)indent->pct);
    return len_add(from->len, len_scale(in->ref_ipd, (double)(indent->pct - from->pct)));
}

len_t lay_indent(const struct fo_node *n, const struct lay_in *in, enum fo_side side)
{
    const struct fo_len *indent = side == FO_START ? &n->style->start_indent : &n->style->end_indent;
    return len_add(len_add(indent->abs, relative_part(n, in, side, indent)),
                   side == FO_START ? in->intrude.start : in->intrude.end);
}

void lay_around(const struct fo_node *n, const struct lay_in *in, struct lay_in *inner)
{
    const struct fo_len indents[2] = { n->style->start_indent, n->style->end_indent };
    struct lay_around around[2];
    for (int i = 0; i < 2; i++)
        around[i] = (struct lay_around){ indents[i].pct, relative_part(n, in, i ? FO_END : FO_START, &indents[i]) };
    memcpy(inner->around, around, sizeof around);
}

void lay_box_resolve(const struct fo_node *n, const struct lay_in *in, struct lay_box *box)
{
    const struct fo_style *s = n->style;
    len_t start = edge_width(&s->border[FO_START], &s->padding[FO_START], in, false);
    len_t end = edge_width(&s->border[FO_END], &s->padding[FO_END], in, false);
    len_t start_indent = lay_indent(n, in, FO_START), end_indent = lay_indent(n, in, FO_END);
    memset(box, 0, sizeof *box);
    box->i = len_add(start_indent, -start);
    box->content_i = start;
    box->content_ipd = len_max(0, len_add(len_add(in->ref_ipd, -start_indent), -end_indent));
    box->ipd = len_add(len_add(start, box->content_ipd), end);
    box->before = edge_width(&s->border[FO_BEFORE], &s->padding[FO_BEFORE], in, false);
    box->after = edge_width(&s->border[FO_AFTER], &s->padding[FO_AFTER], in, false);
    box->before_cond = edge_width(&s->border[FO_BEFORE], &s->padding[FO_BEFORE], in, true);
    box->after_cond = edge_width(&s->border[FO_AFTER], &s->padding[FO_AFTER], in, true);
    box->bpd = -1;
}

int32_t lay_keep(const struct fo_keep *k, bool page_break)
{
    return page_break && k->page > k->column ? k->page : k->column;
}

/* --- paint --- */

uint32_t lay_line_style(int32_t kw)
{
    switch (kw) {
    case KW_SOLID: return AREA_SOLID;
    case KW_DASHED: return AREA_DASHED;
    case KW_DOTTED: return AREA_DOTTED;
    case KW_DOUBLE: return AREA_DOUBLE;
    case KW_GROOVE: return AREA_GROOVE;
    case KW_RIDGE: return AREA_RIDGE;
    case KW_INSET: return AREA_INSET;
    case KW_OUTSET: return AREA_OUTSET;
    default: return AREA_NONE;
    }
}

static struct area_edge paint_edge(const struct fo_style *s, enum fo_side side, bool present)
{
    const struct fo_border *b = &s->border[side];
    struct area_edge e = { 0, 0, AREA_NONE };
    uint32_t style = lay_line_style(b->style);
    if (style == AREA_NONE || (!present && !b->width.retain))
        return e;
    e.width = fo_len_of(b->width.len, 0, 0);
    if (e.width <= 0)
        return (struct area_edge){ 0, 0, AREA_NONE };
    e.color = b->color;
    e.style = style;
    return e;
}

const char *lay_base(const struct lay_cx *cx, const struct fo_node *n)
{
    return n->pos.file ? src_file_name(n->pos.file) : cx->base;
}

static void paint_picture(struct lay_cx *cx, const struct fo_node *n, struct area_paint *p)
{
    const struct fo_style *s = n->style;
    const char *uri = s->background_image;
    if (!uri)
        return;
    p->picture = image_store_load(cx->images, uri, lay_base(cx, n), n->pos, cx->missing_picture);
    if (!p->picture)
        return;
    p->pic_width = p->picture->width;
    p->pic_height = p->picture->height;
    p->pic_x = s->background_position_horizontal.abs;
    p->pic_fx = s->background_position_horizontal.pct;
    p->pic_y = s->background_position_vertical.abs;
    p->pic_fy = s->background_position_vertical.pct;
    p->repeat_x = s->background_repeat == KW_REPEAT || s->background_repeat == KW_REPEAT_X;
    p->repeat_y = s->background_repeat == KW_REPEAT || s->background_repeat == KW_REPEAT_Y;
    p->fixed = s->background_attachment == KW_FIXED;
}

const struct area_paint *lay_paint(struct lay_cx *cx, const struct fo_node *n, bool first, bool last)
{
    const struct fo_style *s = n->style;
    struct area_paint p;
    if (s->visibility != KW_VISIBLE)    /* §7.30.17: it takes its room all the same */
        return NULL;
    memset(&p, 0, sizeof p);
    p.edge[FO_BEFORE] = paint_edge(s, FO_BEFORE, first);
    p.edge[FO_AFTER] = paint_edge(s, FO_AFTER, last);
    p.edge[FO_START] = paint_edge(s, FO_START, true);
    p.edge[FO_END] = paint_edge(s, FO_END, true);
    p.background = s->background_color;
    paint_picture(cx, n, &p);
    bool any = p.picture || (p.background & 0xFF);
    for (int i = 0; i < 4; i++)
        any |= p.edge[i].style != AREA_NONE;
    return any ? arena_memdup(cx->page, &p, sizeof p) : NULL;
}

/* --- layers, places, clips --- */

/* How far the start or before edge moves: `toward` is the offset from it, `back` that from the opposite one, §7.13. */
static len_t moved(struct fo_len toward, struct fo_len back, len_t base)
{
    return toward.kw ? -fo_len_of(back, base, 0) : fo_len_of(toward, base, 0);
}

struct area_at *lay_at(struct lay_cx *cx, const struct fo_node *n)
{
    struct area_at *at = arena_new0(cx->page, struct area_at);
    at->layered = fo_int_kw(n->style->z_index) != KW_AUTO;
    at->z = at->layered ? n->style->z_index : 0;
    return at;
}

const struct area *lay_moved(struct lay_cx *cx, const struct fo_node *n, uint8_t wm, len_t pct_ipd, len_t pct_bpd,
                             const struct area *a)
{
    const struct fo_style *s = n->style;
    bool moves = s->relative_position == KW_RELATIVE, layer = fo_int_kw(s->z_index) != KW_AUTO;
    if ((!moves && !(layer && n->type == FO_BLOCK_CONTAINER)) || a->u.at)
        return a;
    struct area_at *at = lay_at(cx, n);
    if (moves) {
        len_t height = len_max(pct_bpd, 0);
        len_t x = wm == AREA_RL_TB ? -moved(s->right, s->left, pct_ipd) : moved(s->left, s->right, pct_ipd);
        len_t y = moved(s->top, s->bottom, height);
        at->place = AREA_MOVED;
        at->i = wm == AREA_TB_RL ? y : wm == AREA_RL_TB ? -x : x;
        at->b = wm == AREA_TB_RL ? -x : y;
    }
    struct area *moved_area = arena_memdup(cx->page, a, sizeof *a);
    moved_area->u.at = at;
    return moved_area;
}

bool lay_clips(const struct fo_node *n)
{
    return n->style->overflow == KW_HIDDEN || n->style->overflow == KW_ERROR_IF_OVERFLOW;
}

const struct area_clip *lay_clip(struct lay_cx *cx, const struct fo_node *n, const len_t inset[4], uint8_t wm)
{
    /* which of before, after, start, end stands at the top, right, bottom, left */
    static const uint8_t order[3][4] = {
        [AREA_LR_TB] = { FO_BEFORE, FO_END, FO_AFTER, FO_START },
        [AREA_RL_TB] = { FO_BEFORE, FO_START, FO_AFTER, FO_END },
        [AREA_TB_RL] = { FO_START, FO_BEFORE, FO_END, FO_AFTER },
    };
    const len_t *shape = n->style->clip.side;
    len_t v[4];
    if (!lay_clips(n))
        return NULL;
    for (int i = 0; i < 4; i++)
        v[i] = len_add(inset[order[wm][i]], shape[i]);
    struct area_clip c = { v[0], v[1], v[2], v[3] };
    return arena_memdup(cx->page, &c, sizeof c);
}

/* --- tags --- */

bool lay_names(const struct fo_node *n)
{
    return fo_node_string(n, "id") || fo_node_string(n, "index-key") || markers_has(n);
}

/* Where a basic-link leads, §6.9.2. */
static void add_link(struct area_tag *t, const struct fo_node *n)
{
    const char *uri = fo_node_string(n, "external-destination"), *dest = fo_node_string(n, "internal-destination");
    t->uri = uri && *uri ? uri : NULL;
    t->dest = dest && *dest ? dest : NULL;
    if (t->dest && !t->uri)
        t->dest_offset = len_max(0, fo_len_of(n->style->destination_placement_offset, 0, 0));
}

struct area_tag *lay_tag_new(struct lay_cx *cx, const struct fo_node *n, const char *name)
{
    struct area_tag *t = arena_new0(cx->page, struct area_tag);
    t->name = name;
    t->id = index_destination(cx, n);
    t->role = fo_node_string(n, "role");
    t->pos = n->pos;
    t->source = n;
    if (n->type == FO_BASIC_LINK)
        add_link(t, n);
    if (markers_has(n))
        markers_note(cx->markers, t, n);
    return t;
}

const struct area_tag *lay_tag(struct lay_cx *cx, const struct fo_node *n)
{
    return lay_tag_new(cx, n, fo_type_name(n->type));
}
