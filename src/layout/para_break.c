/* SPDX-License-Identifier: MIT */
/*
 * Breaks a paragraph into lines: its elements become boxes, glue and penalties
 * for the total fit; each line's height comes from what stands in it.
 *
 * Input: elements, a width, where to begin. Output: lines, kept in the paragraph.
 */
#include "layout/para.h"

#include <string.h>

#define LONE_PENALTY 250        /* one syllable alone on the last line: worse than a line stretched by a third */
#define POOR_PENALTY 60         /* a break inside a name or a word of two syllables */
#define HYPHEN_PENALTY 50
#define WEAK_KEEP 5000          /* a keep by a number, where not all can hold; the number is added */
#define RAGGED len_from_pt(10)  /* room at the end of a ragged line that is as bad as full stretch */
#define BALANCED_LINES 6        /* more lines of centred text than that are set as they come */
#define BALANCE_STEPS 16
#define MAX_BESIDE 200u         /* lines beside floats that are broken in one go */

/* A keep by a number: it holds unless a line would run over for it. */
struct weak_keep {
    guint item;
    int32_t penalty;            /* what is left of it then */
};

struct fitting {
    const struct para *p;
    GArray *items;              /* struct fit_item */
    GArray *els;                /* uint32_t: the element of each item */
    GArray *weak;               /* struct weak_keep */
    bool justify;
    bool line_empty;            /* no box on this line yet */
    len_t less;                 /* room that the first line has less: the end of its box */
    bool glue_last;             /* a break between the last element and the next is said */
    uint32_t behind;            /* the element behind the spaces that were looked at last */
    len_t went_on, goes_on;     /* edges that the open boxes have where a line breaks: behind the break, and before it */
    struct para_room pending;   /* spaces behind what went before that are gone where a line ends there */
    len_t width, indent;
    const struct para_shape *shape;     /* NULL: no floats */
    len_t b, first, strut;      /* top of the first line in it, heights of that line and of the others */
};

static void push(struct fitting *f, uint32_t el, struct fit_item it)
{
    g_array_append_val(f->items, it);
    g_array_append_val(f->els, el);
}

static void push_box(struct fitting *f, uint32_t el, len_t width)
{
    push(f, el, (struct fit_item){ .width = width, .kind = FIT_BOX });
    f->glue_last = false;
}

static struct fit_item glue_of(const struct fitting *f, len_t width, len_t stretch, len_t shrink)
{
    return (struct fit_item){ .width = width, .kind = FIT_GLUE, .stretch = f->justify ? stretch : 0, .shrink = f->justify ? shrink : 0 };
}

static void push_penalty(struct fitting *f, uint32_t el, int32_t penalty)
{
    push(f, el, (struct fit_item){ .penalty = penalty, .kind = FIT_PENALTY, .width = penalty < FIT_INFINITE ? f->goes_on : 0 });
}

/* Behind a break, the edges that open boxes have there; without a break they take no room: their glue goes with the break's. */
static void push_went_on(struct fitting *f, uint32_t el)
{
    if (f->went_on == 0)
        return;
    push(f, el, glue_of(f, -f->went_on, 0, 0));
    push(f, el, (struct fit_item){ .kind = FIT_BOX });
    push_penalty(f, el, FIT_INFINITE);
    push(f, el, glue_of(f, f->went_on, 0, 0));
    push(f, el, (struct fit_item){ .kind = FIT_BOX });
}

/* The penalty of a break before the element that begins at the next letter. */
static int32_t penalty_of(const struct fitting *f, uint8_t brk, const struct para_el *before)
{
    if (brk == TEXT_NO_BREAK || f->p->run[before->run].nowrap)
        return FIT_INFINITE;
    return brk == TEXT_POOR_BREAK ? POOR_PENALTY : brk == TEXT_LONE_BREAK ? LONE_PENALTY : 0;
}

