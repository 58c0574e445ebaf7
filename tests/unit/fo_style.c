/* SPDX-License-Identifier: MIT */
/* Properties and expressions: each row of props.def, shorthands, correspondences, inheritance, faults. */
#include "fo/eval.h"
#include "fo/obj.h"
#include "fo/support.h"

#include "fo_help.h"

#include <math.h>

/* --- the tables --- */

static void test_rows(void)
{
    struct diag *d = diag_new();
    struct fo_styler *s = fo_styler_new(d);
    struct intern *strings = intern_new();
    for (unsigned i = 1; i < FO_P_N; i++) {
        const struct fo_prop *p = &fo_props[i];
        enum fo_comp comp;
        g_assert_true(fo_prop_lookup(fo_styler_names(s), p->name, &comp) == p);
        if (p->row != FO_ROW_PROP && p->row != FO_ROW_SIDE)
            continue;
        struct fo_style style = *fo_styler_initial(s)->style, was = style;
        struct fo_env env = { .names = fo_styler_names(s), .prop = p, .parent = &was, .own = &style };
        bool ok = fo_value_set(&env, (struct fo_slice){ p->initial, strlen(p->initial) }, &style, strings);
        if (!ok)
            g_test_message("%s=\"%s\": %s", p->name, p->initial, env.error);
        g_assert_true(ok);
        for (unsigned k = 1; k <= p->n_kws; k++) {
            const char *kw = fo_keyword_name((enum fo_keyword)p->kws[k]);
            g_assert_cmpint(fo_keyword_lookup(kw, strlen(kw)), ==, p->kws[k]);
            g_assert_true(fo_value_set(&env, (struct fo_slice){ kw, strlen(kw) }, &style, strings));
        }
        if (p->kind == FO_KIND_ENUM)
            g_assert_false(fo_value_set(&env, (struct fo_slice){ "no-such", 7 }, &style, strings));
    }
    g_assert_cmpuint(diag_len(d), ==, 0);
    intern_drop(strings);
    fo_styler_drop(s);
    diag_drop(d);
}

static void test_objects(void)
{
    g_assert_cmpint(FO_N - 1, ==, 81);              /* XSL 1.1 has 81 formatting objects */
    for (unsigned i = 1; i < FO_N; i++) {
        const struct fo_obj *o = fo_obj_get((enum fo_type)i);
        g_assert_cmpint(fo_obj_lookup(o->name), ==, (int)i);
        g_assert_cmpuint(o->cls, !=, 0);
        g_assert_true(!(o->flags & OBJ_EMPTY) || o->content == 0);
    }
    g_assert_cmpint(fo_obj_nearest("blok"), ==, FO_BLOCK);
    g_assert_cmpint(fo_obj_nearest("tabel-cell"), ==, FO_TABLE_CELL);
    g_assert_cmpint(fo_obj_nearest("qwertyuiop"), ==, FO_TEXT);
    g_assert_cmpuint(fo_edit_distance("kitten", "sitting", 9), ==, 3);
    g_assert_cmpuint(fo_edit_distance("kitten", "sitting", 1), ==, 2);
}

/* Each row says what is built of it, and what is missing where something is. */
static void test_support(void)
{
    struct fo_feature f;
    unsigned n = 0;
    for (; fo_support_get(n, &f); n++) {
        g_test_message("%s", f.name);
        g_assert_cmpint(f.object, ==, n < FO_N - 1);
        g_assert_cmpint(f.support, !=, FO_SUPPORT_UNSAID);
        g_assert_true((f.support == FO_SUPPORT_FULL) == (f.missing == NULL));
        g_assert_true(!f.missing || *f.missing);
    }
    g_assert_cmpuint(n, ==, FO_N - 1 + FO_P_N - 1);
}

/* --- expressions --- */

