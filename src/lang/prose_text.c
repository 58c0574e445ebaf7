/* SPDX-License-Identifier: MIT */
/* Prose of files without tags: plain text, a paragraph a line; Markdown, whose paragraphs end at an empty line. */
#include "lang/prose_priv.h"

#include <string.h>

/* The line at `start`: the offset of its end, and of the next line in `*next`. CR, LF and CR LF end lines. */
static size_t line_end(const struct prose_scan *c, size_t start, size_t *next)
{
    size_t i = start;
    while (i < c->len && c->s[i] != '\n' && c->s[i] != '\r')
        i++;
    *next = i + (i < c->len);
    if (i + 1 < c->len && c->s[i] == '\r' && c->s[i + 1] == '\n')
        ++*next;
    return i;
}

static size_t skip_blanks(const struct prose_scan *c, size_t i, size_t end)
{
    while (i < end && (c->s[i] == ' ' || c->s[i] == '\t'))
        i++;
    return i;
}

/* --- Markdown --- */

struct markdown {
    struct prose_scan *c;
    bool fence;                 /* inside of ``` … ``` */
    size_t no_tick;             /* behind this offset no '`' follows, nor … */
    size_t no_paren;            /* … ')' */
};

/* The next `ch` in [i, end), else `end`; a failure is remembered, so that the whole stays linear. */
static size_t find(const struct prose_scan *c, size_t i, size_t end, char ch, size_t *none)
{
    if (i >= *none)
        return end;
    const char *hit = memchr(c->s + i, ch, end - i);
    if (!hit)
        *none = i;
    return hit ? (size_t)(hit - c->s) : end;
}

/* The text of a line: without code, marks of emphasis, addresses of links. */
static void markdown_inline(struct markdown *m, size_t i, size_t end)
{
    struct prose_scan *c = m->c;
    size_t from = i;
    m->no_tick = m->no_paren = end;
    while (i < end) {
        size_t to = i, next;
        bool object = false;
        if (c->s[i] == '`' && (next = find(c, i + 1, end, '`', &m->no_tick)) < end) {
            object = true;
            next++;
        } else if (c->s[i] == ']' && i + 1 < end && c->s[i + 1] == '(' &&
                   (next = find(c, i + 2, end, ')', &m->no_paren)) < end) {
            next++;
        } else if (!strchr("*[]_", c->s[i]) && !(c->s[i] == '!' && i + 1 < end && c->s[i + 1] == '[')) {
            i++;
            continue;
        } else {
            next = i + 1;
        }
        prose_put_text(c, from, to, 0);
        if (object)
            prose_put_object(c, to, next);
        from = i = next;
    }
    prose_put_text(c, from, end, 0);
}

/* The '|' that ends the cell at `i`: not one in code or behind a '\\'. */
static size_t cell_end(const struct prose_scan *c, size_t i, size_t end)
{
    bool code = false;
    for (; i < end && (c->s[i] != '|' || code); i++) {
        if (c->s[i] == '`')
            code = !code;
        else if (c->s[i] == '\\' && i + 1 < end)
            i++;
    }
    return MIN(i, end);
}

static void markdown_table_row(struct markdown *m, size_t i, size_t end)
{
    while (i < end) {
        size_t to = cell_end(m->c, i, end);
        if (strspn(m->c->s + i, " :-|") < to - i)
            markdown_inline(m, i, to);
        prose_end_unit(m->c, PROSE_LABEL, PROSE_PLAIN, "cell");
        i = to + 1;
    }
}

/* Behind the mark of a list item or a quotation; `i` itself when there is none. */
static size_t markdown_mark(const struct prose_scan *c, size_t i, size_t end)
{
    size_t k = i;
    while (k < end && g_ascii_isdigit(c->s[k]))
        k++;
    if (k > i && k < end && (c->s[k] == '.' || c->s[k] == ')'))
        k++;
    else if (k == i && k < end && strchr("-*+>", c->s[k]))
        k++;
    else
        return i;
    return k < end && c->s[k] == ' ' ? k + 1 : i;
}

static void markdown_line(struct markdown *m, size_t start, size_t end, size_t next)
{
    struct prose_scan *c = m->c;
    size_t i = skip_blanks(c, start, end), mark = markdown_mark(c, i, end);
    bool fence = end - i >= 3 && (memcmp(c->s + i, "```", 3) == 0 || memcmp(c->s + i, "~~~", 3) == 0);
    bool code = !prose_is_pending(c) && i - start >= 4 && i == mark;
    if (fence || m->fence || code || i == end || mark > i || c->s[i] == '#' || c->s[i] == '|')
        prose_end_unit(c, PROSE_SENTENCES, PROSE_PLAIN, "");
    m->fence ^= fence;
    if (fence || m->fence || code || i == end)
        return;
    if (c->s[i] == '#') {
        while (i < end && (c->s[i] == '#' || c->s[i] == ' '))
            i++;
        markdown_inline(m, i, end);
        prose_end_unit(c, PROSE_HEADLINE, PROSE_PLAIN, "");
    } else if (c->s[i] == '|') {
        markdown_table_row(m, i, end);
    } else {
        markdown_inline(m, mark, end);
        prose_put_text(c, end, next, 0);
    }
}

/* --- plain text --- */

/* Where the next column of a line begins, behind a tab or four spaces; `end`: this is the last. Its text ends at `*to`. */
static size_t column_end(const struct prose_scan *c, size_t i, size_t end, size_t *to)
{
    for (; i < end; i++) {
        size_t next = skip_blanks(c, i, end);
        if (next == i)
            continue;
        *to = i;
        if (next - i >= 4 || memchr(c->s + i, '\t', next - i))
            return next;
        i = next - 1;
    }
    *to = end;
    return end;
}

/* The head and the foot of a document stand side by side in one line: each column is a text of its own. */
static void text_line(struct prose_scan *c, size_t i, size_t end)
{
    size_t to, first = skip_blanks(c, i, end);
    for (size_t next; first < end; i = first = next) {
        next = column_end(c, first, end, &to);
        prose_put_text(c, i, next < end ? to : end, 0);
        prose_end_unit(c, PROSE_SENTENCES, PROSE_PLAIN, "");
    }
}

void prose_scan_text(struct prose_scan *c)
{
    struct markdown m = { c, false, 0, 0 };
    size_t i = c->len >= 3 && memcmp(c->s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < c->len) {
        size_t next, end = line_end(c, i, &next);
        if (c->dialect == PROSE_MARKDOWN) {
            markdown_line(&m, i, end, next);
        } else {
            text_line(c, i, end);
        }
        i = next;
    }
    prose_end_unit(c, PROSE_SENTENCES, PROSE_PLAIN, "");
}
