/* SPDX-License-Identifier: MIT */
/*
 * The evaluation of an element's properties: shorthands cut up, values set in
 * order of their precedence, then what depends on several of them (adjust.c).
 * Styles are interned; equal questions are answered from the cache.
 */
#include "fo/eval.h"

#include "base/arena.h"
#include "fo/adjust.h"
#include "fo/complain.h"
#include "fo/expand.h"

#include <string.h>

/* Ranks above those of all the shorthands: an absolute property wins over its relative counterpart, §5.3. */
enum { RANK_LONG = 50, RANK_PHYS = 60 };

struct range {
    uint16_t offset, size;
};

/* A cached answer and its question. */
struct cached {
    guint hash;
    size_t len;
    const char *key;
    const struct fo_entry *entry;
};

struct fo_styler {
    struct diag *diag;
    GHashTable *names;
    GHashTable *srgb;               /* color profiles that are sRGB, by name */
    struct intern *intern;
    struct arena *arena;            /* of the cache */
    GHashTable *cache;              /* of struct cached */
    GString *key;
    GArray *specs;                  /* of struct fo_spec */
    struct range *inherited;        /* fields to copy from the parent */
    unsigned n_inherited;
    const struct fo_entry *initial;
};

static guint cached_hash(gconstpointer k)
{
    return ((const struct cached *)k)->hash;
}

static gboolean cached_equal(gconstpointer x, gconstpointer y)
{
    const struct cached *a = x, *b = y;
    return a->hash == b->hash && a->len == b->len && memcmp(a->key, b->key, a->len) == 0;
}

/* --- set-up --- */

static void find_inherited(struct fo_styler *s)
{
    s->inherited = g_new(struct range, FO_P_N);
    for (unsigned i = 1; i < FO_P_N; i++) {
        const struct fo_prop *p = &fo_props[i];
        if (p->row != FO_ROW_PROP || !p->inherited)
            continue;
        struct range *last = s->n_inherited ? &s->inherited[s->n_inherited - 1] : NULL;
        if (last && last->offset + last->size == p->offset)
            last->size = (uint16_t)(last->size + p->size);
        else
            s->inherited[s->n_inherited++] = (struct range){ p->offset, p->size };
    }
}

static void set_initial(struct fo_styler *s, struct fo_style *style, unsigned id)
{
    struct fo_env env = { .names = s->names, .prop = &fo_props[id], .parent = style, .own = style };
    const char *text = fo_props[id].initial;
    bool ok = fo_value_set(&env, (struct fo_slice){ text, strlen(text) }, style, s->intern);
    for (env.comp = FO_COMP_MIN; ok && env.comp <= FO_COMP_MAX && fo_props[id].kind == FO_KIND_RANGE; env.comp++)
        ok = memchr(text, ' ', strlen(text)) || fo_value_set(&env, (struct fo_slice){ text, strlen(text) }, style, s->intern);
    g_assert(ok);
}

static void make_initial(struct fo_styler *s)
{
    struct fo_style style;
    memset(&style, 0, sizeof style);
    set_initial(s, &style, FO_P_font_size);
    for (unsigned i = 1; i < FO_P_N; i++)
        if (fo_props[i].row == FO_ROW_PROP || fo_props[i].row == FO_ROW_SIDE)
            set_initial(s, &style, i);
    struct fo_entry e = { .style = intern_bytes(s->intern, &style, sizeof style) };
    s->initial = intern_bytes(s->intern, &e, sizeof e);
}

struct fo_styler *fo_styler_new(struct diag *diag)
{
    struct fo_styler *s = g_new0(struct fo_styler, 1);
    s->diag = diag;
    s->names = fo_prop_names_new();
    s->srgb = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    s->intern = intern_new();
    s->arena = arena_new();
    s->cache = g_hash_table_new(cached_hash, cached_equal);
    s->key = g_string_new(NULL);
    s->specs = g_array_new(FALSE, FALSE, sizeof(struct fo_spec));
    find_inherited(s);
    make_initial(s);
    return s;
}

void fo_styler_drop(struct fo_styler *s)
{
    if (!s)
        return;
    g_hash_table_destroy(s->names);
    g_hash_table_destroy(s->srgb);
    g_hash_table_destroy(s->cache);
    intern_drop(s->intern);
    arena_drop(s->arena);
    g_string_free(s->key, TRUE);
    g_array_free(s->specs, TRUE);
    g_free(s->inherited);
    g_free(s);
}