static void test_numbers(void)
{
    static const struct { const char *text; int dim; double num, pct; } rows[] = {
        { "12", 0, 12, 0 }, { "-1.5", 0, -1.5, 0 }, { ".5", 0, 0.5, 0 }, { "1in", 1, 72, 0 },
        { "2.54cm", 1, 72, 0 }, { "25.4mm", 1, 72, 0 }, { "1pc", 1, 12, 0 }, { "10px", 1, 10, 0 },
        { "1em", 1, 12, 0 }, { "2ex", 1, 12, 0 }, { "50%", 1, 0, 0.5 }, { "1pt + 2pt * 3", 1, 7, 0 },
        { "(1pt + 2pt) * 3", 1, 9, 0 }, { "100% - 2cm * 0", 1, 0, 1 }, { "100% - 12pt", 1, -12, 1 },
        { "5pt-3pt", 1, 2, 0 }, { "10 div 4", 0, 2.5, 0 }, { "10pt div 4pt", 0, 2.5, 0 },
        { "7 mod 4", 0, 3, 0 }, { "7pt mod 4pt", 1, 3, 0 }, { "(6pt * 4pt) div 3pt", 1, 8, 0 },
        { "floor(2.7)", 0, 2, 0 }, { "ceiling(2.1)", 0, 3, 0 }, { "round(2.5)", 0, 3, 0 },
        { "round(-2.5)", 0, -2, 0 }, { "min(3pt, 2pt)", 1, 2, 0 }, { "max(3pt, 1pc)", 1, 12, 0 },
        { "abs(-4pt)", 1, 4, 0 }, { "--3", 0, 3, 0 }, { "+2pt", 1, 2, 0 }, { "50% div 25%", 0, 2, 0 },
        { "  3pt ", 1, 3, 0 }, { "2*3", 0, 6, 0 }, { "from-parent(font-size) * 2", 1, 24, 0 },
    };
    struct diag *d = diag_new();
    struct fo_styler *s = fo_styler_new(d);
    const struct fo_style *style = fo_styler_initial(s)->style;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fo_env env = { .names = fo_styler_names(s), .prop = &fo_props[FO_P_start_indent], .parent = style,
                              .own = style };
        struct fo_val v;
        g_test_message("%s", rows[i].text);
        g_assert_true(fo_expr(&env, (struct fo_slice){ rows[i].text, strlen(rows[i].text) }, &v));
        g_assert_cmpint(v.type, ==, FO_VAL_NUM);
        g_assert_cmpint(v.dim, ==, rows[i].dim);
        g_assert_cmpfloat_with_epsilon(v.num, rows[i].num, 1e-3);
        g_assert_cmpfloat_with_epsilon(v.pct, rows[i].pct, 1e-6);
    }
    fo_styler_drop(s);
    diag_drop(d);
}

static void test_faulty_numbers(void)
{
    static const char *const rows[] = {
        "", "1pt +", "(1pt", "1pt)", "1 pt", "3furlong", "1pt + 2", "1 div 0", "1pt div 0pt", "5 mod 0", "floor(1pt)",
        "floor()", "min(1pt)", "nothing(1)", "'open", "1pt % 2", ".", "rgb(1,2)", "1pt,2pt", "min(1pt, 10%)",
        "merge-property-values()", "50% * 50%", "@",
    };
    struct diag *d = diag_new();
    struct fo_styler *s = fo_styler_new(d);
    const struct fo_style *style = fo_styler_initial(s)->style;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fo_env env = { .names = fo_styler_names(s), .prop = &fo_props[FO_P_start_indent], .parent = style,
                              .own = style };
        struct fo_val v;
        bool numeric = !fo_expr(&env, (struct fo_slice){ rows[i], strlen(rows[i]) }, &v);
        g_test_message("%s", rows[i]);
        g_assert_true(numeric);
        g_assert_nonnull(env.error);
    }
    GString *deep = g_string_new(NULL);
    for (unsigned i = 0; i < 100000; i++)
        g_string_append_c(deep, '(');
    struct fo_env env = { .names = fo_styler_names(s), .prop = &fo_props[FO_P_start_indent], .parent = style,
                          .own = style };
    struct fo_val v;
    g_assert_false(fo_expr(&env, (struct fo_slice){ deep->str, deep->len }, &v));
    g_string_free(deep, TRUE);
    fo_styler_drop(s);
    diag_drop(d);
}

static void test_colors(void)
{
    static const struct { const char *name; fo_color color; } rows[] = {
        { "red", 0xff0000ff }, { "Navy", 0x000080ff }, { "yellowgreen", 0x9acd32ff }, { "aliceblue", 0xf0f8ffff },
        { "#f80", 0xff8800ff }, { "#FF8001", 0xff8001ff }, { "transparent", 0 },
    };
    fo_color c;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_true(fo_color_lookup((struct fo_slice){ rows[i].name, strlen(rows[i].name) }, &c));
        g_assert_cmphex(c, ==, rows[i].color);
    }
    g_assert_false(fo_color_lookup((struct fo_slice){ "re", 2 }, &c));
    g_assert_false(fo_color_lookup((struct fo_slice){ "#ff", 3 }, &c));
    g_assert_false(fo_color_lookup((struct fo_slice){ "#xyz", 4 }, &c));
}

/* --- styles of built nodes --- */

