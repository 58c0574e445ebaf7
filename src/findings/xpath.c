/* SPDX-License-Identifier: MIT */
/* Paths of places. In: sorted offsets and the text. Out: a path for each, in one pass and in memory of what they need. */
#include "findings/xpath.h"

#include "base/arena.h"
#include "base/markup.h"

#include <string.h>

/* An end tag that fits nothing closes nothing; it is looked for this far up, and a path is no longer. */
#define MAX_CLIMB 64u
#define MAX_STEPS 1000u

/* The children of one name of one element. */
struct kind {
    const struct elem *parent;
    const char *name;
    size_t len;
    unsigned count;
    struct kind *next;          /* of the same parent; of the unused ones */
};

struct elem {
    struct elem *parent;        /* of the unused ones: the next */
    struct kind *kind, *kinds;  /* what it is one of; those of its children */
    unsigned index, depth;
    unsigned texts;             /* text nodes so far */
    bool in_text;
    bool kept;                  /* a place lies in it */
};

/* Where one finding is. */
struct place {
    unsigned item;
    uint32_t offset;
    const struct src_file *file;
    struct elem *elem;          /* NULL: in no element */
    unsigned text;              /* the number of the text node; 0: not in a text */
    size_t attr, attr_len;      /* 0: not in an attribute */
};

struct scan {
    const char *text;
    size_t len;
    enum findings_xpath style;
    struct arena *arena;
    GHashTable *kinds;          /* of open elements */
    struct elem *top, *unused_elems;
    struct kind *unused_kinds;
};

static guint hash_kind(gconstpointer p)
{
    const struct kind *k = p;
    guint h = g_direct_hash(k->parent);
    for (size_t i = 0; i < k->len; i++)
        h = h * 33 + (guchar)k->name[i];
    return h;
}

static gboolean equal_kinds(gconstpointer a, gconstpointer b)
{
    const struct kind *x = a, *y = b;
    return x->parent == y->parent && x->len == y->len && memcmp(x->name, y->name, x->len) == 0;
}

static struct kind *kind_of(struct scan *s, const struct markup_token *t)
{
    size_t name = t->name, len = t->name_len;
    if (s->style == FINDINGS_XPATH_LOCAL)
        markup_local(s->text, &name, &len);
    const struct kind key = { s->top, s->text + name, len, 0, NULL };
    struct kind *k = g_hash_table_lookup(s->kinds, &key);
    if (k)
        return k;
    k = s->unused_kinds;
    if (k)
        s->unused_kinds = k->next;
    else
        k = arena_new_array(s->arena, struct kind, 1);
    *k = key;
    if (s->top) {
        k->next = s->top->kinds;
        s->top->kinds = k;
    }
    g_hash_table_add(s->kinds, k);
    return k;
}

static void push(struct scan *s, const struct markup_token *t)
{
    struct kind *k = kind_of(s, t);
    struct elem *e = s->unused_elems;
    if (e)
        s->unused_elems = e->parent;
    else
        e = arena_new_array(s->arena, struct elem, 1);
    *e = (struct elem){ .parent = s->top, .kind = k, .index = ++k->count, .depth = s->top ? s->top->depth + 1 : 1 };
    s->top = e;
}

/* What no place lies in is used again. */
static void pop(struct scan *s)
{
    struct elem *e = s->top;
    s->top = e->parent;
    for (struct kind *k = e->kinds, *next; k; k = next) {
        next = k->next;
        g_hash_table_remove(s->kinds, k);
        if (!e->kept) {
            k->next = s->unused_kinds;
            s->unused_kinds = k;
        }
    }
    if (!e->kept) {
        e->parent = s->unused_elems;
        s->unused_elems = e;
    }
}

/* The open element that an end tag closes; NULL: none near. */
static struct elem *closed_by(const struct scan *s, const struct markup_token *t)
{
    size_t name = t->name, len = t->name_len;
    if (s->style == FINDINGS_XPATH_LOCAL)
        markup_local(s->text, &name, &len);
    unsigned climbed = 0;
    for (struct elem *e = s->top; e && climbed < MAX_CLIMB; e = e->parent, climbed++)
        if (e->kind->len == len && memcmp(e->kind->name, s->text + name, len) == 0)
            return e;
    return NULL;
}

static void keep(struct elem *e)
{
    for (; e && !e->kept; e = e->parent)
        e->kept = true;
}

/* Gives the places `at` … `end` - 1 in a token their element, their attribute or their text; gives the first behind it. */
static guint take_places(struct scan *s, const struct markup_token *t, GArray *places, guint at, guint end)
{
    size_t cursor = 0;
    struct markup_attr a = { 0 };
    bool more = t->kind == MARKUP_START;
    for (; at < end && g_array_index(places, struct place, at).offset < t->end; at++) {
        struct place *p = &g_array_index(places, struct place, at);
        p->elem = s->top;
        keep(s->top);
        while (more && (a.name_len == 0 || a.value + a.value_len < p->offset))
            more = markup_next_attr(s->text, t, &cursor, &a);
        bool xmlns = more && a.name_len >= 5 && memcmp(s->text + a.name, "xmlns", 5) == 0 &&
                     (a.name_len == 5 || s->text[a.name + 5] == ':');
        if (more && a.name <= p->offset && !xmlns) {
            p->attr = a.name;
            p->attr_len = a.name_len;
        }
        if ((t->kind == MARKUP_TEXT || t->kind == MARKUP_CDATA) && s->top)
            p->text = s->top->texts;
    }
    return at;
}

