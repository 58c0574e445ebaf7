/* SPDX-License-Identifier: MIT */
/* The strict grammar of the syllable, as lists. */
#include "lang/vi/spelling.h"

#include "lang/vi/text.h"

#include <string.h>

/* All rimes, without tones. */
static const char rimes[] =
    " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych "
    "uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ";
/* Only without an onset … */
static const char bare_rimes[] = " yêm yên yêng yêt yêu ";
/* … and those that then do not stand. */
static const char onset_rimes[] = " iêc iêm iên iêng iêp iêt iêu uyêt uyn uynh uyp uyt uyu uya uây uâng uêch uênh uơ uôm ươu oao ";
/* Behind "q", with its u. */
static const char qu_rimes[] =
    " ua uac uach uai uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây ue uen ueo uet uê uêch uên "
    "uênh uêt uêu ui uit uin uy uych uyên uyêt uyn uynh uyt uyp uơ uơn uơi uôc uôn ";

/* The onsets besides "q": as they are pronounced, and how they are written before i, e, ê, y. */
static const struct {
    const char *text, *front;
} onsets[] = {
    { "", "" }, { "b", "b" }, { "c", "k" }, { "ch", "ch" }, { "d", "d" }, { "đ", "đ" }, { "g", "gh" }, { "h", "h" },
    { "kh", "kh" }, { "l", "l" }, { "m", "m" }, { "n", "n" }, { "ng", "ngh" }, { "nh", "nh" }, { "p", "p" }, { "ph", "ph" },
    { "r", "r" }, { "s", "s" }, { "t", "t" }, { "th", "th" }, { "tr", "tr" }, { "v", "v" }, { "x", "x" },
};

bool vi_spelling_read(const char *lower, struct vi_spelling *out)
{
    *out = (struct vi_spelling){ .tone = VI_NGANG };
    for (; *lower; lower = g_utf8_next_char(lower)) {
        struct vi_letter l = vi_letter_split(g_utf8_get_char(lower));
        int rank = vi_letter_rank(l.base);
        if (rank < 0 || out->n == VI_SPELLING_LETTERS || strchr("fjwz", (int)MIN(l.base, 127u)))
            return false;
        if (l.tone != VI_NGANG) {
            out->tone = l.tone;
            out->tone_at = out->n;
            out->tones++;
        }
        out->base[out->n++] = l.base;
    }
    return out->n > 0;
}

/* A syllable taken apart: letters [0, onset), [onset, n). `glide`: letters of the rime that never have the tone. */
struct parts {
    unsigned onset, glide;
    const char *right;          /* the onset as it must be written */
};

static bool listed(const char *list, const struct vi_spelling *s, unsigned from)
{
    char word[VI_SPELLING_LETTERS * 6 + 3] = " ", *w = word + 1;
    for (unsigned i = from; i < s->n; i++)
        w += g_unichar_to_utf8(s->base[i], w);
    *w++ = ' ';
    *w = '\0';
    return strstr(list, word) != NULL;
}

static bool has_onset(const struct vi_spelling *s, const char *onset, unsigned *n)
{
    for (*n = 0; *onset; onset = g_utf8_next_char(onset), ++*n)
        if (*n >= s->n || s->base[*n] != g_utf8_get_char(onset))
            return false;
    return true;
}

static bool is_rime(const struct vi_spelling *s, unsigned from)
{
    if (from >= s->n)
        return false;
    return (listed(rimes, s, from) && (from > 0 || !listed(onset_rimes, s, 0))) || (from == 0 && listed(bare_rimes, s, 0));
}

static bool take_apart(const struct vi_spelling *s, struct parts *p)
{
    if (s->n > 1 && s->base[0] == 'q') {
        *p = (struct parts){ 1, 1, "q" };
        return listed(qu_rimes, s, 1);
    }
    /* giá, giếng; gì and giêng fall to "g" below */
    if (s->n > 2 && s->base[0] == 'g' && s->base[1] == 'i' && listed(rimes, s, 2)) {
        *p = (struct parts){ 2, 0, "gi" };
        return true;
    }
    for (unsigned longest = 4; longest-- > 0;)
        for (unsigned i = 0; i < G_N_ELEMENTS(onsets); i++)
            for (int front = 0; front < 2; front++) {
                unsigned n;
                if (!has_onset(s, front ? onsets[i].front : onsets[i].text, &n) || n != longest || !is_rime(s, n))
                    continue;
                bool before_front = strchr("iey", (int)MIN(s->base[n], 127u)) || s->base[n] == 0xEA;
                *p = (struct parts){ n, 0, before_front ? onsets[i].front : onsets[i].text };
                if (s->base[0] == 'g' && n == 1 && s->base[1] == 'i')      /* gì, giêng are not written with gh */
                    p->right = "g";
                return true;
            }
    return false;
}

