/* SPDX-License-Identifier: MIT */
/*
 * FO document in, finished output out: builder, layout and backend run together, page by page, in as many passes as the
 * document's page citations need.
 */
#ifndef SAPCHU_TYPESETTER_H
#define SAPCHU_TYPESETTER_H

#include "base/access.h"
#include "base/diag.h"
#include "out/out.h"
#include "sapchu.h"

#include <libxml/tree.h>

struct typesetter {                     /* what a run needs; all borrowed */
    struct diag *diag;
    const struct access *access;
    const char *const *font_dirs;       /* NULL-terminated, or NULL */
    bool system_fonts;
    const char *const *hyphen_dirs;     /* likewise */
    enum diag_severity missing_picture;
    const char *base;                   /* the file that pictures are relative to */

    const struct src_file *text;        /* the FO as text, or … */
    xmlDoc *tree;                       /* … as a tree, which is used up, and whose nodes know their places */

    const struct out_backend *backend;
    const struct out_options *options;
    const char *output;                 /* "-": standard output; NULL for backends that write nothing */
    struct sapchu_stats *stats;         /* filled when pages were set */
};

/* False: nothing was written; diagnostics say why. Errors in the FO that stop nothing are for the caller to judge by `accept`. */
bool typesetter_run(const struct typesetter *t, bool (*accept)(const struct diag *));

#endif
