/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs with floats, and beside them (XSL 1.1 §6.12.2, §7.19.3). Lines
 * are broken by total fit as long as they are where they were thought to be;
 * from the first one that is not, they are broken again. A float stands beside
 * the line of its anchor if the anchor stays in that line then, else below it.
 */
#include "layout/para.h"
#include "layout/side.h"

#include <string.h>

/* --- lines in a shape --- */

static bool same_shape(const struct para_shape *a, const struct para_shape *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->v, b->v, a->n * sizeof *a->v) == 0);
}

static len_t height_of(const struct para_line *l)
{
    return len_max(0, len_add(l->above, l->below));
}

/* More than its width, shrunk as far as it may be. */
static bool is_over(const struct para *p, const struct para_line *l)
{
    len_t natural = 0, width = 0;
    const struct para *text = l->initial ? p->initial : p;
    bool shrinks = p->block->style->text_align == KW_JUSTIFY;
    struct para_ends at = para_ends_of(text, l->el, l->end, l->hyphen);
    natural = len_add(para_retained(text, l->el, true), para_retained(text, l->end, false));
    for (uint32_t k = l->el; k < l->end; k++) {
        const struct para_el *e = &text->el[k];
        if (e->kind == EL_HYPHEN && !(l->hyphen && k + 1 == l->end))
            continue;
        struct para_room before = para_room_at(text, at, k, 0), behind = para_room_at(text, at, k, 1);
        natural = len_add(natural, e->kind == EL_HYPHEN ? e->word->width : e->width);
        natural = len_add(natural, len_add(before.width, behind.width));
        if (shrinks || e->kind == EL_OBJ)
            natural -= e->shrink;
        if (shrinks)
            natural -= len_add(before.shrink, behind.shrink);
        if (e->kind != EL_SPACE)        /* those at the end are gone */
            width = natural;
    }
    if (l->first && p->first_in_block)
        width = len_add(width, fo_len_of(p->block->style->text_indent, l->width, 0));
    return width > l->width;
}

struct fill {
    struct para *p;
    const struct para_shape *shape;
    len_t width;
    GArray *v;                          /* struct para_line */
    uint32_t off;                       /* where the next line begins */
    len_t b, skip;                      /* its top, of which `skip` was skipped */
    len_t first;                        /* its height, where that is known; 0: not */
    unsigned tries;                     /* with that height */
    bool done;
};

static len_t next_end(const struct para_shape *s, len_t b)
{
    len_t next = LEN_MAX;
    for (unsigned k = 0; k < s->n; k++)
        if (s->v[k].bottom > b)
            next = len_min(next, s->v[k].bottom);
    return next;
}

/* Where it really stands; false: there its width is another than it was broken for, or it has no room. */
static bool stands(struct fill *f, struct para_line *l, bool first)
{
    len_t height = height_of(l);
    struct para_cut cut = para_cut_at(f->shape, f->b, len_add(f->b, height));
    len_t width = len_max(0, f->width - cut.start - cut.end);
    bool as_thought = cut.start == l->i && width == l->width;
    if (!as_thought && (!first || f->tries < 2)) {
        f->tries = first ? f->tries + 1 : 0;
        f->first = first ? len_max(f->first, height) : 0;
        return false;
    }
    l->i = cut.start;
    l->width = width;
    f->first = 0;
    f->tries = 0;
    if ((cut.start == 0 && cut.end <= 0) || !is_over(f->p, l))
        return true;
    len_t next = next_end(f->shape, f->b);
    if (next == LEN_MAX)
        return true;
    f->skip = len_add(f->skip, next - f->b);
    f->b = next;
    return false;
}

/* Takes the lines up to the first one that is not where it was thought to be. */
static void take(struct fill *f)
{
    const struct para_lines *l = para_break_from(f->p, f->width, f->off, f->shape, f->b, f->first);
    for (unsigned k = 0; k < l->n; k++) {
        struct para_line line = l->v[k];
        if (!stands(f, &line, k == 0)) {
            f->off = line.off;
            return;
        }
        line.skip = f->skip;
        f->skip = 0;
        f->b = len_add(f->b, height_of(&line));
        g_array_append_val(f->v, line);
    }
    f->done = true;
}

