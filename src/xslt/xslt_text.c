/* SPDX-License-Identifier: MIT */
/*
 * Of which place in the report each stretch of a text was made, in the _private of the result's texts (struct xml_piece).
 * The instructions that bring text over from the source are done by functions of ours: xsl:value-of whole, xsl:copy and
 * xsl:copy-of by libxslt's, whose result is then gone over beside its source. The built-in rule for texts, which is no
 * instruction, is written out as a template of the lowest precedence. Texts of result tree fragments know their places too
 * and hand them on. What is made otherwise, by xsl:text or xsl:number, belongs to the element that it stands in.
 */
#include "xslt/xslt_priv.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <string.h>

/* --- pieces --- */

static void add_piece(struct xslt_sheet *s, xmlNode *text, struct src_pos pos, size_t start, size_t end)
{
    if (!pos.file || start >= end || end > UINT32_MAX)
        return;
    struct xml_piece *p = arena_new0(s->places, struct xml_piece), *first = text->_private;
    *p = (struct xml_piece){ .pos = pos, .start = (uint32_t)start, .end = (uint32_t)end };
    if (first)
        first->last->next = p;
    else
        text->_private = first = p;
    first->last = p;
}

static bool is_text(const xmlNode *n)
{
    return n && (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE);
}

/* Is it in a tree that the stylesheet made, whose texts have pieces? */
static bool is_made(const struct xslt_sheet *s, const xmlNode *n)
{
    return n->doc != s->source->doc && !xslt_is_foreign(s, n->doc);
}

/* The bytes of `to` from `at` on are those of the text `from`; gives its length. */
static size_t note_text(struct xslt_sheet *s, xmlNode *to, size_t at, const xmlNode *from)
{
    size_t len = from->content ? strlen((const char *)from->content) : 0;
    const struct xml_piece *p = is_made(s, from) ? from->_private : NULL;
    if (!is_made(s, from))
        add_piece(s, to, xslt_place_of(s, from), at, at + len);
    for (; p; p = p->next)
        add_piece(s, to, p->pos, at + p->start, at + MIN(p->end, len));
    return len;
}

/* They are the string-value of `from`. */
static void note_value(struct xslt_sheet *s, xmlNode *to, size_t at, const xmlNode *from)
{
    if (is_text(from)) {
        note_text(s, to, at, from);
    } else if (from->type == XML_ATTRIBUTE_NODE) {
        size_t len = is_text(from->children) && !from->children->next ? strlen((const char *)from->children->content) : 0;
        add_piece(s, to, xslt_value_place(s, from), at, at + len);
    } else if (from->type == XML_ELEMENT_NODE || from->type == XML_DOCUMENT_NODE) {
        for (const xmlNode *n = from->children; n;) {
            if (is_text(n))
                at += note_text(s, to, at, n);
            if (n->type == XML_ELEMENT_NODE && n->children) {
                n = n->children;
                continue;
            }
            while (n != from && !n->next)
                n = n->parent;
            n = n == from ? NULL : n->next;
        }
    }
}

/* Where text that is added to `to` will go: behind the text at its end, of which there are `*at` bytes. */
static xmlNode *end_of(const xsltTransformContext *ctxt, const xmlNode *to, size_t *at)
{
    *at = 0;
    if (!to || !is_text(to->last) || !to->last->content)
        return NULL;
    const xmlChar *text = to->last->content;
    bool known = ctxt->lasttext == text && text[ctxt->lasttuse] == '\0';
    *at = known ? (size_t)ctxt->lasttuse : strlen((const char *)text);
    return to->last;
}

/* --- instructions --- */

static xmlXPathObject *evaluate(xsltTransformContext *ctxt, xmlNode *node, const xsltStylePreComp *comp)
{
    xmlXPathContext *x = ctxt->xpathCtxt;
    xmlNode *old_node = x->node;
    xmlNs **old_namespaces = x->namespaces;
    int old_n = x->nsNr, old_size = x->contextSize, old_position = x->proximityPosition;
    x->node = node;
    x->namespaces = comp->nsList;
    x->nsNr = comp->nsNr;
    xmlXPathObject *res = comp->comp ? xmlXPathCompiledEval(comp->comp, x) : NULL;
    x->node = old_node;
    x->namespaces = old_namespaces;
    x->nsNr = old_n;
    x->contextSize = old_size;
    x->proximityPosition = old_position;
    return res;
}

static bool is_nodes(const xmlXPathObject *res)
{
    return res->type == XPATH_NODESET || res->type == XPATH_XSLT_TREE;
}

