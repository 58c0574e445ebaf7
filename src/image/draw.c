/* SPDX-License-Identifier: MIT */
/*
 * Drawing pictures: pixels are decoded when they are first needed. A PDF or an SVG takes a JPEG's bytes as they are, for
 * which a surface without pixels carries them: no page of a book of photos decodes one.
 */
#include "image/private.h"

#include "base/i18n.h"

#include <math.h>
#include <string.h>

static bool broken(struct image_full *im, const char *why)
{
    if (!im->broken)
        diag_emit(image_store_diag(im->store), DIAG_IMG_BROKEN, im->pos, im->pub.name, why);
    im->broken = true;
    return false;
}

static void attach(cairo_surface_t *s, const char *type, const void *data, size_t len, cairo_destroy_func_t drop,
                   void *owner)
{
    if (cairo_surface_set_mime_data(s, type, data, (unsigned long)len, drop, owner) != CAIRO_STATUS_SUCCESS && drop)
        drop(owner);
}

static void unref_bytes(void *b)
{
    g_bytes_unref(b);
}

static void attach_id(struct image_full *im, cairo_surface_t *s)
{
    char *id = g_strdup(im->id);
    attach(s, CAIRO_MIME_TYPE_UNIQUE_ID, id, strlen(id), g_free, id);
}

static cairo_surface_t *pixels_of(struct image_full *im)
{
    const char *why = NULL;
    if (im->pixels || im->broken)
        return im->pixels;
    const char *package = NULL;
    cairo_surface_t *s = im->pub.format == IMAGE_PNG    ? image_png_decode(im->bytes, &why)
                         : im->pub.format == IMAGE_JPEG ? image_jpeg_decode(im->bytes, &im->head, &why)
                                                        : image_other_decode(im->bytes, im->pub.format, &im->head, &why,
                                                                             &package);
    if (!s && package) {
        diag_emit(image_store_diag(im->store), DIAG_IMG_LIBRARY, im->pos, im->pub.name, package);
        im->broken = true;
        return NULL;
    }
    if (!s) {
        broken(im, _(why));
        return NULL;
    }
    attach_id(im, s);
    im->pixels = s;
    image_store_hold(im->store, im);
    return s;
}

static cairo_surface_t *carrier_of(struct image_full *im)
{
    if (im->carrier)
        return im->carrier;
    /* zeroed memory that is never touched costs nothing */
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)im->head.width, (int)im->head.height);
    if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(s);
        return NULL;
    }
    size_t len;
    const void *p = g_bytes_get_data(im->bytes, &len);
    attach(s, CAIRO_MIME_TYPE_JPEG, p, len, unref_bytes, g_bytes_ref(im->bytes));
    attach_id(im, s);
    im->carrier = s;
    return s;
}

static bool target_is_vector(cairo_t *cr)
{
    cairo_surface_type_t t = cairo_surface_get_type(cairo_get_target(cr));
    return t == CAIRO_SURFACE_TYPE_PDF || t == CAIRO_SURFACE_TYPE_SVG;
}

static cairo_surface_t *surface_for(struct image_full *im, cairo_t *cr)
{
    if (im->pub.format == IMAGE_JPEG && target_is_vector(cr)) {
        cairo_surface_t *s = carrier_of(im);
        if (s)
            return s;
    }
    return pixels_of(im);
}

/* From stored pixels to upright ones, by the Exif orientation. */
static cairo_matrix_t upright(const struct image_header *h)
{
    static const int8_t turns[9][4] = {         /* xx yx xy yy */
        { 1, 0, 0, 1 }, { 1, 0, 0, 1 }, { -1, 0, 0, 1 }, { -1, 0, 0, -1 }, { 1, 0, 0, -1 },
        { 0, 1, 1, 0 }, { 0, 1, -1, 0 }, { 0, -1, -1, 0 }, { 0, -1, 1, 0 },
    };
    const int8_t *t = turns[h->orientation];
    bool sideways = h->orientation >= 5;
    double w = sideways ? h->height : h->width, v = sideways ? h->width : h->height;
    cairo_matrix_t m;
    cairo_matrix_init(&m, t[0], t[1], t[2], t[3], t[0] + t[2] < 0 ? w : 0, t[1] + t[3] < 0 ? v : 0);
    return m;
}

static bool draw_svg(struct image_full *im, cairo_t *cr, double w, double h)
{
    char *why = NULL;
    if (image_svg_draw(im->svg, image_store_fonts(im->store), cr, w, h, &why))
        return true;
    broken(im, why);
    g_free(why);
    return false;
}

