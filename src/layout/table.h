/* SPDX-License-Identifier: MIT */
/*
 * Tables, inside layout/ only: the grid of a table (once for each table), its
 * geometry (once for each piece), and a piece being laid out.
 *
 * Rows are counted within their part: header, body (all table-bodies one
 * behind the other) and footer. Columns are counted from 0.
 */
#ifndef SAPCHU_LAYOUT_TABLE_H
#define SAPCHU_LAYOUT_TABLE_H

#include "layout/layout.h"
#include "layout/parallel.h"

/* --- the grid (table_grid.c) --- */

struct table_cell {
    const struct fo_node *node;
    uint32_t row, col;          /* where it begins */
    uint32_t rows, cols;        /* how far it spans, within its row group and the table */
    bool gone;                  /* all of its columns have collapsed */
};

struct table_row {
    const struct fo_node *node;         /* NULL: cells that stand in the body without a row */
    const struct fo_node *group;        /* table-header, -body or -footer */
    struct table_cell **slot;           /* the cell that covers each column, NULL: none */
    uint32_t group_row;                 /* where its group begins */
    uint16_t n_slots;                   /* columns behind the last one are empty */
    bool first, last;                   /* of its group */
};

struct table_part {
    struct table_row *rows;
    uint32_t n;
};

/* What the content of each column needs, made when it is asked for; NULL before. */
struct table_needs { const len_t *min, *max; };

struct table_grid {
    const struct fo_node *node;
    struct table_needs *needs;
    struct table_marks **marks;         /* table_marker.h; NULL inside: not looked for yet */
    const struct fo_node **cols;        /* the table-column of each column, NULL: none */
    uint32_t n_cols;
    struct table_part header, body, footer;
    bool collapse;                      /* border-collapse is not separate */
    bool precedence;                    /* collapse-with-precedence */
    bool omit_header, omit_footer;      /* at a break */
    bool any_gone;              /* columns have collapsed, §7.30.17 */
    const struct fo_node **heads;       /* headers, footers and what stands in their place, if rows or cells … */
    uint32_t n_heads;                   /* … of them are retrieved; else NULL */
};

/* The grid of a table; made at the first call, kept in cx->tables. */
const struct table_grid *table_grid_get(struct lay_cx *cx, const struct fo_node *table);

/* Header and footer as cx->piece has them; `g` is a copy of the table's grid, that of a piece. */
void table_grid_retrieve(struct lay_cx *cx, struct table_grid *g);

/* visibility="collapse": neither the column nor what stands in it alone takes any room. */
static inline bool table_column_gone(const struct table_grid *g, uint32_t col)
{
    return g->any_gone && g->cols[col] && g->cols[col]->style->visibility == KW_COLLAPSE;
}

static inline struct table_cell *table_slot(const struct table_row *r, uint32_t col)
{
    return col < r->n_slots ? r->slot[col] : NULL;
}

/* --- widths (table_width.c, table_auto.c) --- */

/* What a column asks for: nothing, a length (percentages are of the table's width), a share of the rest and a length. */
struct table_want {
    enum { TABLE_AUTO, TABLE_LENGTH, TABLE_SHARE } kind;
    struct fo_len len;
    double share;
};
struct table_want table_column_want(const struct table_grid *g, uint32_t col);
/* Do the widths come from the content? */
bool table_is_automatic(const struct table_grid *g);
/* Its grid lines in `ipd`, from 0; `shrink`: not wider than the content wants. Returns their end, which may lie beyond `ipd`. */
len_t table_auto_lines(struct lay_cx *cx, const struct table_grid *g, len_t ipd, bool shrink, len_t *x);
/* The content width of a table, as lay_measure() has it; of a table-and-caption, with indents. */
void table_measure(struct lay_cx *cx, const struct fo_node *table, len_t *min, len_t *max);
void table_caption_measure(struct lay_cx *cx, const struct fo_node *n, len_t *min, len_t *max);

