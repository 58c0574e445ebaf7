/* SPDX-License-Identifier: MIT */
/*
 * Unit tests of paragraphs: lines, tokens, candidates, in the test font, whose
 * letters are 1 em wide and whose spaces are half an em.
 */
#include "layout/layout.h"
#include "layout/para.h"
#include "text/text.h"

#include <glib.h>
#include <string.h>

#define PT(x) len_from_pt(x)

/* Nodes made by hand carry no strings. */
__attribute__((weak)) const char *fo_node_string(const struct fo_node *n, const char *property)
{
    (void)n;
    (void)property;
    return NULL;
}

__attribute__((weak)) const char *fo_type_name(enum fo_type t)
{
    return t == FO_TEXT ? "#text" : "object";
}

struct world {
    struct diag *diag;
    struct lay_cx cx;
    struct arena *fo;
    struct fo_style *style;
    struct fo_node *block;
};

static char *font_dir;

static struct fo_style *style_new(struct world *w)
{
    struct fo_style *s = arena_new0(w->fo, struct fo_style);
    s->font_family = "Sapchu Test";
    s->font_size = PT(10);
    s->font_weight = 400;
    s->font_style = s->font_variant = s->font_stretch = KW_NORMAL;
    s->line_height.kw = KW_NORMAL;
    s->text_align = KW_START;
    s->text_align_last = KW_RELATIVE;
    s->linefeed_treatment = KW_TREAT_AS_SPACE;
    s->white_space_treatment = KW_IGNORE_IF_SURROUNDING_LINEFEED;
    s->white_space_collapse = KW_TRUE;
    s->wrap_option = KW_WRAP;
    s->text_transform = KW_NONE;
    s->line_stacking_strategy = KW_MAX_HEIGHT;
    s->line_height_shift_adjustment = KW_CONSIDER_SHIFTS;
    s->unicode_bidi = KW_NORMAL;
    s->direction = KW_LTR;
    s->writing_mode = KW_LR_TB;
    s->alignment_baseline = KW_AUTO;
    s->alignment_adjust.kw = KW_AUTO;
    s->baseline_shift.kw = KW_BASELINE;
    s->text_altitude.kw = s->text_depth.kw = KW_USE_FONT_METRICS;
    s->visibility = KW_VISIBLE;
    s->color = 0xFF;
    s->orphans = s->widows = 1;
    s->letter_spacing.opt.kw = s->letter_spacing.min.kw = s->letter_spacing.max.kw = KW_NORMAL;
    s->word_spacing.opt.kw = s->word_spacing.min.kw = s->word_spacing.max.kw = KW_NORMAL;
    s->keep_together.line = s->keep_together.column = s->keep_together.page = FO_KEEP_AUTO;
    for (int i = 0; i < 4; i++)
        s->border[i].style = KW_NONE;
    return s;
}

static struct fo_node *node_add(struct world *w, struct fo_node *parent, uint16_t type, const struct fo_style *s)
{
    struct fo_node *n = arena_new0(w->fo, struct fo_node);
    n->type = type;
    n->style = s;
    n->parent = parent;
    n->level = type == FO_BLOCK ? FO_LEVEL_BLOCK : FO_LEVEL_INLINE;
    if (parent) {
        if (parent->last)
            parent->last->next = n;
        else
            parent->first = n;
        parent->last = n;
    }
    return n;
}

static struct fo_node *text_add(struct world *w, struct fo_node *parent, const char *text)
{
    struct fo_node *n = node_add(w, parent, FO_TEXT, parent->style);
    n->text = text;
    n->len = (uint32_t)strlen(text);
    return n;
}

static void setup(struct world *w)
{
    const char *dirs[] = { font_dir, NULL };
    struct font_options o = { dirs, false };
    memset(w, 0, sizeof *w);
    w->diag = diag_new();
    w->fo = arena_new();
    w->cx.diag = w->diag;
    w->cx.seq = arena_new();
    w->cx.page = arena_new();
    w->cx.fonts = font_map_new(&o, w->diag);
    w->cx.text = text_cx_new(w->cx.fonts, NULL, w->diag);
    w->cx.paras = para_cache_new();
    w->style = style_new(w);
    w->block = node_add(w, NULL, FO_BLOCK, w->style);
}

