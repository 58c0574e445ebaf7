/* SPDX-License-Identifier: MIT */
/* A mark or a letter lost or wrong, so that another Vietnamese syllable stands there. */
#include "plant.h"

#include "lang/vi/letter.h"
#include "lang/vi/syllable.h"

#include <string.h>

static char *compose(const char *letters)
{
    return g_utf8_normalize(letters, -1, G_NORMALIZE_NFC);
}

static const gunichar tone_marks[] = { 0, 0x300, 0x309, 0x303, 0x301, 0x323 };

/* The same with the tone `tone` in the place of the one that it has, or on its first vowel that is the nucleus' own. */
static char *with_tone(const char *word, enum vi_tone tone)
{
    GString *out = g_string_new("");
    bool had = false;
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(p));
        g_string_append_unichar(out, l.base);
        if (l.tone != VI_NGANG) {
            had = true;
            if (tone != VI_NGANG)
                g_string_append_unichar(out, tone_marks[tone]);
        }
    }
    if (!had && tone != VI_NGANG) {                 /* one vowel letter only: no question where it goes */
        unsigned vowels = 0;
        g_string_truncate(out, 0);
        for (const char *p = word; *p; p = g_utf8_next_char(p)) {
            gunichar c = g_utf8_get_char(p);
            g_string_append_unichar(out, c);
            if (vi_letter_is_vowel(c) && ++vowels == 1)
                g_string_append_unichar(out, tone_marks[tone]);
        }
        if (vowels != 1)
            g_string_truncate(out, 0);
    }
    char *nfc = compose(out->str);
    g_string_free(out, TRUE);
    return nfc;
}

static char *tone_lost(GRand *r, const char *word)
{
    (void)r;
    return with_tone(word, VI_NGANG);
}

static char *tone_changed(GRand *r, const char *word)
{
    return with_tone(word, (enum vi_tone)g_rand_int_range(r, VI_HUYEN, VI_N_TONES));
}

static char *hoi_nga(GRand *r, const char *word)
{
    struct vi_syllable s;
    (void)r;
    if (!vi_syllable_split(word, -1, &s) || (s.tone != VI_HOI && s.tone != VI_NGA))
        return NULL;
    return with_tone(word, s.tone == VI_HOI ? VI_NGA : VI_HOI);
}

/* ơ, ư, â … without their mark, and d for đ. */
static char *mark_lost(GRand *r, const char *word)
{
    GString *out = g_string_new("");
    unsigned marked = 0;
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(p));
        marked += vi_letter_bare(l.base) != l.base;
    }
    int which = marked ? g_rand_int_range(r, 0, (gint32)marked) : -1;
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(p));
        bool bare = vi_letter_bare(l.base) != l.base && which-- == 0;
        g_string_append_unichar(out, bare ? vi_letter_bare(l.base) : l.base);
        if (l.tone != VI_NGANG)
            g_string_append_unichar(out, tone_marks[l.tone]);
    }
    char *nfc = compose(out->str);
    g_string_free(out, TRUE);
    return nfc;
}

static char *confused(GRand *r, const char *word)
{
    static const char *const starts[][2] = { { "s", "x" }, { "x", "s" }, { "ch", "tr" }, { "tr", "ch" }, { "d", "gi" }, { "gi", "d" },
                                             { "r", "d" }, { "l", "n" }, { "n", "l" } };
    static const char *const ends[][2] = { { "n", "ng" }, { "ng", "n" }, { "c", "t" }, { "t", "c" } };
    size_t n = (size_t)g_rand_int_range(r, 0, G_N_ELEMENTS(starts) + G_N_ELEMENTS(ends));
    if (n < G_N_ELEMENTS(starts))
        return g_str_has_prefix(word, starts[n][0]) && !(starts[n][0][1] == '\0' && g_str_has_prefix(word, "nh"))
                   ? g_strconcat(starts[n][1], word + strlen(starts[n][0]), NULL) : NULL;
    n -= G_N_ELEMENTS(starts);
    size_t len = strlen(word), cut = strlen(ends[n][0]);
    return g_str_has_suffix(word, ends[n][0]) && len > cut ? g_strdup_printf("%.*s%s", (int)(len - cut), word, ends[n][1]) : NULL;
}

struct how {
    char *(*make)(GRand *r, const char *word);
};

static bool make(const struct base *b, GRand *r, const void *how, struct plant *p)
{
    const struct prose_unit *u;
    uint32_t start, end;
    struct vi_syllable s;
    if (!draw_word(b, r, &u, &start, &end))
        return false;
    char *word = g_strndup(u->text + start, end - start);
    bool lower = true;
    for (const char *c = word; *c; c = g_utf8_next_char(c))
        lower &= g_unichar_islower(g_utf8_get_char(c)) != 0;
    char *text = lower && vi_syllable_split(word, -1, &s) ? ((const struct how *)how)->make(r, word) : NULL;
    bool other = text && *text && strcmp(text, word) != 0 && vi_syllable_split(text, -1, &s);
    g_free(word);
    if (!other)
        g_clear_pointer(&text, g_free);
    return text && plant_in(u, start, end, text, p);
}

#define WORD(name, function) { name, REAL_WORD, make, &(const struct how){ function }, false }

const struct kind word_kinds[] = {
    WORD("tone lost", tone_lost),
    WORD("tone changed", tone_changed),
    WORD("hỏi and ngã", hoi_nga),
    WORD("mark of a letter lost", mark_lost),
    WORD("sounds confused", confused),
};
const unsigned n_word_kinds = G_N_ELEMENTS(word_kinds);
