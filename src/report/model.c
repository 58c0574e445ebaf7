/* SPDX-License-Identifier: MIT */
/* The content model read from XSD files. In: schema documents. Out: answers about what may stand where. */
#include "report/model.h"

#include <string.h>

#define XSD "http://www.w3.org/2001/XMLSchema"
#define MAX_NESTED 32u          /* of groups and types: a schema of ours has far fewer */

struct model {
    GPtrArray *docs;            /* of xmlDoc, owned */
    GHashTable *named;          /* "kind name": the global xs:* node */
    GHashTable *elements;       /* names of all elements */
    GHashTable *constraints;    /* name: xs:key, xs:unique, xs:keyref */
    char *ns;
};

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && n->ns && strcmp((const char *)n->ns->href, XSD) == 0 &&
           strcmp((const char *)n->name, name) == 0;
}

/* The value of an attribute, borrowed from the tree; NULL. */
static const char *attr(const xmlNode *n, const char *name)
{
    const xmlAttr *a = xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, NULL);
    return a && a->children ? (const char *)a->children->content : NULL;
}

static const char *local(const char *qname)
{
    const char *colon = strchr(qname, ':');
    return colon ? colon + 1 : qname;
}

/* Does a QName of the schema stand for a type of XSD itself? */
static bool builtin_name(const xmlNode *at, const char *qname)
{
    const char *colon = strchr(qname, ':');
    char *prefix = colon ? g_strndup(qname, (gsize)(colon - qname)) : NULL;
    xmlNs *ns = xmlSearchNs(at->doc, (xmlNode *)at, (const xmlChar *)prefix);
    g_free(prefix);
    return ns && strcmp((const char *)ns->href, XSD) == 0;
}

static const xmlNode *named(const struct model *m, const char *kind, const char *qname)
{
    char *key = g_strconcat(kind, " ", local(qname), NULL);
    const xmlNode *n = g_hash_table_lookup(m->named, key);
    g_free(key);
    return n;
}

/* --- reading --- */

static void note_all(struct model *m, const xmlNode *n)
{
    for (; n; n = n->next) {
        const char *name = n->type == XML_ELEMENT_NODE ? attr(n, "name") : NULL;
        if (name && is(n, "element"))
            g_hash_table_add(m->elements, (gpointer)name);
        if (name && (is(n, "key") || is(n, "unique") || is(n, "keyref")))
            g_hash_table_insert(m->constraints, (gpointer)name, (gpointer)n);
        if (n->type == XML_ELEMENT_NODE)
            note_all(m, n->children);
    }
}

static void load_one(struct model *m, struct xml_loader *loader, const char *path, struct src_pos from, unsigned level)
{
    xmlDoc *doc = level < MAX_NESTED ? xml_parse_file(loader, path, XML_NAMED, from) : NULL;
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!doc)
        return;
    g_ptr_array_add(m->docs, doc);
    if (!m->ns)
        m->ns = g_strdup(attr(root, "targetNamespace"));
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        const char *where = is(n, "include") ? attr(n, "schemaLocation") : NULL;
        if (where) {
            char *inner = access_resolve(path, where);
            load_one(m, loader, inner, xml_node_pos(n), level + 1);
            g_free(inner);
        } else if (attr(n, "name")) {
            g_hash_table_insert(m->named, g_strconcat((const char *)n->name, " ", attr(n, "name"), NULL), (gpointer)n);
        }
    }
    note_all(m, root->children);
}

static void free_doc(gpointer doc)
{
    xmlFreeDoc(doc);
}

struct model *model_load(struct xml_loader *loader, const char *path)
{
    struct model *m = g_new0(struct model, 1);
    m->docs = g_ptr_array_new_with_free_func(free_doc);
    m->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    m->elements = g_hash_table_new(g_str_hash, g_str_equal);
    m->constraints = g_hash_table_new(g_str_hash, g_str_equal);
    load_one(m, loader, path, SRC_NOWHERE, 0);
    if (m->docs->len == 0) {
        model_drop(m);
        return NULL;
    }
    return m;
}

void model_drop(struct model *m)
{
    if (!m)
        return;
    g_hash_table_destroy(m->named);
    g_hash_table_destroy(m->elements);
    g_hash_table_destroy(m->constraints);
    g_ptr_array_free(m->docs, TRUE);
    g_free(m->ns);
    g_free(m);
}

