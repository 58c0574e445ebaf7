/* SPDX-License-Identifier: MIT */
/* sapchu validate: schema and rules of one or more reports. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_READ, &argc, &argv, &o, &status))
        return status;
    status = SAPCHU_OK;
    if (argc < 2)
        status = cmd_misuse(self, _("which file?"));
    for (int i = 1; i < argc; i++) {
        struct sapchu *s = cmd_session(&o);
        int one = cmd_finish(s, sapchu_validate(s, argv[i]), false);
        status = MAX(status, one);
    }
    cmd_options_clear(&o);
    return status;
}

const struct cmd cmd_validate = {
    .name = "validate",
    .arguments = N_("REPORT.xml…"),
    .summary = N_("Checks reports: well-formed, by the schema, and by the rules (dates, sums, votes, required fields)."),
    .example = N_("sapchu validate report.xml"),
    .run = run,
};
