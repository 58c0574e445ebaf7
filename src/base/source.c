/* SPDX-License-Identifier: MIT */
/* Source files: text, line starts, positions of tags and attributes. */
#include "base/source.h"

#include <glib.h>
#include <string.h>

/* Code points are counted from the last multiple of this: a file may be one long line, with an error in every tag. */
enum { STRIDE = 4096 };

/* What src_file_spend() allows: a tenth of a second's work. */
#define SHARE ((size_t)16 << 20)

struct src_file {
    char *name, *text;
    size_t len;
    bool recoded;
    /* caches; the file does not change */
    GArray *lines;      /* of guint32: the offset of each line's first byte; NULL until needed */
    GArray *codes;      /* of guint32: the code points before each multiple of STRIDE; NULL until needed */
    uint32_t tag;       /* where src_pos_attr() found the last attribute: its tag … */
    size_t attr;        /* … and the offset of its name; 0: none yet */
    size_t spent;       /* bytes read to find places */
};

struct src_file *src_file_new(const char *name, char *text, size_t len)
{
    struct src_file *f = g_new0(struct src_file, 1);
    f->name = g_strdup(name);
    f->text = text;
    f->len = len;
    return f;
}

void src_file_drop(struct src_file *f)
{
    if (!f)
        return;
    if (f->lines)
        g_array_free(f->lines, TRUE);
    if (f->codes)
        g_array_free(f->codes, TRUE);
    g_free(f->name);
    g_free(f->text);
    g_free(f);
}

const char *src_file_name(const struct src_file *f)
{
    return f->name;
}

const char *src_file_text(const struct src_file *f)
{
    return f->text;
}

size_t src_file_len(const struct src_file *f)
{
    return f->len;
}

void src_file_set_recoded(struct src_file *f)
{
    f->recoded = true;
}

bool src_file_recoded(const struct src_file *f)
{
    return f->recoded;
}

bool src_file_spend(const struct src_file *f, size_t bytes)
{
    ((struct src_file *)f)->spent += bytes;
    return f->spent < SHARE;
}

static const GArray *line_starts(const struct src_file *f)
{
    if (f->lines)
        return f->lines;
    GArray *a = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 start = 0;
    g_array_append_val(a, start);
    for (size_t i = 0; i < f->len; i++) {
        if (f->text[i] != '\n' && !(f->text[i] == '\r' && (i + 1 >= f->len || f->text[i + 1] != '\n')))
            continue;
        start = (guint32)(i + 1);
        g_array_append_val(a, start);
    }
    ((struct src_file *)f)->lines = a;
    return a;
}

static guint32 count_codes(const struct src_file *f, size_t from, size_t to)
{
    guint32 n = 0;
    for (size_t i = from; i < to; i++)
        n += ((unsigned char)f->text[i] & 0xC0) != 0x80;
    return n;
}

/* The code points before `at`. */
static guint32 codes_before(const struct src_file *f, size_t at)
{
    if (!f->codes) {
        GArray *a = g_array_new(FALSE, FALSE, sizeof(guint32));
        guint32 n = 0;
        for (size_t i = 0; i <= f->len; i += STRIDE) {
            g_array_append_val(a, n);
            n += count_codes(f, i, MIN(i + STRIDE, f->len));
        }
        ((struct src_file *)f)->codes = a;
    }
    return g_array_index(f->codes, guint32, at / STRIDE) + count_codes(f, at / STRIDE * STRIDE, at);
}

