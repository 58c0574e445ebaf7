/* SPDX-License-Identifier: MIT */
/*
 * Vietnamese text in the encodings from before Unicode, as bytes or as what such bytes look like when they were taken
 * for Latin-1: "Uû ban nh©n d©n" (TCVN3), "UÛy ban nhaân daân" (VNI), "á»¦y ban" (UTF-8 itself).
 */
#ifndef SAPCHU_LANG_VI_LEGACY_H
#define SAPCHU_LANG_VI_LEGACY_H

#include <stdbool.h>
#include <stddef.h>

enum vi_legacy {
    VI_TCVN3,           /* the fonts .VnTime …; ABC; TCVN 5712:1993 VN3. Their capitals are a font's: they come out small */
    VI_VNI,             /* VNI Windows: a letter, then its mark */
    VI_VISCII,          /* RFC 1456 */
    VI_CP1258,          /* Windows: a letter, then a combining tone */
    VI_MOJIBAKE,        /* UTF-8 that was read as Windows-1252 and saved as UTF-8 */
    VI_N_LEGACY
};

/* "tcvn3" …: as options name them. NULL past the last. */
const char *vi_legacy_name(unsigned i);
/* "TCVN3 (ABC)": for people. */
const char *vi_legacy_title(enum vi_legacy e);
bool vi_legacy_find(const char *name, enum vi_legacy *out);

/*
 * Text of `len` bytes to UTF-8 in NFC; g_free it. Bytes that are valid UTF-8 are characters: those of Latin-1 and
 * Windows-1252 stand for bytes of the old encoding, others stay as they are. `references`: of markup, "&#173;" is such a
 * character too.
 */
char *vi_legacy_decode(enum vi_legacy from, const char *text, size_t len, bool references);

/*
 * How much like Vietnamese a text in UTF-8 is: the words with marks that are syllables, less three times the others and
 * what looks like the rest of a wrong encoding. 0: nothing says anything.
 */
long vi_legacy_score(const char *text, size_t len);

/*
 * The encoding by which the text gains most: pieces of it (lines; in markup what stands between tags and quotation marks)
 * are more like Vietnamese when decoded than as they stand. False: none does; it is Unicode, has no marks, or is something
 * else.
 */
bool vi_legacy_guess(const char *text, size_t len, bool references, enum vi_legacy *out);

/*
 * The same text with each piece decoded that becomes more Vietnamese by it; what is Unicode already stays. Bytes that are
 * no UTF-8 are decoded in any case. NFC; g_free it. `*changed` counts the lines.
 */
char *vi_legacy_mend(enum vi_legacy from, const char *text, size_t len, bool references, unsigned *changed);

#endif
