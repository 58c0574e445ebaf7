/* SPDX-License-Identifier: MIT */
/* Checks of words by their neighbours: a syllable that is another than the words around it ask for. */
#include "lang/vi/lint.h"

#include "lang/vi/realword.h"

static void say(const struct vi_suspect *s, void *data)
{
    struct vi_lint *l = data;
    if (vi_lint_is_told(l, (uint32_t)s->start))
        return;
    char *written = g_strndup(l->unit->text + s->start, s->end - s->start);
    vi_lint_say(l, DIAG_VI_REAL_WORD, l->unit, (uint32_t)s->start, (uint32_t)s->end, s->right, false, written, s->right);
    g_free(written);
}

void vi_lint_real_words(struct vi_lint *l)
{
    vi_realword_check(l->unit->text, l->unit->len, say, l);
}
