/* SPDX-License-Identifier: MIT */
/*
 * From the text of a value to the field of a style: one parser a kind of
 * props.def. A value that does not fit leaves the field alone.
 */
#include "fo/eval.h"

#include "base/i18n.h"
#include "fo/expr_parse.h"

#include <math.h>
#include <string.h>

static const struct fo_slice no_word = { "", 0 };

#define NEED_UNIT N_("a length needs a unit, such as pt or mm")
#define POWER N_("it comes to a power of a length, such as pt * pt")
#define NO_PERCENT N_("a percentage is not possible here")
#define NEED_LENGTH N_("a length was expected, not")
#define NEED_NUMBER N_("a number was expected, not")
#define NO_KEYWORD N_("this keyword is not known here:")
#define NEGATIVE N_("it must not be negative")
#define RANGE N_("the number is out of range")

/* --- plain values of other objects' fields --- */

static struct fo_val from_len(struct fo_len l)
{
    const char *name = fo_keyword_name((enum fo_keyword)l.kw);
    if (l.kw == KW_PROPORTIONAL)
        return (struct fo_val){ .type = FO_VAL_NUM, .dim = 1, .num = len_to_pt(l.abs),
                                .share = (double)l.pct };
    if (l.kw)
        return (struct fo_val){ .type = FO_VAL_NAME, .text = { name, strlen(name) } };
    return (struct fo_val){ .type = FO_VAL_NUM, .dim = 1, .num = len_to_pt(l.abs), .pct = (double)l.pct };
}

static struct fo_val from_keyword(int32_t kw)
{
    const char *name = fo_keyword_name((enum fo_keyword)kw);
    return (struct fo_val){ .type = FO_VAL_NAME, .text = { name, strlen(name) } };
}

static struct fo_val from_integer(int32_t v, int32_t kw)
{
    return kw ? from_keyword(kw) : (struct fo_val){ .type = FO_VAL_NUM, .num = v };
}

static struct fo_val from_string(const char *s)
{
    return (struct fo_val){ .type = s ? FO_VAL_STRING : FO_VAL_NAME, .text = { s ? s : "none",
                                                                               strlen(s ? s : "none") } };
}

static struct fo_val from_three(struct fo_len min, struct fo_len opt, struct fo_len max, enum fo_comp comp)
{
    return from_len(comp == FO_COMP_MIN ? min : comp == FO_COMP_MAX ? max : opt);
}

static struct fo_val from_keep(const struct fo_keep *k, enum fo_comp comp)
{
    int32_t v = comp == FO_COMP_LINE ? k->line : comp == FO_COMP_COLUMN ? k->column : k->page;
    return from_integer(v, v == FO_KEEP_AUTO ? KW_AUTO : v == FO_KEEP_ALWAYS ? KW_ALWAYS : 0);
}

