/* SPDX-License-Identifier: MIT */
/*
 * Stylesheets: XSLT 1.0 with EXSLT (common, strings, sets, math, functions, dates, dyn) and the
 * functions of xpath/, through libxslt, held to what a stylesheet of a stranger may do.
 *
 * In:  a stylesheet file and a loaded report. Out: a result tree, or its bytes as xsl:output says.
 *
 * xsl:include, xsl:import and document() read through the loader, hence under its folders only; writing and the network are
 * forbidden; recursion and the work of XPath are limited. What libxslt has to say becomes diagnostics with the
 * stylesheet's line and column; it prints nothing.
 */
#ifndef SAPCHU_XSLT_XSLT_H
#define SAPCHU_XSLT_XSLT_H

#include "base/diag.h"
#include "base/xml.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct xslt_sheet;

enum xslt_flags {
    XSLT_MARKS = 1,     /* the nodes of the result know of which places in the source they were made: see xml_node_pos(), struct xml_piece */
};

struct xslt_limits {
    unsigned depth;     /* nested templates, 0: 3000, which is libxslt's own */
    unsigned vars;      /* variables and parameters alive at once, 0: 15000 */
    unsigned xpath;     /* operations of XPath in one run, 0: 500 million */
};

/*
 * Compiles the stylesheet in `path`, which the user or the program named. The loader must outlive the sheet and, as the
 * list of findings, is borrowed. NULL after diagnostics.
 */
struct xslt_sheet *xslt_sheet_load(struct xml_loader *loader, struct diag *diag, const char *path, unsigned flags,
                                   const struct xslt_limits *limits);
void xslt_sheet_drop(struct xslt_sheet *s);
/* The method of xsl:output: "xml", "html", "text"; NULL: not said. */
const char *xslt_sheet_method(const struct xslt_sheet *s);

struct xslt_result {
    xmlDoc *doc;
    struct arena *places;       /* that its nodes know */
};

/*
 * Transforms `source` (untouched: a copy is worked on). `params`: name, value, name, value … NULL; values are
 * strings, not expressions. False after diagnostics; `*out` is for xslt_result_clear() then too.
 */
bool xslt_sheet_apply(struct xslt_sheet *s, const xmlDoc *source, const char *const *params, struct xslt_result *out);
void xslt_result_clear(struct xslt_result *r);

/* The bytes that xsl:output asks for (g_free them). */
char *xslt_result_text(struct xslt_sheet *s, struct xslt_result *r, size_t *len);

#endif
