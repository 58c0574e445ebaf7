/* SPDX-License-Identifier: MIT */
/* Footnotes: sizes, the queue, the footnote-reference-area. */
#include "layout/note.h"

#include "layout/before.h"
#include "layout/side.h"
#include "layout/stack.h"

#include <glib.h>
#include <string.h>

static const char anchor_name[] = "footnote";
static const char float_name[] = "float-anchor";
static const char area_name[] = "footnote-reference-area";

/* The tag of an anchor; its name is `anchor_name` or `float_name` itself. */
struct anchor_tag {
    struct area_tag tag;
    const struct fo_node *footnote;
};

struct size {
    const struct fo_node *footnote;
    len_t ipd;
    struct lay_notes notes;
};

struct note_table {
    const struct fo_node *separator;    /* its static-content; NULL: none */
    len_t separator_ipd, separator_bpd;
    GHashTable *sizes;                  /* footnote -> struct size */
    GArray *queue;                      /* footnotes in the order of their anchors */
    unsigned begin;                     /* the first one that is not done */
    unsigned old;                       /* those before were anchored on an earlier page */
    const struct lay_token *token;      /* how far it is */
    struct before_table *before;        /* the other queue of the page-sequence */
};

struct note_table *notes_new(void)
{
    struct note_table *t = g_new0(struct note_table, 1);
    t->sizes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    t->before = before_new();
    t->queue = g_array_new(FALSE, FALSE, sizeof(const struct fo_node *));
    return t;
}

void notes_drop(struct note_table *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->sizes);
    before_drop(t->before);
    g_array_free(t->queue, TRUE);
    g_free(t);
}

void notes_begin_sequence(struct note_table *t, const struct fo_node *page_sequence)
{
    g_hash_table_remove_all(t->sizes);
    g_array_set_size(t->queue, 0);
    t->begin = t->old = 0;
    t->token = NULL;
    t->separator = NULL;
    t->separator_ipd = -1;
    before_begin_sequence(t->before, page_sequence);
    for (const struct fo_node *n = page_sequence->first; n; n = n->next)
        if (n->type == FO_STATIC_CONTENT && g_strcmp0(fo_node_string(n, "flow-name"), "xsl-footnote-separator") == 0)
            t->separator = n;
}

/* --- sizes --- */

static const struct fo_node *body_of(const struct fo_node *footnote)
{
    for (const struct fo_node *n = footnote->first; n; n = n->next)
        if (n->type == FO_FOOTNOTE_BODY)
            return n;
    return NULL;
}

/* All of a body, or what stands before the first page break that is asked for in it: the rest is no matter of this page. */
static void lay_piece(struct lay_cx *cx, const struct fo_node *body, len_t ipd, struct lay_out *o)
{
    struct lay_in in;
    stack_input(ipd, LEN_MAX, NULL, &in);
    in.stopping = false;
    lay_reference(cx, body, &in, NULL, o);
}

/* The height of the first piece that a break may leave, tried with more and more room. */
static len_t least_piece(struct lay_cx *cx, const struct fo_node *body, len_t ipd, len_t all)
{
    len_t line = len_max(LEN_PT, body->style->font_size);
    for (len_t room = line; room < all; room = len_add(room, len_max(room / 2, line))) {
        struct lay_in in;
        struct lay_out o;
        stack_input(ipd, room, NULL, &in);
        lay_reference(cx, body, &in, NULL, &o);
        const struct brk *best = brk_list_best(&o.cand);
        if (best && stack_is_clean(&best->cost) && best->cost.keep == FO_KEEP_AUTO)
            return len_add(o.before, best->height);
        if (room > 64 * line)
            break;
    }
    return all;
}

struct lay_notes note_size(struct lay_cx *cx, const struct fo_node *footnote, len_t ipd)
{
    struct size *s = g_hash_table_lookup(cx->notes->sizes, footnote);
    if (s && s->ipd == ipd)
        return s->notes;
    const struct fo_node *body = body_of(footnote);
    s = g_new0(struct size, 1);
    s->footnote = footnote;
    s->ipd = ipd;
    if (body) {
        struct lay_out o;
        lay_piece(cx, body, ipd, &o);
        if (o.area) {       /* spaces of two notes meet: the larger one counts */
            s->notes.all = len_add(o.area->bpd, len_max(o.before, o.trail.all.opt));
            s->notes.least = len_min(s->notes.all, least_piece(cx, body, ipd, s->notes.all));
        }
    }
    g_hash_table_replace(cx->notes->sizes, (gpointer)footnote, s);
    return s->notes;
}

