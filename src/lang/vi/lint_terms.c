/* SPDX-License-Identifier: MIT */
/*
 * A term of terms.def with capitals here, without or with others there. A document settles on one way of writing it; the
 * rarer one is found. At the beginning of a sentence the first capital says nothing, so that a term only counts there when
 * it has another one, and is only judged by the others.
 */
#include "lang/vi/lint.h"

#include "lang/vi/text.h"

#include <string.h>

#define TERM_WORDS 8
#define TERM_FORMS 4        /* ways of writing one term that are told apart: enough to find the most frequent */

struct form {
    unsigned capitals;      /* a bit a word */
    unsigned count;
    const struct vi_unit *unit;
    uint32_t from, to;      /* tokens of its first place */
};

struct term {
    const struct vi_word *words[TERM_WORDS];    /* folded */
    unsigned n;
    bool kind;              /* of documents */
    struct form forms[TERM_FORMS];
    unsigned n_forms;
};

/* One place of a term. */
struct place {
    struct term *term;
    const struct vi_unit *unit;
    uint32_t from, to;
    unsigned capitals;
    bool starts;            /* a sentence, or something like one */
};

struct terms {
    GArray *terms;          /* of struct term */
    GHashTable *first;      /* the first word, folded → the index of its first term + 1 */
    GArray *places;         /* of struct place */
};

/* --- the table --- */

static void add_term(struct vi_lint *l, struct terms *s, const char *text, bool kind)
{
    struct term t = { .kind = kind };
    char **words = g_strsplit(text, " ", -1);
    for (; words[t.n]; t.n++) {
        g_assert(t.n < TERM_WORDS);
        t.words[t.n] = vi_words_get(l->words, words[t.n], strlen(words[t.n]))->fold;
    }
    g_strfreev(words);
    g_array_append_val(s->terms, t);
    if (!g_hash_table_contains(s->first, t.words[0]))
        g_hash_table_insert(s->first, (gpointer)t.words[0], GUINT_TO_POINTER(s->terms->len));
}

static void add_terms(struct vi_lint *l, struct terms *s)
{
#define BODY(term) add_term(l, s, term, false);
#define KIND(term) add_term(l, s, term, true);
#include "lang/vi/terms.def"
}

/* --- the places --- */

static bool is_word(const struct vi_unit *u, uint32_t i)
{
    return i < u->n && u->t[i].kind == VI_WORD;
}

static bool word_is(const struct vi_unit *u, uint32_t i, const char *const *list)
{
    for (; is_word(u, i) && *list; list++)
        if (strcmp(u->t[i].word->fold->text, *list) == 0)
            return true;
    return false;
}

/* Does the term stand at token `i`? Its capitals then; what is wholly in capitals is no form of its own. */
static bool matches(const struct term *t, const struct vi_unit *u, uint32_t i, unsigned *capitals)
{
    *capitals = 0;
    for (unsigned k = 0; k < t->n; k++, i += 2) {
        if (!is_word(u, i) || u->t[i].word->fold != t->words[k] || (k && u->t[i - 1].kind != VI_SPACE))
            return false;
        enum vi_case c = u->t[i].word->letter_case;
        if (c != VI_LOWER && c != VI_CAPITAL)
            return false;
        *capitals |= c == VI_CAPITAL ? 1u << k : 0u;
    }
    static const char *const number[] = { "số", NULL };
    return !t->kind || (word_is(u, i, number) && u->t[i - 1].kind == VI_SPACE && i + 2 < u->n &&
                        (u->t[i + 2].kind == VI_NUMBER || u->t[i + 2].kind == VI_OPAQUE));
}

/* Behind nothing, a sign other than a comma, a number (of a list): the first word may be capital for that alone. */
static bool starts(const struct vi_unit *u, uint32_t i)
{
    return i < 2 || u->t[i - 1].kind != VI_SPACE || !(u->t[i - 2].kind == VI_WORD || (u->t[i - 2].kind == VI_PUNCT && u->t[i - 2].ch == ','));
}

