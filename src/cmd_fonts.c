/* SPDX-License-Identifier: MIT */
/* sapchu fonts: the families found, their Vietnamese coverage, what stands in for what. */
#include "cmd.h"

#include "base/i18n.h"

#define LETTERS 134u            /* precomposed Vietnamese letters */

struct listing {
    unsigned others;            /* families without any Vietnamese letter: counted, not listed */
    bool substitutes;
};

static void print_family(void *user, const struct sapchu_font *f)
{
    struct listing *l = user;
    if (f->asked) {
        g_print("%s%s → %s\n", l->substitutes ? "" : "\n", f->asked, f->family);
        l->substitutes = true;
        return;
    }
    if (f->vietnamese == 0) {
        l->others++;
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
        struct listing l = { 0 };
        enum sapchu_status r = sapchu_fonts(s, print_family, &l);
        if (l.others)
            g_print(g_dngettext(I18N_DOMAIN, "\n%u more family, for other scripts\n",
                                "\n%u more families, for other scripts\n", l.others), l.others);
        status = cmd_finish(s, r, &o);
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
