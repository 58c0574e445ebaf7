/* SPDX-License-Identifier: MIT */
/*
 * What is looked up instead of searched for: elements by name, nodes by key. Also the functions of XSLT that rules may use,
 * key() and current() (XSLT 1.0 §12.2, §12.4).
 */
#include "report/schematron_priv.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* libxml2 counts some 18 million operations a second. */
#define OPERATIONS_LEAST 20000000ul
#define OPERATIONS_MOST 60000000ul
#define OPERATIONS_ELEMENT 1000ul

struct schematron_index {
    xmlDoc *doc;
    GHashTable *names;          /* local name: GPtrArray of xmlNode, in document order */
    unsigned long elements;
};

static void free_nodes(gpointer p)
{
    g_ptr_array_free(p, TRUE);
}

struct schematron_index *schematron_index_new(xmlDoc *doc)
{
    struct schematron_index *x = g_new0(struct schematron_index, 1);
    x->doc = doc;
    xmlXPathOrderDocElems(doc);     /* sets of siblings are sorted without walking along them */
    x->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_nodes);
    xmlNode *root = xmlDocGetRootElement(doc), *n = root;
    while (n) {
        if (n->type == XML_ELEMENT_NODE) {
            GPtrArray *list = g_hash_table_lookup(x->names, n->name);
            if (!list)
                g_hash_table_insert(x->names, (gpointer)n->name, list = g_ptr_array_new());
            g_ptr_array_add(list, n);
            x->elements++;
        }
        if (n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
    return x;
}

void schematron_index_drop(struct schematron_index *x)
{
    if (!x)
        return;
    g_hash_table_destroy(x->names);
    g_free(x);
}

unsigned long schematron_index_operations(const struct schematron_index *x)
{
    if (x->elements > (OPERATIONS_MOST - OPERATIONS_LEAST) / OPERATIONS_ELEMENT)
        return OPERATIONS_MOST;
    return OPERATIONS_LEAST + OPERATIONS_ELEMENT * x->elements;
}

xmlDoc *sch_index_doc(const struct schematron_index *x)
{
    return x->doc;
}

const GPtrArray *sch_index_named(const struct schematron_index *x, const char *name)
{
    return g_hash_table_lookup(x->names, name);
}

/* --- keys --- */

struct filling {
    const struct sch_key *key;
    GHashTable *table;
    GHashTable *seen;           /* nodes that a branch has found; NULL: there is only one branch */
};

/* The node is the last of its list already when two values of it are equal. */
static void add_value(GHashTable *table, xmlChar *value, xmlNode *node)
{
    GPtrArray *list = g_hash_table_lookup(table, value);
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(table, g_strdup((const char *)value), list);
    }
    if (list->len == 0 || list->pdata[list->len - 1] != node)
        g_ptr_array_add(list, node);
    xmlFree(value);
}

static void fill(struct sch_run *r, xmlNode *node, gpointer data)
{
    const struct filling *f = data;
    if (f->seen && !g_hash_table_add(f->seen, node))
        return;
    if (f->key->match) {
        GPtrArray *values = sch_found_values(f->key->match, node);
        for (guint i = 0; i < values->len; i++)
            add_value(f->table, xmlStrdup(values->pdata[i]), node);
        r->xpath->opCount += values->len;
        g_ptr_array_unref(values);
        return;
    }
    xmlXPathObject *v = sch_eval(r, &f->key->use, node);
    if (v && v->type == XPATH_NODESET) {
        for (int i = 0; v->nodesetval && i < v->nodesetval->nodeNr; i++)
            add_value(f->table, xmlXPathCastNodeToString(v->nodesetval->nodeTab[i]), node);
    } else if (v) {
        add_value(f->table, xmlXPathCastToString(v), node);
    }
    xmlXPathFreeObject(v);
}

