/* SPDX-License-Identifier: MIT */
/*
 * The area tree as text, for people and golden files. Input: a page. Output:
 *
 *   page 1 folio="1" 595.276x841.89
 *     page i=0 b=0 ipd=595.276 bpd=841.89
 *       block i=70.866 b=56.693 ipd=467.717 bpd=31.2 id="a" bg=#ffeecc border=0.5,solid,#000000
 *         line i=0 b=0 ipd=467.717 bpd=15.6 base=12.1
 *           text "Chữ" i=0 b=0.8 ipd=19.32 bpd=13.8 base=11.1 font="Liberation Serif" 12
 *         rule i=0 b=20 ipd=100 bpd=0.5 solid
 *
 * One area a line, indented by depth; a header line for each page (number, folio, physical width x height).
 * All numbers are points with at most three decimals. i and b are the place of the rectangle which the area covers,
 * from the start and before edge of its parent's border box; ipd and bpd are its border box; base is its baseline
 * from its before edge (texts and lines always, other areas when not 0). So a reader adds i and b down a branch.
 * The name is that of the tag; without one it is box, text, image or rule.
 * Then, only where it says something: wm=rl-tb (the writing mode, where it is not the parent's), place=moved (it would stand
 * elsewhere in its parent), place=reference or place=page (i and b count from the nearest reference area, from the page), z=
 * (its layer), rotate=90, clip or clip=top,right,bottom,left (inwards from its sides), color= (of text that is not black), rtl, upright, turned=90,
 * shadow=x,y,blur,colour, pic= and crisp (the place of a picture; its pixels stay squares), id= uri= dest= dest-offset= role= lang= alt= (where the tag is not the parent's), bg= (background),
 * bg-image=WxH,WxH,x,y,repeat (size of the picture, of a tile; place of the first one; fixed: on the page), border= or
 * border-before= … border-end=width,style,colour. Colours are #rrggbb, with alpha #rrggbbaa.
 */
#include "area/dump.h"

#include "font/font.h"
#include "image/image.h"

#include <string.h>

static const char *const wm_names[] = { "lr-tb", "rl-tb", "tb-rl" };
static const char *const style_names[] = { "none", "solid", "dashed", "dotted", "double", "groove", "ridge",
                                           "inset", "outset" };
static const char *const kind_names[] = { "box", "text", "image", "rule" };

struct dump {
    GString *out;
    GPtrArray *branch;          /* the areas from the root down to the one visited */
};

static void put_number(GString *s, double v)
{
    char buf[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(buf, sizeof buf, "%.3f", v);
    size_t n = strlen(buf);
    while (buf[n - 1] == '0')
        n--;
    if (buf[n - 1] == '.')
        n--;
    buf[n] = '\0';
    g_string_append(s, strcmp(buf, "-0") == 0 ? "0" : buf);
}

static void put_len(GString *s, const char *name, len_t v)
{
    g_string_append(s, name);
    put_number(s, len_to_pt(v));
}

static void put_quoted(GString *s, const char *text, size_t len)
{
    g_string_append_c(s, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            g_string_append_printf(s, "\\%c", c);
        else if (c == '\n')
            g_string_append(s, "\\n");
        else if (c < 0x20 || c == 0x7f)
            g_string_append_printf(s, "\\x%02x", c);
        else
            g_string_append_c(s, (char)c);
    }
    g_string_append_c(s, '"');
}

static void put_string(GString *s, const char *name, const char *value)
{
    if (!value)
        return;
    g_string_append(s, name);
    put_quoted(s, value, strlen(value));
}

static void put_color(GString *s, uint32_t color)
{
    if ((color & 0xff) == 0xff)
        g_string_append_printf(s, "#%06x", color >> 8);
    else
        g_string_append_printf(s, "#%08x", color);
}

static void put_edge(GString *s, const char *name, const struct area_edge *e)
{
    g_string_append(s, name);
    put_number(s, len_to_pt(e->width));
    g_string_append_printf(s, ",%s,", style_names[MIN(e->style, AREA_OUTSET)]);
    put_color(s, e->color);
}

static bool edge_shows(const struct area_edge *e)
{
    return e->width > 0 && e->style != AREA_NONE;
}

static bool edge_equal(const struct area_edge *a, const struct area_edge *b)
{
    return a->width == b->width && a->color == b->color && a->style == b->style;
}

/* "+50%" of the room that is left; nothing for none. */
static void put_share(GString *s, float share)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    if (share != 0)
        g_string_append_printf(s, "+%s%%", g_ascii_formatd(number, sizeof number, "%.4g", (double)share * 100));
}

