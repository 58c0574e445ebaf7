/* SPDX-License-Identifier: MIT */
/* Framing: "Content-Length: N", an empty line, N bytes of JSON. */
#include "lsp/rpc.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { HEADER_LIMIT = 4096 };

struct rpc {
    int in, out;
    GByteArray *got;            /* read and not yet taken */
    bool ended;
};

struct rpc *rpc_new(int in, int out)
{
    struct rpc *r = g_new0(struct rpc, 1);
    r->in = in;
    r->out = out;
    r->got = g_byte_array_new();
    return r;
}

void rpc_drop(struct rpc *r)
{
    if (!r)
        return;
    g_byte_array_unref(r->got);
    g_free(r);
}

/* Reads what there is; false: nothing came in time. The end sets `ended`. */
static bool fill(struct rpc *r, int wait_ms)
{
    struct pollfd p = { .fd = r->in, .events = POLLIN };
    int n;
    while ((n = poll(&p, 1, wait_ms)) < 0 && errno == EINTR)
        ;
    if (n == 0)
        return false;
    guint8 buf[65536];
    ssize_t len;
    while ((len = read(r->in, buf, sizeof buf)) < 0 && errno == EINTR)
        ;
    if (len <= 0)
        r->ended = true;
    else
        g_byte_array_append(r->got, buf, (guint)len);
    return true;
}

/* The length that a header block states; false: none, or more than the limit. */
static bool content_length(const char *head, size_t len, size_t *out)
{
    char *text = g_strndup(head, len), **lines = g_strsplit(text, "\r\n", -1);
    bool found = false;
    for (char **l = lines; *l; l++) {
        if (g_ascii_strncasecmp(*l, "Content-Length:", 15) != 0)
            continue;
        guint64 n = 0;
        found = g_ascii_string_to_unsigned(g_strstrip(*l + 15), 10, 0, RPC_LIMIT, &n, NULL);
        *out = (size_t)n;
    }
    g_strfreev(lines);
    g_free(text);
    return found;
}

/* Is a whole message there? Its head's length with the empty line, and that of its body. */
static bool whole(struct rpc *r, size_t *head, size_t *body)
{
    const char *data = (const char *)r->got->data;
    const char *end = r->got->len ? g_strstr_len(data, (gssize)MIN(r->got->len, HEADER_LIMIT), "\r\n\r\n") : NULL;
    if (!end) {
        r->ended |= r->got->len >= HEADER_LIMIT;
        return false;
    }
    *head = (size_t)(end - data) + 4;
    if (!content_length(data, *head - 4, body)) {
        r->ended = true;
        return false;
    }
    return r->got->len - *head >= *body;
}

enum rpc_read rpc_read(struct rpc *r, int wait_ms, JsonNode **message)
{
    size_t head = 0, body = 0;
    while (!whole(r, &head, &body)) {
        if (r->ended)
            return RPC_END;
        if (!fill(r, wait_ms))
            return RPC_IDLE;
    }
    JsonParser *parser = json_parser_new_immutable();
    bool ok = json_parser_load_from_data(parser, (const char *)r->got->data + head, (gssize)body, NULL);
    JsonNode *root = ok ? json_parser_get_root(parser) : NULL;
    *message = root ? json_node_ref(root) : NULL;
    g_object_unref(parser);
    g_byte_array_remove_range(r->got, 0, (guint)(head + body));
    return *message ? RPC_MESSAGE : RPC_GARBAGE;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static bool send_message(struct rpc *r, JsonObject *message)
{
    json_object_set_string_member(message, "jsonrpc", "2.0");
    JsonNode *root = json_node_init_object(json_node_alloc(), message);
    json_object_unref(message);
    char *text = json_to_string(root, FALSE), *head = g_strdup_printf("Content-Length: %zu\r\n\r\n", strlen(text));
    bool ok = write_all(r->out, head, strlen(head)) && write_all(r->out, text, strlen(text));
    g_free(head);
    g_free(text);
    json_node_unref(root);
    return ok;
}

bool rpc_reply(struct rpc *r, JsonNode *id, JsonNode *value)
{
    JsonObject *m = json_object_new();
    json_object_set_member(m, "id", json_node_copy(id));
    json_object_set_member(m, "result", value);
    return send_message(r, m);
}

bool rpc_notify(struct rpc *r, const char *method, JsonNode *value)
{
    JsonObject *m = json_object_new();
    json_object_set_string_member(m, "method", method);
    json_object_set_member(m, "params", value);
    return send_message(r, m);
}

bool rpc_fail(struct rpc *r, JsonNode *id, enum rpc_error code, const char *message)
{
    JsonObject *m = json_object_new(), *e = json_object_new();
    json_object_set_member(m, "id", id ? json_node_copy(id) : json_node_new(JSON_NODE_NULL));
    json_object_set_int_member(e, "code", code);
    json_object_set_string_member(e, "message", message);
    json_object_set_object_member(m, "error", e);
    return send_message(r, m);
}
