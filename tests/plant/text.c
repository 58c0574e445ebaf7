/* SPDX-License-Identifier: MIT */
/* Slips of the keyboard, of copying and of old encodings. */
#include "plant.h"

#include "lang/vi/letter.h"
#include "lang/vi/syllable.h"

#include <string.h>

/* Each takes a word of a unit; the new bytes for start … end of the unit's text, which may be moved. NULL: not this word. */
typedef char *(*slip)(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end);

static char *word_of(const struct prose_unit *u, uint32_t start, uint32_t end)
{
    return g_strndup(u->text + start, end - start);
}

static bool is_plain_word(const char *word)
{
    struct vi_syllable s;
    for (const char *p = word; *p; p = g_utf8_next_char(p))
        if (!g_unichar_islower(g_utf8_get_char(p)))
            return false;
    return g_utf8_strlen(word, -1) > 1 && vi_syllable_split(word, -1, &s);
}

/* The word behind one space: its end; 0: there is none. */
static uint32_t next_word(const struct prose_unit *u, uint32_t end)
{
    if (u->text[end] != ' ')
        return 0;
    const char *s = u->text + end + 1, *p = s;
    while (*p && g_unichar_isalpha(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p > s ? (uint32_t)(p - u->text) : 0;
}

static char *decomposed(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    char *nfd = g_utf8_normalize(u->text + *start, *end - *start, G_NORMALIZE_NFD);
    if (strlen(nfd) != *end - *start)
        return nfd;
    g_free(nfd);
    return NULL;
}

/* `sign` behind the first letter. */
static char *with_sign(const struct prose_unit *u, uint32_t start, uint32_t end, const char *sign)
{
    const char *word = u->text + start, *next = g_utf8_next_char(word);
    return g_strdup_printf("%.*s%s%.*s", (int)(next - word), word, sign, (int)(u->text + end - next), next);
}

static char *zero_width(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    static const char *const signs[] = { "\u200B", "\uFEFF", "\u2060", "\u00AD" };
    return with_sign(u, *start, *end, signs[g_rand_int_range(r, 0, G_N_ELEMENTS(signs))]);
}

static char *replaced(const char *word, const char *from, const char *to)
{
    const char *at = strstr(word, from);
    return at ? g_strdup_printf("%.*s%s%s", (int)(at - word), word, to, at + strlen(from)) : NULL;
}

static char *lost_u(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    char *word = word_of(u, *start, *end), *out = is_plain_word(word) ? replaced(word, "ư", "\u00AD") : NULL;
    g_free(word);
    return out;
}

static char *lookalike(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    static const struct {
        const char *letter, *other;
    } rows[] = { { "Đ", "Ð" }, { "đ", "ð" }, { "a", "а" }, { "c", "с" }, { "o", "о" }, { "H", "Н" }, { "B", "В" }, { "p", "р" } };
    char *word = word_of(u, *start, *end), *out = NULL;
    size_t first = (size_t)g_rand_int_range(r, 0, G_N_ELEMENTS(rows));
    for (size_t i = 0; i < G_N_ELEMENTS(rows) && !out && strlen(word) > 1; i++)
        out = replaced(word, rows[(first + i) % G_N_ELEMENTS(rows)].letter, rows[(first + i) % G_N_ELEMENTS(rows)].other);
    g_free(word);
    return out;
}

static char *behind(const struct prose_unit *u, uint32_t *start, uint32_t *end, const char *marks, const char *to)
{
    if (!u->text[*end] || !strchr(marks, u->text[*end]) || u->text[*end + 1] != ' ')
        return NULL;
    *start = *end;
    *end += strlen(to) == 1 ? 2 : 1;
    return g_strdup_printf("%s%c", strlen(to) == 1 ? "" : to, u->text[*start]);
}

static char *space_before(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    if (!u->text[*end] || !strchr(",;:!?", u->text[*end]))
        return NULL;
    *start = *end;
    *end += 1;
    return g_strdup_printf(" %c", u->text[*start]);
}

static char *no_space_behind(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    return behind(u, start, end, ",;", "-");
}

static char *doubled_mark(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    if (!u->text[*end] || !strchr(",;.", u->text[*end]) || u->text[*end + 1] == u->text[*end])
        return NULL;
    *start = *end;
    *end += 1;
    return g_strdup_printf("%c%c", u->text[*start], u->text[*start]);
}

static char *wide_space(const struct prose_unit *u, uint32_t *start, uint32_t *end, const char *to)
{
    if (!next_word(u, *end))
        return NULL;
    *start = *end;
    *end += 1;
    return g_strdup(to);
}

static char *two_spaces(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    return wide_space(u, start, end, "  ");
}

static char *no_break_spaces(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    return wide_space(u, start, end, "\u00A0 ");
}

static char *odd_space(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    return wide_space(u, start, end, "\u2003");
}

static char *joined(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    uint32_t next = next_word(u, *end);
    char *a = word_of(u, *start, *end), *b = next ? word_of(u, *end + 1, next) : g_strdup("");
    char *out = is_plain_word(a) && is_plain_word(b) ? g_strconcat(a, b, NULL) : NULL;
    struct vi_syllable s;
    if (out && vi_syllable_split(out, -1, &s))          /* "ta i" is "tai": no slip that can be seen */
        g_clear_pointer(&out, g_free);
    if (out)
        *end = next;
    g_free(a);
    g_free(b);
    return out;
}

static char *repeated(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    char *word = word_of(u, *start, *end);
    char *out = is_plain_word(word) && u->text[*end] == ' ' ? g_strdup_printf("%s %s", word, word) : NULL;
    g_free(word);
    return out;
}

static char *glued_number(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    if (*start < 2 || u->text[*start - 1] != ' ' || !g_ascii_isdigit(u->text[*start - 2]))
        return NULL;
    char *word = word_of(u, *start, *end), *out = is_plain_word(word) ? g_strdup("") : NULL;
    g_free(word);
    *end = *start;
    *start -= 1;
    return out;
}

/* Two words in TCVN3, as they look when they are pasted. */
static char *tcvn3(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    uint32_t next = next_word(u, *end);
    char *words = next ? word_of(u, *start, next) : NULL;
    gsize n = 0;
    char *bytes = words ? g_convert(words, -1, "TCVN5712-1", "UTF-8", NULL, &n, NULL) : NULL;
    char *out = bytes ? g_convert(bytes, (gssize)n, "UTF-8", "ISO-8859-1", NULL, NULL, NULL) : NULL;
    if (out && (strcmp(out, words) == 0 || g_utf8_strlen(out, -1) + 2 > (glong)strlen(words)))
        g_clear_pointer(&out, g_free);
    if (out)
        *end = next;
    g_free(bytes);
    g_free(words);
    return out;
}

static char *mojibake(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    char *word = word_of(u, *start, *end), *out = g_convert(word, -1, "UTF-8", "CP1252", NULL, NULL, NULL);
    if (out && strcmp(out, word) == 0)
        g_clear_pointer(&out, g_free);
    g_free(word);
    return out;
}

/* The tone on another vowel letter of the syllable: "nghịêp". */
static char *tone_place(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    char *word = word_of(u, *start, *end);
    GString *out = g_string_new("");
    struct vi_syllable s;
    enum vi_tone tone = VI_NGANG;
    static const gunichar marks[] = { 0, 0x300, 0x309, 0x303, 0x301, 0x323 };
    bool moved = false, closed = vi_syllable_split(word, -1, &s) && *s.coda && strlen(s.nucleus) > 1;
    for (const char *p = word; *p && closed; p = g_utf8_next_char(p)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(p));
        const char *next = g_utf8_next_char(p);
        struct vi_letter n = *next ? vi_letter_split(g_utf8_get_char(next)) : l;
        g_string_append_unichar(out, l.base);
        if (*next && n.tone != VI_NGANG && vi_letter_is_vowel(l.base) && l.tone == VI_NGANG && tone == VI_NGANG &&
            !(l.base == 'u' && p > word && p[-1] == 'q')) {
            tone = n.tone;
            moved = true;
            g_string_append_unichar(out, marks[tone]);
        }
    }
    char *nfc = g_utf8_normalize(out->str, -1, G_NORMALIZE_NFC);
    bool ok = moved && is_plain_word(word) && strcmp(nfc, word) != 0;
    g_string_free(out, TRUE);
    g_free(word);
    if (!ok)
        g_clear_pointer(&nfc, g_free);
    return nfc;
}

/* What the keys typed: "hooij". */
static char *telex(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    static const char tones[] = " frxsj";
    char *word = word_of(u, *start, *end), tone = 0;
    GString *out = g_string_new("");
    bool plain = is_plain_word(word), marked = false;
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(p));
        gunichar bare = vi_letter_bare(l.base);
        g_string_append_unichar(out, bare);
        if (bare != l.base)
            g_string_append_c(out, l.base == 0x103 || l.base == 0x1A1 || l.base == 0x1B0 ? 'w' : (char)bare);
        marked |= bare != l.base;
        tone = l.tone != VI_NGANG ? tones[l.tone] : tone;
    }
    if (tone)
        g_string_append_c(out, tone);
    g_free(word);
    return g_string_free(out, !(plain && marked && tone));
}

