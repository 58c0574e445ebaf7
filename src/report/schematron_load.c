/* SPDX-License-Identifier: MIT */
/* Reads a Schematron file and compiles its expressions. In: XML. Out: struct schematron. */
#include "report/schematron_priv.h"

#include "base/i18n.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#define MAX_INCLUDES 64u
#define MAX_EXTENDS 16u

struct compile {
    struct schematron *out;
    struct xml_loader *loader;
    struct diag *diag;
    xmlXPathContext *xpath;
    GHashTable *abstract_patterns, *abstract_rules;     /* id: xmlNode */
    GHashTable *diagnostics;                            /* id: GPtrArray of xmlNode */
    GHashTable *params;                                 /* of the pattern that is being made, or NULL */
    const char *language;
    unsigned includes;
    bool failed;
};

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && n->ns && strcmp((const char *)n->ns->href, SCHEMATRON_NS) == 0 &&
           strcmp((const char *)n->name, name) == 0;
}

static char *attr(const xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)name);
    char *s = v ? g_strdup((const char *)v) : NULL;
    xmlFree(v);
    return s;
}

static struct src_pos attr_pos(const xmlNode *n, const char *name)
{
    xmlAttr *a = xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, NULL);
    return xml_value_pos(a ? (const xmlNode *)a : n);
}

static void fault(struct compile *c, enum diag_code id, struct src_pos pos, const char *what)
{
    diag_emit(c->diag, id, pos, what);
    c->failed = true;
}

/* A required attribute; an empty string after a diagnostic. */
static char *need(struct compile *c, const xmlNode *n, const char *name)
{
    char *s = attr(n, name);
    if (s)
        return s;
    diag_emit(c->diag, DIAG_RULE_ATTRIBUTE, xml_node_pos(n), (const char *)n->name, name);
    c->failed = true;
    return g_strdup("");
}

static bool name_char(char ch)
{
    return g_ascii_isalnum(ch) || ch == '_' || ch == '-' || ch == '.' || (ch & 0x80);
}

