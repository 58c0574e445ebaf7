/* SPDX-License-Identifier: MIT */
/* Tokens of markup by XML 1.0 §2 and §3, with what is missing taken as it most likely was meant. */
#include "base/markup.h"

#include <string.h>

/* The longest name of an entity, and number of a reference. */
#define MAX_ENTITY 40

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool in_name(char c)
{
    return !is_space(c) && c != '<' && c != '>' && c != '/' && c != '=' && c != '"' && c != '\'' && c != '?';
}

static bool starts(const char *text, size_t len, size_t at, const char *word)
{
    size_t n = strlen(word);
    return len - at >= n && memcmp(text + at, word, n) == 0;
}

/* The end of what begins at `at`: behind `mark`, or the end of the text. */
static size_t behind(const char *text, size_t len, size_t at, const char *mark, bool *open)
{
    const char *s = text + at, *end = text + len;
    while ((s = memchr(s, mark[0], (size_t)(end - s))) != NULL) {
        if (starts(text, len, (size_t)(s - text), mark))
            return (size_t)(s - text) + strlen(mark);
        s++;
    }
    *open = true;
    return len;
}

static size_t take_name(const char *text, size_t len, size_t at, struct markup_token *t)
{
    t->name = at;
    while (at < len && in_name(text[at]))
        at++;
    t->name_len = at - t->name;
    return at;
}

/* Behind the literal whose quotation mark is at `at`; one that is not closed, or `near` only behind a '<', hides nothing. */
static size_t literal_end(const char *text, size_t len, size_t at, bool near)
{
    size_t close = at + 1;
    while (close < len && text[close] != text[at] && !(near && text[close] == '<'))
        close++;
    return close < len && text[close] == text[at] ? close + 1 : at + 1;
}

/*
 * The end of a tag's inside. A quotation mark hides '>'; one that is never closed, or only behind a '<', hides nothing:
 * it is being typed.
 */
static size_t tag_end(const char *text, size_t len, size_t at, struct markup_token *t)
{
    while (at < len && text[at] != '>' && text[at] != '<') {
        char c = text[at];
        at = c == '"' || c == '\'' ? literal_end(text, len, at, true) : at + 1;
    }
    t->open = at >= len || text[at] == '<';
    t->empty = !t->open && at > t->name + t->name_len && text[at - 1] == '/';
    return t->open ? at : at + 1;
}

/*
 * A document type declaration ends at the '>' that stands outside of its internal subset, and of what may hide it there: literals,
 * comments, instructions.
 */
static size_t doctype_end(const char *text, size_t len, size_t at, struct markup_token *t)
{
    bool subset = false, open = false;
    while (at < len) {
        char c = text[at];
        if (c == '"' || c == '\'') {
            at = literal_end(text, len, at, !subset);
            continue;
        }
        if (starts(text, len, at, "<!--") || starts(text, len, at, "<?")) {
            at = behind(text, len, at + 2, text[at + 1] == '?' ? "?>" : "-->", &open);
            continue;
        }
        if (c == '<' && !subset) {      /* it is being typed */
            t->open = true;
            return at;
        }
        if (c == '[' || c == ']')
            subset = c == '[';
        at++;
        if (c == '>' && !subset)
            return at;
    }
    t->open = true;
    return len;
}

static size_t take_markup(const char *text, size_t len, size_t at, struct markup_token *t)
{
    if (starts(text, len, at, "<!--")) {
        t->kind = MARKUP_COMMENT;
        return behind(text, len, at + 4, "-->", &t->open);
    }
    if (starts(text, len, at, "<![CDATA[")) {
        t->kind = MARKUP_CDATA;
        return behind(text, len, at + 9, "]]>", &t->open);
    }
    if (starts(text, len, at, "<!")) {
        t->kind = MARKUP_DOCTYPE;
        return doctype_end(text, len, at + 2, t);
    }
    if (starts(text, len, at, "<?")) {
        t->kind = MARKUP_PI;
        return behind(text, len, take_name(text, len, at + 2, t), "?>", &t->open);
    }
    t->kind = starts(text, len, at, "</") ? MARKUP_END : MARKUP_START;
    return tag_end(text, len, take_name(text, len, at + (t->kind == MARKUP_END ? 2 : 1), t), t);
}

