/* SPDX-License-Identifier: MIT */
/*
 * Sets a line: spaces are stretched or shrunk, pieces reordered by their bidi
 * levels (UAX #9 L2), neighbours of one style joined into glyph runs, inlines
 * with borders or links made boxes around their pieces.
 *
 * Input: a line of a broken paragraph. Output: its area.
 */
#include "layout/page.h"
#include "layout/para.h"

#include <string.h>

/* A piece of the line, in logical and then in visual order. */
struct leaf {
    const struct para_el *el;
    len_t width;
    len_t extra;                        /* of the width: what justification added */
    len_t stretch, shrink;              /* what it may give */
    struct para_room behind;            /* of it: a space behind the word, in its glyph run */
    uint32_t box;                       /* innermost visible box */
    uint8_t level;
    bool gap;                           /* room without ink: space-start, space-end, a box's edge */
};

struct setter {
    struct lay_cx *cx;
    const struct para *p;
    const struct para_line *l;
    struct leaf *leaf;
    unsigned n;
    len_t width;                        /* of the line */
    len_t i;                            /* its start edge from the reference area's */
    bool rtl;
    const struct lay_in *in;
};

/* --- pieces --- */

static uint32_t visible_box(const struct para *p, uint32_t box)
{
    while (box && !p->box[box].visible)
        box = p->box[box].parent;
    return box;
}

static struct leaf *leaf_new(struct setter *s, const struct para_el *e, len_t width, uint32_t box)
{
    struct leaf *f = &s->leaf[s->n++];
    *f = (struct leaf){ .el = e, .width = width, .stretch = e->stretch, .shrink = e->shrink, .box = visible_box(s->p, box),
                        .level = e->level };
    return f;
}

/* A space that is not in a glyph run. */
static void room_leaf(struct setter *s, const struct para_el *e, struct para_room r, uint32_t box)
{
    if (r.width == 0 && r.stretch == 0 && r.shrink == 0)
        return;
    struct leaf *f = leaf_new(s, e, r.width, box);
    f->gap = true;
    f->stretch = r.stretch;
    f->shrink = r.shrink;
}

/* The edge of an inline: its space lies outside of its box, border and padding within. */
static void edge_leaves(struct setter *s, const struct para_el *e, struct para_room space)
{
    const struct para_box *b = &s->p->box[e->index];
    bool open = e->kind == EL_OPEN;
    len_t edge = open ? b->start : b->end;
    if (open)
        room_leaf(s, e, space, b->parent);
    if (edge || (b->visible && !b->used && open))       /* an empty one still marks its place */
        leaf_new(s, e, edge, e->index)->gap = true;
    if (!open)
        room_leaf(s, e, space, b->parent);
}

static void content_leaves(struct setter *s, const struct para_el *e, struct para_room before, struct para_room behind)
{
    uint32_t box = s->p->run[e->run].box;
    room_leaf(s, e, before, box);
    if (e->kind == EL_OBJ) {
        leaf_new(s, e, e->width, box);
        room_leaf(s, e, behind, box);
        return;
    }
    struct leaf *f = leaf_new(s, e, len_add(e->width, behind.width), box);
    f->behind = behind;
    f->stretch = len_add(f->stretch, behind.stretch);
    f->shrink = len_add(f->shrink, behind.shrink);
}

/* Edges take the level of the text inside them: what closes, of the text before; what opens, of the text behind. */
static void level_edges(struct setter *s)
{
    uint8_t base = s->rtl ? 1 : 0, near = base;
    for (unsigned i = 0; i < s->n; i++) {
        struct leaf *f = &s->leaf[i];
        if (!f->gap)
            near = f->level;
        else if (f->el->kind == EL_CLOSE)
            f->level = near;
    }
    near = base;
    for (unsigned i = s->n; i > 0; i--) {
        struct leaf *f = &s->leaf[i - 1];
        if (!f->gap)
            near = f->level;
        else if (f->el->kind == EL_OPEN)
            f->level = near;
    }
}

static bool shows(const struct para_el *e)
{
    return e->kind == EL_WORD || e->kind == EL_OBJ || (e->kind == EL_SPACE && e->no_break);
}

static void reverse(struct leaf *a, unsigned n)
{
    for (unsigned i = 0; i < n / 2; i++) {
        struct leaf t = a[i];
        a[i] = a[n - 1 - i];
        a[n - 1 - i] = t;
    }
}

