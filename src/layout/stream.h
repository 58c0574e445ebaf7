/* SPDX-License-Identifier: MIT */
/*
 * Streams: the flows of a page-sequence, each on its way into the regions that it is assigned to (XSL 1.1 §6.4.5,
 * §6.4.20). A page takes something of each; the page-sequence ends when all of them have ended.
 */
#ifndef SAPCHU_LAYOUT_STREAM_H
#define SAPCHU_LAYOUT_STREAM_H

#include "layout/bars.h"
#include "layout/hold.h"
#include "layout/note.h"

struct stream {
    const struct fo_node *flow;
    const char *const *target;          /* names of regions, filled one after another on each page */
    unsigned n_targets;
    const struct lay_token *token;      /* where it goes on */
    struct note_table *notes;           /* its footnotes */
    struct bars *bars;                  /* its change bars that are open */
    len_t max;                          /* the width that its content asks for, once `measured` */
    bool measured;
    unsigned idle;                      /* pages without any of its regions, one after another */
    bool misnamed;                      /* no page has one of them: it goes into the body */
    bool done;
};

struct streams {
    struct lay_cx *cx;
    unsigned n;
    struct stream *v;
    struct note_table *notes;           /* those of the first stream, which are there without any */
};

/* A page as it would be: how far each stream gets on it. In the arena of the page. */
struct trial {
    struct notes_mark mark;             /* its notes before the page */
    const struct lay_token *next;
    bool waits;                         /* for a page of the other parity */
    bool has_region;                    /* the page has one for it, though another flow may be there */
    bool placed;                        /* something was laid out */
    bool done;
};

void streams_begin(struct streams *s, struct lay_cx *cx, const struct fo_node *page_sequence);
void streams_end(struct streams *s);

/* The width that their content asks for on this page, where that decides. */
len_t streams_width(struct streams *s, const struct page *p);
bool streams_done(const struct streams *s);
/* Has any stream something for a page of this number? A forced break may ask for the other side of the sheet. */
bool streams_fit(const struct streams *s, int number);
/* Does the page have a region for any stream that goes on? */
bool streams_have_region(const struct streams *s, const struct page *p);
/* Is a region of one of them larger on `a` than on `b`? */
bool streams_larger(const struct streams *s, const struct page *a, const struct page *b);

/* Before the trials of a page of this number. */
struct trial *streams_try(const struct streams *s, int number);
/* Lays out what goes on the page into p->area. True: nothing is left of any of them. */
bool streams_lay(struct streams *s, struct page *p, struct trial *t);
/* Nothing of them goes on the page. */
void streams_skip(struct streams *s, struct page *p, struct trial *t);
/* The trial is the page: its change bars are added. */
void streams_take(struct streams *s, struct page *p, const struct trial *t);
/* Nothing more is to be set, footnotes neither. */
void streams_finish(struct streams *s);

#endif
