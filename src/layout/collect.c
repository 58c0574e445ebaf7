/* SPDX-License-Identifier: MIT */
/*
 * Collects the inline content of a paragraph: text with white space treated
 * (XSL 1.1 §7.17), transformed and in NFC; runs of style, marks where inlines
 * begin and end, objects.
 *
 * Input: inline nodes. Output: the first half of struct para.
 */
#include "layout/ids.h"
#include "layout/index.h"
#include "layout/number.h"
#include "layout/page.h"
#include "layout/para.h"
#include "layout/side.h"
#include "layout/table_marker.h"

#include <string.h>

#define OBJECT "\xEF\xBF\xBC"           /* U+FFFC */
#define TAB_STOP 8u

struct collect {
    struct lay_cx *cx;
    struct para *p;
    const struct lay_in *in;
    len_t width;
    GString *text;
    GArray *runs, *boxes, *objs, *marks, *spans, *notes, *sides, *sources;
    bool space;                 /* the last letter is white space that may collapse */
    bool at_start;              /* nothing stands behind the last linefeed */
    bool in_word;               /* text-transform: capitalize */
    bool apart;                 /* in a block that stands in a line */
    bool in_folio;              /* in what stands around a page number: one in there is the folio as plain text */
    uint32_t column;            /* letters since the last linefeed, for tabs */
    GHashTable *styles;         /* style -> that of the first line; NULL: as they are */
};

static struct para_run *run_at(struct collect *c, uint32_t i)
{
    return &g_array_index(c->runs, struct para_run, i);
}

/* What an inline around the first line would hand down to what stands in it, §6.6.4: where the node has it from the block. */
static struct fo_style *first_line_style(struct collect *c, const struct fo_style *s)
{
    const struct fo_style *block = c->p->block->style, *set = c->p->set->style;
    struct fo_style *r = arena_memdup(c->p->a, s, sizeof *s);
#define HAND_DOWN(field) \
    if (memcmp(&s->field, &block->field, sizeof s->field) == 0) \
        r->field = set->field
    HAND_DOWN(font_family);
    HAND_DOWN(font_size);
    HAND_DOWN(font_size_adjust);
    HAND_DOWN(font_stretch);
    HAND_DOWN(font_style);
    HAND_DOWN(font_variant);
    HAND_DOWN(font_weight);
    HAND_DOWN(font_selection_strategy);
    HAND_DOWN(color);
    HAND_DOWN(letter_spacing);
    HAND_DOWN(word_spacing);
    HAND_DOWN(line_height);
    HAND_DOWN(text_transform);
    HAND_DOWN(text_shadow);
    HAND_DOWN(score_spaces);
#undef HAND_DOWN
    int32_t more = set->text_decoration & ~s->text_decoration;
    r->text_decoration |= more;
    if (more & FO_DECO_UNDERLINE)
        r->underline_color = set->underline_color;
    if (more & FO_DECO_OVERLINE)
        r->overline_color = set->overline_color;
    if (more & FO_DECO_LINE_THROUGH)
        r->line_through_color = set->line_through_color;
    return r;
}

static const struct fo_style *style_of(struct collect *c, const struct fo_style *s)
{
    if (!c->styles || s == c->p->set->style || c->runs->len == 0)       /* the first run is the block's own */
        return s;
    struct fo_style *first = g_hash_table_lookup(c->styles, s);
    if (!first) {
        first = first_line_style(c, s);
        g_hash_table_insert(c->styles, (gpointer)s, first);
    }
    return first;
}

static uint8_t choice(int32_t kw, int32_t yes)
{
    return kw == KW_AUTO || kw == 0 ? CHOICE_AUTO : kw == yes ? CHOICE_YES : CHOICE_NO;
}

