/* SPDX-License-Identifier: MIT */
/* Names that Schematron does not have: what is misspelt would be passed over in silence, and nothing be checked by it. */
#include "report/schematron_priv.h"

#include "base/near.h"

#include <string.h>

static const char *const elements[] = {
    "active", "assert", "diagnostic", "diagnostics", "dir", "emph", "extends", "include", "let", "name", "ns", "p", "param",
    "pattern", "phase", "properties", "property", "report", "rule", "schema", "span", "title", "value-of",
};

static const char *const attributes[] = {
    "abstract", "as", "class", "context", "defaultPhase", "diagnostics", "documents", "dir", "flag", "fpi", "href", "icon", "id",
    "is-a", "name", "path", "pattern", "prefix", "properties", "queryBinding", "role", "rule", "schema", "schemaVersion", "scheme",
    "see", "select", "subject", "test", "uri", "value",
};

static bool is_among(const char *const *names, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void check_attributes(struct sch_compile *c, const xmlNode *n)
{
    for (const xmlAttr *a = n->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        if (a->ns || is_among(attributes, G_N_ELEMENTS(attributes), name))
            continue;
        const char *like = near_of(name, attributes, G_N_ELEMENTS(attributes));
        if (!like)
            continue;           /* of a later edition, or of another program */
        diag_emit(c->diag, DIAG_RULE_ATTRIBUTE_LIKE, xml_node_pos((const xmlNode *)a), name, like);
        c->failed = true;
    }
}

void sch_check_names(struct sch_compile *c, const xmlNode *n)
{
    if (n->type != XML_ELEMENT_NODE)
        return;
    const char *name = (const char *)n->name;
    bool ours = n->ns && strcmp((const char *)n->ns->href, SCHEMATRON_NS) == 0;
    const char *like = ours && !is_among(elements, G_N_ELEMENTS(elements), name)
                           ? near_of(name, elements, G_N_ELEMENTS(elements)) : NULL;
    if (like) {
        diag_emit(c->diag, DIAG_RULE_ELEMENT_LIKE, xml_node_pos(n), name, like);
        c->failed = true;
    } else if (ours && !is_among(elements, G_N_ELEMENTS(elements), name)) {
        sch_fault(c, DIAG_RULE_ELEMENT_NONE, xml_node_pos(n), name);
    } else if (ours) {
        check_attributes(c, n);
    }
    for (const xmlNode *k = n->children; k; k = k->next)
        sch_check_names(c, k);
}
