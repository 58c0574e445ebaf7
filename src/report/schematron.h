/* SPDX-License-Identifier: MIT */
/*
 * ISO Schematron over libxml2's XPath 1.0: schema, ns, let, phase (active, let), pattern (abstract and is-a with param),
 * rule (abstract and extends), assert, report, diagnostics, properties, include; value-of, name, emph, span and dir in
 * messages; of the XSLT binding xsl:key, key() and current(). Titles and paragraphs are read over: they
 * explain (findings/explain.h).
 *
 * A check's id is the code of its findings, its role (or its flag, when that is one of the same words) their severity:
 * error, warning, info; its subject their place: of an attribute its value, of an element its start tag. A diagnostic
 * named by a check whose xml:lang is the language of the messages stands for its text.
 *
 * What a check's properties add to its findings (a property in another language than the messages' is passed over), with
 * attributes of the namespace urn:sapchu:xslt, here sc:
 *   <property id="" role="expected">…</property>                       what would be right, in a few words
 *   <property id="" role="related" sc:select="XPATH">…</property>      other places; the words are evaluated at each
 *   <property id="" role="fix" sc:select="XPATH" sc:with="XPATH" sc:safe="true">…</property>
 *       gives each attribute, text or element of text found the value of sc:with. Without sc:with the attribute goes;
 *       sc:attribute="NAME" adds one to the element. The words, if any, are the fix's title. sc:safe: it can only be what
 *       was meant. Several of a check make one fix.
 *
 * sc:layer="profile" on a check, a rule, a pattern or the schema: the rule is that of a form, and so is its findings' layer.
 *
 * A rule with sc:match="REGEX" runs for each place that the expression (GRegex's syntax; two white spaces and more are
 * dropped, so that it may stand on several lines) finds in the text of its node: a text node, an attribute, an element of text. $match is
 * what was found, or its group named "at", $g1 to $g4 its groups, $before and $after the text around $match. Findings
 * without a subject, and fixes without sc:select, are for the place of $match. An xsl:key with sc:match finds a node by each
 * of these, its white space collapsed, instead of by use.
 */
#ifndef SAPCHU_REPORT_SCHEMATRON_H
#define SAPCHU_REPORT_SCHEMATRON_H

#include "base/xml.h"

struct schematron;

/* The elements of a document by name: made once for all rule files. Valid while the document does not change. */
struct schematron_index;
struct schematron_index *schematron_index_new(xmlDoc *doc);
void schematron_index_drop(struct schematron_index *x);
/* The operations that all rules over the document may take together, as libxml2 counts them: about a second's at least. */
unsigned long schematron_index_operations(const struct schematron_index *x);

struct schematron_param {
    const char *name, *value;       /* takes the place of a <let> of the schema with that name; a string */
};

/* Added to `flags`: the file is ours, and tested: an expression is compiled when it is first needed. */
#define SCHEMATRON_TESTED (1u << 16)

/*
 * Reads a rule file; its faults go to `diag` with places in it. NULL: it cannot be used. `flags` as of
 * xml_parse_file(). `phase`: only its active patterns; NULL, or a file without that phase: what the schema's defaultPhase
 * says, and all without one; "#ALL": all. The loader is borrowed for as long as the rules live.
 */
struct schematron *schematron_load(struct xml_loader *loader, struct diag *diag, const char *path, const char *phase,
                                   unsigned flags);
void schematron_drop(struct schematron *s);
/* Whether the phase that was asked for is one of the file's. */
bool schematron_in_phase(const struct schematron *s);

/* Adds the codes of all checks to a set of strings, which are borrowed from the rules. */
void schematron_codes(const struct schematron *s, GHashTable *codes);

/*
 * Checks a document. `params` ends with a row without a name, or is NULL. `ops` is what may still be spent, and is
 * lessened. False: a check of severity error failed, or the rules themselves are at fault.
 */
bool schematron_run(const struct schematron *s, const struct schematron_index *index, struct diag *diag,
                    const struct schematron_param *params, unsigned long *ops);

#endif
