/* SPDX-License-Identifier: MIT */
/*
 * Styles: the attributes of an element and its parent's style in, a computed
 * style out. Equal questions are answered from a cache.
 */
#ifndef SAPCHU_FO_EVAL_H
#define SAPCHU_FO_EVAL_H

#include "base/intern.h"
#include "fo/expr.h"

/* An attribute; `name` is "xml:lang" or a local name without namespace. */
struct fo_attr {
    const char *name;
    struct fo_slice value;
};

#define FO_SPECIFIED_WORDS ((FO_P_N + 63) / 64)
/* A style and the properties that its element specified. */
struct fo_entry {
    const struct fo_style *style;
    uint64_t specified[FO_SPECIFIED_WORDS];
};

struct fo_styler;
struct fo_styler *fo_styler_new(struct diag *diag);
void fo_styler_drop(struct fo_styler *s);

/* The initial values, as the parent of fo:root. */
const struct fo_entry *fo_styler_initial(const struct fo_styler *s);
GHashTable *fo_styler_names(const struct fo_styler *s);
/* The color profile of this name is that of sRGB: rgb-icc() takes the components that are meant for it. */
void fo_styler_add_srgb(struct fo_styler *s, const char *profile);

struct fo_ask {
    enum fo_type type;
    const struct fo_attr *attrs;
    unsigned n;
    const struct fo_open *open;         /* the ancestors */
    unsigned n_open;
    const struct fo_around *around;
    struct src_pos pos;                 /* of the start tag */
    bool quiet;                         /* its faults were diagnosed when it stood elsewhere */
};
/* Faults are diagnosed when a combination is met for the first time. Valid as long as the styler. */
const struct fo_entry *fo_styler_get(struct fo_styler *s, const struct fo_ask *ask);

static inline bool fo_entry_specifies(const struct fo_entry *e, unsigned id)
{
    return (e->specified[id / 64] >> (id % 64)) & 1;
}

/* --- between eval.c, expand.c and value.c --- */

/* One value to be set. */
struct fo_spec {
    const struct fo_prop *prop;         /* a PROP, SIDE or PHYS row */
    enum fo_comp comp;
    struct fo_slice text;
    unsigned rank;                      /* the higher is set later */
    unsigned attr;                      /* index of the attribute it comes from */
};

/* Fits `text` to the property and stores it in `own`; false: nothing was stored, env->error says why. */
bool fo_value_set(struct fo_env *env, struct fo_slice text, struct fo_style *own, struct intern *strings);


/* An address without url() and quotes. */
struct fo_slice fo_value_uri(struct fo_slice a);

#endif