/* A break between the elements `i` and `behind`, if keeps within the line let it be. */
static void push_kept(struct fitting *f, uint32_t el, int32_t penalty, uint32_t i, uint32_t behind)
{
    int32_t keep = para_keep_between(f->p, i, behind);
    if (keep == FO_KEEP_AUTO || penalty == FIT_INFINITE) {
        push_penalty(f, el, penalty);
        return;
    }
    if (keep != FO_KEEP_ALWAYS)
        g_array_append_val(f->weak, ((struct weak_keep){ f->items->len, WEAK_KEEP + CLAMP(keep, 0, 4000) }));
    push_penalty(f, el, FIT_INFINITE);
}

/* Where a line would begin if it broke in the spaces at `i`: behind them. */
static uint8_t break_behind(struct fitting *f, uint32_t i)
{
    const struct para *p = f->p;
    f->behind = MAX(f->behind, i);
    while (f->behind < p->n_el && (p->el[f->behind].kind == EL_SPACE || p->el[f->behind].kind == EL_CLOSE))
        f->behind++;
    return f->behind < p->n_el ? p->el[f->behind].brk : TEXT_NO_BREAK;
}

/* --- spaces around elements --- */

static bool is_room(struct para_room r)
{
    return r.width != 0 || r.stretch != 0 || r.shrink != 0;
}

static struct para_room plus(struct para_room a, struct para_room b, int sign)
{
    return (struct para_room){ len_add(a.width, sign * b.width), len_add(a.stretch, sign * b.stretch), len_add(a.shrink, sign * b.shrink) };
}

static const struct para_sp *sp_of(const struct fitting *f, uint32_t i)
{
    return f->p->el[i].sp ? &f->p->sp[f->p->el[i].sp] : NULL;
}

/* Room that no line break takes away. */
static void push_room(struct fitting *f, uint32_t i, struct para_room r)
{
    if (!is_room(r))
        return;
    push(f, i, (struct fit_item){ .kind = FIT_BOX });
    push_penalty(f, i, FIT_INFINITE);
    push(f, i, glue_of(f, r.width, r.stretch, r.shrink));
    push(f, i, (struct fit_item){ .kind = FIT_BOX });
}

/* What is gone of the spaces before the next content, and of those behind the last one, where a line breaks before the element `i`. */
static struct para_room gone_before(const struct fitting *f, uint32_t i)
{
    struct para_room r = f->pending;
    for (; f->p->sp && i < f->p->n_el; i++) {
        const struct para_el *e = &f->p->el[i];
        const struct para_sp *sp = sp_of(f, i);
        unsigned slot = e->kind == EL_CLOSE ? 1 : 0;
        bool edge = e->kind == EL_OPEN || e->kind == EL_CLOSE;
        if ((slot == 1 && e->width) || e->kind == EL_LINEFEED || (e->kind == EL_SPACE && !e->no_break))
            break;
        if (sp)
            r = plus(r, plus(sp->mid[slot], sp->edge[slot], -1), 1);
        if ((!edge && e->kind != EL_HYPHEN) || e->width)
            break;
    }
    return r;
}

/* The place before the element `i`, where a line may break if a penalty was pushed. */
static void push_gone(struct fitting *f, uint32_t i, bool broken)
{
    struct para_room r = gone_before(f, i);
    f->pending = (struct para_room){ 0, 0, 0 };
    if (!is_room(r))
        return;
    if (!broken)
        push_penalty(f, i, FIT_INFINITE);
    push(f, i, glue_of(f, r.width, r.stretch, r.shrink));
}

static void before_element(struct fitting *f, uint32_t i)
{
    const struct para_sp *sp = sp_of(f, i);
    if (sp)
        push_room(f, i, sp->edge[0]);
}

static void behind_element(struct fitting *f, uint32_t i)
{
    const struct para_sp *sp = sp_of(f, i);
    if (!sp)
        return;
    push_room(f, i, sp->edge[1]);
    if (!f->glue_last)                  /* else it went with the space before */
        f->pending = plus(f->pending, plus(sp->mid[1], sp->edge[1], -1), 1);
}

/* --- elements as items --- */