const char *model_namespace(const struct model *m)
{
    return m->ns ? m->ns : "";
}

/* --- what may stand where --- */

/* The complex type of an element declaration; NULL: a simple one. */
static const xmlNode *complex_type(const struct model *m, const xmlNode *element)
{
    const char *type = attr(element, "type");
    if (type)
        return named(m, "complexType", type);
    for (const xmlNode *n = element->children; n; n = n->next)
        if (is(n, "complexType"))
            return n;
    return NULL;
}

/* Elements (`attributes` false) or attributes inside `n`, through groups and extensions. */
static void collect(const struct model *m, const xmlNode *n, bool attributes, GPtrArray *out, unsigned level)
{
    if (!n || level > MAX_NESTED)
        return;
    const char *base = is(n, "extension") ? attr(n, "base") : NULL;
    if (base)
        collect(m, named(m, "complexType", base), attributes, out, level + 1);
    for (const xmlNode *k = n->children; k; k = k->next) {
        if (is(k, attributes ? "attribute" : "element"))
            g_ptr_array_add(out, (gpointer)k);
        else if (is(k, "group") && !attributes && attr(k, "ref"))
            collect(m, named(m, "group", attr(k, "ref")), attributes, out, level + 1);
        else if (is(k, "attributeGroup") && attributes && attr(k, "ref"))
            collect(m, named(m, "attributeGroup", attr(k, "ref")), attributes, out, level + 1);
        else if (is(k, "sequence") || is(k, "choice") || is(k, "all") || is(k, "complexContent") ||
                 is(k, "simpleContent") || is(k, "extension"))
            collect(m, k, attributes, out, level + 1);
    }
}

GPtrArray *model_children(const struct model *m, const xmlNode *element)
{
    GPtrArray *out = g_ptr_array_new();
    collect(m, element ? complex_type(m, element) : NULL, false, out, 0);
    return out;
}

GPtrArray *model_attributes(const struct model *m, const xmlNode *element)
{
    GPtrArray *out = g_ptr_array_new();
    collect(m, element ? complex_type(m, element) : NULL, true, out, 0);
    return out;
}

const xmlNode *model_find(const GPtrArray *decls, const char *name, guint *index)
{
    for (guint i = 0; i < decls->len; i++)
        if (strcmp(model_name(decls->pdata[i]), name) == 0) {
            if (index)
                *index = i;
            return decls->pdata[i];
        }
    return NULL;
}

const xmlNode *model_root(const struct model *m)
{
    const xmlNode *schema = xmlDocGetRootElement(m->docs->pdata[0]);
    for (const xmlNode *n = schema->children; n; n = n->next)
        if (is(n, "element"))
            return n;
    return NULL;
}

const xmlNode *model_element(const struct model *m, const xmlNode *instance)
{
    if (!instance || instance->type != XML_ELEMENT_NODE)
        return NULL;
    if (!instance->parent || instance->parent->type != XML_ELEMENT_NODE)
        return named(m, "element", (const char *)instance->name);
    const xmlNode *parent = model_element(m, instance->parent);
    if (!parent)
        return NULL;
    GPtrArray *children = model_children(m, parent);
    const xmlNode *found = model_find(children, (const char *)instance->name, NULL);
    g_ptr_array_free(children, TRUE);
    return found;
}

bool model_knows(const struct model *m, const char *name)
{
    return g_hash_table_contains(m->elements, name);
}

const char *model_name(const xmlNode *decl)
{
    const char *name = attr(decl, "name");
    if (!name)
        name = attr(decl, "ref");
    return name ? name : "";
}

bool model_is_empty(const struct model *m, const xmlNode *element)
{
    const xmlNode *type = complex_type(m, element);
    if (!type || g_strcmp0(attr(type, "mixed"), "true") == 0)
        return false;
    for (const xmlNode *n = type->children; n; n = n->next)
        if (is(n, "simpleContent"))
            return false;
    GPtrArray *children = model_children(m, element);
    bool none = children->len == 0;
    g_ptr_array_free(children, TRUE);
    return none;
}

