/* SPDX-License-Identifier: MIT */
/*
 * Runs of style: fonts, and where inlines stand on each other, by the
 * baselines of their fonts (XSL 1.1 §4.2.6, §7.14).
 *
 * Input: a node and the run around it. Output: the run, or the place of an object.
 */
#include "layout/para.h"

#include <hb-ot.h>
#include <string.h>

/* --- fonts --- */

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
                              .oblique = s->font_style == KW_OBLIQUE,
                              .backslant = s->font_style == KW_BACKSLANT };
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

/* --- baselines --- */

static len_t font_baseline(const struct font *f, hb_ot_layout_baseline_tag_t tag, len_t other)
{
    hb_position_t v;
    return f->hb && hb_ot_layout_get_baseline(f->hb, tag, HB_DIRECTION_LTR, HB_TAG('l', 'a', 't', 'n'), HB_TAG_NONE, &v)
               ? v : other;
}

/* A baseline of the table, above its alphabetic one. Where the font has no table of its own: as its letters stand. */
static len_t baseline_of(const struct para_table *t, int32_t kw)
{
    switch (kw) {
    case KW_MIDDLE:
        return t->font->x_height / 2;
    case KW_CENTRAL:
        return (t->altitude - t->depth) / 2;
    case KW_BEFORE_EDGE:
    case KW_TEXT_BEFORE_EDGE:
    case KW_TOP:
    case KW_TEXT_TOP:
        return t->altitude;
    case KW_AFTER_EDGE:
    case KW_TEXT_AFTER_EDGE:
    case KW_BOTTOM:
    case KW_TEXT_BOTTOM:
        return -t->depth;
    case KW_HANGING:
        return font_baseline(t->font, HB_OT_LAYOUT_BASELINE_TAG_HANGING, len_scale(t->altitude, 0.8));
    case KW_MATHEMATICAL:
        return font_baseline(t->font, HB_OT_LAYOUT_BASELINE_TAG_MATH, t->altitude / 2);
    case KW_IDEOGRAPHIC:
        return font_baseline(t->font, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, -t->depth);
    default:
        return 0;
    }
}

/* The baseline that the run is aligned by, of those around it: `auto` and `baseline` are the dominant one. */
static int32_t aligned_by(const struct fo_style *s, const struct para_table *outer)
{
    return s->alignment_baseline == KW_AUTO || s->alignment_baseline == KW_BASELINE ? outer->dominant
                                                                                     : s->alignment_baseline;
}

static enum para_edge line_edge(const struct fo_style *s)
{
    switch (s->alignment_baseline) {
    case KW_BEFORE_EDGE:
    case KW_TOP:
        return EDGE_LINE_TOP;
    case KW_AFTER_EDGE:
    case KW_BOTTOM:
        return EDGE_LINE_BOTTOM;
    default:
        return EDGE_NONE;
    }
}

/* baseline-shift, §7.14.3: upwards. */
static len_t shift_of(const struct para_run *r, const struct para_run *parent)
{
    struct fo_len l = r->style->baseline_shift;
    switch (l.kw) {
    case KW_SUB:
        return -r->font->x_height / 2;
    case KW_SUPER:
        return parent->font->x_height;
    case 0:
        return fo_len_of(l, len_add(parent->above, parent->below), 0);
    default:
        return 0;
    }
}

/* The alignment-point of the run, above its alphabetic baseline: alignment-adjust, §7.14.1; a length raises the run. */
static len_t own_point(const struct para_run *r, const struct para_table *own, int32_t by)
{
    struct fo_len l = r->style->alignment_adjust;
    if (l.kw == KW_AUTO)
        return baseline_of(own, by);
    if (l.kw == KW_BASELINE)
        return baseline_of(own, own->dominant);
    if (l.kw)
        return baseline_of(own, l.kw);
    return len_add(baseline_of(own, by), -fo_len_of(l, len_add(r->above, r->below), 0));
}

/* The baselines that what stands in the run aligns with: dominant-baseline, §7.14.5. */
static struct para_table inner_table(const struct para_run *r, const struct para_table *outer, bool shifted)
{
    struct para_table own = { r->font, r->altitude, r->depth, r->shift, KW_ALPHABETIC };
    int32_t kw = r->style->dominant_baseline;
    if (kw != KW_AUTO && kw != KW_NO_CHANGE && kw != KW_RESET_SIZE && kw != KW_USE_SCRIPT) {
        own.dominant = kw;
        return own;
    }
    if (!outer || kw == KW_USE_SCRIPT)
        return own;
    own.dominant = outer->dominant;
    if (kw == KW_RESET_SIZE || (kw == KW_AUTO && shifted))
        return own;
    struct para_table same = *outer;    /* that of the parent, moved along with the run */
    same.shift = len_add(len_add(r->shift, baseline_of(&own, own.dominant)), -baseline_of(outer, own.dominant));
    return same;
}

static void stand_on(struct para_run *r, const struct para_run *parent)
{
    const struct para_table *outer = &parent->table;
    struct para_table own = { r->font, r->altitude, r->depth, 0, outer->dominant };
    int32_t by = aligned_by(r->style, outer);
    len_t shift = shift_of(r, parent);
    r->outer = *outer;
    r->edge = (uint8_t)line_edge(r->style);
    if (r->edge != EDGE_NONE) {         /* the line's height is not known yet: the run stands for itself until then */
        r->edge_extent = r->edge == EDGE_LINE_TOP ? r->altitude : r->depth;
        r->shift = shift;
    } else {
        r->edge = parent->edge;
        r->edge_extent = parent->edge_extent;
        r->shift = len_add(len_add(outer->shift, baseline_of(outer, by)), len_add(shift, -own_point(r, &own, by)));
    }
    r->table = inner_table(r, outer, shift != 0);
}

