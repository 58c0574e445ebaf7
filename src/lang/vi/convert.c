/* SPDX-License-Identifier: MIT */
/* Guess, decode, and what a marked up file says of its own encoding. */
#include "lang/vi/convert.h"

#include "lang/vi/text.h"

#include <glib.h>
#include <string.h>

/* UTF-16 and UTF-32 to UTF-8, without the mark; NULL: there is no byte order mark, or what follows is broken. */
static char *decode_wide(const char *bytes, size_t len)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *encoding;
    } marks[] = {
        { "\xFF\xFE\0\0", 4, "UTF-32LE" }, { "\0\0\xFE\xFF", 4, "UTF-32BE" },
        { "\xFF\xFE", 2, "UTF-16LE" },     { "\xFE\xFF", 2, "UTF-16BE" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (len >= marks[i].len && memcmp(bytes, marks[i].mark, marks[i].len) == 0)
            return g_convert(bytes + marks[i].len, (gssize)(len - marks[i].len), "UTF-8", marks[i].encoding, NULL, NULL, NULL);
    return NULL;
}

static bool is_markup(const char *s, size_t len)
{
    while (len > 0 && (g_ascii_isspace(*s) || (unsigned char)*s == 0xEF || (unsigned char)*s == 0xBB || (unsigned char)*s == 0xBF)) {
        s++;
        len--;
    }
    return len > 0 && *s == '<';
}

/* The same with encoding="UTF-8" in the XML declaration; takes `text`. */
static char *declare_utf8(char *text)
{
    const char *start = g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
    const char *end = g_str_has_prefix(start, "<?xml") ? strstr(start, "?>") : NULL;
    const char *at = end ? g_strstr_len(start, end - start, "encoding") : NULL;
    const char *open = at ? strpbrk(at, "\"'") : NULL, *close = open && open < end ? strchr(open + 1, *open) : NULL;
    if (!close || close > end || g_ascii_strncasecmp(open + 1, "UTF-8", (gsize)(close - open - 1)) == 0)
        return text;
    char *out = g_strdup_printf("%.*sUTF-8%s", (int)(open + 1 - text), text, close);
    g_free(text);
    return out;
}

struct vi_converted vi_convert(const char *bytes, size_t len, const enum vi_legacy *from)
{
    struct vi_converted c = { NULL, false, VI_TCVN3, 0 };
    char *wide = decode_wide(bytes, len);
    if (wide) {
        bytes = wide;
        len = strlen(wide);
    }
    bool markup = is_markup(bytes, len);
    if (from)
        c.from = *from;
    c.legacy = from || vi_legacy_guess(bytes, len, markup, &c.from);
    if (c.legacy)
        c.text = vi_legacy_mend(c.from, bytes, len, markup, &c.lines);
    else if (g_utf8_validate_len(bytes, len, NULL))
        c.text = vi_text_nfc(bytes, (ptrdiff_t)len);
    if (c.text && markup)
        c.text = declare_utf8(c.text);
    g_free(wide);
    return c;
}
