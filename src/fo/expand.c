/* SPDX-License-Identifier: MIT */
/* Shorthands: one function a row of props.def. They cut text; the values are judged with the longhands. */
#include "fo/expand.h"

#include "base/i18n.h"

#include <string.h>

#define SLICE(text) ((struct fo_slice){ text, sizeof text - 1 })
#define BAD_COUNT N_("it has too many or too few values")
#define BAD_PART N_("a part of it belongs to none of its properties")

static void put_comp(struct fo_expand *x, enum fo_prop_id id, enum fo_comp comp, struct fo_slice text)
{
    struct fo_spec s = { .prop = &fo_props[id], .comp = comp, .text = text, .attr = x->attr,
                         .rank = x->prop->rank * 10u + (comp != FO_COMP_ALL) };
    g_array_append_val(x->out, s);
}

static void put(struct fo_expand *x, enum fo_prop_id id, struct fo_slice text)
{
    put_comp(x, id, FO_COMP_ALL, text);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next piece without white space outside of brackets and quotes; false: nothing is left. */
static bool take(struct fo_slice *rest, struct fo_slice *out)
{
    while (rest->n && is_space(*rest->s)) {
        rest->s++;
        rest->n--;
    }
    const char *from = rest->s;
    unsigned depth = 0;
    char quote = 0;
    while (rest->n && (depth || quote || !is_space(*rest->s))) {
        char c = *rest->s;
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '(')
            depth++;
        else if (c == ')' && depth)
            depth--;
        rest->s++;
        rest->n--;
    }
    *out = (struct fo_slice){ from, (size_t)(rest->s - from) };
    return out->n > 0;
}

static bool starts_number(struct fo_slice t)
{
    return t.n && (g_ascii_isdigit(t.s[0]) || t.s[0] == '.' || ((t.s[0] == '-' || t.s[0] == '+') && t.n > 1));
}

static bool takes(enum fo_prop_id id, struct fo_slice t)
{
    enum fo_keyword kw = fo_keyword_lookup(t.s, t.n);
    return kw && fo_prop_takes(&fo_props[id], kw);
}

static bool is_color(struct fo_slice t)
{
    fo_color c;
    return fo_color_lookup(t, &c) || (t.n > 3 && !strncmp(t.s, "rgb", 3)) ||
           (t.n > 13 && !strncmp(t.s, "system-color(", 13)) ||
           (t.n > 6 && !strncmp(t.s + t.n - 6, "color)", 6));     /* from-parent(color) */
}

static bool is_call(struct fo_slice t)
{
    return t.n && t.s[t.n - 1] == ')';
}

/* --- four sides --- */

static void four(struct fo_expand *x, enum fo_prop_id top, enum fo_prop_id right, enum fo_prop_id bottom,
                 enum fo_prop_id left)
{
    if (x->n < 1 || x->n > 4) {
        x->error = BAD_COUNT;
        return;
    }
    put(x, top, x->tok[0]);
    put(x, right, x->tok[x->n > 1 ? 1 : 0]);
    put(x, bottom, x->tok[x->n > 2 ? 2 : 0]);
    put(x, left, x->tok[x->n > 3 ? 3 : x->n > 1 ? 1 : 0]);
}

void expand_margin(struct fo_expand *x)
{
    four(x, FO_P_margin_top, FO_P_margin_right, FO_P_margin_bottom, FO_P_margin_left);
}

void expand_padding(struct fo_expand *x)
{
    four(x, FO_P_padding_top, FO_P_padding_right, FO_P_padding_bottom, FO_P_padding_left);
}

void expand_box_color(struct fo_expand *x)
{
    four(x, FO_P_border_top_color, FO_P_border_right_color, FO_P_border_bottom_color, FO_P_border_left_color);
}

void expand_box_style(struct fo_expand *x)
{
    four(x, FO_P_border_top_style, FO_P_border_right_style, FO_P_border_bottom_style, FO_P_border_left_style);
}

void expand_box_width(struct fo_expand *x)
{
    four(x, FO_P_border_top_width, FO_P_border_right_width, FO_P_border_bottom_width, FO_P_border_left_width);
}

