/* SPDX-License-Identifier: MIT */
/*
 * The prose of a document, taken out of its source text: paragraphs that know where each of their bytes came from, so
 * that a finding in the words becomes a finding in the file.
 *
 * In:  source files: plain text, Markdown, HTML, reports, other XML. The markup may be broken.
 * Out: units of UTF-8 text. Entities and character references are decoded, a line end with its indentation is one space,
 *      and what stands among the words without being Vietnamese text (a reference, code, another language) is U+FFFC.
 */
#ifndef SAPCHU_LANG_PROSE_H
#define SAPCHU_LANG_PROSE_H

#include "base/source.h"

#include <stdbool.h>
#include <stdint.h>

/* U+FFFC in UTF-8: something stands here that is no text of ours. */
#define PROSE_OBJECT "\xEF\xBF\xBC"

enum prose_dialect {
    PROSE_TEXT,         /* a paragraph a line */
    PROSE_MARKDOWN,     /* as text, without its code and its links' addresses */
    PROSE_HTML,
    PROSE_REPORT,       /* a report of ours: prose.def says what its elements are */
    PROSE_XML,          /* any other: an element with text is a paragraph, and flows where it stands among text */
};

enum prose_kind {
    PROSE_SENTENCES,    /* sentences, with capitals and full stops */
    PROSE_HEADLINE,     /* one line that stands for itself */
    PROSE_NAME,         /* of a person, a body, a place */
    PROSE_LABEL,        /* a few words: a caption, a cell, a unit of measure */
};

/* How the text stands in the file. */
enum prose_form {
    PROSE_PLAIN,        /* as it is */
    PROSE_MARKUP,       /* between tags */
    PROSE_VALUE,        /* in an attribute */
};

enum prose_piece_flags {
    PROSE_PIECE_CODED = 1,      /* other bytes than the file's: a reference, white space made one space */
    PROSE_PIECE_CDATA = 2,      /* in a CDATA section: nothing is escaped */
    PROSE_PIECE_OBJECT = 4,     /* PROSE_OBJECT */
};

/* The text from `at` to the next piece came from the `src_len` bytes at `src`. */
struct prose_piece {
    uint32_t at, src, src_len;
    uint32_t flags;
};

struct prose_unit {
    const char *text;           /* NUL-terminated, not empty, without white space at its ends */
    uint32_t len;
    enum prose_kind kind;
    enum prose_form form;
    enum prose_dialect dialect;
    const char *element;        /* "p", "item", "li"; the attribute's name of a value; "" when nothing names it */
    const struct src_file *file;
    const struct prose_piece *pieces;
    uint32_t n_pieces;
};

struct prose;

struct prose *prose_new(void);
void prose_drop(struct prose *p);

/* What a file is, by its name and its first tag. */
enum prose_dialect prose_dialect_of(const struct src_file *f);
/* Adds the units of a file, which must outlive `p`. Linear in its size, whatever it holds. */
void prose_add(struct prose *p, const struct src_file *f, enum prose_dialect dialect);

unsigned prose_len(const struct prose *p);
const struct prose_unit *prose_get(const struct prose *p, unsigned i);

/*
 * The place in the file of the bytes start … end - 1 of a unit's text (start == end: the place behind byte start - 1).
 * True: the file has nothing else there, no tag and no object, so that it may be replaced.
 */
bool prose_range(const struct prose_unit *u, uint32_t start, uint32_t end, struct src_range *out);
/* `text` as it must be written at that place of the file; g_free it. */
char *prose_escape(const struct prose_unit *u, uint32_t at, const char *text);

#endif