/* Builds `body` in a flow, looks at the node with id "x", and wants no finding. */
static void look_at(const char *body, void (*look)(const struct fo_node *n))
{
    char *xml = g_strconcat(HEAD SEQ, body, END, NULL);
    struct built b = { .want = "x", .look = look };
    build_text(&b, xml, strlen(xml));
    char *first = finding(&b, 0);
    g_assert_cmpstr(first, ==, "");
    g_assert_true(b.ok);
    g_assert_cmpuint(b.looked, ==, 1);
    g_free(first);
    built_clear(&b);
    g_free(xml);
}

#define PT(x) len_from_pt(x)
#define IS_LEN(l, pt, percent) \
    do { \
        struct fo_len is_ = (l); \
        g_assert_cmpint(is_.kw, ==, 0); \
        g_assert_cmpint(ABS(is_.abs - PT(pt)), <=, 1); \
        g_assert_cmpfloat_with_epsilon((double)is_.pct, (double)(percent), 1e-6); \
    } while (0)

static void look_font(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    g_assert_cmpint(s->font_size, ==, PT(20));
    g_assert_cmpint(s->font_weight, ==, 700);
    g_assert_cmpint(s->font_style, ==, KW_ITALIC);
    g_assert_cmpint(s->font_variant, ==, KW_NORMAL);
    IS_LEN(s->line_height, 30, 0);
    g_assert_cmpstr(s->font_family, ==, "Times New Roman, serif");
}

static void test_font(void)
{
    look_at("<fo:block id='x' font='italic bold 20pt/1.5em \"Times New Roman\",  serif'/>", look_font);
    look_at("<fo:block id='x' font='bold italic 2em / 30pt \"Times New Roman\", serif' font-size='20pt'/>", look_font);
    look_at("<fo:block font='italic 700 20pt/150% &quot;Times New Roman&quot;,serif'><fo:block id='x'/></fo:block>",
            look_font);
}

static void look_sizes(const struct fo_node *n)
{
    g_assert_cmpint(n->style->font_size, ==, PT(14.4));
    g_assert_cmpint(n->style->font_weight, ==, 400);
    IS_LEN(n->style->line_height, 0, 1.5);
    IS_LEN(n->style->text_indent, 28.8, 0);
}

static void test_relative_sizes(void)
{
    look_at("<fo:block line-height='1.5' font-weight='bold'>"
            "<fo:block id='x' text-indent='2em' font-size='larger' font-weight='normal'/></fo:block>", look_sizes);
    look_at("<fo:block line-height='1.5' font-size='large'><fo:block font-size='50%'>"
            "<fo:block id='x' font-size='200%' text-indent='2em'/></fo:block></fo:block>", look_sizes);
}

static void look_box(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    static const double widths[4] = { 1, 3, 4, 2 };        /* before after start end = top bottom left right */
    for (unsigned i = 0; i < 4; i++) {
        IS_LEN(s->border[i].width.len, widths[i], 0);
        g_assert_cmpint(s->border[i].style, ==, KW_SOLID);
        g_assert_cmphex(s->border[i].color, ==, 0x008000ff);
        IS_LEN(s->padding[i].len, widths[i] * 10, 0);
    }
    IS_LEN(s->start_indent, 4 + 40 + 400, 0);
    IS_LEN(s->end_indent, 2 + 20 + 200, 0);
    IS_LEN(s->space_before.opt, 100, 0);
    IS_LEN(s->space_after.max, 300, 0);
    g_assert_cmpint(s->space_before.retain, ==, 1);
    IS_LEN(s->margin_left, 400, 0);
}

static void test_box(void)
{
    look_at("<fo:block id='x' color='green' border-style='solid' border-width='1pt 2pt 3pt 4pt' "
            "padding='10pt 20pt 30pt 40pt' margin='100pt 200pt 300pt 400pt'/>", look_box);
    look_at("<fo:block id='x' color='green' border='9pt solid green' border-top='1pt solid' "
            "border-right='solid 2pt' border-bottom-width='3pt' border-start-width='4pt' padding='10pt 20pt 30pt' "
            "padding-left='40pt' margin='1pt' margin-top='100pt' margin-right='200pt' margin-bottom='300pt' "
            "margin-left='400pt'/>", look_box);
}

static void look_mirrored(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    IS_LEN(s->border[FO_END].width.len, 4, 0);
    IS_LEN(s->border[FO_START].width.len, 2, 0);
    IS_LEN(s->padding[FO_START].len, 7, 0);
    IS_LEN(s->end_indent, 14, 0);
    g_assert_cmpint(s->text_align, ==, KW_END);
    g_assert_cmpint(s->writing_mode, ==, KW_RL_TB);
    g_assert_cmpint(s->direction, ==, KW_RTL);
    g_assert_cmpint(n->level, ==, FO_LEVEL_BLOCK);
}