/* Quarters that glyphs are turned in their line: beyond the 90 degrees that those of a line that runs down lie at. */
static uint8_t turn_of(const struct para *p, const struct fo_style *s)
{
    int32_t angle = p->down ? s->glyph_orientation_vertical : s->glyph_orientation_horizontal;
    if (fo_int_kw(angle) || (p->down && angle == 0))
        return 0;
    return (uint8_t)(angle / 90 - (p->down ? 1 : 0));
}

static uint32_t run_new(struct collect *c, const struct fo_node *n, uint32_t parent)
{
    const struct fo_style *s = style_of(c, n->style);
    struct para_run r = para_run_of(c->cx, n, s, c->runs->len ? run_at(c, parent) : NULL, s->font_size);
    r.turn = turn_of(c->p, s);
    if (n->type == FO_CHARACTER) {
        r.at_break = choice(s->suppress_at_line_break, KW_SUPPRESS);
        r.word_space = choice(s->treat_as_word_space, KW_TRUE);
    }
    if (c->runs->len)
        r.box = run_at(c, parent)->box;
    g_array_append_val(c->runs, r);
    return c->runs->len - 1;
}

static void mark_add(struct collect *c, uint8_t kind, uint32_t box)
{
    struct para_mark m = { (uint32_t)c->text->len, box, kind };
    g_array_append_val(c->marks, m);
}

/* --- text --- */

/* What follows in the text is of this run. */
static void enter_run(struct collect *c, uint32_t run)
{
    uint32_t at = (uint32_t)c->text->len;
    struct para_span *last = c->spans->len ? &g_array_index(c->spans, struct para_span, c->spans->len - 1) : NULL;
    if (last && last->run == run)
        return;
    if (last && last->start == at) {
        last->run = run;
        return;
    }
    struct para_span s = { at, run };
    g_array_append_val(c->spans, s);
}

/* What follows in the text is that of this node. */
static void enter_source(struct collect *c, const struct fo_node *n)
{
    struct para_source from = { (uint32_t)c->text->len, n };
    g_array_append_val(c->sources, from);
}

/* Takes off the white space at the end of the text; marks and spans behind it move up. */
static void drop_spaces(struct collect *c)
{
    gsize n = c->text->len;
    unsigned span = c->spans->len;
    while (n > 0 && c->text->str[n - 1] == ' ') {
        while (span > 1 && g_array_index(c->spans, struct para_span, span - 1).start >= n)
            span--;
        if (run_at(c, g_array_index(c->spans, struct para_span, span - 1).run)->at_break == CHOICE_NO)
            break;                      /* a fo:character that stays */
        n--;
    }
    if (n == c->text->len)
        return;
    g_string_truncate(c->text, n);
    for (guint i = c->marks->len; i-- > 0;) {
        struct para_mark *m = &g_array_index(c->marks, struct para_mark, i);
        if (m->at <= n)
            break;
        m->at = (uint32_t)n;
    }
    for (guint i = c->notes->len; i-- > 0 && g_array_index(c->notes, struct para_note, i).at > n;)
        g_array_index(c->notes, struct para_note, i).at = (uint32_t)n;
    for (guint i = c->sides->len; i-- > 0 && g_array_index(c->sides, struct para_note, i).at > n;)
        g_array_index(c->sides, struct para_note, i).at = (uint32_t)n;
    while (c->spans->len > 1 && g_array_index(c->spans, struct para_span, c->spans->len - 1).start > n)
        g_array_set_size(c->spans, c->spans->len - 1);
    c->space = false;
}

static void put_linefeed(struct collect *c, uint32_t run)
{
    enter_run(c, run);
    g_string_append_c(c->text, '\n');
    c->space = c->in_word = false;
    c->at_start = true;
    c->column = 0;
}

static void put_space(struct collect *c, uint32_t run, char as)
{
    const struct fo_style *s = run_at(c, run)->style;
    int32_t treat = s->white_space_treatment;
    bool collapse = s->white_space_collapse == KW_TRUE;
    c->in_word = false;
    if (treat == KW_IGNORE)
        return;
    if (c->at_start && (treat == KW_IGNORE_IF_SURROUNDING_LINEFEED || treat == KW_IGNORE_IF_AFTER_LINEFEED))
        return;
    if (collapse && c->space)
        return;
    uint32_t n = as == '\t' && !collapse ? TAB_STOP - c->column % TAB_STOP : 1;
    enter_run(c, run);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_c(c->text, ' ');
    c->column += n;
    c->space = collapse;
}

