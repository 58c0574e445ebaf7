/* SPDX-License-Identifier: MIT */
/* Unit tests of out/: pages by hand through every backend; PDF is held against poppler and qpdf where they are. */
#include "tests/unit/sheet.h"

#include "image/image.h"
#include "out/descriptor.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

/* --- tools --- */

static const GByteArray *file_of(const struct sheet_sink *k, unsigned i)
{
    g_assert_cmpuint(i, <, k->files->len);
    return g_ptr_array_index(k->files, i);
}

static void sink_done(struct sheet_sink *k)
{
    g_ptr_array_free(k->files, TRUE);
}

/* What a program prints when it reads the bytes as a file; NULL: it is not installed. `{}` stands for the file. */
static char *run_on(const GByteArray *b, const char *const *argv)
{
    char *program = g_find_program_in_path(argv[0]);
    if (!program)
        return NULL;
    g_free(program);
    char *path, *text = NULL, *errors = NULL;
    int fd = g_file_open_tmp("sapchu-XXXXXX", &path, NULL), status;
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, b->data, b->len), ==, (ssize_t)b->len);
    close(fd);
    GPtrArray *v = g_ptr_array_new();
    for (int i = 0; argv[i]; i++)
        g_ptr_array_add(v, strcmp(argv[i], "{}") == 0 ? path : (char *)argv[i]);
    g_ptr_array_add(v, NULL);
    GError *err = NULL;
    g_spawn_sync(NULL, (char **)v->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, &errors, &status, &err);
    g_assert_no_error(err);
    char *all = g_strconcat(text, errors, NULL);
    g_free(text);
    g_free(errors);
    g_unlink(path);
    g_free(path);
    g_ptr_array_free(v, TRUE);
    return all;
}

static void assert_valid_pdf(const GByteArray *b)
{
    char *s = run_on(b, (const char *const[]){ "qpdf", "--check", "{}", NULL });
    if (!s)
        return;
    if (strstr(s, "WARNING") || !strstr(s, "No syntax or stream encoding errors"))
        g_error("%s", s);
    g_free(s);
}

static char *pdf_text(const GByteArray *b)
{
    return run_on(b, (const char *const[]){ "pdftotext", "{}", "-", NULL });
}

/* The file without object streams and compression, as text. */
static char *pdf_plain(const GByteArray *b)
{
    return run_on(b, (const char *const[]){ "qpdf", "--qdf", "--object-streams=disable", "{}", "-", NULL });
}

static bool holds(const char *all, const char *part)
{
    if (!all || strstr(all, part))
        return true;
    g_test_message("missing '%s'", part);
    return false;
}

static struct area *tagged(struct sheet *s, struct area *kid, struct area_tag tag)
{
    struct area_list l = { 0 };
    area_list_add(s->a, &l, kid, 0, 0);
    return area_box_new(s->a, arena_memdup(s->a, &tag, sizeof tag), kid->ipd, kid->bpd, &l);
}

/* A box in one colour. */
static struct area *painted(struct sheet *s, double w, double h, uint32_t background)
{
    struct area *b = area_box_new(s->a, NULL, PT(w), PT(h), NULL);
    struct area_paint *p = arena_new0(s->a, struct area_paint);
    p->background = background;
    b->paint = p;
    return b;
}

/* --- PDF --- */

#define LINE_1 "Cộng hòa xã hội chủ nghĩa Việt Nam"
#define LINE_2 "Nguyễn Thị Ngọc Ưu, Đặng Hữu Ước: 107,1%"

