/* SPDX-License-Identifier: MIT */
/*
 * Tables and lists broken over columns: whatever the grid, each piece of content is placed exactly once,
 * in columns that are not overfull, and the work grows with the rows placed. Content is block-containers
 * of a fixed height, which need no text.
 */
#include "layout/layout.h"

#include <glib.h>
#include <string.h>

struct fixture {
    struct lay_cx cx;
    struct arena *doc;
    struct fo_node *flow;
    uint32_t serial;
};

static struct fo_style *style_new(struct fixture *f)
{
    struct fo_style *s = arena_new0(f->doc, struct fo_style);
    const struct fo_len automatic = { 0, 0, KW_AUTO };
    const struct fo_keep keep = { FO_KEEP_AUTO, FO_KEEP_AUTO, FO_KEEP_AUTO };
    s->inline_progression_dimension = s->block_progression_dimension = (struct fo_range){ automatic,
                                                                                          automatic,
                                                                                          automatic };
    s->column_width = automatic;
    s->keep_together = s->keep_with_next = s->keep_with_previous = keep;
    s->number_columns_spanned = s->number_rows_spanned = s->number_columns_repeated = 1;
    s->border_collapse = KW_SEPARATE;
    s->writing_mode = KW_LR_TB;
    s->overflow = KW_VISIBLE;
    s->display_align = s->break_before = s->break_after = KW_AUTO;
    for (int i = 0; i < 4; i++)
        s->border[i].style = KW_NONE;
    return s;
}

static struct fo_node *node(struct fixture *f, struct fo_node *parent, enum fo_type type, enum fo_level level)
{
    struct fo_node *n = arena_new0(f->doc, struct fo_node);
    n->parent = parent;
    n->type = (uint16_t)type;
    n->level = (uint8_t)level;
    n->style = style_new(f);
    n->serial = ++f->serial;
    if (parent) {
        if (parent->last)
            parent->last->next = n;
        else
            parent->first = n;
        parent->last = n;
    }
    return n;
}

static struct fo_style *style(struct fo_node *n)
{
    return (struct fo_style *)n->style;
}

static struct fo_node *content(struct fixture *f, struct fo_node *parent, int pt)
{
    struct fo_node *n = node(f, parent, FO_BLOCK_CONTAINER, FO_LEVEL_BLOCK);
    style(n)->block_progression_dimension.opt = (struct fo_len){ pt * LEN_PT, 0, 0 };
    n->pos.offset = n->serial;            /* found again in the areas */
    return n;
}

static struct fo_node *part(struct fixture *f, struct fo_node *parent, enum fo_type type)
{
    return node(f, parent, type, FO_LEVEL_PART);
}

static void setup(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    f->doc = arena_new();
    f->cx.seq = arena_new();
    f->cx.page = arena_new();
    f->cx.diag = diag_new();
    f->flow = node(f, NULL, FO_FLOW, FO_LEVEL_NONE);
}

static void teardown(struct fixture *f)
{
    arena_drop(f->doc);
    arena_drop(f->cx.seq);
    arena_drop(f->cx.page);
    diag_drop(f->cx.diag);
}

static void find(const struct area *a, uint8_t *seen)
{
    if (a->tag && strcmp(a->tag->name, "block-container") == 0)
        seen[a->tag->pos.offset]++;
    for (uint32_t i = 0; i < a->n; i++)
        find(a->kids[i].area, seen);
}

/*
 * Fills columns until nothing is left; returns how many. Heights go to `height`, which has room for
 * `most`.
 */
static unsigned fill(struct fixture *f, int room_pt, uint8_t *seen, len_t *height, unsigned most)
{
    const struct lay_token *token = NULL;
    unsigned n = 0;
    do {
        g_assert_cmpuint(n, <, most);
        struct lay_in in = { .ref_ipd = 200 * LEN_PT, .pct_ipd = 200 * LEN_PT, .pct_bpd = -1,
                             .room = room_pt * LEN_PT, .fresh_room = room_pt * LEN_PT, .keep = FO_KEEP_AUTO,
                             .page_break = true, .lead = { .at_start = true } };
        struct lay_out o;
        lay_children(&f->cx, f->flow, &in, token, &o);
        const struct brk *best = o.overflow ? brk_list_best(&o.cand) : NULL;
        if (best) {             /* as the column driver does; the piece must be as high as was said */
            in.stopping = true;
            in.stop = best->token;
            lay_children(&f->cx, f->flow, &in, token, &o);
            g_assert_true(lay_token_equal(o.next, best->token));
            g_assert_cmpint(o.area->bpd, ==, best->height);
        }
        g_assert_nonnull(o.area);
        find(o.area, seen);
        height[n++] = o.area->bpd;
        g_assert_true(!o.next || !token || !lay_token_equal(o.next, token));
        token = o.next;
    } while (token);
    return n;
}

/* --- cases that a reader can add up --- */

