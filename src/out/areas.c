/* SPDX-License-Identifier: MIT */
/* Two backends that draw nothing: the area tree as text, and none, for measuring and checking. */
#include "out/backends.h"

#include "area/dump.h"

struct out {
    const struct out_stream *stream;
    struct out_options options;
    GString *text;
};

static struct out *areas_begin(const struct out_meta *m, const struct out_options *o, const struct out_stream *s,
                               struct diag *d)
{
    (void)m;
    (void)d;
    struct out *out = g_new0(struct out, 1);
    out->stream = s;
    out->options = *o;
    out->text = g_string_new(NULL);
    return out;
}

static bool areas_page(struct out *o, const struct area_page *p)
{
    if (!out_page_wanted(&o->options, p))
        return true;
    g_string_truncate(o->text, 0);
    area_dump_page(p, o->text);
    return o->stream->write(o->stream->user, o->text->str, o->text->len);
}

static bool none_page(struct out *o, const struct area_page *p)
{
    (void)o;
    (void)p;
    return true;
}

static void areas_abort(struct out *o)
{
    g_string_free(o->text, TRUE);
    g_free(o);
}

static bool areas_end(struct out *o)
{
    areas_abort(o);
    return true;
}

const struct out_backend out_areas = { "areas", false, areas_begin, areas_page, areas_end, areas_abort };
const struct out_backend out_none = { "none", false, areas_begin, none_page, areas_end, areas_abort };