static void test_pdf_text(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Serif", 13, false, false);
    const struct font *bold = sheet_font(&s, "Liberation Sans", 13, true, false);
    char *nfd = g_utf8_normalize(LINE_2, -1, G_NORMALIZE_NFD);
    sheet_put(&s, sheet_text(&s, f, LINE_1), 50, 50);
    sheet_put(&s, sheet_run(&s, bold, nfd, false, 0x993300ff), 50, 80);
    sheet_put(&s, sheet_text(&s, f, "Dòng ba"), 50, 110);
    g_free(nfd);
    struct area_page p = sheet_page(&s, 400, 300, 0, "1");
    struct sheet_sink k, k2;
    sheet_sink_init(&k);
    sheet_sink_init(&k2);
    g_assert_true(sheet_emit(&s, "pdf", NULL, NULL, &p, 1, &k));
    const GByteArray *b = file_of(&k, 0);
    assert_valid_pdf(b);
    char *t = pdf_text(b);
    char **lines = g_strsplit_set(t ? t : "", "\n\f", -1);
    char *joined = g_strjoinv("|", lines);
    if (t && strcmp(joined, LINE_1 "|" LINE_2 "|Dòng ba|||") != 0)
        g_error("%s", joined);
    g_strfreev(lines);
    g_free(joined);
    g_free(t);
    char *fonts = run_on(b, (const char *const[]){ "pdffonts", "{}", NULL });
    for (char *line = fonts ? strchr(strchr(fonts, '\n') + 1, '\n') + 1 : NULL; line && *line;) {
        char *end = strchr(line, '\n');
        *end = '\0';
        if (!strstr(line, "yes yes yes") || line[6] != '+')     /* embedded, subset, with Unicode */
            g_error("%s", line);
        line = end + 1;
    }
    g_free(fonts);
    g_assert_null(g_strstr_len((const char *)b->data, (gssize)b->len, "CreationDate"));
    g_assert_true(sheet_emit(&s, "pdf", NULL, NULL, &p, 1, &k2));
    sheet_assert_same(b->data, b->len, file_of(&k2, 0)->data, file_of(&k2, 0)->len);
    sink_done(&k);
    sink_done(&k2);
    sheet_done(&s);
}

/* What cairo writes, and what becomes of it: the same number of bytes. */
#define DESCRIPTOR(ascent, descent) \
    "<< /Type /Page >>\n<< /Type /FontDescriptor\n   /FontName /A+B\n   /FontBBox [ -1 -303 2000 1033 ]\n" \
    ascent descent "   /CapHeight 1033\n>>\n/Ascent 5\n"

static bool append(void *user, const void *data, size_t len)
{
    g_string_append_len(user, data, (gssize)len);
    return true;
}

/* Written in pieces of `step` bytes. */
static void assert_mended(const char *text, unsigned step, const char *want)
{
    GString *got = g_string_new(NULL);
    const struct out_stream stream = { .user = got, .write = append };
    struct out_sink sink = { .stream = &stream };
    struct descriptor_mender m;
    descriptor_mender_init(&m, &sink);
    for (const char *p = text; *p; p += MIN(step, strlen(p)))
        g_assert_cmpint(descriptor_mender_write(&m, (const unsigned char *)p, (unsigned)MIN(step, strlen(p))), ==,
                        CAIRO_STATUS_SUCCESS);
    descriptor_mender_clear(&m);
    g_assert_cmpstr(got->str, ==, want);
    g_string_free(got, TRUE);
}

static void test_pdf_descriptor(void)
{
    const char *text = DESCRIPTOR("   /Ascent 905\n", "   /Descent -211\n");
    const char *want = DESCRIPTOR("  /Ascent 1033\n", "   /Descent -303\n");
    g_assert_cmpuint(strlen(text), ==, strlen(want));
    assert_mended(text, 1, want);
    assert_mended(text, 7, want);
    assert_mended(text, 10000, want);
    const char *full = DESCRIPTOR("/Ascent 5\n", "\n");        /* no room for a longer number */
    assert_mended(full, 10000, full);
    const char *strange = "<< /Type /FontDescriptor\n/FontBBox [ x ]\n   /Ascent 5\n>>";
    assert_mended(strange, 3, strange);
}

