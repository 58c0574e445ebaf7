/* SPDX-License-Identifier: MIT */
/* A unified diff of a mended text. What changed is known from the pieces: no two texts are compared. */
#include "findings/fix_priv.h"

#include <string.h>

enum { CONTEXT = 3 };

/* Whole lines old[a..b) that became new[c..d). */
struct group {
    size_t a, b, c, d;
};

static size_t line_start(const char *s, size_t at)
{
    while (at > 0 && s[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const char *s, size_t len, size_t at)
{
    const char *eol = memchr(s + at, '\n', len - at);
    return eol ? (size_t)(eol - s) + 1 : len;
}

/* Lines that a group has in common at an end are no change: the bytes around an edit were taken in to fill its lines. */
static void trim(const struct fix_file *f, struct group *g)
{
    const char *old = f->old, *new = f->text->str;
    while (g->a < g->b && g->c < g->d) {
        size_t n = line_end(old, g->b, g->a) - g->a, m = line_end(new, g->d, g->c) - g->c;
        if (n != m || memcmp(old + g->a, new + g->c, n) != 0)
            break;
        g->a += n;
        g->c += n;
    }
    while (g->a < g->b && g->c < g->d) {
        size_t x = MAX(line_start(old, g->b - 1), g->a), y = MAX(line_start(new, g->d - 1), g->c), n = g->b - x;
        if (n != g->d - y || memcmp(old + x, new + y, n) != 0)
            break;
        g->b = x;
        g->d = y;
    }
}

/* old[a..b) became new[c..d): in whole lines, joined with the group before when they share one. */
static void add_change(const struct fix_file *f, GArray *groups, struct group change)
{
    size_t a = line_start(f->old, change.a), b = line_end(f->old, f->old_len, change.b);
    const struct group g = { a, b, change.c - (change.a - a), change.d + (b - change.b) };
    struct group *last = groups->len ? &g_array_index(groups, struct group, groups->len - 1) : NULL;
    if (last && g.a <= last->b) {
        last->b = g.b;
        last->d = g.d;
    } else {
        g_array_append_val(groups, g);
    }
}

static GArray *groups_of(const struct fix_file *f)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct group));
    size_t old = 0, new = 0;        /* up to here both are told */
    struct group change = { 0, 0, 0, 0 };
    for (guint i = 0; i <= f->pieces->len; i++) {
        const struct fix_piece end = { f->old_len, 0, false };
        const struct fix_piece *p = i < f->pieces->len ? &g_array_index(f->pieces, struct fix_piece, i) : &end;
        if (p->added) {
            change.d += p->len;
            new += p->len;
            continue;
        }
        change.b = p->from;
        if (change.b > change.a || change.d > change.c)
            add_change(f, groups, change);
        old = p->from + p->len;
        new += p->len;
        change = (struct group){ old, old, new, new };
    }
    guint kept = 0;
    for (guint i = 0; i < groups->len; i++) {
        struct group g = g_array_index(groups, struct group, i);
        trim(f, &g);
        if (g.a < g.b || g.c < g.d)
            g_array_index(groups, struct group, kept++) = g;
    }
    g_array_set_size(groups, kept);
    return groups;
}

/* Appends the lines of a stretch, each behind `sign`; gives how many. */
static size_t append_lines(GString *out, char sign, const char *s, size_t from, size_t to, size_t len)
{
    size_t n = 0;
    for (size_t at = from; at < to; n++) {
        size_t end = line_end(s, len, at);
        g_string_append_c(out, sign);
        g_string_append_len(out, s + at, (gssize)(end - at));
        if (s[end - 1] != '\n')
            g_string_append(out, "\n\\ No newline at end of file\n");
        at = end;
    }
    return n;
}

static size_t count_lines(const char *s, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t at = from; at < to; n++)
        at = line_end(s, to, at);
    return n;
}

static size_t lines_back(const char *s, size_t at, size_t stop, unsigned n)
{
    while (n-- > 0 && at > stop)
        at = line_start(s, at - 1);
    return at;
}

static size_t lines_on(const char *s, size_t len, size_t at, unsigned n)
{
    while (n-- > 0 && at < len)
        at = line_end(s, len, at);
    return at;
}

/* Lines told so far, so that each is counted once. */
struct told {
    size_t old, new;            /* offsets */
    size_t old_lines, new_lines;
};

static void append_hunk(const struct fix_file *f, const struct group *first, const struct group *last, struct told *t,
                        GString *out)
{
    const char *old = f->old, *new = f->text->str;
    size_t from = lines_back(old, first->a, t->old, CONTEXT), to = lines_on(old, f->old_len, last->b, CONTEXT);
    size_t new_from = first->c - (first->a - from), a = 0, b = 0, at = from;
    GString *body = g_string_new(NULL);
    for (const struct group *g = first; g <= last; g++) {
        size_t same = append_lines(body, ' ', old, at, g->a, f->old_len);
        a += same + append_lines(body, '-', old, g->a, g->b, f->old_len);
        b += same + append_lines(body, '+', new, g->c, g->d, f->text->len);
        at = g->b;
    }
    size_t same = append_lines(body, ' ', old, at, to, f->old_len);
    a += same;
    b += same;
    size_t old_line = t->old_lines + count_lines(old, t->old, from), new_line = t->new_lines + count_lines(new, t->new, new_from);
    g_string_append_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", old_line + (a > 0), a, new_line + (b > 0), b);
    g_string_append_len(out, body->str, (gssize)body->len);
    g_string_free(body, TRUE);
    *t = (struct told){ to, last->d + (to - last->b), old_line + a, new_line + b };
}

void fix_diff_file(const struct fix_file *f, GString *out)
{
    GArray *groups = groups_of(f);
    struct told told = { 0, 0, 0, 0 };
    g_string_append_printf(out, "--- %s\n+++ %s\n", f->path, f->path);
    for (guint i = 0, k; i < groups->len; i = k) {
        const struct group *g = &g_array_index(groups, struct group, i);
        /* what is as near as two contexts stands in one hunk */
        for (k = i + 1; k < groups->len; k++)
            if (lines_on(f->old, f->old_len, g[k - i - 1].b, 2 * CONTEXT) < g[k - i].a)
                break;
        append_hunk(f, g, &g[k - i - 1], &told, out);
    }
    g_array_free(groups, TRUE);
}
