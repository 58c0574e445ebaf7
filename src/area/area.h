/* SPDX-License-Identifier: MIT */
/*
 * The area tree: rectangles with resolved paint, glyph runs, pictures, rules,
 * links and roles. Layout makes it, backends read it; an area never changes
 * once it has been returned, so it may be shared, and its place is kept by
 * its parent.
 *
 * Coordinates are logical: `i` from the start edge, `b` from the before edge
 * of the parent's border box. area_walk() turns them into physical ones by
 * the writing mode and the rotation of the reference areas passed.
 *
 * All that an area says of itself (ipd, bpd, baseline, its borders, its
 * children's places) is in its own frame: by its own `wm`, after its own
 * `rotate`. Its place, i and b, is that of the rectangle which it covers in
 * its parent, by the parent's `wm`: an area turned by 90° covers bpd × ipd.
 */
#ifndef SAPCHU_AREA_AREA_H
#define SAPCHU_AREA_AREA_H

#include "base/arena.h"
#include "base/len.h"
#include "base/source.h"

#include <stdbool.h>
#include <stdint.h>

struct font;            /* font/font.h */
struct image;           /* image/image.h */

enum area_kind {
    AREA_BOX,           /* page, region, block, line, inline, cell: whatever has children */
    AREA_TEXT,          /* a glyph run */
    AREA_IMAGE,
    AREA_RULE,          /* leader rule, underline, footnote separator */
};

enum area_wm { AREA_LR_TB, AREA_RL_TB, AREA_TB_RL };

enum area_line_style { AREA_NONE, AREA_SOLID, AREA_DASHED, AREA_DOTTED, AREA_DOUBLE, AREA_GROOVE, AREA_RIDGE,
                       AREA_INSET, AREA_OUTSET };

struct area_edge {
    len_t width;
    uint32_t color;             /* 0xRRGGBBAA */
    uint32_t style;             /* enum area_line_style */
};

/* What the place of a box counts from. */
enum area_place {
    AREA_IN_PARENT,             /* its parent: the i and b that the parent keeps */
    AREA_MOVED,                 /* … moved by at->i, at->b: relative-position, XSL 1.1 §7.13 */
    AREA_IN_REFERENCE,          /* the nearest reference area around it: `at`, §7.6 */
    AREA_ON_PAGE,               /* the page: `at` */
};

/* A box that does not simply stand in its parent, or that has a layer of its own. */
struct area_at {
    uint8_t place;              /* enum area_place */
    bool i_end, b_end;          /* counted from end to end edge, from after to after edge */
    bool i_flow, b_flow;        /* not counted at all: where it stands in its parent */
    bool layered;               /* a stacking context at `z` of the one around it, §7.30.18 */
    len_t i, b;
    int32_t z;
};

/* What is inside is not painted outside of this rectangle: its sides, inwards from those of the border box. */
struct area_clip {
    len_t top, right, bottom, left;
};

/* Background and borders of a box; order before, after, start, end. */
struct area_paint {
    struct area_edge edge[4];
    uint32_t background;        /* alpha 0: none */
    const struct image *picture;        /* background image, or NULL */
    /*
     * Its first tile, whatever the writing mode (XSL 1.1 §7.8.5): pic_x from the left edge of the padding box, and the
     * share pic_fx of the room that the tile leaves; from the top likewise.
     */
    len_t pic_x, pic_y, pic_width, pic_height;
    float pic_fx, pic_fy;
    uint8_t repeat_x, repeat_y;
    uint8_t fixed;              /* the picture is laid out on the page instead of the padding box, which shows its part */
};

/* What an area is to the document: for the dump, links, the outline, tags. */
struct area_tag {
    const char *name;           /* the object's name ("block", "table-cell"), or "line", "page", "region-body" … */
    const char *id;             /* destination; NULL: none */
    const char *uri;            /* link to outside; NULL: none */
    const char *dest;           /* link to an id; NULL: none */
    len_t dest_offset;          /* … which is to be shown this far below the top of what the reader sees */
    const char *role, *lang;
    const char *alt;            /* alternative text of a picture */
    const void *source;         /* what it was made for, while its page is being made: layout's own */
    struct src_pos pos;
};

