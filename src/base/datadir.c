/* SPDX-License-Identifier: MIT */
/* Finds the data from any current folder, installed or not. */
#include "base/datadir.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static char *program(void)
{
    return g_file_read_link("/proc/self/exe", NULL);
}

/* Does the running program lie in the build folder? */
static bool runs_uninstalled(void)
{
    char *exe = program();
    bool yes = false;
    if (exe) {
        size_t n = strlen(SAPCHU_BUILDDIR);
        yes = strncmp(exe, SAPCHU_BUILDDIR, n) == 0 && exe[n] == '/';
    }
    g_free(exe);
    return yes;
}

/* The folder as configured; when it is not there, that in share/ beside the program's bin/: an installed tree that was moved. */
static char *installed(const char *configured, const char *in_share)
{
    if (g_file_test(configured, G_FILE_TEST_IS_DIR))
        return g_strdup(configured);
    char *exe = program(), *bin = exe ? g_path_get_dirname(exe) : NULL, *prefix = bin ? g_path_get_dirname(bin) : NULL;
    char *moved = prefix ? g_build_filename(prefix, "share", in_share, NULL) : NULL;
    if (moved && !g_file_test(moved, G_FILE_TEST_IS_DIR))
        g_clear_pointer(&moved, g_free);
    g_free(prefix);
    g_free(bin);
    g_free(exe);
    return moved ? moved : g_strdup(configured);
}

char *data_path(const char *rel)
{
    const char *asked = g_getenv("SAPCHU_DATADIR");
    char *dir = asked && *asked ? g_strdup(asked)
                : runs_uninstalled() ? g_strdup(SAPCHU_SRCDIR) : installed(SAPCHU_DATADIR, "sapchu");
    char *path = g_build_filename(dir, rel, NULL);
    g_free(dir);
    return path;
}

char *data_locale_dir(void)
{
    return runs_uninstalled() ? g_strdup(SAPCHU_BUILDDIR "/po") : installed(SAPCHU_LOCALEDIR, "locale");
}
