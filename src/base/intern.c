/* SPDX-License-Identifier: MIT */
/* Interning of strings and of byte blocks in one table. */
#include "base/intern.h"

#include "base/arena.h"

#include <glib.h>
#include <string.h>

struct block {
    size_t size;
    const void *bytes;
};

struct intern {
    struct arena *arena;
    GHashTable *blocks;     /* of struct block */
};

static guint block_hash(gconstpointer key)
{
    const struct block *b = key;
    const unsigned char *p = b->bytes;
    guint64 h = 14695981039346656037u;      /* FNV-1a */
    for (size_t i = 0; i < b->size; i++)
        h = (h ^ p[i]) * 1099511628211u;
    return (guint)(h ^ (h >> 32));
}

static gboolean block_equal(gconstpointer x, gconstpointer y)
{
    const struct block *a = x, *b = y;
    return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

struct intern *intern_new(void)
{
    struct intern *t = g_new0(struct intern, 1);
    t->arena = arena_new();
    t->blocks = g_hash_table_new(block_hash, block_equal);
    return t;
}

void intern_drop(struct intern *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->blocks);
    arena_drop(t->arena);
    g_free(t);
}

const void *intern_bytes(struct intern *t, const void *p, size_t size)
{
    struct block probe = { size, p };
    const struct block *found = g_hash_table_lookup(t->blocks, &probe);
    if (found)
        return found->bytes;
    struct block *b = arena_new0(t->arena, struct block);
    b->size = size;
    b->bytes = arena_memdup(t->arena, p, size);
    g_hash_table_add(t->blocks, b);
    return b->bytes;
}

const char *intern_string(struct intern *t, const char *s)
{
    return s ? intern_bytes(t, s, strlen(s) + 1) : NULL;
}
