/* SPDX-License-Identifier: MIT */
/*
 * Safe loading of XML with positions, for every stage that reads some.
 *
 * In:  a file (any encoding that iconv knows), the folders that may be read.
 * Out: a libxml2 tree whose elements, texts, comments and processing instructions know their place.
 *
 * A DOCTYPE is allowed, but its external subset and external entities are never read, and nothing is fetched
 * from the network. Limits hold for size, depth, entities and the length of one text. libxml2 prints nothing.
 *
 * Positions stand in node->_private; they and the source files belong to the loader, which must outlive
 * the trees, and the list of findings whose positions point into the files.
 */
#ifndef SAPCHU_BASE_XML_H
#define SAPCHU_BASE_XML_H

#include "base/access.h"
#include "base/diag.h"
#include "base/source.h"

#include <libxml/tree.h>

#define XML_LIMIT_BYTES ((size_t)64 << 20)      /* of all files of one document together */
#define XML_LIMIT_DEPTH 256u                    /* libxml2's own without XML_PARSE_HUGE */
#define XML_LIMIT_SIBLINGS 2000u                /* texts, comments and instructions without an element between them */
#define XML_LIMIT_ATTRIBUTES 10000u             /* of one tag */
#define XML_LIMIT_TEXT ((size_t)10000000)       /* libxml2's XML_MAX_TEXT_LENGTH */

struct xml_loader;

enum xml_flags {
    XML_NAMED = 1,          /* the user named the file on the command line: no check of its folder; "-" is stdin */
    XML_INCLUDE = 2,        /* process XInclude */
};

/* `access` NULL: everything may be read. Both are borrowed. */
struct xml_loader *xml_loader_new(const struct access *access, struct diag *diag);
void xml_loader_drop(struct xml_loader *l);
struct diag *xml_loader_diag(const struct xml_loader *l);
/* The files read so far, in the order of reading; borrowed. */
unsigned xml_loader_file_count(const struct xml_loader *l);
const struct src_file *xml_loader_file(const struct xml_loader *l, unsigned i);
/* The names of the files that were to be read, from 0, whether they could be or not; NULL: there are no more. */
const char *xml_loader_path(const struct xml_loader *l, unsigned i);
/* Lowers the limits from now on; 0 leaves one as it is. */
void xml_loader_limit(struct xml_loader *l, size_t bytes, unsigned depth);

/*
 * From now on these bytes (copied) are what the file at `path` holds: it is open in an editor, and not saved. The path
 * need not exist; one that may not be read is still refused.
 */
void xml_loader_overlay(struct xml_loader *l, const char *path, const char *bytes, size_t len);

/*
 * The decoded text of a file, borrowed from the loader; NULL after diagnostics. `from` is the place that
 * names the file (SRC_NOWHERE: the command line).
 */
const struct src_file *xml_read_source(struct xml_loader *l, const char *path, unsigned flags, struct src_pos from);

/* The document in a file, free with xmlFreeDoc(); NULL after diagnostics. */
xmlDoc *xml_parse_file(struct xml_loader *l, const char *path, unsigned flags, struct src_pos from);
xmlDoc *xml_parse_source(struct xml_loader *l, const struct src_file *f, unsigned flags);
/* The same of bytes in memory (copied), for tests and generated text. */
xmlDoc *xml_parse_memory(struct xml_loader *l, const char *name, const char *bytes, size_t len, unsigned flags);

/*
 * The place of a node: the '<' of an element, the first letter of a text or of an attribute's name. A node
 * that has none of its own (made by a default or an entity) is where its parent is.
 */
struct src_pos xml_node_pos(const xmlNode *node);
/* The place of an attribute's value (`node` an attribute), else that of the node. */
struct src_pos xml_value_pos(const xmlNode *node);

/*
 * Of what a stretch of a text was made, bytes start … end - 1 of its content. Only in the result of a stylesheet, where the
 * _private of a text is its first piece, or NULL; a stretch without a piece is where its parent is.
 */
struct xml_piece {
    struct src_pos pos;         /* first, as in other nodes */
    uint32_t start, end;
    struct xml_piece *next;
    struct xml_piece *last;     /* of the first piece only */
};

/* A copy whose nodes know the same places: transform the copy, since stripping changes the tree. */
xmlDoc *xml_copy_doc(const xmlDoc *doc);
/* Gives the nodes of `copy`, made of `node` by xmlDocCopyNode(), the places of `node`'s. */
void xml_copy_positions(const xmlNode *node, xmlNode *copy);

#endif
