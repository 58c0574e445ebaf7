/* SPDX-License-Identifier: MIT */
/* For tests of area/ and out/: pages put together by hand, with shaped text. Include in one file of a program. */
#ifndef TESTS_SHEET_H
#define TESTS_SHEET_H

#include "area/area.h"
#include "font/font.h"
#include "out/out.h"

#include <glib.h>
#include <pango/pangocairo.h>
#include <string.h>

#define PT(x) ((len_t)((x) * LEN_PT))

/* Pages of one test, and the font map that shapes their text. */
struct sheet {
    struct arena *a;
    struct diag *diag;
    struct font_map *fonts;
    struct area_list list;      /* of the page being made */
};

static void sheet_init(struct sheet *s)
{
    memset(s, 0, sizeof *s);
    s->a = arena_new();
    s->diag = diag_new();
    s->fonts = font_map_new(&(struct font_options){ 0 }, s->diag);
}

static void sheet_done(struct sheet *s)
{
    font_map_drop(s->fonts);
    diag_drop(s->diag);
    arena_drop(s->a);
}

G_GNUC_UNUSED static const struct font *sheet_font(struct sheet *s, const char *family, double size, bool bold, bool italic)
{
    struct font_request r = { .families = family, .size = PT(size), .weight = bold ? 700 : 400,
                              .stretch = PANGO_STRETCH_NORMAL, .italic = italic };
    return font_map_lookup(s->fonts, &r, SRC_NOWHERE);
}

/* A text area: one run, shaped with the font, its text in NFC. */
G_GNUC_UNUSED static struct area *sheet_run(struct sheet *s, const struct font *f, const char *utf8, bool rtl, uint32_t color)
{
    char *nfc = g_utf8_normalize(utf8, -1, G_NORMALIZE_NFC);
    char *text = arena_strdup(s->a, nfc);
    g_free(nfc);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_set_direction(buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(f->hb, buffer, NULL, 0);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &n);
    struct area_glyph *glyphs = arena_new_array(s->a, struct area_glyph, n);
    len_t w = 0;
    for (unsigned i = 0; i < n; i++) {
        glyphs[i] = (struct area_glyph){ info[i].codepoint, info[i].cluster, at[i].x_advance, at[i].x_offset, -at[i].y_offset };
        w += at[i].x_advance;
    }
    struct area_run *run = arena_new0(s->a, struct area_run);
    *run = (struct area_run){ .font = f, .color = color, .n = n, .rtl = rtl, .glyphs = glyphs,
                              .text = text, .len = (uint32_t)strlen(text) };
    hb_buffer_destroy(buffer);
    struct area *a = arena_new0(s->a, struct area);
    a->kind = AREA_TEXT;
    a->ipd = w;
    a->bpd = f->ascent + f->descent;
    a->baseline = f->ascent;
    a->u.run = run;
    return a;
}

G_GNUC_UNUSED static struct area *sheet_text(struct sheet *s, const struct font *f, const char *utf8)
{
    return sheet_run(s, f, utf8, false, 0xff);
}

G_GNUC_UNUSED static struct area *sheet_rule(struct sheet *s, double ipd, double bpd, enum area_line_style style,
                                             uint32_t color)
{
    struct area *a = arena_new0(s->a, struct area);
    a->kind = AREA_RULE;
    a->ipd = PT(ipd);
    a->bpd = PT(bpd);
    a->u.rule = (struct area_edge){ PT(bpd), color, style };
    return a;
}

G_GNUC_UNUSED static struct area *sheet_image(struct sheet *s, const struct image *im, double w, double h)
{
    struct area *a = arena_new0(s->a, struct area);
    a->kind = AREA_IMAGE;
    a->ipd = PT(w);
    a->bpd = PT(h);
    a->u.pic.image = im;
    a->u.pic.ipd = PT(w);
    a->u.pic.bpd = PT(h);
    return a;
}

static void sheet_put(struct sheet *s, const struct area *a, double i, double b)
{
    area_list_add(s->a, &s->list, a, PT(i), PT(b));
}

static struct area_page sheet_page(struct sheet *s, double w, double h, unsigned index, const char *folio)
{
    struct area *root = area_box_new(s->a, NULL, PT(w), PT(h), &s->list);
    s->list = (struct area_list){ 0 };
    return (struct area_page){ root, PT(w), PT(h), index, folio };
}

G_GNUC_UNUSED static void sheet_assert_same(const void *a, size_t n, const void *b, size_t m)
{
    g_assert_cmpuint(n, ==, m);
    g_assert_true(memcmp(a, b, n) == 0);
}

/* --- a stream into memory --- */

struct sheet_sink {
    GPtrArray *files;           /* of GByteArray: one, or one a page */
    size_t room;                /* bytes until the disk is full */
};

static bool sheet_next_file(void *user, unsigned index)
{
    (void)index;
    struct sheet_sink *k = user;
    g_ptr_array_add(k->files, g_byte_array_new());
    return true;
}

static bool sheet_write(void *user, const void *data, size_t len)
{
    struct sheet_sink *k = user;
    if (len > k->room)
        return false;
    k->room -= len;
    if (k->files->len == 0)
        sheet_next_file(user, 0);
    g_byte_array_append(g_ptr_array_index(k->files, k->files->len - 1), data, (guint)len);
    return true;
}

static void sheet_sink_init(struct sheet_sink *k)
{
    k->files = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    k->room = SIZE_MAX;
}

/* Emits the pages. */
static bool sheet_emit(struct sheet *s, const char *backend, const struct out_meta *m, const struct out_options *o,
                       const struct area_page *pages, unsigned n, struct sheet_sink *k)
{
    static const struct out_meta no_meta;
    static const struct out_options no_options;
    struct out_stream stream = { k, sheet_write, sheet_next_file };
    const struct out_backend *b = out_backend_find(backend);
    struct out *out = b->begin(m ? m : &no_meta, o ? o : &no_options, &stream, s->diag);
    for (unsigned i = 0; i < n; i++)
        if (!b->page(out, &pages[i])) {
            b->abort(out);
            return false;
        }
    return b->end(out);
}

#endif
