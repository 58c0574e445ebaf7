/* SPDX-License-Identifier: MIT */
/* Reads a Schematron file: phases, patterns, rules, what they share. In: XML. Out: struct schematron. */
#include "report/schematron_priv.h"

#include "base/i18n.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#define MAX_INCLUDES 64u
#define MAX_EXTENDS 16u

bool sch_is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && n->ns && strcmp((const char *)n->ns->href, SCHEMATRON_NS) == 0 &&
           strcmp((const char *)n->name, name) == 0;
}

char *sch_attr(const xmlNode *n, const char *name, const char *ns)
{
    xmlChar *v = ns ? xmlGetNsProp((xmlNode *)n, (const xmlChar *)name, (const xmlChar *)ns)
                    : xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)name);
    char *s = v ? g_strdup((const char *)v) : NULL;
    xmlFree(v);
    return s;
}

struct src_pos sch_attr_pos(const xmlNode *n, const char *name, const char *ns)
{
    xmlAttr *a = xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, (const xmlChar *)ns);
    return xml_value_pos(a ? (const xmlNode *)a : n);
}

void sch_fault(struct sch_compile *c, enum diag_code id, struct src_pos pos, const char *what)
{
    diag_emit(c->diag, id, pos, what);
    c->failed = true;
}

char *sch_need(struct sch_compile *c, const xmlNode *n, const char *name)
{
    char *s = sch_attr(n, name, NULL);
    if (s)
        return s;
    diag_emit(c->diag, DIAG_RULE_ATTRIBUTE, xml_node_pos(n), (const char *)n->name, name);
    c->failed = true;
    return g_strdup("");
}

bool sch_name_char(char ch)
{
    return g_ascii_isalnum(ch) || ch == '_' || ch == '-' || ch == '.' || (ch & 0x80);
}

bool sch_in_language(const xmlNode *n, const char *language)
{
    xmlChar *lang = xmlNodeGetLang(n);
    size_t len = strlen(language);
    bool yes = lang && strncmp((const char *)lang, language, len) == 0 && (lang[len] == '\0' || lang[len] == '-');
    xmlFree(lang);
    return yes;
}

/* Puts the values of an abstract pattern's parameters for $name (ISO Schematron, 6.3). Takes `s`. */
char *sch_substitute(struct sch_compile *c, char *s)
{
    if (!c->params || !strchr(s, '$'))
        return s;
    GString *out = g_string_new("");
    for (const char *p = s; *p;) {
        const char *end = p + 1;
        while (*p == '$' && sch_name_char(*end))
            end++;
        char *name = *p == '$' ? g_strndup(p + 1, (gsize)(end - p - 1)) : NULL;
        const char *value = name ? g_hash_table_lookup(c->params, name) : NULL;
        if (value)
            g_string_append(out, value);
        else
            g_string_append_len(out, p, end - p);
        g_free(name);
        p = end;
    }
    g_free(s);
    return g_string_free(out, FALSE);
}

static void on_xpath_error(void *data, xmlError *err)
{
    const char **message = data;
    if (!*message)
        *message = schematron_xpath_message(err->code - XML_XPATH_EXPRESSION_OK);
}

struct sch_expr sch_compile_expr(struct sch_compile *c, char *text, struct src_pos pos)
{
    const char *message = NULL;
    text = sch_substitute(c, text);
    if (c->tested)
        return (struct sch_expr){ NULL, pos, text };
    c->xpath->error = on_xpath_error;
    c->xpath->userData = &message;
    struct sch_expr e = { xmlXPathCtxtCompile(c->xpath, (const xmlChar *)text), pos, NULL };
    if (!e.comp)
        sch_fault(c, DIAG_RULE_XPATH, pos, message ? message : text);
    g_free(text);
    return e;
}

struct sch_expr sch_compile_attr(struct sch_compile *c, const xmlNode *n, const char *name)
{
    char *text = sch_need(c, n, name);
    if (xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, NULL))
        return sch_compile_expr(c, text, sch_attr_pos(n, name, NULL));
    g_free(text);
    return (struct sch_expr){ NULL, xml_node_pos(n), NULL };
}

void sch_clear_expr(struct sch_expr *e)
{
    if (e->comp)
        xmlXPathFreeCompExpr(e->comp);
    g_free(e->text);
}

/* --- lets --- */

static void free_let(gpointer p)
{
    struct sch_let *l = p;
    g_free(l->name);
    sch_clear_expr(&l->value);
    g_free(l);
}

