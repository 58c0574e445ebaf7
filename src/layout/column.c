/* SPDX-License-Identifier: MIT */
/*
 * A column is laid out freely first; when it runs over, the cheapest of the
 * breaks that were met is taken and the column laid out again up to there.
 */
#include "layout/column.h"

#include <string.h>

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
    lay_children(cx, flow, in, token, &o);
    const struct brk *best = o.overflow ? brk_list_best(&o.cand) : NULL;
    if (o.overflow && in->have_cand && (!best || brk_cost_compare(&best->cost, &brk_free) > 0)) {
        out->next = token;
    } else if (best) {
        struct lay_in again = *in;
        const struct lay_token *stop = best->token;
        again.stopping = true;
        again.stop = stop;
        lay_children(cx, flow, &again, token, &o);
        take(&o, out);
        out->next = stop;
        out->cost = best->cost;
    } else {
        take(&o, out);
    }
    if (out->height > in->room + LEN_PT / 100 && out->area)
        diag_emit(cx->diag, DIAG_LAY_OVERFLOW_BLOCK, flow->pos, len_to_pt(out->height - in->room));
}