/* A line ends here, and with it the spaces before it, §7.16.8. */
static void put_break(struct collect *c, uint32_t run)
{
    int32_t treat = run_at(c, run)->style->white_space_treatment;
    if (treat == KW_IGNORE_IF_SURROUNDING_LINEFEED || treat == KW_IGNORE_IF_BEFORE_LINEFEED)
        drop_spaces(c);
    put_linefeed(c, run);
}

/* Bytes of a character at `s` that ends a line whatever linefeed-treatment says of U+000A (UAX #14: NL and BK); 0: none. */
static unsigned line_end_at(const char *s, const char *end)
{
    if (end - s >= 2 && memcmp(s, "\xC2\x85", 2) == 0)
        return 2;
    bool separator = end - s >= 3 && memcmp(s, "\xE2\x80", 2) == 0 && (s[2] == '\xA8' || s[2] == '\xA9');
    return separator ? 3 : 0;
}

/* A linefeed of the source, §7.16.7. */
static void source_linefeed(struct collect *c, uint32_t run)
{
    const struct fo_style *s = run_at(c, run)->style;
    switch (s->linefeed_treatment) {
    case KW_IGNORE:
        return;
    case KW_PRESERVE:
        put_break(c, run);
        return;
    case KW_TREAT_AS_ZERO_WIDTH_SPACE:
        enter_run(c, run);
        g_string_append(c->text, "\xE2\x80\x8B");
        return;
    default:
        put_space(c, run, ' ');
    }
}

static void put_char(struct collect *c, uint32_t run, gunichar ch)
{
    const struct fo_style *s = run_at(c, run)->style;
    bool letter = g_unichar_isalpha(ch) || g_unichar_ismark(ch);
    uint32_t small = run_at(c, run)->small;
    bool raise = s->text_transform == KW_UPPERCASE || (s->text_transform == KW_CAPITALIZE && letter && !c->in_word);
    if (small && !raise && g_unichar_islower(ch))
        run = small;                    /* it is drawn as a capital, and stays what it is */
    enter_run(c, run);
    if (raise && ch == 0xDF)            /* the one small letter whose capital is two */
        g_string_append(c->text, "SS");
    else if (raise)
        g_string_append_unichar(c->text, g_unichar_toupper(ch));
    else if (s->text_transform == KW_LOWERCASE)
        g_string_append_unichar(c->text, g_unichar_tolower(ch));
    else
        g_string_append_unichar(c->text, ch);
    c->in_word = letter || g_unichar_isdigit(ch) || ch == '\'' || ch == 0x2019;
    c->space = c->at_start = false;
    c->column++;
}

static void put_text(struct collect *c, uint32_t run, const char *s, size_t len)
{
    struct para_run *r = run_at(c, run);
    const struct fo_style *st = r->style;
    s = text_nfc(c->p->a, s, &len);
    bool caps = st->font_variant == KW_SMALL_CAPS;
    if (caps && !r->small && text_has_small_caps(c->cx->text, r->font))
        r->caps = TEXT_CAPS_FEATURE;
    if (caps && !r->small && !r->caps) {
        struct para_run small = *r, less = para_run_of(c->cx, r->node, st, NULL, len_scale(r->size, FONT_SMALL_CAPS));
        small.font = less.font;
        small.size = less.size;
        small.caps = TEXT_CAPS_DRAWN;
        g_array_append_val(c->runs, small);
        run_at(c, run)->small = c->runs->len - 1;
    }
    bool plain = st->text_transform == KW_NONE && (!caps || run_at(c, run)->caps);
    const char *end = s + len;
    for (unsigned n; s < end;) {
        if (*s == '\n') {
            source_linefeed(c, run);
            s++;
        } else if ((n = line_end_at(s, end)) != 0) {
            put_break(c, run);
            s += n;
        } else if (*s == ' ' || *s == '\t' || *s == '\r') {
            put_space(c, run, *s++);
        } else if (plain) {
            const char *from = s;
            for (; s < end && *s != ' ' && *s != '\n' && *s != '\t' && *s != '\r' && !line_end_at(s, end); s++)
                c->column += ((unsigned char)*s & 0xC0) != 0x80;
            enter_run(c, run);
            g_string_append_len(c->text, from, s - from);
            c->space = c->at_start = false;
        } else {
            put_char(c, run, g_utf8_get_char(s));
            s = g_utf8_next_char(s);
        }
    }
}