static size_t open_depth(const struct para *p, uint32_t i)
{
    size_t n = 0;
    for (uint32_t b = para_open_box(p, i); b; b = p->box[b].parent)
        n++;
    return n;
}

/* The edges that boxes have at a break before the element `i`: where the line begins from outside inwards, else from inside outwards. */
static void retained_leaves(struct setter *s, uint32_t i, bool start)
{
    const struct para *p = s->p;
    unsigned first = s->n;
    for (uint32_t b = para_open_box(p, i); b; b = p->box[b].parent) {
        const struct para_box *box = &p->box[b];
        len_t width = start ? box->went_on : box->goes_on;
        if (width)
            leaf_new(s, &p->el[start ? box->open_el : box->close_el], width, b)->gap = true;
    }
    if (start)
        reverse(s->leaf + first, s->n - first);
}

static void collect_leaves(struct setter *s)
{
    const struct para *p = s->p;
    uint32_t end = s->l->end, from = s->l->el;
    uint32_t text_end = end;            /* spaces at the end of a line are gone */
    while (!p->inside && text_end > from && !shows(&p->el[text_end - 1]))
        text_end--;
    s->leaf = g_new(struct leaf, (end - from) * 3 + 2 + open_depth(p, from) + open_depth(p, end));
    retained_leaves(s, from, true);
    struct para_ends at = para_ends_of(p, from, end, s->l->hyphen);
    for (uint32_t i = from; i < end; i++) {
        const struct para_el *e = &p->el[i];
        struct para_room before = para_room_at(p, at, i, 0), behind = para_room_at(p, at, i, 1);
        switch (e->kind) {
        case EL_SPACE:
            if (i >= text_end)
                break;
            /* fall through */
        case EL_WORD:
        case EL_OBJ:
            content_leaves(s, e, before, behind);
            break;
        case EL_OPEN:
        case EL_CLOSE:
            edge_leaves(s, e, e->kind == EL_OPEN ? before : behind);
            break;
        case EL_HYPHEN:
            if (i + 1 == end && s->l->hyphen)
                leaf_new(s, e, e->word->width, p->run[e->run].box);
            break;
        default:
            break;
        }
    }
    retained_leaves(s, end, false);
    if (p->set && p->n_box > 1 && p->box[1].node == p->set && p->box[1].close_el >= end)
        edge_leaves(s, &p->el[p->box[1].close_el], (struct para_room){ 0, 0, 0 });      /* the box of the first line ends with it */
    level_edges(s);
}

/* --- widths --- */

static len_t natural_width(const struct setter *s)
{
    len_t w = 0;
    for (unsigned i = 0; i < s->n; i++)
        w = len_add(w, s->leaf[i].width);
    return w;
}

/* What a piece is to justification: leaders and other room have limits, spaces between words have none when they grow. */
enum giver { GIVE_NOT, GIVE_OBJECT, GIVE_ROOM, GIVE_SPACE };

static enum giver giver_of(const struct leaf *f)
{
    if (f->stretch == 0 && f->shrink == 0)
        return GIVE_NOT;
    if (f->gap || f->el->kind == EL_WORD)
        return GIVE_ROOM;
    return f->el->kind == EL_OBJ ? GIVE_OBJECT : GIVE_SPACE;
}

static int64_t sum_give(const struct setter *s, enum giver kind, bool grow)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < s->n; i++)
        if (giver_of(&s->leaf[i]) == kind)
            sum += grow ? s->leaf[i].stretch : s->leaf[i].shrink;
    return sum;
}

/* Gives `want` to them, in proportion to `total`, which they can give, without rounding loss. */
static void give(struct setter *s, enum giver kind, int64_t want, int64_t total)
{
    int64_t given = 0, seen = 0;
    for (unsigned i = 0; i < s->n && total != 0; i++) {
        struct leaf *f = &s->leaf[i];
        if (giver_of(f) != kind)
            continue;
        seen += want > 0 ? f->stretch : f->shrink;
        int64_t upto = want * seen / total;
        f->extra = (len_t)(upto - given);
        f->width = len_add(f->width, f->extra);
        given = upto;
    }
}

