/* SPDX-License-Identifier: MIT */
/* One pass over the tokens with a stack of open elements; it goes on behind the place until its parent is closed. */
#include "lsp/context.h"

#include "base/markup.h"

#include <string.h>

/* Deeper elements are not kept apart: a report has some ten levels. */
enum { DEEPEST = 256, LABEL_BYTES = 60 };

struct frame {
    char *name;
    GPtrArray *children;
};

struct scan {
    const char *text;
    size_t len, offset;
    GPtrArray *stack;           /* of struct frame */
    struct context *c;
    guint level;                /* the stack's height at the place; 0: not reached */
    guint beyond;               /* elements open that are deeper than the stack holds */
};

static char *local_name(const char *text, size_t name, size_t len)
{
    markup_local(text, &name, &len);
    return g_strndup(text + name, len);
}

static void drop_frame(gpointer p)
{
    struct frame *f = p;
    g_free(f->name);
    g_ptr_array_free(f->children, TRUE);
    g_free(f);
}

static void push(struct scan *s, char *name)
{
    struct frame *f = g_new(struct frame, 1);
    f->name = name;
    f->children = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(s->stack, f);
}

static struct frame *top(const struct scan *s)
{
    return s->stack->pdata[s->stack->len - 1];
}

/* Takes over what is known where the place is: the first frame is the document. */
static void reach(struct scan *s)
{
    s->level = s->stack->len;
    for (guint i = 1; i < s->stack->len; i++)
        g_ptr_array_add(s->c->path, g_strdup(((struct frame *)s->stack->pdata[i])->name));
}

/* The children of the frame that the place is in are known: it is closed, or the text has ended. */
static void settle(struct scan *s)
{
    struct frame *f = s->stack->pdata[s->level - 1];
    s->c->siblings = f->children;
    f->children = g_ptr_array_new();
}

/* Closes the innermost element of this name; one that is not open is passed over. True: the place's frame is closed. */
static bool close_element(struct scan *s, char *name)
{
    guint i = s->stack->len;
    if (s->beyond) {
        s->beyond--;
        i = 1;
    }
    while (i > 1 && strcmp(((struct frame *)s->stack->pdata[i - 1])->name, name) != 0)
        i--;
    g_free(name);
    if (i == 1)
        return false;
    if (s->level && i <= s->level) {
        settle(s);
        return true;
    }
    g_ptr_array_set_size(s->stack, (gint)i - 1);
    return false;
}

/* The place is in a start tag, behind its name. */
static void read_attrs(struct scan *s, const struct markup_token *t)
{
    struct context *c = s->c;
    struct markup_attr a;
    c->kind = CONTEXT_ATTR_NAME;
    c->start = c->end = s->offset;
    for (size_t at = 0; markup_next_attr(s->text, t, &at, &a);) {
        char *name = g_strndup(s->text + a.name, a.name_len);
        bool in_value = a.valued && s->offset >= a.value && s->offset <= a.value + a.value_len;
        bool in_name = s->offset >= a.name && s->offset <= a.name + a.name_len;
        if (!c->attr && (in_value || in_name)) {
            c->kind = in_value ? CONTEXT_VALUE : CONTEXT_ATTR_NAME;
            c->attr = name;
            c->start = in_value ? a.value : a.name;
            c->end = c->start + (in_value ? a.value_len : a.name_len);
        } else {
            g_ptr_array_add(c->attrs, name);
        }
    }
}

/* Is the place inside of the token? Behind an end that is not written it still is. */
static bool inside(const struct scan *s, const struct markup_token *t)
{
    return s->offset > t->start && (s->offset < t->end || (s->offset == t->end && t->open));
}

/* The token that the place is in: only tags have something to say. */
static void look(struct scan *s, const struct markup_token *t)
{
    struct context *c = s->c;
    if (t->kind != MARKUP_START && t->kind != MARKUP_END) {
        c->kind = t->kind == MARKUP_TEXT && s->level > 1 ? CONTEXT_CONTENT : CONTEXT_NONE;
        return;
    }
    c->element = local_name(s->text, t->name, t->name_len);
    if (s->offset <= t->name + t->name_len) {
        c->kind = t->kind == MARKUP_START ? CONTEXT_START_NAME : CONTEXT_END_NAME;
        c->bare = t->open && t->end == t->name + t->name_len + strspn(s->text + t->name + t->name_len, " \t\r\n");
        c->start = t->name;
        c->end = t->name + t->name_len;
    } else if (t->kind == MARKUP_START) {
        read_attrs(s, t);
    }
}

