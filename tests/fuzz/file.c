/* SPDX-License-Identifier: MIT */
/* The input of a fuzz target as a file: the library reads files. */
#include "target.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
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
    /* not g_file_set_contents_full() with G_FILE_SET_CONTENTS_NONE: in GLib 2.74 the end of a longer file stays */
    FILE *f = fopen(path, "wb");
    g_assert_nonnull(f);
    g_assert_true(fwrite(data, 1, size, f) == size);
    g_assert_true(fclose(f) == 0);
    return path;
}