/*
 * Gives `diff` to what can stretch (or shrink, if negative); returns what could not be given. Leaders, letters and the spaces of inlines stretch
 * up to their maximum, spaces between words beyond it.
 */
static len_t spread(struct setter *s, len_t diff, bool spaces)
{
    int64_t objects = sum_give(s, GIVE_OBJECT, diff > 0), room = spaces ? sum_give(s, GIVE_ROOM, diff > 0) : 0;
    int64_t words = spaces ? sum_give(s, GIVE_SPACE, diff > 0) : 0, total = objects + room + words;
    if (total == 0 || diff == 0)
        return diff;
    int64_t most = MIN((int64_t)ABS(diff), total), sign = diff > 0 ? 1 : -1;
    int64_t to_objects = most * objects / total, to_room = most * room / total;
    int64_t to_words = words == 0 ? 0 : (diff > 0 ? (int64_t)ABS(diff) : most) - to_objects - to_room;
    give(s, GIVE_OBJECT, sign * to_objects, objects);
    give(s, GIVE_ROOM, sign * to_room, room);
    give(s, GIVE_SPACE, sign * to_words, words);
    return (len_t)(diff - sign * (to_objects + to_room + to_words));
}

static int32_t alignment(const struct setter *s, const struct lay_in *in)
{
    const struct fo_style *st = s->p->block->style;
    int32_t a = st->text_align;
    if (s->l->last && (s->p->last_in_block || s->l->end < s->p->n_el)) {
        if (st->text_align_last != KW_RELATIVE)
            a = st->text_align_last;
        else if (a == KW_JUSTIFY)
            a = KW_START;
    }
    if (a == KW_LEFT)
        return s->rtl ? KW_END : KW_START;
    if (a == KW_RIGHT)
        return s->rtl ? KW_START : KW_END;
    if (a != KW_INSIDE && a != KW_OUTSIDE)
        return a;
    bool odd = !in->page || in->page->number % 2 != 0;         /* §7.16.9: the binding is at the start of an odd page */
    return odd == (a == KW_INSIDE) ? KW_START : KW_END;
}

/* The start of the content in the line; spaces are adjusted. */
static len_t adjust(struct setter *s, const struct lay_in *in)
{
    const struct fo_style *st = s->p->block->style;
    bool indented = s->l->first && s->p->first_in_block;
    len_t start = indented ? fo_len_of(st->text_indent, s->width, 0) : 0;
    len_t end = s->l->last && s->l->end >= s->p->n_el ? fo_len_of(st->last_line_end_indent, s->width, 0) : 0;
    len_t room = len_add(s->width, -len_add(start, end));
    len_t diff = len_add(room, -natural_width(s));
    int32_t align = alignment(s, in);
    if (diff < 0)
        diff = spread(s, diff, st->text_align == KW_JUSTIFY || align == KW_JUSTIFY);
    else if (align == KW_JUSTIFY)
        diff = spread(s, diff, true);
    if (diff < -LEN_PT / 64)
        diag_emit(s->cx->diag, DIAG_LAY_OVERFLOW_LINE, para_line_place(s->p, s->l), -len_to_pt(diff));
    if (diff < 0)
        return start;
    return align == KW_END ? start + diff : align == KW_CENTER ? start + diff / 2 : start;
}

/* --- visual order --- */

/* UAX #9 L2; L1 has been done: there are no spaces at the end. */
static void reorder(struct setter *s)
{
    uint8_t high = 0;
    for (unsigned i = 0; i < s->n; i++)
        high = MAX(high, s->leaf[i].level);
    for (uint8_t level = high; level > 0; level--)
        for (unsigned i = 0; i < s->n;) {
            unsigned k = i;
            while (k < s->n && s->leaf[k].level >= level)
                k++;
            if (k > i)
                reverse(&s->leaf[i], k - i);
            i = MAX(k, i + 1);
        }
}

/* --- glyph runs --- */

struct place {
    struct area_list *list;
    len_t x;                            /* from the left of the line */
    len_t left;                         /* left of the box that the list is for */
    len_t box_width;
    len_t top;                          /* of that box, from the line's top */
};