/* --- objects --- */

static void obj_add(struct collect *c, uint32_t run, const struct para_obj *o)
{
    enter_run(c, run);
    g_string_append(c->text, OBJECT);
    g_array_append_vals(c->objs, o, 1);
    c->space = c->at_start = c->in_word = false;
    c->column++;
}

static const char *citation(struct lay_cx *cx, const struct fo_node *n)
{
    const char *id = fo_node_string(n, "ref-id");
    bool last = n->type == FO_PAGE_NUMBER_CITATION_LAST;
    return id && cx->ids ? ids_folio(cx->ids, id, last, lay_citation_strategy(n), n->pos) : NULL;
}

/* In hundredths, §6.6.14; below 0: not known yet. */
static int scale_cited(struct lay_cx *cx, const struct fo_node *n)
{
    const char *id = fo_node_string(n, "ref-id");
    return id && cx->ids ? ids_scale(cx->ids, id, n->style->scale_option == KW_HEIGHT, n->pos) : -1;
}

static void collect_object(struct collect *c, const struct fo_node *n, uint32_t run)
{
    const struct para_run *r = run_at(c, run);
    struct para_obj o;
    memset(&o, 0, sizeof o);
    o.node = n;
    o.run = run;
    switch (n->type) {
    case FO_EXTERNAL_GRAPHIC:
    case FO_INSTREAM_FOREIGN_OBJECT:
        para_obj_graphic(c->cx, &o, r, c->in, c->width);
        break;
    case FO_LEADER:
        para_obj_leader(c->cx, c->p->a, &o, r, c->in, c->width, c->p->rtl);
        c->p->reads_page |= o.content && o.content->reads_page;
        break;
    case FO_PAGE_NUMBER:
        c->p->reads_page = true;
        para_obj_string(c->cx, c->p->a, &o, r, c->in->page && c->in->page->folio ? c->in->page->folio : "0");
        break;
    case FO_INLINE_CONTAINER:
        para_obj_container(c->cx, &o, r, c->in, c->width);
        break;
    case FO_SCALING_VALUE_CITATION: {
        int scale = scale_cited(c->cx, n);
        para_obj_string(c->cx, c->p->a, &o, r, scale < 0 ? "100" : number_format(c->p->a, n->style, scale));
        break;
    }
    default: {
        const char *folio = citation(c->cx, n);
        para_obj_string(c->cx, c->p->a, &o, r, folio ? folio : "??");    /* room for the number to come; of no id, it stays */
    }
    }
    obj_add(c, run, &o);
}

/* --- inlines --- */

/* space-start or space-end in lengths; percentages are of `base`. */
static struct fo_space space_of(const struct fo_space *s, len_t base)
{
    struct fo_space v = { .precedence = s->precedence, .retain = s->retain };
    v.opt.abs = fo_len_of(s->opt, base, 0);
    v.min.abs = len_min(v.opt.abs, fo_len_of(s->min, base, v.opt.abs));
    v.max.abs = len_max(v.opt.abs, fo_len_of(s->max, base, v.opt.abs));
    return v;
}

