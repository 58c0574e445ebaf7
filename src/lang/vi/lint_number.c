/* SPDX-License-Identifier: MIT */
/* Checks of numbers: how they are written, what stands next to them, and in words. */
#include "lang/vi/lint.h"

#include "lang/vi/number.h"
#include "lang/vi/speller.h"

#include <string.h>

enum { MAX_NUMBER = 40 };

/* The groups of digits of a number and the signs between them. */
struct number {
    char text[MAX_NUMBER + 1];
    unsigned len[MAX_NUMBER / 2 + 1], n;        /* lengths of the groups */
    char sign[MAX_NUMBER / 2 + 1];              /* behind group k */
};

static bool read_number(const struct vi_lint *l, uint32_t i, struct number *out)
{
    memset(out, 0, sizeof *out);
    size_t n = l->t[i].end - l->t[i].start;
    if (n > MAX_NUMBER)
        return false;
    memcpy(out->text, l->unit->text + l->t[i].start, n);
    for (const char *s = out->text; *s; s++) {
        if (g_ascii_isdigit(*s))
            out->len[out->n]++;
        else
            out->sign[out->n++] = *s;
    }
    out->n++;
    return true;
}

static bool all_signs(const struct number *x, unsigned from, unsigned to, char sign)
{
    for (unsigned k = from; k < to; k++)
        if (x->sign[k] != sign)
            return false;
    return true;
}

static bool threes(const struct number *x, unsigned from, unsigned to)
{
    for (unsigned k = from; k < to; k++)
        if (x->len[k] != 3)
            return false;
    return true;
}

static void say(struct vi_lint *l, enum diag_code id, uint32_t i, const char *instead, bool safe)
{
    char *text = vi_token_text(l, i, i + 1);
    vi_lint_say(l, id, l->unit, l->t[i].start, l->t[i].end, instead, safe, text, instead);
    g_free(text);
}

/* --- next to words --- */

