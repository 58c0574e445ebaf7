/* SPDX-License-Identifier: MIT */
/*
 * Shapes the text of a paragraph and cuts it into elements: words, spaces,
 * forced breaks, the edges of inlines, objects.
 *
 * Input: the first half of struct para. Output: its elements.
 */
#include "layout/para.h"

#include <string.h>

#define SPACE_STRETCH 2         /* a word space grows by half … */
#define SPACE_SHRINK 3          /* … and shrinks by a third of itself */

struct build {
    struct lay_cx *cx;
    struct para *p;
    struct text_span *spans;
    struct text_item *items;
    unsigned n_items;
    uint8_t *brk;
    GArray *els;
    unsigned mark, obj;         /* the next ones */
    bool complex, missing;
    bool hyphens;               /* some words may be parted */
};

/* --- break opportunities --- */

/* A number takes the place of objects that are words: "trang 12," breaks like that. */
static const char *text_for_breaks(const struct para *p, char **own)
{
    bool any = false;
    for (unsigned i = 0; i < p->n_obj; i++)
        any |= p->obj[i].kind == OBJ_TEXT || p->obj[i].kind == OBJ_LEADER;
    if (!any)
        return p->text;
    char *t = *own = g_strndup(p->text, p->len), *at = t;
    for (unsigned i = 0; i < p->n_obj && (at = strstr(at, "\xEF\xBF\xBC")); i++, at += 3)
        if (p->obj[i].kind == OBJ_TEXT || p->obj[i].kind == OBJ_LEADER)
            memcpy(at, "\xE0\xA5\xA6", 3);          /* a digit of as many bytes */
    return t;
}

static void find_breaks(struct build *b)
{
    char *own = NULL;
    b->brk = g_malloc(b->p->len + 1);
    text_breaks(b->cx->text, text_for_breaks(b->p, &own), b->p->len, b->spans, b->p->n_span, b->brk);
    g_free(own);
}

/* --- elements --- */

static struct para_el *el_new(struct build *b, uint8_t kind, uint32_t off, uint32_t len, const struct text_item *it)
{
    g_array_set_size(b->els, b->els->len + 1);
    struct para_el *e = &g_array_index(b->els, struct para_el, b->els->len - 1);
    e->kind = kind;
    e->off = off;
    e->len = len;
    e->brk = off < b->p->len && b->brk[off] != TEXT_HYPHEN ? b->brk[off] : TEXT_NO_BREAK;
    if (it) {
        e->run = b->p->span[it->span].run;
        e->level = it->level;
        e->font = it->face.font;
        e->upright = it->face.upright;
        e->turn = it->face.turn;
    }
    return e;
}

static void add_marks(struct build *b, uint32_t upto)
{
    struct para *p = b->p;
    for (; b->mark < p->n_mark && p->mark[b->mark].at <= upto; b->mark++) {
        const struct para_mark *m = &p->mark[b->mark];
        struct para_box *box = &p->box[m->box];
        bool open = m->kind == MARK_OPEN;
        *(open ? &box->open_el : &box->close_el) = b->els->len;
        struct para_el *e = el_new(b, open ? EL_OPEN : EL_CLOSE, m->at, 0, NULL);
        e->index = m->box;
        e->run = box->run;
        e->width = open ? box->start : box->end;
    }
}

static uint32_t letters_of(const struct text_word *w)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->n; i++)
        n += i == 0 || w->glyphs[i].cluster != w->glyphs[i - 1].cluster;
    return n;
}

static struct src_pos place_in(const void *para, uint32_t at)
{
    return para_place(para, at);
}

