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

/* The row that each layer begins with. */
enum {
#define DIAG(id, code, severity, text) ROW_##id,
#define DIAG_LAYER(layer) FIRST_##layer, BEFORE_##layer = FIRST_##layer - 1,
#include "base/diag.def"
#undef DIAG
};

static const struct {
    enum diag_layer layer;
    int first;
    const char *name;
} layers[] = {
    { DIAG_LAYER_FILE, FIRST_FILE, "file" },
    { DIAG_LAYER_XML, FIRST_XML, "xml" },
    { DIAG_LAYER_SCHEMA, FIRST_SCHEMA, "schema" },
    { DIAG_LAYER_RULES, FIRST_RULES, "rules" },
    { DIAG_LAYER_PROFILE, FIRST_PROFILE, "profile" },
    { DIAG_LAYER_LANGUAGE, FIRST_LANGUAGE, "language" },
    { DIAG_LAYER_STYLESHEET, FIRST_STYLESHEET, "stylesheet" },
    { DIAG_LAYER_FONTS, FIRST_FONTS, "fonts" },
    { DIAG_LAYER_PICTURES, FIRST_PICTURES, "pictures" },
    { DIAG_LAYER_FO, FIRST_FO, "fo" },
    { DIAG_LAYER_LAYOUT, FIRST_LAYOUT, "layout" },
    { DIAG_LAYER_OUTPUT, FIRST_OUTPUT, "output" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(layers) == DIAG_LAYER_N);

/* One mistake repeated on every page must not fill the memory, whatever number of findings is asked for. */
#define MAX_ITEMS 10000u
#define MOST_ITEMS 1000000u

struct diag {
    GPtrArray *items;       /* of struct diag_item */
    GPtrArray *passed;      /* of struct diag_item: those that are passed over */
    GHashTable *seen;       /* keys of items */
    GStringChunk *strings;
    char **disabled;        /* codes, "begin*"; NULL: none */
    unsigned max, lost;     /* lost: found when there was no more room */
    bool strict, limit;
    diag_filter allows;     /* NULL: nobody is asked */
    void *user;
    unsigned count[DIAG_FATAL + 1];
};

static void drop_item(gpointer p)
{
    struct diag_item *it = p;
    if (it->related)
        g_array_free(it->related, TRUE);
    if (it->fix) {
        g_array_free(it->fix->edits, TRUE);
        g_free(it->fix);
    }
    g_free(it);
}

struct diag *diag_new(void)
{
    struct diag *d = g_new0(struct diag, 1);
    d->items = g_ptr_array_new_with_free_func(drop_item);
    d->passed = g_ptr_array_new_with_free_func(drop_item);
    d->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    d->strings = g_string_chunk_new(4096);
    d->max = DIAG_NO_MAX;
    return d;
}

void diag_drop(struct diag *d)
{
    if (!d)
        return;
    g_ptr_array_free(d->items, TRUE);
    g_ptr_array_free(d->passed, TRUE);
    g_hash_table_destroy(d->seen);
    g_string_chunk_free(d->strings);
    g_strfreev(d->disabled);
    g_free(d);
}

void diag_set_disabled(struct diag *d, const char *const *codes)
{
    g_strfreev(d->disabled);
    d->disabled = g_strdupv((char **)codes);
}

void diag_set_max(struct diag *d, unsigned max)
{
    d->max = max;
}

unsigned diag_wanted(const struct diag *d)
{
    return d->max == DIAG_NO_MAX ? MAX_ITEMS : MIN(d->max, MOST_ITEMS);
}

static bool is_disabled(const struct diag *d, enum diag_code id, enum diag_severity severity, const char *code)
{
    if (severity >= DIAG_ERROR && id != DIAG_RULE && diag_row_layer(id) != DIAG_LAYER_LANGUAGE)
        return false;
    for (char **c = d->disabled; c && *c; c++) {
        size_t n = strlen(*c);
        if (n > 0 && (*c)[n - 1] == '*' ? strncmp(*c, code, n - 1) == 0 : strcmp(*c, code) == 0)
            return true;
    }
    return false;
}

void diag_set_strict(struct diag *d, bool strict)
{
    d->strict = strict;
}

void diag_set_allowed(struct diag *d, diag_filter allows, void *user)
{
    d->allows = allows;
    d->user = user;
}

static bool is_allowed(const struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos,
                       const char *code, const char *message, const char **reason)
{
    const struct diag_item it = { .id = id, .layer = diag_row_layer(id), .severity = severity, .code = code,
                                  .message = message, .pos = pos, .end = pos.offset };
    *reason = NULL;
    return d->allows && d->allows(d->user, &it, reason);
}

static enum diag_severity effective(const struct diag *d, enum diag_severity s)
{
    if (s == DIAG_RECOVERED)
        return d->strict ? DIAG_ERROR : DIAG_WARNING;
    return s;
}

/* Is there one like it already? If not, there is now. */
static bool is_seen(struct diag *d, struct src_pos pos, const char *code, const char *message)
{
    char *key = g_strdup_printf("%s\n%u\n%s\n%s", pos.file ? src_file_name(pos.file) : "", pos.offset, code,
                                message);
    return !g_hash_table_add(d->seen, key);
}

struct diag_item *diag_emit_text(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos,
                                 const char *code, const char *message)
{
    severity = effective(d, severity);
    const char *reason;
    bool allowed = is_allowed(d, id, severity, pos, code, message, &reason);
    if (d->disabled && is_disabled(d, id, severity, code))
        return NULL;
    if (!allowed) {
        d->limit |= severity == DIAG_FATAL;
        if (d->items->len >= MAX(diag_wanted(d), MAX_ITEMS)) {
            d->count[severity]++;
            d->lost++;
            return NULL;
        }
    }
    if ((allowed && d->passed->len >= MAX_ITEMS) || is_seen(d, pos, code, message))
        return NULL;
    struct diag_item *it = g_new0(struct diag_item, 1);
    it->id = id;
    it->layer = diag_row_layer(id);
    it->severity = severity;
    it->code = g_string_chunk_insert_const(d->strings, code);
    it->message = g_string_chunk_insert(d->strings, message);
    it->pos = pos;
    it->end = src_range_at(pos).end;
    it->pass = allowed ? DIAG_ALLOWED : DIAG_SHOWN;
    it->reason = reason ? g_string_chunk_insert_const(d->strings, reason) : NULL;
    d->count[severity] += !allowed;
    g_ptr_array_add(allowed ? d->passed : d->items, it);
    return it;
}

static struct diag_item *emit_row(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos,
                                  va_list ap)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    char *message = g_strdup_vprintf(_(rows[id].text), ap);
#pragma GCC diagnostic pop
    struct diag_item *it = diag_emit_text(d, id, severity, pos, rows[id].code, message);
    g_free(message);
    return it;
}

