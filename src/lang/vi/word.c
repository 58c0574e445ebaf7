/* SPDX-License-Identifier: MIT */
/* Words, each spelling once. */
#include "lang/vi/word.h"

#include "base/arena.h"
#include "lang/vi/spelling.h"
#include "lang/vi/text.h"

#include <string.h>

/* The lists of words.def. */
static const struct {
    unsigned flag;
    const char *words;
} lists[] = {
#define WORDS(flag, words) { VI_##flag, words },
#include "lang/vi/words.def"
};

struct vi_dictionary {
    GHashTable *words;          /* in lower case */
};

struct vi_word_table {
    struct arena *arena;
    const struct vi_dictionary *user;
    GHashTable *listed;         /* word in lower case: its flags */
    GPtrArray *words;           /* of struct vi_word, by id */
    const struct vi_word **slot;
    const char **spelling;      /* of a slot: as it was written … */
    uint32_t *spelling_len;
    size_t n_slots, used;
};

static void list_words(GHashTable *to, const char *words, unsigned flag)
{
    char **list = g_strsplit(words, " ", 0);
    for (char **w = list; *w; w++) {
        if (!**w) {
            g_free(*w);
            continue;
        }
        unsigned flags = GPOINTER_TO_UINT(g_hash_table_lookup(to, *w)) | flag;
        g_hash_table_insert(to, *w, GUINT_TO_POINTER(flags));
    }
    g_free(list);
}

static void resize(struct vi_word_table *w, size_t n)
{
    w->n_slots = n;
    w->slot = g_new0(const struct vi_word *, n);
    w->spelling = g_new0(const char *, n);
    w->spelling_len = g_new0(uint32_t, n);
}

struct vi_word_table *vi_words_new(const struct vi_dictionary *user)
{
    struct vi_word_table *w = g_new0(struct vi_word_table, 1);
    w->arena = arena_new();
    w->user = user;
    w->listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        list_words(w->listed, lists[i].words, lists[i].flag);
    w->words = g_ptr_array_new();
    resize(w, 4096);
    return w;
}

void vi_words_drop(struct vi_word_table *w)
{
    if (!w)
        return;
    g_hash_table_destroy(w->listed);
    g_ptr_array_free(w->words, TRUE);
    g_free(w->slot);
    g_free(w->spelling);
    g_free(w->spelling_len);
    arena_drop(w->arena);
    g_free(w);
}

/* --- the table --- */

static size_t hash(const char *s, size_t len)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return (size_t)(h ^ (h >> 29));
}

static size_t find_slot(const struct vi_word_table *w, const char *text, size_t len)
{
    size_t i = hash(text, len) & (w->n_slots - 1);
    while (w->slot[i] && (w->spelling_len[i] != len || memcmp(w->spelling[i], text, len) != 0))
        i = (i + 1) & (w->n_slots - 1);
    return i;
}

static void grow(struct vi_word_table *w)
{
    struct vi_word_table old = *w;
    resize(w, old.n_slots * 2);
    for (size_t i = 0; i < old.n_slots; i++) {
        if (!old.slot[i])
            continue;
        size_t k = find_slot(w, old.spelling[i], old.spelling_len[i]);
        w->slot[k] = old.slot[i];
        w->spelling[k] = old.spelling[i];
        w->spelling_len[k] = old.spelling_len[i];
    }
    g_free(old.slot);
    g_free(old.spelling);
    g_free(old.spelling_len);
}

/* --- a word --- */

static bool is_latin(gunichar c)
{
    return c < 0x250 ? c != 0xAD : c >= 0x1E00 && c <= 0x1EFF;
}

/* Case, letters, script. */
static void look(struct vi_word *word)
{
    unsigned upper = 0, lower = 0;
    bool first = false;
    word->flags |= VI_ASCII;
    for (const char *s = word->text; *s; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        bool up = g_unichar_isupper(c);
        first |= up && word->letters == 0;
        upper += up;
        lower += g_unichar_islower(c) ? 1 : 0;
        word->letters++;
        if (c >= 0x80 && c != 0x2019)
            word->flags &= ~(unsigned)VI_ASCII;
        if (!is_latin(c) && c != 0x2019)
            word->flags |= VI_OTHER_SCRIPT;
    }
    if (!upper)
        word->letter_case = VI_LOWER;
    else if (first && upper == 1)
        word->letter_case = VI_CAPITAL;
    else
        word->letter_case = lower ? VI_MIXED : VI_UPPER;
}