static bool is_number_unit(const struct vi_lint *l, uint32_t i)
{
    static const char *const words[] = { "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "điểm", "lần", NULL };
    for (const char *const *w = words; *w; w++)
        if (vi_is_word(l, i, *w))
            return true;
    if (!vi_is(l, i, VI_WORD))
        return vi_is_char(l, i, '%');
    const struct vi_word *w = l->t[i].word;
    bool kind_of_fuel = w->letters == 1 && w->letter_case != VI_LOWER && strchr("mglsh", w->fold->text[0]);     /* diesel 0.05S */
    return (w->flags & VI_MEASURE) && !kind_of_fuel;
}

static void glue(struct vi_lint *l, enum diag_code id, uint32_t from)
{
    char *text = vi_token_text(l, from, from + 2);
    vi_lint_say(l, id, l->unit, l->t[from].end, l->t[from].end, " ", true, text);
    g_free(text);
}

static bool is_plain_syllable(const struct vi_word *w)
{
    return (w->flags & VI_SYLLABLE) && !(w->flags & VI_MEASURE) && ((w->flags & VI_COMMON) || !(w->flags & VI_FOREIGN));
}

/* "30người", "5tấn"; not "8h30", "4G", "12a". "5kg": see lint_measure.c. */
static void check_word_behind(struct vi_lint *l, uint32_t i)
{
    const struct vi_word *w = l->t[i + 1].word;
    bool clock = vi_is(l, i + 2, VI_NUMBER) || w->letters < 2;
    if ((w->flags & VI_MEASURE) && !clock && w->letter_case == VI_LOWER) {
        if (w->flags & VI_SYLLABLE)
            glue(l, DIAG_VI_UNIT_SPACE, i);
    } else if (is_plain_syllable(w) && w->letters >= 2 &&
             (w->letter_case == VI_LOWER || (w->letter_case == VI_CAPITAL && w->letters >= 3))) {
        glue(l, DIAG_VI_GLUED, i);
    }
}

/* Letters and digits without a space between, from a word on; the token behind them. */
static uint32_t chain_end(const struct vi_lint *l, uint32_t i)
{
    while (i < l->n && (l->t[i].kind == VI_WORD || l->t[i].kind == VI_NUMBER))
        i++;
    return i;
}

/* "tie61n": what VNI would have made a word of; not "A12", a room. */
static bool check_vni(struct vi_lint *l, uint32_t i, uint32_t end)
{
    char *text = vi_token_text(l, i, end), *lower = g_ascii_strdown(text, -1);
    size_t digits = 0;
    for (const char *s = lower; *s; s++)
        digits += g_ascii_isdigit(*s) ? 1 : 0;
    bool inner = end - i > 2, room = !inner && l->t[i].word->letters == 1 && l->t[i].word->letter_case != VI_LOWER;
    bool plausible = !room && digits > 0 && digits <= 3 && (inner || digits == 2) && strlen(text) < 12;
    char *made = plausible ? vi_speller_vni(l->speller, lower) : NULL;
    if (made)
        vi_lint_say(l, DIAG_VI_KEYS, l->unit, l->t[i].start, l->t[end - 1].end, made, false, text, made);
    g_free(lower);
    g_free(text);
    g_free(made);
    return made != NULL;
}

/* "ngày10"; not "m2", "A4", "Covid19". */
static void check_word_before(struct vi_lint *l, uint32_t i)
{
    const struct vi_word *w = l->t[i].word;
    if (is_plain_syllable(w) && w->letters >= 2 && w->letter_case != VI_UPPER &&
        w->letter_case != VI_MIXED && (i == 0 || l->t[i - 1].kind != VI_NUMBER))
        glue(l, DIAG_VI_GLUED, i);
}

void vi_lint_glued(struct vi_lint *l)
{
    for (uint32_t i = 0; i + 1 < l->n; i++) {
        if (l->t[i].kind == VI_NUMBER && l->t[i + 1].kind == VI_WORD) {
            check_word_behind(l, i);
        } else if (l->t[i].kind == VI_WORD && l->t[i + 1].kind == VI_NUMBER) {
            uint32_t end = chain_end(l, i);
            if (check_vni(l, i, end))
                i = end - 1;
            else
                check_word_before(l, i);
        }
        if (l->t[i].kind == VI_NUMBER && l->t[i + 1].kind == VI_SPACE && vi_is_char(l, i + 2, '%')) {
            char *text = vi_token_text(l, i, i + 1);
            vi_lint_say(l, DIAG_VI_PERCENT_SPACE, l->unit, l->t[i + 1].start, l->t[i + 1].end, "", true, text);
            g_free(text);
        }
    }
}

/* --- how a number is written --- */

/* Full stops for commas and commas for full stops. */
static char *swapped(const char *text)
{
    char *out = g_strdup(text);
    for (char *s = out; *s; s++)
        *s = *s == '.' ? ',' : *s == ',' ? '.' : *s;
    return out;
}

/* 1,234.5  1,234,567  3,600 tin. */
static bool check_english(struct vi_lint *l, uint32_t i, const struct number *x)
{
    if (x->len[0] > 3 || x->text[0] == '0' || x->n < 2)
        return false;
    bool whole = all_signs(x, 0, x->n - 1, ',') && threes(x, 1, x->n);
    bool broken = x->n >= 3 && x->sign[x->n - 2] == '.' && all_signs(x, 0, x->n - 2, ',') && threes(x, 1, x->n - 1);
    /* decimals do not end with 00: 2,000 ha are 2.000 */
    bool thousand = whole && x->n == 2 && g_str_has_suffix(x->text, "00") && vi_is(l, vi_next(l, i), VI_WORD);
    if (!broken && !(whole && x->n > 2) && !thousand)
        return false;
    char *instead = swapped(x->text);
    say(l, DIAG_VI_NUMBER_ENGLISH, i, instead, !thousand);
    g_free(instead);
    return true;
}

/* 107.1%  3600.5. */
static bool check_point(struct vi_lint *l, uint32_t i, const struct number *x)
{
    uint32_t next = vi_next(l, i);
    bool percent = vi_is_char(l, next, '%');
    if (x->n != 2 || x->sign[0] != '.' || x->len[1] > 2 || !(percent || is_number_unit(l, next) || x->len[0] > 3))
        return false;
    char *instead = swapped(x->text);
    say(l, DIAG_VI_NUMBER_POINT, i, instead, percent);
    g_free(instead);
    return true;
}

static bool is_year(const char *s)
{
    return (s[0] == '1' && s[1] == '9') || (s[0] == '2' && s[1] == '0');
}

/* 1.23.456  1.2345; not 1.9, 12.12.2023, 3.1.2. */
static bool check_grouping(struct vi_lint *l, uint32_t i, const struct number *x)
{
    unsigned n = x->n;
    bool decimals = n > 1 && x->sign[n - 2] == ',';
    unsigned groups = decimals ? n - 1 : n;
    if (groups < 2 || !all_signs(x, 0, groups - 1, '.') || x->text[0] == '0')
        return false;
    bool some = false;
    for (unsigned k = 1; k < groups; k++)
        some |= x->len[k] == 3;
    bool long_group = groups == 2 && x->len[1] > 3 && !(x->len[1] == 4 && is_year(strchr(x->text, '.') + 1));
    if (threes(x, 1, groups) ? x->len[0] <= 3 : !long_group && !(some && groups > 2))
        return false;
    say(l, DIAG_VI_NUMBER_GROUPS, i, NULL, false);
    return true;
}

/* What stands before is a name for a row of digits: a telephone, an account. */
static bool is_row_of_digits(const struct vi_lint *l, uint32_t i)
{
    static const char *const words[] = { "số", "mã", "thuế", "thoại", "khoản", "hotline", "id", "cccd", "cmnd", "đt", "sđt",
                                         "zalo", "fax", "năm", "code", "pin", "otp", NULL };
    uint32_t before = vi_previous(l, i);
    if (vi_is_char(l, before, ':') || vi_is_char(l, before, '.'))
        before = vi_previous(l, before);
    for (const char *const *w = words; before != UINT32_MAX && *w; w++)
        if (vi_is_word(l, before, *w))
            return true;
    return false;
}

/* 15000 đồng. */
static void check_ungrouped(struct vi_lint *l, uint32_t i, const struct number *x)
{
    uint32_t next = vi_next(l, i);
    if (x->n != 1 || x->len[0] < 5 || x->len[0] > 12 || x->text[0] == '0' || is_row_of_digits(l, i) || !vi_is(l, next, VI_WORD) ||
        !(l->t[next].word->flags & (VI_SYLLABLE | VI_MEASURE)) || l->t[next].word->letter_case != VI_LOWER || next == i + 1)
        return;
    char *instead = vi_number_format(x->text, 0);
    say(l, DIAG_VI_NUMBER_BARE, i, instead, false);
    g_free(instead);
}

void vi_lint_numbers(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        struct number x;
        if (l->t[i].kind != VI_NUMBER || !read_number(l, i, &x))
            continue;
        if (!check_english(l, i, &x) && !check_point(l, i, &x) && !check_grouping(l, i, &x))
            check_ungrouped(l, i, &x);
    }
}