static void fit_space(struct fitting *f, uint32_t i)
{
    const struct para_el *e = &f->p->el[i];
    static const struct para_sp none;
    const struct para_sp *sp = sp_of(f, i);
    sp = sp ? sp : &none;
    if (f->line_empty) {                /* preserved at the beginning of a line */
        struct para_room r = gone_before(f, i + 1);
        push_box(f, i, len_add(e->width, len_add(len_add(sp->edge[0].width, sp->mid[1].width), r.width)));
        return;
    }
    int32_t pen = e->no_break ? FIT_INFINITE : penalty_of(f, break_behind(f, i), e);
    if (i > 0 && f->behind < f->p->n_el)
        push_kept(f, i, pen, i - 1, f->behind);
    else
        push_penalty(f, i, pen);
    struct para_room r = plus(gone_before(f, i + 1), plus(sp->mid[0], sp->mid[1], 1), 1);
    push(f, i, glue_of(f, len_add(e->width, r.width), len_add(e->stretch, r.stretch), len_add(e->shrink, r.shrink)));
    if (i + 1 < f->p->n_el && !(f->p->el[i + 1].kind == EL_SPACE && !f->p->el[i + 1].no_break))
        push_went_on(f, i + 1);
    f->pending = (struct para_room){ 0, 0, 0 };
    f->glue_last = true;
}

/* A break between two elements without a space. */
static void fit_opportunity(struct fitting *f, uint32_t i)
{
    const struct para_el *e = &f->p->el[i];
    if (f->glue_last || f->line_empty || i == 0) {
        f->pending = (struct para_room){ 0, 0, 0 };
        return;
    }
    const struct para_el *before = &f->p->el[i - 1];
    if (before->kind == EL_OPEN || before->kind == EL_LINEFEED)
        return;
    int32_t pen = before->kind == EL_HYPHEN ? FIT_INFINITE : penalty_of(f, e->brk, before);
    if (pen < FIT_INFINITE)
        push_kept(f, i, pen, i - 1, i);
    push_gone(f, i, pen < FIT_INFINITE || before->kind == EL_HYPHEN);
    if (pen < FIT_INFINITE || before->kind == EL_HYPHEN)
        push_went_on(f, i);
}

static void fit_end_of_line(struct fitting *f, uint32_t i, len_t filler, len_t end_indent)
{
    push_penalty(f, i, FIT_INFINITE);
    push(f, i, (struct fit_item){ .width = len_add(end_indent, f->goes_on), .stretch = filler, .kind = FIT_GLUE });
    push(f, i, (struct fit_item){ .penalty = -FIT_INFINITE, .kind = FIT_PENALTY });
}

/* A word, with letter-spacing that may give. */
static void fit_word(struct fitting *f, uint32_t i)
{
    const struct para_el *e = &f->p->el[i];
    push_box(f, i, e->width);
    if (f->justify && (e->stretch || e->shrink)) {
        push_penalty(f, i, FIT_INFINITE);
        push(f, i, glue_of(f, 0, e->stretch, e->shrink));
        push(f, i, (struct fit_item){ .kind = FIT_BOX });
    }
}

