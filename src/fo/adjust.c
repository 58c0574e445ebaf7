/* SPDX-License-Identifier: MIT */
/* Margins into spaces and indents, borders without style, left and right, ranges out of order. */
#include "fo/adjust.h"

#include "fo/obj.h"

#include <string.h>

enum { TOP, BOTTOM, LEFT, RIGHT };     /* the order of margin-* in props.def */

static bool specified(const struct fo_adjust *a, unsigned id)
{
    return (a->specified[id / 64] >> (id % 64)) & 1;
}

void fo_adjust_propagate(struct fo_style *own, const struct fo_style *parent)
{
    /* §7.17.4-5: drawn across the descendants, in the color of who asked for it */
    own->text_decoration = parent->text_decoration;
    own->underline_color = parent->underline_color;
    own->overline_color = parent->overline_color;
    own->line_through_color = parent->line_through_color;
    own->text_shadow = parent->text_shadow;
}

void fo_adjust_writing_mode(struct fo_style *own, enum fo_type type, const struct fo_style *parent)
{
    if (own->writing_mode == KW_LR)
        own->writing_mode = KW_LR_TB;
    else if (own->writing_mode == KW_RL)
        own->writing_mode = KW_RL_TB;
    else if (own->writing_mode == KW_TB)
        own->writing_mode = KW_TB_RL;
    enum fo_level level = fo_obj_get(type)->level;
    bool container = type == FO_BLOCK_CONTAINER || type == FO_INLINE_CONTAINER;
    bool flow = type == FO_FLOW || type == FO_STATIC_CONTENT;
    bool inside = flow || (!container && level != FO_LEVEL_NONE);
    if (inside && fo_mode_vertical(own->writing_mode) != fo_mode_vertical(parent->writing_mode))
        own->writing_mode = parent->writing_mode;       /* only a container sets lines across those around it */
}

/* --- borders --- */

static void adjust_borders(struct fo_style *own, const struct fo_adjust *a)
{
    static const uint16_t colors[] = { FO_P_border_before_color, FO_P_border_after_color,
                                       FO_P_border_start_color,
                                       FO_P_border_end_color };
    static const uint16_t precedences[] = { FO_P_border_before_precedence, FO_P_border_after_precedence,
                                            FO_P_border_start_precedence, FO_P_border_end_precedence };
    int32_t precedence = 0;             /* §7.28.1 */
    switch (a->type) {
    case FO_TABLE: precedence = 6; break;
    case FO_TABLE_CELL: precedence = 5; break;
    case FO_TABLE_COLUMN: precedence = 4; break;
    case FO_TABLE_ROW: precedence = 3; break;
    case FO_TABLE_BODY: precedence = 2; break;
    case FO_TABLE_HEADER: precedence = 1; break;
    default: break;
    }
    for (unsigned i = 0; i < 4; i++) {
        struct fo_border *b = &own->border[i];
        if (!specified(a, colors[i]))
            b->color = own->color;
        if (!specified(a, precedences[i]))
            b->precedence = precedence;
        if (b->style == KW_NONE || b->style == KW_HIDDEN)
            b->width.len = (struct fo_len){ 0 };
    }
}

/*
 * The box of a container stands in the reference area around, and layout sees its edges from there; before and start were
 * meant by its own writing mode.
 */
static void adjust_edges(struct fo_style *own, const struct fo_adjust *a)
{
    bool container = a->type == FO_BLOCK_CONTAINER || a->type == FO_INLINE_CONTAINER;
    int32_t inner = own->writing_mode, outer = a->parent->writing_mode;
    if (!container || inner == outer)
        return;
    struct fo_border border[4];
    struct fo_cond padding[4];
    memcpy(border, own->border, sizeof border);
    memcpy(padding, own->padding, sizeof padding);
    for (unsigned side = FO_TOP; side <= FO_LEFT; side++) {
        enum fo_side from = fo_side_of((enum fo_phys)side, inner), to = fo_side_of((enum fo_phys)side, outer);
        own->border[to] = border[from];
        own->padding[to] = padding[from];
    }
}

/* --- margins, §5.3.2 --- */

static struct fo_len margin_len(struct fo_len m)
{
    return m.kw ? (struct fo_len){ 0 } : m;         /* auto */
}

