/* SPDX-License-Identifier: MIT */
/*
 * The queue of held pages. A page keeps its numbers and masters, the spool its areas. Of the page-sequence's tree it
 * needs the static content, and the markers that were found for it.
 */
#include "layout/hold.h"

#include "area/spool.h"
#include "layout/ids.h"
#include "layout/marker.h"

#include <glib.h>
#include <string.h>

struct held {
    struct page page;
    struct area_spooled *area;          /* of its regions */
    struct marker_found *found;
    unsigned n_found;
};

struct hold {
    GArray *queue;              /* of struct held */
    unsigned begin;             /* those before it have left */
    struct area_spool *spool;
    struct arena *a;            /* strings, markers, static content of dead page-sequences */
};

struct hold *hold_new(void)
{
    struct hold *h = g_new0(struct hold, 1);
    h->queue = g_array_new(FALSE, FALSE, sizeof(struct held));
    h->spool = area_spool_new();
    h->a = arena_new();
    return h;
}

void hold_drop(struct hold *h)
{
    if (!h)
        return;
    g_array_free(h->queue, TRUE);
    area_spool_drop(h->spool);
    arena_drop(h->a);
    g_free(h);
}

static void forget_pages(struct hold *h)
{
    g_array_set_size(h->queue, 0);
    h->begin = 0;
    area_spool_reset(h->spool);
}

void hold_clear(struct hold *h)
{
    forget_pages(h);
    arena_reset(h->a);
}

bool hold_waits(const struct hold *h)
{
    return h->begin < h->queue->len;
}

void hold_begin_sequence(struct hold *h)
{
    if (!hold_waits(h))
        arena_reset(h->a);
}

static struct held *held_at(const struct hold *h, unsigned k)
{
    return &g_array_index(h->queue, struct held, k);
}

/* --- static content --- */

const struct fo_node *hold_part(const struct fo_node *page_sequence, enum fo_type type)
{
    const struct fo_node *found = NULL;
    for (const struct fo_node *n = page_sequence->first; n; n = n->next)
        if (n->type == type)
            found = n;
    return found;
}

const struct fo_node *hold_static(const struct fo_node *page_sequence, const char *region)
{
    for (const struct fo_node *n = page_sequence->first; n; n = n->next) {
        const char *name = n->type == FO_STATIC_CONTENT ? fo_node_string(n, "flow-name") : NULL;
        if (name && strcmp(name, region) == 0)
            return n;
    }
    return NULL;
}

static const struct fo_node *content_of(const struct page *p, unsigned region)
{
    return p->open[region] ? hold_static(p->sequence, p->geometry.region[region].name) : NULL;
}

bool hold_cites_unknown(struct lay_cx *cx, const struct fo_node *n)
{
    if (n->type == FO_PAGE_NUMBER_CITATION || n->type == FO_PAGE_NUMBER_CITATION_LAST) {
        const char *id = fo_node_string(n, "ref-id");
        return id && ids_open(cx->ids, id, n->type == FO_PAGE_NUMBER_CITATION_LAST, lay_citation_strategy(n));
    }
    if (n->type == FO_RETRIEVE_MARKER && (n = markers_find(cx->markers, n)) == NULL)
        return false;
    for (const struct fo_node *k = n->first; k; k = k->next)
        if (hold_cites_unknown(cx, k))
            return true;
    return false;
}

/* --- a page comes --- */

/* What the retrieve-markers below `n` find on this page. */
static void note_markers(struct hold *h, struct lay_cx *cx, const struct fo_node *n, GArray *found)
{
    if (n->type == FO_RETRIEVE_MARKER) {
        const struct fo_node *content = markers_find(cx->markers, n);
        struct marker_found f = { n, content ? fo_node_copy(h->a, content, NULL) : NULL };
        g_array_append_val(found, f);
    }
    for (const struct fo_node *k = n->first; k; k = k->next)
        note_markers(h, cx, k, found);
}

