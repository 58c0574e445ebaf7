/* SPDX-License-Identifier: MIT */
/*
 * Markers are shown where something retrieves them, and inherit there (XSL 1.1 §6.13.5): what their content's styles were
 * made of is kept, and made into styles again below the object that retrieves them.
 */
#include "fo/build_frame.h"

#include <string.h>

/* --- what is kept --- */

static struct fo_given *given_alloc(struct arena *a, const struct fo_given *up, enum fo_type type,
                                    const struct fo_entry *entry, unsigned n)
{
    struct fo_given *g = arena_alloc(a, sizeof *g + n * sizeof g->attr[0]);
    g->up = up;
    g->entry = entry;
    g->type = (uint16_t)type;
    g->n = n;
    return g;
}

static void copy_attrs(struct arena *a, struct fo_given *g, const struct fo_attr *attrs)
{
    for (unsigned i = 0; i < g->n; i++)
        g->attr[i] = (struct fo_attr){ arena_strdup(a, attrs[i].name),
                                       { arena_strndup(a, attrs[i].value.s, attrs[i].value.n), attrs[i].value.n } };
}

/* The open elements, each kept when it is asked for first. */
static const struct fo_given *chain(struct fo_builder *b)
{
    guint i = b->frames->len;
    while (i > 0 && !g_array_index(b->frames, struct frame, i - 1).given)
        i--;
    const struct fo_given *up = i > 0 ? g_array_index(b->frames, struct frame, i - 1).given : NULL;
    for (; i < b->frames->len; i++) {
        struct frame *f = &g_array_index(b->frames, struct frame, i);
        bool outer = f->type == FO_ROOT || f->type == FO_PAGE_SEQUENCE_WRAPPER;     /* they outlive a page-sequence */
        up = f->given = given_alloc(outer ? b->doc_arena : b->arena, up, (enum fo_type)f->type,
                                    g_array_index(b->open, struct fo_open, i).entry, 0);
    }
    return up;
}

const struct fo_given *fo_given_new(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry)
{
    const struct frame *top = b->frames->len ? fo_top(b) : NULL;
    if (top && (top->kept || top->type == FO_MARKER)) {
        struct fo_given *g = given_alloc(b->arena, top->kept ? top->given : NULL, type, entry, b->attrs->len);
        copy_attrs(b->arena, g, (const struct fo_attr *)(void *)b->attrs->data);
        g->set = b->around.property_set(b, &g->inside);
        return g;
    }
    if (type != FO_RETRIEVE_MARKER && type != FO_RETRIEVE_TABLE_MARKER)
        return NULL;
    struct fo_given *g = given_alloc(b->arena, chain(b), type, entry, 0);
    g->set = b->around.property_set(b, &g->inside);
    g->column = b->around.column(b, type, entry->style, &g->in_table);
    g->region = b->around.region(b, false);
    return g;
}

/* --- copies --- */

static const struct fo_given *given_of(const struct fo_node *n)
{
    return n->strings ? n->strings->given : NULL;
}

static struct fo_node *copy_node(const struct fo_node *n, struct arena *a)
{
    struct fo_node *c = arena_memdup(a, n, sizeof *n);
    c->parent = c->next = c->first = c->last = NULL;
    return c;
}

struct restyle {
    struct fo_styler *styler;
    struct arena *a;
    GArray *open;               /* of struct fo_open */
    GPtrArray *given;           /* of const struct fo_given: of the same elements, NULL for those around the retrieving object */
    struct fo_around around;
    const struct fo_given *place;       /* of the retrieving object */
    const struct fo_given *now;         /* what is asked for */
    const struct fo_node *parent, *root;        /* of its node; the copy of the retrieving object */
    const struct fo_node *part;         /* of a table in the marker, whose cells have been counted … */
    struct fo_grid *grid;               /* … as far as this says */
    struct src_pos pos;
};

/* --- what expressions ask of the objects around --- */

/* A table in the marker, or the one that the retrieving object stands in. */
static const struct fo_style *column_again(void *user, enum fo_type type, const struct fo_style *own, bool *in_table)
{
    struct restyle *r = user;
    const struct fo_node *cell = NULL, *row = NULL, *part = NULL, *n = r->parent;
    for (; n != r->root && n->type != FO_TABLE; n = n->parent) {
        if (n->type == FO_TABLE_CAPTION)
            return NULL;
        if (n->type == FO_TABLE_CELL)
            cell = n;
        else if (n->type == FO_TABLE_ROW && !row)
            row = n;
        else if (!part && (n->type == FO_TABLE_BODY || n->type == FO_TABLE_HEADER || n->type == FO_TABLE_FOOTER))
            part = n;
    }
    if (!part) {
        *in_table = r->place->in_table;
        return r->place->column;
    }
    if (!cell && type != FO_TABLE_CELL)
        return NULL;
    *in_table = true;
    if (part != r->part) {
        fo_grid_drop(r->grid);
        r->grid = NULL;
        r->part = part;
    }
    return fo_column_of(&r->grid, part, row, cell, own);
}

static const struct fo_style *region_again(void *user, bool opens)
{
    (void)opens;
    return ((const struct restyle *)user)->place->region;
}

static const struct fo_entry *property_set_again(void *user, bool *inside)
{
    const struct restyle *r = user;
    const struct fo_given *g = r->now->inside ? r->now : r->place;
    *inside = g->inside;
    return g->set;
}

