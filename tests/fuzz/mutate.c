/* SPDX-License-Identifier: MIT */
/*
 * Reports that went wrong: those of tests/report and the examples, mutated at random (pieces lost, doubled, moved between
 * reports, marks and markup put in), through every layer. Whatever the report: the library answers in time, with no more
 * findings than were asked for, each at a place that there is; mending leaves a report that can be mended no further.
 * Speaks TAP, a test for each seed.
 *
 *   mutate                    as make check does
 *   mutate SEED COUNT         COUNT mutants from that seed on
 *
 * A mutant that breaks something stays in the current folder as mutant-SEED.xml.
 */
#include "sapchu.h"
#include "target.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MUTANTS = 200, SECONDS = 60, MOST_FINDINGS = 50 };

static GPtrArray *seeds;        /* of GString */

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_seeds(const char *folder)
{
    const char *top = g_getenv("srcdir");
    char *path = g_build_filename(top ? top : ".", folder, NULL);
    GDir *d = g_dir_open(path, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *n; d && (n = g_dir_read_name(d));)
        if (g_str_has_suffix(n, ".xml"))
            g_ptr_array_add(names, g_build_filename(path, n, NULL));
    if (d)
        g_dir_close(d);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        char *text;
        gsize len;
        if (g_file_get_contents(names->pdata[i], &text, &len, NULL) && len > 0)
            g_ptr_array_add(seeds, g_string_new_len(text, (gssize)len));
        g_free(text);
    }
    g_ptr_array_free(names, TRUE);
    g_free(path);
}

static gsize below(GRand *r, gsize n)
{
    return n ? (gsize)g_rand_int_range(r, 0, (gint32)MIN(n, G_MAXINT32)) : 0;
}

/* A stretch of a text that begins and mostly ends at markup. */
static void stretch(GRand *r, const GString *s, gsize *from, gsize *len)
{
    *from = below(r, s->len);
    if (g_rand_boolean(r)) {
        const char *tag = memchr(s->str + *from, '<', s->len - *from);
        if (tag)
            *from = (gsize)(tag - s->str);
    }
    *len = below(r, g_rand_boolean(r) ? 20 : 400);
    *len = MIN(*len, s->len - *from);
    const char *end = g_rand_boolean(r) ? memchr(s->str + *from + *len, '>', s->len - *from - *len) : NULL;
    if (end)
        *len = (gsize)(end - s->str) + 1 - *from;
}

static void mutate(GRand *r, GString *s)
{
    static const char *const words[] = {
        "&", "<", ">", "\"", "'", "&amp;", "&nbsp;", "&#0;", "&#x110000;", "]]>", "<![CDATA[", "<!--", "-->", "<?", "?>",
        "<p>", "</p>", "<strong>", "</item>", "<item/>", "<ref to=\"x\"/>", "<?sapchu allow date-weekday x?>", "<?sapchu allow ?>",
        "xml:id=\"a\"", " audience=\"internal\"", "2026-02-30", "99999999999999999999", "-1", "0", "1,5", "3.600,75", "NaN",
        "\xC2\xA0", "\xE2\x80\x8B", "\xCC\x80", "\xC6\xB0\xCC\x83", "\xEF\xBB\xBF", "\xFF", "\x01", "\r", "\n\n", "\xF4\x8F\xBF\xBF",
        "ngày 31/02/2026", "thứ Tám", "hoà", "toàn thể", " . ", "..", " ,", "%", "01/13/2026", "<!DOCTYPE r [<!ENTITY e \"&e;\">]>",
    };
    gsize from, len;
    switch (g_rand_int_range(r, 0, 6)) {
    case 0:
        stretch(r, s, &from, &len);
        g_string_erase(s, (gssize)from, (gssize)len);
        break;
    case 1: {                               /* the same again, here or elsewhere */
        stretch(r, s, &from, &len);
        char *copy = g_strndup(s->str + from, len);
        g_string_insert_len(s, (gssize)below(r, s->len + 1), copy, (gssize)strlen(copy));
        g_free(copy);
        break;
    }
    case 2: {                               /* of another report */
        const GString *other = g_ptr_array_index(seeds, below(r, seeds->len));
        stretch(r, other, &from, &len);
        g_string_insert_len(s, (gssize)below(r, s->len + 1), other->str + from, (gssize)len);
        break;
    }
    case 3:
        if (s->len)
            s->str[below(r, s->len)] = (char)g_rand_int_range(r, 0, 256);
        break;
    case 4: {                               /* another figure, letter or sign of the same kind */
        gsize at = below(r, s->len);
        for (gsize i = 0; i < 200 && at + i < s->len; i++)
            if (g_ascii_isdigit(s->str[at + i])) {
                s->str[at + i] = (char)('0' + g_rand_int_range(r, 0, 10));
                break;
            }
        break;
    }
    default: {
        const char *w = words[g_rand_int_range(r, 0, G_N_ELEMENTS(words))];
        for (gsize n = g_rand_int_range(r, 0, 20) ? 1 : 300; n > 0; n--)
            g_string_insert(s, (gssize)below(r, s->len + 1), w);
    }
    }
}

