/* SPDX-License-Identifier: MIT */
/*
 * Source files and positions in them. A file is held whole, as UTF-8; a
 * position is a byte offset into it, and becomes line and column only when a
 * diagnostic is shown.
 */
#ifndef SAPCHU_BASE_SOURCE_H
#define SAPCHU_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct src_file;

/* A place in a file. `file` NULL: nowhere in particular. Borrowed: the file outlives it. */
struct src_pos {
    const struct src_file *file;
    uint32_t offset;
};

#define SRC_NOWHERE ((struct src_pos){ NULL, 0 })

/* The bytes start … end - 1 of a file. `file` NULL: nowhere in particular. */
struct src_range {
    const struct src_file *file;
    uint32_t start, end;
};

/* A file of `name` (as the user wrote it) holding `len` bytes of UTF-8; takes `text` (g_malloc'ed). */
struct src_file *src_file_new(const char *name, char *text, size_t len);
void src_file_drop(struct src_file *f);
const char *src_file_name(const struct src_file *f);
const char *src_file_text(const struct src_file *f);
size_t src_file_len(const struct src_file *f);
/* The text was not UTF-8 in the file: offsets are not those of its bytes. */
void src_file_set_recoded(struct src_file *f);
bool src_file_recoded(const struct src_file *f);

/*
 * Notes that `bytes` of the file were read to find a place in it; false: that was enough. Every file has a share of such
 * work, so that a report full of faults is not searched for each of them.
 */
bool src_file_spend(const struct src_file *f, size_t bytes);

static inline struct src_pos src_pos_at(const struct src_file *f, size_t offset)
{
    return (struct src_pos){ f, offset > UINT32_MAX ? UINT32_MAX : (uint32_t)offset };
}

/* 1-based line, and column in code points. The first call per file builds a table of line starts. */
void src_pos_line_col(struct src_pos p, unsigned *line, unsigned *col);

/*
 * The range that a reader sees at a position: of a tag its '<' and name, of a value all up to its quotation mark, of a
 * text its line as far as no tag begins, else the word. Never empty unless the file ends there.
 */
struct src_range src_range_at(struct src_pos p);

/* The text of the position's line, without its end; borrowed, `*len` bytes. */
const char *src_pos_line_text(struct src_pos p, size_t *len);

/*
 * The position of attribute `name` (as written, with its prefix) of the start
 * tag at `p`: its first letter, or that of its value. `p` itself if there is
 * no such attribute.
 */
struct src_pos src_pos_attr(struct src_pos p, const char *name, bool value);

/*
 * Given the offset of any byte of a start tag behind its last attribute, the
 * offset of its '<' ("<" cannot stand inside a tag, XML 1.0 §3.1).
 */
size_t src_tag_start(const struct src_file *f, size_t inside);

#endif
