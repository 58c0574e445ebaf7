/* SPDX-License-Identifier: MIT */
/*
 * What old encodings, copying and other keyboards leave in a text: it looks right, or nearly, and cannot be searched, sorted
 * or set. Runs before all others: words in another encoding, or with something
 * invisible in them, are none for those.
 */
#include "lang/vi/legacy.h"
#include "lang/vi/lint.h"
#include "lang/vi/text.h"

#include <string.h>

/* --- one character that stands for another --- */

static const struct lookalike {
    gunichar ch;
    const char *meant;
} lookalikes[] = {
#define LOOKALIKE(code, letter) { code, letter },
#include "lang/vi/lookalikes.def"
#undef LOOKALIKE
};

static const char *looks_like(gunichar c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lookalikes); i++)
        if (lookalikes[i].ch == c)
            return lookalikes[i].meant;
    return NULL;
}

static bool is_latin(gunichar c)
{
    return g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
}

/* A word with letters that look like Latin ones, mended; NULL: it has none, or is a word of that other script. */
static char *mend_lookalikes(const char *word, size_t len)
{
    GString *s = g_string_new("");
    unsigned latin = 0, alike = 0, other = 0;
    for (const char *p = word; p < word + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *meant = looks_like(c);
        bool eth = meant && is_latin(c);        /* Ð, ð, Ɖ: Latin, but of other languages */
        alike += meant != NULL;
        latin += is_latin(c) && !eth;
        other += !meant && g_unichar_isalpha(c) && !is_latin(c);
        if (meant)
            g_string_append(s, meant);
        else
            g_string_append_unichar(s, c);
    }
    struct vi_syllable syllable;
    bool vietnamese = latin > 0 || (vi_syllable_split(s->str, (ptrdiff_t)s->len, &syllable) && s->len > 1);
    return g_string_free(s, !alike || other || !vietnamese);
}

/* --- what stands among the words --- */

static bool is_zero_width(gunichar c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD || c == 0x034F || c == 0x180E;
}

/* Joiners belong to other scripts and to pictures. */
static bool is_used(const struct prose_unit *u, const char *at, gunichar c)
{
    if (c != 0x200C && c != 0x200D)
        return false;
    const char *next = g_utf8_next_char(at);
    gunichar after = *next ? g_utf8_get_char(next) : 0, before = at > u->text ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
    return before > 0x2000 || after > 0x2000 || (g_unichar_isalpha(before) && !is_latin(before));
}

/* The letters on both sides of the character at `at`: `*start` and `*end` in the unit's text. True: there are some on each. */
static bool word_around(const struct prose_unit *u, const char *at, const char **start, const char **end)
{
    const char *next = g_utf8_next_char(at);
    *start = at;
    *end = next;
    while (*start > u->text && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(*start))))
        *start = g_utf8_prev_char(*start);
    while (**end && g_unichar_isalpha(g_utf8_get_char(*end)))
        *end = g_utf8_next_char(*end);
    return *start < at && *end > next;
}

/* Windows-1252 in the place of C1: its quotation marks and dashes. */
static const char *meant_by_control(gunichar c)
{
    static const char *const marks[] = { "‘", "’", "“", "”", "•", "–", "—" };
    if (c == 0x85)
        return "…";
    return c >= 0x91 && c <= 0x97 ? marks[c - 0x91] : NULL;
}

