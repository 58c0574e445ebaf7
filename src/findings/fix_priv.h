/* SPDX-License-Identifier: MIT */
/* What the files of mending share: fix.c chooses and edits, fix_diff.c shows, fix_write.c writes. */
#ifndef SAPCHU_FINDINGS_FIX_PRIV_H
#define SAPCHU_FINDINGS_FIX_PRIV_H

#include "findings/fix.h"

#include <glib.h>

/* A stretch of a mended text: of the text as it was read, or of what was added. */
struct fix_piece {
    size_t from, len;
    bool added;
};

/* A file that is mended. */
struct fix_file {
    char *path;                 /* as the findings name it */
    char *old;                  /* as it was read */
    size_t old_len;
    GString *added;             /* all that fixes have put in */
    GArray *pieces;             /* of struct fix_piece: the text now */
    GString *text;              /* the same, written out */
    GArray *before;             /* the pieces before the last round; NULL: it left this file alone */
    int failed;                 /* why it could not be written: an errno, or FIX_CHANGED; 0: it was, or it need not be */
};

/* The difference of one file, appended to `out`. */
void fix_diff_file(const struct fix_file *f, GString *out);
/* Writes one file; what `failed` says. */
enum { FIX_CHANGED = -1 };      /* it holds something else by now */
int fix_write_file(const struct fix_file *f);

#endif