/* --- styles again --- */

/* Closes what was opened inside of `g`, or all of it if it is not open. */
static bool unwind(struct restyle *r, const struct fo_given *g)
{
    guint n = r->given->len;
    while (r->given->pdata[n - 1] && r->given->pdata[n - 1] != g)
        n--;
    g_array_set_size(r->open, n);
    g_ptr_array_set_size(r->given, (gint)n);
    return r->given->pdata[n - 1] == g;
}

/* Its style below what is open now; it is open then. Elements without a node (wrappers around rows) are opened on the way. */
static const struct fo_entry *enter(struct restyle *r, const struct fo_given *g)
{
    if (!unwind(r, g->up))
        enter(r, g->up);
    struct fo_ask ask = {
        .type = (enum fo_type)g->type, .attrs = g->attr, .n = g->n,
        .open = (const struct fo_open *)(void *)r->open->data, .n_open = r->open->len,
        .around = &r->around, .pos = r->pos, .quiet = true,
    };
    r->now = g;
    struct fo_open o = { fo_styler_get(r->styler, &ask), g->type };
    g_array_append_val(r->open, o);
    g_ptr_array_add(r->given, (gpointer)g);
    return o.entry;
}

static const struct fo_entry *entry_of(struct restyle *r, const struct fo_node *n)
{
    const struct fo_given *g = given_of(n);
    if (n->type != FO_TEXT && g)
        return enter(r, g);
    if (!unwind(r, g))          /* text has the style of what it stands in */
        enter(r, g);
    return g_array_index(r->open, struct fo_open, r->open->len - 1).entry;
}

static void copy_children(struct restyle *r, const struct fo_node *from, struct fo_node *to)
{
    for (const struct fo_node *n = from->first; n; n = n->next) {
        if (n->type == FO_MARKER || n->type == FO_RETRIEVE_MARKER || n->type == FO_RETRIEVE_TABLE_MARKER)
            continue;
        struct fo_node *c = copy_node(n, r->a);
        r->parent = to;
        r->pos = n->pos;
        c->style = entry_of(r, n)->style;
        fo_shape_append(to, c);
        copy_children(r, n, c);
    }
}

/* The retrieving object and what is around it, outermost first. */
static void open_around(struct restyle *r, const struct fo_given *innermost)
{
    guint n = 0;
    for (const struct fo_given *g = innermost; g; g = g->up)
        n++;
    g_assert(n > 0);
    g_array_set_size(r->open, n);
    g_ptr_array_set_size(r->given, (gint)n);
    for (const struct fo_given *g = innermost; g; g = g->up) {
        g_array_index(r->open, struct fo_open, --n) = (struct fo_open){ g->entry, g->type };
        r->given->pdata[n] = NULL;
    }
}

const struct fo_node *fo_retrieve(struct fo_styler *s, const struct fo_node *marker, const struct fo_node *retrieve,
                                  struct arena *a)
{
    struct restyle r = { .styler = s, .a = a, .open = g_array_new(FALSE, FALSE, sizeof(struct fo_open)),
                         .given = g_ptr_array_new(), .place = given_of(retrieve) };
    struct fo_node *c = copy_node(retrieve, a);
    c->parent = retrieve->parent;
    r.root = c;
    r.around = (struct fo_around){ column_again, region_again, property_set_again, &r };
    open_around(&r, r.place);
    copy_children(&r, marker, c);
    g_array_free(r.open, TRUE);
    g_ptr_array_free(r.given, TRUE);
    fo_grid_drop(r.grid);
    return c;
}

/* --- markers that outlive their page-sequence --- */

struct keep {
    struct arena *a;
    GHashTable *given;          /* old to new */
};

static const struct fo_given *keep_given(struct keep *k, const struct fo_given *g)
{
    if (!g)
        return NULL;
    struct fo_given *c = g_hash_table_lookup(k->given, g);
    if (!c) {
        c = given_alloc(k->a, keep_given(k, g->up), (enum fo_type)g->type, g->entry, g->n);
        c->inside = g->inside;
        c->set = g->set;
        copy_attrs(k->a, c, g->attr);
        g_hash_table_insert(k->given, (gpointer)g, c);
    }
    return c;
}

static const struct fo_strings *keep_strings(struct keep *k, const struct fo_strings *s)
{
    if (!s)
        return NULL;
    struct fo_strings *c = arena_memdup(k->a, s, sizeof *s + s->n * sizeof s->v[0]);
    c->given = keep_given(k, s->given);
    for (unsigned i = 0; i < c->n; i++)
        c->v[i].value = arena_strdup(k->a, c->v[i].value);
    return c;
}

static struct fo_node *keep_node(struct keep *k, const struct fo_node *n)
{
    struct fo_node *c = copy_node(n, k->a);
    c->strings = keep_strings(k, n->strings);
    c->origin = fo_origin_copy(k->a, n->origin);
    c->text = n->text ? arena_strndup(k->a, n->text, n->len) : NULL;
    for (const struct fo_node *kid = n->first; kid; kid = kid->next)
        fo_shape_append(c, keep_node(k, kid));
    return c;
}

const struct fo_node *fo_marker_keep(const struct fo_node *marker, struct arena *a)
{
    struct keep k = { a, g_hash_table_new(NULL, NULL) };
    const struct fo_node *c = keep_node(&k, marker);
    g_hash_table_destroy(k.given);
    return c;
}
