/* SPDX-License-Identifier: MIT */
/*
 * The spaces of a line, XSL 1.1 §4.3, §7.17: space-start and space-end of inlines, and of letters and word spaces those that letter-spacing
 * and word-spacing give them, half of it on each side. Specifiers that meet are resolved as §4.3.1 says; those at the beginning or the end
 * of a line go unless they are to be retained. An edge with a border or padding parts them.
 *
 * Input: the elements of a paragraph. Output: what each has before and behind it, in the middle of a line and at its ends.
 */
#include "layout/para.h"

/* A specifier in a sequence: before (0) or behind (1) an element. */
struct entry {
    struct fo_space space;
    uint32_t el;
    uint8_t slot;
};

/* What bounds a sequence. */
enum bound { BOUND_LINE, BOUND_CONTENT, BOUND_SPACE, BOUND_OPEN, BOUND_CLOSE };

struct spacing {
    struct para *p;
    struct para_el *el;
    GArray *seq;                /* of struct entry: since the last bound */
    GArray *out;                /* of struct para_sp */
    uint8_t left;               /* enum bound */
};

static struct para_sp *sp_of(struct spacing *s, uint32_t el)
{
    if (s->el[el].sp == 0) {
        s->el[el].sp = s->out->len;
        g_array_set_size(s->out, s->out->len + 1);
    }
    return &g_array_index(s->out, struct para_sp, s->el[el].sp);
}

static struct para_room room_of(const struct fo_space *v)
{
    return (struct para_room){ v->opt.abs, len_max(0, len_add(v->max.abs, -v->opt.abs)), len_max(0, len_add(v->opt.abs, -v->min.abs)) };
}

static void put(struct spacing *s, const struct entry *e, bool edge, struct para_room r)
{
    struct para_sp *sp = sp_of(s, e->el);
    *(edge ? &sp->edge[e->slot] : &sp->mid[e->slot]) = r;
}

/* The one of v[0 … n) that silences the others; its least and greatest width are those that all as large as it allow. */
static struct entry winner(const struct entry *v, unsigned n)
{
    struct entry best = v[0];
    for (unsigned i = 1; i < n; i++) {
        const struct fo_space *a = &v[i].space;
        struct fo_space *b = &best.space;
        if (a->precedence > b->precedence || (a->precedence == b->precedence && a->opt.abs > b->opt.abs)) {
            best = v[i];
        } else if (a->precedence == b->precedence && a->opt.abs == b->opt.abs) {
            b->min.abs = len_max(a->min.abs, b->min.abs);
            b->max.abs = len_min(a->max.abs, b->max.abs);
        }
    }
    return best;
}

/* §4.3.1, rules 2 and 3: forcing ones stand all, else one of them. */
static void resolve(struct spacing *s, const struct entry *v, unsigned n, bool edge)
{
    if (n == 0)
        return;
    struct entry best = winner(v, n);
    if (best.space.precedence != FO_FORCE) {
        put(s, &best, edge, room_of(&best.space));
        return;
    }
    for (unsigned i = 0; i < n; i++)
        if (v[i].space.precedence == FO_FORCE)
            put(s, &v[i], edge, room_of(&v[i].space));
}

static bool holds(const struct entry *e)
{
    return e->space.retain && (e->space.min.abs || e->space.opt.abs || e->space.max.abs);
}

/* Rule 1: v[0 … n) at the beginning, or the end, of a line. */
static void resolve_edge(struct spacing *s, const struct entry *v, unsigned n, bool begins)
{
    while (n > 0 && !holds(begins ? v : v + n - 1)) {
        v += begins;
        n--;
    }
    resolve(s, v, n, true);
}

/* The sequence ends. A line may break in it behind what closes, and before what opens; at a space that is to go with it. */
static void close_sequence(struct spacing *s, enum bound right)
{
    const struct entry *v = (const struct entry *)(const void *)s->seq->data;
    unsigned n = s->seq->len, cut = 0;
    enum bound left = (enum bound)s->left;
    s->left = (uint8_t)right;
    if (n == 0)
        return;
    resolve(s, v, n, false);
    if (left == BOUND_OPEN || right == BOUND_CLOSE) {           /* no line begins or ends here */
        resolve(s, v, n, true);
    } else {
        for (unsigned i = 0; i < n; i++)
            if (v[i].slot == 1)
                cut = i + 1;
        if (left == BOUND_SPACE)
            cut = MIN(n, 1);
        else if (right == BOUND_SPACE)
            cut = n - MIN(n, 1);
        resolve_edge(s, v, cut, false);
        resolve_edge(s, v + cut, n - cut, true);
    }
    g_array_set_size(s->seq, 0);
}

static void add(struct spacing *s, uint32_t el, uint8_t slot, const struct fo_space *space)
{
    struct entry e = { *space, el, slot };
    g_array_append_val(s->seq, e);
}

/* A word space and what word-spacing puts around it; it does not become less than nothing. */
static void add_word_space(struct spacing *s, uint32_t i, uint8_t slot)
{
    const struct para_el *e = &s->el[i];
    struct fo_space half = s->p->run[e->run].word_half;
    len_t least = -(e->width / 2);
    half.min.abs = len_max(half.min.abs, least);
    half.opt.abs = len_max(half.opt.abs, least);
    half.max.abs = len_max(half.max.abs, least);
    add(s, i, slot, &half);
}

static bool is_letters(const struct para *p, const struct para_el *e)
{
    return e->kind == EL_WORD || (e->kind == EL_SPACE && !e->between) || (e->kind == EL_OBJ && p->obj[e->index].kind == OBJ_TEXT);
}