static void test_pdf_links(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Serif", 12, false, false);
    struct area_page pages[3];
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "web"), (struct area_tag){ .uri = "https://vi.example/à?b='c'&d=(e)" }), 50, 50);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "sau"), (struct area_tag){ .dest = "mục 'hai' \\" }), 50, 80);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "không"), (struct area_tag){ .dest = "nowhere" }), 50, 110);
    pages[0] = sheet_page(&s, 300, 400, 0, "i");
    sheet_put(&s, sheet_text(&s, f, "giữa"), 50, 50);
    pages[1] = sheet_page(&s, 400, 300, 1, "ii");
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "đích"), (struct area_tag){ .id = "mục 'hai' \\" }), 50, 60);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "lại"), (struct area_tag){ .id = "mục 'hai' \\" }), 50, 90);
    pages[2] = sheet_page(&s, 300, 400, 2, "1");
    struct out_bookmark marks[] = {
        { .title = "Chương một", .dest = "mục 'hai' \\", .open = true, .bold = true },
        { .title = "Con", .dest = "nowhere", .depth = 1 },
        { .title = "Cháu quá sâu", .uri = "https://vi.example/", .depth = 7 },
    };
    struct out_meta m = { .title = "Biên bản họp", .author = "Nguyễn Văn A", .date = 1700000000, .bookmarks = marks,
                          .n_bookmarks = G_N_ELEMENTS(marks) };
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "pdf", &m, NULL, pages, 3, &k));
    assert_valid_pdf(file_of(&k, 0));
    char *q = pdf_plain(file_of(&k, 0));
    g_assert_true(holds(q, "/URI (https://vi.example/%C3%A0?b='c'&d=\\(e\\))"));
    g_assert_true(holds(q, "/CreationDate (D:20231114221320Z)"));
    g_assert_true(holds(q, "/ModDate (D:20231114221320Z)"));
    g_assert_true(holds(q, "(nowhere)"));
    g_free(q);
    char *info = run_on(file_of(&k, 0), (const char *const[]){ "pdfinfo", "-dests", "{}", NULL });
    g_assert_true(holds(info, "\"m%E1%BB%A5c%20%27hai%27%20%5C\""));
    g_assert_true(holds(info, "nowhere"));
    g_free(info);
    info = run_on(file_of(&k, 0), (const char *const[]){ "pdfinfo", "-l", "3", "{}", NULL });
    g_assert_true(holds(info, "Biên bản họp"));
    g_assert_true(holds(info, "Page    2 size:  400 x 300 pts"));
    g_free(info);
    sink_done(&k);

    /* a page alone keeps only links that lead out */
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "pdf", &m, &(struct out_options){ .only_page = 1 }, pages, 3, &k));
    assert_valid_pdf(file_of(&k, 0));
    q = pdf_plain(file_of(&k, 0));
    g_assert_true(holds(q, "/Count 1"));
    g_assert_true(!q || !strstr(q, "nowhere"));
    g_free(q);
    sink_done(&k);
    sheet_done(&s);
}

/* destination-placement-offset: ahead by a destination of its own, back by the place itself; never above the page. */
static void test_pdf_offsets(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Serif", 12, false, false);
    struct area_page pages[2];
    const len_t up = len_from_pt(20), far = len_from_pt(500);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "sau"), (struct area_tag){ .dest = "a", .dest_offset = up }), 50, 10);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "nữa"), (struct area_tag){ .dest = "a", .dest_offset = up }), 90, 10);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "xa"), (struct area_tag){ .dest = "a", .dest_offset = far }), 50, 40);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "không"), (struct area_tag){ .dest = "none", .dest_offset = up }), 50, 70);
    pages[0] = sheet_page(&s, 300, 400, 0, "1");
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "đích"), (struct area_tag){ .id = "a" }), 50, 100);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "lại"), (struct area_tag){ .dest = "a", .dest_offset = len_from_pt(30) }), 50, 200);
    pages[1] = sheet_page(&s, 300, 400, 1, "2");
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "pdf", NULL, NULL, pages, 2, &k));
    assert_valid_pdf(file_of(&k, 0));
    char *info = run_on(file_of(&k, 0), (const char *const[]){ "pdfinfo", "-dests", "{}", NULL });
    g_assert_true(holds(info, "[ XYZ   50  300 null      ] \"a\""));
    g_assert_true(holds(info, "[ XYZ   50  320 null      ] \"a+20480\""));
    g_assert_true(holds(info, "[ XYZ   50  400 null      ] \"a+512000\""));
    g_assert_true(holds(info, "\"none+20480\""));
    g_assert_true(!info || !strstr(info, "30720"));
    g_free(info);
    char *q = pdf_plain(file_of(&k, 0));
    g_assert_true(holds(q, "/XYZ\n    50\n    330\n"));
    g_free(q);
    sink_done(&k);
    sheet_done(&s);
}

