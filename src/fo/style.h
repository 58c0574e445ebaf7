/* SPDX-License-Identifier: MIT */
/*
 * The computed style: a flat record made of the rows of props.def. Included by fo.h only.
 *
 * Where a kind takes keywords beside numbers:
 *   INTEGER  FO_INT_KW(KW_AUTO), tested with fo_int_kw(); precedences: FO_FORCE
 *   NUMBER   font-size-adjust: 0 is none
 * STRING country, language, script, background-image: NULL is none; font-family: names without
 *            quotes, separated by ", "
 * ENUM left and right (text-align, float, clear, caption-side …) are turned into start and end by the
 * writing mode;
 *            text-align-last stays KW_RELATIVE; writing-mode is one of KW_LR_TB, KW_RL_TB, KW_TB_RL … in full
 *   RANGE    a part that is not given is KW_AUTO in opt and min, max; leader-length has no auto
 *   PERCENT  a factor, 1.0 is 100 %
 *   column_width: kw KW_PROPORTIONAL: pct holds the factor, abs what is added to it
 * maximum-repeats, hyphenation-ladder-count: FO_INT_KW(KW_NO_LIMIT); column_number: 0 is "the next free
 * one"
 *   text_decoration: FO_DECO_ bits, those of the ancestors included, each with the color of who set it
 */
#ifndef SAPCHU_FO_STYLE_H
#define SAPCHU_FO_STYLE_H

#define FO_C_LENGTH struct fo_len
#define FO_C_SPACE struct fo_space
#define FO_C_COND struct fo_cond
#define FO_C_RANGE struct fo_range
#define FO_C_KEEP struct fo_keep
#define FO_C_PAIR struct fo_pair
#define FO_C_COLOR fo_color
#define FO_C_ENUM int32_t
#define FO_C_INTEGER int32_t
#define FO_C_NUMBER float
#define FO_C_PERCENT float
#define FO_C_STRING const char *
#define FO_C_URI const char *           /* without url() and quotes */
#define FO_C_FAMILY const char *
#define FO_C_FONT_SIZE len_t
#define FO_C_FONT_WEIGHT int32_t
#define FO_C_LINE_HEIGHT struct fo_len
#define FO_C_DECORATION int32_t
#define FO_C_ORIENTATION int32_t        /* 0, 90, 180, 270 */
#define FO_C_ANGLE int32_t              /* 0, 90, 180, 270; FO_INT_KW(KW_AUTO) */
#define FO_C_CLIP struct fo_clip
#define FO_C_SHADOW const struct fo_shadow *     /* NULL: none */

/* An INTEGER that is a keyword. */
#define FO_INT_KW(kw) (INT32_MIN + (int32_t)(kw))
static inline int32_t fo_int_kw(int32_t v)
{
    return v < INT32_MIN + (int32_t)KW_N ? v - INT32_MIN : 0;
}

enum { FO_DECO_UNDERLINE = 1, FO_DECO_OVERLINE = 2, FO_DECO_LINE_THROUGH = 4, FO_DECO_BLINK = 8 };

/* border-separation */
struct fo_pair {
    struct fo_len block, inl;       /* .block-progression-direction, .inline-progression-direction */
};

/* clip, §7.21.1: a rectangle given by its sides, inwards from those of the content rectangle: top, right, bottom, left */
struct fo_shadow {              /* text-shadow: an array, ended by one that does not show */
    len_t x, y, blur;           /* to the right, downwards */
    fo_color color;
    uint32_t colored;           /* 0: in the color of the text */
    uint32_t shows;
};

struct fo_clip {
    int32_t shape;                  /* 0: auto, the content rectangle */
    len_t side[4];
};

struct fo_style {
    struct fo_border border[4];     /* by enum fo_side */
    struct fo_cond padding[4];
    int32_t indents_around;         /* 1 << side, of FO_START and FO_END: the indent's percentage is of a reference area further out */
    fo_color underline_color, overline_color, line_through_color;
#define PROP(field, name, kind, ...) FO_C_##kind field;
#include "fo/props.def"
};

#endif
