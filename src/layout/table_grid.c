/* SPDX-License-Identifier: MIT */
/*
 * The grid of a table: which cell covers which column of which row (XSL 1.1
 * §6.7, column-number §7.28.8). Made once for each table, in one pass over
 * its objects.
 */
#include "layout/table.h"

#include "layout/table_marker.h"

#include <glib.h>
#include <string.h>

/* No person's table has more: a number in a document must not choose our memory. */
#define MAX_COLS 1024

/* --- the cache: tables by node, open addressing, in the arena of the page-sequence --- */

struct table_cache {
    const struct table_grid **v;
    uint32_t n, room;           /* room is a power of two */
};

static const struct table_grid **cache_slot(const struct table_cache *c, const struct fo_node *table)
{
    uint32_t i = table->serial * 2654435761u;
    for (;; i++) {
        const struct table_grid **s = &c->v[i & (c->room - 1)];
        if (!*s || (*s)->node == table)
            return s;
    }
}

static void cache_grow(struct lay_cx *cx, struct table_cache *c)
{
    struct table_cache old = *c;
    c->room = old.room ? old.room * 2 : 16;
    c->v = arena_new_array(cx->seq, const struct table_grid *, c->room);
    for (uint32_t i = 0; i < old.room; i++)
        if (old.v[i])
            *cache_slot(c, old.v[i]->node) = old.v[i];
}

/* --- building --- */

struct open_span { struct table_cell *cell; uint32_t left; };

struct builder {
    struct lay_cx *cx;
    struct arena *a;            /* for the rows and cells */
    bool piece;                 /* what retrieve-table-marker shows in cx->piece stands in its place … */
    const struct fo_node *only; /* … or else the content of this marker; nothing is said of it */
    bool retrieves;             /* there was one */
    struct table_grid *g;
    GArray *rows;               /* struct table_row, of the part being built */
    const struct fo_node *group;
    uint32_t group_row;         /* where the group begins */
    struct open_span open[MAX_COLS];    /* cells that span further down */
    struct table_cell *line[MAX_COLS];  /* the row being built */
    uint32_t width;             /* of line: behind its last cell */
};

/* --- children, wrappers taken away --- */

static void collect(struct builder *b, const struct fo_node *n, GPtrArray *to);

static void add_child(struct builder *b, const struct fo_node *c, GPtrArray *to)
{
    const struct fo_node *in = c;
    if (c->type == FO_RETRIEVE_TABLE_MARKER) {
        in = b->piece ? table_marker_find(b->cx, c) : b->only;
        b->retrieves = true;
    } else if (c->type != FO_WRAPPER) {
        g_ptr_array_add(to, (gpointer)c);
        return;
    }
    if (in)
        collect(b, in, to);
}

static void collect(struct builder *b, const struct fo_node *n, GPtrArray *to)
{
    for (const struct fo_node *c = n->first; c; c = c->next)
        add_child(b, c, to);
}

static GPtrArray *children(struct builder *b, const struct fo_node *n)
{
    GPtrArray *v = g_ptr_array_new();
    collect(b, n, v);
    return v;
}

static uint32_t positive(int32_t v, uint32_t most)
{
    return v < 1 ? 1 : (uint32_t)v > most ? most : (uint32_t)v;
}

static bool all_gone(const struct builder *b, uint32_t col, uint32_t cols)
{
    if (!b->g->any_gone || col + cols > b->g->n_cols)
        return false;
    while (cols > 0 && table_column_gone(b->g, col + cols - 1))
        cols--;
    return cols == 0;
}

static bool is_free(const struct builder *b, uint32_t col, uint32_t cols)
{
    for (uint32_t c = col; c < col + cols; c++)
        if (b->line[c])
            return false;
    return true;
}

static void row_begin(struct builder *b)
{
    memset(b->line, 0, b->g->n_cols * sizeof *b->line);
    b->width = 0;
    for (uint32_t c = 0; c < b->g->n_cols; c++) {
        if (b->open[c].left == 0)
            continue;
        b->open[c].left--;
        b->line[c] = b->open[c].cell;
        b->open[c].cell->rows = b->rows->len - b->open[c].cell->row + 1;
        b->width = c + 1;
    }
}

/* A row that has collapsed (§7.30.17): what spans out of it begins in the next one. */
static void drop_row(struct builder *b)
{
    for (uint32_t c = 0; c < b->width; c++) {
        struct table_cell *cell = b->line[c];
        if (!cell)
            continue;
        if (cell->row == b->rows->len)
            cell->rows = 1;
        else if (cell->col == c)
            cell->rows--;
    }
}

static void row_end(struct builder *b, const struct fo_node *row)
{
    if (row && row->style->visibility == KW_COLLAPSE) {
        drop_row(b);
        return;
    }
    for (uint32_t c = 0; b->g->any_gone && c < b->width; c++)
        if (b->line[c] && b->line[c]->gone)
            b->line[c] = NULL;
    struct table_row r = { .node = row, .group = b->group, .group_row = b->group_row, .n_slots = (uint16_t)b->width };
    r.slot = arena_memdup(b->a, b->line, b->width * sizeof *b->line);
    r.first = b->rows->len == b->group_row;
    g_array_append_val(b->rows, r);
}