/* One token: opens, places, closes. */
static guint pass(struct scan *s, const struct markup_token *t, GArray *places, guint at, guint end)
{
    bool text = t->kind == MARKUP_TEXT || t->kind == MARKUP_CDATA, opens = t->kind == MARKUP_START && t->name_len > 0;
    struct elem *closed = t->kind == MARKUP_END ? closed_by(s, t) : NULL;
    if (s->top && text && !s->top->in_text)
        s->top->texts++;
    if (s->top)
        s->top->in_text = text;
    if (opens)
        push(s, t);
    while (closed && s->top != closed)
        pop(s);
    at = take_places(s, t, places, at, end);
    if ((opens && t->empty) || closed)
        pop(s);
    return at;
}

/* --- words --- */

static void append_name(GString *out, enum findings_xpath style, const char *name, size_t len, bool attr)
{
    const char *colon = memchr(name, ':', len);
    if (style == FINDINGS_XPATH_LOCAL && (!attr || colon)) {
        size_t skip = colon ? (size_t)(colon - name) + 1 : 0;
        g_string_append_printf(out, "*[local-name()='%.*s']", (int)(len - skip), name + skip);
    } else {
        g_string_append_len(out, name, (gssize)len);
    }
}

static char *path_of(const struct scan *s, const struct place *p)
{
    if (p->elem && p->elem->depth > MAX_STEPS)
        return NULL;
    const struct elem *steps[MAX_STEPS];
    unsigned n = 0;
    for (const struct elem *e = p->elem; e; e = e->parent)
        steps[n++] = e;
    GString *out = g_string_new(n ? "" : "/");
    while (n-- > 0) {
        const struct kind *k = steps[n]->kind;
        g_string_append_c(out, '/');
        append_name(out, s->style, k->name, k->len, false);
        if (k->count > 1)
            g_string_append_printf(out, "[%u]", steps[n]->index);
    }
    if (p->attr_len) {
        g_string_append(out, "/@");
        append_name(out, s->style, s->text + p->attr, p->attr_len, true);
    } else if (p->text) {
        g_string_append(out, "/text()");
        if (p->elem->texts > 1)
            g_string_append_printf(out, "[%u]", p->text);
    }
    char *utf8 = g_utf8_make_valid(out->str, -1);
    g_string_free(out, TRUE);
    return utf8;
}

/* Does the file begin as XML does? HTML leaves end tags out. */
static bool is_xml(const char *text, size_t len)
{
    size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < len && strchr(" \t\r\n", text[at]) && text[at])
        at++;
    const char *s = text + at;
    size_t left = len - at;
    return left > 1 && *s == '<' && !(left > 14 && g_ascii_strncasecmp(s, "<!doctype html", 14) == 0) &&
           !(left > 5 && g_ascii_strncasecmp(s, "<html", 5) == 0);
}

/* The places from `from` on that lie in one file; gives the first that does not. */
static guint scan_file(GArray *places, guint from, enum findings_xpath style, GPtrArray *paths)
{
    const struct src_file *f = g_array_index(places, struct place, from).file;
    struct scan s = { src_file_text(f), src_file_len(f), style, arena_new(), g_hash_table_new(hash_kind, equal_kinds),
                      NULL, NULL, NULL };
    struct markup_token t;
    guint at = from, end = from;
    while (end < places->len && g_array_index(places, struct place, end).file == f)
        end++;
    bool xml = is_xml(s.text, s.len);
    for (size_t pos = 0; xml && markup_next(s.text, s.len, &pos, &t);)
        at = pass(&s, &t, places, at, end);
    for (; xml && at < end; at++) {             /* at the end of the text */
        g_array_index(places, struct place, at).elem = s.top;
        keep(s.top);
    }
    for (guint i = from; xml && i < end; i++) {
        const struct place *p = &g_array_index(places, struct place, i);
        paths->pdata[p->item] = path_of(&s, p);
    }
    g_hash_table_destroy(s.kinds);
    arena_drop(s.arena);
    return end;
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const struct place *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

GPtrArray *findings_xpaths(const struct diag *d, bool passed, enum findings_xpath style)
{
    const unsigned n = passed ? diag_passed_len(d) : diag_len(d);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    GArray *places = g_array_new(FALSE, TRUE, sizeof(struct place));
    g_ptr_array_set_size(paths, (gint)n);
    for (unsigned i = 0; i < n; i++) {
        const struct diag_item *it = passed ? diag_passed_get(d, i) : diag_get(d, i);
        const struct place p = { .item = i, .offset = it->pos.offset, .file = it->pos.file };
        if (p.file)
            g_array_append_val(places, p);
    }
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len;)
        i = scan_file(places, i, style, paths);
    g_array_free(places, TRUE);
    return paths;
}

char *findings_xpath_at(struct src_pos pos, enum findings_xpath style)
{
    if (!pos.file)
        return NULL;
    GPtrArray *paths = g_ptr_array_new();
    GArray *places = g_array_new(FALSE, TRUE, sizeof(struct place));
    const struct place p = { .offset = pos.offset, .file = pos.file };
    g_ptr_array_add(paths, NULL);
    g_array_append_val(places, p);
    scan_file(places, 0, style, paths);
    char *path = paths->pdata[0];
    g_ptr_array_free(paths, TRUE);
    g_array_free(places, TRUE);
    return path;
}
