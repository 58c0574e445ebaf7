/* SPDX-License-Identifier: MIT */
/* Between expr.c and func.c: the parser, and the call of a function. */
#ifndef SAPCHU_FO_EXPR_PARSE_H
#define SAPCHU_FO_EXPR_PARSE_H

#include "fo/expr.h"

enum { FO_MAX_ARGS = 12 };

struct fo_parse {
    struct fo_env *env;
    const char *at, *end;
    unsigned nesting;
};

bool fo_parse_sum(struct fo_parse *p, struct fo_val *out);
bool fo_func_call(struct fo_parse *p, struct fo_slice name, struct fo_val *args, unsigned n,
                  struct fo_val *out);
/* Makes `v` a NUM, or fails. */
bool fo_val_number(struct fo_parse *p, struct fo_val *v);
/* Notes the first reason; false. */
/* The value of text-shadow into `*out` (shadow.c). */
struct intern;
bool fo_shadow_set(struct fo_env *env, struct fo_slice text, const struct fo_shadow **out, struct intern *strings);
/* Angles (angle.c). */
bool fo_orientation_set(struct fo_env *env, struct fo_val *v, int32_t *out);
bool fo_angle_set(struct fo_env *env, struct fo_slice text, int32_t *out);
bool fo_expr_fail(struct fo_env *env, const char *reason, struct fo_slice word);

#endif