/* xsl:value-of, XSLT 1.0 §7.6.1. */
static void put_value(xsltTransformContext *ctxt, xmlNode *current, xmlXPathObject *res, int noescape)
{
    struct xslt_sheet *s = ctxt->_private;
    xmlChar *value = xmlXPathCastToString(res);     /* it sorts the nodes */
    size_t before;
    const xmlNode *last = end_of(ctxt, ctxt->insert, &before);
    xmlNode *text = value && value[0] ? xsltCopyTextString(ctxt, ctxt->insert, value, noescape) : NULL;
    size_t at = text && text == last ? before : 0;
    if (text && !is_nodes(res))
        add_piece(s, text, xslt_place_of(s, current), at, at + strlen((const char *)value));
    else if (text && res->nodesetval && res->nodesetval->nodeNr > 0)
        note_value(s, text, at, res->nodesetval->nodeTab[0]);
    xmlFree(value);
}

static void value_of(xsltTransformContext *ctxt, xmlNode *node, xmlNode *inst, xsltElemPreComp *comp)
{
    const xsltStylePreComp *c = (const xsltStylePreComp *)comp;
    xmlXPathObject *res = evaluate(ctxt, node, c);
    if (!res) {
        xsltTransformError(ctxt, NULL, inst, "XPath evaluation returned no result.\n");
        ctxt->state = XSLT_STATE_STOPPED;
        return;
    }
    put_value(ctxt, node, res, c->noescape);
    xmlXPathFreeObject(res);
}

static void copy(xsltTransformContext *ctxt, xmlNode *node, xmlNode *inst, xsltElemPreComp *comp)
{
    size_t at;
    xmlNode *into = ctxt->insert;
    const xmlNode *last = end_of(ctxt, into, &at);
    xsltCopy(ctxt, node, inst, comp);
    if (is_text(node) && into && is_text(into->last))
        note_text(ctxt->_private, into->last, into->last == last ? at : 0, node);
}

/* --- xsl:copy-of --- */

/* How far the copies have been gone over: before `to`, or behind `at` bytes of it. */
struct beside {
    struct xslt_sheet *s;
    xmlNode *to;
    size_t at;
    bool in_text;
};

static bool hand_over(struct beside *b, const xmlNode *from);

/* Texts may have been joined with what stood before them. False: the copy is not what was expected. */
static bool hand_over_list(struct beside *b, const xmlNode *from)
{
    for (; from; from = from->next)
        if (!hand_over(b, from))
            return false;
    return true;
}

static bool hand_over(struct beside *b, const xmlNode *from)
{
    if (from->type == XML_ATTRIBUTE_NODE || from->type == XML_NAMESPACE_DECL || from->type == XML_DTD_NODE)
        return true;
    if (from->type == XML_DOCUMENT_NODE)
        return hand_over_list(b, from->children);
    if (is_text(from)) {
        b->in_text = true;
        if (!is_text(b->to))
            return false;
        b->at += note_text(b->s, b->to, b->at, from);
        return true;
    }
    if (b->in_text)
        b->to = b->to->next;
    b->in_text = false;
    b->at = 0;
    if (!b->to || b->to->type != from->type)
        return false;
    if (from->type == XML_ELEMENT_NODE) {
        struct beside in = { .s = b->s, .to = b->to->children };
        xslt_set_place(b->s, b->to, xslt_place_of(b->s, from));
        if (!hand_over_list(&in, from->children))
            return false;
    }
    b->to = b->to->next;
    return true;
}

/* The value of the expression KEPT, by which xsl:copy-of gets what was evaluated already. */
#define KEPT "sapchu-kept"

static void give_kept(xmlXPathParserContext *x, int n_args)
{
    const xsltTransformContext *ctxt = xsltXPathGetTransformContext(x);
    struct xslt_sheet *s = ctxt ? ctxt->_private : NULL;
    if (n_args != 0 || !s || !s->kept) {
        xmlXPathErr(x, XPATH_UNKNOWN_FUNC_ERROR);
        return;
    }
    valuePush(x, xmlXPathObjectCopy(s->kept));
}

static void copy_nodes(xsltTransformContext *ctxt, xmlNode *node, xmlNode *inst, xsltStylePreComp *comp, xmlXPathObject *res)
{
    struct xslt_sheet *s = ctxt->_private;
    xmlNode *into = ctxt->insert, *last = into ? into->last : NULL;
    xmlXPathCompExpr *own = comp->comp;
    struct beside b = { .s = s, .in_text = is_text(last) };
    end_of(ctxt, into, &b.at);
    s->kept = res;
    comp->comp = s->kept_expression;
    xsltCopyOf(ctxt, node, inst, (xsltElemPreComp *)comp);
    comp->comp = own;
    s->kept = NULL;
    b.to = b.in_text ? last : last ? last->next : into ? into->children : NULL;
    bool goes_on = true;
    for (int i = 0; res->nodesetval && i < res->nodesetval->nodeNr && goes_on; i++)
        goes_on = hand_over(&b, res->nodesetval->nodeTab[i]);
}

