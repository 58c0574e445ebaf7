/* SPDX-License-Identifier: MIT */
/* sapchu support: what of XSL-FO is built, as Markdown; the manual's page xsl-fo.md is this output. */
#include "cmd.h"

#include "base/i18n.h"

struct count {
    unsigned full, part, none;
};

/* One kind of features: counted, or printed. */
struct listing {
    bool objects;
    struct count *count;        /* NULL: print */
};

static void each_feature(void *user, const struct sapchu_feature *f)
{
    struct listing *l = user;
    if (f->object != l->objects)
        return;
    if (l->count) {
        *(f->support == SAPCHU_SUPPORT_FULL ? &l->count->full
          : f->support == SAPCHU_SUPPORT_PART ? &l->count->part : &l->count->none) += 1;
        return;
    }
    const char *word = f->support == SAPCHU_SUPPORT_FULL ? _("full")
                       : f->support == SAPCHU_SUPPORT_PART ? _("partial") : _("no");
    g_print("| `%s%s` | %s | %s |\n", f->object ? "fo:" : "", f->name, word, f->missing ? f->missing : "");
}

static void print_table(const char *title, bool objects)
{
    struct count n = { 0 };
    sapchu_support(each_feature, &(struct listing){ objects, &n });
    g_print("\n## %s\n\n", title);
    g_print(_("%u full, %u partial, %u not built."), n.full, n.part, n.none);
    g_print("\n\n| | | %s |\n|---|---|---|\n", _("What is missing"));
    sapchu_support(each_feature, &(struct listing){ objects, NULL });
}

static int run(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, 0, &argc, &argv, &o, &status))
        return status;
    status = SAPCHU_OK;
    if (argc != 1) {
        status = cmd_misuse(self, _("no file is needed"));
    } else {
        g_print("# %s\n\n%s\n", _("XSL-FO in sapchu"),
                _("Every formatting object and every property of XSL 1.1, and what of it is built. What is not built is read and\n"
                  "diagnosed, or has no effect; the text is set in any case."));
        print_table(_("Formatting objects"), true);
        print_table(_("Properties"), false);
    }
    cmd_options_clear(&o);
    return status;
}

const struct cmd cmd_support = {
    .name = "support",
    .arguments = "",
    .summary = N_("Lists every object and property of XSL-FO: built in full, in part with what is missing, or not."),
    .example = N_("sapchu support | less"),
    .run = run,
};
