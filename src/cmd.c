/* SPDX-License-Identifier: MIT */
/* What the commands share: options, sessions, findings. */
#include "cmd.h"

#include "base/i18n.h"
#include "font/font.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

/* Every option that more than one command may take: the set it belongs to, and where its value goes. */
static const struct option {
    unsigned set;
    const char *name;
    char letter;                /* 0: none */
    GOptionArg arg;
    size_t at;                  /* in struct cmd_options */
    const char *help, *value;
} options[] = {
#define AT(member) offsetof(struct cmd_options, member)
    { CMD_OUTPUT, "output", 'o', G_OPTION_ARG_FILENAME, AT(output),
      N_("write to FILE; '-' is standard output"), N_("FILE") },
    { CMD_OUTPUT, "to", 't', G_OPTION_ARG_STRING, AT(format),
      N_("the format, if the file's extension does not say it"), N_("FORMAT") },
    { CMD_PAGES, "page", 'p', G_OPTION_ARG_INT, AT(page),
      N_("page N only"), N_("N") },
    { CMD_PAGES, "dpi", 0, G_OPTION_ARG_DOUBLE, AT(dpi),
      N_("resolution of PNG, 150 if not given"), N_("DPI") },
    { CMD_PAGES, "stats", 0, G_OPTION_ARG_NONE, AT(stats),
      N_("say how many pages, passes and layouts it took"), NULL },
    { CMD_PAGES, "hyphen-dir", 0, G_OPTION_ARG_FILENAME_ARRAY, AT(hyphen_dirs),
      N_("look for hyphenation patterns in DIR first"), N_("DIR") },
    { CMD_FONTS, "font-dir", 0, G_OPTION_ARG_FILENAME_ARRAY, AT(font_dirs),
      N_("look for fonts in DIR too"), N_("DIR") },
    { CMD_FONTS, "system-fonts", 0, G_OPTION_ARG_NONE, AT(system_fonts),
      N_("use every font of the system"), NULL },
    { CMD_STRICT, "strict", 0, G_OPTION_ARG_NONE, AT(strict),
      N_("take faults that could be mended as errors"), NULL },
    { CMD_FORCE, "force", 0, G_OPTION_ARG_NONE, AT(force),
      N_("go on when rules are broken (never the schema)"), NULL },
    { CMD_READ, "allow-read", 0, G_OPTION_ARG_FILENAME_ARRAY, AT(allow_read),
      N_("let the document read files under DIR"), N_("DIR") },
    { CMD_RULES, "rules", 0, G_OPTION_ARG_FILENAME_ARRAY, AT(rules),
      N_("check by the Schematron rules of FILE too"), N_("FILE") },
    { CMD_RULES, "phase", 0, G_OPTION_ARG_STRING, AT(phase),
      N_("of rules that have this phase, only what is active in it"), N_("PHASE") },
    { CMD_STYLESHEET, "stylesheet", 0, G_OPTION_ARG_FILENAME, AT(stylesheet),
      N_("transform with FILE, a stylesheet of your own"), N_("FILE") },
    { CMD_FIX, "fix", 0, G_OPTION_ARG_STRING, AT(fix),
      N_("mend the file: what is safe; --fix=dry-run shows how, --fix=CODE,… mends these findings too"), N_("HOW") },
    { CMD_FIX, "watch", 0, G_OPTION_ARG_NONE, AT(watch),
      N_("check again whenever a file is saved, until Ctrl-C"), NULL },
    { CMD_FIX, "baseline", 0, G_OPTION_ARG_FILENAME, AT(baseline),
      N_("pass over the findings that stand in FILE"), N_("FILE") },
    { CMD_FIX, "write-baseline", 0, G_OPTION_ARG_FILENAME, AT(write_baseline),
      N_("write all findings to FILE, so that they are known from now on"), N_("FILE") },
    { CMD_FINDINGS, "format", 'f', G_OPTION_ARG_STRING, AT(findings),
      N_("how findings are written: text, gcc, json, sarif, checkstyle, svrl, rdjsonl"), N_("FORMAT") },
    { CMD_FINDINGS, "disable", 0, G_OPTION_ARG_STRING_ARRAY, AT(disable),
      N_("no findings with this code; 'vi-*' is all that begin so, a comma separates several"), N_("CODE") },
    { CMD_FINDINGS, "max-findings", 0, G_OPTION_ARG_INT, AT(max_findings),
      N_("show the gravest N findings, 1000 if not given; 0 is all"), N_("N") },
    { CMD_FAIL_ON, "fail-on", 0, G_OPTION_ARG_STRING, AT(fail_on),
      N_("exit with 1 from this severity on: error, warning, info; none is never"), N_("SEVERITY") },
    { CMD_LIST, "format", 'f', G_OPTION_ARG_STRING, AT(findings),
      N_("text or json"), N_("FORMAT") },
    { CMD_LIST, "layer", 0, G_OPTION_ARG_STRING, AT(layer),
      N_("only the codes of this layer: xml, schema, rules …"), N_("LAYER") },
    { CMD_FROM, "from", 0, G_OPTION_ARG_STRING, AT(from),
      N_("the encoding: tcvn3, vni, viscii, cp1258, mojibake; auto if not given"), N_("ENCODING") },
    { CMD_WORDS, "dictionary", 0, G_OPTION_ARG_FILENAME_ARRAY, AT(dictionaries),
      N_("take the words of FILE, one a line, as right"), N_("FILE") },
    { CMD_DIALECT, "as", 0, G_OPTION_ARG_STRING, AT(dialect),
      N_("take the file for text, markdown, html or xml"), N_("KIND") },
#undef AT
};

