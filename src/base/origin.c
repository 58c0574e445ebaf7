/* SPDX-License-Identifier: MIT */
/*
 * Two ways: the text and the document are read letter by letter as long as they agree; and the text, then the word, then the
 * letter is looked for in what the element says and in the values of its attributes. White space counts in neither.
 */
#include "base/origin.h"

#include "base/markup.h"

#include <glib.h>
#include <string.h>

/* Of an element that is looked through; a file has a share of work of its own, src_file_spend(). */
#define REACH ((size_t)1 << 20)

/* Letters of a document one by one, references as what they stand for. */
struct reader {
    const char *raw;
    size_t at, end;
    bool cdata;
};

static bool is_white(gunichar c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool starts(const struct reader *r, const char *word)
{
    size_t n = strlen(word);
    return r->end - r->at >= n && memcmp(r->raw + r->at, word, n) == 0;
}

/* Moves behind `mark`; false: there is none. */
static bool pass(struct reader *r, const char *mark)
{
    const char *found = g_strstr_len(r->raw + r->at, (gssize)(r->end - r->at), mark);
    r->at = found ? (size_t)(found - r->raw) + strlen(mark) : r->end;
    return found != NULL;
}

/* Passes over what makes no letters; false: a tag, or the end. */
static bool at_letter(struct reader *r)
{
    while (r->at < r->end) {
        if (r->cdata && starts(r, "]]>")) {
            r->cdata = false;
            r->at += 3;
        } else if (r->cdata || r->raw[r->at] != '<') {
            return true;
        } else if (starts(r, "<![CDATA[")) {
            r->cdata = true;
            r->at += 9;
        } else if (starts(r, "<!--")) {
            pass(r, "-->");
        } else if (starts(r, "<?")) {
            pass(r, "?>");
        } else {
            return false;
        }
    }
    return false;
}

/* The next letter that is not white, and its place; 0: there is none that could be read. */
static gunichar next_letter(struct reader *r, size_t *place)
{
    while (at_letter(r)) {
        gunichar c;
        *place = r->at;
        if (!r->cdata && r->raw[r->at] == '&') {
            size_t next;
            c = markup_reference(r->raw, r->end, r->at, &next);
            if (!c || c == MARKUP_UNKNOWN)
                return 0;
            r->at = next;
        } else {
            c = g_utf8_get_char(r->raw + r->at);
            r->at = MIN((size_t)(g_utf8_next_char(r->raw + r->at) - r->raw), r->end);
        }
        if (!is_white(c))
            return c;
    }
    return 0;
}

/* The first letter of `text` at or behind byte `at` that is not white; `len`: there is none. */
static size_t letter_from(const char *text, size_t len, size_t at)
{
    while (at < len && is_white(g_utf8_get_char(text + at)))
        at = (size_t)(g_utf8_next_char(text + at) - text);
    return MIN(at, len);
}

/* Reads both from their beginnings up to `at`. */
static bool follow(struct reader r, const char *text, size_t len, size_t at, size_t *place)
{
    for (size_t i = letter_from(text, len, 0); i < len; i = letter_from(text, len, (size_t)(g_utf8_next_char(text + i) - text))) {
        if (next_letter(&r, place) != g_utf8_get_char(text + i))
            return false;
        if (i >= at)
            return true;
    }
    return false;
}

/* --- looking for it --- */

/* Letters without white space, in small ones, and where each of their bytes is from. */
struct letters {
    GString *text;
    GArray *places;             /* of guint32 */
};

static struct letters letters_new(void)
{
    return (struct letters){ g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(guint32)) };
}

static void letters_clear(struct letters *l)
{
    g_string_free(l->text, TRUE);
    g_array_free(l->places, TRUE);
}

static void add(struct letters *l, gunichar c, size_t place)
{
    guint32 p = (guint32)place;
    g_string_append_unichar(l->text, g_unichar_tolower(c));
    while (l->places->len < l->text->len)
        g_array_append_val(l->places, p);
}

static void add_all(struct letters *l, const char *raw, size_t from, size_t end)
{
    struct reader r = { raw, from, end, false };
    size_t place;
    for (gunichar c; (c = next_letter(&r, &place)) != 0 || (r.at < end && raw[r.at] == '&');) {
        if (c)
            add(l, c, place);
        else
            r.at++;             /* an entity of its own: what it says is not known here */
    }
}

static void add_values(struct letters *l, const char *raw, const struct markup_token *tag)
{
    struct markup_attr a;
    for (size_t at = 0; markup_next_attr(raw, tag, &at, &a);) {
        if (!a.valued)
            continue;
        add_all(l, raw, a.value, a.value + a.value_len);
        add(l, '\n', a.value + a.value_len);    /* nothing goes over from one value to the next */
    }
}

/* What is looked at. */
enum scope { TEXT, ELEMENT, FILE_WHOLE };

