/* SPDX-License-Identifier: MIT */
/*
 * Counts the Vietnamese letters of the fonts that the program sets with.
 * `configure` compiles and runs it; it is no part of the library.
 *
 * Input: the folder of the fonts. Output: one line with the families found and
 * status 0; or status 1 and a line for each thing that is missing. Each of
 * serif, sans-serif and monospace needs one family whose regular, bold,
 * italic and bold italic all have the 134 precomposed letters.
 */
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <string.h>

#define LETTERS 134

/* The letters: 12 vowels × 6 tones × 2 cases without the 12 of ASCII, and Đ đ. */
static const struct { FcChar32 first, last; } ranges[] = {
    { 0xC0, 0xC3 }, { 0xC8, 0xCA }, { 0xCC, 0xCD }, { 0xD2, 0xD5 }, { 0xD9, 0xDA }, { 0xDD, 0xDD },
    { 0xE0, 0xE3 }, { 0xE8, 0xEA }, { 0xEC, 0xED }, { 0xF2, 0xF5 }, { 0xF9, 0xFA }, { 0xFD, 0xFD },
    { 0x102, 0x103 }, { 0x110, 0x111 }, { 0x128, 0x129 }, { 0x168, 0x169 }, { 0x1A0, 0x1A1 },
    { 0x1AF, 0x1B0 }, { 0x1EA0, 0x1EF9 },
};

static unsigned count_letters(const FcCharSet *set)
{
    unsigned n = 0;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        for (FcChar32 c = ranges[i].first; c <= ranges[i].last; c++)
            n += FcCharSetHasChar(set, c) ? 1 : 0;
    return n;
}

/* The best coverage among the files of `family` that are bold and italic as asked; 0: there is none. */
static unsigned best_coverage(const FcFontSet *fonts, const char *family, int bold, int italic)
{
    unsigned best = 0;
    for (int i = 0; i < fonts->nfont; i++) {
        FcPattern *p = fonts->fonts[i];
        FcChar8 *name;
        FcCharSet *set;
        int weight, slant;
        if (FcPatternGetString(p, FC_FAMILY, 0, &name) != FcResultMatch || strcmp((const char *)name, family) != 0 ||
            FcPatternGetInteger(p, FC_WEIGHT, 0, &weight) != FcResultMatch ||
            FcPatternGetInteger(p, FC_SLANT, 0, &slant) != FcResultMatch ||
            FcPatternGetCharSet(p, FC_CHARSET, 0, &set) != FcResultMatch)
            continue;
        if ((weight >= FC_WEIGHT_BOLD) != bold || (slant != FC_SLANT_ROMAN) != italic)
            continue;
        unsigned n = count_letters(set);
        best = n > best ? n : best;
    }
    return best;
}

/* Are the four faces of `family` complete? Says on stderr what is missing of a family that exists. */
static int family_complete(const FcFontSet *fonts, const char *family)
{
    static const char *const styles[] = { "regular", "bold", "italic", "bold italic" };
    if (!best_coverage(fonts, family, 0, 0))
        return 0;
    int complete = 1;
    for (int s = 0; s < 4; s++) {
        unsigned n = best_coverage(fonts, family, s & 1, s >> 1);
        if (n == LETTERS)
            continue;
        fprintf(stderr, "  %s, %s: %u of %u Vietnamese letters\n", family, styles[s], n, LETTERS);
        complete = 0;
    }
    return complete;
}

int main(int argc, char **argv)
{
    static const struct { const char *generic, *families[2]; } wanted[] = {
        { "serif", { "Liberation Serif", "Tinos" } },
        { "sans-serif", { "Liberation Sans", "Arimo" } },
        { "monospace", { "Liberation Mono", "Cousine" } },
    };
    if (argc != 2) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    FcConfig *config = FcConfigCreate();
    if (!config || !FcConfigAppFontAddDir(config, (const FcChar8 *)argv[1])) {
        fprintf(stderr, "  cannot read the fonts of %s\n", argv[1]);
        return 1;
    }
    const FcFontSet *fonts = FcConfigGetFonts(config, FcSetApplication);
    int status = 0;
    for (size_t i = 0; fonts && i < sizeof wanted / sizeof *wanted; i++) {
        const char *found = NULL;
        for (int f = 0; f < 2 && !found; f++)
            if (family_complete(fonts, wanted[i].families[f]))
                found = wanted[i].families[f];
        if (found) {
            printf("%s%s", i ? ", " : "", found);
        } else {
            fprintf(stderr, "  %s: neither %s nor %s is complete\n", wanted[i].generic, wanted[i].families[0],
                    wanted[i].families[1]);
            status = 1;
        }
    }
    printf("\n");
    FcConfigDestroy(config);
    return fonts ? status : 1;
}
