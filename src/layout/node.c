/* SPDX-License-Identifier: MIT */
/* Which function lays out which object. */
#include "layout/flow.h"
#include "layout/layout.h"
#include "layout/table_marker.h"

#include <string.h>

typedef void lay_fn(struct lay_cx *, const struct fo_node *, const struct lay_in *, const struct lay_token *,
                    struct lay_out *);

/* A node without a box of its own: its children stand in the flow of its parent. */
static void lay_transparent(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                            const struct lay_token *token, struct lay_out *out)
{
    lay_children(cx, n, in, token, out);
    bool names = lay_names(n);
    if (!names && !(out->area && (n->type == FO_BASIC_LINK || fo_node_string(n, "role"))))
        return;
    if (!out->area) {           /* nothing but a place */
        out->area = area_box_new(cx->page, lay_tag(cx, n), in->ref_ipd, 0, NULL);
        out->empty = true;
        return;
    }
    struct area *a = arena_memdup(cx->page, out->area, sizeof *out->area);
    a->tag = lay_tag(cx, n);
    out->area = a;
}

/* The content of the marker found, in place of the node (XSL 1.1 §6.13.6). */
static void lay_retrieve_marker(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in,
                                const struct lay_token *token, struct lay_out *out)
{
    const struct fo_node *content = table_marker_find(cx, n);
    out->trail = in->lead;
    out->excl = in->excl;
    if (content)
        lay_children(cx, content, in, token, out);
    out->reads_page = true;
}

static lay_fn *const functions[FO_N] = {
    [FO_BLOCK] = lay_block,
    [FO_BLOCK_CONTAINER] = lay_container,
    [FO_LIST_BLOCK] = lay_list_block,
    [FO_LIST_ITEM] = lay_list_item,
    [FO_TABLE] = lay_table,
    [FO_TABLE_AND_CAPTION] = lay_table,
    [FO_RETRIEVE_MARKER] = lay_retrieve_marker,
    [FO_RETRIEVE_TABLE_MARKER] = lay_retrieve_marker,
    [FO_FLOAT] = lay_transparent,       /* with float=none, §6.12.2 */
    [FO_WRAPPER] = lay_transparent,
    [FO_INLINE] = lay_transparent,
    [FO_BASIC_LINK] = lay_transparent,
    [FO_BIDI_OVERRIDE] = lay_transparent,
};

void lay_node(struct lay_cx *cx, const struct fo_node *n, const struct lay_in *in, const struct lay_token *token,
              struct lay_out *out)
{
    memset(out, 0, sizeof *out);
    out->baseline = -1;
    out->excl = in->excl;
    cx->n_calls++;
    lay_fn *fn = functions[n->type];
    g_assert(fn);                       /* the builder puts nothing else between blocks */
    fn(cx, n, in, token, out);
    for (unsigned k = 0; in->excl && k < out->cand.n; k++)      /* floats that stand before all of it */
        if (!out->cand.v[k].excl)
            out->cand.v[k].excl = in->excl;
    if (out->area)
        out->area = lay_moved(cx, n, in->wm, in->pct_ipd, in->pct_bpd, out->area);
}
