/* SPDX-License-Identifier: MIT */
/* Interned strings: equal strings are one pointer, so that names compare by ==. */
#ifndef SAPCHU_BASE_INTERN_H
#define SAPCHU_BASE_INTERN_H

#include <stddef.h>

struct intern;

struct intern *intern_new(void);
void intern_drop(struct intern *t);
/* The table's copy of `s`, valid as long as the table. NULL gives NULL. */
const char *intern_string(struct intern *t, const char *s);
/* Equal blocks of bytes (a style group without padding holes) are one pointer, aligned for any type. */
const void *intern_bytes(struct intern *t, const void *p, size_t size);

#endif
