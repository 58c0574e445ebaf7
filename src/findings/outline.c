/* SPDX-License-Identifier: MIT */
/* One pass over the text; an element that is not closed ends with the one around it. */
#include "findings/outline.h"

#include "base/markup.h"

#include <glib.h>
#include <string.h>

/* An end tag that fits nothing closes nothing: it is looked for this far up, so that a million of them cost no more. */
#define MAX_CLIMB 64u

struct outline {
    GArray *elements;           /* of struct outline_element, in the order of their starts */
};

/* Closes the innermost open element of this name and those in it; an end tag that closes nothing is passed over. */
static uint32_t close_element(GArray *elements, uint32_t open, const char *text, const struct markup_token *t)
{
    size_t name = t->name, len = t->name_len;
    markup_local(text, &name, &len);
    uint32_t to = open;
    unsigned climbed = 0;
    while (to != OUTLINE_NONE && climbed++ < MAX_CLIMB) {
        const struct outline_element *e = &g_array_index(elements, struct outline_element, to);
        if (e->name_len == len && memcmp(text + e->name, text + name, len) == 0)
            break;
        to = e->parent;
    }
    if (to == OUTLINE_NONE || climbed > MAX_CLIMB)
        return open;
    for (;;) {
        struct outline_element *e = &g_array_index(elements, struct outline_element, open);
        e->end = (uint32_t)t->end;
        uint32_t was = open;
        open = e->parent;
        if (was == to)
            return open;
    }
}

struct outline *outline_new(const struct src_file *f)
{
    struct outline *o = g_new0(struct outline, 1);
    const char *text = src_file_text(f);
    size_t len = src_file_len(f), at = 0;
    uint32_t open = OUTLINE_NONE;
    struct markup_token t;
    o->elements = g_array_new(FALSE, FALSE, sizeof(struct outline_element));
    while (markup_next(text, len, &at, &t)) {
        if (t.kind == MARKUP_END)
            open = close_element(o->elements, open, text, &t);
        if (t.kind != MARKUP_START)
            continue;
        size_t name = t.name, name_len = t.name_len;
        markup_local(text, &name, &name_len);
        const struct outline_element e = { (uint32_t)t.start, t.empty ? (uint32_t)t.end : (uint32_t)len, (uint32_t)name,
                                           (uint32_t)name_len, open };
        if (!t.empty)
            open = o->elements->len;
        g_array_append_val(o->elements, e);
    }
    return o;
}

void outline_drop(struct outline *o)
{
    if (!o)
        return;
    g_array_free(o->elements, TRUE);
    g_free(o);
}

const struct outline_element *outline_get(const struct outline *o, uint32_t i)
{
    return &g_array_index(o->elements, struct outline_element, i);
}

uint32_t outline_at(const struct outline *o, uint32_t offset)
{
    guint lo = 0, hi = o->elements->len;
    while (lo < hi) {           /* the elements that begin at or before the place are those before `lo` */
        guint mid = lo + (hi - lo) / 2;
        if (outline_get(o, mid)->start <= offset)
            lo = mid + 1;
        else
            hi = mid;
    }
    uint32_t i = lo > 0 ? lo - 1 : OUTLINE_NONE;
    while (i != OUTLINE_NONE && outline_get(o, i)->end <= offset)
        i = outline_get(o, i)->parent;
    return i;
}
