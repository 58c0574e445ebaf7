/* SPDX-License-Identifier: MIT */
/*
 * Parser and arithmetic of expressions, XSL 1.1 §5.9. Recursive descent with a
 * bound on the nesting of brackets. The functions stand in func.c.
 */
#include "fo/expr_parse.h"

#include "base/i18n.h"
#include "fo/obj.h"

#include <math.h>
#include <string.h>

enum { MAX_NESTING = 64 };

static const struct fo_slice no_word = { "", 0 };

bool fo_slice_is(struct fo_slice a, const char *text)
{
    return strlen(text) == a.n && memcmp(a.s, text, a.n) == 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct fo_slice fo_slice_trim(struct fo_slice a)
{
    while (a.n > 0 && is_space(a.s[0])) {
        a.s++;
        a.n--;
    }
    while (a.n > 0 && is_space(a.s[a.n - 1]))
        a.n--;
    return a;
}

bool fo_expr_fail(struct fo_env *env, const char *reason, struct fo_slice word)
{
    if (env->error)
        return false;
    env->error = reason;
    env->at = word.n ? word.s : env->at;
    size_t n = MIN(word.n, sizeof env->detail - 1);
    while (n > 0 && n < word.n && ((unsigned char)word.s[n] & 0xC0) == 0x80)
        n--;
    if (n)
        memcpy(env->detail, word.s, n);
    env->detail[n] = '\0';
    return false;
}

const char *fo_nearest(const char *s, const char *const *first, size_t stride, size_t n)
{
    unsigned best = (unsigned)strlen(s) / 4 + 2;
    const char *found = NULL;
    for (size_t i = 0; i < n; i++) {
        const char *name = *(const char *const *)((const char *)first + i * stride);
        unsigned d = fo_edit_distance(s, name, best);
        if (d < best) {
            best = d;
            found = name;
        }
    }
    return found;
}

/* --- lexer --- */

static void skip_space(struct fo_parse *p)
{
    while (p->at < p->end && is_space(*p->at))
        p->at++;
}

static bool name_start(char c)
{
    return g_ascii_isalpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool name_char(char c)
{
    return name_start(c) || g_ascii_isdigit(c) || c == '-' || c == '.';
}

static struct fo_slice take_name(struct fo_parse *p)
{
    const char *from = p->at;
    while (p->at < p->end && name_char(*p->at))
        p->at++;
    return (struct fo_slice){ from, (size_t)(p->at - from) };
}

/* Points in a unit; 0: there is no such unit. px: the recorded practice of 72 to the inch. */
static double unit_points(const struct fo_env *env, struct fo_slice u)
{
    static const struct { const char *name; double points; } units[] = {
        { "pt", 1 }, { "mm", 72 / 25.4 }, { "cm", 72 / 2.54 }, { "in", 72 }, { "pc", 12 }, { "px", 1 },
        { "mpt", 0.001 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (fo_slice_is(u, units[i].name))
            return units[i].points;
    bool size = env->prop && env->prop->id == FO_P_font_size;
    double em = len_to_pt(size ? env->parent->font_size : env->own->font_size);
    if (fo_slice_is(u, "em"))
        return em > 0 ? em : 1e-9;
    if (fo_slice_is(u, "ex"))
        return em > 0 ? em / 2 : 1e-9;
    return 0;
}

static bool parse_number(struct fo_parse *p, struct fo_val *out)
{
    double v = 0, scale = 1;
    const char *from = p->at;
    while (p->at < p->end && g_ascii_isdigit(*p->at))
        v = v * 10 + (*p->at++ - '0');
    if (p->at < p->end && *p->at == '.') {
        p->at++;
        while (p->at < p->end && g_ascii_isdigit(*p->at)) {
            scale /= 10;
            v += scale * (*p->at++ - '0');
        }
    }
    *out = (struct fo_val){ .type = FO_VAL_NUM, .num = v };
    if (p->at == from + 1 && *from == '.')
        return fo_expr_fail(p->env, N_("a number was expected"), (struct fo_slice){ from, 1 });
    if (p->at < p->end && *p->at == '%') {
        p->at++;
        out->num = 0;
        out->pct = v / 100;
        out->dim = 1;
        return true;
    }
    const char *unit = p->at;
    while (p->at < p->end && g_ascii_isalpha(*p->at))
        p->at++;
    if (p->at == unit)
        return true;
    struct fo_slice u = { unit, (size_t)(p->at - unit) };
    if (p->at - unit == 3 && (fo_slice_is(u, "div") || fo_slice_is(u, "mod"))) {
        p->at = unit;
        return true;
    }
    double points = unit_points(p->env, u);
    if (points == 0)
        return fo_expr_fail(p->env, N_("the units are pt, mm, cm, in, pc, px, em and ex, not"), u);
    out->num = v * points;
    out->dim = 1;
    return true;
}

static bool parse_string(struct fo_parse *p, struct fo_val *out)
{
    char quote = *p->at++;
    const char *from = p->at;
    while (p->at < p->end && *p->at != quote)
        p->at++;
    if (p->at == p->end)
        return fo_expr_fail(p->env, N_("a quote is not closed"), (struct fo_slice){ from - 1, 1 });
    *out = (struct fo_val){ .type = FO_VAL_STRING, .text = { from, (size_t)(p->at - from) } };
    p->at++;
    return true;
}

static bool parse_hash(struct fo_parse *p, struct fo_val *out)
{
    const char *from = p->at++;
    take_name(p);
    *out = (struct fo_val){ .type = FO_VAL_NAME, .text = { from, (size_t)(p->at - from) } };
    if (fo_color_lookup(out->text, &out->color))
        out->type = FO_VAL_COLOR;
    return true;
}

/* --- grammar --- */

static bool parse_arguments(struct fo_parse *p, struct fo_slice name, struct fo_val *out)
{
    struct fo_val args[FO_MAX_ARGS];
    unsigned n = 0;
    p->at++;
    skip_space(p);
    if (p->at < p->end && *p->at == ')') {
        p->at++;
        return fo_func_call(p, name, args, 0, out);
    }
    for (;;) {
        struct fo_val v;
        if (!fo_parse_sum(p, &v))
            return false;
        if (n == FO_MAX_ARGS)
            return fo_expr_fail(p->env, N_("too many arguments for"), name);
        args[n++] = v;
        skip_space(p);
        if (p->at == p->end || (*p->at != ',' && *p->at != ')'))
            return fo_expr_fail(p->env, N_("a bracket is not closed"), name);
        if (*p->at++ == ')')
            return fo_func_call(p, name, args, n, out);
    }
}

static bool parse_primary(struct fo_parse *p, struct fo_val *out)
{
    skip_space(p);
    if (p->at == p->end)
        return fo_expr_fail(p->env, N_("a value is missing"), no_word);
    char c = *p->at;
    if (g_ascii_isdigit(c) || c == '.')
        return parse_number(p, out);
    if (c == '"' || c == '\'')
        return parse_string(p, out);
    if (c == '#')
        return parse_hash(p, out);
    if (c == '(') {
        p->at++;
        if (!fo_parse_sum(p, out))
            return false;
        skip_space(p);
        if (p->at == p->end || *p->at != ')')
            return fo_expr_fail(p->env, N_("a bracket is not closed"), (struct fo_slice){ "(", 1 });
        p->at++;
        return true;
    }
    if (!name_start(c))
        return fo_expr_fail(p->env, N_("this does not belong into a value"), (struct fo_slice){ p->at, 1 });
    struct fo_slice name = take_name(p);
    if (p->at < p->end && *p->at == '(')
        return parse_arguments(p, name, out);
    *out = (struct fo_val){ .type = FO_VAL_NAME, .text = name };
    return true;
}

bool fo_val_number(struct fo_parse *p, struct fo_val *v)
{
    fo_val_plain(v);
    if (v->type == FO_VAL_NUM)
        return true;
    return fo_expr_fail(p->env, N_("a number or a length was expected, not"), v->text);
}

static bool parse_unary(struct fo_parse *p, struct fo_val *out)
{
    skip_space(p);
    unsigned minus = 0;
    bool sign = false;
    while (p->at < p->end && (*p->at == '-' || *p->at == '+')) {
        minus += *p->at++ == '-';
        sign = true;
        skip_space(p);
    }
    if (!parse_primary(p, out))
        return false;
    if (!sign)
        return true;
    if (!fo_val_number(p, out))
        return false;
    if (minus % 2) {
        out->num = -out->num;
        out->pct = -out->pct;
        out->share = -out->share;
    }
    return true;
}

static void scale(struct fo_val *v, double f)
{
    v->num *= f;
    v->pct *= f;
    v->share *= f;
}

/*
 * Units multiply and cancel: a length by a length has the power 2, §5.9.6; a percentage takes numbers only.
 */
static bool multiply(struct fo_parse *p, struct fo_val *a, const struct fo_val *b)
{
    bool relative = a->pct != 0 || b->pct != 0 || a->share != 0 || b->share != 0;
    if (a->dim && b->dim && relative)
        return fo_expr_fail(p->env, N_("two lengths cannot be multiplied"), no_word);
    int dim = a->dim + b->dim;
    if (b->dim && !a->dim) {
        double f = a->num;
        *a = *b;
        scale(a, f);
    } else {
        scale(a, b->num);
    }
    a->dim = dim;
    return true;
}

static bool divide(struct fo_parse *p, struct fo_val *a, const struct fo_val *b)
{
    bool points = a->pct == 0 && b->pct == 0, percents = a->num == 0 && b->num == 0;
    double under = b->dim && !points ? b->pct : b->num;
    if (b->dim && !points && !percents)
        return fo_expr_fail(p->env, N_("lengths and percentages cannot be divided by each other"), no_word);
    if (under == 0)
        return fo_expr_fail(p->env, N_("division by zero"), no_word);
    if (b->dim && !points)
        *a = (struct fo_val){ .type = FO_VAL_NUM, .num = a->pct / under };
    else
        scale(a, 1 / under);
    if (points || !b->dim)
        a->dim -= b->dim;
    return true;
}

static bool apply(struct fo_parse *p, char op, struct fo_val *a, struct fo_val *b)
{
    if (!fo_val_number(p, a) || !fo_val_number(p, b))
        return false;
    switch (op) {
    case '+': case '-':
        if (a->dim != b->dim)
            return fo_expr_fail(p->env, N_("a number and a length cannot be added"), no_word);
        if (op == '-')
            scale(b, -1);
        a->num += b->num;
        a->pct += b->pct;
        a->share += b->share;
        return true;
    case '*':
        return multiply(p, a, b);
    case '/':
        return divide(p, a, b);
    default:
        if (a->dim != b->dim || a->pct != 0 || b->pct != 0 || b->num == 0)
            return fo_expr_fail(p->env, N_("'mod' needs two numbers, or two lengths"), no_word);
        a->num = fmod(a->num, b->num);
        return true;
    }
}

/* The operator of this precedence that stands here: 0, or * / m. */
static char take_product_op(struct fo_parse *p)
{
    skip_space(p);
    if (p->at < p->end && *p->at == '*') {
        p->at++;
        return '*';
    }
    if (p->end - p->at < 4 || name_char(p->at[3]))
        return 0;
    char op = !memcmp(p->at, "div", 3) ? '/' : !memcmp(p->at, "mod", 3) ? 'm' : 0;
    if (op)
        p->at += 3;
    return op;
}

static bool parse_product(struct fo_parse *p, struct fo_val *out)
{
    if (!parse_unary(p, out))
        return false;
    for (char op; (op = take_product_op(p));) {
        struct fo_val b;
        if (!parse_unary(p, &b) || !apply(p, op, out, &b))
            return false;
    }
    return true;
}

bool fo_parse_sum(struct fo_parse *p, struct fo_val *out)
{
    if (++p->nesting > MAX_NESTING)
        return fo_expr_fail(p->env, N_("brackets are nested too deep"), no_word);
    if (!parse_product(p, out))
        return false;
    for (;;) {
        skip_space(p);
        if (p->at == p->end || (*p->at != '+' && *p->at != '-'))
            break;
        char op = *p->at++;
        struct fo_val b;
        if (!parse_product(p, &b) || !apply(p, op, out, &b))
            return false;
    }
    p->nesting--;
    return true;
}

void fo_expr_begin(struct fo_env *env)
{
    env->error = env->at = env->near = env->mended = NULL;
    env->keywords = false;
    env->detail[0] = '\0';
}

bool fo_expr(struct fo_env *env, struct fo_slice text, struct fo_val *out)
{
    struct fo_parse p = { .env = env, .at = text.s, .end = text.s + text.n };
    fo_expr_begin(env);
    if (!fo_parse_sum(&p, out)) {
        env->at = env->at ? env->at : p.at;
        return false;
    }
    skip_space(&p);
    if (p.at < p.end)
        return fo_expr_fail(env, N_("this was not expected here:"),
                            (struct fo_slice){ p.at, (size_t)(p.end - p.at) });
    return true;
}
