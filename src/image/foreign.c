/* SPDX-License-Identifier: MIT */
/*
 * Pictures that are not drawn, but say how large they are: EPS in its comments, EMF in its header. So the box that is left in their place
 * is theirs.
 */
#include "image/private.h"

#include <string.h>

static uint32_t le32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool set_size(double w, double h, len_t *width, len_t *height)
{
    if (!(w > 0 && h > 0 && w <= IMAGE_MAX_SIDE && h <= IMAGE_MAX_SIDE))    /* not a number either */
        return false;
    *width = len_max(len_from_pt(w), 1);
    *height = len_max(len_from_pt(h), 1);
    return true;
}

/* --- EMF: a first record of type 1, whose frame is in hundredths of a millimetre --- */

#define EMF_HEADER 88

static bool emf_size(const unsigned char *p, size_t len, len_t *width, len_t *height)
{
    if (len < EMF_HEADER || le32(p) != 1 || memcmp(p + 40, " EMF", 4) != 0)
        return false;
    double frame[4];
    for (int i = 0; i < 4; i++)
        frame[i] = (int32_t)le32(p + 24 + 4 * i);
    double unit = 72 / 2540.0;
    return set_size((frame[2] - frame[0]) * unit, (frame[3] - frame[1]) * unit, width, height);
}

/* --- EPS: a comment gives the corners; it may stand at the end, and finer --- */

static bool box_of(const char *line, size_t len, const char *name, double box[4])
{
    size_t n = strlen(name);
    if (len < n || memcmp(line, name, n) != 0)
        return false;
    char *text = g_strndup(line + n, MIN(len - n, 200)), *at = text;
    int k = 0;
    for (char *end; k < 4; k++, at = end) {
        box[k] = g_ascii_strtod(at, &end);
        if (end == at)
            break;                      /* "(atend)" */
    }
    g_free(text);
    return k == 4;
}

static bool eps_size(const char *p, size_t len, len_t *width, len_t *height)
{
    double box[4] = { 0 };
    bool fine = false;
    const char *end = p + len;
    for (const char *line = p; line < end;) {
        const char *stop = line;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        size_t n = (size_t)(stop - line);
        double found[4];
        bool finer = box_of(line, n, "%%HiResBoundingBox:", found);
        if (finer || (!fine && box_of(line, n, "%%BoundingBox:", found))) {
            memcpy(box, found, sizeof box);
            fine = finer;
        }
        line = stop + 1;
    }
    return set_size(box[2] - box[0], box[3] - box[1], width, height);
}

bool image_foreign_size(const unsigned char *p, size_t len, len_t *width, len_t *height)
{
    if (len >= 12 && memcmp(p, "\xc5\xd0\xd3\xc6", 4) == 0) {     /* DOS: the text is a part of the file */
        size_t from = le32(p + 4), n = le32(p + 8);
        if (from > len || n > len - from)
            return false;
        p += from;
        len = n;
    }
    if (len >= 4 && memcmp(p, "%!PS", 4) == 0)
        return eps_size((const char *)p, len, width, height);
    return emf_size(p, len, width, height);
}
