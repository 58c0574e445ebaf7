/* SPDX-License-Identifier: MIT */
/*
 * The area tree: collecting children, and the walk that maps logical places
 * (inline- and block-progression, XSL 1.1 §4.2) to physical ones on the page.
 */
#include "area/area.h"

#include <glib.h>
#include <string.h>

void area_list_add(struct arena *a, struct area_list *l, const struct area *kid, len_t i, len_t b)
{
    if (l->n == l->room) {
        uint32_t room = l->room ? l->room * 2 : 4;
        struct area_kid *kids = arena_new_array(a, struct area_kid, room);
        if (l->n)
            memcpy(kids, l->kids, l->n * sizeof *kids);
        l->kids = kids;
        l->room = room;
    }
    l->kids[l->n++] = (struct area_kid){ i, b, kid };
}

struct area *area_box_new(struct arena *a, const struct area_tag *tag, len_t ipd, len_t bpd, const struct area_list *l)
{
    struct area *box = arena_new0(a, struct area);
    box->kind = AREA_BOX;
    box->tag = tag;
    box->ipd = ipd;
    box->bpd = bpd;
    if (l) {
        box->n = l->n;
        box->kids = l->kids;
    }
    return box;
}

/* --- the walk --- */

/* The size of an area in its own physical frame. */
static void own_size(const struct area *a, double *w, double *h)
{
    bool vertical = a->wm == AREA_TB_RL;
    *w = len_to_pt(vertical ? a->bpd : a->ipd);
    *h = len_to_pt(vertical ? a->ipd : a->bpd);
}

/*
 * The frame of an area turned by `rotate` that covers w × h with its left top corner at x, y of the frame `m`:
 * XSL 1.1 §7.21.3, "top" of the content faces left at 90, down at 180, right at 270.
 */
static void turned_frame(double out[6], const double m[6], int rotate, double x, double y, double w, double h)
{
    static const int8_t axes[4][4] = {      /* xx yx xy yy: where its x and y point to */
        { 1, 0, 0, 1 }, { 0, -1, 1, 0 }, { -1, 0, 0, -1 }, { 0, 1, -1, 0 },
    };
    int quarter = ((rotate / 90) % 4 + 4) % 4;
    const int8_t *k = axes[quarter];
    if (quarter == 2 || quarter == 3)
        x += w;
    if (quarter == 1 || quarter == 2)
        y += h;
    out[0] = m[0] * k[0] + m[2] * k[1];
    out[1] = m[1] * k[0] + m[3] * k[1];
    out[2] = m[0] * k[2] + m[2] * k[3];
    out[3] = m[1] * k[2] + m[3] * k[3];
    out[4] = m[0] * x + m[2] * y + m[4];
    out[5] = m[1] * x + m[3] * y + m[5];
}

/* Fills the visit of `kid`, which stands at v->i, v->b in the visited `parent` (NULL: it is the root). */
static void visit_kid(struct area_visit *v, const struct area_visit *parent)
{
    static const double identity[6] = { 1, 0, 0, 1, 0, 0 };
    const struct area *a = v->area;
    double w, h, x = 0, y = 0;
    own_size(a, &v->w, &v->h);
    bool sideways = a->rotate % 180 != 0;
    w = sideways ? v->h : v->w;
    h = sideways ? v->w : v->h;
    if (parent) {
        double i = len_to_pt(v->i), b = len_to_pt(v->b);
        switch ((enum area_wm)parent->area->wm) {
        case AREA_LR_TB:
            x = i;
            y = b;
            break;
        case AREA_RL_TB:
            x = parent->w - i - w;
            y = b;
            break;
        case AREA_TB_RL:
            x = parent->w - b - w;
            y = i;
            break;
        }
    }
    turned_frame(v->m, parent ? parent->m : identity, a->rotate, x, y, w, h);
    v->depth = parent ? parent->depth + 1 : 0;
}

struct walk_frame {
    struct area_visit v;
    guint reference;            /* the frame of the nearest reference area, itself if it is one */
    uint32_t next;              /* the kid to visit next */
};

/* The depth of the area that the place of `a`, a kid of the last one in the stack, counts from. */
static guint placed_in(const GArray *stack, const struct area *a)
{
    const struct area_at *at = a->kind == AREA_BOX ? a->u.at : NULL;
    if (!at || at->place < AREA_IN_REFERENCE || (at->i_flow && at->b_flow))
        return stack->len - 1;
    return at->place == AREA_ON_PAGE ? 0 : g_array_index(stack, struct walk_frame, stack->len - 1).reference;
}

