/* SPDX-License-Identifier: MIT */
/*
 * Bytes of an XML file to UTF-8. Done here and not by libxml2, so that byte offsets are those of the text that
 * diagnostics show, and so that a wrong byte has an exact place.
 */
#include "base/i18n.h"
#include "base/xml_priv.h"

#include <string.h>

static struct src_file *add_file(struct xml_loader *l, const char *name, char *text, size_t len)
{
    struct src_file *f = src_file_new(name, text, len);
    g_ptr_array_add(l->files, f);
    return f;
}

/* The encoding by the first bytes: XML 1.0, appendix F. NULL: an 8-bit one, see the declaration. */
static const char *sniff(const char *data, size_t len)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } marks[] = {
        { "\xEF\xBB\xBF", 3, "UTF-8" },
        { "\xFF\xFE\0\0", 4, "UTF-32LE" },
        { "\0\0\xFE\xFF", 4, "UTF-32BE" },
        { "<\0\0\0", 4, "UTF-32LE" },
        { "\0\0\0<", 4, "UTF-32BE" },
        { "\xFF\xFE", 2, "UTF-16LE" },
        { "\xFE\xFF", 2, "UTF-16BE" },
        { "<\0?\0", 4, "UTF-16LE" },
        { "\0<\0?", 4, "UTF-16BE" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (len >= marks[i].len && memcmp(data, marks[i].bytes, marks[i].len) == 0)
            return marks[i].name;
    return NULL;
}

/* The value of encoding="" in the XML declaration, g_free it; `*at` its offset. NULL: none. */
static char *declared(const char *data, size_t len, size_t *at)
{
    if (len < 6 || memcmp(data, "<?xml", 5) != 0)
        return NULL;
    const char *end = g_strstr_len(data, (gssize)MIN(len, 512), "?>");
    const char *s = end ? g_strstr_len(data, end - data, "encoding") : NULL;
    if (!s)
        return NULL;
    for (s += 8; s < end && strchr(" \t\r\n=", *s); s++)
        ;
    if (s >= end || (*s != '"' && *s != '\''))
        return NULL;
    const char *close = memchr(s + 1, *s, (size_t)(end - s - 1));
    if (!close)
        return NULL;
    *at = (size_t)(s + 1 - data);
    return g_strndup(s + 1, (gsize)(close - s - 1));
}

/* What a file that is no XML seems to be, in words; NULL: unknown. */
static const char *other_kind(const char *data, size_t len)
{
    static const struct {
        const char *start, *what;
    } kinds[] = {
        { "PK\003\004", N_("a ZIP archive or Word document (.docx)") },
        { "\xD0\xCF\x11\xE0", N_("an old Word or Excel document (.doc, .xls)") },
        { "%PDF-", N_("a PDF document") },
        { "\x89PNG", N_("a PNG picture") },
        { "\xFF\xD8\xFF", N_("a JPEG picture") },
        { "{\\rtf", N_("an RTF document") },
        { "\x1F\x8B", N_("a compressed file (gzip)") },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (len >= strlen(kinds[i].start) && memcmp(data, kinds[i].start, strlen(kinds[i].start)) == 0)
            return kinds[i].what;
    return NULL;
}

/* A text that can be shown, of the same length: bytes that are not UTF-8 become '?'. */
static void make_valid(char *data, size_t len)
{
    char *s = data, *end = data + len;
    const char *bad;
    while (!g_utf8_validate_len(s, (gsize)(end - s), &bad)) {
        s = data + (bad - data);
        *s++ = '?';
    }
}

static const struct src_file *fail_at(struct xml_loader *l, const char *name, char *data, size_t len, size_t at,
                                      const char *encoding)
{
    bool nul = data[at] == '\0';
    make_valid(data, len);
    const struct src_file *f = add_file(l, name, data, len);
    if (nul)
        diag_emit(l->diag, DIAG_XML_CHAR, src_pos_at(f, at), 0u);
    else
        diag_emit(l->diag, DIAG_XML_ENCODING, src_pos_at(f, at), encoding);
    return NULL;
}

static const struct src_file *decode_utf8(struct xml_loader *l, const char *name, char *data, size_t len)
{
    const char *bad;
    if (!g_utf8_validate_len(data, len, &bad))
        return fail_at(l, name, data, len, (size_t)(bad - data), "UTF-8");
    return add_file(l, name, data, len);
}

static const struct src_file *decode_other(struct xml_loader *l, const char *name, char *data, size_t len,
                                           const char *encoding)
{
    gsize read = 0, written = 0;
    GError *err = NULL;
    char *text = g_convert(data, (gssize)len, "UTF-8", encoding, &read, &written, &err);
    if (text && read == len) {
        const char *bad;
        g_free(data);
        if (!g_utf8_validate_len(text, written, &bad))
            return fail_at(l, name, text, written, (size_t)(bad - text), encoding);
        struct src_file *f = add_file(l, name, text, written);
        src_file_set_recoded(f);
        return f;
    }
    g_clear_error(&err);
    g_free(text);
    /* the text up to the wrong byte; an incomplete character at the end is a wrong byte too */
    read = MIN(read, len);
    text = g_convert(data, (gssize)read, "UTF-8", encoding, NULL, &written, NULL);
    g_free(data);
    if (!text) {
        text = g_strdup("");
        written = 0;
    }
    make_valid(text, written);
    const struct src_file *f = add_file(l, name, text, written);
    diag_emit(l->diag, DIAG_XML_ENCODING, src_pos_at(f, written), encoding);
    return NULL;
}

static bool known_encoding(const char *name)
{
    GIConv cd = g_iconv_open("UTF-8", name);
    if (cd == (GIConv)-1)       /* NOLINT: iconv's own way to say so */
        return false;
    g_iconv_close(cd);
    return true;
}

static bool is_wide(const char *encoding)
{
    return g_ascii_strncasecmp(encoding, "utf-16", 6) == 0 || g_ascii_strncasecmp(encoding, "utf-32", 6) == 0 ||
           g_ascii_strncasecmp(encoding, "utf16", 5) == 0 || g_ascii_strncasecmp(encoding, "ucs", 3) == 0 ||
           g_ascii_strncasecmp(encoding, "iso-10646", 9) == 0;
}

/* By the declaration of an 8-bit text. */
static const struct src_file *decode_declared(struct xml_loader *l, const char *name, char *data, size_t len)
{
    size_t at = 0;
    char *encoding = declared(data, len, &at);
    const struct src_file *f = NULL;
    if (!encoding || g_ascii_strcasecmp(encoding, "UTF-8") == 0 || g_ascii_strcasecmp(encoding, "US-ASCII") == 0) {
        f = decode_utf8(l, name, data, len);
    } else if (is_wide(encoding) || !known_encoding(encoding)) {
        make_valid(data, len);
        diag_emit(l->diag, is_wide(encoding) ? DIAG_XML_ENCODING_FALSE : DIAG_XML_ENCODING_UNKNOWN,
                  src_pos_at(add_file(l, name, data, len), at), encoding);
    } else {
        f = decode_other(l, name, data, len, encoding);
    }
    g_free(encoding);
    return f;
}

const struct src_file *xml_decode(struct xml_loader *l, const char *name, char *data, size_t len, bool utf8)
{
    const char *kind = other_kind(data, len);
    if (kind || len == 0) {
        make_valid(data, len);
        struct src_pos start = src_pos_at(add_file(l, name, data, len), 0);
        if (kind)
            diag_emit(l->diag, DIAG_XML_OTHER_KIND, start, _(kind));
        else
            diag_emit(l->diag, DIAG_XML_EMPTY, start);
        return NULL;
    }
    const char *sniffed = utf8 ? "UTF-8" : sniff(data, len);
    if (sniffed && strcmp(sniffed, "UTF-8") != 0)
        return decode_other(l, name, data, len, sniffed);
    return sniffed ? decode_utf8(l, name, data, len) : decode_declared(l, name, data, len);
}
