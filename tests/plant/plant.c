/* SPDX-License-Identifier: MIT */
/*
 * Puts errors into clean reports and counts what the checks find. Speaks TAP.
 *
 *   plant [N [SEED…]]      N errors of each kind and seed (a few, of one seed, when nothing is given)
 *   plant --missed …       says which were not found
 *
 * An error is found when a finding, or a place that it speaks of, lies on the bytes of the error (words), or in its tag or
 * line (data: a sum is wrong in one of its terms). A safe fix must bring the clean report back, byte for byte.
 */
#include "plant.h"

#include "lang/vi/lint.h"
#include "pipeline.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What must be found of each group, in percent. */
static const struct {
    const char *name;
    double least;
} groups[] = {
    [MECHANICAL] = { "mechanical", 95 },
    [DATA] = { "data", 95 },
    [REAL_WORD] = { "real words", 70 },
};

struct count {
    unsigned planted, found, fixed, restored;
};

struct run {
    GPtrArray *bases;           /* of struct base */
    struct pipeline_options options;
    bool tell;
};

/* --- places --- */

bool draw_word(const struct base *b, GRand *r, const struct prose_unit **unit, uint32_t *start, uint32_t *end)
{
    uint32_t at = (uint32_t)g_rand_int_range(r, 0, (gint32)b->letters);
    for (unsigned i = 0; i < prose_len(b->prose); i++) {
        const struct prose_unit *u = prose_get(b->prose, i);
        if (u->kind != PROSE_SENTENCES)
            continue;
        if (at >= u->len) {
            at -= u->len;
            continue;
        }
        const char *s = u->text + at, *e;
        while (s > u->text && ((unsigned char)*s & 0xC0) == 0x80)
            s--;
        while (s > u->text && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(s))))
            s = g_utf8_prev_char(s);
        for (e = s; *e && g_unichar_isalpha(g_utf8_get_char(e)); e = g_utf8_next_char(e))
            ;
        *unit = u;
        *start = (uint32_t)(s - u->text);
        *end = (uint32_t)(e - u->text);
        return e > s;
    }
    return false;
}

bool plant_in(const struct prose_unit *u, uint32_t start, uint32_t end, char *text, struct plant *p)
{
    struct src_range range;
    /* a line end that reads as a space is left alone: no fix can know it */
    bool free_of_tags = prose_range(u, start, end, &range) && range.end - range.start == end - start &&
                        memcmp(src_file_text(u->file) + range.start, u->text + start, end - start) == 0;
    if (free_of_tags)
        *p = (struct plant){ range.start, range.end - range.start, prose_escape(u, start, text) };
    g_free(text);
    return free_of_tags;
}

/* --- checking --- */

static char *planted_text(const struct base *b, const struct plant *p)
{
    const char *text = src_file_text(b->file);
    return g_strdup_printf("%.*s%s%s", (int)p->at, text, p->text, text + p->at + p->len);
}

/* Where a finding may lie: on the words, or in the line and the tag that was changed. */
static void widen(const char *text, enum group group, size_t *start, size_t *end)
{
    if (group != DATA) {
        *start -= *start > 0;
        *end += 1;
        return;
    }
    while (*start > 0 && text[*start - 1] != '\n')
        --*start;
    for (const char *tag = text + *end; tag > text && *tag != '>'; tag--)
        if (*tag == '<') {
            *start = MIN(*start, (size_t)(tag - text));
            break;
        }
    while (text[*end] && text[*end] != '\n')
        ++*end;
}

static bool lies_in(struct src_range r, const char *path, size_t start, size_t end)
{
    return r.file && strcmp(src_file_name(r.file), path) == 0 && r.start < end && r.end > start;
}

static bool speaks_of(const struct diag_item *it, const char *path, size_t start, size_t end)
{
    if (lies_in((struct src_range){ it->pos.file, it->pos.offset, it->end }, path, start, end))
        return true;
    for (guint i = 0; it->related && i < it->related->len; i++)
        if (lies_in(g_array_index(it->related, struct diag_related, i).range, path, start, end))
            return true;
    return false;
}

/* The text with the fix's edits; they are in order and apart. */
static char *apply(const char *text, const struct diag_fix *fix)
{
    GString *s = g_string_new(text);
    for (guint i = fix->edits->len; i-- > 0;) {
        const struct diag_edit *e = &g_array_index(fix->edits, struct diag_edit, i);
        g_string_erase(s, e->range.start, e->range.end - e->range.start);
        g_string_insert(s, e->range.start, e->text);
    }
    return g_string_free(s, FALSE);
}

static void judge(struct run *run, const struct base *b, const struct kind *k, const struct plant *p, struct count *c)
{
    char *text = planted_text(b, p);
    size_t start = p->at, end = p->at + strlen(p->text);
    struct pipeline *job = pipeline_new(&run->options);
    bool found = false;
    widen(text, k->group, &start, &end);
    pipeline_overlay(job, b->path, text, strlen(text));
    pipeline_validate(job, b->path);
    const struct diag *d = pipeline_diag(job);
    for (unsigned i = 0; i < diag_len(d); i++) {
        const struct diag_item *it = diag_get(d, i);
        if (!speaks_of(it, b->path, start, end))
            continue;
        found = true;
        if (!it->fix || !it->fix->safe || k->one_way)
            continue;
        char *mended = apply(text, it->fix);
        bool same = strcmp(mended, src_file_text(b->file)) == 0;
        c->fixed++;
        c->restored += same;
        if (run->tell && !same)
            printf("# %s: not restored: '%s' by %s: %s\n", k->name, p->text, it->code, it->fix->title);
        g_free(mended);
    }
    c->planted++;
    c->found += found;
    if (run->tell && !found)
        printf("# %s: missed: '%.*s' -> '%s' … %.*s\n", k->name, (int)p->len, src_file_text(b->file) + p->at, p->text,
               (int)MIN(60, strcspn(src_file_text(b->file) + p->at, "\n")), src_file_text(b->file) + p->at);
    pipeline_drop(job);
    g_free(text);
}

