/* SPDX-License-Identifier: MIT */
/*
 * The region-body (XSL 1.1 §6.4.14). The flow falls into stretches at the
 * children of fo:flow where `span` changes: each is a span-reference-area, of
 * one column or of column-count. Columns that end before a span are balanced:
 * made as low as they may be. Above them all stands the
 * before-float-reference-area, below them the footnote-reference-area.
 */
#include "layout/body.h"

#include "layout/column.h"
#include "layout/flow.h"
#include "layout/note.h"
#include "layout/page.h"
#include "layout/region.h"

#include <string.h>

/* More columns than that are made of one height, not as even as they may be. */
#define MAX_EVEN 8

struct body {
    struct lay_cx *cx;
    const struct fo_node *flow;
    const struct region *region;
    struct region_frame frame;
    struct lay_page *page;
    unsigned count;
    len_t gap, width;           /* between columns, of a column */
    struct area_list kids;
    const struct lay_token *at;
    len_t used;                 /* height of the stretches above */
    struct lay_ins ins;         /* footnotes that wait, and those of the stretches above */
    bool waiting;               /* there are some that wait, or floats above */
    bool rigid;                 /* spaces keep their optimum */
    unsigned low;               /* so many of the columns have been made as low as they may be … */
    len_t lows[MAX_EVEN];       /* … of these heights */
    bool torn;                  /* a keep=always is broken below nothing else */
    struct before_set before;   /* floats before the page */
};

/* The room below the floats before the page. */
static len_t body_room(const struct body *b)
{
    return len_add(b->frame.bpd, -b->before.bpd);
}

/* Columns of one height, side by side. */
struct stretch {
    struct area_list kids;      /* b from the top of the stretch */
    const struct lay_token *next;
    len_t height;               /* of the highest column */
    len_t rest;                 /* of the highest of those that may yet be lower */
    len_t notes;                /* of the footnotes anchored in it */
    struct brk_cost cost;       /* the worst break between them, and behind the last */
    bool overflow;
    bool torn;                  /* the first column breaks a keep=always */
    bool squeezed;              /* spaces are narrower than they ask for */
};

static void lay_columns(struct body *b, unsigned count, len_t room, struct stretch *s)
{
    len_t width = count == 1 ? b->frame.ipd : b->width;
    memset(s, 0, sizeof *s);
    s->cost = brk_free;
    s->next = b->at;
    for (unsigned c = 0; c < count; c++) {
        struct lay_in in;
        struct column_out o;
        region_input(b->region, &b->frame, b->page, &in);
        in.ref_ipd = in.pct_ipd = width;
        b->page->start = in.page_i;
        in.page_i = len_add(in.page_i, (len_t)c * (width + b->gap));
        in.room = c < b->low ? b->lows[c] : room;
        in.page_break = c == count - 1 && !b->page->more_regions;
        in.have_cand = b->page->begun || b->waiting || b->page->region > 0 || b->page->more_regions;
        in.have_cand |= b->ins.strict && s->height > 0;     /* there is more room for its notes on the next page */
        in.ins = b->ins;
        in.ins.height = len_add(in.ins.height, s->notes);
        in.spans = b->count > 1;
        in.fills = !b->rigid;
        in.elastic = b->rigid ? LAY_RIGID : LAY_ELASTIC;
        b->page->column = c;
        column_lay(b->cx, b->flow, &in, s->next, &o);
        if (o.area && b->count > 1) {
            struct area_list one = { 0 };
            area_list_add(b->cx->page, &one, o.area, o.i, o.before);
            struct area *column = area_box_new(b->cx->page, NULL, width, len_max(o.height, 0), &one);
            column->wm = in.wm;
            column->reference = 1;
            area_list_add(b->cx->page, &s->kids, column, (len_t)c * (width + b->gap), 0);
        } else if (o.area) {
            area_list_add(b->cx->page, &s->kids, o.area, o.i, o.before);
        }
        s->height = len_max(s->height, o.height);
        if (b->count > 1)
            s->notes = len_add(s->notes, notes_height(b->cx, o.area, b->ins.ipd));
        s->rest = len_max(s->rest, c < b->low ? 0 : o.height);
        s->overflow |= o.height > in.room;
        s->squeezed |= o.squeezed;
        if (brk_cost_compare(&o.cost, &s->cost) > 0)
            s->cost = o.cost;
        s->torn |= c == 0 && o.cost.always;
        s->next = o.next;
        if (!s->next || s->next->forced > BRK_COLUMN)
            break;
    }
}