/* How many columns a cell may have from `col` on: it never covers another one. */
static uint32_t free_columns(const struct builder *b, const struct fo_node *n, uint32_t col)
{
    uint32_t want = positive(n->style->number_columns_spanned, MAX_COLS), cols = MIN(want, MAX_COLS - col);
    while (cols > 1 && !is_free(b, col, cols))
        cols--;
    if (cols < want && !b->only)
        diag_emit(b->cx->diag, DIAG_LAY_CELL_COLUMNS, n->pos, want, cols);
    return cols;
}

/*
 * Puts a cell on the line, at `col` or at the first place behind it that is free. Returns the column
 * behind it.
 */
static uint32_t place_cell(struct builder *b, const struct fo_node *n, uint32_t col)
{
    uint32_t rows = positive(n->style->number_rows_spanned, UINT32_MAX);
    if (n->style->column_number > 0)
        col = (uint32_t)n->style->column_number - 1;
    uint32_t asked = col;
    while (col < MAX_COLS && b->line[col])
        col++;
    if (col >= MAX_COLS)
        col = MAX_COLS - 1;             /* beyond reason: over the last one */
    if (col != asked && n->style->column_number > 0 && !b->only)
        diag_emit(b->cx->diag, DIAG_LAY_CELL_TAKEN, n->pos, asked + 1, col + 1);
    uint32_t cols = free_columns(b, n, col);
    struct table_cell *cell = arena_new0(b->a, struct table_cell);
    *cell = (struct table_cell){ n, b->rows->len, col, 1, cols, all_gone(b, col, cols) };
    for (uint32_t c = col; c < col + cols; c++) {
        b->line[c] = cell;
        b->open[c] = (struct open_span){ cell, rows - 1 };
    }
    if (b->width < col + cols)
        b->width = col + cols;
    if (b->g->n_cols < col + cols)
        b->g->n_cols = col + cols;
    return col + cols;
}

/* Cells that want to span beyond their row group end with it. */
static void check_open(const struct builder *b, const struct fo_node *group)
{
    for (uint32_t c = 0; c < b->g->n_cols; c++) {
        const struct open_span *o = &b->open[c];
        if (o->left > 0 && o->cell->col == c && !b->only)
            diag_emit(b->cx->diag, DIAG_LAY_CELL_ROWS, o->cell->node->pos, o->left, fo_type_name((enum fo_type)group->type));
    }
}

static void build_row(struct builder *b, const struct fo_node *row)
{
    GPtrArray *cells = children(b, row);
    row_begin(b);
    uint32_t col = 0;
    for (guint i = 0; i < cells->len; i++) {
        const struct fo_node *c = g_ptr_array_index(cells, i);
        if (c->type == FO_TABLE_CELL)
            col = place_cell(b, c, col);
    }
    row_end(b, row);
    g_ptr_array_free(cells, TRUE);
}

/*
 * A table-header, -footer or -body: rows, or cells whose rows are marked by starts-row and ends-row
 * (§7.28.11, .16).
 */
static void build_group(struct builder *b, const struct fo_node *group)
{
    GPtrArray *v = children(b, group);
    b->group = group;
    b->group_row = b->rows->len;
    memset(b->open, 0, sizeof b->open);
    bool in_row = false;
    uint32_t col = 0;
    for (guint i = 0; i < v->len; i++) {
        const struct fo_node *n = g_ptr_array_index(v, i);
        bool starts = n->type == FO_TABLE_CELL && n->style->starts_row == KW_TRUE;
        if (in_row && (starts || n->type == FO_TABLE_ROW)) {
            row_end(b, NULL);
            in_row = false;
        }
        if (n->type == FO_TABLE_ROW)
            build_row(b, n);
        if (n->type != FO_TABLE_CELL)
            continue;
        if (!in_row) {
            row_begin(b);
            col = 0;
            in_row = true;
        }
        col = place_cell(b, n, col);
        if (n->style->ends_row == KW_TRUE) {
            row_end(b, NULL);
            in_row = false;
        }
    }
    if (in_row)
        row_end(b, NULL);
    check_open(b, group);
    if (b->rows->len > b->group_row)
        g_array_index(b->rows, struct table_row, b->rows->len - 1).last = true;
    g_ptr_array_free(v, TRUE);
}

static void build_part(struct builder *b, GPtrArray *v, enum fo_type type, struct table_part *p)
{
    b->rows = g_array_new(FALSE, FALSE, sizeof(struct table_row));
    for (guint i = 0; i < v->len; i++) {
        const struct fo_node *n = g_ptr_array_index(v, i);
        if (n->type == type)
            build_group(b, n);
    }
    p->n = b->rows->len;
    p->rows = arena_memdup(b->a, b->rows->data, p->n * sizeof(struct table_row));
    g_array_free(b->rows, TRUE);
}