static void fit_element(struct fitting *f, uint32_t i, len_t filler)
{
    const struct para_el *e = &f->p->el[i];
    switch (e->kind) {
    case EL_SPACE:
        fit_space(f, i);
        return;
    case EL_LINEFEED:
        fit_end_of_line(f, i, filler, 0);
        push_box(f, i + 1, f->went_on);
        f->line_empty = true;
        return;
    case EL_HYPHEN:
        push(f, i, (struct fit_item){ .width = len_add(len_add(e->word->width, f->pending.width), f->goes_on), .kind = FIT_PENALTY, .flagged = 1,
                                      .penalty = f->p->run[e->run].nowrap ? FIT_INFINITE : HYPHEN_PENALTY });
        return;
    case EL_CLOSE:
        f->went_on = len_add(f->went_on, -f->p->box[e->index].went_on);
        f->goes_on = len_add(f->goes_on, -f->p->box[e->index].goes_on);
        if (e->width)
            push_box(f, i, e->width);
        behind_element(f, i);
        return;
    case EL_OBJ:
        fit_opportunity(f, i);
        before_element(f, i);
        if (e->stretch || e->shrink) {
            push_penalty(f, i, FIT_INFINITE);
            push(f, i, (struct fit_item){ .width = e->width, .kind = FIT_GLUE, .stretch = f->justify ? e->stretch : 0,
                                          .shrink = e->shrink });
            push_box(f, i, 0);
        } else {
            push_box(f, i, e->width);
        }
        behind_element(f, i);
        f->line_empty = false;
        return;
    case EL_OPEN:
        fit_opportunity(f, i);
        before_element(f, i);
        push_box(f, i, e->width);
        f->went_on = len_add(f->went_on, f->p->box[e->index].went_on);
        f->goes_on = len_add(f->goes_on, f->p->box[e->index].goes_on);
        return;
    default:
        fit_opportunity(f, i);
        before_element(f, i);
        fit_word(f, i);
        behind_element(f, i);
        f->line_empty = false;
    }
}

struct para_cut para_cut_at(const struct para_shape *shape, len_t from, len_t to)
{
    struct para_cut cut = { from, to, 0, 0 };
    bool moves = false;                 /* lines of a label keep their width */
    to = len_max(to, len_add(from, 1));
    for (unsigned k = 0; shape && k < shape->n; k++) {
        const struct para_cut *c = &shape->v[k];
        if (c->top >= to || c->bottom <= from)
            continue;
        cut.start = len_max(cut.start, c->start);
        cut.end = len_max(cut.end, c->end);
        moves |= c->end < 0;
    }
    if (moves)
        cut.end = -cut.start;
    return cut;
}

/* What is taken from a line, as long as all lines but the first one are as high as the font asks for. */
static struct para_cut nominal_cut(const struct fitting *f, unsigned line)
{
    len_t top = f->b, height = f->first;
    if (line > 0) {
        top = len_add(top, len_add(f->first, (len_t)MIN((int64_t)(line - 1) * f->strut, LEN_MAX)));
        height = f->strut;
    }
    return para_cut_at(f->shape, top, len_add(top, height));
}

static len_t line_width(void *user, unsigned line)
{
    const struct fitting *f = user;
    struct para_cut cut = nominal_cut(f, line);
    len_t width = len_max(0, f->width - cut.start - cut.end);
    return line == 0 ? len_add(width, -len_add(f->indent, f->less)) : width;
}

/* From this line on all are as wide. */
static unsigned uniform_from(const struct fitting *f)
{
    unsigned n = f->indent || f->less ? 1 : 0;
    len_t low = f->b;
    for (unsigned k = 0; f->shape && k < f->shape->n; k++)
        low = len_max(low, f->shape->v[k].bottom);
    if (low > f->b)
        n = 2 + (f->strut > 0 ? (unsigned)((low - f->b) / f->strut) : 0);
    return MIN(n, MAX_BESIDE);
}

/* --- heights, XSL 1.1 §4.5 --- */

static void extend(struct para_line *l, len_t above, len_t below)
{
    l->above = len_max(l->above, above);
    l->below = len_max(l->below, below);
}

/* What stands at an edge of the line has its place when the rest is known. */
struct edges {
    len_t top, bottom;                  /* the highest at each edge */
};

/*
 * §4.5: the maximum-line-rectangle holds the inline-areas as high as their text is, and the block's half-leading stands around
 * all of it; the per-inline-height-rectangle, of line-stacking-strategy="line-height", holds each with its own.
 */
static void extend_by_run(const struct para *p, struct para_line *l, struct edges *at, uint32_t run)
{
    const struct para_run *r = &p->run[run];
    const struct fo_style *s = p->block->style;
    bool leading = s->line_stacking_strategy == KW_LINE_HEIGHT;
    len_t above = leading ? r->above : r->altitude, below = leading ? r->below : r->depth;
    len_t shift = s->line_height_shift_adjustment == KW_DISREGARD_SHIFTS ? 0 : r->shift;
    above = len_add(above, shift);
    below = len_add(below, -shift);
    if (r->edge == EDGE_LINE_TOP)       /* its top is that of the line */
        at->top = len_max(at->top, len_add(r->edge_extent, below));
    else if (r->edge == EDGE_LINE_BOTTOM)
        at->bottom = len_max(at->bottom, len_add(r->edge_extent, above));
    else
        extend(l, above, below);
}

