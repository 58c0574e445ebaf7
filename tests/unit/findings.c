/* SPDX-License-Identifier: MIT */
/* Unit tests of what is left of findings by the policy, and of the paths of their places. */
#include "findings/xpath.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

/* --- paths --- */

/* The paths of the places marked by '|', which are taken out of the text, a space between them. */
static void check(const char *marked, enum findings_xpath style, const char *expected)
{
    struct diag *d = diag_new();
    GString *text = g_string_new("");
    GArray *offsets = g_array_new(FALSE, FALSE, sizeof(unsigned));
    for (const char *p = marked; *p; p++) {
        unsigned at = (unsigned)text->len;
        if (*p == '|')
            g_array_append_val(offsets, at);
        else
            g_string_append_c(text, *p);
    }
    struct src_file *f = src_file_new("a.xml", g_strdup(text->str), text->len);
    for (guint i = offsets->len; i-- > 0;)
        diag_emit(d, DIAG_XML_EMPTY, src_pos_at(f, g_array_index(offsets, unsigned, i)));
    GPtrArray *paths = findings_xpaths(d, false, style);
    GString *got = g_string_new("");
    for (guint i = paths->len; i-- > 0;) {
        char *one = findings_xpath_at(src_pos_at(f, g_array_index(offsets, unsigned, paths->len - 1 - i)), style);
        g_assert_cmpstr(one, ==, paths->pdata[i]);
        g_string_append_printf(got, "%s%s", got->len ? " " : "", one ? one : "-");
        g_free(one);
    }
    g_assert_cmpstr(got->str, ==, expected);
    g_string_free(got, TRUE);
    g_string_free(text, TRUE);
    g_ptr_array_free(paths, TRUE);
    g_array_free(offsets, TRUE);
    diag_drop(d);
    src_file_drop(f);
}

static void test_xpath(void)
{
    const enum findings_xpath n = FINDINGS_XPATH_NAMES, l = FINDINGS_XPATH_LOCAL;
    check("|<?xml version='1.0'?>\n|<a>|<b/>|</a>|", n, "/ /a /a/b /a /");
    /* numbers only where there are others of the name, before or behind; text nodes likewise */
    check("<a>|<b|/>|x|<c/>|y|<b>|z</b>|</a>", n, "/a/b[1] /a/b[1] /a/text()[1] /a/c /a/text()[2] /a/b[2] /a/b[2]/text() /a");
    /* a CDATA section belongs to the text around it, a comment parts it */
    check("<a>|x<![CDATA[|<b>]]>|y<!-- |<c> -->|z</a>", n, "/a/text()[1] /a/text()[1] /a/text()[1] /a /a/text()[2]");
    /* attributes: name, value, what is between; a declaration of a namespace is none */
    check("<a| |x='|1' | p:y=\"|<\" xmlns='|u'/>", n, "/a /a/@x /a/@x /a /a /a");
    check("<a x = '|1' y='2|>' />", n, "/a/@x /a/@y");
    /* prefixes */
    check("<p:a><p:b/><b/><q:b |q:x='1' y='|2'/></p:a>", n, "/p:a/q:b/@q:x /p:a/q:b/@y");
    check("<p:a><p:b/><b/><q:b |q:x='1' y='|2'/></p:a>", l,
          "/*[local-name()='a']/*[local-name()='b'][3]/@*[local-name()='x'] /*[local-name()='a']/*[local-name()='b'][3]/@y");
    check("<báo-cáo><mục/>|<mục/></báo-cáo>", n, "/báo-cáo/mục[2]");
}

/* What is not well-formed, and what is no XML. */
static void test_xpath_broken(void)
{
    const enum findings_xpath n = FINDINGS_XPATH_NAMES;
    check("<a><b><c>|x</b>|<d/>|</a>", n, "/a/b/c/text() /a/d /a");
    check("<a></b>|<b>|", n, "/a/b /a/b");
    check("<a|<b>|x", n, "/a/b /a/b/text()");
    check("<a x='|1>|<b/>", n, "/a/@x /a/b");
    check("<a>1 |< 2<b/>|</a>", n, "/a /a");
    check("<!DOCTYPE a [<!ENTITY e '<b/>'>|]><a>|</a>", n, "/ /a");
    check("<a/><a|/>", n, "/a[2]");
    check("chỉ là |chữ < 3", n, "-");
    check("<!doctype html><p>|x", n, "-");
    check("|", n, "-");
}

