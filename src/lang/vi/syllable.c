/* SPDX-License-Identifier: MIT */
/*
 * The grammar of the syllable as data: onset? nucleus coda?, one tone at most,
 * and only sắc or nặng before a stop. The longest onset wins; "qu" and "gi"
 * before a vowel belong to the onset.
 */
#include "lang/vi/syllable.h"

#include "lang/vi/text.h"

#include <string.h>

/* Longest first within a letter. */
static const char *const onsets[] = {
    "ngh", "ng", "nh", "n", "ch", "c", "gh", "gi", "g", "kh", "k", "ph", "p", "qu", "th", "tr", "t",
    "b", "d", "đ", "h", "l", "m", "r", "s", "v", "x",
};

static const char *const codas[] = { "ng", "nh", "ch", "n", "c", "p", "t", "m" };

enum { OPEN = 1, CLOSED = 2, BOTH = 3 };     /* may the nucleus stand without, or with, a coda? */

static const struct {
    const char *text;
    int ends;
} nuclei[] = {
    { "a", BOTH }, { "ă", CLOSED }, { "â", CLOSED }, { "e", BOTH }, { "ê", BOTH }, { "i", BOTH }, { "o", BOTH },
    { "ô", BOTH }, { "ơ", BOTH }, { "u", BOTH }, { "ư", BOTH }, { "y", BOTH },
    { "ai", OPEN }, { "ao", OPEN }, { "au", OPEN }, { "ay", OPEN }, { "âu", OPEN }, { "ây", OPEN }, { "eo", OPEN },
    { "êu", OPEN }, { "ia", OPEN }, { "iê", CLOSED }, { "iu", OPEN }, { "oa", BOTH }, { "oă", CLOSED },
    { "oe", BOTH }, { "oi", OPEN }, { "oo", CLOSED }, { "ôi", OPEN }, { "ơi", OPEN }, { "ua", OPEN },
    { "uâ", CLOSED }, { "uê", BOTH }, { "ui", OPEN }, { "uô", CLOSED }, { "uơ", OPEN }, { "uy", BOTH },
    { "ưa", OPEN }, { "ưi", OPEN }, { "ươ", CLOSED }, { "ưu", OPEN }, { "yê", CLOSED },
    { "iêu", OPEN }, { "oai", OPEN }, { "oao", OPEN }, { "oay", OPEN }, { "oeo", OPEN }, { "uây", OPEN },
    { "uôi", OPEN }, { "uya", OPEN }, { "uyê", CLOSED }, { "uyu", OPEN }, { "ươi", OPEN }, { "ươu", OPEN },
    { "yêu", OPEN },
};

#define MAX_LETTERS 8       /* "nghiêng", and one to see that it is too long */

/* Lower case without tone; false: too long, no letter, or two tones. */
static bool strip(const char *nfc, char out[static MAX_LETTERS * 4 + 1], enum vi_tone *tone)
{
    size_t at = 0;
    unsigned letters = 0;
    *tone = VI_NGANG;
    for (const char *p = nfc; *p; p = g_utf8_next_char(p)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(p));
        if (++letters > MAX_LETTERS || vi_letter_rank(l.base) < 0)
            return false;
        if (l.tone != VI_NGANG) {
            if (*tone != VI_NGANG)
                return false;
            *tone = l.tone;
        }
        at += (size_t)g_unichar_to_utf8(l.base, out + at);
    }
    out[at] = '\0';
    return letters > 0;
}

static const char *longest_onset(const char *s)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(onsets); i++) {
        const char *o = onsets[i];
        if (!g_str_has_prefix(s, o))
            continue;
        const char *rest = s + strlen(o);
        /* "gi" keeps its i for the nucleus unless a vowel follows: gì, gìn, but giá, giếng */
        if (strcmp(o, "gi") == 0 && !(*rest && vi_letter_is_vowel(g_utf8_get_char(rest))))
            continue;
        return o;
    }
    return "";
}

static bool match_rime(const char *s, const char *onset, struct vi_syllable *out)
{
    for (unsigned c = 0; c <= G_N_ELEMENTS(codas); c++) {
        const char *coda = c < G_N_ELEMENTS(codas) ? codas[c] : "";
        size_t n = strlen(s), k = strlen(coda);
        if (n <= k || strcmp(s + n - k, coda) != 0)
            continue;
        for (unsigned i = 0; i < G_N_ELEMENTS(nuclei); i++) {
            if (strlen(nuclei[i].text) != n - k || memcmp(nuclei[i].text, s, n - k) != 0)
                continue;
            /* giếng, quốc: the letter taken by the onset is the first half of iê, uô */
            bool half = strcmp(onset, "gi") == 0 || strcmp(onset, "qu") == 0;
            if (!(nuclei[i].ends & (*coda ? CLOSED : OPEN)) && !half)
                continue;
            out->nucleus = nuclei[i].text;
            out->coda = coda;
            return true;
        }
    }
    return false;
}

bool vi_syllable_split(const char *text, ptrdiff_t len, struct vi_syllable *out)
{
    char *nfc = vi_text_nfc(text, len);
    char low[MAX_LETTERS * 4 + 1];
    enum vi_tone tone;
    bool ok = strip(nfc, low, &tone);
    g_free(nfc);
    if (!ok)
        return false;
    out->onset = longest_onset(low);
    out->tone = tone;
    if (!match_rime(low + strlen(out->onset), out->onset, out))
        return false;
    static const char *const stops[] = { "c", "ch", "p", "t" };
    for (unsigned i = 0; i < G_N_ELEMENTS(stops); i++)
        if (strcmp(out->coda, stops[i]) == 0)
            return tone == VI_SAC || tone == VI_NANG;
    return true;
}
