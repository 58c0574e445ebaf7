/* SPDX-License-Identifier: MIT */
/* Reads asserts and reports: severity, message, diagnostics, properties. In: XML. Out: struct sch_check. */
#include "report/schematron_priv.h"

#include "xpath/functions.h"

#include <string.h>

/* --- messages --- */

static void clear_part(gpointer p)
{
    struct sch_part *part = p;
    g_free(part->text);
    sch_clear_expr(&part->value);
}

static void add_text(GArray *parts, const xmlNode *n)
{
    struct sch_part part = { .text = g_strdup((const char *)n->content) };
    g_array_append_val(parts, part);
}

/* emph, span and dir only mark words up. */
static void add_parts(struct sch_compile *c, GArray *parts, const xmlNode *n)
{
    for (const xmlNode *k = n->children; k; k = k->next) {
        struct sch_part part = { 0 };
        if (k->type == XML_TEXT_NODE || k->type == XML_CDATA_SECTION_NODE) {
            add_text(parts, k);
        } else if (sch_is(k, "value-of")) {
            part.value = sch_compile_attr(c, k, "select");
            g_array_append_val(parts, part);
        } else if (sch_is(k, "name")) {
            char *path = sch_attr(k, "path", NULL);
            part.value = sch_compile_expr(c, path ? path : g_strdup("."), sch_attr_pos(k, "path", NULL));
            part.name = true;
            g_array_append_val(parts, part);
        } else if (sch_is(k, "emph") || sch_is(k, "span") || sch_is(k, "dir")) {
            add_parts(c, parts, k);
        } else if (k->type == XML_ELEMENT_NODE) {
            sch_fault(c, DIAG_RULE_ELEMENT, xml_node_pos(k), (const char *)k->name);
        }
    }
}

static GArray *message_of(struct sch_compile *c, const xmlNode *n)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct sch_part));
    g_array_set_clear_func(parts, clear_part);
    add_parts(c, parts, n);
    return parts;
}

/* The elements that attribute `name` of check `n` names; NULL-terminated ids in `*ids`, free with g_strfreev(). */
static char **ids_of(const xmlNode *n, const char *name)
{
    char *text = sch_attr(n, name, NULL);
    char **ids = g_strsplit_set(text ? text : "", " \t\r\n", -1);
    g_free(text);
    return ids;
}

/* The element whose text is the message of check `n`: one of its diagnostics, or itself. */
static const xmlNode *message_node(struct sch_compile *c, const xmlNode *n)
{
    const xmlNode *found = NULL;
    char **list = ids_of(n, "diagnostics");
    for (char **id = list; *id && !found; id++) {
        if (!**id)
            continue;
        const GPtrArray *nodes = g_hash_table_lookup(c->diagnostics, *id);
        if (!nodes)
            sch_fault(c, DIAG_RULE_DIAGNOSTIC, sch_attr_pos(n, "diagnostics", NULL), *id);
        for (guint i = 0; nodes && i < nodes->len && !found; i++)
            if (sch_in_language(nodes->pdata[i], c->out->language))
                found = nodes->pdata[i];
    }
    g_strfreev(list);
    return found ? found : n;
}

/* --- properties --- */

static void free_property(gpointer data)
{
    struct sch_property *p = data;
    sch_clear_expr(&p->select);
    sch_clear_expr(&p->with);
    g_free(p->attribute);
    g_array_free(p->message, TRUE);
    g_free(p);
}

/* Compiles attribute sc:NAME; comp NULL: it is not given. */
static struct sch_expr own_expr(struct sch_compile *c, const xmlNode *n, const char *name)
{
    char *text = sch_attr(n, name, XPATH_NAMESPACE);
    struct src_pos pos = sch_attr_pos(n, name, XPATH_NAMESPACE);
    return text ? sch_compile_expr(c, text, pos) : (struct sch_expr){ NULL, pos, NULL };
}

static bool has_language(const xmlNode *n)
{
    return xmlHasNsProp((xmlNode *)n, (const xmlChar *)"lang", XML_XML_NAMESPACE) != NULL;
}

static void add_property(struct sch_compile *c, GPtrArray *properties, const xmlNode *n)
{
    static const char *const roles[] = { [SCH_EXPECTED] = "expected", [SCH_RELATED] = "related", [SCH_FIX] = "fix" };
    char *role = sch_attr(n, "role", NULL), *safe = sch_attr(n, "safe", XPATH_NAMESPACE);
    unsigned r = 0;
    while (r < G_N_ELEMENTS(roles) && g_strcmp0(role, roles[r]) != 0)
        r++;
    /* Roles of others, and other languages, are nothing to us. */
    if (r < G_N_ELEMENTS(roles) && (!has_language(n) || sch_in_language(n, c->out->language))) {
        struct sch_property *p = g_new0(struct sch_property, 1);
        p->role = (enum sch_role)r;
        p->select = own_expr(c, n, "select");
        p->with = own_expr(c, n, "with");
        p->attribute = sch_attr(n, "attribute", XPATH_NAMESPACE);
        p->safe = g_strcmp0(safe, "true") == 0;
        p->message = message_of(c, n);
        bool lacks = !sch_given(&p->select) && (r == SCH_RELATED || (r == SCH_FIX && !c->in_match));
        if (lacks && !c->failed)
            diag_emit(c->diag, DIAG_RULE_ATTRIBUTE, xml_node_pos(n), "property", "sc:select");
        c->failed |= lacks;
        g_ptr_array_add(properties, p);
    }
    g_free(role);
    g_free(safe);
}

