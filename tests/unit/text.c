/* SPDX-License-Identifier: MIT */
/* Unit tests of text/: normalisation, the word cache, break rules, total fit. */
#include "text/text.h"

#include <glib.h>
#include <string.h>

static struct diag *diag;
static struct font_map *fonts;
static struct text_cx *cx;

/* --- NFC --- */

static void test_nfc(void)
{
    static const char *const rows[][2] = {
        { "plain", "plain" },
        { "Vie\xCC\xA3\xCC\x82t", "Vi\xE1\xBB\x87t" },              /* e + dot below + circumflex */
        { "Vie\xCC\x82\xCC\xA3t", "Vi\xE1\xBB\x87t" },              /* the other order */
        { "u\xCC\x83\xCC\x9B", "\xE1\xBB\xAF" },                    /* u + tilde + horn: ữ */
        { "\xE2\x84\xAB", "\xC3\x85" },                             /* the ångström sign */
        { "\xE1\xBB\xAF \xE2\x80\x9C\xE2\x82\xAB\xE2\x80\x9D", "\xE1\xBB\xAF \xE2\x80\x9C\xE2\x82\xAB\xE2\x80\x9D" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t n = strlen(rows[i][0]);
        const char *got = text_nfc(a, rows[i][0], &n);
        g_assert_cmpuint(n, ==, strlen(rows[i][1]));
        g_assert_true(memcmp(got, rows[i][1], n) == 0);
    }
    arena_drop(a);
}

/* The quick check never takes text for NFC that is not. */
static void test_nfc_all(void)
{
    struct arena *a = arena_new();
    for (gunichar c = 1; c < 0x30000; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        char s[8];
        size_t n = (size_t)g_unichar_to_utf8(c, s), m = n;
        s[n] = 0;
        char *want = g_utf8_normalize(s, -1, G_NORMALIZE_NFC);
        const char *got = text_nfc(a, s, &m);
        g_assert_cmpuint(m, ==, strlen(want));
        g_assert_true(memcmp(got, want, m) == 0);
        g_free(want);
    }
    arena_drop(a);
}

/* --- shaping --- */

static struct text_face face(const char *family, double pt)
{
    struct font_request r = { .families = family, .size = len_from_pt(pt), .weight = 400,
                              .stretch = PANGO_STRETCH_NORMAL };
    return (struct text_face){ .font = font_map_lookup(fonts, &r, SRC_NOWHERE), .script = HB_SCRIPT_LATIN };
}

static void test_cache(void)
{
    struct text_face f = face("Sapchu Test", 10), g = face("Sapchu Test", 20);
    const struct text_word *w = text_shape(cx, &f, "điểm", (uint32_t)strlen("điểm"));
    g_assert_cmpint(w->width, ==, len_from_pt(40));
    g_assert_cmpuint(w->n, ==, 4);
    g_assert_cmpuint(w->glyphs[2].cluster, ==, 3);
    g_assert_false(w->missing);
    g_assert_true(text_shape(cx, &f, "điểm cao", (uint32_t)strlen("điểm")) == w);
    g_assert_true(text_shape(cx, &g, "điểm", (uint32_t)strlen("điểm")) != w);
    struct text_face h = f;
    h.no_ligatures = true;
    g_assert_true(text_shape(cx, &h, "điểm", (uint32_t)strlen("điểm")) != w);
    g_assert_true(text_shape(cx, &f, "\xE4\xB8\xAD", 3)->missing);
    /* Many words: the table grows, and finds the first ones again. */
    char s[16];
    for (int i = 0; i < 20000; i++) {
        int n = g_snprintf(s, sizeof s, "w%d", i);
        text_shape(cx, &f, s, (uint32_t)n);
    }
    g_assert_true(text_shape(cx, &f, "điểm", (uint32_t)strlen("điểm")) == w);
}

static void shape_many(int from, int n)
{
    struct text_face f = face("Sapchu Test", 10);
    char s[16];
    for (int i = from; i < from + n; i++)
        text_shape(cx, &f, s, (uint32_t)g_snprintf(s, sizeof s, "%dx", i));
}

/* Words do not pile up: many are forgotten; but not more often than pays where as many are in use. */
static void test_trim(void)
{
    enum { STEP = 2000 };
    struct text_face f = face("Sapchu Test", 10);
    int n = 0;
    text_cx_trim(cx);
    while (!text_cx_is_full(cx) && n < 100 * STEP) {
        shape_many(n, STEP);
        n += STEP;
    }
    g_assert_cmpint(n, >, 10000);
    g_assert_cmpint(n, <, 100 * STEP);
    text_cx_trim(cx);
    g_assert_false(text_cx_is_full(cx));
    g_assert_cmpint(text_shape(cx, &f, "0x", 2)->width, ==, len_from_pt(20));
    text_cx_trim(cx);
    shape_many(0, n);                   /* all at once, as a paragraph of so many words asks for on each page */
    g_assert_true(text_cx_is_full(cx));
    text_cx_trim(cx);
    shape_many(0, n);
    g_assert_false(text_cx_is_full(cx));
}

static void test_kerning(void)
{
    struct text_face f = face("Liberation Serif", 100);
    len_t pair = text_shape(cx, &f, "AV", 2)->width;
    len_t apart = text_shape(cx, &f, "A", 1)->width + text_shape(cx, &f, "V", 1)->width;
    g_assert_cmpint(pair, <, apart);
}

/* --- break opportunities --- */

/* Marks where `text` may break: ' ' stays where it is free, '_' forbidden, '~' poor; '|' inside a word. */
static char *marked(const char *text, const char *lang)
{
    uint32_t len = (uint32_t)strlen(text);
    uint8_t *brk = g_malloc(len + 1);
    struct text_span span = { .start = 0, .end = len, .lang = lang };
    text_breaks(cx, text, len, &span, 1, brk);
    GString *s = g_string_new(NULL);
    for (uint32_t i = 0; i < len; i++) {
        if (i > 0 && text[i - 1] != ' ' && text[i] != ' ' && brk[i] != TEXT_NO_BREAK)
            g_string_append_c(s, '|');
        if (text[i] == ' ')
            g_string_append_c(s, brk[i + 1] == TEXT_NO_BREAK ? '_' : brk[i + 1] == TEXT_POOR_BREAK || brk[i + 1] == TEXT_LONE_BREAK ? '~' : ' ');
        else
            g_string_append_c(s, text[i]);
    }
    g_free(brk);
    return g_string_free(s, FALSE);
}

static void test_vietnamese(void)
{
    static const char *const rows[] = {
        /* numbers and what they count or name */
        "theo Điều_5 khoản_2 điểm_a của quy~định",
        "có 37_kế~hoạch và 13_báo~cáo mới~nữa",
        "đạt 107,1_% so với kế~hoạch năm_2023 đã~giao",
        "ngày_12_tháng_12_năm_2023 chi~bộ đã~họp",
        "hồi_14_giờ_30_phút cùng ngày_07/07 tại~đây",
        "Mẫu_1.9 kèm theo Phụ lục_III này~nữa",
        "có mặt 7 và vắng~không",
        /* the end of a document */
        "kết~thúc vào chiều~nay_./.",
        /* symbols */
        "Số_15/QĐ-BNV của Bộ~đó",
        "thủ~đô Mát-xcơ-va rất~đẹp",
        "T/M_CHI~ỦY đã~ký",
        /* names and titles */
        "bạn Nguyễn~Văn~An đã đến~rồi",
        "đồng~chí~Nguyễn~Đình~Quyền chủ~trì hội~nghị",
        "do bà~Trần~Thị~B._C nêu~ra",
        /* one syllable alone */
        "xin cảm~ơn",
        /* punctuation parts what would belong together */
        "Nguyễn~Văn, An cũng vậy~thôi",
        "Độc lập~- Tự do~- Hạnh~phúc",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *plain = g_strdup(rows[i]);
        g_strdelimit(plain, "_~", ' ');
        char *got = marked(plain, "vi");
        g_assert_cmpstr(got, ==, rows[i]);
        g_free(got);
        g_free(plain);
    }
}

static void test_breaks(void)
{
    static const char *const rows[] = {
        "theo Điều 5 15/|QĐ",
        "and/|or over-|all 2020–|2021",
        /* a mark before a digit begins or goes on with a number, UAX #14 LB25 */
        "25% (.25 inches)", "foo.1.1. of x:80", "1.000,5 and v1.2.3-4", "5.a and a.b",
        "12/12/2020 at 10:30",
        /* what is in brackets and its ending, LB30 */
        "by {code grinder}s, (s)he, [x]y", "{字}|字",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char **parts = g_strsplit(rows[i], "|", -1), *plain = g_strjoinv("", parts);
        char *got = marked(plain, "en");
        g_assert_cmpstr(got, ==, rows[i]);
        g_free(got);
        g_free(plain);
        g_strfreev(parts);
    }
}

/* --- total fit --- */

struct widths {
    len_t first, rest;
};

static len_t width_of(void *user, unsigned line)
{
    const struct widths *w = user;
    return line == 0 ? w->first : w->rest;
}

/* Words of the lengths in `spec`, "/" is a forced break; spaces 2 ± 1; the last line is open at its end. */
static char *fitted(const char *spec, struct widths w, len_t ragged, unsigned max_items)
{
    GArray *v = g_array_new(FALSE, TRUE, sizeof(struct fit_item));
    char **parts = g_strsplit(spec, " ", -1);
    for (int i = 0; parts[i]; i++) {
        struct fit_item box = { .kind = FIT_BOX, .width = (len_t)strtol(parts[i], NULL, 10) };
        struct fit_item glue = { .kind = FIT_GLUE, .width = 2, .stretch = ragged ? 0 : 1, .shrink = ragged ? 0 : 1 };
        if (strcmp(parts[i], "/") == 0) {
            struct fit_item fill[] = { { .kind = FIT_PENALTY, .penalty = FIT_INFINITE },
                                       { .kind = FIT_GLUE, .stretch = 1000 },
                                       { .kind = FIT_PENALTY, .penalty = -FIT_INFINITE } };
            g_array_remove_index(v, v->len - 1);
            g_array_append_vals(v, fill, 3);
            continue;
        }
        g_array_append_val(v, box);
        g_array_append_val(v, glue);
    }
    struct fit_item fill[] = { { .kind = FIT_PENALTY, .penalty = FIT_INFINITE },
                               { .kind = FIT_GLUE, .stretch = 1000 },
                               { .kind = FIT_PENALTY, .penalty = -FIT_INFINITE } };
    g_array_remove_index(v, v->len - 1);
    g_array_append_vals(v, fill, 3);
    const struct fit_item *it = (const struct fit_item *)(const void *)v->data;
    struct fit_params p = { .width = width_of, .user = &w, .uniform_from = 1, .ragged = ragged,
                            .max_items = max_items };
    struct arena *a = arena_new();
    struct fit_line *lines;
    unsigned n = text_fit(it, v->len, &p, a, &lines);
    GString *s = g_string_new(NULL);
    for (unsigned k = 0; k < n; k++) {
        if (k > 0)
            g_string_append(s, " | ");
        for (uint32_t i = lines[k].start, first = 1; i < lines[k].end; i++)
            if (it[i].kind == FIT_BOX) {
                g_string_append_printf(s, "%s%d", first ? "" : " ", it[i].width);
                first = 0;
            }
    }
    arena_drop(a);
    g_strfreev(parts);
    g_array_free(v, TRUE);
    return g_string_free(s, FALSE);
}

static void test_fit(void)
{
    static const struct { const char *words; struct widths w; len_t ragged; unsigned max; const char *want; } rows[] = {
        /* exact lines: 4+2+4 = 10 */
        { "4 4 4 4", { 10, 10 }, 0, 0, "4 4 | 4 4" },
        /* one line, open at its end */
        { "4 4", { 30, 30 }, 0, 0, "4 4" },
        /* the first line is shorter */
        { "4 4 4", { 5, 10 }, 0, 0, "4 | 4 4" },
        /* shrunk by 1 of 2, and stretched by 1 of 1 */
        { "6 2 2 6 4", { 13, 13 }, 0, 0, "6 2 2 | 6 4" },
        /* forced breaks, and an empty line between them is a box of no width */
        { "4 / 0 / 4 4", { 10, 10 }, 0, 0, "4 | 0 | 4 4" },
        /* a word longer than the line: overfull by itself only */
        { "4 20 4", { 10, 10 }, 0, 0, "4 | 20 | 4" },
        { "20", { 10, 10 }, 0, 0, "20" },
        { "20 20 20", { 10, 10 }, 0, 0, "20 | 20 | 20" },
        /* ragged: 13 is full, 12 leaves 1 of 4 */
        { "3 3 3 7 2", { 13, 13 }, 4, 0, "3 3 3 | 7 2" },
        /* too many items: first fit */
        { "4 4 4 4 9 20 1", { 10, 10 }, 0, 3, "4 4 | 4 4 | 9 | 20 | 1" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = fitted(rows[i].words, rows[i].w, rows[i].ragged, rows[i].max);
        g_assert_cmpstr(got, ==, rows[i].want);
        g_free(got);
    }
}

/* Room 10, spaces 2 ± 1; r: how far a line is stretched (> 0) or shrunk. */
static void test_fit_total(void)
{
    /* "3 3 1" is 11, r = -1/2; "4 3" is 9, r = 1: as first fit has it. */
    char *got = fitted("3 3 1 4 3 9", (struct widths){ 10, 10 }, 0, 0);
    g_assert_cmpstr(got, ==, "3 3 1 | 4 3 | 9");
    g_free(got);
    /* "4 3 1" needs 12 - 2 = 10: r = -1. "4 3" is 9: r = 1. Then "1 7" is 10 exactly against "7" alone. */
    got = fitted("4 3 1 7 9", (struct widths){ 10, 10 }, 0, 0);
    g_assert_cmpstr(got, ==, "4 3 | 1 7 | 9");
    g_free(got);
}

/* A text of one long run without a break must not take for ever, nor must one of very many words. */
static void test_fit_long(void)
{
    GString *s = g_string_new("1");
    for (int i = 0; i < 50000; i++)
        g_string_append(s, i % 7 == 3 ? " 5" : " 3");
    gint64 start = g_get_monotonic_time();
    char *got = fitted(s->str, (struct widths){ 100, 100 }, 0, 0);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    g_assert_cmpuint(strlen(got), >, s->len);
    g_free(got);
    g_string_free(s, TRUE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *srcdir = g_getenv("srcdir");
    char *dir = g_build_filename(srcdir ? srcdir : ".", "tests", "fonts", NULL);
    const char *dirs[] = { dir, NULL };
    struct font_options o = { dirs, false };
    diag = diag_new();
    fonts = font_map_new(&o, diag);
    cx = text_cx_new(fonts, NULL, diag);
    g_test_add_func("/text/nfc", test_nfc);
    g_test_add_func("/text/nfc-all", test_nfc_all);
    g_test_add_func("/text/cache", test_cache);
    g_test_add_func("/text/trim", test_trim);
    g_test_add_func("/text/kerning", test_kerning);
    g_test_add_func("/text/vietnamese", test_vietnamese);
    g_test_add_func("/text/breaks", test_breaks);
    g_test_add_func("/text/fit", test_fit);
    g_test_add_func("/text/fit-total", test_fit_total);
    g_test_add_func("/text/fit-long", test_fit_long);
    int status = g_test_run();
    text_cx_drop(cx);
    font_map_drop(fonts);
    diag_drop(diag);
    g_free(dir);
    return status;
}