static void measure_line(const struct para *p, struct para_line *l)
{
    const struct para_run *strut = &p->run[0];
    bool leading = p->block->style->line_stacking_strategy == KW_LINE_HEIGHT;
    l->above = leading ? strut->above : strut->altitude;
    l->below = leading ? strut->below : strut->depth;
    if (p->block->style->line_stacking_strategy == KW_FONT_HEIGHT) {
        l->above = strut->above;
        l->below = strut->below;
        l->lead = len_add(strut->above, -strut->altitude);
        return;
    }
    struct edges at = { 0, 0 };
    for (uint32_t i = l->el; i < l->end; i++) {
        const struct para_el *e = &p->el[i];
        const struct para_obj *o = e->kind == EL_OBJ ? &p->obj[e->index] : NULL;
        if (e->kind == EL_WORD || e->kind == EL_SPACE || (o && o->own_run))
            extend_by_run(p, l, &at, o ? o->run : e->run);
        else if (!o)
            continue;
        else if (o->line_edge == EDGE_LINE_TOP)
            at.top = len_max(at.top, o->bpd);
        else if (o->line_edge == EDGE_LINE_BOTTOM)
            at.bottom = len_max(at.bottom, o->bpd);
        else
            extend(l, o->above, o->below);
    }
    if (at.top > len_add(l->above, l->below))
        l->below = at.top - l->above;
    if (at.bottom > len_add(l->above, l->below))
        l->above = at.bottom - l->below;
    l->lead = leading ? 0 : len_add(strut->above, -strut->altitude);
    l->above = len_add(l->above, l->lead);
    l->below = len_add(l->below, leading ? 0 : len_add(strut->below, -strut->depth));
}

/* --- lines --- */

static void make_lines(struct fitting *f, const struct fit_line *fit, unsigned n, struct para_lines *out, uint32_t from)
{
    const struct para *p = f->p;
    out->v = arena_new_array(p->a, struct para_line, n);
    out->n = n;
    for (unsigned k = 0; k < n; k++) {
        struct para_line *l = &out->v[k];
        l->el = k == 0 ? from : g_array_index(f->els, uint32_t, fit[k].start);
        l->end = k + 1 < n ? g_array_index(f->els, uint32_t, fit[k + 1].start) : p->n_el;
        l->off = l->el < p->n_el ? p->el[l->el].off : p->len;
        uint32_t stop = g_array_index(f->els, uint32_t, fit[k].end);
        l->last = k + 1 == n || p->el[MIN(stop, p->n_el - 1)].kind == EL_LINEFEED;
        l->hyphen = k + 1 < n && p->el[stop].kind == EL_HYPHEN;
        l->first = l->off == 0;
        struct para_cut cut = nominal_cut(f, MIN(k, uniform_from(f)));
        l->i = cut.start;
        l->width = len_max(0, f->width - cut.start - cut.end);
        measure_line(p, l);
    }
}

/* --- keeps --- */

static bool runs_over(struct fitting *f, const struct fit_line *v, unsigned n)
{
    for (unsigned k = 0; k < n; k++) {
        len_t w = 0;
        for (uint32_t i = v[k].start; i < v[k].end; i++) {
            const struct fit_item *it = &g_array_index(f->items, struct fit_item, i);
            if (it->kind != FIT_PENALTY)
                w = len_add(w, it->width - it->shrink);
        }
        if (w > line_width(f, k))
            return true;
    }
    return false;
}

