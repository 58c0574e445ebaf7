/* SPDX-License-Identifier: MIT */
/* sapchu validate: schema and rules of one or more reports. */
#include "cmd.h"

#include "base/i18n.h"

#include <string.h>

static bool names_input(char **argv)
{
    while (*++argv)
        if (strcmp(*argv, "-") == 0)
            return true;
    return false;
}

static void add_code(void *codes, const struct sapchu_rule *r)
{
    g_hash_table_add(codes, g_strdup(r->code));
}

static GHashTable *all_codes(const struct cmd_options *o)
{
    GHashTable *codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct sapchu *s = cmd_session(o);
    sapchu_rules(s, add_code, codes);
    sapchu_free(s);
    return codes;
}

/* Is it a code, or how codes begin ("vi-*")? */
static bool is_code(GHashTable *codes, const char *word)
{
    size_t n = strlen(word);
    GHashTableIter it;
    gpointer code;
    if (n == 0 || word[n - 1] != '*')
        return g_hash_table_contains(codes, word);
    g_hash_table_iter_init(&it, codes);
    while (g_hash_table_iter_next(&it, &code, NULL))
        if (strncmp(code, word, n - 1) == 0)
            return true;
    return false;
}

/* The first word of --fix that is neither "safe" nor "dry-run" nor a code; g_free it. NULL: all are. */
static char *unknown_code(const struct cmd_options *o)
{
    GHashTable *codes = NULL;
    char **words = g_strsplit(o->fix ? o->fix : "", ",", -1), *unknown = NULL;
    for (char **w = words; *w && !unknown; w++) {
        if (strcmp(*w, "safe") == 0 || strcmp(*w, "dry-run") == 0)
            continue;
        if (!codes)
            codes = all_codes(o);
        if (!g_hash_table_contains(codes, *w))
            unknown = g_strdup(*w);
    }
    g_strfreev(words);
    if (codes)
        g_hash_table_destroy(codes);
    return unknown;
}

/* What --disable names and is no code is said, and no more: one list may serve several releases and rule files. */
static void say_disabled(const struct cmd_options *o)
{
    GHashTable *codes = o->disable ? all_codes(o) : NULL;
    for (char **list = o->disable; list && *list; list++) {
        char **words = g_strsplit(*list, ",", -1);
        for (char **w = words; *w; w++)
            if (*g_strstrip(*w) && !is_code(codes, *w))
                g_printerr(_("sapchu: --disable: no finding has the code '%s'\n"), *w);
        g_strfreev(words);
    }
    if (codes)
        g_hash_table_destroy(codes);
}

/*
 * All files in one document of findings, with the maximum for all of them together. With --fix=dry-run it is the
 * difference that goes to standard output.
 */
int cmd_check_files(char **files, const struct cmd_options *o, cmd_job job, GPtrArray *read)
{
    struct sapchu_writer *w = cmd_writer(o, !o->fix || !strstr(o->fix, "dry-run"));
    unsigned left = o->max_findings ? (unsigned)o->max_findings : UINT_MAX;
    enum sapchu_status status = SAPCHU_OK;
    struct sapchu *s = cmd_session(o);
    for (; *files; files++) {
        sapchu_set_max_findings(s, left);
        enum sapchu_status one = job(s, *files);
        status = MAX(status, one);
        sapchu_writer_add(w, s);
        cmd_print_mended(s);
        left -= MIN(left, sapchu_finding_count(s));
        const char *name;
        for (unsigned i = 0; read && (name = sapchu_file_read(s, i)); i++)
            g_ptr_array_add(read, g_strdup(name));
    }
    sapchu_free(s);
    if (!sapchu_writer_end(w)) {
        g_printerr(_("sapchu: the findings cannot be written\n"));
        status = MAX(status, SAPCHU_FAILED);
    }
    return (int)status;
}

int cmd_check(int argc, char **argv, const struct cmd *self, unsigned set, cmd_job job)
{
    struct cmd_options o;
    int status;
    char *unknown;
    if (!cmd_parse(self, CMD_FIX | CMD_FINDINGS | CMD_FAIL_ON | CMD_WORDS | set, &argc, &argv, &o, &status))
        return status;
    if (argc < 2)
        status = cmd_misuse(self, _("which file?"));
    else if ((unknown = unknown_code(&o)) != NULL) {
        char *message = g_strdup_printf(_("no finding has the code '%s'"), unknown);
        status = cmd_misuse(self, message);
        g_free(message);
        g_free(unknown);
    } else if (o.fix && names_input(argv))
        status = cmd_misuse(self, _("standard input cannot be mended: name a file"));
    else if (o.watch && names_input(argv))
        status = cmd_misuse(self, _("standard input cannot be watched: name a file"));
    else {
        say_disabled(&o);
        status = o.watch ? cmd_watch(argv + 1, &o, job) : cmd_check_files(argv + 1, &o, job, NULL);
    }
    cmd_options_clear(&o);
    return status;
}

static int run(int argc, char **argv, const struct cmd *self)
{
    return cmd_check(argc, argv, self, CMD_READ | CMD_RULES, sapchu_validate);
}

const struct cmd cmd_validate = {
    .name = "validate",
    .arguments = N_("REPORT.xml…"),
    .summary = N_("Checks reports: well-formed, by the schema, by the rules (dates, sums, votes, required fields), and their language."),
    .example = N_("sapchu validate report.xml"),
    .run = run,
};
