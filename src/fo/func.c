/* SPDX-License-Identifier: MIT */
/* The function library of expressions, XSL 1.1 §5.10. */
#include "fo/expr_parse.h"

#include "base/i18n.h"
#include "fo/eval.h"

#include <math.h>
#include <string.h>

typedef bool func(struct fo_parse *p, struct fo_val *args, unsigned n, struct fo_val *out);

static const struct fo_slice no_word = { "", 0 };

static struct fo_val number(double v)
{
    return (struct fo_val){ .type = FO_VAL_NUM, .num = v };
}

/* --- §5.10.1 numbers --- */

static bool rounded(struct fo_parse *p, struct fo_val *a, struct fo_val *out, double (*f)(double))
{
    if (!fo_val_number(p, a))
        return false;
    if (a->dim)
        return fo_expr_fail(p->env, N_("floor, ceiling and round take a number without a unit"), no_word);
    *out = number(f(a->num));
    return true;
}

static double half_up(double v)
{
    return floor(v + 0.5);
}

static bool f_floor(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)n;
    return rounded(p, a, out, floor);
}

static bool f_ceiling(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)n;
    return rounded(p, a, out, ceil);
}

static bool f_round(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)n;
    return rounded(p, a, out, half_up);
}

/* Compares two values of one dimension: points with points, percentages with percentages. */
static bool compare(struct fo_parse *p, struct fo_val *a, struct fo_val *b, double *order)
{
    if (!fo_val_number(p, a) || !fo_val_number(p, b))
        return false;
    double num = a->num - b->num, pct = a->pct - b->pct;
    if (a->dim != b->dim || (num != 0 && pct != 0 && (num < 0) != (pct < 0)))
        return fo_expr_fail(p->env, N_("min and max cannot compare these values"), no_word);
    *order = num != 0 ? num : pct;
    return true;
}

static bool f_min(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    double order = 0;
    (void)n;
    if (!compare(p, &a[0], &a[1], &order))
        return false;
    *out = order <= 0 ? a[0] : a[1];
    return true;
}

static bool f_max(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    double order = 0;
    (void)n;
    if (!compare(p, &a[0], &a[1], &order))
        return false;
    *out = order >= 0 ? a[0] : a[1];
    return true;
}

static bool f_abs(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)n;
    if (!fo_val_number(p, a))
        return false;
    *out = *a;
    out->num = fabs(a->num);
    out->pct = fabs(a->pct);
    return true;
}

/* --- §5.10.2 color --- */

/* A number from 0 to `whole`, or a percentage of it. */
static bool level(struct fo_parse *p, struct fo_val *a, double whole, double *out)
{
    if (!fo_val_number(p, a))
        return false;
    *out = CLAMP(a->dim && a->num == 0 ? a->pct * whole : a->num, 0, whole);
    return true;
}

static bool channel(struct fo_parse *p, struct fo_val *a, uint32_t *out)
{
    double v;
    if (!level(p, a, 255, &v))
        return false;
    *out = (uint32_t)(v + 0.5);
    return true;
}

static bool f_rgb(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    uint32_t c[3];
    (void)n;
    for (unsigned i = 0; i < 3; i++)
        if (!channel(p, &a[i], &c[i]))
            return false;
    *out = (struct fo_val){ .type = FO_VAL_COLOR, .color = c[0] << 24 | c[1] << 16 | c[2] << 8 | 0xff };
    return true;
}

static struct fo_val opaque(double r, double g, double b)
{
    uint32_t c[3] = { (uint32_t)(r * 255 + 0.5), (uint32_t)(g * 255 + 0.5), (uint32_t)(b * 255 + 0.5) };
    return (struct fo_val){ .type = FO_VAL_COLOR, .color = c[0] << 24 | c[1] << 16 | c[2] << 8 | 0xff };
}

