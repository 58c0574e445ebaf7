/* SPDX-License-Identifier: MIT */
/*
 * Widths that come from the content (XSL 1.1 §7.28.16, CSS 2.1 §17.5.2.2): what the cells of each column need, and
 * how the columns without a width share what the others leave.
 */
#include "layout/table_marker.h"

#include <glib.h>
#include <string.h>

/* --- what the columns need --- */

struct spanned { uint32_t col, cols; len_t min, max; };

/* The cells of a grid, as they are measured; those that span are entered by place, since most of them are alike. */
struct survey {
    struct lay_cx *cx;
    const struct table_grid *g;
    len_t *min, *max;           /* n_cols each */
    GHashTable *seen;           /* (columns, first column) → index + 1 in `spans` */
    GArray *spans;              /* struct spanned */
};

static len_t edge_width(const struct table_grid *g, const struct table_part *p, const struct table_cell *c, enum fo_side side)
{
    const struct fo_style *s = c->node->style;
    len_t w = len_max(0, fo_len_of(s->padding[side].len, 0, 0));
    if (g->collapse)
        return len_add(w, table_border_half(g, p, c, side == FO_START ? c->col : c->col + c->cols));
    return len_add(w, len_max(0, s->border[side].width.len.abs));
}

static void measure_cell(const struct survey *v, const struct table_part *p, const struct table_cell *c, len_t *min,
                         len_t *max)
{
    const struct fo_len ipd = c->node->style->inline_progression_dimension.opt;
    lay_measure_children(v->cx, c->node, min, max);
    if (ipd.kw == 0 && ipd.pct == 0)
        *max = *min = len_max(*min, ipd.abs);
    len_t edges = len_add(edge_width(v->g, p, c, FO_START), edge_width(v->g, p, c, FO_END));
    if (!v->g->collapse)
        edges = len_add(edges, len_max(0, fo_len_of(v->g->node->style->border_separation.inl, 0, 0)) / 2 * 2);
    *min = len_add(*min, edges);
    *max = len_add(*max, edges);
}

static void enter(struct survey *v, const struct table_cell *c, len_t min, len_t max)
{
    if (c->cols == 1) {
        v->min[c->col] = len_max(v->min[c->col], min);
        v->max[c->col] = len_max(v->max[c->col], max);
        return;
    }
    gpointer key = GUINT_TO_POINTER((c->cols << 16) | c->col);
    guint i = GPOINTER_TO_UINT(g_hash_table_lookup(v->seen, key));
    if (i == 0) {
        struct spanned s = { c->col, c->cols, 0, 0 };
        g_array_append_val(v->spans, s);
        i = v->spans->len;
        g_hash_table_insert(v->seen, key, GUINT_TO_POINTER(i));
    }
    struct spanned *s = &g_array_index(v->spans, struct spanned, i - 1);
    s->min = len_max(s->min, min);
    s->max = len_max(s->max, max);
}

static void survey_part(struct survey *v, const struct table_part *p)
{
    for (uint32_t k = 0; k < p->n; k++) {
        const struct table_row *r = &p->rows[k];
        for (uint32_t c = 0; c < r->n_slots; c++) {
            const struct table_cell *cell = r->slot[c];
            len_t min, max;
            if (!cell || cell->col != c || cell->row != k)
                continue;
            measure_cell(v, p, cell, &min, &max);
            enter(v, cell, min, max);
        }
    }
}

/* What the header and the footer may show of the bodies' markers on some page: widths are those of the whole table. */
static void survey_retrieved(struct survey *v)
{
    const struct table_grid *whole = v->g;
    const struct table_piece *outer = v->cx->piece;
    struct table_piece piece;
    for (uint32_t row = 0; table_piece_marked(&piece, v->cx, whole, row); row = piece.last_row + 1) {
        struct table_grid g = *whole;
        v->cx->piece = &piece;
        table_grid_retrieve(v->cx, &g);
        v->g = &g;
        survey_part(v, &g.header);
        survey_part(v, &g.footer);
        v->g = whole;
        v->cx->piece = outer;
    }
}

static int by_width(gconstpointer a, gconstpointer b)
{
    const struct spanned *x = a, *y = b;
    return x->cols != y->cols ? (x->cols < y->cols ? -1 : 1) : x->col < y->col ? -1 : x->col > y->col;
}

/*
 * What a spanning cell needs beyond its columns goes to those without a width, in proportion to what they have (`by`), or
 * evenly if they have nothing; `v` is raised.
 */
static void spread(const struct table_grid *g, const struct spanned *s, len_t need, const len_t *by, len_t *v)
{
    len_t has = 0;
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t c = s->col; c < s->col + s->cols; c++) {
        struct table_want w = table_column_want(g, c);
        has = len_add(has, w.kind == TABLE_LENGTH && w.len.pct == 0 ? w.len.abs : v[c]);
        if (w.kind == TABLE_LENGTH)
            continue;
        n++;
        sum += by[c];
    }
    if (n == 0 || need <= has)
        return;
    double part = need - has, given = 0, done = 0;
    for (uint32_t c = s->col; c < s->col + s->cols; c++) {
        if (table_column_want(g, c).kind == TABLE_LENGTH)
            continue;
        given += sum > 0 ? by[c] / sum : 1.0 / n;
        len_t add = (len_t)(part * MIN(given, 1)) - (len_t)done;
        done = (double)(len_t)(part * MIN(given, 1));
        v[c] = len_add(v[c], add);
    }
}