static void put_paint(GString *s, const struct area_paint *p)
{
    static const char *const names[4] = { " border-before=", " border-after=", " border-start=", " border-end=" };
    if (p->background & 0xff) {
        g_string_append(s, " bg=");
        put_color(s, p->background);
    }
    if (p->picture) {
        put_len(s, " bg-image=", p->picture->width);
        put_len(s, "x", p->picture->height);
        put_len(s, ",", p->pic_width);
        put_len(s, "x", p->pic_height);
        put_len(s, ",x=", p->pic_x);
        put_share(s, p->pic_fx);
        put_len(s, ",y=", p->pic_y);
        put_share(s, p->pic_fy);
        g_string_append_printf(s, ",%s", p->repeat_x && p->repeat_y ? "repeat" : p->repeat_x ? "repeat-x"
                               : p->repeat_y ? "repeat-y" : "no-repeat");
        if (p->fixed)
            g_string_append(s, ",fixed");
    }
    bool same = true;
    for (int i = 1; i < 4; i++)
        same &= edge_equal(&p->edge[0], &p->edge[i]);
    if (same && edge_shows(&p->edge[0])) {
        put_edge(s, " border=", &p->edge[0]);
        return;
    }
    for (int i = 0; i < 4; i++)
        if (edge_shows(&p->edge[i]))
            put_edge(s, names[i], &p->edge[i]);
}

static void put_font(GString *s, const struct font *font)
{
    if (!font)
        return;
    g_string_append(s, " font=");
    if (font->pango) {
        PangoFontDescription *d = pango_font_describe(font->pango);
        pango_font_description_unset_fields(d, PANGO_FONT_MASK_SIZE);
        char *name = pango_font_description_to_string(d);
        put_quoted(s, name, strcspn(name, "@"));
        g_free(name);
        pango_font_description_free(d);
    } else {
        g_string_append(s, "\"\"");
    }
    put_len(s, " ", font->size);
}

static void put_shadow(GString *s, const struct area_shadow *shadow)
{
    put_len(s, " shadow=", shadow->x);
    put_len(s, ",", shadow->y);
    put_len(s, ",", shadow->blur);
    g_string_append_c(s, ',');
    put_color(s, shadow->color);
}

static void put_content(GString *s, const struct area *a)
{
    switch ((enum area_kind)a->kind) {
    case AREA_BOX:
        break;
    case AREA_TEXT:
        put_font(s, a->u.run->font);
        if (a->u.run->color != 0xffu) {
            g_string_append(s, " color=");
            put_color(s, a->u.run->color);
        }
        if (a->u.run->rtl)
            g_string_append(s, " rtl");
        if (a->u.run->upright)
            g_string_append(s, " upright");
        if (a->u.run->turn)
            g_string_append_printf(s, " turned=%d", a->u.run->turn * 90);
        for (const struct area_shadow *sh = a->u.run->shadows; sh; sh = sh->next)
            put_shadow(s, sh);
        break;
    case AREA_IMAGE:
        put_len(s, " pic=", a->u.pic.i);
        put_len(s, ",", a->u.pic.b);
        put_len(s, ",", a->u.pic.ipd);
        put_len(s, ",", a->u.pic.bpd);
        if (a->crisp)
            g_string_append(s, " crisp");
        break;
    case AREA_RULE:
        g_string_append_printf(s, " %s", style_names[MIN(a->u.rule.style, AREA_OUTSET)]);
        if (a->u.rule.color != 0xffu) {
            g_string_append(s, " color=");
            put_color(s, a->u.rule.color);
        }
        break;
    }
}