static bool is_spaced(const struct para_box *b)
{
    bool spaced = false;
    for (int k = 0; k < 2; k++)
        spaced |= b->space[k].opt.abs || b->space[k].min.abs || b->space[k].max.abs || b->space[k].precedence;
    return spaced;
}

/* The border and padding that an inline has at the breaks in it too: those with conditionality="retain", §7.8. */
static len_t retained_edge(const struct fo_style *s, enum fo_side side, len_t base)
{
    len_t border = s->border[side].width.retain ? fo_len_of(s->border[side].width.len, base, 0) : 0;
    return len_add(border, s->padding[side].retain ? fo_len_of(s->padding[side].len, base, 0) : 0);
}

/* The box of an inline that needs one; 0: none. */
static uint32_t box_new(struct collect *c, const struct fo_node *n, uint32_t run, uint32_t parent)
{
    const struct fo_style *s = n->style;
    struct para_box b = { .node = n, .parent = parent, .run = run };
    if (!(n->flags & FO_NODE_CONTINUES)) {
        b.space[0] = space_of(&s->space_start, c->width);
        b.start = lay_edge(s, FO_START, c->width);
    }
    if (!(n->flags & FO_NODE_CONTINUED)) {
        b.space[1] = space_of(&s->space_end, c->width);
        b.end = lay_edge(s, FO_END, c->width);
    }
    b.spaced = is_spaced(&b);
    b.went_on = retained_edge(s, FO_START, c->width);
    b.goes_on = retained_edge(s, FO_END, c->width);
    b.before = lay_edge(s, FO_BEFORE, c->width);
    b.after = lay_edge(s, FO_AFTER, c->width);
    b.visible = n->type == FO_BASIC_LINK || lay_names(n) || fo_is_point(n->type) || fo_node_string(n, "role") ||
                b.start || b.end || b.before || b.after || b.went_on || b.goes_on || (s->background_color & 0xFF) || s->background_image ||
                s->relative_position == KW_RELATIVE;
    if (!b.visible && !b.spaced)
        return 0;
    g_array_append_val(c->boxes, b);
    return c->boxes->len - 1;
}

/* The characters that stand for unicode-bidi and direction, §7.29.6. */
static const char *bidi_control(const struct fo_style *s)
{
    if (s->unicode_bidi == KW_NORMAL)
        return NULL;
    if (s->unicode_bidi == KW_BIDI_OVERRIDE)
        return s->direction == KW_RTL ? "\xE2\x80\xAE" : "\xE2\x80\xAD";
    return s->direction == KW_RTL ? "\xE2\x80\xAB" : "\xE2\x80\xAA";
}

static void collect_node(struct collect *c, const struct fo_node *n, uint32_t run);

static void collect_children(struct collect *c, const struct fo_node *n, uint32_t run)
{
    for (const struct fo_node *k = n->first; k; k = k->next)
        collect_node(c, k, run);
}

/* The nodes of the paragraph. */
static void collect_run(struct collect *c, uint32_t run)
{
    for (const struct fo_node *n = c->p->first; n && n != c->p->end; n = n->next)
        collect_node(c, n, run);
}

/*
 * White space collapses with what immediately precedes it, which is a sibling (XSL 1.1 §7.16.12, §4.2.4; no other order of
 * the tree is named there): a space before an inline and one that begins its content both stay. What holds nothing and
 * takes no room is seen through, so that an anchor between two spaces, as those of an index, does not double them.
 */
static void edge_parts(struct collect *c, const struct fo_node *n, uint32_t box)
{
    const struct para_box *b = &g_array_index(c->boxes, struct para_box, box);
    bool holds = n->first && n->type != FO_CHARACTER && n->type != FO_INITIAL_PROPERTY_SET;
    if (holds || (box && (b->start || b->end || b->spaced)))
        c->space = false;
}