/* The logical place in the area `in` of a kid that stands in `parent`; their frames may differ. */
static void flow_place(const struct area_visit *parent, const struct area_visit *in, const struct area_kid *kid, len_t *i,
                       len_t *b)
{
    struct area_visit v = { .area = kid->area, .i = kid->i, .b = kid->b };
    visit_kid(&v, parent);
    struct area_rect r = area_visit_rect(&v);
    double x = r.x - in->m[4], y = r.y - in->m[5];
    /* two opposite corners; the inverse of a turn is its transpose */
    double x0 = in->m[0] * x + in->m[1] * y, x1 = x0 + in->m[0] * r.w + in->m[1] * r.h;
    double y0 = in->m[2] * x + in->m[3] * y, y1 = y0 + in->m[2] * r.w + in->m[3] * r.h;
    double left = MIN(x0, x1), right = MAX(x0, x1), top = MIN(y0, y1);
    switch ((enum area_wm)in->area->wm) {
    case AREA_LR_TB:
        *i = len_from_pt(left);
        *b = len_from_pt(top);
        break;
    case AREA_RL_TB:
        *i = len_from_pt(in->w - right);
        *b = len_from_pt(top);
        break;
    case AREA_TB_RL:
        *i = len_from_pt(top);
        *b = len_from_pt(in->w - right);
        break;
    }
}

/* The place of a kid whose `at` counts from `in`. */
static void place_at(struct area_visit *v, const struct area_visit *parent, const struct area_visit *in,
                     const struct area_kid *kid)
{
    const struct area_at *at = kid->area->u.at;
    const struct area *a = kid->area;
    if (at->place == AREA_MOVED) {
        v->i = len_add(v->i, at->i);
        v->b = len_add(v->b, at->b);
        return;
    }
    if (at->place == AREA_IN_PARENT)
        return;
    bool sideways = a->rotate % 180 != 0;
    len_t ipd = sideways ? a->bpd : a->ipd, bpd = sideways ? a->ipd : a->bpd;
    if (in != parent && (at->i_flow || at->b_flow))
        flow_place(parent, in, kid, &v->i, &v->b);
    if (!at->i_flow)
        v->i = at->i_end ? in->area->ipd - ipd - at->i : at->i;
    if (!at->b_flow)
        v->b = at->b_end ? in->area->bpd - bpd - at->b : at->b;
}

void area_walk(const struct area_page *page, const struct area_visitor *visitor)
{
    if (!page->root)
        return;
    GArray *stack = g_array_sized_new(FALSE, FALSE, sizeof(struct walk_frame), 32);
    struct walk_frame f = { .v = { .area = page->root } };
    visit_kid(&f.v, NULL);
    visitor->enter(visitor->user, &f.v);
    g_array_append_val(stack, f);
    while (stack->len) {
        struct walk_frame *top = &g_array_index(stack, struct walk_frame, stack->len - 1);
        const struct area *a = top->v.area;
        if (a->kind != AREA_BOX || top->next == a->n) {
            if (visitor->leave)
                visitor->leave(visitor->user, &top->v);
            g_array_set_size(stack, stack->len - 1);
            continue;
        }
        const struct area_kid *kid = &a->kids[top->next++];
        f = (struct walk_frame){ .v = { .area = kid->area, .i = kid->i, .b = kid->b } };
        f.v.in = placed_in(stack, kid->area);
        const struct area_visit *in = &g_array_index(stack, struct walk_frame, f.v.in).v;
        if (kid->area->kind == AREA_BOX && kid->area->u.at)
            place_at(&f.v, &top->v, in, kid);
        visit_kid(&f.v, in);
        f.v.depth = stack->len;
        f.reference = kid->area->reference ? stack->len : top->reference;
        visitor->enter(visitor->user, &f.v);
        g_array_append_val(stack, f);
    }
    g_array_free(stack, TRUE);
}

struct area_rect area_visit_rect(const struct area_visit *v)
{
    /* turned by quarters only: the corners stay corners */
    double x0 = v->m[4], y0 = v->m[5];
    double x1 = v->m[0] * v->w + v->m[2] * v->h + x0;
    double y1 = v->m[1] * v->w + v->m[3] * v->h + y0;
    return (struct area_rect){ MIN(x0, x1), MIN(y0, y1), ABS(x1 - x0), ABS(y1 - y0) };
}