/*
 * The stretch ends on this page although there may be room, because the span changes. Columns that end with the flow are
 * filled one after the other: who wants them of one height puts a block with span="all" behind them, be it empty (§7.21.4).
 */
static bool ends(const struct stretch *s)
{
    return s->next && s->next->forced == BRK_SPAN;
}

/* Would it end here without narrowed spaces too? Then it is left like that: columns are made lower, not tighter. */
static bool ends_rigid(struct body *b, unsigned count, len_t room, struct stretch *s)
{
    if (count == 1 || !ends(s))
        return false;
    if (!s->squeezed)
        return true;
    struct stretch rigid;
    b->rigid = true;
    lay_columns(b, count, room, &rigid);
    bool as_well = lay_token_equal(rigid.next, s->next);
    b->rigid = as_well;
    if (as_well)
        *s = rigid;
    else
        lay_columns(b, count, room, s);
    return as_well;
}

/* The least height in which all of it fits without a worse break, from the column `low` on: by halving, to a fiftieth of a point. */
static len_t least_height(struct body *b, len_t room, len_t aside, len_t high, const struct stretch *s)
{
    struct stretch t;
    for (len_t low = 0; high - low > LEN_PT / 50;) {
        len_t mid = low + (high - low) / 2;
        b->ins.aside = len_add(aside, len_max(room - (b->low ? b->lows[0] : mid), 0));
        lay_columns(b, b->count, mid, &t);
        bool fits = lay_token_equal(t.next, s->next) && !t.overflow;
        if (fits && brk_cost_compare(&t.cost, &s->cost) <= 0)
            high = len_min(mid, t.rest);
        else
            low = mid;
    }
    return high;
}

/*
 * All columns as low as they may be, then those behind the first, and so on: 13 lines in three columns are 5, 4 and 4. Notes
 * take from what is left of `room` first. What is said of the columns that are tried is not meant.
 */
static void balance(struct body *b, len_t room, struct stretch *s)
{
    struct diag *diag = b->cx->diag;
    len_t high = s->height, aside = b->ins.aside;
    b->cx->diag = diag_new();
    b->rigid = true;
    high = least_height(b, room, aside, high, s);
    b->ins.aside = len_add(aside, len_max(room - high, 0));
    len_t rest = high;
    while (b->count <= MAX_EVEN && b->low + 2 < b->count) {
        b->lows[b->low++] = rest;
        rest = least_height(b, room, aside, rest, s);
    }
    diag_drop(b->cx->diag);
    b->cx->diag = diag;
    lay_columns(b, b->count, rest, s);
    b->low = 0;
    b->ins.aside = aside;
}

static bool spans_all(const struct body *b)
{
    const struct fo_node *n = b->at ? b->at->child : b->flow->first;
    while (n && n->level == FO_LEVEL_NONE)
        n = n->next;
    return n && flow_spans(n);
}

/* One stretch, below what stands on the page. False: the page is full, or the flow is done. */
static bool lay_stretch(struct body *b)
{
    unsigned count = spans_all(b) ? 1 : b->count;
    len_t room = len_add(body_room(b) - b->ins.aside - b->used, LEN_SLACK);
    struct stretch s;
    b->rigid = false;
    lay_columns(b, count, room, &s);
    if (ends_rigid(b, count, room, &s) && s.height > 0)
        balance(b, room, &s);
    for (uint32_t k = 0; k < s.kids.n; k++)
        area_list_add(b->cx->page, &b->kids, s.kids.kids[k].area, s.kids.kids[k].i,
                      len_add(s.kids.kids[k].b, b->used));
    b->torn |= s.torn && b->used == 0;
    b->used = len_add(b->used, s.height);
    b->page->begun |= s.height > 0;
    b->ins.height = len_add(b->ins.height, s.notes);
    bool stuck = s.next == b->at;
    b->at = s.next;
    return s.next && s.next->forced == BRK_SPAN && !stuck;
}