/* What layout never gives, but must not poison the whole page. */
static void test_pdf_odd_text(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Serif", 12, false, false);
    struct font none = { .size = 0 };
    struct area *odd = sheet_text(&s, f, "abcdef");
    struct area_run *r = (struct area_run *)odd->u.run;
    struct area_glyph *g = (struct area_glyph *)r->glyphs;
    g[1].cluster = 99;
    g[2].cluster = 0;
    g[3].id = PANGO_GLYPH_EMPTY;
    g[4].id = PANGO_GET_UNKNOWN_GLYPH(0x4e2d);
    struct area *inside = sheet_text(&s, f, "ệệ");      /* clusters inside a letter */
    ((struct area_glyph *)inside->u.run->glyphs)[1].cluster = 1;
    struct area *mute = sheet_text(&s, f, "xyz");
    ((struct area_run *)mute->u.run)->len = 0;
    struct area *unfonted = sheet_text(&s, f, "q");
    ((struct area_run *)unfonted->u.run)->font = &none;
    sheet_put(&s, unfonted, 10, 0);
    sheet_put(&s, odd, 10, 20);
    sheet_put(&s, inside, 10, 40);
    sheet_put(&s, mute, 10, 60);
    sheet_put(&s, sheet_run(&s, f, "שלום", true, 0xff), 10, 80);
    sheet_put(&s, sheet_text(&s, f, "còn đây"), 10, 100);
    struct area_page p = sheet_page(&s, 200, 200, 0, "1");
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "pdf", NULL, NULL, &p, 1, &k));
    assert_valid_pdf(file_of(&k, 0));
    char *t = pdf_text(file_of(&k, 0));
    g_assert_true(holds(t, "còn đây"));
    g_assert_true(holds(t, "ệệ"));
    g_assert_true(holds(t, "שלום"));
    g_assert_true(!t || !strstr(t, "xyz"));
    g_free(t);
    sink_done(&k);
    sheet_done(&s);
}

/* --- pixels --- */

struct pixels {
    cairo_surface_t *s;
    double scale;
};

struct bytes {
    const GByteArray *b;
    size_t at;
};

static cairo_status_t read_png(void *user, unsigned char *to, unsigned n)
{
    struct bytes *r = user;
    if (r->b->len - r->at < n)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, r->b->data + r->at, n);
    r->at += n;
    return CAIRO_STATUS_SUCCESS;
}

static struct pixels draw_png(struct sheet *s, const struct area_page *p, double dpi)
{
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(s, "png", NULL, &(struct out_options){ .dpi = dpi }, p, 1, &k));
    struct bytes r = { file_of(&k, 0), 0 };
    struct pixels x = { cairo_image_surface_create_from_png_stream(read_png, &r), dpi / 72 };
    g_assert_cmpint(cairo_surface_status(x.s), ==, CAIRO_STATUS_SUCCESS);
    sink_done(&k);
    return x;
}

static uint32_t pixel_at(const struct pixels *x, double px, double py)
{
    const unsigned char *d = cairo_image_surface_get_data(x->s);
    int stride = cairo_image_surface_get_stride(x->s);
    const uint32_t *row = (const uint32_t *)(const void *)(d + (size_t)stride * (size_t)(py * x->scale));
    return row[(size_t)(px * x->scale)] & 0xffffff;
}

