/* SPDX-License-Identifier: MIT */
/*
 * Hyphenation by libhyphen, XSL 1.1 §7.10: patterns in the files of the
 * packages hyphen-*, hyph_LANG_COUNTRY.dic, one opened when a language is met
 * for the first time. Vietnamese is never hyphenated: its words are syllables.
 *
 * Input: text with spans that ask for it. Output: TEXT_HYPHEN in the array of breaks.
 */
#include "text/hyphen.h"

#include "base/access.h"
#include "base/i18n.h"

#include <errno.h>
#include <glib.h>
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#define SYSTEM_DIR "/usr/share/hyphen"
#define MAX_FILE ((size_t)16 * 1024 * 1024)
#define MAX_LINE 99u            /* libhyphen reads lines of so many bytes */
#define MAX_LETTERS 100u        /* a longer word is none */

struct hyphen {
    struct diag *diag;
    const char *const *dirs;    /* NULL-terminated, or NULL */
    GHashTable *dicts;          /* "en_US" as asked -> HyphenDict, or NULL: there is none */
};

static void dict_free(gpointer d)
{
    if (d)
        hnj_hyphen_free(d);
}

struct hyphen *hyphen_new(const char *const *dirs, struct diag *diag)
{
    struct hyphen *h = g_new0(struct hyphen, 1);
    h->diag = diag;
    h->dirs = dirs;
    h->dicts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, dict_free);
    return h;
}

void hyphen_drop(struct hyphen *h)
{
    if (!h)
        return;
    g_hash_table_destroy(h->dicts);
    g_free(h);
}

/* --- files --- */

/* Part of a file's name: what a document says must not lead elsewhere. */
static bool is_code(const char *s)
{
    size_t n = s ? strlen(s) : 0;
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_isalnum(s[i]))
            return false;
    return n >= 2 && n <= 8;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The first file of `dir` for this language, whatever its country; NULL: none. */
static char *any_country(const char *dir, const char *lang)
{
    GDir *d = g_dir_open(dir, 0, NULL);
    if (!d)
        return NULL;
    char *prefix = g_strconcat("hyph_", lang, "_", NULL), *found = NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(d));)
        if (g_str_has_prefix(name, prefix) && g_str_has_suffix(name, ".dic"))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    if (names->len)
        found = g_build_filename(dir, names->pdata[0], NULL);
    g_ptr_array_free(names, TRUE);
    g_free(prefix);
    g_dir_close(d);
    return found;
}

/* hyph_LANG_WHAT.dic in `dir`, if it is there. */
static char *named(const char *dir, const char *lang, const char *what)
{
    char *name = what ? g_strconcat("hyph_", lang, "_", what, ".dic", NULL) : g_strconcat("hyph_", lang, ".dic", NULL);
    char *path = g_build_filename(dir, name, NULL);
    g_free(name);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return path;
    g_free(path);
    return NULL;
}

/* By country, by script, by the language alone, by its main country, by any. */
static char *find_in(const char *dir, const char *lang, const char *script, const char *country)
{
    char *home = strcmp(lang, "en") == 0 ? g_strdup("US") : g_ascii_strup(lang, -1), *path = NULL;
    if (country)
        path = named(dir, lang, country);
    if (!path && script)
        path = named(dir, lang, script);
    if (!path)
        path = named(dir, lang, NULL);
    if (!path)
        path = named(dir, lang, home);
    if (!path)
        path = any_country(dir, lang);
    g_free(home);
    return path;
}

/* What can go to libhyphen into `out`: a character set, then patterns that it does not cut. NULL: good, else what is wrong. */
static const char *check(const char *data, size_t len, GString *out)
{
    if (memchr(data, '\0', len))
        return N_("it is not text");
    size_t first = strcspn(data, "\r\n");
    char *set = g_strndup(data, MIN(first, MAX_LINE));
    g_strstrip(set);
    GIConv conv = *set ? g_iconv_open("UTF-8", set) : (GIConv)-1;
    g_string_append_printf(out, "%s\n", set);
    g_free(set);
    if (conv == (GIConv)-1)
        return N_("its first line names no character set");
    g_iconv_close(conv);
    bool any = false;
    for (const char *p = data + first; p < data + len;) {
        size_t n = strcspn(p, "\r\n");
        bool says = n > 0 && *p != '%' && *p != '#';
        if (says && n >= MAX_LINE)
            return N_("one of its lines is too long");
        if (says)
            g_string_append_printf(out, "%.*s\n", (int)n, p);
        any |= says && strcspn(p, "0123456789") < n;
        p += n + 1;
    }
    return any ? NULL : N_("it has no patterns");
}

