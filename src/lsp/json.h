/* SPDX-License-Identifier: MIT */
/* Members of JSON objects that came from outside: what is of another type is not there. */
#ifndef SAPCHU_LSP_JSON_H
#define SAPCHU_LSP_JSON_H

#include <json-glib/json-glib.h>

/* All are borrowed; NULL: there is none. `o` may be NULL. */
static inline JsonObject *json_get_object(JsonObject *o, const char *name)
{
    JsonNode *n = o ? json_object_get_member(o, name) : NULL;
    return n && JSON_NODE_HOLDS_OBJECT(n) ? json_node_get_object(n) : NULL;
}

static inline JsonArray *json_get_array(JsonObject *o, const char *name)
{
    JsonNode *n = o ? json_object_get_member(o, name) : NULL;
    return n && JSON_NODE_HOLDS_ARRAY(n) ? json_node_get_array(n) : NULL;
}

static inline const char *json_get_string(JsonObject *o, const char *name)
{
    JsonNode *n = o ? json_object_get_member(o, name) : NULL;
    return n && json_node_get_value_type(n) == G_TYPE_STRING ? json_node_get_string(n) : NULL;
}

static inline gint64 json_get_int(JsonObject *o, const char *name, gint64 otherwise)
{
    JsonNode *n = o ? json_object_get_member(o, name) : NULL;
    return n && json_node_get_value_type(n) == G_TYPE_INT64 ? json_node_get_int(n) : otherwise;
}

static inline JsonObject *json_array_object(JsonArray *a, guint i)
{
    JsonNode *n = json_array_get_element(a, i);
    return JSON_NODE_HOLDS_OBJECT(n) ? json_node_get_object(n) : NULL;
}

#endif
