/* SPDX-License-Identifier: MIT */
/* SVG: a file a page, text as glyph outlines. */
#include "out/backends.h"

#include "out/draw.h"

#include <cairo-svg.h>
#include <glib.h>

struct out {
    struct out_sink sink;
    struct out_options options;
    struct diag *diag;
};

static struct out *svg_begin(const struct out_meta *m, const struct out_options *opt, const struct out_stream *s,
                             struct diag *d)
{
    (void)m;
    struct out *o = g_new0(struct out, 1);
    o->sink.stream = s;
    o->options = *opt;
    o->diag = d;
    return o;
}

static bool svg_page(struct out *o, const struct area_page *p)
{
    if (!out_page_wanted(&o->options, p))
        return true;
    if (o->sink.stream->next_file && !o->sink.stream->next_file(o->sink.stream->user, p->index)) {
        o->sink.failed = true;
        return false;
    }
    cairo_surface_t *s = cairo_svg_surface_create_for_stream(out_sink_write, &o->sink, len_to_pt(p->width),
                                                             len_to_pt(p->height));
    cairo_svg_surface_set_document_unit(s, CAIRO_SVG_UNIT_PT);
    cairo_t *cr = cairo_create(s);
    struct draw *d = draw_new(cr, false, 0);
    draw_page(d, p);
    draw_drop(d);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(s);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(s);
    cairo_surface_destroy(s);
    return out_cairo_check(status, &o->sink, "SVG", o->diag);
}

static bool svg_end(struct out *o)
{
    bool ok = !o->sink.failed;
    g_free(o);
    return ok;
}

static void svg_abort(struct out *o)
{
    g_free(o);
}

const struct out_backend out_svg = { "svg", true, svg_begin, svg_page, svg_end, svg_abort };