const struct fo_entry *fo_styler_initial(const struct fo_styler *s)
{
    return s->initial;
}

void fo_styler_add_srgb(struct fo_styler *s, const char *profile)
{
    g_hash_table_add(s->srgb, g_strdup(profile));
}

GHashTable *fo_styler_names(const struct fo_styler *s)
{
    return s->names;
}

/* --- the values that were specified --- */

static void add_attr(struct fo_styler *s, const struct fo_ask *ask, unsigned i)
{
    enum fo_comp comp;
    const struct fo_prop *p = fo_prop_lookup(s->names, ask->attrs[i].name, &comp);
    if (!p) {
        fo_complain_name(s->diag, ask, i, false);
        return;
    }
    if (p->row == FO_ROW_NODE || p->row == FO_ROW_AURAL)
        return;
    bool phys = p->row == FO_ROW_PHYS;
    enum fo_kind kind = phys ? p->family == FO_FAM_DIMENSION ? FO_KIND_RANGE
                             : p->family == FO_FAM_BORDER_COLOR ? FO_KIND_COLOR
                             : p->family == FO_FAM_BORDER_STYLE ? FO_KIND_ENUM : FO_KIND_COND
                             : (enum fo_kind)p->kind;
    if (p->row == FO_ROW_SHORT ? comp != FO_COMP_ALL : !fo_kind_has(kind, comp)) {
        fo_complain_name(s->diag, ask, i, true);
        return;
    }
    if (p->row == FO_ROW_SHORT) {
        const char *reason = fo_expand(p, ask->attrs[i].value, i, s->specs);
        struct fo_env env = { .error = reason };
        if (reason)
            fo_complain_value(s->diag, ask, i, p, &env);
        return;
    }
    struct fo_spec spec = { .prop = p, .comp = comp, .text = ask->attrs[i].value, .attr = i,
                            .rank = (unsigned)(phys ? RANK_PHYS : RANK_LONG) + (comp != FO_COMP_ALL) };
    g_array_append_val(s->specs, spec);
}

/* Others look at these first. */
static int phase(const struct fo_prop *p)
{
    switch (p->id) {
    case FO_P_writing_mode: case FO_P_column_number: case FO_P_number_columns_spanned:
    case FO_P_number_rows_spanned: case FO_P_starts_row:
        return 0;
    case FO_P_font_size:
        return 1;
    case FO_P_color: case FO_P_provisional_distance_between_starts: case FO_P_provisional_label_separation:
        return 2;
    default:
        return 3;
    }
}

static gint compare_specs(gconstpointer x, gconstpointer y, gpointer user)
{
    const struct fo_spec *a = x, *b = y;
    (void)user;
    int pa = phase(a->prop), pb = phase(b->prop);
    if (pa != pb)
        return pa - pb;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->attr < b->attr ? -1 : a->attr > b->attr;
}

static void set_specs(struct fo_styler *s, const struct fo_ask *ask, struct fo_env *env, struct fo_style *own,
                      struct fo_adjust *adjust)
{
    for (guint i = 0; i < s->specs->len; i++) {
        const struct fo_spec *spec = &g_array_index(s->specs, struct fo_spec, i);
        const struct fo_prop *p = spec->prop;
        env->comp = spec->comp;
        if (p->row == FO_ROW_PHYS)
            p = fo_prop_relative(p, own, &env->comp);
        env->prop = p;
        bool set = fo_value_set(env, spec->text, own, s->intern);
        if (env->error)
            fo_complain_value(s->diag, ask, spec->attr, p, env);
        if (!set)
            continue;
        adjust->specified[p->id / 64] |= UINT64_C(1) << (p->id % 64);
        if (p->id >= FO_P_margin_top && p->id <= FO_P_margin_right)
            adjust->margin_long[p->id - FO_P_margin_top] = spec->rank >= RANK_LONG;
        if (p->id == FO_P_writing_mode)
            fo_adjust_writing_mode(own, ask->type, env->parent);
    }
}

/*
 * §7.29.7: areas take the writing mode of the reference area that they stand in, and that of a flow is its region's, if no
 * page-sequence says another along the same axis.
 */
