/* SPDX-License-Identifier: MIT */
/* Unit tests of area/: places on the page by writing mode and rotation, the dump, deep trees. */
#include "area/area.h"
#include "area/dump.h"
#include "area/spool.h"
#include "font/font.h"

#include <glib.h>
#include <string.h>

#define PT(x) ((len_t)((x) * LEN_PT))

/* Keeps the rectangle and matrix of the area looked for. */
struct find {
    const struct area *wanted;
    struct area_rect r;
    double m[6];
    unsigned seen, entered, left, deepest;
};

static void find_enter(void *user, const struct area_visit *v)
{
    struct find *f = user;
    f->entered++;
    f->deepest = MAX(f->deepest, v->depth);
    if (v->area != f->wanted)
        return;
    f->seen++;
    f->r = area_visit_rect(v);
    memcpy(f->m, v->m, sizeof f->m);
}

static void find_leave(void *user, const struct area_visit *v)
{
    (void)v;
    ((struct find *)user)->left++;
}

static struct find find_area(const struct area *root, const struct area *wanted)
{
    struct find f = { .wanted = wanted };
    struct area_page page = { .root = root, .width = root->ipd, .height = root->bpd, .folio = "1" };
    area_walk(&page, &(struct area_visitor){ &f, find_enter, find_leave });
    g_assert_cmpuint(f.entered, ==, f.left);
    return f;
}

static void assert_rect(const struct area_rect *r, double x, double y, double w, double h)
{
    g_assert_cmpfloat_with_epsilon(r->x, x, 1e-9);
    g_assert_cmpfloat_with_epsilon(r->y, y, 1e-9);
    g_assert_cmpfloat_with_epsilon(r->w, w, 1e-9);
    g_assert_cmpfloat_with_epsilon(r->h, h, 1e-9);
}

/* A 200 × 100 box at 10, 20 of a 400 × 300 page, in it a 30 × 15 (ipd × bpd) box at i = 5, b = 7. */
static struct find place(struct arena *a, enum area_wm wm, int rotate)
{
    bool vertical = wm == AREA_TB_RL;
    struct area *leaf = area_box_new(a, NULL, PT(30), PT(15), NULL);
    leaf->wm = (uint8_t)wm;
    struct area_list l = { 0 };
    area_list_add(a, &l, leaf, PT(5), PT(7));
    bool swap = vertical != (rotate % 180 != 0);
    struct area *box = area_box_new(a, NULL, swap ? PT(100) : PT(200), swap ? PT(200) : PT(100), &l);
    box->wm = (uint8_t)wm;
    box->rotate = (int16_t)rotate;
    struct area_list m = { 0 };
    area_list_add(a, &m, box, PT(10), PT(20));
    struct area *root = area_box_new(a, NULL, PT(400), PT(300), &m);
    struct find b = find_area(root, box);
    assert_rect(&b.r, 10, 20, 200, 100);        /* whatever its own frame is */
    return find_area(root, leaf);
}

static void test_writing_modes(void)
{
    struct arena *a = arena_new();
    struct find f = place(a, AREA_LR_TB, 0);
    assert_rect(&f.r, 15, 27, 30, 15);
    f = place(a, AREA_RL_TB, 0);                /* i from the right: 10 + 200 - 5 - 30 */
    assert_rect(&f.r, 175, 27, 30, 15);
    f = place(a, AREA_TB_RL, 0);                /* b from the right, i down; a child of the mode is bpd wide */
    assert_rect(&f.r, 10 + 200 - 7 - 15, 20 + 5, 15, 30);
    arena_drop(a);
}

