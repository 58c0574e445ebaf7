/* SPDX-License-Identifier: MIT */
/* The list of findings. */
#include "base/diag.h"

#include "base/i18n.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *code;
    enum diag_severity severity;
    const char *text;
} rows[] = {
#define DIAG(id, code, severity, text) { code, DIAG_##severity, text },
#include "base/diag.def"
#undef DIAG
};

/* One mistake repeated on every page must not fill the memory. */
#define MAX_ITEMS 10000u

struct diag {
    GPtrArray *items;       /* of struct diag_item */
    GHashTable *seen;       /* keys of items */
    GStringChunk *strings;
    bool strict, limit;
    unsigned count[DIAG_FATAL + 1];
};

struct diag *diag_new(void)
{
    struct diag *d = g_new0(struct diag, 1);
    d->items = g_ptr_array_new_with_free_func(g_free);
    d->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    d->strings = g_string_chunk_new(4096);
    return d;
}

void diag_drop(struct diag *d)
{
    if (!d)
        return;
    g_ptr_array_free(d->items, TRUE);
    g_hash_table_destroy(d->seen);
    g_string_chunk_free(d->strings);
    g_free(d);
}

void diag_set_strict(struct diag *d, bool strict)
{
    d->strict = strict;
}

static enum diag_severity effective(const struct diag *d, enum diag_severity s)
{
    if (s == DIAG_RECOVERED)
        return d->strict ? DIAG_ERROR : DIAG_WARNING;
    return s;
}

void diag_emit_text(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos,
                    const char *code, const char *message)
{
    severity = effective(d, severity);
    d->limit |= severity == DIAG_FATAL;
    if (d->items->len >= MAX_ITEMS) {
        d->count[severity]++;
        return;
    }
    char *key = g_strdup_printf("%s\n%u\n%s\n%s", pos.file ? src_file_name(pos.file) : "", pos.offset, code,
                                message);
    if (!g_hash_table_add(d->seen, key))
        return;
    d->count[severity]++;
    struct diag_item *it = g_new0(struct diag_item, 1);
    it->id = id;
    it->severity = severity;
    it->code = g_string_chunk_insert_const(d->strings, code);
    it->message = g_string_chunk_insert(d->strings, message);
    it->pos = pos;
    g_ptr_array_add(d->items, it);
}

static void emit_row(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos, va_list ap)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    char *message = g_strdup_vprintf(_(rows[id].text), ap);
#pragma GCC diagnostic pop
    diag_emit_text(d, id, severity, pos, rows[id].code, message);
    g_free(message);
}

void diag_emit(struct diag *d, enum diag_code id, struct src_pos pos, ...)
{
    va_list ap;
    va_start(ap, pos);
    emit_row(d, id, rows[id].severity, pos, ap);
    va_end(ap);
}

void diag_emit_as(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos, ...)
{
    va_list ap;
    va_start(ap, pos);
    emit_row(d, id, severity, pos, ap);
    va_end(ap);
}

void diag_demote(struct diag *d, enum diag_code id)
{
    for (guint i = 0; i < d->items->len; i++) {
        struct diag_item *it = g_ptr_array_index(d->items, i);
        if (it->id != id || it->severity != DIAG_ERROR)
            continue;
        it->severity = DIAG_WARNING;
        d->count[DIAG_ERROR]--;
        d->count[DIAG_WARNING]++;
    }
}

unsigned diag_count(const struct diag *d, enum diag_severity at_least)
{
    unsigned n = 0;
    for (unsigned s = at_least; s <= DIAG_FATAL; s++)
        n += d->count[s];
    return n;
}

unsigned diag_len(const struct diag *d)
{
    return d->items->len;
}

const struct diag_item *diag_get(const struct diag *d, unsigned i)
{
    return g_ptr_array_index(d->items, i);
}

bool diag_limit_hit(const struct diag *d)
{
    return d->limit;
}

static gint compare_items(gconstpointer a, gconstpointer b)
{
    const struct diag_item *x = *(const struct diag_item *const *)a;
    const struct diag_item *y = *(const struct diag_item *const *)b;
    int c = g_strcmp0(x->pos.file ? src_file_name(x->pos.file) : NULL,
                      y->pos.file ? src_file_name(y->pos.file) : NULL);
    if (c == 0)
        c = x->pos.offset < y->pos.offset ? -1 : x->pos.offset > y->pos.offset;
    if (c == 0)
        c = strcmp(x->code, y->code);
    return c ? c : strcmp(x->message, y->message);
}

void diag_sort(struct diag *d)
{
    g_ptr_array_sort(d->items, compare_items);
}
