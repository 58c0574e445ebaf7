/* SPDX-License-Identifier: MIT */
/*
 * Pages. For each page of a page-sequence: the master, the body's columns, the
 * static content, then out with it. A page's areas die when it has been
 * handed on; between pages only a token is kept.
 */
#include "layout/page.h"

#include "layout/hold.h"
#include "layout/ids.h"
#include "layout/index.h"
#include "layout/marker.h"
#include "layout/master.h"
#include "layout/note.h"
#include "layout/number.h"
#include "layout/region.h"
#include "layout/stream.h"
#include "text/text.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

struct lay_doc {
    struct lay_cx *cx;
    bool (*emit)(void *user, const struct area_page *page);
    void *user;
    struct hold *hold;          /* pages that wait for an answer */
    unsigned page_index;
    int next_number;            /* of the next page, if its sequence says `auto` */
};

/* The page-sequence being set. */
struct sequence {
    struct lay_doc *doc;
    struct lay_cx *cx;
    const struct fo_node *masters, *node;
    struct master_state master;
    struct streams streams;
    const struct fo_style *behind;      /* of the next page-sequence; NULL: there is none */
    int from, number;                   /* of its first page, of the page to come */
    bool first;
    bool torn;                          /* the page before ended inside a keep=always that it could not hold */
    unsigned skipped;                   /* pages left empty, one after another */
    bool no_last;                       /* all is set, but not on the master of the last page */
};

struct lay_doc *lay_doc_new(struct lay_cx *cx, bool (*emit)(void *user, const struct area_page *page), void *user)
{
    struct lay_doc *d = g_new0(struct lay_doc, 1);
    d->cx = cx;
    d->emit = emit;
    d->user = user;
    d->hold = hold_new();
    cx->markers = markers_new();
    cx->paras = para_cache_new();
    cx->notes = notes_new();
    return d;
}

void lay_doc_drop(struct lay_doc *d)
{
    if (!d)
        return;
    hold_drop(d->hold);
    markers_drop(d->cx->markers);
    para_cache_drop(d->cx->paras);
    notes_drop(d->cx->notes);
    d->cx->markers = NULL;
    d->cx->paras = NULL;
    d->cx->notes = NULL;
    g_free(d);
}

void lay_doc_start(struct lay_doc *d)
{
    markers_begin_document(d->cx->markers);
    d->page_index = 0;
    d->next_number = 1;
    hold_clear(d->hold);
}

/* --- regions --- */

static const struct area *static_region(struct lay_cx *cx, const struct page *p, const struct region *r)
{
    const struct fo_node *content = hold_static(p->sequence, r->name);
    struct region_frame f;
    region_frame(r, &f);
    struct area_list kids = { 0 };
    if (content) {
        struct lay_in in;
        struct lay_out o;
        region_input(r, &f, &p->info, &in);
        in.room = in.fresh_room = LEN_MAX;
        in.stopping = true;
        lay_reference(cx, content, &in, NULL, &o);
        if (o.area) {
            len_t used = len_add(len_add(o.before, o.area->bpd), lay_gap_end(&o.trail));
            area_list_add(cx->page, &kids, o.area, o.i, len_add(o.before, region_align(r->node, f.bpd - used)));
        }
    } else if (!lay_paint(cx, r->node, true, true)) {
        return NULL;
    }
    const struct area *a = region_areas(cx, r, &f, content, &kids);
    if (cx->bars) {
        struct bars *bars = bars_new();
        a = bars_add(bars, cx, r, a, &p->info);
        bars_drop(bars);
    }
    return a;
}

/* --- a page --- */

/* What a footnote stands in goes on to its page, out of line. */
static void place_around(struct lay_cx *cx, const struct fo_node *body, const struct lay_page *info)
{
    for (const struct fo_node *n = body->parent; n && n->type != FO_FLOW; n = n->parent) {
        const char *id = fo_node_string(n, "id");
        if (id)
            ids_place(cx->ids, id, info->folio, n->pos, IDS_OUT_OF_LINE);
    }
}

