/* SPDX-License-Identifier: MIT */
/*
 * fo_build_tree(): a stylesheet's result, walked without recursion. Each
 * page-sequence is unlinked and freed when it is built.
 */
#include "fo/build.h"

#include <libxml/tree.h>
#include <string.h>

struct walk {
    struct fo_builder *builder;
    const struct src_file *const *files;
    unsigned n_files;
    GArray *attrs;              /* of struct fo_raw */
    GPtrArray *values;          /* attribute values that had to be put together */
    GArray *positions;          /* of struct src_pos: of the open elements */
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

/* The element's place in the report, or that of the element around. */
static struct src_pos element_pos(struct walk *w, const xmlNode *n)
{
    const char *file = NULL, *at = NULL;
    for (const xmlAttr *a = n->properties; a; a = a->next) {
        if (!a->ns || strcmp((const char *)a->ns->href, FO_POSITION_NS))
            continue;
        if (!strcmp((const char *)a->name, "file"))
            file = attr_value(w, a);
        else if (!strcmp((const char *)a->name, "at"))
            at = attr_value(w, a);
    }
    if (file && at) {
        guint64 i = g_ascii_strtoull(file, NULL, 10), offset = g_ascii_strtoull(at, NULL, 10);
        if (i < w->n_files)
            return src_pos_at(w->files[i], (size_t)offset);
    }
    return w->positions->len ? g_array_index(w->positions, struct src_pos,
                                             w->positions->len - 1) : SRC_NOWHERE;
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
        if (a->ns && !strcmp((const char *)a->ns->href, FO_POSITION_NS))
            continue;
        const char *v = attr_value(w, a);
        struct fo_raw raw = { name_of(a->ns, a->name), { v, strlen(v) } };
        g_array_append_val(w->attrs, raw);
    }
    struct src_pos pos = element_pos(w, n);
    g_array_append_val(w->positions, pos);
    fo_builder_start(w->builder, name_of(n->ns, n->name), (const struct fo_raw *)(void *)w->attrs->data,
                     w->attrs->len, pos);
    g_ptr_array_set_size(w->values, 0);
}

/*
 * Closes `n`; a page-sequence is freed. Gives the node to go on from: the next sibling or, at its end, NULL
 * and `*up`.
 */
static xmlNode *leave(struct walk *w, xmlNode *n, xmlNode **up)
{
    xmlNode *next = n->next;
    *up = n->parent;
    g_array_set_size(w->positions, w->positions->len - 1);
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
            struct src_pos pos = g_array_index(w->positions, struct src_pos, w->positions->len - 1);
            pos.offset = pos.file ? pos.offset : 0;
            fo_builder_text(w->builder, (const char *)n->content, strlen((const char *)n->content), pos);
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

bool fo_build_tree(struct _xmlDoc *result, const struct src_file *const *files, unsigned n_files,
                   const struct fo_limits *limits, struct diag *diag, const struct fo_sink *sink)
{
    xmlNode *root = xmlDocGetRootElement(result);
    struct walk w = {
        .builder = fo_builder_new(diag, limits, sink), .files = files, .n_files = n_files,
        .attrs = g_array_new(FALSE, FALSE, sizeof(struct fo_raw)),
        .values = g_ptr_array_new_with_free_func((GDestroyNotify)xmlFree),
        .positions = g_array_new(FALSE, FALSE, sizeof(struct src_pos)),
    };
    if (root)
        visit(&w, root);
    else
        diag_emit(diag, DIAG_FO_NOT_FO, SRC_NOWHERE, "");
    bool ok = fo_builder_finish(w.builder);
    g_array_free(w.attrs, TRUE);
    g_ptr_array_free(w.values, TRUE);
    g_array_free(w.positions, TRUE);
    fo_builder_drop(w.builder);
    return ok;
}
