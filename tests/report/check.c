/* SPDX-License-Identifier: MIT */
/*
 * Checks reports against their golden findings. Speaks TAP.
 *
 *   check                 all of tests/report/valid and invalid
 *   check --regen NAME…   shows how the findings of invalid/NAME.xml change and takes them; --regen alone: all
 *   check --show FILE…    prints the findings of any report
 *
 * A golden file stands beside the report as NAME.diag, a line a finding: "line:col: severity: message [code]". Below it,
 * if there are any: what was expected, related places, the fix with its edits; the range when the finding has one of
 * these. Texts that differ from machine to machine (the folder of the tests) are written as a dot.
 *
 * Every fix is tried: applied alone, it leaves no finding of that code where it was, and no new one of the schema.
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

static void run_begin(struct run *r, const char *dir)
{
    *r = (struct run){ access_new(), diag_new(), NULL, NULL };
    access_allow_dir(r->access, dir);
    r->loader = xml_loader_new(r->access, r->diag);
    r->checker = report_checker_new(r->loader);
}

/* Checks `doc` and frees it. */
static void run_check(struct run *r, xmlDoc *doc)
{
    if (doc && report_check_schema(r->checker, doc))
        report_check_rules(r->checker, doc, REPORT_VALIDATE);
    xmlFreeDoc(doc);
    diag_sort(r->diag);
}

static void run_end(struct run *r)
{
    report_checker_drop(r->checker);
    diag_drop(r->diag);
    xml_loader_drop(r->loader);
    access_drop(r->access);
}

/* --- what else a finding says --- */

static void add_range(GString *s, struct src_range range)
{
    unsigned line, col, end_line, end_col;
    src_pos_line_col(src_pos_at(range.file, range.start), &line, &col);
    src_pos_line_col(src_pos_at(range.file, range.end), &end_line, &end_col);
    g_string_append_printf(s, "%u:%u-%u:%u", line, col, end_line, end_col);
}

static void add_more(GString *s, const struct diag_item *it)
{
    if (it->expected || it->related || it->fix) {
        g_string_append(s, "    range: ");
        add_range(s, (struct src_range){ it->pos.file, it->pos.offset, it->end });
        g_string_append_c(s, '\n');
    }
    if (it->expected)
        g_string_append_printf(s, "    expected: %s\n", it->expected);
    for (guint i = 0; it->related && i < it->related->len; i++) {
        const struct diag_related *r = &g_array_index(it->related, struct diag_related, i);
        g_string_append(s, "    related: ");
        add_range(s, r->range);
        g_string_append_printf(s, " %s\n", r->message);
    }
    if (it->fix)
        g_string_append_printf(s, "    %s: %s\n", it->fix->safe ? "safe fix" : "fix", it->fix->title);
    for (guint i = 0; it->fix && i < it->fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(it->fix->edits, struct diag_edit, i);
        g_string_append(s, "      edit: ");
        add_range(s, e->range);
        g_string_append_printf(s, " '%s'\n", e->text);
    }
}

/* --- fixes --- */

static gint by_start(gconstpointer a, gconstpointer b)
{
    const struct diag_edit *x = a, *y = b;
    return x->range.start < y->range.start ? -1 : x->range.start > y->range.start;
}

/* The text of the file with the edits made. */
static GString *mended(const struct diag_item *it)
{
    const struct src_file *f = it->pos.file;
    GString *s = g_string_new("");
    uint32_t at = 0;
    g_array_sort(it->fix->edits, by_start);
    for (guint i = 0; i < it->fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(it->fix->edits, struct diag_edit, i);
        g_string_append_len(s, src_file_text(f) + at, e->range.start - at);
        g_string_append(s, e->text);
        at = e->range.end;
    }
    g_string_append_len(s, src_file_text(f) + at, (gssize)(src_file_len(f) - at));
    return s;
}

static unsigned count_code(const struct diag *d, const char *code)
{
    unsigned n = 0;
    for (unsigned i = 0; i < diag_len(d); i++)
        n += strcmp(diag_get(d, i)->code, code) == 0;
    return n;
}

/* Adds a line of TAP's comment to `s` when the fix does not do what it should. */
static void try_fix(GString *s, const char *dir, const struct diag *d, const struct diag_item *it)
{
    GString *text = mended(it);
    struct run r;
    run_begin(&r, dir);
    xmlDoc *doc = xml_parse_memory(r.loader, src_file_name(it->pos.file), text->str, text->len, 0);
    bool loads = doc != NULL;
    run_check(&r, doc);
    unsigned left = count_code(r.diag, it->code), schema = 0, before = 0;
    for (unsigned i = 0; i < diag_len(r.diag); i++)
        schema += diag_get(r.diag, i)->layer == DIAG_LAYER_SCHEMA;
    for (unsigned i = 0; i < diag_len(d); i++)
        before += diag_get(d, i)->layer == DIAG_LAYER_SCHEMA;
    if (!loads || left >= count_code(d, it->code) || schema > before - (it->layer == DIAG_LAYER_SCHEMA))
        g_string_append_printf(s, "    (the fix does not mend it)\n");
    run_end(&r);
    g_string_free(text, TRUE);
}

static char *findings(const char *dir, const char *path)
{
    struct run r;
    run_begin(&r, dir);
    run_check(&r, report_load(r.checker, path));
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
        add_more(s, it);
        if (it->fix && (it->layer == DIAG_LAYER_RULES || it->layer == DIAG_LAYER_SCHEMA))
            try_fix(s, dir, r.diag, it);
    }
    g_string_replace(s, dir, ".", 0);
    run_end(&r);
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