/* cmyk(): an extension that others know. A page is in sRGB: each ink takes its light away, black all of it. */
static bool f_cmyk(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    double ink[4];
    (void)n;
    for (unsigned i = 0; i < 4; i++)
        if (!level(p, &a[i], 1, &ink[i]))
            return false;
    *out = opaque((1 - ink[0]) * (1 - ink[3]), (1 - ink[1]) * (1 - ink[3]), (1 - ink[2]) * (1 - ink[3]));
    return true;
}

/* rgb-icc(#CMYK, c, m, y, k), rgb-icc(#Grayscale, g), rgb-icc(#SpotColor, name, tint, #CMYK, …): the spaces of devices, known to others. */
static bool device_color(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    double gray;
    if (fo_slice_is(a->text, "#CMYK") && n == 5)
        return f_cmyk(p, a + 1, 4, out);
    if (fo_slice_is(a->text, "#SpotColor") && n > 4 && a[3].type == FO_VAL_NAME)
        return device_color(p, a + 3, n - 3, out);
    if (!fo_slice_is(a->text, "#Grayscale") || n != 2)
        return fo_expr_fail(p->env, N_("wrong number of arguments for"), a->text);
    if (!level(p, &a[1], 1, &gray))
        return false;
    *out = opaque(gray, gray, gray);
    return true;
}

/* §5.10.2: in a profile that is sRGB the components count that are given for it, 0 … 1; else the fallback before the name. */
static bool f_rgb_icc(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    if (a->type == FO_VAL_NAME && a->text.n > 1 && a->text.s[0] == '#')
        return device_color(p, a, n, out);
    if (n < 3)
        return fo_expr_fail(p->env, N_("wrong number of arguments for"), (struct fo_slice){ "rgb-icc", 7 });
    if (!f_rgb(p, a, n, out))
        return false;
    char *name = n == 7 && a[3].text.s ? g_strndup(a[3].text.s, a[3].text.n) : NULL;
    bool known = name && p->env->srgb && g_hash_table_contains(p->env->srgb, name);
    g_free(name);
    double c[3];
    for (unsigned i = 0; known && i < 3; i++)
        if (!level(p, &a[4 + i], 1, &c[i]))
            return false;
    if (known)
        *out = opaque(c[0], c[1], c[2]);
    return true;
}

static bool f_system_color(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)n;
    *out = (struct fo_val){ .type = FO_VAL_COLOR };
    return fo_color_system(a->text, &out->color) || fo_expr_fail(p->env, N_("there is no system color"), a->text);
}

/* --- §5.10.3 fonts --- */

static bool f_system_font(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    const struct fo_prop *prop = p->env->prop;
    enum fo_comp comp = FO_COMP_ALL;
    if (n > 1) {
        char *name = g_strndup(a[1].text.s ? a[1].text.s : "", a[1].text.n);
        prop = fo_prop_lookup(p->env->names, name, &comp);
        g_free(name);
    }
    if (!prop || strncmp(prop->name, "font-", 5) || !prop->initial)
        return fo_expr_fail(p->env, N_("system-font gives values of font properties only"), no_word);
    /* every system font is the initial font: pages look the same everywhere */
    *out = (struct fo_val){ .type = FO_VAL_NAME, .text = { prop->initial, strlen(prop->initial) } };
    return true;
}

/* --- §5.10.4 property values --- */

/* The property that the optional argument names; absolute ones in the writing mode of `s`. */
static const struct fo_prop *named_prop(struct fo_parse *p, const struct fo_val *a, unsigned n,
                                        const struct fo_style *s, enum fo_comp *comp)
{
    *comp = n ? FO_COMP_ALL : p->env->comp;
    const struct fo_prop *prop = p->env->prop;
    if (n) {
        char *name = g_strndup(a->text.s ? a->text.s : "", a->text.n);
        prop = fo_prop_lookup(p->env->names, name, comp);
        g_free(name);
    }
    if (prop && prop->row == FO_ROW_PHYS && *comp == FO_COMP_ALL)
        prop = fo_prop_relative(prop, s, comp);
    if (!prop || (prop->row != FO_ROW_PROP && prop->row != FO_ROW_SIDE) || !fo_kind_has(prop->kind, *comp)) {
        fo_expr_fail(p->env, N_("this names no property that has a value of its own:"),
                     n ? a->text : no_word);
        return NULL;
    }
    return prop;
}

