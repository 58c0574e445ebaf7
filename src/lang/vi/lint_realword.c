/* SPDX-License-Identifier: MIT */
/* Checks of words by their neighbours: a syllable that is another than the words around it ask for. */
#include "lang/vi/lint.h"

#include "lang/vi/realword.h"

static void say(const struct vi_suspect *s, void *data)
{
    struct vi_lint *l = data;
    const struct prose_unit *u = l->units[s->paragraph].prose;
    if (vi_lint_is_told(l, u, s->start))
        return;
    char *written = g_strndup(u->text + s->start, s->end - s->start);
    vi_lint_say(l, DIAG_VI_REAL_WORD, u, s->start, s->end, s->right, false, written, s->right);
    g_free(written);
}

void vi_lint_real_words(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n_units; i++) {
        const struct vi_unit *u = &l->units[i];
        if (u->prose->kind == PROSE_SENTENCES || u->prose->kind == PROSE_HEADLINE)
            vi_realword_read(l->realword, i, u->prose->text, u->t, u->n);
    }
    vi_realword_tell(l->realword, say, l);
}