static void add_let(struct sch_compile *c, GPtrArray *lets, const xmlNode *n)
{
    struct sch_let *l = g_new0(struct sch_let, 1);
    l->name = sch_need(c, n, "name");
    l->value = sch_compile_attr(c, n, "value");
    g_ptr_array_add(lets, l);
}

/* --- rules --- */

static void free_rule(gpointer p)
{
    struct sch_rule *r = p;
    g_array_free(r->contexts, TRUE);
    g_clear_pointer(&r->match, g_regex_unref);
    g_ptr_array_free(r->lets, TRUE);
    g_ptr_array_free(r->checks, TRUE);
    g_free(r);
}

/* The content of rule element `n`, and of the abstract rules that it extends. */
static void add_rule_content(struct sch_compile *c, struct sch_rule *rule, const xmlNode *n, unsigned level)
{
    for (const xmlNode *k = n->children; k; k = k->next) {
        if (sch_is(k, "let")) {
            add_let(c, rule->lets, k);
        } else if (sch_is(k, "assert") || sch_is(k, "report")) {
            sch_add_check(c, rule, k, n);
        } else if (sch_is(k, "extends")) {
            char *id = sch_need(c, k, "rule");
            const xmlNode *base = g_hash_table_lookup(c->abstract_rules, id);
            if (!base || level >= MAX_EXTENDS)
                sch_fault(c, DIAG_RULE_EXTENDS, sch_attr_pos(k, "rule", NULL), id);
            else
                add_rule_content(c, rule, base, level + 1);
            g_free(id);
        } else if (k->type == XML_ELEMENT_NODE && k->ns && strcmp((const char *)k->ns->href, SCHEMATRON_NS) == 0) {
            sch_fault(c, DIAG_RULE_ELEMENT, xml_node_pos(k), (const char *)k->name);
        }
    }
}

static void add_rule(struct sch_compile *c, struct sch_pattern *pattern, const xmlNode *n)
{
    struct sch_rule *r = g_new0(struct sch_rule, 1);
    r->lets = g_ptr_array_new_with_free_func(free_let);
    r->checks = g_ptr_array_new_with_free_func(sch_free_check);
    g_ptr_array_add(pattern->rules, r);
    r->contexts = sch_contexts(c, n, "context");
    r->match = sch_match_of(c, n);
    c->in_match = r->match != NULL;
    add_rule_content(c, r, n, 0);
}

/* --- patterns --- */

static bool is_abstract(const xmlNode *n)
{
    char *s = sch_attr(n, "abstract", NULL);
    bool yes = g_strcmp0(s, "true") == 0;
    g_free(s);
    return yes;
}

static void free_pattern(gpointer p)
{
    struct sch_pattern *pattern = p;
    g_ptr_array_free(pattern->lets, TRUE);
    g_ptr_array_free(pattern->rules, TRUE);
    g_free(pattern);
}

/* The rules and lets of `body`: the pattern itself, or the abstract one that it is an instance of. */
static void add_pattern_body(struct sch_compile *c, const xmlNode *body)
{
    struct sch_pattern *p = g_new0(struct sch_pattern, 1);
    p->lets = g_ptr_array_new_with_free_func(free_let);
    p->rules = g_ptr_array_new_with_free_func(free_rule);
    g_ptr_array_add(c->out->patterns, p);
    for (const xmlNode *k = body->children; k; k = k->next)
        if (sch_is(k, "let"))
            add_let(c, p->lets, k);
        else if (sch_is(k, "rule") && !is_abstract(k))
            add_rule(c, p, k);
}

static void add_pattern(struct sch_compile *c, const xmlNode *n)
{
    char *of = sch_attr(n, "is-a", NULL);
    if (!of) {
        add_pattern_body(c, n);
        return;
    }
    const xmlNode *body = g_hash_table_lookup(c->abstract_patterns, of);
    if (body) {
        c->params = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        for (const xmlNode *k = n->children; k; k = k->next)
            if (sch_is(k, "param"))
                g_hash_table_insert(c->params, sch_need(c, k, "name"), sch_need(c, k, "value"));
        add_pattern_body(c, body);
        g_hash_table_destroy(c->params);
        c->params = NULL;
    } else {
        sch_fault(c, DIAG_RULE_EXTENDS, sch_attr_pos(n, "is-a", NULL), of);
    }
    g_free(of);
}

/* --- keys and phases --- */

static void free_key(gpointer p)
{
    struct sch_key *k = p;
    g_free(k->name);
    g_array_free(k->contexts, TRUE);
    g_clear_pointer(&k->match, g_regex_unref);
    sch_clear_expr(&k->use);
    g_free(k);
}