static GPtrArray *properties_of(struct sch_compile *c, const xmlNode *n)
{
    char **list = ids_of(n, "properties");
    GPtrArray *properties = g_ptr_array_new_with_free_func(free_property);
    for (char **id = list; *id; id++) {
        if (!**id)
            continue;
        const GPtrArray *nodes = g_hash_table_lookup(c->properties, *id);
        if (!nodes)
            sch_fault(c, DIAG_RULE_PROPERTY, sch_attr_pos(n, "properties", NULL), *id);
        for (guint i = 0; nodes && i < nodes->len; i++)
            add_property(c, properties, nodes->pdata[i]);
    }
    g_strfreev(list);
    if (properties->len == 0) {
        g_ptr_array_free(properties, TRUE);
        return NULL;
    }
    return properties;
}

/* --- checks --- */

void sch_free_check(gpointer p)
{
    struct sch_check *k = p;
    g_free(k->code);
    sch_clear_expr(&k->test);
    sch_clear_expr(&k->subject);
    g_array_free(k->message, TRUE);
    if (k->properties)
        g_ptr_array_free(k->properties, TRUE);
    g_free(k);
}

static bool severity_word(const char *word, enum diag_severity *severity)
{
    static const struct {
        const char *word;
        enum diag_severity severity;
    } words[] = {
        { "error", DIAG_ERROR }, { "fatal", DIAG_ERROR }, { "warning", DIAG_WARNING }, { "warn", DIAG_WARNING },
        { "info", DIAG_INFO }, { "information", DIAG_INFO },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(word, words[i].word) == 0) {
            *severity = words[i].severity;
            return true;
        }
    return false;
}

/* By the role, else by the flag, of the check, else of its rule. A flag may be any word, a role here only a severity. */
static enum diag_severity severity_of(struct sch_compile *c, const xmlNode *check, const xmlNode *rule)
{
    const xmlNode *const from[] = { check, rule };
    enum diag_severity s = DIAG_ERROR;
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(from) && !found; i++) {
        char *role = sch_attr(from[i], "role", NULL), *flag = sch_attr(from[i], "flag", NULL);
        found = severity_word(role, &s);
        if (role && !found)
            sch_fault(c, DIAG_RULE_ROLE, sch_attr_pos(from[i], "role", NULL), role);
        if (!role)
            found = severity_word(flag, &s);
        g_free(role);
        g_free(flag);
    }
    return s;
}

/* By the sc:layer of the check, its rule, its pattern, or the schema. */
static enum diag_layer layer_of(struct sch_compile *c, const xmlNode *check)
{
    char *word = NULL;
    const xmlNode *n = check, *in = check;
    for (; n && n->type == XML_ELEMENT_NODE && !(word = sch_attr(n, "layer", XPATH_NAMESPACE)); n = n->parent)
        in = n->parent;
    enum diag_layer layer = word ? diag_layer_find(word) : DIAG_LAYER_RULES;
    if (layer != DIAG_LAYER_RULES && layer != DIAG_LAYER_PROFILE) {
        sch_fault(c, DIAG_RULE_LAYER, sch_attr_pos(in, "layer", XPATH_NAMESPACE), word);
        layer = DIAG_LAYER_RULES;
    }
    g_free(word);
    return layer;
}

void sch_add_check(struct sch_compile *c, struct sch_rule *rule, const xmlNode *n, const xmlNode *rule_node)
{
    struct sch_check *k = g_new0(struct sch_check, 1);
    char *subject = sch_attr(n, "subject", NULL);
    const xmlNode *from = subject ? n : rule_node;
    k->is_report = sch_is(n, "report");
    k->code = sch_attr(n, "id", NULL);
    if (!k->code)
        k->code = g_strdup("rule");
    k->severity = severity_of(c, n, rule_node);
    k->layer = layer_of(c, n);
    k->test = sch_compile_attr(c, n, "test");
    if (subject || (subject = sch_attr(rule_node, "subject", NULL)))
        k->subject = sch_compile_expr(c, subject, sch_attr_pos(from, "subject", NULL));
    k->message = message_of(c, message_node(c, n));
    k->properties = properties_of(c, n);
    g_ptr_array_add(rule->checks, k);
}
