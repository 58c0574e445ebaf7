/* SPDX-License-Identifier: MIT */
/* Floats before the page: the queue, the before-float-reference-area. */
#include "layout/before.h"

#include "layout/note.h"
#include "layout/stack.h"

#include <glib.h>
#include <string.h>

static const char area_name[] = "before-float-reference-area";

struct before_table {
    const struct fo_node *separator;    /* its static-content; NULL: none */
    len_t separator_ipd, separator_bpd;
    GArray *queue;                      /* floats in the order of their anchors */
    unsigned begin;                     /* the first one that is not done */
    const struct lay_token *token;      /* how far it is */
};

struct before_table *before_new(void)
{
    struct before_table *t = g_new0(struct before_table, 1);
    t->queue = g_array_new(FALSE, FALSE, sizeof(const struct fo_node *));
    return t;
}

void before_drop(struct before_table *t)
{
    if (!t)
        return;
    g_array_free(t->queue, TRUE);
    g_free(t);
}

void before_begin_sequence(struct before_table *t, const struct fo_node *page_sequence)
{
    g_array_set_size(t->queue, 0);
    t->begin = 0;
    t->token = NULL;
    t->separator = NULL;
    t->separator_ipd = -1;
    for (const struct fo_node *n = page_sequence->first; n; n = n->next)
        if (n->type == FO_STATIC_CONTENT &&
            g_strcmp0(fo_node_string(n, "flow-name"), "xsl-before-float-separator") == 0)
            t->separator = n;
}

/* --- the queue --- */

struct before_mark before_mark(struct before_table *t)
{
    if (t->begin >= 1024 && t->begin * 2 >= t->queue->len) {    /* forgets what is done, now and then */
        g_array_remove_range(t->queue, 0, t->begin);
        t->begin = 0;
    }
    return (struct before_mark){ t->begin, t->queue->len, t->token };
}

void before_reset(struct before_table *t, struct before_mark m)
{
    g_array_set_size(t->queue, m.end);
    t->begin = m.begin;
    t->token = m.token;
}

void before_finish(struct before_table *t)
{
    t->begin = t->queue->len;
    t->token = NULL;
}

bool before_waiting(const struct before_table *t)
{
    return t->begin < t->queue->len;
}

static void take(struct before_table *t, const struct area *a)
{
    const struct fo_node *n = note_anchored(a);
    if (n && n->type == FO_FLOAT)
        g_array_append_val(t->queue, n);
    for (uint32_t k = 0; k < a->n; k++)
        take(t, a->kids[k].area);
}

unsigned before_take(struct before_table *t, const struct area_list *kids)
{
    unsigned old = t->queue->len;
    for (uint32_t k = 0; k < kids->n; k++)
        take(t, kids->kids[k].area);
    return t->queue->len - old;
}

/* --- the area --- */

static len_t separator_height(struct lay_cx *cx, struct before_table *t, len_t ipd)
{
    if (t->separator && t->separator_ipd != ipd) {
        t->separator_bpd = stack_height(cx, t->separator, ipd);
        t->separator_ipd = ipd;
    }
    return t->separator ? t->separator_bpd : 0;
}

void before_lay(struct lay_cx *cx, len_t ipd, len_t room, unsigned to, unsigned fresh, const struct lay_page *page,
                struct before_set *out)
{
    struct before_table *t = notes_before(cx->notes);
    struct stack s;
    stack_begin(&s, cx, page, ipd, len_add(room, -separator_height(cx, t, ipd)));
    *out = (struct before_set){ .end = t->begin, .token = t->token };
    unsigned begun = t->begin;
    for (; out->end < to; out->end++) {
        const struct fo_node *n = g_array_index(t->queue, const struct fo_node *, out->end);
        const struct lay_token *next;
        bool must = s.kids.n == 0 && out->end < fresh;
        if (!stack_set(&s, n, out->token, must, out->end >= fresh, &next))
            break;
        out->token = next;
        if (next)
            break;
    }
    if (out->end == begun && out->token == t->token)
        return;
    stack_add(&s, t->separator);
    out->area = stack_end(&s, area_name, g_array_index(t->queue, const struct fo_node *, begun)->pos);
    out->bpd = out->area->bpd;
}

void before_commit(struct before_table *t, const struct before_set *s)
{
    t->begin = s->end;
    t->token = s->token;
}
