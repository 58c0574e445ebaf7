/* SPDX-License-Identifier: MIT */
/* Arenas: chunks of growing size, the newest first. */
#include "base/arena.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define FIRST_CHUNK ((size_t)4096)
#define LAST_CHUNK ((size_t)256 * 1024)
#define ALIGNMENT ((size_t)16)

struct chunk {
    struct chunk *next;
    size_t size, used;
};

struct arena {
    struct chunk *top;
    size_t total;
};

#define HEAD ((sizeof(struct chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static void add_chunk(struct arena *a, size_t need)
{
    size_t size = a->top ? MIN(a->top->size * 2, LAST_CHUNK) : FIRST_CHUNK;
    size = MAX(size, need);
    struct chunk *c = g_malloc(HEAD + size);
    c->next = a->top;
    c->size = size;
    c->used = 0;
    a->top = c;
    a->total += size;
}

struct arena *arena_new(void)
{
    return g_new0(struct arena, 1);
}

static void free_chunks(struct chunk *c)
{
    while (c) {
        struct chunk *next = c->next;
        g_free(c);
        c = next;
    }
}

void arena_drop(struct arena *a)
{
    if (!a)
        return;
    free_chunks(a->top);
    g_free(a);
}

void arena_reset(struct arena *a)
{
    struct chunk *first = a->top;
    if (!first)
        return;
    while (first->next) {
        struct chunk *next = first->next;
        g_free(first);
        first = next;
    }
    first->used = 0;
    a->top = first;
    a->total = first->size;
}

void *arena_alloc(struct arena *a, size_t size)
{
    g_assert(size < SIZE_MAX / 4);
    size_t need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!a->top || a->top->size - a->top->used < need)
        add_chunk(a, need);
    void *p = (char *)a->top + HEAD + a->top->used;
    a->top->used += need;
    memset(p, 0, need);
    return p;
}

void *arena_alloc_array(struct arena *a, size_t size, size_t n)
{
    g_assert(n == 0 || size < SIZE_MAX / 4 / n);
    return arena_alloc(a, size * n);
}

void *arena_memdup(struct arena *a, const void *p, size_t size)
{
    void *q = arena_alloc(a, size);
    if (size)
        memcpy(q, p, size);
    return q;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *q = arena_alloc(a, n + 1);
    memcpy(q, s, n);
    return q;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *s = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    char *q = arena_strdup(a, s);
    g_free(s);
    return q;
}

size_t arena_size(const struct arena *a)
{
    return a->total;
}
