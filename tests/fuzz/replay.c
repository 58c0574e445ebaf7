/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over the inputs that stand in tests/fuzz/corpus (or are given): each is a test. Speaks TAP. */
#include "target.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 60 };          /* for one input; a sanitized build on a busy machine is slow */

static bool replay(const char *path)
{
    char *data;
    gsize len;
    if (!g_file_get_contents(path, &data, &len, NULL))
        return false;
    alarm(SECONDS);
    LLVMFuzzerTestOneInput((const uint8_t *)data, len);
    alarm(0);
    g_free(data);
    return true;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *corpus(void)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    const char *top = g_getenv("srcdir");
    char *folder = g_build_filename(top ? top : ".", "tests/fuzz/corpus", fuzz_folder, NULL);
    GDir *d = g_dir_open(folder, 0, NULL);
    for (const char *name; d && (name = g_dir_read_name(d));)
        g_ptr_array_add(list, g_build_filename(folder, name, NULL));
    if (d)
        g_dir_close(d);
    g_free(folder);
    g_ptr_array_sort(list, by_name);
    return list;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--tap") == 0) {        /* as tests/run-tap calls all of them */
        argc--;
        argv++;
    }
    GPtrArray *list = argc > 1 ? g_ptr_array_new_with_free_func(g_free) : corpus();
    for (int i = 1; i < argc; i++)
        g_ptr_array_add(list, g_strdup(argv[i]));
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("1..%u\n", MAX(list->len, 1));
    if (list->len == 0)
        puts("not ok 1 - there is no corpus");
    for (guint i = 0; i < list->len; i++) {
        const char *path = g_ptr_array_index(list, i), *name = strrchr(path, '/');
        printf("%sok %u - %s\n", replay(path) ? "" : "not ", i + 1, name ? name + 1 : path);
    }
    g_ptr_array_free(list, TRUE);
    return 0;
}