static bool is_private(gunichar c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

/* The bullets of Symbol and Wingdings, as Word pastes them. */
static const char *meant_by_private(gunichar c)
{
    return c == 0xF0B7 || c == 0xF0A7 || c == 0xF076 || c == 0xF0D8 || c == 0xF0A8 ? "•" : NULL;
}

static bool is_odd_space(gunichar c)
{
    return (c >= 0x2000 && c <= 0x2008) || c == 0x200A || c == 0x205F || c == 0x3000 || c == 0x2028 || c == 0x2029;
}

static char *codepoint(gunichar c)
{
    return g_strdup_printf("U+%04X", c);
}

/* Flags of the word that `before` and `after` make with `middle` between them. */
static unsigned word_flags(const struct vi_lint *l, const char *before, const char *at, const char *middle, const char *after,
                           const char *end)
{
    char *word = g_strdup_printf("%.*s%s%.*s", (int)(at - before), before, middle, (int)(end - after), after);
    char *lower = vi_text_lower(word);
    unsigned flags = vi_words_flags(l->words, lower);
    g_free(lower);
    g_free(word);
    return flags;
}

/* Is the word a syllable with ư in the place of the byte 0xAD of TCVN3, which is the soft hyphen of Latin-1? */
static bool lost_u(const struct vi_lint *l, const char *at)
{
    const char *start, *after = g_utf8_next_char(at), *end;
    word_around(l->unit, at, &start, &end);
    unsigned with = word_flags(l, start, at, "ư", after, end), without = word_flags(l, start, at, "", after, end);
    return with & VI_COMMON || (with & VI_SYLLABLE && !(without & VI_SYLLABLE));
}

/* Behind a sign of Latin-1 a soft hyphen is the last byte of UTF-8 that was read wrongly (á»­ is ử): nothing to be sure of. */
static bool is_mangled(const struct prose_unit *u, const char *at, gunichar c)
{
    gunichar before = at > u->text ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
    return c == 0xAD && before > 0xA0 && before < 0xC0;
}

/* An invisible character. Within a word it cuts it in two, and a soft hyphen there may be a letter that was lost. */
static void look_at_zero_width(struct vi_lint *l, const char *at, gunichar c, const char *name)
{
    const struct prose_unit *u = l->unit;
    const char *start, *end;
    bool within = word_around(u, at, &start, &end), mangled = is_mangled(u, at, c);
    bool lost = c == 0xAD && !mangled && lost_u(l, at);
    uint32_t from = (uint32_t)(at - u->text), to = (uint32_t)(g_utf8_next_char(at) - u->text);
    if (lost)           /* at the edge of a word it may be a part of something else: of a word in TCVN3, of UTF-8 read wrongly */
        vi_lint_say(l, DIAG_VI_LOST_U, u, from, to, "ư", within);
    else
        vi_lint_say(l, DIAG_VI_ZERO_WIDTH, u, from, to, "", c != 0xAD || !(within || mangled), name);
    if (lost || within)
        vi_lint_spoil(l, (uint32_t)(start - u->text), (uint32_t)(end - u->text));
}

/* Says what is wrong with the one character `c` at `at`, if anything. */
static void look_at(struct vi_lint *l, const char *at, gunichar c)
{
    const struct prose_unit *u = l->unit;
    uint32_t start = (uint32_t)(at - u->text), end = (uint32_t)(g_utf8_next_char(at) - u->text);
    char *name = codepoint(c), full[7] = "";
    if (is_zero_width(c) && !is_used(u, at, c))
        look_at_zero_width(l, at, c, name);
    else if (is_private(c))
        vi_lint_say(l, DIAG_VI_PRIVATE, u, start, end, meant_by_private(c), true, name);
    else if (c == 0xFFFD)
        vi_lint_say(l, DIAG_VI_REPLACEMENT, u, start, end, NULL, false);
    else if ((c >= 0x80 && c <= 0x9F) || (c < 0x20 && c != '\t' && c != '\n' && c != '\r'))
        vi_lint_say(l, DIAG_VI_CONTROL, u, start, end, meant_by_control(c), true, name);
    else if (is_odd_space(c))
        vi_lint_say(l, DIAG_VI_ODD_SPACE, u, start, end, " ", true, name);
    else if (c >= 0xFF01 && c <= 0xFF5E) {
        full[g_unichar_to_utf8(c - 0xFEE0, full)] = '\0';
        vi_lint_say(l, DIAG_VI_FULLWIDTH, u, start, end, full, true, full);
    }
    g_free(name);
}

/* --- no-break spaces --- */

/* A run of white space with no-break spaces in it, where they serve nothing. */
static const char *look_at_nbsp(struct vi_lint *l, const char *at)
{
    const struct prose_unit *u = l->unit;
    const char *start = at, *end = at;
    while (start > u->text && start[-1] == ' ')
        start--;
    while (g_str_has_prefix(end, "\xC2\xA0") || *end == ' ')
        end += *end == ' ' ? 1 : 2;
    bool alone = end - start == 2, edge = start == u->text || !*end, stop = *end && strchr(".,;:!?)", *end);
    if (!alone || edge || stop)
        vi_lint_say(l, DIAG_VI_NBSP, u, (uint32_t)(start - u->text), (uint32_t)(end - u->text), edge || stop ? "" : " ", true);
    return end;
}

/* --- normal form --- */

static bool is_mark(gunichar c)
{
    return c >= 0x300 && c <= 0x36F;
}

/* The word around a combining mark: its composed form, or that there is none. Gives the end of the word. */
static const char *look_at_mark(struct vi_lint *l, const char *at)
{
    const struct prose_unit *u = l->unit;
    const char *start = at, *end = at;
    while (start > u->text && (g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(start))) ||
                               is_mark(g_utf8_get_char(g_utf8_prev_char(start)))))
        start = g_utf8_prev_char(start);
    while (*end && (g_unichar_isalpha(g_utf8_get_char(end)) || is_mark(g_utf8_get_char(end))))
        end = g_utf8_next_char(end);
    uint32_t from = (uint32_t)(start - u->text), to = (uint32_t)(end - u->text);
    char *nfc = vi_text_nfc(start, end - start);
    bool left = false;
    for (const char *p = nfc; *p; p = g_utf8_next_char(p))
        left |= is_mark(g_utf8_get_char(p));
    if (left)
        vi_lint_say(l, DIAG_VI_STRAY_MARK, u, from, to, NULL, false);
    else
        vi_lint_say(l, DIAG_VI_NFD, u, from, to, nfc, true, nfc);
    g_free(nfc);
    return end;
}

