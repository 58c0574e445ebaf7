/* SPDX-License-Identifier: MIT */
/* sapchu convert: a text or report from before Unicode. */
#include "cmd.h"

#include "base/i18n.h"

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_OUTPUT | CMD_FROM, &argc, &argv, &o, &status))
        return status;
    if (argc != 2) {
        status = cmd_misuse(self, argc < 2 ? _("which file?") : _("one file at a time"));
    } else {
        struct sapchu *s = cmd_session(&o);
        status = cmd_finish(s, sapchu_convert(s, o.from ? o.from : "auto", argv[1], o.output ? o.output : "-"), &o);
    }
    cmd_options_clear(&o);
    return status;
}

const struct cmd cmd_convert = {
    .name = "convert",
    .arguments = N_("FILE"),
    .summary = N_("Turns a text, report or page in TCVN3 (ABC), VNI, VISCII or Windows-1258 into Unicode."),
    .example = N_("sapchu convert --from tcvn3 old.txt -o new.txt"),
    .run = run,
};
