/* SPDX-License-Identifier: MIT */
/* Documents for libxslt: read through the loader of base/, named by a URL. */
#include "xslt/xslt_priv.h"

#include <string.h>

/* libxslt resolves references against doc->URL, which must be a URL: spaces and Vietnamese letters escaped. */
static void set_url(xmlDoc *doc, const char *path)
{
    char *url = g_uri_escape_string(path, "/", FALSE);
    xmlFree((xmlChar *)doc->URL);
    doc->URL = xmlStrdup(BAD_CAST url);
    g_free(url);
}

/*
 * The same document, its names in `dict`: libxslt compares the names of variables and modes by pointer, so the
 * modules of a stylesheet must share one dictionary.
 */
static xmlDoc *with_dict(xmlDoc *doc, xmlDict *dict)
{
    xmlDoc *copy = xmlNewDoc(doc->version);
    copy->dict = dict;
    xmlDictReference(dict);
    copy->URL = xmlStrdup(doc->URL);
    for (xmlNode *n = doc->children; n; n = n->next) {
        if (n->type == XML_DTD_NODE)
            continue;
        xmlNode *c = xmlDocCopyNode(n, copy, 1);
        xmlAddChild((xmlNode *)copy, c);
        xml_copy_positions(n, c);
    }
    xmlFreeDoc(doc);
    return copy;
}

xmlDoc *xslt_load(struct xslt_sheet *s, const char *path, unsigned flags, struct src_pos from, xmlDict *dict)
{
    xmlDoc *doc = xml_parse_file(s->loader, path, flags, from);
    if (!doc) {
        s->load_failed = true;
        return NULL;
    }
    set_url(doc, path);
    if (dict)
        doc = with_dict(doc, dict);
    struct xslt_file f = { g_strdup((const char *)doc->URL), doc };
    g_array_append_val(s->files, f);
    return doc;
}

/* The element of a stylesheet that names `path`, while nothing runs. */
static struct src_pos who_includes(const struct xslt_sheet *s, const char *path)
{
    for (guint i = s->files->len; i-- > 0;) {
        const struct xslt_file *f = &g_array_index(s->files, struct xslt_file, i);
        for (xmlNode *n = xmlDocGetRootElement(f->doc) ? xmlDocGetRootElement(f->doc)->children : NULL; n; n = n->next) {
            if (n->type != XML_ELEMENT_NODE || (strcmp((const char *)n->name, "include") != 0 &&
                                                strcmp((const char *)n->name, "import") != 0))
                continue;
            xmlAttr *href = xmlHasNsProp(n, BAD_CAST "href", NULL);
            xmlChar *ref = xmlNodeListGetString(f->doc, href ? href->children : NULL, 1);
            char *base = access_resolve(NULL, f->url);
            char *full = ref ? access_resolve(base, (const char *)ref) : NULL;
            bool same = full && strcmp(full, path) == 0;
            g_free(full);
            g_free(base);
            xmlFree(ref);
            if (same)
                return xml_value_pos((const xmlNode *)href);
        }
    }
    return SRC_NOWHERE;
}

xmlDoc *xslt_load_url(struct xslt_sheet *s, const char *url, xmlDict *dict, bool stylesheet)
{
    char *path = access_resolve(NULL, url);
    struct src_pos from = s->run ? xslt_error_here(s) : who_includes(s, path ? path : url);
    if (!path) {
        diag_emit(s->diag, DIAG_IO_DENIED, from, url);
        s->load_failed = true;
        return NULL;
    }
    xmlDoc *doc = xslt_load(s, path, 0, from, stylesheet ? dict : NULL);
    if (doc && stylesheet && (s->flags & XSLT_MARKS))
        xslt_mark_stylesheet(doc);
    g_free(path);
    return doc;
}