/* --- other encodings --- */

static bool is_ascii(const struct prose_unit *u)
{
    for (uint32_t i = 0; i < u->len; i++)
        if ((unsigned char)u->text[i] >= 0x80)
            return false;
    return true;
}

/* The score of a word without its controls and soft hyphens, and with Đ for Ð: those are findings of their own. */
static long score_of(const char *word, size_t len)
{
    GString *s = g_string_new("");
    for (const char *p = word; p < word + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0xAD && !(c >= 0x80 && c <= 0x9F))
            g_string_append_unichar(s, c == 0xD0 ? 0x110 : c);
    }
    long score = vi_legacy_score(s->str, s->len);
    g_string_free(s, TRUE);
    return score;
}

static bool has_letter(const char *s, const char *end)
{
    for (; s < end; s = g_utf8_next_char(s))
        if (g_unichar_isalpha(g_utf8_get_char(s)))
            return true;
    return false;
}

/* Is it no Vietnamese, by its letters beyond ASCII? Of the words of nearly all texts none is, and nothing is decoded. */
static bool is_odd(const char *word, const char *end)
{
    const char *p = word;
    while (p < end && (unsigned char)*p < 0x80)
        p++;
    return p < end && score_of(word, (size_t)(end - word)) < 0;
}

/* Nothing but syllables, words in ASCII and the marks of our typography: that is soon seen, and is nearly all text. */
static bool is_plain(const struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        const struct vi_token *t = &l->t[i];
        if (t->kind == VI_WORD ? !(t->word->flags & (VI_SYLLABLE | VI_ASCII)) : t->kind == VI_OPAQUE)
            return false;
        if (t->kind == VI_WORD && t->word->letter_case == VI_MIXED && !(t->word->flags & VI_ASCII))     /* "vÃ" is no "vã" */
            return false;
        if (t->kind == VI_PUNCT && t->ch >= 0x80 && (t->ch < 0x2013 || t->ch > 0x2026))
            return false;
    }
    return true;
}