void fo_val_plain(struct fo_val *v)
{
    if (v->type != FO_VAL_FIELD)
        return;
    const void *f = fo_field_const(v->prop, v->from);
    switch ((enum fo_kind)v->prop->kind) {
    case FO_KIND_LENGTH: *v = from_len(*(const struct fo_len *)f); break;
    case FO_KIND_SPACE: {
        const struct fo_space *s = f;
        *v = v->comp == FO_COMP_PRECEDENCE ? from_integer(s->precedence,
                                                          s->precedence == FO_FORCE ? KW_FORCE : 0)
             : v->comp == FO_COMP_CONDITIONALITY ? from_keyword(s->retain ? KW_RETAIN : KW_DISCARD)
             : from_three(s->min, s->opt, s->max, v->comp);
        break;
    }
    case FO_KIND_COND: {
        const struct fo_cond *c = f;
        *v = v->comp == FO_COMP_CONDITIONALITY ? from_keyword(c->retain
                                                              ? KW_RETAIN : KW_DISCARD) : from_len(c->len);
        break;
    }
    case FO_KIND_RANGE: {
        const struct fo_range *r = f;
        *v = from_three(r->min, r->opt, r->max, v->comp);
        break;
    }
    case FO_KIND_PAIR: {
        const struct fo_pair *p = f;
        *v = from_len(v->comp == FO_COMP_INLINE ? p->inl : p->block);
        break;
    }
    case FO_KIND_KEEP: *v = from_keep(f, v->comp); break;
    case FO_KIND_COLOR: *v = (struct fo_val){ .type = FO_VAL_COLOR, .color = *(const fo_color *)f }; break;
    case FO_KIND_ENUM: *v = from_keyword(*(const int32_t *)f); break;
    case FO_KIND_INTEGER: case FO_KIND_ANGLE: {
        int32_t i = *(const int32_t *)f;
        *v = from_integer(i, i == FO_FORCE ? KW_FORCE : fo_int_kw(i));
        break;
    }
    case FO_KIND_NUMBER: *v = (struct fo_val){ .type = FO_VAL_NUM, .num = (double)*(const float *)f }; break;
    case FO_KIND_PERCENT: *v = (struct fo_val){ .type = FO_VAL_NUM, .dim = 1,
                                                .pct = (double)*(const float *)f }; break;
    case FO_KIND_STRING: case FO_KIND_URI: case FO_KIND_FAMILY: *v =
        from_string(*(const char *const *)f); break;
    case FO_KIND_FONT_SIZE:
        *v = (struct fo_val){ .type = FO_VAL_NUM, .dim = 1, .num = len_to_pt(*(const len_t *)f) };
        break;
    case FO_KIND_FONT_WEIGHT: case FO_KIND_DECORATION: case FO_KIND_ORIENTATION:
        *v = from_integer(*(const int32_t *)f, 0);
        break;
    case FO_KIND_LINE_HEIGHT: {
        struct fo_len l = *(const struct fo_len *)f;
        *v = l.kw || l.pct == 0 ? from_len(l) : (struct fo_val){ .type = FO_VAL_NUM, .num = (double)l.pct };
        break;
    }
    case FO_KIND_CLIP: *v = from_keyword(KW_AUTO); break;      /* a shape is taken as a whole or not at all */
    case FO_KIND_SHADOW: *v = from_keyword(KW_NONE); break;    /* likewise */
    }
}

/* --- lengths --- */

/* Keywords that stand for lengths. Widths: thin, medium, thick of 0.5, 1 and 2 pt. */
static bool keyword_length(int32_t kw, enum fo_prop_id id, struct fo_len *out)
{
    bool position = id == FO_P_background_position_horizontal || id == FO_P_background_position_vertical;
    switch (kw) {
    case KW_THIN: *out = (struct fo_len){ .abs = LEN_PT / 2 }; return true;
    case KW_MEDIUM: *out = (struct fo_len){ .abs = LEN_PT }; return true;
    case KW_THICK: *out = (struct fo_len){ .abs = 2 * LEN_PT }; return true;
    case KW_LEFT: case KW_TOP: *out = (struct fo_len){ .pct = 0 }; return position;
    case KW_CENTER: *out = (struct fo_len){ .pct = 0.5F }; return position;
    case KW_RIGHT: case KW_BOTTOM: *out = (struct fo_len){ .pct = 1 }; return position;
    default: return false;
    }
}

static bool keyword_of(struct fo_env *env, const struct fo_val *v, enum fo_keyword *kw)
{
    *kw = v->type == FO_VAL_NAME ? fo_keyword_lookup(v->text.s, v->text.n) : KW_NONE_SET;
    if (*kw && fo_prop_takes(env->prop, *kw))
        return true;
    env->keywords = v->type == FO_VAL_NAME;
    return fo_expr_fail(env, v->type == FO_VAL_NAME ? NO_KEYWORD : NEED_LENGTH, v->text);
}

/* Takes the nearest value that is possible, and says so. */
static void mend(struct fo_env *env, const char *reason, const char *taken)
{
    env->error = reason;
    env->mended = taken;
}

static bool is_bare(const struct fo_val *v)
{
    return v->dim == 0 && v->num != 0;
}

/* "12" where a length belongs: points are what was meant, most likely. XSL 1.1 §5.9.11 knows no length without a unit. */
static void take_points(struct fo_env *env, struct fo_val *v)
{
    if (!is_bare(v))
        return;
    v->dim = 1;
    g_ascii_formatd(env->detail, sizeof env->detail - 2, "%g", v->num);
    strcat(env->detail, "pt");
    mend(env, NEED_UNIT, env->detail);
}

