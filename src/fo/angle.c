/* SPDX-License-Identifier: MIT */
/*
 * Angles: reference-orientation, XSL 1.1 §7.21.3, and those of glyphs, §7.29.2–3, which are rounded to quarters of a turn.
 * Input: the value of an attribute. Output: 0, 90, 180, 270; or `auto`, FO_INT_KW(KW_AUTO).
 */
#include "fo/expr_parse.h"

#include "base/i18n.h"

#include <math.h>
#include <string.h>

bool fo_orientation_set(struct fo_env *env, struct fo_val *v, int32_t *out)
{
    fo_val_plain(v);
    if (v->type != FO_VAL_NUM || v->dim || fabs(v->num) > 270 || fmod(v->num, 90) != 0)
        return fo_expr_fail(env, N_("it is a multiple of 90 between -270 and 270, not"), v->text);
    *out = ((int32_t)v->num + 360) % 360;
    return true;
}

/* Degrees; false: it is no number with the unit of an angle, or with none. */
static bool degrees_of(struct fo_slice a, double *out)
{
    static const struct { const char *unit; double degrees; } units[] = {
        { "deg", 1 }, { "", 1 }, { "grad", 0.9 }, { "rad", 180 / G_PI },
    };
    char text[32], *end;
    if (a.n == 0 || a.n >= sizeof text)
        return false;
    memcpy(text, a.s, a.n);
    text[a.n] = 0;
    double number = g_ascii_strtod(text, &end);
    for (size_t i = 0; end > text && i < G_N_ELEMENTS(units); i++)
        if (strcmp(end, units[i].unit) == 0 && isfinite(number) && fabs(number) < 1e6) {
            *out = number * units[i].degrees;
            return true;
        }
    return false;
}

bool fo_angle_set(struct fo_env *env, struct fo_slice text, int32_t *out)
{
    struct fo_slice a = fo_slice_trim(text);
    double degrees;
    if (fo_slice_is(a, "auto") && fo_prop_takes(env->prop, KW_AUTO)) {
        *out = FO_INT_KW(KW_AUTO);
        return true;
    }
    if (!degrees_of(a, &degrees))
        return fo_expr_fail(env, N_("an angle was expected, 90deg for example, not"), a);
    int64_t quarters = (int64_t)floor(degrees / 90 + 0.5);
    *out = (int32_t)((quarters % 4 + 4) % 4 * 90);
    return true;
}
