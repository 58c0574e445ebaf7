/* SPDX-License-Identifier: MIT */
/* The table of backends. A new one: a row here, a declaration in backends.h, a file. */
#include "out/out.h"

#include "out/backends.h"

#include <glib.h>
#include <string.h>

static const struct out_backend *const backends[] = {
    &out_pdf, &out_png, &out_svg, &out_areas, &out_none,
};

const struct out_backend *out_backend_get(unsigned i)
{
    return i < G_N_ELEMENTS(backends) ? backends[i] : NULL;
}

const struct out_backend *out_backend_find(const char *name)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(backends); i++)
        if (strcmp(backends[i]->name, name) == 0)
            return backends[i];
    return NULL;
}