/* `*font` is the one that was used: what no font has shows as the box of the first one asked for. */
static const struct text_word *shape(struct build *b, const struct text_item *it, uint32_t off, uint32_t len,
                                     const struct font **font)
{
    const char *s = b->p->text + off;
    const struct text_word *w = text_shape(b->cx->text, &it->face, s, len);
    *font = it->face.font;
    if (!w->missing)
        return w;
    b->missing = true;
    if (!b->complex)
        return w;
    const struct para_run *r = &b->p->run[b->p->span[it->span].run];
    struct text_face first = it->face;
    text_report_missing(b->cx->text, w, b->p->text, off, place_in, b->p);
    *font = first.font = r->font;
    return text_shape(b->cx->text, &first, s, len);
}

static void add_piece(struct build *b, const struct text_item *it, uint32_t off, uint32_t len,
                      const struct text_word *w, const struct font *font)
{
    struct para_el *e = el_new(b, EL_WORD, off, len, it);
    e->font = font;
    const struct para_run *r = &b->p->run[e->run];
    e->word = w;
    e->width = w->width;
    int64_t n = r->letters ? letters_of(w) : 0;
    if (n < 2)
        return;
    e->width = len_add(e->width, (len_t)CLAMP(r->letter.width * (n - 1), -LEN_MAX, LEN_MAX));
    e->stretch = (len_t)MIN(r->letter.stretch * (n - 1), LEN_MAX);
    e->shrink = (len_t)MIN(r->letter.shrink * (n - 1), LEN_MAX);
}

/* The hyphen that shows if a line ends at `off`: hyphenation-character, §7.10.5. */
static void add_hyphen(struct build *b, const struct text_item *it, uint32_t off, uint32_t len)
{
    struct para_el *e = el_new(b, EL_HYPHEN, off, len, it);
    const char *s = b->p->run[e->run].style->hyphenation_character;
    e->word = s && *s ? text_shape(b->cx->text, &it->face, s, (uint32_t)strlen(s)) : NULL;
    if (!e->word || e->word->missing)
        e->word = text_shape(b->cx->text, &it->face, "-", 1);
}

/* The glyphs of w from `*from` on that stand for text before byte `end` of it. NULL: a ligature lies across `end`. */
static const struct text_word *piece(struct build *b, const struct text_word *w, uint32_t *from, uint32_t start,
                                     uint32_t end, uint32_t len)
{
    uint32_t n = 0, k = *from;
    struct text_word *p = arena_new0(b->p->a, struct text_word);
    while (k + n < w->n && w->glyphs[k + n].cluster < end)
        n++;
    if (n == 0 || (end < len && (k + n == w->n || w->glyphs[k + n].cluster != end)))
        return NULL;
    struct text_glyph *g = arena_memdup(b->p->a, w->glyphs + k, n * sizeof *g);
    for (uint32_t i = 0; i < n; i++) {
        g[i].cluster -= start;
        p->width = len_add(p->width, g[i].advance);
    }
    p->n = n;
    p->glyphs = g;
    *from = k + n;
    return p;
}

static void add_word(struct build *b, const struct text_item *it, uint32_t off, uint32_t len)
{
    const struct font *font;
    const struct text_word *w = shape(b, it, off, len, &font), *p;
    uint32_t start = 0, glyph = 0;
    bool cut = b->hyphens && !(it->level & 1);
    for (uint32_t i = 1; cut && i < len; i++)
        if (b->brk[off + i] == TEXT_HYPHEN && (p = piece(b, w, &glyph, start, i, len))) {
            add_piece(b, it, off + start, i - start, p, font);
            add_hyphen(b, it, off + i, 0);
            start = i;
        }
    if (start > 0 && (p = piece(b, w, &glyph, start, len, len)))
        w = p;
    add_piece(b, it, off + start, len - start, w, font);
}

