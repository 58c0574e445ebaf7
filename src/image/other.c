/* SPDX-License-Identifier: MIT */
/*
 * GIF, TIFF and WebP: their sizes are read here, so that layout needs no library; their pixels come from gdk-pixbuf and from
 * libwebp, which are looked for when such a picture is drawn. Of several pictures in a file the first one is taken.
 */
#include "image/private.h"

#include "base/i18n.h"
#include "base/library.h"
#include "image/tiff.h"

#include <string.h>

/* --- sizes --- */

static unsigned le16(const unsigned char *p)
{
    return (unsigned)(p[0] | p[1] << 8);
}

static unsigned le24(const unsigned char *p)
{
    return le16(p) | (unsigned)p[2] << 16;
}

static const char *checked(struct image_header *h, unsigned w, unsigned v)
{
    h->width = w;
    h->height = v;
    h->orientation = 1;
    return w && v ? NULL : N_("its header has no valid size");
}

/* Behind a list of sub-blocks, GIF89a §15; 0: it is cut off. */
static size_t skip_blocks(const unsigned char *p, size_t len, size_t at)
{
    while (at < len && p[at])
        at += (size_t)p[at] + 1;
    return at < len ? at + 1 : 0;
}

const char *image_gif_check(const unsigned char *p, size_t len, struct image_header *h)
{
    if (len < 13)
        return N_("it is truncated");
    size_t at = 13 + (p[10] & 0x80 ? (size_t)3 << ((p[10] & 7) + 1) : 0);
    while (at && at + 2 < len && p[at] == 0x21)         /* extensions before the first picture */
        at = skip_blocks(p, len, at + 2);
    if (!at || at + 11 > len)
        return N_("it is truncated");
    if (p[at] != 0x2c)
        return N_("it has no pixels");
    at += 10 + (p[at + 9] & 0x80 ? (size_t)3 << ((p[at + 9] & 7) + 1) : 0);
    if (at + 1 >= len || !skip_blocks(p, len, at + 1))
        return N_("it is truncated");
    return checked(h, le16(p + 6), le16(p + 8));
}

