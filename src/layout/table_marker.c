/* SPDX-License-Identifier: MIT */
/*
 * fo:retrieve-table-marker (XSL 1.1 §6.13.7): which nodes of a table's bodies have markers, where they stand in a piece of the table, and
 * what its header or footer shows of them. All of it follows from the tokens where the piece begins and ends.
 */
#include "layout/table_marker.h"

#include "layout/marker.h"
#include "layout/page.h"

#include <glib.h>
#include <string.h>

/* A node with markers. Those of cells and of what stands in them have a cell; a table-body has neither row nor cell of its own. */
struct mark {
    const struct fo_node *node;
    const struct table_cell *cell;
    uint32_t first, last;       /* rows that it stands in */
};

struct table_marks {
    struct mark *v;             /* in document order; `first` never falls */
    uint32_t *reach;            /* the furthest row of those up to each, row groups not counted */
    uint32_t n, room;
    bool wanted;                /* the header or the footer retrieves something */
    bool dirty;                 /* the page below holds */
    unsigned page;              /* index of the last page with a piece of the table … */
    const struct lay_token *from;       /* … and where its first piece begins */
    bool from_start;
};

/* --- finding them, once for each table --- */

static bool retrieves(const struct fo_node *n)
{
    if (n->type == FO_RETRIEVE_TABLE_MARKER)
        return true;
    for (const struct fo_node *c = n->first; c; c = c->next)
        if (c->type != FO_TABLE && retrieves(c))
            return true;
    return false;
}

static bool part_retrieves(const struct fo_node *table)
{
    for (const struct fo_node *c = table->first; c; c = c->next)
        if (c->type != FO_TABLE_BODY && c->type != FO_TABLE_COLUMN && c->type != FO_MARKER && retrieves(c))
            return true;
    return false;
}

static void add(struct lay_cx *cx, struct table_marks *m, const struct fo_node *n, const struct table_cell *cell, uint32_t first,
                uint32_t last)
{
    if (!markers_has(n))
        return;
    if (m->n == m->room) {
        uint32_t room = m->room ? m->room * 2 : 16;
        struct mark *v = arena_new_array(cx->seq, struct mark, room);
        uint32_t *reach = arena_new_array(cx->seq, uint32_t, room);
        if (m->n) {
            memcpy(v, m->v, m->n * sizeof *v);
            memcpy(reach, m->reach, m->n * sizeof *reach);
        }
        m->v = v;
        m->reach = reach;
        m->room = room;
    }
    uint32_t before = m->n ? m->reach[m->n - 1] : 0;
    m->reach[m->n] = n->type == FO_TABLE_BODY ? before : MAX(before, last);
    m->v[m->n++] = (struct mark){ n, cell, first, last };
}

/* What stands in a cell; the areas of an inner table's header may come again and again: they have no place. */
static void add_content(struct lay_cx *cx, struct table_marks *m, const struct fo_node *n, const struct table_cell *cell)
{
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type == FO_TABLE_HEADER || c->type == FO_TABLE_FOOTER || c->type == FO_MARKER)
            continue;
        add(cx, m, c, cell, cell->row, cell->row + cell->rows - 1);
        add_content(cx, m, c, cell);
    }
}

static void add_row(struct lay_cx *cx, struct table_marks *m, const struct table_part *p, uint32_t k)
{
    const struct table_row *r = &p->rows[k];
    if (r->first) {
        uint32_t last = k;
        while (last + 1 < p->n && p->rows[last + 1].group == r->group)
            last++;
        add(cx, m, r->group, NULL, k, last);
    }
    if (r->node)
        add(cx, m, r->node, NULL, k, k);
    for (uint32_t c = 0; c < r->n_slots; c++) {
        const struct table_cell *cell = r->slot[c];
        if (!cell || cell->row != k || cell->col != c)
            continue;
        add(cx, m, cell->node, cell, k, k + cell->rows - 1);
        add_content(cx, m, cell->node, cell);
    }
}

struct table_marks *table_marks_of(struct lay_cx *cx, const struct table_grid *g)
{
    struct table_marks *m = *g->marks;
    if (m)
        return m->wanted ? m : NULL;
    *g->marks = m = arena_new0(cx->seq, struct table_marks);
    m->wanted = part_retrieves(g->node);
    for (uint32_t k = 0; m->wanted && k < g->body.n; k++)
        add_row(cx, m, &g->body, k);
    return m->wanted ? m : NULL;
}

/* --- where a mark stands, seen from a token --- */

enum place { DONE, OPEN, AHEAD };       /* before it, around it, behind it */

static bool is_within(const struct fo_node *n, const struct fo_node *of)
{
    while (n && n != of)
        n = n->parent;
    return n != NULL;
}

static enum place place_in_cell(const struct mark *m, const struct lay_token *part)
{
    if (!part)
        return AHEAD;
    if (part == lay_token_done)
        return DONE;
    while (part->sub && part->sub != lay_token_done && part->sub->child)
        part = part->sub;
    const struct fo_node *at = part->child;
    if (!at || m->node == m->cell->node)
        return OPEN;
    if (m->node == at)
        return part->sub || part->offset || part->n ? OPEN : AHEAD;
    if (is_within(at, m->node))
        return OPEN;
    return m->node->serial < at->serial ? DONE : AHEAD;
}

static enum place place_of(const struct table_grid *g, const struct lay_token *token, const struct mark *m)
{
    if (!token)
        return AHEAD;
    uint32_t row = token->offset;
    bool begun = table_token_begun(g, token);
    if (m->last < row)
        return DONE;
    if (m->first > row || (m->first == row && !begun))
        return AHEAD;
    if (!m->cell)
        return OPEN;
    return place_in_cell(m, m->cell->col < token->n ? token->part[m->cell->col] : NULL);
}

