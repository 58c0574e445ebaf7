/* SPDX-License-Identifier: MIT */
/* Unit tests of image/: sizes, hostile files, drawing, JPEG bytes in PDF. The pictures are made here. */
#include "tests/unit/sheet.h"

#include "image/crc.h"
#include "image/image.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

struct bench {
    struct sheet s;
    char *dir;
    struct access *access;
    struct image_store *store;
};

static void bench_init(struct bench *b)
{
    sheet_init(&b->s);
    b->dir = g_dir_make_tmp("sapchu-XXXXXX", NULL);
    b->access = access_new();
    access_allow_dir(b->access, b->dir);
    b->store = image_store_new(b->access, b->s.diag);
}

static void bench_done(struct bench *b)
{
    GDir *d = g_dir_open(b->dir, 0, NULL);
    for (const char *name; (name = g_dir_read_name(d));) {
        char *p = g_build_filename(b->dir, name, NULL);
        g_unlink(p);
        g_free(p);
    }
    g_dir_close(d);
    g_rmdir(b->dir);
    g_free(b->dir);
    image_store_drop(b->store);
    access_drop(b->access);
    sheet_done(&b->s);
}

static const struct image *load(struct bench *b, const char *name, enum diag_severity missing)
{
    char *base = g_build_filename(b->dir, "doc.fo", NULL);
    const struct image *im = image_store_load(b->store, name, base, SRC_NOWHERE, missing);
    g_free(base);
    return im;
}

static void put(struct bench *b, const char *name, const void *data, size_t len)
{
    char *p = g_build_filename(b->dir, name, NULL);
    FILE *f = g_fopen(p, "wb");         /* g_file_set_contents waits for the disk, hundreds of times */
    g_assert_true(f && fwrite(data, 1, len, f) == len && fclose(f) == 0);
    g_free(p);
}

/* Not loaded, and said so in this way. */
static void assert_refused(struct bench *b, const char *name, const char *code, const char *words)
{
    unsigned n = diag_len(b->s.diag);
    const struct image *im = load(b, name, DIAG_ERROR);
    if (im)
        g_error("'%.60s' was taken", name);
    g_assert_cmpuint(diag_len(b->s.diag), ==, n + 1);
    const struct diag_item *it = diag_get(b->s.diag, n);
    g_assert_cmpint(it->severity, ==, DIAG_ERROR);
    g_assert_cmpstr(it->code, ==, code);
    if (words && !strstr(it->message, words))
        g_error("'%s' does not say '%s'", it->message, words);
}

/* --- making pictures --- */

static void add_be32(GByteArray *a, uint32_t v)
{
    guint8 b[4] = { (guint8)(v >> 24), (guint8)(v >> 16), (guint8)(v >> 8), (guint8)v };
    g_byte_array_append(a, b, 4);
}

static void add_chunk(GByteArray *a, const char *type, const void *data, guint len)
{
    struct image_crc crc;
    image_crc_init(&crc);
    add_be32(a, len);
    guint at = a->len;
    g_byte_array_append(a, (const guint8 *)type, 4);
    g_byte_array_append(a, data, len);
    add_be32(a, image_crc_of(&crc, a->data + at, len + 4));
}

static cairo_status_t collect(void *user, const unsigned char *data, unsigned n)
{
    g_byte_array_append(user, data, n);
    return CAIRO_STATUS_SUCCESS;
}

/* w × h; the left half red, the right one blue; `ppm` pixels a metre, 0: not said. */
static GByteArray *make_png(int w, int h, uint32_t ppm)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 0, 0);
    cairo_paint(cr);
    cairo_set_source_rgb(cr, 0, 0, 1);
    cairo_rectangle(cr, w / 2, 0, w, h);
    cairo_fill(cr);
    cairo_destroy(cr);
    GByteArray *plain = g_byte_array_new(), *a = g_byte_array_new();
    cairo_surface_write_to_png_stream(s, collect, plain);
    cairo_surface_destroy(s);
    g_byte_array_append(a, plain->data, 33);
    if (ppm) {
        guint8 c[9] = { (guint8)(ppm >> 24), (guint8)(ppm >> 16), (guint8)(ppm >> 8), (guint8)ppm,
                        (guint8)(ppm >> 24), (guint8)(ppm >> 16), (guint8)(ppm >> 8), (guint8)ppm, 1 };
        add_chunk(a, "pHYs", c, 9);
    }
    g_byte_array_append(a, plain->data + 33, plain->len - 33);
    g_byte_array_unref(plain);
    return a;
}

