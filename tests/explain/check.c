/* SPDX-License-Identifier: MIT */
/*
 * Every code of diag.def and every check of xml/rules is explained in xml/explain, once, in both languages, and nothing else
 * is. tests/explain/owed names the codes whose explanation is still to be written: it may only shrink. Speaks TAP.
 */
#include "base/i18n.h"
#include "findings/explain.h"

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <locale.h>
#include <string.h>

static unsigned n_tests, n_failed;
static GString *why;

static void tap(const char *name)
{
    g_print("%s %u - %s\n", why->len ? "not ok" : "ok", ++n_tests, name);
    char **lines = g_strsplit(why->str, "\n", -1);
    for (char **l = lines; *l; l++)
        if (**l)
            g_print("# %s\n", *l);
    g_strfreev(lines);
    n_failed += why->len > 0;
    g_string_truncate(why, 0);
}

static void on_error(void *data, xmlError *err)
{
    const char *file = data;
    g_string_append_printf(why, "%s:%d: %s", file, err->line, err->message);
}

static void be_silent(void *data, xmlError *err)
{
    (void)data, (void)err;
}

/* The form of one file, and that no code stands twice in all of them and each speaks both languages. */
static void check_file(xmlSchema *xsd, const char *path, GHashTable *seen)
{
    xmlDoc *doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
    if (!doc) {
        g_string_append_printf(why, "%s: no XML\n", path);
        return;
    }
    xmlSchemaValidCtxt *v = xmlSchemaNewValidCtxt(xsd);
    xmlSchemaSetValidStructuredErrors(v, on_error, (void *)path);
    xmlSchemaValidateDoc(v, doc);
    xmlSchemaFreeValidCtxt(v);
    for (xmlNode *c = xmlDocGetRootElement(doc)->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        xmlChar *id = xmlGetNoNsProp(c, (const xmlChar *)"id");
        if (!g_hash_table_add(seen, g_strdup((const char *)id)))
            g_string_append_printf(why, "%s: '%s' is explained twice\n", path, (const char *)id);
        const char *first = NULL;
        for (xmlNode *k = c->children; k; k = k->next) {
            xmlChar *lang = k->type == XML_ELEMENT_NODE ? xmlGetNsProp(k, (const xmlChar *)"lang", XML_XML_NAMESPACE) : NULL;
            const char *now = !lang ? NULL : strcmp((const char *)lang, "vi") == 0 ? "vi" : "en";
            if (lang && strcmp((const char *)lang, now) != 0)
                g_string_append_printf(why, "%s: '%s' speaks '%s'\n", path, (const char *)id, (const char *)lang);
            if (now && first && now == first)
                g_string_append_printf(why, "%s: '%s' says '%s' twice in one language\n", path, (const char *)id,
                                       (const char *)k->name);
            if (now)
                first = first ? NULL : now;
            xmlFree(lang);
        }
        xmlFree(id);
    }
    xmlFreeDoc(doc);
}

static void check_form(const char *top)
{
    char *dir = g_build_filename(top, "xml/explain", NULL), *xsd_path = g_build_filename(dir, "explain.xsd", NULL);
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    xmlSchemaParserCtxt *p = xmlSchemaNewParserCtxt(xsd_path);
    xmlSchema *xsd = xmlSchemaParse(p);
    xmlSchemaFreeParserCtxt(p);
    GDir *d = g_dir_open(dir, 0, NULL);
    if (!xsd || !d)
        g_string_append(why, "explain.xsd cannot be used\n");
    for (const char *name; xsd && d && (name = g_dir_read_name(d));) {
        char *path = g_build_filename(dir, name, NULL);
        if (g_str_has_suffix(name, ".xml"))
            check_file(xsd, path, seen);
        g_free(path);
    }
    if (d)
        g_dir_close(d);
    tap("the files have the form of explain.xsd, no code twice");
    xmlSchemaFree(xsd);
    g_hash_table_destroy(seen);
    g_free(xsd_path);
    g_free(dir);
}

static GHashTable *read_owed(const char *top)
{
    char *path = g_build_filename(top, "tests/explain/owed", NULL), *text = NULL;
    GHashTable *owed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!g_file_get_contents(path, &text, NULL, NULL))
        text = g_strdup("");
    char **lines = g_strsplit(text, "\n", -1);
    for (char **l = lines; *l; l++)
        if (*g_strstrip(*l) && **l != '#')
            g_hash_table_add(owed, g_strdup(*l));
    g_strfreev(lines);
    g_free(text);
    g_free(path);
    return owed;
}

static void check_codes(const char *top)
{
    struct diag *diag = diag_new();
    struct explain_set *set = explain_load(diag, (const char *const[]){ NULL });
    GHashTable *owed = read_owed(top);
    for (unsigned i = 0; i < diag_len(diag); i++)
        g_string_append_printf(why, "%s\n", diag_get(diag, i)->message);
    tap("rules and explanations can be read");
    unsigned explained = 0, known = 0;
    for (unsigned i = 0; i < explain_len(set); i++) {
        const struct explain *e = explain_get(set, i);
        known += e->known;
        explained += e->known && e->what;
        if (e->known && !e->what && !g_hash_table_contains(owed, e->code))
            g_string_append_printf(why, "%s\n", e->code);
    }
    tap("every code is explained");
    g_print("# %u codes, %u explained\n", known, explained);
    for (unsigned i = 0; i < explain_len(set); i++)
        if (!explain_get(set, i)->known)
            g_string_append_printf(why, "%s\n", explain_get(set, i)->code);
    tap("no explanation is left of a code that is gone");
    GHashTableIter it;
    gpointer code;
    g_hash_table_iter_init(&it, owed);
    while (g_hash_table_iter_next(&it, &code, NULL)) {
        const struct explain *e = explain_find(set, code);
        if (!e || !e->known || e->what)
            g_string_append_printf(why, "%s: take it out of tests/explain/owed\n", (const char *)code);
    }
    tap("nothing is owed that is written or gone");
    for (unsigned id = 0; id < DIAG_N; id++) {
        const struct explain *e = explain_find(set, diag_row_code(id));
        bool same = false;              /* a code may have rows in several layers */
        for (unsigned k = 0; k < DIAG_N; k++)
            same |= strcmp(diag_row_code(k), e->code) == 0 && diag_row_layer(k) == e->layer;
        if (!same)
            g_string_append_printf(why, "%s is no code of the layer %s\n", e->code, diag_layer_name(e->layer));
    }
    tap("the layers are those of diag.def");
    g_hash_table_destroy(owed);
    explain_drop(set);
    diag_drop(diag);
}

int main(void)
{
    const char *top = g_getenv("srcdir");
    setlocale(LC_ALL, "C.UTF-8");
    i18n_bind();
    xmlSetStructuredErrorFunc(NULL, be_silent);
    why = g_string_new("");
    check_form(top ? top : ".");
    check_codes(top ? top : ".");
    g_print("1..%u\n", n_tests);
    g_string_free(why, TRUE);
    xmlSchemaCleanupTypes();
    xmlCleanupParser();
    return n_failed > 0;
}