static void look_vertical(const struct fo_node *n)
{
    IS_LEN(n->style->border[FO_END].width.len, 2, 0);
    IS_LEN(n->style->border[FO_START].width.len, 4, 0);
    IS_LEN(n->style->inline_progression_dimension.opt, 50, 0);
    g_assert_cmpint(n->style->block_progression_dimension.opt.kw, ==, KW_AUTO);
}

static void test_writing_modes(void)
{
    look_at("<fo:block-container writing-mode='rl'><fo:block id='x' border-left='4pt solid' border-right='2pt solid' "
            "padding-right='7pt' margin-left='10pt' text-align='left'/></fo:block-container>", look_mirrored);
    look_at("<fo:block-container id='x' writing-mode='tb-rl' border-right='2pt solid' border-left='4pt solid' "
            "height='50pt'/>", look_vertical);
}

static void look_indents(const struct fo_node *n)
{
    IS_LEN(n->style->start_indent, 30, 0.1F);
    IS_LEN(n->style->end_indent, 5, 0);
}

static void look_reference(const struct fo_node *n)
{
    IS_LEN(n->style->start_indent, 3, 0);
    IS_LEN(n->style->end_indent, 5, 0);
}

/* §5.3.2: margins add to the inherited indent, unless the object generates a reference area. */
static void test_indents(void)
{
    look_at("<fo:block start-indent='20pt' end-indent='5pt'><fo:block id='x' margin-left='10% + 10pt'/></fo:block>",
            look_indents);
    look_at("<fo:block start-indent='20pt' end-indent='5pt'><fo:block-container id='x' margin-left='3pt'/></fo:block>",
            look_reference);
    look_at("<fo:block start-indent='20pt' end-indent='5pt'><fo:block id='x' margin='40pt' start-indent='3pt' "
            "end-indent='inherit'/></fo:block>", look_reference);
}

static void look_list(const struct fo_node *n)
{
    const struct fo_node *label = n->first, *body = label->next;
    IS_LEN(body->style->start_indent, 10 + 30, 0);
    IS_LEN(label->style->end_indent, 5 - 40, 1);
    IS_LEN(body->first->style->start_indent, 40, 0);
}

static void test_list_functions(void)
{
    look_at("<fo:list-block start-indent='10pt' provisional-distance-between-starts='30pt' "
            "provisional-label-separation='5pt'><fo:list-item id='x'><fo:list-item-label end-indent='label-end()'>"
            "<fo:block/></fo:list-item-label><fo:list-item-body start-indent='body-start()'><fo:block/>"
            "</fo:list-item-body></fo:list-item></fo:list-block>", look_list);
}

static void look_compounds(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    IS_LEN(s->space_before.min, 4, 0);
    IS_LEN(s->space_before.opt, 6, 0);
    IS_LEN(s->space_before.max, 9, 0);
    g_assert_cmpint(s->space_before.precedence, ==, FO_FORCE);
    g_assert_cmpint(s->space_before.retain, ==, 1);
    IS_LEN(s->space_after.min, 0, 0);
    IS_LEN(s->space_after.max, 8, 0);              /* not below the optimum */
    g_assert_cmpint(s->keep_together.page, ==, FO_KEEP_ALWAYS);
    g_assert_cmpint(s->keep_together.column, ==, 5);
    g_assert_cmpint(s->keep_together.line, ==, FO_KEEP_AUTO);
    g_assert_cmpint(s->keep_with_next.line, ==, FO_KEEP_ALWAYS);
    IS_LEN(s->border[FO_BEFORE].width.len, 2, 0);
    g_assert_cmpint(s->border[FO_BEFORE].width.retain, ==, 1);
    IS_LEN(s->border[FO_AFTER].width.len, 0, 0);
    g_assert_cmpint(s->padding[FO_AFTER].retain, ==, 0);
    IS_LEN(s->inline_progression_dimension.opt, 0, 0.5);
    IS_LEN(s->inline_progression_dimension.max, 100, 0);
    IS_LEN(s->block_progression_dimension.min, 7, 0);
    g_assert_cmpint(s->block_progression_dimension.opt.kw, ==, KW_AUTO);
}

static void test_compounds(void)
{
    look_at("<fo:block-container id='x' space-before='6pt' space-before.minimum='4pt' space-before.maximum='9pt' "
            "space-before.precedence='force' space-before.conditionality='retain' space-after.optimum='8pt' "
            "keep-together.within-column='5' keep-together.within-page='always' keep-with-next='always' "
            "border-before-style='solid' border-before-width.length='2pt' "
            "border-before-width.conditionality='retain' border-after-width='3pt' width='50%' max-width='100pt' "
            "block-progression-dimension.minimum='7pt'/>", look_compounds);
}

