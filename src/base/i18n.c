/* SPDX-License-Identifier: MIT */
/* Where the translations are. */
#include "base/i18n.h"

#include "base/datadir.h"

#include <glib.h>
#include <string.h>

void i18n_bind(void)
{
    char *dir = data_locale_dir();
    bindtextdomain(I18N_DOMAIN, dir);
    bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
    g_free(dir);
}

const char *i18n_language(void)
{
    /* the translation of "" is the head of the catalogue in use */
    return strstr(dgettext(I18N_DOMAIN, ""), "Language: vi") ? "vi" : "en";
}
