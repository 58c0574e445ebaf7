/* SPDX-License-Identifier: MIT */
/* Normal form, case, slugs and sort keys of Vietnamese text. */
#include "lang/vi/text.h"

#include "lang/vi/letter.h"

#include <string.h>

/* Nothing below U+0300 and no precomposed Vietnamese letter changes under NFC: most text is done at once. */
static bool is_plainly_nfc(const char *s)
{
    for (const char *p = s; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c >= 0x300 && !(c >= 0x1EA0 && c <= 0x1EF9) && !(c >= 0x2010 && c <= 0x2027))
            return false;
    }
    return true;
}

char *vi_text_nfc(const char *s, ptrdiff_t len)
{
    char *valid = g_utf8_make_valid(s, len);
    if (is_plainly_nfc(valid))
        return valid;
    char *nfc = g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_free(valid);
    return nfc;
}

/* g_utf8_strup() asks the locale (Turkish, Lithuanian); one character at a time does not. */
static char *map_case(const char *s, gunichar (*map)(gunichar))
{
    char *nfc = vi_text_nfc(s, -1);
    GString *out = g_string_sized_new(strlen(nfc));
    for (const char *p = nfc; *p; p = g_utf8_next_char(p))
        g_string_append_unichar(out, map(g_utf8_get_char(p)));
    g_free(nfc);
    return g_string_free(out, FALSE);
}

char *vi_text_upper(const char *s)
{
    return map_case(s, g_unichar_toupper);
}

char *vi_text_lower(const char *s)
{
    return map_case(s, g_unichar_tolower);
}

static bool may_precede_capital(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_CONTROL:
        return true;
    default:
        return c == '"' || c == '\'';
    }
}

char *vi_text_capital(const char *s)
{
    char *nfc = vi_text_nfc(s, -1);
    const char *p = nfc;
    while (*p && may_precede_capital(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    if (!*p)
        return nfc;
    GString *out = g_string_new_len(nfc, p - nfc);
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(p)));
    g_string_append(out, g_utf8_next_char(p));
    g_free(nfc);
    return g_string_free(out, FALSE);
}

/* The ASCII letter or digit of a character, in lower case; 0: none. */
static char slug_letter(gunichar c)
{
    gunichar b = vi_letter_bare(vi_letter_split(c).base);
    if (b >= 0x80) {        /* another Latin letter with marks: ö, ç */
        gunichar d[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        g_unichar_fully_decompose(b, FALSE, d, G_N_ELEMENTS(d));
        b = d[0];
    }
    return b < 0x80 && g_ascii_isalnum((char)b) ? (char)b : 0;
}

char *vi_text_slug(const char *s)
{
    char *nfc = vi_text_nfc(s, -1);
    GString *out = g_string_sized_new(strlen(nfc));
    for (const char *p = nfc; *p; p = g_utf8_next_char(p)) {
        char c = slug_letter(g_utf8_get_char(p));
        if (c)
            g_string_append_c(out, c);
        else if (out->len && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
    if (out->len && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
    g_free(nfc);
    return g_string_free(out, FALSE);
}

/*
 * The characters of a key, in their order:
 *   ' ' end of a level   '!' between words   '#' + character: punctuation   0-9   A…a the 33 letters   '~' + others
 */
struct key {
    GString *primary, *tones, *cases;
};

static void key_char(struct key *k, gunichar c)
{
    struct vi_letter l = vi_letter_split(c);
    int rank = vi_letter_rank(l.base);
    char tone = (char)('0' + (int)l.tone);
    if (rank < 0 && g_unichar_isalpha(c)) {
        gunichar d[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        g_unichar_fully_decompose(l.base, FALSE, d, G_N_ELEMENTS(d));
        rank = vi_letter_rank(d[0]);
        tone = '6';
    }
    if (rank >= 0) {
        g_string_append_c(k->primary, (char)('A' + rank));
        g_string_append_c(k->tones, tone);
        g_string_append_c(k->cases, l.upper ? '1' : '0');
    } else if (c < 0x80 && g_ascii_isdigit((char)c)) {
        g_string_append_c(k->primary, (char)c);
    } else if (g_unichar_isspace(c)) {
        if (k->primary->len && k->primary->str[k->primary->len - 1] != '!')
            g_string_append_c(k->primary, '!');
    } else if (g_unichar_isprint(c)) {
        g_string_append_c(k->primary, g_unichar_isalnum(c) ? '~' : '#');
        g_string_append_unichar(k->primary, c);
    }
}

static void append_key(GString *out, const char *nfc, size_t len)
{
    struct key k = { g_string_new(NULL), g_string_new(NULL), g_string_new(NULL) };
    for (const char *p = nfc; p < nfc + len; p = g_utf8_next_char(p))
        key_char(&k, g_utf8_get_char(p));
    if (k.primary->len && k.primary->str[k.primary->len - 1] == '!')
        g_string_truncate(k.primary, k.primary->len - 1);
    g_string_append_printf(out, "%s %s %s", k.primary->str, k.tones->str, k.cases->str);
    g_string_free(k.primary, TRUE);
    g_string_free(k.tones, TRUE);
    g_string_free(k.cases, TRUE);
}

char *vi_text_sort_key(const char *s)
{
    char *nfc = vi_text_nfc(s, -1);
    GString *out = g_string_new(NULL);
    append_key(out, nfc, strlen(nfc));
    g_free(nfc);
    return g_string_free(out, FALSE);
}

/* A name of one word has no family name; its other parts are empty. */
char *vi_text_name_key(const char *name)
{
    char *nfc = vi_text_nfc(name, -1);
    g_strstrip(nfc);
    const char *end = nfc + strlen(nfc), *given = end, *family_end = nfc;
    while (given > nfc && !g_ascii_isspace(given[-1]))
        given--;
    while (family_end < given && !g_ascii_isspace(*family_end))
        family_end++;
    GString *out = g_string_new(NULL);
    append_key(out, given, (size_t)(end - given));
    g_string_append_c(out, ' ');
    append_key(out, nfc, (size_t)(family_end - nfc));
    g_string_append_c(out, ' ');
    append_key(out, family_end, (size_t)(given - family_end));
    g_free(nfc);
    return g_string_free(out, FALSE);
}
