/* SPDX-License-Identifier: MIT */
/*
 * Itemization: which font, script and bidi level each piece of text has.
 * Latin text, which is all of most documents, takes the first font of its
 * family list without asking Pango.
 */
#include "text/cx.h"

#include <string.h>

bool text_is_simple(const char *text, uint32_t len)
{
    const char *end = text + len;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p < 0x80)
            continue;
        gunichar c = g_utf8_get_char(p);
        bool ok = (c >= 0xA0 && c < 0x2B0) || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2027) ||
                  (c >= 0x2030 && c <= 0x205E) || c == 0x20AB || c == 0x20AC || c == 0x200B || c == 0xFFFC;
        if (!ok)
            return false;
    }
    return true;
}

static hb_language_t language_of(const char *lang)
{
    return lang ? hb_language_from_string(lang, -1) : HB_LANGUAGE_INVALID;
}

static unsigned itemize_simple(struct text_cx *t, struct arena *a, const struct text_span *spans, unsigned n,
                               struct text_item **items)
{
    struct text_item *v = arena_new_array(a, struct text_item, n);
    unsigned k = 0;
    for (unsigned i = 0; i < n; i++) {
        if (spans[i].start == spans[i].end)
            continue;
        v[k++] = (struct text_item){
            .start = spans[i].start, .end = spans[i].end, .span = i,
            .face = { .font = font_map_lookup(t->fonts, &spans[i].font, spans[i].pos), .script = HB_SCRIPT_LATIN,
                      .lang = language_of(spans[i].lang), .no_ligatures = spans[i].no_ligatures,
                      .caps = spans[i].caps, .turn = spans[i].turn },
        };
    }
    *items = v;
    return k;
}

static PangoAttrList *attributes(struct text_cx *t, const struct text_span *spans, unsigned n)
{
    PangoAttrList *l = pango_attr_list_new();
    for (unsigned i = 0; i < n; i++) {
        font_map_lookup(t->fonts, &spans[i].font, spans[i].pos);        /* diagnoses the family */
        PangoFontDescription *d = font_describe(t->fonts, &spans[i].font);
        PangoAttribute *font = pango_attr_font_desc_new(d);
        pango_font_description_free(d);
        font->start_index = spans[i].start;
        font->end_index = spans[i].end;
        pango_attr_list_insert(l, font);
        if (spans[i].lang) {
            PangoAttribute *lang = pango_attr_language_new(pango_language_from_string(spans[i].lang));
            lang->start_index = spans[i].start;
            lang->end_index = spans[i].end;
            pango_attr_list_insert(l, lang);
        }
    }
    return l;
}

/* Pango merges neighbouring spans of equal attributes; they are parted again here. */
static unsigned itemize_complex(struct text_cx *t, struct arena *a, const char *text, uint32_t len, bool rtl,
                                const struct text_span *spans, unsigned n, struct text_item **items)
{
    PangoAttrList *attrs = attributes(t, spans, n);
    GList *found = pango_itemize_with_base_dir(font_map_context(t->fonts),
                                               rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, text, 0, (int)len,
                                               attrs, NULL);
    struct text_item *v = arena_new_array(a, struct text_item, g_list_length(found) + n);
    unsigned k = 0, s = 0;
    for (GList *f = found; f; f = f->next) {
        PangoItem *it = f->data;
        uint32_t at = (uint32_t)it->offset, end = (uint32_t)(it->offset + it->length);
        while (at < end) {
            while (s + 1 < n && spans[s].end <= at)
                s++;
            uint32_t stop = MIN(end, MAX(spans[s].end, at + 1));
            v[k++] = (struct text_item){
                .start = at, .end = stop, .span = s, .level = it->analysis.level,
                .face = { .font = font_map_wrap(t->fonts, it->analysis.font, spans[s].font.size, spans[s].font.backslant),
                          .script = hb_script_from_iso15924_tag(
                              g_unicode_script_to_iso15924((GUnicodeScript)it->analysis.script)),
                          .lang = language_of(spans[s].lang), .rtl = it->analysis.level & 1,
                          .no_ligatures = spans[s].no_ligatures, .caps = spans[s].caps,
                          .turn = spans[s].turn },
            };
            at = stop;
        }
    }
    g_list_free_full(found, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(attrs);
    *items = v;
    return k;
}

/* East Asian letters, and what goes with the one before: marks and white space. */
static bool is_upright(gunichar c, bool before)
{
    if (g_unichar_ismark(c) || g_unichar_isspace(c) || g_unichar_iszerowidth(c))
        return before;
    return g_unichar_iswide(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFF60);
}

/* Items of lines that run down: parted where letters that stand meet letters that lie. */
static unsigned part_upright(struct arena *a, const char *text, const struct text_span *spans, unsigned n,
                             struct text_item **items)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct text_item));
    for (unsigned i = 0; i < n; i++) {
        struct text_item it = (*items)[i];
        uint8_t stand = spans[it.span].stand;
        bool up = false;
        for (uint32_t at = it.start; at < it.end; at += (uint32_t)(unsigned char)g_utf8_skip[(unsigned char)text[at]]) {
            bool now = stand == TEXT_UPRIGHT || (stand == TEXT_MIXED && is_upright(g_utf8_get_char(text + at), up));
            if (now != up && at > it.start) {
                struct text_item head = it;
                head.end = it.start = at;
                g_array_append_val(out, head);
            }
            it.face.upright = up = now && !(it.level & 1);
        }
        g_array_append_val(out, it);
    }
    unsigned k = out->len;
    *items = arena_memdup(a, out->data, k * sizeof **items);
    g_array_free(out, TRUE);
    return k;
}

unsigned text_itemize(struct text_cx *t, struct arena *a, const char *text, uint32_t len, bool rtl, bool complex,
                      const struct text_span *spans, unsigned n_spans, struct text_item **items)
{
    unsigned n = complex && len > 0 ? itemize_complex(t, a, text, len, rtl, spans, n_spans, items)
                                    : itemize_simple(t, a, spans, n_spans, items);
    bool down = n_spans > 0 && spans[0].stand != TEXT_ACROSS;
    return down ? part_upright(a, text, spans, n, items) : n;
}
