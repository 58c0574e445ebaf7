/* SPDX-License-Identifier: MIT */
/* The table of markers. */
#include "layout/marker.h"

#include <glib.h>
#include <string.h>

struct marked {                 /* a node with markers that has an area on the page */
    const struct fo_node *node;
    bool starts, ends;          /* its first, its last area is on this page */
};

struct marker_table {
    GHashTable *tags;           /* area_tag → node, of areas made for this page, shown or not */
    GHashTable *seen;           /* nodes that began on an earlier page or this one */
    GHashTable *open;           /* nodes that go on on the next page */
    GHashTable *carry;          /* class → marker of the last area on the pages before, of this page-sequence */
    GHashTable *document;       /* class → struct kept: of the page-sequences before */
    GArray *page;               /* of struct marked, in area order */
    const struct marker_found *recalled;        /* NULL: the present page counts */
    unsigned n_recalled;
    GHashTable *content;        /* of struct content: what was retrieved in this page-sequence */
    struct fo_styler *styler;
    struct arena *seq;
};

/* A marker that outlived its page-sequence. */
struct kept {
    struct arena *arena;
    const struct fo_node *marker;
};

struct content {
    const struct fo_node *marker, *retrieve;
    const struct fo_node *node;
};

static guint content_hash(gconstpointer p)
{
    const struct content *c = p;
    return g_direct_hash(c->marker) * 31 + g_direct_hash(c->retrieve);
}

static gboolean content_equal(gconstpointer x, gconstpointer y)
{
    const struct content *a = x, *b = y;
    return a->marker == b->marker && a->retrieve == b->retrieve;
}

static void kept_free(gpointer p)
{
    struct kept *k = p;
    arena_drop(k->arena);
    g_free(k);
}

struct marker_table *markers_new(void)
{
    struct marker_table *t = g_new0(struct marker_table, 1);
    t->tags = g_hash_table_new(NULL, NULL);
    t->seen = g_hash_table_new(NULL, NULL);
    t->open = g_hash_table_new(NULL, NULL);
    t->carry = g_hash_table_new(g_str_hash, g_str_equal);
    t->document = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    t->page = g_array_new(FALSE, FALSE, sizeof(struct marked));
    t->content = g_hash_table_new_full(content_hash, content_equal, g_free, NULL);
    return t;
}

void markers_drop(struct marker_table *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->tags);
    g_hash_table_destroy(t->seen);
    g_hash_table_destroy(t->open);
    g_hash_table_destroy(t->carry);
    g_hash_table_destroy(t->document);
    g_hash_table_destroy(t->content);
    g_array_free(t->page, TRUE);
    g_free(t);
}

void markers_begin_document(struct marker_table *t)
{
    g_hash_table_remove_all(t->document);
}

void markers_begin_sequence(struct marker_table *t, const struct fo_doc *doc, struct arena *seq)
{
    g_hash_table_remove_all(t->tags);
    g_hash_table_remove_all(t->seen);
    g_hash_table_remove_all(t->carry);
    g_hash_table_remove_all(t->content);
    g_array_set_size(t->page, 0);
    t->styler = doc->styler;
    t->seq = seq;
}

void markers_end_sequence(struct marker_table *t)
{
    GHashTableIter it;
    gpointer name, marker;
    g_hash_table_iter_init(&it, t->carry);
    while (g_hash_table_iter_next(&it, &name, &marker)) {
        struct kept *k = g_new(struct kept, 1);
        k->arena = arena_new();
        k->marker = fo_marker_keep(marker, k->arena);
        g_hash_table_replace(t->document, g_strdup(name), k);
    }
    g_hash_table_remove_all(t->carry);
    g_hash_table_remove_all(t->content);
}

/* `n` or the first sibling behind it that is not white space, if it is a marker. */
static const struct fo_node *marker_at(const struct fo_node *n)
{
    while (n && n->type == FO_TEXT && strspn(n->text, " \t\r\n") >= n->len)
        n = n->next;
    return n && n->type == FO_MARKER ? n : NULL;
}

bool markers_has(const struct fo_node *n)
{
    return marker_at(n->first) != NULL;
}

void markers_note(struct marker_table *t, const struct area_tag *tag, const struct fo_node *n)
{
    g_hash_table_insert(t->tags, (gpointer)tag, (gpointer)n);
}

/* A cell is as high as its row: it goes on where the row does. */
static bool goes_on(const struct marker_table *t, const struct fo_node *n)
{
    return g_hash_table_contains(t->open, n->type == FO_TABLE_CELL ? n->parent : n);
}

static void add(struct marker_table *t, const struct fo_node *n)
{
    struct marked m = { n, g_hash_table_add(t->seen, (gpointer)n), !goes_on(t, n) };
    for (guint i = 0; i < t->page->len; i++)
        if (g_array_index(t->page, struct marked, i).node == n)
            return;
    g_array_append_val(t->page, m);
}

