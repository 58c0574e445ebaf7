/* SPDX-License-Identifier: MIT */
/* Reading, matching and writing of baselines. */
#include "findings/baseline.h"

#include "base/access.h"
#include "findings/outline.h"
#include "findings/suppress.h"

#include <errno.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BYTES ((size_t)64 << 20)
enum { MAX_DEPTH = 8, REACH = 100, HASH_LEN = 16 };

/* Findings that cannot be told apart. */
struct entry {
    char *report, *file;        /* relative to the baseline's folder */
    char *path, *code, *text;
    unsigned count;
};

static void drop_entry(gpointer p)
{
    struct entry *e = p;
    g_free(e->report);
    g_free(e->file);
    g_free(e->path);
    g_free(e->code);
    g_free(e->text);
    g_free(e);
}

static void drop_outline(gpointer p)
{
    outline_drop(p);
}

/* --- what a finding is known by --- */

/* `file` from the folder of `base`; "-" is itself. */
static char *relative(const char *file, const char *base)
{
    if (strcmp(file, "-") == 0)
        return g_strdup(file);
    char *full = g_canonicalize_filename(file, NULL), *from = g_canonicalize_filename(base, NULL);
    size_t same = 0;            /* behind the last '/' that both have */
    for (size_t i = 0; full[i] && full[i] == from[i]; i++)
        if (full[i] == '/')
            same = i + 1;
    GString *s = g_string_new(NULL);
    for (const char *c = from + same; (c = strchr(c, '/')); c++)
        g_string_append(s, "../");
    g_string_append(s, full + same);
    g_free(full);
    g_free(from);
    return g_string_free(s, FALSE);
}