static GByteArray *png_with_size(uint32_t w, uint32_t h)
{
    GByteArray *a = g_byte_array_new(), *ihdr = g_byte_array_new();
    g_byte_array_append(a, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
    add_be32(ihdr, w);
    add_be32(ihdr, h);
    g_byte_array_append(ihdr, (const guint8 *)"\x08\x02\0\0\0", 5);
    add_chunk(a, "IHDR", ihdr->data, ihdr->len);
    add_chunk(a, "IDAT", "", 0);
    add_chunk(a, "IEND", "", 0);
    g_byte_array_unref(ihdr);
    return a;
}

/* w × h, its left half red, its right one blue; with an Exif segment when `orientation` is not 0. */
static GByteArray *make_jpeg(unsigned w, unsigned h, unsigned dpi, unsigned orientation, int channels)
{
    struct jpeg_compress_struct j;
    struct jpeg_error_mgr e;
    unsigned char *out = NULL;
    unsigned long len = 0;
    j.err = jpeg_std_error(&e);
    jpeg_create_compress(&j);
    jpeg_mem_dest(&j, &out, &len);
    j.image_width = w;
    j.image_height = h;
    j.input_components = channels;
    j.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&j);
    jpeg_set_quality(&j, 100, TRUE);
    if (dpi) {
        j.density_unit = 1;
        j.X_density = j.Y_density = (UINT16)dpi;
    }
    jpeg_start_compress(&j, TRUE);
    if (orientation) {
        unsigned char exif[] = { 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
                                 0x12, 1, 3, 0, 1, 0, 0, 0, (unsigned char)orientation, 0, 0, 0, 0, 0, 0, 0 };
        jpeg_write_marker(&j, JPEG_APP0 + 1, exif, sizeof exif);
    }
    unsigned char *row = g_malloc0((size_t)w * (size_t)channels);
    for (unsigned x = 0; x < w; x++) {
        unsigned char *p = row + (size_t)x * (size_t)channels;
        if (channels == 3)
            p[x < w / 2 ? 0 : 2] = 255;
        else
            memset(p, x < w / 2 ? 0 : 255, (size_t)channels);
    }
    while (j.next_scanline < h)
        jpeg_write_scanlines(&j, &row, 1);
    jpeg_finish_compress(&j);
    jpeg_destroy_compress(&j);
    g_free(row);
    GByteArray *a = g_byte_array_new();
    g_byte_array_append(a, out, (guint)len);
    free(out);
    return a;
}

static void put_and_free(struct bench *b, const char *name, GByteArray *a)
{
    put(b, name, a->data, a->len);
    g_byte_array_unref(a);
}

/* --- sizes --- */

static void assert_size(const struct image *im, enum image_format format, double w, double h)
{
    g_assert_nonnull(im);
    g_assert_cmpint(im->format, ==, format);
    g_assert_cmpfloat_with_epsilon(len_to_pt(im->width), w, 0.01);
    g_assert_cmpfloat_with_epsilon(len_to_pt(im->height), h, 0.01);
}

