/* SPDX-License-Identifier: MIT */
/*
 * Pictures: format, size and resolution from the header, pixels only when a
 * backend draws. PNG, JPEG (its bytes pass untouched into PDF), SVG (vector);
 * GIF, WebP and TIFF through a library that is loaded when one of them is drawn.
 */
#ifndef SAPCHU_IMAGE_IMAGE_H
#define SAPCHU_IMAGE_IMAGE_H

#include "base/access.h"
#include "base/diag.h"
#include "base/len.h"

#include <cairo.h>
#include <pango/pango.h>
#include <stdbool.h>

enum image_format { IMAGE_PNG, IMAGE_JPEG, IMAGE_SVG, IMAGE_GIF, IMAGE_WEBP, IMAGE_TIFF };

struct image {
    enum image_format format;
    len_t width, height;                /* intrinsic size; 72 px an inch, as in FO, where the file says nothing */
    unsigned px_width, px_height;       /* 0 for SVG */
    const char *name;                   /* the file, for messages */
};

/* Loads each file once; owned by the store. */
struct image_store;
struct image_store *image_store_new(const struct access *access, struct diag *diag);
void image_store_drop(struct image_store *s);
/* The fonts of text in SVG pictures; borrowed, a map of Pango's cairo kind. Without, those that Pango finds by itself. */
void image_store_set_fonts(struct image_store *s, PangoFontMap *fonts);
/*
 * `uri`: as in src="…", with or without url(…) around; data: URIs too. `base`: the file it is relative to.
 * NULL when it cannot be read: diagnosed with severity `missing`.
 */
const struct image *image_store_load(struct image_store *s, const char *uri, const char *base, struct src_pos pos,
                                     enum diag_severity missing);
/* The size of one that could not be loaded, where its file says it: EPS and EMF. */
bool image_store_size(struct image_store *s, const char *uri, const char *base, len_t *width, len_t *height);
/* An SVG that stands in the FO (instream-foreign-object), as serialised bytes. */
const struct image *image_store_load_svg(struct image_store *s, const char *svg, size_t len, struct src_pos pos);

/* Draws it into 0,0 … w,h of the current user space. `crisp`: its pixels are squares. False: it is broken (said once). */
bool image_draw(const struct image *im, cairo_t *cr, double w, double h, bool crisp);
/*
 * Fills the clip, which lies within the rectangle x, y, w, h, with tiles of tile_w × tile_h, one of which has its
 * corner at 0,0; only that one along an axis that does not repeat.
 */
bool image_draw_tiled(const struct image *im, cairo_t *cr, double tile_w, double tile_h, bool repeat_x, bool repeat_y,
                      double x, double y, double w, double h);

#endif
