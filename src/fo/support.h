/* SPDX-License-Identifier: MIT */
/* Which objects and properties are built: the rows of support.def. */
#ifndef SAPCHU_FO_SUPPORT_H
#define SAPCHU_FO_SUPPORT_H

#include <stdbool.h>

enum fo_support { FO_SUPPORT_UNSAID, FO_SUPPORT_FULL, FO_SUPPORT_PART, FO_SUPPORT_NONE };

struct fo_feature {
    bool object;                /* else a property */
    const char *name;
    enum fo_support support;    /* UNSAID: support.def has no row for it */
    const char *missing;        /* to be translated; NULL with FULL */
};

/* The i-th row: all objects, then all properties, in the order of their own rows. False: there is none. */
bool fo_support_get(unsigned i, struct fo_feature *out);

#endif
