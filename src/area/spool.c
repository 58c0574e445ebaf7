/* SPDX-License-Identifier: MIT */
/*
 * A tree is packed by copying its structs one behind the other. Pointers between them become offsets, and a list of
 * where they stand follows the block: reading adds the address of the block to each.
 */
#include "area/spool.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#define IN_MEMORY ((size_t)16 * 1024 * 1024)

struct area_spool {
    GByteArray *memory;         /* the blocks, or the block being packed */
    FILE *file;                 /* NULL: all is in memory */
    uint64_t file_end;
    bool no_file;               /* none can be made: memory it is */
    /* the tree being packed */
    size_t base;                /* where its block begins in `memory` */
    GArray *links;              /* uint32_t: offsets of pointers */
    GHashTable *shared;         /* tags, paints, clips and strings → offset + 1 */
};

struct area_spool *area_spool_new(void)
{
    struct area_spool *s = g_new0(struct area_spool, 1);
    s->memory = g_byte_array_new();
    s->links = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    s->shared = g_hash_table_new(NULL, NULL);
    return s;
}

void area_spool_drop(struct area_spool *s)
{
    if (!s)
        return;
    if (s->file)
        fclose(s->file);
    g_byte_array_free(s->memory, TRUE);
    g_array_free(s->links, TRUE);
    g_hash_table_destroy(s->shared);
    g_free(s);
}

void area_spool_reset(struct area_spool *s)
{
    g_byte_array_set_size(s->memory, 0);
    if (s->file)
        fclose(s->file);
    s->file = NULL;
    s->file_end = 0;
}

/* --- packing --- */

/* Something was added: if it is a pointer, it must be packed too; then the size here may be changed. */
#if GLIB_SIZEOF_VOID_P == 8
G_STATIC_ASSERT(sizeof(struct area) == 80);
G_STATIC_ASSERT(sizeof(struct area_tag) == 88);
G_STATIC_ASSERT(sizeof(struct area_paint) == 96);
G_STATIC_ASSERT(sizeof(struct area_run) == 56);
#endif

#define ALIGN ((size_t)8)

/* Room for `size` bytes at the end of the block; its offset. */
static uint32_t room(struct area_spool *s, size_t size)
{
    size_t at = s->memory->len - s->base, padded = (size + ALIGN - 1) / ALIGN * ALIGN;
    g_assert(size < UINT32_MAX / 2 && at < UINT32_MAX / 2);
    g_byte_array_set_size(s->memory, (guint)(s->memory->len + padded));
    return (uint32_t)at;
}

static uint32_t copy(struct area_spool *s, const void *p, size_t size)
{
    uint32_t at = room(s, size);
    memcpy(s->memory->data + s->base + at, p, size);
    return at;
}

/* The pointer at `from` leads to `to`. */
static void link_to(struct area_spool *s, size_t from, uint32_t to)
{
    uint32_t at = (uint32_t)from;
    uintptr_t offset = to;
    memcpy(s->memory->data + s->base + at, &offset, sizeof offset);
    g_array_append_val(s->links, at);
}

/* What several areas share is copied once. False: it is new, and `*at` its copy. */
static bool known(struct area_spool *s, const void *p, size_t size, uint32_t *at)
{
    gpointer found = g_hash_table_lookup(s->shared, p);
    if (found) {
        *at = GPOINTER_TO_UINT(found) - 1;
        return true;
    }
    *at = copy(s, p, size);
    g_hash_table_insert(s->shared, (gpointer)p, GUINT_TO_POINTER(*at + 1));
    return false;
}

static void put_string(struct area_spool *s, size_t from, const char *text)
{
    uint32_t at;
    if (!text)
        return;
    known(s, text, strlen(text) + 1, &at);
    link_to(s, from, at);
}

static void put_tag(struct area_spool *s, size_t from, const struct area_tag *t)
{
    uint32_t at;
    if (!known(s, t, sizeof *t, &at)) {
        put_string(s, at + offsetof(struct area_tag, name), t->name);
        put_string(s, at + offsetof(struct area_tag, id), t->id);
        put_string(s, at + offsetof(struct area_tag, uri), t->uri);
        put_string(s, at + offsetof(struct area_tag, dest), t->dest);
        put_string(s, at + offsetof(struct area_tag, role), t->role);
        put_string(s, at + offsetof(struct area_tag, lang), t->lang);
        put_string(s, at + offsetof(struct area_tag, alt), t->alt);
    }
    link_to(s, from, at);
}

