/* SPDX-License-Identifier: MIT */
/* Ids that two elements have, and references to ids that none has. */
#include "report/schema_priv.h"

#include "base/i18n.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#define MAX_NEAR 1000u          /* ids that are looked through for the nearest */
#define MAX_PLACES 20u          /* more places of one id than that are not told */

/* --- identifiers --- */

/* Between "['" and "']". */
static const char *key_of(struct schema_check *c, const char *message)
{
    const char *from = strstr(message, "['"), *to = from ? strstr(from, "']") : NULL;
    return to ? arena_strndup(c->arena, from + 2, (size_t)(to - from - 2)) : "";
}

/* The local name of the constraint: the last {…}name in quotes. */
static const char *constraint_of(struct schema_check *c, const char *message)
{
    const char *at = strrchr(message, '}'), *end = at ? strchr(at, '\'') : NULL;
    return end ? arena_strndup(c->arena, at + 1, (size_t)(end - at - 1)) : "";
}

static const char *child_xpath(const xmlNode *constraint, const char *kind)
{
    for (const xmlNode *n = constraint ? constraint->children : NULL; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, kind) == 0) {
            const xmlAttr *a = xmlHasNsProp((xmlNode *)n, (const xmlChar *)"xpath", NULL);
            return a && a->children ? (const char *)a->children->content : "";
        }
    return "";
}

