/* SPDX-License-Identifier: MIT */
/* Where index-keys stand: filled while pages are made. The lists are made of it in index_list.c. */
#include "layout/index_priv.h"

#include "layout/ids.h"

#include <string.h>

static void entry_clear(gpointer p)
{
    struct index_entry *e = p;
    g_free(e->class);
    g_free(e->dest);
    g_free(e->range);
    g_free(e->first.folio);
    g_free(e->last.folio);
}

static void entries_free(gpointer p)
{
    g_array_free(p, TRUE);
}

static GHashTable *keys_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entries_free);
}

static void range_clear(gpointer p)
{
    struct index_range *r = p;
    g_free(r->id);
    g_free(r->key);
    g_free(r->class);
}

static void answer_clear(gpointer p)
{
    struct index_answer *a = p;
    g_strfreev(a->keys);
    g_free(a->given);
}

struct index_table *index_new(void)
{
    struct index_table *t = g_new0(struct index_table, 1);
    t->now = keys_new();
    t->before = keys_new();
    t->ranges = g_array_new(FALSE, TRUE, sizeof(struct index_range));
    g_array_set_clear_func(t->ranges, range_clear);
    t->answers = g_array_new(FALSE, TRUE, sizeof(struct index_answer));
    g_array_set_clear_func(t->answers, answer_clear);
    return t;
}

void index_drop(struct index_table *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->now);
    g_hash_table_destroy(t->before);
    g_array_free(t->ranges, TRUE);
    g_array_free(t->answers, TRUE);
    g_free(t);
}

void index_begin_pass(struct index_table *t)
{
    GHashTable *old = t->before;
    t->before = t->now;
    t->now = old;
    g_hash_table_remove_all(t->now);
    g_array_set_size(t->ranges, 0);
    g_array_set_size(t->answers, 0);
    t->pass++;
    t->pending = t->ended = false;
}

void index_end_pass(struct index_table *t)
{
    t->ended = true;
}

bool index_pending(const struct index_table *t)
{
    return t->pending;
}

const char *index_destination(struct lay_cx *cx, const struct fo_node *n)
{
    const char *id = fo_node_string(n, "id");
    if (id || !fo_node_string(n, "index-key"))
        return id;
    return arena_printf(cx->page, "index-%u-%u", ids_sequence(cx->ids), n->serial);
}

/* --- entries --- */

/*
 * Pages of one class make ranges. Without an index-class, pages whose numbers are written in another way are of another class:
 * "xi" and "12" do not follow one another.
 */
static char *class_of(const struct fo_node *n, const char *format)
{
    const char *class = fo_node_string(n, "index-class");
    return class && *class ? g_strdup(class) : g_strconcat("\n", format ? format : "1", NULL);
}

static struct index_page page_of(const struct lay_page *page)
{
    return (struct index_page){ page->index, page->number, g_strdup(page->folio) };
}

static GArray *entries_of(GHashTable *keys, const char *key)
{
    GArray *a = g_hash_table_lookup(keys, key);
    if (!a) {
        a = g_array_new(FALSE, TRUE, sizeof(struct index_entry));
        g_array_set_clear_func(a, entry_clear);
        g_hash_table_insert(keys, g_strdup(key), a);
    }
    return a;
}

static void go_on(struct index_entry *e, const struct lay_page *page)
{
    if (e->last.index == page->index)
        return;
    g_free(e->last.folio);
    e->last = page_of(page);
}

/* `range`: the id of the index-range; NULL: none. One that goes on grows; the same page is kept once. Gives the entry's place. */
static guint add(struct index_table *t, const char *key, const char *class, const char *dest, const char *range,
                const struct lay_page *page)
{
    GArray *a = entries_of(t->now, key);
    for (guint k = a->len; k > 0; k--) {
        struct index_entry *e = &g_array_index(a, struct index_entry, k - 1);
        if (range ? g_strcmp0(e->range, range) == 0
                  : !e->range && e->first.index == page->index && strcmp(e->class, class) == 0) {
            go_on(e, page);
            return k - 1;
        }
        if (!range && e->first.index != page->index)
            break;
    }
    struct index_entry e = { g_strdup(class), g_strdup(dest), g_strdup(range), page_of(page), page_of(page) };
    g_array_append_val(a, e);
    return a->len - 1;
}

void index_place(struct index_table *t, struct lay_cx *cx, const struct fo_node *n, const struct lay_page *page,
                 const char *format)
{
    const char *key = fo_node_string(n, "index-key");
    if (!key)
        return;
    char *class = class_of(n, format);
    add(t, key, class, index_destination(cx, n), NULL, page);
    g_free(class);
}

/* --- ranges --- */

static void begin_range(struct index_table *t, const struct fo_node *n, const char *format)
{
    const char *id = fo_node_string(n, "id"), *key = fo_node_string(n, "index-key");
    if (!id || !key)
        return;
    for (guint k = 0; k < t->ranges->len; k++)      /* once more, in a header that is repeated: it is open already */
        if (strcmp(g_array_index(t->ranges, struct index_range, k).id, id) == 0)
            return;
    struct index_range r = { .id = g_strdup(id), .key = g_strdup(key), .class = class_of(n, format) };
    g_array_append_val(t->ranges, r);
}

static void end_range(struct index_table *t, const struct fo_node *n, const struct lay_page *page)
{
    const char *id = fo_node_string(n, "ref-id");
    guint k = t->ranges->len;
    while (k > 0 && id && strcmp(g_array_index(t->ranges, struct index_range, k - 1).id, id) != 0)
        k--;
    if (k == 0 || !id)
        return;
    struct index_range *r = &g_array_index(t->ranges, struct index_range, k - 1);
    if (!r->begun)                      /* nothing is in it: its place counts */
        add(t, r->key, r->class, r->id, r->id, page);
    g_array_remove_index(t->ranges, k - 1);
}

struct walk {
    struct index_table *table;
    struct lay_cx *cx;
    const struct lay_page *page;
    const char *format;
    bool aside;                 /* static content: keys count, ranges do not go on in it */
};

/* Something is shown: what is open stands on this page. */
static void show(const struct walk *w)
{
    for (guint k = 0; k < w->table->ranges->len; k++) {
        struct index_range *r = &g_array_index(w->table->ranges, struct index_range, k);
        if (r->begun && r->page == w->page->index)
            continue;
        if (r->begun)
            go_on(&g_array_index(entries_of(w->table->now, r->key), struct index_entry, r->entry), w->page);
        else
            r->entry = add(w->table, r->key, r->class, r->id, r->id, w->page);
        r->begun = true;
        r->page = w->page->index;
    }
}

static void walk(const struct walk *w, const struct area *a)
{
    const struct fo_node *n = a->tag ? a->tag->source : NULL;
    if (w->aside && n && fo_is_point((enum fo_type)n->type))
        return;
    if (n && n->type == FO_INDEX_RANGE_BEGIN)
        begin_range(w->table, n, w->format);
    else if (n && n->type == FO_INDEX_RANGE_END)
        end_range(w->table, n, w->page);
    else if (n)
        index_place(w->table, w->cx, n, w->page, w->format);
    if (!w->aside && (a->kind != AREA_BOX || (a->n == 0 && a->paint)))
        show(w);
    for (uint32_t k = 0; k < a->n; k++)
        walk(w, a->kids[k].area);
}

void index_walk(struct index_table *t, struct lay_cx *cx, const struct area *region, bool aside, const struct lay_page *page,
                const char *format)
{
    const struct walk w = { t, cx, page, format, aside };
    if (region)
        walk(&w, region);
}