static bool to_len(struct fo_env *env, struct fo_val *v, struct fo_len *out)
{
    fo_val_plain(v);
    if (v->type != FO_VAL_NUM) {
        enum fo_keyword kw;
        bool none = v->type == FO_VAL_NAME && fo_slice_is(v->text, "none") && env->comp == FO_COMP_MAX;
        if (none) {                                     /* max-width="none" */
            *out = (struct fo_len){ .kw = KW_AUTO };
            return true;
        }
        if (!keyword_of(env, v, &kw))
            return false;
        if (!keyword_length((int32_t)kw, (enum fo_prop_id)env->prop->id, out))
            *out = (struct fo_len){ .kw = (int32_t)kw };
        return true;
    }
    if (v->dim != 1 && v->dim != 0)
        return fo_expr_fail(env, POWER, no_word);
    take_points(env, v);
    if (v->share != 0) {
        *out = (struct fo_len){ .abs = len_from_pt(v->num), .pct = (float)v->share, .kw = KW_PROPORTIONAL };
        return true;
    }
    if (v->pct != 0 && env->prop->pct == FO_PCT_NO)
        return fo_expr_fail(env, NO_PERCENT, no_word);
    double pct = CLAMP(v->pct, -1e6, 1e6);
    if (env->prop->pct == FO_PCT_FONT)
        *out = (struct fo_len){ .abs = len_from_pt(v->num + pct * len_to_pt(env->own->font_size)) };
    else
        *out = (struct fo_len){ .abs = len_from_pt(v->num), .pct = (float)pct };
    return true;
}

static bool is_negative(struct fo_len l)
{
    if (l.kw || (l.abs >= 0 && l.pct >= 0) || (l.abs < 0 && l.pct > 0) || (l.abs > 0 && l.pct < 0))
        return false;                   /* of both signs: layout will know */
    return true;
}

static void make_positive(struct fo_env *env, struct fo_len *l)
{
    if (!is_negative(*l))
        return;
    *l = (struct fo_len){ 0 };
    mend(env, NEGATIVE, "0pt");
}

/* Lengths that are sizes. The others (indents, offsets, shifts) may be negative. */
static bool is_size(enum fo_prop_id id)
{
    switch (id) {
    case FO_P_column_gap: case FO_P_extent: case FO_P_rule_thickness: case FO_P_leader_pattern_width:
    case FO_P_page_height: case FO_P_page_width: case FO_P_content_height: case FO_P_content_width:
    case FO_P_column_width: case FO_P_text_altitude: case FO_P_text_depth: case FO_P_change_bar_width:
        return true;
    default:
        return false;
    }
}

static bool to_retain(struct fo_env *env, struct fo_val *v, int32_t *out)
{
    fo_val_plain(v);
    bool retain = v->type == FO_VAL_NAME && fo_slice_is(v->text, "retain");
    if (!retain && !(v->type == FO_VAL_NAME && fo_slice_is(v->text, "discard")))
        return fo_expr_fail(env, N_("it is 'retain' or 'discard', not"), v->text);
    *out = retain;
    return true;
}

static bool to_precedence(struct fo_env *env, struct fo_val *v, int32_t *out)
{
    fo_val_plain(v);
    if (v->type == FO_VAL_NAME && fo_slice_is(v->text, "force")) {
        *out = FO_FORCE;
        return true;
    }
    if (v->type != FO_VAL_NUM || v->dim)
        return fo_expr_fail(env, N_("it is 'force' or an integer, not"), v->text);
    *out = (int32_t)CLAMP(v->num, -1e9, 1e9);
    return true;
}

static bool set_space(struct fo_env *env, struct fo_val *v, struct fo_space *s)
{
    struct fo_len l;
    if (env->comp == FO_COMP_PRECEDENCE)
        return to_precedence(env, v, &s->precedence);
    if (env->comp == FO_COMP_CONDITIONALITY)
        return to_retain(env, v, &s->retain);
    if (!to_len(env, v, &l))
        return false;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_MIN)
        s->min = l;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_OPT)
        s->opt = l;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_MAX)
        s->max = l;
    bool letters = env->prop->id == FO_P_letter_spacing || env->prop->id == FO_P_word_spacing;
    if (env->comp == FO_COMP_ALL && letters) {      /* §7.17.2, §7.17.8 */
        s->precedence = FO_FORCE;
        s->retain = 0;
    }
    return true;
}