static void place_ids(struct lay_cx *cx, const struct area *a, const struct lay_page *info, unsigned flags)
{
    const struct area_tag *t = a->tag;
    const struct fo_node *n = t ? t->source : NULL;
    unsigned late = n && (n->type == FO_PAGE_SEQUENCE_WRAPPER || n->type == FO_ROOT) ? IDS_ENDS_LATE : 0;
    if (t && t->id && !ids_place(cx->ids, t->id, info->folio, t->pos, flags | late))
        diag_emit(cx->diag, DIAG_LAY_ID_TWICE, src_pos_attr(t->pos, "id", true), t->id);
    if (t && t->dest)
        ids_refer(cx->ids, t->dest, t->pos);
    if (n && n->type == FO_FOOTNOTE_BODY)
        place_around(cx, n, info);
    for (uint32_t k = 0; k < a->n; k++)
        place_ids(cx, a->kids[k].area, info, flags);
}

static void add_text(GString *s, const struct fo_node *n)
{
    for (const struct fo_node *t = n ? n->first : NULL; t; t = t->next) {
        if (t->type == FO_TEXT)
            g_string_append_len(s, t->text, t->len);
        add_text(s, t);
    }
}

/* Does it hold more than text? */
static bool is_styled(const struct fo_node *part)
{
    bool only_text = true;
    for (const struct fo_node *t = part ? part->first : NULL; t; t = t->next)
        only_text &= t->type == FO_TEXT;
    return !only_text;
}

/* The page number as shown, XSL 1.1 §6.6.14, §6.6.15. */
static void set_folio(struct sequence *s, struct lay_page *info)
{
    const struct fo_node *prefix = hold_part(s->node, FO_FOLIO_PREFIX), *suffix = hold_part(s->node, FO_FOLIO_SUFFIX);
    GString *text = g_string_new(NULL);
    info->bare = number_format(s->cx->page, s->node->style, s->number);
    add_text(text, prefix);
    g_string_append(text, info->bare);
    add_text(text, suffix);
    info->folio = arena_strdup(s->cx->page, text->str);
    if (is_styled(prefix) || is_styled(suffix)) {
        info->prefix = prefix;
        info->suffix = suffix;
    }
    g_string_free(text, TRUE);
}

static void size_page(struct sequence *s, struct page *p, len_t width, len_t height)
{
    master_geometry(p->master, s->cx->page, width, height, &p->geometry);
    p->info.width = p->geometry.width;
    p->info.height = p->geometry.height;
    p->info.x = p->geometry.rotate == 0 ? p->geometry.x : 0;
    p->info.y = p->geometry.rotate == 0 ? p->geometry.y : 0;
}

static void choose_master(struct sequence *s, struct page *p, struct master_state *state, struct page_traits t)
{
    p->master = master_next(state, s->masters, t, s->doc->page_index + 1, s->cx->diag, s->node->pos);
    size_page(s, p, 0, 0);
    p->area = arena_new_array(s->cx->page, const struct area *, p->geometry.n);
    p->open = arena_new_array(s->cx->page, bool, p->geometry.n);
    p->stream = arena_new_array(s->cx->page, unsigned, p->geometry.n);
}

/* The longest side that a page of PDF has (ISO 32000-1, annex C): what does not fit is for the next page. */
#define LONGEST_SIDE (14400 * LEN_PT)

/* The flows on the page; where they decide on its size, it is first as large as may be. True: nothing is left. */
static bool lay_flows(struct sequence *s, struct page *p, struct trial *t)
{
    len_t width = 0;
    if (p->geometry.wide) {
        width = len_min(streams_width(&s->streams, p), LONGEST_SIDE);
        size_page(s, p, width, 0);
    }
    if (!p->geometry.tall)
        return streams_lay(&s->streams, p, t);
    size_page(s, p, width, LONGEST_SIDE);
    p->info.spare = LEN_MAX;
    bool done = streams_lay(&s->streams, p, t);
    if (p->info.spare == LEN_MAX) {     /* lines run down, or the region is turned: the height is theirs to have */
        size_page(s, p, width, 0);
        return streams_lay(&s->streams, p, t);
    }
    if (p->info.spare <= 0)
        return done;
    size_page(s, p, width, LONGEST_SIDE - p->info.spare);
    return streams_lay(&s->streams, p, t);
}

