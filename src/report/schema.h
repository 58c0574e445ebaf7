/* SPDX-License-Identifier: MIT */
/*
 * Validation of a report against its XSD by libxml2, told in our own words.
 *
 * libxml2 stops looking into an element at its first child out of place. To find all mistakes and none of
 * their consequences, each one found is mended in the tree for the time of the check (a misspelt element renamed,
 * one out of place taken out, a missing one put in) and the document is validated again; then the tree is restored.
 * Values by default are written into the tree.
 */
#ifndef SAPCHU_REPORT_SCHEMA_H
#define SAPCHU_REPORT_SCHEMA_H

#include "base/xml.h"

struct schema;

/* Compiles the schema at `path`; NULL after a diagnostic. The loader is borrowed. */
struct schema *schema_load(struct xml_loader *loader, const char *path);
void schema_drop(struct schema *s);

/* True: valid. The root element's namespace must be the schema's. */
bool schema_check(struct schema *s, xmlDoc *doc, struct diag *diag);

#endif
