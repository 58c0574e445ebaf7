/* SPDX-License-Identifier: MIT */
/* Passages in another language, in Latin letters without marks: nothing is said of their words. */
#include "lang/vi/lint.h"

#include "lang/vi/speller.h"

/* Is it a word of another language, not one of ours without its marks, nor typed without an input method? */
static bool is_strange(struct vi_lint *l, const struct vi_word *w)
{
    if (w->letters < 2 || (w->flags & (VI_SYLLABLE | VI_UNMARKED | VI_MEASURE)))
        return false;
    return (w->flags & (VI_FOREIGN | VI_USER)) || vi_speller_judge(l->speller, w->fold)->kind == VI_RIGHT;
}

/* The words without marks in a row, from one that is no syllable to another. */
struct passage {
    uint32_t start, end;            /* bytes; start == end: none yet */
    unsigned words, strange, small; /* of them in small letters: names alone are no passage */
};

static void tell(struct vi_lint *l, struct passage *p)
{
    if (p->words >= 3 && p->small >= 2 && p->strange * 3 >= p->words)
        vi_lint_spoil(l, p->start, p->end);
    *p = (struct passage){ 0, 0, 0, 0, 0 };
}

void vi_lint_foreign(struct vi_lint *l)
{
    struct passage p = { 0, 0, 0, 0, 0 };
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_WORD)
            continue;
        const struct vi_word *w = l->t[i].word;
        if (!(w->flags & VI_ASCII)) {
            tell(l, &p);
            continue;
        }
        bool strange = is_strange(l, w), ours = w->flags & VI_SYLLABLE;
        if (p.start == p.end && ours)
            continue;
        if (p.start == p.end)
            p.start = l->t[i].start;
        p.words++;
        p.strange += strange;
        p.small += strange && w->letter_case == VI_LOWER;
        if (!ours)
            p.end = l->t[i].end;
    }
    tell(l, &p);
}
