/* SPDX-License-Identifier: MIT */
/*
 * Checks reports against their golden findings. Speaks TAP.
 *
 *   check                 all of tests/report/valid and invalid
 *   check --regen NAME…   shows how the findings of invalid/NAME.xml change and takes them; --regen alone: all
 *   check --show FILE…    prints the findings of any report
 *
 * A golden file stands beside the report as NAME.diag, a line a finding: "line:col: severity: message [code]". Texts
 * that differ from machine to machine (the folder of the tests) are written as a dot.
 */
#include "base/excerpt.h"
#include "report/report.h"

#include <glib.h>
#include <libxml/parser.h>
#include <locale.h>
#include <string.h>

struct run {
    struct access *access;
    struct diag *diag;
    struct xml_loader *loader;
    struct report_checker *checker;
};

static char *findings(const char *dir, const char *path)
{
    struct run r = { access_new(), diag_new(), NULL, NULL };
    access_allow_dir(r.access, dir);
    r.loader = xml_loader_new(r.access, r.diag);
    r.checker = report_checker_new(r.loader);
    xmlDoc *doc = report_load(r.checker, path);
    if (doc)
        report_check(r.checker, doc, REPORT_VALIDATE);
    diag_sort(r.diag);
    GString *s = g_string_new("");
    for (unsigned i = 0; i < diag_len(r.diag); i++) {
        const struct diag_item *it = diag_get(r.diag, i);
        unsigned line, col;
        src_pos_line_col(it->pos, &line, &col);
        if (it->pos.file && strcmp(src_file_name(it->pos.file), path) != 0) {
            char *base = g_path_get_basename(src_file_name(it->pos.file));
            g_string_append_printf(s, "%s:", base);
            g_free(base);
        }
        g_string_append_printf(s, "%u:%u: %s: %s [%s]\n", line, col, excerpt_severity(it->severity), it->message,
                               it->code);
    }
    g_string_replace(s, dir, ".", 0);
    xmlFreeDoc(doc);
    report_checker_drop(r.checker);
    diag_drop(r.diag);
    xml_loader_drop(r.loader);
    access_drop(r.access);
    return g_string_free(s, FALSE);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The reports of a folder, without ".xml", in order. */
static GPtrArray *reports(const char *dir)
{
    GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
    GDir *d = g_dir_open(dir, 0, NULL);
    for (const char *n; d && (n = g_dir_read_name(d));)
        if (g_str_has_suffix(n, ".xml"))
            g_ptr_array_add(out, g_strndup(n, strlen(n) - 4));
    if (d)
        g_dir_close(d);
    g_ptr_array_sort(out, by_name);
    return out;
}

static char *path_of(const char *dir, const char *name, const char *ext)
{
    char *file = g_strconcat(name, ext, NULL);
    char *path = g_build_filename(dir, file, NULL);
    g_free(file);
    return path;
}

/* One line of TAP; what was found and what was expected when they differ. */
static bool tap(unsigned n, const char *folder, const char *name, const char *got, const char *want)
{
    bool ok = strcmp(got, want) == 0;
    g_print("%s %u - %s/%s\n", ok ? "ok" : "not ok", n, folder, name);
    for (int side = 0; side < 2 && !ok; side++) {
        char **lines = g_strsplit(side ? got : want, "\n", -1);
        for (char **l = lines; *l; l++)
            if (**l)
                g_print("#   %s %s\n", side ? "found:   " : "expected:", *l);
        g_strfreev(lines);
    }
    return ok;
}

/* All reports of a folder; `golden`: each has a NAME.diag, else none may have a finding. */
static bool run_folder(const char *top, const char *folder, bool golden, unsigned *n)
{
    char *dir = g_build_filename(top, folder, NULL);
    GPtrArray *list = reports(dir);
    bool ok = list->len > 0;
    for (guint i = 0; i < list->len; i++) {
        char *xml = path_of(dir, list->pdata[i], ".xml"), *diag = path_of(dir, list->pdata[i], ".diag");
        char *want = NULL, *got = findings(dir, xml);
        if (golden && !g_file_get_contents(diag, &want, NULL, NULL))
            want = g_strdup("(there is no golden file)\n");
        ok &= tap(++*n, folder, list->pdata[i], got, golden ? want : "");
        g_free(xml);
        g_free(diag);
        g_free(want);
        g_free(got);
    }
    g_ptr_array_free(list, TRUE);
    g_free(dir);
    return ok;
}

static void regen(const char *top, const char *name)
{
    char *dir = g_build_filename(top, "invalid", NULL);
    char *xml = path_of(dir, name, ".xml"), *diag = path_of(dir, name, ".diag"), *old = NULL;
    char *got = findings(dir, xml);
    if (!g_file_get_contents(diag, &old, NULL, NULL) || strcmp(old, got) != 0) {
        g_print("%s\n%s", name, got);
        g_file_set_contents(diag, got, -1, NULL);
    }
    g_free(old);
    g_free(got);
    g_free(xml);
    g_free(diag);
    g_free(dir);
}

static void regen_all(const char *top)
{
    char *dir = g_build_filename(top, "invalid", NULL);
    GPtrArray *list = reports(dir);
    for (guint i = 0; i < list->len; i++)
        regen(top, list->pdata[i]);
    g_ptr_array_free(list, TRUE);
    g_free(dir);
}

int main(int argc, char **argv)
{
    const char *src = g_getenv("srcdir");
    char *top = g_build_filename(src ? src : ".", "tests", "report", NULL);
    bool ok = true;
    setlocale(LC_ALL, "C.UTF-8");
    if (argc > 1 && strcmp(argv[1], "--show") == 0) {
        for (int i = 2; i < argc; i++) {
            char *dir = g_path_get_dirname(argv[i]), *s = findings(dir, argv[i]);
            g_print("%s", s);
            g_free(dir);
            g_free(s);
        }
    } else if (argc > 1 && strcmp(argv[1], "--regen") == 0) {
        for (int i = 2; i < argc; i++)
            regen(top, argv[i]);
        if (argc == 2)
            regen_all(top);
    } else {
        unsigned n = 0;
        ok = run_folder(top, "valid", false, &n);
        ok &= run_folder(top, "invalid", true, &n);
        g_print("1..%u\n", n);
    }
    g_free(top);
    xmlCleanupParser();
    return ok ? 0 : 1;
}
