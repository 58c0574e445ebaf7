/* SPDX-License-Identifier: MIT */
/*
 * Errors put into clean reports at random places: plant.c counts what the checks find of them; text.c makes slips of the
 * keyboard and of old encodings, data.c contradictions and faults of markup, word.c other words.
 */
#ifndef TESTS_PLANT_H
#define TESTS_PLANT_H

#include "lang/prose.h"

#include <glib.h>
#include <stdbool.h>

/* A clean report. */
struct base {
    char *path;
    struct src_file *file;
    struct prose *prose;
    uint32_t letters;           /* of all its sentences: a place is drawn among them */
};

/* One error: the bytes at … at + len - 1 of the file become `text`. */
struct plant {
    size_t at, len;
    char *text;
};

enum group { MECHANICAL, DATA, REAL_WORD, N_GROUPS };

struct kind {
    const char *name;
    enum group group;
    /* False: no such error can be made at the place that was drawn. */
    bool (*make)(const struct base *b, GRand *r, const void *how, struct plant *p);
    const void *how;
    bool one_way;               /* a fix makes a right text of it, not the one that was there */
};

extern const struct kind text_kinds[], data_kinds[], word_kinds[];
extern const unsigned n_text_kinds, n_data_kinds, n_word_kinds;

/* A word (letters between others) of a sentence drawn from the whole report; `*unit` its unit, start and end in its text. */
bool draw_word(const struct base *b, GRand *r, const struct prose_unit **unit, uint32_t *start, uint32_t *end);
/* The plant that puts `text` (taken) in the place of these bytes of a unit; false: something else stands there in the file. */
bool plant_in(const struct prose_unit *u, uint32_t start, uint32_t end, char *text, struct plant *p);

#endif