/* The shadows of the text at `from`. */
static void put_shadows(struct area_spool *s, size_t from, const struct area_shadow *shadow)
{
    for (; shadow; shadow = shadow->next) {
        uint32_t at = copy(s, shadow, sizeof *shadow);
        link_to(s, from, at);
        from = at + offsetof(struct area_shadow, next);
    }
}

static void put_run(struct area_spool *s, size_t from, const struct area_run *r)
{
    uint32_t at = copy(s, r, sizeof *r);
    link_to(s, from, at);
    if (r->n)
        link_to(s, at + offsetof(struct area_run, glyphs), copy(s, r->glyphs, r->n * sizeof *r->glyphs));
    put_shadows(s, at + offsetof(struct area_run, shadows), r->shadows);
    if (!r->text)
        return;
    uint32_t text = room(s, (size_t)r->len + 1);
    memcpy(s->memory->data + s->base + text, r->text, r->len);
    s->memory->data[s->base + text + r->len] = 0;
    link_to(s, at + offsetof(struct area_run, text), text);
}

static uint32_t put_area(struct area_spool *s, const struct area *a)
{
    uint32_t at = copy(s, a, sizeof *a), paint, clip;
    if (a->paint) {
        known(s, a->paint, sizeof *a->paint, &paint);
        link_to(s, at + offsetof(struct area, paint), paint);
    }
    if (a->tag)
        put_tag(s, at + offsetof(struct area, tag), a->tag);
    if (a->clip) {
        known(s, a->clip, sizeof *a->clip, &clip);
        link_to(s, at + offsetof(struct area, clip), clip);
    }
    if (a->kind == AREA_BOX && a->u.at)
        link_to(s, at + offsetof(struct area, u.at), copy(s, a->u.at, sizeof *a->u.at));
    if (a->kind == AREA_TEXT)
        put_run(s, at + offsetof(struct area, u.run), a->u.run);
    if (a->kind != AREA_BOX || a->n == 0)
        return at;
    uint32_t kids = copy(s, a->kids, a->n * sizeof *a->kids);
    link_to(s, at + offsetof(struct area, kids), kids);
    for (uint32_t k = 0; k < a->n; k++)
        link_to(s, kids + k * sizeof *a->kids + offsetof(struct area_kid, area), put_area(s, a->kids[k].area));
    return at;
}

/* --- blocks --- */

/* Takes the blocks in memory to the file; false: they stay. */
static bool to_file(struct area_spool *s)
{
    if (!s->file && !s->no_file)
        s->file = tmpfile();
    s->no_file = !s->file;
    if (s->no_file)
        return false;
    bool written = fseeko(s->file, (off_t)s->file_end, SEEK_SET) == 0 &&
                   fwrite(s->memory->data, 1, s->memory->len, s->file) == s->memory->len && fflush(s->file) == 0;
    if (!written) {
        s->no_file = true;
        return false;
    }
    s->file_end += s->memory->len;
    g_byte_array_set_size(s->memory, 0);
    return true;
}

struct area_spooled area_spool_put(struct area_spool *s, const struct area *root)
{
    struct area_spooled where = { 0 };
    if (!root)
        return where;
    if (s->memory->len > IN_MEMORY && !s->no_file)
        to_file(s);
    s->base = s->memory->len;
    g_array_set_size(s->links, 0);
    g_hash_table_remove_all(s->shared);
    put_area(s, root);
    where.at = s->file_end + s->base;
    where.size = (uint32_t)(s->memory->len - s->base);
    where.links = s->links->len;
    copy(s, s->links->data, s->links->len * sizeof(uint32_t));
    return where;
}

static bool read_block(struct area_spool *s, uint64_t at, void *to, size_t size)
{
    if (at >= s->file_end) {
        memcpy(to, s->memory->data + (at - s->file_end), size);
        return true;
    }
    return fseeko(s->file, (off_t)at, SEEK_SET) == 0 && fread(to, 1, size, s->file) == size;
}

const struct area *area_spool_get(struct area_spool *s, struct area_spooled where, struct arena *a, bool *failed)
{
    *failed = false;
    if (!where.size)
        return NULL;
    char *block = arena_alloc(a, where.size);
    uint32_t *links = g_new(uint32_t, where.links);
    *failed = !read_block(s, where.at, block, where.size) ||
              !read_block(s, where.at + where.size, links, where.links * sizeof *links);
    for (uint32_t k = 0; k < where.links && !*failed; k++) {
        uintptr_t to;
        memcpy(&to, block + links[k], sizeof to);
        to += (uintptr_t)block;
        memcpy(block + links[k], &to, sizeof to);
    }
    g_free(links);
    return *failed ? NULL : (const struct area *)(void *)block;
}