static void test_sizes(void)
{
    struct bench b;
    bench_init(&b);
    put_and_free(&b, "plain.png", make_png(72, 36, 0));
    assert_size(load(&b, "plain.png", DIAG_ERROR), IMAGE_PNG, 72, 36);          /* 72 px an inch */
    put_and_free(&b, "fine.png", make_png(300, 150, 11811));
    assert_size(load(&b, "fine.png", DIAG_ERROR), IMAGE_PNG, 72, 36);           /* 300 dpi */
    put_and_free(&b, "odd.png", make_png(72, 36, 1));
    assert_size(load(&b, "odd.png", DIAG_ERROR), IMAGE_PNG, 72, 36);            /* a density that no one meant */
    put_and_free(&b, "a.jpg", make_jpeg(144, 72, 144, 0, 3));
    assert_size(load(&b, "a.jpg", DIAG_ERROR), IMAGE_JPEG, 72, 36);
    put_and_free(&b, "turned.jpg", make_jpeg(144, 72, 144, 6, 3));
    const struct image *turned = load(&b, "turned.jpg", DIAG_ERROR);
    assert_size(turned, IMAGE_JPEG, 36, 72);
    g_assert_cmpuint(turned->px_width, ==, 72);
    static const char svg[] = "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='1in' height='72'/>";
    put(&b, "a.svg", svg, strlen(svg));
    assert_size(load(&b, "a.svg", DIAG_ERROR), IMAGE_SVG, 72, 72);
    static const char box[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 100'/>";
    put(&b, "box.svg", box, strlen(box));
    assert_size(load(&b, "box.svg", DIAG_ERROR), IMAGE_SVG, 200, 100);
    /* every way to say the same file gives one picture */
    const struct image *im = load(&b, "plain.png", DIAG_ERROR);
    g_assert_true(load(&b, "url(plain.png)", DIAG_ERROR) == im);
    g_assert_true(load(&b, " url( 'plain.png' ) ", DIAG_ERROR) == im);
    g_assert_true(load(&b, "\"plain.png\"", DIAG_ERROR) == im);
    g_assert_true(load(&b, "plai%6e.png", DIAG_ERROR) == im);
    g_assert_true(image_store_load_svg(b.store, box, strlen(box), SRC_NOWHERE)
                  == image_store_load_svg(b.store, box, strlen(box), SRC_NOWHERE));
    g_assert_cmpuint(diag_len(b.s.diag), ==, 0);
    bench_done(&b);
}

static void test_data_uris(void)
{
    struct bench b;
    bench_init(&b);
    GByteArray *png = make_png(72, 72, 0);
    char *code = g_base64_encode(png->data, png->len);
    char *uri = g_strconcat("url('DATA:image/png;base64,", code, "')", NULL);
    assert_size(load(&b, uri, DIAG_ERROR), IMAGE_PNG, 72, 72);
    g_free(uri);
    g_free(code);
    g_byte_array_unref(png);
    assert_size(load(&b, "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='72'%20height='36'/%3E",
                     DIAG_ERROR), IMAGE_SVG, 72, 36);
    assert_refused(&b, "data:image/png", "image-data-uri", "comma");
    assert_refused(&b, "data:image/png;base64,<>", "image-data-uri", "base64");
    assert_refused(&b, "data:,%00%zz", "image-data-uri", "escape");
    assert_refused(&b, "data:,hello", "image-format", NULL);
    g_assert_null(load(&b, "data:,", DIAG_ERROR));
    bench_done(&b);
}

/* --- hostile files --- */

static void test_access(void)
{
    struct bench b;
    bench_init(&b);
    assert_refused(&b, "missing.png", "image-read", "missing.png");
    assert_refused(&b, "/etc/passwd", "io-denied", NULL);
    assert_refused(&b, "../../../../../../etc/passwd", "io-denied", NULL);
    assert_refused(&b, "https://pictures.example/a.png", "image-scheme", NULL);
    put(&b, "a.gif", "GIF89a", 6);
    assert_refused(&b, "a.gif", "image-broken", "truncated");
    put(&b, "empty.png", "", 0);
    assert_refused(&b, "empty.png", "image-format", NULL);
    GString *deep = g_string_new("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(deep, "<g>");
    put(&b, "deep.svg", deep->str, deep->len);
    assert_refused(&b, "deep.svg", "image-broken", NULL);
    g_string_free(deep, TRUE);
    /* the place that uses it decides how grave it is, and each place is told */
    struct src_file *f = src_file_new("d.fo", g_strdup("0123456789"), 10);
    for (unsigned i = 0; i < 3; i++)
        g_assert_null(image_store_load(b.store, "gone.png", NULL, src_pos_at(f, i), DIAG_RECOVERED));
    g_assert_cmpuint(diag_count(b.s.diag, DIAG_WARNING) - diag_count(b.s.diag, DIAG_ERROR), ==, 3);
    src_file_drop(f);
    bench_done(&b);
}

static void test_broken_png(void)
{
    struct bench b;
    bench_init(&b);
    GByteArray *png = make_png(20, 20, 0);
    for (guint n = 8; n < png->len; n += 7) {
        char *name = g_strdup_printf("cut-%u.png", n);
        put(&b, name, png->data, n);
        assert_refused(&b, name, "image-broken", "truncated");
        g_free(name);
    }
    png->data[png->len - 20] ^= 1;
    put(&b, "bit.png", png->data, png->len);
    assert_refused(&b, "bit.png", "image-broken", "checksum");
    g_byte_array_unref(png);
    put_and_free(&b, "huge.png", png_with_size(60000, 60000));
    assert_refused(&b, "huge.png", "image-large", "60000 x 60000");
    put_and_free(&b, "area.png", png_with_size(30000, 30000));
    assert_refused(&b, "area.png", "image-large", NULL);
    put_and_free(&b, "none.png", png_with_size(0, 5));
    assert_refused(&b, "none.png", "image-broken", "size");
    /* right sums over nonsense are found when it is drawn: a box, and said once */
    put_and_free(&b, "lie.png", png_with_size(5, 5));
    const struct image *im = load(&b, "lie.png", DIAG_ERROR);
    g_assert_nonnull(im);
    unsigned n = diag_len(b.s.diag);
    sheet_put(&b.s, sheet_image(&b.s, im, 20, 20), 0, 0);
    sheet_put(&b.s, sheet_image(&b.s, im, 20, 20), 30, 0);
    struct area_page p = sheet_page(&b.s, 100, 100, 0, "1");
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&b.s, "pdf", NULL, NULL, &p, 1, &k));
    g_assert_cmpuint(diag_len(b.s.diag), ==, n + 1);
    g_ptr_array_free(k.files, TRUE);
    bench_done(&b);
}

