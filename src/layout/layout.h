/* SPDX-License-Identifier: MIT */
/*
 * The layout core: (node, constraint, break token) in, (area, break token) out.
 * Layout functions are pure but for arenas, caches and diagnostics in `lay_cx`.
 *
 * A column is laid out freely first, which yields the possible breaks with
 * their costs, then up to the chosen one (`stop`), and once more where the
 * spaces before that have to be narrowed for it to fit, or may be widened for
 * the column to be full (`squeeze`).
 */
#ifndef SAPCHU_LAYOUT_LAYOUT_H
#define SAPCHU_LAYOUT_LAYOUT_H

#include "area/area.h"
#include "base/diag.h"
#include "fo/fo.h"
#include "font/font.h"
#include "image/image.h"

/* --- spaces, XSL 1.1 §4.3 (gap.c) --- */

/* Space-specifiers that met, merged as §4.3.1 says. Set at the optimum, narrowed down to the minimum where a column would
 * else run over, or widened up to the maximum where one that goes on would end short. */
struct lay_space {
    len_t min, opt, max;
    int32_t precedence;         /* FO_FORCE: forcing */
    bool set;
};
/* The sequence of specifiers between two areas: merged whole, and without the conditional ones at its beginning or end. */
struct lay_gap {
    struct lay_space all;       /* between two areas */
    struct lay_space lead;      /* at the beginning of a reference area: from the first retained one on */
    struct lay_space trail;     /* at the end of a reference area: up to the last retained one */
    bool holds;                 /* a retained one of more than 0 is in it: those behind it, or before it at the end, are kept too */
    bool at_start;              /* nothing stands before it in the reference area */
    len_t floor;                /* above 0, for `clear`: it is not less than that */
};
void lay_gap_add(struct lay_gap *g, const struct fo_space *s, len_t pct_base);
void lay_gap_join(struct lay_gap *g, const struct lay_gap *next);     /* g, then next */
len_t lay_gap_before(const struct lay_gap *g);                        /* the space when an area follows */
/* How much narrower and wider the spaces of some content may be. */
struct lay_give {
    len_t less, more;
};
struct lay_give lay_give_join(struct lay_give a, struct lay_give b);
struct lay_in;
/* The space when an area follows, narrowed or widened as `in` says; `give` rises by what it may yet change. */
len_t lay_gap_open(const struct lay_gap *g, const struct lay_in *in, struct lay_give *give);
len_t lay_gap_end(const struct lay_gap *g);                           /* the space when the reference area ends */

/* --- breaks --- */

/* Compared in this order; less is better. */
struct brk_cost {
    uint32_t overflow;          /* 1: the content before it does not fit */
    uint32_t always;            /* 1: breaks a keep=always */
    uint32_t lines;             /* lines missing to widows and orphans */
    int32_t keep;               /* strongest integer keep it breaks, FO_KEEP_AUTO: none */
    uint32_t demerits;          /* what spaces would have to change for the content before it to fill the column: brk_demerits() */
};
int brk_cost_compare(const struct brk_cost *a, const struct brk_cost *b);
extern const struct brk_cost brk_free;          /* no cost at all */
/* A break `height` below where in->room counts from, footnotes in it, behind spaces that give so much. */
uint32_t brk_demerits(const struct lay_in *in, len_t height, struct lay_give own);
/* The cost of breaking a keep of this strength, on top of `c`. */
struct brk_cost brk_cost_keep(struct brk_cost c, int32_t strength);

enum brk_forced { BRK_NONE, BRK_COLUMN, BRK_SPAN, BRK_PAGE, BRK_EVEN_PAGE, BRK_ODD_PAGE };     /* SPAN: `span` changes */

/* A place inside a node where layout goes on. NULL: from its beginning. Immutable, in the arena of the page-sequence. */
struct lay_token {
    const struct fo_node *child;        /* the child to go on with; for a paragraph its first inline child */
    const struct lay_token *sub;        /* how far that child is; NULL: before it */
    uint32_t offset;                    /* paragraph: byte offset in its text; table: row index */
    len_t used;                         /* height given out by earlier pieces: containers and rows of fixed height */
    uint32_t n;                         /* table rows, list-items: one token a cell … */
    const struct lay_token *const *part;        /* … NULL: not begun; lay_token_done: finished */
    enum brk_forced forced;             /* the break before it is forced */
    const struct lay_rest *rest;        /* of a reference area: what is left of its side floats, side.h; `child` NULL: of nothing else */
};
extern const struct lay_token *const lay_token_done;
bool lay_token_equal(const struct lay_token *a, const struct lay_token *b);   /* by value */

