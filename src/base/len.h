/* SPDX-License-Identifier: MIT */
/*
 * Lengths. All geometry is in 1/1024 pt, which is Pango's unit at 72 dpi, so
 * that glyph advances need no conversion.
 */
#ifndef SAPCHU_BASE_LEN_H
#define SAPCHU_BASE_LEN_H

#include <stdint.h>

/* A length in 1/1024 pt. The range is about ±29 km of paper. */
typedef int32_t len_t;

#define LEN_PT 1024
#define LEN_SLACK 48              /* what a page of rounded line heights may add up to */
#define LEN_MAX (INT32_MAX / 4)   /* "as much as you like"; four of them still add up */

static inline len_t len_min(len_t a, len_t b)
{
    return a < b ? a : b;
}

static inline len_t len_max(len_t a, len_t b)
{
    return a > b ? a : b;
}

/* From points, rounded to the nearest unit and held within ±LEN_MAX; NaN gives 0. */
static inline len_t len_from_pt(double pt)
{
    double v = pt * LEN_PT;
    if (!(v > -(double)LEN_MAX))
        return v <= -(double)LEN_MAX ? -LEN_MAX : 0;
    if (v > (double)LEN_MAX)
        return LEN_MAX;
    return (len_t)(v < 0 ? v - 0.5 : v + 0.5);
}

static inline double len_to_pt(len_t l)
{
    return (double)l / LEN_PT;
}

/* a + b, held within ±LEN_MAX: hostile documents add up absurd lengths. */
static inline len_t len_add(len_t a, len_t b)
{
    int64_t s = (int64_t)a + b;
    if (s > LEN_MAX)
        return LEN_MAX;
    if (s < -LEN_MAX)
        return -LEN_MAX;
    return (len_t)s;
}

/* base × factor, rounded, held within ±LEN_MAX. */
static inline len_t len_scale(len_t base, double factor)
{
    return len_from_pt((double)base / LEN_PT * factor);
}

#endif