len_t note_height(const struct lay_ins *ins)
{
    return ins->height ? len_add(ins->height, ins->separator) : 0;
}

len_t note_charge(const struct lay_ins *ins, len_t notes)
{
    len_t total = len_add(ins->height, notes);
    if (total == 0)
        return 0;
    total = len_add(total, ins->separator);
    if (total <= ins->aside)
        return 0;
    return ins->strict ? LEN_MAX / 2 : total - ins->aside;
}

void lay_check_end(const struct lay_in *in, bool last, struct lay_out *out)
{
    if (!last || in->stopping || !(in->have_cand || out->cand.n))
        return;
    len_t height = excl_need(out->excl, in, len_add(out->before, out->area->bpd));
    height = len_add(height, -out->give.less);
    out->overflow |= len_add(height, note_charge(&in->ins, out->notes.least)) > in->room;
}

/* --- anchors --- */

const struct area *note_anchor(struct lay_cx *cx, const struct fo_node *footnote)
{
    struct anchor_tag *t = arena_new0(cx->page, struct anchor_tag);
    t->tag.name = footnote->type == FO_FLOAT ? float_name : anchor_name;
    if (footnote->type != FO_FLOAT) {   /* a float bears its id and its index-key itself */
        t->tag.id = fo_node_string(footnote, "id");
        t->tag.source = footnote;
    }
    t->tag.pos = footnote->pos;
    t->footnote = footnote;
    return area_box_new(cx->page, &t->tag, 0, 0, NULL);
}

const struct fo_node *note_anchored(const struct area *a)
{
    return a->tag && (a->tag->name == anchor_name || a->tag->name == float_name) ? ((const struct anchor_tag *)a->tag)->footnote : NULL;
}

len_t notes_height(struct lay_cx *cx, const struct area *column, len_t ipd)
{
    if (!column)
        return 0;
    const struct fo_node *n = note_anchored(column);
    len_t height = n && n->type == FO_FOOTNOTE ? note_size(cx, n, ipd).all : 0;
    for (uint32_t k = 0; k < column->n; k++)
        height = len_add(height, notes_height(cx, column->kids[k].area, ipd));
    return height;
}

static const struct fo_node *last_anchored(const struct area *a)
{
    for (uint32_t k = a->n; k > 0; k--) {
        const struct fo_node *n = last_anchored(a->kids[k - 1].area);
        if (n)
            return n;
    }
    const struct fo_node *own = note_anchored(a);
    return own && own->type == FO_FOOTNOTE ? own : NULL;
}

len_t notes_spare(struct lay_cx *cx, const struct area_list *columns, len_t ipd)
{
    for (uint32_t k = columns->n; k > 0; k--) {
        const struct fo_node *n = last_anchored(columns->kids[k - 1].area);
        if (n) {
            struct lay_notes size = note_size(cx, n, ipd);
            return size.all - size.least;
        }
    }
    return 0;
}

/* Is the note among those of this page? A table's header that is repeated in the next column brings it again. */
static bool is_taken(const struct note_table *t, const struct fo_node *n)
{
    for (unsigned k = t->old; k < t->queue->len; k++)
        if (g_array_index(t->queue, const struct fo_node *, k) == n)
            return true;
    return false;
}

static void take(struct note_table *t, const struct area *a)
{
    const struct fo_node *n = note_anchored(a);
    if (n && n->type == FO_FOOTNOTE && !is_taken(t, n))
        g_array_append_val(t->queue, n);
    for (uint32_t k = 0; k < a->n; k++)
        take(t, a->kids[k].area);
}

void notes_take(struct lay_cx *cx, const struct area_list *columns)
{
    for (uint32_t k = 0; k < columns->n; k++)
        take(cx->notes, columns->kids[k].area);
}

/* --- the queue --- */