static void add_entries(GOptionContext *c, unsigned set, struct cmd_options *o)
{
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        const struct option *p = &options[i];
        const GOptionEntry entries[] = {
            { p->name, p->letter, 0, p->arg, (char *)o + p->at, p->help, p->value },
            { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
        };
        if (set & p->set)
            g_option_context_add_main_entries(c, entries, I18N_DOMAIN);
    }
}

/* Gives a bare --fix its value: GLib would take the next argument, which is the file. */
static void complete_fix(int argc, char **argv)
{
    static char bare[] = "--fix=safe";
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--fix") == 0)
            argv[i] = bare;
}

static const struct {
    const char *name;
    enum sapchu_severity severity;
} fail_on_words[] = {
    { "error", SAPCHU_ERROR }, { "warning", SAPCHU_WARNING }, { "info", SAPCHU_INFO }, { "none", SAPCHU_FATAL },
};

static bool is_fail_on(const char *word, enum sapchu_severity *severity)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fail_on_words); i++) {
        if (strcmp(fail_on_words[i].name, word) != 0)
            continue;
        *severity = fail_on_words[i].severity;
        return true;
    }
    return false;
}

static bool is_finding_format(const char *word)
{
    const char *name;
    for (unsigned i = 0; (name = sapchu_finding_format(i, NULL)) != NULL; i++)
        if (strcmp(name, word) == 0)
            return true;
    return false;
}

/* What is wrong with the values of the options; NULL: nothing. */
static const char *bad_value(const struct cmd_options *o)
{
    enum sapchu_severity severity;
    if (o->page < 0)
        return _("--page takes a number from 1 up");
    if (o->dpi < 0 || o->dpi > 2400)
        return _("--dpi takes 1 to 2400");
    if (o->max_findings < 0)
        return _("--max-findings takes a number from 0 up");
    if (o->findings && !is_finding_format(o->findings))
        return _("--format takes text, gcc, json, sarif, checkstyle, svrl or rdjsonl");
    if (o->fail_on && !is_fail_on(o->fail_on, &severity))
        return _("--fail-on takes error, warning, info or none");
    return NULL;
}