#define assert_pixel(x, px, py, color) g_assert_cmphex(pixel_at((x), (px), (py)), ==, (color))

static void test_png_boxes(void)
{
    struct sheet s;
    sheet_init(&s);
    struct area *b = painted(&s, 40, 30, 0x00ff00ff);
    struct area_paint *p = (struct area_paint *)b->paint;
    p->edge[0] = (struct area_edge){ PT(5), 0xff0000ff, AREA_SOLID };       /* before */
    p->edge[2] = (struct area_edge){ PT(10), 0x0000ffff, AREA_SOLID };      /* start */
    sheet_put(&s, b, 20, 10);
    struct area *rl = arena_memdup(s.a, b, sizeof *b);
    rl->wm = AREA_RL_TB;
    sheet_put(&s, rl, 70, 10);
    struct area *turned = arena_memdup(s.a, b, sizeof *b);
    turned->rotate = 90;
    sheet_put(&s, turned, 120, 10);
    struct area *vertical = arena_memdup(s.a, b, sizeof *b);
    vertical->wm = AREA_TB_RL;
    sheet_put(&s, vertical, 160, 10);
    sheet_put(&s, sheet_rule(&s, 100, 0.1, AREA_SOLID, 0x000000ff), 20, 70);
    struct area_page page = sheet_page(&s, 200, 100, 0, "1");
    struct pixels x = draw_png(&s, &page, 144);
    g_assert_cmpint(cairo_image_surface_get_width(x.s), ==, 400);
    g_assert_cmpint(cairo_image_surface_get_height(x.s), ==, 200);
    assert_pixel(&x, 5, 5, 0xffffff);
    assert_pixel(&x, 40, 12, 0xff0000);
    assert_pixel(&x, 25, 30, 0x0000ff);
    assert_pixel(&x, 32, 20, 0x00ff00);
    assert_pixel(&x, 59, 39, 0x00ff00);
    assert_pixel(&x, 28, 11, 0xff0000);         /* the mitre: 8 along, 1 down is above the diagonal */
    assert_pixel(&x, 22, 14, 0x0000ff);
    assert_pixel(&x, 105, 30, 0x0000ff);        /* right to left: start is right */
    assert_pixel(&x, 75, 30, 0x00ff00);
    assert_pixel(&x, 122, 30, 0xff0000);        /* turned by 90: before is left, start at the bottom */
    assert_pixel(&x, 140, 45, 0x0000ff);
    assert_pixel(&x, 140, 15, 0x00ff00);
    assert_pixel(&x, 188, 30, 0xff0000);        /* vertical, lines from the right: before is right, start on top */
    assert_pixel(&x, 170, 12, 0x0000ff);
    assert_pixel(&x, 165, 30, 0x00ff00);
    assert_pixel(&x, 60, 70.2, 0x000000);       /* thinner than a pixel, yet black */
    cairo_surface_destroy(x.s);
    sheet_done(&s);
}

/* A hard shadow to the lower right, a soft one around it; a PDF says the text once. */
static void test_shadow(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Sans", 30, true, false);
    static const struct area_shadow soft = { NULL, PT(0), PT(0), PT(6), 0x00ff00ff };
    static const struct area_shadow hard = { &soft, PT(60), PT(10), 0, 0xff0000ff };
    struct area *t = sheet_text(&s, f, "II");
    struct area_run *run = arena_memdup(s.a, t->u.run, sizeof *run);
    run->shadows = &hard;
    t->u.run = run;
    sheet_put(&s, t, 20, 20);
    struct area_page page = sheet_page(&s, 150, 80, 0, "1");
    struct pixels x = draw_png(&s, &page, 72);
    unsigned red = 0, green = 0, black = 0;
    for (int py = 0; py < 80; py++)
        for (int px = 0; px < 150; px++) {
            uint32_t c = pixel_at(&x, px, py);
            red += c == 0xff0000 && px > 75 && py > 25;
            black += c == 0 && px < 60;
            green += (c >> 8 & 0xff) == 0xff && (c >> 16) < 0xf0 && px < 60;
        }
    g_assert_cmpuint(red, >, 20);
    g_assert_cmpuint(black, >, 20);
    g_assert_cmpuint(green, >, 100);            /* it spreads */
    cairo_surface_destroy(x.s);
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "pdf", NULL, NULL, &page, 1, &k));
    assert_valid_pdf(file_of(&k, 0));
    char *text = pdf_text(file_of(&k, 0));
    g_assert_true(!text || (strstr(text, "II") && !strstr(strstr(text, "II") + 2, "II")));
    g_free(text);
    sink_done(&k);
    sheet_done(&s);
}

