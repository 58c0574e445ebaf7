/* SPDX-License-Identifier: MIT */
/* Finds the data from any current folder, installed or not. */
#include "base/datadir.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Does the running program lie in the build folder? */
static bool runs_uninstalled(void)
{
    char *exe = g_file_read_link("/proc/self/exe", NULL);
    bool yes = false;
    if (exe) {
        size_t n = strlen(SAPCHU_BUILDDIR);
        yes = strncmp(exe, SAPCHU_BUILDDIR, n) == 0 && exe[n] == '/';
    }
    g_free(exe);
    return yes;
}

char *data_path(const char *rel)
{
    const char *dir = g_getenv("SAPCHU_DATADIR");
    if (!dir || !*dir)
        dir = runs_uninstalled() ? SAPCHU_SRCDIR : SAPCHU_DATADIR;
    return g_build_filename(dir, rel, NULL);
}

char *data_locale_dir(void)
{
    return runs_uninstalled() ? g_strdup(SAPCHU_BUILDDIR "/po") : g_strdup(SAPCHU_LOCALEDIR);
}
