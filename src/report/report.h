/* SPDX-License-Identifier: MIT */
/*
 * A report: loaded safely, checked against the schema and the rules of its type, and what may be published of it.
 *
 * In:  an XML file.
 * Out: a tree that is valid, whose default values are written out, whose nodes know their places; findings.
 */
#ifndef SAPCHU_REPORT_REPORT_H
#define SAPCHU_REPORT_REPORT_H

#include "base/xml.h"

/* Of a report with all that it includes: some 3,000 articles, checked in a few seconds. */
#define REPORT_LIMIT_BYTES ((size_t)16 << 20)

/* A type of document: its folders are data. A new type is a row in types.c. */
struct report_type {
    const char *ns, *root;      /* the namespace, and the outermost element for messages */
    const char *schema;         /* data files, as data_path() takes them */
    const char *rules;          /* a folder: all *.sch in it, by name */
};

const struct report_type *report_type_of(const char *ns);
const struct report_type *report_type_default(void);

/* What the report is wanted for: rules may ask more of it then. */
enum report_goal { REPORT_VALIDATE, REPORT_NEWS, REPORT_MINUTES };

/*
 * The schemas and rules of the types, compiled when first needed: one for all the reports that a program checks, one
 * after the other. `phase`: of the rules, see schematron_load(); NULL: the usual one.
 */
struct report_library;
struct report_library *report_library_new(const char *phase);
void report_library_drop(struct report_library *l);

/* What checks one report, or several: with what it compiles itself, or what a library has. */
struct report_checker;

/* The loader is borrowed, and must outlive the checker. */
struct report_checker *report_checker_new(struct xml_loader *loader);
void report_checker_drop(struct report_checker *c);
/* Takes what the library can compile without a finding; it must outlive the checker, and have the phase of it. */
void report_checker_share(struct report_checker *c, struct report_library *library);
/* The phase of the rules, before any are read; see schematron_load(). An error when no file has it. */
void report_checker_set_phase(struct report_checker *c, const char *phase);
/* A rule file of the user's, run after those of the type. False after diagnostics. */
bool report_checker_add_rules(struct report_checker *c, const char *path);

/*
 * Loads the file that the user named ("-": standard input), with XInclude. NULL after diagnostics. Free with
 * xmlFreeDoc(); positions live as long as the loader.
 */
xmlDoc *report_load(struct report_checker *c, const char *path);
/* The type and the schema. True: valid, and the default values are in the tree. */
bool report_check_schema(struct report_checker *c, xmlDoc *doc);
/* The rules, of a valid report. False: one of severity error failed. */
bool report_check_rules(struct report_checker *c, xmlDoc *doc, enum report_goal goal);
/* Adds the codes of the rules that were run to a set of strings, which live as long as the checker and its library. */
void report_checker_codes(const struct report_checker *c, GHashTable *codes);

/* --- what may be published (audience.c); of valid reports --- */

/* The secrecy that the report is marked with, such as "secret"; NULL: none. g_free it. */
char *report_secrecy(const xmlDoc *doc);
/*
 * Removes every element that is internal, with all in it, and comments and processing instructions. What stays
 * and refers to something removed is a finding, and false is returned.
 */
bool report_prune_internal(xmlDoc *doc, struct diag *diag);

#endif