static void look_inherited(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    g_assert_cmphex(s->color, ==, 0x112233ff);
    g_assert_cmphex(s->background_color, ==, 0x445566ff);      /* 'inherit' of what is not inherited */
    IS_LEN(s->space_before.max, 9, 0);
    g_assert_cmpint(s->break_before, ==, KW_AUTO);
    g_assert_cmpint(s->orphans, ==, 5);
    g_assert_cmpint(s->text_align, ==, KW_CENTER);
    IS_LEN(s->start_indent, 22, 0);
    IS_LEN(s->text_indent, 12, 0);
    g_assert_cmpint(s->text_decoration, ==, FO_DECO_UNDERLINE | FO_DECO_OVERLINE);
    g_assert_cmphex(s->underline_color, ==, 0x112233ff);
    g_assert_cmpstr(s->language, ==, "vi");
    g_assert_cmpstr(s->country, ==, "VN");
}

static void test_inheritance(void)
{
    look_at("<fo:block color='#112233' background-color='#445566' break-before='page' orphans='5' "
            "text-align='center' start-indent='11pt' space-before='3pt' space-before.maximum='9pt' "
            "text-decoration='underline line-through' xml:lang='vi-VN'>"
            "<fo:block font-size='10pt'><fo:block><fo:block-container/>"
            "</fo:block></fo:block><fo:block id='x' background-color='inherit' space-before='inherit' "
            "start-indent='inherited-property-value(start-indent) * 2' text-decoration='no-line-through overline' "
            "text-indent='from-nearest-specified-value(orphans) * 0pt + 12pt'/></fo:block>", look_inherited);
}

static void look_cell(const struct fo_node *n)
{
    g_assert_cmphex(n->style->background_color, ==, 0x00ff00ff);
    g_assert_cmpint(n->first->style->text_align, ==, KW_END);
}

static void look_column(const struct fo_node *n)
{
    g_assert_cmpint(n->style->column_width.kw, ==, KW_PROPORTIONAL);
    g_assert_cmpfloat((double)n->style->column_width.pct, ==, 2.5);
    g_assert_cmpint(n->style->column_width.abs, ==, PT(10));
}

static void test_columns(void)
{
    look_at("<fo:table><fo:table-column number-columns-repeated='2'/><fo:table-column background-color='lime' "
            "text-align='right'/><fo:table-body><fo:table-row><fo:table-cell number-columns-spanned='2'><fo:block/>"
            "</fo:table-cell><fo:table-cell id='x' background-color='from-table-column()'>"
            "<fo:block text-align='from-table-column()'/></fo:table-cell></fo:table-row></fo:table-body></fo:table>",
            look_cell);
    look_at("<fo:table><fo:table-column id='x' column-width='proportional-column-width(2.5) + 10pt'/>"
            "<fo:table-body><fo:table-cell><fo:block/></fo:table-cell></fo:table-body></fo:table>", look_column);
}

static void look_second(const struct fo_node *n)
{
    IS_LEN(n->style->start_indent, 22, 0);
    g_assert_cmphex(n->style->background_color, ==, 0x0000ffff);
    IS_LEN(n->first->style->start_indent, 22, 0);
}

static void look_none(const struct fo_node *n)
{
    IS_LEN(n->style->start_indent, 0, 0);
    g_assert_cmphex(n->style->background_color, ==, 0);
}

/* from-table-column(): the grid's column, spans of rows above and of columns before counted, §5.10.4. */
static void test_grid(void)
{
#define COLUMNS "<fo:table><fo:table-column start-indent='11pt' background-color='red'/>" \
                "<fo:table-column start-indent='22pt' background-color='blue' number-columns-repeated='2'/>" \
                "<fo:table-column column-number='2' number-columns-spanned='2' start-indent='33pt'/>"
#define ASKS " id='x' start-indent='from-table-column()' background-color='from-table-column(background-color)'" \
             "><fo:block start-indent='from-table-column()'/></fo:table-cell>"
#define CELL(a) "<fo:table-cell" a "><fo:block/></fo:table-cell>"
    /* behind a cell that reaches down from two rows above */
    look_at(COLUMNS "<fo:table-body><fo:table-row>" CELL(" number-rows-spanned='3'") CELL("") "</fo:table-row>"
            "<fo:table-row>" CELL("") "</fo:table-row><fo:table-row><fo:table-cell" ASKS "</fo:table-row>"
            "</fo:table-body></fo:table>", look_second);
    /* … whose span has ended; then rows without table-row */
    look_at(COLUMNS "<fo:table-body><fo:table-row>" CELL(" number-rows-spanned='2'") "</fo:table-row><fo:table-row>" CELL("") "</fo:table-row>"
            "<fo:table-row>" CELL("") "<fo:table-cell" ASKS "</fo:table-row></fo:table-body></fo:table>"
            "<fo:block/>", look_second);
    look_at(COLUMNS "<fo:table-body>" CELL(" number-rows-spanned='2'") CELL(" ends-row='true'") "<fo:table-cell" ASKS
            "</fo:table-body></fo:table>", look_second);
    look_at(COLUMNS "<fo:table-body>" CELL("") CELL("") CELL(" starts-row='true'") "<fo:table-cell" ASKS
            "</fo:table-body></fo:table>", look_second);
    /* no column: the initial value */
    look_at(COLUMNS "<fo:table-body><fo:table-row><fo:table-cell column-number='7' id='x' "
            "start-indent='from-table-column()' background-color='from-table-column()'><fo:block/></fo:table-cell>"
            "</fo:table-row></fo:table-body></fo:table>", look_none);
}

