/* SPDX-License-Identifier: MIT */
/* Messages of a client: the table of methods, the documents that are open, and when they are checked. */
#include "lsp/server.h"

#include "base/i18n.h"
#include "lsp/json.h"
#include "lsp/server_priv.h"
#include "sapchu.h"

#include <string.h>

/* A document is checked when nothing has come for so long: one that is being typed changes all the time. */
enum { QUIET_MS = 120 };

static void drop_document(gpointer p)
{
    struct document *d = p;
    g_hash_table_destroy(d->published);
    pipeline_drop(d->job);
    text_drop(d->text);
    g_free(d->uri);
    g_free(d->path);
    g_free(d);
}

/* The document that params.textDocument names; NULL: it is not open. */
static struct document *document_of(struct server *s, JsonObject *params)
{
    const char *uri = json_get_string(json_get_object(params, "textDocument"), "uri");
    return uri ? g_hash_table_lookup(s->documents, uri) : NULL;
}

/* The same, checked since its last change. */
static struct document *checked_document(struct server *s, JsonObject *params)
{
    struct document *d = document_of(s, params);
    if (d && (d->dirty || !d->job))
        check_document(s, d);
    return d;
}

static void check_dirty(struct server *s)
{
    GHashTableIter it;
    gpointer d;
    g_hash_table_iter_init(&it, s->documents);
    while (g_hash_table_iter_next(&it, NULL, &d))
        if (((struct document *)d)->dirty)
            check_document(s, d);
}

static bool any_dirty(struct server *s)
{
    GHashTableIter it;
    gpointer d;
    g_hash_table_iter_init(&it, s->documents);
    while (g_hash_table_iter_next(&it, NULL, &d))
        if (((struct document *)d)->dirty)
            return true;
    return false;
}

static bool reads(const struct document *d, const char *path)
{
    const char *read;
    for (unsigned i = 0; d->job && (read = xml_loader_path(pipeline_loader(d->job), i)) != NULL; i++) {
        char *real = g_canonicalize_filename(read, NULL);
        bool same = strcmp(real, path) == 0;
        g_free(real);
        if (same)
            return true;
    }
    return false;
}

/* The file at `path` holds something else: the document itself, and those that included it, are checked again. */
static void mark(struct server *s, const char *path)
{
    GHashTableIter it;
    gpointer p;
    char *real = g_canonicalize_filename(path, NULL);
    g_hash_table_iter_init(&it, s->documents);
    while (g_hash_table_iter_next(&it, NULL, &p)) {
        struct document *d = p;
        d->dirty |= strcmp(d->path, path) == 0 || reads(d, real);
    }
    g_free(real);
}

/* --- requests --- */

static bool offers(JsonObject *o, const char *name, const char *value)
{
    JsonArray *a = json_get_array(o, name);
    for (guint i = 0; a && i < json_array_get_length(a); i++) {
        JsonNode *n = json_array_get_element(a, i);
        if (json_node_get_value_type(n) == G_TYPE_STRING && strcmp(json_node_get_string(n), value) == 0)
            return true;
    }
    return false;
}

static const char capabilities[] =
    "{\"capabilities\": {"
    "  \"positionEncoding\": \"%s\","
    "  \"textDocumentSync\": {\"openClose\": true, \"change\": 2, \"save\": true},"
    "  \"completionProvider\": {\"triggerCharacters\": [\"<\", \"/\", \" \", \"\\\"\"]},"
    "  \"hoverProvider\": true,"
    "  \"codeActionProvider\": {\"codeActionKinds\": [\"quickfix\", \"source.fixAll.sapchu\"]}},"
    " \"serverInfo\": {\"name\": \"sapchu\", \"version\": \"%s\"}}";

static JsonNode *initialize(struct server *s, JsonObject *params)
{
    JsonObject *client = json_get_object(params, "capabilities");
    JsonObject *item = json_get_object(json_get_object(json_get_object(client, "textDocument"), "completion"),
                                       "completionItem");
    JsonNode *snippets = item ? json_object_get_member(item, "snippetSupport") : NULL;
    s->snippets = snippets && json_node_get_value_type(snippets) == G_TYPE_BOOLEAN && json_node_get_boolean(snippets);
    s->units = offers(json_get_object(client, "general"), "positionEncodings", "utf-8") ? TEXT_UTF8 : TEXT_UTF16;
    s->initialized = true;
    char *text = g_strdup_printf(capabilities, s->units == TEXT_UTF8 ? "utf-8" : "utf-16", sapchu_version());
    JsonNode *answer = json_from_string(text, NULL);
    g_free(text);
    return answer;
}

static JsonNode *shutdown(struct server *s, JsonObject *params)
{
    (void)params;
    s->shut_down = true;
    return json_node_new(JSON_NODE_NULL);
}

/* The place that TextDocumentPositionParams name. */
static size_t offset_of(const struct document *d, JsonObject *params)
{
    JsonObject *position = json_get_object(params, "position");
    return position ? text_offset(d->text, position) : 0;
}

static JsonNode *hover(struct server *s, JsonObject *params)
{
    struct document *d = document_of(s, params);
    return d ? hover_at(s, d, offset_of(d, params)) : NULL;
}

static JsonNode *completion(struct server *s, JsonObject *params)
{
    struct document *d = document_of(s, params);
    return d ? complete_at(s, d, offset_of(d, params)) : NULL;
}

static JsonNode *code_action(struct server *s, JsonObject *params)
{
    struct document *d = checked_document(s, params);
    return d ? check_actions(s, d, params) : NULL;
}