struct diag_item *diag_emit(struct diag *d, enum diag_code id, struct src_pos pos, ...)
{
    va_list ap;
    va_start(ap, pos);
    struct diag_item *it = emit_row(d, id, rows[id].severity, pos, ap);
    va_end(ap);
    return it;
}

struct diag_item *diag_emit_va(struct diag *d, enum diag_code id, struct src_pos pos, va_list ap)
{
    return emit_row(d, id, rows[id].severity, pos, ap);
}

struct diag_item *diag_emit_as(struct diag *d, enum diag_code id, enum diag_severity severity, struct src_pos pos, ...)
{
    va_list ap;
    va_start(ap, pos);
    struct diag_item *it = emit_row(d, id, severity, pos, ap);
    va_end(ap);
    return it;
}

void diag_add_layer(struct diag_item *it, enum diag_layer layer)
{
    if (it)
        it->layer = layer;
}

void diag_add_end(struct diag_item *it, uint32_t end)
{
    if (it)
        it->end = MAX(end, it->pos.offset);
}

void diag_add_expected(struct diag *d, struct diag_item *it, const char *expected)
{
    if (it)
        it->expected = g_string_chunk_insert(d->strings, expected);
}

void diag_add_related(struct diag *d, struct diag_item *it, struct src_range range, const char *message)
{
    if (!it)
        return;
    if (!it->related)
        it->related = g_array_new(FALSE, FALSE, sizeof(struct diag_related));
    const struct diag_related r = { range, g_string_chunk_insert(d->strings, message) };
    g_array_append_val(it->related, r);
}

