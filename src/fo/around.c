/* SPDX-License-Identifier: MIT */
/*
 * What expressions ask of objects that are no ancestors: the column of a cell, the region of a flow, the property set
 * in force (XSL 1.1 §5.10.4).
 */
#include "fo/build_frame.h"

#include <string.h>

/* --- the column of a cell --- */

/* Farther to the end no column is told apart. */
enum { MAX_COLUMNS = 20000 };

/* How far the cells of a table-body, -header or -footer have been counted. Each is counted once, however many ask. */
struct fo_grid {
    const struct fo_node *row;      /* the row that is being counted: a table-row, or the part itself */
    const struct fo_node *cell;     /* the last one counted in it; NULL: none yet */
    int32_t at;                     /* the next column, from 1 */
    GArray *left;                   /* of int32_t: rows that a cell from above still covers, by column from 1 */
};

static struct fo_grid *grid_new(void)
{
    struct fo_grid *g = g_new0(struct fo_grid, 1);
    g->left = g_array_new(FALSE, TRUE, sizeof(int32_t));
    g->at = 1;
    return g;
}

void fo_grid_drop(struct fo_grid *g)
{
    if (!g)
        return;
    g_array_free(g->left, TRUE);
    g_free(g);
}

static int32_t covered(const struct fo_grid *g, int32_t column)
{
    return (guint)column < g->left->len ? g_array_index(g->left, int32_t, column) : 0;
}

/* The column of a cell with this style that stands next in the row. */
static int32_t next_column(const struct fo_grid *g, const struct fo_style *s)
{
    int32_t at = s->column_number > 0 ? s->column_number : g->at;
    while (s->column_number <= 0 && covered(g, at) > 0)
        at++;
    return MIN(at, MAX_COLUMNS);
}

static void end_row(struct fo_grid *g)
{
    for (guint i = 0; i < g->left->len; i++) {
        int32_t *left = &g_array_index(g->left, int32_t, i);
        *left -= *left > 0;
    }
    g->at = 1;
}

/* Counts `cell`, and gives its column. */
static int32_t count_cell(struct fo_grid *g, const struct fo_node *cell)
{
    const struct fo_style *s = cell->style;
    if (s->starts_row == KW_TRUE && g->at > 1)
        end_row(g);
    int32_t at = next_column(g, s), end = at + s->number_columns_spanned;
    if (s->number_rows_spanned > 1 && (guint)end > g->left->len)
        g_array_set_size(g->left, (guint)end);
    for (int32_t i = at; i < end && s->number_rows_spanned > 1; i++)
        g_array_index(g->left, int32_t, i) = s->number_rows_spanned;
    g->at = end;
    g->cell = cell;
    if (s->ends_row == KW_TRUE)
        end_row(g);
    return at;
}

/*
 * The column of `cell` in `row`, or of a cell with the style `own` that would come next if it is NULL. The rows before are
 * whole; `first` is the first of them.
 */
static int32_t grid_column(struct fo_grid *g, const struct fo_node *first, const struct fo_node *row,
                           const struct fo_node *cell, const struct fo_style *own)
{
    int32_t at = 0;
    if (!g->row)
        g->row = first;
    for (;;) {
        const struct fo_node *c = g->cell ? g->cell->next : g->row->first;
        for (; c && c != cell; c = c->next)
            if (c->type == FO_TABLE_CELL)
                count_cell(g, c);
        if (g->row == row || !g->row->next)
            break;
        if (g->row->type == FO_TABLE_ROW)
            end_row(g);
        g->row = g->row->next;
        g->cell = NULL;
    }
    const struct fo_style *s = cell ? cell->style : own;
    bool fresh = s->starts_row == KW_TRUE && g->at > 1;
    at = fresh ? 1 : next_column(g, s);
    return at;
}

/* Which of several columns with this number is meant for such a span: the one made for it, else that for one. */
static const struct fo_style *table_column(const struct fo_node *table, int32_t want, int32_t span)
{
    const struct fo_style *single = NULL;
    int32_t at = 1;
    for (const struct fo_node *c = table->first; c; c = c->next) {
        const struct fo_style *s = c->style;
        if (c->type != FO_TABLE_COLUMN)
            continue;
        if (s->column_number > 0)
            at = s->column_number;
        bool here = want >= at && want - at < s->number_columns_repeated;
        if (here && s->number_columns_spanned == span)
            return s;
        if (here && s->number_columns_spanned == 1)
            single = s;
        at = MIN(at, MAX_COLUMNS) + s->number_columns_repeated;
    }
    return single;
}

static bool is_part(unsigned type)
{
    return type == FO_TABLE_BODY || type == FO_TABLE_HEADER || type == FO_TABLE_FOOTER;
}

