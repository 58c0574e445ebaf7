/* SPDX-License-Identifier: MIT */
/*
 * Change bars (XSL 1.1 §6.13.2–3): beside the columns, along all that is set between a change-bar-begin and the
 * change-bar-end of its class. One that is open goes on in the next column, region and page of its flow.
 */
#ifndef SAPCHU_LAYOUT_BARS_H
#define SAPCHU_LAYOUT_BARS_H

#include "layout/master.h"
#include "layout/page.h"

struct bars;
struct bars *bars_new(void);
void bars_drop(struct bars *b);         /* NULL is allowed */

/* The viewport of a region that has been laid out, with the bars beside it: itself where there are none. */
const struct area *bars_add(struct bars *b, struct lay_cx *cx, const struct region *r, const struct area *viewport,
                            const struct lay_page *page);

#endif
