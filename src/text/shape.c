/* SPDX-License-Identifier: MIT */
/*
 * Shaped words and their cache. A report repeats its words: each is shaped by
 * HarfBuzz once. Kerning with the spaces around a word is lost that way.
 */
#include "text/cx.h"
#include "text/hyphen.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* So much of shaped words is kept: those of some 30,000 different words. */
#define KEEP_BYTES ((size_t)16 * 1024 * 1024)

#define FIRST_SLOTS 1024u

struct entry {
    struct text_word word;      /* first: a word is its entry */
    struct text_face face;
    uint32_t hash, len;
    const char *text;
};

struct text_cx *text_cx_new(struct font_map *fonts, const char *const *hyphen_dirs, struct diag *diag)
{
    struct text_cx *t = g_new0(struct text_cx, 1);
    t->fonts = fonts;
    t->diag = diag;
    t->buffer = hb_buffer_create();
    t->words = arena_new();
    t->most = KEEP_BYTES;
    t->n_slots = FIRST_SLOTS;
    t->slots = g_new0(struct entry *, t->n_slots);
    t->hyphen = hyphen_new(hyphen_dirs, diag);
    t->missing = g_hash_table_new(NULL, NULL);
    t->small_caps = g_hash_table_new(NULL, NULL);
    return t;
}

void text_cx_drop(struct text_cx *t)
{
    if (!t)
        return;
    hb_buffer_destroy(t->buffer);
    hyphen_drop(t->hyphen);
    arena_drop(t->words);
    g_free(t->slots);
    g_free(t->attrs);
    g_hash_table_destroy(t->missing);
    g_hash_table_destroy(t->small_caps);
    g_free(t);
}

bool text_cx_is_full(struct text_cx *t)
{
    t->n_asked++;
    return arena_size(t->words) > t->most;
}

void text_cx_trim(struct text_cx *t)
{
    bool at_once = t->n_asked <= 1;     /* what is in use is more than that: forgetting it again and again is no help */
    t->most = at_once ? 2 * arena_size(t->words) : KEEP_BYTES;
    t->n_asked = 0;
    arena_reset(t->words);
    g_free(t->slots);
    t->n_slots = FIRST_SLOTS;
    t->slots = g_new0(struct entry *, t->n_slots);
    t->n_words = 0;
}