void diag_add_fix(struct diag *d, struct diag_item *it, const char *title, bool safe)
{
    if (!it)
        return;
    g_assert(!it->fix);
    it->fix = g_new(struct diag_fix, 1);
    *it->fix = (struct diag_fix){ g_string_chunk_insert(d->strings, title), safe,
                                  g_array_new(FALSE, FALSE, sizeof(struct diag_edit)) };
}

void diag_add_edit(struct diag *d, struct diag_item *it, struct src_range range, const char *text)
{
    if (!it)
        return;
    const struct diag_edit e = { range, g_string_chunk_insert_const(d->strings, text) };
    g_array_append_val(it->fix->edits, e);
}

const char *diag_row_code(enum diag_code id)
{
    return rows[id].code;
}

enum diag_severity diag_row_severity(enum diag_code id)
{
    return rows[id].severity;
}

enum diag_layer diag_row_layer(enum diag_code id)
{
    unsigned i = G_N_ELEMENTS(layers) - 1;
    while ((int)id < layers[i].first)
        i--;
    return layers[i].layer;
}

const char *diag_layer_name(enum diag_layer layer)
{
    return layers[layer].name;
}

enum diag_layer diag_layer_find(const char *name)
{
    unsigned i = 0;
    while (i < DIAG_LAYER_N && strcmp(layers[i].name, name) != 0)
        i++;
    return i;
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

void diag_pass_known(struct diag *d, diag_filter knows, void *user)
{
    guint kept = 0;
    for (guint i = 0; i < d->items->len; i++) {
        struct diag_item *it = g_ptr_array_index(d->items, i);
        d->items->pdata[i] = NULL;
        if (knows(user, it, &it->reason)) {
            d->count[it->severity]--;
            it->pass = DIAG_KNOWN;
            g_ptr_array_add(d->passed, it);
        } else {
            d->items->pdata[kept++] = it;
        }
    }
    g_ptr_array_set_free_func(d->items, NULL);
    g_ptr_array_set_size(d->items, (gint)kept);
    g_ptr_array_set_free_func(d->items, drop_item);
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

unsigned diag_passed_len(const struct diag *d)
{
    return d->passed->len;
}

const struct diag_item *diag_passed_get(const struct diag *d, unsigned i)
{
    return g_ptr_array_index(d->passed, i);
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
    g_ptr_array_sort(d->passed, compare_items);
}

/* The gravest `max` of the sorted findings, the first of those that are equally grave. */
static void cut(struct diag *d)
{
    unsigned kept[DIAG_FATAL + 1] = { 0 }, left = d->max;
    GPtrArray *items = g_ptr_array_new_with_free_func(drop_item);
    for (guint i = 0; i < d->items->len; i++)
        kept[((const struct diag_item *)d->items->pdata[i])->severity]++;
    for (unsigned s = DIAG_FATAL + 1; s-- > 0; left -= kept[s])
        kept[s] = MIN(kept[s], left);
    for (guint i = 0; i < d->items->len; i++) {
        struct diag_item *it = d->items->pdata[i];
        if (kept[it->severity] > 0) {
            kept[it->severity]--;
            g_ptr_array_add(items, it);
        } else {
            drop_item(it);
            d->lost++;
        }
    }
    g_ptr_array_set_free_func(d->items, NULL);
    g_ptr_array_free(d->items, TRUE);
    d->items = items;
}

void diag_finish(struct diag *d)
{
    diag_sort(d);
    if (d->items->len > d->max)
        cut(d);
    if (d->passed->len > d->max)
        g_ptr_array_set_size(d->passed, (gint)d->max);
    if (d->lost == 0)
        return;
    const unsigned lost = d->lost;
    d->lost = 0;
    d->max = MOST_ITEMS;        /* room for the line that says so */
    diag_emit(d, DIAG_MORE, SRC_NOWHERE, lost);
}
