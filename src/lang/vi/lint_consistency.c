/* SPDX-License-Identifier: MIT */
/*
 * One syllable, two spellings, both right: the tone mark of hòa or hoà, the vowel of kỹ or kĩ. A document settles each
 * such question in one way; the rarer answer is found, and the other offered.
 */
#include "lang/vi/lint.h"

#include "lang/vi/spelling.h"

#include <string.h>

struct spot {
    const struct prose_unit *unit;
    uint32_t start, end;
};

struct question {
    unsigned count[2];
    struct spot first[2];       /* of each answer */
    unsigned later;             /* the answer that was seen after the other */
};

/* What a word says: the answer 0 or 1 to a question, by its index; -1: nothing. */
struct answer {
    int32_t question;
    uint8_t way;
    bool known;
};

/* One kind of questions. */
struct survey {
    enum diag_code id;
    /* Reads a word in lower case. Gives the question's name, to be freed, and the answer; NULL: it has to do with none. */
    char *(*read)(const char *lower, unsigned *way);
    /* The word in the other spelling, as letters that are put in its place. */
    void (*turn)(gunichar *letters, glong n);
    bool small;                 /* words in lower case only: a name is spelt as its bearer wants it */
    GArray *answers;            /* of struct answer, by the id of the word in lower case */
    GArray *questions;          /* of struct question */
    GHashTable *index;          /* the name of a question → its index + 1 */
};

/* --- the two kinds --- */

/* Open oa, oe, uy with a tone: on the first vowel or on the second. The u of "quý" belongs to the onset. */
static char *read_tone(const char *lower, unsigned *way)
{
    struct vi_spelling s;
    if (!vi_spelling_read(lower, &s) || s.n < 2 || s.tones != 1 || vi_spelling_check(&s))
        return NULL;
    gunichar a = s.base[s.n - 2], b = s.base[s.n - 1];
    bool open = (a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y' && (s.n < 3 || s.base[s.n - 3] != 'q'));
    if (!open || s.tone_at < s.n - 2)
        return NULL;
    *way = s.tone_at == s.n - 1;
    return g_strdup("");
}

static gunichar join(struct vi_letter l)
{
    gunichar c = vi_letter_join(l.base, l.tone);
    return l.upper ? g_unichar_toupper(c) : c;
}

static void turn_tone(gunichar *letters, glong n)
{
    struct vi_letter a = vi_letter_split(letters[n - 2]), b = vi_letter_split(letters[n - 1]);
    enum vi_tone tone = a.tone;
    a.tone = b.tone;
    b.tone = tone;
    letters[n - 2] = join(a);
    letters[n - 1] = join(b);
}

/* i or y behind h, k, l, m, s, t, qu. What is two words (công ty, ti vi; một tí, giờ tý; li ti, ly) is no question. */
static char *read_i(const char *lower, unsigned *way)
{
    static const char *const different[] = { "ti", "ty", "tí", "tý", "li", "ly", "mi", "my", "si", "sy" };
    struct vi_spelling s;
    if (!vi_spelling_read(lower, &s) || s.n < 2 || s.n > 3 || s.tones > 1)
        return NULL;
    gunichar last = s.base[s.n - 1];
    bool onset = s.n == 2 ? s.base[0] < 0x80 && strchr("hklmst", (int)s.base[0]) : s.base[0] == 'q' && s.base[1] == 'u';
    if (!onset || (last != 'i' && last != 'y') || (s.tones && s.tone_at != s.n - 1))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(different); i++)
        if (strcmp(lower, different[i]) == 0)
            return NULL;
    *way = last == 'y';
    s.base[s.n - 1] = 'i';
    return vi_spelling_write(&s);
}

static void turn_i(gunichar *letters, glong n)
{
    struct vi_letter l = vi_letter_split(letters[n - 1]);
    l.base = l.base == 'i' ? 'y' : 'i';
    letters[n - 1] = join(l);
}

/* --- the survey --- */

static int32_t question_of(struct survey *s, char *name)
{
    int32_t k = GPOINTER_TO_INT(g_hash_table_lookup(s->index, name));
    if (k) {
        g_free(name);
        return k - 1;
    }
    const struct question q = { .later = 0 };
    g_array_append_val(s->questions, q);
    g_hash_table_insert(s->index, name, GINT_TO_POINTER((int)s->questions->len));
    return (int32_t)s->questions->len - 1;
}

static struct answer ask(struct survey *s, const struct vi_word *w)
{
    const struct vi_word *fold = w->fold;
    if (s->small && w->letter_case != VI_LOWER)
        return (struct answer){ .question = -1 };
    if (fold->id >= s->answers->len)
        g_array_set_size(s->answers, fold->id + 1);
    struct answer *a = &g_array_index(s->answers, struct answer, fold->id);
    if (!a->known) {
        unsigned way = 0;
        char *name = s->read(fold->text, &way);
        *a = (struct answer){ name ? question_of(s, name) : -1, (uint8_t)way, true };
    }
    return *a;
}

