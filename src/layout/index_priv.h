/* SPDX-License-Identifier: MIT */
/* Between index.c and index_list.c: the table. */
#ifndef SAPCHU_LAYOUT_INDEX_PRIV_H
#define SAPCHU_LAYOUT_INDEX_PRIV_H

#include "layout/index.h"

#include <glib.h>

struct index_page {
    unsigned index;             /* 0, 1 … in the document */
    int number;
    char *folio;
};

/* An index-key on a page, or an index-range from page to page. */
struct index_entry {
    char *class;
    char *dest;                 /* what a link goes to; NULL: nothing */
    char *range;                /* the id of the range; NULL: it is none */
    struct index_page first, last;
};

/* An index-range-begin whose end has not come yet. */
struct index_range {
    char *id, *key, *class;
    bool begun;                 /* something was shown in it … */
    unsigned page;              /* … last on this page */
    guint entry;                /* its place among those of the key, once begun */
};

/* A list that was given, with what is needed to make it again. */
struct index_answer {
    char **keys;                /* of its index-key-references */
    int32_t pages, ranges, sequences;   /* merge-…: KW_MERGE or KW_LEAVE_SEPARATE */
    char *given;
};

struct index_table {
    GHashTable *now, *before;   /* key → GArray of struct index_entry: this pass, and the one before */
    GArray *ranges;             /* of struct index_range */
    GArray *answers;            /* of struct index_answer */
    unsigned pass;
    bool pending, ended;
};

#endif
