/* SPDX-License-Identifier: MIT */
/* The order in which the marks of a page's areas are painted, XSL 1.1 §4.9.6. */
#ifndef SAPCHU_OUT_ORDER_H
#define SAPCHU_OUT_ORDER_H

#include "area/area.h"

#include <glib.h>

enum order_part {
    ORDER_BACKGROUND,
    ORDER_MARKS,                /* content and borders */
};

/* Something to paint. */
struct order_item {
    const struct area *area;
    double m[6], w, h;          /* as in struct area_visit */
    unsigned clip;              /* of its background and borders; 0: none */
    unsigned inner;             /* of what is inside: its picture */
};

/* A rectangle on the page, points. */
struct order_clip {
    double x0, y0, x1, y1;
};

struct order;
struct order *order_new(void);
void order_drop(struct order *o);
/* Calls `paint` for all of a page. */
void order_page(struct order *o, const struct area_page *p,
                void (*paint)(void *user, const struct order_item *item, enum order_part part), void *user);
/* A clip of the page that is being painted; NULL for 0. */
const struct order_clip *order_clip(const struct order *o, unsigned clip);

#endif
