/* SPDX-License-Identifier: MIT */
/* Reading confined to allowed folders. */
#include "base/access.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct access {
    GPtrArray *dirs;        /* of canonical paths, each with a '/' at its end */
};

struct access *access_new(void)
{
    struct access *a = g_new0(struct access, 1);
    a->dirs = g_ptr_array_new_with_free_func(g_free);
    return a;
}

void access_drop(struct access *a)
{
    if (!a)
        return;
    g_ptr_array_free(a->dirs, TRUE);
    g_free(a);
}

void access_allow_dir(struct access *a, const char *dir)
{
    char *real = realpath(dir, NULL);
    if (!real)
        return;
    g_ptr_array_add(a->dirs, strcmp(real, "/") == 0 ? g_strdup("/") : g_strconcat(real, "/", NULL));
    free(real);
}

void access_allow_dir_of(struct access *a, const char *file)
{
    char *dir = g_path_get_dirname(file);
    access_allow_dir(a, dir);
    g_free(dir);
}

char *access_resolve(const char *base, const char *ref)
{
    char *path;
    char *scheme = g_uri_parse_scheme(ref);
    if (scheme) {
        bool is_file = strcmp(scheme, "file") == 0;
        g_free(scheme);
        return is_file ? g_filename_from_uri(ref, NULL, NULL) : NULL;
    }
    path = g_uri_unescape_string(ref, "/");
    if (!path)
        path = g_strdup(ref);
    if (g_path_is_absolute(path) || !base)
        return path;
    char *dir = g_path_get_dirname(base);
    char *full = strcmp(dir, ".") == 0 ? g_strdup(path) : g_build_filename(dir, path, NULL);
    g_free(dir);
    g_free(path);
    return full;
}

/* Where `path` leads; of a missing file the nearest folder that there is, so that denied and missing do not look alike. */
static char *real_or_above(const char *path)
{
    char *at = g_strdup(path), *real;
    while (!(real = realpath(at, NULL)) && errno == ENOENT) {
        char *name = g_path_get_basename(at), *dir = g_path_get_dirname(at);
        bool up = strcmp(name, "..") == 0, top = strcmp(dir, at) == 0;
        g_free(name);
        g_free(at);
        at = dir;
        if (up || top)          /* ".." of a folder that is missing leads anywhere */
            break;
    }
    g_free(at);
    return real;
}

bool access_permits(const struct access *a, const char *path)
{
    char *real = real_or_above(path);
    if (!real)
        return false;
    char *probe = g_strconcat(real, "/", NULL);
    free(real);
    bool ok = false;
    for (guint i = 0; i < a->dirs->len && !ok; i++)
        ok = g_str_has_prefix(probe, g_ptr_array_index(a->dirs, i));
    g_free(probe);
    return ok;
}

/* Reads from `fd` to its end; a pipe has no size to trust. */
static enum access_result read_all(int fd, size_t limit, char **data, size_t *len)
{
    size_t room = 65536, used = 0;
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        if ((unsigned long long)st.st_size > limit)
            return ACCESS_TOO_LARGE;
        room = (size_t)st.st_size + 1;
    }
    char *buf = g_malloc(room + 1);
    for (;;) {
        ssize_t n = read(fd, buf + used, room - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            g_free(buf);
            return ACCESS_FAILED;
        }
        if (n == 0)
            break;
        used += (size_t)n;
        if (used > limit) {
            g_free(buf);
            return ACCESS_TOO_LARGE;
        }
        if (used == room) {
            room *= 2;
            buf = g_realloc(buf, room + 1);
        }
    }
    buf[used] = '\0';
    *data = buf;
    *len = used;
    return ACCESS_OK;
}

enum access_result access_read(const struct access *a, const char *path, size_t limit, char **data, size_t *len)
{
    if (a && !access_permits(a, path))
        return ACCESS_DENIED;
    int fd = a || strcmp(path, "-") != 0 ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (a ? O_NONBLOCK : 0)) : dup(0);
    if (fd < 0)
        return ACCESS_FAILED;
    struct stat st;
    enum access_result r;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        r = ACCESS_FAILED;
    } else if (a && !S_ISREG(st.st_mode)) {
        errno = EINVAL;
        r = ACCESS_FAILED;
    } else {
        r = read_all(fd, limit, data, len);
    }
    int saved = errno;
    close(fd);
    errno = saved;
    return r;
}
