/* SPDX-License-Identifier: MIT */
/* Choice of page masters, and the geometry of their regions. */
#include "layout/master.h"

#include "layout/flow.h"

#include <limits.h>
#include <string.h>

/* What `auto` comes to on paper of a size nobody knows: §7.27.13 and §7.27.15 note what fits ISO A4 and US letter both. */
#define PAGE_WIDTH len_from_pt(8.26 * 72)
#define PAGE_HEIGHT len_from_pt(11 * 72)

static const struct fo_node *find_master(const struct fo_node *masters, const char *name)
{
    if (!name)
        return NULL;
    for (const struct fo_node *n = masters->first; n; n = n->next) {
        const char *own = fo_node_string(n, "master-name");
        if ((n->type == FO_SIMPLE_PAGE_MASTER || n->type == FO_PAGE_SEQUENCE_MASTER) && own && strcmp(own, name) == 0)
            return n;
    }
    return NULL;
}

static const struct fo_node *find_simple(const struct fo_node *masters, const struct fo_node *reference,
                                         struct diag *diag)
{
    const char *name = fo_node_string(reference, "master-reference");
    const struct fo_node *n = find_master(masters, name);
    if (n && n->type == FO_SIMPLE_PAGE_MASTER)
        return n;
    diag_emit(diag, DIAG_LAY_NO_PAGE_MASTER, reference->pos, name ? name : "");
    return NULL;
}

bool master_begin(struct master_state *m, const struct fo_node *masters, const struct fo_node *page_sequence,
                  struct diag *diag)
{
    memset(m, 0, sizeof *m);
    const char *name = fo_node_string(page_sequence, "master-reference");
    const struct fo_node *n = find_master(masters, name);
    if (!n) {
        diag_emit(diag, DIAG_LAY_NO_PAGE_MASTER, page_sequence->pos, name ? name : "");
        for (n = masters->first; n && n->type != FO_SIMPLE_PAGE_MASTER; n = n->next)
            ;           /* any page is better than none: the text is not lost */
        if (!n)
            return false;
    }
    if (n->type == FO_SIMPLE_PAGE_MASTER) {
        m->simple = n;
        return true;
    }
    m->sequence_master = n;
    m->specifier = n->first;
    for (const struct fo_node *s = masters->first; s && !m->last; s = s->next)
        if (s->type == FO_SIMPLE_PAGE_MASTER)
            m->last = s;
    return m->last != NULL;
}

static unsigned max_repeats(const struct fo_node *specifier)
{
    if (specifier->type == FO_SINGLE_PAGE_MASTER_REFERENCE)
        return 1;
    int32_t v = specifier->style->maximum_repeats;
    return fo_int_kw(v) ? UINT_MAX : v < 0 ? 0 : (unsigned)v;
}

static bool condition_holds(const struct fo_node *n, struct page_traits t)
{
    const struct fo_style *s = n->style;
    switch (s->page_position) {
    case KW_ONLY:
        if (!t.first || !t.last)
            return false;
        break;
    case KW_FIRST:
        if (!t.first)
            return false;
        break;
    case KW_LAST:
        if (!t.last)
            return false;
        break;
    case KW_REST:
        if (t.first || t.last)
            return false;
        break;
    default:
        break;
    }
    if ((s->odd_or_even == KW_ODD && !t.odd) || (s->odd_or_even == KW_EVEN && t.odd))
        return false;
    return !((s->blank_or_not_blank == KW_BLANK && !t.blank) || (s->blank_or_not_blank == KW_NOT_BLANK && t.blank));
}

/* The master that a specifier gives under these traits, or NULL. */
static const struct fo_node *from_specifier(const struct fo_node *specifier, const struct fo_node *masters,
                                            struct page_traits t, struct diag *diag)
{
    if (specifier->type != FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES)
        return find_simple(masters, specifier, diag);
    for (const struct fo_node *c = specifier->first; c; c = c->next)
        if (c->type == FO_CONDITIONAL_PAGE_MASTER_REFERENCE && condition_holds(c, t))
            return find_simple(masters, c, diag);
    return NULL;
}

const struct fo_node *master_next(struct master_state *m, const struct fo_node *masters, struct page_traits t,
                                  unsigned page, struct diag *diag, struct src_pos pos)
{
    if (m->simple)
        return m->simple;
    while (m->specifier) {
        if (m->used < max_repeats(m->specifier)) {
            const struct fo_node *n = from_specifier(m->specifier, masters, t, diag);
            m->used++;
            if (n) {
                m->last = n;
                return n;
            }
        }
        m->specifier = m->specifier->next;
        m->used = 0;
    }
    if (!m->exhausted)
        diag_emit(diag, DIAG_LAY_MASTER_EXHAUSTED, pos, fo_node_string(m->sequence_master, "master-name"), page);
    m->exhausted = true;
    return m->last;
}

bool master_knows_last(const struct master_state *m)
{
    if (!m->sequence_master)
        return false;
    for (const struct fo_node *s = m->sequence_master->first; s; s = s->next)
        for (const struct fo_node *c = s->first; c; c = c->next)
            if (c->style->page_position == KW_LAST || c->style->page_position == KW_ONLY ||
                c->style->page_position == KW_REST)
                return true;
    return false;
}

