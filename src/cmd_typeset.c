/* SPDX-License-Identifier: MIT */
/* sapchu typeset: any XSL-FO document becomes pages. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    const unsigned set = CMD_OUTPUT | CMD_PAGES | CMD_FONTS | CMD_STRICT | CMD_READ | CMD_FINDINGS;
    return cmd_produce(argc, argv, self, set, sapchu_typeset);
}

const struct cmd cmd_typeset = {
    .name = "typeset",
    .arguments = N_("PAGES.fo"),
    .summary = N_("Sets an XSL-FO document: .pdf, .png, .svg; --to areas shows the area tree, --to none only lays out."),
    .example = N_("sapchu typeset book.fo -o book.pdf"),
    .run = run,
};
