/* SPDX-License-Identifier: MIT */
/*
 * A scripted client of `sapchu lsp`: starts the program and talks to it as an editor does. Speaks TAP.
 * In the environment: srcdir, builddir.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdbool.h>
#include <string.h>

struct client {
    GSubprocess *server;
    GOutputStream *to;
    GDataInputStream *from;
    int last_id;
    GQueue notes;               /* of JsonNode: notifications that came while an answer was awaited */
};

static void start(struct client *c, const char *const *more)
{
    GError *error = NULL;
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(argv, g_build_filename(g_getenv("builddir"), "src", "sapchu", NULL));
    g_ptr_array_add(argv, g_strdup("--lang=en"));
    g_ptr_array_add(argv, g_strdup("lsp"));
    for (; more && *more; more++)
        g_ptr_array_add(argv, g_strdup(*more));
    g_ptr_array_add(argv, NULL);
    memset(c, 0, sizeof *c);
    c->server = g_subprocess_newv((const char *const *)argv->pdata,
                                  G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
    g_assert_no_error(error);
    c->to = g_subprocess_get_stdin_pipe(c->server);
    c->from = g_data_input_stream_new(g_subprocess_get_stdout_pipe(c->server));
    g_queue_init(&c->notes);
    g_ptr_array_free(argv, TRUE);
}

static void send_raw(struct client *c, const char *bytes)
{
    g_assert_true(g_output_stream_write_all(c->to, bytes, strlen(bytes), NULL, NULL, NULL));
}

static void send_text(struct client *c, const char *json)
{
    char *head = g_strdup_printf("Content-Length: %zu\r\n\r\n", strlen(json));
    send_raw(c, head);
    send_raw(c, json);
    g_free(head);
}

static JsonNode *receive(struct client *c)
{
    gsize length = 0;
    for (;;) {
        char *line = g_data_input_stream_read_line(c->from, NULL, NULL, NULL);
        g_assert_nonnull(line);
        g_strchomp(line);
        bool end = *line == '\0';
        if (g_str_has_prefix(line, "Content-Length: "))
            length = (gsize)g_ascii_strtoull(line + 16, NULL, 10);
        g_free(line);
        if (end)
            break;
    }
    char *body = g_malloc(length + 1);
    g_assert_true(g_input_stream_read_all(G_INPUT_STREAM(c->from), body, length, NULL, NULL, NULL));
    body[length] = '\0';
    JsonNode *n = json_from_string(body, NULL);
    g_assert_nonnull(n);
    g_free(body);
    return n;
}

static JsonObject *object(JsonNode *n)
{
    return json_node_get_object(n);
}

/* Sends a request whose params are made of a format; gives the whole answer: json_node_unref() it. */
G_GNUC_PRINTF(3, 4)
static JsonNode *ask(struct client *c, const char *method, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    char *params = g_strdup_vprintf(format, ap);
    va_end(ap);
    char *text = g_strdup_printf("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}", ++c->last_id, method, params);
    send_text(c, text);
    g_free(text);
    g_free(params);
    for (;;) {
        JsonNode *n = receive(c);
        if (!json_object_has_member(object(n), "method"))
            return n;
        g_queue_push_tail(&c->notes, n);
    }
}

G_GNUC_PRINTF(3, 4)
static void tell(struct client *c, const char *method, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    char *params = g_strdup_vprintf(format, ap);
    va_end(ap);
    char *text = g_strdup_printf("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}", method, params);
    send_text(c, text);
    g_free(text);
    g_free(params);
}

/* The findings that are published next for a URI; json_node_unref() the message. */
static JsonArray *findings(struct client *c, const char *uri, JsonNode **message)
{
    for (;;) {
        JsonNode *n = g_queue_pop_head(&c->notes);
        if (!n)
            n = receive(c);
        JsonObject *params = json_object_get_object_member(object(n), "params");
        g_assert_cmpstr(json_object_get_string_member(object(n), "method"), ==, "textDocument/publishDiagnostics");
        if (strcmp(json_object_get_string_member(params, "uri"), uri) == 0) {
            *message = n;
            return json_object_get_array_member(params, "diagnostics");
        }
        json_node_unref(n);
    }
}

/* What a path of JSON (as json_path_query() reads it) gives, as JSON text. */
static char *at(JsonNode *n, const char *path)
{
    JsonNode *found = json_path_query(path, n, NULL);
    char *text = json_to_string(found, FALSE);
    json_node_unref(found);
    return text;
}

#define assert_at(node, path, text) \
    do { \
        char *got_ = at(node, path); \
        g_assert_cmpstr(got_, ==, text); \
        g_free(got_); \
    } while (0)

static void greet(struct client *c, const char *capabilities)
{
    json_node_unref(ask(c, "initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":%s}", capabilities));
    tell(c, "initialized", "{}");
}

/* Ends the server as an editor does. */
static void stop(struct client *c, int status)
{
    if (status == 0)
        json_node_unref(ask(c, "shutdown", "null"));
    tell(c, "exit", "null");
    g_assert_true(g_subprocess_wait(c->server, NULL, NULL));
    g_assert_true(g_subprocess_get_if_exited(c->server));
    g_assert_cmpint(g_subprocess_get_exit_status(c->server), ==, status);
    for (JsonNode *n; (n = g_queue_pop_head(&c->notes));)
        json_node_unref(n);
    g_object_unref(c->from);
    g_object_unref(c->server);
}

static char *quoted(const char *text)
{
    JsonNode *n = json_node_init_string(json_node_alloc(), text);
    char *out = json_to_string(n, FALSE);
    json_node_unref(n);
    return out;
}

static void open_text(struct client *c, const char *uri, const char *text)
{
    char *q = quoted(text);
    tell(c, "textDocument/didOpen", "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"xml\",\"version\":1,\"text\":%s}}", uri, q);
    g_free(q);
}

/* The text with '|' taken out, and its place as a Position (UTF-16). */
static char *with_place(const char *text, unsigned *line, unsigned *character)
{
    char **parts = g_strsplit(text, "|", 2), *out = g_strconcat(parts[0], parts[1], NULL);
    const char *start = strrchr(parts[0], '\n');
    *line = 0;
    for (const char *p = parts[0]; *p; p++)
        *line += *p == '\n';
    glong units = 0;
    gunichar2 *wide = g_utf8_to_utf16(start ? start + 1 : parts[0], -1, NULL, &units, NULL);
    *character = (unsigned)units;
    g_free(wide);
    g_strfreev(parts);
    return out;
}

static char *example(const char *name)
{
    char *path = g_build_filename(g_getenv("srcdir"), "xml", "examples", name, NULL), *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_free(path);
    return text;
}

static char *example_uri(const char *name)
{
    char *dir = g_canonicalize_filename(g_getenv("srcdir"), NULL), *path = g_build_filename(dir, "xml", "examples", name, NULL);
    char *uri = g_filename_to_uri(path, NULL, NULL);
    g_free(path);
    g_free(dir);
    return uri;
}

/* --- the life of a server --- */

static void test_life(void)
{
    struct client c;
    start(&c, NULL);
    JsonNode *n = ask(&c, "textDocument/hover", "{}");
    assert_at(n, "$.error.code", "[-32002]");
    json_node_unref(n);
    n = ask(&c, "initialize", "{\"capabilities\":{\"general\":{\"positionEncodings\":[\"utf-32\",\"utf-8\"]}}}");
    assert_at(n, "$.result.capabilities.positionEncoding", "[\"utf-8\"]");
    assert_at(n, "$.result.capabilities.textDocumentSync.change", "[2]");
    assert_at(n, "$.result.serverInfo.name", "[\"sapchu\"]");
    json_node_unref(n);
    tell(&c, "initialized", "{}");
    n = ask(&c, "initialize", "{\"capabilities\":{}}");
    assert_at(n, "$.error.code", "[-32600]");
    json_node_unref(n);
    n = ask(&c, "workspace/symbol", "{}");
    assert_at(n, "$.error.code", "[-32601]");
    json_node_unref(n);
    n = ask(&c, "textDocument/hover", "{\"textDocument\":{\"uri\":\"file:///not/open.xml\"}}");
    assert_at(n, "$.error.code", "[-32602]");
    json_node_unref(n);
    /* no JSON, of other types than they should be, a notification that is unknown: the server goes on */
    send_text(&c, "{]");
    n = receive(&c);
    assert_at(n, "$.error.code", "[-32700]");
    json_node_unref(n);
    send_text(&c, "[1]");
    n = receive(&c);
    assert_at(n, "$.error.code", "[-32600]");
    json_node_unref(n);
    tell(&c, "$/setTrace", "{}");
    tell(&c, "textDocument/didOpen", "{\"textDocument\":7}");
    tell(&c, "textDocument/didChange", "[]");
    n = ask(&c, "textDocument/completion", "{\"textDocument\":{\"uri\":[]},\"position\":\"x\"}");
    assert_at(n, "$.error.code", "[-32602]");
    json_node_unref(n);
    stop(&c, 0);
}

static void test_gone(void)
{
    struct client c;
    start(&c, NULL);
    stop(&c, 1);                /* "exit" without "shutdown" */
    start(&c, NULL);
    send_raw(&c, "Content-Length: all\r\n\r\n{}");
    g_assert_true(g_subprocess_wait(c.server, NULL, NULL));
    g_assert_cmpint(g_subprocess_get_exit_status(c.server), ==, 1);
    g_object_unref(c.from);
    g_object_unref(c.server);
}

/* --- findings --- */

static void test_findings(void)
{
    struct client c;
    char *text = example("hoi-nghi-so.xml"), *uri = example_uri("hoi-nghi-so.xml");
    JsonNode *m;
    start(&c, NULL);
    greet(&c, "{}");
    open_text(&c, uri, text);
    g_assert_cmpuint(json_array_get_length(findings(&c, uri, &m)), ==, 0);
    json_node_unref(m);
    /* A letter taken out of a weekday, behind a clef: two UTF-16 units before it on the line. */
    unsigned line = 0;
    const char *date = strstr(text, "<date weekday=\"friday\">");
    g_assert_nonnull(date);
    for (const char *p = text; p < date; p++)
        line += *p == '\n';
    tell(&c, "textDocument/didChange",
         "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":["
         "{\"range\":{\"start\":{\"line\":%u,\"character\":2},\"end\":{\"line\":%u,\"character\":2}},\"text\":\"<!--\\ud834\\udd1e-->\"},"
         "{\"range\":{\"start\":{\"line\":%u,\"character\":31},\"end\":{\"line\":%u,\"character\":32}},\"text\":\"\"}]}",
         uri, line, line, line, line);
    JsonArray *found = findings(&c, uri, &m);
    g_assert_cmpuint(json_array_get_length(found), ==, 1);
    assert_at(m, "$.params.version", "[2]");
    assert_at(m, "$.params.diagnostics[0].code", "[\"schema-value\"]");
    assert_at(m, "$.params.diagnostics[0].severity", "[1]");
    char *range = g_strdup_printf("[{\"start\":{\"line\":%u,\"character\":26},\"end\":{\"line\":%u,\"character\":31}}]", line, line);
    assert_at(m, "$.params.diagnostics[0].range", range);
    g_free(range);
    json_node_unref(m);
    /* the whole text again */
    char *q = quoted(text);
    tell(&c, "textDocument/didChange", "{\"textDocument\":{\"uri\":\"%s\",\"version\":3},\"contentChanges\":[{\"text\":%s}]}", uri, q);
    g_assert_cmpuint(json_array_get_length(findings(&c, uri, &m)), ==, 0);
    json_node_unref(m);
    tell(&c, "textDocument/didClose", "{\"textDocument\":{\"uri\":\"%s\"}}", uri);
    g_assert_cmpuint(json_array_get_length(findings(&c, uri, &m)), ==, 0);
    json_node_unref(m);
    stop(&c, 0);
    g_free(q);
    g_free(text);
    g_free(uri);
}

/* A document that is not saved, and one that includes another: the findings are told where they are. */
static void test_files(void)
{
    struct client c;
    char *dir = g_dir_make_tmp("sapchu-lsp-XXXXXX", NULL);
    char *path = g_build_filename(dir, "tin.xml", NULL), *part = g_build_filename(dir, "phần.xml", NULL);
    char *uri = g_filename_to_uri(path, NULL, NULL), *part_uri = g_filename_to_uri(part, NULL, NULL);
    JsonNode *m;
    start(&c, NULL);
    greet(&c, "{}");
    open_text(&c, "untitled:Untitled-1", "<report/>");
    g_assert_cmpuint(json_array_get_length(findings(&c, "untitled:Untitled-1", &m)), ==, 1);
    assert_at(m, "$.params.diagnostics[0].code", "[\"schema-namespace\"]");
    json_node_unref(m);
    tell(&c, "textDocument/didClose", "{\"textDocument\":{\"uri\":\"untitled:Untitled-1\"}}");
    json_node_unref((findings(&c, "untitled:Untitled-1", &m), m));
    /* the part is open and not on the disk */
    open_text(&c, part_uri, "<p xmlns=\"urn:sapchu:report:1\">&nbsp;</p>");
    json_node_unref((findings(&c, part_uri, &m), m));
    char *text = example("hoi-nghi-so.xml");
    char *end = strstr(text, "</news>");
    char *whole = g_strdup_printf("%.*s<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"ph%%E1%%BA%%A7n.xml\"/>%s",
                                  (int)(end - text), text, end);
    open_text(&c, uri, whole);
    JsonArray *found;
    for (found = findings(&c, part_uri, &m); !g_str_has_prefix(json_object_get_string_member(json_array_get_object_element(found, 0), "code"), "xml-entity"); found = findings(&c, part_uri, &m))
        json_node_unref(m);
    assert_at(m, "$.params.diagnostics[0].range.start", "[{\"line\":0,\"character\":31}]");
    json_node_unref(m);
    stop(&c, 0);
    g_free(whole);
    g_free(text);
    g_rmdir(dir);
    g_free(uri);
    g_free(part_uri);
    g_free(path);
    g_free(part);
    g_free(dir);
}

/* --- completion and hover --- */

#define ROOT "<report xmlns=\"urn:sapchu:report:1\" version=\"1\" xml:lang=\"vi\" kind=\"conference\">\n"

/* The labels offered at '|', joined; `snippets`: the client knows them. */
static char *labels(struct client *c, const char *marked, char **first_text)
{
    unsigned line, character;
    char *text = with_place(marked, &line, &character);
    open_text(c, "file:///nowhere/a.xml", text);
    JsonNode *n = ask(c, "textDocument/completion",
                      "{\"textDocument\":{\"uri\":\"file:///nowhere/a.xml\"},\"position\":{\"line\":%u,\"character\":%u}}", line, character);
    JsonArray *items = json_object_get_array_member(object(n), "result");
    GString *s = g_string_new("");
    for (guint i = 0; i < json_array_get_length(items); i++) {
        JsonObject *item = json_array_get_object_element(items, i);
        g_string_append_printf(s, "%s%s", i ? " " : "", json_object_get_string_member(item, "label"));
        if (i == 0 && first_text)
            *first_text = g_strdup(json_object_get_string_member(json_object_get_object_member(item, "textEdit"), "newText"));
    }
    json_node_unref(n);
    g_free(text);
    return g_string_free(s, FALSE);
}

static void test_completion(void)
{
    static const struct {
        const char *marked, *labels, *first;
    } rows[] = {
        { "<|", "report", "report version=\"$1\" xml:lang=\"$2\" kind=\"$3\">$0</report>" },
        { ROOT "<meta><ti|", "id title subtitle lead slug topic tag created published modified author source rights circulation",
          "id>$0</id>" },
        /* what may stand only once and is there already is not offered */
        { ROOT "<meta><id>a</id> | <title>Tin</title></meta></report>",
          "subtitle lead slug topic tag created published modified author source rights circulation", "<subtitle>$0</subtitle>" },
        { ROOT "<meta><title>Tin</title></|", "meta", "meta>" },
        { ROOT "<meta><t|itle x=\"1\">Tin</title></meta>", "id title subtitle lead slug topic tag created published modified author source rights circulation", "id" },
        { ROOT "<event mode=\"|\">", "in-person online hybrid", "in-person" },
        { ROOT "<event |>", "mode", "mode=\"$1\"" },
        { ROOT "<people><person id=\"son\"><name>Đinh Trường Sơn</name></person></people>"
          "<attendance><absentee person=\"|\"/></attendance></report>", "son", "son" },
        { ROOT "<!-- <| -->", "", NULL },
        { ROOT "<news><section><p>Hội ng|hị</p>", "", NULL },
        { "", "", NULL },
    };
    struct client c;
    start(&c, NULL);
    greet(&c, "{\"textDocument\":{\"completion\":{\"completionItem\":{\"snippetSupport\":true}}}}");
    for (size_t i = 0; i < G_N_ELEMENTS(rows) - 1; i++) {
        char *first = NULL, *got = labels(&c, rows[i].marked, &first);
        g_assert_cmpstr(got, ==, rows[i].labels);
        g_assert_cmpstr(first, ==, rows[i].first);
        g_free(first);
        g_free(got);
    }
    stop(&c, 0);
}

static void assert_hover(struct client *c, const char *marked, const char *words, const char *range)
{
    unsigned line, character;
    char *text = with_place(marked, &line, &character);
    open_text(c, "file:///nowhere/a.xml", text);
    JsonNode *n = ask(c, "textDocument/hover",
                      "{\"textDocument\":{\"uri\":\"file:///nowhere/a.xml\"},\"position\":{\"line\":%u,\"character\":%u}}", line, character);
    if (words) {
        char *value = at(n, "$.result.contents.value");
        g_assert_nonnull(strstr(value, words));
        g_free(value);
        assert_at(n, "$.result.range", range);
    } else {
        assert_at(n, "$.result", "[null]");
    }
    json_node_unref(n);
    g_free(text);
}

static void test_hover(void)
{
    struct client c;
    start(&c, NULL);
    greet(&c, "{}");
    assert_hover(&c, ROOT "<me|ta>", "Metadata: headline", "[{\"start\":{\"line\":1,\"character\":1},\"end\":{\"line\":1,\"character\":5}}]");
    assert_hover(&c, ROOT "<meta>x</met|a>", "Metadata: headline", "[{\"start\":{\"line\":1,\"character\":9},\"end\":{\"line\":1,\"character\":13}}]");
    assert_hover(&c, ROOT "<event mo|de=\"hybrid\">", "`mode`", "[{\"start\":{\"line\":1,\"character\":7},\"end\":{\"line\":1,\"character\":11}}]");
    assert_hover(&c, ROOT "<people><person id=\"son\"><name>Đinh Trường Sơn</name></person></people>\n"
                          "<attendance><absentee person=\"so|n\"/></attendance></report>", "Đinh Trường Sơn",
                 "[{\"start\":{\"line\":2,\"character\":30},\"end\":{\"line\":2,\"character\":33}}]");
    assert_hover(&c, ROOT "<meta><title>T|in</title>", NULL, NULL);
    assert_hover(&c, ROOT "<no|such>", NULL, NULL);
    stop(&c, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lsp/life", test_life);
    g_test_add_func("/lsp/gone", test_gone);
    g_test_add_func("/lsp/findings", test_findings);
    g_test_add_func("/lsp/files", test_files);
    g_test_add_func("/lsp/completion", test_completion);
    g_test_add_func("/lsp/hover", test_hover);
    return g_test_run();
}
