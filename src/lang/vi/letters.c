/* SPDX-License-Identifier: MIT */
/* Words to letters and tone, by tables that are filled at the first use. */
#include "lang/vi/letters.h"

#include <string.h>

enum { LATIN = 0x250, EXTENDED = 0x1E00, EXTENDED_END = 0x1F00 };

/* Rank + 1 and tone of a letter; rank 0: not one. */
struct letter {
    uint8_t rank, tone;
};
static struct letter latin[LATIN], extended[EXTENDED_END - EXTENDED];
static bool is_vowel[64];           /* by rank */
static struct {
    uint8_t i, q, u, y;
} rank_of;

static void fill_letters(struct letter *out, gunichar from, gunichar to)
{
    for (gunichar c = from; c < to; c++) {
        struct vi_letter l = vi_letter_split(c);
        int rank = vi_letter_rank(l.base);
        out[c - from] = (struct letter){ (uint8_t)(rank + 1), (uint8_t)l.tone };
        if (rank >= 0 && vi_letter_is_vowel(l.base))
            is_vowel[rank] = true;
    }
}

static void fill(void)
{
    static gsize filled;
    if (!g_once_init_enter(&filled))
        return;
    rank_of.i = (uint8_t)vi_letter_rank('i');
    rank_of.q = (uint8_t)vi_letter_rank('q');
    rank_of.u = (uint8_t)vi_letter_rank('u');
    rank_of.y = (uint8_t)vi_letter_rank('y');
    fill_letters(latin, 0, LATIN);
    fill_letters(extended, EXTENDED, EXTENDED_END);
    g_once_init_leave(&filled, 1);
}

static struct letter letter_of(gunichar c)
{
    if (c < LATIN)
        return latin[c];
    if (c >= EXTENDED && c < EXTENDED_END)
        return extended[c - EXTENDED];
    return (struct letter){ 0, 0 };
}

void vi_letters_read(const char *text, size_t len, struct vi_letters *out)
{
    fill();
    memset(out, 0, sizeof *out);
    const char *end = text + len;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        struct letter l = letter_of(g_utf8_get_char(p));
        if (l.rank == 0 || out->n == VI_MAX_LETTERS || (l.tone && out->tone)) {
            out->n = 0;
            return;
        }
        out->letter[out->n++] = (uint8_t)(l.rank - 1);
        if (l.tone)
            out->tone = l.tone;
    }
}

/* A final y after a consonant, or after qu, is i: kỹ kĩ, quý quí; but y, thủy, tay. */
static bool is_plain_y(const struct vi_letters *l, unsigned k)
{
    if (k == 0 || l->letter[k] != rank_of.y)
        return false;
    if (l->letter[k - 1] == rank_of.u)
        return k > 1 && l->letter[k - 2] == rank_of.q;
    return !is_vowel[l->letter[k - 1]];
}

uint64_t vi_letters_key(const struct vi_letters *l)
{
    fill();
    uint64_t key = 0;
    for (unsigned k = 0; k < l->n; k++)
        key = key << 6 | (l->letter[k] + 1u);
    if (l->n && is_plain_y(l, l->n - 1u))
        key -= (uint64_t)(rank_of.y - rank_of.i);
    return key << 3 | l->tone;
}
