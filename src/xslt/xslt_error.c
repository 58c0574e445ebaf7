/* SPDX-License-Identifier: MIT */
/*
 * What libxslt and libxml2 print, turned into diagnostics. libxslt prints a line that names the place
 * ("compilation error: file F line N element E"), then the message in one or more pieces; XPath tells its
 * part before, as a structured error. xsl:message comes as bare "%s".
 */
#include "xslt/xslt_priv.h"

#include <libxml/xpathInternals.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

#define XPATH_CODE(e) (XML_XPATH_EXPRESSION_OK + (e))

struct src_pos xslt_error_here(const struct xslt_sheet *s)
{
    return s->run && s->run->inst ? xml_node_pos(s->run->inst) : SRC_NOWHERE;
}

/* The next node in document order; NULL past the last. */
static xmlNode *next_node(const xmlNode *n)
{
    if (n->children && n->type == XML_ELEMENT_NODE)
        return n->children;
    while (n && !n->next)
        n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
    return n ? n->next : NULL;
}

/* The first element of that name that starts or ends its tag on that line. */
static xmlNode *element_at(xmlDoc *doc, long line, const char *name)
{
    for (xmlNode *n = xmlDocGetRootElement(doc); n; n = next_node(n))
        if (n->type == XML_ELEMENT_NODE && xmlGetLineNo(n) == line && (!name || strcmp((const char *)n->name, name) == 0))
            return n;
    return NULL;
}

/* "runtime error: file F line N element E\n"; any part but the first may be missing. */
static void take_context(struct xslt_sheet *s, const char *text)
{
    const char *file = strstr(text, ": file "), *line = g_strrstr(text, " line "), *el = g_strrstr(text, " element ");
    s->has_context = true;
    s->text_node = NULL;
    s->text_pos = xslt_error_here(s);
    if (!file || !line || line < file)
        return;
    file += strlen(": file ");
    char *url = g_strndup(file, (gsize)(line - file));
    char *name = el ? g_strchomp(g_strdup(el + strlen(" element "))) : NULL;
    long n = strtol(line + strlen(" line "), NULL, 10);
    for (guint i = s->files->len; i-- > 0 && !s->text_node;) {
        const struct xslt_file *f = &g_array_index(s->files, struct xslt_file, i);
        if (strcmp(f->url, url) == 0)
            s->text_node = element_at(f->doc, n, name);
    }
    if (s->text_node)
        s->text_pos = xml_node_pos(s->text_node);
    g_free(url);
    g_free(name);
}

/* The attribute of the element that holds the expression; nowhere: none does. */
static struct src_pos expression_pos(const xmlNode *n, const char *expression)
{
    for (const xmlAttr *a = n->properties; a; a = a->next) {
        xmlChar *value = xmlNodeListGetString(a->doc, a->children, 1);
        bool here = value && strstr((const char *)value, expression);
        xmlFree(value);
        if (here)
            return xml_value_pos((const xmlNode *)a);
    }
    return SRC_NOWHERE;
}

/*
 * Where a message is: what libxslt said, made exact by the expression. While a global variable is evaluated
 * it says nothing, and the expression alone must be found.
 */
static struct src_pos place(const struct xslt_sheet *s)
{
    struct src_pos pos = s->has_context ? s->text_pos : xslt_error_here(s), exact = SRC_NOWHERE;
    if (s->detail && s->detail_pos.file)
        return s->detail_pos;
    if (!s->expression)
        return pos;
    if (s->has_context && s->text_node)
        exact = expression_pos(s->text_node, s->expression);
    for (guint i = 0; !pos.file && !exact.file && i < s->files->len; i++) {
        const xmlNode *n = xmlDocGetRootElement(g_array_index(s->files, struct xslt_file, i).doc);
        for (; n && !exact.file; n = next_node(n))
            if (n->type == XML_ELEMENT_NODE)
                exact = expression_pos(n, s->expression);
    }
    return exact.file ? exact : pos;
}

static void add(struct xslt_sheet *s, enum diag_code code, struct src_pos pos, char *text)
{
    struct xslt_finding f = { code, pos, text };
    g_array_append_val(s->findings, f);
}

/* Line breaks inside a message become blanks: a diagnostic is one line. */
static char *one_line(const char *text)
{
    char *t = g_strstrip(g_strdup(text));
    for (char *p = t; *p; p++)
        if (*p == '\n' || *p == '\t')
            *p = ' ';
    return t;
}