/* Puts the values of an abstract pattern's parameters for $name (ISO Schematron, 6.3). Takes `s`. */
static char *substitute(struct compile *c, char *s)
{
    if (!c->params || !strchr(s, '$'))
        return s;
    GString *out = g_string_new("");
    for (const char *p = s; *p;) {
        const char *end = p + 1;
        while (*p == '$' && name_char(*end))
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

/* Compiles `text` (taken), which stands at `pos`. */
static struct sch_expr compile(struct compile *c, char *text, struct src_pos pos)
{
    const char *message = NULL;
    text = substitute(c, text);
    c->xpath->error = on_xpath_error;
    c->xpath->userData = &message;
    struct sch_expr e = { xmlXPathCtxtCompile(c->xpath, (const xmlChar *)text), pos };
    if (!e.comp)
        fault(c, DIAG_RULE_XPATH, pos, message ? message : text);
    g_free(text);
    return e;
}

static struct sch_expr compile_attr(struct compile *c, const xmlNode *n, const char *name)
{
    char *text = need(c, n, name);
    if (xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, NULL))
        return compile(c, text, attr_pos(n, name));
    g_free(text);
    return (struct sch_expr){ NULL, xml_node_pos(n) };
}

static void clear_expr(struct sch_expr *e)
{
    if (e->comp)
        xmlXPathFreeCompExpr(e->comp);
}

/* --- lets --- */

static void free_let(gpointer p)
{
    struct sch_let *l = p;
    g_free(l->name);
    clear_expr(&l->value);
    g_free(l);
}

static void add_let(struct compile *c, GPtrArray *lets, const xmlNode *n)
{
    struct sch_let *l = g_new0(struct sch_let, 1);
    l->name = need(c, n, "name");
    l->value = compile_attr(c, n, "value");
    g_ptr_array_add(lets, l);
}

/* --- messages --- */

static void clear_part(gpointer p)
{
    struct sch_part *part = p;
    g_free(part->text);
    clear_expr(&part->value);
}

static void add_text(GArray *parts, const xmlNode *n)
{
    struct sch_part part = { .text = g_strdup((const char *)n->content) };
    g_array_append_val(parts, part);
}

/* emph, span and dir only mark words up. */
static void add_parts(struct compile *c, GArray *parts, const xmlNode *n)
{
    for (const xmlNode *k = n->children; k; k = k->next) {
        struct sch_part part = { 0 };
        if (k->type == XML_TEXT_NODE || k->type == XML_CDATA_SECTION_NODE) {
            add_text(parts, k);
        } else if (is(k, "value-of")) {
            part.value = compile_attr(c, k, "select");
            g_array_append_val(parts, part);
        } else if (is(k, "name")) {
            char *path = attr(k, "path");
            part.value = compile(c, path ? path : g_strdup("."), attr_pos(k, "path"));
            part.name = true;
            g_array_append_val(parts, part);
        } else if (is(k, "emph") || is(k, "span") || is(k, "dir")) {
            add_parts(c, parts, k);
        } else if (k->type == XML_ELEMENT_NODE) {
            fault(c, DIAG_RULE_ELEMENT, xml_node_pos(k), (const char *)k->name);
        }
    }
}

static bool in_language(const xmlNode *n, const char *language)
{
    xmlChar *lang = xmlNodeGetLang(n);
    size_t len = strlen(language);
    bool yes = lang && strncmp((const char *)lang, language, len) == 0 && (lang[len] == '\0' || lang[len] == '-');
    xmlFree(lang);
    return yes;
}

/* The element whose text is the message of check `n`: one of its diagnostics, or itself. */
static const xmlNode *message_node(struct compile *c, const xmlNode *n)
{
    char *ids = attr(n, "diagnostics");
    const xmlNode *found = NULL;
    char **list = g_strsplit_set(ids ? ids : "", " \t\r\n", -1);
    for (char **id = list; *id && !found; id++) {
        if (!**id)
            continue;
        const GPtrArray *nodes = g_hash_table_lookup(c->diagnostics, *id);
        if (!nodes)
            fault(c, DIAG_RULE_DIAGNOSTIC, attr_pos(n, "diagnostics"), *id);
        for (guint i = 0; nodes && i < nodes->len && !found; i++)
            if (in_language(nodes->pdata[i], c->language))
                found = nodes->pdata[i];
    }
    g_strfreev(list);
    g_free(ids);
    return found ? found : n;
}

/* --- checks and rules --- */

static void free_check(gpointer p)
{
    struct sch_check *k = p;
    g_free(k->code);
    clear_expr(&k->test);
    clear_expr(&k->subject);
    g_array_free(k->message, TRUE);
    g_free(k);
}

static enum diag_severity severity_of(struct compile *c, const xmlNode *check, const xmlNode *rule)
{
    static const struct {
        const char *role;
        enum diag_severity severity;
    } roles[] = {
        { "error", DIAG_ERROR }, { "fatal", DIAG_ERROR }, { "warning", DIAG_WARNING }, { "warn", DIAG_WARNING },
        { "info", DIAG_INFO }, { "information", DIAG_INFO },
    };
    const xmlNode *from = check;
    char *role = attr(check, "role");
    if (!role) {
        from = rule;
        role = attr(rule, "role");
    }
    enum diag_severity s = DIAG_ERROR;
    bool known = !role;
    for (size_t i = 0; i < G_N_ELEMENTS(roles) && !known; i++)
        if (strcmp(role, roles[i].role) == 0) {
            s = roles[i].severity;
            known = true;
        }
    if (!known)
        fault(c, DIAG_RULE_ROLE, attr_pos(from, "role"), role);
    g_free(role);
    return s;
}

static void add_check(struct compile *c, struct sch_rule *rule, const xmlNode *n, const xmlNode *rule_node)
{
    struct sch_check *k = g_new0(struct sch_check, 1);
    char *subject = attr(n, "subject");
    k->is_report = is(n, "report");
    k->code = attr(n, "id");
    if (!k->code)
        k->code = g_strdup("rule");
    k->severity = severity_of(c, n, rule_node);
    k->test = compile_attr(c, n, "test");
    if (!subject && (subject = attr(rule_node, "subject")))
        k->subject = compile(c, subject, attr_pos(rule_node, "subject"));
    else if (subject)
        k->subject = compile(c, subject, attr_pos(n, "subject"));
    k->message = g_array_new(FALSE, FALSE, sizeof(struct sch_part));
    g_array_set_clear_func(k->message, clear_part);
    add_parts(c, k->message, message_node(c, n));
    g_ptr_array_add(rule->checks, k);
}

static void clear_context(gpointer p)
{
    struct sch_context *x = p;
    clear_expr(&x->query);
    g_free(x->prefix);
    g_free(x->name);
}

static void free_rule(gpointer p)
{
    struct sch_rule *r = p;
    g_array_free(r->contexts, TRUE);
    g_ptr_array_free(r->lets, TRUE);
    g_ptr_array_free(r->checks, TRUE);
    g_free(r);
}

/* The end of what begins at `s`: the next of `stops` outside brackets and quotes, or the end of the string. */
static char *skip_to(char *s, const char *stops)
{
    int depth = 0;
    char quote = 0;
    for (; *s; s++) {
        if (!quote && depth == 0 && strchr(stops, *s))
            return s;
        if (quote)
            quote = *s == quote ? 0 : quote;
        else if (*s == '"' || *s == '\'')
            quote = *s;
        else
            depth += (*s == '[' || *s == '(') - (*s == ']' || *s == ')');
    }
    return s;
}

/* Surely no number: a predicate that is one counts positions among siblings. */
static bool is_condition(const char *predicate)
{
    static const char *const functions[] = { "not(", "contains(", "starts-with(", "boolean(" };
    if (strstr(predicate, "position(") || strstr(predicate, "last("))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++)
        if (g_str_has_prefix(predicate, functions[i]))
            return true;
    char *copy = g_strdup(predicate);
    bool compares = *skip_to(copy, "=<>") != '\0';
    g_free(copy);
    size_t path = strspn(predicate, "@/.:-_*abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return compares || (predicate[path] == '\0' && path > 0);
}

/* Finds the name of the first step of `branch`; false: the index is of no use. */
static bool first_step(struct sch_context *x, char *branch)
{
    char *end = branch;
    while (name_char(*end))
        end++;
    char *prefix_end = *end == ':' && name_char(end[1]) ? end : NULL;
    if (prefix_end)
        for (end++; name_char(*end); end++)
            ;
    if (end == branch || g_ascii_isdigit(*branch) || *branch == '-' || *branch == '.' || !strchr("[/", *end))
        return false;           /* a function, an axis, "..", text() */
    for (char *p = end; *p == '[';) {
        char *close = skip_to(p + 1, "]");
        char *predicate = g_strstrip(g_strndup(p + 1, (gsize)(close - p - 1)));
        bool ok = is_condition(predicate);
        g_free(predicate);
        if (!ok)
            return false;
        p = *close ? close + 1 : close;
        if (*p && !strchr("[/", *p))
            return false;
    }
    char *name = prefix_end ? prefix_end + 1 : branch;
    x->prefix = prefix_end ? g_strndup(branch, (gsize)(prefix_end - branch)) : NULL;
    x->name = g_strndup(name, (gsize)(end - name));
    x->plain = *end == '\0';
    return true;
}

/*
 * A context is an XSLT pattern: a node matches it when some ancestor, taken as the context node, finds it
 * (XSLT 1.0 §5.2). So each branch of the union, looked for from every node, gives all that match, in one pass.
 */
static void add_context(struct compile *c, struct sch_rule *rule, char *branch, struct src_pos pos)
{
    struct sch_context x = { 0 };
    char *query;
    if (*branch == '/')
        query = g_strdup(branch);
    else if (first_step(&x, branch))
        query = g_strconcat("self::", branch, NULL);
    else
        query = g_strconcat("//", branch, NULL);
    x.query = compile(c, query, pos);
    g_array_append_val(rule->contexts, x);
}

static void add_contexts(struct compile *c, struct sch_rule *rule, const xmlNode *n)
{
    char *text = substitute(c, need(c, n, "context")), *from = text;
    struct src_pos pos = attr_pos(n, "context");
    for (bool more = true; more;) {
        char *end = skip_to(from, "|");
        more = *end == '|';
        *end = '\0';
        g_strstrip(from);
        if (*from)
            add_context(c, rule, from, pos);
        else
            fault(c, DIAG_RULE_XPATH, pos, schematron_xpath_message(0));
        from = end + 1;
    }
    g_free(text);
}

/* The content of rule element `n`, and of the abstract rules that it extends. */
static void add_rule_content(struct compile *c, struct sch_rule *rule, const xmlNode *n, unsigned level)
{
    for (const xmlNode *k = n->children; k; k = k->next) {
        if (is(k, "let")) {
            add_let(c, rule->lets, k);
        } else if (is(k, "assert") || is(k, "report")) {
            add_check(c, rule, k, n);
        } else if (is(k, "extends")) {
            char *id = need(c, k, "rule");
            const xmlNode *base = g_hash_table_lookup(c->abstract_rules, id);
            if (!base || level >= MAX_EXTENDS)
                fault(c, DIAG_RULE_EXTENDS, attr_pos(k, "rule"), id);
            else
                add_rule_content(c, rule, base, level + 1);
            g_free(id);
        } else if (k->type == XML_ELEMENT_NODE && k->ns && strcmp((const char *)k->ns->href, SCHEMATRON_NS) == 0) {
            fault(c, DIAG_RULE_ELEMENT, xml_node_pos(k), (const char *)k->name);
        }
    }
}

static void add_rule(struct compile *c, struct sch_pattern *pattern, const xmlNode *n)
{
    struct sch_rule *r = g_new0(struct sch_rule, 1);
    r->contexts = g_array_new(FALSE, FALSE, sizeof(struct sch_context));
    g_array_set_clear_func(r->contexts, clear_context);
    r->lets = g_ptr_array_new_with_free_func(free_let);
    r->checks = g_ptr_array_new_with_free_func(free_check);
    g_ptr_array_add(pattern->rules, r);
    add_contexts(c, r, n);
    add_rule_content(c, r, n, 0);
}

/* --- patterns --- */

static bool is_abstract(const xmlNode *n)
{
    char *s = attr(n, "abstract");
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
static void add_pattern_body(struct compile *c, const xmlNode *body)
{
    struct sch_pattern *p = g_new0(struct sch_pattern, 1);
    p->lets = g_ptr_array_new_with_free_func(free_let);
    p->rules = g_ptr_array_new_with_free_func(free_rule);
    g_ptr_array_add(c->out->patterns, p);
    for (const xmlNode *k = body->children; k; k = k->next)
        if (is(k, "let"))
            add_let(c, p->lets, k);
        else if (is(k, "rule") && !is_abstract(k))
            add_rule(c, p, k);
}

static void add_pattern(struct compile *c, const xmlNode *n)
{
    char *of = attr(n, "is-a");
    if (!of) {
        add_pattern_body(c, n);
        return;
    }
    const xmlNode *body = g_hash_table_lookup(c->abstract_patterns, of);
    if (body) {
        c->params = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        for (const xmlNode *k = n->children; k; k = k->next)
            if (is(k, "param"))
                g_hash_table_insert(c->params, need(c, k, "name"), need(c, k, "value"));
        add_pattern_body(c, body);
        g_hash_table_destroy(c->params);
        c->params = NULL;
    } else {
        fault(c, DIAG_RULE_EXTENDS, attr_pos(n, "is-a"), of);
    }
    g_free(of);
}

/* --- the whole file --- */

/* Puts what <include href=""> names in its place, confined like every file that a file names. */
static void include_all(struct compile *c, xmlNode *n)
{
    for (xmlNode *k = n->children, *next; k; k = next) {
        next = k->next;
        if (!is(k, "include")) {
            if (k->type == XML_ELEMENT_NODE)
                include_all(c, k);
            continue;
        }
        char *href = need(c, k, "href");
        struct src_pos pos = xml_node_pos(k);
        char *path = access_resolve(pos.file ? src_file_name(pos.file) : NULL, href);
        xmlDoc *doc = NULL;
        if (!path || ++c->includes > MAX_INCLUDES)
            fault(c, DIAG_IO_DENIED, attr_pos(k, "href"), href);
        else
            doc = xml_parse_file(c->loader, path, 0, attr_pos(k, "href"));
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

static void note_diagnostics(struct compile *c, const xmlNode *n)
{
    for (const xmlNode *k = n->children; k; k = k->next) {
        if (!is(k, "diagnostic"))
            continue;
        char *id = need(c, k, "id");
        GPtrArray *nodes = g_hash_table_lookup(c->diagnostics, id);
        if (!nodes)
            g_hash_table_insert(c->diagnostics, g_strdup(id), nodes = g_ptr_array_new());
        g_ptr_array_add(nodes, (gpointer)k);
        g_free(id);
    }
}

/* What others refer to by id. */
static void note_ids(struct compile *c, const xmlNode *root)
{
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (is(n, "diagnostics"))
            note_diagnostics(c, n);
        if (is(n, "pattern") && is_abstract(n))
            g_hash_table_replace(c->abstract_patterns, need(c, n, "id"), (gpointer)n);
        for (const xmlNode *k = is(n, "pattern") || is(n, "rules") ? n->children : NULL; k; k = k->next)
            if (is(k, "rule") && is_abstract(k))
                g_hash_table_replace(c->abstract_rules, need(c, k, "id"), (gpointer)k);
    }
}

static void compile_schema(struct compile *c, const xmlNode *root)
{
    note_ids(c, root);
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (is(n, "ns")) {
            g_ptr_array_add(c->out->namespaces, need(c, n, "prefix"));
            g_ptr_array_add(c->out->namespaces, need(c, n, "uri"));
        } else if (is(n, "let")) {
            add_let(c, c->out->lets, n);
        } else if (is(n, "pattern") && !is_abstract(n)) {
            add_pattern(c, n);
        }
    }
}

struct schematron *schematron_load(struct xml_loader *loader, struct diag *diag, const char *path, unsigned flags)
{
    xmlDoc *doc = xml_parse_file(loader, path, flags, SRC_NOWHERE);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!doc)
        return NULL;
    if (!is(root, "schema")) {
        diag_emit(diag, DIAG_RULE_FILE, xml_node_pos(root), SCHEMATRON_NS);
        xmlFreeDoc(doc);
        return NULL;
    }
    struct schematron *s = g_new0(struct schematron, 1);
    s->doc = doc;
    s->namespaces = g_ptr_array_new_with_free_func(g_free);
    s->lets = g_ptr_array_new_with_free_func(free_let);
    s->patterns = g_ptr_array_new_with_free_func(free_pattern);
    struct compile c = { .out = s, .loader = loader, .diag = diag, .xpath = xmlXPathNewContext(NULL) };
    c.abstract_patterns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    c.abstract_rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    c.diagnostics = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_nodes);
    c.language = i18n_language();
    include_all(&c, root);
    compile_schema(&c, root);
    xmlXPathFreeContext(c.xpath);
    g_hash_table_destroy(c.abstract_patterns);
    g_hash_table_destroy(c.abstract_rules);
    g_hash_table_destroy(c.diagnostics);
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
    g_ptr_array_free(s->namespaces, TRUE);
    g_ptr_array_free(s->lets, TRUE);
    g_ptr_array_free(s->patterns, TRUE);
    xmlFreeDoc(s->doc);
    g_free(s);
}
