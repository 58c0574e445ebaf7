/* SPDX-License-Identifier: MIT */
/*
 * A syllable is suspect when its neighbours speak for another that is one slip away (evidence.h) so clearly that
 * chance does not explain it. What the document says besides counts as well: what stands in it several times beside
 * the same neighbour is meant; where the other syllable stands beside that neighbour elsewhere, it is meant here too.
 *
 * Words end at punctuation and at numbers. Names are left alone: capitals in a row,
 * and one capital inside a sentence unless the right syllable makes a word with the next.
 */
#include "lang/vi/realword.h"

#include "lang/vi/confuse.h"
#include "lang/vi/evidence.h"
#include "lang/vi/syllable.h"

/* Log odds. */
#define SLIP 7.0f           /* the right one of a slip that everybody makes */
#define AGAIN (-1.0f)       /* what is written stands elsewhere beside the same neighbour: once, … */
#define OFTEN (-2.5f)       /* … several times */
#define COINED (-1.5f)      /* a rare syllable that the document has elsewhere too, beside others: a word of its subject */
#define ECHO (-1.5f)        /* a rare syllable that begins as its neighbour does: lênh láng, xâm xấp */
#define ELSEWHERE 1.5f      /* the right one stands there */
#define LEAST 4.3f          /* what is told */

/* A word of the document in lower case, once. */
struct form {
    struct vi_letters letters;
    uint16_t syllable;          /* its number; 0: not in the lexicon */
    uint16_t n_near;
    uint32_t near;              /* the first of the syllables near it, of n_near */
    bool read, foreign, sought;
};

struct token {
    uint32_t start, end;
    uint32_t form;
    unsigned syllable;
    enum vi_bond bond;          /* with the next one */
    bool ends;                  /* no word goes on behind it */
    bool capital, all_capital;
    bool name, foreign;
    bool first;                 /* of a sentence or a line */
    bool counted;               /* a number stands before it */
};

struct suspect {
    uint32_t paragraph, start, end;
    const char *text;
    guint at;                   /* in r->sequence */
    struct vi_letters right;
    unsigned meant;
    float weight;
    bool slip;
};

struct vi_realword {
    GArray *forms;              /* of struct form, by the id of the word */
    GArray *near;               /* of struct vi_confusable, of one form after the other */
    GArray *tokens;             /* of struct token: the paragraph */
    GArray *sequence;           /* of uint32_t: the words of the document, 0 where none goes on */
    GArray *suspects;
};

/* --- words --- */

static struct form *form_of(struct vi_realword *r, const struct vi_word *word)
{
    const struct vi_word *w = word->fold;
    if (w->id >= r->forms->len)
        g_array_set_size(r->forms, w->id + 1);
    struct form *f = &g_array_index(r->forms, struct form, w->id);
    if (f->read)
        return f;
    struct vi_syllable s;
    f->read = true;
    vi_letters_read(w->text, w->len, &f->letters);
    f->syllable = (uint16_t)vi_lexicon_find(&f->letters);
    f->foreign = f->syllable == 0 && ((w->flags & VI_USER) || !vi_syllable_split(w->text, (ptrdiff_t)w->len, &s));
    if (w->letters == 1 && vi_lexicon_freedom(f->syllable) < VI_SELDOM)
        f->foreign = true;
    return f;
}

/* The syllables near a form, sought once. */
static const struct vi_confusable *near_of(struct vi_realword *r, struct form *f)
{
    if (!f->sought) {
        struct vi_confusable near[VI_MAX_CONFUSABLES];
        f->sought = true;
        f->near = r->near->len;
        f->n_near = (uint16_t)vi_confuse(&f->letters, near);
        g_array_append_vals(r->near, near, f->n_near);
    }
    return f->n_near ? &g_array_index(r->near, struct vi_confusable, f->near) : NULL;
}

/* --- reading --- */

static bool ends_sentence(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x2026;
}

