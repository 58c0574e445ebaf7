/* SPDX-License-Identifier: MIT */
/*
 * Prose of files with tags. A scanner of our own and no tree: every byte of text knows its offset, broken markup loses
 * no text, and the work is linear. What an element is to the prose stands in prose.def.
 */
#include "base/markup.h"
#include "lang/prose_priv.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum how { BLOCK, INLINE, DATA, OBJECT, BREAK };

struct row {
    const char *parent, *element;
    enum how how;
    enum prose_kind kind;
};

struct value_row {
    const char *element, *attribute;
    enum prose_kind kind;
};

enum { SET_REPORT, SET_HTML };

static const struct {
    int set;
    struct row row;
} rows[] = {
#define PROSE(set, parent, element, how, kind) { SET_##set, { parent, element, how, PROSE_##kind } },
#include "lang/prose.def"
};

static const struct {
    int set;
    struct value_row row;
} value_rows[] = {
#define PROSE_ATTRIBUTE(set, element, attribute, kind) { SET_##set, { element, attribute, PROSE_##kind } },
#include "lang/prose.def"
};

/* Elements deeper than this are read as INLINE. */
enum { MAX_DEPTH = 512, HTML_REACH = 64 };

struct frame {
    const char *name;           /* in the source */
    size_t len;
    const char *element;        /* static: the row's name, "" without one */
    enum how how;
    enum prose_kind kind;       /* of the unit that its text belongs to */
    bool skip;                  /* its text is not taken */
};

struct markup {
    struct prose_scan *c;
    int set;
    bool html, any;             /* `any`: XML without a table */
    struct frame stack[MAX_DEPTH];
    unsigned depth, deeper;     /* `deeper`: open elements beyond the stack */
    size_t no_quote[2];         /* behind this offset no " (no ') follows */
    size_t no_close;            /* … no '>' */
};

/* --- names --- */

static bool is_name_start(char ch)
{
    return g_ascii_isalpha(ch) || ch == '_' || ch == ':' || (unsigned char)ch >= 0x80;
}

static bool is_name(char ch)
{
    return is_name_start(ch) || g_ascii_isdigit(ch) || ch == '-' || ch == '.';
}

static bool same(const struct markup *m, const char *s, size_t len, const char *word)
{
    return strlen(word) == len && (m->html ? g_ascii_strncasecmp(s, word, len) == 0 : memcmp(s, word, len) == 0);
}

/* A name without its prefix: the rows have none. */
static const char *local(const struct markup *m, const char *name, size_t *len)
{
    const char *colon = m->html ? NULL : memchr(name, ':', *len);
    if (!colon)
        return name;
    *len -= (size_t)(colon + 1 - name);
    return colon + 1;
}

static const struct frame *top(const struct markup *m)
{
    return m->depth ? &m->stack[m->depth - 1] : NULL;
}

static const struct row *find_row(const struct markup *m, const char *name, size_t len)
{
    const struct frame *up = top(m);
    if (m->any)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct row *r = &rows[i].row;
        if (rows[i].set != m->set || !same(m, name, len, r->element))
            continue;
        if (!*r->parent || (up && same(m, up->name, up->len, r->parent)))
            return r;
    }
    return NULL;
}

/* --- text --- */

/* The character of a reference at `i`, its end in `*next`; 0: it is none. MARKUP_UNKNOWN: one that is not known here. */
static gunichar reference(const struct markup *m, size_t i, size_t end, size_t *next)
{
    gunichar ch = markup_reference(m->c->s, end, i, next);
    if (ch != MARKUP_UNKNOWN || !m->html)
        return ch;
    char *name = g_strndup(m->c->s + i + 1, *next - i - 2);
    const htmlEntityDesc *e = htmlEntityLookup((const xmlChar *)name);
    g_free(name);
    return e ? e->value : MARKUP_UNKNOWN;
}

static void put_text(struct markup *m, size_t i, size_t end)
{
    struct prose_scan *c = m->c;
    while (i < end) {
        const char *amp = memchr(c->s + i, '&', end - i);
        size_t to = amp ? (size_t)(amp - c->s) : end, next;
        prose_put_text(c, i, to, 0);
        if (!amp)
            return;
        gunichar ch = reference(m, to, end, &next);
        if (ch == MARKUP_UNKNOWN) {
            prose_put_object(c, to, next);
        } else if (ch) {
            prose_put_char(c, ch, to, next);
        } else {
            next = to + 1;
            prose_put_text(c, to, next, 0);
        }
        i = next;
    }
}

static bool skipping(const struct markup *m)
{
    return m->depth && top(m)->skip;
}

static void end_unit(struct markup *m)
{
    const struct frame *f = top(m);
    prose_end_unit(m->c, f ? f->kind : PROSE_SENTENCES, PROSE_MARKUP, f ? f->element : "");
}

/* --- tags --- */

/* The next `ch` at or behind `i`, else the end of the file; each kind is missed once only. */
static size_t find(const struct markup *m, size_t i, char ch, size_t *none)
{
    const struct prose_scan *c = m->c;
    if (i >= *none)
        return c->len;
    const char *hit = memchr(c->s + i, ch, c->len - i);
    if (!hit)
        *none = i;
    return hit ? (size_t)(hit - c->s) : c->len;
}

