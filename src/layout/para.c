/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs: lines of inline content, one under another. The text is shaped
 * and broken once for a width; pages take as many lines as they have room for.
 *
 * Input: the inline children of a block. Output: lines, and the breaks between
 * them with what they cost. A token is an offset in the paragraph's text.
 */
#include "layout/para.h"

#include "layout/flow.h"
#include "layout/note.h"
#include "layout/side.h"

#include <string.h>

/* --- the cache --- */

#define GENERATION_BYTES ((size_t)4 * 1024 * 1024)

/*
 * Two generations: when the young one has grown large, the old one is freed and
 * the young one becomes old, so that a long page-sequence does not keep all of its text shaped.
 */
struct para_cache {
    struct arena *arena[2];             /* young, old */
    GHashTable *table[2];               /* first node -> struct para */
    unsigned busy;                      /* paragraphs being laid out, one in another */
};

static void forget(struct para_cache *c, unsigned k)
{
    g_hash_table_remove_all(c->table[k]);
    arena_reset(c->arena[k]);
}

struct para_cache *para_cache_new(void)
{
    struct para_cache *c = g_new0(struct para_cache, 1);
    for (unsigned k = 0; k < 2; k++) {
        c->arena[k] = arena_new();
        c->table[k] = g_hash_table_new(NULL, NULL);
    }
    return c;
}

void para_cache_reset(struct para_cache *c)
{
    forget(c, 0);
    forget(c, 1);
}

void para_cache_drop(struct para_cache *c)
{
    if (!c)
        return;
    for (unsigned k = 0; k < 2; k++) {
        g_hash_table_destroy(c->table[k]);
        arena_drop(c->arena[k]);
    }
    g_free(c);
}

static void turn_over(struct para_cache *c)
{
    if (c->busy > 0 || arena_size(c->arena[0]) < GENERATION_BYTES)
        return;
    forget(c, 1);
    struct arena *a = c->arena[0];
    GHashTable *t = c->table[0];
    c->arena[0] = c->arena[1];
    c->table[0] = c->table[1];
    c->arena[1] = a;
    c->table[1] = t;
}

/* --- the paragraph of a run of nodes --- */

static bool is_current(struct lay_cx *cx, const struct para *p, len_t width)
{
    if (p->reads_page || (p->width != width && !p->any_width))
        return false;
    if (!p->cited)
        return true;
    char *now = para_citations(cx, p->first, p->end);
    bool same = g_strcmp0(now, p->cited) == 0;
    g_free(now);
    return same;
}

struct request {
    const struct fo_node *block, *first, *end;
    bool first_in_block, last_in_block;
};

/* Words alone are the same in any width; of objects only texts are. */
static bool is_any_width(const struct para *p)
{
    for (unsigned i = 0; i < p->n_obj; i++)
        if (p->obj[i].kind != OBJ_TEXT)
            return false;
    for (unsigned i = 1; i < p->n_box; i++) {
        const struct fo_style *s = p->box[i].node->style;
        bool pct = s->space_start.opt.pct != 0 || s->space_end.opt.pct != 0;
        for (int side = 0; side < 4; side++)
            pct |= s->padding[side].len.pct != 0;
        if (pct)
            return false;
    }
    return true;
}

static bool is_blank(const struct fo_node *n)
{
    uint32_t i = 0;
    while (n->type == FO_TEXT && i < n->len && g_ascii_isspace(n->text[i]))
        i++;
    return n->type == FO_TEXT && i == n->len;
}

/* The fo:initial-property-set of a block; NULL: it has none. */
static const struct fo_node *initial_set(const struct fo_node *block)
{
    const struct fo_node *n = block->first;
    while (n && n->type != FO_INITIAL_PROPERTY_SET && (n->level == FO_LEVEL_NONE || is_blank(n)))
        n = n->next;
    return n && n->type == FO_INITIAL_PROPERTY_SET ? n : NULL;
}

/* The paragraph in the style of its first line. */
static struct para *initial_new(struct lay_cx *cx, const struct para *p, const struct fo_node *set, const struct lay_in *in)
{
    struct para *q = arena_memdup(p->a, p, sizeof *p);
    q->set = set;
    q->lines = NULL;
    para_collect(cx, q, in, p->width);
    para_build(cx, q);
    return q;
}

