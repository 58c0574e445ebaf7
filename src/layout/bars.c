/* SPDX-License-Identifier: MIT */
/* Change bars: a walk over a region's areas, in the order of the document, with the bars that are open. */
#include "layout/bars.h"

#include "layout/note.h"
#include "layout/region.h"

#include <glib.h>
#include <string.h>

/* A change-bar-begin whose end has not come yet. */
struct bar {
    const struct fo_node *begin;
    const char *name;           /* its class */
    len_t top, bottom;          /* of what it stands for in this column; top > bottom: nothing so far */
};

/* A change that has ended on the page. */
struct change {
    struct bar bar;
    uint32_t end;               /* the serial of its end */
};

struct bars {
    GArray *open;               /* of struct bar, in the order of their begins */
    GArray *ended;              /* of struct change */
    GPtrArray *anchors;         /* footnotes and floats that are anchored on the page */
    GHashTable *anchored;       /* … and of pages before -> GArray of struct bar: of the changes that they stand in */
};

struct extent {
    len_t top, bottom;
};

struct column {
    struct lay_cx *cx;
    struct bars *bars;
    bool aside;                 /* it is none: footnotes, or floats before the page */
    const struct lay_page *page;
    len_t i, ipd;               /* of the column, in the reference area */
    unsigned number, count;     /* 0, 1 … of how many */
    guint from;                 /* the first of the open bars that what is met now counts for */
    struct extent reference;    /* of the reference-area around */
    uint8_t wm;
    GArray *out;                /* of struct placed */
};

/* A bar in the reference area. */
struct placed {
    const struct area *area;
    len_t i, b;
    uint32_t serial;            /* of its begin: one inside of another is painted over it */
};

struct bars *bars_new(void)
{
    struct bars *b = g_new0(struct bars, 1);
    b->open = g_array_new(FALSE, FALSE, sizeof(struct bar));
    b->ended = g_array_new(FALSE, FALSE, sizeof(struct change));
    b->anchors = g_ptr_array_new();
    b->anchored = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    return b;
}

void bars_drop(struct bars *b)
{
    if (!b)
        return;
    g_array_free(b->open, TRUE);
    g_array_free(b->ended, TRUE);
    g_ptr_array_free(b->anchors, TRUE);
    g_hash_table_destroy(b->anchored);
    g_free(b);
}

static struct bar *bar_at(const struct bars *b, guint k)
{
    return &g_array_index(b->open, struct bar, k);
}

/* --- a bar is set --- */

/* Is it on the start side? §7.30.3; the binding is at the start of an odd page. */
static bool at_start(const struct column *c, int32_t placement)
{
    bool odd = c->page->number % 2 != 0, rtl = c->wm == AREA_RL_TB;
    switch (placement) {
    case KW_END: return false;
    case KW_LEFT: return !rtl;
    case KW_RIGHT: return rtl;
    case KW_INSIDE: return odd;
    case KW_ALTERNATE:
        if (c->count == 2)
            return c->number == 0;
        return !odd;
    case KW_OUTSIDE: return !odd;
    default: return true;
    }
}

/* The offset is that of its middle from the column's edge, outwards. */
static void set_bar(const struct column *c, struct bar *bar)
{
    const struct fo_style *s = bar->begin->style;
    uint32_t style = lay_line_style(s->change_bar_style);
    len_t width = fo_len_of(s->change_bar_width, 0, 0), offset = fo_len_of(s->change_bar_offset, 0, 0);
    if (bar->top < bar->bottom && width > 0 && style != AREA_NONE) {
        bool start = at_start(c, s->change_bar_placement);
        struct area_paint *p = arena_new0(c->cx->page, struct area_paint);
        p->edge[FO_START] = (struct area_edge){ width, s->change_bar_color, style };
        struct area_tag *tag = arena_new0(c->cx->page, struct area_tag);
        tag->name = "change-bar";
        tag->pos = bar->begin->pos;
        struct area *a = area_box_new(c->cx->page, tag, width, bar->bottom - bar->top, NULL);
        a->wm = c->wm;
        a->paint = p;
        len_t middle = start ? len_add(c->i, -offset) : len_add(len_add(c->i, c->ipd), offset);
        struct placed placed = { a, middle - width / 2, bar->top, bar->begin->serial };
        g_array_append_val(c->out, placed);
    }
    bar->top = LEN_MAX;
    bar->bottom = -LEN_MAX;
}

/* --- the walk --- */

static void begin(struct column *c, const struct fo_node *n)
{
    struct bar bar = { n, fo_node_string(n, "change-bar-class"), LEN_MAX, -LEN_MAX };
    if (bar.name)
        g_array_append_val(c->bars->open, bar);
}

/* It ends the last one of its class that is open. */
static void end(struct column *c, const struct fo_node *n)
{
    const char *name = fo_node_string(n, "change-bar-class");
    guint k = c->bars->open->len;
    while (k > 0 && name && strcmp(bar_at(c->bars, k - 1)->name, name) != 0)
        k--;
    if (k == 0 || !name)
        return;
    set_bar(c, bar_at(c->bars, k - 1));
    struct change change = { *bar_at(c->bars, k - 1), n->serial };
    g_array_append_val(c->bars->ended, change);
    g_array_remove_index(c->bars->open, k - 1);
}

