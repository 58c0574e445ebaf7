/* SPDX-License-Identifier: MIT */
/* "Did you mean …?" */
#ifndef SAPCHU_BASE_NEAR_H
#define SAPCHU_BASE_NEAR_H

#include <stddef.h>

/* The nearest of `n` names to `name`, NULL if none is near. */
const char *near_of(const char *name, const char *const *names, size_t n);

#endif