/* The elements that a selector such as ".//r:figures|.//r:table" chooses: their names. */
static GPtrArray *selected_names(struct schema_check *c, const xmlNode *constraint)
{
    GPtrArray *out = g_ptr_array_new();
    char **branches = g_strsplit(child_xpath(constraint, "selector"), "|", -1);
    for (char **b = branches; *b; b++) {
        const char *at = MAX(strrchr(*b, '/'), strrchr(*b, ':'));
        g_ptr_array_add(out, arena_strdup(c->arena, at ? at + 1 : *b));
    }
    g_strfreev(branches);
    return out;
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* --- references --- */

/* What a constraint selects in the document; NULL: nothing. */
static xmlXPathObject *selected(const xmlNode *constraint, xmlDoc *doc)
{
    xmlXPathContext *x = xmlXPathNewContext(doc);
    xmlNs **list = xmlGetNsList(constraint->doc, constraint);
    for (xmlNs **ns = list; ns && *ns; ns++)
        if ((*ns)->prefix)
            xmlXPathRegisterNs(x, (*ns)->prefix, (*ns)->href);
    xmlFree(list);
    x->node = xmlDocGetRootElement(doc);
    xmlXPathObject *v = xmlXPathEval((const xmlChar *)child_xpath(constraint, "selector"), x);
    xmlXPathFreeContext(x);
    return v;
}

/* The attribute that is the field of a constraint. */
static const char *field_attr(const xmlNode *constraint)
{
    const char *field = child_xpath(constraint, "field");
    return *field == '@' ? field + 1 : "";
}

/* What a keyref may name: the ids that a constraint selects. */
struct target {
    GHashTable *ids;
    const char *kinds;          /* the elements that have them, in words */
    GPtrArray *sorted;          /* of const char *, once needed */
};

/* An id that is nowhere, and all places that name it. */
struct dangling {
    struct target *target;
    const char *id;
    GArray *places;             /* of struct src_pos */
};

struct references {
    struct schema_check *c;
    GHashTable *targets;        /* of struct target by the constraint's name */
    GHashTable *known;          /* of struct dangling by constraint and id; borrowed */
    GPtrArray *dangling;        /* of struct dangling, in the order of finding */
};

static void free_target(gpointer p)
{
    struct target *t = p;
    if (t->sorted)
        g_ptr_array_free(t->sorted, TRUE);
    g_hash_table_destroy(t->ids);
    g_free(t);
}

static void free_dangling(gpointer p)
{
    struct dangling *d = p;
    g_array_free(d->places, TRUE);
    g_free(d);
}

static struct target *target_new(struct schema_check *c, const xmlNode *key)
{
    struct target *t = g_new0(struct target, 1);
    t->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *kinds = selected_names(c, key);
    xmlXPathObject *v = selected(key, c->doc);
    const xmlNodeSet *set = v ? v->nodesetval : NULL;
    for (int i = 0; set && i < set->nodeNr; i++) {
        xmlChar *id = xmlGetNoNsProp(set->nodeTab[i], (const xmlChar *)field_attr(key));
        if (id)
            g_hash_table_add(t->ids, g_strdup((const char *)id));
        xmlFree(id);
    }
    for (guint i = 0; i < kinds->len; i++)
        kinds->pdata[i] = (gpointer)arena_printf(c->arena, "'%s'", (const char *)kinds->pdata[i]);
    t->kinds = schema_list(c, (const char *const *)kinds->pdata, kinds->len, 8);
    g_ptr_array_free(kinds, TRUE);
    xmlXPathFreeObject(v);
    return t;
}

static void sort_ids(struct target *t)
{
    GHashTableIter it;
    gpointer id;
    t->sorted = g_ptr_array_new();
    g_hash_table_iter_init(&it, t->ids);
    while (g_hash_table_iter_next(&it, &id, NULL))
        g_ptr_array_add(t->sorted, id);
    g_ptr_array_sort(t->sorted, compare_strings);
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const struct src_pos *x = a, *y = b;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* One finding for one id; at the other places that name it is nothing wrong but that. */
static void say_dangling(struct schema_check *c, const struct dangling *d)
{
    struct target *t = d->target;
    const xmlNode *other = g_hash_table_lookup(c->ids, d->id);
    if (other && !model_element(c->model, other))
        return;         /* what has the id is itself at fault, and that is said */
    if (!t->sorted)
        sort_ids(t);
    g_array_sort(d->places, compare_places);
    const struct src_pos *places = (const struct src_pos *)(void *)d->places->data;
    const char *like = near_of(d->id, (const char *const *)t->sorted->pdata, MIN(t->sorted->len, MAX_NEAR));
    struct diag_item *it;
    if (other) {
        it = diag_emit(c->diag, DIAG_SCHEMA_ID_KIND, places[0], t->kinds, d->id, (const char *)other->name);
        schema_relate(c, it, other, _("this has the id"));
    } else if (like) {      /* another person may have a name as near: never sure */
        it = diag_emit(c->diag, DIAG_SCHEMA_NO_ID_LIKE, places[0], t->kinds, d->id, like);
    } else {
        it = diag_emit(c->diag, DIAG_SCHEMA_NO_ID, places[0], t->kinds, d->id);
    }
    for (guint i = 1; i < d->places->len && i <= MAX_PLACES; i++)
        diag_add_related(c->diag, it, src_range_at(places[i]), _("the id is named here, too"));
    if (!other && like)
        schema_fix_value(c, it, d->id, like, false);
}

static void note_dangling(struct references *r, struct target *t, const char *key, const char *id, struct src_pos pos)
{
    char *name = g_strdup_printf("%s %s", key, id);
    struct dangling *d = g_hash_table_lookup(r->known, name);
    if (!d) {
        d = g_new0(struct dangling, 1);
        d->target = t;
        d->id = arena_strdup(r->c->arena, id);
        d->places = g_array_new(FALSE, FALSE, sizeof(struct src_pos));
        g_ptr_array_add(r->dangling, d);
        g_hash_table_insert(r->known, g_strdup(name), d);
    }
    g_array_append_val(d->places, pos);
    g_free(name);
}

static void check_keyref(struct references *r, const xmlNode *ref)
{
    struct schema_check *c = r->c;
    const xmlAttr *refer = xmlHasNsProp((xmlNode *)ref, (const xmlChar *)"refer", NULL);
    const char *name = refer && refer->children ? (const char *)refer->children->content : "";
    const char *colon = strchr(name, ':'), *key_name = colon ? colon + 1 : name;
    const xmlNode *key = model_constraint(c->model, key_name);
    if (!key)
        return;
    struct target *t = g_hash_table_lookup(r->targets, key_name);
    if (!t) {
        t = target_new(c, key);
        g_hash_table_insert(r->targets, g_strdup(key_name), t);
    }
    if (c->faulty && g_hash_table_size(t->ids) == 0)
        return;         /* what should hold them is missing or at fault */
    xmlXPathObject *v = selected(ref, c->doc);
    const xmlNodeSet *set = v ? v->nodesetval : NULL;
    for (int i = 0; set && i < set->nodeNr; i++) {
        const xmlAttr *a = schema_attr(set->nodeTab[i], field_attr(ref));
        const char *id = a && a->children ? (const char *)a->children->content : NULL;
        if (id && !g_hash_table_contains(t->ids, id))
            note_dangling(r, t, key_name, id, xml_value_pos((const xmlNode *)a));
    }
    xmlXPathFreeObject(v);
}

/*
 * libxml2 does not say which node a dangling reference is, and sees none behind an element out of place: so the
 * references are looked at by ourselves, in the tree as it was written.
 */
void schema_say_references(struct schema_check *c)
{
    struct references r = { c, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_target),
                            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                            g_ptr_array_new_with_free_func(free_dangling) };
    GPtrArray *refs = model_keyrefs(c->model);
    for (guint i = 0; i < refs->len; i++)
        check_keyref(&r, refs->pdata[i]);
    for (guint i = 0; i < r.dangling->len && diag_count(c->diag, DIAG_ERROR) < c->limit; i++)
        say_dangling(c, r.dangling->pdata[i]);
    g_ptr_array_free(refs, TRUE);
    g_ptr_array_free(r.dangling, TRUE);
    g_hash_table_destroy(r.known);
    g_hash_table_destroy(r.targets);
}

/* Two of one id. A key without its attribute is a missing attribute, which is said. */
void schema_say_identity(struct schema_check *c, const struct schema_raw *raw)
{
    const char *key = key_of(c, raw->message);
    const xmlNode *constraint = model_constraint(c->model, constraint_of(c, raw->message));
    const xmlNode *first = g_hash_table_lookup(c->ids, key);
    unsigned line = 0, col = 0;
    if (!strstr(raw->message, "Duplicate key-sequence") || !constraint || !first || first == raw->node)
        return;
    const xmlAttr *a = schema_attr(raw->node, field_attr(constraint));
    src_pos_line_col(xml_node_pos(first), &line, &col);
    struct diag_item *it = diag_emit(c->diag, DIAG_SCHEMA_ID_TWICE, xml_value_pos(a ? (const xmlNode *)a : raw->node), key,
                                     (const char *)first->name, line, col);
    schema_relate(c, it, first, _("the id is taken here"));
}
