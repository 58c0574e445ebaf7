/* SPDX-License-Identifier: MIT */
/*
 * Layers. Input: a page. Output: what is to be painted, in order:
 *
 * In a layer its own background comes first, then the layers below it (negative z), then its content, then the layers
 * above. Content comes in segments: in each the backgrounds, so that none hides the text of a neighbour, then texts,
 * pictures and borders, each in the order of the tree. An area that was taken out of the flow and has no layer of its own
 * is set in segments of its own, in its place in the tree: over what comes before it.
 */
#include "out/order.h"

#include <string.h>

#define NONE UINT_MAX

/* A part of a layer: items from … to of both lists, or another layer. */
struct segment {
    guint back, back_end, marks, marks_end;
    guint layer;                /* NONE: a part */
    guint next;                 /* in the same layer */
};

struct layer {
    int32_t z;
    guint own;                  /* its background, in the list of backgrounds; NONE: it has none */
    guint first, last;          /* its segments */
    guint child, sibling;       /* the layers in it that have a z, in the order of the tree */
    guint last_child;
};

struct frame {                  /* an area that is being visited */
    guint layer;                /* that it is in, its own if it has one */
    guint inner;                /* the clip of its children */
    bool apart;                 /* segments begin and end with it */
};

struct order {
    GArray *back, *marks;       /* of struct order_item */
    GArray *segments, *layers, *frames, *clips;
};

struct order *order_new(void)
{
    struct order *o = g_new0(struct order, 1);
    o->back = g_array_new(FALSE, FALSE, sizeof(struct order_item));
    o->marks = g_array_new(FALSE, FALSE, sizeof(struct order_item));
    o->segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
    o->layers = g_array_new(FALSE, FALSE, sizeof(struct layer));
    o->frames = g_array_new(FALSE, FALSE, sizeof(struct frame));
    o->clips = g_array_new(FALSE, FALSE, sizeof(struct order_clip));
    return o;
}

void order_drop(struct order *o)
{
    g_array_free(o->back, TRUE);
    g_array_free(o->marks, TRUE);
    g_array_free(o->segments, TRUE);
    g_array_free(o->layers, TRUE);
    g_array_free(o->frames, TRUE);
    g_array_free(o->clips, TRUE);
    g_free(o);
}

static struct segment *segment_at(const struct order *o, guint i)
{
    return &g_array_index(o->segments, struct segment, i);
}

static struct layer *layer_at(const struct order *o, guint i)
{
    return &g_array_index(o->layers, struct layer, i);
}

static struct frame *frame_at(const struct order *o, guint i)
{
    return &g_array_index(o->frames, struct frame, i);
}

/* --- segments and layers --- */

static void segment_close(struct order *o)
{
    if (o->segments->len == 0)
        return;
    struct segment *s = segment_at(o, o->segments->len - 1);
    if (s->layer != NONE)
        return;
    s->back_end = o->back->len;
    s->marks_end = o->marks->len;
}

/* A part of `layer`, or in it the layer `sub`. The last part that was begun ends. */
static void segment_open(struct order *o, guint layer, guint sub)
{
    segment_close(o);
    struct segment s = { .back = o->back->len, .marks = o->marks->len, .layer = sub, .next = NONE };
    struct layer *l = layer_at(o, layer);
    guint me = o->segments->len;
    g_array_append_val(o->segments, s);
    if (l->first == NONE)
        l->first = me;
    else
        segment_at(o, l->last)->next = me;
    l->last = me;
}

static guint layer_open(struct order *o, int32_t z, guint in)
{
    struct layer l = { .z = z, .own = NONE, .first = NONE, .last = NONE, .child = NONE, .sibling = NONE,
                       .last_child = NONE };
    guint me = o->layers->len;
    g_array_append_val(o->layers, l);
    if (in != NONE && z == 0)
        segment_open(o, in, me);
    if (in != NONE && z != 0) {
        struct layer *parent = layer_at(o, in);
        if (parent->child == NONE)
            parent->child = me;
        else
            layer_at(o, parent->last_child)->sibling = me;
        parent->last_child = me;
    }
    segment_open(o, me, NONE);
    return me;
}

/* --- clips --- */

/* What lies in both: a clip's index. */
static guint clip_add(struct order *o, guint outer, const struct area_visit *v)
{
    const struct area_clip *c = v->area->clip;
    double left = len_to_pt(c->left), top = len_to_pt(c->top);
    double right = v->w - len_to_pt(c->right), bottom = v->h - len_to_pt(c->bottom);
    right = MAX(left, right);
    bottom = MAX(top, bottom);
    const double *m = v->m;
    double ax = m[0] * left + m[2] * top + m[4], ay = m[1] * left + m[3] * top + m[5];
    double bx = m[0] * right + m[2] * bottom + m[4], by = m[1] * right + m[3] * bottom + m[5];
    struct order_clip r = { MIN(ax, bx), MIN(ay, by), MAX(ax, bx), MAX(ay, by) };
    const struct order_clip *in = order_clip(o, outer);
    if (in) {
        r.x0 = MAX(r.x0, in->x0);
        r.y0 = MAX(r.y0, in->y0);
        r.x1 = MAX(r.x0, MIN(r.x1, in->x1));
        r.y1 = MAX(r.y0, MIN(r.y1, in->y1));
    }
    g_array_append_val(o->clips, r);
    return o->clips->len;
}

