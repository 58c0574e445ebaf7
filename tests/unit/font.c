/* SPDX-License-Identifier: MIT */
/* Unit tests of font/: our configuration, substitution, metrics, coverage. */
#include "font/font.h"
#include "font/vietnamese.h"

#include <glib.h>
#include <glib/gstdio.h>
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
    g_assert_cmpint(ABS(f->ascent - len_from_pt(69.3)), <, 100);
    g_assert_cmpint(ABS(f->descent - len_from_pt(21.6)), <, 100);
    font_map_drop(m);
    diag_drop(d);
}

/* The test font with other bytes in its tables: where the extent of a font comes from, §7.29.4 and CSS 2.1 §10.8.1. */
static const struct extent_row {
    int16_t typo[2], hhea[2];           /* 1/1000 em */
    bool os2;                           /* there is such a table */
    int16_t want[2];
} extents[] = {
    { { 700, -200 }, { 900, -300 }, true, { 700, 200 } },
    { { 900, -300 }, { 700, -200 }, true, { 900, 300 } },
    { { 700, 0 }, { 900, -300 }, true, { 700, 0 } },
    { { 0, 0 }, { 900, -300 }, true, { 900, 300 } },        /* not filled in */
    { { 700, 200 }, { 900, -300 }, true, { 900, 300 } },    /* a wrong sign */
    { { 700, -200 }, { 900, -300 }, false, { 900, 300 } },
    { { 0, 0 }, { 20000, 0 }, true, { 800, 200 } },         /* nothing to go by */
};

static uint8_t *font_table(char *font, const char *tag)
{
    unsigned n = (unsigned)(uint8_t)font[4] << 8 | (uint8_t)font[5];
    for (unsigned i = 0; i < n; i++) {
        char *at = font + 12 + 16 * i;
        if (memcmp(at, tag, 4) == 0)
            return (uint8_t *)at;
    }
    g_assert_not_reached();
}

static void put_pair(char *font, uint8_t *record, unsigned off, const int16_t *v)
{
    unsigned at = (unsigned)record[8] << 24 | (unsigned)record[9] << 16 | (unsigned)record[10] << 8 | record[11];
    for (unsigned i = 0; i < 4; i++)
        font[at + off + i] = (char)((uint16_t)v[i / 2] >> (i % 2 ? 0 : 8));
}

static void check_extent(const char *font, gsize len, const struct extent_row *row)
{
    char *dir = g_dir_make_tmp("sapchu-font-XXXXXX", NULL), *file = g_build_filename(dir, "test.ttf", NULL);
    char *copy = g_memdup2(font, len);
    put_pair(copy, font_table(copy, "OS/2"), 68, row->typo);
    put_pair(copy, font_table(copy, "hhea"), 4, row->hhea);
    if (!row->os2)
        memcpy(font_table(copy, "OS/2"), "none", 4);
    g_assert_true(g_file_set_contents(file, copy, (gssize)len, NULL));
    const char *only[] = { dir, NULL };
    struct font_options o = { only, false };
    struct diag *d = diag_new();
    struct font_map *m = font_map_new(&o, d);
    struct font_request r = request("Sapchu Test", 1000);
    const struct font *f = font_map_lookup(m, &r, SRC_NOWHERE);
    g_assert_cmpint(f->ascent, ==, row->want[0] * LEN_PT);
    g_assert_cmpint(f->descent, ==, row->want[1] * LEN_PT);
    font_map_drop(m);
    g_assert_cmpuint(diag_len(d), ==, 0);
    diag_drop(d);
    g_remove(file);
    g_rmdir(dir);
    g_free(copy);
    g_free(file);
    g_free(dir);
}

static void test_extent(void)
{
    char *file = g_build_filename(test_dir, "SapchuTest.ttf", NULL), *font;
    gsize len;
    g_assert_true(g_file_get_contents(file, &font, &len, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(extents); i++)
        check_extent(font, len, &extents[i]);
    g_free(font);
    g_free(file);
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
    g_test_add_func("/font/extent", test_extent);
    g_test_add_func("/font/families", test_families);
    return g_test_run();
}
