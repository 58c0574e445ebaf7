/* SPDX-License-Identifier: MIT */
/* data: URIs (RFC 2397): data:[type][;parameter…][;base64],data */
#include "image/private.h"

#include "base/i18n.h"

#include <string.h>

static bool is_base64_text(const char *s)
{
    for (; *s; s++)
        if (!g_ascii_isalnum(*s) && !strchr("+/= \t\r\n", *s))
            return false;
    return true;
}

GBytes *image_data_uri(const char *uri, const char **why)
{
    const char *comma = strchr(uri, ',');
    if (!comma) {
        *why = N_("it has no comma");
        return NULL;
    }
    char *head = g_ascii_strdown(uri, comma - uri);
    bool base64 = g_str_has_suffix(head, ";base64");
    g_free(head);
    if (strlen(comma + 1) / 4 * 3 > IMAGE_MAX_BYTES) {
        *why = N_("it is too long");
        return NULL;
    }
    GBytes *plain = g_uri_unescape_bytes(comma + 1, -1, NULL, NULL);
    if (!plain) {
        /* xgettext:no-c-format */
        *why = N_("a %-escape is not valid");
        return NULL;
    }
    if (!base64)
        return plain;
    size_t n;
    const char *p = g_bytes_get_data(plain, &n);
    char *text = g_strndup(n ? p : "", n);
    g_bytes_unref(plain);
    if (!is_base64_text(text)) {
        *why = N_("its base64 holds other characters");
        g_free(text);
        return NULL;
    }
    guchar *data = g_base64_decode(text, &n);
    g_free(text);
    return g_bytes_new_take(data, n);
}