const struct para_lines *para_break_beside(struct para *p, len_t width, uint32_t off, const struct para_shape *shape)
{
    if (shape->n == 0)
        return para_break(p, width, off);
    for (const struct para_lines *l = p->lines; l; l = l->next)
        if (l->width == width && l->off == off && same_shape(&l->shape, shape))
            return l;
    struct fill f = { .p = p, .shape = shape, .width = width, .off = off,
                      .v = g_array_new(FALSE, FALSE, sizeof(struct para_line)) };
    while (!f.done)
        take(&f);
    struct para_lines *out = arena_new0(p->a, struct para_lines);
    out->width = width;
    out->off = off;
    out->n = f.v->len;
    out->v = arena_memdup(p->a, f.v->data, f.v->len * sizeof(struct para_line));
    out->shape.n = shape->n;
    out->shape.v = arena_memdup(p->a, shape->v, shape->n * sizeof *shape->v);
    g_array_free(f.v, TRUE);
    out->next = p->lines;
    p->lines = out;
    return out;
}

/* --- floats --- */

struct setting {
    struct lay_cx *cx;
    struct para *p;
    const struct lay_in *in;
    len_t i, width;                     /* of the paragraph in the reference area */
    len_t limit;                        /* where the room ends */
    const struct lay_excl *excl;
    GArray *v;                          /* struct para_line */
    GPtrArray *state;                   /* the floats before each line */
    uint32_t off;
    len_t b;                            /* top of the next line, in the reference area */
    unsigned side;                      /* the next float */
    bool done;
    struct para_flow *out;
};

/* What one float takes from the lines, by `intrusion-displace`; nothing: it stands elsewhere. */
static struct para_cut cut_of(const struct setting *s, const struct lay_excl *e)
{
    const struct lay_intrude *x = &s->in->intrude;
    len_t end_i = s->in->ref_ipd - s->i - s->width;
    struct para_cut c = { e->top - s->b, e->bottom - s->b, 0, 0 };
    len_t edge = e->end ? end_i : s->i, base = e->end ? x->base_end : x->base_start;
    len_t by = len_max(0, e->extent - edge);
    if (x->indent && (by > 0 || (x->always && !e->end)))
        by = len_max(by, e->extent - base);
    if (e->end)
        c.end = by;
    else
        c.start = by;
    if (x->label && by > 0 && !e->end)
        c.end = -by;
    return c;
}

/* The floats as the lines from s->b on see them. */
static void shape_of(const struct setting *s, struct para_shape *shape)
{
    unsigned n = 0;
    *shape = (struct para_shape){ 0 };
    if (s->p->block->style->intrusion_displace == KW_NONE)
        return;
    for (const struct lay_excl *e = s->excl; e && e->lowest > s->b; e = e->prev)
        n++;
    if (n == 0)
        return;
    shape->v = arena_new_array(s->cx->page, struct para_cut, n);
    for (const struct lay_excl *e = s->excl; e && e->lowest > s->b; e = e->prev) {
        struct para_cut c = cut_of(s, e);
        if (c.bottom > 0 && c.bottom > c.top && (c.start || c.end))
            shape->v[shape->n++] = c;
    }
}

static const struct para_lines *lines_here(const struct setting *s)
{
    struct para_shape shape;
    shape_of(s, &shape);
    return para_break_beside(s->p, s->width, s->off, &shape);
}

static const struct lay_excl *place(const struct setting *s, len_t b)
{
    bool may_break = s->in->have_cand && !s->in->stopping;
    struct side_request q = { .node = s->p->side[s->side].node, .in = s->in, .around = s->width, .b = b,
                              .must = s->v->len == 0 && !may_break };
    const struct lay_excl *e = side_place(s->cx, &q, s->excl);
    s->out->reads_page |= q.reads_page;
    return e;
}

