/* SPDX-License-Identifier: MIT */
/*
 * Blocks beside side floats (XSL 1.1 §7.19.3): with intrusion-displace="block",
 * and for reference areas and tables with "auto", the block as a whole is
 * moved in from the edges at which floats overlap it; where it is too wide for
 * that, it stands below them.
 */
#include "layout/side.h"

#include <string.h>

#define MAX_TRIES 2u            /* blocks in one another that are laid out twice */
#define MAX_MOVES 64u           /* places down the floats that are tried for a block of fixed width */

static bool as_block(const struct fo_node *n)
{
    int32_t mode = n->style->intrusion_displace;
    bool whole = n->type == FO_BLOCK_CONTAINER || n->type == FO_TABLE || n->type == FO_TABLE_AND_CAPTION;
    if (n->level != FO_LEVEL_BLOCK)
        return false;
    return mode == KW_BLOCK || (whole && (mode == KW_AUTO || mode == KW_LINE || mode == KW_INDENT));
}

/* Moves the block in by the floats that overlap from … to. */
static void displace(const struct fo_node *n, const struct lay_in *in, len_t from, len_t to, struct lay_in *inner)
{
    len_t start = len_max(0, excl_intrusion(in->excl, false, from, to) - lay_indent(n, in, FO_START));
    len_t end = len_max(0, excl_intrusion(in->excl, true, from, to) - lay_indent(n, in, FO_END));
    inner->intrude.start = len_add(in->intrude.start, start);
    inner->intrude.end = len_add(in->intrude.end, end);
    if (n->type != FO_BLOCK)            /* percentages are of the room that there is */
        inner->pct_ipd = len_max(0, in->pct_ipd - start - end);
}

/* How it would be set: always the same, whether the real one is set freely or up to a break. */
static void try_out(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
                    struct lay_out *out)
{
    struct lay_in in2 = *in;
    struct diag *diag = cx->diag;
    in2.stopping = false;
    in2.stop = NULL;
    in2.have_cand = true;
    in2.intrude.tries++;
    cx->diag = diag_new();
    lay_node(cx, n, &in2, token, out);
    diag_drop(cx->diag);
    cx->diag = diag;
}

/* Does it run into what stands at the end edge, or over the edge because of what stands at the start? */
static bool too_wide(const struct lay_in *in, const struct lay_in *inner, const struct lay_out *o)
{
    if (!o->area || (inner->intrude.start == in->intrude.start && inner->intrude.end == in->intrude.end))
        return false;
    len_t b = len_add(in->b, o->before);
    len_t end = excl_intrusion(in->excl, true, b, len_add(b, o->area->bpd));
    return len_add(len_add(o->i, o->area->ipd), end) > len_add(in->ref_ipd, LEN_PT / 50);
}

void displace_lay(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
                  struct lay_out *out)
{
    struct lay_gap lead = in->lead;
    if (!token)
        lay_gap_add(&lead, &n->style->space_before, in->pct_ipd);
    len_t b = len_add(in->b, lay_gap_before(&lead));
    struct lay_in inner = *in;
    bool fixed = n->type != FO_BLOCK;
    for (unsigned k = 0; in->excl && as_block(n) && in->excl->lowest > b && k < MAX_MOVES; k++) {
        displace(n, in, b, LEN_MAX, &inner);
        if (in->intrude.tries >= MAX_TRIES)
            break;
        try_out(cx, n, &inner, token, out);
        len_t top = len_add(in->b, out->before), bottom = out->area ? len_add(top, out->area->bpd) : top;
        displace(n, in, top, bottom, &inner);
        if (!fixed || !too_wide(in, &inner, out))
            break;
        b = excl_next_end(in->excl, b);
        inner.lead.floor = len_max(inner.lead.floor, len_add(b, -in->b));
        displace(n, in, b, LEN_MAX, &inner);
    }
    lay_node(cx, n, &inner, token, out);
}
