/* SPDX-License-Identifier: MIT */
/*
 * How well the lint of real-word errors does on clean texts: false alarms a thousand
 * words, and the share of planted slips that it finds at the planted syllable.
 * Each file is a document. A plant changes one syllable drawn from the whole text, by one slip of the kinds
 * below, into another that the grammar of the syllable allows.
 * usage: realword [--tap] [-v] [-n PLANTS] [-s SEED] FILE.txt …
 * Without files it runs over texts/tuning and speaks TAP: 2,000 plants in four seeds.
 */
#include "lang/vi/confuse.h"
#include "lang/vi/syllable.h"
#include "lang/vi/text.h"
#include "lang/vi/realword.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_FOUND 60        /* percent */

enum kind { TONE_LOST, TONE_CHANGED, MARK_LOST, D_LOST, HEARD, N_KINDS };
static const char *const kind_names[] = { "tone lost", "tone changed", "mark lost", "d for đ", "heard alike" };

struct count {
    unsigned planted, found, right;
};

struct paragraph {
    char *text;
    unsigned document;
};

struct run {
    struct vi_word_table *table;
    GArray *paragraphs;             /* of struct paragraph, those of a document one after the other */
    unsigned documents;
    unsigned words, alarms;
    bool verbose;
    struct count kinds[N_KINDS], real, unreal;
};

/* --- texts --- */

static bool letter(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

static unsigned count_words(const char *p)
{
    unsigned n = 0;
    bool in = false;
    for (; *p; p = g_utf8_next_char(p)) {
        bool l = letter(g_utf8_get_char(p));
        n += l && !in ? 1u : 0u;
        in = l;
    }
    return n;
}

static void load(struct run *r, const char *file)
{
    char *text = NULL;
    if (!g_file_get_contents(file, &text, NULL, NULL)) {
        fprintf(stderr, "realword: %s: cannot be read\n", file);
        exit(2);
    }
    char *nfc = vi_text_nfc(text, -1);
    char **lines = g_strsplit(nfc, "\n", -1);
    for (char **l = lines; *l; l++) {
        r->words += count_words(*l);
        if (**l) {
            struct paragraph p = { g_strdup(*l), r->documents };
            g_array_append_val(r->paragraphs, p);
        }
    }
    r->documents++;
    g_strfreev(lines);
    g_free(nfc);
    g_free(text);
}

struct watch {
    struct run *run;
    const char *right;              /* what stood where the plant is; NULL: the text is clean */
    unsigned paragraph;             /* of the plant */
    const char *text;               /* its text with the plant */
    size_t at;                      /* of the plant in it */
    bool found, mended;
};

static const char *paragraph_text(const struct watch *w, unsigned i)
{
    return w->right && i == w->paragraph ? w->text : g_array_index(w->run->paragraphs, struct paragraph, i).text;
}

static void on_suspect(const struct vi_suspect *s, void *data)
{
    struct watch *w = data;
    if (w->right) {
        if (s->paragraph == w->paragraph && s->start == w->at) {
            w->found = true;
            w->mended = strcmp(s->right, w->right) == 0;
        }
        return;
    }
    w->run->alarms++;
    if (!w->run->verbose)
        return;
    const char *text = paragraph_text(w, s->paragraph);
    size_t from = s->start > 40 ? s->start - 40 : 0, to = MIN(strlen(text), s->end + 40);
    while (from > 0 && ((unsigned char)text[from] & 0xC0) == 0x80)
        from--;
    while (((unsigned char)text[to] & 0xC0) == 0x80)
        to++;
    printf("# alarm %.2f: %.*s[%.*s>%s]%.*s\n", s->weight, (int)(s->start - from), text + from, (int)(s->end - s->start),
           text + s->start, s->right, (int)(to - s->end), text + s->end);
}

/* Reads the document that the paragraph belongs to. */
static void read_document(struct watch *w, unsigned document)
{
    struct vi_realword *reader = vi_realword_new();
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct vi_token));
    for (unsigned i = 0; i < w->run->paragraphs->len; i++) {
        if (g_array_index(w->run->paragraphs, struct paragraph, i).document != document)
            continue;
        const char *text = paragraph_text(w, i);
        g_array_set_size(tokens, 0);
        vi_tokens(w->run->table, text, strlen(text), tokens);
        vi_realword_read(reader, i, text, (const struct vi_token *)(const void *)tokens->data, tokens->len);
    }
    g_array_free(tokens, TRUE);
    vi_realword_tell(reader, on_suspect, w);
    vi_realword_drop(reader);
}