static void push_line(struct setting *s, const struct para_lines *l, unsigned k)
{
    g_array_append_val(s->v, l->v[k]);
    g_ptr_array_add(s->state, (gpointer)s->excl);
    s->b = len_add(s->b, len_add(l->v[k].skip, height_of(&l->v[k])));
    if (k + 1 < l->n)
        s->off = l->v[k + 1].off;
    else
        s->done = true;
}

/* Does the line go out of the room, to stand below the float? */
static bool leaves(const struct setting *s, const struct para_lines *before, const struct para_lines *now)
{
    len_t end = len_add(s->b, len_add(now->v[0].skip, height_of(&now->v[0])));
    return now->v[0].skip > before->v[0].skip && end > s->limit;
}

/* The line at s->off, in which floats are anchored: beside it those that leave it and their anchor there, the others below it. */
static void set_line(struct setting *s)
{
    const struct para_lines *l = lines_here(s);
    const struct lay_excl *before = s->excl;
    unsigned from = s->side, end = para_sides(s->p, l, 0, &from);
    s->side = from;
    while (s->side < end) {
        const struct lay_excl *old = s->excl;
        s->excl = place(s, len_add(s->b, l->v[0].skip));
        const struct para_lines *narrow = lines_here(s);
        from = s->side;
        if (para_sides(s->p, narrow, 0, &from) == s->side || leaves(s, l, narrow)) {
            s->excl = old;
            break;
        }
        l = narrow;
        s->side++;
        end = para_sides(s->p, l, 0, &s->side);
    }
    push_line(s, l, 0);
    g_ptr_array_index(s->state, s->state->len - 1) = (gpointer)before;
    for (; s->side < end; s->side++)
        s->excl = place(s, s->b);
}

/* The lines up to the next one in which a float is anchored; beyond the room floats do not matter. */
static void set_lines(struct setting *s)
{
    const struct para_lines *l = lines_here(s);
    unsigned k = 0, from = s->side;
    for (; k < l->n; k++) {
        if (para_sides(s->p, l, k, &from) > from && s->b <= s->limit)
            break;
        push_line(s, l, k);
    }
    s->side = from;
    if (k < l->n)
        set_line(s);
}

void para_flow(struct lay_cx *cx, struct para *p, const struct lay_in *in, len_t i, len_t width, len_t top, uint32_t off,
               struct para_flow *out)
{
    struct setting s = { .cx = cx, .p = p, .in = in, .i = i, .width = width, .excl = in->excl, .off = off, .b = top,
                         .v = g_array_new(FALSE, FALSE, sizeof(struct para_line)), .state = g_ptr_array_new(),
                         .out = out };
    s.limit = in->room >= LEN_MAX / 2 ? LEN_MAX : len_add(in->b, in->room);
    while (!s.done)
        set_lines(&s);
    g_ptr_array_add(s.state, (gpointer)s.excl);
    struct para_lines *l = arena_new0(cx->page, struct para_lines);
    l->width = width;
    l->off = off;
    l->n = s.v->len;
    l->v = arena_memdup(cx->page, s.v->data, s.v->len * sizeof(struct para_line));
    out->lines = l;
    out->excl = arena_memdup(cx->page, s.state->pdata, s.state->len * sizeof(gpointer));
    g_array_free(s.v, TRUE);
    g_ptr_array_free(s.state, TRUE);
}

const struct lay_excl *para_side_anchors(struct lay_cx *cx, const struct para *p, const struct lay_in *in, len_t top,
                                         bool *reads_page)
{
    const struct lay_excl *e = in->excl;
    for (unsigned k = 0; k < p->n_side; k++) {
        struct side_request q = { .node = p->side[k].node, .in = in, .around = in->pct_ipd, .b = top,
                                  .must = !in->have_cand || in->stopping };
        e = side_place(cx, &q, e);
        *reads_page |= q.reads_page;
    }
    return e;
}