/* The table of key `i`, made when it is first asked for, in the midst of another expression. */
static GHashTable *table_of(struct sch_run *r, guint i)
{
    if (r->keys[i])
        return r->keys[i];
    struct filling f = { r->s->keys->pdata[i], g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_nodes),
                         NULL };
    if (f.key->contexts->len > 1)
        f.seen = g_hash_table_new(NULL, NULL);
    xmlXPathContext *x = r->xpath;
    xmlNode *node = x->node;
    int size = x->contextSize, position = x->proximityPosition;
    struct src_pos expr = r->expr;
    r->keys[i] = f.table;
    sch_each_match(r, f.key->contexts, fill, &f);
    if (f.seen)
        g_hash_table_destroy(f.seen);
    r->expr = expr;
    x->node = node;
    x->contextSize = size;
    x->proximityPosition = position;
    return f.table;
}

/* What is copied costs as much as what is walked. `seen` NULL: only one value is looked for. */
static void add_found(struct sch_run *r, xmlNodeSet *out, xmlChar *value, guint key, GHashTable *seen)
{
    const GPtrArray *list = g_hash_table_lookup(table_of(r, key), value);
    for (guint n = 0; list && n < list->len; n++)
        if (!seen || g_hash_table_add(seen, list->pdata[n]))
            xmlXPathNodeSetAddUnique(out, list->pdata[n]);
    r->xpath->opCount += list ? list->len : 0;
    xmlFree(value);
}

/* All that the values find in key `i`. `seen` NULL: only this key, and only one value, is looked for. */
static void add_all_found(struct sch_run *r, xmlNodeSet *out, xmlXPathObject *value, guint i, GHashTable *seen)
{
    const xmlNodeSet *set = value->type == XPATH_NODESET ? value->nodesetval : NULL;
    if (value->type != XPATH_NODESET)
        add_found(r, out, xmlXPathCastToString(value), i, seen);
    for (int n = 0; set && n < set->nodeNr; n++)
        add_found(r, out, xmlXPathCastNodeToString(set->nodeTab[n]), i, seen);
}

static bool is_called(const struct sch_run *r, guint i, const xmlChar *name)
{
    return strcmp(((const struct sch_key *)r->s->keys->pdata[i])->name, (const char *)name) == 0;
}

/* key(name, value): of a set of nodes, what each one's text finds; of all keys of that name (XSLT 1.0 §12.2). */
static void fn_key(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct sch_run *r = ctxt->context->userData;
    if (nargs != 2) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    xmlXPathObject *value = valuePop(ctxt);
    xmlChar *name = xmlXPathPopString(ctxt);
    guint keys = 0;
    for (guint i = 0; name && i < r->s->keys->len; i++)
        keys += is_called(r, i, name);
    if (value && keys > 0) {
        xmlNodeSet *out = xmlXPathNodeSetCreate(NULL);
        bool several = keys > 1 || (value->type == XPATH_NODESET && value->nodesetval && value->nodesetval->nodeNr > 1);
        GHashTable *seen = several ? g_hash_table_new(NULL, NULL) : NULL;
        for (guint i = 0; i < r->s->keys->len; i++)
            if (is_called(r, i, name))
                add_all_found(r, out, value, i, seen);
        if (seen)
            g_hash_table_destroy(seen);
        valuePush(ctxt, xmlXPathWrapNodeSet(out));
    } else {
        xmlXPathSetError(ctxt, XPATH_UNDEF_VARIABLE_ERROR);
    }
    xmlXPathFreeObject(value);
    xmlFree(name);
}

static void fn_current(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct sch_run *r = ctxt->context->userData;
    if (nargs != 0) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    valuePush(ctxt, xmlXPathNewNodeSet(r->current));
}

void sch_register_functions(struct sch_run *r)
{
    r->keys = g_new0(GHashTable *, r->s->keys->len + 1);
    xmlXPathRegisterFunc(r->xpath, (const xmlChar *)"key", fn_key);
    xmlXPathRegisterFunc(r->xpath, (const xmlChar *)"current", fn_current);
}

void sch_drop_keys(struct sch_run *r)
{
    for (guint i = 0; i < r->s->keys->len; i++)
        if (r->keys[i])
            g_hash_table_destroy(r->keys[i]);
    g_free(r->keys);
}
