/* SPDX-License-Identifier: MIT */
/* Flows into the regions of pages. */
#include "layout/stream.h"

#include "layout/body.h"
#include "layout/flow.h"
#include "layout/region.h"

#include <glib.h>
#include <string.h>

/* Pages without a region for a flow that may follow each other before it is given up. */
#define MAX_IDLE 16u

/* The regions that a flow goes to: words of its flow-name (one of them, but where a flow-map gave it more). */
static void find_targets(struct stream *t, struct arena *a)
{
    const char *name = fo_node_string(t->flow, "flow-name");
    char **words = g_strsplit_set(name ? name : "xsl-region-body", " \t\r\n", -1);
    const char **target = arena_new_array(a, const char *, g_strv_length(words) + 1);
    for (char **w = words; *w; w++)
        if (**w)
            target[t->n_targets++] = arena_strdup(a, *w);
    t->target = target;
    g_strfreev(words);
}

void streams_begin(struct streams *s, struct lay_cx *cx, const struct fo_node *page_sequence)
{
    memset(s, 0, sizeof *s);
    s->cx = cx;
    s->notes = cx->notes;
    for (const struct fo_node *n = page_sequence->first; n; n = n->next)
        s->n += n->type == FO_FLOW;
    s->v = arena_new_array(cx->seq, struct stream, s->n);
    struct stream *t = s->v;
    for (const struct fo_node *n = page_sequence->first; n; n = n->next) {
        if (n->type != FO_FLOW)
            continue;
        t->flow = n;
        find_targets(t, cx->seq);
        t->notes = t == s->v ? cx->notes : notes_new();
        t->bars = bars_new();
        notes_begin_sequence(t->notes, page_sequence);
        if (t->n_targets > 1 && n->first)       /* the first region may be too small for anything */
            t->token = lay_token_new(cx, n->first, NULL);
        t++;
    }
}

void streams_end(struct streams *s)
{
    for (unsigned i = 0; i < s->n; i++) {
        bars_drop(s->v[i].bars);
        if (i > 0)
            notes_drop(s->v[i].notes);
    }
    s->cx->notes = s->notes;
}

bool streams_done(const struct streams *s)
{
    bool done = true;
    for (unsigned i = 0; i < s->n; i++)
        done &= s->v[i].done;
    return done;
}

/* --- pages of the size of their content --- */

/* The region for the k-th target, or g->n. */
static unsigned region_of(const struct stream *t, unsigned k, const struct page_geometry *g)
{
    unsigned r = k < t->n_targets ? master_region(g, t->target[k]) : g->n;
    return r == g->n && t->misnamed && k == 0 ? master_body(g) : r;
}

/* Of a flow in the region, with what the page has beside it. */
static len_t wanted_width(struct streams *s, struct stream *t, const struct page *p, unsigned r)
{
    const struct region *region = &p->geometry.region[r];
    const struct fo_style *style = region->node->style;
    struct region_frame f;
    len_t min;
    region_frame(region, &f);
    if (f.rotate % 180 != 0 || lay_wm(region->node) == AREA_TB_RL)
        return 0;
    if (!t->measured)
        lay_measure_children(s->cx, t->flow, &min, &t->max);
    t->measured = true;
    len_t count = CLAMP(style->column_count, 1, 100), gap = fo_len_of(style->column_gap, f.ipd, 0);
    len_t columns = len_add(len_scale(t->max, count), len_scale(gap, count - 1));
    return len_add(columns, p->geometry.width - f.ipd);
}

len_t streams_width(struct streams *s, const struct page *p)
{
    len_t width = 0;
    for (unsigned i = 0; i < s->n; i++)
        for (unsigned k = 0; k < MAX(s->v[i].n_targets, 1); k++) {
            unsigned r = region_of(&s->v[i], k, &p->geometry);
            if (r != p->geometry.n)
                width = len_max(width, wanted_width(s, &s->v[i], p, r));
        }
    return width;
}

/* --- which page --- */

static bool parity_fits(const struct stream *t, int number)
{
    enum brk_forced forced = t->token ? t->token->forced : BRK_NONE;
    return (forced != BRK_EVEN_PAGE || number % 2 == 0) && (forced != BRK_ODD_PAGE || number % 2 != 0);
}

bool streams_fit(const struct streams *s, int number)
{
    for (unsigned i = 0; i < s->n; i++)
        if (!s->v[i].done && parity_fits(&s->v[i], number))
            return true;
    return false;
}

static bool has_region(const struct stream *t, const struct page_geometry *g)
{
    bool has = false;
    for (unsigned k = 0; k < MAX(t->n_targets, 1) && !has; k++)
        has = region_of(t, k, g) != g->n;
    return has;
}

bool streams_have_region(const struct streams *s, const struct page *p)
{
    bool has = false;
    for (unsigned i = 0; i < s->n && !has; i++)
        has = !s->v[i].done && has_region(&s->v[i], &p->geometry);
    return has;
}

