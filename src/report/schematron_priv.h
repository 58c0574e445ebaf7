/* SPDX-License-Identifier: MIT */
/*
 * The compiled form of a rule file, and the state of a run.
 *
 * schematron_load.c reads the file, with schematron_check.c (checks, messages, properties) and schematron_context.c (the
 * nodes that a rule is for). schematron_run.c evaluates it, with schematron_index.c (elements by name, keys),
 * schematron_match.c (places in running text) and schematron_speak.c (findings).
 */
#ifndef SAPCHU_REPORT_SCHEMATRON_PRIV_H
#define SAPCHU_REPORT_SCHEMATRON_PRIV_H

#include "report/schematron.h"

#include <glib.h>
#include <libxml/xpath.h>

#define SCHEMATRON_NS "http://purl.oclc.org/dsdl/schematron"
#define SCHEMATRON_KEY_NS "http://www.w3.org/1999/XSL/Transform"

/* --- the compiled form --- */

/* An expression and where it stands in the rule file. */
struct sch_expr {
    xmlXPathCompExpr *comp;     /* NULL: not yet, or not given */
    struct src_pos pos;
    char *text;                 /* to be compiled; NULL: it is, or is not given */
};

static inline bool sch_given(const struct sch_expr *e)
{
    return e->comp || e->text;
}

struct sch_let {
    char *name;
    struct sch_expr value;
};

/* A piece of a message: words, or an expression. */
struct sch_part {
    char *text;                 /* NULL: the expression */
    struct sch_expr value;
    bool name;                  /* the name of the node that the expression gives, not its value */
};

enum sch_role { SCH_EXPECTED, SCH_RELATED, SCH_FIX };

/* What a property adds to a finding. */
struct sch_property {
    enum sch_role role;
    struct sch_expr select;     /* related, fix: the nodes; comp NULL of a fix: what sc:match found */
    struct sch_expr with;       /* fix: the new value; comp NULL: the attribute goes */
    char *attribute;            /* fix: to be added to what is selected */
    bool safe;
    GArray *message;            /* of struct sch_part */
};

struct sch_check {
    bool is_report;             /* speaks when the test holds */
    char *code;
    enum diag_severity severity;
    enum diag_layer layer;
    struct sch_expr test, subject;
    GArray *message;            /* of struct sch_part, in the language of the messages */
    GPtrArray *properties;      /* of struct sch_property; NULL: none */
};

/*
 * A branch of a rule's context. When its first step is an element's name and no predicate there counts positions, it
 * is tried from each element of that name ("r:item[@a]/r:vote" as "self::r:item[@a]/r:vote"), which an index finds;
 * otherwise it is looked for from every node.
 */
struct sch_context {
    struct sch_expr query;
    char *prefix, *name;        /* of the first step; name NULL: a query of the whole document */
    bool plain;                 /* nothing but the name: no query is needed */
};

struct sch_rule {
    GArray *contexts;           /* of struct sch_context: one for each branch of the union */
    GRegex *match;              /* sc:match: the rule runs for each place that it finds in a node; NULL: once */
    GPtrArray *lets;            /* of struct sch_let */
    GPtrArray *checks;          /* of struct sch_check */
};

struct sch_pattern {
    GPtrArray *lets, *rules;
};

/* xsl:key: what key('name', value) finds. */
struct sch_key {
    char *name;
    GArray *contexts;
    struct sch_expr use;
    GRegex *match;              /* sc:match: the values are what it finds in the node; NULL: use */
};

struct schematron {
    xmlDoc *doc;
    char *language;             /* of the messages */
    bool in_phase;
    GPtrArray *namespaces;      /* of char *: prefix, URI, prefix … */
    GPtrArray *lets, *keys, *patterns;
};

/* What libxml2's XPath error means. */
const char *schematron_xpath_message(int error);

/* --- reading --- */

struct sch_compile {
    struct schematron *out;
    struct xml_loader *loader;
    struct diag *diag;
    xmlXPathContext *xpath;
    GHashTable *abstract_patterns, *abstract_rules;     /* id: xmlNode */
    GHashTable *diagnostics, *properties;               /* id: GPtrArray of xmlNode */
    GHashTable *params;                                 /* of the pattern that is being made, or NULL */
    GHashTable *active;                                 /* ids of the phase's patterns; NULL: all */
    unsigned includes;
    bool in_match;                                      /* the rule that is being made has sc:match */
    bool failed;
    bool tested;                                        /* expressions may wait */
};

