/* SPDX-License-Identifier: MIT */
/*
 * ISO Schematron over libxml2's XPath 1.0: schema, ns, let, pattern (abstract and is-a with param), rule (abstract
 * and extends), assert, report, diagnostics, include; value-of, name, emph, span and dir in messages. Phases and
 * titles are read over.
 *
 * A check's id is the code of its findings, its role their severity (error, warning, info), its subject their
 * place. A diagnostic named by a check whose xml:lang is the language of the messages stands for its text.
 */
#ifndef SAPCHU_REPORT_SCHEMATRON_H
#define SAPCHU_REPORT_SCHEMATRON_H

#include "base/xml.h"

/* Operations that one run over a document may take, as libxml2 counts them. */
#define SCHEMATRON_OPERATIONS 200000000ul

struct schematron;

/* The elements of a document by name: made once for all rule files. Valid while the document does not change. */
struct schematron_index;
struct schematron_index *schematron_index_new(xmlDoc *doc);
void schematron_index_drop(struct schematron_index *x);

struct schematron_param {
    const char *name, *value;       /* takes the place of a <let> of the schema with that name; a string */
};

/*
 * Reads a rule file; its faults go to `diag` with places in it. NULL: it cannot be used. `flags` as of
 * xml_parse_file(). The loader is borrowed for as long as the rules live.
 */
struct schematron *schematron_load(struct xml_loader *loader, struct diag *diag, const char *path, unsigned flags);
void schematron_drop(struct schematron *s);

/*
 * Checks a document. `params` ends with a row without a name, or is NULL. `ops` is what may still be spent, and is
 * lessened. False: a check of severity error failed, or the rules themselves are at fault.
 */
bool schematron_run(const struct schematron *s, const struct schematron_index *index, struct diag *diag,
                    const struct schematron_param *params, unsigned long *ops);

#endif
