/* SPDX-License-Identifier: MIT */
/* Evaluates compiled rules. In: struct schematron, a document. Out: which checks speak, and where. */
#include "report/schematron_priv.h"

#include "base/i18n.h"
#include "xpath/functions.h"

#include <libxml/xpathInternals.h>
#include <string.h>

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
    struct sch_run *r = data;
    r->failed = true;
    if (r->stopped)
        return;
    if (err->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED) {
        r->stopped = true;
        diag_emit(r->diag, DIAG_LIMIT_XPATH, r->expr, (unsigned)MIN(r->limit, G_MAXUINT));
        return;
    }
    diag_emit(r->diag, DIAG_RULE_XPATH, r->expr, schematron_xpath_message(err->code - XML_XPATH_EXPRESSION_OK));
}

/* Compiles what has waited; false after a diagnostic. */
static bool compile(struct sch_run *r, struct sch_expr *e)
{
    e->comp = e->text ? xmlXPathCtxtCompile(r->xpath, (const xmlChar *)e->text) : NULL;
    g_free(e->text);
    e->text = NULL;
    return e->comp != NULL;
}

xmlXPathObject *sch_eval(struct sch_run *r, const struct sch_expr *e, xmlNode *node)
{
    if (r->stopped)
        return NULL;
    r->expr = e->pos;
    r->xpath->node = node;
    r->xpath->contextSize = r->xpath->proximityPosition = 1;
    if (!e->comp && !compile(r, (struct sch_expr *)e))
        return NULL;
    return xmlXPathCompiledEval(e->comp, r->xpath);
}

static void bind(struct sch_run *r, const GPtrArray *lets, xmlNode *node, const struct schematron_param *params)
{
    for (guint i = 0; i < lets->len; i++) {
        const struct sch_let *l = lets->pdata[i];
        const struct schematron_param *p = params;
        while (p && p->name && strcmp(p->name, l->name) != 0)
            p++;
        xmlXPathObject *v = p && p->name ? xmlXPathNewCString(p->value) : sch_eval(r, &l->value, node);
        if (v)
            xmlXPathRegisterVariable(r->xpath, (const xmlChar *)l->name, v);
    }
}

/* So that a rule cannot see what another left behind. */
static void unbind(struct sch_run *r, const GPtrArray *lets)
{
    for (guint i = 0; i < lets->len; i++) {
        const struct sch_let *l = lets->pdata[i];
        xmlXPathRegisterVariable(r->xpath, (const xmlChar *)l->name, NULL);
    }
}

/* --- rules --- */

/* `data`: the rule. */
static void run_checks(struct sch_run *r, xmlNode *node, gpointer data)
{
    const struct sch_rule *rule = data;
    r->current = node;
    bind(r, rule->lets, node, NULL);
    for (guint i = 0; i < rule->checks->len && !r->stopped; i++) {
        const struct sch_check *k = rule->checks->pdata[i];
        xmlXPathObject *v = sch_eval(r, &k->test, node);
        if (!v)
            continue;
        bool holds = xmlXPathCastToBoolean(v);
        xmlXPathFreeObject(v);
        if (holds == k->is_report)
            sch_speak(r, k, node);
    }
    unbind(r, rule->lets);
}

static void match_query(struct sch_run *r, const struct sch_context *x, xmlNode *from,
                        void (*each)(struct sch_run *, xmlNode *, gpointer), gpointer data)
{
    xmlXPathObject *v = sch_eval(r, &x->query, from);
    const xmlNodeSet *set = v && v->type == XPATH_NODESET ? v->nodesetval : NULL;
    for (int n = 0; set && n < set->nodeNr && !r->stopped; n++)
        each(r, set->nodeTab[n], data);
    xmlXPathFreeObject(v);
}

/* One branch, from all the elements of its first name. */
static void match_named(struct sch_run *r, const struct sch_context *x,
                        void (*each)(struct sch_run *, xmlNode *, gpointer), gpointer data)
{
    const xmlChar *ns = x->prefix ? xmlXPathNsLookup(r->xpath, (const xmlChar *)x->prefix) : NULL;
    if (x->prefix && !ns) {
        diag_emit(r->diag, DIAG_RULE_XPATH, x->query.pos, schematron_xpath_message(XPATH_UNDEF_PREFIX_ERROR));
        r->failed = true;
        return;
    }
    const GPtrArray *nodes = sch_index_named(r->index, x->name);
    for (guint i = 0; nodes && i < nodes->len && !r->stopped; i++) {
        xmlNode *n = nodes->pdata[i];
        if (!xmlStrEqual(n->ns ? n->ns->href : NULL, ns))
            continue;
        if (x->plain)
            each(r, n, data);
        else
            match_query(r, x, n, each, data);
    }
}

void sch_each_match(struct sch_run *r, const GArray *contexts, void (*each)(struct sch_run *, xmlNode *, gpointer),
                    gpointer data)
{
    for (guint b = 0; b < contexts->len && !r->stopped; b++) {
        const struct sch_context *x = &g_array_index(contexts, struct sch_context, b);
        if (x->name)
            match_named(r, x, each, data);
        else
            match_query(r, x, (xmlNode *)r->doc, each, data);
    }
}

/* `data`: the rule. */
static void take_node(struct sch_run *r, xmlNode *node, gpointer data)
{
    const struct sch_rule *rule = data;
    if (!g_hash_table_add(r->spent, node))
        return;
    if (rule->match)
        sch_each_found(r, rule->match, node, run_checks, data);
    else
        run_checks(r, node, data);
}

/* Within a pattern, the first rule that matches a node takes it (ISO Schematron, 6.5). */
static void run_pattern(struct sch_run *r, const struct sch_pattern *p)
{
    bind(r, p->lets, (xmlNode *)r->doc, NULL);
    g_hash_table_remove_all(r->spent);
    for (guint i = 0; i < p->rules->len; i++) {
        const struct sch_rule *rule = p->rules->pdata[i];
        sch_each_match(r, rule->contexts, take_node, (gpointer)rule);
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
    xmlDoc *doc = sch_index_doc(index);
    struct sch_run r = { .s = s, .index = index, .diag = diag, .doc = doc, .xpath = xmlXPathNewContext(doc) };
    r.spent = g_hash_table_new(NULL, NULL);
    r.xpath->error = on_error;
    r.xpath->userData = &r;
    r.xpath->opLimit = MAX(*ops, 1);
    r.limit = schematron_index_operations(index);
    r.current = (xmlNode *)doc;
    for (guint i = 0; i + 1 < s->namespaces->len; i += 2)
        xmlXPathRegisterNs(r.xpath, s->namespaces->pdata[i], s->namespaces->pdata[i + 1]);
    xpath_register_functions(r.xpath);
    sch_register_functions(&r);
    xmlGenericErrorFunc print = xmlGenericError;
    void *print_data = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, be_silent);
    bind(&r, s->lets, (xmlNode *)doc, params);
    for (guint i = 0; i < s->patterns->len && !r.stopped; i++)
        run_pattern(&r, s->patterns->pdata[i]);
    xmlSetGenericErrorFunc(print_data, print);
    *ops -= MIN(r.xpath->opCount, *ops);
    xmlXPathFreeContext(r.xpath);
    sch_drop_keys(&r);
    g_hash_table_destroy(r.spent);
    return !r.failed;
}
