/* SPDX-License-Identifier: MIT */
/* The nodes that a rule or a key is for. In: a pattern of XSLT. Out: queries, most of them tried from one name only. */
#include "report/schematron_priv.h"

#include <string.h>

static void clear_context(gpointer p)
{
    struct sch_context *x = p;
    sch_clear_expr(&x->query);
    g_free(x->prefix);
    g_free(x->name);
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
    static const char *const functions[] = { "not(", "contains(", "starts-with(", "boolean(", "sc:matches(" };
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
    while (sch_name_char(*end))
        end++;
    char *prefix_end = *end == ':' && sch_name_char(end[1]) ? end : NULL;
    if (prefix_end)
        for (end++; sch_name_char(*end); end++)
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
static void add_context(struct sch_compile *c, GArray *contexts, char *branch, struct src_pos pos)
{
    struct sch_context x = { 0 };
    char *query;
    if (*branch == '/')
        query = g_strdup(branch);
    else if (first_step(&x, branch))
        query = g_strconcat("self::", branch, NULL);
    else
        query = g_strconcat("//", branch, NULL);
    x.query = sch_compile_expr(c, query, pos);
    g_array_append_val(contexts, x);
}

GArray *sch_contexts(struct sch_compile *c, const xmlNode *n, const char *name)
{
    GArray *contexts = g_array_new(FALSE, FALSE, sizeof(struct sch_context));
    g_array_set_clear_func(contexts, clear_context);
    bool given = xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, NULL) != NULL;
    char *text = sch_substitute(c, sch_need(c, n, name)), *from = text;
    struct src_pos pos = sch_attr_pos(n, name, NULL);
    for (bool more = given; more;) {
        char *end = skip_to(from, "|");
        more = *end == '|';
        *end = '\0';
        g_strstrip(from);
        if (*from)
            add_context(c, contexts, from, pos);
        else
            sch_fault(c, DIAG_RULE_XPATH, pos, schematron_xpath_message(0));
        from = end + 1;
    }
    g_free(text);
    return contexts;
}
