/* SPDX-License-Identifier: MIT */
/* Libraries that are loaded when they are first needed: those that few documents need, and whose loading each run would pay for. */
#ifndef SAPCHU_BASE_LIBRARY_H
#define SAPCHU_BASE_LIBRARY_H

#include <stdbool.h>

/* The library of this soname, loaded and never let go; NULL: it is not there. */
void *library_open(const char *soname);

/* Writes the address of a function into the pointer to one at `to`: NULL if there is none, or if `library` is NULL. Was it found? */
bool library_find(void *library, const char *name, void *to);

#endif
