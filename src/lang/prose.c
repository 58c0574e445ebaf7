/* SPDX-License-Identifier: MIT */
/* Units of prose: how they are put together, and the way back into the file. */
#include "lang/prose.h"

#include "lang/prose_priv.h"

#include <string.h>

#define REPORT_NS "urn:sapchu:report:"

struct prose *prose_new(void)
{
    struct prose *p = g_new(struct prose, 1);
    *p = (struct prose){ arena_new(), g_ptr_array_new(), g_string_new(NULL),
                         g_array_new(FALSE, FALSE, sizeof(struct prose_piece)) };
    return p;
}

void prose_drop(struct prose *p)
{
    if (!p)
        return;
    g_ptr_array_free(p->units, TRUE);
    g_string_free(p->text, TRUE);
    g_array_free(p->pieces, TRUE);
    arena_drop(p->arena);
    g_free(p);
}

unsigned prose_len(const struct prose *p)
{
    return p->units->len;
}

const struct prose_unit *prose_get(const struct prose *p, unsigned i)
{
    return p->units->pdata[i];
}

/* --- the unit under construction --- */

static void put(struct prose_scan *c, const char *bytes, size_t n, size_t src, size_t src_len, unsigned flags)
{
    struct prose *p = c->p;
    guint k = p->pieces->len;
    struct prose_piece *last = k ? &g_array_index(p->pieces, struct prose_piece, k - 1) : NULL;
    if (last && last->flags == flags && !(flags & ~(unsigned)PROSE_PIECE_CDATA) && last->src + last->src_len == src) {
        last->src_len += (uint32_t)src_len;
    } else {
        const struct prose_piece piece = { (uint32_t)p->text->len, (uint32_t)src, (uint32_t)src_len, flags };
        g_array_append_val(p->pieces, piece);
    }
    g_string_append_len(p->text, bytes, (gssize)n);
}

static bool ends_in_space(const struct prose *p)
{
    return p->text->len == 0 || prose_is_space(p->text->str[p->text->len - 1]);
}

void prose_put_text(struct prose_scan *c, size_t start, size_t end, unsigned flags)
{
    const char *s = c->s;
    while (start < end) {
        size_t i = start;
        if (!prose_is_space(s[i])) {
            while (i < end && !prose_is_space(s[i]))
                i++;
            put(c, s + start, i - start, start, i - start, flags);
            start = i;
            continue;
        }
        bool line = false;
        for (; i < end && prose_is_space(s[i]); i++)
            line |= s[i] == '\n' || s[i] == '\r';
        if (!ends_in_space(c->p)) {
            if (line)
                put(c, " ", 1, start, i - start, flags | PROSE_PIECE_CODED);
            else
                put(c, s + start, i - start, start, i - start, flags);
        }
        start = i;
    }
}

void prose_put_char(struct prose_scan *c, gunichar ch, size_t start, size_t end)
{
    char bytes[6];
    if (ch < 0x80 && prose_is_space((char)ch)) {
        if (ends_in_space(c->p))
            return;
        ch = ' ';
    }
    put(c, bytes, (size_t)g_unichar_to_utf8(ch, bytes), start, end - start, PROSE_PIECE_CODED);
}

void prose_put_object(struct prose_scan *c, size_t start, size_t end)
{
    put(c, PROSE_OBJECT, strlen(PROSE_OBJECT), start, end - start, PROSE_PIECE_OBJECT);
}

bool prose_is_pending(const struct prose_scan *c)
{
    return c->p->text->len > 0;
}

static bool has_words(const GString *text)
{
    for (const char *s = text->str; *s; s++) {
        if (strncmp(s, PROSE_OBJECT, 3) == 0)
            s += 2;
        else if (!prose_is_space(*s))
            return true;
    }
    return false;
}

void prose_end_unit(struct prose_scan *c, enum prose_kind kind, enum prose_form form, const char *element)
{
    struct prose *p = c->p;
    while (p->text->len && prose_is_space(p->text->str[p->text->len - 1]))
        g_string_truncate(p->text, p->text->len - 1);
    while (p->pieces->len && g_array_index(p->pieces, struct prose_piece, p->pieces->len - 1).at >= p->text->len)
        g_array_set_size(p->pieces, p->pieces->len - 1);
    if (p->pieces->len && p->units->len < PROSE_MAX_UNITS && has_words(p->text)) {
        struct prose_unit *u = arena_new0(p->arena, struct prose_unit);
        u->len = (uint32_t)p->text->len;
        u->text = arena_memdup(p->arena, p->text->str, p->text->len + 1);
        u->kind = kind;
        u->form = form;
        u->dialect = c->dialect;
        u->element = element;
        u->file = c->f;
        u->n_pieces = p->pieces->len;
        u->pieces = arena_memdup(p->arena, p->pieces->data, p->pieces->len * sizeof(struct prose_piece));
        g_ptr_array_add(p->units, u);
    }
    g_string_truncate(p->text, 0);
    g_array_set_size(p->pieces, 0);
}