static void add(struct fo_len *to, struct fo_len l)
{
    if (l.kw)
        return;
    to->abs = len_add(to->abs, l.abs);
    to->pct += l.pct;
}

static void margin_space(struct fo_space *s, struct fo_len m, bool retain)
{
    s->min = s->opt = s->max = margin_len(m);
    if (retain)
        s->retain = 1;
}

static void margin_indent(struct fo_style *own, const struct fo_adjust *a, struct fo_len *indent,
                          struct fo_len inherited, struct fo_len margin, enum fo_side side)
{
    struct fo_len sum = fo_obj_get(a->type)->flags & OBJ_REF ? (struct fo_len){ 0 } : inherited;
    add(&sum, margin_len(margin));
    add(&sum, own->padding[side].len);
    add(&sum, own->border[side].width.len);
    *indent = sum;
}

static bool is_block_level(enum fo_type t)
{
    return fo_obj_get(t)->level == FO_LEVEL_BLOCK || t == FO_LIST_ITEM;
}

static void adjust_margins(struct fo_style *own, const struct fo_adjust *a)
{
    static const enum fo_phys sides[4] = { FO_TOP, FO_BOTTOM, FO_LEFT, FO_RIGHT };
    static const uint16_t relative[4] = { FO_P_space_before, FO_P_space_after, FO_P_start_indent,
                                          FO_P_end_indent };
    const struct fo_len margins[4] = { own->margin_top, own->margin_bottom, own->margin_left,
                                       own->margin_right };
    bool block = is_block_level(a->type), line = fo_obj_get(a->type)->level == FO_LEVEL_INLINE;
    for (unsigned i = 0; i < 4 && (block || line); i++) {
        if (!specified(a, FO_P_margin_top + i))
            continue;
        enum fo_side side = fo_side_of(sides[i], a->parent->writing_mode);
        bool along = side == FO_START || side == FO_END;
        if (line) {                     /* inlines have space-start and space-end only, §7.12 */
            unsigned id = side == FO_START ? FO_P_space_start : FO_P_space_end;
            if (along && (a->margin_long[i] || !specified(a, id)))
                margin_space(side == FO_START ? &own->space_start : &own->space_end, margins[i], false);
            continue;
        }
        if (!a->margin_long[i] && specified(a, relative[side]))
            continue;                   /* a longhand wins over the shorthand */
        if (side == FO_BEFORE)
            margin_space(&own->space_before, margins[i], true);
        else if (side == FO_AFTER)
            margin_space(&own->space_after, margins[i], true);
        else if (side == FO_START)
            margin_indent(own, a, &own->start_indent, a->parent->start_indent, margins[i], side);
        else
            margin_indent(own, a, &own->end_indent, a->parent->end_indent, margins[i], side);
    }
}

/* Indents are inherited as lengths: a percentage in them, of padding too, stays one of the reference area in which it was given. */
static void adjust_indents_around(struct fo_style *own, const struct fo_adjust *a)
{
    static const struct { enum fo_side side; unsigned id, margin[2]; } indents[2] = {
        { FO_START, FO_P_start_indent, { FO_P_margin_left, FO_P_margin_right } },
        { FO_END, FO_P_end_indent, { FO_P_margin_right, FO_P_margin_left } },
    };
    bool ref = fo_obj_get(a->type)->flags & OBJ_REF, crosses = fo_obj_get(a->parent_type)->flags & OBJ_REF;
    own->indents_around = 0;
    for (unsigned i = 0; i < 2; i++) {
        enum fo_side side = indents[i].side;
        bool rtl = fo_side_of(FO_LEFT, a->parent->writing_mode) == FO_END;
        float pct = side == FO_START ? a->parent->start_indent.pct : a->parent->end_indent.pct;
        bool new = specified(a, indents[i].id) ||
                   (ref && is_block_level(a->type) && specified(a, indents[i].margin[rtl]));
        if (!new && pct != 0 && (crosses || a->parent->indents_around >> side & 1))
            own->indents_around |= 1 << side;
    }
}

/* --- directions --- */