/* --- in words --- */

static const char *plain_word(const char *w)
{
    static const char *const same[][2] = { { "ngàn", "nghìn" }, { "lẻ", "linh" }, { "tư", "bốn" }, { "mốt", "một" },
                                           { "lăm", "năm" }, { "bẩy", "bảy" }, { "tỉ", "tỷ" }, { "mươi", "mười" } };
    for (guint i = 0; i < G_N_ELEMENTS(same); i++)
        if (strcmp(w, same[i][0]) == 0)
            return same[i][1];
    return w;
}

static char *plain_words(const char *words)
{
    char **list = g_strsplit(words, " ", 0);
    GString *out = g_string_new(NULL);
    for (char **w = list; *w; w++)
        g_string_append_printf(out, "%s ", plain_word(*w));
    g_strfreev(list);
    return g_string_free(out, FALSE);
}

static bool is_number_word(const char *w)
{
    static const char list[] = " không một hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ linh ";
    char *key = g_strdup_printf(" %s ", plain_word(w));
    bool found = strstr(list, key) != NULL;
    g_free(key);
    return found;
}

/* "07 (bảy)": the words in brackets behind a number; NULL: they are no number. `*end`: the closing bracket. */
static char *words_behind(const struct vi_lint *l, uint32_t i, uint32_t *end)
{
    uint32_t k = vi_next(l, i);
    if (!vi_is_char(l, k, '('))
        return NULL;
    GString *out = g_string_new(NULL);
    for (k++; k < l->n && out->len < 200; k++) {
        if (l->t[k].kind == VI_WORD && is_number_word(l->t[k].word->fold->text))
            g_string_append_printf(out, "%s%s", out->len ? " " : "", l->t[k].word->fold->text);
        else if (l->t[k].kind != VI_SPACE)
            break;
    }
    *end = k;
    if (vi_is_char(l, k, ')') && out->len)
        return g_string_free(out, FALSE);
    g_string_free(out, TRUE);
    return NULL;
}

void vi_lint_number_words(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        struct number x;
        uint32_t end;
        char *said = l->t[i].kind == VI_NUMBER && read_number(l, i, &x) ? words_behind(l, i, &end) : NULL;
        if (!said)
            continue;
        GString *decimal = g_string_new(NULL);
        for (const char *s = x.text; *s; s++)
            if (*s != '.')
                g_string_append_c(decimal, *s == ',' ? '.' : *s);
        char *words = vi_number_words(decimal->str, VI_WORDS_DEFAULT), *a = plain_words(said), *b = words ? plain_words(words) : NULL;
        if (b && strcmp(a, b) != 0)
            vi_lint_say(l, DIAG_VI_NUMBER_WORDS, l->unit, l->t[i].start, l->t[end].end, NULL, false, x.text, words, said);
        g_string_free(decimal, TRUE);
        g_free(words);
        g_free(a);
        g_free(b);
        g_free(said);
    }
}