static void teardown(struct world *w)
{
    para_cache_drop(w->cx.paras);
    text_cx_drop(w->cx.text);
    font_map_drop(w->cx.fonts);
    arena_drop(w->cx.page);
    arena_drop(w->cx.seq);
    arena_drop(w->fo);
    diag_drop(w->diag);
}

static struct lay_in input(double ipd, double room)
{
    struct lay_in in;
    memset(&in, 0, sizeof in);
    in.ref_ipd = in.pct_ipd = PT(ipd);
    in.room = room < 0 ? LEN_MAX : PT(room);
    in.fresh_room = in.room;
    in.pct_bpd = -1;
    in.keep = FO_KEEP_AUTO;
    in.lead.at_start = true;
    return in;
}

static void lay(struct world *w, const struct lay_in *in, const struct lay_token *token, struct lay_out *out)
{
    lay_para(&w->cx, w->block, w->block->first, NULL, true, true, in, token, out);
}

static void add_text(const struct area *a, GString *s)
{
    if (a->kind == AREA_TEXT)
        g_string_append_len(s, a->u.run->text, a->u.run->len);
    for (uint32_t i = 0; a->kind == AREA_BOX && i < a->n; i++)
        add_text(a->kids[i].area, s);
}

/* The lines of a piece, "|" between them. */
static char *lines_of(const struct lay_out *out)
{
    GString *s = g_string_new(NULL);
    for (uint32_t i = 0; out->area && i < out->area->n; i++) {
        if (i > 0)
            g_string_append_c(s, '|');
        add_text(out->area->kids[i].area, s);
    }
    return g_string_free(s, FALSE);
}

static void check_lines(const struct lay_out *out, const char *want)
{
    char *got = lines_of(out);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_plain(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "  aaa\n   bbb ccc dd ");
    struct lay_in in = input(70, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "aaa bbb|ccc dd");
    /* line-height 1.2: 12 pt; the baseline lies 1 pt of half-leading and the ascender of 8 pt below */
    g_assert_cmpint(out.area->bpd, ==, PT(24));
    g_assert_cmpint(out.area->ipd, ==, PT(70));
    g_assert_cmpint(out.baseline, ==, PT(9));
    g_assert_cmpint(out.area->kids[1].b, ==, PT(12));
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpuint(line->n, ==, 1);
    g_assert_cmpint(line->kids[0].area->ipd, ==, PT(65));
    g_assert_cmpint(line->kids[0].b, ==, PT(1));
    g_assert_null(out.next);
    g_assert_false(out.overflow);
    g_assert_cmpuint(out.cand.n, ==, 1);
    g_assert_cmpint(out.cand.v[0].height, ==, PT(12));
    teardown(&w);
}

static void test_align(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "aaa bbb ccc");
    struct lay_in in = input(75, -1);
    static const struct { int32_t align, last; double first, second; } rows[] = {
        { KW_START, KW_RELATIVE, 0, 0 },   { KW_END, KW_RELATIVE, 10, 45 }, { KW_CENTER, KW_RELATIVE, 5, 22.5 },
        { KW_JUSTIFY, KW_RELATIVE, 0, 0 }, { KW_JUSTIFY, KW_END, 0, 45 },   { KW_START, KW_CENTER, 0, 22.5 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct lay_out out;
        w.style->text_align = rows[i].align;
        w.style->text_align_last = rows[i].last;
        para_cache_reset(w.cx.paras);
        lay(&w, &in, NULL, &out);
        check_lines(&out, "aaa bbb|ccc");
        const struct area *a = out.area->kids[0].area, *b = out.area->kids[1].area;
        g_assert_cmpint(a->kids[0].i, ==, PT(rows[i].first));
        g_assert_cmpint(b->kids[0].i, ==, PT(rows[i].second));
        g_assert_cmpint(a->kids[0].area->ipd, ==, PT(rows[i].align == KW_JUSTIFY ? 75 : 65));
    }
    teardown(&w);
}

