/* SPDX-License-Identifier: MIT */
/* What the files of the XML loader share: xml.c, xml_decode.c, xml_error.c, xml_include.c. */
#ifndef SAPCHU_BASE_XML_PRIV_H
#define SAPCHU_BASE_XML_PRIV_H

#include "base/arena.h"
#include "base/xml.h"

#include <glib.h>
#include <libxml/parser.h>

struct xml_loader {
    const struct access *access;
    struct diag *diag;
    struct arena *arena;        /* of positions */
    GPtrArray *files;           /* of struct src_file, owned */
    GPtrArray *paths;           /* of what was to be read, whether it could be or not */
    GHashTable *overlays;       /* path: GBytes that stand for the file; NULL: none */
    size_t max_bytes, used_bytes;
    unsigned max_depth;
};

/* One run of the parser. */
struct xml_parse {
    struct xml_loader *loader;
    const struct src_file *file;
    xmlParserCtxt *ctxt;
    size_t skip;                /* the byte order mark, which the parser does not see */
    unsigned depth, max_depth;
    size_t text_len;            /* of the text node under construction */
    size_t entity_len;          /* what references have brought in */
    GHashTable *external;       /* names of external entities */
    bool failed;                /* an error was emitted */
    bool lost;                  /* after it, more errors would be consequences */
    unsigned errors;
};

/*
 * Decodes `data` (taken) by its byte order mark or XML declaration, or as UTF-8 in any case (`utf8`), into a source file that the loader owns;
 * NULL after a diagnostic.
 */
const struct src_file *xml_decode(struct xml_loader *l, const char *name, char *data, size_t len, bool utf8);

/* The parser's place now: a byte offset into the file. */
size_t xml_parse_offset(const struct xml_parse *p);
/* The last `mark` that ends at or before `end`. */
bool xml_find_back(const struct src_file *f, size_t end, const char *mark, size_t *at);
/* Turns an error of the parser into one of ours. */
void xml_parse_error(void *ctx, xmlError *err);

/*
 * --- fixes of faults that have one (xml_mend.c): each looks at the text at the finding's place and adds a fix, if it is
 * what it should be ---
 */
typedef void (*xml_mender)(struct diag *d, struct diag_item *it);
void xml_mend_ampersand(struct diag *d, struct diag_item *it);
void xml_mend_less_than(struct diag *d, struct diag_item *it);
void xml_mend_entity(struct diag *d, struct diag_item *it);
void xml_mend_quotes(struct diag *d, struct diag_item *it);
void xml_mend_value(struct diag *d, struct diag_item *it);
void xml_mend_dashes(struct diag *d, struct diag_item *it);
void xml_mend_cdata_end(struct diag *d, struct diag_item *it);
void xml_mend_declaration(struct diag *d, struct diag_item *it);
/* The character of an entity of HTML; 0: there is none of that name. */
unsigned xml_html_entity(const char *name, size_t len);

/* Has no tag too many attributes? False after a diagnostic. */
bool xml_check_tags(const struct src_file *file, struct diag *diag);

/* Do not too many nodes that are no elements follow each other? False after a diagnostic. */
bool xml_check_siblings(const xmlDoc *doc, struct diag *diag);

/* Replaces the xi:include elements of `doc` by what they name; false after a diagnostic. */
bool xml_include(struct xml_loader *l, xmlDoc *doc, const struct src_file *file);

/* Parses with a depth limit and XInclude left alone. */
xmlDoc *xml_parse_depth(struct xml_loader *l, const struct src_file *f, unsigned max_depth);

#endif