/* `content`: what stands in it, as its children; as a rule itself. */
static void collect_inline(struct collect *c, const struct fo_node *n, const struct fo_node *content, uint32_t parent)
{
    uint32_t run = run_new(c, n, parent);
    bool makes_none = (n->type == FO_WRAPPER || n->type == FO_INDEX_PAGE_CITATION_LIST) && !lay_names(n);
    uint32_t box = makes_none ? 0 : box_new(c, n, run, run_at(c, run)->box);
    const char *bidi = bidi_control(n->style);
    if (box) {
        run_at(c, run)->box = box;
        mark_add(c, MARK_OPEN, box);
    }
    edge_parts(c, n, box);
    if (bidi) {
        enter_run(c, run);
        g_string_append(c->text, bidi);
    }
    gsize before = c->text->len;
    const char *letter = n->type == FO_CHARACTER ? fo_node_string(n, "character") : NULL;
    if (letter) {
        enter_source(c, n);
        put_text(c, run, letter, strlen(letter));
    } else if (n->type == FO_INITIAL_PROPERTY_SET) {
        collect_run(c, run);
    } else {
        collect_children(c, content, run);
    }
    if (box && c->text->len > before)
        g_array_index(c->boxes, struct para_box, box).used = true;
    if (bidi) {
        enter_run(c, run);
        g_string_append(c->text, "\xE2\x80\xAC");
    }
    if (box) {
        g_array_index(c->boxes, struct para_box, box).last = c->boxes->len - 1;
        mark_add(c, MARK_CLOSE, box);
    }
    edge_parts(c, n, box);
}

/* An object and its space-start and space-end; a number has its border and background too, others make their own. */
static void collect_boxed(struct collect *c, const struct fo_node *n, uint32_t run)
{
    const struct fo_style *s = n->style;
    bool own = n->type == FO_PAGE_NUMBER || n->type == FO_PAGE_NUMBER_CITATION || n->type == FO_PAGE_NUMBER_CITATION_LAST ||
               n->type == FO_SCALING_VALUE_CITATION;
    struct para_box spaces = { .node = n, .run = run, .parent = run_at(c, run)->box, .used = true,
                               .space = { space_of(&s->space_start, c->width), space_of(&s->space_end, c->width) } };
    uint32_t box = 0;
    if (own) {
        box = box_new(c, n, run, spaces.parent);
    } else if ((spaces.spaced = is_spaced(&spaces))) {
        g_array_append_val(c->boxes, spaces);
        box = c->boxes->len - 1;
    }
    if (!box) {
        collect_object(c, n, run);
        return;
    }
    run_at(c, run)->box = box;
    mark_add(c, MARK_OPEN, box);
    collect_object(c, n, run);
    g_array_index(c->boxes, struct para_box, box).used = true;
    g_array_index(c->boxes, struct para_box, box).last = box;
    mark_add(c, MARK_CLOSE, box);
}

/* A block within what stands in a line as a whole, the inline of a footnote say: its words, apart from those around it. */
static void collect_apart(struct collect *c, const struct fo_node *n, uint32_t parent)
{
    bool outermost = !c->apart;
    if (outermost)
        diag_emit(c->cx->diag, DIAG_LAY_BLOCK_IN_LINE, n->pos, fo_type_name((enum fo_type)n->type));
    c->apart = true;
    put_space(c, parent, ' ');
    collect_children(c, n, run_new(c, n, parent));
    put_space(c, parent, ' ');
    c->apart = !outermost;
}

/* The inline stands in the line; the body goes to the footnote area, where there is one. */
static void collect_footnote(struct collect *c, const struct fo_node *n, uint32_t run)
{
    bool area = c->in->ins.ipd > 0;
    for (const struct fo_node *k = n->first; k; k = k->next)
        if (k->type != FO_FOOTNOTE_BODY || !area)
            collect_node(c, k, run);
    struct para_note note = { (uint32_t)c->text->len, n };
    if (area)
        g_array_append_val(c->notes, note);
}

