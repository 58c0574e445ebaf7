/* SPDX-License-Identifier: MIT */
/* Findings as LSP tells them: textDocument/publishDiagnostics, and their fixes as code actions. */
#include "lsp/server_priv.h"

#include "base/i18n.h"
#include "lsp/json.h"

#include <string.h>

/* --- places --- */

/* The texts of a check's files, so that positions can be told: open ones are there, others are made. */
struct places {
    struct server *server;
    struct document *doc;
    GHashTable *made;           /* struct src_file: struct text */
};

static void drop_text(gpointer p)
{
    text_drop(p);
}

static struct places places_of(struct server *s, struct document *d)
{
    return (struct places){ s, d, g_hash_table_new_full(NULL, NULL, NULL, drop_text) };
}

static struct document *open_at(const struct places *p, const char *path)
{
    GHashTableIter it;
    gpointer doc;
    if (strcmp(path, p->doc->path) == 0)
        return p->doc;
    g_hash_table_iter_init(&it, p->server->documents);
    while (g_hash_table_iter_next(&it, NULL, &doc))
        if (strcmp(((struct document *)doc)->path, path) == 0)
            return doc;
    return NULL;
}

/* g_free it; a finding without a file is the document's. */
static char *uri_of(const struct places *p, const struct src_file *file)
{
    char *path = file ? g_canonicalize_filename(src_file_name(file), NULL) : NULL;
    const struct document *open = !file || strcmp(src_file_name(file), p->doc->path) == 0 ? p->doc : open_at(p, path);
    char *uri = open ? g_strdup(open->uri) : g_filename_to_uri(path, NULL, NULL);
    g_free(path);
    return uri ? uri : g_strdup(p->doc->uri);
}

static JsonObject *range_of(struct places *p, struct src_range r)
{
    if (!r.file)
        return text_range(p->doc->text, 0, 0);
    if (strcmp(src_file_name(r.file), p->doc->path) == 0)
        return text_range(p->doc->text, r.start, r.end);
    struct text *t = g_hash_table_lookup(p->made, r.file);
    if (!t) {
        t = text_new(src_file_text(r.file), p->server->units);
        g_hash_table_insert(p->made, (gpointer)r.file, t);
    }
    return text_range(t, r.start, r.end);
}

static struct src_range item_range(const struct diag_item *it)
{
    return (struct src_range){ it->pos.file, it->pos.offset, it->end };
}

/* --- findings --- */

/* LSP 3.17, DiagnosticSeverity. */
static int severity_of(enum diag_severity s)
{
    switch (s) {
    case DIAG_INFO:
        return 3;
    case DIAG_RECOVERED:
    case DIAG_WARNING:
        return 2;
    default:
        return 1;
    }
}

static JsonObject *diagnostic_of(struct places *p, const struct diag_item *it)
{
    JsonObject *o = json_object_new();
    json_object_set_object_member(o, "range", range_of(p, item_range(it)));
    json_object_set_int_member(o, "severity", severity_of(it->severity));
    json_object_set_string_member(o, "code", it->code);
    json_object_set_string_member(o, "source", "sapchu");
    json_object_set_string_member(o, "message", it->message);
    if (!it->related)
        return o;
    JsonArray *related = json_array_new();
    for (guint i = 0; i < it->related->len; i++) {
        const struct diag_related *r = &g_array_index(it->related, struct diag_related, i);
        JsonObject *one = json_object_new(), *location = json_object_new();
        char *uri = uri_of(p, r->range.file);
        json_object_set_string_member(location, "uri", uri);
        json_object_set_object_member(location, "range", range_of(p, r->range));
        json_object_set_object_member(one, "location", location);
        json_object_set_string_member(one, "message", r->message);
        json_array_add_object_element(related, one);
        g_free(uri);
    }
    json_object_set_array_member(o, "relatedInformation", related);
    return o;
}