static void test_rotation(void)
{
    struct arena *a = arena_new();
    /* 90: the content's top faces left; its start is at the bottom */
    struct find f = place(a, AREA_LR_TB, 90);
    assert_rect(&f.r, 10 + 7, 20 + 100 - 5 - 30, 15, 30);
    g_assert_cmpfloat(f.m[0], ==, 0);
    g_assert_cmpfloat(f.m[1], ==, -1);          /* x runs up the page */
    f = place(a, AREA_LR_TB, 180);
    assert_rect(&f.r, 10 + 200 - 5 - 30, 20 + 100 - 7 - 15, 30, 15);
    f = place(a, AREA_LR_TB, 270);              /* its top faces right */
    assert_rect(&f.r, 10 + 200 - 7 - 15, 20 + 5, 15, 30);
    f = place(a, AREA_LR_TB, -90);
    assert_rect(&f.r, 10 + 200 - 7 - 15, 20 + 5, 15, 30);
    f = place(a, AREA_RL_TB, 90);
    assert_rect(&f.r, 10 + 7, 20 + 5, 15, 30);
    arena_drop(a);
}

/* An area turned inside a right-to-left parent is placed by the rectangle that it covers there. */
static void test_turned_in_rl(void)
{
    struct arena *a = arena_new();
    struct area *box = area_box_new(a, NULL, PT(50), PT(20), NULL);
    box->rotate = 90;
    struct area_list l = { 0 };
    area_list_add(a, &l, box, PT(10), PT(0));
    struct area *root = area_box_new(a, NULL, PT(100), PT(100), &l);
    root->wm = AREA_RL_TB;
    struct find f = find_area(root, box);
    assert_rect(&f.r, 100 - 10 - 20, 0, 20, 50);
    arena_drop(a);
}

static void test_deep(void)
{
    struct arena *a = arena_new();
    const struct area *kid = area_box_new(a, NULL, PT(1), PT(1), NULL);
    const struct area *leaf = kid;
    for (int i = 0; i < 200000; i++) {
        struct area_list l = { 0 };
        area_list_add(a, &l, kid, 1, 0);
        kid = area_box_new(a, NULL, PT(1), PT(1), &l);
    }
    struct find f = find_area(kid, leaf);
    g_assert_cmpuint(f.deepest, ==, 200000);
    g_assert_cmpfloat_with_epsilon(f.r.x, 200000.0 / LEN_PT, 1e-6);
    arena_drop(a);
}

static void test_list(void)
{
    struct arena *a = arena_new();
    struct area_list l = { 0 };
    struct area *kid = area_box_new(a, NULL, 1, 1, NULL);
    for (int i = 0; i < 1000; i++)
        area_list_add(a, &l, kid, i, -i);
    struct area *box = area_box_new(a, NULL, 1, 1, &l);
    g_assert_cmpuint(box->n, ==, 1000);
    for (int i = 0; i < 1000; i++) {
        g_assert_cmpint(box->kids[i].i, ==, i);
        g_assert_cmpint(box->kids[i].b, ==, -i);
    }
    arena_drop(a);
}

