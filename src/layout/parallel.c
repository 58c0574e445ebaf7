/* SPDX-License-Identifier: MIT */
/* Flows side by side: merging their breaks. */
#include "layout/parallel.h"

#include "layout/flow.h"

#include <glib.h>
#include <string.h>

len_t par_content_height(const struct lay_out *out)
{
    len_t h = lay_gap_end(&out->trail);
    if (out->area)
        h = len_add(h, len_add(out->before, out->area->bpd));
    return h;
}

len_t par_baseline(const struct lay_out *out)
{
    return out->area && out->baseline >= 0 ? len_add(out->before, out->baseline) : -1;
}

bool par_lay(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
             const struct lay_token *from, const struct lay_token *stop, struct lay_out *out)
{
    memset(out, 0, sizeof *out);
    out->baseline = -1;
    if (from == lay_token_done)
        return false;
    struct lay_in inner = *in;
    if (in->stopping) {
        if (!stop || (from && lay_token_equal(stop, from))) {
            out->next = from;
            return false;
        }
        inner.stop = stop == lay_token_done ? NULL : stop;
    }
    (n->type == FO_TABLE_CELL ? lay_reference : lay_children)(cx, n, &inner, from, out);
    return true;
}

/* The different costs at which some flow has a break, in rising order. */
static unsigned levels(const struct par_flow *flow, unsigned n, struct brk_cost *v)
{
    unsigned k = 0;
    v[k++] = brk_free;
    for (unsigned f = 0; f < n; f++) {
        for (unsigned i = 0; flow[f].out && i < flow[f].out->cand.n; i++) {
            struct brk_cost c = flow[f].out->cand.v[i].cost;
            unsigned at = 0;
            while (at < k && brk_cost_compare(&v[at], &c) < 0)
                at++;
            if (at < k && brk_cost_compare(&v[at], &c) == 0)
                continue;
            memmove(&v[at + 1], &v[at], (k - at) * sizeof *v);
            v[at] = c;
            k++;
        }
    }
    return k;
}

static void raise_cost(struct brk_cost *c, struct brk_cost by)
{
    if (brk_cost_compare(&by, c) > 0)
        *c = by;
}

/* What one flow gives to a break that may cost `level`; `part`: rather a part of it than all. */
static void choose(const struct par_flow *f, struct brk_cost level, len_t room, bool part,
                   struct par_break *b, unsigned k)
{
    len_t edges = len_add(f->top, f->bottom), h = edges;
    if (f->from == lay_token_done) {
        b->part[k] = lay_token_done;
        b->height = len_max(b->height, h);
        return;
    }
    struct brk_cost whole = brk_free;
    len_t full = len_add(f->top, len_add(f->height, f->close));
    whole.overflow = full > room;
    const struct brk *best = NULL;
    for (unsigned i = 0; i < f->out->cand.n && brk_cost_compare(&f->out->cand.v[i].cost, &level) <= 0; i++)
        best = &f->out->cand.v[i];
    bool ends = !f->out->next && !f->out->overflow && brk_cost_compare(&whole, &level) <= 0;
    if (ends && !(part && best)) {
        b->part[k] = lay_token_done;
        b->progress = true;
        b->keep = keep_max(b->keep, f->keep_next);
        raise_cost(&b->cost, whole);
        b->notes = len_add(b->notes, f->out->notes.all);
        b->excl = f->out->excl;
        h = len_add(edges, f->height);
    } else if (best) {
        b->part[k] = best->token;
        b->progress = true;
        b->all_done = false;
        raise_cost(&b->cost, best->cost);
        b->notes = len_add(b->notes, best->notes);
        b->excl = best->excl;
        h = len_add(edges, len_add(f->out->before, best->height));
    } else {                    /* it stays where it is: as bad as an orphan */
        b->part[k] = f->from;
        b->all_done = false;
        if (!f->from)
            b->keep = keep_max(b->keep, f->keep_prev);
        struct brk_cost stay = brk_free;
        stay.lines = 1;
        raise_cost(&b->cost, stay);
    }
    b->height = len_max(b->height, h);
}

static void merge(struct lay_cx *cx, const struct par_flow *flow, unsigned n, struct brk_cost level,
                  len_t room, bool part, struct par_break *b)
{
    *b = (struct par_break){ .cost = brk_free, .keep = FO_KEEP_AUTO, .all_done = true };
    b->part = arena_new_array(cx->seq, const struct lay_token *, n);
    for (unsigned f = 0; f < n; f++)
        choose(&flow[f], level, room, part, b, f);
    if (!b->all_done)
        b->cost = brk_cost_keep(b->cost, b->keep);
}

void par_merge(struct lay_cx *cx, const struct par_flow *flow, unsigned n, len_t room, bool inside,
               struct par_list *out)
{
    unsigned total = 1;
    for (unsigned f = 0; f < n; f++)
        total += flow[f].out ? flow[f].out->cand.n : 0;
    struct brk_cost *level = g_new(struct brk_cost, total + 1);
    unsigned k = levels(flow, n, level);
    out->v = arena_new_array(cx->seq, struct par_break, k);
    out->n = 0;
    for (unsigned i = 0; i < k; i++) {
        struct par_break *b = &out->v[out->n];
        merge(cx, flow, n, level[i], room, false, b);
        if (inside && b->all_done)
            merge(cx, flow, n, level[i], room, true, b);
        if (!inside || (!b->all_done && b->progress))
            out->n++;
    }
    g_free(level);
}