static bool set_cond(struct fo_env *env, struct fo_val *v, struct fo_cond *c)
{
    struct fo_len l;
    if (env->comp == FO_COMP_CONDITIONALITY)
        return to_retain(env, v, &c->retain);
    if (!to_len(env, v, &l))
        return false;
    make_positive(env, &l);
    c->len = l;
    return true;
}

static bool set_range(struct fo_env *env, struct fo_val *v, struct fo_range *r)
{
    struct fo_len l;
    if (!to_len(env, v, &l))
        return false;
    make_positive(env, &l);
    /*
     * A width or height alone is what is wished; its bounds are those that somebody gave, so that max-width holds beside
     * width, as in CSS. A leader's length alone is all three.
     */
    bool wish = env->comp == FO_COMP_ALL && env->prop->id != FO_P_leader_length;
    if (wish) {
        r->opt = l;
        return true;
    }
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_MIN)
        r->min = l;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_OPT)
        r->opt = l;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_MAX)
        r->max = l;
    return true;
}

static bool set_pair(struct fo_env *env, struct fo_val *v, struct fo_pair *p)
{
    struct fo_len l;
    if (!to_len(env, v, &l))
        return false;
    make_positive(env, &l);
    if (env->comp != FO_COMP_INLINE)
        p->block = l;
    if (env->comp != FO_COMP_BLOCK)
        p->inl = l;
    return true;
}

static bool set_keep(struct fo_env *env, struct fo_val *v, struct fo_keep *k)
{
    int32_t strength;
    fo_val_plain(v);
    if (v->type == FO_VAL_NAME && fo_slice_is(v->text, "auto"))
        strength = FO_KEEP_AUTO;
    else if (v->type == FO_VAL_NAME && fo_slice_is(v->text, "always"))
        strength = FO_KEEP_ALWAYS;
    else if (v->type == FO_VAL_NUM && v->dim == 0)
        strength = (int32_t)CLAMP(floor(v->num + 0.5), -1e9, 1e9);
    else
        return fo_expr_fail(env, N_("it is 'auto', 'always' or an integer, not"), v->text);
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_LINE)
        k->line = strength;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_COLUMN)
        k->column = strength;
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_PAGE)
        k->page = strength;
    return true;
}

/* --- fonts --- */

static bool set_font_size(struct fo_env *env, struct fo_val *v, len_t *out)
{
    static const struct { int32_t kw; double points; } sizes[] = {     /* a factor of 1.2 each, §7.9.4 */
        { KW_XX_SMALL, 12 / 1.728 }, { KW_X_SMALL, 12 / 1.44 }, { KW_SMALL, 10 }, { KW_MEDIUM, 12 },
        { KW_LARGE, 14.4 }, { KW_X_LARGE, 17.28 }, { KW_XX_LARGE, 20.736 },
    };
    double base = len_to_pt(env->parent->font_size), points = -1;
    fo_val_plain(v);
    if (v->type == FO_VAL_NUM) {
        if (v->dim != 1 && v->dim != 0)
            return fo_expr_fail(env, POWER, no_word);
        points = v->num + v->pct * base;
        if (points < 0)
            return fo_expr_fail(env, NEGATIVE, no_word);
        take_points(env, v);
    } else {
        enum fo_keyword kw;
        if (!keyword_of(env, v, &kw))
            return false;
        points = kw == KW_LARGER ? base * 1.2 : base / 1.2;
        for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
            if (sizes[i].kw == (int32_t)kw)
                points = sizes[i].points;
    }
    *out = len_from_pt(MIN(points, 5000));
    return true;
}

static bool set_font_weight(struct fo_env *env, struct fo_val *v, int32_t *out)
{
    int32_t was = env->parent->font_weight;
    fo_val_plain(v);
    if (v->type == FO_VAL_NUM && v->dim == 0) {
        double w = floor(v->num / 100 + 0.5) * 100;
        *out = (int32_t)CLAMP(w, 100, 900);
        if (w < 100 || w > 900)
            mend(env, RANGE, w < 100 ? "100" : "900");
        return true;
    }
    enum fo_keyword kw;
    if (!keyword_of(env, v, &kw))
        return false;
    switch (kw) {
    case KW_BOLD: *out = 700; break;
    case KW_BOLDER: *out = was < 400 ? 400 : was < 600 ? 700 : 900; break;
    case KW_LIGHTER: *out = was < 600 ? 100 : was < 800 ? 400 : 700; break;
    default: *out = 400; break;
    }
    return true;
}