static void test_dump(void)
{
    struct arena *a = arena_new();
    struct font font = { .size = PT(12) };
    struct area_tag line_tag = { .name = "line" };
    struct area_tag block_tag = { .name = "block", .id = "a\"b" };
    struct area_tag link_tag = { .name = "basic-link", .dest = "a\"b" };
    struct area_run run = { .font = &font, .color = 0xff0000ff, .rtl = true, .text = "Chữ\n", .len = 6 };
    struct area *text = arena_new0(a, struct area);
    text->kind = AREA_TEXT;
    text->ipd = PT(20.5);
    text->bpd = PT(12);
    text->baseline = PT(10);
    text->u.run = &run;
    text->tag = &link_tag;
    struct area *rule = arena_new0(a, struct area);
    rule->kind = AREA_RULE;
    rule->ipd = PT(100);
    rule->bpd = PT(0.5);
    rule->u.rule = (struct area_edge){ PT(0.5), 0x000000ff, AREA_DOTTED };
    struct area_list l = { 0 };
    area_list_add(a, &l, text, PT(0), PT(1));
    area_list_add(a, &l, rule, PT(20.5), 1);
    struct area *line = area_box_new(a, &line_tag, PT(200), PT(14), &l);
    line->baseline = PT(11);
    struct area_list m = { 0 };
    area_list_add(a, &m, line, PT(3), PT(3));
    struct area *block = area_box_new(a, &block_tag, PT(206), PT(20), &m);
    struct area_edge e = { PT(3), 0x0000ff80, AREA_SOLID }, none = { 0 };
    struct area_paint paint = { .edge = { e, e, e, e }, .background = 0xffeeccff };
    block->paint = &paint;
    struct area_list k = { 0 };
    area_list_add(a, &k, block, 0, 0);
    struct area_paint top_only = { .edge = { e, none, none, none } };
    struct area *rl = area_box_new(a, NULL, PT(10), PT(10), NULL);
    rl->wm = AREA_RL_TB;
    rl->rotate = 90;
    rl->clip = &(const struct area_clip){ 0 };
    rl->paint = &top_only;
    area_list_add(a, &k, rl, PT(-1), PT(20));
    struct area *root = area_box_new(a, NULL, PT(400), PT(300), &k);
    struct area_page page = { root, PT(400), PT(300), 2, "iii" };
    GString *s = g_string_new(NULL);
    area_dump_page(&page, s);
    g_assert_cmpstr(s->str, ==,
        "page 3 folio=\"iii\" 400x300\n"
        "  box i=0 b=0 ipd=400 bpd=300\n"
        "    block i=0 b=0 ipd=206 bpd=20 id=\"a\\\"b\" bg=#ffeecc border=3,solid,#0000ff80\n"
        "      line i=3 b=3 ipd=200 bpd=14 base=11\n"
        "        text \"Chữ\\n\" i=0 b=1 ipd=20.5 bpd=12 base=10 font=\"\" 12 color=#ff0000 rtl dest=\"a\\\"b\"\n"
        "        rule i=20.5 b=0.001 ipd=100 bpd=0.5 dotted\n"
        "    box i=-1 b=20 ipd=10 bpd=10 wm=rl-tb rotate=90 clip border-before=3,solid,#0000ff80\n");
    g_string_free(s, TRUE);
    arena_drop(a);
}

/* A page with what an area can hold: shared tags, paint, a glyph run, a picture's rectangle, a rule. */
static struct area *full_tree(struct arena *a, unsigned lines, const struct font *font)
{
    struct area_list kids = { 0 };
    struct area_tag *tag = arena_new0(a, struct area_tag);
    *tag = (struct area_tag){ .name = "line", .id = "i", .uri = "https://example.org", .lang = "vi" };
    for (unsigned k = 0; k < lines; k++) {
        char *text = arena_printf(a, "dòng %u", k);
        struct area_glyph *g = arena_new_array(a, struct area_glyph, 2);
        g[0] = (struct area_glyph){ .id = k + 1, .advance = PT(5) };
        g[1] = (struct area_glyph){ .id = k + 2, .cluster = 1, .advance = PT(6) };
        struct area_run *r = arena_new0(a, struct area_run);
        *r = (struct area_run){ .font = font, .color = 0xFF, .n = 2, .glyphs = g, .text = text, .len = (uint32_t)strlen(text) };
        if (k == 5) {
            static const struct area_shadow soft = { NULL, PT(1), PT(2), PT(3), 0x80 };
            static const struct area_shadow hard = { &soft, PT(4), PT(5), 0, 0xFF };
            r->shadows = &hard;
        }
        struct area *t = arena_new0(a, struct area);
        t->kind = AREA_TEXT;
        t->ipd = PT(11);
        t->bpd = PT(10);
        t->tag = tag;
        t->u.run = r;
        area_list_add(a, &kids, t, 0, (len_t)k * PT(10));
    }
    struct area *rule = arena_new0(a, struct area);
    rule->kind = AREA_RULE;
    rule->u.rule = (struct area_edge){ PT(1), 0x0000FFFF, AREA_DOTTED };
    area_list_add(a, &kids, rule, PT(1), PT(2));
    struct area *root = area_box_new(a, tag, PT(100), PT(100), &kids);
    struct area_paint *paint = arena_new0(a, struct area_paint);
    paint->background = 0x112233FF;
    root->paint = paint;
    static const struct area_at at = { .place = AREA_ON_PAGE, .i = PT(7), .layered = true, .z = -3 };
    static const struct area_clip clip = { PT(1), PT(2), PT(3), PT(4) };
    root->u.at = &at;
    root->clip = &clip;
    return root;
}