static void publish(struct server *s, const char *uri, const struct document *versioned, JsonArray *diagnostics)
{
    JsonObject *o = json_object_new();
    json_object_set_string_member(o, "uri", uri);
    if (versioned)
        json_object_set_int_member(o, "version", versioned->version);
    json_object_set_array_member(o, "diagnostics", diagnostics);
    JsonNode *n = json_node_init_object(json_node_alloc(), o);
    json_object_unref(o);
    s->gone |= !rpc_notify(s->rpc, "textDocument/publishDiagnostics", n);
}

/* Files that had findings before this check, and have none any more. */
static void publish_none(struct server *s, const struct document *d, GHashTable *now)
{
    GHashTableIter it;
    gpointer uri;
    g_hash_table_iter_init(&it, d->published);
    while (g_hash_table_iter_next(&it, &uri, NULL))
        if (!now || !g_hash_table_contains(now, uri))
            publish(s, uri, NULL, json_array_new());
}

static void publish_all(struct server *s, struct document *d)
{
    struct places p = places_of(s, d);
    GHashTable *now = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_array_unref);
    const struct diag *diag = pipeline_diag(d->job);
    g_hash_table_insert(now, g_strdup(d->uri), json_array_new());
    for (unsigned i = 0; i < diag_len(diag); i++) {
        const struct diag_item *it = diag_get(diag, i);
        char *uri = uri_of(&p, it->pos.file);
        JsonArray *list = g_hash_table_lookup(now, uri);
        if (!list) {
            list = json_array_new();
            g_hash_table_insert(now, g_strdup(uri), list);
        }
        json_array_add_object_element(list, diagnostic_of(&p, it));
        g_free(uri);
    }
    publish_none(s, d, now);
    g_hash_table_remove_all(d->published);
    GHashTableIter it;
    gpointer uri, list;
    g_hash_table_iter_init(&it, now);
    while (g_hash_table_iter_next(&it, &uri, &list)) {
        publish(s, uri, strcmp(uri, d->uri) == 0 ? d : NULL, json_array_ref(list));
        g_hash_table_add(d->published, g_strdup(uri));
    }
    g_hash_table_destroy(now);
    g_hash_table_destroy(p.made);
}

void check_document(struct server *s, struct document *d)
{
    GHashTableIter it;
    gpointer other;
    pipeline_drop(d->job);
    d->job = pipeline_new(s->options);
    g_hash_table_iter_init(&it, s->documents);
    while (g_hash_table_iter_next(&it, NULL, &other)) {
        const struct document *o = other;
        size_t len;
        const char *text = text_content(o->text, &len);
        pipeline_overlay(d->job, o->path, text, len);
    }
    if (d->is_report)
        pipeline_validate(d->job, d->path);
    else
        pipeline_lint(d->job, d->path);
    diag_finish(pipeline_diag(d->job));
    d->dirty = false;
    publish_all(s, d);
}

void check_forget(struct server *s, struct document *d)
{
    publish_none(s, d, NULL);
    g_hash_table_remove_all(d->published);
}

/* --- fixes --- */

static void add_edits(struct places *p, JsonObject *changes, const struct diag_fix *fix)
{
    for (guint i = 0; i < fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(fix->edits, struct diag_edit, i);
        char *uri = uri_of(p, e->range.file);
        JsonArray *list = json_get_array(changes, uri);
        JsonObject *edit = json_object_new();
        if (!list) {
            list = json_array_new();
            json_object_set_array_member(changes, uri, list);
        }
        json_object_set_object_member(edit, "range", range_of(p, e->range));
        json_object_set_string_member(edit, "newText", e->text);
        json_array_add_object_element(list, edit);
        g_free(uri);
    }
}

static JsonObject *action(const char *title, const char *kind, JsonObject *changes)
{
    JsonObject *o = json_object_new(), *edit = json_object_new();
    json_object_set_string_member(o, "title", title);
    json_object_set_string_member(o, "kind", kind);
    json_object_set_object_member(edit, "changes", changes);
    json_object_set_object_member(o, "edit", edit);
    return o;
}