const struct order_clip *order_clip(const struct order *o, unsigned clip)
{
    return clip ? &g_array_index(o->clips, struct order_clip, clip - 1) : NULL;
}

/* --- the walk --- */

static bool has_marks(const struct area *a)
{
    if (a->kind != AREA_BOX)
        return true;
    bool any = false;
    for (int i = 0; i < 4 && a->paint; i++)
        any |= a->paint->edge[i].style != AREA_NONE && a->paint->edge[i].width > 0;
    return any;
}

static void enter(void *user, const struct area_visit *v)
{
    struct order *o = user;
    const struct area *a = v->area;
    const struct area_at *at = a->kind == AREA_BOX ? a->u.at : NULL;
    bool root = v->depth == 0;
    struct frame f = { .layer = root ? NONE : frame_at(o, v->depth - 1)->layer };
    guint clip = root ? 0 : frame_at(o, v->in)->inner;
    bool layered = root || (at && at->layered);
    f.apart = layered || (at && at->place >= AREA_IN_REFERENCE);
    if (layered)
        f.layer = layer_open(o, root ? 0 : at->z, f.layer);
    else if (f.apart)
        segment_open(o, f.layer, NONE);
    f.inner = a->clip ? clip_add(o, clip, v) : clip;
    g_array_set_size(o->frames, v->depth);
    g_array_append_val(o->frames, f);
    struct order_item item = { .area = a, .w = v->w, .h = v->h, .clip = clip, .inner = f.inner };
    memcpy(item.m, v->m, sizeof item.m);
    if (a->paint && ((a->paint->background & 0xff) || a->paint->picture)) {
        if (layered) {
            layer_at(o, f.layer)->own = o->back->len;
            segment_at(o, layer_at(o, f.layer)->last)->back++;
        }
        g_array_append_val(o->back, item);
    }
    if (has_marks(a))
        g_array_append_val(o->marks, item);
}

static void leave(void *user, const struct area_visit *v)
{
    struct order *o = user;
    if (v->depth > 0 && frame_at(o, v->depth)->apart)
        segment_open(o, frame_at(o, v->depth - 1)->layer, NONE);
}

/* --- painting --- */

struct painter {
    struct order *o;
    void (*paint)(void *user, const struct order_item *item, enum order_part part);
    void *user;
};

static void paint_list(const struct painter *p, const GArray *items, guint from, guint to, enum order_part part)
{
    for (guint i = from; i < to; i++)
        p->paint(p->user, &g_array_index(items, struct order_item, i), part);
}

/* By z; equal ones in the order of the tree, which is that of their numbers. */
static gint compare_layers(gconstpointer a, gconstpointer b, gpointer user)
{
    guint i = *(const guint *)a, k = *(const guint *)b;
    int32_t x = layer_at(user, i)->z, y = layer_at(user, k)->z;
    return x != y ? (x < y ? -1 : 1) : i < k ? -1 : i > k;
}

static void paint_layer(const struct painter *p, guint layer)
{
    struct order *o = p->o;
    const struct layer *l = layer_at(o, layer);
    GArray *others = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint k = l->child; k != NONE; k = layer_at(o, k)->sibling)
        g_array_append_val(others, k);
    g_array_sort_with_data(others, compare_layers, o);
    if (l->own != NONE)
        paint_list(p, o->back, l->own, l->own + 1, ORDER_BACKGROUND);
    guint k = 0;
    for (; k < others->len && layer_at(o, g_array_index(others, guint, k))->z < 0; k++)
        paint_layer(p, g_array_index(others, guint, k));
    for (guint i = l->first; i != NONE; i = segment_at(o, i)->next) {
        const struct segment *s = segment_at(o, i);
        if (s->layer != NONE) {
            paint_layer(p, s->layer);
            continue;
        }
        paint_list(p, o->back, s->back, s->back_end, ORDER_BACKGROUND);
        paint_list(p, o->marks, s->marks, s->marks_end, ORDER_MARKS);
    }
    for (; k < others->len; k++)
        paint_layer(p, g_array_index(others, guint, k));
    g_array_free(others, TRUE);
}

void order_page(struct order *o, const struct area_page *p,
                void (*paint)(void *user, const struct order_item *item, enum order_part part), void *user)
{
    GArray *const lists[] = { o->back, o->marks, o->segments, o->layers, o->frames, o->clips };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        g_array_set_size(lists[i], 0);
    area_walk(p, &(struct area_visitor){ o, enter, leave });
    segment_close(o);
    if (o->layers->len)
        paint_layer(&(struct painter){ o, paint, user }, 0);
}