/* --- borders --- */

/* Width, style and color in any order; what is missing goes back to its initial value. */
static void one_border(struct fo_expand *x, enum fo_prop_id width, enum fo_prop_id style,
                       enum fo_prop_id color)
{
    struct fo_slice w = SLICE("medium"), s = SLICE("none"), c = { NULL, 0 };
    if (x->n == 1 && fo_slice_is(x->tok[0], "inherit"))
        w = s = c = x->tok[0];
    for (unsigned i = 0; i < x->n && !fo_slice_is(x->tok[i], "inherit"); i++) {
        struct fo_slice t = x->tok[i];
        if (takes(FO_P_border_before_style, t))
            s = t;
        else if (is_color(t))
            c = t;
        else if (starts_number(t) || takes(FO_P_border_before_width, t) || is_call(t))
            w = t;
        else
            x->error = BAD_PART;
    }
    if (x->error)
        return;
    put(x, width, w);
    put(x, style, s);
    if (c.s)
        put(x, color, c);
}

void expand_border_top(struct fo_expand *x)
{
    one_border(x, FO_P_border_top_width, FO_P_border_top_style, FO_P_border_top_color);
}

void expand_border_right(struct fo_expand *x)
{
    one_border(x, FO_P_border_right_width, FO_P_border_right_style, FO_P_border_right_color);
}

void expand_border_bottom(struct fo_expand *x)
{
    one_border(x, FO_P_border_bottom_width, FO_P_border_bottom_style, FO_P_border_bottom_color);
}

void expand_border_left(struct fo_expand *x)
{
    one_border(x, FO_P_border_left_width, FO_P_border_left_style, FO_P_border_left_color);
}

void expand_border(struct fo_expand *x)
{
    expand_border_top(x);
    if (x->error)
        return;
    expand_border_right(x);
    expand_border_bottom(x);
    expand_border_left(x);
}

void expand_border_spacing(struct fo_expand *x)
{
    if (x->n < 1 || x->n > 2) {
        x->error = BAD_COUNT;
        return;
    }
    put_comp(x, FO_P_border_separation, FO_COMP_INLINE, x->tok[0]);
    put_comp(x, FO_P_border_separation, FO_COMP_BLOCK, x->tok[x->n - 1]);
}

/* --- background --- */

static bool is_vertical(struct fo_slice t)
{
    return fo_slice_is(t, "top") || fo_slice_is(t, "bottom");
}

static bool is_position(struct fo_slice t)
{
    return takes(FO_P_background_position_horizontal, t) || is_vertical(t) || starts_number(t);
}

static void put_position(struct fo_expand *x, const struct fo_slice *t, unsigned n)
{
    struct fo_slice h = n ? t[0] : SLICE("0%"), v = n > 1 ? t[1] : n ? SLICE("50%") : SLICE("0%");
    bool inherit = n == 1 && fo_slice_is(t[0], "inherit");
    bool swapped = n && (is_vertical(h) || (n > 1 && (fo_slice_is(v, "left") || fo_slice_is(v, "right"))));
    if (swapped) {
        struct fo_slice was = h;
        h = n > 1 ? v : SLICE("50%");
        v = was;
    }
    put(x, FO_P_background_position_horizontal, h);
    put(x, FO_P_background_position_vertical, inherit ? h : v);
}

void expand_background_position(struct fo_expand *x)
{
    if (x->n < 1 || x->n > 2)
        x->error = BAD_COUNT;
    else
        put_position(x, x->tok, x->n);
}

