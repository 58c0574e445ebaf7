/* SPDX-License-Identifier: MIT */
/* The tokens of a text. */
#include "lang/vi/token.h"

#include <string.h>

struct scan {
    struct vi_word_table *words;
    const char *s;
    size_t len, i;
    GArray *out;
};

static bool is_space(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}

static bool is_letter(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalpha((char)c);
    if ((c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF))
        return true;
    return (c >= 0x300 && c <= 0x36F) || c == 0xAD || g_unichar_isalpha(c);
}

static bool is_digit(gunichar c)
{
    return c >= '0' && c <= '9';
}

static gunichar at(const struct scan *c, size_t i)
{
    return i < c->len ? g_utf8_get_char(c->s + i) : 0;
}

static size_t after(const struct scan *c, size_t i)
{
    return MIN((size_t)(g_utf8_next_char(c->s + i) - c->s), c->len);
}

static struct vi_token *add(struct scan *c, enum vi_token_kind kind, size_t end)
{
    struct vi_token t = { .word = NULL, .start = (uint32_t)c->i, .end = (uint32_t)end & 0x1FFFFFFFu, .kind = kind };
    g_array_append_val(c->out, t);
    c->i = end;
    return &g_array_index(c->out, struct vi_token, c->out->len - 1);
}

/* --- what is no prose --- */

static bool has_known_ending(const char *s, size_t len)
{
    static const char *const endings[] = {
        "vn", "com", "org", "net", "info", "gov", "edu", "io", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "xml",
        "html", "htm", "txt", "md", "csv", "jpg", "jpeg", "png", "svg", "gif", "zip", "rar", "mp3", "mp4", "json", "xsl",
        "sch", "xsd", "fo", "odt", "exe", "php", "gz", "bz2", "xz", "tar", "7z", "log", "conf", "ini", "css", "js", "py",
        "webp", "tif", "tiff", "bmp", "ttf", "otf", "mov", "avi", "wav", "dwg", "psd", "ods", "odp", "eml", "apk", "dll", "sql",
    };
    size_t dot = len;
    while (dot > 0 && s[dot - 1] != '.')
        dot--;
    for (guint i = 0; dot > 0 && i < G_N_ELEMENTS(endings); i++)
        if (strlen(endings[i]) == len - dot && g_ascii_strncasecmp(s + dot, endings[i], len - dot) == 0)
            return true;
    return false;
}

/* "/usr/share", "C:\\Tai lieu" */
static bool is_path(const char *s, size_t len)
{
    bool unix_like = len > 3 && s[0] == '/' && g_ascii_isalpha(s[1]) && memchr(s + 1, '/', len - 1);
    return unix_like || (len > 2 && g_ascii_isalpha(s[0]) && s[1] == ':' && s[2] == '\\');
}

static bool is_address(const char *s, size_t len)
{
    if (g_strstr_len(s, (gssize)len, "://") || (len > 4 && g_ascii_strncasecmp(s, "www.", 4) == 0))
        return true;
    const char *sign = memchr(s, '@', len);
    if (sign && sign > s && sign + 1 < s + len)
        return true;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return is_path(s, len) || has_known_ending(s, len);
}

/* "45/KH-UBND", "30/2020/NĐ-CP", "QĐ-TTg", "T/M", "COVID-19": joined by / or -, and every group of letters an abbreviation. */
static bool is_symbol(const struct scan *c, size_t i, size_t end)
{
    bool joined = false, any = false;
    unsigned run = 0, upper = 0;
    for (;; i = after(c, i)) {
        gunichar ch = i < end ? at(c, i) : 0;
        if (ch && is_letter(ch)) {
            run++;
            upper += g_unichar_isupper(ch) ? 1 : 0;
            continue;
        }
        if (run && upper < run && (run > 4 || upper < 2))
            return false;
        any |= run > 0;
        run = upper = 0;
        if (!ch)
            return joined && any;
        if (ch == '/' || ch == '-')
            joined = true;
        else if (!is_digit(ch) && ch != '.' && ch != '+')
            return false;
    }
}

static bool starts_word(const struct scan *c, size_t i)
{
    gunichar ch = at(c, i);
    return is_letter(ch) || is_digit(ch);
}

/* The chunk that begins here, without punctuation at its end, when it is no prose; else c->i. */
static size_t opaque_end(const struct scan *c)
{
    size_t end = c->i;
    while (end < c->len && !is_space(at(c, end)) && at(c, end) != 0xFFFC)
        end = after(c, end);
    while (end > c->i && strchr(".,;:!?)]}'\"", c->s[end - 1]))
        end--;
    while (end - c->i > 3 && (memcmp(c->s + end - 3, "”", 3) == 0 || memcmp(c->s + end - 3, "…", 3) == 0))
        end -= 3;
    bool opaque = end > c->i && (is_address(c->s + c->i, end - c->i) || (starts_word(c, c->i) && is_symbol(c, c->i, end)));
    return opaque ? end : c->i;
}

/* May a chunk that is no prose begin here: with a letter or a digit, with the dot of ".docx", the slash of a path? */
static bool may_be_opaque(const struct scan *c)
{
    return starts_word(c, c->i) || ((c->s[c->i] == '.' || c->s[c->i] == '/') && starts_word(c, c->i + 1));
}

/* --- tokens --- */

static void word(struct scan *c)
{
    size_t end = c->i;
    for (;;) {
        while (end < c->len && is_letter(at(c, end)))
            end = after(c, end);
        gunichar ch = at(c, end);
        if ((ch != '\'' && ch != 0x2019) || !is_letter(at(c, after(c, end))) || end - c->i > 3)
            break;
        end = after(c, end);
    }
    size_t start = c->i;
    add(c, VI_WORD, end)->word = vi_words_get(c->words, c->s + start, end - start);
}

static void number(struct scan *c)
{
    size_t end = c->i;
    while (end < c->len) {
        if (is_digit((unsigned char)c->s[end]))
            end++;
        else if (end + 1 < c->len && strchr(".,:/", c->s[end]) && is_digit((unsigned char)c->s[end + 1]))
            end += 2;
        else
            break;
    }
    add(c, VI_NUMBER, end);
}

static void punct(struct scan *c, gunichar ch)
{
    size_t end = after(c, c->i);
    if (ch == '.')
        while (end < c->len && c->s[end] == '.')
            end++;
    bool ellipsis = ch == '.' && end - c->i == 3;
    add(c, VI_PUNCT, end)->ch = ellipsis ? 0x2026 : ch;
}

void vi_tokens(struct vi_word_table *words, const char *text, size_t len, GArray *out)
{
    struct scan c = { words, text, len, 0, out };
    bool fresh = true;          /* a chunk may begin here */
    while (c.i < c.len) {
        gunichar ch = at(&c, c.i);
        if (is_space(ch)) {
            size_t end = c.i;
            while (end < c.len && is_space(at(&c, end)))
                end = after(&c, end);
            add(&c, VI_SPACE, end);
            fresh = true;
            continue;
        }
        size_t opaque = fresh && may_be_opaque(&c) ? opaque_end(&c) : c.i;
        if (starts_word(&c, c.i))
            fresh = false;
        if (opaque > c.i)
            add(&c, VI_OPAQUE, opaque);
        else if (ch == 0xFFFC)
            add(&c, VI_OBJECT, c.i + 3);
        else if (is_letter(ch))
            word(&c);
        else if (is_digit(ch))
            number(&c);
        else
            punct(&c, ch);
    }
}
