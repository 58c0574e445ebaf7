/* SPDX-License-Identifier: MIT */
/* Metadata by XPath, a row each. */
#include "report/meta.h"

#include <glib.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#define NS "urn:sapchu:report:1"

static const char *const paths[] = {
    [REPORT_TITLE] = "/r:report/r:meta/r:title",
    [REPORT_AUTHOR] = "/r:report/r:meta/r:author",
    [REPORT_SUBJECT] = "/r:report/r:meta/r:lead",
    [REPORT_KEYWORDS] = "/r:report/r:meta/r:tag",
    [REPORT_LANG] = "/r:report/@xml:lang",
    /* the moment of publication if there is one, else the document's own date */
    [REPORT_DATE] = "/r:report/r:meta/r:published | /r:report[not(r:meta/r:published)]/r:date",
};

char *report_meta(const xmlDoc *doc, enum report_meta what)
{
    xmlXPathContext *c = xmlXPathNewContext((xmlDoc *)doc);
    xmlXPathRegisterNs(c, BAD_CAST "r", BAD_CAST NS);
    xmlXPathObject *o = xmlXPathEvalExpression(BAD_CAST paths[what], c);
    GString *s = g_string_new(NULL);
    for (int i = 0; o && o->nodesetval && i < o->nodesetval->nodeNr; i++) {
        xmlChar *text = xmlNodeGetContent(o->nodesetval->nodeTab[i]);
        char **words = g_strsplit_set(text ? (const char *)text : "", " \t\r\n", -1);
        for (char **w = words; *w; w++)
            if (**w)
                g_string_append_printf(s, "%s%s", s->len == 0 ? "" : w == words ? ", " : " ", *w);
        g_strfreev(words);
        xmlFree(text);
    }
    xmlXPathFreeObject(o);
    xmlXPathFreeContext(c);
    char *value = s->len ? g_strdup(s->str) : NULL;
    g_string_free(s, TRUE);
    return value;
}
