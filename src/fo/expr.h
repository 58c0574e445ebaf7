/* SPDX-License-Identifier: MIT */
/*
 * The expression language of XSL 1.1 §5.9: text of an attribute in, a value
 * out, before it is fitted to a property (value.h).
 */
#ifndef SAPCHU_FO_EXPR_H
#define SAPCHU_FO_EXPR_H

#include "fo/prop.h"

struct fo_slice {
    const char *s;
    size_t n;
};
bool fo_slice_is(struct fo_slice a, const char *text);
struct fo_slice fo_slice_trim(struct fo_slice a);

enum fo_val_type {
    FO_VAL_NUM,         /* a number, length or percentage */
    FO_VAL_NAME,        /* a bare name: a keyword, a property, a color */
    FO_VAL_STRING,      /* in quotes */
    FO_VAL_COLOR,
    FO_VAL_FIELD,       /* the value of a property of another object: `prop`, `comp` of `from` */
};

struct fo_val {
    enum fo_val_type type;
    int dim;                    /* power of the unit: 0 a number, 1 a length */
    double num;                 /* the number, or the length in points */
    double pct;                 /* percentage part: 0.5 is 50 % */
    double share;               /* proportional-column-width() */
    fo_color color;
    struct fo_slice text;
    const struct fo_prop *prop;
    enum fo_comp comp;
    const struct fo_style *from;
};

struct fo_entry;

/* An open element, outermost first. */
struct fo_open {
    const struct fo_entry *entry;
    uint16_t type;              /* enum fo_type */
};

/* What an expression may look at. */
struct fo_env {
    GHashTable *names;                  /* of properties */
    const struct fo_prop *prop;         /* being evaluated */
    enum fo_comp comp;
    const struct fo_style *parent;
    const struct fo_style *own;         /* font-size is computed already, unless it is the property */
    const struct fo_open *open;         /* the ancestors, the last one is the parent */
    unsigned n_open;
    /* style of the table-column of the cell around; NULL: none */
    const struct fo_style *(*column)(void *user);
    void *user;
    bool others;                        /* out: an object other than the parent was asked */
    const char *error;                  /* out: the reason, to be translated */
    char detail[64];                    /* out: a word that goes with it, or "" */
};

/* Evaluates the whole of `text`. False: env->error says why. */
bool fo_expr(struct fo_env *env, struct fo_slice text, struct fo_val *out);
/* A FIELD as the plain value it stands for. */
void fo_val_plain(struct fo_val *v);

/* "navy", "#fff", "#ff8000", "transparent"; false: no such color. */
bool fo_color_lookup(struct fo_slice name, fo_color *out);

#endif