void hold_push(struct hold *h, struct lay_cx *cx, const struct page *p)
{
    struct held held = { .page = *p };
    held.page.info.folio = arena_strdup(h->a, p->info.folio);
    held.page.info.bare = arena_strdup(h->a, p->info.bare);
    unsigned n = p->geometry.n;
    held.page.geometry.region = arena_memdup(h->a, p->geometry.region, n * sizeof p->geometry.region[0]);
    held.page.open = arena_memdup(h->a, p->open, n * sizeof p->open[0]);
    held.page.area = NULL;
    held.page.stream = NULL;
    held.area = arena_new_array(h->a, struct area_spooled, n);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct marker_found));
    for (unsigned k = 0; k < n; k++) {
        held.area[k] = area_spool_put(h->spool, p->area[k]);
        const struct fo_node *content = content_of(p, k);
        if (content)
            note_markers(h, cx, content, found);
    }
    held.n_found = found->len;
    held.found = found->len ? arena_memdup(h->a, found->data, found->len * sizeof(struct marker_found)) : NULL;
    g_array_free(found, TRUE);
    g_array_append_val(h->queue, held);
}

/* --- the end of a page-sequence --- */

/* The copies of the retrieve-markers below `from` stand at the same places below `to`. */
static void follow(const struct fo_node *from, const struct fo_node *to, GHashTable *moved)
{
    if (from->type == FO_RETRIEVE_MARKER)
        g_hash_table_insert(moved, (gpointer)from, (gpointer)to);
    for (from = from->first, to = to->first; from; from = from->next, to = to->next)
        follow(from, to, moved);
}

/* The page-sequence with its static content only. */
static struct fo_node *copy_sequence(struct hold *h, const struct fo_node *sequence, GHashTable *moved)
{
    struct fo_node *copy = fo_node_copy_alone(h->a, sequence, sequence->parent), **at = &copy->first;
    for (const struct fo_node *n = sequence->first; n; n = n->next) {
        if (n->type != FO_STATIC_CONTENT && n->type != FO_FOLIO_PREFIX && n->type != FO_FOLIO_SUFFIX)
            continue;
        struct fo_node *c = fo_node_copy(h->a, n, copy);
        follow(n, c, moved);
        *at = copy->last = c;
        at = &c->next;
    }
    return copy;
}

void hold_end_sequence(struct hold *h)
{
    if (!hold_waits(h))
        return;
    const struct fo_node *sequence = held_at(h, h->queue->len - 1)->page.sequence;
    GHashTable *moved = g_hash_table_new(NULL, NULL);
    const struct fo_node *copy = copy_sequence(h, sequence, moved);
    for (unsigned k = h->queue->len; k > h->begin && held_at(h, k - 1)->page.sequence == sequence; k--) {
        struct held *held = held_at(h, k - 1);
        held->page.sequence = copy;
        if (held->page.info.prefix)
            held->page.info.prefix = hold_part(copy, FO_FOLIO_PREFIX);
        if (held->page.info.suffix)
            held->page.info.suffix = hold_part(copy, FO_FOLIO_SUFFIX);
        for (unsigned i = 0; i < held->n_found; i++)
            held->found[i].retrieve = g_hash_table_lookup(moved, held->found[i].retrieve);
    }
    g_hash_table_destroy(moved);
}

/* --- a page goes --- */

bool hold_is_open(const struct hold *h, struct lay_cx *cx)
{
    struct held *held = held_at(h, h->begin);
    bool open = false;
    markers_recall(cx->markers, held->found, held->n_found);
    for (unsigned k = 0; k < held->page.geometry.n && !open; k++) {
        const struct fo_node *content = content_of(&held->page, k);
        open = content && hold_cites_unknown(cx, content);
    }
    markers_recall(cx->markers, NULL, 0);
    return open;
}

bool hold_take(struct hold *h, struct lay_cx *cx, struct page *p)
{
    struct held *held = held_at(h, h->begin);
    bool failed = false;
    *p = held->page;
    p->area = arena_new_array(cx->page, const struct area *, p->geometry.n);
    for (unsigned k = 0; k < p->geometry.n && !failed; k++)
        p->area[k] = area_spool_get(h->spool, held->area[k], cx->page, &failed);
    markers_recall(cx->markers, held->found, held->n_found);
    if (++h->begin == h->queue->len)
        forget_pages(h);
    return !failed;
}

void hold_release(struct lay_cx *cx)
{
    markers_recall(cx->markers, NULL, 0);
}