static void add_content(struct spacing *s, uint32_t i)
{
    const struct para_el *e = &s->el[i];
    const struct para_run *r = &s->p->run[e->kind == EL_OBJ ? s->p->obj[e->index].run : e->run];
    enum bound kind = e->kind == EL_SPACE && !e->no_break ? BOUND_SPACE : BOUND_CONTENT;
    bool letters = r->letters && is_letters(s->p, e), words = r->words && e->kind == EL_SPACE && e->between;
    static const struct fo_space none;
    for (uint8_t slot = 0; slot < 2; slot++) {
        if (letters)
            add(s, i, slot, &r->letter_half);
        else if (words)
            add_word_space(s, i, slot);
        else if (kind == BOUND_SPACE)   /* the cut in the sequence is there */
            add(s, i, slot, &none);
        if (slot == 0)
            close_sequence(s, kind);
    }
}

static void add_element(struct spacing *s, uint32_t i)
{
    const struct para_el *e = &s->el[i];
    const struct para_box *b = e->kind == EL_OPEN || e->kind == EL_CLOSE ? &s->p->box[e->index] : NULL;
    switch (e->kind) {
    case EL_OPEN:
        if (b->spaced)
            add(s, i, 0, &b->space[0]);
        if (e->width)
            close_sequence(s, BOUND_OPEN);
        break;
    case EL_CLOSE:
        if (e->width)
            close_sequence(s, BOUND_CLOSE);
        if (b->spaced)
            add(s, i, 1, &b->space[1]);
        break;
    case EL_HYPHEN:
        break;
    case EL_LINEFEED:
        close_sequence(s, BOUND_LINE);
        break;
    default:
        add_content(s, i);
    }
}

static void join(struct para_room *to, struct para_room *from)
{
    to->width = len_add(to->width, from->width);
    to->stretch = len_add(to->stretch, from->stretch);
    to->shrink = len_add(to->shrink, from->shrink);
    *from = (struct para_room){ 0, 0, 0 };
}

/* Between neighbours of one run, all of the space stands behind the first one: their glyphs stay together. */
static void join_neighbours(struct spacing *s, uint32_t n)
{
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
        const struct para_el *e = &s->el[i];
        bool text = e->kind == EL_WORD || e->kind == EL_SPACE;
        if (text && last != UINT32_MAX && e->sp && s->el[last].run == e->run) {
            struct para_room *behind = &sp_of(s, last)->mid[1];     /* first: it may move the others, and that of `i` is there */
            join(behind, &sp_of(s, i)->mid[0]);
        }
        if (text)
            last = i;
        else if (e->kind != EL_HYPHEN)
            last = UINT32_MAX;
    }
}

void para_spaces(struct para *p, struct para_el *el, uint32_t n)
{
    bool any = false;
    for (unsigned i = 0; i < p->n_run; i++)
        any |= p->run[i].letters || p->run[i].words;
    for (unsigned i = 1; i < p->n_box; i++)
        any |= p->box[i].spaced;
    if (!any)
        return;
    struct spacing s = { p, el, g_array_new(FALSE, FALSE, sizeof(struct entry)),
                         g_array_new(FALSE, TRUE, sizeof(struct para_sp)), BOUND_LINE };
    g_array_set_size(s.out, 1);
    for (uint32_t i = 0; i < n; i++)
        add_element(&s, i);
    close_sequence(&s, BOUND_LINE);
    join_neighbours(&s, n);
    p->sp = arena_memdup(p->a, s.out->data, s.out->len * sizeof(struct para_sp));
    g_array_free(s.seq, TRUE);
    g_array_free(s.out, TRUE);
}

/* --- in a line --- */

uint32_t para_open_box(const struct para *p, uint32_t i)
{
    const struct para_el *e = &p->el[i];
    if (!p->retains || i == 0 || i >= p->n_el)
        return 0;
    return e->kind == EL_OPEN ? p->box[e->index].parent : e->kind == EL_CLOSE ? e->index : p->run[e->run].box;
}

len_t para_retained(const struct para *p, uint32_t i, bool start)
{
    len_t sum = 0;
    for (uint32_t b = para_open_box(p, i); b; b = p->box[b].parent)
        sum = len_add(sum, start ? p->box[b].went_on : p->box[b].goes_on);
    return sum;
}

static bool is_content(const struct para_el *e)
{
    return e->kind == EL_WORD || e->kind == EL_OBJ || e->kind == EL_SPACE;
}

struct para_ends para_ends_of(const struct para *p, uint32_t from, uint32_t end, bool hyphen)
{
    if (p->inside)
        return (struct para_ends){ -1, INT64_MAX };
    struct para_ends at = { end, hyphen ? (int64_t)end - 1 : -1 };
    uint32_t i = from;
    while (i < end && !is_content(&p->el[i]))
        i++;
    at.first = i;
    for (i = end; i > from && at.last < 0; i--)
        if (is_content(&p->el[i - 1]) && (p->el[i - 1].kind != EL_SPACE || p->el[i - 1].no_break))
            at.last = i - 1;
    return at;
}

struct para_room para_room_at(const struct para *p, struct para_ends at, uint32_t i, unsigned slot)
{
    if (p->el[i].sp == 0)
        return (struct para_room){ 0, 0, 0 };
    const struct para_sp *sp = &p->sp[p->el[i].sp];
    bool edge = slot == 0 ? i <= at.first || i > at.last : i >= at.last || i < at.first;
    return edge ? sp->edge[slot] : sp->mid[slot];
}