/* With the keeps by a number as strong as any; weaker where that makes a line run over. */
static unsigned fit_keeping(struct fitting *f, struct fit_params *fp, struct fit_line **lines)
{
    struct fit_item *items = (struct fit_item *)(void *)f->items->data;
    unsigned n = text_fit(items, f->items->len, fp, f->p->a, lines);
    if (f->weak->len == 0 || !runs_over(f, *lines, n))
        return n;
    for (guint i = 0; i < f->weak->len; i++)
        items[g_array_index(f->weak, struct weak_keep, i).item].penalty = g_array_index(f->weak, struct weak_keep, i).penalty;
    return text_fit(items, f->items->len, fp, f->p->a, lines);
}

/* --- centred text --- */

static len_t natural_width(const struct fitting *f, const struct fit_line *l)
{
    len_t w = 0;
    for (uint32_t i = l->start; i < l->end; i++) {
        const struct fit_item *it = &g_array_index(f->items, struct fit_item, i);
        if (it->kind != FIT_PENALTY)
            w = len_add(w, it->width);
    }
    return w;
}

static len_t longest(const struct fitting *f, const struct fit_line *v, unsigned n)
{
    len_t most = 0;
    for (unsigned k = 0; k < n; k++)
        most = len_max(most, len_add(natural_width(f, &v[k]), k == 0 ? f->indent : 0));
    return most;
}

static bool one_word(const struct fitting *f, const struct fit_line *l)
{
    for (uint32_t i = l->start; i < l->end; i++) {
        const struct fit_item *it = &g_array_index(f->items, struct fit_item, i);
        if (it->kind == FIT_GLUE && it->width > 0)
            return false;
    }
    return true;
}

/* What the breaks cost, in tenths of the measure: one at a mark of punctuation nothing, one inside a name or a word three;
 * two where it is poor only since one syllable stands alone on the last line. */
static len_t cost_of_breaks(const struct fitting *f, const struct fit_line *v, unsigned n, len_t width)
{
    len_t cost = 0;
    for (unsigned k = 0; k + 1 < n; k++) {
        const struct para_el *e = &f->p->el[g_array_index(f->els, uint32_t, v[k].end)];
        if (g_array_index(f->items, struct fit_item, v[k].end).penalty > 0)
            cost = len_add(cost, width / 10 * (k + 2 == n && one_word(f, &v[k + 1]) ? 2 : 3));
        else if (e->off == 0 || !strchr(",;:.-)", f->p->text[e->off - 1]))
            cost = len_add(cost, width / 10);
    }
    return cost;
}

/*
 * A few centred lines are made much alike in length, as a title wants them: the measure is narrowed, a word at a time, as long
 * as that takes no more lines; the best of these ways is taken.
 */
static struct fit_line *balance(struct fitting *f, struct fit_params *fp, struct fit_line *v, unsigned n)
{
    len_t width = f->width, most = longest(f, v, n), best = len_add(most, cost_of_breaks(f, v, n, width));
    struct fit_line *now;
    for (unsigned step = 0; n > 1 && n <= BALANCED_LINES && step < BALANCE_STEPS && most <= f->width; step++) {
        f->width = most - 1;
        if (text_fit((const struct fit_item *)(const void *)f->items->data, f->items->len, fp, f->p->a, &now) != n)
            break;
        most = longest(f, now, n);
        len_t cost = len_add(most, cost_of_breaks(f, now, n, width));
        if (most <= f->width && cost < best) {
            best = cost;
            v = now;
        }
    }
    f->width = width;
    return v;
}

/* Behind the last element that makes a line: a linefeed at the very end ends the last line and begins none. */
static uint32_t last_element(const struct para *p, uint32_t from)
{
    uint32_t end = p->n_el;
    while (end > from && p->el[end - 1].kind == EL_CLOSE)
        end--;
    return end > from && p->el[end - 1].kind == EL_LINEFEED ? end - 1 : p->n_el;
}

/* Lines are broken from an element on that stands in boxes. */
static void open_boxes(struct fitting *f, uint32_t from)
{
    f->went_on = para_retained(f->p, from, true);
    f->goes_on = para_retained(f->p, from, false);
    f->less = len_add(f->less, f->went_on);
}