gboolean cmd_parse(const struct cmd *self, unsigned set, int *argc, char ***argv, struct cmd_options *o, int *status)
{
    memset(o, 0, sizeof *o);
    o->max_findings = 1000;
    gboolean help = FALSE;
    const GOptionEntry help_entry[] = {
        { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("show this help"), NULL },
        { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    };
    GOptionContext *c = g_option_context_new(_(self->arguments));
    g_option_context_set_help_enabled(c, FALSE);
    g_option_context_set_translation_domain(c, I18N_DOMAIN);
    g_option_context_set_summary(c, _(self->summary));
    char *example = g_strdup_printf("%s\n  %s", _("Example:"), _(self->example));
    g_option_context_set_description(c, example);
    add_entries(c, set, o);
    g_option_context_add_main_entries(c, help_entry, I18N_DOMAIN);
    char *name = g_strconcat("sapchu ", self->name, NULL);
    g_set_prgname(name);
    GError *error = NULL;
    if (set & CMD_FIX)
        complete_fix(*argc, *argv);
    gboolean ok = g_option_context_parse(c, argc, argv, &error);
    if (!ok) {
        *status = cmd_misuse(self, error->message);
        g_error_free(error);
    } else if (help) {
        char *text = g_option_context_get_help(c, TRUE, NULL);
        fputs(text, stdout);
        g_free(text);
        *status = SAPCHU_OK;
        ok = FALSE;
    } else if (*argc > 1 && strcmp((*argv)[1], "--") == 0) {
        memmove(*argv + 1, *argv + 2, sizeof(char *) * (size_t)(*argc - 1));
        --*argc;
    }
    const char *wrong = ok ? bad_value(o) : NULL;
    if (wrong) {
        *status = cmd_misuse(self, wrong);
        ok = FALSE;
    }
    g_option_context_free(c);
    g_free(example);
    g_free(name);
    if (!ok)
        cmd_options_clear(o);
    return ok;
}

void cmd_options_clear(struct cmd_options *o)
{
    g_free(o->from);
    g_free(o->output);
    g_free(o->format);
    g_free(o->stylesheet);
    g_free(o->fix);
    g_free(o->baseline);
    g_free(o->write_baseline);
    g_free(o->findings);
    g_free(o->fail_on);
    g_free(o->layer);
    g_strfreev(o->disable);
    g_strfreev(o->font_dirs);
    g_strfreev(o->hyphen_dirs);
    g_strfreev(o->allow_read);
    g_strfreev(o->dictionaries);
    g_free(o->dialect);
    g_strfreev(o->rules);
    g_free(o->phase);
}

/* "safe", "dry-run" and codes, in any order. */
static void set_fix(struct sapchu *s, const char *fix)
{
    enum sapchu_fix how = fix ? SAPCHU_FIX_FILE : SAPCHU_FIX_NONE;
    char **words = g_strsplit(fix ? fix : "", ",", -1);
    for (char **w = words; *w; w++)
        if (strcmp(*w, "dry-run") == 0)
            how = SAPCHU_FIX_SHOW;
    sapchu_set_fix(s, how, (const char *const *)words);
    g_strfreev(words);
}

static void disable(struct sapchu *s, const char *list)
{
    char **codes = g_strsplit(list, ",", -1);
    for (char **c = codes; *c; c++)
        if (*g_strstrip(*c))
            sapchu_disable(s, *c);
    g_strfreev(codes);
}

struct sapchu *cmd_session(const struct cmd_options *o)
{
    font_use_private_config();
    struct sapchu *s = sapchu_new();
    sapchu_set_format(s, o->format);
    sapchu_set_page(s, (unsigned)o->page);
    sapchu_set_dpi(s, o->dpi);
    sapchu_set_stylesheet(s, o->stylesheet);
    sapchu_set_strict(s, o->strict);
    sapchu_set_force(s, o->force);
    sapchu_set_system_fonts(s, o->system_fonts);
    set_fix(s, o->fix);
    sapchu_set_baseline(s, o->write_baseline ? o->write_baseline : o->baseline, o->write_baseline != NULL);
    sapchu_set_max_findings(s, o->max_findings ? (unsigned)o->max_findings : UINT_MAX);
    enum sapchu_severity severity;
    if (o->fail_on && is_fail_on(o->fail_on, &severity))
        sapchu_set_fail_on(s, severity);
    for (char **d = o->disable; d && *d; d++)
        disable(s, *d);
    for (char **d = o->font_dirs; d && *d; d++)
        sapchu_add_font_dir(s, *d);
    for (char **d = o->hyphen_dirs; d && *d; d++)
        sapchu_add_hyphen_dir(s, *d);
    for (char **d = o->allow_read; d && *d; d++)
        sapchu_allow_read(s, *d);
    for (char **d = o->dictionaries; d && *d; d++)
        sapchu_add_dictionary(s, *d);
    sapchu_set_dialect(s, o->dialect);
    for (char **d = o->rules; d && *d; d++)
        sapchu_add_rules(s, *d);
    sapchu_set_phase(s, o->phase);
    return s;
}

void cmd_print_mended(const struct sapchu *s)
{
    const char *diff = sapchu_diff(s);
    unsigned n = sapchu_mended(s);
    if (diff) {
        fputs(diff, stdout);
        fflush(stdout);
    }
    if (n > 0)
        g_printerr(diff ? dngettext(I18N_DOMAIN, "%u finding would be mended\n", "%u findings would be mended\n", n)
                        : dngettext(I18N_DOMAIN, "%u finding is mended\n", "%u findings are mended\n", n), n);
}

struct sapchu_writer *cmd_writer(const struct cmd_options *o, bool are_result)
{
    bool machine = false, terminal = isatty(STDERR_FILENO);
    const char *format = o->findings ? o->findings : "text", *name, *no_color = g_getenv("NO_COLOR");
    for (unsigned i = 0; (name = sapchu_finding_format(i, &machine)) != NULL && strcmp(name, format) != 0; i++)
        ;
    return sapchu_writer_new(format, machine && are_result ? stdout : stderr, terminal || o->findings,
                             terminal && !(no_color && *no_color) && g_strcmp0(g_getenv("TERM"), "dumb") != 0);
}

int cmd_finish(struct sapchu *s, enum sapchu_status status, const struct cmd_options *o)
{
    struct sapchu_writer *w = cmd_writer(o, false);
    sapchu_writer_add(w, s);
    sapchu_writer_end(w);
    cmd_print_mended(s);
    if (o->stats) {
        struct sapchu_stats n;
        sapchu_get_stats(s, &n);
        g_printerr(_("pages: %u, passes: %u, layouts: %llu\n"), n.pages, n.passes, n.layouts);
    }
    sapchu_free(s);
    return (int)status;
}

int cmd_misuse(const struct cmd *self, const char *message)
{
    g_printerr("sapchu %s: %s\n", self->name, message);
    g_printerr(_("Try 'sapchu %s --help'.\n"), self->name);
    return SAPCHU_FAILED;
}

int cmd_produce(int argc, char **argv, const struct cmd *self, unsigned set,
                enum sapchu_status (*job)(struct sapchu *, const char *, const char *))
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, set, &argc, &argv, &o, &status))
        return status;
    if (argc != 2) {
        status = cmd_misuse(self, argc < 2 ? _("which file?") : _("one file at a time"));
    } else if (!o.output && !o.format) {
        status = cmd_misuse(self, _("where to? '-o FILE' says it, or '--to FORMAT' for standard output"));
    } else {
        struct sapchu *s = cmd_session(&o);
        status = cmd_finish(s, job(s, argv[1], o.output ? o.output : "-"), &o);
    }
    cmd_options_clear(&o);
    return status;
}