/* The page with its regions; a page-reference-area of its own only where it is turned. */
static struct area *page_area(struct lay_cx *cx, const struct page *p)
{
    const struct page_geometry *g = &p->geometry;
    struct area_list regions = { 0 }, one = { 0 };
    len_t x = g->rotate ? 0 : g->x, y = g->rotate ? 0 : g->y;
    for (const struct fo_node *n = p->sequence->parent; n; n = n->parent)     /* wrappers and the root */
        if (lay_names(n))
            area_list_add(cx->page, &regions, area_box_new(cx->page, lay_tag(cx, n), 0, 0, NULL), 0, 0);
    for (unsigned k = 0; k < g->n; k++)
        if (p->area[k])
            area_list_add(cx->page, &regions, p->area[k], len_add(g->region[k].x, x), len_add(g->region[k].y, y));
    if (g->rotate) {
        bool sideways = g->rotate % 180 != 0;
        struct area *a = area_box_new(cx->page, NULL, sideways ? g->h : g->w, sideways ? g->w : g->h, &regions);
        a->reference = 1;
        a->rotate = (int16_t)g->rotate;
        area_list_add(cx->page, &one, a, g->x, g->y);
    }
    struct area *root = area_box_new(cx->page, lay_tag_new(cx, p->sequence, "page"), g->width, g->height,
                                     g->rotate ? &one : &regions);
    root->paint = lay_paint(cx, p->master, true, true);
    return root;
}

static bool hand_on(struct lay_doc *d, const struct page *p, const struct area *root)
{
    const struct area_page page = { root, p->geometry.width, p->geometry.height, p->info.index, p->info.folio };
    bool go_on = d->emit(d->user, &page);
    arena_reset(d->cx->page);
    return go_on;
}

/* Hands on the held pages from the first one on, up to one that still waits. */
static bool emit_held(struct lay_doc *d)
{
    struct lay_cx *cx = d->cx;
    bool go_on = true;
    while (go_on && hold_waits(d->hold) && !hold_is_open(d->hold, cx)) {
        struct page p;
        if (!hold_take(d->hold, cx, &p)) {
            diag_emit(cx->diag, DIAG_IO_READ, SRC_NOWHERE, g_get_tmp_dir(), g_strerror(EIO));
            return false;
        }
        cx->run.first = NULL;           /* retrieve-markers show something else on each page */
        for (unsigned k = 0; k < p.geometry.n; k++) {
            if (!p.open[k])
                continue;
            p.area[k] = static_region(cx, &p, &p.geometry.region[k]);
            place_ids(cx, p.area[k], &p.info, p.blank ? IDS_ON_BLANK : IDS_IN_LINE);
        }
        hold_release(cx);
        go_on = hand_on(d, &p, page_area(cx, &p));
    }
    cx->run.first = NULL;
    return go_on;
}

/* The page's regions, but for what waits; true: something does. */
static bool lay_regions(struct lay_cx *cx, struct page *p)
{
    bool open = false;
    for (unsigned k = 0; k < p->geometry.n; k++) {
        const struct region *r = &p->geometry.region[k];
        const struct fo_node *content = hold_static(p->sequence, r->name);
        if (p->area[k])                 /* it has what came of a flow */
            continue;
        if (content && hold_cites_unknown(cx, content))
            open = p->open[k] = true;
        else
            p->area[k] = static_region(cx, p, r);
    }
    return open;
}

/* The index-keys of the page, XSL 1.1 §6.10: those of its flows, and of what all of it belongs to. */
static void place_index(struct sequence *s, const struct page *p)
{
    struct index_table *t = ids_index(s->cx->ids);
    const char *format = s->node->style->format;
    for (const struct fo_node *n = s->node; n && n->type != FO_ROOT; n = n->parent)
        index_place(t, s->cx, n, &p->info, format);
    for (unsigned k = 0; k < p->geometry.n; k++)
        if (p->area[k])
            index_walk(t, s->cx, p->area[k], !p->stream[k], &p->info, format);
}

/* Shaped words are kept as long as they are not too many. Paragraphs hold them, and go first. */
static void trim_words(struct lay_cx *cx)
{
    if (!text_cx_is_full(cx->text))
        return;
    para_cache_reset(cx->paras);
    text_cx_trim(cx->text);
}

