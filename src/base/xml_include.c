/* SPDX-License-Identifier: MIT */
/*
 * XInclude 1.0, of whole documents and of texts, with fallback (no xpointer). Our own and not libxml2's, so
 * that reading is confined, included nodes know their places, and no attribute xml:base is added, which no
 * schema allows: a relative path in a report is resolved against the file in which it stands.
 */
#include "base/xml_priv.h"

#include <string.h>

#define XI_NS "http://www.w3.org/2001/XInclude"
#define MAX_NESTED 16u

struct walk {
    struct xml_loader *loader;
    xmlDoc *doc;                /* the including document */
    GPtrArray *open;            /* names of the files that are being included, outermost first */
    bool failed;
};

static bool process(struct walk *w, xmlNode *top, unsigned depth);

static bool is_xi(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && n->ns && strcmp((const char *)n->ns->href, XI_NS) == 0 &&
           strcmp((const char *)n->name, name) == 0;
}

static xmlNode *attr_node(xmlNode *n, const char *name)
{
    xmlAttr *a = xmlHasNsProp(n, (const xmlChar *)name, NULL);
    return a ? (xmlNode *)a : n;
}

static char *attr(xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetNoNsProp(n, (const xmlChar *)name);
    char *s = v ? g_strdup((const char *)v) : NULL;
    xmlFree(v);
    return s;
}

static void fault(struct walk *w, enum diag_code id, xmlNode *at, const char *s)
{
    diag_emit(w->loader->diag, id, xml_value_pos(at), s);
    w->failed = true;
}

/* Puts copies of `first` and its following siblings before `inc`. */
static void insert_copies(struct walk *w, xmlNode *inc, const xmlNode *first)
{
    for (const xmlNode *n = first; n; n = n->next) {
        if (n->type == XML_DTD_NODE)
            continue;
        xmlNode *copy = xmlDocCopyNode((xmlNode *)n, w->doc, 1);
        xml_copy_positions(n, copy);
        xmlAddPrevSibling(inc, copy);
    }
}

static void include_text(struct walk *w, xmlNode *inc, const struct src_file *f)
{
    const char *text = src_file_text(f);
    size_t skip = src_file_len(f) >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    xmlNode *t = xmlNewDocTextLen(w->doc, (const xmlChar *)text + skip, (int)(src_file_len(f) - skip));
    struct src_pos pos = src_pos_at(f, skip);
    t->_private = arena_memdup(w->loader->arena, &pos, sizeof pos);
    xmlAddPrevSibling(inc, t);
}

static void include_xml(struct walk *w, xmlNode *inc, const struct src_file *f, unsigned depth)
{
    unsigned room = w->loader->max_depth > depth ? w->loader->max_depth - depth : 1;
    xmlDoc *doc = xml_parse_depth(w->loader, f, room);
    if (!doc) {
        w->failed = true;
        return;
    }
    struct walk inner = { w->loader, doc, w->open, false };
    g_ptr_array_add(w->open, g_strdup(src_file_name(f)));
    process(&inner, xmlDocGetRootElement(doc), depth);
    g_ptr_array_remove_index(w->open, w->open->len - 1);
    w->failed |= inner.failed;
    insert_copies(w, inc, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
}

/* A fallback stands for a file that is missing, not for one that may not be read. */
static bool use_fallback(struct walk *w, xmlNode *inc, const char *path)
{
    if (w->loader->access && !access_permits(w->loader->access, path))
        return false;
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return false;
    for (xmlNode *n = inc->children; n; n = n->next)
        if (is_xi(n, "fallback")) {
            insert_copies(w, inc, n->children);
            return true;
        }
    return false;
}

static bool is_open(const struct walk *w, const char *path)
{
    for (guint i = 0; i < w->open->len; i++)
        if (strcmp(g_ptr_array_index(w->open, i), path) == 0)
            return true;
    return false;
}

static void include_path(struct walk *w, xmlNode *inc, const char *path, const char *parse, unsigned depth)
{
    if (use_fallback(w, inc, path))
        return;
    if (is_open(w, path)) {
        fault(w, DIAG_XML_INCLUDE_LOOP, attr_node(inc, "href"), path);
        return;
    }
    if (w->open->len > MAX_NESTED) {
        diag_emit(w->loader->diag, DIAG_XML_INCLUDE_DEEP, xml_node_pos(inc), MAX_NESTED);
        w->failed = true;
        return;
    }
    const struct src_file *f = xml_read_source(w->loader, path, 0, xml_value_pos(attr_node(inc, "href")));
    if (!f)
        w->failed = true;
    else if (parse && strcmp(parse, "text") == 0)
        include_text(w, inc, f);
    else
        include_xml(w, inc, f, depth);
}

static void include_one(struct walk *w, xmlNode *inc, unsigned depth)
{
    char *href = attr(inc, "href"), *parse = attr(inc, "parse"), *pointer = attr(inc, "xpointer");
    struct src_pos pos = xml_node_pos(inc);
    if (pointer)
        fault(w, DIAG_XML_INCLUDE_POINTER, attr_node(inc, "xpointer"), pointer);
    else if (!href || !*href)
        fault(w, DIAG_XML_INCLUDE_HREF, inc, "");
    else if (parse && strcmp(parse, "xml") != 0 && strcmp(parse, "text") != 0)
        fault(w, DIAG_XML_INCLUDE_PARSE, attr_node(inc, "parse"), parse);
    else if (inc->parent->type != XML_ELEMENT_NODE)
        fault(w, DIAG_XML_INCLUDE_ROOT, inc, "");
    else {
        char *path = access_resolve(pos.file ? src_file_name(pos.file) : NULL, href);
        if (path)
            include_path(w, inc, path, parse, depth);
        else
            fault(w, DIAG_IO_DENIED, attr_node(inc, "href"), href);
        g_free(path);
    }
    g_free(href);
    g_free(parse);
    g_free(pointer);
}

/* Replaces each xi:include under `top`; `depth` levels stand above it. */
static bool process(struct walk *w, xmlNode *top, unsigned depth)
{
    xmlNode *n = top;
    unsigned level = depth + 1;
    while (n) {
        bool include = is_xi(n, "include");
        if (include)
            include_one(w, n, level - 1);
        if (!include && n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            level++;
            continue;
        }
        for (;;) {
            xmlNode *next = n == top ? NULL : n->next, *parent = n->parent;
            bool at_top = n == top;
            if (include && n->parent->type == XML_ELEMENT_NODE) {
                xmlUnlinkNode(n);
                xmlFreeNode(n);
                include = false;
            }
            if (at_top)
                return !w->failed;
            if (next) {
                n = next;
                break;
            }
            n = parent;
            level--;
        }
    }
    return !w->failed;
}

bool xml_include(struct xml_loader *l, xmlDoc *doc, const struct src_file *file)
{
    struct walk w = { l, doc, g_ptr_array_new_with_free_func(g_free), false };
    g_ptr_array_add(w.open, g_strdup(src_file_name(file)));
    bool ok = process(&w, xmlDocGetRootElement(doc), 0);
    g_ptr_array_free(w.open, TRUE);
    return ok;
}
