/* SPDX-License-Identifier: MIT */
/* A mended text takes the place of its file: whole or not at all, and never over what somebody else wrote meanwhile. */
#include "findings/fix_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *s, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, s, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        s += n;
        len -= (size_t)n;
    }
    return true;
}

/* A new file that is the owner's, with the mode of the old one; its bytes are on the disk. */
static bool fill(int fd, const struct stat *old, const GString *text)
{
    struct stat now;
    if (fstat(fd, &now) != 0 || !write_all(fd, text->str, text->len))
        return false;
    if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) && fchown(fd, old->st_uid, old->st_gid) != 0)
        return false;
    return fchmod(fd, old->st_mode & 07777) == 0 && fsync(fd) == 0;
}

/* Does the file hold what the findings were made of? */
static bool is_unchanged(const struct fix_file *f, const char *target)
{
    char *now;
    size_t len;
    if (access_read(NULL, target, f->old_len, &now, &len) != ACCESS_OK)
        return false;
    bool same = len == f->old_len && memcmp(now, f->old, len) == 0;
    g_free(now);
    return same;
}

/* The name of the file in its folder is on the disk too. Not every file system can say so: that is no failure. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)!fsync(fd);
    close(fd);
}

static int replace(const struct fix_file *f, const char *target, const struct stat *old)
{
    char *folder = g_path_get_dirname(target), *temp = g_build_filename(folder, ".sapchu-XXXXXX", NULL);
    int fd = g_mkstemp_full(temp, O_WRONLY | O_CLOEXEC, 0600), err = fd < 0 ? errno : 0;
    if (fd >= 0) {
        err = fill(fd, old, f->text) ? 0 : errno;
        if (close(fd) != 0 && !err)
            err = errno;
        if (!err && !is_unchanged(f, target))
            err = FIX_CHANGED;
        if (!err && g_rename(temp, target) != 0)
            err = errno;
        if (err)
            g_unlink(temp);
        else
            sync_folder(folder);
    }
    g_free(temp);
    g_free(folder);
    return err;
}

int fix_write_file(const struct fix_file *f)
{
    char *target = realpath(f->path, NULL);
    struct stat old;
    int err = !target || stat(target, &old) != 0 ? errno : 0;
    if (!err && !S_ISREG(old.st_mode))
        err = EINVAL;
    /* a file that its owner has closed to writing stays closed, though its folder would let it be replaced */
    if (!err && g_access(target, W_OK) != 0)
        err = errno;
    if (!err)
        err = replace(f, target, &old);
    free(target);
    return err;
}
