/* SPDX-License-Identifier: MIT */
/* Unit tests of out/file.c: files appear whole or not at all. */
#include "out/file.h"

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    char *dir;
    struct diag *diag;
};

static void folder_init(struct folder *t)
{
    t->dir = g_dir_make_tmp("sapchu-XXXXXX", NULL);
    t->diag = diag_new();
    g_assert_nonnull(t->dir);
}

static char *in(const struct folder *t, const char *name)
{
    return g_build_filename(t->dir, name, NULL);
}

static void put(const struct folder *t, const char *name, const char *text)
{
    char *p = in(t, name);
    g_assert_true(g_file_set_contents(p, text, -1, NULL));
    g_free(p);
}

static void assert_content(const struct folder *t, const char *name, const char *text)
{
    char *p = in(t, name), *got = NULL;
    if (text)
        g_assert_true(g_file_get_contents(p, &got, NULL, NULL));
    else
        g_assert_false(g_file_test(p, G_FILE_TEST_EXISTS));
    g_assert_cmpstr(got, ==, text);
    g_free(got);
    g_free(p);
}

/* How many files the folder holds: no temporary one may stay. */
static unsigned count_files(const struct folder *t)
{
    GDir *d = g_dir_open(t->dir, 0, NULL);
    unsigned n = 0;
    while (g_dir_read_name(d))
        n++;
    g_dir_close(d);
    return n;
}

static void folder_done(struct folder *t)
{
    g_chmod(t->dir, 0700);
    GDir *d = g_dir_open(t->dir, 0, NULL);
    for (const char *name; (name = g_dir_read_name(d));) {
        char *p = in(t, name);
        g_unlink(p);
        g_rmdir(p);
        g_free(p);
    }
    g_dir_close(d);
    g_rmdir(t->dir);
    g_free(t->dir);
    diag_drop(t->diag);
}

static struct out_file *open_in(struct folder *t, const char *name)
{
    char *p = in(t, name);
    struct out_file *f = out_file_new(p, t->diag);
    g_free(p);
    return f;
}

static void test_commit(void)
{
    struct folder t;
    folder_init(&t);
    put(&t, "a.pdf", "old");
    char *p = in(&t, "a.pdf");
    g_assert_cmpint(g_chmod(p, 0640), ==, 0);
    struct out_file *f = open_in(&t, "a.pdf");
    g_assert_true(out_file_write(f, "new", 3));
    g_assert_true(out_file_write(f, "er", 2));
    assert_content(&t, "a.pdf", "old");
    g_assert_true(out_file_commit(f));
    assert_content(&t, "a.pdf", "newer");
    struct stat st;
    g_assert_cmpint(stat(p, &st), ==, 0);
    g_assert_cmpint(st.st_mode & 0777, ==, 0640);
    g_free(p);
    g_assert_cmpuint(count_files(&t), ==, 1);
    g_assert_cmpuint(diag_len(t.diag), ==, 0);
    folder_done(&t);
}

static void test_abort(void)
{
    struct folder t;
    folder_init(&t);
    put(&t, "a.pdf", "old");
    struct out_file *f = open_in(&t, "a.pdf");
    g_assert_true(out_file_write(f, "new", 3));
    g_assert_cmpuint(count_files(&t), ==, 2);
    out_file_abort(f);
    assert_content(&t, "a.pdf", "old");
    g_assert_cmpuint(count_files(&t), ==, 1);
    out_file_abort(open_in(&t, "never.pdf"));
    g_assert_cmpuint(count_files(&t), ==, 1);
    folder_done(&t);
}

static void emit_pages(struct out_file *f, unsigned n)
{
    const struct out_stream *s = out_file_stream(f);
    for (unsigned i = 0; i < n; i++) {
        char text[2] = { (char)('a' + i), 0 };
        g_assert_true(s->next_file(s->user, i));
        g_assert_true(s->write(s->user, text, 1));
    }
}

static void test_pages(void)
{
    struct folder t;
    folder_init(&t);
    struct out_file *f = open_in(&t, "v1.2/../x.png");          /* the folder is not there: an error below */
    g_assert_false(out_file_stream(f)->next_file(out_file_stream(f)->user, 0));
    g_assert_false(out_file_commit(f));
    f = open_in(&t, "x.png");
    emit_pages(f, 3);
    assert_content(&t, "x-1.png", NULL);
    g_assert_true(out_file_commit(f));
    assert_content(&t, "x-1.png", "a");
    assert_content(&t, "x-3.png", "c");
    assert_content(&t, "x.png", NULL);
    f = open_in(&t, "one.png");
    emit_pages(f, 1);
    g_assert_true(out_file_commit(f));
    assert_content(&t, "one.png", "a");
    f = open_in(&t, "bare");
    emit_pages(f, 2);
    g_assert_true(out_file_commit(f));
    assert_content(&t, "bare-2", "b");
    f = open_in(&t, "y.png");
    emit_pages(f, 2);
    out_file_abort(f);
    g_assert_cmpuint(count_files(&t), ==, 6);
    folder_done(&t);
}