/* The baseline of a run from the line's top. */
static len_t baseline_at(const struct setter *s, const struct para_run *r)
{
    switch ((enum para_edge)r->edge) {
    case EDGE_LINE_TOP:
        return len_add(s->l->lead, len_add(r->edge_extent, -r->shift));
    case EDGE_LINE_BOTTOM:
        return len_add(len_add(s->l->above, s->l->below), -len_add(s->l->lead, len_add(r->edge_extent, r->shift)));
    default:
        return len_add(s->l->above, -r->shift);
    }
}

/* Puts an area at x … x + width; places are logical. */
static void put(const struct setter *s, const struct place *at, const struct area *a, len_t x, len_t top)
{
    len_t i = x - at->left;
    area_list_add(s->cx->page, at->list, a, s->rtl ? at->box_width - i - a->ipd : i, top - at->top);
}

static const struct text_word *word_of(const struct leaf *f)
{
    return f->el->kind == EL_WORD || f->el->kind == EL_SPACE || f->el->kind == EL_HYPHEN ? f->el->word : NULL;
}

static bool joins(const struct leaf *a, const struct leaf *b)
{
    if (!word_of(b) || (b->el->kind == EL_HYPHEN && b->el->len == 0) || a->gap || b->gap || b->el->run != a->el->run || b->el->font != a->el->font ||
        b->el->upright != a->el->upright ||
        (a->level & 1) != (b->level & 1) || a->box != b->box)
        return false;
    const struct leaf *first = a->level & 1 ? b : a, *second = a->level & 1 ? a : b;
    return first->el->off + first->el->len == second->el->off;
}

/* The room between the letters of a word: `all` of it, in `n` places. */
struct inner {
    len_t all;
    int64_t n, at;
};

static struct inner inner_of(const struct setter *s, const struct leaf *f)
{
    struct inner in = { 0, 0, 0 };
    const struct text_word *w = word_of(f);
    if (f->el->kind != EL_WORD || !s->p->run[f->el->run].letters)
        return in;
    for (uint32_t k = 0; k + 1 < w->n; k++)
        in.n += w->glyphs[k].cluster != w->glyphs[k + 1].cluster;
    int64_t own = f->extra > 0 ? f->el->stretch : f->el->shrink, total = f->extra > 0 ? f->stretch : f->shrink;
    if (in.n > 0)
        in.all = len_add(f->el->width, -w->width) + (total > 0 ? (len_t)(f->extra * own / total) : 0);
    return in;
}

static len_t next_inner(struct inner *in)
{
    in->at++;
    return (len_t)(in->all * in->at / in->n - in->all * (in->at - 1) / in->n);
}

static uint32_t add_glyphs(const struct setter *s, struct area_glyph *g, const struct leaf *f, uint32_t base)
{
    const struct text_word *w = word_of(f);
    struct inner in = inner_of(s, f);
    for (uint32_t k = 0; k < w->n; k++) {
        const struct text_glyph *from = &w->glyphs[k];
        g[k] = (struct area_glyph){ .id = from->id, .cluster = from->cluster + (f->el->off - base),
                                    .advance = from->advance, .dx = from->dx, .dy = from->dy };
        if (in.n > 0 && k + 1 < w->n && w->glyphs[k + 1].cluster != from->cluster)
            g[k].advance += next_inner(&in);
    }
    if (w->n == 0)
        return 0;
    len_t behind = len_add(f->width, -len_add(w->width, in.all));
    if (f->el->kind == EL_WORD && (f->level & 1)) {     /* what is behind it is at its left */
        g[0].advance += behind;
        g[0].dx += behind;
    } else {
        g[w->n - 1].advance += behind;
    }
    return w->n;
}

static struct area *text_area(const struct setter *s, const struct area_run *run, len_t width)
{
    struct area *a = arena_new0(s->cx->page, struct area);
    a->kind = AREA_TEXT;
    a->wm = s->p->down ? AREA_TB_RL : AREA_LR_TB;
    a->ipd = width;
    a->bpd = len_add(run->font->ascent, run->font->descent);
    a->baseline = run->font->ascent;
    a->u.run = run;
    return a;
}

static const struct area_shadow *shadows_of(const struct setter *s, const struct fo_style *st)
{
    const struct fo_shadow *v = st->text_shadow;
    struct area_shadow *first = NULL, **end = &first;
    for (; v && v->shows; v++) {
        *end = arena_new0(s->cx->page, struct area_shadow);
        **end = (struct area_shadow){ NULL, v->x, v->y, v->blur, v->colored ? v->color : st->color };
        end = (struct area_shadow **)(void *)&(*end)->next;
    }
    return first;
}

