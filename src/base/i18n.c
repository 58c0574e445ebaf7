/* SPDX-License-Identifier: MIT */
/* Where the translations are. */
#include "base/i18n.h"

#include "base/datadir.h"

#include <glib.h>

void i18n_bind(void)
{
    char *dir = data_locale_dir();
    bindtextdomain(I18N_DOMAIN, dir);
    bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
    g_free(dir);
}