static HyphenDict *load(struct hyphen *h, const char *path, struct src_pos pos)
{
    char *data = NULL;
    size_t len;
    errno = 0;
    if (access_read(NULL, path, MAX_FILE, &data, &len) != ACCESS_OK) {
        diag_emit(h->diag, DIAG_HYPHEN_BROKEN, pos, path, g_strerror(errno ? errno : EFBIG));
        return NULL;
    }
    GString *clean = g_string_sized_new(len);
    const char *wrong = check(data, len, clean);
    FILE *f = wrong ? NULL : fmemopen(clean->str, clean->len, "r");
    HyphenDict *d = f ? hnj_hyphen_load_file(f) : NULL;
    if (f)
        fclose(f);
    g_string_free(clean, TRUE);
    g_free(data);
    if (!d)
        diag_emit(h->diag, DIAG_HYPHEN_BROKEN, pos, path, wrong ? _(wrong) : g_strerror(ENOMEM));
    return d;
}

/* The patterns for a span, NULL: none, which is said once a language. */
static HyphenDict *dict_of(struct hyphen *h, const struct text_span *s)
{
    if (!is_code(s->lang))
        return NULL;
    char *key = g_strdup_printf("%s_%s_%s", s->lang, s->script ? s->script : "", s->country ? s->country : "");
    gpointer known;
    if (g_hash_table_lookup_extended(h->dicts, key, NULL, &known)) {
        g_free(key);
        return known;
    }
    char *lang = g_ascii_strdown(s->lang, -1);
    char *country = is_code(s->country) ? g_ascii_strup(s->country, -1) : NULL;
    const char *script = is_code(s->script) ? s->script : NULL;
    char *path = NULL;
    for (const char *const *d = h->dirs; d && *d && !path; d++)
        path = find_in(*d, lang, script, country);
    if (!path)
        path = find_in(SYSTEM_DIR, lang, script, country);
    HyphenDict *dict = path ? load(h, path, s->pos) : NULL;
    if (!path)
        diag_emit(h->diag, DIAG_HYPHEN_NONE, s->pos, lang);
    g_hash_table_insert(h->dicts, key, dict);
    g_free(path);
    g_free(country);
    g_free(lang);
    return dict;
}

/* --- words --- */

/* The word in small letters and in the character set of the patterns; g_free it. NULL: it cannot be written so. */
static char *fold(const HyphenDict *d, const char *word, const char *end, gsize *n)
{
    GString *low = g_string_new(NULL);
    for (const char *p = word; p < end; p = g_utf8_next_char(p))
        g_string_append_unichar(low, g_unichar_tolower(g_utf8_get_char(p)));
    if (d->utf8) {
        *n = low->len;
        return g_string_free(low, FALSE);
    }
    char *other = g_convert(low->str, (gssize)low->len, d->cset, "UTF-8", NULL, n, NULL);
    g_string_free(low, TRUE);
    return other;
}

/* Marks the points of one word; `letters` of it. What changes the spelling is left out. */
static void hyphenate_word(HyphenDict *d, const struct text_span *s, const char *text, uint32_t from, uint32_t to,
                           unsigned letters, uint8_t *brk)
{
    gsize n;
    char *word = fold(d, text + from, text + to, &n);
    if (!word)
        return;
    char *points = g_malloc0(n + 5), **rep = NULL;
    int *at = NULL, *cut = NULL;
    if (hnj_hyphen_hyphenate2(d, word, (int)n, points, NULL, &rep, &at, &cut) == 0) {
        const char *p = text + from;
        for (unsigned i = 0; i + 1 < letters; i++) {
            p = g_utf8_next_char(p);
            bool own = !rep || !rep[i];
            if ((points[i] & 1) && own && (int64_t)i + 1 >= s->remain && (int64_t)letters - i - 1 >= s->push &&
                brk[p - text] == TEXT_NO_BREAK)
                brk[p - text] = TEXT_HYPHEN;
        }
    }
    for (gsize i = 0; rep && i < n; i++)
        free(rep[i]);
    free(rep);
    free(at);
    free(cut);
    g_free(points);
    g_free(word);
}

static bool same_kind(const struct text_span *a, const struct text_span *b)
{
    return b->hyphenate && g_strcmp0(a->lang, b->lang) == 0 && g_strcmp0(a->country, b->country) == 0;
}

/* Words may go on from span to span: an emphasised syllable does not end one. */
void hyphen_find(struct hyphen *h, const char *text, const struct text_span *spans, unsigned n, uint8_t *brk)
{
    for (unsigned i = 0; i < n;) {
        const struct text_span *s = &spans[i++];
        if (!s->hyphenate || text_is_vietnamese(s->lang))
            continue;
        HyphenDict *d = dict_of(h, s);
        uint32_t end = s->end;
        while (i < n && same_kind(s, &spans[i]))
            end = spans[i++].end;
        for (uint32_t at = s->start; d && at < end;) {
            unsigned letters = 0;
            uint32_t from = at;
            gunichar c = g_utf8_get_char(text + at);
            while (at < end && (g_unichar_isalpha(c) || g_unichar_ismark(c))) {
                letters++;
                at += (uint32_t)(g_utf8_next_char(text + at) - (text + at));
                c = g_utf8_get_char(text + at);
            }
            if (letters >= 2 && letters <= MAX_LETTERS)
                hyphenate_word(d, s, text, from, at, letters, brk);
            if (at == from)
                at += (uint32_t)(g_utf8_next_char(text + at) - (text + at));
        }
    }
}