/* One area for leaf[from … to). */
static const struct area *make_run(const struct setter *s, unsigned from, unsigned to, len_t *width)
{
    const struct leaf *v = s->leaf;
    uint32_t n = 0, start = UINT32_MAX, end = 0;
    *width = 0;
    for (unsigned i = from; i < to; i++) {
        n += word_of(&v[i])->n;
        *width = len_add(*width, v[i].width);
        start = MIN(start, v[i].el->off);
        end = MAX(end, v[i].el->off + v[i].el->len);
    }
    struct area_glyph *g = arena_new_array(s->cx->page, struct area_glyph, n);
    uint32_t at = 0;
    for (unsigned i = from; i < to; i++)
        at += add_glyphs(s, g + at, &v[i], start);
    struct area_run *r = arena_new0(s->cx->page, struct area_run);
    bool hyphen = v[from].el->kind == EL_HYPHEN;
    r->font = v[from].el->font;
    r->color = s->p->run[v[from].el->run].style->color;
    r->shadows = shadows_of(s, s->p->run[v[from].el->run].style);
    r->n = n;
    r->rtl = v[from].level & 1;
    r->upright = v[from].el->upright;
    r->turn = v[from].el->turn;
    r->glyphs = g;
    r->text = hyphen ? "\xC2\xAD" : arena_strndup(s->cx->page, s->p->text + start, end - start);
    r->len = hyphen ? 2 : end - start;
    return text_area(s, r, *width);
}

/* --- lines under, over and through the text --- */

static void rule(const struct setter *s, const struct place *at, len_t x, len_t width, len_t top, len_t thick,
                 uint32_t color)
{
    struct area *a = arena_new0(s->cx->page, struct area);
    a->kind = AREA_RULE;
    a->wm = s->p->down ? AREA_TB_RL : AREA_LR_TB;
    a->ipd = width;
    a->bpd = thick;
    a->u.rule = (struct area_edge){ thick, color, AREA_SOLID };
    put(s, at, a, x, top);
}

static void decorate(const struct setter *s, const struct place *at, const struct para_run *r, len_t x, len_t width,
                     len_t baseline)
{
    const struct fo_style *st = r->style;
    const struct font *f = r->font;
    if (st->text_decoration & FO_DECO_UNDERLINE)
        rule(s, at, x, width, baseline - f->underline_pos, f->underline_thick, st->underline_color);
    if (st->text_decoration & FO_DECO_OVERLINE)
        rule(s, at, x, width, baseline - f->ascent, f->underline_thick, st->overline_color);
    if (st->text_decoration & FO_DECO_LINE_THROUGH)
        rule(s, at, x, width, baseline - f->strike_pos, f->strike_thick, st->line_through_color);
}

/* score-spaces="false", §7.30.16: the lines leave the spaces out. */
static void score(const struct setter *s, const struct place *at, const struct para_run *r, unsigned from, unsigned to,
                  len_t baseline)
{
    bool spaces = r->style->score_spaces != KW_FALSE;
    len_t x = at->x, begin = x;
    for (unsigned i = from; i < to; i++) {
        bool gap = !spaces && s->leaf[i].el->kind == EL_SPACE;
        if (gap && x > begin)
            decorate(s, at, r, begin, x - begin, baseline);
        x = len_add(x, s->leaf[i].width);
        if (gap)
            begin = x;
    }
    if (x > begin)
        decorate(s, at, r, begin, x - begin, baseline);
}

static unsigned set_text(const struct setter *s, struct place *at, unsigned i, unsigned to)
{
    unsigned k = i + 1;
    while (k < to && joins(&s->leaf[k - 1], &s->leaf[k]))
        k++;
    const struct para_run *r = &s->p->run[s->leaf[i].el->run];
    len_t width, baseline = baseline_at(s, r);
    const struct area *a = make_run(s, i, k, &width);
    bool visible = r->style->visibility == KW_VISIBLE;
    if (visible)
        put(s, at, a, at->x, baseline - a->baseline);
    if (r->style->text_decoration && visible)
        score(s, at, r, i, k, baseline);
    at->x = len_add(at->x, width);
    return k;
}

