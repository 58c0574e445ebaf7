/* SPDX-License-Identifier: MIT */
/*
 * Writes the content of an instream-foreign-object as an XML document of its
 * own: namespaces are declared where they are needed, since those in scope
 * were declared further out.
 */
#include "fo/build.h"

#include <string.h>

struct binding {
    char *prefix, *uri;         /* "" for none */
    unsigned depth;
};

struct fo_foreign {
    GString *out;
    GArray *bindings;           /* of struct binding, innermost last */
    GPtrArray *names;           /* open elements */
    bool open;                  /* the last start tag has no '>' yet */
};

static void binding_clear(gpointer p)
{
    struct binding *b = p;
    g_free(b->prefix);
    g_free(b->uri);
}

struct fo_foreign *fo_foreign_new(void)
{
    struct fo_foreign *f = g_new0(struct fo_foreign, 1);
    f->out = g_string_new(NULL);
    f->bindings = g_array_new(FALSE, FALSE, sizeof(struct binding));
    g_array_set_clear_func(f->bindings, binding_clear);
    f->names = g_ptr_array_new_with_free_func(g_free);
    return f;
}

void fo_foreign_drop(struct fo_foreign *f)
{
    if (!f)
        return;
    g_string_free(f->out, TRUE);
    g_array_free(f->bindings, TRUE);
    g_ptr_array_free(f->names, TRUE);
    g_free(f);
}

static void escape(GString *out, const char *s, size_t n, bool attribute)
{
    for (size_t i = 0; i < n; i++) {
        switch (s[i]) {
        case '&': g_string_append(out, "&amp;"); break;
        case '<': g_string_append(out, "&lt;"); break;
        case '>': g_string_append(out, "&gt;"); break;
        case '\r': g_string_append(out, "&#13;"); break;
        case '"':
            if (attribute) {
                g_string_append(out, "&quot;");
                break;
            }
            G_GNUC_FALLTHROUGH;
        case '\n': case '\t':
            if (attribute && s[i] != '"') {
                g_string_append_printf(out, "&#%d;", s[i]);
                break;
            }
            G_GNUC_FALLTHROUGH;
        default: g_string_append_c(out, s[i]); break;
        }
    }
}

static void close_tag(struct fo_foreign *f)
{
    if (f->open)
        g_string_append_c(f->out, '>');
    f->open = false;
}

/* Declares the namespace of a name unless it is in force. */
static void declare(struct fo_foreign *f, const struct fo_name *name, bool attribute)
{
    const char *prefix = name->prefix ? name->prefix : "", *uri = name->uri ? name->uri : "";
    if (!strcmp(prefix, "xml") || (attribute && !*prefix))
        return;
    for (guint i = f->bindings->len; i > 0; i--) {
        const struct binding *b = &g_array_index(f->bindings, struct binding, i - 1);
        if (strcmp(b->prefix, prefix))
            continue;
        if (!strcmp(b->uri, uri))
            return;
        break;
    }
    if (!*uri && f->bindings->len == 0)
        return;
    struct binding b = { g_strdup(prefix), g_strdup(uri), f->names->len };
    g_array_append_val(f->bindings, b);
    g_string_append(f->out, *prefix ? " xmlns:" : " xmlns");
    g_string_append(f->out, prefix);
    g_string_append(f->out, "=\"");
    escape(f->out, uri, strlen(uri), true);
    g_string_append_c(f->out, '"');
}

static char *qualified(const struct fo_name *n)
{
    return n->prefix && *n->prefix ? g_strconcat(n->prefix, ":", n->local, NULL) : g_strdup(n->local);
}

void fo_foreign_start(struct fo_foreign *f, struct fo_name name, const struct fo_raw *attrs, unsigned n)
{
    close_tag(f);
    char *q = qualified(&name);
    g_string_append_c(f->out, '<');
    g_string_append(f->out, q);
    g_ptr_array_add(f->names, q);
    declare(f, &name, false);
    for (unsigned i = 0; i < n; i++) {
        declare(f, &attrs[i].name, true);
        char *a = qualified(&attrs[i].name);
        g_string_append_printf(f->out, " %s=\"", a);
        g_free(a);
        escape(f->out, attrs[i].value.s, attrs[i].value.n, true);
        g_string_append_c(f->out, '"');
    }
    f->open = true;
}

void fo_foreign_text(struct fo_foreign *f, const char *s, size_t n)
{
    close_tag(f);
    escape(f->out, s, n, false);
}

void fo_foreign_end(struct fo_foreign *f)
{
    guint depth = f->names->len;
    if (f->open)
        g_string_append(f->out, "/>");
    else
        g_string_append_printf(f->out, "</%s>", (const char *)g_ptr_array_index(f->names, depth - 1));
    f->open = false;
    g_ptr_array_set_size(f->names, (gint)depth - 1);
    guint n = f->bindings->len;
    while (n && g_array_index(f->bindings, struct binding, n - 1).depth >= depth)
        n--;
    g_array_set_size(f->bindings, n);
}

struct fo_slice fo_foreign_text_so_far(struct fo_foreign *f)
{
    return (struct fo_slice){ f->out->str, f->out->len };
}
