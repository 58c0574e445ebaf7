/* SPDX-License-Identifier: MIT */
/* Names that are the words of the schema's documentation: <địa-điểm> for venue, whose label is "Địa điểm". */
#include "report/schema_priv.h"

#include "lang/vi/text.h"

#include <string.h>

static char *squeezed(const char *slug)
{
    GString *s = g_string_new("");
    for (; *slug; slug++)
        if (*slug != '-')
            g_string_append_c(s, *slug);
    return g_string_free(s, FALSE);
}

/* 2: `want` is the label; 1: the label begins with it; 0. Both without marks, words parted by hyphens. */
static unsigned fit(const char *label, const char *want)
{
    char *a = squeezed(label), *b = squeezed(want);
    size_t n = strlen(want);
    unsigned out = strcmp(a, b) == 0 ? 2 : n > 2 && strncmp(label, want, n) == 0 && label[n] == '-' ? 1 : 0;
    g_free(a);
    g_free(b);
    return out;
}

const char *schema_by_label(const GPtrArray *decls, const char *name)
{
    static const char *const languages[] = { "vi", "en" };
    char *want = vi_text_slug(name);
    const char *found = NULL;
    unsigned best = 0;
    bool unique = false;
    for (guint i = 0; i < decls->len && *want; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(languages); k++) {
            char *label = model_label(decls->pdata[i], languages[k]), *slug = vi_text_slug(label ? label : "");
            unsigned now = fit(slug, want);
            if (now > best) {
                best = now;
                found = model_name(decls->pdata[i]);
                unique = true;
            } else if (now && now == best && strcmp(found, model_name(decls->pdata[i])) != 0) {
                unique = false;
            }
            g_free(label);
            g_free(slug);
        }
    g_free(want);
    return unique ? found : NULL;
}