/* Index of the line that holds `offset`. */
static guint line_index(const GArray *lines, uint32_t offset)
{
    guint lo = 0, hi = lines->len;
    while (hi - lo > 1) {
        guint mid = lo + (hi - lo) / 2;
        if (g_array_index(lines, guint32, mid) <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static size_t clamp_offset(struct src_pos p)
{
    return MIN((size_t)p.offset, p.file->len);
}

void src_pos_line_col(struct src_pos p, unsigned *line, unsigned *col)
{
    if (!p.file) {
        *line = *col = 0;
        return;
    }
    const GArray *lines = line_starts(p.file);
    size_t at = clamp_offset(p);
    guint l = line_index(lines, (uint32_t)at);
    size_t from = g_array_index(lines, guint32, l);
    if (from == 0 && p.file->len >= 3 && at >= 3 && memcmp(p.file->text, "\xEF\xBB\xBF", 3) == 0)
        from = 3;
    *line = l + 1;
    *col = at > from ? codes_before(p.file, at) - codes_before(p.file, from) + 1 : 1;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_name(char c)
{
    return is_space(c) || strchr("<>/='\"", c) != NULL;
}

/* Bytes that are looked at around a position for its range: a value may be a whole file, with a finding in each word. */
enum { RANGE_REACH = 2000 };

/* The last byte before `at` that is no white space; '\0': there is none near. */
static char text_before(const struct src_file *f, size_t at)
{
    size_t stop = at > RANGE_REACH ? at - RANGE_REACH : 0;
    while (at > stop && is_space(f->text[at - 1]))
        at--;
    return at > stop ? f->text[at - 1] : '\0';
}

/* Is the byte before `at` the quotation mark that opens a value? */
static bool opens_value(const struct src_file *f, size_t at)
{
    if (at < 2 || (f->text[at - 1] != '"' && f->text[at - 1] != '\''))
        return false;
    return text_before(f, at - 1) == '=';
}

/* A text begins behind a tag, or is the line of a file without tags. */
static bool begins_text(const struct src_file *f, size_t at)
{
    return text_before(f, at) == '>';
}

struct src_range src_range_at(struct src_pos p)
{
    if (!p.file)
        return (struct src_range){ NULL, 0, 0 };
    const struct src_file *f = p.file;
    size_t at = clamp_offset(p), end = at, stop = MIN(f->len, at + RANGE_REACH);
    if (at < stop && f->text[at] == '<') {
        for (end = at + 1; end < stop && (!ends_name(f->text[end]) || (f->text[end] == '/' && end == at + 1)); end++)
            ;
    } else if (opens_value(f, at)) {
        while (end < stop && f->text[end] != f->text[at - 1] && f->text[end] != '<')
            end++;
    } else if (begins_text(f, at)) {
        while (end < stop && f->text[end] != '<' && f->text[end] != '\n' && f->text[end] != '\r')
            end++;
    } else {
        while (end < stop && !ends_name(f->text[end]))
            end++;
    }
    while (end < f->len && ((unsigned char)f->text[end] & 0xC0) == 0x80)
        end++;
    while (end > at && is_space(f->text[end - 1]))
        end--;
    if (end == at && end < f->len)
        end += (size_t)(g_utf8_next_char(f->text + at) - (f->text + at));
    return (struct src_range){ f, (uint32_t)at, (uint32_t)MIN(end, f->len) };
}

const char *src_pos_line_text(struct src_pos p, size_t *len)
{
    if (!p.file) {
        *len = 0;
        return "";
    }
    const GArray *lines = line_starts(p.file);
    guint l = line_index(lines, (uint32_t)clamp_offset(p));
    size_t from = g_array_index(lines, guint32, l);
    size_t to = l + 1 < lines->len ? g_array_index(lines, guint32, l + 1) : p.file->len;
    while (to > from && (p.file->text[to - 1] == '\n' || p.file->text[to - 1] == '\r'))
        to--;
    *len = to - from;
    return p.file->text + from;
}

/* The next attribute of a tag at or behind `s`: its name, and the quote before its value. NULL: there is none. */
static const char *next_attr(const char *s, const char *end, size_t *name_len, const char **quote)
{
    while (s < end && is_space(*s))
        s++;
    const char *name = s;
    while (s < end && *s != '=' && *s != '>' && *s != '/' && !is_space(*s))
        s++;
    *name_len = (size_t)(s - name);
    while (s < end && (is_space(*s) || *s == '='))
        s++;
    *quote = s;
    return s < end && (*s == '"' || *s == '\'') ? name : NULL;
}

struct src_pos src_pos_attr(struct src_pos p, const char *name, bool value)
{
    if (!p.file || p.offset >= p.file->len || p.file->text[p.offset] != '<')
        return p;
    struct src_file *f = (struct src_file *)p.file;     /* its caches */
    const char *t = f->text, *end = t + f->len, *s = t + p.offset + 1;
    size_t n = strlen(name), len;
    while (s < end && !is_space(*s) && *s != '>' && *s != '/')
        s++;
    /* From the last one found to the tag's end, then the others: a tag may have 100,000 of them. */
    const char *first = s, *from = f->tag == p.offset && f->attr ? t + f->attr : first;
    for (int round = 0; round < 2; round++, from = first) {
        const char *quote, *key;
        for (s = from; (key = next_attr(s, end, &len, &quote)); ) {
            if (len == n && memcmp(key, name, n) == 0) {
                f->tag = p.offset;
                f->attr = (size_t)(key - t);
                return src_pos_at(f, (size_t)((value ? quote + 1 : key) - t));
            }
            const char *close = memchr(quote + 1, *quote, (size_t)(end - quote - 1));
            if (!close)
                return p;
            s = close + 1;
        }
        if (from == first)
            break;
    }
    return p;
}

size_t src_tag_start(const struct src_file *f, size_t inside)
{
    size_t i = MIN(inside, f->len);
    while (i > 0 && f->text[i - 1] != '<')
        i--;
    return i > 0 ? i - 1 : 0;
}
