/* SPDX-License-Identifier: MIT */
/*
 * Arenas: memory that is given out piece by piece and freed all at once. A
 * tree lives in one arena; nothing in it is freed singly.
 */
#ifndef SAPCHU_BASE_ARENA_H
#define SAPCHU_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_drop(struct arena *a);                 /* NULL is allowed */
void arena_reset(struct arena *a);                /* frees the content, keeps the first chunk */

/* `size` zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t size);
void *arena_memdup(struct arena *a, const void *p, size_t size);
char *arena_strdup(struct arena *a, const char *s);          /* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
size_t arena_size(const struct arena *a);         /* bytes held, for measuring */

#define arena_new_array(a, type, n) ((type *)arena_alloc_array((a), sizeof(type), (size_t)(n)))
#define arena_new0(a, type) ((type *)arena_alloc((a), sizeof(type)))
void *arena_alloc_array(struct arena *a, size_t size, size_t n);   /* aborts on overflow */

#endif
