/* SPDX-License-Identifier: MIT */
/* Which fixes are taken, and the texts that they make. */
#include "findings/fix.h"

#include "findings/fix_priv.h"

#include <string.h>

struct fix_session {
    const char *named;
    const struct access *may;
    const char *const *codes;
    GPtrArray *files;           /* of struct fix_file, in the order of their first fix */
    GHashTable *by_path;        /* canonical path: struct fix_file */
    GPtrArray *refused;         /* paths of files that are not UTF-8 */
    unsigned count, last;
};

static void drop_file(gpointer p)
{
    struct fix_file *f = p;
    g_free(f->path);
    g_free(f->old);
    g_string_free(f->added, TRUE);
    g_string_free(f->text, TRUE);
    g_array_free(f->pieces, TRUE);
    if (f->before)
        g_array_free(f->before, TRUE);
    g_free(f);
}

struct fix_session *fix_session_new(const char *named, const struct access *may, const char *const *codes)
{
    struct fix_session *x = g_new0(struct fix_session, 1);
    x->named = named;
    x->may = may;
    x->codes = codes;
    x->files = g_ptr_array_new_with_free_func(drop_file);
    x->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    x->refused = g_ptr_array_new_with_free_func(g_free);
    return x;
}

void fix_session_drop(struct fix_session *x)
{
    if (!x)
        return;
    g_hash_table_destroy(x->by_path);
    g_ptr_array_free(x->files, TRUE);
    g_ptr_array_free(x->refused, TRUE);
    g_free(x);
}

/* --- which file --- */

static void refuse(struct fix_session *x, const char *path)
{
    for (guint i = 0; i < x->refused->len; i++)
        if (strcmp(g_ptr_array_index(x->refused, i), path) == 0)
            return;
    g_ptr_array_add(x->refused, g_strdup(path));
}

/* NULL: this file is not ours to change. Its text is taken as it stands at the first fix. */
static struct fix_file *file_of(struct fix_session *x, const struct src_file *src)
{
    const char *path = src ? src_file_name(src) : "-";
    if (strcmp(path, "-") == 0 && strcmp(x->named, "-") != 0)
        return NULL;
    char *key = g_canonicalize_filename(path, NULL);
    struct fix_file *f = g_hash_table_lookup(x->by_path, key);
    bool ours = f || strcmp(path, x->named) == 0 || access_permits(x->may, path);
    if (ours && !f && src_file_recoded(src)) {
        refuse(x, path);
        ours = false;
    }
    if (f || !ours) {
        g_free(key);
        return f;
    }
    f = g_new0(struct fix_file, 1);
    f->path = g_strdup(path);
    f->old_len = src_file_len(src);
    f->old = g_malloc(f->old_len + 1);
    memcpy(f->old, src_file_text(src), f->old_len);
    f->old[f->old_len] = '\0';
    f->added = g_string_new(NULL);
    f->text = g_string_new_len(f->old, (gssize)f->old_len);
    f->pieces = g_array_new(FALSE, FALSE, sizeof(struct fix_piece));
    const struct fix_piece all = { 0, f->old_len, false };
    g_array_append_val(f->pieces, all);
    g_ptr_array_add(x->files, f);
    g_hash_table_insert(x->by_path, key, f);
    return f;
}

/* --- choosing --- */

static bool wanted(const struct fix_session *x, const struct diag_item *it)
{
    return it->fix && it->fix->edits->len > 0 &&
           (it->fix->safe || (x->codes && g_strv_contains(x->codes, it->code)));
}

static const struct diag_edit *edit_of(const struct diag_fix *fix, guint i)
{
    return &g_array_index(fix->edits, struct diag_edit, i);
}

/* By place; where an insertion touches another edit their order would be open: they overlap. */
static gint compare_edits(gconstpointer a, gconstpointer b, gpointer user)
{
    (void)user;
    const struct src_range *x = &((const struct diag_edit *)a)->range, *y = &((const struct diag_edit *)b)->range;
    if (x->start == x->end || y->start == y->end) {
        if (x->end < y->start)
            return -1;
        return x->start > y->end;
    }
    if (x->end <= y->start)
        return -1;
    return x->start >= y->end;
}

/* The edits taken in this round of each file: a balanced tree, in which overlapping ones are equal. */
static GSequence *taken_of(GHashTable *taken, struct fix_file *f)
{
    GSequence *s = g_hash_table_lookup(taken, f);
    if (!s) {
        s = g_sequence_new(NULL);
        g_hash_table_insert(taken, f, s);
    }
    return s;
}

/* Are the edits within their texts, and not the last straw of this round? A fix is taken whole or not at all. */
static bool take_fix(struct fix_session *x, GHashTable *taken, const struct diag_fix *fix)
{
    GSequenceIter **put = g_new(GSequenceIter *, fix->edits->len);
    guint n = 0;
    for (; n < fix->edits->len; n++) {
        const struct diag_edit *e = edit_of(fix, n);
        struct fix_file *f = file_of(x, e->range.file);
        if (!f || e->range.start > e->range.end || e->range.end > f->text->len ||
            src_file_len(e->range.file) != f->text->len)
            break;
        GSequence *s = taken_of(taken, f);
        if (g_sequence_lookup(s, (gpointer)e, compare_edits, NULL))
            break;
        put[n] = g_sequence_insert_sorted(s, (gpointer)e, compare_edits, NULL);
    }
    bool whole = n == fix->edits->len;
    while (!whole && n > 0)
        g_sequence_remove(put[--n]);
    g_free(put);
    return whole;
}

