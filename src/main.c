/* SPDX-License-Identifier: MIT */
/* The program: finds the command. */
#include "cmd.h"

#include "base/i18n.h"

#include <string.h>

static const struct cmd *const commands[] = {
    &cmd_validate,
    &cmd_lint,
    &cmd_news,
    &cmd_minutes,
    &cmd_typeset,
    &cmd_convert,
    &cmd_new,
    &cmd_fonts,
    &cmd_support,
    &cmd_rules,
    &cmd_explain,
    &cmd_lsp,
};

static void print_help(void)
{
    g_print("%s\n\n%s\n", _("Usage: sapchu COMMAND [OPTION…] [FILE…]"), _("Commands:"));
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        g_print("  %-10s %s\n", commands[i]->name, _(commands[i]->summary));
    g_print("\n%s\n", _("Options of every command:\n"
                        "  --lang vi|en    language of the messages\n"
                        "  --explain CODE  what a finding means, as 'sapchu explain CODE' does\n"
                        "  --help          options of the command, with an example\n"
                        "  --version       the version\n"
                        "\n"
                        "Example:\n"
                        "  sapchu new news -o report.xml && sapchu news report.xml -o post.pdf"));
}

/* Takes --lang out of the arguments: the language must be known before any other is read. */
static const char *take_language(int *argc, char **argv)
{
    const char *lang = NULL;
    int kept = 1;
    for (int i = 1; i < *argc; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            lang = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < *argc)
            lang = argv[++i];
        else
            argv[kept++] = argv[i];
    }
    argv[kept] = NULL;
    *argc = kept;
    return lang;
}

/* The code after --explain, wherever it stands; NULL: there is none. */
static char *asked_code(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--explain=", 10) == 0)
            return argv[i] + 10;
        if (strcmp(argv[i], "--explain") == 0)
            return i + 1 < argc ? argv[i + 1] : "";
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const char *lang = take_language(&argc, argv);
    sapchu_set_language(lang);
    if (lang && strcmp(lang, "vi") != 0 && strcmp(lang, "en") != 0) {
        g_printerr(_("sapchu: --lang takes 'vi' or 'en'\n"));
        return SAPCHU_FAILED;
    }
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help();
        return argc < 2 ? SAPCHU_FAILED : SAPCHU_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        g_print("sapchu %s\n", sapchu_version());
        return SAPCHU_OK;
    }
    char name[] = "explain", *code = asked_code(argc, argv), *asked[] = { name, code, NULL };
    if (code)
        return cmd_explain.run(*code ? 2 : 1, asked, &cmd_explain);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i]->name) == 0)
            return commands[i]->run(argc - 1, argv + 1, commands[i]);
    g_printerr(_("sapchu: there is no command '%s'. Try 'sapchu --help'.\n"), argv[1]);
    return SAPCHU_FAILED;
}
