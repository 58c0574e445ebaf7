/* SPDX-License-Identifier: MIT */
/*
 * The XPath extension functions of namespace urn:sapchu:xslt (prefix sc by
 * custom), the same for rules and stylesheets. The table in functions.c is
 * the list; its comments say what each does.
 *
 * An argument may be of any type: its string value counts. What cannot be
 * read as a date or a number gives "" (NaN, false), never an error; only a wrong number of
 * arguments and a regular expression that is wrongly written are.
 */
#ifndef SAPCHU_XPATH_FUNCTIONS_H
#define SAPCHU_XPATH_FUNCTIONS_H

#include <libxml/xpath.h>

#define XPATH_NAMESPACE "urn:sapchu:xslt"

/* Makes all of them known to a context; the caller binds a prefix to XPATH_NAMESPACE. */
void xpath_register_functions(xmlXPathContextPtr ctx);

/* The names, for tests and manuals; NULL past the last. */
const char *xpath_function_name(unsigned i);

#endif