bool image_draw(const struct image *pub, cairo_t *cr, double w, double h, bool crisp)
{
    struct image_full *im = (struct image_full *)pub;       /* its first member */
    if (im->broken)
        return false;
    if (!(w > 0 && h > 0))
        return true;
    if (pub->format == IMAGE_SVG)
        return draw_svg(im, cr, w, h);
    cairo_surface_t *s = surface_for(im, cr);
    if (!s)
        return false;
    cairo_matrix_t m = upright(&im->head);
    cairo_save(cr);
    cairo_scale(cr, w / pub->px_width, h / pub->px_height);
    cairo_transform(cr, &m);
    cairo_set_source_surface(cr, s, 0, 0);
    if (crisp)
        cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
    if (target_is_vector(cr)) {
        cairo_paint(cr);
    } else {            /* PAD keeps the edges from fading into what is behind */
        cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
        cairo_rectangle(cr, 0, 0, im->head.width, im->head.height);
        cairo_fill(cr);
    }
    cairo_restore(cr);
    return true;
}

/* --- tiles --- */

/*
 * Up to here each tile is drawn by itself, beyond one repeating pattern is. PDF and SVG always take the pattern: it holds
 * the picture once.
 */
#define MAX_SINGLE_TILES 64.0

/* An SVG as a pattern whose user space is that of the tiles. */
static cairo_pattern_t *svg_tile(struct image_full *im, double w, double h)
{
    cairo_rectangle_t extents = { 0, 0, w, h };
    cairo_surface_t *s = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    cairo_t *cr = cairo_create(s);
    bool ok = draw_svg(im, cr, w, h);
    cairo_destroy(cr);
    cairo_pattern_t *p = ok ? cairo_pattern_create_for_surface(s) : NULL;
    cairo_surface_destroy(s);
    return p;
}

static cairo_pattern_t *raster_tile(struct image_full *im, cairo_t *cr, double w, double h)
{
    cairo_surface_t *s = surface_for(im, cr);
    if (!s)
        return NULL;
    cairo_pattern_t *p = cairo_pattern_create_for_surface(s);
    cairo_matrix_t m = upright(&im->head), scale;
    cairo_matrix_init_scale(&scale, w / im->pub.px_width, h / im->pub.px_height);
    cairo_matrix_multiply(&m, &m, &scale);      /* stored pixels -> user space; a pattern wants the way back */
    if (cairo_matrix_invert(&m) != CAIRO_STATUS_SUCCESS) {
        cairo_pattern_destroy(p);
        return NULL;
    }
    cairo_pattern_set_matrix(p, &m);
    return p;
}

bool image_draw_tiled(const struct image *pub, cairo_t *cr, double tile_w, double tile_h, bool repeat_x, bool repeat_y,
                      double x, double y, double w, double h)
{
    struct image_full *im = (struct image_full *)pub;
    if (im->broken)
        return false;
    if (!(tile_w > 0 && tile_h > 0 && w > 0 && h > 0))
        return true;
    double i0 = repeat_x ? floor(x / tile_w) : 0, i1 = repeat_x ? ceil((x + w) / tile_w) : 1;
    double j0 = repeat_y ? floor(y / tile_h) : 0, j1 = repeat_y ? ceil((y + h) / tile_h) : 1;
    if ((i1 - i0) * (j1 - j0) <= (target_is_vector(cr) ? 0 : MAX_SINGLE_TILES)) {
        for (double j = j0; j < j1; j++)
            for (double i = i0; i < i1; i++) {
                cairo_save(cr);
                cairo_translate(cr, i * tile_w, j * tile_h);
                bool ok = image_draw(pub, cr, tile_w, tile_h, false);
                cairo_restore(cr);
                if (!ok)
                    return false;
            }
        return true;
    }
    cairo_pattern_t *p = pub->format == IMAGE_SVG ? svg_tile(im, tile_w, tile_h) : raster_tile(im, cr, tile_w, tile_h);
    if (!p)
        return false;
    cairo_pattern_set_extend(p, CAIRO_EXTEND_REPEAT);
    cairo_set_source(cr, p);
    cairo_rectangle(cr, i0 * tile_w, j0 * tile_h, (i1 - i0) * tile_w, (j1 - j0) * tile_h);
    cairo_fill(cr);
    cairo_pattern_destroy(p);
    return true;
}