static void look_spanned(const struct fo_node *n)
{
    IS_LEN(n->style->start_indent, 33, 0);
}

static void test_spanned_column(void)
{
    look_at(COLUMNS "<fo:table-body><fo:table-row>" CELL("") "<fo:table-cell number-columns-spanned='2' id='x' "
            "start-indent='from-table-column()'><fo:block/></fo:table-cell></fo:table-row></fo:table-body></fo:table>",
            look_spanned);
    /* of the inner table, not the outer one */
    look_at("<fo:table><fo:table-column start-indent='9pt'/><fo:table-body><fo:table-row><fo:table-cell>"
            COLUMNS "<fo:table-body>" CELL("") "<fo:table-cell number-columns-spanned='2' id='x' "
            "start-indent='from-table-column()'><fo:block/></fo:table-cell></fo:table-body></fo:table>"
            "</fo:table-cell></fo:table-row></fo:table-body></fo:table>", look_spanned);
}

static void look_merged(const struct fo_node *n)
{
    g_assert_cmphex(n->style->color, ==, 0x008000ff);
    g_assert_cmphex(n->style->background_color, ==, 0xffff00ff);    /* no set has it: that of the multi-properties */
    g_assert_cmpint(n->style->font_weight, ==, 400);
}

/* On paper the property set of links holds, the last one of them. */
static void test_property_sets(void)
{
    look_at("<fo:block><fo:multi-properties background-color='yellow'>"
            "<fo:multi-property-set active-state='link' color='red' font-weight='bold'/>"
            "<fo:multi-property-set active-state='link' color='green'/>"
            "<fo:multi-property-set active-state='visited' color='blue'/>"
            "<fo:wrapper id='x' color='merge-property-values()' font-weight='merge-property-values()' "
            "background-color='merge-property-values(background-color)'>a</fo:wrapper></fo:multi-properties></fo:block>",
            look_merged);
}

static void look_borders(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    IS_LEN(s->border[FO_START].width.len, 3, 0);
    IS_LEN(s->border[FO_END].width.len, 4, 0);
    g_assert_cmpint(s->border[FO_AFTER].style, ==, KW_DASHED);
    g_assert_cmphex(s->border[FO_BEFORE].color, ==, 0xff0000ff);
    IS_LEN(s->padding[FO_AFTER].len, 8, 0);
}

/* A function with a shorthand as its argument, as the whole value: each property of the shorthand, §5.10.4. */
static void test_shorthand_functions(void)
{
#define AROUND "<fo:block border='3pt dashed red' border-right-width='4pt' padding='7pt 7pt 8pt'>"
    look_at(AROUND "<fo:block id='x' border='from-parent(border)' padding='from-parent()'/></fo:block>", look_borders);
    look_at(AROUND "<fo:block><fo:block id='x' border='from-nearest-specified-value(border)' "
            "padding='from-nearest-specified-value( padding )'/></fo:block></fo:block>", look_borders);
}

static void look_region(const struct fo_node *n)
{
    g_assert_cmpint(n->style->writing_mode, ==, KW_RL_TB);
    g_assert_cmpint(n->style->reference_orientation, ==, 90);
}

static void test_region(void)
{
    static const char xml[] = "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set>"
        "<fo:simple-page-master master-name='m'><fo:region-body region-name='r' writing-mode='rl-tb' "
        "reference-orientation='90'/></fo:simple-page-master><fo:page-sequence-master master-name='s'>"
        "<fo:repeatable-page-master-alternatives><fo:conditional-page-master-reference master-reference='m'/>"
        "</fo:repeatable-page-master-alternatives></fo:page-sequence-master></fo:layout-master-set>"
        "<fo:page-sequence master-reference='s'><fo:flow flow-name='r'><fo:block-container id='x' "
        "writing-mode='from-page-master-region()' reference-orientation='from-page-master-region()'><fo:block/>"
        "</fo:block-container></fo:flow></fo:page-sequence></fo:root>";
    struct built b = { .want = "x", .look = look_region };
    build_text(&b, xml, strlen(xml));
    g_assert_cmpuint(diag_len(b.diag), ==, 0);
    g_assert_cmpuint(b.looked, ==, 1);
    built_clear(&b);
}