static void walk(struct scan *s)
{
    struct markup_token t;
    for (size_t at = 0; markup_next(s->text, s->len, &at, &t);) {
        bool here = !s->level && inside(s, &t);
        if (!s->level && (here || s->offset <= t.start)) {
            reach(s);
            if (here)
                look(s, &t);
            else
                s->c->kind = s->level > 1 ? CONTEXT_CONTENT : CONTEXT_NONE;
        }
        if (t.kind == MARKUP_START) {
            char *name = local_name(s->text, t.name, t.name_len);
            if (!here)
                g_ptr_array_add(top(s)->children, g_strdup(name));
            bool opens = !t.empty && !(here && t.open);
            s->beyond += opens && s->stack->len >= DEEPEST;
            if (opens && s->stack->len < DEEPEST)
                push(s, name);
            else
                g_free(name);
        } else if (t.kind == MARKUP_END && close_element(s, local_name(s->text, t.name, t.name_len))) {
            return;
        }
    }
    if (!s->level) {
        reach(s);
        s->c->kind = s->level > 1 ? CONTEXT_CONTENT : CONTEXT_NONE;
    }
    settle(s);
}

struct context *context_at(const char *text, size_t len, size_t offset)
{
    struct context *c = g_new0(struct context, 1);
    struct scan s = { text, len, MIN(offset, len), g_ptr_array_new_with_free_func(drop_frame), c, 0, 0 };
    c->path = g_ptr_array_new_with_free_func(g_free);
    c->attrs = g_ptr_array_new_with_free_func(g_free);
    c->start = c->end = s.offset;
    push(&s, g_strdup(""));
    walk(&s);
    g_ptr_array_free(s.stack, TRUE);
    return c;
}

void context_drop(struct context *c)
{
    g_ptr_array_free(c->path, TRUE);
    g_ptr_array_free(c->attrs, TRUE);
    g_ptr_array_free(c->siblings, TRUE);
    g_free(c->element);
    g_free(c->attr);
    g_free(c);
}

/* The first text behind `at`, tags passed over, white space made single; at most LABEL_BYTES. */
static char *label_behind(const char *text, size_t len, size_t at)
{
    GString *s = g_string_new("");
    size_t stop = MIN(len, at + 8 * (size_t)LABEL_BYTES);
    struct markup_token t;
    while (s->len == 0 && at < stop && markup_next(text, len, &at, &t)) {
        if (t.kind != MARKUP_TEXT)
            continue;
        size_t n = MIN(t.end - t.start, (size_t)LABEL_BYTES);
        while (n > 0 && n < t.end - t.start && ((unsigned char)text[t.start + n] & 0xC0) == 0x80)
            n--;
        char *piece = g_strstrip(g_strndup(text + t.start, n));
        for (const char *p = piece; *p; p++)
            if (!g_ascii_isspace(*p) || !g_ascii_isspace(p[1]))
                g_string_append_c(s, g_ascii_isspace(*p) ? ' ' : *p);
        g_free(piece);
    }
    return g_string_free(s, FALSE);
}

void context_each_value(const char *text, size_t len, const char *element, const char *attr,
                        void (*each)(void *user, const char *value, const char *label), void *user)
{
    struct markup_token t;
    for (size_t at = 0; markup_next(text, len, &at, &t);) {
        size_t name = t.name, name_len = t.name_len;
        if (t.kind != MARKUP_START)
            continue;
        markup_local(text, &name, &name_len);
        struct markup_attr a;
        for (size_t in = 0; (!element || markup_is(text, name, name_len, element)) && markup_next_attr(text, &t, &in, &a);) {
            if (!a.valued || a.open || !markup_is(text, a.name, a.name_len, attr))
                continue;
            char *value = g_strndup(text + a.value, a.value_len), *label = label_behind(text, len, t.end);
            each(user, value, label);
            g_free(label);
            g_free(value);
        }
    }
}