static void plant_kind(struct run *run, const struct kind *k, GRand *r, unsigned n, struct count *c)
{
    for (unsigned tries = 0; c->planted < n && tries < 400 * n; tries++) {
        const struct base *b = run->bases->pdata[g_rand_int_range(r, 0, (gint32)run->bases->len)];
        struct plant p = { 0, 0, NULL };
        if (k->make(b, r, k->how, &p)) {
            judge(run, b, k, &p, c);
            g_free(p.text);
        }
    }
}

/* --- the clean reports --- */

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_bases(struct run *run, const char *folder)
{
    char *dir = g_build_filename(g_getenv("srcdir") ? g_getenv("srcdir") : ".", folder, NULL);
    GDir *d = g_dir_open(dir, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *n; d && (n = g_dir_read_name(d));)
        if (g_str_has_suffix(n, ".xml"))
            g_ptr_array_add(names, g_build_filename(dir, n, NULL));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        struct base *b = g_new0(struct base, 1);
        char *text = NULL;
        gsize len = 0;
        g_assert_true(g_file_get_contents(names->pdata[i], &text, &len, NULL));
        b->path = g_strdup(names->pdata[i]);
        b->file = src_file_new(b->path, text, len);
        b->prose = prose_new();
        prose_add(b->prose, b->file, PROSE_REPORT);
        for (unsigned k = 0; k < prose_len(b->prose); k++)
            b->letters += prose_get(b->prose, k)->kind == PROSE_SENTENCES ? prose_get(b->prose, k)->len : 0;
        g_ptr_array_add(run->bases, b);
    }
    g_ptr_array_free(names, TRUE);
    if (d)
        g_dir_close(d);
    g_free(dir);
}

static void drop_base(gpointer p)
{
    struct base *b = p;
    prose_drop(b->prose);
    src_file_drop(b->file);
    g_free(b->path);
    g_free(b);
}

/* --- the count --- */

static void add(struct count *to, struct count c)
{
    to->planted += c.planted;
    to->found += c.found;
    to->fixed += c.fixed;
    to->restored += c.restored;
}

static void run_kinds(struct run *run, const struct kind *kinds, unsigned n_kinds, unsigned n, char **seeds, struct count *sums)
{
    static char *one[] = { (char *)"1", NULL };
    for (unsigned i = 0; i < n_kinds; i++) {
        struct count all = { 0, 0, 0, 0 };
        for (char **s = *seeds ? seeds : one; *s; s++) {
            struct count c = { 0, 0, 0, 0 };
            GRand *r = g_rand_new_with_seed((guint32)strtoul(*s, NULL, 10) * 1000 + i);
            plant_kind(run, &kinds[i], r, n, &c);
            g_rand_free(r);
            add(&all, c);
        }
        add(&sums[kinds[i].group], all);
        printf("# %-34s %4u planted %4u found %4u fixes %4u restore\n", kinds[i].name, all.planted, all.found, all.fixed, all.restored);
    }
}

static unsigned tap(unsigned number, bool ok, const char *what, const char *group, struct count c, unsigned part, unsigned whole)
{
    printf("%s %u - %s of %s: %u of %u, %.1f %% (%u planted)\n", ok ? "ok" : "not ok", number, what, group, part, whole,
           whole ? 100.0 * part / whole : 100.0, c.planted);
    return !ok;
}

int main(int argc, char **argv)
{
    struct run run = { .bases = g_ptr_array_new_with_free_func(drop_base) };
    struct count sums[N_GROUPS] = { { 0, 0, 0, 0 } };
    unsigned failed = 0, number = 0;
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc > 1 && strcmp(argv[argc - 1], "--tap") == 0)       /* of the harness */
        argc--;
    if (argc > 1 && strcmp(argv[1], "--missed") == 0) {
        run.tell = true;
        argv++;
        argc--;
    }
    unsigned n = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 4;
    pipeline_options_init(&run.options);
    add_bases(&run, "xml/examples");
    add_bases(&run, "tests/language/reports");
    char *none[] = { NULL }, **seeds = argc > 2 ? argv + 2 : none;
    run_kinds(&run, text_kinds, n_text_kinds, n, seeds, sums);
    run_kinds(&run, data_kinds, n_data_kinds, n, seeds, sums);
    run_kinds(&run, word_kinds, n_word_kinds, argc > 1 ? n : 8 * n, seeds, sums);
    for (unsigned g = 0; g < N_GROUPS; g++)
        failed += tap(++number, 100.0 * sums[g].found >= groups[g].least * sums[g].planted && sums[g].planted > 0, "errors found",
                      groups[g].name, sums[g], sums[g].found, sums[g].planted);
    for (unsigned g = 0; g < N_GROUPS; g++)
        failed += tap(++number, sums[g].restored == sums[g].fixed, "safe fixes that restore", groups[g].name, sums[g],
                      sums[g].restored, sums[g].fixed);
    printf("1..%u\n", number);
    pipeline_options_clear(&run.options);
    g_ptr_array_free(run.bases, TRUE);
    return failed > 0;
}