static void spread_spans(struct survey *v)
{
    g_array_sort(v->spans, by_width);
    len_t *by = g_new(len_t, v->g->n_cols);
    for (guint i = 0; i < v->spans->len; i++) {
        const struct spanned *s = &g_array_index(v->spans, struct spanned, i);
        memcpy(by + s->col, v->max + s->col, s->cols * sizeof *by);
        spread(v->g, s, s->min, by, v->min);
        spread(v->g, s, s->max, by, v->max);
    }
    g_free(by);
    for (uint32_t c = 0; c < v->g->n_cols; c++)
        v->max[c] = len_max(v->min[c], v->max[c]);
}

static const struct table_needs *needs_of(struct lay_cx *cx, const struct table_grid *g)
{
    struct table_needs *n = g->needs;
    if (n->min)
        return n;
    len_t *min = arena_new_array(cx->seq, len_t, g->n_cols + 1);
    struct survey v = { .cx = cx, .g = g, .min = min, .max = arena_new_array(cx->seq, len_t, g->n_cols + 1),
                        .seen = g_hash_table_new(NULL, NULL), .spans = g_array_new(FALSE, FALSE, sizeof(struct spanned)) };
    survey_part(&v, &g->header);
    survey_part(&v, &g->body);
    survey_part(&v, &g->footer);
    survey_retrieved(&v);
    spread_spans(&v);
    g_hash_table_destroy(v.seen);
    g_array_free(v.spans, TRUE);
    n->max = v.max;
    n->min = min;
    return n;
}

/* --- columns --- */

/* What a column without a width gets if `rest` is for all of them, before rounding. */
struct sharing { double rest, min, max; uint32_t n; };

static double share_of(const struct sharing *s, len_t min, len_t max)
{
    if (s->rest <= s->min)
        return min;
    if (s->rest < s->max)
        return min + (max - min) * (s->rest - s->min) / (s->max - s->min);
    double extra = s->rest - s->max;
    return max + (s->max > 0 ? extra * max / s->max : extra / s->n);
}

bool table_is_automatic(const struct table_grid *g)
{
    bool any = false;
    if (g->node->style->table_layout != KW_AUTO)
        return false;           /* without a width, too: CSS 2.1 §17.5.2.1 lets it fill the room */
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct table_want w = table_column_want(g, c);
        if (w.kind == TABLE_SHARE)
            return false;       /* only the fixed algorithm knows proportional columns, §5.10.4 */
        any |= w.kind == TABLE_AUTO;
    }
    return any;
}

len_t table_auto_lines(struct lay_cx *cx, const struct table_grid *g, len_t ipd, bool shrink, len_t *x)
{
    const struct table_needs *need = needs_of(cx, g);
    struct sharing s = { 0 };
    len_t sum = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct table_want w = table_column_want(g, c);
        if (w.kind == TABLE_LENGTH) {
            sum = len_add(sum, len_max(0, fo_len_of(w.len, ipd, 0)));
            shrink &= w.len.pct == 0;   /* a share of the room takes all of it */
            continue;
        }
        s.min += need->min[c];
        s.max += need->max[c];
        s.n++;
    }
    s.rest = ipd - sum;
    if (shrink && s.rest > s.max)
        s.rest = s.max;
    double given = 0;
    len_t at = 0, done = 0;
    x[0] = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct table_want w = table_column_want(g, c);
        len_t width = len_max(0, fo_len_of(w.len, ipd, 0));
        if (w.kind == TABLE_AUTO) {
            given += share_of(&s, need->min[c], need->max[c]);
            width = (len_t)MIN(given + 0.5, LEN_MAX) - done;
            done = len_add(done, width);
        }
        x[c + 1] = at = len_add(at, width);
    }
    return at;
}

/* --- the table as a whole --- */

/* The width at which every column has what it needs. */
static len_t needed(const struct table_grid *g, const len_t *need, bool percent)
{
    len_t abs = 0, most = 0;
    double shares = 0, pct = 0, unit = 0;
    for (uint32_t c = 0; c < g->n_cols; c++) {
        struct table_want w = table_column_want(g, c);
        if (w.kind == TABLE_SHARE && w.share > 0) {
            shares += w.share;
            unit = MAX(unit, need[c] / w.share);
        }
        if (percent && w.kind == TABLE_LENGTH && w.len.pct > 0) {
            pct += (double)w.len.pct;
            most = len_max(most, len_scale(need[c], 1 / (double)w.len.pct));
        } else if (w.kind == TABLE_AUTO || (w.kind == TABLE_LENGTH && w.len.pct != 0)) {
            abs = len_add(abs, need[c]);
        } else {
            abs = len_add(abs, w.len.abs);
        }
    }
    abs = len_add(abs, (len_t)MIN(unit * shares, LEN_MAX));
    if (pct > 0)
        abs = pct < 1 ? len_scale(abs, 1 / (1 - pct)) : abs;
    return len_max(abs, most);
}

void table_measure(struct lay_cx *cx, const struct fo_node *table, len_t *min, len_t *max)
{
    const struct table_grid *g = table_grid_get(cx, table);
    const struct table_needs *need = needs_of(cx, g);
    const struct fo_range *r = &table->style->inline_progression_dimension;
    *min = needed(g, need->min, false);
    *max = len_max(*min, needed(g, need->max, true));
    if (r->opt.kw == 0 && r->opt.pct == 0)
        *min = *max = len_max(*min, r->opt.abs);
}
