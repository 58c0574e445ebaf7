/* SPDX-License-Identifier: MIT */
/*
 * Where a letter of a paragraph is from. Its text is no longer that of the document: white space was treated, letters were made
 * capitals, and it is in NFC. So letters that are neither white nor marks are counted, which none of that changes. Asked for only
 * when there is something to say.
 */
#include "layout/para.h"

/* White space and the characters that collect.c puts in. */
static bool counts(gunichar c)
{
    bool white = g_unichar_isspace(c) || c == 0x85 || c == 0x200B || c == 0xFFFC;
    return !white && !(c >= 0x202A && c <= 0x202E) && !g_unichar_ismark(c);
}

/* The offset of the letter with `n` before it; `len`: there is none. */
static size_t nth(const char *s, size_t len, uint32_t n)
{
    for (size_t i = 0; i < len; i = (size_t)(g_utf8_next_char(s + i) - s))
        if (counts(g_utf8_get_char(s + i)) && n-- == 0)
            return i;
    return len;
}

/* The letters before byte `end`, from `at` on, and the one there; a mark belongs to the letter before it. */
static uint32_t count(const char *s, size_t at, size_t end)
{
    uint32_t n = 0;
    for (; at <= end; at = (size_t)(g_utf8_next_char(s + at) - s))
        n += counts(g_utf8_get_char(s + at));
    return n;
}

struct src_pos para_place(const struct para *p, uint32_t at)
{
    unsigned i = p->n_source;
    while (i > 0 && p->source[i - 1].at > at)
        i--;
    if (i == 0 || at >= p->len)
        return p->block->pos;
    const struct para_source *from = &p->source[i - 1];
    const struct fo_node *n = from->node;
    if (n->type != FO_TEXT || !n->pos.file || !src_file_spend(n->pos.file, at - from->at))
        return n->pos;
    uint32_t letters = count(p->text, from->at, at);
    size_t in_node = nth(n->text, n->len, letters ? letters - 1 : 0);
    return in_node < n->len ? fo_text_pos(n, in_node) : n->pos;
}

struct src_pos para_line_place(const struct para *p, const struct para_line *l)
{
    const struct para_el *e = &p->el[l->el];
    return e->kind == EL_OBJ ? p->obj[e->index].node->pos : para_place(p, e->off);
}
