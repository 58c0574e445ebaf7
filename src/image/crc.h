/* SPDX-License-Identifier: MIT */
/* The cyclic redundancy check of PNG chunks (PNG §5.5, Annex D), for reading pictures and for writing a chunk. */
#ifndef SAPCHU_IMAGE_CRC_H
#define SAPCHU_IMAGE_CRC_H

#include <stddef.h>
#include <stdint.h>

struct image_crc {
    uint32_t table[256];
};

static inline void image_crc_init(struct image_crc *c)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t v = i;
        for (int bit = 0; bit < 8; bit++)
            v = v & 1 ? 0xedb88320u ^ (v >> 1) : v >> 1;
        c->table[i] = v;
    }
}

static inline uint32_t image_crc_of(const struct image_crc *c, const unsigned char *p, size_t len)
{
    uint32_t v = 0xffffffffu;
    for (size_t i = 0; i < len; i++)
        v = c->table[(v ^ p[i]) & 0xff] ^ (v >> 8);
    return v ^ 0xffffffffu;
}

#endif
