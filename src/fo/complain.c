/* SPDX-License-Identifier: MIT */
/* Findings about properties and their values. */
#include "fo/complain.h"

#include "base/i18n.h"
#include "base/origin.h"

#include <string.h>

/*
 * The place of the faulty word inside the attribute's value, if the source says the same up to there (no references before it),
 * else the value's first letter. In a report the value may be that of another attribute.
 */
static struct src_pos value_pos(const struct fo_ask *ask, unsigned attr, const char *at)
{
    struct fo_slice v = ask->attrs[attr].value;
    struct src_pos pos = src_pos_attr(ask->pos, ask->attrs[attr].name, true);
    if (pos.offset == ask->pos.offset)
        pos = origin_find_value(pos, v.s, v.n);
    if (!pos.file || pos.offset == ask->pos.offset || !at || (uintptr_t)at < (uintptr_t)v.s ||
        (uintptr_t)at >= (uintptr_t)v.s + v.n)
        return pos;
    size_t ahead = (size_t)(at - v.s);
    if (pos.offset + ahead < src_file_len(pos.file) && !memcmp(src_file_text(pos.file) + pos.offset, v.s, ahead))
        pos.offset += (uint32_t)ahead;
    return pos;
}

/* "a length, auto or none": what a property takes. NULL: nothing short can be said. */
static char *expected(const struct fo_prop *p)
{
    const char *kind = p->kind == FO_KIND_ENUM ? NULL
                       : p->kind == FO_KIND_INTEGER || p->kind == FO_KIND_NUMBER || p->kind == FO_KIND_FONT_WEIGHT ? _("a number")
                       : p->kind == FO_KIND_LINE_HEIGHT ? _("a number or a length") : _("a length");
    GString *s = g_string_new(kind);
    for (unsigned i = 1; i <= p->n_kws; i++)
        g_string_append_printf(s, "%s%s", s->len == 0 ? "" : i == p->n_kws ? _(" or ") : ", ",
                               fo_keyword_name((enum fo_keyword)p->kws[i]));
    return g_string_free(s, FALSE);
}

/* The value, its beginning if it is long. */
static char *shown(struct fo_slice v)
{
    enum { LONGEST = 80 };
    if (v.n <= LONGEST)
        return g_strndup(v.s, v.n);
    size_t n = LONGEST;
    while (n > 0 && ((unsigned char)v.s[n] & 0xC0) == 0x80)
        n--;
    return g_strdup_printf("%.*s…", (int)n, v.s);
}

void fo_complain_value(struct diag *d, const struct fo_ask *ask, unsigned attr, const struct fo_prop *p,
                       const struct fo_env *env)
{
    if (ask->quiet)
        return;
    const char *name = ask->attrs[attr].name, *detail = env->mended ? "" : env->detail;
    struct src_pos pos = value_pos(ask, attr, env->at);
    char *text = shown(ask->attrs[attr].value);
    const char *near = *detail && p->n_kws ? fo_prop_nearest_keyword(p, detail) : NULL;
    if (env->mended) {
        diag_emit(d, DIAG_FO_VALUE_MENDED, pos, name, text, _(env->error), env->mended);
    } else if (env->near) {
        diag_emit(d, DIAG_FO_VALUE_WORD_NEAR, pos, name, text, _(env->error), detail, env->near);
    } else if (near && strcmp(near, detail)) {
        diag_emit(d, DIAG_FO_VALUE_NEAR, pos, name, text, near);
    } else if (env->keywords) {
        char *list = expected(p);
        diag_emit(d, DIAG_FO_VALUE_KEYWORD, pos, name, text, detail, list);
        g_free(list);
    } else if (*detail) {
        diag_emit(d, DIAG_FO_VALUE_WORD, pos, name, text, _(env->error), detail);
    } else {
        diag_emit(d, DIAG_FO_VALUE, pos, name, text, _(env->error));
    }
    g_free(text);
}

void fo_complain_name(struct diag *d, const struct fo_ask *ask, unsigned attr, bool component)
{
    if (ask->quiet)
        return;
    const char *name = ask->attrs[attr].name;
    struct src_pos pos = src_pos_attr(ask->pos, name, false);
    const char *near = component ? NULL : fo_prop_nearest(name);
    if (component)
        diag_emit(d, DIAG_FO_NO_COMPONENT, pos, name);
    else if (near)
        diag_emit(d, DIAG_FO_UNKNOWN_PROPERTY_NEAR, pos, name, near);
    else
        diag_emit(d, DIAG_FO_UNKNOWN_PROPERTY, pos, name);
}