/* --- objects --- */

static uint32_t rule_style(int32_t kw)
{
    switch (kw) {
    case KW_DOTTED: return AREA_DOTTED;
    case KW_DASHED: return AREA_DASHED;
    case KW_DOUBLE: return AREA_DOUBLE;
    case KW_GROOVE: return AREA_GROOVE;
    case KW_RIDGE: return AREA_RIDGE;
    default: return AREA_SOLID;
    }
}

/* A word set `times` times, each in `unit`. */
static const struct area *repeated(const struct setter *s, const struct para_obj *o, uint32_t times, len_t unit)
{
    const struct text_word *w = o->word;
    len_t lead = s->rtl && o->kind == OBJ_LEADER ? unit - w->width : 0;     /* what spreads a pattern lies behind it */
    size_t len = strlen(o->string);
    struct area_glyph *g = arena_new_array(s->cx->page, struct area_glyph, (size_t)times * w->n);
    char *text = arena_alloc(s->cx->page, len * times + 1);
    for (uint32_t t = 0; t < times; t++) {
        memcpy(text + t * len, o->string, len);
        for (uint32_t k = 0; k < w->n; k++) {
            const struct text_glyph *from = &w->glyphs[k];
            g[t * w->n + k] = (struct area_glyph){ from->id, from->cluster + (uint32_t)(t * len), from->advance,
                                                   len_add(from->dx, lead), from->dy };
        }
        if (w->n)
            g[t * w->n + w->n - 1].advance += unit - w->width;
    }
    struct area_run *r = arena_new0(s->cx->page, struct area_run);
    const struct para_run *run = &s->p->run[o->run];
    *r = (struct area_run){ .font = o->font, .color = run->style->color, .n = times * w->n, .glyphs = g,
                            .text = text, .len = (uint32_t)(len * times),
                            .turn = o->kind == OBJ_TEXT ? run->turn : 0, .shadows = shadows_of(s, run->style) };
    return text_area(s, r, (len_t)MIN((int64_t)unit * times, LEN_MAX));
}

/* §7.22.1: where the pattern begins, and how much of `room` is left for it, when it lines up with other leaders'. */
static len_t pattern_offset(const struct setter *s, const struct para_obj *o, len_t x, len_t room)
{
    if (o->node->style->leader_alignment == KW_NONE)
        return 0;
    len_t from_start = s->i + (s->rtl ? s->width - x - room : x);
    if (o->node->style->leader_alignment == KW_PAGE)
        from_start = len_add(from_start, s->in->page_i);
    len_t past = from_start % o->unit;
    return past > 0 ? o->unit - past : past < 0 ? -past : 0;
}

/* What shows nothing still has its id, its index-key. */
static void set_names(const struct setter *s, const struct place *at, const struct para_obj *o, len_t baseline)
{
    if (lay_names(o->node))
        put(s, at, area_box_new(s->cx->page, lay_tag(s->cx, o->node), 0, 0, NULL), at->x, baseline);
}

#define MAX_PATTERN 8192u       /* a pattern is not repeated more often */

static void set_pattern(const struct setter *s, const struct place *at, const struct para_obj *o, len_t x, len_t room,
                        len_t baseline)
{
    len_t skip = pattern_offset(s, o, x, room), unit = o->unit;
    uint32_t times = (uint32_t)MIN(len_max(room - skip, 0) / unit, (len_t)MAX_PATTERN);
    if (times == 0 || o->content)
        set_names(s, at, o, baseline);
    if (times == 0)
        return;
    if (o->content) {
        const struct area *a = line_content_area(s->cx, o->content, s->in);
        for (uint32_t t = 0; t < times; t++) {
            len_t off = skip + (len_t)t * unit;
            put(s, at, a, s->rtl ? x + room - off - a->ipd : x + off, baseline - a->baseline);
        }
        return;
    }
    struct area *a = arena_memdup(s->cx->page, repeated(s, o, times, unit), sizeof *a);
    a->tag = lay_tag(s->cx, o->node);
    put(s, at, a, s->rtl ? x + room - skip - a->ipd : x + skip, baseline - a->baseline);
}

