/* SPDX-License-Identifier: MIT */
/* Unit tests of layout/: spaces, break costs, numbers, ids. */
#include "layout/ids.h"
#include "layout/layout.h"
#include "layout/number.h"

#include <glib.h>

static struct fo_space space(double pt, int precedence, bool retain)
{
    struct fo_len l = { len_from_pt(pt), 0, 0 };
    return (struct fo_space){ l, l, l, precedence, retain };
}

static void add(struct lay_gap *g, double pt, int precedence, bool retain)
{
    struct fo_space s = space(pt, precedence, retain);
    lay_gap_add(g, &s, 0);
}

/* XSL 1.1 §4.3.1: of equal precedence the largest optimum; a higher precedence wins; forcing ones add up. */
static void test_gap_merge(void)
{
    struct lay_gap g = { 0 };
    add(&g, 6, 0, false);
    add(&g, 10, 0, false);
    add(&g, 8, 0, false);
    g_assert_cmpfloat(len_to_pt(lay_gap_before(&g)), ==, 10);
    add(&g, 2, 1, false);
    g_assert_cmpfloat(len_to_pt(lay_gap_before(&g)), ==, 2);
    add(&g, 3, FO_FORCE, false);
    add(&g, 4, FO_FORCE, false);
    g_assert_cmpfloat(len_to_pt(lay_gap_before(&g)), ==, 7);
}

/* §4.3.1: conditional ones vanish at the beginning and at the end of a reference area. */
static void test_gap_edges(void)
{
    struct lay_gap g = { .at_start = true };
    add(&g, 6, 0, false);
    g_assert_cmpint(lay_gap_before(&g), ==, 0);
    add(&g, 4, 0, true);
    g_assert_cmpfloat(len_to_pt(lay_gap_before(&g)), ==, 4);
    add(&g, 9, 0, false);       /* behind a retained one: it counts */
    g_assert_cmpfloat(len_to_pt(lay_gap_before(&g)), ==, 9);

    struct lay_gap t = { 0 };
    add(&t, 6, 0, false);
    g_assert_cmpint(lay_gap_end(&t), ==, 0);
    add(&t, 4, 0, true);
    g_assert_cmpfloat(len_to_pt(lay_gap_end(&t)), ==, 6);
    add(&t, 9, 0, false);
    g_assert_cmpfloat(len_to_pt(lay_gap_end(&t)), ==, 6);
}

static void test_gap_join(void)
{
    struct lay_gap a = { 0 }, b = { 0 };
    add(&a, 6, 0, false);
    add(&b, 4, 0, true);
    lay_gap_join(&a, &b);
    g_assert_cmpfloat(len_to_pt(lay_gap_before(&a)), ==, 6);
    g_assert_cmpfloat(len_to_pt(lay_gap_end(&a)), ==, 6);
}

static void test_cost_order(void)
{
    const struct brk_cost rising[] = {
        brk_free,
        { .keep = FO_KEEP_AUTO, .demerits = 5 },
        { .keep = 1 },
        { .keep = 9 },
        { .keep = FO_KEEP_AUTO, .lines = 1 },
        { .keep = FO_KEEP_AUTO, .always = 1 },
        { .keep = FO_KEEP_AUTO, .overflow = 1 },
    };
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(rising); i++)
        g_assert_cmpint(brk_cost_compare(&rising[i], &rising[i + 1]), <, 0);
    struct brk_cost c = brk_cost_keep(brk_free, FO_KEEP_ALWAYS);
    g_assert_cmpuint(c.always, ==, 1);
    c = brk_cost_keep(brk_cost_keep(brk_free, 3), 2);
    g_assert_cmpint(c.keep, ==, 3);
}

static struct brk candidate(int height, int keep, unsigned overflow)
{
    return (struct brk){ .height = height, .cost = { .keep = keep, .overflow = overflow } };
}

/* A cheaper one further down removes those before it; of those that do not fit only a first one is kept. */
static void test_candidates(void)
{
    struct arena *a = arena_new();
    struct brk_list l = { 0 };
    brk_list_add(a, &l, candidate(10, 5, 0));
    brk_list_add(a, &l, candidate(20, 1, 0));
    brk_list_add(a, &l, candidate(30, 7, 0));
    brk_list_add(a, &l, candidate(40, FO_KEEP_AUTO, 1));
    g_assert_cmpuint(l.n, ==, 2);
    g_assert_cmpint(brk_list_best(&l)->height, ==, 20);
    brk_list_add(a, &l, candidate(50, 1, 0));
    g_assert_cmpuint(l.n, ==, 1);
    g_assert_cmpint(brk_list_best(&l)->height, ==, 50);
    arena_drop(a);
}