static void assert_failed(struct folder *t, const char *code, unsigned n)
{
    g_assert_cmpuint(diag_count(t->diag, DIAG_ERROR), ==, n);
    g_assert_cmpstr(diag_get(t->diag, n - 1)->code, ==, code);
}

static void test_unwritable(void)
{
    struct folder t;
    folder_init(&t);
    put(&t, "old.pdf", "old");
    char *sub = in(&t, "sub");
    g_assert_cmpint(g_mkdir(sub, 0700), ==, 0);
    g_free(sub);
    struct out_file *f = open_in(&t, "sub");                    /* a folder */
    g_assert_false(out_file_write(f, "x", 1));
    g_assert_false(out_file_write(f, "x", 1));
    g_assert_false(out_file_commit(f));
    assert_failed(&t, "io-write", 1);
    f = open_in(&t, "no/such/folder.pdf");
    g_assert_false(out_file_write(f, "x", 1));
    out_file_abort(f);
    assert_failed(&t, "io-write", 2);
    if (geteuid() != 0) {                                       /* root may write anywhere */
        g_chmod(t.dir, 0500);
        f = open_in(&t, "old.pdf");
        g_assert_false(out_file_write(f, "x", 1));
        out_file_abort(f);
        assert_failed(&t, "io-write", 3);
        g_chmod(t.dir, 0700);
    }
    assert_content(&t, "old.pdf", "old");
    folder_done(&t);
}

static void test_full_disk(void)
{
    struct folder t;
    folder_init(&t);
    if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS)) {
        g_test_skip("no /dev/full");
        folder_done(&t);
        return;
    }
    struct out_file *f = out_file_new("/dev/full", t.diag);
    char *big = g_malloc0(1 << 20);
    g_assert_true(out_file_write(f, big, 1 << 20));             /* waits for the end */
    g_free(big);
    g_assert_false(out_file_commit(f));
    assert_failed(&t, "io-write", 1);
    struct stat st;
    g_assert_cmpint(stat("/dev/full", &st), ==, 0);
    g_assert_true(S_ISCHR(st.st_mode));
    folder_done(&t);
}

/* A pipe gets a page when all is well; a second page cannot go there, and then nothing does. */
static void test_fifo(void)
{
    struct folder t;
    folder_init(&t);
    char *p = in(&t, "pipe"), buf[8];
    g_assert_cmpint(mkfifo(p, 0600), ==, 0);
    int fd = open(p, O_RDONLY | O_NONBLOCK);
    struct out_file *f = out_file_new(p, t.diag);
    emit_pages(f, 1);
    const struct out_stream *s = out_file_stream(f);
    g_assert_false(s->next_file(s->user, 1));
    assert_failed(&t, "out-one-stream", 1);
    g_assert_false(out_file_commit(f));
    g_assert_cmpint(read(fd, buf, sizeof buf), ==, 0);
    f = out_file_new(p, t.diag);
    emit_pages(f, 1);
    g_assert_true(out_file_commit(f));
    g_assert_cmpint(read(fd, buf, sizeof buf), ==, 1);
    close(fd);
    g_assert_true(g_file_test(p, G_FILE_TEST_EXISTS));
    g_free(p);
    folder_done(&t);
}

/* The file behind a symbolic link is replaced, the link stays. */
static void test_link(void)
{
    struct folder t;
    folder_init(&t);
    put(&t, "real.pdf", "old");
    char *p = in(&t, "link.pdf");
    g_assert_cmpint(symlink("real.pdf", p), ==, 0);
    struct out_file *f = out_file_new(p, t.diag);
    g_assert_true(out_file_write(f, "new", 3));
    g_assert_true(out_file_commit(f));
    g_assert_true(g_file_test(p, G_FILE_TEST_IS_SYMLINK));
    assert_content(&t, "real.pdf", "new");
    g_free(p);
    folder_done(&t);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/outfile/commit", test_commit);
    g_test_add_func("/outfile/abort", test_abort);
    g_test_add_func("/outfile/pages", test_pages);
    g_test_add_func("/outfile/unwritable", test_unwritable);
    g_test_add_func("/outfile/full-disk", test_full_disk);
    g_test_add_func("/outfile/fifo", test_fifo);
    g_test_add_func("/outfile/link", test_link);
    return g_test_run();
}