static struct para *para_new(struct lay_cx *cx, const struct request *q, const struct lay_in *in, len_t width)
{
    struct para_cache *c = cx->paras;
    struct para *p = arena_new0(c->arena[0], struct para);
    p->a = c->arena[0];
    p->block = q->block;
    p->first = q->first;
    p->end = q->end;
    p->first_in_block = q->first_in_block;
    p->last_in_block = q->last_in_block;
    p->width = width;
    p->rtl = lay_wm(q->block) == AREA_RL_TB;
    p->down = lay_wm(q->block) == AREA_TB_RL;
    char *cited = para_citations(cx, q->first, q->end);
    p->cited = arena_strdup(p->a, cited);
    g_free(cited);
    para_collect(cx, p, in, width);
    p->any_width = is_any_width(p);
    if (p->placed || p->anchors)
        para_build(cx, p);
    const struct fo_node *set = p->placed && q->first_in_block ? initial_set(q->block) : NULL;
    if (set)
        p->initial = initial_new(cx, p, set, in);
    return p;
}

/* One that is measured (width < 0) and one that is set do not drive each other out: the key is a place in the node. */
static gpointer cache_key(const struct request *q, len_t width)
{
    return (char *)q->first + (width < 0);
}

static struct para *para_get(struct lay_cx *cx, const struct request *q, const struct lay_in *in, len_t width)
{
    struct para_cache *c = cx->paras;
    for (unsigned k = 0; k < 2; k++) {
        struct para *p = g_hash_table_lookup(c->table[k], cache_key(q, width));
        if (p && p->end == q->end && is_current(cx, p, width))      /* a retrieved block ends it on one page only */
            return p;
    }
    struct para *p = para_new(cx, q, in, width);
    g_hash_table_insert(c->table[0], cache_key(q, width), p);
    return p;
}

/* --- laying out --- */

struct piece {
    struct lay_cx *cx;
    struct para *p;
    const struct para_lines *lines;
    const struct lay_excl **excl;       /* the side floats before each line and at the end; NULL: in->excl throughout */
    const struct lay_in *in;
    len_t width;
    unsigned from, to;                  /* lines of this piece */
    unsigned stop;                      /* with `stopping`: the line to stop before */
    int64_t orphans, widows;            /* as many as an empty column holds, at the most */
};

static const struct lay_token *token_at(const struct piece *x, unsigned line)
{
    struct lay_token *t = arena_new0(x->cx->seq, struct lay_token);
    t->child = x->p->first;
    t->offset = x->lines->v[line].off;
    return t;
}

/* With the room above a line that has to stand below a float. */
static len_t line_height(const struct para_line *l)
{
    return len_add(l->skip, len_max(0, len_add(l->above, l->below)));
}

static const struct lay_excl *floats_before(const struct piece *x, unsigned k)
{
    return x->excl ? x->excl[k] : x->in->excl;
}

/* Lines that a break before line k leaves too few, before or after it, XSL 1.1 §7.20.6-7. */
static uint32_t missing_lines(const struct piece *x, unsigned k)
{
    bool begins = x->from == 0 && x->lines->off == 0;
    int64_t before = k - x->from, after = x->lines->n - k, miss = 0;
    if (begins && before < x->orphans)
        miss += x->orphans - before;
    if (after < x->widows)
        miss += x->widows - after;
    return (uint32_t)miss;
}

/* More than an empty column holds cannot stay together: so many are asked for, at the most. */
static void limit_lines(struct piece *x)
{
    const struct fo_style *s = x->p->block->style;
    len_t above = 0, below = 0, room = x->in->fresh_room;
    for (x->orphans = 0; x->orphans < s->orphans && x->orphans < x->lines->n - x->from; x->orphans++) {
        above = len_add(above, line_height(&x->lines->v[x->from + x->orphans]));
        if (above > room)
            break;
    }
    for (x->widows = 0; x->widows < s->widows && x->widows < x->lines->n - x->from; x->widows++) {
        below = len_add(below, line_height(&x->lines->v[x->lines->n - 1 - x->widows]));
        if (below > room)
            break;
    }
}

static void add_candidate(const struct piece *x, struct lay_out *out, unsigned k, len_t height, len_t notes,
                          bool fits)
{
    struct brk b = { .height = height, .notes = notes, .cost = brk_cost_keep(brk_free, x->in->keep), .token = token_at(x, k),
                     .excl = floats_before(x, k) };
    b.cost.overflow = fits ? 0 : 1;
    b.cost.lines = missing_lines(x, k);
    len_t used = len_add(len_add(out->before, height), note_charge(&x->in->ins, notes));
    b.cost.demerits = brk_demerits(x->in, used, out->give);
    int32_t parted = x->p->block->style->hyphenation_keep;     /* §7.16.1: both parts of a word in one column or page */
    if (x->lines->v[k - 1].hyphen && (parted == KW_COLUMN || (parted == KW_PAGE && x->in->page_break)))
        b.cost.always = 1;
    brk_list_add(x->cx->seq, &out->cand, b);
}

