/* SPDX-License-Identifier: MIT */
/*
 * The page list of a fo:index-page-citation-list (XSL 1.1 §6.10.6–10): cited page items of its index-key-references, in the order of
 * the pages, merged as the merge-… properties say.
 */
#include "layout/index_priv.h"

#include "layout/ids.h"

#include <string.h>

/* A page or a range of pages; the strings are the table's. */
struct item {
    unsigned reference;         /* the index-key-reference it comes from, from 0 */
    const char *class;
    struct index_page first, last;
    const char *first_dest, *last_dest;
};

static gint compare_items(gconstpointer x, gconstpointer y)
{
    const struct item *a = x, *b = y;
    if (a->first.index != b->first.index)
        return a->first.index < b->first.index ? -1 : 1;
    if (a->reference != b->reference)
        return a->reference < b->reference ? -1 : 1;
    int class = strcmp(a->class, b->class);
    return class ? class : a->last.index > b->last.index ? -1 : a->last.index < b->last.index;
}

static bool is_range(const struct item *i)
{
    return i->first.index != i->last.index;
}

/* `b`, which begins no earlier, becomes a part of `a`; false: they stay two. */
static bool merge(struct item *a, const struct item *b, const struct index_answer *how)
{
    bool same_reference = a->reference == b->reference;
    if (strcmp(a->class, b->class) != 0)
        return false;
    bool same_page = !is_range(a) && !is_range(b) && a->first.index == b->first.index;
    if (same_page)
        return same_reference || how->pages == KW_MERGE;
    if (!same_reference && how->ranges != KW_MERGE)
        return false;
    bool inside = b->first.index <= a->last.index;
    bool next = b->first.index == a->last.index + 1 && b->first.number == a->last.number + 1 && how->sequences == KW_MERGE;
    if (!inside && !next)
        return false;
    if (b->last.index > a->last.index) {
        a->last = b->last;
        a->last_dest = b->last_dest;
    }
    return true;
}

static void add_items(GArray *items, GHashTable *keys, const char *key, unsigned reference)
{
    const GArray *entries = g_hash_table_lookup(keys, key);
    for (guint k = 0; entries && k < entries->len; k++) {
        const struct index_entry *e = &g_array_index(entries, struct index_entry, k);
        struct item i = { reference, e->class, e->first, e->last, e->dest, e->dest };
        g_array_append_val(items, i);
    }
}

/*
 * One after another, into the last ones that there are: those of the same class and, where references do not merge,
 * of the same reference.
 */
static GArray *merge_items(GArray *items, const struct index_answer *how)
{
    enum { LOOK_BACK = 64 };
    GArray *out = g_array_new(FALSE, TRUE, sizeof(struct item));
    g_array_sort(items, compare_items);
    for (guint k = 0; k < items->len; k++) {
        const struct item *i = &g_array_index(items, struct item, k);
        bool merged = false;
        for (guint j = out->len; j > 0 && out->len - j < LOOK_BACK && !merged; j--)
            merged = merge(&g_array_index(out, struct item, j - 1), i, how);
        if (!merged)
            g_array_append_vals(out, i, 1);
    }
    return out;
}

static GArray *make_items(GHashTable *keys, const struct index_answer *how)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(struct item));
    for (unsigned r = 0; how->keys[r]; r++)
        add_items(items, keys, how->keys[r], r);
    GArray *out = merge_items(items, how);
    g_array_free(items, TRUE);
    return out;
}

/* All that shows in the list, as a text. */
static char *describe(const GArray *items)
{
    GString *s = g_string_new(NULL);
    for (guint k = 0; k < items->len; k++) {
        const struct item *i = &g_array_index(items, struct item, k);
        g_string_append_printf(s, "%u\t%s\t%s\t%s\n", i->reference, i->first.folio, i->last.folio,
                               i->first_dest ? i->first_dest : "");
    }
    return g_string_free(s, FALSE);
}

/* --- answers --- */

static void question(const struct fo_node *list, struct index_answer *q)
{
    GPtrArray *keys = g_ptr_array_new();
    for (const struct fo_node *n = list->first; n; n = n->next) {
        const char *key = n->type == FO_INDEX_KEY_REFERENCE ? fo_node_string(n, "ref-index-key") : NULL;
        if (n->type == FO_INDEX_KEY_REFERENCE)
            g_ptr_array_add(keys, g_strdup(key ? key : ""));
    }
    g_ptr_array_add(keys, NULL);
    q->keys = (char **)g_ptr_array_free(keys, FALSE);
    q->pages = list->style->merge_pages_across_index_key_references;
    q->ranges = list->style->merge_ranges_across_index_key_references;
    q->sequences = list->style->merge_sequential_page_numbers;
    q->given = NULL;
}

/* The first pass goes by what there is so far: an index mostly stands at the end. */
static GHashTable *known(const struct index_table *t)
{
    return t->pass > 1 && !t->ended ? t->before : t->now;
}