/* How many lines and columns a text has does not matter: that the place is in it does. */
static bool places_are_there(const struct sapchu *s, const GString *text)
{
    unsigned lines = 1;
    for (gsize i = 0; i < text->len; i++)
        lines += text->str[i] == '\n' || text->str[i] == '\r';
    struct sapchu_finding f;
    for (unsigned i = 0; sapchu_finding_get(s, i, &f); i++) {
        const struct sapchu_place *p = &f.place;
        if (p->file && g_str_has_suffix(p->file, "/input") && (p->line == 0 || p->column == 0 || p->line > lines)) {
            printf("# %s:%u:%u of %u lines: %s\n", p->file, p->line, p->column, lines, f.message);
            return false;
        }
    }
    return true;
}

/* `job`: for the message. */
static bool answers(const struct sapchu *s, const char *job, enum sapchu_status status, const GString *text)
{
    unsigned n = sapchu_finding_count(s);
    const char *why = status > SAPCHU_LIMIT ? "an unknown status"
                      : status != SAPCHU_OK && n == 0 ? "it fails in silence"
                      : n > MOST_FINDINGS + 1 ? "too many findings"
                      : !places_are_there(s, text) ? "a place that there is not" : NULL;
    if (why)
        printf("# %s: %s (status %d, %u findings)\n", job, why, status, n);
    return !why;
}

/* What is mended once is not mended again, unless the first time was cut short. */
static bool mends(struct sapchu *s, const GString *text)
{
    const char *file = fuzz_file((const uint8_t *)text->str, text->len);
    sapchu_set_fix(s, SAPCHU_FIX_FILE, NULL);
    enum sapchu_status status = sapchu_validate(s, file);
    bool ok = answers(s, "fix", status, text) || sapchu_mended(s) > 0;
    unsigned first = sapchu_mended(s);
    if (ok && first > 0 && first < 40) {
        sapchu_validate(s, file);
        ok = sapchu_mended(s) == 0;
        if (!ok)
            printf("# mended again: %u, then %u\n", first, sapchu_mended(s));
    }
    sapchu_set_fix(s, SAPCHU_FIX_NONE, NULL);
    return ok;
}

const char *const fuzz_folder = "report";

static bool test_mutant(const GString *text)
{
    const char *file = fuzz_file((const uint8_t *)text->str, text->len);
    struct sapchu *s = sapchu_new();
    sapchu_set_max_findings(s, MOST_FINDINGS);
    enum sapchu_status status = sapchu_validate(s, file);
    bool ok = answers(s, "validate", status, text);
    ok = ok && answers(s, "lint", sapchu_lint(s, file), text);
    if (ok && status == SAPCHU_OK) {
        sapchu_set_format(s, "html");
        ok = answers(s, "news", sapchu_news(s, file, "/dev/null"), text);
        sapchu_set_format(s, "pdf");
        ok = ok && answers(s, "minutes", sapchu_minutes(s, file, "/dev/null"), text);
    }
    ok = ok && mends(s, text);
    sapchu_free(s);
    return ok;
}

int main(int argc, char **argv)
{
    bool by_hand = argc > 2 && strcmp(argv[1], "--tap") != 0;
    unsigned first = by_hand ? (unsigned)strtoul(argv[1], NULL, 10) : 1, n = by_hand ? (unsigned)strtoul(argv[2], NULL, 10) : MUTANTS;
    seeds = g_ptr_array_new();
    add_seeds("tests/report/valid");
    add_seeds("tests/report/invalid");
    add_seeds("xml/examples");
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("1..%u\n", n);
    for (unsigned i = 0; i < n; i++) {
        GRand *r = g_rand_new_with_seed(first + i);
        const GString *seed = g_ptr_array_index(seeds, below(r, seeds->len));
        GString *text = g_string_new_len(seed->str, (gssize)seed->len);
        char *name = g_strdup_printf("mutant-%u.xml", first + i);
        for (int k = g_rand_int_range(r, 1, 6); k > 0; k--)
            mutate(r, text);
        g_file_set_contents(name, text->str, (gssize)text->len, NULL);     /* what a crash was about */
        alarm(SECONDS);
        bool ok = test_mutant(text);
        alarm(0);
        if (ok)
            unlink(name);
        printf("%sok %u - mutant %u\n", ok ? "" : "not ", i + 1, first + i);
        g_free(name);
        g_string_free(text, TRUE);
        g_rand_free(r);
    }
    for (guint i = 0; i < seeds->len; i++)
        g_string_free(g_ptr_array_index(seeds, i), TRUE);
    g_ptr_array_free(seeds, TRUE);
    return 0;
}