/* `t`: what the flows put on it; NULL: nothing. */
static bool emit_page(struct sequence *s, struct page *p, const struct trial *t)
{
    struct lay_cx *cx = s->cx;
    struct hold *hold = s->doc->hold;
    markers_begin_page(cx->markers);
    for (unsigned i = 0; t && i < s->streams.n; i++)
        markers_open(cx->markers, t[i].placed ? s->streams.v[i].flow : NULL, t[i].next);
    for (unsigned k = 0; k < p->geometry.n; k++)
        markers_collect(cx->markers, p->area[k]);
    cx->run.first = NULL;               /* retrieve-markers may show something else on this page */
    bool held = lay_regions(cx, p);
    const struct area *root = page_area(cx, p);
    place_ids(cx, root, &p->info, p->blank ? IDS_ON_BLANK : IDS_IN_LINE);
    place_index(s, p);
    s->doc->page_index++;
    s->number++;
    s->first = false;
    held |= hold_waits(hold);
    if (held)
        hold_push(hold, cx, p);
    bool go_on = held || hand_on(s->doc, p, root);
    markers_end_page(cx->markers);
    arena_reset(cx->page);
    trim_words(cx);
    return go_on && (!held || emit_held(s->doc));
}

static void page_begin(struct sequence *s, struct page *p)
{
    memset(p, 0, sizeof *p);
    p->sequence = s->node;
    p->info.number = s->number;
    p->info.index = s->doc->page_index;
    set_folio(s, &p->info);
}

static bool blank_page(struct sequence *s, bool last)
{
    struct page p;
    page_begin(s, &p);
    choose_master(s, &p, &s->master,
                  (struct page_traits){ .first = s->first, .last = last, .blank = true, .odd = s->number % 2 != 0 });
    p.blank = true;
    return emit_page(s, &p, NULL);
}

/* Will force-page-count have a blank page follow, if the last page is `number`? §7.27.6 */
static bool more_pages(const struct sequence *s, int number)
{
    bool even = number % 2 == 0, even_count = (number - s->from + 1) % 2 == 0;
    switch (s->node->style->force_page_count) {
    case KW_EVEN: return !even_count;
    case KW_ODD: return even_count;
    case KW_END_ON_EVEN: return !even;
    case KW_END_ON_ODD: return even;
    case KW_AUTO: break;
    default: return false;
    }
    int32_t next = s->behind ? s->behind->initial_page_number : 0;
    switch (s->behind ? fo_int_kw(next) : KW_AUTO) {
    case 0: return even == (MAX(next, 1) % 2 == 0);
    case KW_AUTO_ODD: return !even;
    case KW_AUTO_EVEN: return even;
    default: return false;
    }
}

/*
 * The flows on their master: that of the last page where all that is left fits there. If it fits the page only as one that
 * is not the last, a page without content will be the last.
 */
static struct trial *choose_page(struct sequence *s, struct page *p, const struct master_state *before,
                                 struct page_traits t)
{
    struct page last;
    struct master_state state = *before;
    bool knows = master_knows_last(before) && !more_pages(s, s->number), fits = false;
    struct trial *trial = streams_try(&s->streams, s->number);
    if (knows) {
        t.last = true;
        page_begin(s, &last);
        choose_master(s, &last, &state, t);
        knows = last.master != p->master && streams_have_region(&s->streams, &last);
    }
    bool tried = knows && streams_larger(&s->streams, &last, p);
    if (tried)
        fits = lay_flows(s, &last, trial);
    if (!fits) {
        bool done = lay_flows(s, p, trial);
        if (!knows || !done)
            return trial;
        if (!tried)
            fits = lay_flows(s, &last, trial);
        if (!fits) {            /* nothing is left of the flows, no notes either */
            s->no_last = true;
            if (!tried)
                lay_flows(s, p, trial);
            streams_finish(&s->streams);
            return trial;
        }
    }
    *p = last;
    s->master = state;
    return trial;
}

/* Pages that are left empty, one after another, for what a later one can hold; nobody would look for more. */
#define MAX_SKIPPED 4u

/* Would one of the next pages, a larger one, hold together what this one cannot? §4.8: a keep=always holds wherever it can. */
static bool held_later(struct sequence *s, struct page *here, struct trial *t)
{
    struct master_state state = s->master;
    struct diag *diag = s->cx->diag;
    const struct fo_node *tried = here->master;
    bool held = false;
    s->cx->diag = diag_new();           /* what is said of trials is not meant */
    for (unsigned k = 1; k <= MAX_SKIPPED - s->skipped && !held; k++) {
        struct page later;
        page_begin(s, &later);
        later.info.number += (int)k;
        choose_master(s, &later, &state, (struct page_traits){ .odd = later.info.number % 2 != 0 });
        if (later.master == tried || !streams_larger(&s->streams, &later, here))
            continue;
        struct trial *trial = streams_try(&s->streams, later.info.number);
        trial->mark = t->mark;
        lay_flows(s, &later, trial);
        held = trial->next != s->streams.v[0].token && !later.info.torn;
        tried = later.master;
    }
    if (!held && tried != here->master)     /* as it was */
        lay_flows(s, here, t);
    diag_drop(s->cx->diag);
    s->cx->diag = diag;
    return held;
}