static const struct area_clip no_inset = { 0 };

static void test_png_clip(void)
{
    struct sheet s;
    sheet_init(&s);
    struct area *big = painted(&s, 100, 100, 0xff0000ff);
    struct area_list l = { 0 };
    area_list_add(s.a, &l, big, PT(-10), PT(-10));
    struct area *clip = area_box_new(s.a, NULL, PT(20), PT(20), &l);
    clip->clip = &no_inset;
    sheet_put(&s, clip, 30, 30);
    sheet_put(&s, painted(&s, 5, 5, 0x0000ff80), 0, 0);
    struct area_page page = sheet_page(&s, 100, 100, 0, "1");
    struct pixels x = draw_png(&s, &page, 72);
    assert_pixel(&x, 31, 31, 0xff0000);
    assert_pixel(&x, 49, 49, 0xff0000);
    assert_pixel(&x, 29, 40, 0xffffff);
    assert_pixel(&x, 51, 40, 0xffffff);
    assert_pixel(&x, 2, 2, 0x7f7fff);           /* half transparent, drawn after the clip ended */
    cairo_surface_destroy(x.s);
    sheet_done(&s);
}

static void test_png_text(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Sans", 40, true, false);
    struct area *t = sheet_run(&s, f, "I", false, 0xff0000ff);
    sheet_put(&s, t, 20, 10);
    struct area_page page = sheet_page(&s, 100, 100, 0, "1");
    struct pixels x = draw_png(&s, &page, 72);
    double mid = 20 + len_to_pt(t->ipd) / 2, base = 10 + len_to_pt(f->ascent);
    assert_pixel(&x, mid, base - 10, 0xff0000);
    assert_pixel(&x, mid, base + 2, 0xffffff);
    assert_pixel(&x, mid, base - 35, 0xffffff);
    cairo_surface_destroy(x.s);
    sheet_done(&s);
}

static void test_png_files(void)
{
    struct sheet s;
    sheet_init(&s);
    struct area_page pages[3];
    for (unsigned i = 0; i < 3; i++)
        pages[i] = sheet_page(&s, 72, 36 * (i + 1), i, "1");
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "png", NULL, NULL, pages, 3, &k));
    g_assert_cmpuint(k.files->len, ==, 3);
    /* 150 dpi: 5906 pixels a metre, in the chunk behind the header */
    const unsigned char *d = file_of(&k, 1)->data;
    sheet_assert_same(d + 33 + 4, 13, "pHYs\0\0\x17\x12\0\0\x17\x12\1", 13);
    sheet_assert_same(d + 16, 8, "\0\0\0\x96\0\0\0\x96", 8);      /* 150 x 150 */
    sink_done(&k);
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "png", NULL, &(struct out_options){ .only_page = 3 }, pages, 3, &k));
    g_assert_cmpuint(k.files->len, ==, 1);
    g_assert_cmpint(file_of(&k, 0)->data[23], ==, 225);
    sink_done(&k);
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "svg", NULL, NULL, pages, 3, &k));
    g_assert_cmpuint(k.files->len, ==, 3);
    g_assert_nonnull(g_strstr_len((const char *)file_of(&k, 2)->data, (gssize)file_of(&k, 2)->len, "height=\"108pt\""));
    sink_done(&k);
    sheet_sink_init(&k);
    g_assert_false(sheet_emit(&s, "png", NULL, &(struct out_options){ .dpi = 100000 }, pages, 1, &k));
    g_assert_cmpstr(diag_get(s.diag, diag_len(s.diag) - 1)->code, ==, "out-page-size");
    sink_done(&k);
    sheet_done(&s);
}