struct brk {
    len_t height;               /* of the content before it, measured from the node's border box (spaces before it are not in) */
    len_t notes;                /* … and of the footnotes anchored in it, the last one perhaps cut */
    struct brk_cost cost;
    const struct lay_token *token;      /* within the node that reports it */
    const struct lay_excl *excl;        /* the side floats before it */
};
/* Candidates, heights and costs both rising from … to: a cheaper one further down removes those before it. */
struct brk_list {
    struct brk *v;
    unsigned n, room;
};

/* --- input and output --- */
#define LAY_SQUEEZE 65536
/* Footnotes (note.h): what is promised to this column, and where more may go. */
struct lay_ins {
    len_t height;                       /* of those anchored before this content */
    len_t ipd;                          /* of the footnote area; 0: there is none, bodies are set in place */
    len_t separator;                    /* its height */
    len_t aside;                        /* room set aside: so much of them takes nothing from the column */
    bool strict;                        /* … and more than that must not come */
};
struct lay_excl;                        /* side floats: side.h */
struct lay_rest;
/* How side floats displace what is laid out, XSL 1.1 §7.19.3. */
struct lay_intrude {
    len_t start, end;                   /* of the block around, on top of indents: start-intrusion-adjustment */
    bool indent;                        /* lines keep their distance from these edges (from those of the reference area): */
    len_t base_start, base_end;
    bool always;                        /* … at the start though they would be clear of the float: in a list-item */
    bool label;                         /* … and keep their width */
    uint8_t tries;                      /* blocks around that were laid out twice for it */
};
/* A percentage in an indent that came into the nearest reference area from outside, and what it comes to, §5.3.2. */
struct lay_around {
    float pct;
    len_t len;
};
/* Which spaces change for a column to be full: those of block flows; of what stands side by side, where one flow is sure to be
 * the higher one, and then they are only widened; else none. */
enum lay_elastic { LAY_RIGID, LAY_WIDER, LAY_ELASTIC };
struct lay_page;                        /* the page being filled, read-only: page.h */

struct lay_in {                         /* a value: all that may influence the result */
    len_t ref_ipd;                      /* content ipd of the nearest reference area: indents count from its start edge */
    len_t page_i;                       /* … which is so far from that of the page; where it is turned against it, 0 */
    len_t room;                         /* bpd left for the border box and the space before it, with give.less; LEN_MAX: no limit */
    struct lay_give give;               /* of the spaces before it in this column */
    len_t fresh_room;                   /* room of an empty column: would moving help? */
    len_t pct_ipd, pct_bpd;             /* what percentages refer to; pct_bpd < 0: auto */
    struct lay_gap lead;                /* space pending before this node */
    int32_t keep;                       /* strongest keep-together of the ancestors in the context of this break */
    bool page_break;                    /* a break here is also a page break: within-page keeps count */
    bool have_cand;                     /* an earlier candidate exists: on overflow stop at once, do not look for one */
    bool fills;                         /* breaks are weighed by how they fill the column */
    uint8_t elastic;                    /* … and spaces narrowed or widened for that: enum lay_elastic */
    len_t squeeze;                      /* … and are, by this much of LAY_SQUEEZE of what they can give; below 0: widened */
    uint8_t tight;                      /* containers around that were laid out again in narrower spaces */
    bool spans;                         /* the children of fo:flow end where `span` changes */
    bool fresh;                         /* no area has been placed in this column yet: a break before would be idle */
    uint8_t wm;                         /* enum area_wm of the reference area */
    struct lay_ins ins;
    len_t b;                            /* where the room begins, from the before edge of the nearest reference area */
    const struct lay_excl *excl;        /* the side floats of that area, set so far */
    struct lay_intrude intrude;
    struct lay_around around[2];        /* of the start and the end */
    const struct lay_page *page;
    const struct lay_token *stop;       /* with `stopping`: lay out exactly up to here, no candidates. NULL then: all of it,
                                         * forced breaks or not: there is nothing to break (§4.8: no page or column of a flow) */
    bool stopping;
};

/* The height of the footnotes anchored in some content. */
struct lay_notes {
    len_t all;
    len_t least;                        /* if the column ends here: the last one may be cut */
};

