/* SPDX-License-Identifier: MIT */
/* Break opportunities: UAX #14 by Pango, then the rules of the language. */
#include "text/cx.h"
#include "text/hyphen.h"

#include <string.h>

static const PangoLogAttr *log_attrs(struct text_cx *t, const char *text, uint32_t len, long chars)
{
    size_t need = (size_t)chars + 1;
    if (need > t->n_attrs) {
        t->n_attrs = need + need / 2;
        g_free(t->attrs);
        t->attrs = g_new(PangoLogAttr, t->n_attrs);
    }
    pango_get_log_attrs(text, (int)len, -1, pango_language_from_string("en"), t->attrs, (int)need);
    return t->attrs;
}

bool text_is_vietnamese(const char *lang)
{
    return lang && g_ascii_strncasecmp(lang, "vi", 2) == 0 && (lang[2] == 0 || lang[2] == '-' || lang[2] == '_');
}

/*
 * Where a break that Pango allows is not one. IS × NU of UAX #14 LB25, where no digit stands before: ".25", ":80", "foo.1".
 * CP × (AL | NU) of LB30 holds for ")" and "]"; we take "}" as a third: "{part}s".
 */
static bool joined(const char *text, const char *p)
{
    if (p == text)
        return false;
    gunichar c = g_utf8_get_char(p);
    return p[-1] == '}' ? c < 0x1100 && g_unichar_isalnum(c) : p[-1] && strchr(".,:;", p[-1]) && g_unichar_isdigit(c);
}

/* Scripts without spaces between words for which Pango has no dictionary: Khmer, Lao, Myanmar. */
static unsigned wordless_script(gunichar c)
{
    return c >= 0x1780 && c <= 0x17D3 ? 1 : c >= 0xE81 && c <= 0xEDF ? 2 : c >= 0x1000 && c <= 0x109F ? 3 : 0;
}

/* Between two syllables of them, so that a line can end at all: not behind a sign that joins letters or a vowel written first. */
static bool between_syllables(const PangoLogAttr *attr, const char *p)
{
    gunichar before = g_utf8_get_char(g_utf8_prev_char(p)), c = g_utf8_get_char(p);
    return attr->is_cursor_position && wordless_script(c) && wordless_script(c) == wordless_script(before) &&
           g_unichar_isalpha(c) && before != 0x17D2 && before != 0x1039 && !(before >= 0xEC0 && before <= 0xEC4);
}

void text_breaks(struct text_cx *t, const char *text, uint32_t len, const struct text_span *spans, unsigned n_spans,
                 uint8_t *brk)
{
    memset(brk, TEXT_NO_BREAK, len + 1);
    if (len == 0)
        return;
    const PangoLogAttr *attr = log_attrs(t, text, len, g_utf8_strlen(text, len));
    const char *p = g_utf8_next_char(text);
    for (size_t i = 1; p < text + len; p = g_utf8_next_char(p), i++)
        if (attr[i].is_line_break && !joined(text, p))
            brk[p - text] = attr[i].is_mandatory_break ? TEXT_MUST_BREAK : TEXT_BREAK;
        else if ((unsigned char)*p >= 0xE0 && between_syllables(&attr[i], p))
            brk[p - text] = TEXT_POOR_BREAK;
    for (unsigned i = 0; i < n_spans;) {
        unsigned j = i + 1;
        bool vi = text_is_vietnamese(spans[i].lang);
        while (j < n_spans && text_is_vietnamese(spans[j].lang) == vi)
            j++;
        if (vi)
            text_vi_tailor(text, spans[i].start, spans[j - 1].end, brk);
        i = j;
    }
    hyphen_find(t->hyphen, text, spans, n_spans, brk);
}
