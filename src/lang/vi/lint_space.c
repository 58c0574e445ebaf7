/* SPDX-License-Identifier: MIT */
/* Checks of the spaces: around signs, inside of brackets, double ones, at hyphens. */
#include "lang/vi/lint.h"

#include <string.h>

enum { OPENING_QUOTE = 0x201C, CLOSING_QUOTE = 0x201D, ELLIPSIS = 0x2026, EN_DASH = 0x2013, EM_DASH = 0x2014 };

static bool is_one_of(const struct vi_lint *l, uint32_t i, const char *signs)
{
    return vi_is(l, i, VI_PUNCT) && l->t[i].ch < 0x80 && l->t[i].ch && strchr(signs, (int)l->t[i].ch) &&
           l->t[i].end - l->t[i].start == 1;
}

static void take_out(struct vi_lint *l, enum diag_code id, uint32_t i, uint32_t sign)
{
    char *text = vi_token_text(l, sign, sign + 1);
    vi_lint_say(l, id, l->unit, l->t[i].start, l->t[i].end, "", true, text);
    g_free(text);
}

/* A space belongs between the tokens `i` and `i` + 1. */
static void put_in(struct vi_lint *l, enum diag_code id, uint32_t i, uint32_t sign)
{
    char *text = vi_token_text(l, sign, sign + 1);
    vi_lint_say(l, id, l->unit, l->t[i].end, l->t[i].end, " ", true, text);
    g_free(text);
}

/* --- double spaces --- */

/* Not in HTML, which shows several as one; nor between the columns of a text. */
static void check_double(struct vi_lint *l, uint32_t i)
{
    const char *s = l->unit->text + l->t[i].start;
    size_t n = l->t[i].end - l->t[i].start;
    bool columns = (l->unit->dialect == PROSE_TEXT && n >= 4) || l->unit->dialect == PROSE_HTML;
    if (n < 2 || g_utf8_strlen(s, (gssize)n) < 2 || columns || memchr(s, '\t', n))
        return;
    vi_lint_say(l, DIAG_VI_SPACE_DOUBLE, l->unit, l->t[i].start, l->t[i].end, " ", true);
}

/* --- before a sign --- */

/* " ." before a file's ending, " : " of a ratio, dots that are filled in. */
static bool may_stand_before(const struct vi_lint *l, uint32_t i)
{
    if (is_one_of(l, i + 1, ".") && vi_is(l, i + 2, VI_WORD))
        return (l->t[i + 2].word->flags & VI_ASCII) && l->t[i + 2].word->letter_case != VI_CAPITAL;
    return is_one_of(l, i + 1, ":") && i > 0 && l->t[i - 1].kind == VI_NUMBER && vi_is(l, vi_next(l, i + 1), VI_NUMBER);
}

static void check_before(struct vi_lint *l, uint32_t i)
{
    bool opener = i > 0 && (is_one_of(l, i - 1, "([{") || vi_is_char(l, i - 1, OPENING_QUOTE));
    if (i == 0 || opener)
        return;
    if (is_one_of(l, i + 1, ",.;:!?") && !may_stand_before(l, i))
        take_out(l, DIAG_VI_SPACE_BEFORE, i, i + 1);
    else if (is_one_of(l, i + 1, ")]}") || vi_is_char(l, i + 1, CLOSING_QUOTE))
        take_out(l, DIAG_VI_SPACE_INSIDE, i, i + 1);
}

static void check_inside(struct vi_lint *l, uint32_t i)
{
    if (i == 0 || !(is_one_of(l, i - 1, "([{") || vi_is_char(l, i - 1, OPENING_QUOTE)))
        return;
    if (i + 1 < l->n && !is_one_of(l, i + 1, ")]}") && !vi_is_char(l, i + 1, CLOSING_QUOTE))
        take_out(l, DIAG_VI_SPACE_INSIDE, i, i - 1);
}