static bool field_of(struct fo_parse *p, struct fo_val *a, unsigned n, const struct fo_style *s,
                     struct fo_val *out)
{
    enum fo_comp comp;
    const struct fo_prop *prop = named_prop(p, a, n, s, &comp);
    if (!prop)
        return false;
    *out = (struct fo_val){ .type = FO_VAL_FIELD, .prop = prop, .comp = comp, .from = s };
    return true;
}

static bool f_inherited(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    if (!field_of(p, a, n, p->env->parent, out))
        return false;
    if (!out->prop->inherited)
        return fo_expr_fail(p->env, N_("this property is not inherited:"),
                            (struct fo_slice){ out->prop->name, strlen(out->prop->name) });
    return true;
}

static bool f_from_parent(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    return field_of(p, a, n, p->env->parent, out);
}

/* The initial value of the property that the argument names, as an expression. */
static bool initial_of(struct fo_parse *p, const struct fo_prop *prop, struct fo_val *out)
{
    struct fo_env sub = *p->env;
    *out = (struct fo_val){ .type = FO_VAL_NAME, .text = { prop->initial, strlen(prop->initial) } };
    struct fo_val initial;
    if (fo_expr(&sub, out->text, &initial))
        *out = initial;
    return true;
}

static bool f_nearest(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    enum fo_comp comp;
    const struct fo_prop *prop = named_prop(p, a, n, p->env->parent, &comp);
    if (!prop)
        return false;
    p->env->others = true;
    for (unsigned i = p->env->n_open; i > 0; i--) {
        const struct fo_entry *e = p->env->open[i - 1].entry;
        if (fo_entry_specifies(e, prop->id))
            return field_of(p, a, n, e->style, out);
    }
    return initial_of(p, prop, out);            /* nobody specified it */
}

static bool f_from_column(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    const struct fo_around *r = p->env->around;
    bool in_table = false;
    p->env->others = true;
    const struct fo_style *column = r ? r->column(r->user, p->env->type, p->env->own, &in_table) : NULL;
    if (column)
        return field_of(p, a, n, column, out);
    if (!in_table)
        return fo_expr_fail(p->env, N_("from-table-column() needs an fo:table-cell around"), no_word);
    enum fo_comp comp;                          /* no such column: the initial value, §5.10.4 */
    const struct fo_prop *prop = named_prop(p, a, n, p->env->parent, &comp);
    return prop && initial_of(p, prop, out);
}

static bool f_from_region(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    const struct fo_around *r = p->env->around;
    unsigned id = p->env->prop->id;
    if (id != FO_P_writing_mode && id != FO_P_reference_orientation)
        return fo_expr_fail(p->env, N_("from-page-master-region() belongs to writing-mode and reference-orientation"),
                            no_word);
    p->env->others = true;
    const struct fo_style *region = r ? r->region(r->user, false) : NULL;
    if (!region)
        return fo_expr_fail(p->env, N_("there is no region of a page master around"), no_word);
    return field_of(p, a, n, region, out);
}

/* The value of the property set in force, else what the multi-properties has, §5.10.4, §6.9.6. */
static bool f_merge(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    const struct fo_around *r = p->env->around;
    enum fo_comp comp;
    const struct fo_prop *prop = named_prop(p, a, n, p->env->parent, &comp);
    if (!prop)
        return false;
    bool inside = false;
    p->env->others = true;
    const struct fo_entry *set = r ? r->property_set(r->user, &inside) : NULL;
    if (!inside)
        return fo_expr_fail(p->env, N_("merge-property-values() needs an fo:multi-properties around"), no_word);
    return field_of(p, a, n, set && fo_entry_specifies(set, prop->id) ? set->style : p->env->parent, out);
}

