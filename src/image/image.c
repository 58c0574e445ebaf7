/* SPDX-License-Identifier: MIT */
/*
 * The store: each picture is read and checked once. Input: a URI as it stands in the document. Output: a picture whose
 * size is known, or NULL and a diagnostic at each place that uses it.
 */
#include "image/private.h"

#include "base/i18n.h"

#include <errno.h>
#include <string.h>

/* Densities outside are a program's slip ("1 dpi"): as if the file said nothing. */
#define MIN_DPI 10.0
#define MAX_DPI 20000.0
#define DEFAULT_DPI 72.0

/* Why a picture cannot be had, kept to be said at every place that uses it. */
struct failure {
    enum diag_code id;
    char *why;                      /* an argument of the wording, or NULL */
    unsigned width, height;
};

struct entry {
    struct image_full *image;       /* NULL: failed */
    struct failure failure;
    len_t width, height;            /* of one that failed; 0: not known */
    char *name;
};

struct image_store {
    const struct access *access;
    struct diag *diag;
    PangoFontMap *fonts;            /* for text in SVG, or NULL */
    GHashTable *by_uri;             /* path or data: URI -> struct entry */
    GHashTable *by_content;         /* GBytes of an SVG in the FO -> struct entry */
    size_t decoded;                 /* bytes of pixels held */
    GPtrArray *with_pixels;         /* of struct image_full, oldest first */
    unsigned n;
};

static void image_free(struct image_full *im)
{
    if (!im)
        return;
    if (im->pixels)
        cairo_surface_destroy(im->pixels);
    if (im->carrier)
        cairo_surface_destroy(im->carrier);
    image_svg_drop(im->svg);
    g_bytes_unref(im->bytes);
    g_free(im->id);
    g_free(im);
}

static void entry_free(void *p)
{
    struct entry *e = p;
    image_free(e->image);
    g_free(e->failure.why);
    g_free(e->name);
    g_free(e);
}

struct image_store *image_store_new(const struct access *access, struct diag *diag)
{
    struct image_store *s = g_new0(struct image_store, 1);
    s->access = access;
    s->diag = diag;
    s->by_uri = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
    s->by_content = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, entry_free);
    s->with_pixels = g_ptr_array_new();
    return s;
}

void image_store_drop(struct image_store *s)
{
    if (!s)
        return;
    g_hash_table_destroy(s->by_uri);
    g_hash_table_destroy(s->by_content);
    g_ptr_array_free(s->with_pixels, TRUE);
    g_free(s);
}

/* --- decoded pixels are given up when there are many --- */

#define MAX_DECODED ((size_t)256 << 20)

/* Counts the pixels just decoded and lets go of older ones; a backend that still needs them has a reference. */
void image_store_hold(struct image_store *s, struct image_full *im)
{
    s->decoded += (size_t)im->head.width * im->head.height * 4;
    g_ptr_array_add(s->with_pixels, im);
    while (s->decoded > MAX_DECODED && s->with_pixels->len > 1) {
        struct image_full *old = g_ptr_array_steal_index(s->with_pixels, 0);
        s->decoded -= (size_t)old->head.width * old->head.height * 4;
        cairo_surface_destroy(old->pixels);
        old->pixels = NULL;
    }
}

struct diag *image_store_diag(struct image_store *s)
{
    return s->diag;
}

void image_store_set_fonts(struct image_store *s, PangoFontMap *fonts)
{
    s->fonts = fonts;
}

PangoFontMap *image_store_fonts(struct image_store *s)
{
    return s->fonts;
}

/* --- from bytes to a picture --- */

static bool fail(struct entry *e, enum diag_code id, const char *why)
{
    e->failure.id = id;
    e->failure.why = g_strdup(why);
    return false;
}

typedef const char *check_fn(const unsigned char *p, size_t len, struct image_header *h);

/* What a file is shows in its first bytes, whatever its name says. */
static const struct {
    const char *magic;
    size_t at, len;
    enum image_format format;
    check_fn *check;
} kinds[] = {
    { "\x89PNG\r\n\x1a\n", 0, 8, IMAGE_PNG, image_png_check },
    { "\xff\xd8\xff", 0, 3, IMAGE_JPEG, image_jpeg_check },
    { "GIF87a", 0, 6, IMAGE_GIF, image_gif_check },
    { "GIF89a", 0, 6, IMAGE_GIF, image_gif_check },
    { "II*\0", 0, 4, IMAGE_TIFF, image_tiff_check },
    { "MM\0*", 0, 4, IMAGE_TIFF, image_tiff_check },
    { "WEBP", 8, 4, IMAGE_WEBP, image_webp_check },
};

