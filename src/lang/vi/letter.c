/* SPDX-License-Identifier: MIT */
/* Tables of the Vietnamese letters, and lookup in them. */
#include "lang/vi/letter.h"

#define N_VOWELS 12

/* Rows: a vowel; columns: its tones, in the order of enum vi_tone. */
static const gunichar vowels[N_VOWELS][VI_N_TONES] = {
    { 'a', 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1 },        /* a à ả ã á ạ */
    { 0x0103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7 },     /* ă ằ ẳ ẵ ắ ặ */
    { 0x00E2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD },     /* â ầ ẩ ẫ ấ ậ */
    { 'e', 0x00E8, 0x1EBB, 0x1EBD, 0x00E9, 0x1EB9 },        /* e è ẻ ẽ é ẹ */
    { 0x00EA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7 },     /* ê ề ể ễ ế ệ */
    { 'i', 0x00EC, 0x1EC9, 0x0129, 0x00ED, 0x1ECB },        /* i ì ỉ ĩ í ị */
    { 'o', 0x00F2, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD },        /* o ò ỏ õ ó ọ */
    { 0x00F4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9 },     /* ô ồ ổ ỗ ố ộ */
    { 0x01A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3 },     /* ơ ờ ở ỡ ớ ợ */
    { 'u', 0x00F9, 0x1EE7, 0x0169, 0x00FA, 0x1EE5 },        /* u ù ủ ũ ú ụ */
    { 0x01B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1 },     /* ư ừ ử ữ ứ ự */
    { 'y', 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5 },        /* y ỳ ỷ ỹ ý ỵ */
};

static const char bare_vowels[N_VOWELS + 1] = "aaaeeiooouuy";

/* CLDR vi: the 29 letters, and the four foreign ones where Latin order puts them. */
static const gunichar alphabet[] = {
    'a', 0x0103, 0x00E2, 'b', 'c', 'd', 0x0111, 'e', 0x00EA, 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n',
    'o', 0x00F4, 0x01A1, 'p', 'q', 'r', 's', 't', 'u', 0x01B0, 'v', 'w', 'x', 'y', 'z',
};

static const gunichar enumeration[] = {
    'a', 'b', 'c', 'd', 0x0111, 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'x', 'y',
};

struct vi_letter vi_letter_split(gunichar c)
{
    gunichar low = g_unichar_tolower(c);
    struct vi_letter l = { low, VI_NGANG, low != c };
    if (low < 0x80 || low == 0x0111)
        return l;
    for (int v = 0; v < N_VOWELS; v++)
        for (int t = 0; t < VI_N_TONES; t++)
            if (vowels[v][t] == low) {
                l.base = vowels[v][0];
                l.tone = (enum vi_tone)t;
                return l;
            }
    return l;
}

static int vowel_row(gunichar base)
{
    for (int v = 0; v < N_VOWELS; v++)
        if (vowels[v][0] == base)
            return v;
    return -1;
}

gunichar vi_letter_join(gunichar base, enum vi_tone tone)
{
    int v = vowel_row(base);
    return v < 0 ? base : vowels[v][tone];
}

bool vi_letter_is_vowel(gunichar base)
{
    return vowel_row(base) >= 0;
}

gunichar vi_letter_bare(gunichar base)
{
    if (base == 0x0111)
        return 'd';
    int v = vowel_row(base);
    return v < 0 ? base : (gunichar)bare_vowels[v];
}

int vi_letter_rank(gunichar base)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(alphabet); i++)
        if (alphabet[i] == base)
            return (int)i;
    return -1;
}

gunichar vi_letter_enum(unsigned n)
{
    return n >= 1 && n <= G_N_ELEMENTS(enumeration) ? enumeration[n - 1] : 0;
}

unsigned vi_letter_enum_count(void)
{
    return G_N_ELEMENTS(enumeration);
}
