/* SPDX-License-Identifier: MIT */
/*
 * A name that is another one but for one mark or letter: Nguyễn Thi Ngọc Lan beside Nguyễn Thị Ngọc Lan. A name is a run of
 * three to eight capitalised words; such as stand in the data of the report (attendants, speakers) are taken as right.
 *
 * Names that differ like this meet under a key: the name with one word reduced to what the two have in common. Each key
 * keeps the most trusted name, so that all is linear in the text.
 */
#include "lang/vi/lint.h"

#include "lang/vi/spelling.h"

#include <string.h>

enum { NAME_LEAST = 3, NAME_MOST = 8 };

struct name {
    const struct vi_word *words[NAME_MOST];      /* in lower case */
    unsigned n;
    unsigned count;
    bool given;                                 /* in the data */
    const struct name *meant;                   /* the name that this one is a slip of … */
    unsigned at;                                /* … in this word */
    bool apart;                                 /* both stand in one paragraph: two people */
    uint32_t seen;                              /* the last unit that has it, + 1 */
    const struct prose_unit *unit;              /* where it is first seen; of the data, if it is there */
    uint32_t start, end;
};

struct place {
    struct name *name;
    uint32_t unit, start, end;
};

struct names {
    GHashTable *table;          /* of struct name, by its words */
    GPtrArray *order;           /* as they are met */
    GArray *places;             /* of struct place */
    GHashTable *keys;           /* hash of a key → the most trusted name */
};

static guint64 mix(guint64 h, guint64 x)
{
    h = (h ^ x) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return h ^ (h >> 29);
}

static guint name_hash(gconstpointer p)
{
    const struct name *a = p;
    guint64 h = a->n;
    for (unsigned i = 0; i < a->n; i++)
        h = mix(h, a->words[i]->id);
    return (guint)(h >> 16);
}

static gboolean name_equal(gconstpointer x, gconstpointer y)
{
    const struct name *a = x, *b = y;
    return a->n == b->n && memcmp(a->words, b->words, a->n * sizeof(a->words[0])) == 0;
}

/* --- the names of the text --- */

static bool is_title(const struct vi_word *w)
{
    static const char *const titles[] = { "ông", "bà", "anh", "chị", "cô", "thầy", "em", "bác", "chú" };
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        if (strcmp(w->fold->text, titles[i]) == 0)
            return true;
    return false;
}

static bool is_capital(const struct vi_unit *u, uint32_t i)
{
    return u->t[i].kind == VI_WORD && u->t[i].word->letter_case == VI_CAPITAL && !(u->t[i].word->flags & VI_OTHER_SCRIPT);
}

/* The words of tokens from … to - 1, every second of which is a space. */
static void note(struct names *s, const struct vi_unit *u, uint32_t unit, uint32_t from, uint32_t to)
{
    if (is_title(u->t[from].word))
        from += 2;
    unsigned n = to > from ? (to - from + 1) / 2 : 0;
    if (n < NAME_LEAST || n > NAME_MOST)
        return;
    struct name key = { .n = n };
    for (unsigned i = 0; i < n; i++)
        key.words[i] = u->t[from + 2 * i].word->fold;
    struct name *a = g_hash_table_lookup(s->table, &key);
    if (!a) {
        a = g_memdup2(&key, sizeof(key));
        g_hash_table_add(s->table, a);
        g_ptr_array_add(s->order, a);
    }
    bool given = u->prose->kind == PROSE_NAME;
    if (!a->unit || (given && !a->given)) {
        a->unit = u->prose;
        a->start = u->t[from].start;
        a->end = u->t[to - 1].end;
    }
    a->given |= given;
    a->count++;
    const struct place p = { a, unit, u->t[from].start, u->t[to - 1].end };
    g_array_append_val(s->places, p);
}

static void collect(struct names *s, const struct vi_unit *u, uint32_t unit)
{
    for (uint32_t i = 0; i < u->n; i++) {
        if (!is_capital(u, i))
            continue;
        uint32_t from = i;
        while (i + 2 < u->n && u->t[i + 1].kind == VI_SPACE && is_capital(u, i + 2))
            i += 2;
        note(s, u, unit, from, i + 1);
    }
}

/* --- what two words have in common --- */

/* The same word but for marks, or but for one letter. Only the place of the tone mark: that is no other word. */
static bool is_near(const char *x, const char *y, bool *marks)
{
    struct vi_spelling a, b;
    if (!vi_spelling_read(x, &a) || !vi_spelling_read(y, &b))
        return false;
    unsigned n = MIN(a.n, b.n), head = 0, tail = 0, bare = 0;
    while (head < n && a.base[head] == b.base[head])
        head++;
    while (tail < n - head && a.base[a.n - 1 - tail] == b.base[b.n - 1 - tail])
        tail++;
    while (bare < n && vi_letter_bare(a.base[bare]) == vi_letter_bare(b.base[bare]))
        bare++;
    *marks = a.n == b.n && bare == n;
    if (a.tone == b.tone && a.n == b.n && head == n)
        return false;
    return *marks || (MAX(a.n, b.n) > 1 && a.tone == b.tone && MAX(a.n, b.n) - head - tail == 1);   /* A and B: initials */
}

