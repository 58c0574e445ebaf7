/* SPDX-License-Identifier: MIT */
/* Unit tests of mending: which fixes are taken, what they make of a text, the diff, and the file that is written. */
#include "findings/fix.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct env {
    char *dir, *path;
    struct access *may;
    struct diag *diag;
    struct src_file *file;
    struct fix_session *fix;
};

/* A file of these bytes, and a session that mends it. */
static void begin(struct env *e, const char *bytes, const char *const *codes)
{
    e->dir = g_dir_make_tmp("fix-XXXXXX", NULL);
    e->path = g_build_filename(e->dir, "a.xml", NULL);
    g_assert_true(g_file_set_contents(e->path, bytes, -1, NULL));
    e->may = access_new();
    e->diag = diag_new();
    e->file = src_file_new(e->path, g_strdup(bytes), strlen(bytes));
    e->fix = fix_session_new(e->path, e->may, codes);
}

static void end(struct env *e)
{
    fix_session_drop(e->fix);
    diag_drop(e->diag);
    src_file_drop(e->file);
    access_drop(e->may);
    GDir *d = g_dir_open(e->dir, 0, NULL);
    for (const char *n; (n = g_dir_read_name(d));) {
        char *p = g_build_filename(e->dir, n, NULL);
        g_unlink(p);
        g_free(p);
    }
    g_dir_close(d);
    g_rmdir(e->dir);
    g_free(e->dir);
    g_free(e->path);
}

/* A finding whose fix puts `text` in the place of start … end - 1. */
static struct diag_item *find(struct env *e, uint32_t start, uint32_t end, const char *text, bool safe)
{
    struct diag_item *it = diag_emit(e->diag, DIAG_XML_AMPERSAND, src_pos_at(e->file, start));
    diag_add_fix(e->diag, it, "x", safe);
    diag_add_edit(e->diag, it, (struct src_range){ e->file, start, end }, text);
    return it;
}