static bool set_line_height(struct fo_env *env, struct fo_val *v, struct fo_len *out)
{
    struct fo_len l;
    int32_t unused;
    if (env->comp == FO_COMP_PRECEDENCE)
        return to_precedence(env, v, &unused);
    if (env->comp == FO_COMP_CONDITIONALITY)
        return to_retain(env, v, &unused);
    fo_val_plain(v);
    if (v->type == FO_VAL_NUM && v->dim == 0)           /* a number is inherited as the factor, §7.16.4 */
        l = (struct fo_len){ .pct = (float)MIN(v->num, 1e6), .abs = 0 };
    else if (!to_len(env, v, &l))
        return false;
    if (is_negative(l))
        return fo_expr_fail(env, NEGATIVE, no_word);    /* the nearest would set line upon line */
    if (env->comp == FO_COMP_ALL || env->comp == FO_COMP_OPT)
        *out = l;
    return true;
}

static bool set_decoration(struct fo_env *env, struct fo_slice text, struct fo_style *own)
{
    static const struct { const char *name; int32_t on, off; } words[] = {
        { "none", 0, 0 }, { "underline", FO_DECO_UNDERLINE, 0 }, { "no-underline", 0, FO_DECO_UNDERLINE },
        { "overline", FO_DECO_OVERLINE, 0 }, { "no-overline", 0, FO_DECO_OVERLINE },
        { "line-through", FO_DECO_LINE_THROUGH, 0 }, { "no-line-through", 0, FO_DECO_LINE_THROUGH },
        { "blink", FO_DECO_BLINK, 0 }, { "no-blink", 0, FO_DECO_BLINK },
    };
    int32_t on = 0, off = 0;
    for (struct fo_slice rest = fo_slice_trim(text); rest.n; rest = fo_slice_trim(rest)) {
        struct fo_slice w = { rest.s, 0 };
        while (w.n < rest.n && !g_ascii_isspace(w.s[w.n]))
            w.n++;
        size_t i = 0;
        while (i < G_N_ELEMENTS(words) && !fo_slice_is(w, words[i].name))
            i++;
        if (i == G_N_ELEMENTS(words))
            return fo_expr_fail(env, NO_KEYWORD, w);
        on |= words[i].on;
        off |= words[i].off;
        rest.s += w.n;
        rest.n -= w.n;
    }
    own->text_decoration = (own->text_decoration & ~off) | on;
    if (on & FO_DECO_UNDERLINE)
        own->underline_color = own->color;
    if (on & FO_DECO_OVERLINE)
        own->overline_color = own->color;
    if (on & FO_DECO_LINE_THROUGH)
        own->line_through_color = own->color;
    return true;
}

/* --- numbers --- */

/* The range of an INTEGER: what lies outside is a slip, or would only cost memory. */
static void integer_range(enum fo_prop_id id, double *min, double *max)
{
    *min = 0;
    *max = 1e9;
    switch (id) {
    case FO_P_number_columns_repeated: case FO_P_number_columns_spanned: case FO_P_column_number:
        *min = 1;
        *max = 10000;
        break;
    case FO_P_number_rows_spanned: *min = 1; *max = 1000000; break;
    case FO_P_column_count: *min = 1; *max = 255; break;
    case FO_P_initial_page_number: *min = 1; break;
    case FO_P_orphans: case FO_P_widows: *max = 1e6; break;
    case FO_P_z_index: *min = -1e9; break;
    default: break;
    }
}

/* For the finding: the number in `detail`, where no word stands beside a value that was mended. */
static const char *integer_text(struct fo_env *env, int32_t v)
{
    g_snprintf(env->detail, sizeof env->detail, "%d", v);
    return env->detail;
}