void expand_background(struct fo_expand *x)
{
    struct fo_slice color = SLICE("transparent"), image = SLICE("none"), repeat = SLICE("repeat"),
                    attachment = SLICE("scroll"), position[2];
    unsigned n = 0;
    if (x->n == 1 && fo_slice_is(x->tok[0], "inherit")) {
        color = image = repeat = attachment = position[0] = x->tok[0];
        n = 1;
    }
    for (unsigned i = 0; i < x->n && !fo_slice_is(x->tok[i], "inherit"); i++) {
        struct fo_slice t = x->tok[i];
        if (is_color(t))
            color = t;
        else if (fo_slice_is(t, "none") || (t.n > 4 && !strncmp(t.s, "url(", 4)))
            image = t;
        else if (takes(FO_P_background_repeat, t))
            repeat = t;
        else if (takes(FO_P_background_attachment, t))
            attachment = t;
        else if (is_position(t) && n < 2)
            position[n++] = t;
        else
            x->error = BAD_PART;
    }
    if (x->error)
        return;
    put(x, FO_P_background_color, color);
    put(x, FO_P_background_image, image);
    put(x, FO_P_background_repeat, repeat);
    put(x, FO_P_background_attachment, attachment);
    put_position(x, position, n);
}

/* --- font, §7.31.13 --- */

static bool is_font_size(struct fo_slice t)
{
    struct fo_slice head = t;
    for (size_t i = 0; i < t.n; i++)
        if (t.s[i] == '/') {
            head.n = i;
            break;
        }
    enum fo_keyword kw = fo_keyword_lookup(head.s, head.n);
    if (kw)
        return fo_prop_takes(&fo_props[FO_P_font_size], kw);
    bool number = head.n && (g_ascii_isdigit(head.s[0]) || head.s[0] == '.');
    bool weight = head.n == 3 && head.s[1] == '0' && head.s[2] == '0' && number;
    return (number && !weight) || is_call(head);
}

/* Behind the size: "/line-height", then the families. */
static void font_tail(struct fo_expand *x, struct fo_slice size, struct fo_slice rest)
{
    struct fo_slice line = SLICE("normal");
    const char *slash = memchr(size.s, '/', size.n);
    rest = fo_slice_trim(rest);
    if (slash) {
        size_t head = (size_t)(slash - size.s);
        line = (struct fo_slice){ slash + 1, size.n - head - 1 };
        size.n = head;
        if (line.n == 0 && !take(&rest, &line))
            x->error = BAD_COUNT;
    } else if (rest.n && rest.s[0] == '/') {
        rest.s++;
        rest.n--;
        if (!take(&rest, &line))
            x->error = BAD_COUNT;
    }
    rest = fo_slice_trim(rest);
    if (rest.n == 0)
        x->error = BAD_COUNT;
    if (x->error)
        return;
    put(x, FO_P_font_size, size);
    put(x, FO_P_line_height, line);
    put(x, FO_P_font_family, rest);
}

static struct fo_slice initial_slice(enum fo_prop_id id)
{
    return (struct fo_slice){ fo_props[id].initial, strlen(fo_props[id].initial) };
}

void expand_font(struct fo_expand *x)
{
    static const char *const system[] = { "caption", "icon", "menu", "message-box", "small-caption",
                                          "status-bar" };
    static const enum fo_prop_id all[] = { FO_P_font_style, FO_P_font_variant, FO_P_font_weight,
                                           FO_P_font_size,
                                           FO_P_line_height, FO_P_font_family };
    struct fo_slice part[3] = { SLICE("normal"), SLICE("normal"), SLICE("normal") };
    for (size_t i = 0; i < G_N_ELEMENTS(system); i++)
        if (fo_slice_is(x->text, system[i])) {      /* every system font is the initial one, as in system-font() */
            for (size_t k = 0; k < G_N_ELEMENTS(all); k++)
                put(x, all[k], initial_slice(all[k]));
            return;
        }
    if (fo_slice_is(x->text, "inherit")) {
        for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
            put(x, all[i], x->text);
        return;
    }
    struct fo_slice rest = x->text, t;
    while (take(&rest, &t)) {
        if (is_font_size(t)) {
            font_tail(x, t, rest);
            for (unsigned i = 0; i < 3 && !x->error; i++)
                put(x, all[i], part[i]);
            return;
        }
        bool weight = t.n == 3 && g_ascii_isdigit(t.s[0]);
        unsigned k = 0;
        while (k < 3 && !(k == 2 && weight) && !takes(all[k], t))
            k++;
        if (k == 3) {
            x->error = BAD_PART;
            return;
        }
        if (!fo_slice_is(t, "normal"))
            part[k] = t;
    }
    x->error = BAD_COUNT;
}

