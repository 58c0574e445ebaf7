/* SPDX-License-Identifier: MIT */
/* The document types. */
#include "report/report.h"

#include <string.h>

static const struct report_type types[] = {
    { "urn:sapchu:report:1", "report", "xml/report/report.xsd", "xml/rules" },
};

const struct report_type *report_type_of(const char *ns)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].ns, ns) == 0)
            return &types[i];
    return NULL;
}

const struct report_type *report_type_default(void)
{
    return &types[0];
}
