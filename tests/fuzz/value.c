/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: properties and their expressions, without XML around. A line is an attribute, "name=value"; an empty line
 * begins a child. Whatever they say, a style comes out, and the same one when asked again.
 */
#include "fo/eval.h"
#include "fo/obj.h"
#include "target.h"

#include <string.h>

const char *const fuzz_folder = "value";

enum { MOST_ATTRS = 64, DEEPEST = 16 };

/* The next line; false: there is none. */
static bool take_line(const char **at, const char *end, struct fo_slice *line)
{
    if (*at == end)
        return false;
    const char *eol = memchr(*at, '\n', (size_t)(end - *at));
    *line = (struct fo_slice){ *at, (size_t)((eol ? eol : end) - *at) };
    *at = eol ? eol + 1 : end;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))       /* XML lets nothing else pass */
        return 0;
    char *text = g_strndup((const char *)data, size);
    const char *at = text, *end = text + size;
    struct diag *diag = diag_new();
    struct fo_styler *styler = fo_styler_new(diag);
    struct fo_open open[DEEPEST];
    unsigned depth = 0;
    while (at < end && depth < DEEPEST) {
        struct fo_attr attrs[MOST_ATTRS];
        char *names[MOST_ATTRS];
        unsigned n = 0;
        struct fo_slice line;
        while (n < MOST_ATTRS && take_line(&at, end, &line) && line.n) {
            const char *equals = memchr(line.s, '=', line.n);
            size_t name = equals ? (size_t)(equals - line.s) : line.n;
            names[n] = g_strndup(line.s, name);
            attrs[n] = (struct fo_attr){ names[n], { line.s + name + (equals != NULL), line.n - name - (equals != NULL) } };
            n++;
        }
        struct fo_ask ask = { .type = depth % 2 ? FO_LIST_ITEM : FO_BLOCK, .attrs = attrs, .n = n, .open = open, .n_open = depth };
        const struct fo_entry *e = fo_styler_get(styler, &ask);
        g_assert_true(e->style == fo_styler_get(styler, &ask)->style);
        open[depth++] = (struct fo_open){ e, (uint16_t)ask.type };
        while (n)
            g_free(names[--n]);
    }
    fo_styler_drop(styler);
    diag_drop(diag);
    g_free(text);
    return 0;
}