/* --- plants --- */

static uint64_t state;

static uint32_t draw(uint32_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

struct plant {
    char *text;
    enum kind kind;
};

static void offer(GArray *out, const char *like, size_t len, const struct vi_letters *l, enum kind kind)
{
    char spelt[VI_SYLLABLE_BYTES];
    struct vi_syllable s;
    vi_syllable_spell(l, like, len, spelt);
    if (!vi_syllable_split(spelt, -1, &s) || (strlen(spelt) == len && memcmp(spelt, like, len) == 0))
        return;
    struct plant p = { g_strdup(spelt), kind };
    g_array_append_val(out, p);
}

/* Ranks of letters (vi_letter_rank): pairs of a letter and the same without its mark. */
static const char *const bare[] = { "ăa", "âa", "êe", "ôo", "ơo", "ưu" };
static const char *const heard[][2] = {
    { "s", "x" }, { "tr", "ch" }, { "d", "gi" }, { "d", "r" }, { "l", "n" }, { "ch", "tr" }, { "x", "s" },
    { "gi", "d" }, { "r", "d" }, { "n", "l" },
};
static const char *const codas[][2] = { { "n", "ng" }, { "ng", "n" }, { "c", "t" }, { "t", "c" } };

static uint8_t rank_at(const char *s)
{
    return (uint8_t)vi_letter_rank(g_utf8_get_char(s));
}

static void offer_swap(GArray *out, const char *like, size_t len, const struct vi_letters *l, unsigned at,
                       const char *from, const char *to)
{
    size_t nf = strlen(from), nt = strlen(to);
    if (at + nf > l->n || l->n - nf + nt > VI_MAX_LETTERS)
        return;
    for (size_t k = 0; k < nf; k++)
        if (l->letter[at + k] != rank_at(from + k))
            return;
    struct vi_letters v = *l;
    size_t rest = l->n - at - nf;
    for (size_t k = 0; k < nt; k++)
        v.letter[at + k] = rank_at(to + k);
    memcpy(v.letter + at + nt, l->letter + at + nf, rest);
    v.n = (uint8_t)(at + nt + rest);
    offer(out, like, len, &v, HEARD);
}

static void offer_all(GArray *out, const char *like, size_t len, const struct vi_letters *l)
{
    for (unsigned t = 0; t < VI_N_TONES; t++) {
        struct vi_letters v = *l;
        v.tone = (uint8_t)t;
        if (t != l->tone)
            offer(out, like, len, &v, t == VI_NGANG ? TONE_LOST : TONE_CHANGED);
    }
    for (unsigned k = 0; k < l->n; k++) {
        for (unsigned b = 0; b < G_N_ELEMENTS(bare); b++)
            if (l->letter[k] == rank_at(bare[b])) {
                struct vi_letters v = *l;
                v.letter[k] = rank_at(g_utf8_next_char(bare[b]));
                offer(out, like, len, &v, MARK_LOST);
            }
        if (l->letter[k] == rank_at("đ")) {
            struct vi_letters v = *l;
            v.letter[k] = rank_at("d");
            offer(out, like, len, &v, D_LOST);
        }
    }
    for (unsigned h = 0; h < G_N_ELEMENTS(heard); h++)
        offer_swap(out, like, len, l, 0, heard[h][0], heard[h][1]);
    for (unsigned h = 0; h < G_N_ELEMENTS(codas); h++)
        if (l->n > strlen(codas[h][0]))
            offer_swap(out, like, len, l, l->n - (unsigned)strlen(codas[h][0]), codas[h][0], codas[h][1]);
}

static void check_plant(struct run *r, unsigned paragraph, size_t start, size_t end, const struct plant *p)
{
    const char *text = g_array_index(r->paragraphs, struct paragraph, paragraph).text;
    GString *bad = g_string_new_len(text, (gssize)start);
    g_string_append(bad, p->text);
    g_string_append(bad, text + end);
    char *was = g_strndup(text + start, end - start);
    struct watch w = { r, was, paragraph, bad->str, start, false, false };
    read_document(&w, g_array_index(r->paragraphs, struct paragraph, paragraph).document);
    struct vi_letters l;
    vi_letters_read(p->text, strlen(p->text), &l);
    struct count *in[] = { &r->kinds[p->kind], vi_lexicon_find(&l) ? &r->real : &r->unreal };
    for (unsigned i = 0; i < G_N_ELEMENTS(in); i++) {
        in[i]->planted++;
        in[i]->found += w.found ? 1u : 0u;
        in[i]->right += w.mended ? 1u : 0u;
    }
    if (r->verbose && !w.found) {
        size_t from = start > 30 ? start - 30 : 0;
        while (from > 0 && ((unsigned char)text[from] & 0xC0) == 0x80)
            from--;
        printf("# missed: %.*s[%s<%s]%.30s\n", (int)(start - from), text + from, p->text, was, text + end);
    }
    g_free(was);
    g_string_free(bad, TRUE);
}

/* Plants one slip into a random syllable of a random paragraph; false: the one drawn takes none. */
static bool plant(struct run *r)
{
    unsigned paragraph = draw(r->paragraphs->len);
    const char *text = g_array_index(r->paragraphs, struct paragraph, paragraph).text;
    unsigned n = count_words(text);
    if (n == 0)
        return false;
    unsigned which = draw(n), k = 0;
    const char *p = text;
    for (;;) {
        while (!letter(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        const char *end = p;
        while (*end && letter(g_utf8_get_char(end)))
            end = g_utf8_next_char(end);
        if (k++ < which) {
            p = end;
            continue;
        }
        struct vi_letters l;
        struct vi_syllable s;
        vi_letters_read(p, (size_t)(end - p), &l);
        if (l.n < 2 || !vi_syllable_split(p, end - p, &s))
            return false;
        GArray *choices = g_array_new(FALSE, FALSE, sizeof(struct plant));
        offer_all(choices, p, (size_t)(end - p), &l);
        bool any = choices->len > 0;
        if (any)
            check_plant(r, paragraph, (size_t)(p - text), (size_t)(end - text),
                        &g_array_index(choices, struct plant, draw(choices->len)));
        for (unsigned i = 0; i < choices->len; i++)
            g_free(g_array_index(choices, struct plant, i).text);
        g_array_free(choices, TRUE);
        return any;
    }
}

/* --- the report --- */

static double percent(unsigned part, unsigned whole)
{
    return whole ? 100.0 * part / whole : 0;
}

static void print_count(const char *name, const struct count *c)
{
    printf("%-14s %5u planted  %5.1f %% found  %5.1f %% mended\n", name, c->planted, percent(c->found, c->planted),
           percent(c->right, c->planted));
}

/* Reads the texts for false alarms. */
static void read_clean(struct run *r)
{
    for (unsigned i = 0; i < r->documents; i++)
        read_document(&(struct watch){ .run = r }, i);
}

static struct count plant_all(struct run *r, unsigned plants, unsigned seed)
{
    struct count all = { 0, 0, 0 };
    state = seed;
    for (unsigned done = 0; done < plants;)
        done += plant(r) ? 1u : 0u;
    for (int k = 0; k < N_KINDS; k++) {
        all.planted += r->kinds[k].planted;
        all.found += r->kinds[k].found;
        all.right += r->kinds[k].right;
    }
    return all;
}

static void report(struct run *r, unsigned plants, unsigned seed)
{
    struct count all = plant_all(r, plants, seed);
    for (int k = 0; k < N_KINDS; k++)
        print_count(kind_names[k], &r->kinds[k]);
    print_count("in the lexicon", &r->real);
    print_count("not in it", &r->unreal);
    print_count("all", &all);
    printf("%u words, %u false alarms, %.2f in 1,000 words; %zu syllables, %zu pairs\n", r->words, r->alarms,
           1000.0 * r->alarms / r->words, vi_lexicon_syllables(), vi_lexicon_pairs());
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static unsigned count_suspects(struct vi_word_table *words, const char *text)
{
    struct paragraph p = { (char *)text, 0 };
    struct run r = { .table = words, .paragraphs = g_array_new(FALSE, FALSE, sizeof p), .documents = 1 };
    g_array_append_val(r.paragraphs, p);
    read_clean(&r);
    g_array_free(r.paragraphs, TRUE);
    return r.alarms;
}

static const char *const slips[] = {
#define VI_SLIP(written, right) written,
#include "lang/vi/slips.def"
#undef VI_SLIP
};
/* Where the two syllables of a slip belong to other words. */
static const char *const no_slips[] = {
    "khoản phân chia sẽ được công khai", "chất lương thực", "lớp học tập chung một phòng", "khả năng xuất khẩu",
    "họ cũng cố gắng", "lịch sử lý luận", "thu nhập từ sản xuất khẩu trang",
};

/* Each slip of the table is found where nothing stands around it, once. */
static void test_slips(struct vi_word_table *words)
{
    unsigned missed = 0, wrong = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(slips); i++)
        if (count_suspects(words, slips[i]) != 1) {
            printf("# missed: %s\n", slips[i]);
            missed++;
        }
    for (unsigned i = 0; i < G_N_ELEMENTS(no_slips); i++)
        if (count_suspects(words, no_slips[i])) {
            printf("# wrong: %s\n", no_slips[i]);
            wrong++;
        }
    printf("%sok 3 - the slips that everybody makes are found\n", missed ? "not " : "");
    printf("%sok 4 - and not where their syllables belong to other words\n", wrong ? "not " : "");
}

/* What the lint is held to on the texts that it may know: those put aside are counted by hand. */
static int test(struct run *r)
{
    char *folder = g_build_filename(g_getenv("srcdir") ? g_getenv("srcdir") : ".", "tests/language/texts/tuning", NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        if (g_str_has_suffix(name, ".txt"))
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(names, by_name);
    for (unsigned i = 0; i < names->len; i++)
        load(r, g_ptr_array_index(names, i));
    g_ptr_array_free(names, TRUE);
    g_dir_close(dir);
    g_free(folder);
    r->verbose = true;
    read_clean(r);
    r->verbose = false;
    printf("%sok 1 - at most one false alarm in 2,000 words: %u in %u\n", r->alarms * 2000 <= r->words ? "" : "not ",
           r->alarms, r->words);
    struct count all = { 0, 0, 0 };
    for (unsigned seed = 1; seed <= 4; seed++)
        all = plant_all(r, 500, seed);
    printf("%sok 2 - at least %d %% of the plants are found: %.1f\n", percent(all.found, all.planted) >= LEAST_FOUND ? "" : "not ",
           LEAST_FOUND, percent(all.found, all.planted));
    test_slips(r->table);
    puts("1..4");
    return 0;
}

int main(int argc, char **argv)
{
    struct run r = { .table = vi_words_new(NULL), .paragraphs = g_array_new(FALSE, FALSE, sizeof(struct paragraph)) };
    unsigned plants = 2000, seed = 1;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-v") == 0)
            r.verbose = true;
        else if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
            plants = (unsigned)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "-s") == 0 && i + 1 < argc)
            seed = (unsigned)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--tap") != 0)
            load(&r, argv[i]);
    }
    int status = 0;
    if (r.paragraphs->len == 0) {
        status = test(&r);
    } else {
        read_clean(&r);
        report(&r, plants, seed);
    }
    for (unsigned i = 0; i < r.paragraphs->len; i++)
        g_free(g_array_index(r.paragraphs, struct paragraph, i).text);
    g_array_free(r.paragraphs, TRUE);
    vi_words_drop(r.table);
    return status;
}
