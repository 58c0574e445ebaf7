/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs, for the files para*.c and line.c: inline content collected into
 * one text with runs of style, marks and objects; shaped into elements; broken
 * into lines; lines set as areas.
 */
#ifndef SAPCHU_LAYOUT_PARA_H
#define SAPCHU_LAYOUT_PARA_H

#include "layout/layout.h"
#include "text/text.h"

#include <glib.h>

/* --- what is collected (collect.c) --- */

/* suppress-at-line-break, treat-as-word-space: as the letter is, or yes, or no. */
enum para_choice { CHOICE_AUTO, CHOICE_YES, CHOICE_NO };

enum para_edge { EDGE_NONE, EDGE_LINE_TOP, EDGE_LINE_BOTTOM };

/* A baseline-table, XSL 1.1 §4.2.6: the baselines of a font, where they stand, and which of them is the dominant one. */
struct para_table {
    const struct font *font;
    len_t altitude, depth;
    len_t shift;                        /* its alphabetic baseline above that of the line */
    int32_t dominant;                   /* KW_ALPHABETIC … */
};

/* Room that a space takes, and how much wider and narrower it may become. */
struct para_room {
    len_t width, stretch, shrink;
};

/* The style of a stretch of text: one for each inline object, and one for the block. */
struct para_run {
    const struct fo_node *node;
    const struct fo_style *style;
    const struct font *font;            /* the first of its families */
    len_t size;
    uint32_t box;                       /* innermost box, 0: none */
    len_t shift;                        /* its baseline above that of the line; with an edge: of the run at the edge */
    uint8_t edge;                       /* it, or an inline around it, is aligned with an edge of the line: enum para_edge */
    len_t edge_extent;                  /* … whose altitude or depth this is */
    struct para_table table, outer;     /* that of its content, and the one it stands on */
    len_t altitude, depth;              /* from its baseline: the content rectangle of its inline-areas, §7.29.4 */
    len_t above, below;                 /* … half-leading included, XSL 1.1 §4.5 */
    bool letters, words;                /* it has letter-spacing, word-spacing: half of it on each side of a letter, of a word space */
    struct fo_space letter_half, word_half;     /* in lengths */
    struct para_room letter;            /* between two letters */
    uint32_t small;                     /* the run for small capitals, 0: none */
    uint8_t caps;                       /* small letters as capitals: enum text_caps */
    uint8_t turn;                       /* quarters that its glyphs are turned clockwise in their line */
    bool nowrap;
    int32_t keep;                       /* keep-together.within-line of an inline, by a number */
    uint8_t at_break, word_space;       /* of fo:character: enum para_choice */
    bool preserve;                      /* white space at the beginning of a line stays */
};

/* An inline that makes areas of its own: for a border, a background, a link, an id. The first, [0], is unused. */
struct para_box {
    const struct fo_node *node;
    uint32_t parent;                    /* 0: the line */
    uint32_t last;                      /* the last box within it; they are numbered as they open */
    uint32_t open_el, close_el;         /* the elements of its edges */
    uint32_t run;
    struct fo_space space[2];           /* outside the border, in lengths: space-start, space-end */
    bool spaced;                        /* they are not nothing */
    len_t start, end, before, after;    /* border and padding */
    len_t goes_on, went_on;             /* … what is to be retained of `end` and `start` where a line breaks in it */
    bool visible;                       /* makes areas; else only its widths count */
    bool used;                          /* has content */
};

enum para_obj_kind { OBJ_PICTURE, OBJ_TEXT, OBJ_LEADER, OBJ_AREA, OBJ_ANCHOR };
/* An inline that text flows around: U+FFFC in the text. */
struct para_obj {
    const struct fo_node *node;
    uint32_t run;
    uint8_t kind;
    uint8_t line_edge;                  /* aligned with an edge of the line */
    bool own_run;                       /* as high, and where, its run is: text, leaders */
    len_t ipd, stretch, shrink;
    len_t above, below;                 /* extent from the line's baseline */
    len_t bpd;
    /* by kind */
    const struct image *image;          /* OBJ_PICTURE; NULL: a box for a missing one */
    len_t pic_i, pic_b, pic_ipd, pic_bpd;
    bool overflows;                     /* … it is larger than its viewport */
    const struct text_word *word;       /* OBJ_TEXT; OBJ_LEADER: a dot that is repeated */
    const struct para *content;         /* OBJ_LEADER: what is repeated, in one line */
    const char *string;
    const struct font *font;
    bool rtl;
    len_t unit;                         /* OBJ_LEADER: width of a repeated piece */
    len_t edge[4];                      /* OBJ_LEADER, OBJ_PICTURE: border and padding, by enum fo_side; within its length */
    struct lay_in in;                   /* OBJ_AREA: laid out again for each page it is placed on */
};

enum { MARK_OPEN, MARK_CLOSE };
struct para_mark {
    uint32_t at;                        /* text offset */
    uint32_t box;
    uint8_t kind;
};