bool index_settled(const struct index_table *t)
{
    bool settled = true;
    for (guint k = 0; k < t->answers->len && settled; k++) {
        const struct index_answer *a = &g_array_index(t->answers, struct index_answer, k);
        GArray *items = make_items(t->now, a);
        char *now = describe(items);
        settled = strcmp(now, a->given) == 0;
        g_free(now);
        g_array_free(items, TRUE);
    }
    return settled;
}

char *index_list_key(struct lay_cx *cx, const struct fo_node *list)
{
    struct index_table *t = ids_index(cx->ids);
    struct index_answer q;
    question(list, &q);
    GArray *items = make_items(known(t), &q);
    char *text = describe(items);
    g_array_free(items, TRUE);
    g_strfreev(q.keys);
    return text;
}

/* --- what is set --- */

struct maker {
    struct arena *a;
    const struct fo_node *list;
    struct fo_node *out;
};

static struct fo_node *append(struct maker *m, struct fo_node *parent, enum fo_type type, const struct fo_node *like)
{
    struct fo_node *n = fo_node_like(m->a, type, like, parent);
    return n;
}

static void put_text(struct maker *m, struct fo_node *parent, const struct fo_node *like, const char *text)
{
    struct fo_node *n = append(m, parent, FO_TEXT, like);
    n->text = arena_strdup(m->a, text);
    n->len = (uint32_t)strlen(n->text);
}

/* The content of a prefix, suffix or separator in its own style. */
static void put_part(struct maker *m, struct fo_node *parent, const struct fo_node *part)
{
    struct fo_node *n = append(m, parent, FO_WRAPPER, part);
    for (const struct fo_node *k = part->first; k; k = k->next)
        fo_node_append(n, fo_node_copy(m->a, k, n));
}

static const struct fo_node *child_of(const struct fo_node *n, enum fo_type type)
{
    for (const struct fo_node *k = n->first; k; k = k->next)
        if (k->type == type)
            return k;
    return NULL;
}

static void put_separator(struct maker *m, enum fo_type type, const char *other)
{
    const struct fo_node *part = child_of(m->list, type);
    bool range = type == FO_INDEX_PAGE_CITATION_RANGE_SEPARATOR;
    if (range)                          /* kept with both numbers, §6.10.9 */
        put_text(m, m->out, m->list, "\u2060");
    if (part)
        put_part(m, m->out, part);
    else
        put_text(m, m->out, m->list, other);
    if (range)
        put_text(m, m->out, m->list, "\u2060");
}

static void put_page(struct maker *m, struct fo_node *parent, const struct fo_node *reference, const char *folio,
                     const char *dest)
{
    if (dest && reference->style->page_number_treatment == KW_LINK) {
        parent = append(m, parent, FO_BASIC_LINK, reference);
        fo_node_set_string(m->a, parent, "internal-destination", dest);
    }
    put_text(m, parent, reference, folio);
}

static const struct fo_node *nth_reference(const struct fo_node *list, unsigned n)
{
    const struct fo_node *r = list->first;
    for (; r; r = r->next)
        if (r->type == FO_INDEX_KEY_REFERENCE && n-- == 0)
            break;
    return r;
}

static void put_item(struct maker *m, const struct item *i)
{
    const struct fo_node *reference = nth_reference(m->list, i->reference);
    struct fo_node *outer = append(m, m->out, FO_WRAPPER, reference), *was = m->out;
    const struct fo_node *prefix = child_of(reference, FO_INDEX_PAGE_NUMBER_PREFIX);
    const struct fo_node *suffix = child_of(reference, FO_INDEX_PAGE_NUMBER_SUFFIX);
    if (prefix)
        put_part(m, outer, prefix);
    put_page(m, outer, reference, i->first.folio, i->first_dest);
    if (is_range(i)) {
        m->out = outer;
        put_separator(m, FO_INDEX_PAGE_CITATION_RANGE_SEPARATOR, "\u2013");
        m->out = was;
        put_page(m, outer, reference, i->last.folio, i->last_dest);
    }
    if (suffix)
        put_part(m, outer, suffix);
}

const struct fo_node *index_list(struct lay_cx *cx, const struct fo_node *list, struct arena *a)
{
    struct index_table *t = ids_index(cx->ids);
    struct index_answer q;
    question(list, &q);
    GArray *items = make_items(known(t), &q);
    struct maker m = { a, list, fo_node_copy_alone(a, list, NULL) };
    for (guint k = 0; k < items->len; k++) {
        if (k > 0)
            put_separator(&m, FO_INDEX_PAGE_CITATION_LIST_SEPARATOR, ", ");
        put_item(&m, &g_array_index(items, struct item, k));
    }
    t->pending |= items->len == 0 && t->pass == 1 && !t->ended;
    q.given = describe(items);
    g_array_free(items, TRUE);
    g_array_append_val(t->answers, q);
    return m.out;
}