static void assert_same_tree(const struct area *got, const struct area *want)
{
    g_assert_cmpint(got->kind, ==, want->kind);
    g_assert_cmpint(got->ipd, ==, want->ipd);
    g_assert_cmpuint(got->n, ==, want->n);
    g_assert_true(!got->tag == !want->tag && !got->paint == !want->paint);
    if (want->tag) {
        g_assert_cmpstr(got->tag->name, ==, want->tag->name);
        g_assert_cmpstr(got->tag->uri, ==, want->tag->uri);
        g_assert_null(got->tag->dest);
    }
    if (want->paint)
        g_assert_cmpuint(got->paint->background, ==, want->paint->background);
    if (want->kind == AREA_TEXT) {
        g_assert_true(got->u.run->font == want->u.run->font);
        g_assert_cmpstr(got->u.run->text, ==, want->u.run->text);
        g_assert_cmpuint(got->u.run->n, ==, want->u.run->n);
        g_assert_true(memcmp(got->u.run->glyphs, want->u.run->glyphs, want->u.run->n * sizeof *want->u.run->glyphs) == 0);
    }
    for (const struct area_shadow *x = want->kind == AREA_TEXT ? want->u.run->shadows : NULL,
                                  *y = want->kind == AREA_TEXT ? got->u.run->shadows : NULL; x; x = x->next, y = y->next)
        g_assert_true(y && y != x && y->x == x->x && y->blur == x->blur && !y->next == !x->next);
    g_assert_true(!got->clip == !want->clip);
    if (want->clip)
        g_assert_cmpint(got->clip->left, ==, want->clip->left);
    if (want->kind == AREA_BOX && want->u.at)
        g_assert_true(got->u.at != want->u.at && got->u.at->z == want->u.at->z && got->u.at->i == want->u.at->i);
    if (want->kind == AREA_RULE)
        g_assert_cmpuint(got->u.rule.style, ==, want->u.rule.style);
    for (uint32_t k = 0; k < want->n; k++) {
        g_assert_cmpint(got->kids[k].b, ==, want->kids[k].b);
        assert_same_tree(got->kids[k].area, want->kids[k].area);
    }
}

/* What is put by comes back, from memory or from the file; what was shared still is. */
static void test_spool(void)
{
    struct arena *a = arena_new(), *b = arena_new();
    struct area_spool *s = area_spool_new();
    const struct font *font = (const struct font *)(const void *)"a font";
    enum { TREES = 40 };
    struct area *tree[TREES];
    struct area_spooled where[TREES];
    bool failed = true;
    for (unsigned k = 0; k < TREES; k++) {             /* about 30 MB: more than stays in memory */
        tree[k] = full_tree(a, 3000 + k, font);
        where[k] = area_spool_put(s, tree[k]);
    }
    for (unsigned k = 0; k < TREES; k += 13) {
        const struct area *got = area_spool_get(s, where[k], b, &failed);
        g_assert_false(failed);
        assert_same_tree(got, tree[k]);
        g_assert_true(got->tag == got->kids[7].area->tag);
        arena_reset(b);
    }
    struct area_spooled none = area_spool_put(s, NULL);
    g_assert_null(area_spool_get(s, none, b, &failed));
    g_assert_false(failed);
    area_spool_reset(s);
    where[0] = area_spool_put(s, tree[1]);
    assert_same_tree(area_spool_get(s, where[0], b, &failed), tree[1]);
    area_spool_drop(s);
    arena_drop(a);
    arena_drop(b);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/area/writing-modes", test_writing_modes);
    g_test_add_func("/area/rotation", test_rotation);
    g_test_add_func("/area/turned-in-rl", test_turned_in_rl);
    g_test_add_func("/area/deep", test_deep);
    g_test_add_func("/area/list", test_list);
    g_test_add_func("/area/dump", test_dump);
    g_test_add_func("/area/spool", test_spool);
    return g_test_run();
}
