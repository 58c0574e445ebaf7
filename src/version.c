/* SPDX-License-Identifier: MIT */
/* The version, from configure.ac. */
#include "sapchu.h"

#include "config.h"

const char *sapchu_version(void)
{
    return PACKAGE_VERSION;
}