static void test_rows(void)
{
    struct fixture f;
    setup(&f);
    struct fo_node *table = node(&f, f.flow, FO_TABLE, FO_LEVEL_BLOCK);
    struct fo_node *head = part(&f, table, FO_TABLE_HEADER), *body = part(&f, table, FO_TABLE_BODY);
    content(&f, part(&f, part(&f, head, FO_TABLE_ROW), FO_TABLE_CELL), 5);
    for (int i = 0; i < 7; i++)
        content(&f, part(&f, part(&f, body, FO_TABLE_ROW), FO_TABLE_CELL), 10);
    uint8_t seen[64] = { 0 };
    len_t h[9];
    /* header 5 and three rows of 10; … ; one row */
    g_assert_cmpuint(fill(&f, 38, seen, h, 9), ==, 3);
    g_assert_cmpint(h[0], ==, 35 * LEN_PT);
    g_assert_cmpint(h[1], ==, 35 * LEN_PT);
    g_assert_cmpint(h[2], ==, 15 * LEN_PT);
    teardown(&f);
}

/* A row of two cells breaks in both of them: 3 × 10 beside 2 × 10 in a column of 25. */
static void test_break_in_row(void)
{
    struct fixture f;
    setup(&f);
    struct fo_node *table = node(&f, f.flow, FO_TABLE, FO_LEVEL_BLOCK);
    struct fo_node *row = part(&f, part(&f, table, FO_TABLE_BODY), FO_TABLE_ROW);
    struct fo_node *a = part(&f, row, FO_TABLE_CELL), *b = part(&f, row, FO_TABLE_CELL);
    for (int i = 0; i < 3; i++)
        content(&f, a, 10);
    for (int i = 0; i < 2; i++)
        content(&f, b, 10);
    uint8_t seen[64] = { 0 };
    len_t h[9];
    g_assert_cmpuint(fill(&f, 25, seen, h, 9), ==, 2);
    g_assert_cmpint(h[0], ==, 20 * LEN_PT);
    g_assert_cmpint(h[1], ==, 10 * LEN_PT);
    teardown(&f);
}

/* keep-together on a row moves it as a whole; keep-with-next takes the row before it along. */
static void test_keeps(void)
{
    struct fixture f;
    setup(&f);
    struct fo_node *table = node(&f, f.flow, FO_TABLE, FO_LEVEL_BLOCK);
    struct fo_node *body = part(&f, table, FO_TABLE_BODY);
    const struct fo_keep always = { FO_KEEP_ALWAYS, FO_KEEP_ALWAYS, FO_KEEP_ALWAYS };
    for (int i = 0; i < 3; i++) {
        struct fo_node *row = part(&f, body, FO_TABLE_ROW), *cell = part(&f, row, FO_TABLE_CELL);
        if (i == 1)
            style(row)->keep_with_next = always;
        if (i == 2)
            style(row)->keep_together = always;
        for (int k = 0; k < (i == 2 ? 2 : 1); k++)
            content(&f, cell, 10);
    }
    uint8_t seen[64] = { 0 };
    len_t h[9];
    g_assert_cmpuint(fill(&f, 35, seen, h, 9), ==, 2);
    g_assert_cmpint(h[0], ==, 10 * LEN_PT);
    g_assert_cmpint(h[1], ==, 30 * LEN_PT);
    teardown(&f);
}

/* --- any table --- */

static void random_cell(struct fixture *f, GRand *r, struct fo_node *row, int *tallest, uint8_t *want)
{
    struct fo_node *c = part(f, row, FO_TABLE_CELL);
    struct fo_style *s = style(c);
    if (g_rand_int_range(r, 0, 5) == 0)
        s->number_rows_spanned = g_rand_int_range(r, 2, 5);
    if (g_rand_int_range(r, 0, 5) == 0)
        s->number_columns_spanned = 2;
    if (g_rand_boolean(r))
        s->padding[FO_BEFORE].len.abs = s->padding[FO_AFTER].len.abs = LEN_PT;
    for (int k = g_rand_int_range(r, 0, 5); k > 0; k--) {
        int h = g_rand_int_range(r, 1, 20);
        *tallest = MAX(*tallest, h);
        want[content(f, c, h)->serial] = 1;
    }
}

static void random_table(struct fixture *f, GRand *r, int *tallest, uint8_t *want)
{
    struct fo_node *table = node(f, f->flow, FO_TABLE, FO_LEVEL_BLOCK);
    style(table)->border_collapse = g_rand_boolean(r) ? KW_COLLAPSE : KW_SEPARATE;
    uint8_t any[4096];
    int low = 0;
    if (g_rand_boolean(r))
        random_cell(f, r, part(f, part(f, table, FO_TABLE_HEADER), FO_TABLE_ROW), &low, any);
    if (g_rand_int_range(r, 0, 3) == 0)
        random_cell(f, r, part(f, part(f, table, FO_TABLE_FOOTER), FO_TABLE_ROW), &low, any);
    struct fo_node *body = part(f, table, FO_TABLE_BODY);
    for (int k = g_rand_int_range(r, 1, 20); k > 0; k--) {
        struct fo_node *row = part(f, body, FO_TABLE_ROW);
        if (g_rand_int_range(r, 0, 6) == 0)
            style(row)->keep_together.page = FO_KEEP_ALWAYS;
        if (g_rand_int_range(r, 0, 6) == 0)
            style(row)->keep_with_next.page = 3;
        if (g_rand_int_range(r, 0, 6) == 0)
            style(row)->block_progression_dimension.min = (struct fo_len){ 15 * LEN_PT, 0, 0 };
        for (int c = g_rand_int_range(r, 0, 4); c > 0; c--)
            random_cell(f, r, row, tallest, want);
    }
}