static void cover(struct column *c, len_t top, len_t bottom)
{
    for (guint k = c->from; k < c->bars->open->len; k++) {
        struct bar *bar = bar_at(c->bars, k);
        bar->top = len_min(bar->top, top);
        bar->bottom = len_max(bar->bottom, bottom);
    }
}

static bool is_line(const struct area *a)
{
    return a->tag && a->tag->name && strcmp(a->tag->name, "line") == 0;
}

/* Rows repeated at a break are no part of the change that goes on there. */
static bool is_repeated(const struct fo_node *source)
{
    return source && (source->type == FO_TABLE_HEADER || source->type == FO_TABLE_FOOTER);
}

static const struct fo_node *point_of(const struct area *a)
{
    const struct fo_node *n = a->tag ? a->tag->source : NULL;
    return n && (n->type == FO_CHANGE_BAR_BEGIN || n->type == FO_CHANGE_BAR_END) ? n : NULL;
}

static void find_points(const struct area *a, GPtrArray *points)
{
    const struct fo_node *n = point_of(a);
    if (n)
        g_ptr_array_add(points, (gpointer)n);
    for (uint32_t k = 0; k < a->n; k++)
        find_points(a->kids[k].area, points);
}

static gint compare_serials(gconstpointer x, gconstpointer y)
{
    const struct fo_node *const *a = x, *const *b = y;
    return (*a)->serial < (*b)->serial ? -1 : (*a)->serial > (*b)->serial;
}

/* A line whose areas stand in another order than they were written (UAX #9): all that is open in it is beside all of it. */
static bool walk_reordered(struct column *c, const struct area *line, struct extent e)
{
    GPtrArray *points = g_ptr_array_new();
    find_points(line, points);
    bool reordered = false;
    for (guint i = 1; i < points->len; i++)
        reordered |= compare_serials(&points->pdata[i - 1], &points->pdata[i]) > 0;
    reordered |= points->len > 0 && line->wm == AREA_RL_TB;
    if (reordered) {
        g_ptr_array_sort(points, compare_serials);
        cover(c, e.top, e.bottom);
        for (guint i = 0; i < points->len; i++) {
            const struct fo_node *n = points->pdata[i];
            if (n->type == FO_CHANGE_BAR_END)
                end(c, n);
            else
                begin(c, n);
            cover(c, e.top, e.bottom);
        }
    }
    g_ptr_array_free(points, TRUE);
    return reordered;
}

/* What is set aside belongs to the changes around it, in the order of the document: its anchor stands behind a line. */
static void find_changes(struct bars *b)
{
    for (guint i = 0; i < b->anchors->len; i++) {
        const struct fo_node *n = g_ptr_array_index(b->anchors, i);
        GArray *around = g_array_new(FALSE, FALSE, sizeof(struct bar));
        for (guint k = 0; k < b->ended->len; k++) {
            const struct change *e = &g_array_index(b->ended, struct change, k);
            if (e->bar.begin->serial < n->serial && n->serial < e->end)
                g_array_append_val(around, e->bar);
        }
        for (guint k = 0; k < b->open->len; k++)
            if (bar_at(b, k)->begin->serial < n->serial)
                g_array_append_val(around, *bar_at(b, k));
        g_hash_table_replace(b->anchored, (gpointer)n, around);
    }
    g_ptr_array_set_size(b->anchors, 0);
    g_array_set_size(b->ended, 0);
}

static const struct fo_node *anchor_of(const struct area *a)
{
    const struct fo_node *n = a->tag ? a->tag->source : NULL;
    if (n && n->type == FO_FOOTNOTE_BODY)
        return n->parent;
    return n && n->type == FO_FLOAT ? n : NULL;
}

static const struct extent nowhere = { LEN_MAX, -LEN_MAX };

/* Where an absolutely positioned area stands (area_at): `own` is where it would stand in its parent. On the page it is beside no column. */
static struct extent moved(const struct column *c, const struct area_at *at, struct extent own)
{
    len_t bpd = own.bottom - own.top;
    if (at->place != AREA_IN_REFERENCE || at->b_flow)
        return at->place == AREA_IN_REFERENCE ? own : nowhere;
    len_t top = at->b_end ? len_add(c->reference.bottom, -len_add(at->b, bpd)) : len_add(c->reference.top, at->b);
    return (struct extent){ top, len_add(top, bpd) };
}

/*
 * `b`: of the area's top in the column; `around`: of what it counts with: the line around, or an area around that is turned, or
 * nowhere; NULL: none. `whole`: it is one of the latter, and so are lines in it.
 */