static bool has_odd_word(const struct prose_unit *u)
{
    for (const char *s = u->text, *next; *s; s = next + (*next == ' ')) {
        for (next = s; *next && *next != ' '; next++)
            ;
        if (is_odd(s, next))
            return true;
    }
    return false;
}

/*
 * The stretch of words that become Vietnamese when decoded, from the first to the last that do so; 0: fewer than two, and
 * none of them with a character that stands in no word, or not there ("kiÓm").
 */
static unsigned stretch(const struct prose_unit *u, enum vi_legacy from, uint32_t *start, uint32_t *end)
{
    unsigned words = 0;
    bool symbol = false;
    for (const char *s = u->text, *next; *s; s = next) {
        for (next = s; *next && *next != ' '; next++)
            ;
        char *decoded = is_odd(s, next) ? vi_legacy_decode(from, s, (size_t)(next - s), false) : NULL;
        if (decoded && vi_legacy_score(decoded, strlen(decoded)) > 0 && has_letter(s, next)) {
            *start = words++ ? *start : (uint32_t)(s - u->text);
            *end = (uint32_t)(next - u->text);
            bool lower = false;
            for (const char *p = s; p < next; p = g_utf8_next_char(p)) {
                gunichar c = g_utf8_get_char(p);
                symbol |= c >= 0x80 && (!g_unichar_isalpha(c) || (lower && g_unichar_isupper(c)));
                lower |= g_unichar_islower(c) != 0;
            }
        }
        g_free(decoded);
        next += *next == ' ';
    }
    return words > 1 || symbol ? words : 0;
}

/* Says which words are in another encoding. */
static void look_at_encoding(struct vi_lint *l)
{
    const struct prose_unit *u = l->unit;
    uint32_t start = 0, end = 0;
    unsigned best = 0;
    enum vi_legacy from = VI_TCVN3;
    for (unsigned i = 0; i < VI_N_LEGACY; i++) {
        uint32_t s = 0, e = 0;
        unsigned words = stretch(u, (enum vi_legacy)i, &s, &e);
        if (words <= best)
            continue;
        best = words;
        from = (enum vi_legacy)i;
        start = s;
        end = e;
    }
    if (best == 0)
        return;
    char *decoded = vi_legacy_decode(from, u->text + start, end - start, false);
    if (from == VI_MOJIBAKE)
        vi_lint_say(l, DIAG_VI_MOJIBAKE, u, start, end, decoded, false, decoded);
    else
        vi_lint_say(l, DIAG_VI_LEGACY, u, start, end, decoded, false, vi_legacy_title(from), decoded);
    g_free(decoded);
    vi_lint_spoil(l, start, end);
}

void vi_lint_legacy(struct vi_lint *l)
{
    const struct prose_unit *u = l->unit;
    if (!is_ascii(u) && !is_plain(l) && has_odd_word(u) && vi_legacy_score(u->text, u->len) < (long)l->n)
        look_at_encoding(l);
}

void vi_lint_encoding(struct vi_lint *l)
{
    if (is_ascii(l->unit))
        return;
    for (const char *p = l->unit->text; *p;) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0xA0) {
            p = look_at_nbsp(l, p);
        } else if (is_mark(c)) {
            p = look_at_mark(l, p);
        } else {
            if (c < 0x20 || c >= 0x7F)
                look_at(l, p, c);
            p = g_utf8_next_char(p);
        }
    }
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_WORD || (l->t[i].word->flags & (VI_SYLLABLE | VI_ASCII)))        /* nearly all */
            continue;
        char *meant = mend_lookalikes(l->unit->text + l->t[i].start, l->t[i].end - l->t[i].start);
        if (meant) {
            vi_lint_say(l, DIAG_VI_LOOKALIKE, l->unit, l->t[i].start, l->t[i].end, meant, true, meant);
            vi_lint_tell(l, l->t[i].start);
        }
        g_free(meant);
    }
}
