/* SPDX-License-Identifier: MIT */
/* Edit distance of names, with swaps of neighbours. */
#include "base/near.h"

#include <glib.h>
#include <string.h>

/* Edit distance with transpositions of neighbours, in bytes. */
static unsigned distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    unsigned rows[3][65];
    if (n > 64 || m > 64)
        return 64;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *now = rows[i % 3], *last = rows[(i + 2) % 3], *old = rows[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned cost = g_ascii_tolower(a[i - 1]) != g_ascii_tolower(b[j - 1]);
            now[j] = MIN(MIN(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = MIN(now[j], old[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

const char *near_of(const char *name, const char *const *names, size_t n)
{
    const char *best = NULL;
    unsigned least = (unsigned)MAX(strlen(name) / 3, strlen(name) > 2 ? 1 : 0) + 1;
    for (size_t i = 0; i < n; i++) {
        unsigned d = distance(name, names[i]);
        if (d < least && d < strlen(names[i])) {
            least = d;
            best = names[i];
        }
    }
    return best;
}

bool near_is_sure(const char *name, const char *like, const char *const *names, size_t n)
{
    unsigned d = distance(name, like);
    if (d > MAX(1, strlen(name) / 4))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], like) != 0 && distance(name, names[i]) <= d)
            return false;
    return true;
}