/* The letters that may have the tone mark: *first, and *second in the other style (the same: one only). */
static void places(const struct vi_spelling *s, const struct parts *p, unsigned *first, unsigned *second)
{
    unsigned from = p->onset + p->glide, vowels = 0;
    while (from + vowels < s->n && vi_letter_is_vowel(s->base[from + vowels]))
        vowels++;
    *first = *second = from;
    for (unsigned i = from; i < from + vowels; i++)
        if (s->base[i] >= 0x80)
            *first = *second = i;
    if (s->base[*first] >= 0x80 || vowels < 2)
        return;
    bool closed = from + vowels < s->n;
    if (closed || vowels == 3) {
        *first = *second = closed ? from + vowels - 1 : from + 1;
        return;
    }
    gunichar a = s->base[from], b = s->base[from + 1];
    if ((a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y'))
        *second = from + 1;
}

static bool has_stop(const struct vi_spelling *s)
{
    gunichar last = s->base[s->n - 1], before = s->n > 1 ? s->base[s->n - 2] : 0;
    return last == 'c' || last == 'p' || last == 't' || (last == 'h' && before == 'c');
}

unsigned vi_spelling_check(const struct vi_spelling *s)
{
    struct parts p;
    unsigned first, second, n, faults = 0;
    if (!take_apart(s, &p))
        return VI_SPELT_NO;
    places(s, &p, &first, &second);
    if (!has_onset(s, p.right, &n) || n != p.onset)
        faults |= VI_SPELT_ONSET;
    if (s->tones > 1)
        faults |= VI_SPELT_TONES;
    else if (s->tones && s->tone_at != first && s->tone_at != second)
        faults |= VI_SPELT_PLACE;
    if (has_stop(s) && s->tone != VI_SAC && s->tone != VI_NANG)
        faults |= VI_SPELT_STOP;
    return faults;
}

/* With the letters from `i` on as they are, or with their marks. */
static bool makes_syllable(struct vi_spelling *s, unsigned i)
{
    static const struct {
        gunichar bare, marked[2];
    } letters[] = { { 'a', { 0x103, 0xE2 } }, { 'e', { 0xEA, 0 } }, { 'o', { 0xF4, 0x1A1 } }, { 'u', { 0x1B0, 0 } }, { 'd', { 0x111, 0 } } };
    if (i == s->n)
        return !(vi_spelling_check(s) & (VI_SPELT_NO | VI_SPELT_ONSET));
    if (makes_syllable(s, i + 1))
        return true;
    gunichar bare = s->base[i];
    bool found = false;
    for (size_t k = 0; k < G_N_ELEMENTS(letters); k++)
        for (size_t m = 0; bare == letters[k].bare && m < 2 && letters[k].marked[m] && !found; m++) {
            s->base[i] = letters[k].marked[m];
            found = makes_syllable(s, i + 1);
        }
    s->base[i] = bare;
    return found;
}

bool vi_spelling_lacks_marks(const struct vi_spelling *s)
{
    struct vi_spelling copy = *s;
    return makes_syllable(&copy, 0);
}

static char *compose(const char *onset, const struct vi_spelling *s, unsigned from, enum vi_tone tone, unsigned at)
{
    static const gunichar marks[] = { [VI_HUYEN] = 0x300, [VI_HOI] = 0x309, [VI_NGA] = 0x303, [VI_SAC] = 0x301, [VI_NANG] = 0x323 };
    GString *out = g_string_new(onset);
    for (unsigned i = from; i < s->n; i++) {
        g_string_append_unichar(out, s->base[i]);
        if (i == at && tone != VI_NGANG)
            g_string_append_unichar(out, marks[tone]);
    }
    char *nfc = vi_text_nfc(out->str, -1);
    g_string_free(out, TRUE);
    return nfc;
}

char *vi_spelling_mend(const struct vi_spelling *s, enum vi_tone tone)
{
    struct parts p;
    unsigned first, second;
    if (!take_apart(s, &p))
        return NULL;
    places(s, &p, &first, &second);
    return compose(p.right, s, p.onset, tone, s->tones == 1 && s->tone_at == second ? second : first);
}

char *vi_spelling_write(const struct vi_spelling *s)
{
    return compose("", s, 0, s->tone, s->tone_at);
}
