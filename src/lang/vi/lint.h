/* SPDX-License-Identifier: MIT */
/*
 * Checks of the language. A check is a row in lints.def and a function `void vi_lint_NAME(struct vi_lint *)`:
 *
 *   UNIT(NAME, kinds)      called for each unit of these kinds: l->unit, its tokens l->t[0 … l->n - 1]
 *   DOCUMENT(NAME)         called once, behind the others: all units, l->units[0 … l->n_units - 1]
 *
 * A function that knows nothing of findings (plain text in, ranges out) is wired by a UNIT row whose function hands it
 * l->unit->text and says what comes back, or by a DOCUMENT row that goes through l->units:
 *
 *   void vi_lint_small_words(struct vi_lint *l)
 *   {
 *       for (each range r of vi_small(l->unit->text, l->unit->len))
 *           vi_lint_say(l, DIAG_VI_SMALL, l->unit, r.start, r.end, r.instead, false, r.instead);
 *   }
 *
 * Codes are rows of base/diag.def in the layer LANGUAGE; each is explained in xml/explain/, where <bad> must give the
 * code and <good> must not.
 */
#ifndef SAPCHU_LANG_VI_LINT_H
#define SAPCHU_LANG_VI_LINT_H

#include "base/diag.h"
#include "lang/prose.h"
#include "lang/vi/token.h"

struct vi_speller;
struct vi_realword;

/* A unit with its tokens. */
struct vi_unit {
    const struct prose_unit *prose;
    const struct vi_token *t;
    uint32_t n;
};

/* Bytes of a unit in which nothing is prose. */
struct vi_spoilt {
    uint32_t start, end;
};

/* What is put in the place of the bytes [start, end) of a unit. */
struct vi_edit {
    const struct prose_unit *unit;
    uint32_t start, end;
    char text[8];
};

struct vi_lint {
    uint32_t index;                     /* UNIT checks: which of the units, … */
    const struct prose_unit *unit;      /* … the unit, … */
    const struct vi_token *t;           /* … its tokens … */
    uint32_t n;                         /* … and how many */
    GArray *spoilt;                     /* of struct vi_spoilt, see vi_lint_spoil() */
    guint n_held;                       /* those of them that hold already: in order, apart */
    GArray *no_zero, *needless_zero;    /* of struct vi_edit: dates without a zero that the rule wants, with one that it does not, … */
    bool with_zero, without_zero;       /* … and whether the rule is kept elsewhere */
    GHashTable *told;                   /* the texts of words that are told of, see vi_lint_tell() */
    const struct vi_unit *units;        /* all */
    uint32_t n_units;
    struct vi_word_table *words;
    struct vi_speller *speller;
    struct vi_realword *realword;
    struct diag *diag;
};

/*
 * Says the row `id`, whose wording takes the last arguments, of the bytes start … end - 1 of a unit's text.
 * `replacement` (plain text, escaped here; NULL: none) is offered as a fix where nothing but text stands there; `safe`:
 * nothing else can have been meant. Gives the finding, for diag_add_…() alone; NULL: it is not kept.
 */
struct diag_item *vi_lint_say(struct vi_lint *l, enum diag_code id, const struct prose_unit *u, uint32_t start,
                              uint32_t end, const char *replacement, int safe, ...);

/* Adds "'…' stands here": the bytes of a unit that the finding is held against. `it` may be NULL. */
void vi_lint_relate(struct vi_lint *l, struct diag_item *it, const struct prose_unit *u, uint32_t start, uint32_t end,
                    const char *text);

/* Who writes so does it throughout: what is said of the first of these places (struct vi_edit) mends the others too. */
void vi_lint_mend_others(struct vi_lint *l, struct diag_item *it, const GArray *places);

/* For a UNIT check: these bytes of its unit are no text for the checks that follow; nothing is said of them any more. */
void vi_lint_spoil(struct vi_lint *l, uint32_t start, uint32_t end);

/* For a UNIT check: the word at `start` is said to be none, so that those that follow need not. Is it? */
void vi_lint_tell(struct vi_lint *l, uint32_t start);
bool vi_lint_is_told(const struct vi_lint *l, const struct prose_unit *u, uint32_t start);

/* All checks, of all units; `user` may be NULL. */
void vi_lint_run(const struct prose *p, struct diag *diag, const struct vi_dictionary *user);

/* --- tokens, for the checks --- */

static inline bool vi_is(const struct vi_lint *l, uint32_t i, enum vi_token_kind kind)
{
    return i < l->n && l->t[i].kind == kind;
}

/* Is token `i` this character? */
static inline bool vi_is_char(const struct vi_lint *l, uint32_t i, gunichar ch)
{
    return vi_is(l, i, VI_PUNCT) && l->t[i].ch == ch;
}

/* Is token `i` this word, in lower case, in whatever case it stands? */
bool vi_is_word(const struct vi_lint *l, uint32_t i, const char *lower);
/* The next token that is no space, from `i` + 1; l->n: none. And the last one before `i`; UINT32_MAX: none. */
uint32_t vi_next(const struct vi_lint *l, uint32_t i);
uint32_t vi_previous(const struct vi_lint *l, uint32_t i);
/* The text of the tokens from … to - 1; g_free it. */
char *vi_token_text(const struct vi_lint *l, uint32_t from, uint32_t to);

/* The functions of the rows. */
#define UNIT(name, kinds) void vi_lint_##name(struct vi_lint *l);
#define DOCUMENT(name) void vi_lint_##name(struct vi_lint *l);
#include "lang/vi/lints.def"

#endif