bool markup_next(const char *text, size_t len, size_t *at, struct markup_token *t)
{
    if (*at >= len)
        return false;
    memset(t, 0, sizeof *t);
    t->start = *at;
    if (text[*at] == '<') {
        t->end = take_markup(text, len, *at, t);
    } else {
        const char *next = memchr(text + *at, '<', len - *at);
        t->kind = MARKUP_TEXT;
        t->end = next ? (size_t)(next - text) : len;
    }
    *at = t->end;
    return true;
}

bool markup_next_attr(const char *text, const struct markup_token *tag, size_t *at, struct markup_attr *a)
{
    size_t end = tag->open ? tag->end : tag->end - 1 - (tag->empty ? 1 : 0);
    size_t s = *at ? *at : tag->name + tag->name_len;
    while (s < end && !in_name(text[s]))
        s++;
    if (s >= end)
        return false;
    memset(a, 0, sizeof *a);
    a->name = s;
    while (s < end && in_name(text[s]))
        s++;
    a->name_len = s - a->name;
    size_t quote = s;
    while (quote < end && is_space(text[quote]))
        quote++;
    if (quote < end && text[quote] == '=') {
        for (quote++; quote < end && is_space(text[quote]); quote++)
            ;
        s = quote;
        if (s < end && (text[s] == '"' || text[s] == '\'')) {
            a->valued = true;
            a->value = s + 1;
            const char *close = memchr(text + a->value, text[s], end - a->value);
            a->open = !close;
            a->value_len = (close ? (size_t)(close - text) : end) - a->value;
            s = a->value + a->value_len + (close ? 1 : 0);
        }
    }
    *at = s;
    return true;
}

gunichar markup_entity(const char *name, size_t len)
{
    static const struct {
        const char *name;
        gunichar ch;
    } predefined[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
    for (size_t k = 0; k < G_N_ELEMENTS(predefined); k++)
        if (strlen(predefined[k].name) == len && memcmp(predefined[k].name, name, len) == 0)
            return predefined[k].ch;
    return 0;
}

/* The number of "#38" and "#x26"; HTML has "#X26" too. */
static gunichar numbered(const char *s, const char *end)
{
    bool hex = s[1] == 'x' || s[1] == 'X';
    const char *digits = s + 1 + hex;
    char *stop = NULL;
    guint64 v = g_ascii_isxdigit(*digits) ? g_ascii_strtoull(digits, &stop, hex ? 16 : 10) : 0;
    return v && stop == end && v <= 0x10FFFF && g_unichar_validate((gunichar)v) ? (gunichar)v : 0;
}

gunichar markup_reference(const char *text, size_t len, size_t at, size_t *next)
{
    const char *s = text + at + 1, *end = memchr(s, ';', MIN(len - at - 1, (size_t)MAX_ENTITY));
    if (!end || end == s)
        return 0;
    *next = (size_t)(end - text) + 1;
    if (*s == '#')
        return numbered(s, end);
    for (const char *p = s; p < end; p++)
        if (!g_ascii_isalnum(*p) && !strchr("_:-.", *p) && (unsigned char)*p < 0x80)
            return 0;
    gunichar c = markup_entity(s, (size_t)(end - s));
    return c ? c : MARKUP_UNKNOWN;
}

void markup_local(const char *text, size_t *name, size_t *len)
{
    const char *colon = memchr(text + *name, ':', *len);
    if (!colon)
        return;
    size_t skip = (size_t)(colon - (text + *name)) + 1;
    *name += skip;
    *len -= skip;
}

bool markup_is(const char *text, size_t name, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(text + name, word, len) == 0;
}
