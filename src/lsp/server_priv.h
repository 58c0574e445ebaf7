/* SPDX-License-Identifier: MIT */
/*
 * What the files of the language server share: server.c (messages), check.c (findings), complete.c, hover.c, guide.c (the
 * schema as those two ask it).
 */
#ifndef SAPCHU_LSP_SERVER_PRIV_H
#define SAPCHU_LSP_SERVER_PRIV_H

#include "lsp/context.h"
#include "lsp/rpc.h"
#include "lsp/text.h"
#include "pipeline.h"
#include "report/model.h"

/* A document that is open in the editor. */
struct document {
    char *uri, *path;           /* path: of the file, or a name for one that is not saved yet */
    gint64 version;
    struct text *text;
    bool is_report;             /* XML; of other texts the language is checked */
    bool dirty;                 /* not checked since it changed */
    struct pipeline *job;       /* the last check; NULL: none yet */
    GHashTable *published;      /* URIs, the document's and those of files that it includes, which have findings */
};

/* The schema, loaded when first needed. */
struct guide;

struct server {
    struct rpc *rpc;
    const struct pipeline_options *options;
    enum text_units units;
    bool initialized, shut_down, snippets;
    bool gone;                  /* nothing can be written any more */
    GHashTable *documents;      /* uri: struct document */
    struct guide *guide;
};

/* --- check.c --- */

/* Checks a document with what is open in place of what is saved, and publishes its findings. */
void check_document(struct server *s, struct document *d);
/* Publishes that nothing is found in it any more. */
void check_forget(struct server *s, struct document *d);
/* CodeAction[] for a range: the fixes of the findings in it. A new node. */
JsonNode *check_actions(struct server *s, struct document *d, JsonObject *params);

/* --- guide.c --- */

struct guide *guide_new(void);
void guide_drop(struct guide *g);
/* NULL: the schema could not be loaded. */
const struct model *guide_model(const struct guide *g);
/* The declaration of the innermost element of `path`, with `last` (may be NULL) in it; NULL: there is none. */
const xmlNode *guide_element(const struct guide *g, const GPtrArray *path, const char *last);
/* The declaration of an attribute of `element`; NULL. */
const xmlNode *guide_attribute(const struct guide *g, const xmlNode *element, const char *name);
/*
 * Calls back for each value that an attribute may refer to, if it refers to something: xs:keyref of the schema, values in
 * the text.
 */
void guide_each_target(const struct guide *g, const char *element, const char *attr, const char *text, size_t len,
                       void (*each)(void *user, const char *value, const char *label), void *user);

/* --- answers to requests; params are those of LSP. A new node. --- */

JsonNode *complete_at(struct server *s, struct document *d, size_t offset);
JsonNode *hover_at(struct server *s, struct document *d, size_t offset);

#endif
