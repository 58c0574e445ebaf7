/* SPDX-License-Identifier: MIT */
/* Messages in the user's language: gettext, in a domain of our own. */
#ifndef SAPCHU_BASE_I18N_H
#define SAPCHU_BASE_I18N_H

#include <libintl.h>

#define I18N_DOMAIN "sapchu"
#define _(s) dgettext(I18N_DOMAIN, s)
#define N_(s) s

/* Binds the domain to its folder: the build folder's for a program that runs from there, else the installed one. */
void i18n_bind(void);

/* The language in which messages come out: "vi", or "en" when there is no translation. */
const char *i18n_language(void);

#endif
