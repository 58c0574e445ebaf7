/* SPDX-License-Identifier: MIT */
/*
 * JPEG: size, resolution and orientation from the header (JFIF, Exif), a check that the file is whole; pixels through
 * libjpeg, for backends that cannot embed the file as it is.
 */
#include "image/private.h"

#include "base/i18n.h"
#include "image/tiff.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

/* --- Exif: a TIFF directory in an APP1 segment (CIPA DC-008 §4.5) --- */

static void read_exif(const unsigned char *p, size_t len, struct image_header *h)
{
    if (len < 14 || memcmp(p, "Exif\0\0", 6) != 0)
        return;
    struct tiff t = { p + 6, len - 6, p[6] == 'M' };
    size_t dir = tiff_u32(&t, 4);
    uint32_t n = tiff_u16(&t, dir);
    double dx = 0, dy = 0, unit = 1;
    for (uint32_t i = 0; i < n && dir + 2 + 12 * (size_t)(i + 1) <= t.len; i++) {
        size_t at = dir + 2 + 12 * (size_t)i;
        uint32_t value = tiff_u16(&t, at + 8);
        switch (tiff_u16(&t, at)) {
        case 0x0112:
            if (value >= 1 && value <= 8)
                h->orientation = (uint8_t)value;
            break;
        case 0x011a:
            dx = tiff_rational(&t, tiff_u32(&t, at + 8));
            break;
        case 0x011b:
            dy = tiff_rational(&t, tiff_u32(&t, at + 8));
            break;
        case 0x0128:
            unit = value == 3 ? 2.54 : 1;
            break;
        default:
            break;
        }
    }
    if (h->dpi_x <= 0 || h->dpi_y <= 0) {       /* JFIF, if there, goes first */
        h->dpi_x = dx * unit;
        h->dpi_y = dy * unit;
    }
}

static void read_jfif(const unsigned char *p, size_t len, struct image_header *h)
{
    if (len < 14 || memcmp(p, "JFIF\0", 5) != 0 || (p[7] != 1 && p[7] != 2))
        return;
    double unit = p[7] == 2 ? 2.54 : 1;
    h->dpi_x = (p[8] << 8 | p[9]) * unit;
    h->dpi_y = (p[10] << 8 | p[11]) * unit;
}

/* A frame header, ITU-T T.81 §B.2.2. */
static const char *read_frame(unsigned marker, const unsigned char *p, size_t len, struct image_header *h)
{
    if (marker != 0xc0 && marker != 0xc1 && marker != 0xc2)
        return N_("it is a kind of JPEG (lossless or arithmetic) that PDF cannot hold");
    if (len < 6)
        return N_("its frame header is short");
    if (p[0] != 8)
        return N_("it has other than 8 bits a sample");
    h->height = (unsigned)(p[1] << 8 | p[2]);
    h->width = (unsigned)(p[3] << 8 | p[4]);
    h->channels = p[5];
    if (h->width == 0 || h->height == 0)
        return N_("its header has no valid size");
    if (h->channels != 1 && h->channels != 3 && h->channels != 4)
        return N_("it has neither 1, 3 nor 4 colour channels");
    return NULL;
}

/* The end marker stands at the end, or before what some cameras append. */
static bool has_end(const unsigned char *p, size_t from, size_t len)
{
    for (size_t i = len; i >= from + 2; i--)
        if (p[i - 2] == 0xff && p[i - 1] == 0xd9)
            return true;
    return false;
}

const char *image_jpeg_check(const unsigned char *p, size_t len, struct image_header *h)
{
    size_t at = 2;
    bool frame = false;
    h->orientation = 1;
    for (;;) {
        while (at + 1 < len && p[at] == 0xff && p[at + 1] == 0xff)      /* fill bytes */
            at++;
        if (len - at < 4)
            return N_("it is truncated");
        if (p[at] != 0xff)
            return N_("its segments are out of step");
        unsigned marker = p[at + 1];
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {     /* without a length */
            at += 2;
            continue;
        }
        if (marker == 0xd9)
            return N_("it has no pixels");
        size_t n = (size_t)(p[at + 2] << 8 | p[at + 3]);
        if (n < 2 || n > len - at - 2)
            return N_("it is truncated");
        const unsigned char *body = p + at + 4;
        n -= 2;
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
            const char *why = frame ? N_("it has two frames") : read_frame(marker, body, n, h);
            if (why)
                return why;
            frame = true;
        } else if (marker == 0xe0) {
            read_jfif(body, n, h);
        } else if (marker == 0xe1) {
            read_exif(body, n, h);
        } else if (marker == 0xda) {
            if (!frame)
                return N_("it has no frame header");
            return has_end(p, at + 4 + n, len) ? NULL : N_("it is truncated");
        }
        at += 4 + n;
    }
}