void vi_lint_spaces(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_SPACE || (unsigned char)l->unit->text[l->t[i].start] >= 0x80)    /* others: see lint_encoding.c */
            continue;
        check_double(l, i);
        check_before(l, i);
        check_inside(l, i);
    }
}

/* --- behind a sign --- */

static bool is_syllable(const struct vi_lint *l, uint32_t i)
{
    return vi_is(l, i, VI_WORD) && (l->t[i].word->flags & VI_SYLLABLE);
}

static bool is_ascii_small(const struct vi_lint *l, uint32_t i)
{
    return vi_is(l, i, VI_WORD) && (l->t[i].word->flags & VI_ASCII) && l->t[i].word->letter_case == VI_LOWER;
}

/* nghị.Sau and nghị.sau; not TP.Vinh, PGS.TS, e.g. */
static bool lacks_behind_stop(const struct vi_lint *l, uint32_t i)
{
    const struct vi_token *next = &l->t[i + 1];
    if (next->kind != VI_WORD || i == 0 || next->word->letters < 2 || next->word->letter_case == VI_UPPER)
        return false;
    if (l->t[i - 1].kind == VI_SPACE)           /* "Trường Sa .Các tàu" */
        return next->word->letter_case == VI_CAPITAL && is_syllable(l, i + 1) && i > 1;
    if (l->t[i - 1].kind == VI_NUMBER)
        return next->word->letter_case == VI_CAPITAL && is_syllable(l, i + 1);
    if (l->t[i - 1].kind == VI_WORD && (l->t[i - 1].word->flags & VI_MEASURE) && is_syllable(l, i + 1))
        return next->word->letter_case == VI_CAPITAL;
    if (!is_syllable(l, i - 1) || !is_syllable(l, i + 1) || l->t[i - 1].word->letters < 2)
        return false;
    bool marked = !(l->t[i - 1].word->flags & VI_ASCII) || !(next->word->flags & VI_ASCII);
    if (l->t[i - 1].word->letter_case == VI_CAPITAL)
        return next->word->letter_case == VI_CAPITAL && (l->t[i - 1].word->letters > 2 || !(l->t[i - 1].word->flags & VI_ASCII));
    return l->t[i - 1].word->letter_case == VI_LOWER && (next->word->letter_case == VI_CAPITAL || marked);
}

static bool lacks_behind(const struct vi_lint *l, uint32_t i)
{
    bool word = vi_is(l, i + 1, VI_WORD), number = vi_is(l, i + 1, VI_NUMBER), opaque = vi_is(l, i + 1, VI_OPAQUE);
    bool before = i > 0 && l->t[i - 1].kind != VI_SPACE && l->t[i - 1].kind != VI_PUNCT;
    if (is_one_of(l, i, ",;"))
        return word || opaque || (number && (before || is_one_of(l, i, ";")));
    if (is_one_of(l, i, "!?"))
        return word && before;
    if (is_one_of(l, i, ":"))
        return (word || number) && before && l->t[i - 1].kind == VI_WORD && !(is_ascii_small(l, i - 1) && is_ascii_small(l, i + 1));
    if (vi_is_char(l, i, ELLIPSIS))             /* "công ty…đến" */
        return before && is_syllable(l, i - 1) && is_syllable(l, i + 1) && l->t[i - 1].word->letters > 1 &&
               l->t[i + 1].word->letters > 1;
    return is_one_of(l, i, ".") && i + 1 < l->n && lacks_behind_stop(l, i);
}

void vi_lint_space_after(struct vi_lint *l)
{
    for (uint32_t i = 0; i + 1 < l->n; i++)
        if (l->t[i].kind == VI_PUNCT && lacks_behind(l, i))
            put_in(l, DIAG_VI_SPACE_AFTER, i, i);
}

/* --- outside of brackets and quotation marks --- */

