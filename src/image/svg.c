/* SPDX-License-Identifier: MIT */
/*
 * SVG through librsvg, drawn as vectors. The document is given no address, so that it can refer to nothing outside itself
 * but data: URIs: neither a file beside it nor the network.
 */
#include "image/private.h"

#include "base/i18n.h"

#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#define PX_PER_INCH 96.0

/* 300 x 150 px: what CSS 2.1 §10.3.2 gives a replaced element that says nothing of its size. */
#define DEFAULT_W 300.0
#define DEFAULT_H 150.0

/* The size in points that the root element asks for. */
static void intrinsic_size(RsvgHandle *r, double *w, double *h)
{
    gboolean has_w, has_h, has_box;
    RsvgLength lw, lh;
    RsvgRectangle box;
    double px_w = DEFAULT_W, px_h = DEFAULT_H;
    if (!rsvg_handle_get_intrinsic_size_in_pixels(r, &px_w, &px_h)) {
        rsvg_handle_get_intrinsic_dimensions(r, &has_w, &lw, &has_h, &lh, &has_box, &box);
        if (has_box && box.width > 0 && box.height > 0) {   /* percentages: the user unit is 1 px */
            px_w = box.width;
            px_h = box.height;
        }
    }
    *w = px_w * 72 / PX_PER_INCH;
    *h = px_h * 72 / PX_PER_INCH;
}

bool image_svg_open(GBytes *bytes, RsvgHandle **handle, double *w, double *h, char **why)
{
    GError *err = NULL;
    GInputStream *in = g_memory_input_stream_new_from_bytes(bytes);
    RsvgHandle *r = rsvg_handle_new_from_stream_sync(in, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &err);
    g_object_unref(in);
    if (!r) {
        *why = g_strdup(err->message);
        g_error_free(err);
        return false;
    }
    rsvg_handle_set_dpi(r, PX_PER_INCH);
    intrinsic_size(r, w, h);
    if (!(*w > 0 && *h > 0)) {
        *why = g_strdup(_("it has no size"));
        g_object_unref(r);
        return false;
    }
    *handle = r;
    return true;
}

bool image_svg_draw(RsvgHandle *handle, PangoFontMap *fonts, cairo_t *cr, double w, double h, char **why)
{
    GError *err = NULL;
    RsvgRectangle viewport = { 0, 0, w, h };
    /* librsvg takes fonts from Pango's default map; ours takes its place as long as it draws. */
    PangoFontMap *usual = NULL;
    if (fonts) {
        usual = g_object_ref(pango_cairo_font_map_get_default());
        pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(fonts));
    }
    bool ok = rsvg_handle_render_document(handle, cr, &viewport, &err);
    if (fonts) {
        pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(usual));
        g_object_unref(usual);
    }
    if (ok)
        return true;
    *why = g_strdup(err->message);
    g_error_free(err);
    return false;
}

void image_svg_drop(RsvgHandle *handle)
{
    if (handle)
        g_object_unref(handle);
}
