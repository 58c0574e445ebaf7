/* SPDX-License-Identifier: MIT */
/* What the files of image/ share: a loaded picture, and the reader of each format. */
#ifndef SAPCHU_IMAGE_PRIVATE_H
#define SAPCHU_IMAGE_PRIVATE_H

#include "image/image.h"

#include <glib.h>

/* cairo's own limit on a side; and pixels that a small file may claim without filling the memory. */
#define IMAGE_MAX_SIDE 32767u
#define IMAGE_MAX_MEGAPIXELS 100u
#define IMAGE_MAX_BYTES ((size_t)64 << 20)

typedef struct _RsvgHandle RsvgHandle;      /* librsvg's name */

/* A header's findings, before the limits are checked. */
struct image_header {
    unsigned width, height;         /* as stored, pixels */
    double dpi_x, dpi_y;            /* 0: unknown */
    uint8_t orientation;            /* 1 … 8 as in Exif; 1: upright */
    uint8_t channels;               /* JPEG: 1, 3 or 4 */
};

struct image_full {
    struct image pub;
    struct image_store *store;
    struct src_pos pos;             /* of its first use */
    GBytes *bytes;
    struct image_header head;
    cairo_surface_t *pixels;        /* decoded; NULL: not yet, or given up to save memory */
    cairo_surface_t *carrier;       /* no pixels, but the JPEG's bytes: for backends that embed them */
    RsvgHandle *svg;
    bool broken;
    char *id;                       /* what cairo tells equal pictures by */
};

/* Each reads the header and checks the structure to the end. NULL: well; else what is wrong (a constant). */
const char *image_png_check(const unsigned char *p, size_t len, struct image_header *h);
const char *image_jpeg_check(const unsigned char *p, size_t len, struct image_header *h);
/* Decoded; NULL: broken, `*why` (a constant) says how. */
cairo_surface_t *image_png_decode(GBytes *bytes, const char **why);
cairo_surface_t *image_jpeg_decode(GBytes *bytes, const struct image_header *h, const char **why);

/* The formats whose pixels a library loaded at need decodes (other.c). */
const char *image_gif_check(const unsigned char *p, size_t len, struct image_header *h);
const char *image_webp_check(const unsigned char *p, size_t len, struct image_header *h);
const char *image_tiff_check(const unsigned char *p, size_t len, struct image_header *h);
/* `*package`: the Debian package that is missing; NULL: the picture is broken, `*why` (a constant) says how. */
cairo_surface_t *image_other_decode(GBytes *bytes, enum image_format format, const struct image_header *h,
                                    const char **why, const char **package);

/* Parses; fills the size in points. False: `*why` is g_free'd by the caller. */
bool image_svg_open(GBytes *bytes, RsvgHandle **handle, double *w, double *h, char **why);
bool image_svg_draw(RsvgHandle *handle, PangoFontMap *fonts, cairo_t *cr, double w, double h, char **why);
void image_svg_drop(RsvgHandle *handle);

/* The size of a picture of a format that is not drawn: EPS, EMF. False: it says none. */
bool image_foreign_size(const unsigned char *p, size_t len, len_t *width, len_t *height);

/* A data: URI's bytes; NULL: malformed. */
GBytes *image_data_uri(const char *uri, const char **why);

void image_store_hold(struct image_store *s, struct image_full *im);
struct diag *image_store_diag(struct image_store *s);
PangoFontMap *image_store_fonts(struct image_store *s);     /* NULL: not set */

#endif