static void set_leader(const struct setter *s, struct place *at, const struct para_obj *o, len_t width, len_t baseline)
{
    const struct fo_style *st = o->node->style;
    const struct area_paint *paint = lay_paint(s->cx, o->node, true, true);
    if (paint) {
        struct area *box = area_box_new(s->cx->page, lay_tag(s->cx, o->node), width,
                                        len_add(o->bpd, len_add(o->edge[FO_BEFORE], o->edge[FO_AFTER])), NULL);
        box->paint = paint;
        put(s, at, box, at->x, baseline - s->p->run[o->run].altitude - o->edge[FO_BEFORE]);
    }
    len_t x = at->x + o->edge[s->rtl ? FO_END : FO_START];
    len_t room = len_max(0, width - o->edge[FO_START] - o->edge[FO_END]);
    if (st->leader_pattern == KW_RULE && st->rule_style != KW_NONE) {
        len_t thick = len_max(1, fo_len_of(st->rule_thickness, 0, LEN_PT));
        struct area *a = arena_new0(s->cx->page, struct area);
        a->kind = AREA_RULE;
        a->wm = s->p->down ? AREA_TB_RL : AREA_LR_TB;
        a->ipd = room;
        a->bpd = thick;
        a->u.rule = (struct area_edge){ thick, s->p->run[o->run].style->color, rule_style(st->rule_style) };
        a->tag = lay_tag(s->cx, o->node);
        put(s, at, a, x, baseline - thick);
        return;
    }
    if (o->unit > 0 && (o->content || (o->word && o->word->n > 0)))
        set_pattern(s, at, o, x, room, baseline);
    else if (!paint)
        set_names(s, at, o, baseline);
}

static void set_object(const struct setter *s, struct place *at, const struct leaf *f)
{
    const struct para_obj *o = &s->p->obj[f->el->index];
    const struct para_run *r = &s->p->run[o->run];
    len_t baseline = baseline_at(s, r);
    len_t top = o->line_edge == EDGE_LINE_TOP      ? s->l->lead
                : o->line_edge == EDGE_LINE_BOTTOM ? s->l->above + s->l->below - s->l->lead - o->bpd
                                              : s->l->above - o->above;
    bool hidden = r->style->visibility != KW_VISIBLE && (o->kind == OBJ_LEADER || o->kind == OBJ_TEXT);
    if (hidden) {
        set_names(s, at, o, baseline);          /* its room is kept, §7.30.17 */
    } else if (o->kind == OBJ_LEADER) {
        set_leader(s, at, o, f->width, baseline);
    } else if (o->kind == OBJ_PICTURE) {
        put(s, at, para_graphic_area(s->cx, o, para_wm(s->p)), at->x, top);
    } else if (o->kind == OBJ_TEXT) {
        struct area *a = arena_memdup(s->cx->page, repeated(s, o, 1, o->ipd), sizeof *a);
        if (s->p->run[o->run].box == 0 || s->p->box[s->p->run[o->run].box].node != o->node)     /* else that has it */
            a->tag = lay_tag(s->cx, o->node);
        put(s, at, a, at->x, baseline - a->baseline);
        decorate(s, at, r, at->x, o->ipd, baseline);
    } else if (o->kind == OBJ_AREA) {
        struct lay_out out;
        lay_container_inline(s->cx, o->node, &o->in, &out);
        put(s, at, out.area, at->x, top);
    }
    at->x = len_add(at->x, f->width);
}

/* --- boxes --- */

static void set_leaves(const struct setter *s, struct place *at, unsigned from, unsigned to, uint32_t box);

/* Borders and padding at a line's end belong to the first and the last piece only, if they are not to be retained. */
static const struct area_paint *box_paint(const struct setter *s, const struct para_box *b, bool opens, bool closes)
{
    const struct area_paint *p = lay_paint(s->cx, b->node, true, true);
    opens &= !(b->node->flags & FO_NODE_CONTINUES);
    closes &= !(b->node->flags & FO_NODE_CONTINUED);
    opens |= b->node->style->border[FO_START].width.retain != 0;
    closes |= b->node->style->border[FO_END].width.retain != 0;
    if (!p || (opens && closes))
        return p;
    struct area_paint *cut = arena_memdup(s->cx->page, p, sizeof *p);
    if (!opens)
        memset(&cut->edge[FO_START], 0, sizeof cut->edge[0]);
    if (!closes)
        memset(&cut->edge[FO_END], 0, sizeof cut->edge[0]);
    return cut;
}

