/* SPDX-License-Identifier: MIT */
/* The rows of support.def, put beside those of objs.def and props.def. */
#include "fo/support.h"

#include "base/i18n.h"
#include "fo/obj.h"
#include "fo/prop.h"

struct row {
    enum fo_support support;
    const char *missing;
};

static const struct row objects[FO_N] = {
#define OBJECT(ident, status, missing) [FO_##ident] = { FO_SUPPORT_##status, missing },
#include "fo/support.def"
};

static const struct row properties[FO_P_N] = {
#define PROPERTY(ident, status, missing) [FO_P_##ident] = { FO_SUPPORT_##status, missing },
#include "fo/support.def"
};

bool fo_support_get(unsigned i, struct fo_feature *out)
{
    enum { N_OBJECTS = FO_N - 1, N_PROPERTIES = FO_P_N - 1 };       /* without #text, and without the none */
    bool object = i < N_OBJECTS;
    if (i >= N_OBJECTS + N_PROPERTIES)
        return false;
    unsigned at = object ? i + 1 : i - N_OBJECTS + 1;
    const struct row *r = object ? &objects[at] : &properties[at];
    *out = (struct fo_feature){
        .object = object, .name = object ? fo_type_name((enum fo_type)at) : fo_props[at].name,
        .support = r->support, .missing = r->missing,
    };
    return true;
}