/* What the notes of the lines before line k and of line k ask for. */
static struct lay_notes line_notes(const struct piece *x, struct lay_notes before, unsigned k, unsigned *note)
{
    struct lay_notes n = { before.all, before.all };
    unsigned end = para_notes(x->p, x->lines, k, note);
    for (; *note < end; ++*note)
        n = note_join(n, note_size(x->cx, x->p->note[*note].node, x->in->ins.ipd));
    return n;
}

/* Is there room for lines down to `height`, their notes and the floats before line k? */
static bool has_room(const struct piece *x, const struct lay_out *out, len_t height, len_t notes, unsigned k)
{
    len_t need = excl_need(floats_before(x, k), x->in, len_add(out->before, height));
    need = len_add(need, -out->give.less);
    return len_add(need, note_charge(&x->in->ins, notes)) <= x->in->room;
}

/* Decides how many lines the piece has; without `stopping`, what does not fit ends it once there is a candidate. */
static void choose_lines(struct piece *x, struct lay_out *out)
{
    len_t height = 0;
    unsigned note = 0;
    x->to = x->lines->n;
    if (x->in->stopping) {
        x->to = x->stop;
        for (unsigned k = x->from; k < x->to && note < x->p->n_note; k++)
            out->notes = line_notes(x, out->notes, k, &note);
        return;
    }
    limit_lines(x);
    for (unsigned k = x->from; k < x->lines->n; k++) {
        bool fits = has_room(x, out, height, out->notes.least, k);
        if (k > x->from && (fits || (!x->in->have_cand && out->cand.n == 0)))
            add_candidate(x, out, k, height, out->notes.least, fits);
        len_t next = len_add(height, line_height(&x->lines->v[k]));
        struct lay_notes notes = line_notes(x, out->notes, k, &note);
        if (!has_room(x, out, next, notes.least, k + 1) && (x->in->have_cand || out->cand.n > 0)) {
            x->to = k;
            out->overflow = true;
            return;
        }
        height = next;
        out->notes = notes;
    }
}

static const struct area_tag *line_tag(struct lay_cx *cx, const struct fo_node *block)
{
    struct area_tag *t = arena_new0(cx->page, struct area_tag);
    t->name = "line";
    t->lang = para_language(block->style);
    t->pos = block->pos;
    return t;
}

/* The anchors of the notes in line k. */
static void set_anchors(const struct piece *x, unsigned k, unsigned *note, len_t b, struct area_list *kids)
{
    unsigned end = para_notes(x->p, x->lines, k, note);
    for (; *note < end; ++*note)
        area_list_add(x->cx->page, kids, note_anchor(x->cx, x->p->note[*note].node), 0, b);
}

static void set_lines(const struct piece *x, struct lay_out *out)
{
    struct area_list kids = { 0 };
    unsigned note = 0;
    const struct area_tag *tag = line_tag(x->cx, x->p->block);
    len_t b = 0;
    for (unsigned k = x->from; k < x->to; k++) {
        const struct para_line *l = &x->lines->v[k];
        const struct para *p = l->initial ? x->p->initial : x->p;
        const struct area *a = line_area(x->cx, p, l, l->width, len_add(out->i, l->i), x->in, tag);
        area_list_add(x->cx->page, &kids, a, l->i, len_add(b, l->skip));
        if (k == x->from)
            out->baseline = len_add(l->skip, a->baseline);
        b = len_add(b, line_height(l));
        set_anchors(x, k, &note, b, &kids);
    }
    struct area *box = area_box_new(x->cx->page, NULL, x->width, b, &kids);
    box->wm = para_wm(x->p);
    out->area = box;
}