/* The keys of a name for its word `at`; calls `f` with each. */
static void each_key(struct names *s, struct name *a, unsigned at, void (*f)(struct names *, struct name *, unsigned, guint64))
{
    struct vi_spelling w;
    if (!vi_spelling_read(a->words[at]->text, &w))
        return;
    guint64 h = mix(a->n, at);
    for (unsigned i = 0; i < a->n; i++)
        if (i != at)
            h = mix(h, a->words[i]->id);
    guint64 bare = mix(h, 1), whole = mix(mix(h, 2), w.tone);
    for (unsigned i = 0; i < w.n; i++)
        bare = mix(bare, vi_letter_bare(w.base[i]));
    f(s, a, at, bare);
    for (unsigned skip = 0; skip <= w.n; skip++) {      /* without a letter; w.n: with all */
        guint64 less = whole, other = mix(whole, skip + 1);
        for (unsigned i = 0; i < w.n; i++) {
            less = i == skip ? less : mix(less, w.base[i]);
            other = mix(other, i == skip ? 0 : w.base[i]);
        }
        f(s, a, at, less);
        if (skip < w.n)
            f(s, a, at, other);
    }
}

static gpointer key_of(guint64 h)
{
    return GSIZE_TO_POINTER((gsize)h | 1);
}

static void keep(struct names *s, struct name *a, unsigned at, guint64 h)
{
    (void)at;
    const struct name *b = g_hash_table_lookup(s->keys, key_of(h));
    if (!b || (a->given && !b->given) || (a->given == b->given && a->count > b->count))
        g_hash_table_insert(s->keys, key_of(h), a);
}

/* --- the judgement --- */

/* Is `a`, which differs from `b` in the word `at`, meant to be `b`? Given names differ by a mark between people, too. */
static bool is_slip(const struct name *a, const struct name *b, unsigned at)
{
    if (a == b || a->n != b->n || !(b->given || b->count >= MAX(2, 2 * a->count)))
        return false;
    for (unsigned i = 0; i < a->n; i++)
        if ((a->words[i] != b->words[i]) != (i == at))
            return false;
    bool marks = false;
    return is_near(a->words[at]->text, b->words[at]->text, &marks) && (marks || b->given || at + 1 < a->n);
}

static void propose(struct names *s, struct name *a, unsigned at, guint64 h)
{
    const struct name *b = g_hash_table_lookup(s->keys, key_of(h));
    if (a->given || a->meant || !b || !is_slip(a, b, at))
        return;
    a->meant = b;
    a->at = at;
}

/* People whose given names are alike are told apart where they stand together. */
static void find_apart(struct names *s)
{
    const struct place *p = (const struct place *)(void *)s->places->data;
    for (guint i = 0, end; i < s->places->len; i = end) {
        for (end = i; end < s->places->len && p[end].unit == p[i].unit; end++)
            p[end].name->seen = p[i].unit + 1;
        for (guint k = i; k < end; k++) {
            struct name *a = p[k].name;
            a->apart |= a->meant && a->at + 1 == a->n && a->meant->seen == p[k].unit + 1;
        }
    }
}

static void say(struct vi_lint *l, const struct place *p)
{
    const struct name *b = p->name->meant;
    const struct prose_unit *u = l->units[p->unit].prose;
    char *here = g_strndup(u->text + p->start, p->end - p->start), *there = g_strndup(b->unit->text + b->start, b->end - b->start);
    struct diag_item *it = vi_lint_say(l, DIAG_VI_NAME_SPELLING, u, p->start, p->end, there, false, here, there);
    vi_lint_relate(l, it, b->unit, b->start, b->end, there);
    g_free(there);
    g_free(here);
}

static void for_keys(struct names *s, void (*f)(struct names *, struct name *, unsigned, guint64))
{
    for (guint i = 0; i < s->order->len; i++) {
        struct name *a = s->order->pdata[i];
        for (unsigned at = 0; at < a->n; at++)
            each_key(s, a, at, f);
    }
}

void vi_lint_names(struct vi_lint *l)
{
    struct names s = {
        .table = g_hash_table_new_full(name_hash, name_equal, g_free, NULL),
        .order = g_ptr_array_new(),
        .places = g_array_new(FALSE, FALSE, sizeof(struct place)),
        .keys = g_hash_table_new(NULL, NULL),
    };
    for (uint32_t k = 0; k < l->n_units; k++)
        collect(&s, &l->units[k], k);
    for_keys(&s, keep);
    for_keys(&s, propose);
    find_apart(&s);
    for (guint i = 0; i < s.places->len; i++) {
        const struct place *p = &g_array_index(s.places, struct place, i);
        if (p->name->meant && !p->name->apart)
            say(l, p);
    }
    g_hash_table_destroy(s.keys);
    g_array_free(s.places, TRUE);
    g_ptr_array_free(s.order, TRUE);
    g_hash_table_destroy(s.table);
}
