/* SPDX-License-Identifier: MIT */
/* sapchu fonts: the families found, their Vietnamese coverage, what stands in for what. */
#include "cmd.h"

#include "base/i18n.h"

#define LETTERS 134u            /* precomposed Vietnamese letters */

static void print_family(void *user, const struct sapchu_font *f)
{
    bool *substitutes = user;
    if (f->asked) {
        g_print("%s%s → %s\n", *substitutes ? "" : "\n", f->asked, f->family);
        *substitutes = true;
        return;
    }
    char *coverage = f->vietnamese == LETTERS ? g_strdup(_("all Vietnamese letters"))
                                              : g_strdup_printf(_("%u of %u Vietnamese letters"), f->vietnamese,
                                                                LETTERS);
    g_print("%-28s  %-24s  %s\n", f->family, coverage, f->file);
    g_free(coverage);
}

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_FONTS, &argc, &argv, &o, &status))
        return status;
    if (argc != 1) {
        status = cmd_misuse(self, _("no file is needed"));
    } else {
        struct sapchu *s = cmd_session(&o);
        bool substitutes = false;
        enum sapchu_status r = sapchu_fonts(s, print_family, &substitutes);
        status = cmd_finish(s, r);
    }
    cmd_options_clear(&o);
    return status;
}

const struct cmd cmd_fonts = {
    .name = "fonts",
    .arguments = "",
    .summary = N_("Lists the font families found, where they are, and what stands in for a family that is missing."),
    .example = N_("sapchu fonts --font-dir ~/fonts"),
    .run = run,
};