static void look_shorthands(const struct fo_node *n)
{
    const struct fo_style *s = n->style;
    g_assert_cmphex(s->background_color, ==, 0xff0000ff);
    g_assert_cmpstr(s->background_image, ==, "a b.png");
    g_assert_cmpint(s->background_repeat, ==, KW_NO_REPEAT);
    IS_LEN(s->background_position_horizontal, 0, 1);
    IS_LEN(s->background_position_vertical, 0, 0.5);
    g_assert_cmpint(s->break_before, ==, KW_ODD_PAGE);
    g_assert_cmpint(s->keep_with_next.page, ==, FO_KEEP_ALWAYS);
    g_assert_cmpint(s->keep_together.page, ==, FO_KEEP_ALWAYS);
    g_assert_cmpint(s->keep_together.line, ==, FO_KEEP_AUTO);
    g_assert_cmpint(s->white_space_collapse, ==, KW_FALSE);
    g_assert_cmpint(s->linefeed_treatment, ==, KW_PRESERVE);
    g_assert_cmpint(s->wrap_option, ==, KW_NO_WRAP);
    IS_LEN(s->border_separation.inl, 3, 0);
    IS_LEN(s->border_separation.block, 4, 0);
    g_assert_cmpint(s->relative_position, ==, KW_RELATIVE);
    g_assert_cmpint(s->baseline_shift.kw, ==, KW_SUPER);
}

static void test_shorthands(void)
{
    look_at("<fo:block id='x' background='url( \"a b.png\" ) no-repeat red right' page-break-before='right' "
            "page-break-after='avoid' page-break-inside='avoid' white-space='pre' border-spacing='3pt 4pt' "
            "position='relative' vertical-align='super'/>", look_shorthands);
}

/* --- faults --- */

