/* SPDX-License-Identifier: MIT */
/* The elements of a text and where each begins and ends: which of them hold a place. */
#ifndef SAPCHU_FINDINGS_OUTLINE_H
#define SAPCHU_FINDINGS_OUTLINE_H

#include "base/source.h"

#define OUTLINE_NONE UINT32_MAX

struct outline_element {
    uint32_t start, end;        /* with its tags */
    uint32_t name, name_len;    /* without a prefix */
    uint32_t parent;            /* OUTLINE_NONE: outermost */
};

struct outline;

struct outline *outline_new(const struct src_file *f);
void outline_drop(struct outline *o);
/* The innermost element at a place; OUTLINE_NONE: outside of all. */
uint32_t outline_at(const struct outline *o, uint32_t offset);
const struct outline_element *outline_get(const struct outline *o, uint32_t i);

#endif
