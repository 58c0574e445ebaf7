/* SPDX-License-Identifier: MIT */
/* Where the parts of a text are from: a stylesheet may have put it together from many places of a report. */
#include "base/origin.h"

#include "fo/build_frame.h"

#include <string.h>

void fo_origin_add(GArray *parts, size_t start, struct src_pos pos)
{
    const struct fo_origin_part *last =
        parts->len ? &g_array_index(parts, struct fo_origin_part, parts->len - 1) : NULL;
    struct fo_origin_part p = { (uint32_t)MIN(start, UINT32_MAX), pos };
    if (!last || last->pos.file != pos.file || last->pos.offset != pos.offset)
        g_array_append_val(parts, p);
}

const struct fo_origin *fo_origin_new(struct arena *a, const GArray *parts)
{
    if (parts->len < 2)
        return NULL;
    struct fo_origin *o = arena_alloc(a, sizeof *o + parts->len * sizeof o->v[0]);
    o->n = parts->len;
    memcpy(o->v, parts->data, parts->len * sizeof o->v[0]);
    return o;
}

const struct fo_origin *fo_origin_copy(struct arena *a, const struct fo_origin *o)
{
    return o ? arena_memdup(a, o, sizeof *o + o->n * sizeof o->v[0]) : NULL;
}

struct src_pos fo_text_pos(const struct fo_node *text, size_t at)
{
    const struct fo_origin *o = text->origin;
    if (!o)
        return origin_find(text->pos, text->text, text->len, at);
    unsigned i = o->n - 1;
    while (i > 0 && o->v[i].start > at)
        i--;
    size_t start = o->v[i].start, end = i + 1 < o->n ? o->v[i + 1].start : text->len;
    return origin_find(o->v[i].pos, text->text + start, end - start, at - start);
}