/* RFC 9649 §2 */
const char *image_webp_check(const unsigned char *p, size_t len, struct image_header *h)
{
    if (len < 30 || memcmp(p, "RIFF", 4) != 0 || (size_t)(le16(p + 4) | (size_t)le16(p + 6) << 16) > len - 8)
        return N_("it is truncated");
    const unsigned char *body = p + 20;
    if (memcmp(p + 12, "VP8X", 4) == 0)
        return checked(h, le24(body + 4) + 1, le24(body + 7) + 1);
    if (memcmp(p + 12, "VP8L", 4) == 0 && body[0] == 0x2f) {
        unsigned bits = le24(body + 1) | (unsigned)body[4] << 24;
        return checked(h, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    if (memcmp(p + 12, "VP8 ", 4) == 0 && memcmp(body + 3, "\x9d\x01\x2a", 3) == 0)
        return checked(h, le16(body + 6) & 0x3fff, le16(body + 8) & 0x3fff);
    return N_("its header has no valid size");
}

/* What the strips or tiles, `offsets` and `counts` of them, say lies in the file? */
static bool strips_inside(const struct tiff *t, size_t offsets, size_t counts)
{
    uint32_t n = tiff_u32(t, offsets + 4), type[2] = { tiff_u16(t, offsets + 2), tiff_u16(t, counts + 2) };
    size_t list[2] = { offsets + 8, counts + 8 }, size[2] = { type[0] == 3 ? 2 : 4, type[1] == 3 ? 2 : 4 };
    if (n == 0 || n > t->len || tiff_u32(t, counts + 4) != n)
        return false;
    for (int k = 0; k < 2; k++)
        if (n * size[k] > 4)
            list[k] = tiff_u32(t, list[k]);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t v[2];
        for (int k = 0; k < 2; k++)
            v[k] = size[k] == 2 ? tiff_u16(t, list[k] + i * size[k]) : tiff_u32(t, list[k] + i * size[k]);
        if (v[0] == 0 || v[0] > t->len || v[1] > t->len - v[0])
            return false;
    }
    return true;
}

/* TIFF 6.0 §2, §8 */
const char *image_tiff_check(const unsigned char *p, size_t len, struct image_header *h)
{
    struct tiff t = { p, len, p[0] == 'M' };
    size_t dir = tiff_u32(&t, 4), offsets = 0, counts = 0;
    uint32_t n = tiff_u16(&t, dir), w = 0, v = 0;
    double unit = 1;
    if (dir > len || len - dir < 2 + 12 * (size_t)n)
        return N_("it is truncated");
    for (uint32_t i = 0; i < n; i++) {
        size_t at = dir + 2 + 12 * (size_t)i;
        uint32_t value = tiff_u16(&t, at + 2) == 3 ? tiff_u16(&t, at + 8) : tiff_u32(&t, at + 8);
        switch (tiff_u16(&t, at)) {
        case 256: w = value; break;
        case 257: v = value; break;
        case 273: case 324: offsets = at; break;
        case 279: case 325: counts = at; break;
        case 282: h->dpi_x = tiff_rational(&t, value); break;
        case 283: h->dpi_y = tiff_rational(&t, value); break;
        case 296: unit = value == 1 ? 0 : value == 3 ? 2.54 : 1; break;
        default: break;
        }
    }
    h->dpi_x *= unit;
    h->dpi_y *= unit;
    const char *why = checked(h, w, v);
    if (why)
        return why;
    if (!offsets || !counts)
        return N_("it has no pixels");
    return strips_inside(&t, offsets, counts) ? NULL : N_("it is truncated");
}

/* --- the libraries --- */

/* What is used of them; their types stay their own. Loaded once and never let go. */
struct pixbuf {
    void *(*loader_new)(void);
    gboolean (*write)(void *loader, const guchar *p, gsize len, GError **err);
    gboolean (*close)(void *loader, GError **err);
    void *(*pixbuf)(void *loader);
    int (*width)(const void *pixbuf), (*height)(const void *pixbuf), (*stride)(const void *pixbuf);
    int (*channels)(const void *pixbuf);
    const guint8 *(*pixels)(const void *pixbuf);
    GQuark (*errors)(void);
};

#define UNKNOWN_TYPE 3                  /* GDK_PIXBUF_ERROR_UNKNOWN_TYPE */

struct webp {
    uint8_t *(*decode)(const uint8_t *p, size_t len, uint8_t *to, size_t size, int stride);     /* blue first */
};

static const struct pixbuf *pixbuf_library(void)
{
    static struct pixbuf lib;
    static gsize done;
    static bool there;
    if (g_once_init_enter(&done)) {
        void *h = library_open("libgdk_pixbuf-2.0.so.0");
        there = library_find(h, "gdk_pixbuf_loader_new", &lib.loader_new) && library_find(h, "gdk_pixbuf_loader_write", &lib.write) &&
                library_find(h, "gdk_pixbuf_loader_close", &lib.close) && library_find(h, "gdk_pixbuf_loader_get_pixbuf", &lib.pixbuf) &&
                library_find(h, "gdk_pixbuf_get_width", &lib.width) && library_find(h, "gdk_pixbuf_get_height", &lib.height) &&
                library_find(h, "gdk_pixbuf_get_rowstride", &lib.stride) &&
                library_find(h, "gdk_pixbuf_get_n_channels", &lib.channels) &&
                library_find(h, "gdk_pixbuf_read_pixels", &lib.pixels) && library_find(h, "gdk_pixbuf_error_quark", &lib.errors);
        g_once_init_leave(&done, 1);
    }
    return there ? &lib : NULL;
}

static const struct webp *webp_library(void)
{
    static struct webp lib;
    static gsize done;
    static bool there;
    if (g_once_init_enter(&done)) {
        there = library_find(library_open("libwebp.so.7"), "WebPDecodeBGRAInto", &lib.decode);
        g_once_init_leave(&done, 1);
    }
    return there ? &lib : NULL;
}

/* --- pixels --- */

/* A row of samples into cairo's words; `red`, `blue`: where they stand in a pixel. */
static void put_row(uint32_t *to, const uint8_t *from, unsigned width, unsigned channels, unsigned red, unsigned blue)
{
    for (unsigned x = 0; x < width; x++, from += channels) {
        uint32_t a = channels == 4 ? from[3] : 255;
        uint32_t r = (from[red] * a + 127) / 255, g = (from[1] * a + 127) / 255, b = (from[blue] * a + 127) / 255;
        to[x] = a << 24 | r << 16 | g << 8 | b;
    }
}

static cairo_surface_t *surface_new(const struct image_header *h)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)h->width, (int)h->height);
    if (cairo_surface_status(s) == CAIRO_STATUS_SUCCESS)
        return s;
    cairo_surface_destroy(s);
    return NULL;
}

