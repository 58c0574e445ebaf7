/* SPDX-License-Identifier: MIT */
/* sapchu new: a commented report to start from. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_OUTPUT, &argc, &argv, &o, &status))
        return status;
    if (argc != 2) {
        status = cmd_misuse(self, _("'news' or 'minutes'?"));
    } else {
        struct sapchu *s = cmd_session(&o);
        status = cmd_finish(s, sapchu_template(s, argv[1], o.output ? o.output : "-"), &o);
    }
    cmd_options_clear(&o);
    return status;
}

const struct cmd cmd_new = {
    .name = "new",
    .arguments = N_("news|minutes"),
    .summary = N_("Writes a short report with comments, to be filled in."),
    .example = N_("sapchu new minutes -o report.xml"),
    .run = run,
};
