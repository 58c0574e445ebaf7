/* SPDX-License-Identifier: MIT */
/* "Did you mean …?" */
#ifndef SAPCHU_BASE_NEAR_H
#define SAPCHU_BASE_NEAR_H

#include <stdbool.h>
#include <stddef.h>

/* Can `like` only be what was meant: one slip away, or one in four letters, and no other of the names as near? */
bool near_is_sure(const char *name, const char *like, const char *const *names, size_t n);
/* The nearest of `n` names to `name`, NULL if none is near. */
const char *near_of(const char *name, const char *const *names, size_t n);

#endif
