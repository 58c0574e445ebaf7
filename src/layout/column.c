/* SPDX-License-Identifier: MIT */
/*
 * A column is laid out freely first; when it runs over, the cheapest of the
 * breaks that were met is taken and the column laid out again up to there. A
 * break fits where the spaces before it can be narrowed so far (XSL 1.1 §4.3):
 * then it is laid out once more, each of them narrowed by the same share. One that goes on behind it and is not full
 * has its spaces widened towards their maximum, for which nothing else asks: columns end at one height.
 */
#include "layout/column.h"

#include "layout/note.h"

#include <string.h>

/* What stands in `o`, with `notes` of footnotes, but has no room; below 0: the room that is left. */
static len_t excess(const struct lay_in *in, const struct lay_out *o, len_t notes)
{
    if (!o->area)
        return 0;
    len_t used = len_add(len_add(o->before, o->area->bpd), lay_gap_end(&o->trail));
    return len_add(len_add(used, note_charge(&in->ins, notes)), -in->room);
}

/* The content of `o`, which ends before `stop`, once more in spaces of another width. */
static void lay_again(struct lay_cx *cx, const struct fo_node *flow, const struct lay_in *in, const struct lay_token *token,
                      const struct lay_token *stop, len_t squeeze, struct lay_out *o)
{
    struct lay_in again = *in;
    again.stopping = true;
    again.stop = stop;
    again.squeeze = squeeze;
    const struct lay_token *next = o->next;
    lay_reference(cx, flow, &again, token, o);
    o->next = next;
}

/* In narrower spaces if it needs them. */
static bool squeeze(struct lay_cx *cx, const struct fo_node *flow, const struct lay_in *in,
                    const struct lay_token *token, const struct lay_token *stop, struct lay_out *o)
{
    len_t over = excess(in, o, o->notes.least);
    if (over <= 0 || o->give.less <= 0)
        return false;
    over = len_add(over, LEN_SLACK);
    lay_again(cx, flow, in, token, stop, over >= o->give.less ? LAY_SQUEEZE :
              (len_t)(((int64_t)over * LAY_SQUEEZE + o->give.less - 1) / o->give.less), o);
    return true;
}

/* In wider ones, when it goes on behind `stop` and has room left. */
static void widen(struct lay_cx *cx, const struct fo_node *flow, const struct lay_in *in, const struct lay_token *token,
                  const struct lay_token *stop, struct lay_out *o)
{
    len_t left = len_add(-excess(in, o, o->notes.all), -LEN_SLACK);
    if (left <= 0 || o->give.more <= 0)
        return;
    lay_again(cx, flow, in, token, stop, left >= o->give.more ? -LAY_SQUEEZE :
              -(len_t)((int64_t)left * LAY_SQUEEZE / o->give.more), o);
}

/* Is a break better than all of `o`, which ends with the flow or before a forced break, in narrower spaces? */
static bool better(const struct lay_in *in, const struct lay_out *o, const struct brk_cost *cost)
{
    len_t over = excess(in, o, o->notes.least);
    if (over <= 0)
        return false;
    struct brk_cost all = brk_free;
    all.demerits = brk_demerits(in, len_add(in->room, over), o->give);
    return brk_cost_compare(cost, &all) < 0;
}

static bool clean(const struct brk_cost *c)
{
    struct brk_cost keeps = *c;
    keeps.demerits = 0;
    return brk_cost_compare(&keeps, &brk_free) <= 0;
}

static void take(const struct lay_out *o, struct column_out *out)
{
    out->area = o->area;
    out->i = o->i;
    out->before = o->before;
    out->height = o->area ? len_add(len_add(o->before, o->area->bpd), lay_gap_end(&o->trail)) : 0;
    out->next = o->next;
}

void column_lay(struct lay_cx *cx, const struct fo_node *flow, const struct lay_in *in,
                const struct lay_token *token, struct column_out *out)
{
    struct lay_out o;
    memset(out, 0, sizeof *out);
    out->cost = brk_free;
    lay_reference(cx, flow, in, token, &o);
    const struct brk *best = brk_list_best(&o.cand);
    if (o.overflow && in->have_cand && !(best && clean(&best->cost))) {
        out->next = token;
    } else if (best && (o.overflow || better(in, &o, &best->cost))) {
        struct lay_in again = *in;
        const struct lay_token *stop = best->token;
        struct brk_cost cost = best->cost;
        again.stopping = true;
        again.stop = stop;
        lay_reference(cx, flow, &again, token, &o);
        out->squeezed = squeeze(cx, flow, in, token, stop, &o);
        if (!out->squeezed)
            widen(cx, flow, in, token, stop, &o);
        take(&o, out);
        out->next = stop;
        out->cost = cost;
        out->cost.demerits = 0;
    } else {
        out->squeezed = squeeze(cx, flow, in, token, o.next, &o);
        take(&o, out);
    }
    if (out->height > len_max(in->room + LEN_PT / 100, o.told) && out->area)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_BLOCK, flow->pos, len_to_pt(out->height - in->room));
}
