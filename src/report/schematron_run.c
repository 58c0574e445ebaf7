/* SPDX-License-Identifier: MIT */
/* Evaluates compiled rules. In: struct schematron, a document. Out: findings. */
#include "report/schematron_priv.h"

#include "base/i18n.h"
#include "xpath/functions.h"

#include <libxml/xpathInternals.h>
#include <string.h>

struct run {
    const struct schematron *s;
    const struct schematron_index *index;
    struct diag *diag;
    xmlDoc *doc;
    xmlXPathContext *xpath;
    struct src_pos expr;        /* of the expression under evaluation */
    GHashTable *spent;          /* nodes that a rule of the pattern has matched */
    bool failed;                /* a check of severity error spoke */
    bool stopped;               /* the limit is reached */
};

/* --- the elements of a document by name --- */

struct schematron_index {
    xmlDoc *doc;
    GHashTable *names;          /* local name: GPtrArray of xmlNode, in document order */
};

static void free_nodes(gpointer p)
{
    g_ptr_array_free(p, TRUE);
}

struct schematron_index *schematron_index_new(xmlDoc *doc)
{
    struct schematron_index *x = g_new0(struct schematron_index, 1);
    x->doc = doc;
    x->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_nodes);
    xmlNode *root = xmlDocGetRootElement(doc), *n = root;
    while (n) {
        if (n->type == XML_ELEMENT_NODE) {
            GPtrArray *list = g_hash_table_lookup(x->names, n->name);
            if (!list)
                g_hash_table_insert(x->names, (gpointer)n->name, list = g_ptr_array_new());
            g_ptr_array_add(list, n);
        }
        if (n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
    return x;
}

void schematron_index_drop(struct schematron_index *x)
{
    if (!x)
        return;
    g_hash_table_destroy(x->names);
    g_free(x);
}

/* --- evaluation --- */

/* libxml2 gives a number only. */
const char *schematron_xpath_message(int error)
{
    switch (error) {
    case XPATH_UNDEF_VARIABLE_ERROR:
        return _("there is no such variable");
    case XPATH_UNKNOWN_FUNC_ERROR:
        return _("there is no such function");
    case XPATH_UNDEF_PREFIX_ERROR:
        return _("a prefix is not declared");
    case XPATH_INVALID_TYPE:
    case XPATH_INVALID_OPERAND:
        return _("a value is of the wrong type");
    case XPATH_INVALID_ARITY:
        return _("the number of arguments is wrong");
    case XPATH_RECURSION_LIMIT_EXCEEDED:
        return _("it is nested too deeply");
    default:
        return _("it is wrongly written");
    }
}

static void on_error(void *data, xmlError *err)
{
    struct run *r = data;
    r->failed = true;
    if (r->stopped)
        return;
    if (err->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED) {
        r->stopped = true;
        diag_emit(r->diag, DIAG_LIMIT_XPATH, r->expr, (unsigned)SCHEMATRON_OPERATIONS);
        return;
    }
    diag_emit(r->diag, DIAG_RULE_XPATH, r->expr, schematron_xpath_message(err->code - XML_XPATH_EXPRESSION_OK));
}

/* The value of an expression for `node`; NULL after a diagnostic. */
static xmlXPathObject *eval(struct run *r, const struct sch_expr *e, xmlNode *node)
{
    if (r->stopped)
        return NULL;
    r->expr = e->pos;
    r->xpath->node = node;
    r->xpath->contextSize = r->xpath->proximityPosition = 1;
    return xmlXPathCompiledEval(e->comp, r->xpath);
}

static void bind(struct run *r, const GPtrArray *lets, xmlNode *node, const struct schematron_param *params)
{
    for (guint i = 0; i < lets->len; i++) {
        const struct sch_let *l = lets->pdata[i];
        const struct schematron_param *p = params;
        while (p && p->name && strcmp(p->name, l->name) != 0)
            p++;
        xmlXPathObject *v = p && p->name ? xmlXPathNewCString(p->value) : eval(r, &l->value, node);
        if (v)
            xmlXPathRegisterVariable(r->xpath, (const xmlChar *)l->name, v);
    }
}

/* So that a rule cannot see what another left behind. */
static void unbind(struct run *r, const GPtrArray *lets)
{
    for (guint i = 0; i < lets->len; i++) {
        const struct sch_let *l = lets->pdata[i];
        xmlXPathRegisterVariable(r->xpath, (const xmlChar *)l->name, NULL);
    }
}

/* --- messages --- */

static void append_value(struct run *r, GString *out, const struct sch_part *part, xmlNode *node)
{
    xmlXPathObject *v = eval(r, &part->value, node);
    if (!v)
        return;
    if (part->name) {
        if (v->type == XPATH_NODESET && v->nodesetval && v->nodesetval->nodeNr > 0)
            g_string_append(out, (const char *)v->nodesetval->nodeTab[0]->name);
    } else {
        xmlChar *s = xmlXPathCastToString(v);
        g_string_append(out, (const char *)s);
        xmlFree(s);
    }
    xmlXPathFreeObject(v);
}

/* Trims, and makes one space of any white space. */
static void collapse(GString *s)
{
    gsize to = 0;
    for (gsize from = 0; from < s->len; from++) {
        bool space = strchr(" \t\r\n", s->str[from]) != NULL;
        if (!space)
            s->str[to++] = s->str[from];
        else if (to > 0 && s->str[to - 1] != ' ')
            s->str[to++] = ' ';
    }
    while (to > 0 && s->str[to - 1] == ' ')
        to--;
    g_string_truncate(s, to);
}

static struct src_pos subject_pos(struct run *r, const struct sch_check *k, xmlNode *node)
{
    struct src_pos pos = xml_node_pos(node);
    if (!k->subject.comp)
        return pos;
    xmlXPathObject *v = eval(r, &k->subject, node);
    if (v && v->type == XPATH_NODESET && v->nodesetval && v->nodesetval->nodeNr > 0) {
        xmlXPathNodeSetSort(v->nodesetval);
        pos = xml_node_pos(v->nodesetval->nodeTab[0]);
    }
    xmlXPathFreeObject(v);
    return pos;
}

static void speak(struct run *r, const struct sch_check *k, xmlNode *node)
{
    GString *message = g_string_new("");
    for (guint i = 0; i < k->message->len; i++) {
        const struct sch_part *part = &g_array_index(k->message, struct sch_part, i);
        if (part->text)
            g_string_append(message, part->text);
        else
            append_value(r, message, part, node);
    }
    collapse(message);
    diag_emit_text(r->diag, DIAG_RULE, k->severity, subject_pos(r, k, node), k->code, message->str);
    r->failed |= k->severity >= DIAG_ERROR;
    g_string_free(message, TRUE);
}

/* --- rules --- */

static void run_checks(struct run *r, const struct sch_rule *rule, xmlNode *node)
{
    bind(r, rule->lets, node, NULL);
    for (guint i = 0; i < rule->checks->len && !r->stopped; i++) {
        const struct sch_check *k = rule->checks->pdata[i];
        xmlXPathObject *v = eval(r, &k->test, node);
        if (!v)
            continue;
        bool holds = xmlXPathCastToBoolean(v);
        xmlXPathFreeObject(v);
        if (holds == k->is_report)
            speak(r, k, node);
    }
    unbind(r, rule->lets);
}

/* Runs the checks on the nodes of `v` (freed) that no rule before has taken. */
static void run_on(struct run *r, const struct sch_rule *rule, xmlXPathObject *v)
{
    const xmlNodeSet *set = v && v->type == XPATH_NODESET ? v->nodesetval : NULL;
    for (int n = 0; set && n < set->nodeNr && !r->stopped; n++)
        if (g_hash_table_add(r->spent, set->nodeTab[n]))
            run_checks(r, rule, set->nodeTab[n]);
    xmlXPathFreeObject(v);
}

static void run_context(struct run *r, const struct sch_rule *rule, const struct sch_context *x)
{
    if (!x->name) {
        run_on(r, rule, eval(r, &x->query, (xmlNode *)r->doc));
        return;
    }
    const GPtrArray *nodes = g_hash_table_lookup(r->index->names, x->name);
    const xmlChar *ns = x->prefix ? xmlXPathNsLookup(r->xpath, (const xmlChar *)x->prefix) : NULL;
    if (x->prefix && !ns) {
        diag_emit(r->diag, DIAG_RULE_XPATH, x->query.pos, schematron_xpath_message(XPATH_UNDEF_PREFIX_ERROR));
        r->failed = true;
        return;
    }
    for (guint i = 0; nodes && i < nodes->len && !r->stopped; i++) {
        xmlNode *n = nodes->pdata[i];
        if (!xmlStrEqual(n->ns ? n->ns->href : NULL, ns))
            continue;
        if (!x->plain)
            run_on(r, rule, eval(r, &x->query, n));
        else if (g_hash_table_add(r->spent, n))
            run_checks(r, rule, n);
    }
}

/* Within a pattern, the first rule that matches a node takes it (ISO Schematron, 6.5). */
static void run_pattern(struct run *r, const struct sch_pattern *p)
{
    bind(r, p->lets, (xmlNode *)r->doc, NULL);
    g_hash_table_remove_all(r->spent);
    for (guint i = 0; i < p->rules->len; i++) {
        const struct sch_rule *rule = p->rules->pdata[i];
        for (guint b = 0; b < rule->contexts->len && !r->stopped; b++)
            run_context(r, rule, &g_array_index(rule->contexts, struct sch_context, b));
    }
    unbind(r, p->lets);
}

/* libxml2 prints some errors besides reporting them. */
static void be_silent(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

bool schematron_run(const struct schematron *s, const struct schematron_index *index, struct diag *diag,
                    const struct schematron_param *params, unsigned long *ops)
{
    struct run r = { .s = s, .index = index, .diag = diag, .doc = index->doc, .xpath = xmlXPathNewContext(index->doc) };
    r.spent = g_hash_table_new(NULL, NULL);
    r.xpath->error = on_error;
    r.xpath->userData = &r;
    r.xpath->opLimit = MAX(*ops, 1);
    for (guint i = 0; i + 1 < s->namespaces->len; i += 2)
        xmlXPathRegisterNs(r.xpath, s->namespaces->pdata[i], s->namespaces->pdata[i + 1]);
    xpath_register_functions(r.xpath);
    xmlGenericErrorFunc print = xmlGenericError;
    void *print_data = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, be_silent);
    bind(&r, s->lets, (xmlNode *)index->doc, params);
    for (guint i = 0; i < s->patterns->len && !r.stopped; i++)
        run_pattern(&r, s->patterns->pdata[i]);
    xmlSetGenericErrorFunc(print_data, print);
    *ops -= MIN(r.xpath->opCount, *ops);
    xmlXPathFreeContext(r.xpath);
    g_hash_table_destroy(r.spent);
    return !r.failed;
}