/* --- retrieving --- */

static const struct fo_node *marker_of(const struct mark *m, const char *name)
{
    for (const struct fo_node *c = m->node->first; c; c = c->next) {
        const char *own = c->type == FO_MARKER ? fo_node_string(c, "marker-class-name") : NULL;
        if (own && strcmp(own, name) == 0)
            return c;
    }
    return NULL;
}

/* The first of the marks that may stand in the piece, but for the row group that it begins in. */
static uint32_t first_mark(const struct table_piece *p)
{
    uint32_t lo = 0, hi = p->marks->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (p->marks->reach[mid] < p->first_row)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The first mark that begins in this row or behind it. */
static uint32_t mark_at(const struct table_marks *t, uint32_t row)
{
    uint32_t lo = 0, hi = t->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->v[mid].first < row)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* What is looked for in a piece: markers of this name whose nodes start, or end, in it; 0 and 0: all of them. */
struct query { const char *name; bool starts, ends; };

static const struct fo_node *match(const struct table_piece *p, uint32_t i, const struct query *q)
{
    const struct mark *m = &p->marks->v[i];
    if (m->last < p->first_row || m->first > p->last_row)
        return NULL;
    enum place begin = place_of(p->g, p->from, m), end = p->to ? place_of(p->g, p->to, m) : DONE;
    if (begin == DONE || end == AHEAD || (q->starts && begin != AHEAD) || (q->ends && end != DONE))
        return NULL;
    return marker_of(m, q->name);
}

/* The first or the last of the piece. */
static const struct fo_node *in_piece(const struct table_piece *p, const struct query *q, bool last)
{
    const struct table_marks *t = p->marks;
    uint32_t i = first_mark(p), end = mark_at(t, p->last_row + 1);
    const struct fo_node *found = NULL;
    if (p->first_row < p->g->body.n) {
        uint32_t group = mark_at(t, p->g->body.rows[p->first_row].group_row);
        if (group < i && t->v[group].node->type == FO_TABLE_BODY)
            found = match(p, group, q);
    }
    for (; i < end && (last || !found); i++) {
        const struct fo_node *hit = match(p, i, q);
        if (hit)
            found = hit;
    }
    return found;
}

/* The last one before the piece; `on_page`: that stands on the same page. */
static const struct fo_node *before_piece(const struct table_piece *p, const char *name, bool on_page)
{
    const struct table_marks *t = p->marks;
    for (uint32_t i = mark_at(t, p->first_row + 1); i-- > 0;) {
        const struct mark *m = &t->v[i];
        if (place_of(p->g, p->from, m) == AHEAD)
            continue;
        if (on_page && !t->from_start && place_of(p->g, t->from, m) == DONE)
            return NULL;
        const struct fo_node *hit = marker_of(m, name);
        if (hit)
            return hit;
    }
    return NULL;
}

static const struct fo_node *find(const struct table_piece *p, const struct fo_node *retrieve, const char *name)
{
    int32_t position = retrieve->style->retrieve_position_within_table;
    int32_t boundary = retrieve->style->retrieve_boundary_within_table;
    bool ends = position == KW_LAST_ENDING, last = ends || position == KW_LAST_STARTING;
    bool starts = position == KW_FIRST_STARTING || position == KW_LAST_STARTING;
    const struct fo_node *found = in_piece(p, &(struct query){ name, starts, ends }, last);
    if (!found)
        found = in_piece(p, &(struct query){ name, false, false }, last);
    if (!found && boundary != KW_TABLE_FRAGMENT)
        found = before_piece(p, name, boundary == KW_PAGE);
    return found;
}

bool table_piece_marked(struct table_piece *p, struct lay_cx *cx, const struct table_grid *g, uint32_t row)
{
    struct table_marks *m = table_marks_of(cx, g);
    uint32_t i = m ? mark_at(m, row) : 0;
    if (!m || i == m->n)
        return false;
    *p = (struct table_piece){ .g = g, .marks = m, .first_row = m->v[i].first, .last_row = m->v[i].first };
    return true;
}

void table_piece_enter(struct table_piece *p, struct lay_cx *cx, const struct table_grid *g, const struct lay_page *page)
{
    struct table_marks *m = p->marks = table_marks_of(cx, g);
    p->g = g;
    p->first_row = p->from ? p->from->offset : 0;
    p->last_row = g->body.n ? g->body.n - 1 : 0;
    if (!m || !page || (m->dirty && m->page == page->index))
        return;
    m->dirty = true;                    /* the first piece on this page, however often it is laid out */
    m->page = page->index;
    m->from = p->from;
    m->from_start = !p->from;
}

const struct fo_node *table_marker_find(const struct lay_cx *cx, const struct fo_node *retrieve)
{
    if (retrieve->type == FO_RETRIEVE_MARKER)
        return cx->markers ? markers_find(cx->markers, retrieve) : NULL;
    const char *name = fo_node_string(retrieve, "retrieve-class-name");
    const struct fo_node *marker = name && cx->piece && cx->piece->marks ? find(cx->piece, retrieve, name) : NULL;
    return marker && cx->markers ? markers_content(cx->markers, marker, retrieve) : NULL;
}

bool table_marker_inline(const struct lay_cx *cx, const struct fo_node *retrieve)
{
    const struct fo_node *content = table_marker_find(cx, retrieve);
    for (const struct fo_node *c = content ? content->first : NULL; c; c = c->next)
        if (c->level == FO_LEVEL_BLOCK || c->level == FO_LEVEL_EITHER)
            return false;
    return true;
}