/* --- the others --- */

static void page_break(struct fo_expand *x, enum fo_prop_id brk, enum fo_prop_id keep)
{
    static const struct { const char *from, *to; } breaks[] = {
        { "auto", "auto" }, { "always", "page" }, { "left", "even-page" }, { "right", "odd-page" },
        { "avoid", "auto" }, { "inherit", "inherit" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(breaks); i++) {
        if (!fo_slice_is(x->text, breaks[i].from))
            continue;
        put(x, brk, (struct fo_slice){ breaks[i].to, strlen(breaks[i].to) });
        if (fo_slice_is(x->text, "avoid"))
            put(x, keep, SLICE("always"));
        return;
    }
    x->error = BAD_PART;
}

void expand_page_break_after(struct fo_expand *x)
{
    page_break(x, FO_P_break_after, FO_P_keep_with_next);
}

void expand_page_break_before(struct fo_expand *x)
{
    page_break(x, FO_P_break_before, FO_P_keep_with_previous);
}

void expand_page_break_inside(struct fo_expand *x)
{
    if (fo_slice_is(x->text, "auto") || fo_slice_is(x->text, "inherit")) {
        put(x, FO_P_keep_together, x->text);
    } else if (fo_slice_is(x->text, "avoid")) {
        /* not within-line, which CSS does not know */
        put_comp(x, FO_P_keep_together, FO_COMP_PAGE, SLICE("always"));
        put_comp(x, FO_P_keep_together, FO_COMP_COLUMN, SLICE("always"));
    } else {
        x->error = BAD_PART;
    }
}

void expand_position(struct fo_expand *x)
{
    bool relative = fo_slice_is(x->text, "static") || fo_slice_is(x->text, "relative");
    bool inherit = fo_slice_is(x->text, "inherit");
    put(x, FO_P_relative_position, relative || inherit ? x->text : SLICE("static"));
    put(x, FO_P_absolute_position, relative ? SLICE("auto") : x->text);
}

void expand_size(struct fo_expand *x)
{
    struct fo_slice w = x->n ? x->tok[0] : SLICE(""), h = x->n > 1 ? x->tok[1] : w;
    if (x->n < 1 || x->n > 2) {
        x->error = BAD_COUNT;
        return;
    }
    if (fo_slice_is(w, "landscape")) {
        w = SLICE("297mm");
        h = SLICE("210mm");
    } else if (fo_slice_is(w, "portrait")) {
        w = SLICE("210mm");
        h = SLICE("297mm");
    }
    put(x, FO_P_page_width, w);
    put(x, FO_P_page_height, h);
}

void expand_vertical_align(struct fo_expand *x)
{
    static const struct { const char *from, *baseline, *shift; } rows[] = {
        { "baseline", "baseline", "baseline" }, { "top", "before-edge", "baseline" },
        { "text-top", "text-before-edge", "baseline" }, { "middle", "middle", "baseline" },
        { "bottom", "after-edge", "baseline" }, { "text-bottom", "text-after-edge", "baseline" },
        { "sub", "baseline", "sub" }, { "super", "baseline", "super" }, { "inherit", "inherit", "inherit" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!fo_slice_is(x->text, rows[i].from))
            continue;
        put(x, FO_P_alignment_baseline, (struct fo_slice){ rows[i].baseline, strlen(rows[i].baseline) });
        put(x, FO_P_baseline_shift, (struct fo_slice){ rows[i].shift, strlen(rows[i].shift) });
        return;
    }
    put(x, FO_P_alignment_baseline, SLICE("baseline"));         /* a length or a percentage, §7.31.22 */
    put(x, FO_P_alignment_adjust, x->text);
    put(x, FO_P_baseline_shift, SLICE("baseline"));
}

void expand_white_space(struct fo_expand *x)
{
    static const struct { const char *from, *feed, *collapse, *treat, *wrap; } rows[] = {
        { "normal", "treat-as-space", "true", "ignore-if-surrounding-linefeed", "wrap" },
        { "pre", "preserve", "false", "preserve", "no-wrap" },
        { "nowrap", "treat-as-space", "true", "ignore-if-surrounding-linefeed", "no-wrap" },
        { "inherit", "inherit", "inherit", "inherit", "inherit" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!fo_slice_is(x->text, rows[i].from))
            continue;
        put(x, FO_P_linefeed_treatment, (struct fo_slice){ rows[i].feed, strlen(rows[i].feed) });
        put(x, FO_P_white_space_collapse, (struct fo_slice){ rows[i].collapse, strlen(rows[i].collapse) });
        put(x, FO_P_white_space_treatment, (struct fo_slice){ rows[i].treat, strlen(rows[i].treat) });
        put(x, FO_P_wrap_option, (struct fo_slice){ rows[i].wrap, strlen(rows[i].wrap) });
        return;
    }
    x->error = BAD_PART;
}

/* "vi", "en-GB", "zh-Hant-TW", §7.31.24 */
void expand_xml_lang(struct fo_expand *x)
{
    static const enum fo_prop_id ids[] = { FO_P_language, FO_P_script, FO_P_country };
    struct fo_slice part[3] = { SLICE("none"), SLICE("none"), SLICE("none") }, rest = x->text;
    for (unsigned i = 0; rest.n; i++) {
        const char *dash = memchr(rest.s, '-', rest.n);
        struct fo_slice t = { rest.s, dash ? (size_t)(dash - rest.s) : rest.n };
        if (i == 0)
            part[0] = t;
        else if (t.n == 4)
            part[1] = t;
        else if (t.n == 2 || (t.n == 3 && g_ascii_isdigit(t.s[0])))
            part[2] = t;
        rest.s += t.n + (dash != NULL);
        rest.n -= t.n + (dash != NULL);
    }
    for (unsigned i = 0; i < 3; i++)
        put(x, ids[i], part[i]);
}

static bool is_operator(struct fo_slice t)
{
    return fo_slice_is(t, "+") || fo_slice_is(t, "-") || fo_slice_is(t, "*") || fo_slice_is(t, "div") ||
           fo_slice_is(t, "mod");
}

/* Cuts the text; "1pt + 2pt" is one piece. */
static void cut(struct fo_expand *x)
{
    struct fo_slice rest = x->text, t;
    bool join = false;
    while (x->n < FO_EXPAND_TOKENS && take(&rest, &t)) {
        bool operator = x->n > 0 && is_operator(t);
        if (join || operator)
            x->tok[x->n - 1].n = (size_t)(t.s + t.n - x->tok[x->n - 1].s);
        else
            x->tok[x->n++] = t;
        join = operator;
    }
}

/* Is the text such a function, with this shorthand or nothing as its argument? Then the call for one property. */
static const char *whole_function(const struct fo_prop *p, struct fo_slice text)
{
    static const char *const calls[] = { "inherited-property-value()", "from-parent()", "from-nearest-specified-value()",
                                         "from-table-column()", "merge-property-values()" };
    for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
        size_t n = strlen(calls[i]) - 1;
        if (text.n <= n || memcmp(text.s, calls[i], n) || text.s[text.n - 1] != ')')
            continue;
        struct fo_slice argument = fo_slice_trim((struct fo_slice){ text.s + n, text.n - n - 1 });
        if (argument.n == 0 || fo_slice_is(argument, p->name))
            return calls[i];
    }
    return NULL;
}

const char *fo_expand(const struct fo_prop *p, struct fo_slice text, unsigned attr, GArray *out)
{
    struct fo_expand x = { .prop = p, .text = fo_slice_trim(text), .attr = attr, .out = out };
    guint before = out->len;
    const char *call = whole_function(p, x.text);
    if (call)                               /* each of its properties asks for its own value, §5.10.4 */
        x.text = SLICE("inherit");
    cut(&x);
    if (x.text.n == 0 && p->id != FO_P_xml_lang)
        x.error = N_("a value is missing");
    else
        p->expand(&x);
    if (x.error)
        g_array_set_size(out, before);
    for (guint i = before; call && i < out->len; i++)
        g_array_index(out, struct fo_spec, i).text = (struct fo_slice){ call, strlen(call) };
    return x.error;
}
