/* SPDX-License-Identifier: MIT */
/*
 * The base protocol of the Language Server Protocol 3.17: messages of JSON-RPC 2.0, each behind a header with its
 * length, over two file descriptors.
 */
#ifndef SAPCHU_LSP_RPC_H
#define SAPCHU_LSP_RPC_H

#include <json-glib/json-glib.h>
#include <stdbool.h>

/* Of one message: a report of 16 MB, escaped, with room. */
#define RPC_LIMIT ((size_t)64 << 20)

/* Error codes of JSON-RPC and of LSP. */
enum rpc_error {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
    RPC_NOT_INITIALIZED = -32002,
};

struct rpc;

struct rpc *rpc_new(int in, int out);
void rpc_drop(struct rpc *r);

enum rpc_read {
    RPC_MESSAGE,        /* *message is one: json_node_unref() it */
    RPC_IDLE,           /* nothing came for `wait_ms` */
    RPC_GARBAGE,        /* a message that is no JSON; what follows it can be read */
    RPC_END,            /* the other side is gone, or headers that cannot be understood */
};
/* `wait_ms` -1: waits as long as it takes. */
enum rpc_read rpc_read(struct rpc *r, int wait_ms, JsonNode **message);

/* All three take `value`. `id` is a number or a string, as it came; borrowed. False: the other side is gone. */
bool rpc_reply(struct rpc *r, JsonNode *id, JsonNode *value);
bool rpc_notify(struct rpc *r, const char *method, JsonNode *value);
bool rpc_fail(struct rpc *r, JsonNode *id, enum rpc_error code, const char *message);

#endif
