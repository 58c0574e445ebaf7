/* SPDX-License-Identifier: MIT */
/* Checks of signs: doubled ones, pairs, brackets and quotation marks, bullets that are typed. */
#include "lang/vi/lint.h"

#include <string.h>

static bool is_sign(const struct vi_lint *l, uint32_t i, const char *signs)
{
    return vi_is(l, i, VI_PUNCT) && l->t[i].ch && l->t[i].ch < 0x80 && strchr(signs, (int)l->t[i].ch) &&
           l->t[i].end - l->t[i].start == 1;
}

static void say(struct vi_lint *l, enum diag_code id, uint32_t from, uint32_t to, const char *instead, bool safe)
{
    char *text = vi_token_text(l, from, to);
    vi_lint_say(l, id, l->unit, l->t[from].start, l->t[to - 1].end, instead, safe, text);
    g_free(text);
}

/* The word before token `i` may end in a full stop of its own: v.v., TS., tr. */
static bool is_abbreviated(const struct vi_lint *l, uint32_t i)
{
    if (i == 0 || l->t[i - 1].kind != VI_WORD)
        return true;
    const struct vi_word *w = l->t[i - 1].word;
    return w->letters < 3 || w->letter_case == VI_UPPER || w->letter_case == VI_MIXED || !(w->flags & VI_SYLLABLE);
}

/* ",,"  ";;"  ".."; ",."  ";,"  ".,". */
void vi_lint_signs(struct vi_lint *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_PUNCT)
            continue;
        if (l->t[i].ch == '.' && l->t[i].end - l->t[i].start == 2) {
            say(l, DIAG_VI_SIGN_TWICE, i, i + 1, ".", false);
        } else if (is_sign(l, i, ",;:") && is_sign(l, i + 1, ",;:.")) {
            const char one[2] = { (char)l->t[i].ch, '\0' };
            if (l->t[i].ch == l->t[i + 1].ch)
                say(l, DIAG_VI_SIGN_TWICE, i, i + 2, one, true);
            else
                say(l, DIAG_VI_SIGN_PAIR, i, i + 2, NULL, false);
        } else if (is_sign(l, i, ".") && is_sign(l, i + 1, ",;:") && !is_abbreviated(l, i)) {
            say(l, DIAG_VI_SIGN_PAIR, i, i + 2, NULL, false);
        }
    }
}

/* --- pairs --- */

enum { MAX_OPEN = 32, OPENING_QUOTE = 0x201C, CLOSING_QUOTE = 0x201D };

/* "a)" and "1)" of an enumeration. */
static bool is_enumeration(const struct vi_lint *l, uint32_t i)
{
    if (i == 0)
        return false;
    const struct vi_token *t = &l->t[i - 1];
    return t->kind == VI_NUMBER || t->kind == VI_OBJECT || t->kind == VI_OPAQUE ||
           (t->kind == VI_WORD && (t->word->letters <= 2 || t->word->letter_case == VI_UPPER));
}

static void unpaired(struct vi_lint *l, uint32_t i)
{
    bool quote = l->t[i].ch == OPENING_QUOTE || l->t[i].ch == CLOSING_QUOTE || l->t[i].ch == '"';
    say(l, quote ? DIAG_VI_QUOTE : DIAG_VI_BRACKET, i, i + 1, NULL, false);
}

/* Behind a number it means inches, or seconds. */
static bool is_measure(const struct vi_lint *l, uint32_t i)
{
    return i > 0 && l->t[i - 1].kind == VI_NUMBER;
}

void vi_lint_pairs(struct vi_lint *l)
{
    static const gunichar openers[] = { '(', '[', OPENING_QUOTE }, closers[] = { ')', ']', CLOSING_QUOTE };
    uint32_t open[MAX_OPEN];
    unsigned n = 0;
    uint32_t straight = UINT32_MAX;     /* a '"' that is open */
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->t[i].kind != VI_PUNCT)
            continue;
        gunichar ch = l->t[i].ch;
        if (ch == '"' && (straight != UINT32_MAX || !is_measure(l, i)))
            straight = straight == UINT32_MAX ? i : UINT32_MAX;
        for (unsigned k = 0; k < G_N_ELEMENTS(openers); k++) {
            if (ch == openers[k]) {
                if (n == MAX_OPEN)
                    return;
                open[n++] = i;
            } else if (ch == closers[k] && n > 0 && l->t[open[n - 1]].ch == openers[k]) {
                n--;
            } else if (ch == closers[k] && !is_enumeration(l, i)) {
                unpaired(l, i);
            }
        }
    }
    while (n-- > 0)
        if (open[n] > 0 || l->t[open[n]].ch != OPENING_QUOTE)     /* a quotation over several paragraphs opens each */
            unpaired(l, open[n]);
    if (straight != UINT32_MAX)
        unpaired(l, straight);
}

/* --- bullets --- */

void vi_lint_bullet(struct vi_lint *l)
{
    bool markup = l->unit->form == PROSE_MARKUP;
    if (!markup || !(is_sign(l, 0, "-+*") || vi_is_char(l, 0, 0x2022) || vi_is_char(l, 0, 0x2013)) || !vi_is(l, 1, VI_SPACE))
        return;
    char *text = vi_token_text(l, 0, 1);
    vi_lint_say(l, DIAG_VI_BULLET, l->unit, l->t[0].start, l->t[0].end, NULL, false, text);
    g_free(text);
}