/* --- notifications --- */

static JsonNode *did_open(struct server *s, JsonObject *params)
{
    JsonObject *item = json_get_object(params, "textDocument");
    const char *uri = json_get_string(item, "uri"), *text = json_get_string(item, "text");
    if (!uri || !text)
        return NULL;
    struct document *d = g_new0(struct document, 1);
    char *path = g_filename_from_uri(uri, NULL, NULL);
    d->uri = g_strdup(uri);
    d->path = path ? path : g_path_get_basename(uri);
    d->version = json_get_int(item, "version", 0);
    d->is_report = g_strcmp0(json_get_string(item, "languageId"), "xml") == 0 || g_str_has_suffix(d->path, ".xml");
    d->text = text_new(text, s->units);
    d->published = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_replace(s->documents, d->uri, d);
    mark(s, d->path);
    return NULL;
}

static JsonNode *did_change(struct server *s, JsonObject *params)
{
    struct document *d = document_of(s, params);
    JsonArray *changes = json_get_array(params, "contentChanges");
    for (guint i = 0; d && changes && i < json_array_get_length(changes); i++) {
        JsonObject *change = json_array_object(changes, i);
        if (!change || !text_change(d->text, change))
            break;
    }
    if (d) {
        d->version = json_get_int(json_get_object(params, "textDocument"), "version", d->version);
        mark(s, d->path);
    }
    return NULL;
}

/* What else is on the disk may be there only now: a picture, a file that is included. */
static JsonNode *did_save(struct server *s, JsonObject *params)
{
    struct document *d = document_of(s, params);
    if (d)
        mark(s, d->path);
    return NULL;
}

static JsonNode *did_close(struct server *s, JsonObject *params)
{
    struct document *d = document_of(s, params);
    if (!d)
        return NULL;
    char *path = g_strdup(d->path);
    check_forget(s, d);
    g_hash_table_remove(s->documents, d->uri);
    mark(s, path);
    g_free(path);
    return NULL;
}

/* --- the table --- */

/* A request is answered: NULL means that its document is not open. What a notification gives is nothing. */
static const struct method {
    const char *name;
    bool request;
    JsonNode *(*run)(struct server *s, JsonObject *params);
} methods[] = {
    { "initialize", true, initialize },
    { "shutdown", true, shutdown },
    { "textDocument/didOpen", false, did_open },
    { "textDocument/didChange", false, did_change },
    { "textDocument/didSave", false, did_save },
    { "textDocument/didClose", false, did_close },
    { "textDocument/hover", true, hover },
    { "textDocument/completion", true, completion },
    { "textDocument/codeAction", true, code_action },
};

static void fail(struct server *s, JsonNode *id, enum rpc_error code, const char *message)
{
    s->gone |= !rpc_fail(s->rpc, id, code, message);
}

static void answer(struct server *s, JsonNode *id, const struct method *m, JsonObject *params)
{
    bool first = m->run == initialize;
    if (s->shut_down || (first && s->initialized)) {
        fail(s, id, RPC_INVALID_REQUEST, "this request cannot come now");
    } else if (!first && !s->initialized) {
        fail(s, id, RPC_NOT_INITIALIZED, "'initialize' must come first");
    } else {
        JsonNode *value = m->run(s, params);
        if (value)
            s->gone |= !rpc_reply(s->rpc, id, value);
        else
            fail(s, id, RPC_INVALID_PARAMS, "this document is not open");
    }
}

/* False: the client said "exit". */
static bool handle(struct server *s, JsonNode *message)
{
    JsonObject *o = JSON_NODE_HOLDS_OBJECT(message) ? json_node_get_object(message) : NULL;
    const char *name = json_get_string(o, "method");
    JsonNode *id = o ? json_object_get_member(o, "id") : NULL;
    const struct method *m = NULL;
    if (!name) {
        if (!o || !json_object_has_member(o, "result"))         /* an answer to a request that was never sent */
            fail(s, id, RPC_INVALID_REQUEST, "this is no request");
        return true;
    }
    if (strcmp(name, "exit") == 0)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(methods); i++)
        if (strcmp(methods[i].name, name) == 0)
            m = &methods[i];
    if (id && (!m || !m->request))
        fail(s, id, RPC_METHOD_NOT_FOUND, "there is no such method");
    else if (id)
        answer(s, id, m, json_get_object(o, "params"));
    else if (m && !m->request && s->initialized && !s->shut_down)
        m->run(s, json_get_object(o, "params"));
    return true;
}

bool lsp_serve(const struct pipeline_options *options, int in, int out)
{
    struct server s = { .rpc = rpc_new(in, out), .options = options };
    s.documents = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, drop_document);
    s.guide = guide_new();
    for (bool on = true; on && !s.gone;) {
        JsonNode *message = NULL;
        switch (rpc_read(s.rpc, any_dirty(&s) ? QUIET_MS : -1, &message)) {
        case RPC_MESSAGE:
            on = handle(&s, message);
            json_node_unref(message);
            break;
        case RPC_IDLE:
            check_dirty(&s);
            break;
        case RPC_GARBAGE:
            fail(&s, NULL, RPC_PARSE_ERROR, "this is no JSON");
            break;
        case RPC_END:
            on = false;
            break;
        }
    }
    g_hash_table_destroy(s.documents);
    guide_drop(s.guide);
    rpc_drop(s.rpc);
    return s.shut_down;
}
