/* SPDX-License-Identifier: MIT */
/* What the checks of the language find in a text, as one line that a test can hold against. */
#ifndef TESTS_LINTED_H
#define TESTS_LINTED_H

#include "lang/prose.h"
#include "lang/vi/lint.h"

#include <string.h>

/* "code[text]=fix@related", joined, in the order of the text; "=?": the fix is not safe. `codes` alone, NULL: all. g_free it. */
static char *linted(const char *text, const char *codes)
{
    struct src_file *f = src_file_new("text", g_strdup(text), strlen(text));
    struct diag *d = diag_new();
    struct prose *p = prose_new();
    char **only = codes ? g_strsplit(codes, " ", -1) : NULL;
    prose_add(p, f, *text == '<' ? PROSE_REPORT : PROSE_TEXT);
    vi_lint_run(p, d, NULL);
    diag_sort(d);
    GString *out = g_string_new("");
    for (unsigned i = 0; i < diag_len(d); i++) {
        const struct diag_item *it = diag_get(d, i);
        if (only && !g_strv_contains((const char *const *)only, it->code))
            continue;
        g_string_append_printf(out, "%s%s[%.*s]", out->len ? " " : "", it->code, (int)(it->end - it->pos.offset),
                               text + it->pos.offset);
        if (it->fix)
            g_string_append_printf(out, "=%s%s", it->fix->safe ? "" : "?", g_array_index(it->fix->edits, struct diag_edit, 0).text);
        for (guint k = 0; it->related && k < it->related->len; k++) {
            const struct src_range r = g_array_index(it->related, struct diag_related, k).range;
            g_string_append_printf(out, "@%.*s", (int)(r.end - r.start), text + r.start);
        }
    }
    g_strfreev(only);
    prose_drop(p);
    diag_drop(d);
    src_file_drop(f);
    return g_string_free(out, FALSE);
}

#endif