static void test_broken_jpeg(void)
{
    struct bench b;
    bench_init(&b);
    GByteArray *jpg = make_jpeg(16, 16, 0, 6, 3);
    for (guint n = 3; n < jpg->len - 1; n += 5) {
        char *name = g_strdup_printf("cut-%u.jpg", n);
        put(&b, name, jpg->data, n);
        assert_refused(&b, name, "image-broken", "truncated");
        g_free(name);
    }
    /* no byte, whatever its value, brings the reader down */
    for (guint i = 0; i < jpg->len; i += 3) {
        guint8 was = jpg->data[i];
        jpg->data[i] = (guint8)(was ^ 0xff);
        put(&b, "byte.jpg", jpg->data, jpg->len);
        struct image_store *s = image_store_new(b.access, b.s.diag);
        char *path = g_build_filename(b.dir, "byte.jpg", NULL);
        const struct image *im = image_store_load(s, path, NULL, SRC_NOWHERE, DIAG_WARNING);
        cairo_surface_t *to = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 16, 16);
        cairo_t *cr = cairo_create(to);
        if (im)
            image_draw(im, cr, 16, 16, false);
        cairo_destroy(cr);
        cairo_surface_destroy(to);
        image_store_drop(s);
        g_free(path);
        jpg->data[i] = was;
    }
    g_byte_array_unref(jpg);
    bench_done(&b);
}

/* Neither a file beside it nor one elsewhere gets into an SVG; entities do not blow up. */
static void test_svg_confined(void)
{
    struct bench b;
    bench_init(&b);
    put_and_free(&b, "red.png", make_png(10, 10, 0));
    char *svg = g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' width='96' height='96'>"
                                "<image href='red.png' width='96' height='96'/>"
                                "<image href='file://%s/red.png' width='96' height='96'/></svg>", b.dir);
    put(&b, "a.svg", svg, strlen(svg));
    g_free(svg);
    const struct image *im = load(&b, "a.svg", DIAG_ERROR);
    assert_size(im, IMAGE_SVG, 96, 96);
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 10, 10);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    g_assert_true(image_draw(im, cr, 10, 10, false));
    cairo_surface_flush(s);
    g_assert_cmphex(*(uint32_t *)(void *)cairo_image_surface_get_data(s) & 0xffffff, ==, 0xffffff);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    GString *bomb = g_string_new("<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>");
    for (int i = 1; i < 12; i++)
        g_string_append_printf(bomb, "<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;'>", i, i - 1, i - 1, i - 1, i - 1,
                               i - 1, i - 1, i - 1, i - 1);
    g_string_append(bomb, "]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&a11;</text></svg>");
    put(&b, "bomb.svg", bomb->str, bomb->len);
    g_string_free(bomb, TRUE);
    load(&b, "bomb.svg", DIAG_WARNING);         /* taken or refused, but soon */
    put(&b, "text.svg", "<p>not a picture", 16);
    assert_refused(&b, "text.svg", "image-broken", NULL);
    bench_done(&b);
}

