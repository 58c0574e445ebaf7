/* SPDX-License-Identifier: MIT */
/*
 * The form in force for a report: what its rules depend on besides its own data.
 *
 * In:  the report's profile, or the type of its first issuer and its date; xml/profiles.
 * Out: the options of the profile of minutes that it has to follow, by name.
 */
#ifndef SAPCHU_REPORT_PROFILE_H
#define SAPCHU_REPORT_PROFILE_H

#include "base/xml.h"

/*
 * Name and value of each option, both g_malloc'ed strings of one array that frees them: name, value, name, value …
 * Empty: there is no such profile. Free with g_ptr_array_unref().
 */
GPtrArray *profile_options(struct xml_loader *loader, xmlDoc *report);

#endif