static void relative_side(int32_t *kw, int32_t mode)
{
    static const int32_t sides[] = { [FO_BEFORE] = KW_BEFORE, [FO_AFTER] = KW_AFTER, [FO_START] = KW_START,
                                     [FO_END] = KW_END };
    switch (*kw) {
    case KW_TOP: *kw = sides[fo_side_of(FO_TOP, mode)]; break;
    case KW_BOTTOM: *kw = sides[fo_side_of(FO_BOTTOM, mode)]; break;
    case KW_LEFT: *kw = sides[fo_side_of(FO_LEFT, mode)]; break;
    case KW_RIGHT: *kw = sides[fo_side_of(FO_RIGHT, mode)]; break;
    default: break;
    }
}

/* text-align and its like know start and end only. */
static void relative_edge(int32_t *kw, int32_t mode)
{
    relative_side(kw, mode);
    if (*kw == KW_BEFORE)
        *kw = KW_START;
    else if (*kw == KW_AFTER)
        *kw = KW_END;
}

static void adjust_directions(struct fo_style *own, const struct fo_adjust *a)
{
    int32_t mode = own->writing_mode;
    relative_edge(&own->text_align, mode);
    relative_edge(&own->text_align_last, mode);
    if (own->float_ != KW_BEFORE)       /* which is of the page, §7.19.2 */
        relative_edge(&own->float_, mode);
    relative_edge(&own->clear, mode);
    relative_edge(&own->change_bar_placement, mode);
    relative_side(&own->caption_side, mode);
    if (a->specified[FO_P_writing_mode / 64] >> (FO_P_writing_mode % 64) & 1 && !specified(a, FO_P_direction))
        own->direction = fo_side_of(FO_LEFT, mode) == FO_END ? KW_RTL : KW_LTR;     /* §7.29.1 */
}

/* --- ranges --- */

static bool plain(struct fo_len l)
{
    return l.kw == 0 && l.pct == 0;
}

/* §5.11: a minimum above the optimum, or a maximum below it, is taken as the optimum. */
static void order_space(struct fo_space *s)
{
    if (s->opt.kw == 0 && s->min.kw)
        s->min = s->opt;
    if (s->opt.kw == 0 && s->max.kw)
        s->max = s->opt;
    if (!plain(s->opt)) {
        if (plain(s->min) && plain(s->max) && s->opt.pct != 0 && s->min.abs == 0 && s->max.abs == 0)
            s->min = s->max = s->opt;
        return;
    }
    if (plain(s->min) && s->min.abs > s->opt.abs)
        s->min = s->opt;
    if (plain(s->max) && s->max.abs < s->opt.abs)
        s->max = s->opt;
}

static void adjust_stretch(struct fo_style *own, const struct fo_adjust *a)
{
    static const int32_t widths[] = { KW_ULTRA_CONDENSED, KW_EXTRA_CONDENSED, KW_CONDENSED, KW_SEMI_CONDENSED,
                                      KW_NORMAL, KW_SEMI_EXPANDED, KW_EXPANDED, KW_EXTRA_EXPANDED,
                                      KW_ULTRA_EXPANDED };
    enum { N = G_N_ELEMENTS(widths) };
    if (own->font_stretch != KW_WIDER && own->font_stretch != KW_NARROWER)
        return;
    unsigned i = 0;
    while (i + 1 < N && widths[i] != a->parent->font_stretch)
        i++;
    if (own->font_stretch == KW_WIDER)
        i = MIN(i + 1, N - 1);
    else
        i = i ? i - 1 : 0;
    own->font_stretch = widths[i];
}

void fo_adjust_style(struct fo_style *own, const struct fo_adjust *a)
{
    if (a->type == FO_ROOT && !specified(a, FO_P_change_bar_color))     /* §7.30.2: initially that of the text */
        own->change_bar_color = own->color;
    adjust_borders(own, a);
    adjust_edges(own, a);
    adjust_margins(own, a);
    adjust_indents_around(own, a);
    adjust_directions(own, a);
    adjust_stretch(own, a);
    order_space(&own->space_before);
    order_space(&own->space_after);
    order_space(&own->space_start);
    order_space(&own->space_end);
    order_space(&own->letter_spacing);
    order_space(&own->word_spacing);
}