struct area_glyph {
    uint32_t id;                /* in the font */
    uint32_t cluster;           /* byte offset in the run's text */
    len_t advance;
    len_t dx, dy;               /* offset of the ink; dy is positive downwards */
};

/* A shadow of text, §7.17.5; painted before the glyphs, the last one first. */
struct area_shadow {
    const struct area_shadow *next;
    len_t x, y;                 /* to the right, downwards */
    len_t blur;
    uint32_t color;
};

/* Glyphs in visual order, left to right. */
struct area_run {
    const struct font *font;    /* with its size */
    uint32_t color;
    uint32_t n;
    bool rtl;
    bool upright;               /* the line runs down and the glyphs stand: advances go down, dx and dy count from its middle */
    uint8_t turn;               /* quarters that each glyph is turned clockwise */
    const struct area_glyph *glyphs;
    const char *text;           /* what it says, NFC UTF-8, logical order */
    uint32_t len;
    const struct area_shadow *shadows;  /* NULL: none */
};

struct area;
struct area_kid {
    len_t i, b;
    const struct area *area;
};

struct area {
    uint8_t kind;               /* enum area_kind */
    uint8_t wm;                 /* enum area_wm: how the children's i and b run */
    uint8_t reference;          /* a reference area (its children's frame may be rotated) */
    uint8_t crisp;              /* AREA_IMAGE: its pixels stay squares, however large */
    int16_t rotate;             /* 0, 90, 180, 270: turned counter-clockwise, XSL 1.1 §7.21.3: at 90 its top faces left */
    len_t ipd, bpd;             /* the border box */
    len_t baseline;             /* from the before edge: lines, inlines, text; 0 otherwise */
    uint32_t n;
    const struct area_kid *kids;        /* AREA_BOX */
    const struct area_paint *paint;     /* NULL: none */
    const struct area_tag *tag;         /* NULL: as the parent's */
    const struct area_clip *clip;       /* of its children, or its picture; NULL: none */
    union {
        const struct area_at *at;       /* AREA_BOX; NULL: it stands in its parent */
        const struct area_run *run;     /* AREA_TEXT */
        struct {                        /* AREA_IMAGE: fills i, b, ipd, bpd within the border box */
            const struct image *image;
            len_t i, b, ipd, bpd;
        } pic;
        struct area_edge rule;          /* AREA_RULE: along the whole ipd, as high as bpd */
    } u;
};

/* A finished page. */
struct area_page {
    const struct area *root;
    len_t width, height;        /* physical */
    unsigned index;             /* 0, 1 … in the document */
    const char *folio;          /* the page number as shown: "iv" */
};

/* --- building --- */
struct area_list {              /* children being collected */
    struct area_kid *kids;
    uint32_t n, room;
};
void area_list_add(struct arena *a, struct area_list *l, const struct area *kid, len_t i, len_t b);
/* A box with the collected children; more fields may be set until it is returned. */
struct area *area_box_new(struct arena *a, const struct area_tag *tag, len_t ipd, len_t bpd, const struct area_list *l);

/* --- reading --- */
struct area_rect {
    double x, y, w, h;          /* physical, points, from the page's top left corner */
};
/*
 * The visit of an area in physical coordinates; `m` maps its local physical frame (x right, y down, origin its border
 * box's top left) to the page.
 */
struct area_visit {
    const struct area *area;
    len_t i, b;                 /* its logical place in what its place counts from; 0 for the root */
    double m[6];                /* xx yx xy yy x0 y0 as in cairo_matrix_t */
    double w, h;                /* its physical size in that frame, points */
    unsigned depth;
    unsigned in;                /* depth of the area that its place counts from */
};
struct area_visitor {
    void *user;
    void (*enter)(void *user, const struct area_visit *v);
    void (*leave)(void *user, const struct area_visit *v);      /* may be NULL */
};
/* Depth first, children in order; needs no call stack, however deep the tree is. */
void area_walk(const struct area_page *page, const struct area_visitor *visitor);

/* The rectangle that the visited area covers on the page. */
struct area_rect area_visit_rect(const struct area_visit *v);

#endif