static const struct fo_node *next_placed(const struct fo_node *n)
{
    do
        n = n->next;
    while (n && n->level == FO_LEVEL_NONE);
    return n;
}

/* Do keeps hold all of the stretch that begins at `from` together, and with `to`, which begins another? */
static bool is_kept(const struct lay_token *from, const struct lay_token *to)
{
    if (!from || !to || from->sub || to->sub)
        return false;
    const struct fo_node *n = from->child;
    while (n && n != to->child) {
        const struct fo_node *next = next_placed(n);
        if (!next || keep_max(flow_keep_next(n, true), flow_keep_previous(next, true)) == FO_KEEP_AUTO)
            return false;
        n = next;
    }
    return n != NULL;
}

/* Stretches until the page is full; one that is kept with what has no room below it goes with that to the next page. */
static void lay_stretches(struct body *b, const struct lay_token *token, const struct lay_ins *ins)
{
    b->at = token;
    b->used = 0;
    b->ins = *ins;
    b->page->begun = false;
    b->torn = false;
    memset(&b->kids, 0, sizeof b->kids);
    for (struct body above = *b;;) {
        const struct body here = *b;
        bool more = lay_stretch(b);
        if (b->at == here.at && above.used > 0 && is_kept(above.at, b->at)) {
            *b = above;
            return;
        }
        if (!more)
            return;
        above = here;
    }
}

static void lay_above(struct body *b, const struct lay_token *token, struct lay_ins *ins, len_t aside)
{
    if (aside == ins->aside)
        return;
    ins->aside = aside;
    lay_stretches(b, token, ins);
}

/*
 * Notes from pages before would fill the page: the text goes on above them, by the least piece that may stand there. Not by
 * more than a quarter of the page, and only where notes go on below it.
 */
static void lay_above_notes(struct body *b, const struct lay_token *token, const struct lay_ins *ins)
{
    const struct body full = *b;
    len_t line = len_max(LEN_PT, b->flow->style->font_size), room = body_room(b);
    for (len_t text = line; text <= room / 4 && b->used == 0; text = len_add(text, line)) {
        struct lay_ins less = *ins;
        less.height = len_max(0, room - text - ins->separator);
        lay_stretches(b, token, &less);
    }
    if (b->used > 0 && notes_fit(b->cx, b->frame.ipd, room - b->used, b->page))
        return;
    *b = full;
    b->page->begun = false;
}

/*
 * The flow's part. The notes of a column take from those beside it too, which are set already: then all of them are
 * set again, with that much room set aside at the bottom, half of the page at the most. If anchors went to the next page
 * for that, with as much as the last note may be cut to; and once more with less, if notes still did.
 */
static void lay_flow(struct body *b, const struct lay_token *token)
{
    struct lay_ins ins;
    notes_begin_page(b->cx, b->frame.ipd, body_room(b), &ins);
    b->waiting = ins.height > 0 || b->before.area;
    lay_stretches(b, token, &ins);
    if (b->used == 0 && b->at && ins.height > 0)
        lay_above_notes(b, token, &ins);
    if (b->count == 1 || b->ins.height == 0)
        return;
    len_t aside = note_charge(&b->ins, 0), wanted = b->ins.height;
    if (len_add(b->used, aside) <= body_room(b) + LEN_SLACK)
        return;
    len_t least = aside - notes_spare(b->cx, &b->kids, b->frame.ipd);
    ins.strict = true;
    lay_above(b, token, &ins, len_min(aside, len_max(note_charge(&ins, 0), body_room(b) / 2)));
    if (b->ins.height < wanted && least < ins.aside)
        lay_above(b, token, &ins, least);
    lay_above(b, token, &ins, len_min(ins.aside, note_height(&b->ins)));
}