static void assert_file(const char *path, const char *want)
{
    char *got;
    g_assert_true(g_file_get_contents(path, &got, NULL, NULL));
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_bytes(void)
{
    struct env e;
    begin(&e, "\xEF\xBB\xBF<r>\r\n\tA & B\r\n</r>", NULL);
    find(&e, 11, 12, "&amp;", true);
    g_assert_cmpuint(fix_session_take(e.fix, e.diag), ==, 1);
    g_assert_true(fix_session_write(e.fix));
    assert_file(e.path, "\xEF\xBB\xBF<r>\r\n\tA &amp; B\r\n</r>");
    end(&e);
}

/* Of overlapping fixes the first is taken, and a fix is taken whole or not at all; touching edits do not overlap. */
static void test_overlap(void)
{
    struct env e;
    begin(&e, "0123456789", NULL);
    find(&e, 1, 3, "ab", true);
    struct diag_item *it = find(&e, 2, 4, "xx", true);
    diag_add_edit(e.diag, it, (struct src_range){ e.file, 8, 9 }, "y");
    find(&e, 3, 4, "c", true);
    find(&e, 5, 5, "+", true);
    diag_emit(e.diag, DIAG_XML_EMPTY, src_pos_at(e.file, 6));
    find(&e, 6, 7, "never", false);
    find(&e, 7, 99, "never", true);
    g_assert_cmpuint(fix_session_take(e.fix, e.diag), ==, 3);
    g_assert_true(fix_session_write(e.fix));
    assert_file(e.path, "0abc4+56789");
    end(&e);
}

static void test_codes(void)
{
    static const char *const codes[] = { "xml-ampersand", NULL };
    struct env e;
    begin(&e, "a&b", codes);
    find(&e, 1, 2, "", false);
    g_assert_cmpuint(fix_session_take(e.fix, e.diag), ==, 1);
    g_assert_true(fix_session_write(e.fix));
    assert_file(e.path, "ab");
    end(&e);
}

static void test_undo(void)
{
    struct env e;
    begin(&e, "a&b\nc", NULL);
    find(&e, 1, 2, "+", true);
    g_assert_cmpuint(fix_session_take(e.fix, e.diag), ==, 1);
    fix_session_undo(e.fix);
    g_assert_cmpuint(fix_session_count(e.fix), ==, 0);
    char *diff = fix_session_diff(e.fix);
    g_assert_cmpstr(diff, ==, "");
    g_free(diff);
    end(&e);
}

/* What another program wrote meanwhile stays, and no temporary file does. */
static void test_changed(void)
{
    struct env e;
    begin(&e, "a&b", NULL);
    find(&e, 1, 2, "+", true);
    fix_session_take(e.fix, e.diag);
    g_file_set_contents(e.path, "new", -1, NULL);
    g_assert_false(fix_session_write(e.fix));
    assert_file(e.path, "new");
    struct diag *d = diag_new();
    g_assert_false(fix_session_report(e.fix, d));
    g_assert_cmpstr(diag_get(d, 0)->code, ==, "fix-changed");
    diag_drop(d);
    GDir *dir = g_dir_open(e.dir, 0, NULL);
    g_assert_cmpstr(g_dir_read_name(dir), ==, "a.xml");
    g_assert_null(g_dir_read_name(dir));
    g_dir_close(dir);
    end(&e);
}

/* The mode stays, and a symbolic link is followed. */
static void test_link(void)
{
    struct env e;
    begin(&e, "a&b", NULL);
    char *link = g_build_filename(e.dir, "link.xml", NULL);
    g_assert_cmpint(symlink("a.xml", link), ==, 0);
    g_assert_cmpint(g_chmod(e.path, 0640), ==, 0);
    struct src_file *by_link = src_file_new(link, g_strdup("a&b"), 3);
    struct fix_session *x = fix_session_new(link, e.may, NULL);
    struct diag_item *it = diag_emit(e.diag, DIAG_XML_AMPERSAND, src_pos_at(by_link, 1));
    diag_add_fix(e.diag, it, "x", true);
    diag_add_edit(e.diag, it, (struct src_range){ by_link, 1, 2 }, "+");
    fix_session_take(x, e.diag);
    g_assert_true(fix_session_write(x));
    struct stat st;
    g_assert_cmpint(lstat(link, &st), ==, 0);
    g_assert_true(S_ISLNK(st.st_mode));
    g_assert_cmpint(stat(e.path, &st), ==, 0);
    g_assert_cmpint(st.st_mode & 07777, ==, 0640);
    assert_file(e.path, "a+b");
    fix_session_drop(x);
    src_file_drop(by_link);
    g_free(link);
    end(&e);
}

/* Files elsewhere, standard input, and files of another encoding are left alone. */
static void test_refused(void)
{
    struct env e;
    begin(&e, "a&b", NULL);
    struct src_file *far = src_file_new("/etc/far.xml", g_strdup("a&b"), 3);
    struct diag_item *it = diag_emit(e.diag, DIAG_XML_AMPERSAND, src_pos_at(far, 1));
    diag_add_fix(e.diag, it, "x", true);
    diag_add_edit(e.diag, it, (struct src_range){ far, 1, 2 }, "+");
    g_assert_cmpuint(fix_session_take(e.fix, e.diag), ==, 0);
    src_file_set_recoded(e.file);
    find(&e, 1, 2, "+", true);
    g_assert_cmpuint(fix_session_take(e.fix, e.diag), ==, 0);
    struct diag *d = diag_new();
    g_assert_true(fix_session_report(e.fix, d));
    g_assert_cmpuint(diag_len(d), ==, 1);
    g_assert_cmpstr(diag_get(d, 0)->code, ==, "fix-encoding");
    diag_drop(d);
    assert_file(e.path, "a&b");
    src_file_drop(far);
    end(&e);
}

static void test_diff(void)
{
    struct env e;
    begin(&e, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl", NULL);
    find(&e, 2, 3, "B\nB", true);
    find(&e, 22, 23, "L", true);
    fix_session_take(e.fix, e.diag);
    char *diff = fix_session_diff(e.fix), *head = g_strdup_printf("--- %s\n+++ %s\n", e.path, e.path);
    g_assert_true(g_str_has_prefix(diff, head));
    g_assert_cmpstr(diff + strlen(head), ==,
                    "@@ -1,5 +1,6 @@\n a\n-b\n+B\n+B\n c\n d\n e\n"
                    "@@ -9,4 +10,4 @@\n i\n j\n k\n-l\n\\ No newline at end of file\n+L\n\\ No newline at end of file\n");
    g_free(head);
    g_free(diff);
    end(&e);
}

/* Random edits in two rounds: patch(1) makes of the old file what is written. */
static void test_patch(void)
{
    char *patch = g_find_program_in_path("patch");
    if (!patch) {
        g_test_skip("there is no patch(1)");
        return;
    }
    GRand *r = g_rand_new_with_seed(7);
    for (unsigned n = 0; n < 60; n++) {
        GString *text = g_string_new(NULL);
        for (unsigned i = 0; i < 200; i++)
            g_string_append_c(text, "abc \n\n"[g_rand_int_range(r, 0, 6)]);
        struct env e;
        begin(&e, text->str, NULL);
        char *before = g_build_filename(e.dir, "before", NULL), *file = g_build_filename(e.dir, "diff", NULL), *now = text->str;
        g_file_set_contents(before, text->str, -1, NULL);
        for (unsigned round = 0; round < 2; round++) {
            struct diag *d = diag_new();
            struct src_file *f = src_file_new(e.path, g_strdup(now), strlen(now));
            for (unsigned i = 0; i < 12; i++) {
                static const char *const texts[] = { "", "x", "x\n", "\nx", "xx\nyy" };
                uint32_t at = (uint32_t)g_rand_int_range(r, 0, (gint)strlen(now));
                uint32_t to = MIN(at + (uint32_t)g_rand_int_range(r, 0, 9), (uint32_t)strlen(now));
                struct diag_item *it = diag_emit(d, DIAG_XML_AMPERSAND, src_pos_at(f, at));
                if (!it)
                    continue;
                diag_add_fix(d, it, "x", true);
                diag_add_edit(d, it, (struct src_range){ f, at, to }, texts[g_rand_int_range(r, 0, 5)]);
            }
            fix_session_take(e.fix, d);
            diag_drop(d);
            src_file_drop(f);
            g_assert_true(fix_session_write(e.fix));
            if (now != text->str)
                g_free(now);
            g_assert_true(g_file_get_contents(e.path, &now, NULL, NULL));
            g_file_set_contents(e.path, text->str, -1, NULL);
        }
        char *diff = fix_session_diff(e.fix), *args[] = { patch, (char *)"-s", before, file, NULL };
        int status = 0;
        g_file_set_contents(file, diff, -1, NULL);
        g_assert_true(g_spawn_sync(NULL, args, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL));
        g_assert_cmpint(status, ==, 0);
        assert_file(before, now);
        g_free(diff);
        g_free(now);
        g_free(before);
        g_free(file);
        g_string_free(text, TRUE);
        end(&e);
    }
    g_rand_free(r);
    g_free(patch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fix/bytes", test_bytes);
    g_test_add_func("/fix/overlap", test_overlap);
    g_test_add_func("/fix/codes", test_codes);
    g_test_add_func("/fix/undo", test_undo);
    g_test_add_func("/fix/changed", test_changed);
    g_test_add_func("/fix/link", test_link);
    g_test_add_func("/fix/refused", test_refused);
    g_test_add_func("/fix/diff", test_diff);
    g_test_add_func("/fix/patch", test_patch);
    return g_test_run();
}
