/* SPDX-License-Identifier: MIT */
/*
 * The sizes of the inlines that text flows around: leaders (XSL 1.1 §7.22), page numbers, inline containers. Pictures:
 * graphic.c; where they stand: para_run.c.
 */
#include "layout/para.h"

#include <string.h>

/* --- strings: page numbers --- */

static struct text_face face_of(const struct para_run *run)
{
    const char *lang = para_language(run->style);
    return (struct text_face){ .font = run->font, .script = HB_SCRIPT_LATIN,
                               .lang = lang ? hb_language_from_string(lang, -1) : HB_LANGUAGE_INVALID };
}

static void text_extent(struct para_obj *o, const struct para_run *run)
{
    o->font = run->font;
    o->own_run = true;
    o->bpd = len_add(run->altitude, run->depth);
}

/* The word with letter-spacing between its letters. */
static const struct text_word *letterspaced(struct arena *a, const struct text_word *w, len_t by)
{
    struct text_word *s = arena_memdup(a, w, sizeof *w);
    struct text_glyph *g = arena_memdup(a, w->glyphs, w->n * sizeof *g);
    for (uint32_t k = 0; k + 1 < w->n; k++) {
        if (g[k].cluster == g[k + 1].cluster)
            continue;
        g[k].advance = len_add(g[k].advance, by);
        s->width = len_add(s->width, by);
    }
    s->glyphs = g;
    return s;
}

void para_obj_string(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                     const char *s)
{
    struct text_face f = face_of(run);
    f.turn = run->turn;
    o->kind = OBJ_TEXT;
    o->string = arena_strdup(a, s);
    o->word = text_shape(cx->text, &f, s, (uint32_t)strlen(s));
    if (run->letters && o->word->n > 1)
        o->word = letterspaced(a, o->word, run->letter.width);
    o->ipd = o->word->width;
    text_extent(o, run);
}

/* --- leaders, §7.22 --- */

/* What is repeated, §7.22.3: a dot, or the content; `leader-pattern-width` spreads it. */
static void leader_pattern(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                           const struct lay_in *in, len_t width, bool rtl)
{
    const struct fo_style *s = o->node->style;
    len_t own = 0;
    if (s->leader_pattern == KW_DOTS) {
        struct text_face f = face_of(run);
        o->string = ".";
        o->word = text_shape(cx->text, &f, o->string, 1);
        own = o->word->width;
    } else {
        o->content = para_content(cx, a, o->node, in, width, rtl);
        if (o->content)
            own = line_content_width(cx, o->content);
    }
    o->unit = len_max(own, fo_len_of(s->leader_pattern_width, width, own));
}

void para_obj_leader(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                     const struct lay_in *in, len_t width, bool rtl)
{
    const struct fo_style *s = o->node->style;
    len_t opt = len_max(0, fo_len_of(s->leader_length.opt, width, 12 * LEN_PT));
    len_t min = len_min(opt, len_max(0, fo_len_of(s->leader_length.min, width, 0)));
    len_t max = len_max(opt, fo_len_of(s->leader_length.max, width, width));
    o->kind = OBJ_LEADER;
    for (int side = 0; side < 4; side++)
        o->edge[side] = lay_edge(s, (enum fo_side)side, width);
    o->ipd = opt;
    o->stretch = max - opt;
    o->shrink = opt - min;
    if (s->leader_pattern == KW_DOTS || s->leader_pattern == KW_USE_CONTENT)
        leader_pattern(cx, a, o, run, in, width, rtl);
    text_extent(o, run);
    if (o->content) {                   /* as high as the highest of its repeated areas, if that is more */
        const struct para_line *l = o->content->lines->v;
        o->own_run = false;
        o->above = len_add(len_max(run->altitude, l->above - l->lead), run->shift);
        o->below = len_add(len_max(run->depth, l->below - l->lead), -run->shift);
    }
}

/* --- inline containers --- */

void para_obj_container(struct lay_cx *cx, struct para_obj *o, const struct para_run *run, const struct lay_in *in,
                        len_t width)
{
    o->kind = OBJ_AREA;
    if (width < 0) {
        len_t min;
        lay_measure(cx, o->node, &min, &o->ipd);
        o->shrink = o->ipd - min;
        return;
    }
    o->in = *in;
    o->in.ref_ipd = o->in.pct_ipd = width;
    o->in.stop = NULL;
    struct lay_out out;
    lay_container_inline(cx, o->node, &o->in, &out);
    o->ipd = out.area->ipd;
    para_obj_align(o, run, out.area->bpd, out.baseline >= 0 ? len_add(out.area->bpd, -out.baseline) : 0);
}
