/* SPDX-License-Identifier: MIT */
/*
 * Pictures in text: fo:external-graphic and fo:instream-foreign-object (XSL 1.1 §6.6.5, §6.6.6). A viewport whose size
 * the object's dimensions give, and in it the picture, scaled (§7.15) and aligned.
 */
#include "layout/ids.h"
#include "layout/para.h"

#include <string.h>

#define MISSING_SIZE 1.0                /* em */

/* Length of a part of a dimension, or -1: auto. */
static len_t part(struct fo_len l, len_t base)
{
    if (l.kw || (l.pct != 0 && base < 0))
        return -1;
    return len_max(0, fo_len_of(l, base, 0));
}

static len_t limited(len_t v, const struct fo_range *r, len_t base)
{
    len_t min = part(r->min, base), max = part(r->max, base);
    if (max >= 0)
        v = len_min(v, max);
    return min >= 0 ? len_max(v, min) : v;
}

/* --- scaling --- */

/* One direction of a picture. */
struct extent {
    struct fo_len want;                 /* content-width, content-height */
    const char *allowed;                /* allowed-width-scale, allowed-height-scale */
    len_t own;                          /* of the picture */
    len_t room;                         /* of the viewport; -1: as the picture */
    len_t min, max;                     /* … within these; -1: no limit */
};

static bool fits(const struct extent *e)
{
    return e->want.kw == KW_SCALE_TO_FIT || e->want.kw == KW_SCALE_DOWN_TO_FIT || e->want.kw == KW_SCALE_UP_TO_FIT;
}

/* The scale that is asked for; 0: that of the other direction. */
static double scale_of(const struct extent *e)
{
    len_t want = -1, least = e->room >= 0 ? e->room : e->min, most = e->room >= 0 ? e->room : e->max;
    switch (e->want.kw) {
    case 0:
        want = fo_len_of(e->want, e->own, e->own);
        break;
    case KW_SCALE_TO_FIT:
        want = most >= 0 && (e->room >= 0 || e->own > most) ? most : e->room < 0 && e->own < least ? least : -1;
        break;
    case KW_SCALE_DOWN_TO_FIT:
        want = most >= 0 ? len_min(e->own, most) : -1;
        break;
    case KW_SCALE_UP_TO_FIT:
        want = least >= 0 ? len_max(e->own, least) : -1;
        break;
    default:
        break;
    }
    return want < 0 || e->own <= 0 ? 0 : (double)want / e->own;
}

/* The next token of a list of allowed scales: a factor; 0: any; -1: the end. */
static double next_allowed(const char **list)
{
    *list += strspn(*list, " \t\r\n");
    if (!**list)
        return -1;
    double v = g_ascii_strtod(*list, NULL) / 100;
    *list += strcspn(*list, " \t\r\n");
    return v > 0 ? v : 0;
}

static bool is_allowed(const char *list, double scale)
{
    for (double v; (v = next_allowed(&list)) >= 0;)
        if (v == 0 || v == scale)
            return true;
    return false;
}

/*
 * The largest scale of the list that still fits, §7.15.1. None of them does: `scale` itself where the list has `any`, else the
 * smallest. `other`: a list that the scale must stand in, too.
 */
static double allowed_scale(const char *list, const char *other, double scale)
{
    double best = 0, least = 0;
    bool any = false;
    for (double v; (v = next_allowed(&list)) >= 0;) {
        any |= v == 0;
        if (v == 0 || !is_allowed(other, v))
            continue;
        if (v <= scale * 1.0001)
            best = MAX(best, v);
        least = least > 0 ? MIN(least, v) : v;
    }
    return best > 0 ? best : any || least == 0 ? scale : least;
}

static void scale_picture(const struct extent *w, const struct extent *h, bool uniform, len_t *cw, len_t *ch)
{
    double x = scale_of(w), y = scale_of(h);
    bool free_x = !fits(w) || x == 0, free_y = !fits(h) || y == 0;
    if (x == 0 && y == 0)
        x = y = 1;
    x = x > 0 ? x : y;
    y = y > 0 ? y : x;
    if (uniform) {
        x = MIN(x, y);
        if (!free_x)
            x = allowed_scale(w->allowed, free_y ? "any" : h->allowed, x);
        else if (!free_y)
            x = allowed_scale(h->allowed, "any", x);
        y = x;
    } else {
        x = free_x ? x : allowed_scale(w->allowed, "any", x);
        y = free_y ? y : allowed_scale(h->allowed, "any", y);
    }
    *cw = len_scale(w->own, x);
    *ch = len_scale(h->own, y);
}

/* --- the object --- */

static const struct image *load(struct lay_cx *cx, const struct fo_node *n)
{
    if (!cx->images)
        return NULL;
    if (n->type == FO_INSTREAM_FOREIGN_OBJECT)
        return n->text ? image_store_load_svg(cx->images, n->text, n->len, n->pos) : NULL;
    const char *src = fo_node_string(n, "src");
    return src ? image_store_load(cx->images, src, lay_base(cx, n), n->pos, cx->missing_picture) : NULL;
}

/* The size of a picture that is not drawn. */
static bool missing_size(struct lay_cx *cx, const struct fo_node *n, len_t *width, len_t *height)
{
    const char *src = cx->images && n->type == FO_EXTERNAL_GRAPHIC ? fo_node_string(n, "src") : NULL;
    return src && image_store_size(cx->images, src, lay_base(cx, n), width, height);
}