/* The line that begins at `off`, or the first one behind it. */
static unsigned line_at(const struct para_lines *l, uint32_t off)
{
    unsigned lo = 0, hi = l->n;
    while (lo < hi) {
        unsigned mid = lo + (hi - lo) / 2;
        if (l->v[mid].off < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The lines from the token on: those of the whole paragraph where one of them begins there, else broken anew. */
static void find_lines(struct piece *x, const struct lay_token *token, struct lay_out *out)
{
    uint32_t off = token ? token->offset : 0;
    len_t top = len_add(x->in->b, out->before);
    bool beside = x->p->n_side > 0 || (x->in->excl && x->in->excl->lowest > top);
    if (beside) {
        struct para_flow f = { 0 };
        para_flow(x->cx, x->p, x->in, out->i, x->width, top, off, &f);
        x->lines = f.lines;
        x->excl = f.excl;
        x->from = 0;
        out->reads_page |= f.reads_page;
    } else {
        x->lines = para_break(x->p, x->width, 0);
        x->from = line_at(x->lines, off);
    }
    if (!beside && off > 0 && (x->from == x->lines->n || x->lines->v[x->from].off != off)) {
        x->lines = para_break(x->p, x->width, off);
        x->from = 0;
    }
    x->stop = x->in->stopping && x->in->stop ? line_at(x->lines, x->in->stop->offset) : x->lines->n;
    x->stop = MAX(x->stop, x->from);
}

static void lay_lines(struct piece *x, const struct lay_token *token, struct lay_out *out)
{
    out->before = lay_gap_open(&x->in->lead, x->in, &out->give);
    find_lines(x, token, out);
    choose_lines(x, out);
    out->excl = floats_before(x, x->to);
    if (x->to < x->lines->n)
        out->next = token_at(x, x->to);
    if (x->to == x->from) {             /* not one line fits: nothing was placed */
        out->trail = x->in->lead;
        out->before = 0;
        out->give = (struct lay_give){ 0 };
        return;
    }
    set_lines(x, out);
}

/* Nothing but ids: a line without height, which spaces pass. */
static void lay_anchors(struct piece *x, struct lay_out *out)
{
    out->trail = x->in->lead;
    if (!x->p->anchors)
        return;
    if (x->p->n_side > 0) {
        out->excl = para_side_anchors(x->cx, x->p, x->in, len_add(x->in->b, lay_gap_before(&x->in->lead)),
                                      &out->reads_page);
        if (out->excl->need > len_add(x->in->b, x->in->room) && x->in->have_cand && !x->in->stopping) {
            out->excl = x->in->excl;    /* a break before the floats */
            out->overflow = true;
            out->next = lay_token_new(x->cx, x->p->first, NULL);
            return;
        }
    }
    x->lines = para_break(x->p, x->width, 0);
    struct para_line none = x->lines->v[0];
    none.above = none.below = 0;
    struct area_list kids = { 0 };
    area_list_add(x->cx->page, &kids, line_area(x->cx, x->p, &none, x->width, out->i, x->in,
                                                line_tag(x->cx, x->p->block)), 0, 0);
    unsigned note = 0;
    out->notes = line_notes(x, out->notes, 0, &note);
    note = 0;
    set_anchors(x, 0, &note, 0, &kids);
    out->area = area_box_new(x->cx->page, NULL, x->width, 0, &kids);
    out->empty = true;
}

void lay_para(struct lay_cx *cx, const struct fo_node *block, const struct fo_node *first, const struct fo_node *end,
              bool first_in_block, bool last_in_block, const struct lay_in *in, const struct lay_token *token,
              struct lay_out *out)
{
    const struct request q = { block, first, end, first_in_block, last_in_block };
    memset(out, 0, sizeof *out);
    out->baseline = -1;
    out->keep_next = out->keep_prev = FO_KEEP_AUTO;
    out->excl = in->excl;
    turn_over(cx->paras);
    cx->paras->busy++;
    struct lay_box box;
    lay_box_resolve(block, in, &box);
    struct piece x = { .cx = cx, .in = in, .width = box.content_ipd };
    x.p = para_get(cx, &q, in, x.width);
    out->i = len_add(box.i, box.content_i);
    int32_t align = block->style->text_align, last = block->style->text_align_last;
    out->reads_page = x.p->reads_page || align == KW_INSIDE || align == KW_OUTSIDE || last == KW_INSIDE ||
                      last == KW_OUTSIDE;
    if (x.p->placed)
        lay_lines(&x, token, out);
    else
        lay_anchors(&x, out);
    cx->paras->busy--;
}

void lay_para_measure(struct lay_cx *cx, const struct fo_node *block, const struct fo_node *first,
                      const struct fo_node *end, bool first_in_block, len_t *min, len_t *max)
{
    const struct request q = { block, first, end, first_in_block, true };
    const struct lay_in in = { .room = LEN_MAX, .fresh_room = LEN_MAX, .pct_ipd = -1, .pct_bpd = -1, .keep = FO_KEEP_AUTO,
                               .wm = (uint8_t)lay_wm(block), .ins = { .ipd = LEN_MAX } };
    turn_over(cx->paras);
    cx->paras->busy++;
    const struct para *p = para_get(cx, &q, &in, -1);
    *min = *max = 0;
    if (p->placed)
        para_extent(p, min, max);
    for (unsigned k = 0; k < p->n_side; k++) {  /* beside the longest line */
        len_t least, most;
        lay_measure(cx, p->side[k].node, &least, &most);
        *min = len_max(*min, least);
        *max = len_add(*max, most);
    }
    cx->paras->busy--;
}