/* Time and memory stay in proportion, however deep, wide or wrong the file is. */
static void test_xpath_large(void)
{
    GString *deep = g_string_new(""), *wide = g_string_new("<a>"), *wrong = g_string_new("");
    for (unsigned i = 0; i < 200000; i++) {
        g_string_append(deep, "<a>");
        g_string_append_printf(wide, "<b%u/>", i);
        g_string_append(wrong, i < 100000 ? "<a>" : "</b>");
    }
    const GString *all[] = { deep, wide, wrong };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        struct src_file *f = src_file_new("a.xml", g_strdup(all[i]->str), all[i]->len);
        struct diag *d = diag_new();
        for (size_t at = 0; at < all[i]->len; at += all[i]->len / 100)
            diag_emit(d, DIAG_XML_EMPTY, src_pos_at(f, at));
        GPtrArray *paths = findings_xpaths(d, false, FINDINGS_XPATH_NAMES);
        g_assert_nonnull(paths->pdata[0]);
        g_assert_true((paths->pdata[50] == NULL) == (all[i] != wide));
        g_ptr_array_free(paths, TRUE);
        diag_drop(d);
        src_file_drop(f);
    }
    g_string_free(deep, TRUE);
    g_string_free(wide, TRUE);
    g_string_free(wrong, TRUE);
}

/* --- policy --- */

static void test_disable(void)
{
    static const char *const codes[] = { "vi-*", "date-order", "xml-empty", "limit-size", "font-glyph", "", NULL };
    struct diag *d = diag_new();
    diag_set_disabled(d, codes);
    g_assert_null(diag_emit_text(d, DIAG_RULE, DIAG_ERROR, SRC_NOWHERE, "date-order", "x"));
    g_assert_null(diag_emit_text(d, DIAG_RULE, DIAG_ERROR, SRC_NOWHERE, "vi-x", "x"));
    g_assert_null(diag_emit(d, DIAG_FONT_GLYPH, SRC_NOWHERE, 65, "A"));
    g_assert_cmpuint(diag_count(d, DIAG_INFO), ==, 0);
    g_assert_nonnull(diag_emit_text(d, DIAG_RULE, DIAG_ERROR, SRC_NOWHERE, "date", "x"));
    g_assert_nonnull(diag_emit(d, DIAG_XML_EMPTY, SRC_NOWHERE));        /* a document cannot be used with these */
    g_assert_nonnull(diag_emit(d, DIAG_LIMIT_SIZE, SRC_NOWHERE, "a", 1));
    g_assert_cmpuint(diag_count(d, DIAG_ERROR), ==, 3);
    diag_drop(d);
}

/* Ten places, errors at every third: five are left, errors first, in the order of places. */
static void test_maximum(void)
{
    static const char text[] = "0123456789";
    struct diag *d = diag_new();
    struct src_file *f = src_file_new("a.txt", g_strdup(text), strlen(text));
    diag_set_max(d, 5);
    for (unsigned i = 0; i < 10; i++)
        diag_emit_text(d, DIAG_RULE, i % 3 == 0 ? DIAG_ERROR : i == 5 ? DIAG_WARNING : DIAG_INFO, src_pos_at(f, i), "r", "x");
    diag_finish(d);
    GString *got = g_string_new("");
    for (unsigned i = 0; i < diag_len(d); i++)
        g_string_append_printf(got, "%u%s ", diag_get(d, i)->pos.offset, diag_get(d, i)->code);
    g_assert_cmpstr(got->str, ==, "0r 3r 5r 6r 9r 0findings-more ");
    g_assert_nonnull(strstr(diag_get(d, 5)->message, "5 more"));
    g_assert_cmpuint(diag_count(d, DIAG_ERROR), ==, 4);
    g_assert_cmpuint(diag_count(d, DIAG_INFO), ==, 11);
    g_string_free(got, TRUE);
    diag_drop(d);

    /* none shown; more than there is room for; as many as there are */
    d = diag_new();
    diag_set_max(d, 0);
    diag_emit(d, DIAG_XML_EMPTY, SRC_NOWHERE);
    diag_finish(d);
    g_assert_cmpuint(diag_len(d), ==, 1);
    g_assert_cmpstr(diag_get(d, 0)->code, ==, "findings-more");
    g_assert_cmpuint(diag_count(d, DIAG_ERROR), ==, 1);
    diag_drop(d);
    d = diag_new();
    for (unsigned i = 0; i < 10003; i++)
        diag_emit(d, DIAG_LIMIT_SIZE, SRC_NOWHERE, "a", i);
    diag_finish(d);
    g_assert_cmpuint(diag_len(d), ==, 10001);
    g_assert_nonnull(strstr(diag_get(d, 10000)->message, "3 more"));
    diag_drop(d);
    src_file_drop(f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    setlocale(LC_ALL, "C.UTF-8");
    g_test_add_func("/findings/xpath", test_xpath);
    g_test_add_func("/findings/xpath-broken", test_xpath_broken);
    g_test_add_func("/findings/xpath-large", test_xpath_large);
    g_test_add_func("/findings/disable", test_disable);
    g_test_add_func("/findings/maximum", test_maximum);
    return g_test_run();
}
