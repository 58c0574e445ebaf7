/* SPDX-License-Identifier: MIT */
/*
 * The form in force for a report: what its rules depend on besides its own data.
 *
 * In:  the report's profile, or the type of its first issuer and its date; xml/profiles.
 * Out: the options of the profile of news, and before them those of the profile of minutes that it has to follow.
 */
#ifndef SAPCHU_REPORT_PROFILE_H
#define SAPCHU_REPORT_PROFILE_H

#include "base/xml.h"

/* The value of each option by its name. Free with g_hash_table_unref(). */
GHashTable *profile_options(struct xml_loader *loader, xmlDoc *report);

#endif
