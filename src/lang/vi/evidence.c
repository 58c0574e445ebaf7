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

/* What the syllable `meant` adds on a side: `meant` its tie with the neighbour, `many` the logarithm of how many it goes with there. */
static float weigh_side(const struct vi_side *s, int meant, float many)
{
    float sum = ties[s->written][meant];
    if (s->written >= KNOWN || meant < KNOWN)
        return sum;
    sum += s->other >= KNOWN ? engaged[s->other - UNKNOWN] : lonely[vi_lexicon_freedom(s->neighbour)];
    return sum + CHOOSY * (5.3f - s->few) + SOCIABLE * (many - 4.6f);
}

/* The most that any syllable adds on a side. */
static float most(const struct vi_side *s)
{
    if (s->written == NOBODY)
        return 0;
    float best = weigh_side(s, UNKNOWN, 0);
    for (int meant = KNOWN; meant <= FREQUENT; meant++)
        best = MAX(best, weigh_side(s, meant, VI_LEAST_REACH));
    return best;
}

void vi_evidence_prepare(struct vi_place *p)
{
    int ties_of[4];
    bool there[4] = { p->before != 0, p->has_left, p->has_right, p->behind != 0 };
    for (int i = 0; i < 4; i++)
        ties_of[i] = there[i] ? UNKNOWN + (int)p->bond[i] : NOBODY;
    p->side[0] = (struct vi_side){ ties_of[1], ties_of[0], p->left, vi_lexicon_reach(p->left).right };
    p->side[1] = (struct vi_side){ ties_of[2], ties_of[3], p->right, vi_lexicon_reach(p->right).left };
    enum vi_freedom freedom = vi_lexicon_freedom(p->written);
    float sum = p->side[0].written >= KNOWN || p->side[1].written >= KNOWN ? bound[freedom] : unbound[freedom];
    p->freedom = START + (p->counted ? sum + COUNTED : sum);
    float both = p->has_left && p->has_right ? BOTH : 0;
    p->most = p->freedom + most(&p->side[0]) + most(&p->side[1]) + both;
}

float vi_evidence_limit(const struct vi_place *p)
{
    return p->most + meant_free[VI_GRAMMAR] + SLIP * VI_LEAST_DISTANCE;
}

float vi_evidence(const struct vi_place *p, unsigned meant, float distance, float least)
{
    float own = meant_free[vi_lexicon_freedom(meant)] + SLIP * distance;
    if (p->most + own < least - 0.01f)          /* a hundredth: sums in another order */
        return least - 1;
    int left = tie(p->has_left, p->left, meant), right = tie(p->has_right, meant, p->right);
    struct vi_reach reach = vi_lexicon_reach(meant);
    float sum = p->freedom + weigh_side(&p->side[0], left, reach.left) + weigh_side(&p->side[1], right, reach.right) + own;
    if (left >= KNOWN && right >= KNOWN)
        sum += BOTH;
    if (left < KNOWN && right < KNOWN)
        sum += NONE;
    return sum;
}