/* Behind these a sentence or an item may begin. */
static bool opens(gunichar c)
{
    return c == 0x201C || c == '"' || c == '-' || c == 0x2013 || c == '(';
}

static bool is_hyphen(const struct vi_token *t, uint32_t i, uint32_t n)
{
    return i + 1 < n && t[i].kind == VI_PUNCT && t[i].ch == '-' && t[i + 1].kind == VI_WORD;
}

/* Words glued to digits, joined by hyphens (xi-măng), or of letters in two cases are none of ours. */
static struct token read_word(struct vi_realword *r, const struct vi_token *t, uint32_t i, uint32_t n)
{
    const struct vi_word *w = t[i].word;
    const struct form *f = form_of(r, w);
    bool number_before = i > 0 && t[i - 1].kind == VI_NUMBER, number_behind = i + 1 < n && t[i + 1].kind == VI_NUMBER;
    bool joined = is_hyphen(t, i + 1, n) || (i > 1 && t[i - 2].kind == VI_WORD && is_hyphen(t, i - 1, n));
    struct token k = {
        .start = t[i].start, .end = t[i].end, .form = w->fold->id, .syllable = f->syllable, .capital = w->letter_case != VI_LOWER,
        .all_capital = w->letter_case == VI_UPPER, .counted = i > 1 && t[i - 1].kind == VI_SPACE && t[i - 2].kind == VI_NUMBER,
    };
    k.foreign = f->foreign || number_before || number_behind || joined || w->letter_case == VI_MIXED ||
                (w->letters == 1 && k.capital);
    return k;
}