static void build_columns(struct builder *b, GPtrArray *v)
{
    uint32_t col = 0;
    for (guint i = 0; i < v->len; i++) {
        const struct fo_node *n = g_ptr_array_index(v, i);
        if (n->type != FO_TABLE_COLUMN)
            continue;
        if (n->style->column_number > 0)
            col = (uint32_t)n->style->column_number - 1;
        b->g->any_gone |= n->style->visibility == KW_COLLAPSE;
        for (uint32_t k = positive(n->style->number_columns_repeated, MAX_COLS); k > 0 && col < MAX_COLS; k--)
            b->g->cols[col++] = n;
        if (col <= MAX_COLS && col > b->g->n_cols)
            b->g->n_cols = col;
    }
}

/* --- what headers and footers, or what stands in their place, retrieve as rows and cells, §6.13.7 --- */

/* The children of a table, wrappers taken away, that are headers and footers or may become them. */
static void collect_heads(const struct fo_node *n, GPtrArray *to)
{
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type == FO_WRAPPER)
            collect_heads(c, to);
        else if (c->type == FO_TABLE_HEADER || c->type == FO_TABLE_FOOTER || c->type == FO_RETRIEVE_TABLE_MARKER)
            g_ptr_array_add(to, (gpointer)c);
    }
}

static void build_heads(struct builder *b, struct table_part *header, struct table_part *footer)
{
    GPtrArray *v = g_ptr_array_new();
    for (uint32_t i = 0; i < b->g->n_heads; i++)
        add_child(b, b->g->heads[i], v);
    build_part(b, v, FO_TABLE_HEADER, header);
    build_part(b, v, FO_TABLE_FOOTER, footer);
    g_ptr_array_free(v, TRUE);
}

/* Columns for the content of every marker in the bodies: every piece of the table has the same ones. */
static void make_room(struct builder *b, const struct fo_node *n)
{
    struct table_part header, footer;
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type == FO_MARKER) {
            b->only = c;
            build_heads(b, &header, &footer);
            b->only = NULL;
        } else if (c->type != FO_TABLE_HEADER && c->type != FO_TABLE_FOOTER) {
            make_room(b, c);
        }
    }
}

static void find_heads(struct builder *b)
{
    struct arena *a = arena_new();
    GPtrArray *v = g_ptr_array_new();
    collect_heads(b->g->node, v);
    b->g->n_heads = v->len;
    b->g->heads = arena_memdup(b->cx->seq, v->pdata, v->len * sizeof *b->g->heads);
    g_ptr_array_free(v, TRUE);
    b->a = a;
    make_room(b, b->g->node);
    arena_drop(a);
}

void table_grid_retrieve(struct lay_cx *cx, struct table_grid *g)
{
    if (!g->heads)
        return;
    struct builder *b = g_new0(struct builder, 1);
    b->cx = cx;
    b->a = cx->page;
    b->g = g;
    b->piece = true;
    build_heads(b, &g->header, &g->footer);
    g_free(b);
}

static const struct table_grid *build(struct lay_cx *cx, const struct fo_node *table)
{
    struct table_grid *g = arena_new0(cx->seq, struct table_grid);
    g->node = table;
    g->needs = arena_new0(cx->seq, struct table_needs);
    g->marks = arena_new0(cx->seq, struct table_marks *);
    g->collapse = table->style->border_collapse != KW_SEPARATE;
    g->precedence = table->style->border_collapse == KW_COLLAPSE_WITH_PRECEDENCE;
    g->omit_header = table->style->table_omit_header_at_break == KW_TRUE;
    g->omit_footer = table->style->table_omit_footer_at_break == KW_TRUE;
    struct builder *b = g_new0(struct builder, 1);
    const struct fo_node **cols = g_new0(const struct fo_node *, MAX_COLS);
    g->cols = cols;
    b->cx = cx;
    b->a = cx->seq;
    b->g = g;
    GPtrArray *v = children(b, table);
    build_columns(b, v);
    build_part(b, v, FO_TABLE_HEADER, &g->header);
    build_part(b, v, FO_TABLE_BODY, &g->body);
    build_part(b, v, FO_TABLE_FOOTER, &g->footer);
    if (b->retrieves)
        find_heads(b);
    g->cols = arena_memdup(cx->seq, cols, g->n_cols * sizeof *cols);
    g_ptr_array_free(v, TRUE);
    g_free(cols);
    g_free(b);
    return g;
}

const struct table_grid *table_grid_get(struct lay_cx *cx, const struct fo_node *table)
{
    if (!cx->tables)
        cx->tables = arena_new0(cx->seq, struct table_cache);
    struct table_cache *c = cx->tables;
    if ((c->n + 1) * 2 > c->room)
        cache_grow(cx, c);
    const struct table_grid **s = cache_slot(c, table);
    if (!*s) {
        const struct table_grid *g = build(cx, table);
        *s = g;
        c->n++;
    }
    return *s;
}