/* What is anchored in the text: a footnote, behind the text of its inline, or a float. */
struct para_note {
    uint32_t at;                        /* text offset */
    const struct fo_node *node;
};

struct para_span {
    uint32_t start, run;
};

/* From offset `at` on, the text is that of `node`, a text or a fo:character: to find the place of a letter. */
struct para_source {
    uint32_t at;
    const struct fo_node *node;
};

/* --- keeps (para_keep.c) --- */

/* The strongest keep between two elements, which only white space and edges part. */
int32_t para_keep_between(const struct para *p, uint32_t before, uint32_t behind);

/* --- elements (para_build.c) --- */

enum para_el_kind { EL_WORD, EL_SPACE, EL_LINEFEED, EL_HYPHEN, EL_OPEN, EL_CLOSE, EL_OBJ };

struct para_el {
    uint32_t off, len;                  /* in the text */
    uint32_t run;
    uint8_t kind, level;
    uint8_t brk;                        /* enum text_break: before it */
    bool upright;                       /* its glyphs stand in a line that runs down */
    uint8_t turn;                       /* quarters that its glyphs are turned clockwise */
    bool no_break;                      /* EL_SPACE: U+00A0 */
    bool between;                       /* EL_SPACE: between words */
    len_t width, stretch, shrink;       /* without the spaces around it */
    const struct font *font;
    const struct text_word *word;       /* EL_WORD, EL_SPACE, EL_HYPHEN: the hyphen */
    uint32_t index;                     /* EL_OPEN, EL_CLOSE: box; EL_OBJ: object */
    uint32_t sp;                        /* the spaces around it; 0: none */
};

/* --- spaces in lines (para_space.c) --- */

/* Of an element, before (0) and behind (1) it: within a line, and where a line begins before it, or ends behind it. */
struct para_sp {
    struct para_room mid[2], edge[2];
};
/* The first and the last element of a line that stay. */
struct para_ends {
    int64_t first, last;
};
/* Resolves the spaces around the elements. */
void para_spaces(struct para *p, struct para_el *el, uint32_t n);
/* Of the line el[from … end), behind which a hyphen shows. */
struct para_ends para_ends_of(const struct para *p, uint32_t from, uint32_t end, bool hyphen);
struct para_room para_room_at(const struct para *p, struct para_ends at, uint32_t i, unsigned slot);
/* If boxes have edges at breaks: the innermost one that is open before the element `i`; 0: none. */
uint32_t para_open_box(const struct para *p, uint32_t i);
/* The edges that open boxes have where a line begins with the element `i` (`start`), or ends before it. */
len_t para_retained(const struct para *p, uint32_t i, bool start);

struct para_line {
    uint32_t el, end;                   /* elements of the line */
    uint32_t off;                       /* text offset at which it begins */
    len_t above, below;
    len_t lead;                         /* of `above`: half-leading around the whole line */
    len_t i, width;                     /* beside floats: from the paragraph's start edge; else 0 and the paragraph's */
    len_t skip;                         /* room above it: it stands below a float that left too little */
    bool first;                         /* text-indent applies */
    bool last;                          /* text-align-last applies */
    bool hyphen;                        /* ends with a soft hyphen that shows */
    bool initial;                       /* its elements are those of para.initial */
};

/* Room that floats take from the lines; measures from the first line's top and the paragraph's edges. */
struct para_cut {
    len_t top, bottom, start, end;
};
struct para_shape {
    unsigned n;
    struct para_cut *v;
};

struct para_lines {
    struct para_lines *next;
    len_t width;
    uint32_t off;
    struct para_shape shape;
    unsigned n;
    struct para_line *v;
};

struct para {
    const struct fo_node *block, *first, *end;
    const struct fo_node *set;          /* the fo:initial-property-set in whose style it is; NULL: none */
    struct para *initial;               /* the same text in the style of its first line, of which the first line is taken */
    bool inside;                        /* content of an inline: white space at its edges stays */
    struct arena *a;
    bool first_in_block, last_in_block;
    len_t width;                        /* that percentages refer to */
    bool rtl;                           /* base direction */
    bool down;                          /* lines run from top to bottom, one left of another */
    bool reads_page;                    /* holds a page-number */
    bool any_width;                     /* nothing in it depends on the width */
    char *cited;                        /* the numbers that its citations gave; NULL: it has none */
    const char *text;
    uint32_t len;
    struct para_run *run;
    struct para_box *box;
    struct para_obj *obj;
    struct para_mark *mark;
    struct para_span *span;
    struct para_note *note, *side;      /* with the anchors of floats before the page; floats at a side */
    struct para_source *source;
    unsigned n_run, n_box, n_obj, n_mark, n_span, n_note, n_side, n_source;
    struct para_el *el;
    unsigned n_el;
    const struct para_sp *sp;           /* by para_el.sp */
    bool retains;                       /* a box has edges at the breaks in it */
    bool placed;                        /* something takes room */
    bool anchors;                       /* nothing does, but an id wants a place */
    struct para_lines *lines;
};