/* An attribute: name and value as they stand in the source. */
struct attr {
    const char *name;
    size_t len, value, value_end;
};

/* Reads the attribute at `i`; its end in `*next`. False: the tag ends. */
static bool next_attr(struct markup *m, size_t i, struct attr *a, size_t *next)
{
    const struct prose_scan *c = m->c;
    while (i < c->len && (prose_is_space(c->s[i]) || c->s[i] == '/'))
        i++;
    *next = i;
    if (i >= c->len || c->s[i] == '>' || c->s[i] == '<')
        return false;
    a->name = c->s + i;
    size_t start = i++;
    while (i < c->len && !prose_is_space(c->s[i]) && !strchr("=>/<", c->s[i]))
        i++;
    a->len = i - start;
    a->value = a->value_end = i;
    while (i < c->len && prose_is_space(c->s[i]))
        i++;
    *next = i;
    if (i >= c->len || c->s[i] != '=')
        return true;
    for (i++; i < c->len && prose_is_space(c->s[i]); i++)
        ;
    if (i < c->len && (c->s[i] == '"' || c->s[i] == '\'')) {
        a->value = i + 1;
        a->value_end = find(m, i + 1, c->s[i], &m->no_quote[c->s[i] == '\'']);
        if (a->value_end == c->len) {           /* never closed: the tag ends where it seems to */
            a->value_end = *next = find(m, i + 1, '>', &m->no_close);
            return true;
        }
        *next = a->value_end + 1;
    } else {
        for (a->value = i; i < c->len && !prose_is_space(c->s[i]) && c->s[i] != '>' && c->s[i] != '<'; i++)
            ;
        a->value_end = *next = i;
    }
    return true;
}

static const struct value_row *find_value(const struct markup *m, const char *element, size_t len, const struct attr *a)
{
    if (m->any)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(value_rows); i++) {
        const struct value_row *r = &value_rows[i].row;
        if (value_rows[i].set == m->set && same(m, a->name, a->len, r->attribute) &&
            (!*r->element || same(m, element, len, r->element)))
            return r;
    }
    return NULL;
}

/* A value is a unit of its own, whatever is under construction around its element. */
static void take_value(struct markup *m, const struct attr *a, const struct value_row *row)
{
    struct prose *p = m->c->p;
    GString *text = p->text;
    GArray *pieces = p->pieces;
    p->text = g_string_new(NULL);
    p->pieces = g_array_new(FALSE, FALSE, sizeof(struct prose_piece));
    put_text(m, a->value, a->value_end);
    prose_end_unit(m->c, row->kind, PROSE_VALUE, row->attribute);
    g_string_free(p->text, TRUE);
    g_array_free(p->pieces, TRUE);
    p->text = text;
    p->pieces = pieces;
}

static bool is_foreign(const struct markup *m, const struct attr *a)
{
    if (!same(m, a->name, a->len, "xml:lang") && !same(m, a->name, a->len, "lang"))
        return false;
    size_t n = a->value_end - a->value;
    return m->depth > 0 && n >= 2 && g_ascii_strncasecmp(m->c->s + a->value, "vi", 2) != 0;
}

static bool has_text_before_tag(const struct prose_scan *c, size_t i)
{
    while (i < c->len && prose_is_space(c->s[i]))
        i++;
    return i < c->len && c->s[i] != '<';
}

/* What an element is that has no row. */
static enum how how_without_row(const struct markup *m)
{
    if (m->html || (m->any && prose_is_pending(m->c)))
        return INLINE;
    return BLOCK;
}

static bool is_void(const struct markup *m, const char *name, size_t len)
{
    static const char *const names[] = { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                                         "source", "track", "wbr" };
    for (guint i = 0; m->html && i < G_N_ELEMENTS(names); i++)
        if (same(m, name, len, names[i]))
            return true;
    return false;
}

/* <p> ends a <p> that is open, <li> an <li>. */
static void close_implied(struct markup *m, const char *name, size_t len)
{
    static const char *const names[] = { "p", "li", "td", "th", "tr", "dt", "dd", "option" };
    const struct frame *f = top(m);
    for (guint i = 0; m->html && f && !f->skip && i < G_N_ELEMENTS(names); i++)
        if (same(m, name, len, names[i]) && same(m, f->name, f->len, names[i])) {
            end_unit(m);
            m->depth--;
            return;
        }
}

static void push(struct markup *m, const char *name, size_t len, enum how how, const struct row *row, bool skip)
{
    if (m->depth == MAX_DEPTH) {
        m->deeper++;
        return;
    }
    const struct frame *up = top(m);
    bool flows = how == INLINE || how == OBJECT;
    m->stack[m->depth++] = (struct frame){
        name, len, flows ? (up ? up->element : "") : row ? row->element : "", how,
        flows && up ? up->kind : row ? row->kind : PROSE_SENTENCES, skip };
}