static void read_tokens(struct vi_realword *r, const struct vi_token *t, uint32_t n)
{
    bool first = true;
    g_array_set_size(r->tokens, 0);
    for (uint32_t i = 0; i < n; i++) {
        if (t[i].kind == VI_WORD) {
            struct token k = read_word(r, t, i, n);
            k.first = first;
            first = false;
            g_array_append_val(r->tokens, k);
            continue;
        }
        if (t[i].kind == VI_SPACE)
            continue;
        if (r->tokens->len > 0)
            g_array_index(r->tokens, struct token, r->tokens->len - 1).ends = true;
        first = first || (t[i].kind == VI_PUNCT && (ends_sentence(t[i].ch) || opens(t[i].ch)));
    }
    if (r->tokens->len > 0)
        g_array_index(r->tokens, struct token, r->tokens->len - 1).ends = true;
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

/* --- one syllable --- */

/* The tokens, and the one that is looked at. */
struct spot {
    const struct token *t;
    size_t at, n;
};

static bool joined(const struct spot *s, size_t a)
{
    return a + 1 < s->n && !s->t[a].ends && !s->t[a].foreign && !s->t[a + 1].foreign;
}

/* Each pair of neighbours is looked up once. */
static void find_bonds(const struct spot *s, struct token *t)
{
    for (size_t i = 0; i < s->n; i++)
        t[i].bond = joined(s, i) ? vi_lexicon_pair(t[i].syllable, t[i + 1].syllable) : VI_UNKNOWN;
}

static struct vi_place place_of(const struct spot *s)
{
    const struct token *t = &s->t[s->at];
    struct vi_place p = { .written = t->syllable, .counted = t->counted };
    if (s->at > 0 && joined(s, s->at - 1)) {
        p.has_left = true;
        p.left = t[-1].syllable;
        p.bond[1] = t[-1].bond;
        p.before = s->at > 1 && joined(s, s->at - 2) ? t[-2].syllable : 0;
        p.bond[0] = s->at > 1 ? t[-2].bond : VI_UNKNOWN;
    }
    if (joined(s, s->at)) {
        p.has_right = true;
        p.right = t[1].syllable;
        p.bond[2] = t->bond;
        p.behind = joined(s, s->at + 1) ? t[2].syllable : 0;
        p.bond[3] = t[1].bond;
    }
    vi_evidence_prepare(&p);
    return p;
}

/* May the syllable be a mistake for this one at all? A name's may only if it makes a word with what follows. */
static bool may_be(const struct spot *s, const struct vi_place *p, unsigned meant)
{
    const struct token *t = &s->t[s->at];
    if (!t->name)
        return true;
    return p->has_right && !t[1].capital && vi_lexicon_pair(meant, p->right);
}

/* Do the syllables of a slip belong elsewhere: one to a common word, or each to what stands on its other side? */
static bool belong_elsewhere(const struct vi_place *p, bool second, unsigned right)
{
    enum vi_bond other = p->bond[second ? 0 : 3], wrong = p->bond[second ? 2 : 1];
    enum vi_bond meant = second ? vi_lexicon_pair(right, p->right) : vi_lexicon_pair(p->left, right);
    return other == VI_FREQUENT || (wrong > meant && (wrong == VI_FREQUENT || other == VI_KNOWN));
}

/* The syllable as the second or the first of a slip; not in "chất lương thực", "học tập chung". */
static const struct vi_slip *slip_of(const struct vi_place *p, bool second)
{
    bool there = second ? p->has_left : p->has_right;
    const struct vi_slip *s = !there ? NULL : second ? vi_lexicon_slip(p->left, p->written) : vi_lexicon_slip(p->written, p->right);
    return s && s->second == second && !belong_elsewhere(p, second, s->syllable) ? s : NULL;
}

/* Does a rare syllable begin as its neighbour at `b` does, which it does not equal? So do the halves of reduplicated words. */
static bool echoes(struct vi_realword *r, const struct spot *s, size_t b)
{
    const struct vi_letters *x = &g_array_index(r->forms, struct form, s->t[s->at].form).letters;
    const struct vi_letters *y = &g_array_index(r->forms, struct form, s->t[b].form).letters;
    return x->n > 1 && y->n > 1 && x->letter[0] == y->letter[0] && vi_lexicon_freedom(s->t[s->at].syllable) <= VI_RARE &&
           vi_lexicon_freedom(s->t[b].syllable) <= VI_SELDOM;
}

static void weigh(const struct spot *s, const struct vi_place *p, const struct vi_confusable *c, float more, struct suspect *best)
{
    float weight = vi_evidence(p, c->syllable, c->distance, best->weight - more) + more;
    if (weight > best->weight && may_be(s, p, c->syllable)) {
        best->weight = weight;
        best->right = c->letters;
        best->meant = c->syllable;
        best->slip = more > 0;
    }
}

static void examine(struct vi_realword *r, const struct spot *s, struct suspect *best)
{
    const struct token *t = &s->t[s->at];
    if (t->foreign)
        return;
    const struct vi_place p = place_of(s);
    if (!p.has_left && !p.has_right)
        return;                     /* nobody to go with: "ampe, vôn, oát" */
    if (vi_evidence_limit(&p) >= best->weight) {        /* else which syllables are near need not be known */
        struct form *f = &g_array_index(r->forms, struct form, t->form);
        const struct vi_confusable *near = near_of(r, f);
        bool echo = (s->at > 0 && joined(s, s->at - 1) && echoes(r, s, s->at - 1)) || (joined(s, s->at) && echoes(r, s, s->at + 1));
        for (unsigned i = 0; i < f->n_near; i++)
            weigh(s, &p, &near[i], echo ? ECHO : 0, best);
    }
    for (int second = 0; second < 2; second++) {
        const struct vi_slip *slip = slip_of(&p, second);
        if (slip)
            weigh(s, &p, &(struct vi_confusable){ slip->letters, slip->syllable, 0 }, SLIP, best);
    }
}

struct vi_realword *vi_realword_new(void)
{
    struct vi_realword *r = g_new(struct vi_realword, 1);
    *r = (struct vi_realword){
        .forms = g_array_new(FALSE, TRUE, sizeof(struct form)),
        .near = g_array_new(FALSE, FALSE, sizeof(struct vi_confusable)),
        .tokens = g_array_new(FALSE, FALSE, sizeof(struct token)),
        .sequence = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .suspects = g_array_new(FALSE, FALSE, sizeof(struct suspect)),
    };
    return r;
}

void vi_realword_drop(struct vi_realword *r)
{
    g_array_free(r->forms, TRUE);
    g_array_free(r->near, TRUE);
    g_array_free(r->tokens, TRUE);
    g_array_free(r->sequence, TRUE);
    g_array_free(r->suspects, TRUE);
    g_free(r);
}

char *vi_realword_ask(struct vi_realword *r, const char *text, const struct vi_token *tokens, uint32_t n, uint32_t i, double least)
{
    read_tokens(r, tokens, n);
    struct token *t = (struct token *)(void *)r->tokens->data;
    struct spot s = { .t = t, .n = r->tokens->len };
    find_names(t, s.n);
    find_bonds(&s, t);
    while (s.at < s.n && t[s.at].start != tokens[i].start)
        s.at++;
    struct suspect k = { .weight = (float)least };
    if (s.at < s.n)
        examine(r, &s, &k);
    if (!k.meant)
        return NULL;
    char right[VI_SYLLABLE_BYTES];
    vi_syllable_spell(&k.right, text + tokens[i].start, tokens[i].end - tokens[i].start, right);
    return g_strdup(right);
}

/* Spellings of one syllable are one word. */
static uint32_t identity(const struct token *t)
{
    return t->syllable ? t->syllable : 0x10000u + t->form;
}

void vi_realword_read(struct vi_realword *r, uint32_t paragraph, const char *text, const struct vi_token *tokens, uint32_t n)
{
    read_tokens(r, tokens, n);
    struct token *t = (struct token *)(void *)r->tokens->data;
    struct spot s = { .t = t, .n = r->tokens->len };
    find_names(t, s.n);
    find_bonds(&s, t);
    for (; s.at < s.n; s.at++) {
        struct suspect k = { .paragraph = paragraph, .start = t[s.at].start, .end = t[s.at].end, .text = text,
                             .at = r->sequence->len, .weight = LEAST - ELSEWHERE };
        examine(r, &s, &k);
        if (k.meant)
            g_array_append_val(r->suspects, k);
        uint32_t word = identity(&t[s.at]), end = 0;
        g_array_append_val(r->sequence, word);
        if (t[s.at].ends)
            g_array_append_val(r->sequence, end);
    }
}

/* --- the document --- */

/* How often pairs of words stand in the document, for those that are asked for. */
struct counts {
    GHashTable *pairs;          /* uint64_t, a pair's two words, owned → how often */
    GHashTable *words;          /* a suspect word → how often */
    uint32_t filter[1 << 11];   /* bits of pairs: what has none is not among them */
};

static uint64_t pair_of(uint32_t a, uint32_t b)
{
    return a && b ? (uint64_t)a << 32 | b : 0;
}

static uint32_t filter_bit(uint64_t pair)
{
    return (uint32_t)(pair * 0x9E3779B97F4A7C15u >> 48);
}

static void want(struct counts *c, uint64_t pair)
{
    if (!pair)
        return;
    if (!g_hash_table_contains(c->pairs, &pair))
        g_hash_table_insert(c->pairs, g_memdup2(&pair, sizeof pair), NULL);
    c->filter[filter_bit(pair) >> 5] |= 1u << (filter_bit(pair) & 31);
}

static unsigned count_of(const struct counts *c, uint64_t pair)
{
    return pair ? GPOINTER_TO_UINT(g_hash_table_lookup(c->pairs, &pair)) : 0;
}

/* The pairs that the word at `at` makes, or would make: with what stands before it, with what stands behind it. */
static void pairs_at(const struct vi_realword *r, guint at, uint32_t word, uint64_t out[2])
{
    const uint32_t *s = (const uint32_t *)(const void *)r->sequence->data;
    out[0] = pair_of(at > 0 ? s[at - 1] : 0, word);
    out[1] = pair_of(word, at + 1 < r->sequence->len ? s[at + 1] : 0);
}

static void count_pairs(const struct vi_realword *r, struct counts *c)
{
    const uint32_t *s = (const uint32_t *)(const void *)r->sequence->data;
    for (guint i = 0; i < r->suspects->len; i++) {
        const struct suspect *k = &g_array_index(r->suspects, struct suspect, i);
        uint64_t written[2], meant[2];
        pairs_at(r, k->at, s[k->at], written);
        pairs_at(r, k->at, k->meant, meant);
        for (int side = 0; side < 2; side++) {
            want(c, written[side]);
            want(c, meant[side]);
        }
        g_hash_table_insert(c->words, GUINT_TO_POINTER(s[k->at]), NULL);
    }
    for (guint i = 0; i < r->sequence->len; i++) {
        gpointer word = GUINT_TO_POINTER(s[i]), n;
        if (s[i] && g_hash_table_lookup_extended(c->words, word, NULL, &n))
            g_hash_table_insert(c->words, word, GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
    }
    for (guint i = 0; i + 1 < r->sequence->len; i++) {
        uint64_t pair = pair_of(s[i], s[i + 1]);
        uint32_t bit = filter_bit(pair);
        if ((c->filter[bit >> 5] >> (bit & 31) & 1) && g_hash_table_contains(c->pairs, &pair))
            g_hash_table_replace(c->pairs, g_memdup2(&pair, sizeof pair), GUINT_TO_POINTER(count_of(c, pair) + 1));
    }
}

/* What the rest of the document adds to the weight of a suspect. */
static float seen_elsewhere(const struct vi_realword *r, const struct counts *c, const struct suspect *k)
{
    uint64_t written[2], meant[2];
    pairs_at(r, k->at, g_array_index(r->sequence, uint32_t, k->at), written);
    pairs_at(r, k->at, k->meant, meant);
    unsigned same = MAX(count_of(c, written[0]), count_of(c, written[1]));
    unsigned other = MAX(count_of(c, meant[0]), count_of(c, meant[1]));
    if (other)
        return other + 1 >= same ? ELSEWHERE : 0;
    if (k->slip)
        return 0;
    uint32_t word = g_array_index(r->sequence, uint32_t, k->at);
    unsigned all = GPOINTER_TO_UINT(g_hash_table_lookup(c->words, GUINT_TO_POINTER(word)));
    bool coined = all > same && all > 1 && vi_lexicon_freedom(word) <= VI_RARE;
    return (same < 2 ? 0 : same == 2 ? AGAIN : OFTEN) + (coined ? COINED : 0);
}

static void tell(const struct suspect *k, vi_realword_fn found, void *data)
{
    char right[VI_SYLLABLE_BYTES];
    vi_syllable_spell(&k->right, k->text + k->start, k->end - k->start, right);
    struct vi_suspect s = { k->paragraph, k->start, k->end, right, (double)k->weight };
    found(&s, data);
}

/* One slip makes its neighbours suspect too: of those in a row the likeliest is told. */
static bool is_likeliest(const struct suspect *k, guint i, guint n)
{
    bool before = i > 0 && k[i - 1].at + 1 == k[i].at && k[i - 1].weight >= k[i].weight;
    bool behind = i + 1 < n && k[i].at + 1 == k[i + 1].at && k[i + 1].weight > k[i].weight;
    return !before && !behind;
}

void vi_realword_tell(struct vi_realword *r, vi_realword_fn found, void *data)
{
    struct counts c = { .pairs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                        .words = g_hash_table_new(NULL, NULL) };
    struct suspect *k = (struct suspect *)(void *)r->suspects->data;
    guint n = r->suspects->len;
    if (n)
        count_pairs(r, &c);
    for (guint i = 0; i < n; i++)
        k[i].weight += seen_elsewhere(r, &c, &k[i]);
    for (guint i = 0; i < n; i++)
        if (k[i].weight >= LEAST && is_likeliest(k, i, n))
            tell(&k[i], found, data);
    g_hash_table_destroy(c.pairs);
    g_hash_table_destroy(c.words);
}