/* --- editing --- */

/* Where a walk over the pieces stands. */
struct cursor {
    guint piece;
    size_t used;                /* of that piece */
    size_t at;                  /* in the text */
};

/* Moves to `to`; what it passes goes to `out` (NULL: away). */
static void walk(const GArray *pieces, struct cursor *c, size_t to, GArray *out)
{
    while (c->at < to) {
        const struct fix_piece *p = &g_array_index(pieces, struct fix_piece, c->piece);
        size_t n = MIN(p->len - c->used, to - c->at);
        const struct fix_piece part = { p->from + c->used, n, p->added };
        if (out && n > 0)
            g_array_append_val(out, part);
        c->at += n;
        c->used += n;
        if (c->used == p->len) {
            c->piece++;
            c->used = 0;
        }
    }
}

static void write_out(struct fix_file *f)
{
    g_string_truncate(f->text, 0);
    for (guint i = 0; i < f->pieces->len; i++) {
        const struct fix_piece *p = &g_array_index(f->pieces, struct fix_piece, i);
        g_string_append_len(f->text, (p->added ? f->added->str : f->old) + p->from, (gssize)p->len);
    }
}

static void edit_file(struct fix_file *f, GSequence *edits)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct fix_piece));
    struct cursor c = { 0, 0, 0 };
    for (GSequenceIter *i = g_sequence_get_begin_iter(edits); !g_sequence_iter_is_end(i); i = g_sequence_iter_next(i)) {
        const struct diag_edit *e = g_sequence_get(i);
        const struct fix_piece put = { f->added->len, strlen(e->text), true };
        walk(f->pieces, &c, e->range.start, out);
        walk(f->pieces, &c, e->range.end, NULL);
        g_string_append(f->added, e->text);
        if (put.len > 0)
            g_array_append_val(out, put);
    }
    walk(f->pieces, &c, f->text->len, out);
    f->before = f->pieces;
    f->pieces = out;
    write_out(f);
}

unsigned fix_session_take(struct fix_session *x, const struct diag *d)
{
    GHashTable *taken = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_sequence_free);
    x->last = 0;
    for (unsigned i = 0; i < diag_len(d); i++) {
        const struct diag_item *it = diag_get(d, i);
        if (wanted(x, it) && take_fix(x, taken, it->fix))
            x->last++;
    }
    for (guint i = 0; i < x->files->len; i++) {
        struct fix_file *f = g_ptr_array_index(x->files, i);
        GSequence *edits = g_hash_table_lookup(taken, f);
        g_clear_pointer(&f->before, g_array_unref);
        if (edits && g_sequence_get_length(edits) > 0)
            edit_file(f, edits);
    }
    g_hash_table_destroy(taken);
    x->count += x->last;
    return x->last;
}

void fix_session_undo(struct fix_session *x)
{
    for (guint i = 0; i < x->files->len; i++) {
        struct fix_file *f = g_ptr_array_index(x->files, i);
        if (!f->before)
            continue;
        g_array_free(f->pieces, TRUE);
        f->pieces = f->before;
        f->before = NULL;
        write_out(f);
    }
    x->count -= x->last;
    x->last = 0;
}

unsigned fix_session_count(const struct fix_session *x)
{
    return x->count;
}

void fix_session_overlay(const struct fix_session *x, struct xml_loader *loader)
{
    for (guint i = 0; i < x->files->len; i++) {
        const struct fix_file *f = g_ptr_array_index(x->files, i);
        xml_loader_overlay(loader, f->path, f->text->str, f->text->len);
    }
}

/* --- the end --- */

static bool is_changed(const struct fix_file *f)
{
    return f->text->len != f->old_len || memcmp(f->text->str, f->old, f->old_len) != 0;
}

bool fix_session_write(struct fix_session *x)
{
    bool ok = true;
    for (guint i = 0; i < x->files->len; i++) {
        struct fix_file *f = g_ptr_array_index(x->files, i);
        f->failed = is_changed(f) ? fix_write_file(f) : 0;
        ok &= f->failed == 0;
    }
    return ok;
}

bool fix_session_report(const struct fix_session *x, struct diag *d)
{
    bool ok = true;
    for (guint i = 0; i < x->refused->len; i++)
        diag_emit(d, DIAG_FIX_ENCODING, SRC_NOWHERE, (const char *)g_ptr_array_index(x->refused, i));
    for (guint i = 0; i < x->files->len; i++) {
        const struct fix_file *f = g_ptr_array_index(x->files, i);
        if (f->failed == FIX_CHANGED)
            diag_emit(d, DIAG_FIX_CHANGED, SRC_NOWHERE, f->path);
        else if (f->failed)
            diag_emit(d, DIAG_IO_WRITE, SRC_NOWHERE, f->path, g_strerror(f->failed));
        ok &= f->failed == 0;
    }
    return ok;
}

char *fix_session_diff(const struct fix_session *x)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < x->files->len; i++) {
        const struct fix_file *f = g_ptr_array_index(x->files, i);
        if (is_changed(f))
            fix_diff_file(f, out);
    }
    return g_string_free(out, FALSE);
}