struct table_geom {
    len_t i, ipd;               /* border box, from the reference area's start edge */
    len_t over;                 /* so much wider is it than the room that its indents leave */
    len_t before, after;        /* border + padding (+ half of the separation) */
    len_t before_cond, after_cond;      /* … at a break */
    len_t sep_i, sep_b;         /* border-separation; 0 when collapsed */
    len_t *x;                   /* n_cols + 1 grid lines, from the border box's start edge */
    bool reads_page;            /* its place is that on an odd or an even page */
};
void table_geom_resolve(struct lay_cx *cx, const struct table_grid *g, const struct lay_in *in,
                        struct table_geom *m);

/* inside and outside are start or end by the page; anything else is itself. */
int32_t table_side_of(int32_t kw, const struct lay_in *in, bool *reads_page);
/* How far text-align of a table-and-caption moves what leaves `spare` of its content rectangle, §6.7.2. */
len_t table_shift(const struct fo_node *table_and_caption, const struct lay_in *in, len_t spare, bool *reads_page);

/* --- collapsed borders (table_border.c) --- */

/* What stands on one side of a horizontal grid line. */
struct table_side {
    const struct table_row *row;        /* NULL: the edge of the table */
    uint32_t index;                     /* of the row in its part */
    bool cut;                           /* a break: within that row, or of the table */
};
/* The borders between `above` and `below`, one for each column; NULL in the separate model. */
const struct area_edge *table_border_across(struct lay_cx *cx, const struct table_grid *g,
                                            struct table_side above, struct table_side below);
/* The borders of a row along the column lines, n_cols + 1; NULL in the separate model. */
const struct area_edge *table_border_along(struct lay_cx *cx, const struct table_grid *g,
                                           const struct table_row *r);
/* Half of the widest border along a column line that a cell of the part touches; 0 in the separate model. */
len_t table_border_half(const struct table_grid *g, const struct table_part *p, const struct table_cell *c, uint32_t line);

/* --- a piece (table_row.c) --- */

struct cell_lay {
    const struct table_cell *cell;
    const struct lay_token *from;       /* where this piece of it goes on; NULL: from its beginning */
    struct lay_out out;
    uint32_t row0;              /* its first row in the piece */
    len_t i, ipd;               /* border box, from the table's border box */
    len_t start, end;           /* from the border box to the content */
    len_t before;               /* padding, in the separate model also border */
    len_t after, after_cond;    /* … behind; where the cell goes on in a later piece */
    len_t shift;                /* of the content, to stand on the row's baseline */
    len_t content;              /* height of what was placed */
    len_t least;                /* height asked for */
    bool more;                  /* it goes on in a later piece */
};

struct row_lay {
    const struct table_row *row;
    const struct table_part *part;
    uint32_t index;             /* in its part */
    bool begun;                 /* goes on from an earlier piece */
    bool cut;                   /* goes on in a later one */
    len_t used;                 /* of its height, by earlier pieces */
    len_t y, bpd;               /* y from the table's border box */
    len_t notes_before;         /* footnotes of the rows above, but for cells that span into it */
    struct cell_lay **cell;     /* n_cols: what covers each column; NULL: nothing */
    const struct area_edge *before, *after;     /* n_cols each; NULL in the separate model */
    const struct area_edge *along;              /* n_cols + 1 */
};

/* How a row ends. */
enum row_end {
    ROW_ENDS,                   /* cells that span further go on in the next row */
    ROW_LAST,                   /* … are cut by a break behind the row */
    ROW_CUT,                    /* the row itself is cut */
};

/* The table's body with its header, or its footer. */
struct table_lay {
    struct lay_cx *cx;
    const struct table_grid *g;
    const struct lay_in *in;
    struct table_geom m;
    struct row_lay **rows;      /* in the order in which they stand */
    uint32_t n, room;
    bool first;                 /* the table begins in this piece */
    const struct area_edge *lead;       /* borders before the first row; NULL: those at the table's edge */
    len_t bpd;                  /* of the table's content, if it asks for one; that percentages refer to. -1: auto */
    int32_t keep;               /* of the ancestors and the table */
    len_t limit;                /* y where rows must end: less what closes the table at a break */
    struct lay_give give;       /* of the spaces before it in the column */
    len_t y;                    /* where the next row begins */
    struct lay_notes notes;     /* of the rows placed */
    bool whole;                 /* no breaks: header and footer */
    bool reads_page;
};

