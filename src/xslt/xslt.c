/* SPDX-License-Identifier: MIT */
/* Compiling a stylesheet and running it, within limits. */
#include "xslt/xslt.h"

#include "xpath/functions.h"
#include "xslt/xslt_priv.h"

#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <string.h>

static void clear_file(void *p)
{
    g_free(((struct xslt_file *)p)->url);
}

static struct xslt_sheet *sheet_new(struct xml_loader *loader, struct diag *diag, unsigned flags,
                                    const struct xslt_limits *limits)
{
    struct xslt_sheet *s = g_new0(struct xslt_sheet, 1);
    s->loader = loader;
    s->diag = diag;
    s->flags = flags;
    if (limits)
        s->limits = *limits;
    if (!s->limits.depth)
        s->limits.depth = 3000;
    if (!s->limits.vars)
        s->limits.vars = 15000;
    if (!s->limits.xpath)
        s->limits.xpath = 500000000;
    s->files = g_array_new(FALSE, FALSE, sizeof(struct xslt_file));
    g_array_set_clear_func(s->files, clear_file);
    s->findings = g_array_new(FALSE, FALSE, sizeof(struct xslt_finding));
    s->text = g_string_new(NULL);
    return s;
}

void xslt_sheet_drop(struct xslt_sheet *s)
{
    if (!s)
        return;
    xsltFreeStylesheet(s->style);
    g_array_free(s->files, TRUE);
    g_array_free(s->findings, TRUE);
    g_string_free(s->text, TRUE);
    if (s->kept_expression)
        xmlXPathFreeCompExpr(s->kept_expression);
    g_free(s->detail);
    g_free(s->expression);
    g_free(s);
}

static bool compile(struct xslt_sheet *s, const char *path)
{
    xmlDoc *doc = xslt_load(s, path, XML_NAMED, SRC_NOWHERE, NULL);
    if (!doc)
        return false;
    if (s->flags & XSLT_MARKS)
        xslt_mark_stylesheet(doc);
    s->style = xsltNewStylesheet();
    bool ok = xsltParseStylesheetUser(s->style, doc) == 0 && s->style->errors == 0;
    if (s->style->doc != doc)       /* after an error libxslt gives it back */
        xmlFreeDoc(doc);
    ok = ok && !s->load_failed;
    if (ok && (s->flags & XSLT_MARKS))
        xslt_text_take_over(s);
    return ok;
}

struct xslt_sheet *xslt_sheet_load(struct xml_loader *loader, struct diag *diag, const char *path, unsigned flags,
                                   const struct xslt_limits *limits)
{
    struct xslt_sheet *s = sheet_new(loader, diag, flags, limits);
    struct xslt_hooks saved;
    unsigned before = diag_count(diag, DIAG_ERROR);
    xslt_hooks_enter(s, &saved);
    bool ok = compile(s, path);
    xslt_hooks_leave(&saved);
    xslt_error_flush(s, !ok);
    if (ok)
        return s;
    if (diag_count(diag, DIAG_ERROR) == before)
        diag_emit(diag, DIAG_XSLT_ERROR, SRC_NOWHERE, "this is not a stylesheet");
    xslt_sheet_drop(s);
    return NULL;
}

const char *xslt_sheet_method(const struct xslt_sheet *s)
{
    const xmlChar *method = NULL;
    /* the importing stylesheet's word counts first (XSLT 1.0 §16) */
    for (const xsltStylesheet *t = s->style; t && !method; t = xsltNextImport((xsltStylesheet *)t))
        method = t->method;
    return (const char *)method;
}

/* Reading is checked by the loader, which gives better diagnostics than libxslt's. */
static xsltSecurityPrefs *security(void)
{
    xsltSecurityPrefs *p = xsltNewSecurityPrefs();
    xsltSetSecurityPrefs(p, XSLT_SECPREF_READ_FILE, xsltSecurityAllow);
    xsltSetSecurityPrefs(p, XSLT_SECPREF_READ_NETWORK, xsltSecurityAllow);
    xsltSetSecurityPrefs(p, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
    xsltSetSecurityPrefs(p, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
    xsltSetSecurityPrefs(p, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
    return p;
}

static void limit(struct xslt_sheet *s)
{
    s->run->maxTemplateDepth = (int)s->limits.depth;
    s->run->maxTemplateVars = (int)s->limits.vars;
    s->run->opLimit = s->limits.xpath;
    s->run->xpathCtxt->opLimit = s->limits.xpath;
}

static xmlDoc *copy_source(const xmlDoc *source)
{
    xmlDoc *copy = xml_copy_doc(source);
    if (copy && !copy->URL && source->URL)
        copy->URL = xmlStrdup(source->URL);
    return copy;
}

static bool run(struct xslt_sheet *s, xmlDoc *source, const char *const *params, struct xslt_result *out)
{
    s->run = xsltNewTransformContext(s->style, source);
    if (!s->run)
        return false;
    s->run->_private = s;
    s->source = xmlDocGetRootElement(source);
    xsltSecurityPrefs *prefs = security();
    xsltSetCtxtSecurityPrefs(prefs, s->run);
    limit(s);
    xpath_register_functions(s->run->xpathCtxt);
    xslt_mark_register(s);
    xslt_text_register(s);
    for (unsigned i = 0; params && params[i]; i += 2)
        xsltQuoteOneUserParam(s->run, BAD_CAST params[i], BAD_CAST params[i + 1]);
    out->doc = xsltApplyStylesheetUser(s->style, source, NULL, NULL, NULL, s->run);
    /* messages that wait for their end are placed by the context */
    if (s->text->len || s->detail)
        xslt_error_printf(s, "", g_strdup("\n"));
    bool ok = out->doc && s->run->state == XSLT_STATE_OK && !s->load_failed && !s->limit_hit && !s->broken;
    xsltFreeTransformContext(s->run);
    xsltFreeSecurityPrefs(prefs);
    s->run = NULL;
    s->source = NULL;
    return ok;
}

bool xslt_sheet_apply(struct xslt_sheet *s, const xmlDoc *source, const char *const *params, struct xslt_result *out)
{
    memset(out, 0, sizeof *out);
    s->load_failed = s->limit_hit = s->broken = false;
    s->places = out->places = arena_new();
    guint n_files = s->files->len;
    unsigned before = diag_count(s->diag, DIAG_ERROR);
    struct xslt_hooks saved;
    xslt_hooks_enter(s, &saved);
    xmlDoc *copy = copy_source(source);
    bool ok = run(s, copy, params, out);
    xmlFreeDoc(copy);
    xslt_hooks_leave(&saved);
    g_array_set_size(s->files, n_files);        /* what document() brought died with the context */
    xslt_error_flush(s, !ok);
    if (!ok && diag_count(s->diag, DIAG_ERROR) == before)
        diag_emit(s->diag, DIAG_XSLT_ERROR, SRC_NOWHERE, "the stylesheet makes no document");
    return ok;
}

void xslt_result_clear(struct xslt_result *r)
{
    xmlFreeDoc(r->doc);
    arena_drop(r->places);
    memset(r, 0, sizeof *r);
}

char *xslt_result_text(struct xslt_sheet *s, struct xslt_result *r, size_t *len)
{
    xmlChar *bytes = NULL;
    int n = 0;
    if (xsltSaveResultToString(&bytes, &n, r->doc, s->style) != 0 || n < 0)
        n = 0;
    char *copy = g_malloc((gsize)n + 1);
    if (n)
        memcpy(copy, bytes, (size_t)n);
    copy[n] = '\0';
    xmlFree(bytes);
    *len = (size_t)n;
    return copy;
}