/* --- the way back --- */

/* The piece that holds the byte `at` of the text. */
static const struct prose_piece *piece_at(const struct prose_unit *u, uint32_t at)
{
    uint32_t lo = 0, hi = u->n_pieces;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (u->pieces[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return &u->pieces[lo];
}

bool prose_range(const struct prose_unit *u, uint32_t start, uint32_t end, struct src_range *out)
{
    bool insert = start == end;
    const struct prose_piece *a = piece_at(u, insert && start ? start - 1 : start);
    const struct prose_piece *b = piece_at(u, end ? end - 1 : 0);
    uint32_t from = a->src + (a->flags & (PROSE_PIECE_CODED | PROSE_PIECE_OBJECT) ? 0 : start - a->at);
    uint32_t to = b->src + (b->flags & (PROSE_PIECE_CODED | PROSE_PIECE_OBJECT) ? b->src_len : end - b->at);
    *out = (struct src_range){ u->file, insert && start ? to : from, insert && !start ? from : to };
    bool whole = !(a->flags & PROSE_PIECE_OBJECT) || insert;
    for (const struct prose_piece *p = a; p < b; p++)
        whole = whole && p->src + p->src_len == p[1].src && !(p[1].flags & PROSE_PIECE_OBJECT);
    return whole;
}

char *prose_escape(const struct prose_unit *u, uint32_t at, const char *text)
{
    if (u->form == PROSE_PLAIN || piece_at(u, at)->flags & PROSE_PIECE_CDATA)
        return g_strdup(text);
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text == '&')
            g_string_append(out, "&amp;");
        else if (*text == '<')
            g_string_append(out, "&lt;");
        else if (*text == '"' && u->form == PROSE_VALUE)
            g_string_append(out, "&quot;");
        else if (*text == '\'' && u->form == PROSE_VALUE)
            g_string_append(out, "&apos;");
        else
            g_string_append_c(out, *text);
    }
    return g_string_free(out, FALSE);
}

/* --- dialects --- */

static bool has_extension(const char *name, const char *const *list)
{
    const char *dot = strrchr(name, '.');
    for (; dot && *list; list++)
        if (g_ascii_strcasecmp(dot + 1, *list) == 0)
            return true;
    return false;
}

/* The first tag that is neither a declaration nor a comment; NULL: the file does not begin as markup does. */
static const char *first_tag(const char *s, const char *end)
{
    while (s < end) {
        while (s < end && prose_is_space(*s))
            s++;
        if (s >= end || *s != '<')
            return NULL;
        if (s + 1 < end && s[1] != '?' && s[1] != '!')
            return s;
        bool comment = g_str_has_prefix(s, "<!--");
        s = g_strstr_len(s, end - s, comment ? "-->" : ">");
        if (!s)
            return NULL;
        s += comment ? 3 : 1;
    }
    return NULL;
}

enum prose_dialect prose_dialect_of(const struct src_file *f)
{
    static const char *const html[] = { "html", "htm", NULL }, *const text[] = { "txt", "text", NULL },
        *const markdown[] = { "md", "markdown", NULL };
    const char *name = src_file_name(f), *s = src_file_text(f), *end = s + src_file_len(f);
    if (has_extension(name, html))
        return PROSE_HTML;
    if (has_extension(name, text))
        return PROSE_TEXT;
    if (has_extension(name, markdown))
        return PROSE_MARKDOWN;
    if (end - s >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        s += 3;
    const char *tag = first_tag(s, end);
    if (!tag)
        return PROSE_TEXT;
    if (g_ascii_strncasecmp(tag, "<html", 5) == 0)
        return PROSE_HTML;
    const char *close = memchr(tag, '>', (size_t)(end - tag));
    return close && g_strstr_len(tag, close - tag, REPORT_NS) ? PROSE_REPORT : PROSE_XML;
}

void prose_add(struct prose *p, const struct src_file *f, enum prose_dialect dialect)
{
    struct prose_scan c = { p, f, src_file_text(f), src_file_len(f), dialect };
    if (dialect == PROSE_TEXT || dialect == PROSE_MARKDOWN)
        prose_scan_text(&c);
    else
        prose_scan_markup(&c);
}