struct lay_out {
    const struct area *area;            /* the border box; NULL: nothing was generated */
    len_t i;                            /* start edge of the border box from the reference area's start edge */
    len_t before;                       /* resolved space between the incoming position and the border box */
    struct lay_give give;               /* of the spaces in it and of the one before it */
    struct lay_gap trail;               /* space pending behind it; all of `in.lead` and its own if area is NULL */
    const struct lay_token *next;       /* what is left; NULL: nothing */
    enum brk_forced forced;             /* `next` because of a forced break */
    bool overflow;                      /* the room was used up: choose among the candidates (own or earlier ones) */
    bool empty;                         /* `area` takes no room and lets spaces pass: an anchor */
    len_t baseline;                     /* first line's, from the border box; -1: none */
    struct brk_list cand;
    int32_t keep_next;                  /* keep-with-next of what it ends with (own and last descendants') */
    int32_t keep_prev;                  /* keep-with-previous of what it begins with */
    struct lay_notes notes;
    const struct lay_excl *excl;        /* `in.excl` with its own floats */
    len_t told;                         /* of a reference area: so far down its floats run, and that it is too far has been said */
    bool reads_page;                    /* it looked at in.page: a memo of results, which is to come, must not keep it */
};

/* --- context --- */
struct lay_cx {
    struct arena *seq;                  /* lives as long as the page-sequence: tokens, caches */
    struct arena *page;                 /* lives until the page is written: areas */
    struct diag *diag;
    struct font_map *fonts;
    struct image_store *images;
    struct text_cx *text;               /* shaping cache, text/text.h */
    struct table_cache *tables; /* grids of this page-sequence's tables, table_grid.c; NULL at its beginning */
    struct measure_cache *measures;     /* measure.c; NULL at the beginning of a page-sequence */
    struct para_cache *paras;           /* broken paragraphs of this page-sequence, para.c */
    struct { const struct fo_node *first, *end; } run;  /* the last run of inlines and its end, flow.c; reset as `tables` */
    struct id_table *ids;               /* ids.h: where each id is, from this pass or the one before */
    struct marker_table *markers;       /* marker.h */
    struct note_table *notes;           /* note.h */
    bool bars;                          /* a change bar was met: bars.c has something to look for */
    const char *base;                   /* what pictures of nodes without a place are relative to */
    enum diag_severity missing_picture;
    const struct table_piece *piece;    /* whose header or footer is being laid out, table_marker.h; NULL: none */
    unsigned again;                     /* rows and list-items being laid out again, one in another: parallel.h */
    uint64_t n_calls;                   /* lay_node calls: tests hold that they stay in proportion */
};

/* --- the functions --- */

/* Lays out one block-level node. */
void lay_node(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
              struct lay_out *out);

/*
 * The content of a node that holds blocks or inlines, in the content rectangle given by in->ref_ipd (block.c, flow.c). Used by cells,
 * list-item bodies, regions, containers: each is a reference area or passes its ref_ipd on.
 */
void lay_children(struct lay_cx *cx, const struct fo_node *parent, const struct lay_in *in,
                  const struct lay_token *token, struct lay_out *out);

/* The same for a node that is a reference area: it keeps its side floats to itself (side.c). */
void lay_reference(struct lay_cx *cx, const struct fo_node *parent, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out);

/*
 * A paragraph: the inline children of `block` from `first` up to, not with, `end` (NULL: the last), in lines of in->ref_ipd less the indents
 * of `block`, which is the formatting context for alignment, indents, widows … . out->area's kids are line areas; it has no border of its own.
 * `first_in_block`: text-indent applies; `last_in_block`: text-align-last does. (para.c)
 */
void lay_para(struct lay_cx *cx, const struct fo_node *block, const struct fo_node *first, const struct fo_node *end,
              bool first_in_block, bool last_in_block, const struct lay_in *in, const struct lay_token *token,
              struct lay_out *out);
/* Its minimum and maximum content width, indents of the block not in. */
void lay_para_measure(struct lay_cx *cx, const struct fo_node *block, const struct fo_node *first,
                      const struct fo_node *end, bool first_in_block, len_t *min, len_t *max);
/* Paragraphs by node: reset it before each page-sequence, and before each pass. */
struct para_cache *para_cache_new(void);
void para_cache_reset(struct para_cache *c);
void para_cache_drop(struct para_cache *c);

void lay_block(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
               struct lay_out *out);
