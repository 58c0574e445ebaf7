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

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_READ | CMD_FIX, &argc, &argv, &o, &status))
        return status;
    status = argc < 2 ? cmd_misuse(self, _("which file?")) : SAPCHU_OK;
    if (o.fix && names_input(argv)) {
        status = cmd_misuse(self, _("standard input cannot be mended: name a file"));
        argc = 1;
    }
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
