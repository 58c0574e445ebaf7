/* SPDX-License-Identifier: MIT */
/*
 * PNG: size and resolution from the header; the chunks are walked to the end and their sums checked, so that a truncated
 * or altered file is known before layout. Pixels through cairo.
 */
#include "image/private.h"

#include "base/i18n.h"
#include "image/crc.h"

#include <string.h>

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static const char *read_ihdr(const unsigned char *p, uint32_t len, struct image_header *h)
{
    if (len != 13)
        return N_("its header has a wrong length");
    h->width = be32(p);
    h->height = be32(p + 4);
    if (h->width == 0 || h->height == 0 || h->width > 0x7fffffff || h->height > 0x7fffffff)
        return N_("its header has no valid size");
    return NULL;
}

const char *image_png_check(const unsigned char *p, size_t len, struct image_header *h)
{
    size_t at = 8;
    bool header = false, data = false;
    struct image_crc crc;
    image_crc_init(&crc);
    h->orientation = 1;
    for (;;) {
        if (len - at < 12)
            return N_("it is truncated");
        uint32_t n = be32(p + at);
        const unsigned char *type = p + at + 4, *body = p + at + 8;
        if (n > len - at - 12)
            return N_("it is truncated");
        if (image_crc_of(&crc, type, n + 4) != be32(body + n))
            return N_("a checksum is wrong");
        if (!header && memcmp(type, "IHDR", 4) != 0)
            return N_("it does not begin with a header");
        if (memcmp(type, "IHDR", 4) == 0) {
            const char *why = header ? N_("it has two headers") : read_ihdr(body, n, h);
            if (why)
                return why;
            header = true;
        } else if (memcmp(type, "pHYs", 4) == 0 && n == 9 && body[8] == 1) {    /* pixels a metre */
            h->dpi_x = be32(body) * 0.0254;
            h->dpi_y = be32(body + 4) * 0.0254;
        } else if (memcmp(type, "IDAT", 4) == 0) {
            data = true;
        } else if (memcmp(type, "IEND", 4) == 0) {
            return data ? NULL : N_("it has no pixels");
        }
        at += 12 + (size_t)n;
    }
}

struct reader {
    const unsigned char *p;
    size_t left;
};

static cairo_status_t read_bytes(void *closure, unsigned char *to, unsigned n)
{
    struct reader *r = closure;
    if (n > r->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, r->p, n);
    r->p += n;
    r->left -= n;
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *image_png_decode(GBytes *bytes, const char **why)
{
    struct reader r;
    r.p = g_bytes_get_data(bytes, &r.left);
    cairo_surface_t *s = cairo_image_surface_create_from_png_stream(read_bytes, &r);
    cairo_status_t status = cairo_surface_status(s);
    if (status == CAIRO_STATUS_SUCCESS)
        return s;
    cairo_surface_destroy(s);
    *why = status == CAIRO_STATUS_NO_MEMORY ? N_("its pixels cannot be decoded") : cairo_status_to_string(status);
    return NULL;
}
