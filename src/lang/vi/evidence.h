/* SPDX-License-Identifier: MIT */
/* How likely it is that another syllable was meant than the one that stands in a place: log odds from what stands around it. */
#ifndef SAPCHU_LANG_VI_EVIDENCE_H
#define SAPCHU_LANG_VI_EVIDENCE_H

#include <stdbool.h>

/* A syllable with its neighbours, by their numbers in the lexicon; 0: not in it. */
struct vi_place {
    unsigned written;
    unsigned left, right;
    bool has_left, has_right;       /* words stand there, with nothing between */
    unsigned before, behind;        /* the neighbours' other neighbours; 0: none */
    bool counted;                   /* a number stands before it */
};

/* For the syllable `meant`, `distance` slips away (confuse.h). */
float vi_evidence(const struct vi_place *p, unsigned meant, float distance);
/* No syllable has more than this. */
float vi_evidence_limit(const struct vi_place *p);

#endif