/* The writing mode of its lines: enum area_wm. */
static inline uint8_t para_wm(const struct para *p)
{
    return p->down ? AREA_TB_RL : p->rtl ? AREA_RL_TB : AREA_LR_TB;
}

/* Fills text, runs, boxes, marks, objects. `width`: of the paragraph, for percentages. */
void para_collect(struct lay_cx *cx, struct para *p, const struct lay_in *in, len_t width);
/* The inline content of `n` by itself, in one line: `lines`. NULL: there is none. */
struct para *para_content(struct lay_cx *cx, struct arena *a, const struct fo_node *n, const struct lay_in *in,
                          len_t width, bool rtl);
/* The place of the letter at text offset `at` in the document (para_place.c). */
struct src_pos para_place(const struct para *p, uint32_t at);
/* … of what the line begins with. */
struct src_pos para_line_place(const struct para *p, const struct para_line *l);
/* Shapes the text into elements. */
void para_build(struct lay_cx *cx, struct para *p);
/* The lines from text offset `off` on, in the given width; cached in the paragraph. */
const struct para_lines *para_break(struct para *p, len_t width, uint32_t off);

/* All of it in one line, as `lines`. */
void para_one_line(struct para *p);

/* The same beside floats: lines of different widths. */
const struct para_lines *para_break_beside(struct para *p, len_t width, uint32_t off, const struct para_shape *shape);
/* Lines from `off` on without keeping them; the first one stands `b` below the top of `shape`, and is `first` high (0: as the others). */
struct para_lines *para_break_from(struct para *p, len_t width, uint32_t off, const struct para_shape *shape, len_t b,
                                   len_t first);
/* What floats take from a line at from … to. */
struct para_cut para_cut_at(const struct para_shape *shape, len_t from, len_t to);

/* The notes anchored in line k: from *from up to the result; para_sides(): the floats at a side. */
unsigned para_notes(const struct para *p, const struct para_lines *l, unsigned k, unsigned *from);
unsigned para_sides(const struct para *p, const struct para_lines *l, unsigned k, unsigned *from);

/* A paragraph with floats, or beside them (para_side.c): its lines, and the floats set before each of them. */
struct para_flow {
    const struct para_lines *lines;
    const struct lay_excl **excl;       /* one a line, and one for the end */
    bool reads_page;
};
/* From `off` on; the first line's top is at `top` in the reference area, its start edge at `i`. */
void para_flow(struct lay_cx *cx, struct para *p, const struct lay_in *in, len_t i, len_t width, len_t top, uint32_t off,
               struct para_flow *out);
/* The floats of a paragraph without lines, at `top`. */
const struct lay_excl *para_side_anchors(struct lay_cx *cx, const struct para *p, const struct lay_in *in, len_t top,
                                         bool *reads_page);

/* The longest piece that cannot be broken, and the longest line if only forced breaks are taken; the indent included. */
void para_extent(const struct para *p, len_t *min, len_t *max);

/* Runs (para_run.c): of `n` in the style `s`; `size`: of its font. */
struct para_run para_run_of(struct lay_cx *cx, const struct fo_node *n, const struct fo_style *s,
                            const struct para_run *parent, len_t size);

/*
 * Objects (inline_obj.c, graphic.c). A width below 0: it is not known, the paragraph is being measured; percentages of it count as auto, and what
 * an object may give up of its width is its `shrink`.
 */
void para_obj_graphic(struct lay_cx *cx, struct para_obj *o, const struct para_run *run, const struct lay_in *in,
                      len_t width);
const struct area *para_graphic_area(struct lay_cx *cx, const struct para_obj *o, uint8_t wm);
/* Aligns a box of height `bpd` whose alphabetic baseline stands `base` above its lower edge, §7.14.1 (para_run.c). */
void para_obj_align(struct para_obj *o, const struct para_run *run, len_t bpd, len_t base);
void para_obj_leader(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                     const struct lay_in *in, len_t width, bool rtl);
void para_obj_string(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                     const char *s);
void para_obj_container(struct lay_cx *cx, struct para_obj *o, const struct para_run *run, const struct lay_in *in,
                        len_t width);
/* The citations of the paragraph as they would be now, in one string; g_free it. NULL: none. */
char *para_citations(struct lay_cx *cx, const struct fo_node *first, const struct fo_node *end);

/* The area of a line (line.c); `i`: its start edge from that of the reference area. */
const struct area *line_area(struct lay_cx *cx, const struct para *p, const struct para_line *l, len_t width,
                             len_t i, const struct lay_in *in, const struct area_tag *tag);

/* The area of para_content(), as wide as it is. */
const struct area *line_content_area(struct lay_cx *cx, const struct para *p, const struct lay_in *in);
len_t line_content_width(struct lay_cx *cx, const struct para *p);

struct font_request para_font_request(const struct fo_style *s, len_t size);
const char *para_language(const struct fo_style *s);

#endif