/* Some body or other of that sort: "các ủy ban nhân dân", "một ban quản lý". */
static bool is_general(const struct vi_unit *u, uint32_t i)
{
    static const char *const before[] = { "các", "những", "mọi", "mỗi", "một", "hai", "ba", "nhiều", "từng", "bất", "kiểu", "loại", NULL };
    return i >= 2 && word_is(u, i - 2, before);
}

static uint32_t find_at(struct terms *s, const struct vi_unit *u, uint32_t i)
{
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(s->first, u->t[i].word->fold));
    for (at = at ? at - 1 : s->terms->len; at < s->terms->len; at++) {
        struct term *t = &g_array_index(s->terms, struct term, at);
        struct place p = { .term = t, .unit = u, .from = i, .starts = starts(u, i) };
        if (t->words[0] != u->t[i].word->fold)
            break;
        if (!matches(t, u, i, &p.capitals))
            continue;
        p.to = i + 2 * t->n - 1;
        if (p.capitals || !is_general(u, i))
            g_array_append_val(s->places, p);
        return p.to - 1;
    }
    return i;
}

static void count(const struct place *p)
{
    struct term *t = p->term;
    unsigned k = 0;
    if (p->starts && !(p->capitals & ~1u))
        return;
    while (k < t->n_forms && t->forms[k].capitals != p->capitals)
        k++;
    if (k == TERM_FORMS)
        return;
    if (k == t->n_forms)
        t->forms[t->n_forms++] = (struct form){ .capitals = p->capitals, .unit = p->unit, .from = p->from, .to = p->to };
    t->forms[k].count++;
}

/* --- what is said --- */

/* The form that the term should have: the most frequent, seen twice at least; of two, the one with more capitals. */
static const struct form *best_of(const struct term *t)
{
    const struct form *best = NULL;
    for (unsigned k = 0; k < t->n_forms; k++) {
        const struct form *f = &t->forms[k];
        if (f->count >= 2 && (!best || f->count > best->count || (f->count == best->count && f->capitals > best->capitals)))
            best = f;
    }
    return best;
}

static char *written(const struct place *p, unsigned capitals)
{
    GString *out = g_string_new("");
    for (unsigned k = 0; k < p->term->n; k++) {
        const char *lower = p->term->words[k]->text;
        char *word = capitals >> k & 1 ? vi_text_capital(lower) : g_strdup(lower);
        g_string_append_printf(out, "%s%s", k ? " " : "", word);
        g_free(word);
    }
    return g_string_free(out, FALSE);
}

static void judge(struct vi_lint *l, const struct place *p)
{
    const struct form *best = best_of(p->term);
    if (!best || p->capitals == best->capitals || (p->starts && (p->capitals & ~1u) == (best->capitals & ~1u)))
        return;
    const struct vi_token *t = p->unit->t, *there = best->unit->t;
    char *here = written(p, p->capitals);
    char *instead = written(p, best->capitals | (p->starts ? p->capitals & 1 : 0));
    char *other = written(p, best->capitals);
    struct diag_item *it = vi_lint_say(l, DIAG_VI_TERM_CASE, p->unit->prose, t[p->from].start, t[p->to - 1].end, instead, false,
                                       here, other);
    vi_lint_relate(l, it, best->unit->prose, there[best->from].start, there[best->to - 1].end, other);
    g_free(other);
    g_free(instead);
    g_free(here);
}

void vi_lint_terms(struct vi_lint *l)
{
    struct terms s = {
        .terms = g_array_new(FALSE, FALSE, sizeof(struct term)),
        .first = g_hash_table_new(NULL, NULL),
        .places = g_array_new(FALSE, FALSE, sizeof(struct place)),
    };
    add_terms(l, &s);
    for (uint32_t k = 0; k < l->n_units; k++)
        for (uint32_t i = 0; l->units[k].prose->kind == PROSE_SENTENCES && i < l->units[k].n; i++)
            if (is_word(&l->units[k], i))
                i = find_at(&s, &l->units[k], i);
    for (guint i = 0; i < s.places->len; i++)
        count(&g_array_index(s.places, struct place, i));
    for (guint i = 0; i < s.places->len; i++)
        judge(l, &g_array_index(s.places, struct place, i));
    g_array_free(s.places, TRUE);
    g_hash_table_destroy(s.first);
    g_array_free(s.terms, TRUE);
}
