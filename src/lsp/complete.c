/* SPDX-License-Identifier: MIT */
/* textDocument/completion: elements, attributes and values that the schema allows at a place. */
#include "lsp/server_priv.h"

#include "base/i18n.h"

#include <string.h>

/* LSP 3.17, CompletionItemKind. */
enum item_kind { ITEM_CLASS = 7, ITEM_PROPERTY = 10, ITEM_REFERENCE = 18, ITEM_ENUM_MEMBER = 20 };

struct completion {
    struct server *server;
    struct document *doc;
    const struct model *model;
    const struct context *at;
    JsonArray *items;
};

static JsonObject *markdown(const char *text)
{
    JsonObject *o = json_object_new();
    json_object_set_string_member(o, "kind", "markdown");
    json_object_set_string_member(o, "value", text);
    return o;
}

/* `doc`: what it is, in the language of the messages; its first words become the detail. Takes neither string. */
static void add_item(struct completion *c, enum item_kind kind, const char *label, const char *doc, const char *new_text,
                     bool snippet)
{
    JsonObject *item = json_object_new(), *edit = json_object_new();
    json_object_set_string_member(item, "label", label);
    json_object_set_int_member(item, "kind", kind);
    if (doc && *doc) {
        char *detail = g_strndup(doc, strcspn(doc, ":.;"));
        json_object_set_string_member(item, "detail", detail);
        json_object_set_object_member(item, "documentation", markdown(doc));
        g_free(detail);
    }
    json_object_set_object_member(edit, "range", text_range(c->doc->text, c->at->start, c->at->end));
    json_object_set_string_member(edit, "newText", new_text);
    json_object_set_object_member(item, "textEdit", edit);
    if (snippet)
        json_object_set_int_member(item, "insertTextFormat", 2);
    /* the order of the schema is that of the document */
    char *sort = g_strdup_printf("%04u", json_array_get_length(c->items));
    json_object_set_string_member(item, "sortText", sort);
    g_free(sort);
    json_array_add_object_element(c->items, item);
}

static bool has(const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (strcmp(names->pdata[i], name) == 0)
            return true;
    return false;
}

/* The tag from its name on: what it must have, and its end; with the places to be filled in when the client knows snippets. */
static char *element_text(const struct completion *c, const xmlNode *decl)
{
    const char *name = model_name(decl);
    bool snippets = c->server->snippets;
    unsigned stop = 1;
    GString *s = g_string_new(name);
    GPtrArray *attrs = model_attributes(c->model, decl);
    for (guint i = 0; i < attrs->len; i++)
        if (model_required(attrs->pdata[i])) {
            g_string_append_printf(s, " %s=\"", model_name(attrs->pdata[i]));
            if (snippets)
                g_string_append_printf(s, "$%u", stop++);
            g_string_append_c(s, '"');
        }
    g_ptr_array_free(attrs, TRUE);
    if (model_is_empty(c->model, decl))
        g_string_append(s, "/>");
    else
        g_string_append_printf(s, ">%s</%s>", snippets ? "$0" : "", name);
    return g_string_free(s, FALSE);
}

static void complete_elements(struct completion *c)
{
    const struct context *at = c->at;
    const xmlNode *parent = at->path->len ? guide_element(c->server->guide, at->path, NULL) : NULL;
    GPtrArray *allowed = model_children(c->model, parent);
    const xmlNode *root = at->path->len ? NULL : model_root(c->model);
    if (root)
        g_ptr_array_add(allowed, (gpointer)root);
    bool in_tag = at->kind == CONTEXT_START_NAME;
    for (guint i = 0; i < allowed->len; i++) {
        const xmlNode *decl = allowed->pdata[i];
        const char *name = model_name(decl);
        if (!model_repeats(decl) && has(at->siblings, name))
            continue;
        char *doc = model_doc(decl, i18n_language()), *text;
        if (!in_tag) {
            char *tag = element_text(c, decl);
            text = g_strconcat("<", tag, NULL);
            g_free(tag);
        } else {
            text = at->bare ? element_text(c, decl) : g_strdup(name);
        }
        add_item(c, ITEM_CLASS, name, doc, text, c->server->snippets && (!in_tag || at->bare));
        g_free(text);
        g_free(doc);
    }
    g_ptr_array_free(allowed, TRUE);
}