static void test_indents(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "aaa bbb ccc ddd");
    w.style->start_indent.abs = PT(10);
    w.style->end_indent.abs = PT(5);
    w.style->text_indent.abs = PT(20);
    struct lay_in in = input(90, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "aaa|bbb ccc|ddd");      /* 75 wide, the first line 55 */
    g_assert_cmpint(out.i, ==, PT(10));
    g_assert_cmpint(out.area->ipd, ==, PT(75));
    g_assert_cmpint(out.area->kids[0].area->kids[0].i, ==, PT(20));
    g_assert_cmpint(out.area->kids[1].area->kids[0].i, ==, 0);
    teardown(&w);
}

/* Stops at each candidate in turn and goes on: every piece ends where it should, no text is lost or doubled. */
static void test_tokens(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "aa bb cc dd ee ff gg hh");
    struct lay_in in = input(50, -1);
    struct lay_out all;
    lay(&w, &in, NULL, &all);
    check_lines(&all, "aa bb|cc dd|ee ff|gg hh");
    static const char *const first[] = { "aa bb", "aa bb|cc dd", "aa bb|cc dd|ee ff" };
    static const char *const second[] = { "cc dd|ee ff|gg hh", "ee ff|gg hh", "gg hh" };
    for (unsigned k = 1; k < 4; k++) {
        struct lay_out probe, out, rest;
        in = input(50, 12 * k + 1);
        lay(&w, &in, NULL, &probe);
        g_assert_true(probe.overflow);
        g_assert_cmpuint(probe.cand.n, ==, 1);      /* the cheapest of equal ones is the last that fits */
        g_assert_cmpint(probe.cand.v[0].height, ==, PT(12) * (int)k);
        in.stopping = true;
        in.stop = probe.cand.v[0].token;
        lay(&w, &in, NULL, &out);
        check_lines(&out, first[k - 1]);
        g_assert_true(lay_token_equal(out.next, in.stop));
        in = input(50, -1);
        lay(&w, &in, out.next, &rest);
        check_lines(&rest, second[k - 1]);
        in = input(80, -1);                         /* the next column is wider: only the rest is broken anew */
        in.lead.at_start = true;
        lay(&w, &in, probe.cand.v[0].token, &rest);
        check_lines(&rest, k == 1 ? "cc dd ee|ff gg hh" : k == 2 ? "ee ff gg|hh" : "gg hh");
    }
    teardown(&w);
}

static void test_room(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "aaaaa bbbbb ccccc ddddd");
    w.style->orphans = w.style->widows = 2;
    struct lay_in in = input(50, 30);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    g_assert_true(out.overflow);
    g_assert_cmpuint(out.cand.n, ==, 1);            /* one line is worse than two, and comes before them */
    g_assert_cmpuint(out.cand.v[0].cost.lines, ==, 0);
    g_assert_cmpint(out.cand.v[0].height, ==, PT(24));
    in = input(50, 5);                              /* not even one line, and nowhere else to go */
    lay(&w, &in, NULL, &out);
    g_assert_true(out.overflow);
    g_assert_cmpuint(out.cand.n, ==, 1);
    g_assert_cmpuint(out.cand.v[0].cost.overflow, ==, 1);
    g_assert_cmpint(out.cand.v[0].height, ==, PT(12));
    in.have_cand = true;                            /* there is: give up at once */
    lay(&w, &in, NULL, &out);
    g_assert_true(out.overflow);
    g_assert_null(out.area);
    g_assert_cmpuint(out.cand.n, ==, 0);
    in = input(50, 40);
    lay(&w, &in, NULL, &out);
    g_assert_cmpuint(out.cand.n, ==, 2);            /* after three lines one is left over: two is free, three is not */
    g_assert_cmpint(out.cand.v[0].height, ==, PT(24));
    g_assert_cmpuint(out.cand.v[0].cost.lines, ==, 0);
    g_assert_cmpint(out.cand.v[1].height, ==, PT(36));
    g_assert_cmpuint(out.cand.v[1].cost.lines, ==, 1);
    teardown(&w);
}