static void copy_of(xsltTransformContext *ctxt, xmlNode *node, xmlNode *inst, xsltElemPreComp *comp)
{
    xmlXPathObject *res = evaluate(ctxt, node, (const xsltStylePreComp *)comp);
    if (!res)
        ctxt->state = XSLT_STATE_STOPPED;
    else if (is_nodes(res))
        copy_nodes(ctxt, node, inst, (xsltStylePreComp *)comp, res);
    else
        put_value(ctxt, node, res, 0);
    if (res)
        xmlXPathFreeObject(res);
}

void xslt_text_register(struct xslt_sheet *s)
{
    if (!s->kept_expression)
        s->kept_expression = xmlXPathCompile(BAD_CAST KEPT "()");
    xmlXPathRegisterFunc(s->run->xpathCtxt, BAD_CAST KEPT, give_kept);
}

/* --- the stylesheet --- */

static void take_over(const xmlNode *n)
{
    xsltElemPreComp *comp = n->psvi;
    if (xslt_is_instruction(n, "value-of") && comp && comp->type == XSLT_FUNC_VALUEOF)
        comp->func = value_of;
    else if (xslt_is_instruction(n, "copy-of") && comp && comp->type == XSLT_FUNC_COPYOF)
        comp->func = copy_of;
    else if (xslt_is_instruction(n, "copy") && comp && comp->type == XSLT_FUNC_COPY)
        comp->func = copy;
}

static void take_over_all(xmlDoc *sheet)
{
    xmlNode *root = xmlDocGetRootElement(sheet);
    for (xmlNode *n = root; n; n = xslt_next_node(root, n))
        take_over(n);
}

/* A mode as "{uri}local", the key of the set, and its name in the stylesheet's own namespaces. */
static void add_mode(GHashTable *modes, const xmlNode *n)
{
    xmlChar *mode = xmlGetNoNsProp(n, BAD_CAST "mode"), *prefix = NULL;
    xmlChar *local = mode ? xmlSplitQName2(mode, &prefix) : NULL;
    const xmlNs *ns = prefix ? xmlSearchNs(n->doc, (xmlNode *)n, prefix) : NULL;
    if (mode && (!prefix || ns))
        g_hash_table_add(modes, g_strdup_printf("{%s}%s", ns ? (const char *)ns->href : "", (const char *)(local ? local : mode)));
    xmlFree(mode);
    xmlFree(prefix);
    xmlFree(local);
}

static void add_rule(xmlNode *root, const char *mode)
{
    xmlNode *template = xmlNewChild(root, root->ns, BAD_CAST "template", NULL);
    xmlNewProp(template, BAD_CAST "match", BAD_CAST "text() | @*");
    const char *local = mode ? strrchr(mode, '}') + 1 : NULL;
    if (mode && local - mode > 2) {
        char *uri = g_strndup(mode + 1, (gsize)(local - mode - 2)), *name = g_strconcat("m:", local, NULL);
        xmlNewNs(template, BAD_CAST uri, BAD_CAST "m");
        xmlNewProp(template, BAD_CAST "mode", BAD_CAST name);
        g_free(uri);
        g_free(name);
    } else if (mode) {
        xmlNewProp(template, BAD_CAST "mode", BAD_CAST local);
    }
    xmlNewProp(xmlNewChild(template, root->ns, BAD_CAST "value-of", NULL), BAD_CAST "select", BAD_CAST ".");
}

/* The built-in rule for texts and attributes, XSLT 1.0 §5.8, in every mode that there is. */
static xmlDoc *built_in_rules(const struct xslt_sheet *s)
{
    GHashTable *modes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < s->files->len; i++) {
        xmlNode *root = xmlDocGetRootElement(g_array_index(s->files, struct xslt_file, i).doc);
        for (xmlNode *n = root; n; n = xslt_next_node(root, n))
            if (xslt_is_instruction(n, "apply-templates"))
                add_mode(modes, n);
    }
    xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *root = xmlNewDocNode(doc, NULL, BAD_CAST "stylesheet", NULL);
    xmlDocSetRootElement(doc, root);
    xmlSetNs(root, xmlNewNs(root, XSLT_NAMESPACE, BAD_CAST "xsl"));
    xmlNewProp(root, BAD_CAST "version", BAD_CAST "1.0");
    add_rule(root, NULL);
    GHashTableIter it;
    gpointer mode;
    g_hash_table_iter_init(&it, modes);
    while (g_hash_table_iter_next(&it, &mode, NULL))
        add_rule(root, mode);
    g_hash_table_destroy(modes);
    return doc;
}

void xslt_text_take_over(struct xslt_sheet *s)
{
    xmlDoc *rules = built_in_rules(s);
    xsltStylesheet *last = xsltParseStylesheetImportedDoc(rules, s->style), **end = &s->style->imports;
    if (!last)
        return xmlFreeDoc(rules);
    while (*end)                /* the first is the one that counts most */
        end = &(*end)->next;
    *end = last;
    take_over_all(rules);
    for (guint i = 0; i < s->files->len; i++)
        take_over_all(g_array_index(s->files, struct xslt_file, i).doc);
}