/* Forgets what is done, now and then. */
static void shorten(struct note_table *t)
{
    if (t->begin < 1024 || t->begin * 2 < t->queue->len)
        return;
    g_array_remove_range(t->queue, 0, t->begin);
    t->begin = 0;
}

struct notes_mark notes_mark(struct note_table *t)
{
    shorten(t);
    return (struct notes_mark){ t->begin, t->queue->len, t->token, before_mark(t->before) };
}

void notes_reset(struct note_table *t, struct notes_mark m)
{
    g_array_set_size(t->queue, m.end);
    t->begin = m.begin;
    t->token = m.token;
    before_reset(t->before, m.before);
}

void notes_finish(struct note_table *t)
{
    t->begin = t->queue->len;
    t->token = NULL;
    before_finish(t->before);
}

bool notes_waiting(const struct note_table *t)
{
    return t->begin < t->queue->len || before_waiting(t->before);
}

struct before_table *notes_before(const struct note_table *t)
{
    return t->before;
}

static const struct fo_node *queue_at(const struct note_table *t, unsigned k)
{
    return g_array_index(t->queue, const struct fo_node *, k);
}

static len_t separator_height(struct lay_cx *cx, len_t ipd)
{
    struct note_table *t = cx->notes;
    if (t->separator && t->separator_ipd != ipd) {
        t->separator_bpd = stack_height(cx, t->separator, ipd);
        t->separator_ipd = ipd;
    }
    return t->separator ? t->separator_bpd : 0;
}

/* The height of the rest of a note, or `room` if it is more than that. */
static len_t rest_height(struct lay_cx *cx, const struct fo_node *footnote, const struct lay_token *token, len_t ipd,
                         len_t room)
{
    const struct fo_node *body = body_of(footnote);
    struct lay_in in;
    struct lay_out o;
    stack_input(ipd, room, NULL, &in);
    lay_reference(cx, body, &in, token, &o);
    return o.overflow || !o.area ? room : len_min(room, len_add(o.before, o.area->bpd));
}

void notes_begin_page(struct lay_cx *cx, len_t ipd, len_t room, struct lay_ins *ins)
{
    struct note_table *t = cx->notes;
    t->old = t->queue->len;
    memset(ins, 0, sizeof *ins);
    ins->ipd = ipd;
    ins->separator = separator_height(cx, ipd);
    for (unsigned k = t->begin; k < t->queue->len && ins->height < room; k++) {
        const struct fo_node *n = queue_at(t, k);
        bool begun = k == t->begin && t->token;
        len_t h = begun ? rest_height(cx, n, t->token, ipd, room) : note_size(cx, n, ipd).all;
        ins->height = len_add(ins->height, h);
    }
}

/* --- the footnote-reference-area --- */

bool notes_fit(struct lay_cx *cx, len_t ipd, len_t room, const struct lay_page *page)
{
    struct note_table *t = cx->notes;
    const struct fo_node *body = t->begin < t->queue->len ? body_of(queue_at(t, t->begin)) : NULL;
    const struct lay_token *next;
    struct stack s;
    stack_begin(&s, cx, page, ipd, room);
    stack_add(&s, t->separator);
    return !body || stack_set(&s, body, t->token, false, false, &next);
}

const struct area *notes_lay(struct lay_cx *cx, len_t ipd, len_t room, bool must, const struct lay_page *page)
{
    struct note_table *t = cx->notes;
    struct stack s;
    if (t->begin == t->queue->len)
        return NULL;
    stack_begin(&s, cx, page, ipd, room);
    stack_add(&s, t->separator);
    bool placed = false;
    while (t->begin < t->queue->len) {
        const struct fo_node *n = queue_at(t, t->begin), *body = body_of(n);
        const struct lay_token *next = NULL;
        if (body && !stack_set(&s, body, t->token, must && !placed, false, &next))
            break;
        placed = true;
        t->token = next;
        if (next)
            break;
        t->begin++;
    }
    for (unsigned k = MAX(t->old, t->begin + (t->token != NULL)); k < t->queue->len; k++)
        diag_emit(cx->diag, DIAG_LAY_NOTE_LATER, queue_at(t, k)->pos);
    if (!placed)
        return NULL;
    return stack_end(&s, area_name, queue_at(t, t->begin - (t->begin == t->queue->len))->pos);
}
