/* SPDX-License-Identifier: MIT */
/* What the files of xslt/ share. */
#ifndef SAPCHU_XSLT_PRIV_H
#define SAPCHU_XSLT_PRIV_H

#include "base/arena.h"
#include "xslt/xslt.h"

#include <glib.h>
#include <libxml/xpath.h>
#include <libxslt/xsltInternals.h>

/* A document that libxslt was given: the name that it calls it by, to find the place of a message. */
struct xslt_file {
    char *url;
    xmlDoc *doc;
};

/* A finding that waits for its severity: libxslt tells errors from warnings only by the outcome. */
struct xslt_finding {
    enum diag_code code;        /* DIAG_XSLT_ERROR: a warning when all went well */
    struct src_pos pos;
    char *text;
};

struct xslt_sheet {
    struct xml_loader *loader;
    struct diag *diag;
    unsigned flags;
    struct xslt_limits limits;
    xsltStylesheet *style;
    GArray *files;              /* of struct xslt_file, in the order of loading */

    /* while libxslt works */
    xsltTransformContext *run;  /* NULL: compiling */
    xmlNode *source;            /* the root of the source copy */
    GArray *findings;           /* of struct xslt_finding */
    GString *text;              /* a message whose end has not come */
    struct src_pos text_pos;    /* where libxslt said that it is */
    xmlNode *text_node;         /* borrowed, alive when the message came; NULL: unknown */
    bool has_context;
    char *detail;               /* what XPath said just before */
    char *expression;           /* of which expression; NULL: not said */
    struct src_pos detail_pos;  /* the instruction that ran then */
    bool limit_hit, load_failed, broken;

    struct arena *places;       /* of the result that is being made */
    xmlXPathCompExpr *kept_expression;  /* whose value is `kept` */
    xmlXPathObject *kept;       /* borrowed; NULL: nothing */
};

/* --- xslt_hooks.c: libxslt's and libxml2's global hooks, led to the sheet that works in this thread --- */
struct xslt_hooks {
    struct xslt_sheet *outer;
    void *xml_error_user, *xml_structured_user;
    xmlGenericErrorFunc xml_error;
    xmlStructuredErrorFunc xml_structured;
};
void xslt_hooks_enter(struct xslt_sheet *s, struct xslt_hooks *saved);
void xslt_hooks_leave(const struct xslt_hooks *saved);

/* --- xslt_load.c --- */
/*
 * A document for libxslt, with a URL that it can resolve against, its names in `dict` (NULL: in one of its own);
 * NULL after diagnostics.
 */
xmlDoc *xslt_load(struct xslt_sheet *s, const char *path, unsigned flags, struct src_pos from, xmlDict *dict);
/* The loader hook: `url` as libxslt resolved it. */
xmlDoc *xslt_load_url(struct xslt_sheet *s, const char *url, xmlDict *dict, bool stylesheet);

/* --- xslt_error.c --- */
void xslt_error_printf(struct xslt_sheet *s, const char *format, char *text);
void xslt_error_structured(struct xslt_sheet *s, const xmlError *e);
/* Emits all that was collected; `failed`: as errors. */
void xslt_error_flush(struct xslt_sheet *s, bool failed);
/* The place of the instruction at work; SRC_NOWHERE while compiling. */
struct src_pos xslt_error_here(const struct xslt_sheet *s);

/* --- xslt_mark.c --- */
/* Plants a marking instruction in each element of a stylesheet that makes a result element. */
void xslt_mark_stylesheet(xmlDoc *sheet);
void xslt_mark_register(struct xslt_sheet *s);
/* Was it brought by document()? Such documents are not what the result is about. */
bool xslt_is_foreign(const struct xslt_sheet *s, const xmlDoc *doc);
/* The place of a node of the report, or of what was made of it; of an attribute's value. SRC_NOWHERE: it is of neither. */
struct src_pos xslt_place_of(const struct xslt_sheet *s, const xmlNode *node);
struct src_pos xslt_value_place(const struct xslt_sheet *s, const xmlNode *attr);
void xslt_set_place(struct xslt_sheet *s, xmlNode *node, struct src_pos pos);
bool xslt_is_instruction(const xmlNode *n, const char *name);
/* Of the elements and texts in `top`, the one behind `n` in document order; NULL: there is none. */
xmlNode *xslt_next_node(const xmlNode *top, const xmlNode *n);

/* --- xslt_text.c --- */
/* From now on the compiled stylesheet notes where its texts are from. */
void xslt_text_take_over(struct xslt_sheet *s);
void xslt_text_register(struct xslt_sheet *s);

#endif