/* SVG is given without a check. */
static bool sniff(const unsigned char *p, size_t len, enum image_format *format, check_fn **check)
{
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
        if (len >= kinds[k].at + kinds[k].len && memcmp(p + kinds[k].at, kinds[k].magic, kinds[k].len) == 0) {
            *format = kinds[k].format;
            *check = kinds[k].check;
            return true;
        }
    size_t i = len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < len && g_ascii_isspace(p[i]))
        i++;
    *check = NULL;
    *format = IMAGE_SVG;
    return i < len && p[i] == '<';
}

static len_t size_of(unsigned px, double dpi)
{
    return len_max(len_from_pt(px * 72.0 / dpi), 1);
}

/* Checks a raster picture and sets its size. */
static bool open_raster(struct entry *e, struct image_full *im, const unsigned char *p, size_t len, check_fn *check)
{
    struct image_header *h = &im->head;
    const char *why = check(p, len, h);
    if (why)
        return fail(e, DIAG_IMG_BROKEN, _(why));
    if (h->width > IMAGE_MAX_SIDE || h->height > IMAGE_MAX_SIDE
        || (uint64_t)h->width * h->height > (uint64_t)IMAGE_MAX_MEGAPIXELS * 1000000) {
        e->failure.width = h->width;
        e->failure.height = h->height;
        return fail(e, DIAG_IMG_LARGE, NULL);
    }
    double dx = h->dpi_x, dy = h->dpi_y;
    if (!(dx >= MIN_DPI && dx <= MAX_DPI && dy >= MIN_DPI && dy <= MAX_DPI))
        dx = dy = DEFAULT_DPI;
    bool sideways = h->orientation >= 5;        /* shown with its sides swapped */
    im->pub.px_width = sideways ? h->height : h->width;
    im->pub.px_height = sideways ? h->width : h->height;
    im->pub.width = size_of(im->pub.px_width, sideways ? dy : dx);
    im->pub.height = size_of(im->pub.px_height, sideways ? dx : dy);
    return true;
}

static bool open_svg(struct entry *e, struct image_full *im)
{
    double w, h;
    char *why = NULL;
    if (!image_svg_open(im->bytes, &im->svg, &w, &h, &why)) {
        fail(e, DIAG_IMG_BROKEN, why);
        g_free(why);
        return false;
    }
    im->pub.width = len_max(len_from_pt(w), 1);
    im->pub.height = len_max(len_from_pt(h), 1);
    return true;
}

/* Fills the entry from the bytes, which it takes. */
static void open_bytes(struct image_store *s, struct entry *e, GBytes *bytes, struct src_pos pos)
{
    size_t len;
    const unsigned char *p = g_bytes_get_data(bytes, &len);
    struct image_full *im = g_new0(struct image_full, 1);
    im->store = s;
    im->pos = pos;
    im->bytes = bytes;
    im->pub.name = e->name;
    im->head.orientation = 1;
    im->id = g_strdup_printf("sapchu-%u", s->n++);
    check_fn *check;
    bool ok;
    if (sniff(p, len, &im->pub.format, &check)) {
        ok = check ? open_raster(e, im, p, len, check) : open_svg(e, im);
    } else {
        ok = fail(e, DIAG_IMG_FORMAT, NULL);
        image_foreign_size(p, len, &e->width, &e->height);
    }
    if (ok)
        e->image = im;
    else
        image_free(im);
}

/* --- from a URI to bytes --- */

static void open_file(struct image_store *s, struct entry *e, const char *path, struct src_pos pos)
{
    char *data;
    size_t len;
    switch (access_read(s->access, path, IMAGE_MAX_BYTES, &data, &len)) {
    case ACCESS_OK:
        open_bytes(s, e, g_bytes_new_take(data, len), pos);
        break;
    case ACCESS_DENIED:
        fail(e, DIAG_IO_DENIED, NULL);
        break;
    case ACCESS_TOO_LARGE:
        fail(e, DIAG_LIMIT_SIZE, NULL);
        break;
    case ACCESS_FAILED:
        fail(e, DIAG_IMG_READ, g_strerror(errno));
        break;
    }
}

static void open_data(struct image_store *s, struct entry *e, const char *uri, struct src_pos pos)
{
    const char *why = NULL;
    GBytes *bytes = image_data_uri(uri, &why);
    if (bytes)
        open_bytes(s, e, bytes, pos);
    else
        fail(e, DIAG_IMG_DATA, _(why));
}

/* The URI without url(…) and quotes, XSL 1.1 §5.11 <uri-specification>. */
static char *strip_uri(const char *uri)
{
    char *s = g_strstrip(g_strdup(uri));
    size_t n = strlen(s);
    if (n >= 5 && g_ascii_strncasecmp(s, "url(", 4) == 0 && s[n - 1] == ')') {
        s[n - 1] = '\0';
        memmove(s, s + 4, n - 4);
        g_strstrip(s);
        n = strlen(s);
    }
    if (n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n - 1] == s[0]) {
        s[n - 1] = '\0';
        memmove(s, s + 1, n - 1);
    }
    return s;
}