static struct para_lines *break_from(struct para *p, len_t width, uint32_t off, const struct para_shape *shape, len_t b,
                                     len_t first)
{
    const struct fo_style *s = p->block->style;
    bool justify = s->text_align == KW_JUSTIFY;
    bool justify_last = s->text_align_last == KW_JUSTIFY;
    struct fitting f = {
        .p = p, .justify = justify || justify_last, .line_empty = true, .width = width, .shape = shape, .b = b,
        .strut = len_max(0, len_add(p->run[0].above, p->run[0].below)),
        .items = g_array_sized_new(FALSE, TRUE, sizeof(struct fit_item), p->n_el * 3 + 8),
        .els = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), p->n_el * 3 + 8),
        .weak = g_array_new(FALSE, FALSE, sizeof(struct weak_keep)),
    };
    uint32_t from = 0;
    while (from < p->n_el && (p->el[from].off < off || (off > 0 && p->el[from].kind == EL_CLOSE)))
        from++;
    uint32_t end = last_element(p, from);
    if (off == 0 && p->first_in_block)
        f.indent = fo_len_of(s->text_indent, width, 0);
    if (p->set && p->n_box > 1)
        f.less = p->box[1].end;
    /* the last line of centred text is weighed as the others are: it is not to be one word under long ones */
    len_t filler = justify_last || s->text_align == KW_CENTER ? 0 : width;
    open_boxes(&f, from);
    for (uint32_t i = from; i < end; i++)
        fit_element(&f, i, filler);
    fit_end_of_line(&f, end > from ? end - 1 : from, filler, fo_len_of(s->last_line_end_indent, width, 0));
    f.first = first ? first : f.strut;
    struct fit_params fp = { .width = line_width, .user = &f, .uniform_from = uniform_from(&f) };
    fp.ladder = fo_int_kw(s->hyphenation_ladder_count) ? 0 : (unsigned)MAX(s->hyphenation_ladder_count, 1);
    fp.ragged = justify ? 0 : s->text_align == KW_CENTER ? 2 * RAGGED : RAGGED;
    struct fit_line *lines;
    unsigned n = fit_keeping(&f, &fp, &lines);
    if (s->text_align == KW_CENTER && !shape)
        lines = balance(&f, &fp, lines, n);
    struct para_lines *out = arena_new0(p->a, struct para_lines);
    out->width = width;
    out->off = off;
    make_lines(&f, lines, n, out, from);
    g_array_free(f.items, TRUE);
    g_array_free(f.els, TRUE);
    g_array_free(f.weak, TRUE);
    return out;
}

/* The place in the text of `p` of the `off`-th byte of that of its first line: capitals may be longer than small letters. */
static uint32_t same_place(const struct para *p, uint32_t off)
{
    const struct para *q = p->initial;
    if (q->len == p->len || off >= q->len)
        return MIN(off, p->len);
    glong letters = g_utf8_pointer_to_offset(q->text, q->text + off);
    const char *at = p->text;
    while (letters-- > 0 && at < p->text + p->len)
        at = g_utf8_next_char(at);
    return (uint32_t)(at - p->text);
}

/* §6.6.4: the first line in its own style; where it ends is known then, and the rest is broken in that of the block. */
static struct para_lines *break_initial(struct para *p, len_t width, const struct para_shape *shape, len_t b, len_t height)
{
    const struct para_lines *first = break_from(p->initial, width, 0, shape, b, height), *rest = NULL;
    uint32_t off = first->n > 1 ? same_place(p, first->v[1].off) : p->len;
    if (off < p->len && shape)
        rest = break_from(p, width, off, shape, len_add(b, len_add(first->v[0].above, first->v[0].below)), 0);
    else if (off < p->len)
        rest = para_break(p, width, off);
    struct para_lines *l = arena_new0(p->a, struct para_lines);
    l->width = width;
    l->n = 1 + (rest ? rest->n : 0);
    l->v = arena_new_array(p->a, struct para_line, l->n);
    l->v[0] = first->v[0];
    l->v[0].initial = true;
    l->v[0].last = l->v[0].last && l->n == 1;
    if (rest)
        memcpy(l->v + 1, rest->v, rest->n * sizeof *rest->v);
    return l;
}