static char *capital_behind(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    uint32_t at = *end + 2;
    if (u->text[*end] != ';' || u->text[*end + 1] != ' ' || !g_unichar_islower(g_utf8_get_char(u->text + at)))
        return NULL;
    char upper[7] = "";
    upper[g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(u->text + at)), upper)] = '\0';
    *start = at;
    *end = (uint32_t)(g_utf8_next_char(u->text + at) - u->text);
    return g_strdup(upper);
}

static char *english_number(GRand *r, const struct prose_unit *u, uint32_t *start, uint32_t *end)
{
    (void)r;
    GRegex *x = g_regex_new("(?<![\\d.,/])[1-9]\\d{0,2}\\.\\d{3}(?![\\d.,/])", 0, 0, NULL);
    GMatchInfo *m = NULL;
    int from = 0, to = 0;
    char *out = NULL;
    if (g_regex_match(x, u->text, 0, &m) && g_match_info_fetch_pos(m, 0, &from, &to)) {
        char *number = word_of(u, (uint32_t)from, (uint32_t)to);
        out = g_strdelimit(number, ".", ',');
        *start = (uint32_t)from;
        *end = (uint32_t)to;
    }
    g_match_info_free(m);
    g_regex_unref(x);
    return out;
}

struct how {
    slip make;
};

