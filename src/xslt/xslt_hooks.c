/* SPDX-License-Identifier: MIT */
/*
 * libxslt has one error function and one document loader for the whole process. Ours are put in
 * once; they serve the sheet that works in the calling thread, and otherwise whoever was there before.
 */
#include "xslt/xslt_priv.h"

#include <libexslt/exslt.h>
#include <libxslt/documents.h>
#include <libxslt/xsltutils.h>

/* The one variable that callbacks without a user pointer leave no way around. */
static _Thread_local struct xslt_sheet *working;

static struct {
    xmlGenericErrorFunc error;
    void *error_user;
    xsltDocLoaderFunc load;
} others;

static void on_error(void *user, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void on_error(void *user, const char *format, ...)
{
    (void)user;
    va_list ap;
    va_start(ap, format);
    char *text = g_strdup_vprintf(format, ap);
    va_end(ap);
    if (working) {
        xslt_error_printf(working, format, text);
        return;
    }
    if (others.error && others.error != on_error)
        others.error(others.error_user, "%s", text);
    g_free(text);
}

static void on_structured(void *user, xmlErrorPtr e)
{
    (void)user;
    if (working)
        xslt_error_structured(working, e);
}

static xmlDoc *on_load(const xmlChar *url, xmlDict *dict, int options, void *ctxt, xsltLoadType type)
{
    if (working)
        return xslt_load_url(working, (const char *)url, dict, type == XSLT_LOAD_STYLESHEET);
    return others.load(url, dict, options, ctxt, type);
}

static void *put_in(void *unused)
{
    (void)unused;
    xmlInitParser();
    xsltInit();
    exsltCommonRegister();
    exsltStrRegister();
    exsltSetsRegister();
    exsltMathRegister();
    exsltFuncRegister();
    exsltDateRegister();
    exsltDynRegister();
    others.error = xsltGenericError;
    others.error_user = xsltGenericErrorContext;
    others.load = xsltDocDefaultLoader;
    xsltSetGenericErrorFunc(NULL, on_error);
    xsltSetLoaderFunc(on_load);
    return NULL;
}

void xslt_hooks_enter(struct xslt_sheet *s, struct xslt_hooks *saved)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, put_in, NULL);
    saved->outer = working;
    saved->xml_error = xmlGenericError;
    saved->xml_error_user = xmlGenericErrorContext;
    saved->xml_structured = xmlStructuredError;
    saved->xml_structured_user = xmlStructuredErrorContext;
    working = s;
    xmlSetGenericErrorFunc(NULL, on_error);
    xmlSetStructuredErrorFunc(NULL, on_structured);
}

void xslt_hooks_leave(const struct xslt_hooks *saved)
{
    working = saved->outer;
    xmlSetGenericErrorFunc(saved->xml_error_user, saved->xml_error);
    xmlSetStructuredErrorFunc(saved->xml_structured_user, saved->xml_structured);
}