static bool f_share(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)n;
    if (!fo_val_number(p, a))
        return false;
    double share = a->num == 0 && a->dim == 1 ? a->pct : a->num;       /* 25% is 0.25 */
    if ((a->dim && a->pct == 0) || share < 0)
        return fo_expr_fail(p->env, N_("proportional-column-width takes a number without a unit"), no_word);
    if (p->env->prop->id != FO_P_column_width)
        return fo_expr_fail(p->env, N_("proportional-column-width belongs to column-width only"), no_word);
    *out = (struct fo_val){ .type = FO_VAL_NUM, .dim = 1, .share = share };
    return true;
}

/* --- §5.10.4 lists --- */

/* The style of the list-item around; NULL: none. */
static const struct fo_style *list_item(struct fo_env *env)
{
    for (unsigned i = env->n_open; i > 0; i--) {
        if (env->open[i - 1].type == FO_LIST_ITEM)
            return env->open[i - 1].entry->style;
        env->others = true;
    }
    fo_expr_fail(env, N_("label-end() and body-start() need an fo:list-item around"), no_word);
    return NULL;
}

static struct fo_val length(struct fo_len l)
{
    return (struct fo_val){ .type = FO_VAL_NUM, .dim = 1, .num = len_to_pt(l.abs), .pct = (double)l.pct };
}

/* start-indent of the list and provisional-distance-between-starts, §7.30.11 */
static bool f_body_start(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    (void)a;
    (void)n;
    const struct fo_style *item = list_item(p->env);
    if (!item)
        return false;
    struct fo_val indent = length(item->start_indent);
    *out = length(p->env->own->provisional_distance_between_starts);
    out->num += indent.num;
    out->pct += indent.pct;
    return true;
}

/* Width of the reference area less (body-start() less provisional-label-separation), §7.30.12 */
static bool f_label_end(struct fo_parse *p, struct fo_val *a, unsigned n, struct fo_val *out)
{
    struct fo_val start;
    if (!f_body_start(p, a, n, &start))
        return false;
    *out = length(p->env->own->provisional_label_separation);
    out->num -= start.num;
    out->pct += 1 - start.pct;
    return true;
}

static const struct {
    const char *name;
    unsigned min, max;
    func *call;
} functions[] = {
    { "floor", 1, 1, f_floor }, { "ceiling", 1, 1, f_ceiling }, { "round", 1, 1, f_round },
    { "min", 2, 2, f_min }, { "max", 2, 2, f_max }, { "abs", 1, 1, f_abs },
    { "rgb", 3, 3, f_rgb }, { "rgb-icc", 2, FO_MAX_ARGS, f_rgb_icc }, { "system-color", 1, 1, f_system_color },
    { "rgb-named-color", 5, 5, f_rgb }, { "cmyk", 4, 4, f_cmyk },     /* of XSL 2.0, and of others: with the fallback, in sRGB */
    { "system-font", 1, 2, f_system_font },
    { "inherited-property-value", 0, 1, f_inherited }, { "from-parent", 0, 1, f_from_parent },
    { "from-nearest-specified-value", 0, 1, f_nearest }, { "from-table-column", 0, 1, f_from_column },
    { "from-page-master-region", 0, 0, f_from_region },
    { "proportional-column-width", 1, 1, f_share },
    { "label-end", 0, 0, f_label_end }, { "body-start", 0, 0, f_body_start },
    { "merge-property-values", 0, 1, f_merge },
};

bool fo_func_call(struct fo_parse *p, struct fo_slice name, struct fo_val *args, unsigned n,
                  struct fo_val *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (!fo_slice_is(name, functions[i].name))
            continue;
        if (n < functions[i].min || n > functions[i].max)
            return fo_expr_fail(p->env, N_("wrong number of arguments for"), name);
        return functions[i].call(p, args, n, out);
    }
    fo_expr_fail(p->env, N_("there is no function"), name);
    p->env->near = fo_nearest(p->env->detail, &functions[0].name, sizeof functions[0], G_N_ELEMENTS(functions));
    return false;
}