bool sch_is(const xmlNode *n, const char *name);
/* Says what is misspelt in the element and in all within. */
void sch_check_names(struct sch_compile *c, const xmlNode *n);
/* A new string, NULL: not given. `ns` NULL: in no namespace. */
char *sch_attr(const xmlNode *n, const char *name, const char *ns);
/* Of the value; of the element when it is not given. */
struct src_pos sch_attr_pos(const xmlNode *n, const char *name, const char *ns);
/* A required attribute; an empty string after a diagnostic. */
char *sch_need(struct sch_compile *c, const xmlNode *n, const char *name);
bool sch_name_char(char ch);
/* Emits a row with one argument, and fails. */
void sch_fault(struct sch_compile *c, enum diag_code id, struct src_pos pos, const char *what);
/* Puts the parameters of an abstract pattern in. Takes `s`. */
char *sch_substitute(struct sch_compile *c, char *s);
/* Compiles `text` (taken), which stands at `pos`. */
struct sch_expr sch_compile_expr(struct sch_compile *c, char *text, struct src_pos pos);
struct sch_expr sch_compile_attr(struct sch_compile *c, const xmlNode *n, const char *name);
void sch_clear_expr(struct sch_expr *e);
/* Whether xml:lang of the node is `language`, or a kind of it. */
bool sch_in_language(const xmlNode *n, const char *language);

void sch_add_check(struct sch_compile *c, struct sch_rule *rule, const xmlNode *n, const xmlNode *rule_node);
void sch_free_check(gpointer p);

/* The branches of a pattern of XSLT: attribute `name` of `n`. */
GArray *sch_contexts(struct sch_compile *c, const xmlNode *n, const char *name);
/* The compiled sc:match of `n`; NULL: it has none, or a diagnostic was emitted. */
GRegex *sch_match_of(struct sch_compile *c, const xmlNode *n);

/* --- running --- */

struct sch_run {
    const struct schematron *s;
    const struct schematron_index *index;
    struct diag *diag;
    xmlDoc *doc;
    xmlXPathContext *xpath;
    struct src_pos expr;        /* of the expression under evaluation */
    xmlNode *current;           /* the node that a rule is at */
    struct src_range found;     /* if found_known: the bytes that its sc:match found */
    bool found_known;
    GHashTable *spent;          /* nodes that a rule of the pattern has matched */
    GHashTable **keys;          /* one for each key, when first asked: value to GPtrArray of xmlNode */
    unsigned long limit;        /* for the message */
    bool failed;                /* a check of severity error spoke */
    bool stopped;               /* the limit is reached */
};

xmlDoc *sch_index_doc(const struct schematron_index *x);
/* The elements of a local name, in document order; NULL: none. */
const GPtrArray *sch_index_named(const struct schematron_index *x, const char *name);

/* The value of an expression for `node`; NULL after a diagnostic. */
xmlXPathObject *sch_eval(struct sch_run *r, const struct sch_expr *e, xmlNode *node);
/* Calls `each` for every node that a branch finds, the same node perhaps again for another branch. */
void sch_each_match(struct sch_run *r, const GArray *contexts, void (*each)(struct sch_run *, xmlNode *, gpointer),
                    gpointer data);
/* Calls `each` for what `regex` finds in the node's text, with the variables $match, $g1 to $g4, $before and $after set. */
void sch_each_found(struct sch_run *r, const GRegex *regex, xmlNode *node,
                    void (*each)(struct sch_run *, xmlNode *, gpointer), gpointer data);
/* All that it finds in the node's text, new strings; g_ptr_array_unref() them. */
GPtrArray *sch_found_values(const GRegex *regex, const xmlNode *node);
/* key() and current(), for as long as the run lives. */
void sch_register_functions(struct sch_run *r);
void sch_drop_keys(struct sch_run *r);
void sch_speak(struct sch_run *r, const struct sch_check *k, xmlNode *node);

#endif
