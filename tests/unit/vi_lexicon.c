/* SPDX-License-Identifier: MIT */
/* Unit tests of the lexicon of lang/vi/: its data, the syllables that are taken for one another, real-word errors. */
#include "lang/vi/confuse.h"
#include "lang/vi/realword.h"
#include "lang/vi/syllable.h"
#include "lang/vi/text.h"

#include <string.h>

#define EACH(rows, i) for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)

static const struct {
    const char *first, *seconds;
} entries[] = {
#define VI_ENTRY(first, seconds) { first, seconds },
#include "lang/vi/lexicon/all.def"
#undef VI_ENTRY
};

static const struct {
    enum vi_freedom freedom;
    const char *list;
} groups[] = {
#define VI_SYLLABLES(freedom, list) { freedom, list },
#include "lang/vi/syllables.def"
#undef VI_SYLLABLES
};

/* A syllable of the data: NFC, in lower case, by the grammar. Gives its letters. */
static struct vi_letters check_syllable(const char *s)
{
    struct vi_syllable parts;
    struct vi_letters l;
    char *lower = vi_text_lower(s);
    g_assert_cmpstr(s, ==, lower);
    g_free(lower);
    g_assert_true(vi_syllable_split(s, -1, &parts));
    vi_letters_read(s, strlen(s), &l);
    g_assert_cmpuint(l.n, >, 0);
    return l;
}

/* Letters before tones, in the order of the alphabet. */
static int compare(const struct vi_letters *a, const struct vi_letters *b)
{
    for (unsigned k = 0; k < MIN(a->n, b->n); k++)
        if (a->letter[k] != b->letter[k])
            return a->letter[k] < b->letter[k] ? -1 : 1;
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    return a->tone < b->tone ? -1 : a->tone > b->tone;
}

static void check_list(const char *list)
{
    char **words = g_strsplit(list, " ", -1);
    struct vi_letters last = { .n = 0 };
    for (char **w = words; *w; w++) {
        struct vi_letters l = check_syllable(*w);
        if (last.n)
            g_assert_cmpint(compare(&last, &l), <, 0);
        last = l;
    }
    g_strfreev(words);
}

static void test_data(void)
{
    struct vi_letters last = { .n = 0 };
    size_t pairs = 0;
    EACH(entries, i)
    {
        struct vi_letters l = check_syllable(entries[i].first);
        if (last.n)
            g_assert_cmpint(compare(&last, &l), <, 0);
        last = l;
        check_list(entries[i].seconds);
        for (const char *p = entries[i].seconds; p; p = strchr(p + 1, ' '))
            pairs++;
    }
    /* all are there, and those that are frequent besides */
    g_assert_cmpuint(pairs, <=, vi_lexicon_pairs());
    g_assert_cmpuint(pairs, >, 2000);
    EACH(groups, i)
    check_list(groups[i].list);
}

static unsigned number(const char *s)
{
    struct vi_letters l;
    vi_letters_read(s, strlen(s), &l);
    return vi_lexicon_find(&l);
}

static void test_find(void)
{
    g_assert_cmpuint(number("hòa"), ==, number("hoà"));
    g_assert_cmpuint(number("kỹ"), ==, number("kĩ"));
    g_assert_cmpuint(number("quý"), ==, number("quí"));
    g_assert_cmpuint(number("Quyết"), ==, number("QUYẾT"));
    g_assert_cmpuint(number("hay"), !=, number("hai"));
    g_assert_cmpuint(number("thúy"), !=, number("thúi"));
    g_assert_cmpuint(number("ngzh"), ==, 0);
    g_assert_cmpuint(number("nghiêngg"), ==, 0);
    g_assert_true(vi_lexicon_pair(number("quyết"), number("định")));
    g_assert_false(vi_lexicon_pair(number("quyết"), number("đinh")));
    g_assert_false(vi_lexicon_pair(0, number("định")));
    g_assert_cmpint(vi_lexicon_freedom(number("của")), ==, VI_GRAMMAR);
    g_assert_cmpint(vi_lexicon_freedom(0), ==, VI_UNREAL);
}

