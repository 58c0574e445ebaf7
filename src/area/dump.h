/* SPDX-License-Identifier: MIT */
/* The area tree as text (`--to areas`): the form that the tests hold. Described in dump.c. */
#ifndef SAPCHU_AREA_DUMP_H
#define SAPCHU_AREA_DUMP_H

#include "area/area.h"

#include <glib.h>

void area_dump_page(const struct area_page *page, GString *out);

#endif