/* An anchor: of a float at a side, or of one before the page, which is an anchor as that of a footnote is. */
static void collect_float(struct collect *c, const struct fo_node *n)
{
    bool before = n->style->float_ == KW_BEFORE, area = c->in->ins.ipd > 0;
    struct para_note note = { (uint32_t)c->text->len, n };
    if (before && !area)
        diag_emit(c->cx->diag, DIAG_LAY_FLOAT_IN_PLACE, n->pos);
    g_array_append_val(before && area ? c->notes : c->sides, note);
}

/* A page number whose prefix or suffix holds inlines, §6.6.14–15: what they hold stands around the number. */
static void collect_folio(struct collect *c, uint32_t run)
{
    const struct lay_page *p = c->in->page;
    c->p->reads_page = c->in_folio = true;
    if (p->prefix)
        collect_children(c, p->prefix, run);
    put_text(c, run, p->bare, strlen(p->bare));
    if (p->suffix)
        collect_children(c, p->suffix, run);
    c->in_folio = false;
}

static void collect_node(struct collect *c, const struct fo_node *n, uint32_t run)
{
    switch (n->type) {
    case FO_TEXT:
        enter_source(c, n);
        put_text(c, run, n->text, n->len);
        break;
    case FO_CHARACTER:
    case FO_INLINE:
    case FO_BASIC_LINK:
    case FO_BIDI_OVERRIDE:
    case FO_WRAPPER:
        collect_inline(c, n, n, run);
        break;
    case FO_PAGE_NUMBER:
        if (!c->in_folio && c->in->page && (c->in->page->prefix || c->in->page->suffix))
            collect_folio(c, run_new(c, n, run));
        else
            collect_boxed(c, n, run_new(c, n, run));
        break;
    case FO_EXTERNAL_GRAPHIC:
    case FO_INSTREAM_FOREIGN_OBJECT:
    case FO_PAGE_NUMBER_CITATION:
    case FO_PAGE_NUMBER_CITATION_LAST:
    case FO_SCALING_VALUE_CITATION:
    case FO_INLINE_CONTAINER:
        collect_boxed(c, n, run_new(c, n, run));
        break;
    case FO_LEADER:
        if (c->p->inside)               /* one in another, §6.6.9: what it holds */
            collect_children(c, n, run);
        else
            collect_boxed(c, n, run_new(c, n, run));
        break;
    case FO_INDEX_PAGE_CITATION_LIST:
        if (c->cx->ids)
            collect_inline(c, n, index_list(c->cx, n, c->p->a), run);
        break;
    case FO_FOOTNOTE:
        collect_footnote(c, n, run);
        break;
    case FO_FLOAT:
        collect_float(c, n);
        break;
    case FO_RETRIEVE_MARKER:
    case FO_RETRIEVE_TABLE_MARKER: {
        const struct fo_node *content = table_marker_find(c->cx, n);
        c->p->reads_page = true;
        if (content)
            collect_children(c, content, run_new(c, content, run));
        break;
    }
    case FO_CHANGE_BAR_BEGIN:
        c->cx->bars = true;
        collect_inline(c, n, n, run);
        break;
    case FO_CHANGE_BAR_END:
    case FO_INDEX_RANGE_BEGIN:
    case FO_INDEX_RANGE_END:
        collect_inline(c, n, n, run);
        break;
    default:
        if (n->level != FO_LEVEL_NONE)
            collect_apart(c, n, run);
    }
}

/* --- citations --- */

static void add_list(struct lay_cx *cx, const struct fo_node *n, GString **out)
{
    char *s = cx->ids ? index_list_key(cx, n) : g_strdup("");
    if (!*out)
        *out = g_string_new(NULL);
    g_string_append(*out, s);
    g_free(s);
}