static bool set_integer(struct fo_env *env, struct fo_val *v, int32_t *out)
{
    double min, max;
    fo_val_plain(v);
    if (v->type == FO_VAL_NAME) {
        enum fo_keyword kw;
        if (!keyword_of(env, v, &kw))
            return false;
        *out = kw == KW_FORCE ? FO_FORCE : FO_INT_KW(kw);
        return true;
    }
    if (v->type != FO_VAL_NUM || v->dim)
        return fo_expr_fail(env, NEED_NUMBER, v->text);
    integer_range((enum fo_prop_id)env->prop->id, &min, &max);
    double n = floor(v->num + 0.5);
    *out = (int32_t)CLAMP(n, min, max);
    if (n == 0 && min == 1 && *env->prop->initial == '0')
        *out = 0;                               /* column-number: its own initial value */
    else if (n == 0 && (env->prop->id == FO_P_orphans || env->prop->id == FO_P_widows))
        *out = 1;                               /* as good as none */
    else if (n < min || n > max)
        mend(env, RANGE, integer_text(env, *out));
    return true;
}

static bool set_number(struct fo_env *env, struct fo_val *v, float *out)
{
    fo_val_plain(v);
    if (v->type == FO_VAL_NAME && fo_slice_is(v->text, "none")) {
        *out = 0;
        return true;
    }
    if (v->type != FO_VAL_NUM || v->num < 0 || (v->dim && (v->num != 0 ||
                                                           env->prop->kind != FO_KIND_PERCENT)))
        return fo_expr_fail(env, NEED_NUMBER, v->text);
    *out = (float)MIN(v->dim ? v->pct : v->num, 1e6);
    return true;
}

static bool set_enum(struct fo_env *env, struct fo_val *v, int32_t *out)
{
    enum fo_keyword kw;
    fo_val_plain(v);
    if (v->type != FO_VAL_NAME)
        return fo_expr_fail(env, N_("a keyword was expected"), no_word);
    if (!keyword_of(env, v, &kw))
        return false;
    *out = (int32_t)kw;
    return true;
}

static bool set_color(struct fo_env *env, struct fo_val *v, fo_color *out)
{
    fo_val_plain(v);
    if (v->type == FO_VAL_COLOR) {
        *out = v->color;
        return true;
    }
    if ((v->type == FO_VAL_NAME || v->type == FO_VAL_STRING) && fo_color_lookup(v->text, out))
        return true;
    fo_expr_fail(env, N_("there is no color"), v->text);
    env->near = fo_color_nearest(env->detail);
    return false;
}

/* --- shapes --- */

/* The next of the words parted by white space or a comma; empty at the end. */
static struct fo_slice next_word(struct fo_slice *a)
{
    while (a->n && (g_ascii_isspace(*a->s) || *a->s == ',')) {
        a->s++;
        a->n--;
    }
    struct fo_slice w = { a->s, 0 };
    while (w.n < a->n && !g_ascii_isspace(a->s[w.n]) && a->s[w.n] != ',')
        w.n++;
    a->s += w.n;
    a->n -= w.n;
    return w;
}

/* auto, or rect() of four lengths, each of them perhaps auto: §5.11, <shape> */
static bool set_clip(struct fo_env *env, struct fo_slice a, struct fo_clip *out)
{
    struct fo_clip c;
    memset(&c, 0, sizeof c);
    c.shape = !fo_slice_is(a, "auto");
    if (c.shape && (a.n < 6 || memcmp(a.s, "rect", 4) != 0 || a.s[a.n - 1] != ')'))
        return fo_expr_fail(env, N_("a shape is written rect(), not"), a);
    struct fo_slice rest = { a.s + 4, c.shape ? a.n - 5 : 0 };
    rest = fo_slice_trim(rest);
    if (c.shape && (rest.n == 0 || *rest.s != '('))
        return fo_expr_fail(env, N_("a shape is written rect(), not"), a);
    if (c.shape)
        rest = (struct fo_slice){ rest.s + 1, rest.n - 1 };
    for (int i = 0; c.shape && i < 4; i++) {
        struct fo_slice w = next_word(&rest);
        struct fo_val v;
        struct fo_len l;
        if (fo_slice_is(w, "auto"))
            continue;
        if (w.n == 0)
            return fo_expr_fail(env, N_("rect() takes four lengths: top, right, bottom, left"), no_word);
        if (!fo_expr(env, w, &v))
            return false;
        if (v.type == FO_VAL_NUM && is_bare(&v))
            return fo_expr_fail(env, NEED_UNIT, no_word);
        if (!to_len(env, &v, &l))
            return false;
        c.side[i] = l.abs;
    }
    if (next_word(&rest).n)
        return fo_expr_fail(env, N_("rect() takes four lengths: top, right, bottom, left"), no_word);
    *out = c;
    return true;
}