/* text-altitude or text-depth, of which sums of a few stay lengths. */
static len_t extent(struct fo_len l, len_t size, len_t own)
{
    return len_min(len_max(fo_len_of(l, size, own), 0), LEN_MAX / 8);
}

/* §7.17.2, §7.17.8: what letter-spacing or word-spacing comes to on each side; false: nothing. */
static bool half_of(const struct fo_space *s, len_t size, struct fo_space *half)
{
    len_t opt = fo_len_of(s->opt, size, 0), min = len_min(opt, fo_len_of(s->min, size, opt)), max = len_max(opt, fo_len_of(s->max, size, opt));
    *half = (struct fo_space){ { min / 2, 0, 0 }, { opt / 2, 0, 0 }, { max / 2, 0, 0 }, s->precedence, s->retain };
    return opt != 0 || min != 0 || max != 0;
}

/* Between two letters the halves meet: forcing ones add up. */
static struct para_room between(const struct fo_space *half)
{
    len_t times = half->precedence == FO_FORCE ? 2 : 1;
    return (struct para_room){ half->opt.abs * times, (half->max.abs - half->opt.abs) * times, (half->opt.abs - half->min.abs) * times };
}

struct para_run para_run_of(struct lay_cx *cx, const struct fo_node *n, const struct fo_style *s,
                            const struct para_run *parent, len_t size)
{
    struct font_request q = para_font_request(s, size);
    struct para_run r;
    memset(&r, 0, sizeof r);
    r.node = n;
    r.style = s;
    r.font = font_map_lookup(cx->fonts, &q, n->pos);
    if (s->font_size_adjust > 0 && r.font->x_height > 0) {      /* §7.9.6: the height of x is that share of the size */
        q.size = (len_t)CLAMP((double)size * (double)s->font_size_adjust * size / r.font->x_height, 1, 1e8);
        r.font = font_map_lookup(cx->fonts, &q, n->pos);
    }
    r.size = q.size;
    r.altitude = extent(s->text_altitude, size, r.font->ascent);
    r.depth = extent(s->text_depth, size, r.font->descent);
    len_t lh = fo_len_of(s->line_height, size, (len_t)((int64_t)size * 6 / 5));     /* §7.16.4; never rounded up */
    r.above = len_add(r.altitude, len_add(lh, -len_add(r.altitude, r.depth)) / 2);
    r.below = len_add(lh, -r.above);
    if (parent)
        stand_on(&r, parent);
    else
        r.table = inner_table(&r, NULL, false);
    r.letters = half_of(&s->letter_spacing, size, &r.letter_half);
    r.letter = between(&r.letter_half);
    r.words = half_of(&s->word_spacing, size, &r.word_half);
    r.nowrap = s->wrap_option == KW_NO_WRAP || (parent && parent->nowrap && parent->style->wrap_option == KW_WRAP) ||
               (parent && s->keep_together.line == FO_KEEP_ALWAYS &&
                (parent->style->keep_together.line != FO_KEEP_ALWAYS));
    r.keep = FO_KEEP_AUTO;
    if (parent)
        r.keep = s->keep_together.line == parent->style->keep_together.line ? parent->keep : s->keep_together.line;
    r.preserve = s->white_space_treatment == KW_PRESERVE;
    return r;
}

/* --- objects --- */

/* A baseline of a box of height `bpd`, above its lower edge; `base`: its alphabetic one. */
static len_t box_baseline(int32_t kw, len_t bpd, len_t base)
{
    switch (kw) {
    case KW_MIDDLE:
    case KW_CENTRAL:
    case KW_MATHEMATICAL:
        return bpd / 2;
    case KW_BEFORE_EDGE:
    case KW_TEXT_BEFORE_EDGE:
    case KW_TOP:
    case KW_TEXT_TOP:
        return bpd;
    case KW_HANGING:
        return len_scale(bpd, 0.8);
    case KW_AFTER_EDGE:
    case KW_TEXT_AFTER_EDGE:
    case KW_BOTTOM:
    case KW_TEXT_BOTTOM:
    case KW_IDEOGRAPHIC:
        return 0;
    default:
        return base;
    }
}

void para_obj_align(struct para_obj *o, const struct para_run *run, len_t bpd, len_t base)
{
    const struct fo_style *s = o->node->style;
    const struct para_table *outer = &run->outer;
    struct fo_len l = s->alignment_adjust;
    int32_t by = aligned_by(s, outer);
    len_t own = l.kw == KW_AUTO       ? box_baseline(by, bpd, base)
                : l.kw == KW_BASELINE ? base
                : l.kw                ? box_baseline(l.kw, bpd, base)
                                      : len_add(box_baseline(by, bpd, base), -fo_len_of(l, bpd, 0));
    len_t shift = s->baseline_shift.kw == 0 ? fo_len_of(s->baseline_shift, len_add(run->above, run->below), 0)
                  : s->baseline_shift.kw == KW_SUB   ? -outer->font->x_height / 2
                  : s->baseline_shift.kw == KW_SUPER ? outer->font->x_height : 0;
    len_t low = len_add(len_add(outer->shift, baseline_of(outer, by)), len_add(shift, -own));
    o->bpd = bpd;
    o->line_edge = (uint8_t)line_edge(s);
    o->above = len_add(bpd, low);
    o->below = -low;
}