static void complete_end(struct completion *c)
{
    if (c->at->path->len == 0)
        return;
    const char *name = c->at->path->pdata[c->at->path->len - 1];
    char *text = c->at->bare ? g_strconcat(name, ">", NULL) : g_strdup(name);
    add_item(c, ITEM_CLASS, name, NULL, text, false);
    g_free(text);
}

static void complete_attributes(struct completion *c)
{
    GPtrArray *all = model_attributes(c->model, guide_element(c->server->guide, c->at->path, c->at->element));
    size_t len;
    const char *text = text_content(c->doc->text, &len);
    bool valued = c->at->end < len && text[c->at->end] == '=' && c->at->attr;
    for (guint i = 0; i < all->len; i++) {
        const char *name = model_name(all->pdata[i]);
        if (has(c->at->attrs, name))
            continue;
        char *doc = model_doc(all->pdata[i], i18n_language());
        char *words = valued ? g_strdup(name) : g_strdup_printf(c->server->snippets ? "%s=\"$1\"" : "%s=\"\"", name);
        add_item(c, ITEM_PROPERTY, name, doc, words, c->server->snippets && !valued);
        g_free(words);
        g_free(doc);
    }
    g_ptr_array_free(all, TRUE);
}

static void add_target(void *user, const char *value, const char *label)
{
    add_item(user, ITEM_REFERENCE, value, label, value, false);
}

static void complete_value(struct completion *c)
{
    const xmlNode *element = guide_element(c->server->guide, c->at->path, c->at->element);
    const xmlNode *attr = element ? guide_attribute(c->server->guide, element, c->at->attr) : NULL;
    if (!attr)
        return;
    GPtrArray *values = model_values(c->model, attr);
    for (guint i = 0; i < values->len; i++) {
        char *value = (char *)xmlGetNoNsProp(values->pdata[i], BAD_CAST "value");
        char *doc = model_doc(values->pdata[i], i18n_language());
        if (value)
            add_item(c, ITEM_ENUM_MEMBER, value, doc, value, false);
        g_free(doc);
        xmlFree(value);
    }
    g_ptr_array_free(values, TRUE);
    if (strcmp(model_primitive(c->model, attr), "boolean") == 0) {
        add_item(c, ITEM_ENUM_MEMBER, "true", NULL, "true", false);
        add_item(c, ITEM_ENUM_MEMBER, "false", NULL, "false", false);
    }
    size_t len;
    const char *text = text_content(c->doc->text, &len);
    guide_each_target(c->server->guide, c->at->element, c->at->attr, text, len, add_target, c);
}

/* In content a list is of use where a tag may begin, not in the middle of a word. */
static bool between_words(const struct document *d, size_t offset)
{
    size_t len;
    const char *text = text_content(d->text, &len);
    return offset == 0 || text[offset - 1] == '>' || g_ascii_isspace(text[offset - 1]);
}

JsonNode *complete_at(struct server *s, struct document *d, size_t offset)
{
    size_t len;
    const char *text = text_content(d->text, &len);
    struct context *at = context_at(text, len, offset);
    struct completion c = { s, d, guide_model(s->guide), at, json_array_new() };
    if (c.model) {
        if (at->kind == CONTEXT_START_NAME || (at->kind == CONTEXT_CONTENT && between_words(d, offset)))
            complete_elements(&c);
        else if (at->kind == CONTEXT_END_NAME)
            complete_end(&c);
        else if (at->kind == CONTEXT_ATTR_NAME)
            complete_attributes(&c);
        else if (at->kind == CONTEXT_VALUE)
            complete_value(&c);
    }
    context_drop(at);
    JsonNode *answer = json_node_init_array(json_node_alloc(), c.items);
    json_array_unref(c.items);
    return answer;
}
