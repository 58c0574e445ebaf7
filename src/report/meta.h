/* SPDX-License-Identifier: MIT */
/* What a report says of itself, for the metadata of the files made from it. */
#ifndef SAPCHU_REPORT_META_H
#define SAPCHU_REPORT_META_H

#include <libxml/tree.h>

enum report_meta { REPORT_TITLE, REPORT_AUTHOR, REPORT_SUBJECT, REPORT_KEYWORDS, REPORT_LANG, REPORT_DATE };

/* The value, white space collapsed; NULL: it has none. g_free it. Of a pruned report: what is public. */
char *report_meta(const xmlDoc *doc, enum report_meta what);

#endif
