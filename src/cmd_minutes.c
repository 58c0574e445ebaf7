/* SPDX-License-Identifier: MIT */
/* sapchu minutes: a report becomes formal minutes. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    const unsigned set = CMD_OUTPUT | CMD_PAGES | CMD_FONTS | CMD_FORCE | CMD_READ | CMD_STYLESHEET | CMD_FINDINGS |
                         CMD_WORDS | CMD_RULES;
    return cmd_produce(argc, argv, self, set, sapchu_minutes);
}

const struct cmd cmd_minutes = {
    .name = "minutes",
    .arguments = N_("REPORT.xml"),
    .summary = N_("Sets a report as formal minutes: .pdf, .png, .svg or .fo."),
    .example = N_("sapchu minutes report.xml -o minutes.pdf"),
    .run = run,
};
