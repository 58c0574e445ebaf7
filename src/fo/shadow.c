/* SPDX-License-Identifier: MIT */
/*
 * text-shadow, XSL 1.1 §7.17.5: a list of shadows, each a color (that of the text, if not given), two offsets, perhaps a
 * blur radius. Input: the text of the attribute. Output: an interned array, ended by one of no color and no offsets.
 */
#include "fo/expr_parse.h"

#include "base/i18n.h"
#include "base/intern.h"

#include <string.h>

#define MAX_SHADOWS 8u          /* more are not painted */

/* The next piece without `end` outside of brackets. */
static struct fo_slice take(struct fo_slice *rest, bool at_comma)
{
    struct fo_slice a = fo_slice_trim(*rest), w = { a.s, 0 };
    unsigned depth = 0;
    while (w.n < a.n && (depth || (a.s[w.n] != ',' && (at_comma || !g_ascii_isspace(a.s[w.n]))))) {
        depth += a.s[w.n] == '(';
        depth -= a.s[w.n] == ')' && depth;
        w.n++;
    }
    size_t skip = w.n + (at_comma && w.n < a.n);
    *rest = (struct fo_slice){ a.s + skip, a.n - skip };
    return w;
}

static bool one_shadow(struct fo_env *env, struct fo_slice text, struct fo_shadow *out)
{
    len_t v[3] = { 0, 0, 0 };
    unsigned n = 0, colors = 0;
    out->shows = true;
    for (struct fo_slice rest = text, w; (w = take(&rest, false)).n;) {
        struct fo_val val;
        if (fo_color_lookup(w, &out->color)) {
            colors++;
            continue;
        }
        if (!fo_expr(env, w, &val))
            return false;
        fo_val_plain(&val);
        bool zero = val.type == FO_VAL_NUM && val.dim == 0 && val.num == 0;
        if (val.type == FO_VAL_COLOR) {
            out->color = val.color;
            colors++;
        } else if (val.type == FO_VAL_NUM && (val.dim == 1 || zero) && val.pct == 0 && n < 3) {
            v[n++] = len_from_pt(val.num);
        } else {
            return fo_expr_fail(env, N_("a shadow is a color, two offsets and a blur radius, not"), w);
        }
    }
    if (n < 2 || colors > 1)
        return fo_expr_fail(env, N_("a shadow is a color, two offsets and a blur radius, not"), fo_slice_trim(text));
    out->x = v[0];
    out->y = v[1];
    out->blur = len_max(0, v[2]);
    out->colored = colors == 1;
    return true;
}

bool fo_shadow_set(struct fo_env *env, struct fo_slice text, const struct fo_shadow **out, struct intern *strings)
{
    struct fo_shadow v[MAX_SHADOWS + 1];
    unsigned n = 0;
    memset(v, 0, sizeof v);
    if (fo_slice_is(fo_slice_trim(text), "none")) {
        *out = NULL;
        return true;
    }
    struct fo_slice rest = fo_slice_trim(text);
    do {
        struct fo_shadow one;
        memset(&one, 0, sizeof one);
        if (!one_shadow(env, take(&rest, true), &one))
            return false;
        if (n < MAX_SHADOWS)
            v[n++] = one;
    } while (rest.n);
    *out = intern_bytes(strings, v, (n + 1) * sizeof v[0]);
    return true;
}
