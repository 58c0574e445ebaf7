/* SPDX-License-Identifier: MIT */
/* Numbers in a TIFF file, or in the TIFF that Exif is (TIFF 6.0 §2): past the end all is 0. */
#ifndef SAPCHU_IMAGE_TIFF_H
#define SAPCHU_IMAGE_TIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tiff {
    const unsigned char *p;
    size_t len;
    bool big;                   /* the high byte first */
};

static inline uint32_t tiff_u16(const struct tiff *t, size_t at)
{
    if (at > t->len || t->len - at < 2)
        return 0;
    return t->big ? (uint32_t)(t->p[at] << 8 | t->p[at + 1]) : (uint32_t)(t->p[at + 1] << 8 | t->p[at]);
}

static inline uint32_t tiff_u32(const struct tiff *t, size_t at)
{
    if (at > t->len || t->len - at < 4)
        return 0;
    uint32_t a = tiff_u16(t, at), b = tiff_u16(t, at + 2);
    return t->big ? a << 16 | b : b << 16 | a;
}

static inline double tiff_rational(const struct tiff *t, size_t at)
{
    double den = tiff_u32(t, at + 4);
    return den > 0 ? tiff_u32(t, at) / den : 0;
}

#endif