/* The client wants only some kinds: "quickfix", "source.fixAll" or one that stands above it. */
static bool wanted(JsonObject *context, const char *kind)
{
    JsonArray *only = json_get_array(context, "only");
    for (guint i = 0; only && i < json_array_get_length(only); i++) {
        JsonNode *n = json_array_get_element(only, i);
        const char *want = json_node_get_value_type(n) == G_TYPE_STRING ? json_node_get_string(n) : "";
        size_t len = strlen(want);
        if (strncmp(kind, want, len) == 0 && (kind[len] == '\0' || kind[len] == '.'))
            return true;
    }
    return !only;
}

/* Do a fix's edits stay clear of those taken already? They are kept in the order of the findings, so by their ends. */
static bool clear_of(const struct diag_fix *fix, GHashTable *ends)
{
    for (guint i = 0; i < fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(fix->edits, struct diag_edit, i);
        if (e->range.start < GPOINTER_TO_UINT(g_hash_table_lookup(ends, e->range.file)))
            return false;
    }
    return true;
}

static void take(const struct diag_fix *fix, GHashTable *ends)
{
    for (guint i = 0; i < fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(fix->edits, struct diag_edit, i);
        guint end = MAX(e->range.end, GPOINTER_TO_UINT(g_hash_table_lookup(ends, e->range.file)));
        g_hash_table_insert(ends, (gpointer)e->range.file, GUINT_TO_POINTER(end));
    }
}

/* All safe fixes in one action, if there are any. */
static void add_fix_all(struct places *p, JsonArray *actions)
{
    const struct diag *diag = pipeline_diag(p->doc->job);
    GHashTable *ends = g_hash_table_new(NULL, NULL);
    JsonObject *changes = json_object_new();
    unsigned n = 0;
    for (unsigned i = 0; i < diag_len(diag); i++) {
        const struct diag_fix *fix = diag_get(diag, i)->fix;
        if (!fix || !fix->safe || !clear_of(fix, ends))
            continue;
        take(fix, ends);
        add_edits(p, changes, fix);
        n++;
    }
    g_hash_table_destroy(ends);
    if (n)
        json_array_add_object_element(actions, action(_("Mend all that can be mended safely"), "source.fixAll.sapchu",
                                                      changes));
    else
        json_object_unref(changes);
}

JsonNode *check_actions(struct server *s, struct document *d, JsonObject *params)
{
    struct places p = places_of(s, d);
    JsonArray *actions = json_array_new();
    JsonObject *range = json_get_object(params, "range"), *context = json_get_object(params, "context");
    JsonObject *from = json_get_object(range, "start"), *to = json_get_object(range, "end");
    size_t start = from ? text_offset(d->text, from) : 0, end = to ? text_offset(d->text, to) : start;
    const struct diag *diag = pipeline_diag(d->job);
    for (unsigned i = 0; i < diag_len(diag) && wanted(context, "quickfix"); i++) {
        const struct diag_item *it = diag_get(diag, i);
        if (!it->fix || !it->pos.file || strcmp(src_file_name(it->pos.file), d->path) != 0 || it->pos.offset > end ||
            it->end < start)
            continue;
        JsonObject *changes = json_object_new();
        add_edits(&p, changes, it->fix);
        JsonObject *a = action(it->fix->title, "quickfix", changes);
        JsonArray *mended = json_array_new();
        json_array_add_object_element(mended, diagnostic_of(&p, it));
        json_object_set_array_member(a, "diagnostics", mended);
        json_object_set_boolean_member(a, "isPreferred", it->fix->safe);
        json_array_add_object_element(actions, a);
    }
    if (wanted(context, "source.fixAll.sapchu"))
        add_fix_all(&p, actions);
    g_hash_table_destroy(p.made);
    JsonNode *answer = json_node_init_array(json_node_alloc(), actions);
    json_array_unref(actions);
    return answer;
}
