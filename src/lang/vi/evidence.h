/* SPDX-License-Identifier: MIT */
/* How likely it is that another syllable was meant than the one that stands in a place: log odds from what stands around it. */
#ifndef SAPCHU_LANG_VI_EVIDENCE_H
#define SAPCHU_LANG_VI_EVIDENCE_H

#include "lang/vi/lexicon.h"

#include <stdbool.h>

/* What stands on one side, whatever may be meant. */
struct vi_side {
    int written, other;             /* how the neighbour goes with what is written, with its own other neighbour */
    unsigned neighbour;
    float few;                      /* logarithm of how many go with the neighbour */
};

/* A syllable with its neighbours, by their numbers in the lexicon; 0: not in it. */
struct vi_place {
    unsigned written;
    unsigned left, right;
    bool has_left, has_right;       /* words stand there, with nothing between */
    unsigned before, behind;        /* the neighbours' other neighbours; 0: none */
    enum vi_bond bond[4];           /* of the five, each with the next */
    bool counted;                   /* a number stands before it */
    /* by vi_evidence_prepare() */
    struct vi_side side[2];         /* left, right */
    float freedom, most;            /* what the written one adds, and with it the most that neighbours can add */
};

/* Looks up what is the same for every syllable that may be meant. */
void vi_evidence_prepare(struct vi_place *p);
/* For the syllable `meant`, `distance` slips away (confuse.h). What cannot reach `least` need not be exact: below it. */
float vi_evidence(const struct vi_place *p, unsigned meant, float distance, float least);
/* No syllable has more than this. */
float vi_evidence_limit(const struct vi_place *p);

#endif