/* Words that are written with i alone, by the word behind: tỉ mỉ, lí nhí. */
static bool is_fixed(const struct vi_unit *u, uint32_t i)
{
    static const char *const pairs[][2] = {
        { "tỉ", "mỉ" }, { "tỉ", "mẩn" }, { "tỉ", "tê" }, { "lí", "nhí" }, { "lí", "lắc" }, { "hí", "hửng" }, { "hí", "hoáy" },
    };
    if (i + 2 >= u->n || u->t[i + 1].kind != VI_SPACE || u->t[i + 2].kind != VI_WORD)
        return false;
    for (size_t k = 0; k < G_N_ELEMENTS(pairs); k++)
        if (strcmp(u->t[i].word->fold->text, pairs[k][0]) == 0 && strcmp(u->t[i + 2].word->fold->text, pairs[k][1]) == 0)
            return true;
    return false;
}

static bool is_capital(const struct vi_unit *u, uint32_t i)
{
    return i < u->n && u->t[i].kind == VI_WORD && u->t[i].word->letter_case == VI_CAPITAL;
}

/* A person's name, three capitals in a row or more: it is spelt as its bearer wants it. */
static bool is_in_name(const struct vi_unit *u, uint32_t i)
{
    uint32_t from = i, to = i;
    if (u->prose->kind == PROSE_NAME)
        return true;
    while (from >= 2 && i - from < 4 && u->t[from - 1].kind == VI_SPACE && is_capital(u, from - 2))
        from -= 2;
    while (to - i < 4 && to + 2 < u->n && u->t[to + 1].kind == VI_SPACE && is_capital(u, to + 2))
        to += 2;
    return is_capital(u, i) && to - from >= 4;
}

static char *turned(const struct survey *s, const struct vi_word *w)
{
    glong n;
    gunichar *letters = g_utf8_to_ucs4_fast(w->text, (glong)w->len, &n);
    s->turn(letters, n);
    char *text = g_ucs4_to_utf8(letters, n, NULL, NULL, NULL);
    g_free(letters);
    return text;
}

/* A word in a name is a question of its own: one bearer has one spelling. */
static int32_t question_of_name(struct survey *s, const struct vi_word *fold, unsigned way)
{
    char *plain = way ? turned(s, fold) : g_strdup(fold->text), *name = g_strconcat("=", plain, NULL);
    g_free(plain);
    return question_of(s, name);
}

/* The answer of token `i`; NULL when it gives none. */
static struct question *answer_at(struct survey *s, const struct vi_unit *u, uint32_t i, unsigned *way)
{
    if (u->t[i].kind != VI_WORD)
        return NULL;
    struct answer a = ask(s, u->t[i].word);
    if (a.question < 0 || is_fixed(u, i))
        return NULL;
    *way = a.way;
    if (is_in_name(u, i))
        a.question = question_of_name(s, u->t[i].word->fold, a.way);
    return &g_array_index(s->questions, struct question, a.question);
}

static void count(struct survey *s, const struct vi_unit *u, uint32_t i)
{
    unsigned way;
    struct question *q = answer_at(s, u, i, &way);
    if (!q || q->count[way]++)
        return;
    q->first[way] = (struct spot){ u->prose, u->t[i].start, u->t[i].end };
    q->later = way;
}

static void judge(struct vi_lint *l, struct survey *s, const struct vi_unit *u, uint32_t i)
{
    unsigned way;
    const struct question *q = answer_at(s, u, i, &way);
    if (!q || !q->count[!way] || q->count[way] > q->count[!way] || (q->count[0] == q->count[1] && q->later != way))
        return;
    const struct spot *other = &q->first[!way];
    bool clear = q->count[!way] >= 3 && q->count[!way] >= 2 * q->count[way];
    char *instead = turned(s, u->t[i].word);
    char *there = g_strndup(other->unit->text + other->start, other->end - other->start);
    struct diag_item *it =
        vi_lint_say(l, s->id, u->prose, u->t[i].start, u->t[i].end, instead, clear, u->t[i].word->text, there);
    vi_lint_relate(l, it, other->unit, other->start, other->end, there);
    g_free(there);
    g_free(instead);
}

static void run(struct vi_lint *l, struct survey s)
{
    s.answers = g_array_new(FALSE, TRUE, sizeof(struct answer));
    s.questions = g_array_new(FALSE, TRUE, sizeof(struct question));
    s.index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t k = 0; k < l->n_units; k++)
        for (uint32_t i = 0; i < l->units[k].n; i++)
            count(&s, &l->units[k], i);
    bool mixed = false;
    for (guint k = 0; k < s.questions->len; k++) {
        const struct question *q = &g_array_index(s.questions, struct question, k);
        mixed |= q->count[0] && q->count[1];
    }
    for (uint32_t k = 0; mixed && k < l->n_units; k++)
        for (uint32_t i = 0; i < l->units[k].n; i++)
            judge(l, &s, &l->units[k], i);
    g_hash_table_destroy(s.index);
    g_array_free(s.questions, TRUE);
    g_array_free(s.answers, TRUE);
}

void vi_lint_tone_style(struct vi_lint *l)
{
    run(l, (struct survey){ .id = DIAG_VI_TONE_STYLE, .read = read_tone, .turn = turn_tone });
}

void vi_lint_i_y(struct vi_lint *l)
{
    run(l, (struct survey){ .id = DIAG_VI_I_Y, .read = read_i, .turn = turn_i, .small = true });
}