/* --- all --- */

static void test_areas(void)
{
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Serif", 12, true, true);
    struct area *t = sheet_text(&s, f, "Chữ");
    sheet_put(&s, t, 10, 20);
    struct area_page pages[2] = { sheet_page(&s, 100, 50, 0, "1"), sheet_page(&s, 100, 50, 1, "2") };
    struct sheet_sink k;
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "areas", NULL, NULL, pages, 2, &k));
    g_assert_cmpuint(k.files->len, ==, 1);
    char *text = g_strndup((const char *)file_of(&k, 0)->data, file_of(&k, 0)->len);
    g_assert_true(g_str_has_prefix(text, "page 1 folio=\"1\" 100x50\n  box i=0 b=0 ipd=100 bpd=50\n    text \"Chữ\" i=10 b=20 "));
    g_assert_nonnull(strstr(text, " font=\"Liberation Serif Bold Italic\" 12\npage 2 folio=\"2\" 100x50\n"));
    g_free(text);
    sink_done(&k);
    sheet_sink_init(&k);
    g_assert_true(sheet_emit(&s, "none", NULL, NULL, pages, 2, &k));
    g_assert_cmpuint(k.files->len, ==, 0);
    sink_done(&k);
    sheet_done(&s);
}

/* The disk is full after so many bytes: every backend says so, none dies. */
static void test_full(void)
{
    static const char *const names[] = { "pdf", "png", "svg", "areas" };
    static const size_t rooms[] = { 0, 20, 50, 200 };
    struct sheet s;
    sheet_init(&s);
    const struct font *f = sheet_font(&s, "Liberation Serif", 12, false, false);
    sheet_put(&s, sheet_text(&s, f, "Một dòng chữ"), 10, 20);
    sheet_put(&s, tagged(&s, sheet_text(&s, f, "x"), (struct area_tag){ .dest = "y" }), 10, 40);
    struct area_page pages[2] = { sheet_page(&s, 100, 50, 0, "1"), sheet_page(&s, 100, 50, 1, "2") };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        for (size_t r = 0; r < G_N_ELEMENTS(rooms); r++) {
            struct sheet_sink k;
            sheet_sink_init(&k);
            k.room = rooms[r];
            g_assert_false(sheet_emit(&s, names[i], NULL, NULL, pages, 2, &k));
            sink_done(&k);
        }
    g_assert_cmpuint(diag_count(s.diag, DIAG_ERROR), ==, 0);        /* the stream's to report */
    sheet_done(&s);
}

static void test_table(void)
{
    unsigned n = 0;
    for (const struct out_backend *b; (b = out_backend_get(n)); n++)
        g_assert_true(out_backend_find(b->name) == b);
    g_assert_cmpuint(n, >=, 5);
    g_assert_null(out_backend_find("docx"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/out/table", test_table);
    g_test_add_func("/out/pdf-text", test_pdf_text);
    g_test_add_func("/out/pdf-descriptor", test_pdf_descriptor);
    g_test_add_func("/out/pdf-links", test_pdf_links);
    g_test_add_func("/out/pdf-offsets", test_pdf_offsets);
    g_test_add_func("/out/pdf-odd-text", test_pdf_odd_text);
    g_test_add_func("/out/png-boxes", test_png_boxes);
    g_test_add_func("/out/png-clip", test_png_clip);
    g_test_add_func("/out/shadow", test_shadow);
    g_test_add_func("/out/png-text", test_png_text);
    g_test_add_func("/out/files", test_png_files);
    g_test_add_func("/out/areas", test_areas);
    g_test_add_func("/out/full", test_full);
    return g_test_run();
}
