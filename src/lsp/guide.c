/* SPDX-License-Identifier: MIT */
/* The schema as completion and hover ask it: by the names of elements around a place, not by a tree. */
#include "lsp/server_priv.h"

#include "base/datadir.h"
#include "report/report.h"

#include <string.h>

struct guide {
    struct diag *diag;
    struct access *access;
    struct xml_loader *loader;
    struct model *model;
};

struct guide *guide_new(void)
{
    struct guide *g = g_new0(struct guide, 1);
    char *path = data_path(report_type_default()->schema);
    g->diag = diag_new();
    g->access = access_new();
    access_allow_dir_of(g->access, path);
    g->loader = xml_loader_new(g->access, g->diag);
    g->model = model_load(g->loader, path);
    g_free(path);
    return g;
}

void guide_drop(struct guide *g)
{
    if (!g)
        return;
    model_drop(g->model);
    xml_loader_drop(g->loader);
    access_drop(g->access);
    diag_drop(g->diag);
    g_free(g);
}

const struct model *guide_model(const struct guide *g)
{
    return g->model;
}

const xmlNode *guide_element(const struct guide *g, const GPtrArray *path, const char *last)
{
    xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *at = (xmlNode *)doc;
    for (guint i = 0; i < path->len + (last ? 1 : 0); i++)
        at = xmlAddChild(at, xmlNewDocNode(doc, NULL, BAD_CAST (i < path->len ? path->pdata[i] : last), NULL));
    const xmlNode *decl = at != (xmlNode *)doc ? model_element(g->model, at) : NULL;
    xmlFreeDoc(doc);
    return decl;
}

const xmlNode *guide_attribute(const struct guide *g, const xmlNode *element, const char *name)
{
    GPtrArray *all = model_attributes(g->model, element);
    const xmlNode *found = model_find(all, name, NULL);
    g_ptr_array_free(all, TRUE);
    return found;
}

/* --- references --- */

/* The attribute `name` of the first child `child` of a constraint: its selector's or field's XPath. NULL. */
static char *xpath_of(const xmlNode *constraint, const char *child)
{
    for (const xmlNode *n = constraint->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, child) == 0)
            return (char *)xmlGetNoNsProp(n, BAD_CAST "xpath");
    return NULL;
}

/* The local names that the paths of a selector end with, "*" for any: "r:people/r:person|.//r:p" gives person, p. */
static char **last_names(const xmlNode *constraint)
{
    char *xpath = xpath_of(constraint, "selector");
    char **paths = g_strsplit(xpath ? xpath : "", "|", -1);
    for (char **p = paths; *p; p++) {
        const char *step = strrchr(*p, '/'), *colon;
        step = step ? step + 1 : *p;
        colon = strchr(step, ':');
        char *name = g_strstrip(g_strdup(colon ? colon + 1 : step));
        g_free(*p);
        *p = name;
    }
    xmlFree(xpath);
    return paths;
}

/* The attribute that a constraint's field names; xmlFree() it. NULL: it names none. */
static char *field_attr(const xmlNode *constraint)
{
    char *xpath = xpath_of(constraint, "field");
    if (xpath && xpath[0] == '@') {
        memmove(xpath, xpath + 1, strlen(xpath));
        return xpath;
    }
    xmlFree(xpath);
    return NULL;
}

static bool refers(const xmlNode *keyref, const char *element, const char *attr)
{
    char **names = last_names(keyref), *field = field_attr(keyref);
    bool yes = field && strcmp(field, attr) == 0 &&
               (g_strv_contains((const char *const *)names, "*") || g_strv_contains((const char *const *)names, element));
    xmlFree(field);
    g_strfreev(names);
    return yes;
}

void guide_each_target(const struct guide *g, const char *element, const char *attr, const char *text, size_t len,
                       void (*each)(void *user, const char *value, const char *label), void *user)
{
    GPtrArray *keyrefs = model_keyrefs(g->model);
    for (guint i = 0; i < keyrefs->len; i++) {
        const xmlNode *keyref = keyrefs->pdata[i];
        char *refer = refers(keyref, element, attr) ? (char *)xmlGetNoNsProp(keyref, BAD_CAST "refer") : NULL;
        const char *colon = refer ? strchr(refer, ':') : NULL;
        const xmlNode *key = refer ? model_constraint(g->model, colon ? colon + 1 : refer) : NULL;
        if (key) {
            char **names = last_names(key), *field = field_attr(key);
            for (char **n = names; field && *n; n++)
                context_each_value(text, len, strcmp(*n, "*") == 0 ? NULL : *n, field, each, user);
            xmlFree(field);
            g_strfreev(names);
        }
        xmlFree(refer);
    }
    g_ptr_array_free(keyrefs, TRUE);
}
