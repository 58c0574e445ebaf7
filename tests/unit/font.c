/* SPDX-License-Identifier: MIT */
/* Unit tests of font/: our configuration, substitution, metrics, coverage. */
#include "font/font.h"
#include "font/vietnamese.h"

#include <glib.h>
#include <string.h>

static char *test_dir;
static const char *dirs[2];

static struct font_map *map_new(struct diag *d)
{
    struct font_options o = { dirs, false };
    return font_map_new(&o, d);
}

static struct font_request request(const char *families, double pt)
{
    return (struct font_request){ .families = families, .size = len_from_pt(pt), .weight = 400,
                                  .stretch = PANGO_STRETCH_NORMAL };
}

static char *family_of(const struct font *f)
{
    PangoFontDescription *d = pango_font_describe(f->pango);
    char *s = g_strdup(pango_font_description_get_family(d));
    pango_font_description_free(d);
    return s;
}

static void test_aliases(void)
{
    static const char *const rows[][2] = {
        { "serif", "Liberation Serif" },      { "'Times New Roman'", "Liberation Serif" },
        { "Times", "Liberation Serif" },      { "sans-serif", "Liberation Sans" },
        { "Helvetica", "Liberation Sans" },   { "arial", "Liberation Sans" },
        { "monospace", "Liberation Mono" },   { "\"Courier  New\", serif", "Liberation Mono" },
        { "Liberation Mono", "Liberation Mono" }, { "Liberation Serif, sans-serif", "Liberation Serif" },
        { "Sapchu Test", "Sapchu Test" },
    };
    struct diag *d = diag_new();
    struct font_map *m = map_new(d);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct font_request r = request(rows[i][0], 12);
        char *name = family_of(font_map_lookup(m, &r, SRC_NOWHERE));
        g_assert_cmpstr(name, ==, rows[i][1]);
        g_free(name);
    }
    g_assert_cmpuint(diag_len(d), ==, 0);
    font_map_drop(m);
    diag_drop(d);
}

static void test_substitute(void)
{
    struct diag *d = diag_new();
    struct font_map *m = map_new(d);
    struct font_request r = request("No Such Sans", 12);
    char *name = family_of(font_map_lookup(m, &r, SRC_NOWHERE));
    g_assert_cmpstr(name, ==, "Liberation Sans");
    g_free(name);
    g_assert_cmpuint(diag_len(d), ==, 1);
    g_assert_cmpstr(diag_get(d, 0)->code, ==, "font-substitute");
    r.size *= 2;
    r.weight = 700;
    font_map_lookup(m, &r, SRC_NOWHERE);
    g_assert_cmpuint(diag_len(d), ==, 1);
    r.families = "Nor This, Liberation Mono";
    name = family_of(font_map_lookup(m, &r, SRC_NOWHERE));
    g_assert_cmpstr(name, ==, "Liberation Mono");
    g_free(name);
    g_assert_cmpuint(diag_len(d), ==, 2);
    font_map_drop(m);
    diag_drop(d);
}

static void test_metrics(void)
{
    struct diag *d = diag_new();
    struct font_map *m = map_new(d);
    struct font_request r = request("Sapchu Test", 10);
    const struct font *f = font_map_lookup(m, &r, SRC_NOWHERE);
    g_assert_true(f == font_map_lookup(m, &r, SRC_NOWHERE));
    g_assert_cmpint(f->size, ==, 10240);
    g_assert_cmpint(f->ascent, ==, 8192);
    g_assert_cmpint(f->descent, ==, 2048);
    g_assert_cmpint(f->x_height, ==, 5120);
    g_assert_cmpint(f->underline_thick, ==, 512);
    r = request("serif", 100);
    f = font_map_lookup(m, &r, SRC_NOWHERE);
    g_assert_cmpint(ABS(f->ascent - len_from_pt(89.1)), <, 100);
    g_assert_cmpint(ABS(f->descent - len_from_pt(21.6)), <, 100);
    font_map_drop(m);
    diag_drop(d);
}

static void test_families(void)
{
    struct diag *d = diag_new();
    struct font_map *m = map_new(d);
    struct font_family_info *list;
    unsigned n = font_map_families(m, &list), seen = 0;
    for (unsigned i = 0; i < n; i++) {
        if (i > 0)
            g_assert_cmpstr(list[i - 1].family, <, list[i].family);
        if (strcmp(list[i].family, "Liberation Serif") == 0) {
            g_assert_cmpuint(list[i].vietnamese, ==, VIETNAMESE_COUNT);
            g_assert_true(g_str_has_suffix(list[i].file, "LiberationSerif-Regular.ttf"));
            seen++;
        }
        if (strcmp(list[i].family, "Sapchu Test") == 0) {
            g_assert_cmpuint(list[i].vietnamese, ==, VIETNAMESE_COUNT);
            seen++;
        }
        g_assert_cmpstr(list[i].family, !=, "DejaVu Sans");     /* not ours */
    }
    g_assert_cmpuint(seen, ==, 2);
    g_free(list);
    font_map_drop(m);
    diag_drop(d);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *srcdir = g_getenv("srcdir");
    test_dir = g_build_filename(srcdir ? srcdir : ".", "tests", "fonts", NULL);
    dirs[0] = test_dir;
    g_test_add_func("/font/aliases", test_aliases);
    g_test_add_func("/font/substitute", test_substitute);
    g_test_add_func("/font/metrics", test_metrics);
    g_test_add_func("/font/families", test_families);
    return g_test_run();
}
