/* SPDX-License-Identifier: MIT */
/* Legacy text to Unicode: characters to bytes first, then by iconv, the table of VNI, or as UTF-8. */
#include "lang/vi/legacy.h"

#include "lang/vi/letter.h"
#include "lang/vi/syllable.h"
#include "lang/vi/text.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *name, *title, *iconv;       /* iconv NULL: not by iconv */
} encodings[] = {
    [VI_TCVN3] = { "tcvn3", "TCVN3 (ABC)", "TCVN5712-1" },
    [VI_VNI] = { "vni", "VNI", NULL },
    [VI_VISCII] = { "viscii", "VISCII", "VISCII" },
    [VI_CP1258] = { "cp1258", "Windows-1258", "CP1258" },
    [VI_MOJIBAKE] = { "mojibake", "UTF-8 read as Windows-1252", NULL },
};

const char *vi_legacy_name(unsigned i)
{
    return i < VI_N_LEGACY ? encodings[i].name : NULL;
}

const char *vi_legacy_title(enum vi_legacy e)
{
    return encodings[e].title;
}

bool vi_legacy_find(const char *name, enum vi_legacy *out)
{
    for (unsigned i = 0; i < VI_N_LEGACY; i++)
        if (strcmp(encodings[i].name, name) == 0) {
            *out = (enum vi_legacy)i;
            return true;
        }
    return false;
}

/* --- characters to bytes --- */