const struct fo_style *fo_column_of(struct fo_grid **grid, const struct fo_node *part, const struct fo_node *row,
                                    const struct fo_node *cell, const struct fo_style *own)
{
    if (!part->parent)
        return NULL;
    if (!*grid)
        *grid = grid_new();
    int32_t want = grid_column(*grid, row ? part->first : part, row ? row : part, cell, own);
    return table_column(part->parent, want, cell ? cell->style->number_columns_spanned : own->number_columns_spanned);
}

static const struct fo_style *column_style(void *user, enum fo_type type, const struct fo_style *own, bool *in_table)
{
    const struct fo_builder *b = user;
    const struct fo_node *cell = NULL, *row = NULL;
    struct frame *part = NULL;
    for (guint i = b->frames->len; i > 1; i--) {
        struct frame *f = &g_array_index(b->frames, struct frame, i - 1);
        if (f->flat)
            continue;
        if (f->type == FO_TABLE_CELL)
            cell = f->node;
        else if (f->type == FO_TABLE_ROW && !row)
            row = f->node;
        else if (is_part(f->type) && !part)
            part = f;
        else if (f->type == FO_TABLE)
            break;
        if (f->type == FO_TABLE_CAPTION)
            return NULL;
    }
    if (!part || (!cell && type != FO_TABLE_CELL) || !part->node->parent)
        return NULL;
    *in_table = true;
    return fo_column_of(&part->grid, part->node, row, cell, own);
}

/* --- the region of a flow --- */

static const struct fo_node *find_master(const struct fo_node *set, const char *name)
{
    for (const struct fo_node *m = set ? set->first : NULL; m && name; m = m->next) {
        const char *is = fo_node_string(m, "master-name");
        if (is && !strcmp(is, name))
            return m;
    }
    return NULL;
}

/* The first page master of a page-sequence-master. */
static const struct fo_node *first_page(const struct fo_node *set, const struct fo_node *master)
{
    if (!master || master->type != FO_PAGE_SEQUENCE_MASTER)
        return master;
    for (const struct fo_node *s = master->first; s; s = s->next) {
        const struct fo_node *ref = s->type == FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES ? s->first : s;
        const struct fo_node *page = ref ? find_master(set, fo_node_string(ref, "master-reference")) : NULL;
        if (page && page->type == FO_SIMPLE_PAGE_MASTER)
            return page;
    }
    return NULL;
}

const char *fo_region_name(enum fo_type region, const char *given)
{
    switch (region) {
    case FO_REGION_BODY: return given ? given : "xsl-region-body";
    case FO_REGION_BEFORE: return given ? given : "xsl-region-before";
    case FO_REGION_AFTER: return given ? given : "xsl-region-after";
    case FO_REGION_START: return given ? given : "xsl-region-start";
    case FO_REGION_END: return given ? given : "xsl-region-end";
    default: return "";
    }
}

static const struct fo_style *region_style(void *user, bool opens)
{
    const struct fo_builder *b = user;
    const char *master = NULL, *flow = NULL;
    for (guint i = 0; opens && i < b->strings->len; i++)
        if (g_array_index(b->strings, struct fo_named, i).id == FO_P_flow_name)
            flow = g_array_index(b->strings, struct fo_named, i).value;
    for (guint i = b->frames->len; i > 1 && !master; i--) {
        const struct frame *f = &g_array_index(b->frames, struct frame, i - 1);
        if (!flow && !f->flat && (f->type == FO_FLOW || f->type == FO_STATIC_CONTENT))
            flow = fo_node_string(f->node, "flow-name");
        else if (!f->flat && f->type == FO_PAGE_SEQUENCE)
            master = fo_node_string(f->node, "master-reference");
    }
    if (!master)                                /* the page-sequence itself opens */
        master = fo_own_string(b, FO_P_master_reference);
    const struct fo_node *page = first_page(b->doc.masters, find_master(b->doc.masters, master));
    if (!page || page->type != FO_SIMPLE_PAGE_MASTER)
        return NULL;
    for (const struct fo_node *r = page->first; r; r = r->next)
        if (!strcmp(fo_region_name((enum fo_type)r->type, fo_node_string(r, "region-name")), flow ? flow : "xsl-region-body"))
            return r->style;
    return NULL;
}

/* --- the property set in force --- */

static const struct fo_entry *property_set(void *user, bool *inside)
{
    const struct fo_builder *b = user;
    for (guint i = b->frames->len; i > 1; i--) {
        const struct frame *f = &g_array_index(b->frames, struct frame, i - 1);
        *inside = f->type == FO_MULTI_PROPERTIES;
        if (*inside)
            return f->property_set;
    }
    return NULL;
}

void fo_around_begin(struct fo_builder *b)
{
    b->around = (struct fo_around){ column_style, region_style, property_set, b };
}