static void test_faults(void)
{
    static const struct { const char *attrs, *finding; } rows[] = {
        { "colour='red'", "1:12 fo-unknown-property there is no property 'colour'; did you mean 'color'?" },
        { "frobnicate='1'", "1:12 fo-unknown-property there is no property 'frobnicate'" },
        { "color.length='red'", "1:12 fo-no-component 'color.length' names a component that this property does "
          "not have" },
        { "color='redd'", "1:19 fo-value color=\"redd\" is left out: there is no color 'redd'; did you mean 'red'?" },
        { "text-align='centre'", "1:24 fo-value text-align=\"centre\" is left out: did you mean 'center'?" },
        { "text-indent='12'", "1:25 fo-value text-indent=\"12\": a length needs a unit, such as pt or mm; '12pt' "
          "is taken" },
        { "font-size='1.5'", "1:23 fo-value font-size=\"1.5\": a length needs a unit, such as pt or mm; '1.5pt' is taken" },
        { "font-size='-3'", "1:23 fo-value font-size=\"-3\" is left out: it must not be negative" },
        { "padding='-1'", "1:21 fo-value padding=\"-1\": it must not be negative; '0pt' is taken" },
        { "clip='rect(1pt, 2, 3pt, 4pt)'", "1:18 fo-value clip=\"rect(1pt, 2, 3pt, 4pt)\" is left out: a length needs a "
          "unit, such as pt or mm" },
        { "padding='-1pt'", "1:21 fo-value padding=\"-1pt\": it must not be negative; '0pt' is taken" },
        { "widows='3000000'", "1:20 fo-value widows=\"3000000\": the number is out of range; '1000000' is taken" },
        { "text-align='middle'", "1:24 fo-value text-align=\"middle\" is left out: 'middle' is not possible here; it may be "
          "start, center, end, justify, inside, outside, left or right" },
        { "text-indent='wide'", "1:25 fo-value text-indent=\"wide\" is left out: 'wide' is not possible here; it may be "
          "a length" },
        { "start-indent='1pt + 2furlong'", "1:33 fo-value start-indent=\"1pt + 2furlong\" is left out: the units are pt, "
          "mm, cm, in, pc, px, em and ex, not 'furlong'" },
        { "start-indent='flor(1pt)'", "1:26 fo-value start-indent=\"flor(1pt)\" is left out: there is no function "
          "'flor'; did you mean 'floor'?" },
        { "start-indent='from-table-column()'", "1:26 fo-value start-indent=\"from-table-column()\" is left out: "
          "from-table-column() needs an fo:table-cell around" },
        { "start-indent='from-page-master-region()'", "1:26 fo-value start-indent=\"from-page-master-region()\" is left "
          "out: from-page-master-region() belongs to writing-mode and reference-orientation" },
        { "start-indent='merge-property-values()'", "1:26 fo-value start-indent=\"merge-property-values()\" is left out: "
          "merge-property-values() needs an fo:multi-properties around" },
        { "line-height='-2'", "1:25 fo-value line-height=\"-2\" is left out: it must not be negative" },
        { "border='1pt wavy red'", "1:20 fo-value border=\"1pt wavy red\" is left out: a part of it belongs to none "
          "of its properties" },
        { "font='bold'", "1:18 fo-value font=\"bold\" is left out: it has too many or too few values" },
        { "font-size='3furlong'", "1:24 fo-value font-size=\"3furlong\" is left out: the units are pt, mm, "
          "cm, in, pc, px, em and ex, not 'furlong'" },
        { "font-weight='1000'", "1:25 fo-value font-weight=\"1000\": the number is out of range; '900' is taken" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        /* the snippet stands on a line of its own */
        char *xml = g_strconcat(HEAD "<fo:page-sequence master-reference='m'><fo:flow flow-name='f'>\n<fo:block  ",
                                rows[i].attrs, ">t</fo:block>" END, NULL);
        struct built b = { 0 };
        build_text(&b, xml, strlen(xml));
        char *got = finding(&b, 0), *want = g_strconcat("2", rows[i].finding + 1, NULL);
        g_assert_cmpstr(got, ==, want);
        g_assert_true(b.ok);
        g_assert_cmpuint(diag_count(b.diag, DIAG_ERROR), ==, 0);
        g_assert_cmpstr(b.tree->str, ==, "page-sequence(flow(block(#text't')))");
        g_free(got);
        g_free(want);
        g_free(xml);
        built_clear(&b);
    }
}

static void look_fallback(const struct fo_node *n)
{
    g_assert_cmpint(n->style->text_align, ==, KW_CENTER);      /* inherited */
    g_assert_cmpint(n->style->break_before, ==, KW_AUTO);      /* initial */
}

static void test_fallback(void)
{
    const char *xml = HEAD SEQ "<fo:block text-align='center'><fo:block id='x' text-align='?' break-before='?'/>"
                               "</fo:block>" END;
    struct built b = { .want = "x", .look = look_fallback };
    build_text(&b, xml, strlen(xml));
    g_assert_cmpuint(diag_len(b.diag), ==, 2);
    g_assert_cmpuint(b.looked, ==, 1);
    built_clear(&b);
}

/* Equal nodes share a style, whatever their id. */
static const struct fo_style *first_style;

static void look_first(const struct fo_node *n)
{
    first_style = n->style;
    for (const struct fo_node *c = n->next; c; c = c->next)
        g_assert_true(c->style == first_style);
    g_assert_true(n->first->style == n->style);
}

static void test_sharing(void)
{
    look_at("<fo:block id='x' space-before='3pt' color='red'>a</fo:block>"
            "<fo:block space-before='3pt' id='y' color='red'>b</fo:block>"
            "<fo:block color='#f00' space-before='2pt + 1pt'>c</fo:block>", look_first);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fo/rows", test_rows);
    g_test_add_func("/fo/objects", test_objects);
    g_test_add_func("/fo/support", test_support);
    g_test_add_func("/fo/numbers", test_numbers);
    g_test_add_func("/fo/faulty-numbers", test_faulty_numbers);
    g_test_add_func("/fo/colors", test_colors);
    g_test_add_func("/fo/font", test_font);
    g_test_add_func("/fo/relative-sizes", test_relative_sizes);
    g_test_add_func("/fo/box", test_box);
    g_test_add_func("/fo/writing-modes", test_writing_modes);
    g_test_add_func("/fo/indents", test_indents);
    g_test_add_func("/fo/list-functions", test_list_functions);
    g_test_add_func("/fo/compounds", test_compounds);
    g_test_add_func("/fo/inheritance", test_inheritance);
    g_test_add_func("/fo/columns", test_columns);
    g_test_add_func("/fo/grid", test_grid);
    g_test_add_func("/fo/spanned-column", test_spanned_column);
    g_test_add_func("/fo/property-sets", test_property_sets);
    g_test_add_func("/fo/shorthand-functions", test_shorthand_functions);
    g_test_add_func("/fo/region", test_region);
    g_test_add_func("/fo/shorthands", test_shorthands);
    g_test_add_func("/fo/faults", test_faults);
    g_test_add_func("/fo/fallback", test_fallback);
    g_test_add_func("/fo/sharing", test_sharing);
    return g_test_run();
}
