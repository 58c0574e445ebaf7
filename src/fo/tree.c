/* SPDX-License-Identifier: MIT */
/*
 * fo_build_tree(): a stylesheet's result, walked without recursion. Each
 * page-sequence is unlinked and freed when it is built.
 */
#include "base/xml.h"
#include "fo/build.h"

#include <string.h>

struct walk {
    struct fo_builder *builder;
    GArray *attrs;              /* of struct fo_raw */
    GPtrArray *values;          /* attribute values that had to be put together */
};

static const char *attr_value(struct walk *w, const xmlAttr *a)
{
    const xmlNode *c = a->children;
    if (!c)
        return "";
    if (!c->next && c->type == XML_TEXT_NODE)
        return c->content ? (const char *)c->content : "";
    xmlChar *s = xmlNodeListGetString(a->doc, a->children, 1);
    if (!s)
        return "";
    g_ptr_array_add(w->values, s);
    return (const char *)s;
}

static struct fo_name name_of(const xmlNs *ns, const xmlChar *local)
{
    return (struct fo_name){ ns ? (const char *)ns->prefix : NULL, (const char *)local,
                             ns ? (const char *)ns->href : NULL };
}

static void enter(struct walk *w, const xmlNode *n)
{
    g_array_set_size(w->attrs, 0);
    for (const xmlAttr *a = n->properties; a; a = a->next) {
        const char *v = attr_value(w, a);
        struct fo_raw raw = { name_of(a->ns, a->name), { v, strlen(v) } };
        g_array_append_val(w->attrs, raw);
    }
    fo_builder_start(w->builder, name_of(n->ns, n->name), (const struct fo_raw *)(void *)w->attrs->data,
                     w->attrs->len, xml_node_pos(n));
    g_ptr_array_set_size(w->values, 0);
}

/* A text, cut where its parts are from different places. */
static void give_text(struct walk *w, const xmlNode *n)
{
    const char *s = (const char *)n->content;
    size_t len = strlen(s), at = 0;
    struct src_pos around = xml_node_pos(n->parent);
    for (const struct xml_piece *p = n->_private; p && at < len; p = p->next) {
        size_t start = MIN(p->start, len), end = MIN(p->end, len);
        if (start > at)
            fo_builder_text(w->builder, s + at, start - at, around);
        if (end > start)
            fo_builder_text(w->builder, s + start, end - start, p->pos);
        at = end;
    }
    if (at < len)
        fo_builder_text(w->builder, s + at, len - at, around);
}

/*
 * Closes `n`; a page-sequence is freed. Gives the node to go on from: the next sibling or, at its end, NULL
 * and `*up`.
 */
static xmlNode *leave(struct walk *w, xmlNode *n, xmlNode **up)
{
    xmlNode *next = n->next;
    *up = n->parent;
    if (fo_builder_end(w->builder)) {
        xmlUnlinkNode(n);
        xmlFreeNode(n);
    }
    return next;
}

static void visit(struct walk *w, xmlNode *root)
{
    xmlNode *n = root;
    while (n && !fo_builder_stopped(w->builder)) {
        if (n->type == XML_ELEMENT_NODE) {
            enter(w, n);
            if (n->children) {
                n = n->children;
                continue;
            }
        } else if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) && n->content) {
            give_text(w, n);
        }
        /* on to the next node in document order, closing what ends */
        bool element = n->type == XML_ELEMENT_NODE;
        for (;;) {
            xmlNode *up = n->parent, *next = n->next;
            bool last = n == root;
            if (element)
                next = leave(w, n, &up);
            if (last) {
                n = NULL;
                break;
            }
            if (next) {
                n = next;
                break;
            }
            n = up;
            element = true;
        }
    }
}

bool fo_build_tree(struct _xmlDoc *result, const struct fo_limits *limits, struct diag *diag, const struct fo_sink *sink)
{
    xmlNode *root = xmlDocGetRootElement(result);
    struct walk w = {
        .builder = fo_builder_new(diag, limits, sink),
        .attrs = g_array_new(FALSE, FALSE, sizeof(struct fo_raw)),
        .values = g_ptr_array_new_with_free_func((GDestroyNotify)xmlFree),
    };
    if (root)
        visit(&w, root);
    else
        diag_emit(diag, DIAG_FO_NOT_FO, SRC_NOWHERE, "");
    bool ok = fo_builder_finish(w.builder);
    g_array_free(w.attrs, TRUE);
    g_ptr_array_free(w.values, TRUE);
    fo_builder_drop(w.builder);
    return ok;
}
