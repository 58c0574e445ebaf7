/* SPDX-License-Identifier: MIT */
/* sapchu lint: the language of one or more texts. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    return cmd_check(argc, argv, self, CMD_DIALECT, sapchu_lint);
}

const struct cmd cmd_lint = {
    .name = "lint",
    .arguments = N_("FILE…"),
    .summary = N_("Checks the Vietnamese of any text, Markdown, HTML or XML: spelling, marks, typography, numbers, dates."),
    .example = N_("sapchu lint post.html"),
    .run = run,
};
