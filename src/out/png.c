/* SPDX-License-Identifier: MIT */
/* PNG: a file a page, on white, with its resolution in a pHYs chunk, which cairo does not write. */
#include "out/backends.h"

#include "image/crc.h"
#include "out/draw.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define DEFAULT_DPI 150.0
#define MAX_SIDE 32767.0            /* cairo's */
#define MAX_PIXELS 1e8

struct out {
    struct out_sink sink;
    struct out_options options;
    struct diag *diag;
    size_t written;                 /* of this file */
};

static struct out *png_begin(const struct out_meta *m, const struct out_options *opt, const struct out_stream *s,
                             struct diag *d)
{
    (void)m;
    struct out *o = g_new0(struct out, 1);
    o->sink.stream = s;
    o->options = *opt;
    o->diag = d;
    if (!(o->options.dpi > 0))
        o->options.dpi = DEFAULT_DPI;
    return o;
}

/* --- the chunk --- */

#define HEADER_END 33u              /* signature, IHDR */

static void put_be32(unsigned char *p, uint32_t v)
{
    p[0] = (unsigned char)(v >> 24);
    p[1] = (unsigned char)(v >> 16);
    p[2] = (unsigned char)(v >> 8);
    p[3] = (unsigned char)v;
}

/* PNG §11.3.5.3: pixels a metre, twice, and the unit. */
static cairo_status_t write_phys(struct out *o)
{
    unsigned char c[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
    uint32_t ppm = (uint32_t)lround(o->options.dpi / 0.0254);
    struct image_crc crc;
    put_be32(c + 8, ppm);
    put_be32(c + 12, ppm);
    c[16] = 1;
    image_crc_init(&crc);
    put_be32(c + 17, image_crc_of(&crc, c + 4, 13));
    return out_sink_write(&o->sink, c, sizeof c);
}

static cairo_status_t png_write(void *user, const unsigned char *data, unsigned len)
{
    struct out *o = user;
    cairo_status_t s = CAIRO_STATUS_SUCCESS;
    if (o->written < HEADER_END && o->written + len >= HEADER_END) {
        unsigned head = (unsigned)(HEADER_END - o->written);
        s = out_sink_write(&o->sink, data, head);
        if (s == CAIRO_STATUS_SUCCESS)
            s = write_phys(o);
        o->written += head;
        data += head;
        len -= head;
    }
    o->written += len;
    return s == CAIRO_STATUS_SUCCESS && len ? out_sink_write(&o->sink, data, len) : s;
}

/* --- pages --- */

static bool png_page(struct out *o, const struct area_page *p)
{
    if (!out_page_wanted(&o->options, p))
        return true;
    double scale = o->options.dpi / 72;
    double w = fmax(round(len_to_pt(p->width) * scale), 1), h = fmax(round(len_to_pt(p->height) * scale), 1);
    if (w > MAX_SIDE || h > MAX_SIDE || w * h > MAX_PIXELS) {
        diag_emit(o->diag, DIAG_OUT_PAGE_SIZE, SRC_NOWHERE, p->index + 1, w, h);
        return false;
    }
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w, (int)h);
    cairo_surface_set_device_scale(s, scale, scale);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    struct draw *d = draw_new(cr, false, 1 / scale);
    draw_page(d, p);
    draw_drop(d);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    o->written = 0;
    if (status == CAIRO_STATUS_SUCCESS && o->sink.stream->next_file
        && !o->sink.stream->next_file(o->sink.stream->user, p->index))
        o->sink.failed = true;
    else if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(s, png_write, o);
    cairo_surface_destroy(s);
    return out_cairo_check(status, &o->sink, "PNG", o->diag);
}

static bool png_end(struct out *o)
{
    bool ok = !o->sink.failed;
    g_free(o);
    return ok;
}

static void png_abort(struct out *o)
{
    g_free(o);
}

const struct out_backend out_png = { "png", true, png_begin, png_page, png_end, png_abort };