static void flow_mode(const struct fo_ask *ask, struct fo_env *env, struct fo_style *own)
{
    if (ask->type != FO_FLOW && ask->type != FO_STATIC_CONTENT)
        return;
    const struct fo_around *r = ask->around;
    const struct fo_style *region = r ? r->region(r->user, true) : NULL;
    env->others = true;
    if (!region)
        return;
    bool said = ask->n_open && fo_entry_specifies(ask->open[ask->n_open - 1].entry, FO_P_writing_mode);
    if (!said || fo_mode_vertical(own->writing_mode) != fo_mode_vertical(region->writing_mode))
        own->writing_mode = region->writing_mode;
}

/* The style itself, not looked up; `others`: it depends on more than the parent. */
static const struct fo_entry *evaluate(struct fo_styler *s, const struct fo_ask *ask, bool *others)
{
    const struct fo_style *parent = ask->n_open ? ask->open[ask->n_open - 1].entry->style : s->initial->style;
    struct fo_style own;
    memcpy(&own, s->initial->style, sizeof own);      /* padding included: the bytes are compared */
    for (unsigned i = 0; i < s->n_inherited; i++)
        memcpy((char *)&own + s->inherited[i].offset, (const char *)parent + s->inherited[i].offset,
               s->inherited[i].size);
    fo_adjust_propagate(&own, parent);

    g_array_set_size(s->specs, 0);
    for (unsigned i = 0; i < ask->n; i++)
        add_attr(s, ask, i);
    if (s->specs->len > 1)
        g_array_sort_with_data(s->specs, compare_specs, NULL);

    struct fo_env env = { .names = s->names, .parent = parent, .own = &own, .open = ask->open,
                          .n_open = ask->n_open, .type = ask->type, .around = ask->around, .srgb = s->srgb };
    struct fo_adjust adjust = { .type = ask->type, .parent = parent,
                                .parent_type = ask->n_open ? (enum fo_type)ask->open[ask->n_open - 1].type : FO_ROOT };
    flow_mode(ask, &env, &own);
    set_specs(s, ask, &env, &own, &adjust);
    fo_adjust_style(&own, &adjust);
    *others = env.others;

    struct fo_entry e;
    memset(&e, 0, sizeof e);
    e.style = intern_bytes(s->intern, &own, sizeof own);
    memcpy(e.specified, adjust.specified, sizeof e.specified);
    return intern_bytes(s->intern, &e, sizeof e);
}

/* --- the cache --- */

static guint hash_bytes(const char *p, size_t n)
{
    guint64 h = 14695981039346656037u;      /* FNV-1a */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 1099511628211u;
    return (guint)(h ^ (h >> 32));
}

static void make_key(GString *key, const struct fo_ask *ask)
{
    const struct fo_open *up = ask->n_open ? &ask->open[ask->n_open - 1] : NULL;
    const struct fo_style *parent = up ? up->entry->style : NULL;
    const uint16_t types[2] = { (uint16_t)ask->type, (uint16_t)(up ? up->type : FO_TEXT) };
    g_string_truncate(key, 0);
    g_string_append_len(key, (const char *)&parent, sizeof parent);
    g_string_append_len(key, (const char *)types, sizeof types);
    for (unsigned i = 0; i < ask->n; i++) {
        g_string_append_len(key, ask->attrs[i].name, (gssize)strlen(ask->attrs[i].name) + 1);
        g_string_append_len(key, ask->attrs[i].value.s, (gssize)ask->attrs[i].value.n);
        g_string_append_c(key, '\0');
    }
}

const struct fo_entry *fo_styler_get(struct fo_styler *s, const struct fo_ask *ask)
{
    make_key(s->key, ask);
    struct cached probe = { hash_bytes(s->key->str, s->key->len), s->key->len, s->key->str, NULL };
    const struct cached *hit = g_hash_table_lookup(s->cache, &probe);
    if (hit)
        return hit->entry;
    bool others = false;
    const struct fo_entry *e = evaluate(s, ask, &others);
    if (others)
        return e;
    struct cached *c = arena_new0(s->arena, struct cached);
    *c = probe;
    c->key = arena_memdup(s->arena, s->key->str, s->key->len);
    c->entry = e;
    g_hash_table_add(s->cache, c);
    return e;
}