/* Is `meant` among what `written` may have been? Gives its distance, 0: no. */
static float distance(const char *written, const char *meant)
{
    struct vi_letters l;
    struct vi_confusable near[VI_MAX_CONFUSABLES];
    vi_letters_read(written, strlen(written), &l);
    unsigned n = vi_confuse(&l, near);
    for (unsigned i = 0; i < n; i++)
        if (near[i].syllable == number(meant))
            return near[i].distance;
    return 0;
}

static void test_confuse(void)
{
    static const struct {
        const char *written, *meant;
    } rows[] = {
        { "đinh", "định" }, { "nhât", "nhất" }, { "dinh", "định" },   { "chưc", "chức" }, { "xung", "sung" },
        { "chong", "trong" }, { "dúp", "giúp" }, { "giụng", "dụng" }, { "nảnh", "lãnh" }, { "quang", "quan" },
        { "quyêt", "quyết" }, { "ky", "kỹ" },     { "cac", "các" },   { "hương", "hướng" },
    };
    EACH(rows, i)
    {
        g_assert_cmpfloat(distance(rows[i].written, rows[i].meant), >, 0);
        g_assert_cmpfloat(distance(rows[i].written, rows[i].meant), <, 3);
    }
    g_assert_cmpfloat(distance("đinh", "định"), <, distance("dinh", "định"));
    g_assert_cmpfloat(distance("định", "định"), ==, 0);
    g_assert_cmpfloat(distance("nghị", "quyết"), ==, 0);
}

static void test_spell(void)
{
    static const struct {
        const char *letters, *like, *want;
    } rows[] = {
        { "định", "đinh", "định" }, { "định", "Đinh", "Định" }, { "định", "ĐINH", "ĐỊNH" }, { "được", "đươc", "được" },
        { "hòa", "hoá", "hoà" },    { "hoà", "hóa", "hòa" },    { "hoàn", "hoan", "hoàn" }, { "quý", "quy", "quý" },
        { "giá", "gia", "giá" },    { "ngoài", "ngoai", "ngoài" }, { "chật", "chất", "chật" }, { "thuế", "thue", "thuế" },
        { "của", "cua", "của" },    { "ở", "ơ", "ở" },
    };
    EACH(rows, i)
    {
        struct vi_letters l;
        char out[VI_SYLLABLE_BYTES];
        vi_letters_read(rows[i].letters, strlen(rows[i].letters), &l);
        vi_syllable_spell(&l, rows[i].like, strlen(rows[i].like), out);
        g_assert_cmpstr(out, ==, rows[i].want);
    }
}

static void collect(const struct vi_suspect *s, void *data)
{
    g_string_append_printf(data, "%u-%u:%s ", s->start, s->end, s->right);
}

static char *check(const char *text)
{
    GString *out = g_string_new(NULL);
    struct vi_word_table *words = vi_words_new(NULL);
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct vi_token));
    struct vi_realword *r = vi_realword_new();
    vi_tokens(words, text, strlen(text), tokens);
    vi_realword_read(r, 0, text, (const struct vi_token *)(const void *)tokens->data, tokens->len);
    vi_realword_tell(r, collect, out);
    vi_realword_drop(r);
    g_array_free(tokens, TRUE);
    vi_words_drop(words);
    return g_string_free(out, FALSE);
}

static void test_realword(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { "Hội nghị thông qua quyết đinh khen thưởng.", "32-37:định " },
        { "HỘI NGHỊ THÔNG QUA QUYẾT ĐINH KHEN THƯỞNG", "32-37:ĐỊNH " },
        /* right, or not to be judged */
        { "Hội nghị thông qua quyết định khen thưởng.", "" },
        { "Ông Nguyễn Văn Đinh, bà Trần Thị Lương.", "" },
        { "Mã số QĐ-UBND 15/BC.", "" },
        { "", "" },
    };
    EACH(rows, i)
    {
        char *got = check(rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].want);
        g_free(got);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vi/lexicon/data", test_data);
    g_test_add_func("/vi/lexicon/find", test_find);
    g_test_add_func("/vi/lexicon/confuse", test_confuse);
    g_test_add_func("/vi/lexicon/spell", test_spell);
    g_test_add_func("/vi/lexicon/realword", test_realword);
    return g_test_run();
}
