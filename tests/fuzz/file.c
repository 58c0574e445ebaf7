/* SPDX-License-Identifier: MIT */
/* The input of a fuzz target as a file: the library reads files. */
#include "target.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

static char *folder, *path;

static void clean(void)
{
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
    if (!path) {
        folder = g_dir_make_tmp("sapchu-fuzz-XXXXXX", NULL);
        g_assert_nonnull(folder);
        path = g_build_filename(folder, "input", NULL);
        atexit(clean);
    }
    g_assert_true(g_file_set_contents_full(path, (const char *)data, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    return path;
}