static uint32_t hash_of(const struct text_face *f, const char *s, uint32_t len)
{
    uint64_t h = 14695981039346656037u ^ (uintptr_t)f->font;
    h = (h ^ (uintptr_t)f->lang) * 1099511628211u;
    h = (h ^ f->script ^ ((uint64_t)f->rtl << 40) ^ ((uint64_t)f->no_ligatures << 41) ^ ((uint64_t)f->caps << 42) ^
         ((uint64_t)f->upright << 46) ^ ((uint64_t)f->turn << 47)) * 1099511628211u;
    for (uint32_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return (uint32_t)(h ^ (h >> 32));
}

static bool same(const struct entry *e, const struct text_face *f, uint32_t hash, const char *s, uint32_t len)
{
    return e->hash == hash && e->len == len && e->face.font == f->font && e->face.script == f->script &&
           e->face.lang == f->lang && e->face.rtl == f->rtl && e->face.no_ligatures == f->no_ligatures && e->face.caps == f->caps &&
           e->face.upright == f->upright && e->face.turn == f->turn &&
           memcmp(e->text, s, len) == 0;
}

static void grow(struct text_cx *t)
{
    unsigned n = t->n_slots * 2;
    struct entry **slots = g_new0(struct entry *, n);
    for (unsigned i = 0; i < t->n_slots; i++) {
        struct entry *e = t->slots[i];
        if (!e)
            continue;
        unsigned at = e->hash & (n - 1);
        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = e;
    }
    g_free(t->slots);
    t->slots = slots;
    t->n_slots = n;
}

/* The capitals of the letters, each where its letter is. */
static void add_capitals(hb_buffer_t *buffer, const char *s, uint32_t len)
{
    for (const char *p = s; p < s + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool sharp = c == 0xDF;         /* the one small letter whose capital is two */
        hb_buffer_add(buffer, sharp ? 'S' : g_unichar_toupper(c), (unsigned)(p - s));
        if (sharp)
            hb_buffer_add(buffer, 'S', (unsigned)(p - s));
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

static void run_harfbuzz(struct text_cx *t, const struct text_face *f, const char *s, uint32_t len)
{
    hb_feature_t v[3];
    unsigned n = 0;
    if (f->no_ligatures) {
        v[n++] = (hb_feature_t){ HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
        v[n++] = (hb_feature_t){ HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    }
    if (f->caps == TEXT_CAPS_FEATURE)
        v[n++] = (hb_feature_t){ HB_TAG('s', 'm', 'c', 'p'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    hb_buffer_clear_contents(t->buffer);
    hb_buffer_set_flags(t->buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
    hb_buffer_set_direction(t->buffer, f->upright ? HB_DIRECTION_TTB : f->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(t->buffer, f->script);
    hb_buffer_set_language(t->buffer, f->lang);
    if (f->caps == TEXT_CAPS_DRAWN)
        add_capitals(t->buffer, s, len);
    else
        hb_buffer_add_utf8(t->buffer, s, (int)len, 0, (int)len);
    hb_shape(f->font->hb, t->buffer, v, n);
}

/* font_advance_rest() less than the font says; what is rounded off is carried on, so that a word is as wide as it should be. */
static len_t cut_advance(const struct font *f, const hb_glyph_position_t *pos, uint32_t glyph, double *carry)
{
    double whole, exact = pos->x_advance - font_advance_rest(f, glyph, &whole) + *carry;
    len_t advance = (len_t)floor(exact + 1e-6);
    *carry = exact - advance;
    return advance;
}

/*
 * Turns g[0 … n), the glyphs of one cluster, about the middle of their cell, which is then as wide as it was high if that is not half a
 * turn; the middle stays where it is above the baseline.
 */
static void turn_cluster(const struct text_face *f, struct text_glyph *g, uint32_t n)
{
    len_t width = 0, pen = 0, up = len_add(f->font->ascent, -f->font->descent) / 2;
    for (uint32_t i = 0; i < n; i++)
        width = len_add(width, g[i].advance);
    len_t wide = f->turn == 2 ? width : len_add(f->font->ascent, f->font->descent);
    for (uint32_t i = 0; i < n; i++) {
        len_t x = len_add(len_add(pen, g[i].dx), -(width / 2)), y = len_add(g[i].dy, up);       /* from the middle */
        len_t to_x = f->turn == 1 ? -y : f->turn == 2 ? -x : y, to_y = f->turn == 1 ? x : f->turn == 2 ? -y : -x;
        pen = len_add(pen, g[i].advance);
        g[i].dx = len_add(to_x, len_add(wide / 2, i == 0 ? 0 : -wide));
        g[i].dy = len_add(to_y, -up);
        g[i].advance = i == 0 ? wide : 0;
    }
}

static void turn_glyphs(const struct text_face *f, struct text_glyph *g, uint32_t n)
{
    for (uint32_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && g[k].cluster == g[i].cluster; k++)
            ;
        turn_cluster(f, g + i, k - i);
    }
}

static struct entry *shape_new(struct text_cx *t, const struct text_face *f, const char *s, uint32_t len)
{
    run_harfbuzz(t, f, s, len);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(t->buffer, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(t->buffer, &n);
    struct entry *e = arena_new0(t->words, struct entry);
    struct text_glyph *g = arena_new_array(t->words, struct text_glyph, n);
    double carry = 0;
    for (unsigned i = 0; i < n; i++) {
        g[i].id = info[i].codepoint;
        g[i].cluster = info[i].cluster;
        g[i].advance = f->upright ? -pos[i].y_advance : cut_advance(f->font, &pos[i], g[i].id, &carry);
        g[i].dx = pos[i].x_offset;
        g[i].dy = -pos[i].y_offset;
        e->word.missing |= g[i].id == 0;
    }
    if (f->turn)
        turn_glyphs(f, g, n);
    for (unsigned i = 0; i < n; i++)
        e->word.width = len_add(e->word.width, g[i].advance);
    e->word.n = n;
    e->word.glyphs = g;
    e->face = *f;
    e->len = len;
    e->text = arena_memdup(t->words, s, len);
    return e;
}

const struct text_word *text_shape(struct text_cx *t, const struct text_face *f, const char *s, uint32_t len)
{
    uint32_t hash = hash_of(f, s, len);
    unsigned at = hash & (t->n_slots - 1);
    for (; t->slots[at]; at = (at + 1) & (t->n_slots - 1))
        if (same(t->slots[at], f, hash, s, len))
            return &t->slots[at]->word;
    if (t->n_words * 2 >= t->n_slots) {
        grow(t);
        for (at = hash & (t->n_slots - 1); t->slots[at];)
            at = (at + 1) & (t->n_slots - 1);
    }
    struct entry *e = shape_new(t, f, s, len);
    e->hash = hash;
    t->slots[at] = e;
    t->n_words++;
    return &e->word;
}

void text_report_missing(struct text_cx *t, const struct text_word *w, const char *text, uint32_t off, text_place place,
                         const void *user)
{
    for (uint32_t i = 0; i < w->n; i++) {
        if (w->glyphs[i].id != 0)
            continue;
        uint32_t at = off + w->glyphs[i].cluster;
        gunichar c = g_utf8_get_char(text + at);
        if (!g_hash_table_add(t->missing, GUINT_TO_POINTER(c)))
            continue;
        char letter[8] = { 0 };
        g_unichar_to_utf8(g_unichar_isprint(c) ? c : 0xFFFD, letter);
        diag_emit(t->diag, DIAG_FONT_GLYPH, place(user, at), (unsigned)c, letter);
    }
}

/* --- small capitals --- */

static const char small_letters[] = "abcdefghijklmnopqrstuvwxyzăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";

/* Is each letter another glyph with the feature? */
static bool has_small_caps(struct text_cx *t, const struct font *font)
{
    struct text_face plain = { .font = font, .script = HB_SCRIPT_LATIN }, small = plain;
    small.caps = TEXT_CAPS_FEATURE;
    for (const char *p = small_letters; *p; p = g_utf8_next_char(p)) {
        uint32_t len = (uint32_t)(g_utf8_next_char(p) - p);
        const struct text_word *a = text_shape(t, &plain, p, len), *b = text_shape(t, &small, p, len);
        if (b->missing || (a->n == b->n && memcmp(a->glyphs, b->glyphs, a->n * sizeof *a->glyphs) == 0))
            return false;
    }
    return true;
}

bool text_has_small_caps(struct text_cx *t, const struct font *f)
{
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(t->small_caps, f));
    if (!known) {
        known = has_small_caps(t, f) ? 2 : 1;
        g_hash_table_insert(t->small_caps, (gpointer)f, GUINT_TO_POINTER(known));
    }
    return known == 2;
}
