/* SPDX-License-Identifier: MIT */
/* sapchu lsp: the language server, for editors. */
#include "cmd.h"

#include "base/i18n.h"

#include <unistd.h>

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_READ, &argc, &argv, &o, &status))
        return status;
    if (argc != 1) {
        status = cmd_misuse(self, _("no file is needed: the editor sends them"));
    } else {
        struct sapchu *s = cmd_session(&o);
        status = (int)sapchu_serve(s, STDIN_FILENO, STDOUT_FILENO);
        sapchu_free(s);
    }
    cmd_options_clear(&o);
    return status;
}

const struct cmd cmd_lsp = {
    .name = "lsp",
    .arguments = "",
    .summary = N_("Serves an editor over standard input and output: findings while you type, fixes, completion, help."),
    .example = N_("sapchu --lang vi lsp"),
    .run = run,
};
