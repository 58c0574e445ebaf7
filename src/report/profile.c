/* SPDX-License-Identifier: MIT */
#include "report/profile.h"

#include "base/datadir.h"

#include <string.h>

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static char *attr(const xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)name);
    char *s = v ? g_strdup((const char *)v) : NULL;
    xmlFree(v);
    return s;
}

/* Attribute `name`, or the text, of the first child of the report called so. */
static char *of_child(const xmlNode *root, const char *child, const char *name)
{
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (!is(n, child))
            continue;
        if (name)
            return attr(n, name);
        xmlChar *text = xmlNodeGetContent(n);
        char *s = g_strstrip(g_strdup((const char *)text));
        xmlFree(text);
        return s;
    }
    return NULL;
}

static xmlDoc *load(struct xml_loader *loader, const char *file)
{
    char *rel = g_build_filename("xml/profiles", file, NULL), *path = data_path(rel);
    xmlDoc *doc = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? xml_parse_file(loader, path, XML_NAMED, SRC_NOWHERE) : NULL;
    g_free(path);
    g_free(rel);
    return doc;
}

/* ISO dates compare as texts. */
static bool fits(const xmlNode *profile, const char *type, const char *date)
{
    char *document = attr(profile, "document"), *types = attr(profile, "issuer-types");
    char *from = attr(profile, "valid-from"), *to = attr(profile, "valid-to");
    char **list = g_strsplit(types ? types : "", " ", -1);
    bool ok = g_strcmp0(document, "minutes") == 0 && g_strv_contains((const char *const *)list, type) && from &&
              strcmp(from, date) <= 0 && (!to || strcmp(date, to) <= 0);
    g_strfreev(list);
    g_free(document);
    g_free(types);
    g_free(from);
    g_free(to);
    return ok;
}

static xmlDoc *by_body_and_date(struct xml_loader *loader, const char *type, const char *date)
{
    char *folder = data_path("xml/profiles");
    GDir *dir = g_dir_open(folder, 0, NULL);
    xmlDoc *found = NULL;
    for (const char *name; dir && !found && (name = g_dir_read_name(dir));) {
        xmlDoc *doc = g_str_has_suffix(name, ".xml") ? load(loader, name) : NULL;
        if (doc && fits(xmlDocGetRootElement(doc), type, date))
            found = doc;
        else if (doc)
            xmlFreeDoc(doc);
    }
    if (dir)
        g_dir_close(dir);
    g_free(folder);
    return found;
}

/* Those of the form go before what stands there already. */
static void add_options(GHashTable *options, xmlDoc *doc)
{
    for (const xmlNode *n = doc ? xmlDocGetRootElement(doc)->children : NULL; n; n = n->next) {
        char *name = is(n, "option") ? attr(n, "name") : NULL, *value = name ? attr(n, "value") : NULL;
        if (name && value)
            g_hash_table_replace(options, name, value);
        else
            g_free(name);
    }
    if (doc)
        xmlFreeDoc(doc);
}

/* The form of the report's minutes; NULL: there is none. */
static xmlDoc *form_of(struct xml_loader *loader, const xmlNode *root)
{
    char *id = attr(root, "profile"), *type = of_child(root, "issuer", "type"), *date = of_child(root, "date", NULL);
    xmlDoc *doc = NULL;
    if (id) {
        /* The schema lets only names in: no path can be meant. */
        char *file = g_strconcat(id, ".xml", NULL);
        doc = strchr(id, '/') ? NULL : load(loader, file);
        g_free(file);
    }
    if (!doc && type && date)
        doc = by_body_and_date(loader, type, date);
    g_free(id);
    g_free(type);
    g_free(date);
    return doc;
}

GHashTable *profile_options(struct xml_loader *loader, xmlDoc *report)
{
    GHashTable *options = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    add_options(options, load(loader, "news.xml"));
    add_options(options, form_of(loader, xmlDocGetRootElement(report)));
    return options;
}