bool streams_larger(const struct streams *s, const struct page *a, const struct page *b)
{
    for (unsigned i = 0; i < s->n; i++)
        for (unsigned k = 0; k < s->v[i].n_targets; k++) {
            unsigned x = region_of(&s->v[i], k, &a->geometry), y = region_of(&s->v[i], k, &b->geometry);
            if (x == a->geometry.n || y == b->geometry.n)
                continue;
            const struct region *p = &a->geometry.region[x], *q = &b->geometry.region[y];
            if (p->w > q->w || p->h > q->h)
                return true;
        }
    return false;
}

/* --- a page --- */

struct trial *streams_try(const struct streams *s, int number)
{
    struct trial *t = arena_new_array(s->cx->page, struct trial, s->n);
    for (unsigned i = 0; i < s->n; i++) {
        const struct stream *v = &s->v[i];
        t[i] = (struct trial){ .mark = notes_mark(v->notes), .next = v->token, .done = v->done,
                               .waits = !parity_fits(v, number) };
    }
    return t;
}

/* The next target behind the k-th that has a free region on the page; n_targets: none. */
static unsigned next_target(const struct stream *t, unsigned k, const struct page *p)
{
    for (; k < MAX(t->n_targets, 1); k++) {
        unsigned r = region_of(t, k, &p->geometry);
        if (r != p->geometry.n && !p->area[r])
            break;
    }
    return k;
}

static void lay_stream(struct lay_cx *cx, const struct stream *s, unsigned number, struct page *p, struct trial *t)
{
    unsigned end = MAX(s->n_targets, 1);
    p->info.region = 0;
    t->next = s->token;
    for (unsigned k = next_target(s, 0, p), then; k < end && !t->done; k = then) {
        const struct lay_token *from = t->next;
        unsigned r = region_of(s, k, &p->geometry);
        then = next_target(s, k + 1, p);
        p->info.more_regions = then < end;
        p->area[r] = body_lay(cx, s->flow, &p->geometry.region[r], &p->info, from, &t->next);
        p->stream[r] = number;
        t->placed = true;
        t->done = !t->next;
        p->info.region += t->next != from;
        if (t->next && t->next->forced > BRK_SPAN)
            break;
    }
}

bool streams_lay(struct streams *s, struct page *p, struct trial *t)
{
    memset(p->area, 0, p->geometry.n * sizeof p->area[0]);
    memset(p->stream, 0, p->geometry.n * sizeof p->stream[0]);
    p->info.torn = false;
    for (unsigned i = 0; i < s->n; i++) {
        const struct stream *v = &s->v[i];
        t[i].next = v->token;
        t[i].placed = false;
        t[i].has_region = has_region(v, &p->geometry);
        t[i].done = v->done;
        if (v->done || t[i].waits)
            continue;
        notes_reset(v->notes, t[i].mark);
        s->cx->notes = v->notes;
        lay_stream(s->cx, v, i + 1, p, &t[i]);
    }
    s->cx->notes = s->notes;
    bool done = true;
    for (unsigned i = 0; i < s->n; i++)
        done &= t[i].done;
    return done;
}

void streams_skip(struct streams *s, struct page *p, struct trial *t)
{
    memset(p->area, 0, p->geometry.n * sizeof p->area[0]);
    memset(p->stream, 0, p->geometry.n * sizeof p->stream[0]);
    for (unsigned i = 0; i < s->n; i++) {
        notes_reset(s->v[i].notes, t[i].mark);
        t[i].next = s->v[i].token;
        t[i].done = s->v[i].done;
        t[i].placed = false;
    }
}

static void add_bars(const struct streams *s, struct page *p)
{
    for (unsigned i = 0; i < s->n && s->cx->bars; i++)
        for (unsigned k = 0; k < MAX(s->v[i].n_targets, 1); k++) {
            unsigned r = region_of(&s->v[i], k, &p->geometry);
            if (r != p->geometry.n && p->stream[r] == i + 1)
                p->area[r] = bars_add(s->v[i].bars, s->cx, &p->geometry.region[r], p->area[r], &p->info);
        }
}

void streams_take(struct streams *s, struct page *p, const struct trial *t)
{
    add_bars(s, p);
    for (unsigned i = 0; i < s->n; i++) {
        struct stream *v = &s->v[i];
        bool idle = !v->done && !t[i].has_region && !t[i].waits;
        v->token = t[i].next;
        v->idle = idle ? v->idle + 1 : 0;
        v->done = t[i].done || (idle && v->misnamed);
        v->misnamed |= v->idle > MAX_IDLE;
    }
}

void streams_finish(struct streams *s)
{
    for (unsigned i = 0; i < s->n; i++) {
        notes_finish(s->v[i].notes);
        s->v[i].done = true;
    }
}