/* --- strings --- */

static const char *intern_slice(struct intern *t, struct fo_slice a)
{
    char *s = g_strndup(a.s, a.n);
    const char *kept = intern_string(t, s);
    g_free(s);
    return kept;
}

static struct fo_slice unquote(struct fo_slice a)
{
    if (a.n >= 2 && (a.s[0] == '"' || a.s[0] == '\'') && a.s[a.n - 1] == a.s[0])
        return (struct fo_slice){ a.s + 1, a.n - 2 };
    return a;
}

struct fo_slice fo_value_uri(struct fo_slice a)
{
    a = fo_slice_trim(a);
    if (a.n > 4 && !memcmp(a.s, "url(", 4) && a.s[a.n - 1] == ')')
        a = fo_slice_trim((struct fo_slice){ a.s + 4, a.n - 5 });
    return unquote(a);
}

/* Family names without quotes, separated by ", ". */
static const char *families(struct intern *t, struct fo_slice a)
{
    GString *s = g_string_new(NULL);
    while (a.n) {
        struct fo_slice one = { a.s, 0 };
        char quote = 0;
        while (one.n < a.n && (quote || one.s[one.n] != ',')) {
            char c = one.s[one.n++];
            if (quote)
                quote = c == quote ? 0 : quote;
            else if (c == '"' || c == '\'')
                quote = c;
        }
        size_t used = MIN(one.n + 1, a.n);
        a.s += used;
        a.n -= used;
        one = fo_slice_trim(unquote(fo_slice_trim(one)));
        if (one.n)
            g_string_append_printf(s, "%s%.*s", s->len ? ", " : "", (int)MIN(one.n, 4096), one.s);
    }
    const char *kept = s->len ? intern_string(t, s->str) : NULL;
    g_string_free(s, TRUE);
    return kept;
}

static bool set_string(struct fo_env *env, struct fo_slice text, const char **out, struct intern *t)
{
    struct fo_slice a = fo_slice_trim(text);
    bool exact = env->prop->id == FO_P_format || env->prop->id == FO_P_grouping_separator ||
                 env->prop->id == FO_P_hyphenation_character;      /* white space counts */
    enum fo_keyword kw = fo_keyword_lookup(a.s, a.n);
    if (env->prop->kind == FO_KIND_FAMILY) {
        const char *f = families(t, a);
        if (!f)
            return fo_expr_fail(env, N_("a value is missing"), no_word);
        *out = f;
    } else if (kw == KW_NONE && fo_prop_takes(env->prop, kw)) {
        *out = NULL;
    } else if (env->prop->kind == FO_KIND_URI) {
        *out = intern_slice(t, fo_value_uri(a));
    } else {
        *out = intern_slice(t, exact ? text : unquote(a));
    }
    return true;
}

/* Is this text a function that gives another object's value? Such a text is no string. */
static bool is_property_function(struct fo_slice a)
{
    static const char *const names[] = { "inherited-property-value(", "from-parent(", "from-table-column(",
                                         "from-nearest-specified-value(", "system-font(",
                                         "merge-property-values(", "from-page-master-region(" };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (a.n > strlen(names[i]) && !memcmp(a.s, names[i], strlen(names[i])))
            return true;
    return false;
}

/* --- all kinds --- */

/* Copies a component of an equal property as it is; false: it has to be converted. */
static bool copy_field(const struct fo_env *env, const struct fo_val *v, struct fo_style *own)
{
    if (v->type != FO_VAL_FIELD || v->prop->kind != env->prop->kind || v->comp != env->comp)
        return false;
    if (env->comp != FO_COMP_ALL)
        return false;
    memcpy(fo_field(env->prop, own), fo_field_const(v->prop, v->from), env->prop->size);
    return true;
}