static void test_preserved(void)
{
    struct world w;
    setup(&w);
    w.style->linefeed_treatment = KW_PRESERVE;
    w.style->white_space_treatment = KW_PRESERVE;
    w.style->white_space_collapse = KW_FALSE;
    w.style->wrap_option = KW_NO_WRAP;
    text_add(&w, w.block, "if a\n  b  c\n\n\td\n");
    struct lay_in in = input(40, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "if a|  b  c||        d");
    g_assert_cmpint(out.area->bpd, ==, PT(48));
    g_assert_cmpint(out.area->kids[2].area->ipd, ==, PT(40));
    teardown(&w);
}

static void test_inlines(void)
{
    struct world w;
    setup(&w);
    struct fo_style *big = style_new(&w), *framed = style_new(&w);
    big->font_size = PT(20);
    framed->background_color = 0xFFFF00FF;
    framed->padding[FO_START].len.abs = PT(3);
    framed->padding[FO_BEFORE].len.abs = PT(2);
    text_add(&w, w.block, "a ");
    text_add(&w, node_add(&w, w.block, FO_INLINE, big), " b ");
    text_add(&w, node_add(&w, w.block, FO_INLINE, framed), "c");
    text_add(&w, w.block, "d");
    struct lay_in in = input(100, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "a  b cd");                  /* a space on each side of an edge stays, §7.16.12 */
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpint(line->bpd, ==, PT(22));         /* the larger font's 20, and half-leading of 1 around it */
    g_assert_cmpint(line->baseline, ==, PT(17));
    g_assert_cmpuint(line->n, ==, 4);
    g_assert_cmpint(line->kids[0].b, ==, PT(9));    /* a: baseline 17, ascender 8 */
    g_assert_cmpint(line->kids[1].b, ==, PT(1));    /* b: ascender 16 */
    g_assert_cmpint(line->kids[1].area->ipd, ==, PT(40));
    const struct area *box = line->kids[2].area;
    g_assert_cmpint(line->kids[2].i, ==, PT(55));
    g_assert_cmpint(line->kids[2].b, ==, PT(7));
    g_assert_cmpint(box->ipd, ==, PT(13));
    g_assert_cmpint(box->bpd, ==, PT(12));
    g_assert_cmpint(box->kids[0].i, ==, PT(3));
    g_assert_cmpint(box->kids[0].b, ==, PT(2));
    g_assert_cmpint(line->kids[3].i, ==, PT(68));
    teardown(&w);
}

/* NFC and NFD input: the same lines, the same glyphs, and NFC text. */
static void test_normal_forms(void)
{
    static const char nfc[] = "Biên bản kiểm điểm, đánh giá, xếp loại chất lượng đảng viên năm 2023 của chi bộ";
    char *nfd = g_utf8_normalize(nfc, -1, G_NORMALIZE_NFD);
    struct lay_out out[2];
    struct world w[2];
    for (int k = 0; k < 2; k++) {
        setup(&w[k]);
        w[k].style->font_family = "Liberation Serif";
        w[k].style->language = "vi";
        w[k].style->text_align = KW_JUSTIFY;
        text_add(&w[k], w[k].block, k ? nfd : nfc);
        struct lay_in in = input(120, -1);
        lay(&w[k], &in, NULL, &out[k]);
    }
    char *a = lines_of(&out[0]), *b = lines_of(&out[1]);
    g_assert_cmpstr(a, ==, b);
    g_assert_cmpuint(out[0].area->n, >, 2);
    for (uint32_t i = 0; i < out[0].area->n; i++) {
        const struct area *x = out[0].area->kids[i].area, *y = out[1].area->kids[i].area;
        g_assert_cmpuint(x->n, ==, 1);
        g_assert_cmpuint(x->kids[0].area->u.run->n, ==, y->kids[0].area->u.run->n);
        g_assert_true(memcmp(x->kids[0].area->u.run->glyphs, y->kids[0].area->u.run->glyphs,
                             x->kids[0].area->u.run->n * sizeof(struct area_glyph)) == 0);
    }
    g_free(a);
    g_free(b);
    g_free(nfd);
    teardown(&w[0]);
    teardown(&w[1]);
}

