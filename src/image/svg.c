/* SPDX-License-Identifier: MIT */
/*
 * SVG through librsvg, drawn as vectors. The document is given no address, so that it can refer to nothing outside itself
 * but data: URIs: neither a file beside it nor the network.
 */
#include "image/private.h"

#include "base/i18n.h"
#include "base/library.h"

#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#define PX_PER_INCH 72.0         /* as in FO */

/* 300 x 150 px: what CSS 2.1 §10.3.2 gives a replaced element that says nothing of its size. */
#define DEFAULT_W 300.0
#define DEFAULT_H 150.0
#define DEFAULT_FONT 12.0

/* In points; 0: not a length, or one of what is around. */
static double points(gboolean given, RsvgLength l)
{
    switch (given ? l.unit : RSVG_UNIT_PERCENT) {
    case RSVG_UNIT_PX: return l.length * 72 / PX_PER_INCH;
    case RSVG_UNIT_EM: return l.length * DEFAULT_FONT;
    case RSVG_UNIT_EX: return l.length * DEFAULT_FONT / 2;
    case RSVG_UNIT_IN: return l.length * 72;
    case RSVG_UNIT_CM: return l.length * 72 / 2.54;
    case RSVG_UNIT_MM: return l.length * 72 / 25.4;
    case RSVG_UNIT_PT: return l.length;
    case RSVG_UNIT_PC: return l.length * 12;
    case RSVG_UNIT_PERCENT:
    default: return 0;
    }
}

/* What is used of librsvg, which is loaded for the first picture. */
struct rsvg {
    RsvgHandle *(*open)(GInputStream *in, GFile *base, RsvgHandleFlags flags, GCancellable *stop, GError **err);
    void (*set_dpi)(RsvgHandle *r, double dpi);
    void (*dimensions)(RsvgHandle *r, gboolean *has_w, RsvgLength *w, gboolean *has_h, RsvgLength *h, gboolean *has_box, RsvgRectangle *box);
    gboolean (*render)(RsvgHandle *r, cairo_t *cr, const RsvgRectangle *viewport, GError **err);
};

static const struct rsvg *rsvg_library(void)
{
    static struct rsvg lib;
    static gsize done;
    static bool there;
    if (g_once_init_enter(&done)) {
        void *h = library_open("librsvg-2.so.2");
        there = library_find(h, "rsvg_handle_new_from_stream_sync", &lib.open) && library_find(h, "rsvg_handle_set_dpi", &lib.set_dpi) &&
                library_find(h, "rsvg_handle_get_intrinsic_dimensions", &lib.dimensions) &&
                library_find(h, "rsvg_handle_render_document", &lib.render);
        g_once_init_leave(&done, 1);
    }
    return there ? &lib : NULL;
}

/* The size in points that the root element asks for: its lengths, else by the ratio of its viewBox, else that itself. */
static void intrinsic_size(const struct rsvg *lib, RsvgHandle *r, double *w, double *h)
{
    gboolean has_w, has_h, has_box;
    RsvgLength lw, lh;
    RsvgRectangle box;
    lib->dimensions(r, &has_w, &lw, &has_h, &lh, &has_box, &box);
    bool ratio = has_box && box.width > 0 && box.height > 0;
    bool zero = (has_w && lw.length <= 0) || (has_h && lh.length <= 0);
    *w = points(has_w, lw);
    *h = points(has_h, lh);
    if (zero || (*w > 0 && *h > 0))
        return;
    if (*w > 0)
        *h = ratio ? *w * box.height / box.width : DEFAULT_H;
    else if (*h > 0)
        *w = ratio ? *h * box.width / box.height : DEFAULT_W;
    else {
        *w = ratio ? box.width * 72 / PX_PER_INCH : DEFAULT_W;
        *h = ratio ? box.height * 72 / PX_PER_INCH : DEFAULT_H;
    }
}

bool image_svg_open(GBytes *bytes, RsvgHandle **handle, double *w, double *h, char **why)
{
    const struct rsvg *lib = rsvg_library();
    if (!lib) {
        *why = g_strdup(_("librsvg is not installed"));
        return false;
    }
    GError *err = NULL;
    GInputStream *in = g_memory_input_stream_new_from_bytes(bytes);
    RsvgHandle *r = lib->open(in, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &err);
    g_object_unref(in);
    if (!r) {
        *why = g_strchomp(g_strdup(err->message));
        g_error_free(err);
        return false;
    }
    lib->set_dpi(r, PX_PER_INCH);
    intrinsic_size(lib, r, w, h);
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
    bool ok = rsvg_library()->render(handle, cr, &viewport, &err);
    if (fonts) {
        pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(usual));
        g_object_unref(usual);
    }
    if (ok)
        return true;
    *why = g_strchomp(g_strdup(err->message));
    g_error_free(err);
    return false;
}

void image_svg_drop(RsvgHandle *handle)
{
    if (handle)
        g_object_unref(handle);
}