struct para_lines *para_break_from(struct para *p, len_t width, uint32_t off, const struct para_shape *shape, len_t b,
                                   len_t first)
{
    return off == 0 && p->initial ? break_initial(p, width, shape, b, first) : break_from(p, width, off, shape, b, first);
}

void para_one_line(struct para *p)
{
    struct para_lines *l = arena_new0(p->a, struct para_lines);
    l->n = 1;
    l->v = arena_new0(p->a, struct para_line);
    l->v->end = p->n_el;
    measure_line(p, l->v);
    p->lines = l;
}

const struct para_lines *para_break(struct para *p, len_t width, uint32_t off)
{
    for (const struct para_lines *l = p->lines; l; l = l->next)
        if (l->width == width && l->off == off && l->shape.n == 0)
            return l;
    struct para_lines *l = para_break_from(p, width, off, NULL, 0, 0);
    l->next = p->lines;
    p->lines = l;
    return l;
}

static unsigned anchored(const struct para_note *v, unsigned n, const struct para_lines *l, unsigned k, unsigned *from)
{
    uint32_t begin = l->v[k].off, end = k + 1 < l->n ? l->v[k + 1].off : UINT32_MAX;
    while (begin > 0 && *from < n && v[*from].at <= begin)
        ++*from;                        /* behind the last letter of an earlier line */
    unsigned to = *from;
    while (to < n && v[to].at <= end)
        to++;
    return to;
}

unsigned para_notes(const struct para *p, const struct para_lines *l, unsigned k, unsigned *from)
{
    return anchored(p->note, p->n_note, l, k, from);
}

unsigned para_sides(const struct para *p, const struct para_lines *l, unsigned k, unsigned *from)
{
    return anchored(p->side, p->n_side, l, k, from);
}

/* --- measuring --- */

/* Widths of what stands between breaks; spaces at the beginning of a piece are dropped, those before a break lie behind it. */
static void measure_items(const struct fitting *f, len_t *min, len_t *max)
{
    len_t piece = f->indent, line = f->indent;
    bool begins = false;
    for (guint i = 0; i < f->items->len; i++) {
        const struct fit_item *it = &g_array_index(f->items, struct fit_item, i);
        if (it->kind != FIT_PENALTY) {
            line = len_add(line, it->width);
            if (it->kind == FIT_BOX || !begins)
                piece = len_add(piece, it->width - it->shrink);
            begins &= it->kind != FIT_BOX;
            continue;
        }
        if (it->penalty >= FIT_INFINITE)
            continue;
        *min = len_max(*min, len_add(piece, it->width));
        piece = 0;
        begins = true;
        if (it->penalty > -FIT_INFINITE)
            continue;
        *max = len_max(*max, line);
        line = 0;
    }
}

void para_extent(const struct para *p, len_t *min, len_t *max)
{
    const struct fo_style *s = p->block->style;
    struct fitting f = {
        .p = p, .line_empty = true,
        .items = g_array_sized_new(FALSE, TRUE, sizeof(struct fit_item), p->n_el * 3 + 8),
        .els = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), p->n_el * 3 + 8),
        .weak = g_array_new(FALSE, FALSE, sizeof(struct weak_keep)),
    };
    if (p->first_in_block)
        f.indent = fo_len_of(s->text_indent, 0, 0);
    uint32_t end = last_element(p, 0);
    for (uint32_t i = 0; i < end; i++)
        fit_element(&f, i, 0);
    fit_end_of_line(&f, end > 0 ? end - 1 : 0, 0, fo_len_of(s->last_line_end_indent, 0, 0));
    *min = *max = 0;
    measure_items(&f, min, max);
    *max = len_max(*min, *max);
    g_array_free(f.items, TRUE);
    g_array_free(f.els, TRUE);
    g_array_free(f.weak, TRUE);
}
