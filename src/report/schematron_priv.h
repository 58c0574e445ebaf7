/* SPDX-License-Identifier: MIT */
/* The compiled form of a rule file: schematron_load.c makes it, schematron_run.c evaluates it. */
#ifndef SAPCHU_REPORT_SCHEMATRON_PRIV_H
#define SAPCHU_REPORT_SCHEMATRON_PRIV_H

#include "report/schematron.h"

#include <glib.h>
#include <libxml/xpath.h>

#define SCHEMATRON_NS "http://purl.oclc.org/dsdl/schematron"

/* An expression and where it stands in the rule file. */
struct sch_expr {
    xmlXPathCompExpr *comp;
    struct src_pos pos;
};

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

struct sch_check {
    bool is_report;             /* speaks when the test holds */
    char *code;
    enum diag_severity severity;
    struct sch_expr test, subject;
    GArray *message;            /* of struct sch_part, in the language of the messages */
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
    GPtrArray *lets;            /* of struct sch_let */
    GPtrArray *checks;          /* of struct sch_check */
};

struct sch_pattern {
    GPtrArray *lets, *rules;
};

struct schematron {
    xmlDoc *doc;
    GPtrArray *namespaces;      /* of char *: prefix, URI, prefix … */
    GPtrArray *lets, *patterns;
};

/* What libxml2's XPath error means. */
const char *schematron_xpath_message(int error);

#endif
