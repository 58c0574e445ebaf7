/* SPDX-License-Identifier: MIT */
/*
 * Runs of style, and the sizes of the inlines that text flows around: leaders (XSL 1.1 §7.22), page numbers, inline
 * containers. Pictures: graphic.c.
 */
#include "layout/para.h"

#include <string.h>

/* --- runs --- */

struct font_request para_font_request(const struct fo_style *s, len_t size)
{
    static const struct { int32_t kw; PangoStretch stretch; } widths[] = {
        { KW_ULTRA_CONDENSED, PANGO_STRETCH_ULTRA_CONDENSED }, { KW_EXTRA_CONDENSED, PANGO_STRETCH_EXTRA_CONDENSED },
        { KW_CONDENSED, PANGO_STRETCH_CONDENSED }, { KW_SEMI_CONDENSED, PANGO_STRETCH_SEMI_CONDENSED },
        { KW_SEMI_EXPANDED, PANGO_STRETCH_SEMI_EXPANDED }, { KW_EXPANDED, PANGO_STRETCH_EXPANDED },
        { KW_EXTRA_EXPANDED, PANGO_STRETCH_EXTRA_EXPANDED }, { KW_ULTRA_EXPANDED, PANGO_STRETCH_ULTRA_EXPANDED },
    };
    struct font_request r = { .families = s->font_family, .size = size, .weight = s->font_weight,
                              .stretch = PANGO_STRETCH_NORMAL, .italic = s->font_style == KW_ITALIC,
                              .oblique = s->font_style == KW_OBLIQUE || s->font_style == KW_BACKSLANT };
    if (s->font_stretch != KW_NORMAL)
        for (size_t i = 0; i < G_N_ELEMENTS(widths); i++)
            if (widths[i].kw == s->font_stretch)
                r.stretch = (int)widths[i].stretch;
    return r;
}

const char *para_language(const struct fo_style *s)
{
    return s->language && *s->language ? s->language : NULL;
}

/* How far the baseline is raised over the parent's. `lh`: the parent's line height. */
static len_t raise_of(const struct para_run *r, const struct para_run *parent, len_t lh)
{
    const struct fo_style *s = r->style;
    const struct font *f = r->font;
    len_t shift = 0;
    if (s->baseline_shift.kw == KW_SUB)
        shift = -f->x_height / 2;
    else if (s->baseline_shift.kw == KW_SUPER)
        shift = parent->font->x_height;
    else if (!s->baseline_shift.kw)
        shift = fo_len_of(s->baseline_shift, lh, 0);
    const struct font *pf = parent->font;
    switch (s->alignment_baseline) {            /* §7.14.2: that baseline of both is one */
    case KW_MIDDLE:
        return shift + (pf->x_height - f->x_height) / 2;
    case KW_CENTRAL:
        return shift + (parent->altitude - parent->depth - r->altitude + r->depth) / 2;
    case KW_BEFORE_EDGE:
    case KW_TEXT_BEFORE_EDGE:
    case KW_TOP:
    case KW_TEXT_TOP:
        return shift + parent->altitude - r->altitude;
    case KW_AFTER_EDGE:
    case KW_TEXT_AFTER_EDGE:
    case KW_BOTTOM:
    case KW_TEXT_BOTTOM:
        return shift - parent->depth + r->depth;
    case KW_HANGING:
        return shift + (parent->altitude - r->altitude) * 4 / 5;
    default:
        return shift;
    }
}

/* text-altitude or text-depth, of which sums of a few stay lengths. */
static len_t extent(struct fo_len l, len_t size, len_t own)
{
    return len_min(len_max(fo_len_of(l, size, own), 0), LEN_MAX / 8);
}

struct para_run para_run_of(struct lay_cx *cx, const struct fo_node *n, const struct para_run *parent, len_t size)
{
    const struct fo_style *s = n->style;
    struct font_request q = para_font_request(s, size);
    struct para_run r;
    memset(&r, 0, sizeof r);
    r.node = n;
    r.style = s;
    r.size = size;
    r.font = font_map_lookup(cx->fonts, &q, n->pos);
    r.altitude = extent(s->text_altitude, size, r.font->ascent);
    r.depth = extent(s->text_depth, size, r.font->descent);
    if (parent)
        r.shift = len_add(parent->shift, raise_of(&r, parent, len_add(parent->above, parent->below)));
    len_t lh = fo_len_of(s->line_height, size, (len_t)((int64_t)size * 6 / 5));     /* §7.16.4; never rounded up */
    r.above = len_add(r.altitude, len_add(lh, -len_add(r.altitude, r.depth)) / 2);
    r.below = len_add(lh, -r.above);
    r.letter = fo_len_of(s->letter_spacing.opt, size, 0);
    r.word = fo_len_of(s->word_spacing.opt, size, 0);
    r.word_min = fo_len_of(s->word_spacing.min, size, r.word);
    r.word_max = fo_len_of(s->word_spacing.max, size, r.word);
    r.nowrap = s->wrap_option == KW_NO_WRAP || (parent && parent->nowrap && parent->style->wrap_option == KW_WRAP) ||
               (parent && s->keep_together.line == FO_KEEP_ALWAYS &&
                (parent->style->keep_together.line != FO_KEEP_ALWAYS));
    r.preserve = s->white_space_treatment == KW_PRESERVE;
    return r;
}

/* --- where an object stands --- */

void para_obj_align(struct para_obj *o, const struct para_run *run, len_t bpd)
{
    const struct fo_style *s = o->node->style;
    const struct font *f = run->font;
    len_t base = run->shift;            /* the baseline it sits on */
    len_t above = bpd;                  /* of that baseline */
    o->bpd = bpd;
    switch (s->alignment_baseline) {
    case KW_MIDDLE:
        above = bpd / 2 + f->x_height / 2;
        base = 0;
        break;
    case KW_CENTRAL:
        above = bpd / 2 + (run->altitude - run->depth) / 2;
        base = 0;
        break;
    case KW_TEXT_BEFORE_EDGE:
    case KW_TEXT_TOP:
        above = run->altitude;
        base = 0;
        break;
    case KW_TEXT_AFTER_EDGE:
    case KW_TEXT_BOTTOM:
        above = bpd - run->depth;
        base = 0;
        break;
    case KW_BEFORE_EDGE:
    case KW_TOP:
        o->line_edge = EDGE_LINE_TOP;
        break;
    case KW_AFTER_EDGE:
    case KW_BOTTOM:
        o->line_edge = EDGE_LINE_BOTTOM;
        break;
    default:
        break;
    }
    if (!s->alignment_adjust.kw)        /* a length or a percentage of the height, up from the alignment point */
        above = len_add(above, fo_len_of(s->alignment_adjust, bpd, 0));
    o->above = len_add(above, base);
    o->below = len_add(bpd, -o->above);
}

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
    o->above = len_add(run->above, run->shift);
    o->below = len_add(run->below, -run->shift);
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
    para_obj_align(o, run, len_max(out.area ? out.area->bpd : 0, part(s->block_progression_dimension.opt, in->pct_bpd)));
    if (out.baseline >= 0 && s->alignment_baseline != KW_MIDDLE) {
        o->above = len_add(out.baseline, run->shift);
        o->below = len_add(o->bpd, -o->above);
    }
}
