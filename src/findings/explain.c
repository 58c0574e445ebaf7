/* SPDX-License-Identifier: MIT */
/* Reads the explanations, and puts them beside the codes that there are. */
#include "findings/explain.h"

#include "base/arena.h"
#include "base/datadir.h"
#include "base/i18n.h"
#include "base/xml.h"

#include <string.h>

#define SCHEMATRON "http://purl.oclc.org/dsdl/schematron"
#define EXTENSIONS "urn:sapchu:xslt"

struct explain_set {
    struct arena *arena;
    GHashTable *by_code;
    GPtrArray *list;            /* of struct explain */
};

static struct explain *entry(struct explain_set *set, const char *code)
{
    struct explain *e = g_hash_table_lookup(set->by_code, code);
    if (e)
        return e;
    e = arena_new0(set->arena, struct explain);
    e->code = arena_strdup(set->arena, code);
    g_hash_table_insert(set->by_code, (gpointer)e->code, e);
    g_ptr_array_add(set->list, e);
    return e;
}

static void know(struct explain *e, enum diag_layer layer, enum diag_severity severity)
{
    if (!e->known)
        e->layer = layer;
    e->severity = e->known ? MAX(e->severity, severity) : severity;
    e->known = true;
}

static void add_rows(struct explain_set *set)
{
    for (unsigned id = 0; id < DIAG_N; id++)
        know(entry(set, diag_row_code(id)), diag_row_layer(id), diag_row_severity(id));
}

/* --- documents --- */

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static const xmlNode *next_in(const xmlNode *root, const xmlNode *n)
{
    if (n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Calls `take` with the outermost element of each file of a data folder whose name ends so, by name. */
static void each_file(struct explain_set *set, struct xml_loader *loader, const char *folder, const char *end,
                      void (*take)(struct explain_set *set, const xmlNode *root))
{
    char *path = data_path(folder);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, end))
            g_ptr_array_add(names, g_build_filename(path, name, NULL));
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        xmlDoc *doc = xml_parse_file(loader, names->pdata[i], XML_NAMED, SRC_NOWHERE);
        if (doc)
            take(set, xmlDocGetRootElement(doc));
        xmlFreeDoc(doc);
    }
    g_ptr_array_free(names, TRUE);
    g_free(path);
}

/* A text on one line; an example as it is written, without the blank lines around it. */
static const char *text_of(struct explain_set *set, const xmlNode *n, bool example)
{
    xmlChar *content = xmlNodeGetContent(n);
    char *text = g_strdup((const char *)content);
    xmlFree(content);
    const char *out;
    if (example) {
        const char *from = text + strspn(text, "\n\r");
        out = arena_strdup(set->arena, g_strchomp((char *)from));
    } else {
        char **words = g_strsplit_set(text, " \t\r\n", -1);
        GString *s = g_string_new("");
        for (char **w = words; *w; w++)
            if (**w)
                g_string_append_printf(s, "%s%s", s->len ? " " : "", *w);
        out = arena_strdup(set->arena, s->str);
        g_strfreev(words);
        g_string_free(s, TRUE);
    }
    g_free(text);
    return out;
}

/* --- the checks of rules: their code is their id, their severity their role, or that of their rule --- */

static bool severity_of(const xmlNode *n, const char *attr, enum diag_severity *s)
{
    static const struct {
        const char *word;
        enum diag_severity severity;
    } words[] = { { "err", DIAG_ERROR }, { "fatal", DIAG_ERROR }, { "warn", DIAG_WARNING }, { "info", DIAG_INFO } };
    xmlChar *role = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)attr);
    bool found = false;
    for (size_t i = 0; role && i < G_N_ELEMENTS(words) && !found; i++)
        if ((found = g_str_has_prefix((const char *)role, words[i].word)))
            *s = words[i].severity;
    xmlFree(role);
    return found;
}

/* Of a check, by sc:layer on it or what it stands in. */
static enum diag_layer layer_of(const xmlNode *n)
{
    xmlChar *word = NULL;
    for (; n && n->type == XML_ELEMENT_NODE && !word; n = n->parent)
        word = xmlGetNsProp((xmlNode *)n, (const xmlChar *)"layer", (const xmlChar *)EXTENSIONS);
    enum diag_layer layer = word ? diag_layer_find((const char *)word) : DIAG_LAYER_RULES;
    xmlFree(word);
    return layer < DIAG_LAYER_N ? layer : DIAG_LAYER_RULES;
}

static bool speaks(const xmlNode *n, const char *language)
{
    xmlChar *lang = xmlGetNsProp((xmlNode *)n, (const xmlChar *)"lang", XML_XML_NAMESPACE);
    bool same = !lang || strcmp((const char *)lang, language) == 0;
    xmlFree(lang);
    return same;
}

