/* SPDX-License-Identifier: MIT */
/*
 * Units of measure: the space before them, their raised figures. Who writes 5kg writes so throughout: a habit is told
 * once, and its fix mends all places.
 */
#include "lang/vi/lint.h"

#include <string.h>

enum { HABIT = 3 };             /* as often, and never otherwise */

static const struct vi_token *token(const struct vi_unit *u, uint32_t i, enum vi_token_kind kind)
{
    return i < u->n && u->t[i].kind == kind ? &u->t[i] : NULL;
}

static char *text_of(const struct vi_edit *p, uint32_t start, uint32_t end)
{
    return g_strndup(p->unit->text + start, end - start);
}

/* --- the space before a unit --- */

/* "5kg" of the tokens i and i + 1; not "8h30", "5m2". "5tấn" is two words written as one, see lint_number.c. */
static bool is_glued(const struct vi_unit *u, uint32_t i)
{
    const struct vi_token *word = token(u, i, VI_NUMBER) ? token(u, i + 1, VI_WORD) : NULL;
    return word && (word->word->flags & (VI_MEASURE | VI_SYLLABLE)) == VI_MEASURE && word->word->letters >= 2 && word->word->letter_case == VI_LOWER &&
           !token(u, i + 2, VI_NUMBER);
}

static bool is_apart(const struct vi_unit *u, uint32_t i)
{
    const struct vi_token *word = token(u, i, VI_NUMBER) && token(u, i + 1, VI_SPACE) ? token(u, i + 2, VI_WORD) : NULL;
    return word && (word->word->flags & (VI_MEASURE | VI_SYLLABLE)) == VI_MEASURE && word->word->letter_case == VI_LOWER;
}

static struct diag_item *say_glued(struct vi_lint *l, const struct vi_edit *p)
{
    uint32_t from = p->start, to = p->start;
    while (from > 0 && strchr("0123456789.,", p->unit->text[from - 1]))
        from--;
    while (g_unichar_isalpha(g_utf8_get_char(p->unit->text + to)))
        to += (uint32_t)(g_utf8_next_char(p->unit->text + to) - (p->unit->text + to));
    char *text = text_of(p, from, to);
    struct diag_item *it = vi_lint_say(l, DIAG_VI_UNIT_SPACE, p->unit, p->start, p->end, p->text, true, text);
    g_free(text);
    return it;
}

void vi_lint_unit_space(struct vi_lint *l)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct vi_edit));
    unsigned apart = 0;
    for (uint32_t k = 0; k < l->n_units; k++)
        for (uint32_t i = 0; i < l->units[k].n; i++) {
            const struct vi_unit *u = &l->units[k];
            apart += is_apart(u, i);
            const struct vi_edit p = { u->prose, u->t[i].end, u->t[i].end, " " };
            if (is_glued(u, i))
                g_array_append_val(places, p);
        }
    bool habit = places->len >= HABIT && apart == 0;
    for (guint k = 0; k < (habit ? 1 : places->len); k++) {
        struct diag_item *it = say_glued(l, &g_array_index(places, struct vi_edit, k));
        if (habit)
            vi_lint_mend_others(l, it, places);
    }
    g_array_free(places, TRUE);
}

/* --- raised figures --- */

/* "m2", "km2", "m3" behind a number, "oC" for "°C": what it should be. Its tokens are i and, for a figure, i + 1. */
static bool is_lowered(const struct vi_unit *u, uint32_t i, struct vi_edit *out)
{
    static const char *const bases[] = { "m", "km", "cm", "mm", "dm" };
    const struct vi_token *word = token(u, i, VI_WORD), *figure = token(u, i + 1, VI_NUMBER);
    bool behind = i > 0 && (token(u, i - 1, VI_NUMBER) || (i > 1 && token(u, i - 1, VI_SPACE) && token(u, i - 2, VI_NUMBER)));
    if (!word || !behind)
        return false;
    *out = (struct vi_edit){ u->prose, word->start, word->start + 1, "°" };
    if (word->word->len == 2 && (strcmp(word->word->text, "oC") == 0 || strcmp(word->word->text, "0C") == 0))
        return true;
    if (!figure || figure->end - figure->start != 1 || token(u, i + 2, VI_WORD))
        return false;
    char c = u->prose->text[figure->start];
    *out = (struct vi_edit){ u->prose, figure->start, figure->end, "³" };
    if (c == '2')
        strcpy(out->text, "²");
    for (size_t k = 0; (c == '2' || c == '3') && k < G_N_ELEMENTS(bases); k++)
        if (strcmp(word->word->text, bases[k]) == 0)
            return true;
    return false;
}

void vi_lint_raised(struct vi_lint *l)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct vi_edit));
    for (uint32_t k = 0; k < l->n_units; k++)
        for (uint32_t i = 0; i < l->units[k].n; i++) {
            struct vi_edit p;
            if (is_lowered(&l->units[k], i, &p))
                g_array_append_val(places, p);
        }
    if (places->len > 0) {
        const struct vi_edit *p = &g_array_index(places, struct vi_edit, 0);
        char *text = text_of(p, p->start, p->end);
        vi_lint_mend_others(l, vi_lint_say(l, DIAG_VI_RAISED, p->unit, p->start, p->end, p->text, true, p->text, text), places);
        g_free(text);
    }
    g_array_free(places, TRUE);
}