static void test_random(void)
{
    for (unsigned seed = 0; seed < 400; seed++) {
        struct fixture f;
        uint8_t want[4096] = { 0 }, seen[4096] = { 0 };
        len_t h[400];
        int tallest = 0;
        setup(&f);
        GRand *r = g_rand_new_with_seed(seed);
        for (int k = g_rand_int_range(r, 1, 4); k > 0; k--)
            random_table(&f, r, &tallest, want);
        int room = g_rand_int_range(r, 10, 150);
        g_test_message("seed %u, room %d", seed, room);
        unsigned n = fill(&f, room, seen, h, 400);
        for (uint32_t k = 0; k <= f.serial; k++)
            if (want[k])
                g_assert_cmpint(seen[k], ==, 1);
        for (unsigned k = 0; room > 130 && k < n; k++)          /* header, footer and the tallest fit well */
            g_assert_cmpint(h[k], <=, room * LEN_PT);
        g_rand_free(r);
        teardown(&f);
    }
}

/* Ten times the rows, ten times the calls. */
static void test_linear(void)
{
    uint64_t calls[2];
    for (int k = 0; k < 2; k++) {
        struct fixture f;
        setup(&f);
        struct fo_node *body = part(&f, node(&f, f.flow, FO_TABLE, FO_LEVEL_BLOCK), FO_TABLE_BODY);
        int rows = k ? 10000 : 1000;
        for (int i = 0; i < rows; i++)
            content(&f, part(&f, part(&f, body, FO_TABLE_ROW), FO_TABLE_CELL), 10);
        uint8_t *seen = g_malloc0(f.serial + 1);
        len_t *h = g_new(len_t, (gsize)rows);
        g_assert_cmpuint(fill(&f, 405, seen, h, (unsigned)rows), ==, (unsigned)(rows / 40));
        calls[k] = f.cx.n_calls;
        g_free(seen);
        g_free(h);
        teardown(&f);
    }
    g_assert_cmpuint(calls[1], <, calls[0] * 11);
}

/* Tables in tables: twice the depth, not its power. */
static void test_nested(void)
{
    struct fixture f;
    setup(&f);
    struct fo_node *at = f.flow;
    for (int depth = 0; depth < 60; depth++) {
        struct fo_node *row = part(&f, part(&f, node(&f, at, FO_TABLE, FO_LEVEL_BLOCK), FO_TABLE_BODY),
                                   FO_TABLE_ROW);
        at = part(&f, row, FO_TABLE_CELL);
        content(&f, at, 10);
    }
    uint8_t *seen = g_malloc0(f.serial + 1);
    len_t h[60];
    unsigned n = fill(&f, 105, seen, h, 60);
    g_assert_cmpuint(n, ==, 6);
    g_assert_cmpuint(f.cx.n_calls, <, 60 * 60);
    g_free(seen);
    teardown(&f);
}

/* --- lists --- */

static void test_list(void)
{
    struct fixture f;
    setup(&f);
    struct fo_node *list = node(&f, f.flow, FO_LIST_BLOCK, FO_LEVEL_BLOCK);
    uint8_t want[64] = { 0 }, seen[64] = { 0 };
    for (int i = 0; i < 3; i++) {
        struct fo_node *item = part(&f, list, FO_LIST_ITEM);
        want[content(&f, part(&f, item, FO_LIST_ITEM_LABEL), 10)->serial] = 1;
        struct fo_node *body = part(&f, item, FO_LIST_ITEM_BODY);
        for (int k = 0; k < 3; k++)
            want[content(&f, body, 10)->serial] = 1;
    }
    len_t h[9];
    g_assert_cmpuint(fill(&f, 40, seen, h, 9), ==, 3);         /* nine heights of 10, four a column */
    g_assert_cmpint(h[0], ==, 40 * LEN_PT);
    g_assert_cmpint(h[2], ==, 10 * LEN_PT);
    for (uint32_t k = 0; k <= f.serial; k++)
        g_assert_cmpint(seen[k], ==, want[k]);
    teardown(&f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/rows", test_rows);
    g_test_add_func("/table/break-in-row", test_break_in_row);
    g_test_add_func("/table/keeps", test_keeps);
    g_test_add_func("/table/random", test_random);
    g_test_add_func("/table/linear", test_linear);
    g_test_add_func("/table/nested", test_nested);
    g_test_add_func("/list/break-in-item", test_list);
    return g_test_run();
}