/* The paragraphs in `n`, as one text; NULL: there are none. */
static const char *paragraphs(struct explain_set *set, const xmlNode *n)
{
    GString *s = g_string_new("");
    for (const xmlNode *k = n->children; k; k = k->next)
        if (is_named(k, "p") && speaks(k, i18n_language()))
            g_string_append_printf(s, "%s%s", s->len ? " " : "", text_of(set, k, false));
    const char *text = s->len ? arena_strdup(set->arena, s->str) : NULL;
    g_string_free(s, TRUE);
    return text;
}

/* A check explains itself by what its pattern says, else the schema. */
static void explain_check(struct explain_set *set, struct explain *e, const xmlNode *check, const xmlNode *root)
{
    for (const xmlNode *n = check->parent; n && n->type == XML_ELEMENT_NODE && !e->what; n = n->parent)
        if (n == root || is_named(n, "pattern"))
            e->what = paragraphs(set, n);
}

static void take_rules(struct explain_set *set, const xmlNode *root)
{
    for (const xmlNode *n = root; n; n = next_in(root, n)) {
        if (!(is_named(n, "assert") || is_named(n, "report")) || !n->ns || strcmp((const char *)n->ns->href, SCHEMATRON) != 0)
            continue;
        xmlChar *id = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)"id");
        enum diag_severity s = DIAG_ERROR;
        bool found = severity_of(n, "role", &s) || severity_of(n, "flag", &s) || severity_of(n->parent, "role", &s) ||
                     severity_of(n->parent, "flag", &s);
        if (id) {
            struct explain *e = entry(set, (const char *)id);
            know(e, layer_of(n), found ? s : DIAG_ERROR);
            explain_check(set, e, n, root);
        }
        xmlFree(id);
    }
}

/* --- explanations --- */

static void take_code(struct explain_set *set, const xmlNode *code, const char *id)
{
    struct explain *e = entry(set, id);
    xmlChar *layer = xmlGetNoNsProp((xmlNode *)code, (const xmlChar *)"layer");
    enum diag_layer l = layer ? diag_layer_find((const char *)layer) : DIAG_LAYER_N;
    if (l < DIAG_LAYER_N)
        e->layer = l;
    xmlFree(layer);
    for (const xmlNode *n = code->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE || !speaks(n, i18n_language()))
            continue;
        if (is_named(n, "what"))
            e->what = text_of(set, n, false);
        else if (is_named(n, "why"))
            e->why = text_of(set, n, false);
        else if (is_named(n, "bad"))
            e->bad = text_of(set, n, true);
        else if (is_named(n, "good"))
            e->good = text_of(set, n, true);
        else if (is_named(n, "source"))
            e->source = text_of(set, n, false);
    }
}

static void take_explanations(struct explain_set *set, const xmlNode *root)
{
    for (const xmlNode *n = root->children; n; n = n->next) {
        xmlChar *id = is_named(n, "code") ? xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)"id") : NULL;
        if (id)
            take_code(set, n, (const char *)id);
        xmlFree(id);
    }
}

/* --- the set --- */

static gint compare(gconstpointer a, gconstpointer b)
{
    const struct explain *x = *(const struct explain *const *)a, *y = *(const struct explain *const *)b;
    return x->layer != y->layer ? (x->layer < y->layer ? -1 : 1) : strcmp(x->code, y->code);
}

struct explain_set *explain_load(struct diag *diag, const char *const *rules)
{
    struct explain_set *set = g_new0(struct explain_set, 1);
    set->arena = arena_new();
    set->by_code = g_hash_table_new(g_str_hash, g_str_equal);
    set->list = g_ptr_array_new();
    struct xml_loader *loader = xml_loader_new(NULL, diag);
    add_rows(set);
    each_file(set, loader, "xml/rules", ".sch", take_rules);
    for (; *rules; rules++) {
        xmlDoc *doc = xml_parse_file(loader, *rules, XML_NAMED, SRC_NOWHERE);
        if (doc)
            take_rules(set, xmlDocGetRootElement(doc));
        xmlFreeDoc(doc);
    }
    each_file(set, loader, "xml/explain", ".xml", take_explanations);
    xml_loader_drop(loader);
    g_ptr_array_sort(set->list, compare);
    return set;
}

void explain_drop(struct explain_set *set)
{
    if (!set)
        return;
    g_ptr_array_free(set->list, TRUE);
    g_hash_table_destroy(set->by_code);
    arena_drop(set->arena);
    g_free(set);
}

unsigned explain_len(const struct explain_set *set)
{
    return set->list->len;
}

const struct explain *explain_get(const struct explain_set *set, unsigned i)
{
    return set->list->pdata[i];
}

const struct explain *explain_find(const struct explain_set *set, const char *code)
{
    return g_hash_table_lookup(set->by_code, code);
}
