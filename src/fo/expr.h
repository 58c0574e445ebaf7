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

/*
 * Objects other than the ancestors that an expression may ask for; each gives NULL when there is none. `own` is the style
 * being computed, in which the column's number and the spans are there already.
 */
struct fo_around {
    /* the table-column of the cell around, or of the cell being opened; `in_table`: there is a table at least */
    const struct fo_style *(*column)(void *user, enum fo_type type, const struct fo_style *own, bool *in_table);
    /* the region that the flow around goes to, in the first page master that the page-sequence names */
    const struct fo_style *(*region)(void *user, bool opens);     /* of the flow around, or of the one that opens */
    /* the multi-property-set in force of the multi-properties around; `inside`: there is a multi-properties at least */
    const struct fo_entry *(*property_set)(void *user, bool *inside);
    void *user;
};

/* What an expression may look at. */
struct fo_env {
    GHashTable *names;                  /* of properties */
    GHashTable *srgb;                   /* names of color profiles that are sRGB; NULL: none */
    const struct fo_prop *prop;         /* being evaluated */
    enum fo_comp comp;
    const struct fo_style *parent;
    const struct fo_style *own;         /* font-size is computed already, unless it is the property */
    const struct fo_open *open;         /* the ancestors, the last one is the parent */
    unsigned n_open;
    enum fo_type type;                  /* of the object being evaluated */
    const struct fo_around *around;     /* NULL: nothing is around */
    bool others;                        /* out: an object other than the parent was asked */
    const char *error;                  /* out: the reason, to be translated; NULL: none */
    char detail[64];                    /* out: a word that goes with it, or "" */
    const char *at;                     /* out: where in the text; NULL: all of it */
    const char *near;                   /* out: what may have been meant, or NULL */
    bool keywords;                      /* out: `detail` is none of the property's keywords */
    const char *mended;                 /* out: the value taken instead, NULL: none is */
};

/* Evaluates the whole of `text`. False: env->error says why. */
bool fo_expr(struct fo_env *env, struct fo_slice text, struct fo_val *out);
/* A FIELD as the plain value it stands for. */
void fo_val_plain(struct fo_val *v);

/* Nothing is wrong yet. */
void fo_expr_begin(struct fo_env *env);
/* The name most like `s` in a table of names whose rows are `stride` bytes apart; NULL: none is alike. */
const char *fo_nearest(const char *s, const char *const *first, size_t stride, size_t n);
const char *fo_color_nearest(const char *s);

/* "navy", "#fff", "#ff8000", "transparent"; false: no such color. */
bool fo_color_lookup(struct fo_slice name, fo_color *out);
/* The same for system-color(), §5.10.2: "ButtonFace". */
bool fo_color_system(struct fo_slice name, fo_color *out);

#endif
