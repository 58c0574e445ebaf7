/* SPDX-License-Identifier: MIT */
/*
 * What may be published. An element is internal when it, or one around it, has audience="internal"; the schema's
 * defaults are in the tree, so the attribute alone decides.
 */
#include "report/report.h"

#include <glib.h>
#include <string.h>

static bool has_value(const xmlNode *n, const char *attr, const char *value)
{
    xmlChar *v = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)attr);
    bool yes = v && strcmp((const char *)v, value) == 0;
    xmlFree(v);
    return yes;
}

/* The node after `n` in the document, below `top`; not what is inside `n` if `skip`. NULL at the end. */
static xmlNode *next_node(xmlNode *n, const xmlNode *top, bool skip)
{
    if (!skip && n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

char *report_secrecy(const xmlDoc *doc)
{
    xmlChar *v = xmlGetNoNsProp(xmlDocGetRootElement(doc), (const xmlChar *)"secrecy");
    char *s = v && strcmp((const char *)v, "none") != 0 ? g_strdup((const char *)v) : NULL;
    xmlFree(v);
    return s;
}

static void note_ids(GHashTable *ids, xmlNode *top)
{
    for (xmlNode *n = top; n; n = next_node(n, top, false)) {
        xmlChar *id = n->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(n, (const xmlChar *)"id") : NULL;
        if (id)
            g_hash_table_add(ids, g_strdup((const char *)id));
        xmlFree(id);
    }
}

static void free_list(GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        xmlUnlinkNode(list->pdata[i]);
        xmlFreeNode(list->pdata[i]);
    }
    g_ptr_array_free(list, TRUE);
}

/* Comments and processing instructions outside the outermost element. */
static void prune_around(xmlDoc *doc)
{
    for (xmlNode *n = doc->children, *next; n; n = next) {
        next = n->next;
        if (n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE) {
            xmlUnlinkNode(n);
            xmlFreeNode(n);
        }
    }
    if (doc->intSubset) {           /* its entities may hold anything */
        xmlDtd *dtd = doc->intSubset;
        xmlUnlinkNode((xmlNode *)dtd);
        xmlFreeDtd(dtd);
        doc->intSubset = NULL;
    }
}

/* The attributes that hold an id of something whose content they bring in. */
static bool check_refs(xmlNode *root, GHashTable *gone, struct diag *diag)
{
    static const char *const refs[] = { "to", "ref", "person", "of", "vote", "proxy" };
    bool ok = true;
    for (xmlNode *n = root; n; n = next_node(n, root, false)) {
        for (const xmlAttr *a = n->type == XML_ELEMENT_NODE ? n->properties : NULL; a; a = a->next) {
            const char *value = !a->ns && a->children ? (const char *)a->children->content : NULL;
            bool is_ref = false;
            for (size_t i = 0; i < G_N_ELEMENTS(refs); i++)
                is_ref |= strcmp((const char *)a->name, refs[i]) == 0;
            if (!is_ref || !value || !g_hash_table_contains(gone, value))
                continue;
            diag_emit(diag, DIAG_REPORT_REF_INTERNAL, xml_value_pos((const xmlNode *)a), value);
            ok = false;
        }
    }
    return ok;
}

bool report_prune_internal(xmlDoc *doc, struct diag *diag)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    GPtrArray *list = g_ptr_array_new();
    GHashTable *gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (xmlNode *n = root, *next; n; n = next) {
        bool internal = n->type == XML_ELEMENT_NODE && n != root && has_value(n, "audience", "internal");
        bool note = n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE;
        if (internal)
            note_ids(gone, n);
        if (internal || note)
            g_ptr_array_add(list, n);
        next = next_node(n, root, internal);
    }
    free_list(list);
    prune_around(doc);
    bool ok = check_refs(root, gone, diag);
    g_hash_table_destroy(gone);
    return ok;
}