unsigned vi_words_flags(const struct vi_word_table *w, const char *lower)
{
    struct vi_spelling s;
    unsigned flags = GPOINTER_TO_UINT(g_hash_table_lookup(w->listed, lower));
    bool spelt = vi_spelling_read(lower, &s) && vi_spelling_check(&s) == VI_SPELT;
    /* few syllables have no onset, and the lists have them all; others have lost it: "ảng viên" */
    bool bare = spelt && s.n > 1 && vi_letter_is_vowel(s.base[0]);
    if (spelt && (!bare || (flags & (VI_COMMON | VI_BARE))))
        flags |= VI_SYLLABLE;
    if (w->user && g_hash_table_contains(w->user->words, lower))
        flags |= VI_USER;
    return flags;
}

static bool is_unmarked(const struct vi_word *w)
{
    struct vi_spelling s;
    return (w->flags & (VI_ASCII | VI_SYLLABLE)) == VI_ASCII && vi_spelling_read(w->text, &s) && vi_spelling_lacks_marks(&s);
}

static const struct vi_word *add_word(struct vi_word_table *w, const char *text, size_t len)
{
    struct vi_word *word = arena_new0(w->arena, struct vi_word);
    char *nfc = vi_text_nfc(text, (ptrdiff_t)len), *lower = vi_text_lower(nfc);
    word->text = arena_strdup(w->arena, nfc);
    word->len = (uint32_t)strlen(nfc);
    word->id = w->words->len;
    g_ptr_array_add(w->words, word);
    look(word);
    if (strcmp(lower, nfc) == 0) {
        word->fold = word;
        word->flags |= vi_words_flags(w, lower);
        if (is_unmarked(word))
            word->flags |= VI_UNMARKED;
    } else {
        word->fold = vi_words_get(w, lower, strlen(lower));
        word->flags |= word->fold->flags;
    }
    g_free(nfc);
    g_free(lower);
    return word;
}

const struct vi_word *vi_words_get(struct vi_word_table *w, const char *text, size_t len)
{
    size_t i = find_slot(w, text, len);
    if (w->slot[i])
        return w->slot[i];
    const struct vi_word *word = add_word(w, text, len);
    if (w->used * 2 >= w->n_slots)
        grow(w);
    i = find_slot(w, text, len);        /* the word in lower case may have taken the place */
    if (!w->slot[i]) {
        w->slot[i] = word;
        w->spelling[i] = arena_strndup(w->arena, text, len);
        w->spelling_len[i] = (uint32_t)len;
        w->used++;
    }
    return w->slot[i];
}

/* --- the user's dictionary --- */

struct vi_dictionary *vi_dictionary_new(void)
{
    struct vi_dictionary *d = g_new(struct vi_dictionary, 1);
    d->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return d;
}

void vi_dictionary_drop(struct vi_dictionary *d)
{
    if (!d)
        return;
    g_hash_table_destroy(d->words);
    g_free(d);
}

void vi_dictionary_add(struct vi_dictionary *d, const char *text, size_t len)
{
    char *all = g_strndup(text, len), **lines = g_strsplit(all, "\n", 0);
    for (char **line = lines; *line; line++) {
        char *comment = strchr(*line, '#');
        if (comment)
            *comment = '\0';
        char **words = g_strsplit_set(*line, " \t\r", 0);
        for (char **w = words; *w; w++) {
            char *nfc = vi_text_nfc(*w, -1);
            if (*nfc)
                g_hash_table_add(d->words, vi_text_lower(nfc));
            g_free(nfc);
        }
        g_strfreev(words);
    }
    g_strfreev(lines);
    g_free(all);
}
