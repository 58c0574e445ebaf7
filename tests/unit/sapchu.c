/* SPDX-License-Identifier: MIT */
/* The public face as another program uses it: a finding with its range, its path, other places, its fix. */
#include "sapchu.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* An example with one thing changed, in a folder of its own; g_free the path. */
static char *changed_example(const char *from, const char *to)
{
    char *dir = g_dir_make_tmp("sapchu-api-XXXXXX", NULL), *path = g_build_filename(dir, "r.xml", NULL), *text = NULL;
    char *example = g_build_filename(g_getenv("srcdir"), "xml", "examples", "hoi-nghi-so.xml", NULL);
    g_assert_true(g_file_get_contents(example, &text, NULL, NULL));
    char *at = strstr(text, from);
    g_assert_nonnull(at);
    char *changed = g_strdup_printf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    g_assert_true(g_file_set_contents(path, changed, -1, NULL));
    g_free(changed);
    g_free(example);
    g_free(text);
    g_free(dir);
    return path;
}

static void remove_with_folder(char *path)
{
    char *dir = g_path_get_dirname(path);
    g_remove(path);
    g_assert_cmpint(g_rmdir(dir), ==, 0);
    g_free(dir);
    g_free(path);
}

static void test_finding(void)
{
    char *path = changed_example("<date weekday=\"friday\">", "<date weekday=\"monday\">");
    struct sapchu *s = sapchu_new();
    struct sapchu_finding f;
    struct sapchu_place place;
    const char *words;
    g_assert_cmpint(sapchu_validate(s, path), ==, SAPCHU_INVALID);
    g_assert_cmpuint(sapchu_finding_count(s), ==, 1);
    g_assert_true(sapchu_finding_get(s, 0, &f));
    g_assert_cmpstr(f.code, ==, "weekday");
    g_assert_cmpstr(f.layer, ==, "rules");
    g_assert_cmpint(f.severity, ==, SAPCHU_ERROR);
    g_assert_cmpstr(f.place.file, ==, path);
    g_assert_cmpuint(f.place.end_column - f.place.column, ==, strlen("monday"));
    char *xpath = sapchu_finding_xpath(s, 0);
    g_assert_cmpstr(xpath, ==, "/report/date/@weekday");
    free(xpath);
    g_assert_cmpuint(f.related, ==, 1);
    g_assert_true(sapchu_finding_related(s, 0, 0, &place, &words));
    g_assert_cmpuint(place.line, ==, f.place.line);
    g_assert_cmpuint(place.column, >, f.place.end_column);
    g_assert_false(sapchu_finding_related(s, 0, 1, &place, &words));
    g_assert_cmpuint(f.edits, ==, 1);
    g_assert_true(sapchu_finding_edit(s, 0, 0, &place, &words));
    g_assert_cmpuint(place.offset, ==, f.place.offset);
    g_assert_cmpstr(words, ==, "friday");
    g_assert_false(sapchu_finding_edit(s, 0, 1, &place, &words));
    g_assert_false(sapchu_finding_get(s, 1, &f));
    sapchu_free(s);
    remove_with_folder(path);
}

/* The diff of what is safe; the file stays as it is. */
static void test_fix(void)
{
    char *path = changed_example("tổ chức hội nghị trực\n", "tổ chức hội nghị  trực\n"), *before = NULL, *after = NULL;
    struct sapchu *s = sapchu_new();
    g_assert_true(g_file_get_contents(path, &before, NULL, NULL));
    sapchu_set_fix(s, SAPCHU_FIX_SHOW, NULL);
    g_assert_cmpint(sapchu_validate(s, path), ==, SAPCHU_OK);
    g_assert_cmpuint(sapchu_mended(s), ==, 1);
    g_assert_nonnull(strstr(sapchu_diff(s), "\n+"));
    g_assert_cmpuint(sapchu_finding_count(s), ==, 1);
    sapchu_set_fix(s, SAPCHU_FIX_FILE, NULL);
    g_assert_cmpint(sapchu_validate(s, path), ==, SAPCHU_OK);
    g_assert_cmpuint(sapchu_finding_count(s), ==, 0);
    g_assert_true(g_file_get_contents(path, &after, NULL, NULL));
    g_assert_cmpuint(strlen(after) + 1, ==, strlen(before));
    /* nothing is left to mend */
    g_assert_cmpint(sapchu_validate(s, path), ==, SAPCHU_OK);
    g_assert_cmpuint(sapchu_mended(s), ==, 0);
    sapchu_free(s);
    g_free(before);
    g_free(after);
    remove_with_folder(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    sapchu_set_language("en");
    g_test_add_func("/sapchu/finding", test_finding);
    g_test_add_func("/sapchu/fix", test_fix);
    return g_test_run();
}
