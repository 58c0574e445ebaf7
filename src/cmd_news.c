/* SPDX-License-Identifier: MIT */
/* sapchu news: a report becomes a news post. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    const unsigned set = CMD_OUTPUT | CMD_PAGES | CMD_FONTS | CMD_FORCE | CMD_READ | CMD_STYLESHEET | CMD_FINDINGS |
                         CMD_WORDS | CMD_RULES;
    return cmd_produce(argc, argv, self, set, sapchu_news);
}

const struct cmd cmd_news = {
    .name = "news",
    .arguments = N_("REPORT.xml"),
    .summary = N_("Sets a report as a news post: .pdf, .html, .png, .svg or .fo. Internal content stays out."),
    .example = N_("sapchu news report.xml -o post.pdf"),
    .run = run,
};