static void end_message(struct xslt_sheet *s)
{
    if (!s->text->len && !s->detail)
        return;
    char *text = one_line(s->text->str);
    if (s->detail && *text) {
        char *both = g_strdup_printf("%s: %s", text, s->detail);
        g_free(text);
        text = both;
    } else if (s->detail) {
        g_free(text);
        text = g_strdup(s->detail);
    }
    struct src_pos pos = place(s);
    if (strstr(text, "infinite template recursion")) {
        add(s, DIAG_LIMIT_XSLT, pos, g_strdup(""));
        s->limit_hit = true;
    }
    /* an unknown instruction that ran, and had no xsl:fallback: libxslt goes on without it */
    if (s->run && g_str_has_suffix(text, " was not compiled"))
        s->broken = true;
    add(s, DIAG_XSLT_ERROR, pos, text);
    g_string_truncate(s->text, 0);
    g_clear_pointer(&s->detail, g_free);
    g_clear_pointer(&s->expression, g_free);
    s->has_context = false;
    s->text_node = NULL;
}

static void take_message(struct xslt_sheet *s, const char *text)
{
    const xmlNode *inst = s->run->inst;
    xmlChar *how = inst ? xmlGetNoNsProp(inst, BAD_CAST "terminate") : NULL;
    bool stops = how && strcmp((const char *)how, "yes") == 0;
    xmlFree(how);
    add(s, stops ? DIAG_XSLT_STOPPED : DIAG_XSLT_MESSAGE, xslt_error_here(s), one_line(text));
}

/* Takes `text`. */
void xslt_error_printf(struct xslt_sheet *s, const char *format, char *text)
{
    if (strncmp(format, "%s: ", 4) == 0 && strstr(format, "file %s")) {
        if (s->text->len)
            end_message(s);
        take_context(s, text);
    } else if (strcmp(format, "%s") == 0 && s->run && !s->text->len && !s->has_context) {
        take_message(s, text);
    } else if (strcmp(text, "\n") != 0 || s->text->len) {
        g_string_append(s->text, text);
        if (g_str_has_suffix(text, "\n"))
            end_message(s);
    }
    g_free(text);
}

/* The expression of the instruction at work, if it has one. */
static struct src_pos expression_here(const struct xslt_sheet *s)
{
    const xmlNode *inst = s->run ? s->run->inst : NULL;
    const xmlAttr *a = inst ? xmlHasNsProp(inst, BAD_CAST "select", NULL) : NULL;
    if (inst && !a)
        a = xmlHasNsProp(inst, BAD_CAST "test", NULL);
    return a ? xml_value_pos((const xmlNode *)a) : xslt_error_here(s);
}

void xslt_error_structured(struct xslt_sheet *s, const xmlError *e)
{
    if (s->detail && g_strcmp0(s->expression, e->str1) != 0)
        end_message(s);         /* libxslt had nothing to add to the last one */
    g_clear_pointer(&s->detail, g_free);
    g_clear_pointer(&s->expression, g_free);
    bool limit = e->code == XPATH_CODE(XPATH_OP_LIMIT_EXCEEDED);
    if (e->domain == XML_FROM_XPATH && limit) {
        add(s, DIAG_LIMIT_XPATH, xslt_error_here(s), g_strdup(""));
        s->limit_hit = true;
    }
    s->detail = one_line(e->message ? e->message : "error");
    if (g_str_has_suffix(s->detail, "."))
        s->detail[strlen(s->detail) - 1] = '\0';
    if (e->domain == XML_FROM_XPATH)
        s->expression = g_strdup(e->str1);
    s->detail_pos = expression_here(s);
}

/* What follows from a limit says nothing more. */
static void emit(struct xslt_sheet *s, const struct xslt_finding *f, bool failed)
{
    switch (f->code) {
    case DIAG_LIMIT_XSLT:
        diag_emit(s->diag, f->code, f->pos, s->limits.depth);
        break;
    case DIAG_LIMIT_XPATH:
        diag_emit(s->diag, f->code, f->pos, s->limits.xpath);
        break;
    case DIAG_XSLT_ERROR:
        if (!s->limit_hit && !s->load_failed)
            diag_emit(s->diag, failed ? DIAG_XSLT_ERROR : DIAG_XSLT_WARNING, f->pos, f->text);
        break;
    default:
        diag_emit(s->diag, f->code, f->pos, f->text);
    }
}

void xslt_error_flush(struct xslt_sheet *s, bool failed)
{
    end_message(s);
    for (guint i = 0; i < s->findings->len; i++) {
        struct xslt_finding *f = &g_array_index(s->findings, struct xslt_finding, i);
        emit(s, f, failed);
        g_free(f->text);
    }
    g_array_set_size(s->findings, 0);
}