/* --- geometry --- */

static const struct {
    enum fo_type type;
    const char *name;
} regions[REGION_N] = {
    [REGION_BEFORE] = { FO_REGION_BEFORE, "xsl-region-before" },
    [REGION_START] = { FO_REGION_START, "xsl-region-start" },
    [REGION_BODY] = { FO_REGION_BODY, "xsl-region-body" },
    [REGION_END] = { FO_REGION_END, "xsl-region-end" },
    [REGION_AFTER] = { FO_REGION_AFTER, "xsl-region-after" },
};

static len_t extent(const struct region *r, len_t base, len_t most)
{
    return r ? len_min(most, len_max(0, fo_len_of(r->node->style->extent, base, 0))) : 0;
}

static bool precedes(const struct region *r)
{
    return r && r->node->style->precedence == KW_TRUE;
}

/* What percentages refer to, as the reference area of the page is turned. */
static len_t page_across(const struct page_geometry *g)
{
    return g->rotate % 180 ? g->pct_height : g->pct_width;
}

static len_t page_down(const struct page_geometry *g)
{
    return g->rotate % 180 ? g->pct_width : g->pct_height;
}

/* The page-reference-area by its own writing mode: it is `ipd` × `bpd`. */
struct page_mode {
    bool vertical, rtl;
    len_t ipd, bpd;
};

/* A region at i, b of the page-reference-area. */
static void place(struct region *r, const struct page_mode *m, len_t i, len_t b, len_t ipd, len_t bpd)
{
    if (m->vertical) {
        r->x = m->bpd - b - bpd;
        r->y = i;
        r->w = bpd;
        r->h = ipd;
        return;
    }
    r->x = m->rtl ? m->ipd - i - ipd : i;
    r->y = b;
    r->w = ipd;
    r->h = bpd;
}

/*
 * Before and after lie along the edges that lines follow, start and end between them or, by default, all along their own.
 * Percentages of `extent` refer to the page, §7.27.4.
 */
static void place_side_regions(const struct page_geometry *g, struct region *const r[REGION_N], const struct page_mode *m)
{
    len_t along = m->vertical ? page_down(g) : page_across(g), across = m->vertical ? page_across(g) : page_down(g);
    len_t before = extent(r[REGION_BEFORE], across, m->bpd), after = extent(r[REGION_AFTER], across, m->bpd);
    len_t start = extent(r[REGION_START], along, m->ipd), end = extent(r[REGION_END], along, m->ipd);
    for (int k = 0; k < REGION_N; k += REGION_AFTER) {
        bool wide = precedes(r[k]);
        len_t bpd = k == REGION_BEFORE ? before : after;
        if (r[k])
            place(r[k], m, wide ? 0 : start, k == REGION_BEFORE ? 0 : m->bpd - after,
                  len_max(0, m->ipd - (wide ? 0 : start + end)), bpd);
    }
    len_t top = precedes(r[REGION_BEFORE]) ? before : 0, bottom = precedes(r[REGION_AFTER]) ? after : 0;
    for (int k = REGION_START; k <= REGION_END; k += REGION_END - REGION_START) {
        len_t ipd = k == REGION_START ? start : end;
        if (r[k])
            place(r[k], m, k == REGION_START ? 0 : m->ipd - end, top, ipd, len_max(0, m->bpd - top - bottom));
    }
}

/* Margins of the body refer to the page, as `extent` does: so equal values make regions that meet. */
static void place_body(const struct page_geometry *g, struct region *body, len_t w, len_t h)
{
    const struct fo_style *b = body->node->style;
    len_t across = page_across(g), down = page_down(g);
    body->x = fo_len_of(b->margin_left, across, 0);
    body->y = fo_len_of(b->margin_top, down, 0);
    body->w = len_max(0, w - body->x - fo_len_of(b->margin_right, across, 0));
    body->h = len_max(0, h - body->y - fo_len_of(b->margin_bottom, down, 0));
}

static const char *region_name(const struct fo_node *n, int kind)
{
    const char *name = fo_node_string(n, "region-name");
    return name ? name : regions[kind].name;
}

/* The regions of the master in the order of their kinds; side[] are those that there is one of. */
static void find_regions(const struct fo_node *simple, struct arena *a, struct page_geometry *g,
                         struct region *side[REGION_N])
{
    unsigned most = 0;
    for (const struct fo_node *n = simple->first; n; n = n->next)
        most++;
    g->region = arena_new_array(a, struct region, most);
    for (int k = 0; k < REGION_N; k++) {
        side[k] = NULL;
        for (const struct fo_node *n = simple->first; n; n = n->next) {
            if (n->type != regions[k].type)
                continue;
            struct region *r = side[k] ? side[k] : &g->region[g->n++];      /* the last one counts */
            *r = (struct region){ .node = n, .kind = (enum region_kind)k, .name = region_name(n, k) };
            side[k] = k == REGION_BODY ? NULL : r;
        }
    }
}

