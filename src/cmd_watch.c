/* SPDX-License-Identifier: MIT */
/* --watch: a check is repeated when what it read is saved. */
#include "cmd.h"

#include "base/i18n.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

/* Editors write a file in several steps: what comes within this time is one change. */
enum { GATHER_MS = 100 };

struct watch {
    GMainLoop *loop;
    GHashTable *folders;        /* path: GFileMonitor */
    GHashTable *files;          /* path: what it was like when it was checked */
    guint timer;                /* 0: nothing has happened */
    cmd_job job;
    char **arguments;
    const struct cmd_options *options;
    int status;
};

static void unref_monitor(gpointer monitor)
{
    g_object_unref(monitor);
}

/* What changes when a file does; also when another takes its name. */
static char *look_of(const char *path)
{
    GStatBuf st;
    if (g_stat(path, &st) != 0)
        return g_strdup("");
    return g_strdup_printf("%ju %ju %jd %jd.%09ld", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino, (intmax_t)st.st_size,
                           (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

static void look_again(struct watch *w)
{
    GHashTableIter i;
    gpointer path;
    g_hash_table_iter_init(&i, w->files);
    while (g_hash_table_iter_next(&i, &path, NULL))
        g_hash_table_iter_replace(&i, look_of(path));
}

static bool has_changed(const struct watch *w)
{
    GHashTableIter i;
    gpointer path, look;
    bool changed = false;
    g_hash_table_iter_init(&i, w->files);
    while (!changed && g_hash_table_iter_next(&i, &path, &look)) {
        char *now = look_of(path);
        changed = g_strcmp0(now, look) != 0;
        g_free(now);
    }
    return changed;
}

static void check(struct watch *w);

static gboolean on_timer(gpointer user)
{
    struct watch *w = user;
    w->timer = 0;
    if (has_changed(w))
        check(w);
    return G_SOURCE_REMOVE;
}

static bool is_watched(const struct watch *w, GFile *file)
{
    char *path = file ? g_file_get_path(file) : NULL;
    bool yes = path && g_hash_table_contains(w->files, path);
    g_free(path);
    return yes;
}

static void on_event(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer user)
{
    (void)monitor, (void)event;
    struct watch *w = user;
    if (!is_watched(w, file) && !is_watched(w, other))
        return;
    if (w->timer)
        g_source_remove(w->timer);
    w->timer = g_timeout_add(GATHER_MS, on_timer, w);
}

/* A folder is watched, not the file: an editor may put another file in its place. */
static void watch_folder(struct watch *w, const char *path)
{
    char *folder = g_path_get_dirname(path);
    if (g_hash_table_contains(w->folders, folder)) {
        g_free(folder);
        return;
    }
    GFile *file = g_file_new_for_path(folder);
    GFileMonitor *m = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
    g_object_unref(file);
    if (!m) {
        g_free(folder);
        return;
    }
    g_file_monitor_set_rate_limit(m, GATHER_MS / 2);
    g_signal_connect(m, "changed", G_CALLBACK(on_event), w);
    g_hash_table_insert(w->folders, folder, m);
}

static void watch_path(struct watch *w, char *path)
{
    if (g_hash_table_contains(w->files, path)) {
        g_free(path);
        return;
    }
    watch_folder(w, path);
    g_hash_table_insert(w->files, path, look_of(path));
}

/* By its name, and behind symbolic links. */
static void watch_file(struct watch *w, const char *name)
{
    char *real = realpath(name, NULL);
    watch_path(w, g_canonicalize_filename(name, NULL));
    if (real)
        watch_path(w, g_strdup(real));
    free(real);
}

static void check(struct watch *w)
{
    GPtrArray *read = g_ptr_array_new_with_free_func(g_free);
    look_again(w);                      /* what is saved while the check runs is checked again … */
    w->status = cmd_check_files(w->arguments, w->options, w->job, read);
    if (w->options->fix)                /* … but not what the check itself has written */
        look_again(w);
    for (char **a = w->arguments; *a; a++)
        watch_file(w, *a);
    for (guint i = 0; i < read->len; i++)
        watch_file(w, g_ptr_array_index(read, i));
    g_ptr_array_free(read, TRUE);
    fflush(stdout);
    g_printerr(_("--- watching; saved files are checked again, Ctrl-C ends ---\n"));
}

static gboolean on_signal(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_CONTINUE;
}

int cmd_watch(char **arguments, const struct cmd_options *o, cmd_job job)
{
    struct watch w = { .job = job, .arguments = arguments, .options = o };
    w.loop = g_main_loop_new(NULL, FALSE);
    w.folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_monitor);
    w.files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const guint ends[] = { g_unix_signal_add(SIGINT, on_signal, w.loop), g_unix_signal_add(SIGTERM, on_signal, w.loop) };
    check(&w);
    g_main_loop_run(w.loop);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        g_source_remove(ends[i]);
    if (w.timer)
        g_source_remove(w.timer);
    g_hash_table_destroy(w.folders);
    g_hash_table_destroy(w.files);
    g_main_loop_unref(w.loop);
    return w.status;
}