static void test_bidi(void)
{
    struct world w;
    setup(&w);
    w.style->writing_mode = KW_RL_TB;
    w.style->font_family = "Noto Sans Hebrew, Sapchu Test";
    text_add(&w, w.block, "אבג abc דהו");
    struct lay_in in = input(300, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpint(line->wm, ==, AREA_RL_TB);
    /* Places count from the right: the first Hebrew word there, the Latin one left of it. */
    const struct area_kid *first = NULL, *latin = NULL;
    for (uint32_t i = 0; i < line->n; i++) {
        const struct area_run *r = line->kids[i].area->u.run;
        if (g_str_has_prefix(r->text, "א"))
            first = &line->kids[i];
        if (g_str_has_prefix(r->text, "abc"))
            latin = &line->kids[i];
    }
    g_assert_nonnull(first);
    g_assert_nonnull(latin);
    g_assert_cmpint(first->i, ==, 0);
    g_assert_true(first->area->u.run->rtl);
    g_assert_cmpint(latin->i, >=, first->area->ipd);
    g_assert_false(latin->area->u.run->rtl);
    teardown(&w);
}

static void test_leader(void)
{
    struct world w;
    setup(&w);
    struct fo_style *s = style_new(&w);
    s->leader_pattern = KW_DOTS;
    s->leader_pattern_width.kw = KW_USE_FONT_METRICS;
    s->leader_alignment = KW_NONE;
    s->leader_length.opt.abs = PT(12);
    s->leader_length.max.pct = 1;
    w.style->text_align_last = KW_JUSTIFY;
    text_add(&w, w.block, "ab");
    node_add(&w, w.block, FO_LEADER, s);
    text_add(&w, w.block, "9");
    struct lay_in in = input(85, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "ab.....9");                  /* 85 - 20 - 10 = 55: five dots of 10 */
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpint(line->kids[2].i, ==, PT(75));
    teardown(&w);
}

/* A soft hyphen shows where a line ends at it, and nowhere else. */
static void test_soft_hyphen(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "aaaa\xC2\xAD" "bbbb cc\xC2\xAD" "cc");
    struct lay_in in = input(60, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "aaaa\xC2\xAD|bbbb|cccc");
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpuint(line->n, ==, 1);
    g_assert_cmpint(line->kids[0].area->ipd, ==, PT(50));
    g_assert_cmpuint(line->kids[0].area->u.run->n, ==, 5);
    g_assert_cmpuint(line->kids[0].area->u.run->glyphs[4].cluster, ==, 4);
    teardown(&w);
}

