/* SPDX-License-Identifier: MIT */
/*
 * The properties as the evaluation sees them: a table made of the rows of
 * props.def, found by name.
 */
#ifndef SAPCHU_FO_PROP_H
#define SAPCHU_FO_PROP_H

#include "fo/fo.h"

#include <glib.h>

enum fo_prop_id {
    FO_P_NONE,
#define PROP(ident, ...) FO_P_##ident,
#define SIDE(ident, ...) FO_P_##ident,
#define PHYS(ident, ...) FO_P_##ident,
#define SHORT(ident, ...) FO_P_##ident,
#define NODE(ident, ...) FO_P_##ident,
#define AURAL(ident, ...) FO_P_##ident,
#include "fo/props.def"
    FO_P_N
};

enum fo_kind {
    FO_KIND_LENGTH, FO_KIND_SPACE, FO_KIND_COND, FO_KIND_RANGE, FO_KIND_KEEP, FO_KIND_PAIR, FO_KIND_COLOR,
    FO_KIND_ENUM, FO_KIND_INTEGER, FO_KIND_NUMBER, FO_KIND_PERCENT, FO_KIND_STRING, FO_KIND_URI,
        FO_KIND_FAMILY,
    FO_KIND_FONT_SIZE, FO_KIND_FONT_WEIGHT, FO_KIND_LINE_HEIGHT, FO_KIND_DECORATION, FO_KIND_ORIENTATION,
    FO_KIND_CLIP, FO_KIND_SHADOW, FO_KIND_ANGLE,
};

/* The rows' macros. */
enum fo_row { FO_ROW_PROP, FO_ROW_SIDE, FO_ROW_PHYS, FO_ROW_SHORT, FO_ROW_NODE, FO_ROW_AURAL };

enum fo_percent { FO_PCT_NO, FO_PCT_FONT, FO_PCT_BOX };

/* Families of absolute properties, and their sides. */
enum fo_family { FO_FAM_BORDER_COLOR, FO_FAM_BORDER_STYLE, FO_FAM_BORDER_WIDTH, FO_FAM_PADDING,
                 FO_FAM_DIMENSION };
enum fo_phys {
    FO_TOP, FO_RIGHT, FO_BOTTOM, FO_LEFT,
    FO_DIM_WIDTH, FO_DIM_HEIGHT, FO_DIM_MIN_WIDTH, FO_DIM_MAX_WIDTH, FO_DIM_MIN_HEIGHT, FO_DIM_MAX_HEIGHT,
};

/* Components of compound properties, XSL 1.1 §5.11. */
enum fo_comp {
    FO_COMP_ALL, FO_COMP_MIN, FO_COMP_OPT, FO_COMP_MAX, FO_COMP_PRECEDENCE, FO_COMP_CONDITIONALITY,
        FO_COMP_LENGTH,
    FO_COMP_LINE, FO_COMP_COLUMN, FO_COMP_PAGE, FO_COMP_BLOCK, FO_COMP_INLINE,
    FO_COMP_N
};

struct fo_expand;
typedef void fo_expand_fn(struct fo_expand *x);

struct fo_prop {
    const char *name, *initial;
    uint16_t id;                /* enum fo_prop_id */
    uint8_t row, kind, pct;
    bool inherited;
    uint16_t offset, size;      /* of the field in struct fo_style */
    const uint16_t *kws;        /* kws[1] … kws[n_kws] */
    uint16_t n_kws;
    uint8_t family, side;       /* PHYS */
    uint8_t rank;               /* SHORT */
    fo_expand_fn *expand;
};

extern const struct fo_prop fo_props[FO_P_N];

/* Names to properties. */
GHashTable *fo_prop_names_new(void);
/*
 * "space-before.optimum": the property and the component; NULL: no such property, `*comp` FO_COMP_N: no
 * such component.
 */
const struct fo_prop *fo_prop_lookup(GHashTable *names, const char *name, enum fo_comp *comp);
const char *fo_prop_nearest(const char *name);
/* Has a property of this kind such a component? */
bool fo_kind_has(enum fo_kind kind, enum fo_comp comp);

/*
 * The relative property behind an absolute one (a PHYS row) in the writing mode of `s`, XSL 1.1 §5.3;
 * `*comp` is
 * adjusted for min-width and its like.
 */
const struct fo_prop *fo_prop_relative(const struct fo_prop *p, const struct fo_style *s, enum fo_comp *comp);

/* The side (enum fo_side) that is at the top, right, bottom or left in this writing mode. */
enum fo_side fo_side_of(enum fo_phys side, int32_t writing_mode);
bool fo_mode_vertical(int32_t writing_mode);    /* lines run from top to bottom */

/* Keywords. */
enum fo_keyword fo_keyword_lookup(const char *s, size_t len);
const char *fo_keyword_name(enum fo_keyword kw);
bool fo_prop_takes(const struct fo_prop *p, enum fo_keyword kw);
/* The permitted keyword that looks most like `s`; NULL: none does. */
const char *fo_prop_nearest_keyword(const struct fo_prop *p, const char *s);

static inline void *fo_field(const struct fo_prop *p, struct fo_style *s)
{
    return (char *)s + p->offset;
}

static inline const void *fo_field_const(const struct fo_prop *p, const struct fo_style *s)
{
    return (const char *)s + p->offset;
}

#endif
