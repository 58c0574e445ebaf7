/* SPDX-License-Identifier: MIT */
/* The backends, and what those that use cairo share. */
#ifndef SAPCHU_OUT_BACKENDS_H
#define SAPCHU_OUT_BACKENDS_H

#include "out/out.h"

#include <cairo.h>

extern const struct out_backend out_pdf, out_png, out_svg, out_areas, out_none;

/* A stream as cairo wants it. After a failure, or with `closed`, nothing more is written. */
struct out_sink {
    const struct out_stream *stream;
    bool failed;                /* the stream said so, and has reported it */
    bool closed;
};
cairo_status_t out_sink_write(void *sink, const unsigned char *data, unsigned len);

/* Is this page wanted (options.only_page)? */
static inline bool out_page_wanted(const struct out_options *o, const struct area_page *p)
{
    return o->only_page == 0 || o->only_page == p->index + 1;
}

/* True if all went well; else reports what is not the stream's own failure. */
bool out_cairo_check(cairo_status_t status, const struct out_sink *sink, const char *format, struct diag *d);

#endif
