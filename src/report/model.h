/* SPDX-License-Identifier: MIT */
/*
 * The content model as its schema says it, for messages: what may stand where, values, and the words of the
 * documentation. libxml2 decides what is valid; this only explains. It reads the XSD files as plain XML and
 * knows what they use: sequences and choices, groups, attribute groups, extensions, restrictions.
 */
#ifndef SAPCHU_REPORT_MODEL_H
#define SAPCHU_REPORT_MODEL_H

#include "base/xml.h"

#include <glib.h>

struct model;

/* Reads the schema and what it includes; NULL after diagnostics. */
struct model *model_load(struct xml_loader *loader, const char *path);
void model_drop(struct model *m);

const char *model_namespace(const struct model *m);

/* All below give nodes of the schema: xs:element, xs:attribute, xs:simpleType. Arrays are the caller's. */

/* The declaration of the outermost element: the first global one of the schema. */
const xmlNode *model_root(const struct model *m);
/* The declaration of an element of a document; NULL: it stands where it may not. */
const xmlNode *model_element(const struct model *m, const xmlNode *instance);
/* What may stand in an element, in the order of the schema. */
GPtrArray *model_children(const struct model *m, const xmlNode *element);
GPtrArray *model_attributes(const struct model *m, const xmlNode *element);
/* Of such an array, the one with this name; NULL. `*index` its place if not NULL. */
const xmlNode *model_find(const GPtrArray *decls, const char *name, guint *index);
/* Is there an element of this name anywhere? */
bool model_knows(const struct model *m, const char *name);
/* The name of a declaration, "xml:lang" for the attribute of that namespace. */
const char *model_name(const xmlNode *decl);
/* Has an element neither text nor children? */
bool model_is_empty(const struct model *m, const xmlNode *element);
bool model_required(const xmlNode *decl);
bool model_repeats(const xmlNode *decl);
/* The enumeration of an element's or attribute's simple type: xs:enumeration nodes; empty if there is none. */
GPtrArray *model_values(const struct model *m, const xmlNode *decl);
/* The simple type of a declaration: its node, or NULL and the local name of a built-in one in `*builtin`. */
const xmlNode *model_type(const struct model *m, const xmlNode *decl, const char **builtin);
/* The built-in type that a simple type is made of, such as "decimal". */
const char *model_primitive(const struct model *m, const xmlNode *decl);
/* An identity constraint (xs:key, xs:unique, xs:keyref) by its name. */
const xmlNode *model_constraint(const struct model *m, const char *name);

/* All xs:keyref, by name; the caller's. */
GPtrArray *model_keyrefs(const struct model *m);

/* The documentation in a language, g_free it; the label is what stands before its first ':' or '.'. NULL: none. */
char *model_doc(const xmlNode *decl, const char *language);
char *model_label(const xmlNode *decl, const char *language);

#endif