/* "/report/agenda/item": names alone, since elements that are put in before would change numbers. */
static char *path_of(const char *text, const struct outline *o, uint32_t element)
{
    GPtrArray *steps = g_ptr_array_new();
    GString *s = g_string_new(NULL);
    for (uint32_t e = element; e != OUTLINE_NONE; e = outline_get(o, e)->parent)
        g_ptr_array_add(steps, (gpointer)outline_get(o, e));
    for (guint i = steps->len; i-- > 0;) {
        const struct outline_element *e = g_ptr_array_index(steps, i);
        g_string_append_c(s, '/');
        g_string_append_len(s, text + e->name, e->name_len);
    }
    g_ptr_array_free(steps, TRUE);
    return g_string_free(s, FALSE);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text around a place, within the element, without white space. */
static void add_text(GChecksum *sum, const char *text, size_t from, size_t at, size_t to)
{
    char buf[2 * REACH];
    size_t n = REACH, m = REACH;
    for (size_t i = at; i > from && n > 0; i--)
        if (!is_space(text[i - 1]))
            buf[--n] = text[i - 1];
    for (size_t i = at; i < to && m < 2 * REACH; i++)
        if (!is_space(text[i]))
            buf[m++] = text[i];
    g_checksum_update(sum, (const guchar *)buf + n, (gssize)(REACH - n));
    g_checksum_update(sum, (const guchar *)"|", 1);
    g_checksum_update(sum, (const guchar *)buf + REACH, (gssize)(m - REACH));
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The numbers of a message in an order of their own: each language has them in another. */
static void add_numbers(GChecksum *sum, const char *message)
{
    GPtrArray *numbers = g_ptr_array_new_with_free_func(g_free);
    for (const char *s = message; *s;) {
        size_t n = strspn(s, "0123456789");
        if (n > 0)
            g_ptr_array_add(numbers, g_strndup(s, n));
        s += n > 0 ? n : 1;
    }
    g_ptr_array_sort(numbers, by_name);
    for (guint i = 0; i < numbers->len; i++) {
        const char *s = g_ptr_array_index(numbers, i);
        g_checksum_update(sum, (const guchar *)" ", 1);
        g_checksum_update(sum, (const guchar *)s, (gssize)strlen(s));
    }
    g_ptr_array_free(numbers, TRUE);
}

static struct entry *entry_of(const struct diag_item *it, const char *report, const char *base, GHashTable *outlines)
{
    const struct src_file *f = it->pos.file;
    struct entry *e = g_new0(struct entry, 1);
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    e->report = relative(report, base);
    e->file = relative(f ? src_file_name(f) : report, base);
    e->code = g_strdup(it->code);
    e->count = 1;
    if (f) {
        struct outline *o = g_hash_table_lookup(outlines, f);
        if (!o) {
            o = outline_new(f);
            g_hash_table_insert(outlines, (gpointer)f, o);
        }
        uint32_t at = outline_at(o, it->pos.offset);
        const struct outline_element *in = at == OUTLINE_NONE ? NULL : outline_get(o, at);
        e->path = path_of(src_file_text(f), o, at);
        add_text(sum, src_file_text(f), in ? in->start : 0, MIN(it->pos.offset, src_file_len(f)),
                 in ? in->end : src_file_len(f));
    } else {
        e->path = g_strdup("");
    }
    add_numbers(sum, it->message);
    e->text = g_strndup(g_checksum_get_string(sum), HASH_LEN);
    g_checksum_free(sum);
    return e;
}

static char *key_of(const struct entry *e)
{
    return g_strjoin("\n", e->report, e->file, e->path, e->code, e->text, NULL);
}

/* The entry that is the same as `e`, which is taken; NULL: it is the first and stands in the table now. */
static struct entry *put(GHashTable *table, struct entry *e)
{
    char *key = key_of(e);
    struct entry *old = g_hash_table_lookup(table, key);
    if (old) {
        old->count += e->count;
        drop_entry(e);
        g_free(key);
    } else {
        g_hash_table_insert(table, key, e);
    }
    return old;
}

static GHashTable *new_table(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, drop_entry);
}

/* --- the file --- */

/* A parser that calls itself for each level must not get what is nested without end. */
static bool is_shallow(const char *s)
{
    unsigned depth = 0;
    for (bool quoted = false; *s; s++) {
        if (*s == '\\' && s[1])
            s++;
        else if (*s == '"')
            quoted = !quoted;
        else if (!quoted && (*s == '[' || *s == '{') && ++depth > MAX_DEPTH)
            return false;
        else if (!quoted && (*s == ']' || *s == '}') && depth > 0)
            depth--;
    }
    return true;
}

static char *string_of(JsonObject *o, const char *name)
{
    JsonNode *n = json_object_get_member(o, name);
    return g_strdup(n && json_node_get_value_type(n) == G_TYPE_STRING ? json_node_get_string(n) : "");
}

static bool read_entries(JsonNode *root, GHashTable *table)
{
    JsonObject *o = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
    JsonNode *list = o ? json_object_get_member(o, "findings") : NULL;
    if (!list || !JSON_NODE_HOLDS_ARRAY(list))
        return false;
    JsonArray *a = json_node_get_array(list);
    for (guint i = 0; i < json_array_get_length(a); i++) {
        JsonNode *n = json_array_get_element(a, i);
        if (!JSON_NODE_HOLDS_OBJECT(n))
            return false;
        JsonObject *f = json_node_get_object(n);
        JsonNode *count = json_object_get_member(f, "count");
        struct entry *e = g_new0(struct entry, 1);
        e->report = string_of(f, "report");
        e->file = string_of(f, "file");
        e->path = string_of(f, "path");
        e->code = string_of(f, "code");
        e->text = string_of(f, "text");
        gint64 c = count && json_node_get_value_type(count) == G_TYPE_INT64 ? json_node_get_int(count) : 1;
        e->count = (unsigned)CLAMP(c, 0, 1000000);
        put(table, e);
    }
    return true;
}

/* NULL: diagnosed. `missing`: a file that there is not is an empty one. */
static GHashTable *read_file(const char *path, bool missing, struct diag *d)
{
    char *data = NULL;
    size_t len = 0;
    GHashTable *table = new_table();
    enum access_result r = access_read(NULL, path, MAX_BYTES, &data, &len);
    if (r == ACCESS_FAILED && missing && errno == ENOENT)
        return table;
    bool ok = false;
    if (r == ACCESS_FAILED) {
        diag_emit(d, DIAG_IO_READ, SRC_NOWHERE, path, g_strerror(errno));
    } else {
        JsonParser *p = json_parser_new();
        ok = r == ACCESS_OK && g_utf8_validate_len(data, len, NULL) && is_shallow(data) &&
             json_parser_load_from_data(p, data, (gssize)len, NULL) && read_entries(json_parser_get_root(p), table);
        if (!ok)
            diag_emit(d, DIAG_BASELINE_BROKEN, SRC_NOWHERE, path);
        g_object_unref(p);
    }
    g_free(data);
    if (!ok)
        g_clear_pointer(&table, g_hash_table_destroy);
    return table;
}

static void add_member(JsonBuilder *b, const char *name, const char *value)
{
    json_builder_set_member_name(b, name);
    json_builder_add_string_value(b, value);
}

static char *json_of(GHashTable *table)
{
    GList *keys = g_list_sort(g_hash_table_get_keys(table), (GCompareFunc)strcmp);
    JsonBuilder *b = json_builder_new();
    json_builder_begin_object(b);
    json_builder_set_member_name(b, "version");
    json_builder_add_int_value(b, 1);
    json_builder_set_member_name(b, "findings");
    json_builder_begin_array(b);
    for (GList *k = keys; k; k = k->next) {
        const struct entry *e = g_hash_table_lookup(table, k->data);
        json_builder_begin_object(b);
        add_member(b, "report", e->report);
        add_member(b, "file", e->file);
        add_member(b, "path", e->path);
        add_member(b, "code", e->code);
        add_member(b, "text", e->text);
        json_builder_set_member_name(b, "count");
        json_builder_add_int_value(b, e->count);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
    json_builder_end_object(b);
    JsonNode *root = json_builder_get_root(b);
    JsonGenerator *g = json_generator_new();
    json_generator_set_pretty(g, TRUE);
    json_generator_set_root(g, root);
    char *json = json_generator_to_data(g, NULL), *text = g_strconcat(json, "\n", NULL);
    g_free(json);
    g_object_unref(g);
    json_node_unref(root);
    g_object_unref(b);
    g_list_free(keys);
    return text;
}

/* --- the two jobs --- */

/* Matches findings one by one, or collects them. */
struct match {
    GHashTable *table, *outlines;
    const char *report, *base;
    bool collect;
};

static bool is_known(void *user, const struct diag_item *it, const char **reason)
{
    (void)reason;
    struct match *m = user;
    if (!suppress_may(it->id, it->severity))
        return false;
    struct entry *e = entry_of(it, m->report, m->base, m->outlines);
    if (m->collect) {
        put(m->table, e);
        return true;
    }
    char *key = key_of(e);
    struct entry *known = g_hash_table_lookup(m->table, key);
    bool found = known && known->count > 0;
    if (found)
        known->count--;
    g_free(key);
    drop_entry(e);
    return found;
}

static void run(struct match *m, struct diag *d)
{
    m->outlines = g_hash_table_new_full(NULL, NULL, NULL, drop_outline);
    diag_sort(d);
    diag_pass_known(d, is_known, m);
    g_hash_table_destroy(m->outlines);
}

bool baseline_apply(const char *path, const char *report, struct diag *d)
{
    struct match m = { .table = read_file(path, false, d), .report = report, .base = path };
    if (!m.table)
        return false;
    run(&m, d);
    char *own = relative(report, path);
    GHashTableIter i;
    gpointer value;
    unsigned gone = 0;
    g_hash_table_iter_init(&i, m.table);
    while (g_hash_table_iter_next(&i, NULL, &value)) {
        const struct entry *e = value;
        gone += strcmp(e->report, own) == 0 ? e->count : 0;
    }
    if (gone > 0)
        diag_emit(d, DIAG_BASELINE_STALE, SRC_NOWHERE, gone, path);
    g_free(own);
    g_hash_table_destroy(m.table);
    return true;
}

static gboolean is_of(gpointer key, gpointer value, gpointer report)
{
    (void)key;
    return strcmp(((const struct entry *)value)->report, report) == 0;
}

bool baseline_write(const char *path, const char *report, struct diag *d)
{
    struct match m = { .table = read_file(path, true, d), .report = report, .base = path, .collect = true };
    if (!m.table)
        return false;
    char *own = relative(report, path);
    g_hash_table_foreach_remove(m.table, is_of, own);
    run(&m, d);
    char *json = json_of(m.table), *target = realpath(path, NULL);
    GError *error = NULL;
    bool ok = g_file_set_contents_full(target ? target : path, json, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error);
    if (!ok)
        diag_emit(d, DIAG_IO_WRITE, SRC_NOWHERE, path, error->message);
    g_clear_error(&error);
    free(target);
    g_free(json);
    g_free(own);
    g_hash_table_destroy(m.table);
    return ok;
}
