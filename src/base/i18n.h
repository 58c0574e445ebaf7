/* SPDX-License-Identifier: MIT */
/* Messages in the user's language: gettext, in a domain of our own. */
#ifndef SAPCHU_BASE_I18N_H
#define SAPCHU_BASE_I18N_H

#include <libintl.h>

#define I18N_DOMAIN "sapchu"
#define _(s) dgettext(I18N_DOMAIN, s)
#define N_(s) s

#endif
