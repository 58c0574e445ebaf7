/* SPDX-License-Identifier: MIT */
/*
 * Position marks. Each element of a stylesheet that makes a result element (a literal one, xsl:element,
 * xsl:copy) gets an instruction of our own as its first child. When it runs it writes two attributes
 * on the new element: the file and the offset of the current source node. Layout can then point into the report.
 * The extension mechanism keeps the prefix out of the result.
 */
#include "xslt/xslt_priv.h"

#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#define PREFIX "sapchu-position"

static bool has_ns(const xmlNode *n, const xmlChar *href)
{
    return n->ns && xmlStrEqual(n->ns->href, href);
}

static bool is_xslt(const xmlNode *n, const char *name)
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
        return is_xslt(n, "element") || is_xslt(n, "copy");
    return !is_extension(n);
}

static xmlNode *next_node(const xmlNode *top, const xmlNode *n)
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
    if (!root || (!is_xslt(root, "stylesheet") && !is_xslt(root, "transform")))
        return;         /* a simplified stylesheet: one literal page */
    xmlNs *ns = xmlNewNs(root, BAD_CAST XSLT_MARK_NS, BAD_CAST PREFIX);
    if (!ns)
        return;
    declare(root, BAD_CAST "extension-element-prefixes");
    for (xmlNode *top = root->children; top; top = top->next) {
        /* other top-level elements are data of the stylesheet's own */
        if (!is_xslt(top, "template") && !is_xslt(top, "variable") && !is_xslt(top, "param") &&
            !(top->type == XML_ELEMENT_NODE && is_extension(top)))
            continue;
        for (xmlNode *n = next_node(top, top); n; n = next_node(top, n))
            if (n->type == XML_ELEMENT_NODE && !has_ns(n, BAD_CAST XSLT_MARK_NS) && makes_element(n))
                plant(n, ns);
    }
}

/*
 * The namespace of the marks, held by the document and not by an element: it is never written out. The
 * list of doc->oldNs must begin with the xml namespace, which libxml2 makes when asked for it.
 */
static xmlNs *mark_ns(xmlDoc *doc, xmlNode *n)
{
    if (!doc->oldNs)
        xmlSearchNsByHref(doc, n, XML_XML_NAMESPACE);
    xmlNs *last = doc->oldNs;
    if (!last)
        return NULL;
    for (;; last = last->next) {
        if (xmlStrEqual(last->href, BAD_CAST XSLT_MARK_NS))
            return last;
        if (!last->next)
            break;
    }
    last->next = xmlNewNs(NULL, BAD_CAST XSLT_MARK_NS, BAD_CAST PREFIX);
    return last->next;
}

static xmlAttr *find_mark(const xmlNode *n, const char *name)
{
    for (xmlAttr *a = n->properties; a; a = a->next)
        if (a->ns && xmlStrEqual(a->ns->href, BAD_CAST XSLT_MARK_NS) && strcmp((const char *)a->name, name) == 0)
            return a;
    return NULL;
}

static unsigned file_index(struct xslt_sheet *s, const struct src_file *f)
{
    for (guint i = 0; i < s->mark_files->len; i++)
        if (s->mark_files->pdata[i] == f)
            return i;
    g_ptr_array_add(s->mark_files, (gpointer)f);
    return s->mark_files->len - 1;
}

static void write_mark(xmlNode *n, xmlNs *ns, const char *name, uint32_t value)
{
    char buf[16];
    g_snprintf(buf, sizeof buf, "%u", value);
    xmlNewNsProp(n, ns, BAD_CAST name, BAD_CAST buf);
}

/* The place of the current node when it is of the report; else that of the enclosing result element; else the stylesheet's. */
static void mark(xsltTransformContext *ctxt, xmlNode *current, xmlNode *inst, xsltElemPreComp *comp)
{
    (void)comp;
    struct xslt_sheet *s = ctxt->_private;
    xmlNode *to = ctxt->insert;
    /* xsl:copy of the root makes no element: the mark would fall on what stands around it */
    if (!to || to->type != XML_ELEMENT_NODE || to->children || find_mark(to, "at"))
        return;
    if (current && current->type == XML_DOCUMENT_NODE && is_xslt(inst->parent, "copy"))
        return;
    xmlNs *ns = mark_ns(to->doc, to);
    if (!ns)
        return;
    struct src_pos pos = SRC_NOWHERE;
    if (current && current->type != XML_NAMESPACE_DECL && current->doc == s->source->doc)
        pos = xml_node_pos(current->type == XML_DOCUMENT_NODE ? s->source : current);
    const xmlAttr *outer = NULL;
    if (!pos.file && to->parent && to->parent->type == XML_ELEMENT_NODE)
        outer = find_mark(to->parent, "at");
    if (outer) {
        const xmlAttr *file = find_mark(to->parent, "file");
        xmlNewNsProp(to, ns, BAD_CAST "file", file && file->children ? file->children->content : NULL);
        xmlNewNsProp(to, ns, BAD_CAST "at", outer->children ? outer->children->content : NULL);
        return;
    }
    if (!pos.file)
        pos = xml_node_pos(inst->parent);
    if (pos.file) {
        write_mark(to, ns, "file", file_index(s, pos.file));
        write_mark(to, ns, "at", pos.offset);
    }
}

void xslt_mark_register(struct xslt_sheet *s)
{
    xsltRegisterExtElement(s->run, BAD_CAST "mark", BAD_CAST XSLT_MARK_NS, mark);
}

static void strip_attributes(xmlNode *n)
{
    for (xmlAttr *a = n->properties, *next; a; a = next) {
        next = a->next;
        if (a->ns && xmlStrEqual(a->ns->href, BAD_CAST XSLT_MARK_NS))
            xmlRemoveProp(a);
    }
}

/* xsl:copy-of declares the namespace where it copies a marked tree. */
static void strip_declarations(xmlNode *n)
{
    for (xmlNs **at = &n->nsDef; *at;) {
        xmlNs *ns = *at;
        if (!xmlStrEqual(ns->href, BAD_CAST XSLT_MARK_NS)) {
            at = &ns->next;
            continue;
        }
        *at = ns->next;
        xmlFreeNs(ns);
    }
}

void xslt_mark_strip(xmlDoc *result)
{
    xmlNode *root = result ? xmlDocGetRootElement(result) : NULL;
    for (xmlNode *n = root; n; n = next_node(root, n))
        if (n->type == XML_ELEMENT_NODE)
            strip_attributes(n);
    for (xmlNode *n = root; n; n = next_node(root, n))
        if (n->type == XML_ELEMENT_NODE)
            strip_declarations(n);
}