static int32_t media_usage(const struct fo_node *simple)
{
    const struct fo_node *root = simple;
    while (root->parent)
        root = root->parent;
    return root->style->media_usage;
}

static bool is_given(struct fo_len l)
{
    return l.kw != KW_AUTO && l.kw != KW_INDEFINITE;
}

/*
 * Which sides the content decides: those that are indefinite, and with a media-usage without pages those that are not given.
 * Of both only where nothing is bounded; else the one that lines follow each other along, §7.27.13.
 */
static void open_sides(const struct fo_node *simple, struct page_geometry *g)
{
    const struct fo_style *s = simple->style;
    int32_t usage = media_usage(simple);
    bool width = is_given(s->page_width), height = is_given(s->page_height);
    bool bounded = usage == KW_BOUNDED_IN_ONE_DIMENSION && width != height, open = bounded || usage == KW_UNBOUNDED;
    if (g->rotate % 180)
        return;
    g->wide = !width && (open || s->page_width.kw == KW_INDEFINITE);
    g->tall = !height && (open || s->page_height.kw == KW_INDEFINITE);
    if (g->wide && g->tall && usage != KW_UNBOUNDED)
        g->wide = false;
}

void master_check_usage(const struct master_state *m, const struct fo_node *masters, struct diag *diag)
{
    struct master_state look = *m;
    int32_t usage = media_usage(masters);
    if (usage != KW_BOUNDED_IN_ONE_DIMENSION && usage != KW_UNBOUNDED)
        return;
    const struct page_traits first = { .first = true, .odd = true };
    const struct fo_node *simple = master_next(&look, masters, first, 1, diag, masters->pos);
    unsigned given = (unsigned)is_given(simple->style->page_width) + is_given(simple->style->page_height);
    if (given != (usage == KW_UNBOUNDED ? 0 : 1))
        diag_emit(diag, DIAG_LAY_MEDIA_USAGE, simple->pos, usage == KW_UNBOUNDED ? "unbounded" : "bounded-in-one-dimension", given);
}

/* Margins at the top and bottom are percentages of the height: this is the page context, §7.11.1. */
void master_geometry(const struct fo_node *simple, struct arena *a, len_t width, len_t height, struct page_geometry *g)
{
    const struct fo_style *s = simple->style;
    struct region *side[REGION_N];
    memset(g, 0, sizeof *g);
    g->rotate = ((s->reference_orientation % 360) + 360) % 360;
    open_sides(simple, g);
    g->pct_width = len_max(LEN_PT, fo_len_of(s->page_width, 0, PAGE_WIDTH));
    g->pct_height = len_max(LEN_PT, fo_len_of(s->page_height, 0, PAGE_HEIGHT));
    g->width = g->wide && width > 0 ? len_max(LEN_PT, width) : g->pct_width;
    g->height = g->tall && height > 0 ? len_max(LEN_PT, height) : g->pct_height;
    g->x = fo_len_of(s->margin_left, g->pct_width, 0);
    g->y = fo_len_of(s->margin_top, g->pct_height, 0);
    g->w = len_max(0, g->width - g->x - fo_len_of(s->margin_right, g->pct_width, 0));
    g->h = len_max(0, g->height - g->y - fo_len_of(s->margin_bottom, g->pct_height, 0));
    len_t w = g->rotate % 180 ? g->h : g->w, h = g->rotate % 180 ? g->w : g->h;
    find_regions(simple, a, g, side);
    enum area_wm wm = lay_wm(simple);
    bool vertical = wm == AREA_TB_RL;
    place_side_regions(g, side, &(struct page_mode){ vertical, wm == AREA_RL_TB, vertical ? h : w, vertical ? w : h });
    for (unsigned k = 0; k < g->n; k++)
        if (g->region[k].kind == REGION_BODY)
            place_body(g, &g->region[k], w, h);
}

unsigned master_region(const struct page_geometry *g, const char *name)
{
    unsigned k = 0;
    while (k < g->n && strcmp(g->region[k].name, name) != 0)
        k++;
    return k;
}

unsigned master_body(const struct page_geometry *g)
{
    unsigned k = 0;
    while (k < g->n && g->region[k].kind != REGION_BODY)
        k++;
    return k;
}

static bool simple_has_region(const struct fo_node *simple, const char *name)
{
    if (!simple || simple->type != FO_SIMPLE_PAGE_MASTER)
        return false;
    for (const struct fo_node *n = simple->first; n; n = n->next)
        for (int k = 0; k < REGION_N; k++)
            if (n->type == regions[k].type && strcmp(region_name(n, k), name) == 0)
                return true;
    return false;
}

bool master_has_region(const struct master_state *m, const struct fo_node *masters, const char *name)
{
    if (m->simple)
        return simple_has_region(m->simple, name);
    for (const struct fo_node *s = m->sequence_master->first; s; s = s->next) {
        if (simple_has_region(find_master(masters, fo_node_string(s, "master-reference")), name))
            return true;
        for (const struct fo_node *c = s->first; c; c = c->next)
            if (simple_has_region(find_master(masters, fo_node_string(c, "master-reference")), name))
                return true;
    }
    return false;
}
