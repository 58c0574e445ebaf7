/* SPDX-License-Identifier: MIT */
/*
 * Of which place in the report each element of a result was made. Each element of a stylesheet that makes a result element (a
 * literal one, xsl:element, xsl:copy) gets an instruction of our own as its first child; when it runs it notes the place of the
 * current source node in the new element's _private, where no stylesheet sees it. The extension mechanism keeps the prefix out
 * of the result. Texts are the matter of xslt_text.c.
 */
#include "xslt/xslt_priv.h"

#include <libxslt/extensions.h>
#include <string.h>

#define MARK_NS "urn:sapchu:position"
#define PREFIX "sapchu-position"

static bool has_ns(const xmlNode *n, const xmlChar *href)
{
    return n->ns && xmlStrEqual(n->ns->href, href);
}

bool xslt_is_instruction(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && has_ns(n, XSLT_NAMESPACE) && strcmp((const char *)n->name, name) == 0;
}

/* Elements of EXSLT are instructions, not results. */
static bool is_extension(const xmlNode *n)
{
    return n->ns && g_str_has_prefix((const char *)n->ns->href, "http://exslt.org/");
}

static bool makes_element(const xmlNode *n)
{
    if (has_ns(n, XSLT_NAMESPACE))
        return xslt_is_instruction(n, "element") || xslt_is_instruction(n, "copy");
    return !is_extension(n);
}

xmlNode *xslt_next_node(const xmlNode *top, const xmlNode *n)
{
    if (n->children && n->type == XML_ELEMENT_NODE)
        return n->children;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

static void plant(xmlNode *n, xmlNs *ns)
{
    xmlNode *mark = xmlNewDocNode(n->doc, ns, BAD_CAST "mark", NULL);
    if (n->children)
        xmlAddPrevSibling(n->children, mark);
    else
        xmlAddChild(n, mark);
}

static void declare(xmlNode *root, const xmlChar *attr)
{
    xmlChar *old = xmlGetNoNsProp(root, attr);
    char *all = old ? g_strdup_printf("%s %s", (const char *)old, PREFIX) : g_strdup(PREFIX);
    xmlSetProp(root, attr, BAD_CAST all);
    g_free(all);
    xmlFree(old);
}

void xslt_mark_stylesheet(xmlDoc *sheet)
{
    xmlNode *root = xmlDocGetRootElement(sheet);
    if (!root || (!xslt_is_instruction(root, "stylesheet") && !xslt_is_instruction(root, "transform")))
        return;         /* a simplified stylesheet: one literal page */
    xmlNs *ns = xmlNewNs(root, BAD_CAST MARK_NS, BAD_CAST PREFIX);
    if (!ns)
        return;
    declare(root, BAD_CAST "extension-element-prefixes");
    for (xmlNode *top = root->children; top; top = top->next) {
        /* other top-level elements are data of the stylesheet's own */
        if (!xslt_is_instruction(top, "template") && !xslt_is_instruction(top, "variable") && !xslt_is_instruction(top, "param") &&
            !(top->type == XML_ELEMENT_NODE && is_extension(top)))
            continue;
        for (xmlNode *n = xslt_next_node(top, top); n; n = xslt_next_node(top, n))
            if (n->type == XML_ELEMENT_NODE && !has_ns(n, BAD_CAST MARK_NS) && makes_element(n))
                plant(n, ns);
    }
}

bool xslt_is_foreign(const struct xslt_sheet *s, const xmlDoc *doc)
{
    if (doc == s->source->doc)
        return false;
    for (guint i = 0; i < s->files->len; i++)
        if (g_array_index(s->files, struct xslt_file, i).doc == doc)
            return true;
    return false;
}

struct src_pos xslt_place_of(const struct xslt_sheet *s, const xmlNode *node)
{
    if (!node || node->type == XML_NAMESPACE_DECL || xslt_is_foreign(s, node->doc))
        return SRC_NOWHERE;
    if (node->type == XML_DOCUMENT_NODE)
        return node->doc == s->source->doc ? xml_node_pos(s->source) : SRC_NOWHERE;
    return xml_node_pos(node);
}

struct src_pos xslt_value_place(const struct xslt_sheet *s, const xmlNode *attr)
{
    return xslt_place_of(s, attr).file ? xml_value_pos(attr) : SRC_NOWHERE;
}

void xslt_set_place(struct xslt_sheet *s, xmlNode *node, struct src_pos pos)
{
    if (pos.file)
        node->_private = arena_memdup(s->places, &pos, sizeof pos);
}

/* The place of the current node when it is of the report; else that of the enclosing result element; else the stylesheet's. */
static void mark(xsltTransformContext *ctxt, xmlNode *current, xmlNode *inst, xsltElemPreComp *comp)
{
    (void)comp;
    struct xslt_sheet *s = ctxt->_private;
    xmlNode *to = ctxt->insert;
    /* xsl:copy of the root makes no element: the mark would fall on what stands around it */
    if (!to || to->type != XML_ELEMENT_NODE || to->children || to->_private)
        return;
    if (current && current->type == XML_DOCUMENT_NODE && xslt_is_instruction(inst->parent, "copy"))
        return;
    struct src_pos pos = xslt_place_of(s, current);
    if (!pos.file && to->parent && to->parent->type == XML_ELEMENT_NODE)
        pos = xml_node_pos(to->parent);
    xslt_set_place(s, to, pos.file ? pos : xml_node_pos(inst->parent));
}

void xslt_mark_register(struct xslt_sheet *s)
{
    xsltRegisterExtElement(s->run, BAD_CAST "mark", BAD_CAST MARK_NS, mark);
}