/* What no page can hold together is broken on the first one, and goes on without more of this. */
static void skip_small_page(struct sequence *s, struct page *p, struct trial *t)
{
    bool torn = p->info.torn;
    if (torn && !s->torn && s->streams.n == 1) {
        torn = !held_later(s, p, t);
        if (!torn)
            streams_skip(&s->streams, p, t);
    }
    s->skipped = p->info.torn && !torn ? s->skipped + 1 : 0;
    s->torn = torn;
}

static bool content_page(struct sequence *s)
{
    struct page p;
    struct page_traits t = { .first = s->first, .odd = s->number % 2 != 0 };
    struct master_state before = s->master;
    page_begin(s, &p);
    choose_master(s, &p, &s->master, t);
    struct trial *trial = streams_have_region(&s->streams, &p) ? choose_page(s, &p, &before, t)
                                                               : streams_try(&s->streams, s->number);
    skip_small_page(s, &p, trial);
    streams_take(&s->streams, &p, trial);
    return emit_page(s, &p, trial);
}

/* --- the sequence --- */

static void initial_number(struct sequence *s)
{
    int32_t v = s->node->style->initial_page_number;
    bool odd = s->doc->next_number % 2 != 0;
    s->number = s->doc->next_number;
    switch (fo_int_kw(v)) {
    case 0: s->number = MAX(v, 1); break;
    case KW_AUTO_ODD: s->number += !odd; break;
    case KW_AUTO_EVEN: s->number += odd; break;
    default: break;
    }
}

/* The tokens and caches of the page-sequence die, and what points to them. */
static void forget_sequence(struct lay_cx *cx)
{
    arena_reset(cx->page);
    arena_reset(cx->seq);
    cx->tables = NULL;
    cx->measures = NULL;
    cx->run.first = NULL;
}

/* Flows whose regions no page has. */
static void find_regions(struct sequence *s)
{
    for (unsigned i = 0; i < s->streams.n; i++) {
        struct stream *t = &s->streams.v[i];
        bool found = false;
        for (unsigned k = 0; k < t->n_targets; k++) {
            bool has = master_has_region(&s->master, s->masters, t->target[k]);
            if (!has)
                diag_emit(s->cx->diag, DIAG_LAY_NO_FLOW_REGION, t->flow->pos, t->target[k]);
            found |= has;
        }
        t->misnamed = !found;
    }
}

bool lay_doc_sequence(struct lay_doc *d, const struct fo_doc *doc, const struct fo_node *page_sequence)
{
    struct sequence s = { .doc = d, .cx = d->cx, .masters = doc->masters, .node = page_sequence,
                          .behind = doc->next_sequence, .first = true };
    streams_begin(&s.streams, d->cx, page_sequence);
    if (s.streams.n == 0 || !doc->masters || !master_begin(&s.master, doc->masters, page_sequence, d->cx->diag)) {
        streams_end(&s.streams);
        return true;
    }
    find_regions(&s);
    if (d->page_index == 0)
        master_check_usage(&s.master, doc->masters, d->cx->diag);
    initial_number(&s);
    hold_begin_sequence(d->hold);
    markers_begin_sequence(d->cx->markers, doc, d->cx->seq);
    para_cache_reset(d->cx->paras);
    s.from = s.number;
    bool go_on = true;
    while (go_on && !streams_done(&s.streams))
        go_on = streams_fit(&s.streams, s.number) ? content_page(&s) : blank_page(&s, false);
    if (go_on && s.no_last)
        go_on = blank_page(&s, true);
    if (go_on && more_pages(&s, s.number - 1))
        go_on = blank_page(&s, true);
    streams_end(&s.streams);
    d->next_number = s.number;
    ids_end_sequence(d->cx->ids);
    go_on = go_on && emit_held(d);
    hold_end_sequence(d->hold);
    markers_end_sequence(d->cx->markers);
    forget_sequence(d->cx);
    return go_on;
}

bool lay_doc_end(struct lay_doc *d)
{
    ids_end_pass(d->cx->ids);
    para_cache_reset(d->cx->paras);
    bool go_on = emit_held(d);
    forget_sequence(d->cx);
    return go_on;
}
