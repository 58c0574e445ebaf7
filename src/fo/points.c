/* SPDX-License-Identifier: MIT */
/*
 * Points: change-bar-begin and -end, index-range-begin and -end, which say that something begins or ends there (XSL 1.1 §6.10.4–5,
 * §6.13.2–3). Between blocks, rows or items they move into the line next to them: what begins, to the beginning of what follows;
 * what ends, to the end of what went before. So layout meets them in lines only, and no break comes between a point and
 * what it is about.
 */
#include "fo/build_frame.h"

static bool is_point(const struct fo_node *n)
{
    return fo_is_point((enum fo_type)n->type);
}

static bool ends(const struct fo_node *n)
{
    return n->type == FO_CHANGE_BAR_END || n->type == FO_INDEX_RANGE_END;
}

/* Stands in the flow, as a block or a part of one, and can hold a line somewhere. */
static bool holds(const struct fo_node *n)
{
    if (n->type == FO_RETRIEVE_MARKER || n->type == FO_RETRIEVE_TABLE_MARKER || is_point(n))
        return false;
    return n->level == FO_LEVEL_BLOCK || n->level == FO_LEVEL_EITHER || n->level == FO_LEVEL_PART ||
           n->type == FO_FLOW;
}

static bool is_line(const struct fo_node *n)
{
    return n->level == FO_LEVEL_INLINE && !(n->type == FO_TEXT && fo_shape_is_blank(n->text, n->len));
}

/* The first, or last, child that holds lines. */
static struct fo_node *part_of(const struct fo_node *n, bool first)
{
    struct fo_node *found = NULL;
    if (!first && n->last && holds(n->last))
        return n->last;
    for (struct fo_node *c = n->first; c && !(first && found); c = c->next)
        if (holds(c))
            found = c;
    return found;
}

/* Where the lines of `n` begin (or end): it or something in it, whose first (or last) child is in a line, or that has none. */
static struct fo_node *innermost(struct fo_node *n, bool first)
{
    for (struct fo_node *c; (c = part_of(n, first)) != NULL; n = c) {
        if (first && n->first && n->first != c && is_line(n->first))
            break;
        if (!first && n->last != c && is_line(n->last))
            break;
    }
    return n;
}

/* In front of the children of `n`, but behind those that must be the first. */
static void put_first(struct fo_node *n, struct fo_node *point)
{
    struct fo_node **at = &n->first;
    while (*at && ((*at)->type == FO_MARKER || (*at)->type == FO_INITIAL_PROPERTY_SET))
        at = &(*at)->next;
    point->parent = n;
    point->next = *at;
    *at = point;
    if (!point->next)
        n->last = point;
}

/* Points between two children that hold lines. */
struct gap {
    GPtrArray *points;          /* of struct fo_node */
    struct fo_node *before;     /* NULL: nothing */
};

/* `after`: what follows; NULL: nothing. */
static void close_gap(struct gap *g, struct fo_node *after)
{
    guint n = g->points->len, leading = 0;
    while (leading < n && (!after || ends(g->points->pdata[leading])) && g->before)
        leading++;
    struct fo_node *to = g->before ? innermost(g->before, false) : NULL;
    for (guint i = 0; i < leading; i++)
        fo_shape_append(to, g->points->pdata[i]);
    to = after && leading < n ? innermost(after, true) : NULL;
    for (guint i = n; to && i > leading; i--)
        put_first(to, g->points->pdata[i - 1]);
    g_ptr_array_set_size(g->points, 0);
    g->before = after;
}

static bool has_points(const struct fo_node *n)
{
    for (const struct fo_node *c = n->first; c; c = c->next)
        if (is_point(c) && c->level == FO_LEVEL_NONE)
            return true;
    return false;
}

static bool line_follows(const struct fo_node *n)
{
    while (n && (is_point(n) || (!is_line(n) && !holds(n))))
        n = n->next;
    return n && is_line(n);
}

void fo_points_place(struct fo_node *n)
{
    if (!has_points(n))
        return;
    struct gap g = { g_ptr_array_new(), NULL };
    bool any = false;
    for (const struct fo_node *c = n->first; c; c = c->next)
        any |= holds(c) || is_line(c);
    struct fo_node *c = n->first, *next;
    n->first = n->last = NULL;
    bool in_line = !any;                /* nothing but points: they make a line */
    for (; c; c = next) {
        next = c->next;
        bool point = is_point(c);
        if (point) {
            if (!in_line && g.points->len == 0)
                in_line = line_follows(next);
            c->level = FO_LEVEL_INLINE;
        } else if (holds(c)) {
            close_gap(&g, c);
            in_line = false;
        } else if (is_line(c)) {
            close_gap(&g, NULL);
            in_line = true;
        }
        if (point && !in_line)
            g_ptr_array_add(g.points, c);
        else
            fo_shape_append(n, c);
    }
    close_gap(&g, NULL);
    g_ptr_array_free(g.points, TRUE);
}
