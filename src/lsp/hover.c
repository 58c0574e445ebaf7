/* SPDX-License-Identifier: MIT */
/* textDocument/hover: what the schema says of an element, an attribute, a value. */
#include "lsp/server_priv.h"

#include "base/i18n.h"

#include <string.h>

/* A line "- `name`: what it is", for the attributes of an element and the values of an attribute. */
static void append_row(GString *s, const char *name, const xmlNode *decl, bool required)
{
    char *doc = model_doc(decl, i18n_language());
    g_string_append_printf(s, "\n- `%s`%s%s%s", name, required ? " *" : "", doc ? ": " : "", doc ? doc : "");
    g_free(doc);
}

static void describe_element(struct server *s, const xmlNode *decl, GString *out)
{
    char *doc = model_doc(decl, i18n_language());
    g_string_append_printf(out, "**`<%s>`** %s\n", model_name(decl), doc ? doc : "");
    g_free(doc);
    GPtrArray *attrs = model_attributes(guide_model(s->guide), decl);
    for (guint i = 0; i < attrs->len; i++)
        append_row(out, model_name(attrs->pdata[i]), attrs->pdata[i], model_required(attrs->pdata[i]));
    g_ptr_array_free(attrs, TRUE);
}

static void describe_attribute(struct server *s, const xmlNode *decl, GString *out)
{
    char *doc = model_doc(decl, i18n_language());
    g_string_append_printf(out, "**`%s`** %s\n", model_name(decl), doc ? doc : "");
    g_free(doc);
    GPtrArray *values = model_values(guide_model(s->guide), decl);
    for (guint i = 0; i < values->len; i++) {
        char *value = (char *)xmlGetNoNsProp(values->pdata[i], BAD_CAST "value");
        append_row(out, value ? value : "", values->pdata[i], false);
        xmlFree(value);
    }
    g_ptr_array_free(values, TRUE);
}

struct target {
    const char *value;
    GString *out;
};

/* The person, figure … that a value refers to. */
static void describe_target(void *user, const char *value, const char *label)
{
    struct target *t = user;
    if (strcmp(value, t->value) == 0)
        g_string_append_printf(t->out, "\n`%s`: %s\n", value, label);
}

static void describe(struct server *s, const struct context *c, const char *text, size_t len, GString *out)
{
    if (c->kind == CONTEXT_NONE || c->kind == CONTEXT_CONTENT)
        return;
    const xmlNode *element = guide_element(s->guide, c->path, c->kind == CONTEXT_END_NAME ? NULL : c->element);
    if (!element)
        return;
    if (c->kind == CONTEXT_START_NAME || c->kind == CONTEXT_END_NAME) {
        describe_element(s, element, out);
        return;
    }
    const xmlNode *attr = c->attr ? guide_attribute(s->guide, element, c->attr) : NULL;
    if (!attr)
        return;
    describe_attribute(s, attr, out);
    if (c->kind == CONTEXT_VALUE) {
        char *value = g_strndup(text + c->start, c->end - c->start);
        struct target t = { value, out };
        guide_each_target(s->guide, c->element, c->attr, text, len, describe_target, &t);
        g_free(value);
    }
}

JsonNode *hover_at(struct server *s, struct document *d, size_t offset)
{
    size_t len;
    const char *text = text_content(d->text, &len);
    struct context *c = context_at(text, len, offset);
    GString *out = g_string_new("");
    JsonNode *answer = json_node_new(JSON_NODE_NULL);
    if (guide_model(s->guide))
        describe(s, c, text, len, out);
    if (out->len) {
        JsonObject *hover = json_object_new(), *contents = json_object_new();
        json_object_set_string_member(contents, "kind", "markdown");
        json_object_set_string_member(contents, "value", out->str);
        json_object_set_object_member(hover, "contents", contents);
        json_object_set_object_member(hover, "range", text_range(d->text, c->start, c->end));
        json_node_unref(answer);
        answer = json_node_init_object(json_node_alloc(), hover);
        json_object_unref(hover);
    }
    g_string_free(out, TRUE);
    context_drop(c);
    return answer;
}