/* --- drawing --- */

static uint32_t drawn(const struct image *im, double w, double h, int x, int y)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 40, 40);
    cairo_t *cr = cairo_create(s);
    g_assert_true(image_draw(im, cr, w, h, false));
    cairo_surface_flush(s);
    const unsigned char *d = cairo_image_surface_get_data(s) + y * cairo_image_surface_get_stride(s);
    uint32_t v = ((const uint32_t *)(const void *)d)[x] & 0xffffff;
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    return v;
}

static void assert_near(uint32_t got, uint32_t want)
{
    for (int i = 0; i < 24; i += 8)
        g_assert_cmpint(ABS((int)(got >> i & 0xff) - (int)(want >> i & 0xff)), <=, 8);
}

static void test_draw(void)
{
    struct bench b;
    bench_init(&b);
    put_and_free(&b, "a.png", make_png(16, 16, 0));
    const struct image *png = load(&b, "a.png", DIAG_ERROR);
    assert_near(drawn(png, 40, 40, 0, 0), 0xff0000);
    assert_near(drawn(png, 40, 40, 39, 39), 0x0000ff);
    assert_near(drawn(png, 20, 20, 30, 30), 0x000000);
    /* where the red half of the stored picture is shown, by Exif orientation: x, y of 40 */
    static const struct {
        unsigned orientation;
        int rx, ry, bx, by;
    } turns[] = {
        { 1, 5, 20, 35, 20 }, { 2, 35, 20, 5, 20 }, { 3, 35, 20, 5, 20 }, { 4, 5, 20, 35, 20 },
        { 5, 20, 5, 20, 35 }, { 6, 20, 5, 20, 35 }, { 7, 20, 35, 20, 5 }, { 8, 20, 35, 20, 5 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(turns); i++) {
        char *name = g_strdup_printf("o%u.jpg", turns[i].orientation);
        put_and_free(&b, name, make_jpeg(32, 16, 96, turns[i].orientation, 3));
        const struct image *im = load(&b, name, DIAG_ERROR);
        assert_near(drawn(im, 40, 40, turns[i].rx, turns[i].ry), 0xff0000);
        assert_near(drawn(im, 40, 40, turns[i].bx, turns[i].by), 0x0000ff);
        g_free(name);
    }
    put_and_free(&b, "grey.jpg", make_jpeg(32, 16, 96, 0, 1));
    assert_near(drawn(load(&b, "grey.jpg", DIAG_ERROR), 40, 40, 35, 20), 0xffffff);
    put_and_free(&b, "cmyk.jpg", make_jpeg(32, 16, 96, 0, 4));
    assert_near(drawn(load(&b, "cmyk.jpg", DIAG_ERROR), 40, 40, 5, 20), 0x000000);
    assert_near(drawn(load(&b, "cmyk.jpg", DIAG_ERROR), 40, 40, 35, 20), 0xffffff);
    bench_done(&b);
}

static unsigned count_in(const GByteArray *hay, const GByteArray *needle)
{
    unsigned n = 0;
    for (guint i = 0; i + needle->len <= hay->len; i++)
        n += hay->data[i] == needle->data[0] && memcmp(hay->data + i, needle->data, needle->len) == 0;
    return n;
}

/* On two pages, twice on each, and as a background: the file's own bytes stand in the PDF, once. */
static void test_jpeg_untouched(void)
{
    struct bench b;
    bench_init(&b);
    GByteArray *jpg = make_jpeg(64, 48, 96, 6, 3);
    put(&b, "a.jpg", jpg->data, jpg->len);
    const struct image *im = load(&b, "a.jpg", DIAG_ERROR);
    struct area_paint paint = { .picture = im, .pic_width = PT(10), .pic_height = PT(10), .repeat_x = 1, .repeat_y = 1 };
    struct area_page pages[2];
    for (unsigned i = 0; i < 2; i++) {
        sheet_put(&b.s, sheet_image(&b.s, im, 40, 30), 0, 0);
        sheet_put(&b.s, sheet_image(&b.s, im, 40, 30), 50, 0);
        struct area *tiled = area_box_new(b.s.a, NULL, PT(100), PT(50), NULL);
        tiled->paint = &paint;
        sheet_put(&b.s, tiled, 0, 50);
        pages[i] = sheet_page(&b.s, 100, 100, i, "1");
    }
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&b.s, "pdf", NULL, NULL, pages, 2, &k));
    const GByteArray *pdf = g_ptr_array_index(k.files, 0);
    g_assert_cmpuint(count_in(pdf, jpg), ==, 1);
    char *qpdf = g_find_program_in_path("qpdf");
    if (qpdf) {
        char *path = g_build_filename(b.dir, "a.pdf", NULL), *out = NULL, *err = NULL;
        put(&b, "a.pdf", pdf->data, pdf->len);
        g_assert_true(g_spawn_sync(NULL, (char *[]){ qpdf, (char *)"--check", path, NULL }, NULL, 0, NULL, NULL, &out, &err,
                                   NULL, NULL));
        g_assert_cmpstr(err, ==, "");
        g_free(path);
        g_free(out);
        g_free(err);
    }
    g_free(qpdf);
    g_ptr_array_free(k.files, TRUE);
    g_byte_array_unref(jpg);
    bench_done(&b);
}