/* What the markup from `start` on says; gives the bytes that were read. */
static size_t read_markup(const char *raw, size_t start, size_t end, enum scope scope, struct letters *words,
                          struct letters *values)
{
    struct markup_token t;
    size_t depth = 0, at = start;
    while (markup_next(raw, end, &at, &t)) {
        bool tag = t.kind == MARKUP_START || t.kind == MARKUP_END;
        if (tag && scope == TEXT)
            break;
        if (t.kind == MARKUP_TEXT || t.kind == MARKUP_CDATA)
            add_all(words, raw, t.start, t.end);
        else if (t.kind == MARKUP_START)
            add_values(values, raw, &t);
        depth += t.kind == MARKUP_START && !t.empty;
        depth -= t.kind == MARKUP_END && depth > 0;
        if (depth == 0 && tag && scope == ELEMENT)
            break;
    }
    return at - start;
}

/* What is looked for, in bytes of `letters`: all of the text, then the word that holds the letter, then the letter. */
struct wanted {
    struct letters letters;
    size_t letter;              /* where it begins */
    struct {
        size_t from, n;
    } part[3];
};

static void want(struct wanted *w, const char *text, size_t len, size_t at)
{
    size_t word = 0, *word_n = &w->part[1].n, *letter_n = &w->part[2].n;
    bool white = true;
    w->letters = letters_new();
    for (size_t i = 0; i < len; i = (size_t)(g_utf8_next_char(text + i) - text)) {
        gunichar c = g_utf8_get_char(text + i);
        size_t here = w->letters.text->len;
        if (is_white(c)) {
            if (*letter_n && !*word_n)
                *word_n = here - word;
            white = true;
            continue;
        }
        if (white && !*letter_n)
            word = here;
        white = false;
        add(&w->letters, c, i);
        if (i >= at && !*letter_n) {
            w->letter = here;
            *letter_n = w->letters.text->len - here;
        }
    }
    w->part[0].n = w->letters.text->len;
    w->part[1].from = word;
    w->part[1].n = *word_n ? *word_n : w->part[0].n - word;
    w->part[2].from = w->letter;
}

/* Counts, up to two, where part `k` of what is wanted stands, and gives the first place of the letter. */
static unsigned count(const struct letters *in, const struct wanted *w, unsigned k, size_t *place)
{
    char *part = g_strndup(w->letters.text->str + w->part[k].from, w->part[k].n);
    const char *found = strstr(in->text->str, part);
    unsigned n = 0;
    if (found) {
        *place = g_array_index(in->places, guint32, (size_t)(found - in->text->str) + w->letter - w->part[k].from);
        n = strstr(found + 1, part) ? 2 : 1;
    }
    g_free(part);
    return n;
}

/* In a whole file it must stand in one place only. */
static bool look(const struct src_file *f, size_t start, size_t end, enum scope scope, const struct wanted *w, size_t *place)
{
    if (!src_file_spend(f, 0))
        return false;
    struct letters words = letters_new(), values = letters_new();
    src_file_spend(f, read_markup(src_file_text(f), start, end, scope, &words, &values));
    bool found = false;
    for (unsigned k = 0; k < G_N_ELEMENTS(w->part) && !found; k++) {
        size_t value = 0;
        unsigned n = count(&words, w, k, place), n_values = count(&values, w, k, &value);
        if (n == 0)
            *place = value;
        found = scope == FILE_WHOLE ? n + n_values == 1 : n + n_values > 0;
    }
    letters_clear(&words);
    letters_clear(&values);
    return found;
}

/* The end of the text or of the value that begins at `from`. */
static size_t end_of(const char *raw, size_t len, size_t from)
{
    char quote = from > 0 ? raw[from - 1] : '\0';
    const char *end = quote == '"' || quote == '\'' ? memchr(raw + from, quote, len - from) : NULL;
    return end ? (size_t)(end - raw) : len;
}

struct src_pos origin_find(struct src_pos from, const char *text, size_t len, size_t at)
{
    if (!from.file || from.offset >= src_file_len(from.file) || at >= len)
        return from;
    const struct src_file *f = from.file;
    const char *raw = src_file_text(f);
    size_t n = src_file_len(f), place;
    bool element = raw[from.offset] == '<' && !g_str_has_prefix(raw + from.offset, "<![CDATA[");
    size_t end = element ? n : end_of(raw, n, from.offset);
    if (!element && src_file_spend(f, at) && follow((struct reader){ raw, from.offset, end, false }, text, len, at, &place))
        return src_pos_at(f, place);
    struct wanted w = { .letter = 0 };
    want(&w, text, len, at);
    bool found = w.part[2].n > 0 &&
                 (look(f, from.offset, MIN(end, from.offset + REACH), element ? ELEMENT : TEXT, &w, &place) ||
                  look(f, 0, n, FILE_WHOLE, &w, &place));
    letters_clear(&w.letters);
    return found ? src_pos_at(f, place) : from;
}

struct src_pos origin_find_value(struct src_pos tag, const char *text, size_t len)
{
    if (!tag.file || tag.offset >= src_file_len(tag.file) || len == 0)
        return tag;
    const char *raw = src_file_text(tag.file);
    size_t at = tag.offset;
    struct markup_token t;
    struct markup_attr a;
    if (!markup_next(raw, src_file_len(tag.file), &at, &t) || t.kind != MARKUP_START || !src_file_spend(tag.file, t.end - t.start))
        return tag;
    for (size_t in = 0; markup_next_attr(raw, &t, &in, &a);)
        if (a.valued && a.value_len == len && memcmp(raw + a.value, text, len) == 0)
            return src_pos_at(tag.file, a.value);
    return tag;
}
