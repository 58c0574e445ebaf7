/* SPDX-License-Identifier: MIT */
/* Finds "/Type /FontDescriptor" in the stream, holds back what follows up to ">>", and writes it mended. */
#include "out/descriptor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEGINS "/Type /FontDescriptor\n"
#define LONGEST 2048u           /* of a descriptor; what is longer is none */

void descriptor_mender_init(struct descriptor_mender *m, struct out_sink *sink)
{
    *m = (struct descriptor_mender){ .sink = sink };
}

void descriptor_mender_clear(struct descriptor_mender *m)
{
    if (m->held)
        g_string_free(m->held, TRUE);
    m->held = NULL;
}

/* Puts another number into the line of `name`, if it has room for it. */
static void set_number(char *dict, const char *name, long value)
{
    char *at = strstr(dict, name), *end = at ? strchr(at, '\n') : NULL;
    if (!end)
        return;
    while (at > dict && at[-1] == ' ')
        at--;
    char line[64];
    int n = snprintf(line, sizeof line, "%s%ld", name, value);
    if (n < 0 || (size_t)n >= sizeof line || n > end - at)
        return;
    memset(at, ' ', (size_t)(end - at));
    memcpy(end - n, line, (size_t)n);
}

static void mend(char *dict)
{
    const char *box = strstr(dict, "/FontBBox [");
    long v[4];
    if (!box || sscanf(box, "/FontBBox [ %ld %ld %ld %ld", &v[0], &v[1], &v[2], &v[3]) != 4)
        return;
    set_number(dict, "/Ascent ", v[3]);
    set_number(dict, "/Descent ", v[1]);
}

static cairo_status_t let_go(struct descriptor_mender *m)
{
    GString *s = m->held;
    m->held = NULL;
    cairo_status_t status = out_sink_write(m->sink, (const unsigned char *)s->str, (unsigned)s->len);
    g_string_free(s, TRUE);
    return status;
}

/* The bytes up to, and with, the words that begin a descriptor. */
static unsigned before_descriptor(struct descriptor_mender *m, const unsigned char *data, unsigned len)
{
    for (unsigned i = 0; i < len; i++) {
        if (data[i] != (unsigned char)BEGINS[m->matched])
            m->matched = 0;
        if (data[i] == (unsigned char)BEGINS[m->matched])
            m->matched++;
        if (m->matched == sizeof BEGINS - 1) {
            m->matched = 0;
            m->held = g_string_sized_new(512);
            return i + 1;
        }
    }
    return len;
}

static unsigned hold(struct descriptor_mender *m, const unsigned char *data, unsigned len)
{
    unsigned i = 0;
    bool whole = false;
    while (i < len && !whole && m->held->len < LONGEST) {
        g_string_append_c(m->held, (char)data[i++]);
        whole = m->held->len > 2 && memcmp(m->held->str + m->held->len - 2, ">>", 2) == 0;
    }
    if (whole && !memchr(m->held->str, 0, m->held->len))
        mend(m->held->str);
    return i;
}

cairo_status_t descriptor_mender_write(struct descriptor_mender *m, const unsigned char *data, unsigned len)
{
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    while (len > 0 && status == CAIRO_STATUS_SUCCESS) {
        unsigned n;
        if (!m->held) {
            n = before_descriptor(m, data, len);
            status = out_sink_write(m->sink, data, n);
        } else {
            n = hold(m, data, len);
            if (m->held->len >= LONGEST || g_str_has_suffix(m->held->str, ">>"))
                status = let_go(m);
        }
        data += n;
        len -= n;
    }
    return status;
}