/* A row at t->y with its cells laid out; `token` is the table's when this is the row where it goes on. */
struct row_lay *table_row_open(struct table_lay *t, const struct table_part *p, uint32_t index,
                               const struct lay_token *token, bool have_cand);
/* From a cell's border box, or the middle of the border there, to its content. */
len_t table_cell_top(const struct table_lay *t, const struct cell_lay *cl);
/* The height of the row with these borders behind it. */
len_t table_row_height(const struct table_lay *t, const struct row_lay *r, const struct area_edge *after,
                       enum row_end end);
/* Gives the row its height; t->y moves behind it. */
void table_row_close(struct table_lay *t, struct row_lay *r, const struct area_edge *after, enum row_end end);
/* The height asked for, percentages of `base` (below 0: auto); 0: none. */
len_t table_asked_bpd(const struct fo_style *s, len_t base);
/* Makes the body's rows higher by `extra` in all: those without a height of their own, in proportion. */
void table_rows_stretch(struct table_lay *t, len_t extra);
/* Moves the rows to begin at `y` with other borders before them. */
void table_rows_restack(struct table_lay *t, len_t y, const struct area_edge *lead);
bool table_row_crossed(const struct row_lay *r);        /* a cell spans beyond it */
bool table_row_stuck(const struct row_lay *r);          /* a cell that ends in it ran out of room */
/* Breaks in the row (ROW_CUT), or behind it through cells that span further (ROW_LAST); parts by column. */
void table_row_breaks(struct table_lay *t, struct row_lay *r, const struct area_edge *after, enum row_end end,
                      struct par_list *out);
/* The notes before a break behind the row, which cells that span further go through. */
len_t table_row_notes(const struct table_lay *t, const struct row_lay *r, const struct par_break *b);
/* A forced break in a cell: cuts the row there. NULL: there is none. */
const struct lay_token *table_row_force(struct table_lay *t, struct row_lay *r,
                                        const struct area_edge *after);
/* A forced break behind the row: cuts the cells that span further. */
const struct lay_token *table_row_split(struct table_lay *t, struct row_lay *r, const struct area_edge *after,
                                        const struct table_row *next, uint32_t index, enum brk_forced forced);
const struct lay_token *table_token_new(struct lay_cx *cx, const struct row_lay *r,
                                        const struct table_row *row,
                                        uint32_t index, const struct par_break *b, uint32_t n_cols);
/* Is the row at token->offset begun at this token? */
bool table_token_begun(const struct table_grid *g, const struct lay_token *token);
/* The break that what ends in a row (next) or begins in it asks for; keep-with-next of a row and what ends in it, or
 * keep-with-previous of one and what begins in it. */
enum brk_forced table_row_break(const struct table_row *r, uint32_t index, bool next);
int32_t table_row_keep(const struct table_row *r, uint32_t index, bool page_break, bool next);

/* --- areas (table_area.c, table_layer.c, table_rule.c) --- */
/* The rows of a piece from … to, not with, `to`, which belong to one row group. */
struct table_group {
    uint32_t from, to;
    bool by_cell;               /* backgrounds are cut for each cell */
};
/* The height of a cell's border box in this piece. */
len_t table_cell_height(const struct table_lay *t, const struct cell_lay *cl);
/* empty-cells="hide" (§7.28.6): nothing shows behind the cell but the table's background. */
bool table_cell_hidden(const struct table_lay *t, const struct cell_lay *cl);
/* What a node shows without its borders: column, group, row. NULL: nothing. */
const struct area_paint *table_background(const struct table_lay *t, const struct fo_node *n);
/* Must backgrounds be cut for each cell of the piece? */
bool table_layers_by_cell(const struct table_lay *t);
/* The backgrounds under the cells of row `k`, cut, as kids of its area; false: one rectangle will do for the row. */
bool table_layers_row(const struct table_lay *t, const struct table_group *g, uint32_t k, struct area_list *out);
/* The table's area: `last`: it ends in this piece. */
const struct area *table_area_new(struct table_lay *t, len_t bpd, bool last);
/* The collapsed borders of the piece, as boxes over the cells. */
void table_rule_draw(const struct table_lay *t, struct area_list *kids);

/* --- captions (table_caption.c) --- */
void lay_table_and_caption(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                           const struct lay_token *token, struct lay_out *out);

#endif