/* --- pixels --- */

/* A progressive file may hold any number of scans, each as costly as the whole picture. */
#define MAX_SCANS 200

struct decoder {
    struct jpeg_decompress_struct cinfo;
    struct jpeg_error_mgr err;
    struct jpeg_progress_mgr progress;
    jmp_buf jump;
};

static G_GNUC_NORETURN void on_error(j_common_ptr c)
{
    longjmp(((struct decoder *)(void *)c)->jump, 1);
}

static void on_message(j_common_ptr c, int level)
{
    (void)c;
    (void)level;
}

static void on_progress(j_common_ptr c)
{
    if (((j_decompress_ptr)(void *)c)->input_scan_number > MAX_SCANS)
        on_error(c);
}

/* One row of libjpeg's samples into cairo's 32-bit words. */
static void put_row(uint32_t *to, const unsigned char *from, unsigned width, unsigned channels)
{
    for (unsigned x = 0; x < width; x++, from += channels) {
        uint32_t r = from[0], g = from[0], b = from[0];
        if (channels == 3) {
            g = from[1];
            b = from[2];
        } else if (channels == 4) {     /* Adobe writes CMYK inverted: 255 is no ink */
            r = (uint32_t)from[0] * from[3] / 255;
            g = (uint32_t)from[1] * from[3] / 255;
            b = (uint32_t)from[2] * from[3] / 255;
        }
        to[x] = 0xff000000u | r << 16 | g << 8 | b;
    }
}

static bool decode_into(struct decoder *d, const unsigned char *p, size_t len, const struct image_header *h,
                        cairo_surface_t *s, unsigned char *row)
{
    if (setjmp(d->jump)) {
        jpeg_destroy_decompress(&d->cinfo);
        return false;
    }
    d->cinfo.err = jpeg_std_error(&d->err);
    d->err.error_exit = on_error;
    d->err.emit_message = on_message;
    jpeg_create_decompress(&d->cinfo);
    d->progress.progress_monitor = on_progress;
    d->cinfo.progress = &d->progress;
    jpeg_mem_src(&d->cinfo, p, (unsigned long)len);
    jpeg_read_header(&d->cinfo, TRUE);
    d->cinfo.out_color_space = h->channels == 1 ? JCS_GRAYSCALE : h->channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_start_decompress(&d->cinfo);
    bool same = d->cinfo.output_width == h->width && d->cinfo.output_height == h->height
        && d->cinfo.output_components == h->channels;
    unsigned char *data = cairo_image_surface_get_data(s);
    size_t stride = (size_t)cairo_image_surface_get_stride(s);
    while (same && d->cinfo.output_scanline < d->cinfo.output_height) {
        unsigned char *to = data + stride * d->cinfo.output_scanline;
        jpeg_read_scanlines(&d->cinfo, &row, 1);
        put_row((uint32_t *)(void *)to, row, h->width, h->channels);
    }
    jpeg_destroy_decompress(&d->cinfo);
    return same;
}

cairo_surface_t *image_jpeg_decode(GBytes *bytes, const struct image_header *h, const char **why)
{
    size_t len;
    const unsigned char *p = g_bytes_get_data(bytes, &len);
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)h->width, (int)h->height);
    if (cairo_surface_status(s) == CAIRO_STATUS_SUCCESS) {
        struct decoder *d = g_new0(struct decoder, 1);
        unsigned char *row = g_malloc((size_t)h->width * h->channels);
        cairo_surface_flush(s);
        bool ok = decode_into(d, p, len, h, s, row);
        g_free(row);
        g_free(d);
        cairo_surface_mark_dirty(s);
        if (ok)
            return s;
    }
    cairo_surface_destroy(s);
    *why = N_("its pixels cannot be decoded");
    return NULL;
}