static void test_number(void)
{
    static const struct {
        const char *format;
        int n;
        const char *want;
        const char *language;
        int32_t letters;
        const char *separator;
        int32_t size;
    } rows[] = {
        { "1", 12, "12", NULL, 0, NULL, 0 },
        { NULL, 3, "3", NULL, 0, NULL, 0 },
        { "01", 7, "07", NULL, 0, NULL, 0 },
        { "i", 4, "iv", NULL, 0, NULL, 0 },
        { "I", 1999, "MCMXCIX", NULL, 0, NULL, 0 },
        { "i", 0, "0", NULL, 0, NULL, 0 },
        { "a", 27, "aa", NULL, 0, NULL, 0 },
        { "A", 26, "Z", NULL, 0, NULL, 0 },
        { "a", 0, "0", NULL, 0, NULL, 0 },
        { "(1)", 5, "(5)", NULL, 0, NULL, 0 },
        { "- 1 -", 5, "- 5 -", NULL, 0, NULL, 0 },
        { "\u00b7", 5, "\u00b75", NULL, 0, NULL, 0 },
        { "x1", 5, "5", NULL, 0, NULL, 0 },
        { "\u0661", 205, "\u0662\u0660\u0665", NULL, 0, NULL, 0 },
        { "\u0e50\u0e51", 7, "\u0e50\u0e57", NULL, 0, NULL, 0 },
        { "0\u0661", 7, "7", NULL, 0, NULL, 0 },
        { "\u03b1", 24, "\u03c9", NULL, 0, NULL, 0 },
        { "\u0410", 2, "\u0411", NULL, 0, NULL, 0 },
        { "a", 2, "b", "vi", KW_AUTO, NULL, 0 },
        { "a", 2, "ă", "vi", KW_ALPHABETIC, NULL, 0 },
        { "A", 7, "Đ", "vi", KW_ALPHABETIC, NULL, 0 },
        { "a", 29, "y", "vi", KW_ALPHABETIC, NULL, 0 },
        { "a", 30, "aa", "vi", KW_ALPHABETIC, NULL, 0 },
        { "a", 5, "đ", "vi", KW_TRADITIONAL, NULL, 0 },
        { "a)", 6, "e)", "vi-VN", KW_TRADITIONAL, NULL, 0 },
        { "a", 2, "b", "en", KW_ALPHABETIC, NULL, 0 },
        { "1", 1234567, "1.234.567", NULL, 0, ".", 3 },
        { "1", 123, "123", NULL, 0, ".", 3 },
        { "0001", 12, "00,12", NULL, 0, ",", 2 },
        { "1", 1234, "1234", NULL, 0, ",", 0 },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fo_style *s = arena_new0(a, struct fo_style);
        s->format = rows[i].format;
        s->language = rows[i].language;
        s->letter_value = rows[i].letters;
        s->grouping_separator = rows[i].separator;
        s->grouping_size = rows[i].size;
        g_assert_cmpstr(number_format(a, s, rows[i].n), ==, rows[i].want);
    }
    arena_drop(a);
}

/* A backward answer holds; a forward one of the first pass does not, and the second pass settles it. */
static void test_ids(void)
{
    struct id_table *t = ids_new();
    ids_begin_pass(t);
    ids_place(t, "a", "1", SRC_NOWHERE, IDS_IN_LINE);
    g_assert_cmpstr(ids_folio(t, "a", false, IDS_ALL, SRC_NOWHERE), ==, "1");
    g_assert_false(ids_pending(t));
    g_assert_null(ids_folio(t, "b", false, IDS_ALL, SRC_NOWHERE));
    g_assert_true(ids_pending(t));
    ids_place(t, "b", "2", SRC_NOWHERE, IDS_IN_LINE);
    ids_place(t, "b", "3", SRC_NOWHERE, IDS_IN_LINE);
    g_assert_false(ids_settled(t));
    ids_begin_pass(t);
    g_assert_cmpstr(ids_folio(t, "b", false, IDS_ALL, SRC_NOWHERE), ==, "2");
    g_assert_cmpstr(ids_folio(t, "b", true, IDS_ALL, SRC_NOWHERE), ==, "3");
    g_assert_false(ids_pending(t));
    ids_place(t, "b", "2", SRC_NOWHERE, IDS_IN_LINE);
    ids_place(t, "b", "3", SRC_NOWHERE, IDS_IN_LINE);
    g_assert_true(ids_settled(t));
    ids_drop(t);
}

/* The last page is known when its page-sequence has ended; what is nowhere, when all has. */
static void test_ids_open(void)
{
    struct id_table *t = ids_new();
    ids_begin_pass(t);
    g_assert_true(ids_open(t, "a", false, IDS_ALL));
    ids_place(t, "a", "1", SRC_NOWHERE, IDS_IN_LINE);
    g_assert_false(ids_open(t, "a", false, IDS_ALL));
    g_assert_true(ids_open(t, "a", true, IDS_ALL));
    ids_place(t, "a", "2", SRC_NOWHERE, IDS_IN_LINE);
    ids_end_sequence(t);
    g_assert_false(ids_open(t, "a", true, IDS_ALL));
    g_assert_cmpstr(ids_folio(t, "a", true, IDS_ALL, SRC_NOWHERE), ==, "2");
    g_assert_true(ids_open(t, "nowhere", false, IDS_ALL));
    ids_end_pass(t);
    g_assert_false(ids_open(t, "nowhere", false, IDS_ALL));
    g_assert_null(ids_folio(t, "nowhere", false, IDS_ALL, SRC_NOWHERE));
    g_assert_false(ids_pending(t));
    g_assert_true(ids_settled(t));
    ids_drop(t);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/gap/merge", test_gap_merge);
    g_test_add_func("/layout/gap/edges", test_gap_edges);
    g_test_add_func("/layout/gap/join", test_gap_join);
    g_test_add_func("/layout/break/cost", test_cost_order);
    g_test_add_func("/layout/break/candidates", test_candidates);
    g_test_add_func("/layout/number", test_number);
    g_test_add_func("/layout/ids", test_ids);
    g_test_add_func("/layout/ids/open", test_ids_open);
    return g_test_run();
}
