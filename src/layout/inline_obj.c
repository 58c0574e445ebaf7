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

void para_obj_string(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                     const char *s)
{
    struct text_face f = face_of(run);
    o->kind = OBJ_TEXT;
    o->string = arena_strdup(a, s);
    o->word = text_shape(cx->text, &f, s, (uint32_t)strlen(s));
    o->ipd = len_add(o->word->width, len_scale(run->letter, (double)g_utf8_strlen(s, -1)));
    text_extent(o, run);
}

/* --- leaders, §7.22 --- */

static void leader_words(const struct fo_node *n, GString *out)
{
    for (const struct fo_node *k = n->first; k; k = k->next) {
        if (k->type == FO_TEXT || (k->type == FO_CHARACTER && k->text))
            g_string_append_len(out, k->text, k->type == FO_TEXT ? (gssize)k->len : -1);
        leader_words(k, out);
    }
}

/* The text that is repeated: a dot, or what the leader holds, white space collapsed. */
static void leader_pattern(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run,
                           len_t width)
{
    const struct fo_style *s = o->node->style;
    GString *t = g_string_new(NULL);
    if (s->leader_pattern == KW_DOTS)
        g_string_append_c(t, '.');
    else
        leader_words(o->node, t);
    size_t n = t->len;
    const char *nfc = text_nfc(a, t->str, &n);
    struct text_face f = face_of(run);
    o->string = arena_strndup(a, nfc, n);
    o->word = n ? text_shape(cx->text, &f, o->string, (uint32_t)n) : NULL;
    len_t own = o->word ? o->word->width : 0;
    o->unit = len_max(own, fo_len_of(s->leader_pattern_width, width, own));
    g_string_free(t, TRUE);
}

void para_obj_leader(struct lay_cx *cx, struct arena *a, struct para_obj *o, const struct para_run *run, len_t width)
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
        leader_pattern(cx, a, o, run, width);
    text_extent(o, run);
}

/* --- inline containers --- */

/* Length of a part of a dimension, or -1: auto. */
static len_t part(struct fo_len l, len_t base)
{
    if (l.kw || (l.pct != 0 && base < 0))
        return -1;
    return len_max(0, fo_len_of(l, base, 0));
}

void para_obj_container(struct lay_cx *cx, struct para_obj *o, const struct para_run *run, const struct lay_in *in,
                        len_t width)
{
    const struct fo_style *s = o->node->style;
    o->kind = OBJ_AREA;
    if (width < 0) {
        len_t min;
        lay_measure(cx, o->node, &min, &o->ipd);
        o->shrink = o->ipd - min;
        return;
    }
    len_t w = part(s->inline_progression_dimension.opt, width);
    memset(&o->in, 0, sizeof o->in);
    o->in.ref_ipd = w >= 0 ? w : width;
    o->in.room = o->in.fresh_room = LEN_MAX;
    o->in.pct_ipd = o->in.ref_ipd;
    o->in.pct_bpd = -1;
    o->in.lead.at_start = true;
    o->in.keep = FO_KEEP_AUTO;
    o->in.wm = in->wm;
    o->in.stopping = true;
    o->in.ins = in->ins;
    struct lay_out out;
    lay_children(cx, o->node, &o->in, NULL, &out);
    o->ipd = o->in.ref_ipd;
    len_t bpd = len_max(out.area ? out.area->bpd : 0, part(s->block_progression_dimension.opt, in->pct_bpd));
    para_obj_align(o, run, bpd, out.baseline >= 0 ? len_add(bpd, -out.baseline) : 0);
}