static bool is_key(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE && n->ns && strcmp((const char *)n->ns->href, SCHEMATRON_KEY_NS) == 0 &&
           strcmp((const char *)n->name, "key") == 0;
}

static void add_key(struct sch_compile *c, const xmlNode *n)
{
    struct sch_key *k = g_new0(struct sch_key, 1);
    k->name = sch_need(c, n, "name");
    k->contexts = sch_contexts(c, n, "match");
    k->match = sch_match_of(c, n);
    if (!k->match)
        k->use = sch_compile_attr(c, n, "use");
    g_ptr_array_add(c->out->keys, k);
}

static const xmlNode *find_phase(const xmlNode *root, const char *id)
{
    for (const xmlNode *n = root->children; n && id; n = n->next) {
        char *own = sch_is(n, "phase") ? sch_attr(n, "id", NULL) : NULL;
        bool found = own && strcmp(own, id) == 0;
        g_free(own);
        if (found)
            return n;
    }
    return NULL;
}

static bool has_pattern(const xmlNode *root, const char *id)
{
    bool found = false;
    for (const xmlNode *n = root->children; n && !found; n = n->next) {
        char *own = sch_is(n, "pattern") ? sch_attr(n, "id", NULL) : NULL;
        found = own && strcmp(own, id) == 0;
        g_free(own);
    }
    return found;
}

/* Finds what is active in the phase that was asked for, or in the schema's own (ISO Schematron, 5.4.11). */
static void choose_phase(struct sch_compile *c, const xmlNode *root, const char *asked)
{
    const xmlNode *phase = find_phase(root, asked);
    c->out->in_phase = phase || g_strcmp0(asked, "#ALL") == 0;
    char *usual = sch_attr(root, "defaultPhase", NULL);
    if (!c->out->in_phase && usual && strcmp(usual, "#ALL") != 0 && !(phase = find_phase(root, usual)))
        sch_fault(c, DIAG_RULE_PHASE, sch_attr_pos(root, "defaultPhase", NULL), usual);
    g_free(usual);
    if (!phase)
        return;
    c->active = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const xmlNode *k = phase->children; k; k = k->next) {
        if (sch_is(k, "let")) {
            add_let(c, c->out->lets, k);
        } else if (sch_is(k, "active")) {
            char *pattern = sch_need(c, k, "pattern");
            if (!has_pattern(root, pattern))
                sch_fault(c, DIAG_RULE_ACTIVE, sch_attr_pos(k, "pattern", NULL), pattern);
            g_hash_table_add(c->active, pattern);
        }
    }
}

static bool is_active(const struct sch_compile *c, const xmlNode *n)
{
    char *id = c->active ? sch_attr(n, "id", NULL) : NULL;
    bool yes = !c->active || (id && g_hash_table_contains(c->active, id));
    g_free(id);
    return yes;
}

/* --- the whole file --- */

/* Puts what <include href=""> names in its place, confined like every file that a file names. */
static void include_all(struct sch_compile *c, xmlNode *n)
{
    for (xmlNode *k = n->children, *next; k; k = next) {
        next = k->next;
        if (!sch_is(k, "include")) {
            if (k->type == XML_ELEMENT_NODE)
                include_all(c, k);
            continue;
        }
        char *href = sch_need(c, k, "href");
        struct src_pos pos = xml_node_pos(k);
        char *path = access_resolve(pos.file ? src_file_name(pos.file) : NULL, href);
        xmlDoc *doc = NULL;
        if (++c->includes > MAX_INCLUDES)
            sch_fault(c, DIAG_RULE_INCLUDES, sch_attr_pos(k, "href", NULL), href);
        else if (!path)
            sch_fault(c, DIAG_IO_DENIED, sch_attr_pos(k, "href", NULL), href);
        else
            doc = xml_parse_file(c->loader, path, 0, sch_attr_pos(k, "href", NULL));
        if (doc) {
            xmlNode *copy = xmlDocCopyNode(xmlDocGetRootElement(doc), n->doc, 1);
            xml_copy_positions(xmlDocGetRootElement(doc), copy);
            xmlAddNextSibling(k, copy);
            next = copy;
            xmlFreeDoc(doc);
        } else {
            c->failed = true;
        }
        xmlUnlinkNode(k);
        xmlFreeNode(k);
        g_free(path);
        g_free(href);
    }
}

static void free_nodes(gpointer p)
{
    g_ptr_array_free(p, TRUE);
}