static len_t aligned(int32_t kw, len_t room)
{
    return kw == KW_CENTER ? room / 2 : kw == KW_END || kw == KW_AFTER ? room : 0;
}

/* error-if-overflow, §7.21.2 */
static void check_overflow(struct lay_cx *cx, const struct para_obj *o, len_t over)
{
    if (o->overflows && o->node->style->overflow == KW_ERROR_IF_OVERFLOW)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_CUT, o->node->pos, fo_type_name(o->node->type), len_to_pt(over));
}

void para_obj_graphic(struct lay_cx *cx, struct para_obj *o, const struct para_run *run, const struct lay_in *in,
                      len_t width)
{
    const struct fo_style *s = o->node->style;
    const struct fo_range *di = &s->inline_progression_dimension, *db = &s->block_progression_dimension;
    o->kind = OBJ_PICTURE;
    o->image = load(cx, o->node);
    struct extent w = { s->content_width, s->allowed_width_scale, len_scale(run->size, MISSING_SIZE), part(di->opt, width),
                        part(di->min, width), part(di->max, width) };
    struct extent h = { s->content_height, s->allowed_height_scale, w.own, part(db->opt, in->pct_bpd),
                        part(db->min, in->pct_bpd), part(db->max, in->pct_bpd) };
    bool sized = o->image || missing_size(cx, o->node, &w.own, &h.own);
    if (o->image) {
        w.own = o->image->width;
        h.own = o->image->height;
    } else if (!sized) {
        w.own = w.room >= 0 ? w.room : w.own;
        h.own = h.room >= 0 ? h.room : h.own;
    }
    scale_picture(&w, &h, s->scaling == KW_UNIFORM && sized, &o->pic_ipd, &o->pic_bpd);
    const char *id = fo_node_string(o->node, "id");
    if (id && o->image && cx->ids && width >= 0 && w.own > 0 && h.own > 0)
        ids_place_scale(cx->ids, id, (double)o->pic_ipd / w.own * (double)s->intrinsic_scale_value,
                        (double)o->pic_bpd / h.own * (double)s->intrinsic_scale_value, o->node->pos);
    len_t vw = limited(w.room >= 0 ? w.room : o->pic_ipd, di, width);
    len_t vh = limited(h.room >= 0 ? h.room : o->pic_bpd, db, in->pct_bpd);
    for (int side = 0; side < 4; side++)
        o->edge[side] = lay_edge(s, (enum fo_side)side, width);
    len_t over = len_max(o->pic_ipd - vw, o->pic_bpd - vh);
    o->overflows = over > 1;            /* 1: what rounding makes */
    check_overflow(cx, o, over);
    o->pic_i = len_add(o->edge[FO_START], aligned(s->text_align, vw - o->pic_ipd));
    o->pic_b = len_add(o->edge[FO_BEFORE], aligned(s->display_align, vh - o->pic_bpd));
    o->ipd = len_add(len_add(o->edge[FO_START], vw), o->edge[FO_END]);
    if (width < 0 && (di->opt.pct != 0 || di->max.pct != 0))
        o->shrink = vw;
    para_obj_align(o, run, len_add(len_add(o->edge[FO_BEFORE], vh), o->edge[FO_AFTER]), 0);
}

/* --- its area --- */

static const struct area_paint *missing_paint(struct lay_cx *cx)
{
    struct area_paint *p = arena_new0(cx->page, struct area_paint);
    for (int i = 0; i < 4; i++)
        p->edge[i] = (struct area_edge){ LEN_PT / 2, 0x808080FF, AREA_SOLID };
    return p;
}

const struct area *para_graphic_area(struct lay_cx *cx, const struct para_obj *o, uint8_t wm)
{
    const struct fo_node *n = o->node;
    bool visible = n->style->visibility == KW_VISIBLE, moves = n->style->relative_position == KW_RELATIVE;
    struct area *a = arena_new0(cx->page, struct area);
    a->kind = o->image && visible ? AREA_IMAGE : AREA_BOX;
    a->wm = wm;
    a->ipd = o->ipd;
    a->bpd = o->bpd;
    a->tag = lay_tag(cx, n);
    a->paint = lay_paint(cx, n, true, true);
    if (!o->image && !a->paint && visible)
        a->paint = missing_paint(cx);
    if (a->kind == AREA_IMAGE) {
        a->u.pic.image = o->image;
        a->u.pic.i = o->pic_i;
        a->u.pic.b = o->pic_b;
        a->u.pic.ipd = o->pic_ipd;
        a->u.pic.bpd = o->pic_bpd;
        a->crisp = n->style->scaling_method == KW_INTEGER_PIXELS;
        if (o->overflows || n->style->clip.shape)
            a->clip = lay_clip(cx, n, o->edge, wm);
    }
    if (a->kind == AREA_IMAGE && moves) {       /* only boxes move */
        struct area_list kids = { 0 };
        area_list_add(cx->page, &kids, a, 0, 0);
        a = area_box_new(cx->page, a->tag, a->ipd, a->bpd, &kids);
        a->wm = wm;
    }
    return moves ? lay_moved(cx, n, wm, 0, -1, a) : a;
}