void lay_table(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
               struct lay_out *out);
void lay_list_block(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                    const struct lay_token *token, struct lay_out *out);
void lay_list_item(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out);
void lay_container(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                   const struct lay_token *token, struct lay_out *out);
/* fo:inline-container, whole; `in->ref_ipd` is the width of its line. out->area is never NULL. */
void lay_container_inline(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, struct lay_out *out);

/*
 * Minimum and maximum width (measure.c): what a node needs across so that nothing in it runs over, and what it needs to have no line
 * broken but where it must be. Floats out of line, footnotes and absolute containers are not in it; percentages of the width being asked for
 * count as auto. Answers are kept, so asking for what is nested is linear.
 *
 * Of a block-level node: the width of the reference area around it, its indents included. Of an inline-container: its border
 * box. Of any other node (float, cell, caption, flow …): what its children need.
 */
void lay_measure(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max);
/* What the children need, whatever the node asks for itself. */
void lay_measure_children(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max);

/* --- help for layout functions (box.c, brk.c) --- */

/* The box of a block-level node: widths resolved against the input. */
struct lay_box {
    len_t i;                            /* border box's start edge from the reference area's start edge */
    len_t ipd;                          /* border box */
    len_t content_i, content_ipd;       /* content rectangle, from the border box's start edge */
    len_t before, after;                /* border + padding, as on an unbroken box */
    len_t before_cond, after_cond;      /* … at a break: what `discard` leaves */
    len_t bpd;                          /* content height asked for; -1: auto */
};
void lay_box_resolve(const struct fo_node *n, const struct lay_in *in, struct lay_box *box);
/* Border and padding of an inline's side. */
len_t lay_edge(const struct fo_style *s, enum fo_side side, len_t base);
/* start-indent or end-indent, with the displacement by side floats. */
len_t lay_indent(const struct fo_node *n, const struct lay_in *in, enum fo_side side);
/* What children of `n`, a reference area in `in`, inherit of its indents' percentages. */
void lay_around(const struct fo_node *n, const struct lay_in *in, struct lay_in *inner);
/* Background and borders; `first` / `last`: this piece has the node's before / after edge. NULL: nothing to paint. */
const struct area_paint *lay_paint(struct lay_cx *cx, const struct fo_node *n, bool first, bool last);
/* A place of its own for the node's box, with the layer that z-index gives it. */
struct area_at *lay_at(struct lay_cx *cx, const struct fo_node *n);
/*
 * The node's box with its relative-position and its z-index: `a`, or a copy. `wm` and what percentages refer to are those of
 * what the box stands in.
 */
const struct area *lay_moved(struct lay_cx *cx, const struct fo_node *n, uint8_t wm, len_t pct_ipd, len_t pct_bpd,
                             const struct area *a);
bool lay_clips(const struct fo_node *n);
/* overflow and clip of a viewport; `inset`: border and padding of its sides, by enum fo_side. NULL: nothing is clipped. */
const struct area_clip *lay_clip(struct lay_cx *cx, const struct fo_node *n, const len_t inset[4], uint8_t wm);
uint32_t lay_line_style(int32_t kw);    /* KW_SOLID …: enum area_line_style */
/* The file that a node's references are relative to: the one it was written in, which may be an included one. */
const char *lay_base(const struct lay_cx *cx, const struct fo_node *n);
const struct area_tag *lay_tag(struct lay_cx *cx, const struct fo_node *n);
/* Do others look for its areas, even for empty ones: by its id, its index-key, its markers? */
bool lay_names(const struct fo_node *n);
/* One that the caller may add to. */
struct area_tag *lay_tag_new(struct lay_cx *cx, const struct fo_node *n, const char *name);

int32_t lay_keep(const struct fo_keep *k, bool page_break);     /* the strength in this context */
void brk_list_add(struct arena *a, struct brk_list *l, struct brk b);
/* The candidates of a child, seen from its parent: heights moved by `offset`, behind `notes`, tokens wrapped in (child, sub). */
void brk_list_lift(struct lay_cx *cx, struct brk_list *to, const struct brk_list *from, const struct fo_node *child,
                   len_t offset, len_t notes);
/* The cheapest; what does not fit is the dearest, so it comes last. NULL: the list is empty. */
const struct brk *brk_list_best(const struct brk_list *l);
const struct lay_token *lay_token_new(struct lay_cx *cx, const struct fo_node *child, const struct lay_token *sub);

#endif