static bool make(const struct base *b, GRand *r, const void *how, struct plant *p)
{
    const struct prose_unit *u;
    uint32_t start, end;
    if (!draw_word(b, r, &u, &start, &end))
        return false;
    char *text = ((const struct how *)how)->make(r, u, &start, &end);
    return text && plant_in(u, start, end, text, p);
}

#define SLIP(name, function) { name, MECHANICAL, make, &(const struct how){ function }, false }

const struct kind text_kinds[] = {
    SLIP("decomposed letters", decomposed),
    SLIP("invisible character", zero_width),
    SLIP("ư lost", lost_u),
    SLIP("look-alike letter", lookalike),
    SLIP("words in TCVN3", tcvn3),
    SLIP("UTF-8 read wrongly", mojibake),
    SLIP("space before a mark", space_before),
    SLIP("no space behind a mark", no_space_behind),
    SLIP("mark twice", doubled_mark),
    SLIP("two spaces", two_spaces),
    SLIP("no-break space too many", no_break_spaces),
    SLIP("em space", odd_space),
    SLIP("words run together", joined),
    SLIP("word twice", repeated),
    SLIP("number and word run together", glued_number),
    SLIP("tone on the wrong letter", tone_place),
    SLIP("keys of Telex", telex),
    SLIP("capital behind a semicolon", capital_behind),
    SLIP("English number", english_number),
};
const unsigned n_text_kinds = G_N_ELEMENTS(text_kinds);
