/* SPDX-License-Identifier: MIT */
/* Atomic output files. */
#include "out/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct part {
    char *temp;                 /* in the target's folder */
    unsigned page;
};

struct out_file {
    char *path;                 /* as given, for messages */
    char *target;               /* behind symbolic links */
    struct diag *diag;
    struct out_stream stream;
    FILE *f;                    /* open now */
    bool direct, failed, paged;
    unsigned direct_files;      /* begun with next_file */
    GArray *parts;              /* of struct part */
};

static bool fail(struct out_file *f, const char *name, int err)
{
    if (!f->failed)
        diag_emit(f->diag, DIAG_IO_WRITE, SRC_NOWHERE, name, g_strerror(err));
    f->failed = true;
    errno = err;
    return false;
}

/* --- which file --- */

/* Where a rename must go: a symbolic link stays one. */
static char *behind_links(const char *path)
{
    char *real = realpath(path, NULL);
    char *s = g_strdup(real ? real : path);
    free(real);
    return s;
}

/* A path of a stream of this process, even where it leads to a regular file. */
static bool names_stream(const char *path)
{
    return strcmp(path, "-") == 0 || g_str_has_prefix(path, "/dev/") || g_str_has_prefix(path, "/proc/");
}

static bool stream_write(void *user, const void *data, size_t len)
{
    return out_file_write(user, data, len);
}

static bool begin_file(struct out_file *f, unsigned page);

static bool stream_next(void *user, unsigned index)
{
    struct out_file *f = user;
    f->paged = true;
    return begin_file(f, index + 1);
}

struct out_file *out_file_new(const char *path, struct diag *diag)
{
    struct out_file *f = g_new0(struct out_file, 1);
    struct stat st;
    f->path = g_strdup(path);
    f->target = behind_links(path);
    f->diag = diag;
    f->direct = names_stream(path) || (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode));
    f->parts = g_array_new(FALSE, FALSE, sizeof(struct part));
    f->stream = (struct out_stream){ f, stream_write, stream_next };
    return f;
}

const struct out_stream *out_file_stream(struct out_file *f)
{
    return &f->stream;
}

/* x.png of page 3: x-3.png; a name without an extension gets it at its end. */
static char *page_name(const char *path, unsigned page)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    if (!dot || dot == path || (slash && dot <= slash + 1))
        return g_strdup_printf("%s-%u", path, page);
    return g_strdup_printf("%.*s-%u%s", (int)(dot - path), path, page, dot);
}

/* --- writing --- */

static bool close_file(struct out_file *f)
{
    if (!f->f)
        return true;
    FILE *file = f->f;
    f->f = NULL;
    int err = ferror(file) ? EIO : 0;
    if (fclose(file) != 0)
        err = errno;
    return err == 0 || fail(f, f->path, err);
}

static bool begin_direct(struct out_file *f)
{
    if (f->direct_files++ > 0) {
        if (!f->failed)
            diag_emit(f->diag, DIAG_OUT_ONE_STREAM, SRC_NOWHERE, f->path);
        f->failed = true;
        return false;
    }
    f->f = tmpfile();
    return f->f || fail(f, f->path, errno);
}

/* A stream cannot be taken back: what goes there waits in a nameless file until all is well. */
static bool deliver(struct out_file *f)
{
    int fd = strcmp(f->path, "-") == 0 ? dup(1) : open(f->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    FILE *to = fd < 0 ? NULL : fdopen(fd, "wb"), *from = f->f;
    if (!to)
        return fail(f, f->path, errno);
    char buf[65536];
    size_t n;
    rewind(from);
    bool ok = true;
    while (ok && (n = fread(buf, 1, sizeof buf, from)) > 0)
        ok = fwrite(buf, 1, n, to) == n || fail(f, f->path, errno);
    if (fclose(to) != 0 && ok)
        ok = fail(f, f->path, errno);
    return ok;
}

static bool begin_file(struct out_file *f, unsigned page)
{
    if (f->failed || !close_file(f))
        return false;
    if (f->direct)
        return begin_direct(f);
    char *dir = g_path_get_dirname(f->target);
    char *temp = g_build_filename(dir, ".sapchu-XXXXXX", NULL);
    g_free(dir);
    struct stat st;
    bool exists = stat(f->target, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) {
        g_free(temp);
        return fail(f, f->path, EISDIR);
    }
    int fd = g_mkstemp_full(temp, O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0) {
        int err = errno;
        g_free(temp);
        return fail(f, f->path, err);
    }
    if (exists)
        (void)!fchmod(fd, st.st_mode & 0777);       /* whatever the umask takes away */
    struct part p = { temp, page };
    g_array_append_val(f->parts, p);
    f->f = fdopen(fd, "wb");
    return true;
}

bool out_file_write(struct out_file *f, const void *data, size_t len)
{
    if (f->failed || (!f->f && !begin_file(f, 1)))
        return false;
    if (len && fwrite(data, 1, len, f->f) != len)
        return fail(f, f->path, errno);
    return true;
}

/* --- the end --- */

static void out_file_free(struct out_file *f)
{
    for (guint i = 0; i < f->parts->len; i++)
        g_free(g_array_index(f->parts, struct part, i).temp);
    g_array_free(f->parts, TRUE);
    g_free(f->path);
    g_free(f->target);
    g_free(f);
}

bool out_file_commit(struct out_file *f)
{
    bool ok = !f->failed && (!f->direct || !f->f || deliver(f));
    ok = close_file(f) && ok;
    for (guint i = 0; i < f->parts->len; i++) {
        struct part *p = &g_array_index(f->parts, struct part, i);
        char *to = f->paged && f->parts->len > 1 ? page_name(f->target, p->page) : g_strdup(f->target);
        if (!ok)
            g_unlink(p->temp);
        else if (g_rename(p->temp, to) != 0) {
            int err = errno;
            g_unlink(p->temp);
            ok = fail(f, to, err);
        }
        g_free(to);
    }
    out_file_free(f);
    return ok;
}

void out_file_abort(struct out_file *f)
{
    if (!f)
        return;
    if (f->f)
        fclose(f->f);
    for (guint i = 0; i < f->parts->len; i++)
        g_unlink(g_array_index(f->parts, struct part, i).temp);
    out_file_free(f);
}
