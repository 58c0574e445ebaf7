/* SPDX-License-Identifier: MIT */
/* The text of an open document, the starts of its lines, and changes. */
#include "lsp/text.h"

#include "lsp/json.h"

#include <string.h>

struct text {
    GString *content;
    GArray *lines;              /* of gsize: the offset of each line's first byte; NULL: to be found again */
    enum text_units units;
    /* The last position that was asked for: a text may be one long line with a finding in each word. */
    gsize last, last_units;
};

static GString *valid(const char *content)
{
    char *s = g_utf8_make_valid(content, -1);
    GString *out = g_string_new(s);
    g_free(s);
    return out;
}

struct text *text_new(const char *content, enum text_units units)
{
    struct text *t = g_new0(struct text, 1);
    t->content = valid(content);
    t->units = units;
    return t;
}

void text_drop(struct text *t)
{
    if (!t)
        return;
    g_string_free(t->content, TRUE);
    if (t->lines)
        g_array_free(t->lines, TRUE);
    g_free(t);
}

const char *text_content(const struct text *t, size_t *len)
{
    *len = t->content->len;
    return t->content->str;
}

/* A line ends with "\n", "\r\n" or "\r" (LSP 3.17, Text Documents). */
static const GArray *lines_of(const struct text *t)
{
    if (t->lines)
        return t->lines;
    GArray *a = g_array_new(FALSE, FALSE, sizeof(gsize));
    const char *s = t->content->str;
    gsize start = 0;
    g_array_append_val(a, start);
    for (gsize i = 0; i < t->content->len; i++) {
        if (s[i] != '\n' && !(s[i] == '\r' && s[i + 1] != '\n'))
            continue;
        start = i + 1;
        g_array_append_val(a, start);
    }
    ((struct text *)t)->lines = a;
    return a;
}

static gsize units_of(const struct text *t, const char *p)
{
    if (t->units == TEXT_UTF8)
        return (gsize)(g_utf8_next_char(p) - p);
    return g_utf8_get_char(p) > 0xFFFF ? 2 : 1;
}

size_t text_offset(const struct text *t, JsonObject *position)
{
    const GArray *lines = lines_of(t);
    gint64 line = json_get_int(position, "line", 0);
    gint64 want = json_get_int(position, "character", 0);
    if (line < 0)
        return 0;
    if (line >= (gint64)lines->len)
        return t->content->len;
    const char *p = t->content->str + g_array_index(lines, gsize, line), *end = t->content->str + t->content->len;
    for (gint64 at = 0; p < end && *p != '\n' && *p != '\r'; p = g_utf8_next_char(p)) {
        at += (gint64)units_of(t, p);
        if (at > want)
            break;
    }
    return (size_t)(p - t->content->str);
}

static JsonObject *position_of(const struct text *t, size_t offset)
{
    const GArray *lines = lines_of(t);
    guint lo = 0, hi = lines->len;
    offset = MIN(offset, t->content->len);
    while (hi - lo > 1) {
        guint mid = lo + (hi - lo) / 2;
        if (g_array_index(lines, gsize, mid) <= offset)
            lo = mid;
        else
            hi = mid;
    }
    gsize start = g_array_index(lines, gsize, lo), units = 0;
    if (t->last >= start && t->last <= offset) {
        start = t->last;
        units = t->last_units;
    }
    const char *end = t->content->str + offset;
    for (const char *p = t->content->str + start; p < end; p = g_utf8_next_char(p))
        units += units_of(t, p);
    ((struct text *)t)->last = offset;
    ((struct text *)t)->last_units = units;
    JsonObject *o = json_object_new();
    json_object_set_int_member(o, "line", lo);
    json_object_set_int_member(o, "character", (gint64)units);
    return o;
}

JsonObject *text_range(const struct text *t, size_t start, size_t end)
{
    JsonObject *o = json_object_new();
    json_object_set_object_member(o, "start", position_of(t, start));
    json_object_set_object_member(o, "end", position_of(t, MAX(start, end)));
    return o;
}

bool text_change(struct text *t, JsonObject *change)
{
    const char *words = json_get_string(change, "text");
    JsonObject *range = json_get_object(change, "range");
    JsonObject *from = json_get_object(range, "start"), *to = json_get_object(range, "end");
    if (!words || (range && (!from || !to)))
        return false;
    GString *with = valid(words);
    size_t start = from ? text_offset(t, from) : 0, end = to ? text_offset(t, to) : t->content->len;
    end = MAX(start, end);
    g_string_erase(t->content, (gssize)start, (gssize)(end - start));
    g_string_insert_len(t->content, (gssize)start, with->str, (gssize)with->len);
    g_string_free(with, TRUE);
    if (t->lines)
        g_array_free(t->lines, TRUE);
    t->lines = NULL;
    t->last = t->last_units = 0;
    return true;
}