static bool is_nbsp(const char *s)
{
    return (unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0;
}

static void add_space(struct build *b, const struct text_item *it, uint32_t off, uint32_t len)
{
    const struct font *font;
    const struct text_word *w = shape(b, it, off, len, &font);
    struct para_el *e = el_new(b, EL_SPACE, off, len, it);
    e->font = font;
    const struct para_run *r = &b->p->run[e->run];
    e->word = w;
    bool plain = len == 1 && b->p->text[off] == ' ';
    bool between = r->word_space == CHOICE_YES || (r->word_space == CHOICE_AUTO && (plain || is_nbsp(b->p->text + off)));
    e->no_break = r->at_break == CHOICE_NO || (r->at_break == CHOICE_AUTO && !plain);
    e->between = between;
    e->width = w->width;
    if (!between)
        return;
    e->stretch = w->width / SPACE_STRETCH;
    e->shrink = len_min(w->width / SPACE_SHRINK, len_max(0, len_add(w->width, 2 * len_max(r->word_half.min.abs, -(w->width / 2)))));
}

static void add_object(struct build *b, const struct text_item *it, uint32_t off)
{
    struct para_el *e = el_new(b, EL_OBJ, off, 3, it);
    g_assert(b->obj < b->p->n_obj);
    const struct para_obj *o = &b->p->obj[b->obj];
    e->index = b->obj++;
    e->width = o->ipd;
    e->stretch = o->stretch;
    e->shrink = o->shrink;
}

/* Bytes of an invisible control at `s`, which is no part of a word; 0: it is a letter. */
static uint32_t control_len(const char *s)
{
    unsigned char a = (unsigned char)s[0];
    if (a != 0xE2 && a != 0xC2 && a != 0xEF)
        return 0;
    gunichar c = g_utf8_get_char(s);
    if (c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
        c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF)
        return a == 0xC2 ? 2 : 3;
    return 0;
}

static bool is_object(const char *s)
{
    return (unsigned char)s[0] == 0xEF && (unsigned char)s[1] == 0xBF && (unsigned char)s[2] == 0xBC;
}

/* The end of the word that begins at `at`. */
static uint32_t word_end(const struct build *b, uint32_t at, uint32_t limit)
{
    const char *t = b->p->text;
    uint32_t i = at;
    for (; i < limit; i += (uint32_t)(unsigned char)g_utf8_skip[(unsigned char)t[i]]) {
        char c = t[i];
        if ((c == ' ' && i > at) || c == '\n' || (i > at && b->brk[i] != TEXT_NO_BREAK && b->brk[i] != TEXT_HYPHEN))
            break;
        if ((unsigned char)c >= 0x80 && (is_nbsp(t + i) || is_object(t + i) || control_len(t + i)))
            break;
    }
    return MIN(i, limit);
}

static void add_control(struct build *b, const struct text_item *it, uint32_t off, uint32_t len)
{
    if ((unsigned char)b->p->text[off] != 0xC2)
        return;
    add_hyphen(b, it, off, len);        /* U+00AD */
}

/* Bytes of the letter at `at` if it is set as a space: one that gives way at a break, or between words; 0: it is not. */
static uint32_t space_len(const struct build *b, const struct text_item *it, uint32_t at)
{
    const char *t = b->p->text + at;
    const struct para_run *r = &b->p->run[b->p->span[it->span].run];
    if (*t == ' ')
        return r->at_break == CHOICE_NO && r->word_space == CHOICE_NO ? 0 : 1;
    if (is_nbsp(t))
        return 2;
    bool set = r->at_break == CHOICE_YES || r->word_space == CHOICE_YES;
    return set ? (uint32_t)(unsigned char)g_utf8_skip[(unsigned char)*t] : 0;
}

static void add_item(struct build *b, const struct text_item *it)
{
    const char *t = b->p->text;
    for (uint32_t at = it->start; at < it->end;) {
        add_marks(b, at);
        uint32_t limit = it->end;
        if (b->mark < b->p->n_mark)
            limit = MIN(limit, b->p->mark[b->mark].at);
        uint32_t n = control_len(t + at);
        if (n) {
            add_control(b, it, at, n);
        } else if (t[at] == '\n') {
            el_new(b, EL_LINEFEED, at, 1, it);
            n = 1;
        } else if ((n = space_len(b, it, at))) {
            add_space(b, it, at, n);
        } else if (is_object(t + at)) {
            n = 3;
            add_object(b, it, at);
        } else {
            n = word_end(b, at, limit) - at;
            if (b->brk[at] == TEXT_HYPHEN && !(it->level & 1))     /* in a word that goes on in another style */
                add_hyphen(b, it, at, 0);
            add_word(b, it, at, n);
        }
        at += n;
    }
}

static void make_elements(struct build *b)
{
    struct para *p = b->p;
    b->mark = b->obj = 0;
    b->missing = false;
    g_array_set_size(b->els, 0);
    b->n_items = text_itemize(b->cx->text, p->a, p->text, p->len, p->rtl, b->complex, b->spans, p->n_span, &b->items);
    for (unsigned i = 0; i < b->n_items; i++)
        add_item(b, &b->items[i]);
    add_marks(b, p->len);
}

/* glyph-orientation-vertical, §7.29.3: at 0 glyphs stand, at 90 they lie as their line does. */
static uint8_t stand_of(int32_t angle)
{
    if (fo_int_kw(angle))
        return TEXT_MIXED;
    return angle == 0 ? TEXT_UPRIGHT : TEXT_SIDEWAYS;
}

static void make_spans(struct build *b)
{
    struct para *p = b->p;
    b->spans = g_new0(struct text_span, MAX(p->n_span, 1));
    for (unsigned i = 0; i < p->n_span; i++) {
        const struct para_run *r = &p->run[p->span[i].run];
        b->spans[i] = (struct text_span){
            .start = p->span[i].start,
            .end = i + 1 < p->n_span ? p->span[i + 1].start : p->len,
            .font = para_font_request(r->style, r->size),
            .lang = para_language(r->style),
            .pos = r->node->pos,
            .no_ligatures = r->letters || r->turn,
            .caps = r->caps,
            .stand = p->down ? stand_of(r->style->glyph_orientation_vertical) : TEXT_ACROSS,
            .turn = r->turn,
            .hyphenate = r->style->hyphenate == KW_TRUE,
            .remain = r->style->hyphenation_remain_character_count,
            .push = r->style->hyphenation_push_character_count,
            .script = r->style->script,
            .country = r->style->country,
        };
        b->hyphens |= b->spans[i].hyphenate;
    }
}

struct para *para_content(struct lay_cx *cx, struct arena *a, const struct fo_node *n, const struct lay_in *in,
                          len_t width, bool rtl)
{
    struct para *p = arena_new0(a, struct para);
    p->a = a;
    p->block = n;
    p->first = n->first;
    p->inside = true;
    p->width = width;
    p->rtl = rtl;
    para_collect(cx, p, in, width);
    if (!p->placed)
        return NULL;
    para_build(cx, p);
    para_one_line(p);
    return p;
}

/* An inline without content that has borders or padding still makes a line. */
static void place_edges(struct para *p)
{
    for (unsigned i = 0; i < p->n_el; i++)
        if (p->el[i].kind == EL_OPEN && (p->el[i].width != 0 || p->el[i].sp))
            p->placed = true;
}

void para_build(struct lay_cx *cx, struct para *p)
{
    struct build b = { .cx = cx, .p = p, .els = g_array_sized_new(FALSE, TRUE, sizeof(struct para_el), 256) };
    make_spans(&b);
    find_breaks(&b);
    b.complex = p->rtl || !text_is_simple(p->text, p->len);
    make_elements(&b);
    if (b.missing && !b.complex) {
        b.complex = true;
        make_elements(&b);
    }
    p->n_el = b.els->len;
    para_spaces(p, (struct para_el *)(void *)b.els->data, p->n_el);
    p->el = arena_memdup(p->a, b.els->data, b.els->len * sizeof(struct para_el));
    place_edges(p);
    g_array_free(b.els, TRUE);
    g_free(b.spans);
    g_free(b.brk);
}