static void walk(struct column *c, const struct area *a, len_t b, const struct extent *around, bool whole)
{
    const struct fo_node *source = a->tag ? a->tag->source : NULL;
    const struct area_at *at = a->kind == AREA_BOX && a->u.at && a->u.at->place >= AREA_IN_REFERENCE ? a->u.at : NULL;
    bool across = (a->wm == AREA_TB_RL) != (c->wm == AREA_TB_RL), turned = a->rotate != 0 || across;
    struct extent own = { b, len_add(b, (a->rotate % 180 != 0) != across ? a->ipd : a->bpd) }, outer = c->reference;
    if (at && !whole)
        own = moved(c, at, own);
    if (is_line(a) && !whole && walk_reordered(c, a, own))
        return;
    if (source && source->type == FO_CHANGE_BAR_BEGIN)
        begin(c, source);
    else if (source && source->type == FO_CHANGE_BAR_END)
        end(c, source);
    if (!c->aside && note_anchored(a))
        g_ptr_array_add(c->bars->anchors, (gpointer)note_anchored(a));
    if (is_line(a) && !whole)
        around = &own;
    if (a->n == 0 || turned) {
        const struct extent *e = around ? around : &own;
        bool shown = a->kind != AREA_BOX || a->paint || turned || is_line(a);
        if (shown && !at && a->bpd > 0)
            cover(c, e->top, e->bottom);
    }
    if (!whole && (turned || own.top > own.bottom)) {
        whole = true;
        around = &own;
    } else if (at && !whole) {
        around = NULL;
    }
    if (a->reference && !whole)
        c->reference = own;
    guint from = c->from;
    if (is_repeated(source))
        c->from = c->bars->open->len;
    for (uint32_t k = 0; k < a->n; k++)
        walk(c, a->kids[k].area, whole ? b : len_add(own.top, a->kids[k].b), around, whole);
    c->from = MIN(from, c->bars->open->len);
    c->reference = outer;
}

static void close_all(struct column *c)
{
    for (guint k = 0; k < c->bars->open->len; k++)
        set_bar(c, bar_at(c->bars, k));
}

static void walk_column(struct column *c, const struct area_kid *kid)
{
    walk(c, kid->area, kid->b, NULL, false);
    close_all(c);
}

/* Each note and float for itself, with the bars of what is around its anchor. */
static void walk_aside(struct column *c, const struct bars *flow, const struct area *a, len_t b)
{
    const struct fo_node *n = anchor_of(a);
    const GArray *around = n ? g_hash_table_lookup(flow->anchored, n) : NULL;
    if (around)
        g_array_append_vals(c->bars->open, around->data, around->len);
    if (n || a->n == 0 || !a->reference) {
        walk(c, a, b, NULL, false);
        close_all(c);
        g_array_set_size(c->bars->open, 0);
        return;
    }
    for (uint32_t k = 0; k < a->n; k++)
        walk_aside(c, flow, a->kids[k].area, len_add(b, a->kids[k].b));
}

/* Footnotes and floats stand outside of the columns: what is open at a column's end does not go on there. */
static bool is_aside(const struct area *a)
{
    return a->reference && a->tag && a->tag->name && g_str_has_suffix(a->tag->name, "-reference-area");
}

static void add_part(struct column *c, struct bars *b, const struct area *ref, const struct area_kid *kid, bool aside)
{
    bool column = kid->area->reference && !kid->area->tag;
    c->bars = aside ? bars_new() : b;
    c->aside = aside;
    c->i = column ? kid->i : 0;
    c->ipd = column ? kid->area->ipd : ref->ipd;
    c->number = column && kid->i > 0 ? 1 : 0;
    if (aside)
        walk_aside(c, b, kid->area, kid->b);
    else
        walk_column(c, kid);
    if (aside)
        bars_drop(c->bars);
}

static gint compare_placed(gconstpointer x, gconstpointer y)
{
    const struct placed *a = x, *b = y;
    return a->serial < b->serial ? -1 : a->serial > b->serial;
}

const struct area *bars_add(struct bars *b, struct lay_cx *cx, const struct region *r, const struct area *viewport,
                            const struct lay_page *page)
{
    if (!viewport || viewport->n == 0 || (!cx->bars))
        return viewport;
    const struct area *ref = viewport->kids[0].area;
    struct region_frame f;
    struct area_list bars = { 0 };
    region_frame(r, &f);
    int32_t count = r->kind == REGION_BODY ? CLAMP(r->node->style->column_count, 1, 100) : 1;
    struct column c = { .cx = cx, .page = page, .count = (unsigned)count, .wm = ref->wm, .out = g_array_new(FALSE, FALSE, sizeof(struct placed)),
                        .reference = { 0, ref->bpd } };
    for (uint32_t k = 0; k < ref->n; k++)
        if (!is_aside(ref->kids[k].area))
            add_part(&c, b, ref, &ref->kids[k], false);
    find_changes(b);
    for (uint32_t k = 0; k < ref->n; k++)
        if (is_aside(ref->kids[k].area))
            add_part(&c, b, ref, &ref->kids[k], true);
    g_array_sort(c.out, compare_placed);
    for (guint k = 0; k < c.out->len; k++) {
        const struct placed *p = &g_array_index(c.out, struct placed, k);
        area_list_add(cx->page, &bars, p->area, p->i, p->b);
    }
    g_array_free(c.out, TRUE);
    return bars.n > 0 ? region_overlay(cx, r, &f, viewport, &bars) : viewport;
}