static void set_box(const struct setter *s, struct place *at, unsigned from, unsigned to, uint32_t box)
{
    const struct para_box *b = &s->p->box[box];
    const struct para_run *r = &s->p->run[b->run];
    struct area_list kids = { 0 };
    len_t width = 0, ascent = r->altitude, descent = r->depth;
    bool opens = b->open_el >= s->l->el && b->open_el < s->l->end;
    bool closes = (b->close_el >= s->l->el && b->close_el < s->l->end) || b->node == s->p->set;
    for (unsigned i = from; i < to; i++)
        width = len_add(width, s->leaf[i].width);
    struct place in = { &kids, at->x, at->x, width, baseline_at(s, r) - ascent - b->before };
    set_leaves(s, &in, from, to, box);
    struct area *a = area_box_new(s->cx->page, lay_tag(s->cx, b->node), width,
                                  len_add(len_add(ascent, descent), len_add(b->before, b->after)), &kids);
    a->wm = para_wm(s->p);
    a->baseline = len_add(ascent, b->before);
    a->paint = box_paint(s, b, opens, closes);
    put(s, at, lay_moved(s->cx, b->node, para_wm(s->p), s->width, -1, a), at->x, in.top);
    at->x = len_add(at->x, width);
}

/* The child of `box` that leads to `inner`; 0: none does. */
static uint32_t child_towards(const struct para *p, uint32_t box, uint32_t inner)
{
    while (inner) {
        uint32_t up = visible_box(p, p->box[inner].parent);
        if (up == box)
            return inner;
        inner = up;
    }
    return 0;
}

static void set_leaves(const struct setter *s, struct place *at, unsigned from, unsigned to, uint32_t box)
{
    for (unsigned i = from; i < to;) {
        const struct leaf *f = &s->leaf[i];
        if (f->box != box) {
            uint32_t child = child_towards(s->p, box, f->box);
            unsigned k = i + 1;
            while (k < to && child && s->leaf[k].box >= child && s->leaf[k].box <= s->p->box[child].last)
                k++;
            if (child) {
                set_box(s, at, i, k, child);
                i = k;
                continue;
            }
        }
        if (f->gap) {
            at->x = len_add(at->x, f->width);
            i++;
        } else if (f->el->kind == EL_OBJ) {
            set_object(s, at, f);
            i++;
        } else {
            i = set_text(s, at, i, to);
        }
    }
}

const struct area *line_area(struct lay_cx *cx, const struct para *p, const struct para_line *l, len_t width,
                             len_t i, const struct lay_in *in, const struct area_tag *tag)
{
    struct setter s = { .cx = cx, .p = p, .l = l, .width = width, .i = i, .rtl = p->rtl, .in = in };
    collect_leaves(&s);
    len_t start = adjust(&s, in);
    reorder(&s);
    struct area_list kids = { 0 };
    len_t used = natural_width(&s);
    struct place at = { &kids, s.rtl ? width - start - used : start, 0, width, 0 };
    set_leaves(&s, &at, 0, s.n, 0);
    struct area *a = area_box_new(cx->page, tag, width, len_add(l->above, l->below), &kids);
    a->wm = para_wm(s.p);
    a->baseline = l->above;
    g_free(s.leaf);
    return a;
}

len_t line_content_width(struct lay_cx *cx, const struct para *p)
{
    struct setter s = { .cx = cx, .p = p, .l = p->lines->v, .rtl = p->rtl };
    collect_leaves(&s);
    len_t width = natural_width(&s);
    g_free(s.leaf);
    return width;
}

const struct area *line_content_area(struct lay_cx *cx, const struct para *p, const struct lay_in *in)
{
    struct setter s = { .cx = cx, .p = p, .l = p->lines->v, .rtl = p->rtl, .in = in };
    collect_leaves(&s);
    s.width = natural_width(&s);
    reorder(&s);
    struct area_list kids = { 0 };
    struct place at = { &kids, 0, 0, s.width, 0 };
    set_leaves(&s, &at, 0, s.n, 0);
    struct area *a = area_box_new(cx->page, NULL, s.width, len_add(s.l->above, s.l->below), &kids);
    a->wm = para_wm(s.p);
    a->baseline = s.l->above;
    g_free(s.leaf);
    return a;
}