static void say(const struct image_store *s, const struct entry *e, struct src_pos pos, enum diag_severity severity)
{
    const struct failure *f = &e->failure;
    if (f->id == DIAG_IMG_LARGE)
        diag_emit_as(s->diag, f->id, severity, pos, e->name, f->width, f->height, IMAGE_MAX_MEGAPIXELS,
                     IMAGE_MAX_SIDE);
    else if (f->id == DIAG_LIMIT_SIZE)
        diag_emit_as(s->diag, f->id, severity, pos, e->name, (unsigned)(IMAGE_MAX_BYTES >> 20));
    else if (f->id == DIAG_IMG_DATA)
        diag_emit_as(s->diag, f->id, severity, pos, f->why);
    else if (f->why)
        diag_emit_as(s->diag, f->id, severity, pos, e->name, f->why);
    else
        diag_emit_as(s->diag, f->id, severity, pos, e->name);
}

static const struct image *result(const struct image_store *s, const struct entry *e, struct src_pos pos,
                                  enum diag_severity severity)
{
    if (e->image)
        return &e->image->pub;
    say(s, e, pos, severity);
    return NULL;
}

/* Takes `key`. */
static struct entry *add_entry(struct image_store *s, char *key, char *name)
{
    struct entry *e = g_new0(struct entry, 1);
    e->name = name;
    g_hash_table_insert(s->by_uri, key, e);
    return e;
}

/* The part of a URI that says where the picture is: a path, or the inside of a data: URI. NULL: it is neither. */
static char *place_of(const char *ref, const char *base, bool *data)
{
    *data = g_ascii_strncasecmp(ref, "data:", 5) == 0;
    return *data ? g_strdup(ref + 5) : access_resolve(base, ref);
}

static char *key_of(const char *path, bool data)
{
    return g_strconcat(data ? "d" : "f", path, NULL);
}

bool image_store_size(struct image_store *s, const char *uri, const char *base, len_t *width, len_t *height)
{
    bool data;
    char *ref = strip_uri(uri), *path = place_of(ref, base, &data), *key = path ? key_of(path, data) : NULL;
    const struct entry *e = key ? g_hash_table_lookup(s->by_uri, key) : NULL;
    g_free(key);
    g_free(path);
    g_free(ref);
    if (!e || e->width <= 0)
        return false;
    *width = e->width;
    *height = e->height;
    return true;
}

const struct image *image_store_load(struct image_store *s, const char *uri, const char *base, struct src_pos pos,
                                     enum diag_severity missing)
{
    bool data;
    char *ref = strip_uri(uri), *path = place_of(ref, base, &data);
    if (!path) {
        diag_emit_as(s->diag, DIAG_IMG_SCHEME, missing, pos, ref);
        g_free(ref);
        return NULL;
    }
    char *key = key_of(path, data);
    struct entry *e = g_hash_table_lookup(s->by_uri, key);
    if (e) {
        g_free(key);
    } else {
        e = add_entry(s, key, data ? g_strdup("data:…") : g_strdup(path));
        if (data)
            open_data(s, e, path, pos);
        else
            open_file(s, e, path, pos);
    }
    g_free(path);
    g_free(ref);
    return result(s, e, pos, missing);
}

/* The name of the root element, without its prefix, of what the FO builder wrote; g_free it. */
static char *root_name(const char *xml, size_t len)
{
    const char *from = memchr(xml, '<', len), *end = xml + len;
    if (!from)
        return g_strdup("");
    size_t n = 0;
    for (from++; from + n < end && !strchr(" \t\r\n/>", from[n]); n++)
        if (from[n] == ':') {
            from += n + 1;
            n = (size_t)-1;
        }
    return g_strndup(from, n);
}

const struct image *image_store_load_svg(struct image_store *s, const char *svg, size_t len, struct src_pos pos)
{
    GBytes *bytes = g_bytes_new(svg, len);
    struct entry *e = g_hash_table_lookup(s->by_content, bytes);
    if (e) {
        g_bytes_unref(bytes);
    } else {
        e = g_new0(struct entry, 1);
        e->name = root_name(svg, len);
        g_hash_table_insert(s->by_content, bytes, e);
        if (strcmp(e->name, "svg") == 0)
            open_bytes(s, e, g_bytes_ref(bytes), pos);
        else
            fail(e, DIAG_IMG_FOREIGN, NULL);
    }
    return result(s, e, pos, DIAG_RECOVERED);
}