static void put_tag(GString *s, const struct area_tag *t)
{
    put_string(s, " id=", t->id);
    put_string(s, " uri=", t->uri);
    put_string(s, " dest=", t->dest);
    if (t->dest_offset)
        put_len(s, " dest-offset=", t->dest_offset);
    put_string(s, " role=", t->role);
    put_string(s, " lang=", t->lang);
    put_string(s, " alt=", t->alt);
}

/* A box goes by the name of its tag; of other kinds the kind says more, and the tag's name is mostly the parent's. */
static const char *name_of(const struct area *a)
{
    if (a->kind == AREA_BOX && a->tag && a->tag->name)
        return a->tag->name;
    return kind_names[a->kind];
}

static bool is_line(const struct area *a)
{
    return a->kind == AREA_BOX && a->tag && a->tag->name && strcmp(a->tag->name, "line") == 0;
}

/* Where i and b count from, unless it stands in its parent after all. */
static void put_at(GString *s, const struct area_at *at)
{
    static const char *const names[] = { [AREA_MOVED] = "moved", [AREA_IN_REFERENCE] = "reference",
                                         [AREA_ON_PAGE] = "page" };
    if (at->place != AREA_IN_PARENT && !(at->i_flow && at->b_flow))
        g_string_append_printf(s, " place=%s", names[MIN(at->place, AREA_ON_PAGE)]);
    if (at->layered)
        g_string_append_printf(s, " z=%d", at->z);
}

static void put_clip(GString *s, const struct area_clip *c)
{
    g_string_append(s, " clip");
    if (!(c->top || c->right || c->bottom || c->left))
        return;
    put_len(s, "=", c->top);
    put_len(s, ",", c->right);
    put_len(s, ",", c->bottom);
    put_len(s, ",", c->left);
}

static void dump_enter(void *user, const struct area_visit *v)
{
    struct dump *d = user;
    GString *s = d->out;
    const struct area *a = v->area;
    const struct area *parent = v->depth ? g_ptr_array_index(d->branch, v->depth - 1) : NULL;
    g_ptr_array_set_size(d->branch, (int)v->depth);
    g_ptr_array_add(d->branch, (void *)a);

    g_string_append_printf(s, "%*s%s", (int)MIN(2 * (v->depth + 1), 4000u), "", name_of(a));
    if (a->kind == AREA_TEXT) {
        g_string_append_c(s, ' ');
        put_quoted(s, a->u.run->text ? a->u.run->text : "", a->u.run->text ? a->u.run->len : 0);
    }
    put_len(s, " i=", v->i);
    put_len(s, " b=", v->b);
    put_len(s, " ipd=", a->ipd);
    put_len(s, " bpd=", a->bpd);
    if (a->baseline || a->kind == AREA_TEXT || is_line(a))
        put_len(s, " base=", a->baseline);
    if (a->wm != (parent ? parent->wm : AREA_LR_TB))
        g_string_append_printf(s, " wm=%s", wm_names[MIN(a->wm, AREA_TB_RL)]);
    if (a->kind == AREA_BOX && a->u.at)
        put_at(s, a->u.at);
    if (a->rotate)
        g_string_append_printf(s, " rotate=%d", a->rotate);
    if (a->clip)
        put_clip(s, a->clip);
    put_content(s, a);
    if (a->tag && !(parent && parent->tag == a->tag))
        put_tag(s, a->tag);
    if (a->paint)
        put_paint(s, a->paint);
    g_string_append_c(s, '\n');
}

void area_dump_page(const struct area_page *page, GString *out)
{
    struct dump d = { out, g_ptr_array_new() };
    g_string_append_printf(out, "page %u folio=", page->index + 1);
    put_quoted(out, page->folio ? page->folio : "", page->folio ? strlen(page->folio) : 0);
    put_len(out, " ", page->width);
    put_len(out, "x", page->height);
    g_string_append_c(out, '\n');
    area_walk(page, &(struct area_visitor){ .user = &d, .enter = dump_enter });
    g_ptr_array_free(d.branch, TRUE);
}
