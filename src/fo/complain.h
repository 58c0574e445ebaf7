/* SPDX-License-Identifier: MIT */
/* What is wrong with an attribute: which, where, what it says, what was expected. */
#ifndef SAPCHU_FO_COMPLAIN_H
#define SAPCHU_FO_COMPLAIN_H

#include "fo/eval.h"

/* The value of attribute `attr` does not fit `p`, or was mended: env->error and what goes with it say why. */
void fo_complain_value(struct diag *d, const struct fo_ask *ask, unsigned attr, const struct fo_prop *p,
                       const struct fo_env *env);
/* There is no such property; `component`: it has no such component. */
void fo_complain_name(struct diag *d, const struct fo_ask *ask, unsigned attr, bool component);

#endif