bool model_required(const xmlNode *decl)
{
    if (is(decl, "attribute"))
        return g_strcmp0(attr(decl, "use"), "required") == 0;
    return g_strcmp0(attr(decl, "minOccurs"), "0") != 0;
}

bool model_repeats(const xmlNode *decl)
{
    for (const xmlNode *n = decl; n && !is(n, "complexType"); n = n->parent) {
        const char *max = n->type == XML_ELEMENT_NODE ? attr(n, "maxOccurs") : NULL;
        if (max && strcmp(max, "1") != 0)
            return true;
    }
    return false;
}

/* --- values --- */

const xmlNode *model_type(const struct model *m, const xmlNode *decl, const char **builtin)
{
    const char *type = attr(decl, "type");
    const xmlNode *found = NULL;
    for (unsigned i = 0; i < MAX_NESTED && type; i++) {
        if (builtin_name(decl, type)) {
            *builtin = local(type);
            return NULL;
        }
        found = named(m, "simpleType", type);
        if (found)
            return found;
        /* a complex type with simple content: what it extends */
        const xmlNode *complex = named(m, "complexType", type);
        type = NULL;
        for (const xmlNode *n = complex ? complex->children : NULL; n; n = n->next)
            for (const xmlNode *k = is(n, "simpleContent") ? n->children : NULL; k; k = k->next)
                if (is(k, "extension")) {
                    type = attr(k, "base");
                    decl = k;
                }
    }
    for (const xmlNode *n = decl->children; n; n = n->next)
        if (is(n, "simpleType"))
            return n;
    *builtin = "string";
    return NULL;
}

static const xmlNode *restriction(const xmlNode *type)
{
    for (const xmlNode *n = type ? type->children : NULL; n; n = n->next)
        if (is(n, "restriction"))
            return n;
    return NULL;
}

GPtrArray *model_values(const struct model *m, const xmlNode *decl)
{
    const char *builtin;
    GPtrArray *out = g_ptr_array_new();
    const xmlNode *r = restriction(model_type(m, decl, &builtin));
    for (const xmlNode *n = r ? r->children : NULL; n; n = n->next)
        if (is(n, "enumeration"))
            g_ptr_array_add(out, (gpointer)n);
    return out;
}

const char *model_primitive(const struct model *m, const xmlNode *decl)
{
    const char *builtin = "string";
    const xmlNode *type = model_type(m, decl, &builtin);
    for (unsigned i = 0; i < MAX_NESTED && type; i++) {
        const xmlNode *r = restriction(type);
        const char *base = r ? attr(r, "base") : NULL;
        if (!base)
            return "string";
        if (builtin_name(r, base))
            return local(base);
        type = named(m, "simpleType", base);
    }
    return builtin;
}

const xmlNode *model_constraint(const struct model *m, const char *name)
{
    return g_hash_table_lookup(m->constraints, name);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(model_name(*(xmlNode *const *)a), model_name(*(xmlNode *const *)b));
}

GPtrArray *model_keyrefs(const struct model *m)
{
    GHashTableIter it;
    gpointer node;
    GPtrArray *out = g_ptr_array_new();
    g_hash_table_iter_init(&it, m->constraints);
    while (g_hash_table_iter_next(&it, NULL, &node))
        if (is(node, "keyref"))
            g_ptr_array_add(out, node);
    g_ptr_array_sort(out, compare_names);
    return out;
}

/* --- documentation --- */

char *model_doc(const xmlNode *decl, const char *language)
{
    for (const xmlNode *n = decl ? decl->children : NULL; n; n = n->next) {
        if (!is(n, "annotation"))
            continue;
        for (const xmlNode *k = n->children; k; k = k->next) {
            xmlChar *lang = is(k, "documentation") ? xmlNodeGetLang(k) : NULL;
            bool match = lang && strcmp((const char *)lang, language) == 0;
            xmlFree(lang);
            if (!match)
                continue;
            xmlChar *text = xmlNodeGetContent(k);
            char *out = g_strstrip(g_strdup((const char *)text));
            xmlFree(text);
            return out;
        }
    }
    return NULL;
}

char *model_label(const xmlNode *decl, const char *language)
{
    char *doc = model_doc(decl, language);
    if (doc)
        doc[strcspn(doc, ":.;")] = '\0';
    return doc;
}
