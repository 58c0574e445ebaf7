/* SPDX-License-Identifier: MIT */
/* The table of properties and the keywords. */
#include "fo/prop.h"

#include "fo/expand.h"
#include "fo/obj.h"

#include <string.h>

/* The keywords of each property; a zero stands first so that none is empty. */
#define PROP(ident, name, kind, inh, initial, pct, ...) \
    static const uint16_t kws_##ident[] = { 0, ##__VA_ARGS__ };
#define SIDE(ident, member, name, kind, initial, pct, ...) \
    static const uint16_t kws_##ident[] = { 0, ##__VA_ARGS__ };
#include "fo/props.def"

#define INH_YES true
#define INH_NO false
#define FIELD(member) \
    .offset = (uint16_t)offsetof(struct fo_style, member), \
    .size = (uint16_t)sizeof(((struct fo_style *)0)->member)
#define KWS(ident) .kws = kws_##ident, .n_kws = (uint16_t)(G_N_ELEMENTS(kws_##ident) - 1)

const struct fo_prop fo_props[FO_P_N] = {
#define PROP(ident, nm, kd, inh, ini, pc, ...) \
    [FO_P_##ident] = { .name = nm, .initial = ini, .id = FO_P_##ident, .row = FO_ROW_PROP, \
                       .kind = FO_KIND_##kd, .pct = FO_PCT_##pc, .inherited = INH_##inh, \
                       FIELD(ident), KWS(ident) },
#define SIDE(ident, member, nm, kd, ini, pc, ...) \
    [FO_P_##ident] = { .name = nm, .initial = ini, .id = FO_P_##ident, .row = FO_ROW_SIDE, \
                       .kind = FO_KIND_##kd, .pct = FO_PCT_##pc, FIELD(member), KWS(ident) },
#define PHYS(ident, nm, fam, sd) \
    [FO_P_##ident] = { .name = nm, .id = FO_P_##ident, .row = FO_ROW_PHYS, \
                       .family = FO_FAM_##fam, .side = FO_##sd },
#define SHORT(ident, nm, fn, rk) \
    [FO_P_##ident] = { .name = nm, .id = FO_P_##ident, .row = FO_ROW_SHORT, \
                       .rank = rk, .expand = expand_##fn },
#define NODE(ident, nm) [FO_P_##ident] = { .name = nm, .id = FO_P_##ident, .row = FO_ROW_NODE },
#define AURAL(ident, nm) [FO_P_##ident] = { .name = nm, .id = FO_P_##ident, .row = FO_ROW_AURAL },
#include "fo/props.def"
};

static const char *const keywords[KW_N] = {
#define KEYWORD(ident, name) [KW_##ident] = name,
#include "fo/keywords.def"
#undef KEYWORD
};

static const char *const components[FO_COMP_N] = {
    [FO_COMP_MIN] = "minimum", [FO_COMP_OPT] = "optimum", [FO_COMP_MAX] = "maximum",
    [FO_COMP_PRECEDENCE] = "precedence", [FO_COMP_CONDITIONALITY] = "conditionality",
    [FO_COMP_LENGTH] = "length",
    [FO_COMP_LINE] = "within-line", [FO_COMP_COLUMN] = "within-column", [FO_COMP_PAGE] = "within-page",
    [FO_COMP_BLOCK] = "block-progression-direction", [FO_COMP_INLINE] = "inline-progression-direction",
};

GHashTable *fo_prop_names_new(void)
{
    GHashTable *t = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 1; i < FO_P_N; i++)
        g_hash_table_insert(t, (gpointer)fo_props[i].name, (gpointer)&fo_props[i]);
    return t;
}

const struct fo_prop *fo_prop_lookup(GHashTable *names, const char *name, enum fo_comp *comp)
{
    const char *dot = strchr(name, '.');
    *comp = FO_COMP_ALL;
    if (!dot)
        return g_hash_table_lookup(names, name);
    char base[64];
    size_t n = (size_t)(dot - name);
    if (n >= sizeof base)
        return NULL;
    memcpy(base, name, n);
    base[n] = '\0';
    for (*comp = FO_COMP_MIN; *comp < FO_COMP_N; (*comp)++)
        if (!strcmp(dot + 1, components[*comp]))
            break;
    return g_hash_table_lookup(names, base);
}

bool fo_kind_has(enum fo_kind kind, enum fo_comp comp)
{
    switch (kind) {
    case FO_KIND_SPACE: case FO_KIND_LINE_HEIGHT:
        return comp <= FO_COMP_CONDITIONALITY;
    case FO_KIND_COND:
        return comp == FO_COMP_ALL || comp == FO_COMP_LENGTH || comp == FO_COMP_CONDITIONALITY;
    case FO_KIND_RANGE:
        return comp <= FO_COMP_MAX;
    case FO_KIND_KEEP:
        return comp == FO_COMP_ALL || (comp >= FO_COMP_LINE && comp <= FO_COMP_PAGE);
    case FO_KIND_PAIR:
        return comp == FO_COMP_ALL || comp == FO_COMP_BLOCK || comp == FO_COMP_INLINE;
    default:
        return comp == FO_COMP_ALL;
    }
}

const char *fo_prop_nearest(const char *name)
{
    size_t n = strcspn(name, ".");
    char *base = g_strndup(name, n);
    unsigned best = (unsigned)n / 4 + 2;
    const char *found = NULL;
    for (unsigned i = 1; i < FO_P_N; i++) {
        unsigned d = fo_edit_distance(base, fo_props[i].name, best);
        if (d < best) {
            best = d;
            found = fo_props[i].name;
        }
    }
    g_free(base);
    return found;
}

enum fo_keyword fo_keyword_lookup(const char *s, size_t len)
{
    unsigned lo = 1, hi = len ? KW_N : 0;       /* an empty slice may be NULL */
    while (lo < hi) {
        unsigned mid = (lo + hi) / 2;
        int c = strncmp(s, keywords[mid], len);
        if (c == 0 && keywords[mid][len] != '\0')
            c = -1;
        if (c == 0)
            return (enum fo_keyword)mid;
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return KW_NONE_SET;
}

const char *fo_keyword_name(enum fo_keyword kw)
{
    return kw < KW_N && keywords[kw] ? keywords[kw] : "";
}

bool fo_prop_takes(const struct fo_prop *p, enum fo_keyword kw)
{
    for (unsigned i = 1; i <= p->n_kws; i++)
        if (p->kws[i] == kw)
            return true;
    return false;
}

const char *fo_prop_nearest_keyword(const struct fo_prop *p, const char *s)
{
    unsigned best = (unsigned)strlen(s) / 3 + 2;
    const char *found = NULL;
    for (unsigned i = 1; i <= p->n_kws; i++) {
        unsigned d = fo_edit_distance(s, keywords[p->kws[i]], best);
        if (d < best) {
            best = d;
            found = keywords[p->kws[i]];
        }
    }
    return found;
}