/* The children of `n` called `name`, by their ids: one each language. */
static void note_children(struct sch_compile *c, const xmlNode *n, const char *name, GHashTable *to)
{
    for (const xmlNode *k = n->children; k; k = k->next) {
        if (!sch_is(k, name))
            continue;
        char *id = sch_need(c, k, "id");
        GPtrArray *nodes = g_hash_table_lookup(to, id);
        if (!nodes)
            g_hash_table_insert(to, g_strdup(id), nodes = g_ptr_array_new());
        g_ptr_array_add(nodes, (gpointer)k);
        g_free(id);
    }
}

/* What others refer to by id. */
static void note_ids(struct sch_compile *c, const xmlNode *root)
{
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (sch_is(n, "diagnostics"))
            note_children(c, n, "diagnostic", c->diagnostics);
        if (sch_is(n, "properties"))
            note_children(c, n, "property", c->properties);
        if (sch_is(n, "pattern") && is_abstract(n))
            g_hash_table_replace(c->abstract_patterns, sch_need(c, n, "id"), (gpointer)n);
        for (const xmlNode *k = sch_is(n, "pattern") || sch_is(n, "rules") ? n->children : NULL; k; k = k->next)
            if (sch_is(k, "rule") && is_abstract(k))
                g_hash_table_replace(c->abstract_rules, sch_need(c, k, "id"), (gpointer)k);
    }
}

static void compile_schema(struct sch_compile *c, const xmlNode *root, const char *phase)
{
    note_ids(c, root);
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (sch_is(n, "ns")) {
            g_ptr_array_add(c->out->namespaces, sch_need(c, n, "prefix"));
            g_ptr_array_add(c->out->namespaces, sch_need(c, n, "uri"));
        } else if (sch_is(n, "let")) {
            add_let(c, c->out->lets, n);
        } else if (is_key(n)) {
            add_key(c, n);
        }
    }
    choose_phase(c, root, phase);
    for (const xmlNode *n = root->children; n; n = n->next)
        if (sch_is(n, "pattern") && !is_abstract(n) && is_active(c, n))
            add_pattern(c, n);
}

struct schematron *schematron_load(struct xml_loader *loader, struct diag *diag, const char *path, const char *phase,
                                   unsigned flags)
{
    xmlDoc *doc = xml_parse_file(loader, path, flags & ~SCHEMATRON_TESTED, SRC_NOWHERE);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!doc)
        return NULL;
    if (!sch_is(root, "schema")) {
        diag_emit(diag, DIAG_RULE_FILE, xml_node_pos(root), SCHEMATRON_NS);
        xmlFreeDoc(doc);
        return NULL;
    }
    struct schematron *s = g_new0(struct schematron, 1);
    s->doc = doc;
    s->language = g_strdup(i18n_language());
    s->namespaces = g_ptr_array_new_with_free_func(g_free);
    s->lets = g_ptr_array_new_with_free_func(free_let);
    s->keys = g_ptr_array_new_with_free_func(free_key);
    s->patterns = g_ptr_array_new_with_free_func(free_pattern);
    struct sch_compile c = { .out = s, .loader = loader, .diag = diag, .xpath = xmlXPathNewContext(NULL) };
    c.tested = (flags & SCHEMATRON_TESTED) != 0;
    GHashTable **const tables[] = { &c.abstract_patterns, &c.abstract_rules, &c.diagnostics, &c.properties };
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        *tables[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, i < 2 ? NULL : free_nodes);
    include_all(&c, root);
    if (!c.tested)
        sch_check_names(&c, root);
    if (!c.failed)
        compile_schema(&c, root, phase);
    xmlXPathFreeContext(c.xpath);
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        g_hash_table_destroy(*tables[i]);
    if (c.active)
        g_hash_table_destroy(c.active);
    if (c.failed) {
        schematron_drop(s);
        return NULL;
    }
    return s;
}

void schematron_drop(struct schematron *s)
{
    if (!s)
        return;
    g_free(s->language);
    g_ptr_array_free(s->namespaces, TRUE);
    g_ptr_array_free(s->lets, TRUE);
    g_ptr_array_free(s->keys, TRUE);
    g_ptr_array_free(s->patterns, TRUE);
    xmlFreeDoc(s->doc);
    g_free(s);
}

bool schematron_in_phase(const struct schematron *s)
{
    return s->in_phase;
}

void schematron_codes(const struct schematron *s, GHashTable *codes)
{
    for (guint p = 0; p < s->patterns->len; p++) {
        const struct sch_pattern *pattern = s->patterns->pdata[p];
        for (guint r = 0; r < pattern->rules->len; r++) {
            const struct sch_rule *rule = pattern->rules->pdata[r];
            for (guint i = 0; i < rule->checks->len; i++)
                g_hash_table_add(codes, ((const struct sch_check *)rule->checks->pdata[i])->code);
        }
    }
}
