/* SPDX-License-Identifier: MIT */
/* Our own fontconfig configuration. */
#ifndef SAPCHU_FONT_SETUP_H
#define SAPCHU_FONT_SETUP_H

#include "font/font.h"

#include <fontconfig/fontconfig.h>

/* The fonts of the manifest, of --font-dir and, if wanted, of the system. FcConfigDestroy it. */
FcConfig *font_setup_new(const struct font_options *o, struct diag *diag);

#endif