static bool set_val(struct fo_env *env, struct fo_val *v, struct fo_style *own, struct intern *strings)
{
    void *f = fo_field(env->prop, own);
    switch ((enum fo_kind)env->prop->kind) {
    case FO_KIND_LENGTH: {
        struct fo_len l;
        if (!to_len(env, v, &l))
            return false;
        if (is_size((enum fo_prop_id)env->prop->id))
            make_positive(env, &l);
        *(struct fo_len *)f = l;
        return true;
    }
    case FO_KIND_SPACE: return set_space(env, v, f);
    case FO_KIND_COND: return set_cond(env, v, f);
    case FO_KIND_RANGE: return set_range(env, v, f);
    case FO_KIND_PAIR: return set_pair(env, v, f);
    case FO_KIND_KEEP: return set_keep(env, v, f);
    case FO_KIND_COLOR: return set_color(env, v, f);
    case FO_KIND_ENUM: return set_enum(env, v, f);
    case FO_KIND_INTEGER: return set_integer(env, v, f);
    case FO_KIND_NUMBER: case FO_KIND_PERCENT: return set_number(env, v, f);
    case FO_KIND_FONT_SIZE: return set_font_size(env, v, f);
    case FO_KIND_FONT_WEIGHT: return set_font_weight(env, v, f);
    case FO_KIND_LINE_HEIGHT: return set_line_height(env, v, f);
    case FO_KIND_ORIENTATION: return fo_orientation_set(env, v, f);
    case FO_KIND_ANGLE:
        fo_val_plain(v);
        return fo_angle_set(env, v->text, f);
    case FO_KIND_DECORATION:
        fo_val_plain(v);
        if (v->type != FO_VAL_NUM)
            return set_decoration(env, v->text, own);
        *(int32_t *)f |= (int32_t)v->num;
        return true;
    case FO_KIND_CLIP:
        fo_val_plain(v);
        return set_clip(env, v->text, f);
    case FO_KIND_SHADOW:
        fo_val_plain(v);
        return fo_shadow_set(env, v->text, f, strings);
    case FO_KIND_STRING: case FO_KIND_URI: case FO_KIND_FAMILY:
        fo_val_plain(v);
        return set_string(env, v->text, f, strings);
    }
    return false;
}

/* leader-length's initial value is three lengths; nobody else may write that. */
static bool set_three(struct fo_env *env, struct fo_slice text, struct fo_style *own, struct intern *strings)
{
    for (enum fo_comp c = FO_COMP_MIN; c <= FO_COMP_MAX; c++) {
        struct fo_slice one = { text.s, 0 };
        struct fo_val v;
        while (one.n < text.n && text.s[one.n] != ' ')
            one.n++;
        text.s += MIN(one.n + 1, text.n);
        text.n -= MIN(one.n + 1, text.n);
        env->comp = c;
        if (!fo_expr(env, one, &v) || !set_val(env, &v, own, strings))
            return false;
    }
    return true;
}

bool fo_value_set(struct fo_env *env, struct fo_slice text, struct fo_style *own, struct intern *strings)
{
    struct fo_slice a = fo_slice_trim(text);
    struct fo_val v;
    fo_expr_begin(env);
    if (fo_slice_is(a, "inherit")) {
        v = (struct fo_val){ .type = FO_VAL_FIELD, .prop = env->prop, .comp = env->comp,
                             .from = env->parent };
        return copy_field(env, &v, own) || set_val(env, &v, own, strings);
    }
    if (a.s == env->prop->initial && env->prop->kind == FO_KIND_RANGE && memchr(a.s, ' ', a.n))
        return set_three(env, a, own, strings);
    bool string = env->prop->kind == FO_KIND_STRING || env->prop->kind == FO_KIND_URI ||
                  env->prop->kind == FO_KIND_FAMILY;
    if (string && !is_property_function(a))
        return set_string(env, text, fo_field(env->prop, own), strings);
    if (env->prop->id == FO_P_text_align && a.n > 0 && strchr(".,'\"", *a.s)) {    /* §7.16.9: a string */
        *(int32_t *)fo_field(env->prop, own) = KW_START;
        return true;
    }
    if (env->prop->kind == FO_KIND_DECORATION && !is_property_function(a))
        return set_decoration(env, a, own);
    if (env->prop->kind == FO_KIND_CLIP && !is_property_function(a))
        return set_clip(env, a, fo_field(env->prop, own));
    if (env->prop->kind == FO_KIND_ANGLE && !is_property_function(a))
        return fo_angle_set(env, a, fo_field(env->prop, own));
    if (env->prop->kind == FO_KIND_SHADOW && !is_property_function(a))
        return fo_shadow_set(env, a, fo_field(env->prop, own), strings);
    if (!fo_expr(env, a, &v))
        return false;
    return copy_field(env, &v, own) || set_val(env, &v, own, strings);
}
