/* SPDX-License-Identifier: MIT */
/* Unit tests of the rendering of findings: the caret's column above all. */
#include "base/excerpt.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

static char *show(const char *text, size_t offset, struct excerpt_style style)
{
    struct diag *d = diag_new();
    struct src_file *f = src_file_new("thư mục/a.xml", g_strdup(text), strlen(text));
    diag_emit(d, DIAG_XML_EMPTY, src_pos_at(f, offset));
    char *s = excerpt_format(diag_get(d, 0), style);
    diag_drop(d);
    src_file_drop(f);
    return s;
}

static void check(const char *text, const char *at, const char *source, const char *caret)
{
    const struct excerpt_style style = { .source = true };
    char *got = show(text, (size_t)(strstr(text, at) - text), style);
    char **lines = g_strsplit(got, "\n", -1);
    g_assert_cmpstr(lines[1] + 9, ==, source);
    g_assert_cmpstr(lines[2] + 9, ==, caret);
    g_strfreev(lines);
    g_free(got);
}

static void test_line(void)
{
    char *s = show("<a>\n<chữ b/>", strlen("<a>\n<chữ "), (struct excerpt_style){ 0 });
    g_assert_cmpstr(s, ==, "thư mục/a.xml:2:6: error: the file is empty [xml-empty]\n");
    g_free(s);
}

static void test_caret(void)
{
    check("x\n  <a b=\"1\"/>", "b=", "  <a b=\"1\"/>", "     ^");
    check("<p>Nguyễn Văn Ánh<b/>", "<b", "<p>Nguyễn Văn Ánh<b/>", "                 ^~");
    /* the same letters as base letters and combining marks */
    check("<p>Nguye\xCC\x82\xCC\x83n Va\xCC\x86n<b/>", "<b", "<p>Nguye\xCC\x82\xCC\x83n Va\xCC\x86n<b/>", "             ^~");
    check("<p>漢字<b/>", "<b", "<p>漢字<b/>", "       ^~");
    check("\t<b/>\tx", "x", "    <b/>    x", "            ^");
    check("\xEF\xBB\xBF<a/>", "<a", "<a/>", "^~");
    check("<a>\r\n</a>", "</a", "</a>", "^~~");
    check("<p>漢字 hòa\nnhạc</p>", "漢字", "<p>漢字 hòa", "   ^~~~~~~~");
    check("<a\x1B[31m q/>", "q/", "<a\xEF\xBF\xBD[31m q/>", "        ^");
}

static void test_long_line(void)
{
    GString *s = g_string_new("<a>");
    for (int i = 0; i < 20000; i++)
        g_string_append(s, "chữ ");
    size_t at = s->len;
    g_string_append(s, "<b/>");
    for (int i = 0; i < 20000; i++)
        g_string_append(s, " sau");
    char *got = show(s->str, at, (struct excerpt_style){ .source = true, .width = 80 });
    char **lines = g_strsplit(got, "\n", -1);
    g_assert_cmpint(g_utf8_strlen(lines[1], -1), <=, 80);
    const char *caret = strchr(lines[2], '^');
    g_assert_nonnull(caret);
    const char *under = g_utf8_offset_to_pointer(lines[1], caret - lines[2]);
    g_assert_true(g_str_has_prefix(under, "<b/>"));
    g_assert_nonnull(strstr(lines[1], "…"));
    g_strfreev(lines);
    g_free(got);
    g_string_free(s, TRUE);
}

static void test_colour(void)
{
    char *s = show("<a/>", 0, (struct excerpt_style){ .source = true, .colour = true, .width = 80 });
    g_assert_nonnull(strstr(s, "\033[1;31merror: "));
    g_assert_nonnull(strstr(s, "\033[1;32m^~\033[0m"));
    g_free(s);
    g_assert_false(excerpt_style_for(stdout).colour && !g_getenv("TERM"));
}

static void test_summary(void)
{
    struct diag *d = diag_new();
    g_assert_null(excerpt_summary(d));
    struct src_file *f = src_file_new("a", g_strdup("abc"), 3);
    diag_emit(d, DIAG_XML_EMPTY, src_pos_at(f, 0));
    char *s = excerpt_summary(d);
    g_assert_cmpstr(s, ==, "1 error");
    g_free(s);
    diag_emit(d, DIAG_XML_EMPTY, src_pos_at(f, 1));
    diag_emit(d, DIAG_LAY_OVERFLOW_BLOCK, src_pos_at(f, 1), 2.0);
    s = excerpt_summary(d);
    g_assert_cmpstr(s, ==, "2 errors, 1 warning");
    g_free(s);
    diag_drop(d);
    src_file_drop(f);
}

/* Expectation, fix and other places stand below; a range over several lines is a caret. */
static void test_more(void)
{
    static const char text[] = "<a>\n<b id='x'/>\n<b id='x'/>\n</a>";
    const struct excerpt_style style = { .source = true };
    struct diag *d = diag_new();
    struct src_file *f = src_file_new("a.xml", g_strdup(text), strlen(text));
    struct diag_item *it = diag_emit(d, DIAG_XML_EMPTY, src_pos_at(f, 23));
    diag_add_end(it, 24);
    diag_add_expected(d, it, "y");
    diag_add_fix(d, it, "write 'y'", false);
    diag_add_edit(d, it, (struct src_range){ f, 23, 24 }, "y");
    diag_add_related(d, it, (struct src_range){ f, 4, 18 }, "it is taken here");
    char *s = excerpt_format(it, style);
    g_assert_cmpstr(s, ==, "a.xml:3:8: error: the file is empty [xml-empty]\n"
                    "     3 | <b id='x'/>\n"
                    "       |        ^\n"
                    "       = expected: y\n"
                    "       = possible fix: write 'y'\n"
                    "a.xml:2:1: note: it is taken here\n"
                    "     2 | <b id='x'/>\n"
                    "       | ^\n");
    g_free(s);
    diag_drop(d);
    src_file_drop(f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    setlocale(LC_ALL, "C.UTF-8");
    g_test_add_func("/excerpt/line", test_line);
    g_test_add_func("/excerpt/caret", test_caret);
    g_test_add_func("/excerpt/long-line", test_long_line);
    g_test_add_func("/excerpt/colour", test_colour);
    g_test_add_func("/excerpt/more", test_more);
    g_test_add_func("/excerpt/summary", test_summary);
    return g_test_run();
}
