/* SPDX-License-Identifier: MIT */
/*
 * The XPath of a finding's place, made of the text of its file: it must do for documents that are not well-formed as well.
 * An element is counted among its siblings of one name, and the number is left out when there is no other.
 */
#ifndef SAPCHU_FINDINGS_XPATH_H
#define SAPCHU_FINDINGS_XPATH_H

#include "base/diag.h"

enum findings_xpath {
    FINDINGS_XPATH_NONE,
    FINDINGS_XPATH_NAMES,       /* /report/agenda/item[2]/@id: names as they are written */
    FINDINGS_XPATH_LOCAL,       /* the same, whatever prefixes are bound to: a step is *[local-name()='item'][2] */
};

/* The path of one place; NULL: its file is no XML. free() it. */
char *findings_xpath_at(struct src_pos pos, enum findings_xpath style);

/*
 * A path for each finding, or each that is passed over, NULL where its file is no XML; one pass over each file. Free with
 * g_ptr_array_free(…, TRUE).
 */
GPtrArray *findings_xpaths(const struct diag *d, bool passed, enum findings_xpath style);

#endif