/* GIF, TIFF and WebP: cut anywhere they are refused or drawn, and no byte, whatever its value, brings a reader down. */
static void test_other_formats(void)
{
    static const char *const names[] = { "halves.gif", "halves.tiff", "halves.webp" };
    static const double width[] = { 4, 2, 4 };
    const char *top = g_getenv("srcdir");
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        struct bench b;
        char *file = g_build_filename(top ? top : ".", "tests", "fo", "graphic", names[k], NULL), *data;
        gsize len;
        g_assert_true(g_file_get_contents(file, &data, &len, NULL));
        bench_init(&b);
        put(&b, names[k], data, len);
        assert_size(load(&b, names[k], DIAG_ERROR), (enum image_format)(IMAGE_GIF + (k == 0 ? 0 : 3 - k)), width[k],
                    width[k] / 2);
        for (gsize i = 0; i < 2 * len; i++) {           /* a byte changed, then the file cut there */
            guint8 was = (guint8)data[i % len];
            data[i % len] = (char)(was ^ 0xff);
            put(&b, "odd", data, i < len ? len : i - len);
            data[i % len] = (char)was;
            struct image_store *s = image_store_new(b.access, b.s.diag);
            char *path = g_build_filename(b.dir, "odd", NULL);
            const struct image *im = image_store_load(s, path, NULL, SRC_NOWHERE, DIAG_WARNING);
            cairo_surface_t *to = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 4, 4);
            cairo_t *cr = cairo_create(to);
            if (im)
                image_draw(im, cr, 4, 4, false);
            cairo_destroy(cr);
            cairo_surface_destroy(to);
            image_store_drop(s);
            g_free(path);
        }
        g_free(file);
        g_free(data);
        bench_done(&b);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/image/sizes", test_sizes);
    g_test_add_func("/image/data-uris", test_data_uris);
    g_test_add_func("/image/access", test_access);
    g_test_add_func("/image/broken-png", test_broken_png);
    g_test_add_func("/image/broken-jpeg", test_broken_jpeg);
    g_test_add_func("/image/svg-confined", test_svg_confined);
    g_test_add_func("/image/draw", test_draw);
    g_test_add_func("/image/jpeg-untouched", test_jpeg_untouched);
    g_test_add_func("/image/other-formats", test_other_formats);
    return g_test_run();
}