/* The characters of Windows-1252 at 0x80 … 0x9F; 0: not used. */
static const gunichar cp1252[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* The byte that a character stands for; -1: it is a character for itself. */
static int byte_of(gunichar c)
{
    if (c < 0x100)
        return (int)c;
    for (unsigned i = 0; i < G_N_ELEMENTS(cp1252); i++)
        if (cp1252[i] == c)
            return (int)(0x80 + i);
    return -1;
}

/* A decimal or hexadecimal reference to a character of Latin-1 beyond ASCII at `s`; its length, or 0. */
static size_t reference(const char *s, const char *end, gunichar *c)
{
    if (end - s < 6 || s[0] != '&' || s[1] != '#')
        return 0;
    bool hex = s[2] == 'x' || s[2] == 'X';
    const char *p = s + (hex ? 3 : 2);
    unsigned n = 0, digits = 0;
    for (; p < end && digits < 5 && (hex ? g_ascii_isxdigit(*p) : g_ascii_isdigit(*p)); p++, digits++)
        n = n * (hex ? 16 : 10) + (unsigned)g_ascii_xdigit_value(*p);
    if (digits == 0 || p >= end || *p != ';' || n < 0x80 || n > 0xFF)
        return 0;
    *c = n;
    return (size_t)(p + 1 - s);
}

/* --- bytes to text --- */

static const struct vni {
    const char *bytes, *letter;
} vni_letters[] = {
#define VNI(bytes, letter) { bytes, letter },
#include "lang/vi/vni.def"
#undef VNI
};

/* Two bytes before one: "aù" is á, "ù" alone a mark without a letter. */
static const struct vni *vni_at(const char *s, size_t len)
{
    for (size_t n = MIN(len, 2); n > 0; n--)
        for (size_t i = 0; i < G_N_ELEMENTS(vni_letters); i++)
            if (strlen(vni_letters[i].bytes) == n && memcmp(vni_letters[i].bytes, s, n) == 0)
                return &vni_letters[i];
    return NULL;
}

static void decode_vni(const char *s, size_t len, GString *out)
{
    while (len > 0) {
        const struct vni *v = (unsigned char)s[0] < 0x80 && (len < 2 || (unsigned char)s[1] < 0x80) ? NULL : vni_at(s, len);
        size_t n = v ? strlen(v->bytes) : 1;
        if (v)
            g_string_append(out, v->letter);
        else
            g_string_append_unichar(out, (unsigned char)*s);
        s += n;
        len -= n;
    }
}

static void decode_iconv(const char *encoding, const char *s, size_t len, GString *out)
{
    gsize written = 0;
    char *text = g_convert_with_fallback(s, (gssize)len, "UTF-8", encoding, "\xEF\xBF\xBD", NULL, &written, NULL);
    if (text)
        g_string_append_len(out, text, (gssize)written);
    else                            /* a byte that the encoding does not know */
        for (size_t i = 0; i < len; i++)
            g_string_append_unichar(out, (unsigned char)s[i] < 0x80 ? (unsigned char)s[i] : 0xFFFD);
    g_free(text);
}

static void decode_bytes(enum vi_legacy from, GString *bytes, GString *out)
{
    if (from == VI_VNI) {
        decode_vni(bytes->str, bytes->len, out);
    } else if (from == VI_MOJIBAKE) {
        char *valid = g_utf8_make_valid(bytes->str, (gssize)bytes->len);
        g_string_append(out, valid);
        g_free(valid);
    } else {
        decode_iconv(encodings[from].iconv, bytes->str, bytes->len, out);
    }
    g_string_truncate(bytes, 0);
}

char *vi_legacy_decode(enum vi_legacy from, const char *text, size_t len, bool references)
{
    GString *bytes = g_string_new(""), *out = g_string_sized_new(len + 16);
    bool utf8 = g_utf8_validate_len(text, len, NULL);
    for (const char *s = text, *end = text + len; s < end;) {
        gunichar c = utf8 ? g_utf8_get_char(s) : (unsigned char)*s;
        size_t n = references ? reference(s, end, &c) : 0;
        int byte = byte_of(c);
        s += n ? n : utf8 ? (size_t)(g_utf8_next_char(s) - s) : 1;
        if (byte >= 0) {
            g_string_append_c(bytes, (char)byte);
            continue;
        }
        decode_bytes(from, bytes, out);
        g_string_append_unichar(out, c);
    }
    decode_bytes(from, bytes, out);
    char *nfc = vi_text_nfc(out->str, (ptrdiff_t)out->len);
    g_string_free(out, TRUE);
    g_string_free(bytes, TRUE);
    return nfc;
}

/* --- which one it is --- */

/* Does it stand in Vietnamese text though it is no letter? Of Latin-1 and Windows-1252 only these do. */
static bool is_usual(gunichar c)
{
    static const gunichar usual[] = {
        0xA0, 0xA7, 0xAB, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xBB, 0xD7,     /* § « ° ± ² ³ · » × */
        0x20AC, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026,
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(usual); i++)
        if (usual[i] == c)
            return true;
    return byte_of(c) < 0 && c != 0xFFFD && !(c >= 0x300 && c <= 0x36F);
}

static long score_nfc(const char *text)
{
    long score = 0;
    const char *end = text + strlen(text);
    for (const char *s = text; s < end;) {
        const char *word = s;
        bool marked = false, lower = false, mixed = false;      /* mixed: a capital with marks behind a small letter: "kiÓm" */
        gunichar c = 0;
        for (; s < end && g_unichar_isalpha(c = g_utf8_get_char(s)); s = g_utf8_next_char(s)) {
            marked |= c >= 0x80;
            mixed |= lower && c >= 0x80 && g_unichar_isupper(c);
            lower |= g_unichar_islower(c) != 0;
        }
        struct vi_syllable syllable;
        if (s > word && marked)
            score += !mixed && vi_syllable_split(word, s - word, &syllable) ? 1 : -3;
        if (s == word) {
            score -= c >= 0x80 && !is_usual(c) ? 3 : 0;
            s = g_utf8_next_char(s);
        }
    }
    return score;
}

long vi_legacy_score(const char *text, size_t len)
{
    char *nfc = vi_text_nfc(text, (ptrdiff_t)len);
    long score = score_nfc(nfc);
    g_free(nfc);
    return score;
}

/*
 * The end of the piece that begins at `s`: a line, in markup what stands between tags or quotation marks. A piece is in one
 * encoding; documents are not, when something old was pasted into them.
 */
static const char *piece_end(const char *s, const char *end, bool markup)
{
    for (; s < end; s++)
        if (*s == '\n' || (markup && (*s == '<' || *s == '>' || *s == '"')))
            return s + 1;
    return end;
}

/* Has a text letters that no old encoding looks like in Latin-1: ă, ơ, ư, đ, and those with two marks? */
static bool has_unicode(const char *s, size_t n)
{
    for (const char *end = s + n; s < end; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        if (byte_of(c) < 0 && g_unichar_isalpha(c))
            return true;
    }
    return false;
}

/*
 * A piece as it is or decoded, whichever is more like Vietnamese. Where Unicode stands beside the old encoding it is
 * decided word by word, else at once: many a word is one in both ("nãi" is "nói" in TCVN3). `*gain`, if not NULL: by how much.
 */
static char *mend_piece(enum vi_legacy from, const char *s, size_t n, bool references, long *gain)
{
    char *decoded = vi_legacy_decode(from, s, n, references);
    bool utf8 = g_utf8_validate_len(s, n, NULL);
    long better = score_nfc(decoded) - (utf8 ? vi_legacy_score(s, n) : 0);
    if (gain)
        *gain = better;
    if (!utf8 || (better > 0 && !has_unicode(s, n)))
        return decoded;
    g_free(decoded);
    if (gain)
        *gain = 0;
    GString *out = g_string_new("");
    for (const char *end = s + n, *next; s < end; s = next) {
        for (next = s + 1; next < end && next[-1] != ' '; next++)
            ;
        decoded = vi_legacy_decode(from, s, (size_t)(next - s), references);
        better = score_nfc(decoded) - vi_legacy_score(s, (size_t)(next - s));
        if (better > 0)
            g_string_append(out, decoded);
        else
            g_string_append_len(out, s, next - s);
        g_free(decoded);
        if (gain && better > 0)
            *gain += better;
    }
    char *nfc = vi_text_nfc(out->str, (ptrdiff_t)out->len);
    g_string_free(out, TRUE);
    return nfc;
}

/* In a text that is UTF-8, less gain than three words make is chance: a foreign name may be Vietnamese in VISCII. */
#define CHANCE 12

/* Enough to tell encodings apart, and quick for a large file. */
#define SAMPLE ((size_t)1 << 16)

bool vi_legacy_guess(const char *text, size_t len, bool references, enum vi_legacy *out)
{
    long gain[VI_N_LEGACY] = { 0 }, best = g_utf8_validate_len(text, len, NULL) ? CHANCE - 1 : 0;
    bool found = false;
    size_t looked = 0;
    for (const char *s = text, *end = text + len, *next; s < end && looked < SAMPLE; s = next) {
        next = piece_end(s, end, references);
        size_t n = (size_t)(next - s), at = 0;
        while (at < n && (unsigned char)s[at] < 0x80 && s[at] != '&')
            at++;
        if (at == n)                    /* ASCII says nothing */
            continue;
        looked += n;
        for (unsigned i = 0; i < VI_N_LEGACY; i++) {
            long better;
            g_free(mend_piece((enum vi_legacy)i, s, n, references, &better));
            gain[i] += better;
        }
    }
    for (unsigned i = 0; i < VI_N_LEGACY; i++)
        if (gain[i] > best) {
            best = gain[i];
            *out = (enum vi_legacy)i;
            found = true;
        }
    return found;
}

char *vi_legacy_mend(enum vi_legacy from, const char *text, size_t len, bool references, unsigned *changed)
{
    GString *out = g_string_sized_new(len + len / 4);
    bool line = false;
    *changed = 0;
    for (const char *s = text, *end = text + len, *next; s < end; s = next) {
        next = piece_end(s, end, references);
        size_t n = (size_t)(next - s);
        long better;
        char *piece = mend_piece(from, s, n, references, &better);
        line |= better > 0;
        g_string_append(out, piece);
        g_free(piece);
        if (next[-1] == '\n' || next == end) {
            *changed += line;
            line = false;
        }
    }
    return g_string_free(out, FALSE);
}