/* HTML: the text of these ends at their own end tag alone. Gives the offset of that tag. */
static size_t skip_raw(const struct markup *m, const char *name, size_t len, size_t i)
{
    const struct prose_scan *c = m->c;
    if (!m->html || !(same(m, name, len, "script") || same(m, name, len, "style") || same(m, name, len, "textarea")))
        return i;
    for (; i < c->len; i++) {
        const char *lt = memchr(c->s + i, '<', c->len - i);
        if (!lt)
            return c->len;
        i = (size_t)(lt - c->s);
        if (i + 2 + len <= c->len && c->s[i + 1] == '/' && g_ascii_strncasecmp(c->s + i + 2, name, len) == 0)
            return i;
    }
    return c->len;
}

static size_t start_tag(struct markup *m, size_t at)
{
    const struct prose_scan *c = m->c;
    size_t i = at + 1;
    while (i < c->len && is_name(c->s[i]))
        i++;
    size_t len = i - at - 1;
    const char *name = local(m, c->s + at + 1, &len);
    bool skip = skipping(m), foreign = false;
    if (!skip)
        close_implied(m, name, len);
    const struct row *row = skip ? NULL : find_row(m, name, len);
    enum how how = skip ? INLINE : row ? row->how : how_without_row(m);
    if (how == BLOCK || how == BREAK || how == DATA)
        end_unit(m);
    struct attr a;
    size_t next;
    while (next_attr(m, i, &a, &next)) {
        const struct value_row *v = skip ? NULL : find_value(m, name, len, &a);
        if (v)
            take_value(m, &a, v);
        foreign |= is_foreign(m, &a);
        i = next;
    }
    bool empty = c->s[next - 1] == '/' && (!m->html || how == OBJECT);
    next += next < c->len && c->s[next] == '>';
    if (how == OBJECT || (foreign && how == INLINE && !skip))
        prose_put_object(m->c, at, next);
    if (empty || how == BREAK || is_void(m, name, len))
        return next;
    push(m, name, len, how, row, skip || foreign || how == DATA || how == OBJECT);
    return skip_raw(m, name, len, next);
}

/* Takes the innermost element off the stack. */
static void pop(struct markup *m, size_t behind)
{
    const struct frame *f = top(m);
    bool flows = f->how == INLINE || f->how == OBJECT;
    /* <p><b>Họp</b> tại xã</p>: what is followed by text flows with it */
    bool mixed = m->any && f->how == BLOCK && has_text_before_tag(m->c, behind);
    if (!flows && !mixed && !f->skip)
        end_unit(m);
    m->depth--;
}

static size_t end_tag(struct markup *m, size_t at)
{
    const struct prose_scan *c = m->c;
    size_t i = at + 2;
    while (i < c->len && is_name(c->s[i]))
        i++;
    size_t len = i - at - 2, close = find(m, i, '>', &m->no_close), next = MIN(close + 1, c->len);
    const char *name = local(m, c->s + at + 2, &len);
    if (m->deeper) {
        m->deeper--;
        return next;
    }
    unsigned reach = MIN(m->depth, (unsigned)HTML_REACH);
    for (unsigned k = 1; k <= reach; k++) {
        const struct frame *f = &m->stack[m->depth - k];
        if (f->len != len || (m->html ? g_ascii_strncasecmp(f->name, name, len) : memcmp(f->name, name, len)) != 0)
            continue;
        while (k--)
            pop(m, next);
        break;
    }
    return next;
}

/* Comments, CDATA sections, declarations and instructions: the offset behind it. */
static size_t declaration(struct markup *m, size_t at)
{
    const struct prose_scan *c = m->c;
    struct markup_token t;
    if (m->html && c->s[at + 1] == '?')         /* HTML has none: a comment up to the next '>' */
        return MIN(find(m, at, '>', &m->no_close) + 1, c->len);
    markup_next(c->s, c->len, &at, &t);
    if (t.kind == MARKUP_CDATA && !skipping(m))
        prose_put_text(m->c, t.start + 9, t.end - (t.open ? 0 : 3), PROSE_PIECE_CDATA);
    return at;
}

void prose_scan_markup(struct prose_scan *c)
{
    struct markup *m = g_new0(struct markup, 1);
    m->c = c;
    m->html = c->dialect == PROSE_HTML;
    m->any = c->dialect == PROSE_XML;
    m->set = m->html ? SET_HTML : SET_REPORT;
    m->no_quote[0] = m->no_quote[1] = m->no_close = c->len;
    size_t i = c->len >= 3 && memcmp(c->s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < c->len) {
        char next = i + 1 < c->len ? c->s[i + 1] : '\0';
        if (c->s[i] == '<' && (next == '!' || next == '?')) {
            i = declaration(m, i);
        } else if (c->s[i] == '<' && next == '/') {
            i = end_tag(m, i);
        } else if (c->s[i] == '<' && is_name_start(next)) {
            i = start_tag(m, i);
        } else {
            const char *lt = i + 1 < c->len ? memchr(c->s + i + 1, '<', c->len - i - 1) : NULL;
            size_t to = lt ? (size_t)(lt - c->s) : c->len;
            if (!skipping(m))
                put_text(m, i, to);
            i = to;
        }
    }
    end_unit(m);
    g_free(m);
}
