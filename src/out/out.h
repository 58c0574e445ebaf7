/* SPDX-License-Identifier: MIT */
/*
 * Backends: what becomes of finished pages. A row in out.c's table and a file each.
 */
#ifndef SAPCHU_OUT_OUT_H
#define SAPCHU_OUT_OUT_H

#include "area/area.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

/* The document's outline: fo:bookmark. */
struct out_bookmark {
    const char *title;
    const char *dest;                   /* an id, or NULL */
    const char *uri;                    /* or NULL */
    bool open, bold, italic;
    unsigned depth;                     /* 0: top */
};

struct out_meta {
    const char *title, *author, *subject, *keywords;    /* each may be NULL */
    time_t date;                        /* of the document or SOURCE_DATE_EPOCH; 0: none is written */
    const struct out_bookmark *bookmarks;
    unsigned n_bookmarks;
};

/* Where bytes go. False: writing failed; the stream has reported it (file.h has the usual one). */
struct out_stream {
    void *user;
    bool (*write)(void *user, const void *data, size_t len);
    /* Paged formats: begins the file of page `index` (0-based); NULL when all goes into one. */
    bool (*next_file)(void *user, unsigned index);
};

struct out_options {
    double dpi;                         /* png; 0: 150 */
    unsigned only_page;                 /* 1-based; 0: all */
};

struct out;
struct out_backend {
    const char *name;                   /* "pdf": also the extension */
    bool paged;                         /* one file a page */
    struct out *(*begin)(const struct out_meta *m, const struct out_options *o, const struct out_stream *s, struct diag *d);
    bool (*page)(struct out *o, const struct area_page *p);
    bool (*end)(struct out *o);         /* frees it; false: failed */
    void (*abort)(struct out *o);       /* frees it, nothing more is written */
};

/* By name ("pdf", "png", "svg", "areas", "none"); NULL: unknown. */
const struct out_backend *out_backend_find(const char *name);
const struct out_backend *out_backend_get(unsigned i);     /* the table, NULL past its end */

#endif