static void walk(struct marker_table *t, const struct area *a)
{
    const struct fo_node *n = a->tag ? g_hash_table_lookup(t->tags, a->tag) : NULL;
    if (n)
        add(t, n);
    for (uint32_t k = 0; k < a->n; k++)
        walk(t, a->kids[k].area);
}

/* What a token says of the nodes around it: they go on. */
static void note_open(struct marker_table *t, const struct lay_token *token)
{
    for (; token && token != lay_token_done; token = token->sub) {
        const struct fo_node *n = token->child && !token->sub ? token->child->parent : token->child;
        for (; n && g_hash_table_add(t->open, (gpointer)n); n = n->parent)
            ;
        for (uint32_t k = 0; k < token->n; k++)
            note_open(t, token->part[k]);
    }
}

void markers_begin_page(struct marker_table *t)
{
    g_hash_table_remove_all(t->open);
}

void markers_open(struct marker_table *t, const struct fo_node *flow, const struct lay_token *next)
{
    note_open(t, next);
    if (flow && markers_has(flow))
        add(t, flow);
}

void markers_collect(struct marker_table *t, const struct area *region)
{
    if (g_hash_table_size(t->tags) > 0 && region)
        walk(t, region);
}

void markers_end_page(struct marker_table *t)
{
    for (guint i = 0; i < t->page->len; i++) {
        const struct fo_node *n = g_array_index(t->page, struct marked, i).node;
        for (const struct fo_node *m = marker_at(n->first); m; m = marker_at(m->next)) {
            const char *name = fo_node_string(m, "marker-class-name");
            if (name)
                g_hash_table_insert(t->carry, (gpointer)name, (gpointer)m);
        }
    }
    g_array_set_size(t->page, 0);
    g_hash_table_remove_all(t->tags);
}

static const struct fo_node *marker_of(const struct fo_node *n, const char *name)
{
    for (const struct fo_node *m = marker_at(n->first); m; m = marker_at(m->next)) {
        const char *own = fo_node_string(m, "marker-class-name");
        if (own && strcmp(own, name) == 0)
            return m;
    }
    return NULL;
}

/* The first, or last, marker of the class on this page, of the areas that start or end here or of all. */
static const struct fo_node *on_page(const struct marker_table *t, const char *name, bool last, bool starts, bool ends)
{
    const struct fo_node *found = NULL;
    for (guint i = 0; i < t->page->len && (last || !found); i++) {
        const struct marked *m = &g_array_index(t->page, struct marked, i);
        const struct fo_node *hit = (m->starts || !starts) && (m->ends || !ends) ? marker_of(m->node, name) : NULL;
        if (hit)
            found = hit;
    }
    return found;
}

void markers_recall(struct marker_table *t, const struct marker_found *found, unsigned n)
{
    t->recalled = n ? found : NULL;
    t->n_recalled = n;
}

/* §6.13.6: an area that does not start (or end) here is worse than one that does, one on an earlier page worse still. */
static const struct fo_node *find(const struct marker_table *t, const struct fo_node *retrieve, const char *name)
{
    int32_t position = retrieve->style->retrieve_position, boundary = retrieve->style->retrieve_boundary;
    bool ends = position == KW_LAST_ENDING_WITHIN_PAGE;
    bool last = ends || position == KW_LAST_STARTING_WITHIN_PAGE;
    bool starts = position == KW_FIRST_STARTING_WITHIN_PAGE || position == KW_LAST_STARTING_WITHIN_PAGE;
    const struct fo_node *found = on_page(t, name, last, starts, ends);
    if (!found)
        found = on_page(t, name, last, false, false);
    if (!found && boundary != KW_PAGE)
        found = g_hash_table_lookup(t->carry, name);
    if (!found && boundary == KW_DOCUMENT) {
        const struct kept *k = g_hash_table_lookup(t->document, name);
        found = k ? k->marker : NULL;
    }
    return found;
}

const struct fo_node *markers_content(struct marker_table *t, const struct fo_node *marker,
                                      const struct fo_node *retrieve)
{
    struct content key = { .marker = marker, .retrieve = retrieve };
    struct content *c = g_hash_table_lookup(t->content, &key);
    if (!c) {
        key.node = fo_retrieve(t->styler, marker, retrieve, t->seq);
        c = g_memdup2(&key, sizeof key);
        g_hash_table_add(t->content, c);
    }
    return c->node;
}

const struct fo_node *markers_find(struct marker_table *t, const struct fo_node *retrieve)
{
    for (unsigned i = 0; i < t->n_recalled; i++)
        if (t->recalled[i].retrieve == retrieve)
            return t->recalled[i].content;
    const char *name = fo_node_string(retrieve, "retrieve-class-name");
    const struct fo_node *marker = name ? find(t, retrieve, name) : NULL;
    return marker ? markers_content(t, marker, retrieve) : NULL;
}