static void add_citations(struct lay_cx *cx, const struct fo_node *n, GString **out)
{
    bool scale = n->type == FO_SCALING_VALUE_CITATION;
    if ((scale || n->type == FO_PAGE_NUMBER_CITATION || n->type == FO_PAGE_NUMBER_CITATION_LAST) && !*out)
        *out = g_string_new(NULL);
    if (scale) {
        g_string_append_printf(*out, "%d\n", scale_cited(cx, n));
    } else if (n->type == FO_PAGE_NUMBER_CITATION || n->type == FO_PAGE_NUMBER_CITATION_LAST) {
        const char *s = citation(cx, n);
        g_string_append_printf(*out, "%s\n", s ? s : "");
    }
    if (n->type == FO_INDEX_PAGE_CITATION_LIST)
        add_list(cx, n, out);
    for (const struct fo_node *k = n->first; k; k = k->next)
        add_citations(cx, k, out);
}

char *para_citations(struct lay_cx *cx, const struct fo_node *first, const struct fo_node *end)
{
    GString *out = NULL;
    for (const struct fo_node *n = first; n && n != end; n = n->next)
        add_citations(cx, n, &out);
    return out ? g_string_free(out, FALSE) : NULL;
}

/* --- the paragraph --- */

#define KEEP(field, count, array, type) \
    (p->count = c.array->len, p->field = arena_memdup(p->a, c.array->data, c.array->len * sizeof(type)))

void para_collect(struct lay_cx *cx, struct para *p, const struct lay_in *in, len_t width)
{
    struct collect c = {
        .cx = cx, .p = p, .in = in, .width = width, .text = g_string_sized_new(512),
        .runs = g_array_sized_new(FALSE, TRUE, sizeof(struct para_run), 8),
        .boxes = g_array_sized_new(FALSE, TRUE, sizeof(struct para_box), 8),
        .objs = g_array_new(FALSE, TRUE, sizeof(struct para_obj)),
        .marks = g_array_new(FALSE, TRUE, sizeof(struct para_mark)),
        .spans = g_array_new(FALSE, TRUE, sizeof(struct para_span)),
        .notes = g_array_new(FALSE, TRUE, sizeof(struct para_note)),
        .sides = g_array_new(FALSE, TRUE, sizeof(struct para_note)),
        .sources = g_array_new(FALSE, FALSE, sizeof(struct para_source)),
        .at_start = !p->inside,
    };
    if (p->set)
        c.styles = g_hash_table_new(NULL, NULL);
    struct para_box none = { 0 };
    g_array_append_val(c.boxes, none);
    run_new(&c, p->block, 0);
    if (p->set)
        collect_inline(&c, p->set, p->set, 0);
    else
        collect_run(&c, 0);
    if (c.text->len > 0 && !p->inside && p->block->style->white_space_treatment != KW_PRESERVE)
        drop_spaces(&c);
    p->len = (uint32_t)c.text->len;
    p->text = arena_strndup(p->a, c.text->str, c.text->len);
    KEEP(run, n_run, runs, struct para_run);
    KEEP(box, n_box, boxes, struct para_box);
    KEEP(obj, n_obj, objs, struct para_obj);
    KEEP(mark, n_mark, marks, struct para_mark);
    KEEP(span, n_span, spans, struct para_span);
    KEEP(note, n_note, notes, struct para_note);
    KEEP(side, n_side, sides, struct para_note);
    KEEP(source, n_source, sources, struct para_source);
    p->placed = p->len > 0;
    p->anchors = p->n_note > 0 || p->n_side > 0;
    for (unsigned i = 1; i < p->n_box; i++) {
        p->anchors |= p->box[i].visible;
        p->retains |= p->box[i].went_on || p->box[i].goes_on;
    }
    g_string_free(c.text, TRUE);
    g_array_free(c.runs, TRUE);
    g_array_free(c.boxes, TRUE);
    g_array_free(c.objs, TRUE);
    g_array_free(c.marks, TRUE);
    g_array_free(c.spans, TRUE);
    g_array_free(c.notes, TRUE);
    g_array_free(c.sides, TRUE);
    g_array_free(c.sources, TRUE);
    if (c.styles)
        g_hash_table_destroy(c.styles);
}