static uint32_t *row_of(cairo_surface_t *s, unsigned y)
{
    unsigned char *data = cairo_image_surface_get_data(s);
    return (uint32_t *)(void *)(data + (size_t)cairo_image_surface_get_stride(s) * y);
}

static cairo_surface_t *from_pixbuf(const struct pixbuf *lib, const void *pixbuf, const struct image_header *h)
{
    int channels = lib->channels(pixbuf);
    if (lib->width(pixbuf) != (int)h->width || lib->height(pixbuf) != (int)h->height || (channels != 3 && channels != 4))
        return NULL;
    cairo_surface_t *s = surface_new(h);
    const guint8 *from = lib->pixels(pixbuf);
    for (unsigned y = 0; s && y < h->height; y++)
        put_row(row_of(s, y), from + (size_t)lib->stride(pixbuf) * y, h->width, (unsigned)channels, 0, 2);
    if (s)
        cairo_surface_mark_dirty(s);
    return s;
}

static cairo_surface_t *decode_pixbuf(GBytes *bytes, const struct image_header *h, const char **package)
{
    const struct pixbuf *lib = pixbuf_library();
    size_t len;
    const guchar *p = g_bytes_get_data(bytes, &len);
    GError *err = NULL;
    *package = lib ? NULL : "libgdk-pixbuf-2.0-0";
    if (!lib)
        return NULL;
    void *loader = lib->loader_new();
    bool written = lib->write(loader, p, len, &err);
    bool ok = lib->close(loader, written ? &err : NULL) && written;
    const void *pixbuf = ok ? lib->pixbuf(loader) : NULL;
    cairo_surface_t *s = pixbuf ? from_pixbuf(lib, pixbuf, h) : NULL;
    if (err && err->domain == lib->errors() && err->code == UNKNOWN_TYPE)
        *package = "libgdk-pixbuf-2.0-0";
    g_clear_error(&err);
    g_object_unref(loader);
    return s;
}

static cairo_surface_t *decode_webp(GBytes *bytes, const struct image_header *h, const char **package)
{
    const struct webp *lib = webp_library();
    size_t len;
    const guchar *p = g_bytes_get_data(bytes, &len);
    *package = lib ? NULL : "libwebp7";
    cairo_surface_t *s = lib ? surface_new(h) : NULL;
    if (!s)
        return NULL;
    int stride = cairo_image_surface_get_stride(s);
    if (!lib->decode(p, len, cairo_image_surface_get_data(s), (size_t)stride * h->height, stride)) {
        cairo_surface_destroy(s);
        return NULL;
    }
    uint8_t *row = g_malloc((size_t)stride);
    for (unsigned y = 0; y < h->height; y++) {          /* in place: colours times alpha */
        memcpy(row, row_of(s, y), (size_t)h->width * 4);
        put_row(row_of(s, y), row, h->width, 4, 2, 0);
    }
    g_free(row);
    cairo_surface_mark_dirty(s);
    return s;
}

cairo_surface_t *image_other_decode(GBytes *bytes, enum image_format format, const struct image_header *h,
                                    const char **why, const char **package)
{
    *why = N_("its pixels cannot be decoded");
    return format == IMAGE_WEBP ? decode_webp(bytes, h, package) : decode_pixbuf(bytes, h, package);
}