void vi_lint_space_outside(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_PUNCT)
            continue;
        bool opens = is_one_of(l, i, "(") || vi_is_char(l, i, OPENING_QUOTE);
        bool closes = is_one_of(l, i, ")") || vi_is_char(l, i, CLOSING_QUOTE);
        if (opens && i > 0 && is_syllable(l, i - 1) && l->t[i - 1].word->letters > 1 && vi_is(l, i + 1, VI_WORD) &&
            l->t[i + 1].word->letters > 1)
            put_in(l, DIAG_VI_SPACE_OUTSIDE, i - 1, i);
        if (closes && is_syllable(l, i + 1) && l->t[i + 1].word->letters > 1)
            put_in(l, DIAG_VI_SPACE_OUTSIDE, i, i);
    }
}

/* --- hyphens --- */

/* A hyphen or dash with a space on one side only, between words. */
void vi_lint_hyphen_space(struct vi_lint *l)
{
    for (uint32_t i = 1; i + 1 < l->n; i++) {
        if (!is_one_of(l, i, "-") && !vi_is_char(l, i, EN_DASH) && !vi_is_char(l, i, EM_DASH))
            continue;
        bool left = l->t[i - 1].kind == VI_SPACE, right = l->t[i + 1].kind == VI_SPACE;
        uint32_t before = vi_previous(l, i), after = vi_next(l, i);
        if (left == right || before == UINT32_MAX || !vi_is(l, before, VI_WORD) || !vi_is(l, after, VI_WORD))
            continue;
        char *sign = vi_token_text(l, i, i + 1), *spaced = g_strdup_printf(" %s ", sign);
        vi_lint_say(l, DIAG_VI_HYPHEN_SPACE, l->unit, l->t[before].end, l->t[after].start, spaced, false, sign);
        g_free(spaced);
        g_free(sign);
    }
}

/* --- dashes without spaces --- */

/* Behind a name: "Phó Chủ tịch", "Giám đốc", … */
static bool is_office(const struct vi_lint *l, uint32_t i)
{
    static const char *const offices[][2] = {
        { "phó", NULL }, { "trưởng", NULL }, { "chánh", NULL }, { "nguyên", NULL }, { "chủ", "tịch" }, { "chủ", "nhiệm" },
        { "giám", "đốc" }, { "bí", "thư" }, { "hiệu", "trưởng" }, { "ủy", "viên" }, { "uỷ", "viên" }, { "tổng", "giám" },
        { "tổng", "biên" }, { "đại", "diện" }, { "kế", "toán" },
    };
    for (size_t k = 0; k < G_N_ELEMENTS(offices); k++)
        if (vi_is_word(l, i, offices[k][0]) && (!offices[k][1] || vi_is_word(l, vi_next(l, i), offices[k][1])))
            return true;
    return false;
}

/* "ông Nguyễn Văn A-Phó Chủ tịch", "dạy nghề-Giáo dục"; not "Bà Rịa-Vũng Tàu", "Mát-xcơ-va", "kinh tế-xã hội". */
void vi_lint_dash_space(struct vi_lint *l)
{
    for (uint32_t i = 1; i + 1 < l->n; i++) {
        if (!(is_one_of(l, i, "-") || vi_is_char(l, i, EN_DASH)) || !is_syllable(l, i - 1) || !is_syllable(l, i + 1))
            continue;
        const struct vi_word *left = l->t[i - 1].word, *right = l->t[i + 1].word;
        bool cut = left->letter_case == VI_LOWER && right->letter_case == VI_CAPITAL && left->letters > 1 && right->letters > 1;
        bool office = left->letter_case == VI_CAPITAL && vi_is(l, i + 2, VI_SPACE) && is_office(l, i + 1);
        if (!cut && !office)
            continue;
        char *sign = vi_token_text(l, i, i + 1), *spaced = g_strdup_printf(" %s ", sign);
        vi_lint_say(l, DIAG_VI_DASH_SPACE, l->unit, l->t[i].start, l->t[i].end, spaced, false);
        g_free(spaced);
        g_free(sign);
    }
}
