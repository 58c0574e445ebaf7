/* SPDX-License-Identifier: MIT */
/* NFC. Nearly all text has this form already, so that is found out first, without Unicode's tables. */
#include "text/text.h"

#include <glib.h>
#include <string.h>

/* May text that holds this letter have another form in NFC? False for the common blocks whose letters compose with nothing. */
static bool may_change(gunichar c)
{
    if (c < 0x300)
        return false;
    if (c >= 0x1E00 && c <= 0x1EFF)     /* Latin Extended Additional: most Vietnamese letters */
        return false;
    if (c >= 0x2010 && c <= 0x205E)     /* General Punctuation but for its compatibility spaces */
        return false;
    if (c >= 0x20A0 && c <= 0x20BF)     /* currency */
        return false;
    return c != 0xFFFC && c != 0xFEFF;
}

const char *text_nfc(struct arena *a, const char *s, size_t *n)
{
    const char *p = s, *end = s + *n;
    while (p < end && ((unsigned char)*p < 0x80 || !may_change(g_utf8_get_char(p))))
        p = g_utf8_next_char(p);
    if (p >= end)
        return s;
    char *nfc = g_utf8_normalize(s, (gssize)*n, G_NORMALIZE_DEFAULT_COMPOSE);
    if (!nfc)                   /* not UTF-8: the parser let none through */
        return s;
    size_t len = strlen(nfc);
    if (len == *n && memcmp(nfc, s, len) == 0) {
        g_free(nfc);
        return s;
    }
    char *kept = arena_strndup(a, nfc, len);
    g_free(nfc);
    *n = len;
    return kept;
}
