/* SPDX-License-Identifier: MIT */
/*
 * Which files may be read. Every stage reads through access_read(): input is
 * hostile, so a report, a stylesheet or a picture inside an SVG may only name
 * files under the allowed folders, and never the network.
 */
#ifndef SAPCHU_BASE_ACCESS_H
#define SAPCHU_BASE_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

struct access;

enum access_result {
    ACCESS_OK,
    ACCESS_DENIED,      /* outside the allowed folders, or a URL with a scheme other than file: */
    ACCESS_TOO_LARGE,
    ACCESS_FAILED,      /* errno says why */
};

struct access *access_new(void);
void access_drop(struct access *a);
/* Allows a folder and all below it; a folder that does not exist allows nothing. */
void access_allow_dir(struct access *a, const char *dir);
/* Allows the folder that holds `file`. */
void access_allow_dir_of(struct access *a, const char *file);

/*
 * The path that a reference means: `ref` (a path, or a file: URL, %-escapes
 * undone) against the folder of the file `base` (NULL: the current folder). g_free it. NULL: another scheme.
 */
char *access_resolve(const char *base, const char *ref);

/* Symbolic links are followed before the check. */
bool access_permits(const struct access *a, const char *path);

/*
 * Reads a whole regular file of at most `limit` bytes into `*data` (g_free it; a NUL is added behind).
 * `a` NULL: the user named the file on the command line, anything goes.
 */
enum access_result access_read(const struct access *a, const char *path, size_t limit, char **data, size_t *len);

#endif
