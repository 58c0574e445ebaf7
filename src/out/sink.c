/* SPDX-License-Identifier: MIT */
/* From cairo's writing to a stream of ours. */
#include "out/backends.h"

/* Never an error to cairo: version 1.16 and librsvg crash on surfaces whose stream failed. `failed` tells. */
cairo_status_t out_sink_write(void *sink, const unsigned char *data, unsigned len)
{
    struct out_sink *s = sink;
    if (!s->closed && !s->failed)
        s->failed = !s->stream->write(s->stream->user, data, len);
    return CAIRO_STATUS_SUCCESS;
}

bool out_cairo_check(cairo_status_t status, const struct out_sink *sink, const char *format, struct diag *d)
{
    if (status == CAIRO_STATUS_SUCCESS && !sink->failed)
        return true;
    if (!sink->failed)
        diag_emit(d, DIAG_OUT_FAILED, SRC_NOWHERE, format, cairo_status_to_string(status));
    return false;
}
