/* SPDX-License-Identifier: MIT */
/*
 * The weights were found by logistic regression: slips planted into clean texts held against the same texts as they
 * are, while the lexicon did not yet have the words that were put in for these texts. They are sums of log odds.
 */
#include "lang/vi/evidence.h"

#include "lang/vi/confuse.h"

#include <glib.h>

/* What the written syllable makes with a neighbour, and what the other one would make: nobody there, unknown, known, frequent. */
enum { NOBODY, UNKNOWN, KNOWN, FREQUENT, N_TIES };

static const float ties[N_TIES][N_TIES] = {
    [UNKNOWN] = { 0, -0.2f, -0.1f, 2.8f },
    [KNOWN] = { 0, -2.5f, -0.8f, 2.5f },
    [FREQUENT] = { 0, -5.4f, -2.9f, -0.9f },
};

/* By the freedom of the written syllable when it makes nothing with its neighbours, when it makes something; of the other. */
static const float unbound[] = { 5.3f, 2.8f, 0.9f, -0.9f, -3.2f };
static const float bound[] = { 0, -1.0f, -3.3f, -1.7f, -3.2f };
static const float meant_free[] = { 0, -2.7f, -1.2f, 0.8f, 2.9f };
/* The neighbour that gains a tie: by its freedom if it has no other, by the other. */
static const float lonely[] = { 0, 1.8f, 0.7f, 1.3f, 0.5f };
static const float engaged[] = { 0, 0.7f, 0.4f };

#define START 2.11f
#define BOTH 0.69f              /* both neighbours are gained */
#define NONE (-1.43f)           /* no neighbour is */
#define COUNTED 0.32f
#define CHOOSY 0.73f            /* a neighbour that few go with, by the logarithm of how few */
#define SOCIABLE (-0.27f)       /* the other goes with many, by the logarithm of how many */
#define SLIP (-2.4f)            /* a distance of 1 */

static int tie(bool there, unsigned a, unsigned b)
{
    return there ? UNKNOWN + (int)vi_lexicon_pair(a, b) : NOBODY;
}

struct side {
    int written, meant;         /* ties */
    unsigned neighbour;
    int other;                  /* the tie of the neighbour to its other neighbour */
    float few, many;            /* logarithms of how many go with the neighbour, with the other syllable */
};

static float weigh_side(const struct side *s)
{
    float sum = ties[s->written][s->meant];
    if (s->written >= KNOWN || s->meant < KNOWN)
        return sum;
    sum += s->other >= KNOWN ? engaged[s->other - UNKNOWN] : lonely[vi_lexicon_freedom(s->neighbour)];
    return sum + CHOOSY * (5.3f - s->few) + SOCIABLE * (s->many - 4.6f);
}

static struct side left_of(const struct vi_place *p, unsigned meant)
{
    return (struct side){ tie(p->has_left, p->left, p->written), tie(p->has_left, p->left, meant), p->left,
                          tie(p->before != 0, p->before, p->left), vi_lexicon_reach(p->left).right, vi_lexicon_reach(meant).left };
}

static struct side right_of(const struct vi_place *p, unsigned meant)
{
    return (struct side){ tie(p->has_right, p->written, p->right), tie(p->has_right, meant, p->right), p->right,
                          tie(p->behind != 0, p->right, p->behind), vi_lexicon_reach(p->right).left, vi_lexicon_reach(meant).right };
}

/* The most that any syllable gains on a side. */
static float most(const struct side *s)
{
    struct side best = { s->written, s->written == NOBODY ? NOBODY : FREQUENT, s->neighbour, s->other, s->few, VI_MOST_REACH };
    return weigh_side(&best);
}

static float freedom_of(const struct vi_place *p, const struct side *l, const struct side *r)
{
    enum vi_freedom freedom = vi_lexicon_freedom(p->written);
    float sum = l->written >= KNOWN || r->written >= KNOWN ? bound[freedom] : unbound[freedom];
    return START + (p->counted ? sum + COUNTED : sum);
}

float vi_evidence_limit(const struct vi_place *p)
{
    struct side l = left_of(p, 0), r = right_of(p, 0);
    float sum = freedom_of(p, &l, &r) + most(&l) + most(&r) + meant_free[VI_GRAMMAR] + SLIP * VI_LEAST_DISTANCE;
    return p->has_left && p->has_right ? sum + BOTH : sum;
}

float vi_evidence(const struct vi_place *p, unsigned meant, float distance)
{
    struct side l = left_of(p, meant), r = right_of(p, meant);
    float sum = freedom_of(p, &l, &r) + weigh_side(&l) + weigh_side(&r) + meant_free[vi_lexicon_freedom(meant)];
    if (l.meant >= KNOWN && r.meant >= KNOWN)
        sum += BOTH;
    if (l.meant < KNOWN && r.meant < KNOWN)
        sum += NONE;
    return sum + SLIP * distance;
}
