/* SPDX-License-Identifier: MIT */
/*
 * Each syllable costs: little when it makes a word with a neighbour, else the more
 * the less it stands alone. A syllable is suspect when another, one slip away,
 * would cost its neighbourhood so much less that chance does not explain it.
 *
 * Words end at punctuation and at numbers. Names are left alone: capitals in a row,
 * and one capital inside a sentence unless the right syllable makes a word with the next.
 */
#include "lang/vi/realword.h"

#include "lang/vi/confuse.h"
#include "lang/vi/syllable.h"

#include <string.h>

/* The cost of a syllable outside known words, by its freedom; of one that makes a word with one neighbour, with both. */
static const float alone[] = { 9.0f, 6.0f, 3.8f, 2.2f, 1.2f };
#define BOUND 0.7f
#define BOUND_TWICE 0.1f
#define OFTEN 0.9f          /* less, in a word that every report has */
#define FOREIGN 2.5f        /* what is no syllable, or belongs to a name */

#define NEAREST 0.7f        /* the least distance of two syllables */
#define SLIP 3.0f           /* the right one of a slip that everybody makes is nearer */
#define LEAST_GAIN 3.4f     /* how much better the right one has to be */

struct token {
    size_t start, end;
    struct vi_letters letters;
    unsigned syllable;          /* its number; 0: not in the lexicon */
    bool ends;                  /* no word goes on behind it */
    bool capital, all_capital;
    bool name, foreign;
    bool first;                 /* of a sentence or a line */
};

/* --- reading --- */

/* Letters, and what stands in the place of one in text that was damaged. */
static bool is_letter(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == 0xAD || c == 0xFFFD || (c >= 0x200B && c <= 0x200D);
}

/* Reads one run of letters. Those glued to digits, or of capitals with no vowel in them, are no words. */
static struct token read_token(const char *text, size_t len, size_t start)
{
    struct token t = { .start = start };
    size_t upper = 0, n = 0;
    const char *p = text + start;
    for (; p < text + len && is_letter(g_utf8_get_char(p)); p = g_utf8_next_char(p), n++)
        upper += g_unichar_isupper(g_utf8_get_char(p)) ? 1u : 0u;
    t.end = (size_t)(p - text);
    t.capital = g_unichar_isupper(g_utf8_get_char(text + start));
    t.all_capital = n > 1 && upper == n;
    vi_letters_read(text + start, t.end - start, &t.letters);
    t.syllable = vi_lexicon_find(&t.letters);
    bool glued = (start > 0 && g_ascii_isdigit(text[start - 1])) || (t.end < len && g_ascii_isdigit(text[t.end]));
    struct vi_syllable s;
    t.foreign = glued || n == 1 || (upper > 1 && upper < n) ||
                (t.syllable == 0 && !vi_syllable_split(text + start, (ptrdiff_t)(t.end - start), &s));
    if (n == 1 && t.syllable && vi_lexicon_freedom(t.syllable) >= VI_SELDOM)
        t.foreign = glued;
    return t;
}

static bool is_blank(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
}

static bool ends_sentence(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == '\n';
}

/* Addresses of the web and of mail, up to the next blank. */
static size_t address_end(const char *text, size_t len, size_t at)
{
    size_t end = at;
    while (end < len && !is_blank(g_utf8_get_char(text + end)))
        end = (size_t)(g_utf8_next_char(text + end) - text);
    gssize n = (gssize)(end - at);
    bool address = g_strstr_len(text + at, n, "://") || g_strstr_len(text + at, n, "www.") || memchr(text + at, '@', end - at);
    return address ? end : at;
}

static void read_tokens(const char *text, size_t len, GArray *out)
{
    bool first = true;
    bool begins = true;             /* a run without blanks */
    size_t at = 0;
    while (at < len) {
        size_t end = begins ? address_end(text, len, at) : at;
        gunichar c = end > at ? '@' : g_utf8_get_char(text + at);
        begins = is_blank(c);
        if (is_letter(c)) {
            struct token t = read_token(text, len, at);
            t.first = first;
            first = false;
            at = t.end;
            g_array_append_val(out, t);
            continue;
        }
        if (out->len > 0 && !is_blank(c))
            g_array_index(out, struct token, out->len - 1).ends = true;
        first = first || ends_sentence(c);
        if (!is_blank(c) && !ends_sentence(c) && !g_unichar_isdigit(c))
            first = first || c == 0x201C || c == '"' || c == '-' || c == 0x2013 || c == '(';
        at = end > at ? end : (size_t)(g_utf8_next_char(text + at) - text);
    }
    if (out->len > 0)
        g_array_index(out, struct token, out->len - 1).ends = true;
}

/* Capitals in a row are a name; a line in capitals throughout is a title. */
static void find_names(struct token *t, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i;
        bool all = true;
        while (end < n && t[end].capital) {
            all = all && t[end].all_capital;
            end++;
            if (t[end - 1].ends)
                break;
        }
        if (end == i) {
            i++;
            continue;
        }
        for (size_t k = i; k < end; k++)
            t[k].name = !(all && end - i > 2) && (end - i > 1 || !t[k].first);
        i = end;
    }
}

/* --- costs --- */

/* The neighbourhood of one syllable: it, two before and two behind; 0: nobody there. */
struct place {
    const struct token *t;
    size_t at, n;
};

static bool joined(const struct place *p, size_t a)
{
    return a + 1 < p->n && !p->t[a].ends && !p->t[a].foreign && !p->t[a + 1].foreign;
}