/* With `n` of the floats anchored on the page above it; how many of their anchors are still there. */
static unsigned try_floats(struct body *b, const struct lay_token *token, struct before_mark mark, unsigned n)
{
    struct before_table *t = notes_before(b->cx->notes);
    before_lay(b->cx, b->frame.ipd, b->frame.bpd, mark.end + n, mark.end, b->page, &b->before);
    unsigned set = b->before.end > mark.end ? b->before.end - mark.end : 0;
    lay_flow(b, token);
    before_reset(t, mark);
    unsigned found = before_take(t, &b->kids);
    return found < set ? found : n;
}

/*
 * The flow below floats: those that wait, then as many of those anchored on the page as leave their anchors on it. It is set
 * without them first, to find them.
 */
static void lay_below_floats(struct body *b, const struct lay_token *token)
{
    struct before_table *t = notes_before(b->cx->notes);
    struct before_mark mark = before_mark(t);
    before_lay(b->cx, b->frame.ipd, b->frame.bpd, mark.end, mark.end, b->page, &b->before);
    bool room = b->before.end == mark.end;
    if (token == lay_token_done) {
        notes_begin_page(b->cx, b->frame.ipd, body_room(b), &b->ins);
        b->waiting = true;
    } else {
        lay_flow(b, token);
        unsigned n = before_take(t, &b->kids);
        while (n > 0 && room) {
            unsigned left = try_floats(b, token, mark, n);
            if (left == n)
                break;
            n = left;
            if (n == 0)
                try_floats(b, token, mark, 0);
        }
    }
    before_commit(t, &b->before);
}

/* The kids of the reference area: floats, the flow's areas, aligned in what floats and notes leave, and the notes. */
static void add_notes(struct body *b)
{
    struct area_list flow = b->kids;
    bool must = b->used == 0 && b->waiting && !b->before.area;
    notes_take(b->cx, &flow);
    len_t room = len_add(body_room(b) - b->used, LEN_SLACK);
    const struct area *notes = notes_lay(b->cx, b->frame.ipd, room, must, b->page);
    len_t height = notes ? notes->bpd : 0, shift = 0;
    if (b->count == 1)
        shift = region_align(b->region->node, body_room(b) - b->used - height);
    shift = len_add(shift, b->before.bpd);
    if (b->frame.rotate % 180 == 0 && lay_wm(b->region->node) != AREA_TB_RL)
        b->page->spare = len_min(b->page->spare, body_room(b) - b->used - height);
    memset(&b->kids, 0, sizeof b->kids);
    if (b->before.area)
        area_list_add(b->cx->page, &b->kids, b->before.area, 0, 0);
    for (uint32_t k = 0; k < flow.n; k++)
        area_list_add(b->cx->page, &b->kids, flow.kids[k].area, flow.kids[k].i, len_add(flow.kids[k].b, shift));
    if (notes)
        area_list_add(b->cx->page, &b->kids, notes, 0, b->frame.bpd - height);
}

const struct area *body_lay(struct lay_cx *cx, const struct fo_node *flow, const struct region *region,
                            struct lay_page *page, const struct lay_token *token, const struct lay_token **next)
{
    struct body b = { .cx = cx, .flow = flow, .region = region, .page = page };
    region_frame(region, &b.frame);
    const struct fo_style *style = region->node->style;
    b.count = (unsigned)CLAMP(style->column_count, 1, 100);
    b.gap = fo_len_of(style->column_gap, b.frame.ipd, 0);
    b.width = len_max(0, (b.frame.ipd - b.gap * (len_t)(b.count - 1)) / (len_t)b.count);
    lay_below_floats(&b, token);
    add_notes(&b);
    page->torn |= b.torn && page->region == 0;
    *next = b.at ? b.at : notes_waiting(cx->notes) ? lay_token_done : NULL;
    return region_areas(cx, region, &b.frame, flow, &b.kids);
}