static void test_transform(void)
{
    static const struct { int32_t how; const char *in, *want; } rows[] = {
        { KW_UPPERCASE, "đồng chí thứ nhất ß", "ĐỒNG CHÍ THỨ NHẤT SS" },
        { KW_LOWERCASE, "ĐẢNG ỦY", "đảng ủy" },
        { KW_CAPITALIZE, "độc lập, tự do", "Độc Lập, Tự Do" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct world w;
        setup(&w);
        w.style->text_transform = rows[i].how;
        text_add(&w, w.block, rows[i].in);
        struct lay_in in = input(1000, -1);
        struct lay_out out;
        lay(&w, &in, NULL, &out);
        check_lines(&out, rows[i].want);
        teardown(&w);
    }
}

/* Half of letter-spacing on each side of a letter, half of word-spacing on each side of a space; white space does not collapse over the edge of an inline. */
static void test_spacing(void)
{
    struct world w;
    setup(&w);
    struct fo_style *wide = style_new(&w);
    wide->letter_spacing.opt = wide->letter_spacing.min = wide->letter_spacing.max = (struct fo_len){ .abs = PT(2) };
    wide->word_spacing.opt = wide->word_spacing.min = wide->word_spacing.max = (struct fo_len){ .abs = PT(3) };
    wide->letter_spacing.precedence = wide->word_spacing.precedence = FO_FORCE;
    text_add(&w, w.block, "a ");
    text_add(&w, node_add(&w, w.block, FO_INLINE, wide), " bb c");
    struct lay_in in = input(200, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "a  bb c");
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpuint(line->n, ==, 2);
    g_assert_cmpint(line->kids[1].i, ==, PT(15) + PT(3) / 2);
    g_assert_cmpint(line->kids[1].area->ipd, ==, PT(5) + PT(3) / 2 + PT(1 + 10 + 2 + 10 + (1 + 5 + 3 + 1) + 10));
    teardown(&w);
}

static void test_decoration(void)
{
    struct world w;
    setup(&w);
    struct fo_style *under = style_new(&w);
    under->text_decoration = FO_DECO_UNDERLINE;
    under->underline_color = 0xFF0000FF;
    text_add(&w, w.block, "a ");
    text_add(&w, node_add(&w, w.block, FO_INLINE, under), "bb cc");
    struct lay_in in = input(55, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "a bb|cc");
    const struct area *line = out.area->kids[0].area;
    g_assert_cmpuint(line->n, ==, 3);
    const struct area_kid *rule = &line->kids[2];
    g_assert_cmpint(rule->area->kind, ==, AREA_RULE);
    g_assert_cmpint(rule->i, ==, PT(15));
    g_assert_cmpint(rule->area->ipd, ==, PT(20));
    g_assert_cmpint(rule->b, ==, PT(9) + 1024);         /* the font has its underline a tenth of an em below */
    g_assert_cmpuint(rule->area->u.rule.color, ==, 0xFF0000FF);
    teardown(&w);
}

static void test_overfull(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, "a bbbbbbbb c");
    struct lay_in in = input(40, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    check_lines(&out, "a|bbbbbbbb|c");
    g_assert_cmpuint(diag_len(w.diag), ==, 1);
    g_assert_cmpstr(diag_get(w.diag, 0)->code, ==, "lay-overflow-line");
    teardown(&w);
}

static void test_empty(void)
{
    struct world w;
    setup(&w);
    text_add(&w, w.block, " \n ");
    struct lay_in in = input(40, -1);
    struct lay_out out;
    lay(&w, &in, NULL, &out);
    g_assert_null(out.area);
    g_assert_null(out.next);
    teardown(&w);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *srcdir = g_getenv("srcdir");
    font_dir = g_build_filename(srcdir ? srcdir : ".", "tests", "fonts", NULL);
    g_test_add_func("/para/plain", test_plain);
    g_test_add_func("/para/align", test_align);
    g_test_add_func("/para/indents", test_indents);
    g_test_add_func("/para/tokens", test_tokens);
    g_test_add_func("/para/room", test_room);
    g_test_add_func("/para/preserved", test_preserved);
    g_test_add_func("/para/inlines", test_inlines);
    g_test_add_func("/para/normal-forms", test_normal_forms);
    g_test_add_func("/para/bidi", test_bidi);
    g_test_add_func("/para/leader", test_leader);
    g_test_add_func("/para/soft-hyphen", test_soft_hyphen);
    g_test_add_func("/para/transform", test_transform);
    g_test_add_func("/para/spacing", test_spacing);
    g_test_add_func("/para/decoration", test_decoration);
    g_test_add_func("/para/overfull", test_overfull);
    g_test_add_func("/para/empty", test_empty);
    return g_test_run();
}