/* What the token k costs when `syllable` stands at p->at. */
static float cost(const struct place *p, size_t k, unsigned syllable)
{
    const struct token *t = &p->t[k];
    unsigned me = k == p->at ? syllable : t->syllable;
    enum vi_bond left = VI_UNKNOWN, right = VI_UNKNOWN;
    if (k > 0 && joined(p, k - 1))
        left = vi_lexicon_pair(k - 1 == p->at ? syllable : p->t[k - 1].syllable, me);
    if (joined(p, k))
        right = vi_lexicon_pair(me, k + 1 == p->at ? syllable : p->t[k + 1].syllable);
    if (left || right) {
        float c = left && right ? BOUND_TWICE : BOUND;
        return left == VI_FREQUENT || right == VI_FREQUENT ? c - OFTEN : c;
    }
    if (t->foreign || (t->name && k != p->at))
        return FOREIGN;
    return alone[vi_lexicon_freedom(me)];
}

static float cost_around(const struct place *p, unsigned syllable)
{
    float sum = cost(p, p->at, syllable);
    if (p->at > 0)
        sum += cost(p, p->at - 1, syllable);
    if (p->at + 1 < p->n)
        sum += cost(p, p->at + 1, syllable);
    return sum;
}

/* May the syllable at p->at be a mistake for this one at all? A name's may only if it makes a word with what follows. */
static bool may_be(const struct place *p, unsigned syllable)
{
    const struct token *t = &p->t[p->at];
    if (!t->name)
        return true;
    return joined(p, p->at) && !t[1].capital && vi_lexicon_pair(syllable, t[1].syllable);
}

struct best {
    struct vi_letters letters;
    float gain;
};

/* Takes the syllable for the best if it is better than that. */
static void weigh(const struct place *p, float written, const struct vi_confusable *c, struct best *b)
{
    float gain = written - cost_around(p, c->syllable) - c->distance;
    if (gain > b->gain && may_be(p, c->syllable)) {
        b->gain = gain;
        b->letters = c->letters;
    }
}

static enum vi_bond bond(const struct place *p, size_t left)
{
    return joined(p, left) ? vi_lexicon_pair(p->t[left].syllable, p->t[left + 1].syllable) : VI_UNKNOWN;
}

/* Does the wrong syllable of a slip belong to its other neighbour? What only "và" or "các" stands beside is free. */
static bool belongs(const struct place *p, enum vi_bond with, size_t neighbour)
{
    if (with != VI_KNOWN)
        return with == VI_FREQUENT;
    return vi_lexicon_freedom(p->t[p->at].syllable) == VI_GRAMMAR ||
           vi_lexicon_freedom(p->t[neighbour].syllable) != VI_GRAMMAR;
}

/* The syllable as the second or the first of a slip whose first is `left`; not in "chất lương thực", "học tập chung". */
static void weigh_slip(const struct place *p, size_t left, bool second, float written, struct best *b)
{
    const struct vi_slip *s = joined(p, left) ? vi_lexicon_slip(p->t[left].syllable, p->t[left + 1].syllable) : NULL;
    if (!s || s->second != second)
        return;
    enum vi_bond before = left > 0 ? bond(p, left - 1) : VI_UNKNOWN, behind = bond(p, left + 1);
    bool other = second ? before == VI_FREQUENT : behind == VI_FREQUENT;
    if (!other && !belongs(p, second ? behind : before, second ? left + 2 : left - 1))
        weigh(p, written, &(struct vi_confusable){ s->letters, s->syllable, -SLIP }, b);
}

static struct best examine(const struct place *p)
{
    struct best b = { .gain = 0 };
    const struct token *t = &p->t[p->at];
    if (t->foreign)
        return b;
    float written = cost_around(p, t->syllable);
    struct vi_confusable near[VI_MAX_CONFUSABLES];
    /* where the best that can be gained is too little, which syllables are near need not be known */
    bool hopeless = written - 3 * (BOUND_TWICE - OFTEN) - NEAREST < LEAST_GAIN;
    unsigned n = hopeless ? 0 : vi_confuse(&t->letters, near);
    for (unsigned i = 0; i < n; i++)
        weigh(p, written, &near[i], &b);
    if (p->at > 0)
        weigh_slip(p, p->at - 1, true, written, &b);
    weigh_slip(p, p->at, false, written, &b);
    return b;
}

/* --- all of it --- */

static void tell(const char *text, const struct token *t, const struct best *b, vi_realword_fn found, void *data)
{
    char right[VI_SYLLABLE_BYTES];
    vi_syllable_spell(&b->letters, text + t->start, t->end - t->start, right);
    struct vi_suspect s = { t->start, t->end, right, (double)b->gain };
    found(&s, data);
}

void vi_realword_check(const char *text, size_t len, vi_realword_fn found, void *data)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
    read_tokens(text, len, tokens);
    struct token *t = (struct token *)(void *)tokens->data;
    size_t n = tokens->len;
    find_names(t, n);
    struct best *best = g_new(struct best, n + 1);
    for (size_t i = 0; i < n; i++)
        best[i] = examine(&(struct place){ t, i, n });
    best[n].gain = 0;
    /* one slip makes its neighbours suspect too: of those in a row the likeliest is told */
    for (size_t i = 0; i < n; i++)
        if (best[i].gain >= LEAST_GAIN && best[i].gain >= best[i + 1].gain && (i == 0 || best[i].gain > best[i - 1].gain))
            tell(text, &t[i], &best[i], found, data);
    g_free(best);
    g_array_free(tokens, TRUE);
}
