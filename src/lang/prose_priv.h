/* SPDX-License-Identifier: MIT */
/* What the files of the prose extraction share: prose.c (units), prose_text.c (lines), prose_markup.c (tags). */
#ifndef SAPCHU_LANG_PROSE_PRIV_H
#define SAPCHU_LANG_PROSE_PRIV_H

#include "base/arena.h"
#include "lang/prose.h"

#include <glib.h>

/* Of one document, so that a hostile one stays small. */
#define PROSE_MAX_UNITS 300000u

struct prose {
    struct arena *arena;
    GPtrArray *units;           /* of struct prose_unit */
    GString *text;              /* of the unit under construction … */
    GArray *pieces;             /* … and its pieces */
};

/* One file on its way into units. */
struct prose_scan {
    struct prose *p;
    const struct src_file *f;
    const char *s;
    size_t len;
    enum prose_dialect dialect;
};

/* The bytes start … end - 1 of the file as they are; white space with a line end in it becomes one space. */
void prose_put_text(struct prose_scan *c, size_t start, size_t end, unsigned flags);
/* One character for the bytes start … end - 1. */
void prose_put_char(struct prose_scan *c, gunichar ch, size_t start, size_t end);
void prose_put_object(struct prose_scan *c, size_t start, size_t end);
bool prose_is_pending(const struct prose_scan *c);
/* Ends the unit under construction, if it holds anything but white space and objects. */
void prose_end_unit(struct prose_scan *c, enum prose_kind kind, enum prose_form form, const char *element);

void prose_scan_text(struct prose_scan *c);
void prose_scan_markup(struct prose_scan *c);

static inline bool prose_is_space(char ch)
{
    return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r' || ch == '\f';
}

#endif
