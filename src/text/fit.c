/* SPDX-License-Identifier: MIT */
/*
 * Total-fit line breaking: D. E. Knuth and M. F. Plass, Breaking Paragraphs
 * into Lines, Software Practice and Experience 11 (1981).
 *
 * Input: boxes, glue and penalties, and the widths of the lines. Output: the
 * lines of least total demerits. Three passes, each more tolerant; in the last
 * one a line may be overfull where nothing else is left, so that it always ends.
 */
#include "text/text.h"

#include <glib.h>
#include <math.h>

#define DEFAULT_MAX_ITEMS 400000u
#define CLASSES 4               /* tight, decent, loose, very loose */
#define MISFIT_DEMERITS 50.0    /* neighbours of very different looseness */
#define FLAGGED_DEMERITS 50.0   /* two hyphens in a row */
#define FIRST_TOLERANCE 2.0     /* short syllables leave few other ways; loose lines pay by their demerits */
#define MAX_LINE_CLASSES 256u

struct node {
    const struct node *prev;
    double demerits;
    int64_t width, stretch, shrink;     /* sums before the first box behind the break */
    uint32_t at;                        /* the break; for the beginning 0 */
    uint32_t start;                     /* that first box */
    uint32_t box;                       /* … and of the first line too, where `start` is its beginning */
    uint32_t line;                      /* class of the line that begins here: number, all uniform ones are one */
    uint8_t fitness;
    uint32_t flagged;                   /* so many flagged breaks in a row, this one the last */
};

struct best {
    const struct node *from;
    double demerits;
};

struct fit {
    const struct fit_item *v;
    unsigned n;
    unsigned ahead;                     /* the first box or forced break behind the place that was looked at last */
    const struct fit_params *p;
    unsigned uniform_from;
    double tolerance;
    bool emergency;
    struct arena *tmp;
    GPtrArray *active;
    struct best *best;                  /* [line class][fitness] */
    unsigned best_lo, best_hi;          /* line classes in use */
    int64_t width, stretch, shrink;     /* sums before the current item */
    const struct node *end;
};

static bool is_forced(const struct fit_item *it)
{
    return it->kind == FIT_PENALTY && it->penalty <= -FIT_INFINITE;
}

/* May a line break at `i`: does it have to, or is there something for the next one? */
static bool leaves_some(struct fit *f, unsigned i)
{
    if (is_forced(&f->v[i]))
        return true;
    if (f->ahead <= i)
        for (f->ahead = i + 1; f->ahead < f->n && f->v[f->ahead].kind != FIT_BOX && !is_forced(&f->v[f->ahead]);)
            f->ahead++;
    return f->ahead < f->n && f->v[f->ahead].kind == FIT_BOX;
}

static struct node *node_at(struct fit *f, unsigned at)
{
    struct node *k = arena_new0(f->tmp, struct node);
    k->at = at;
    k->width = f->width;
    k->stretch = f->stretch;
    k->shrink = f->shrink;
    unsigned i = at;
    for (; i < f->n && f->v[i].kind != FIT_BOX; i++) {
        if (f->v[i].kind != FIT_GLUE)
            continue;
        k->width += f->v[i].width;
        k->stretch += f->v[i].stretch;
        k->shrink += f->v[i].shrink;
    }
    k->start = k->box = i;
    return k;
}

/* How far a line is stretched (> 0) or shrunk (< 0), 1 being its full measure. */
static double ratio_of(const struct fit *f, int64_t natural, int64_t stretch, int64_t shrink, len_t room)
{
    int64_t diff = (int64_t)room - natural;
    if (diff == 0)
        return 0;
    if (diff > 0) {
        stretch += f->p->ragged;
        return stretch > 0 ? (double)diff / (double)stretch : HUGE_VAL;
    }
    return shrink > 0 ? (double)diff / (double)shrink : -HUGE_VAL;
}

static uint8_t fitness_of(double r)
{
    return r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1 ? 2 : 3;
}

static double demerits_of(const struct node *a, const struct fit_item *it, double r)
{
    double x = fmin(fabs(r), 100);
    double bad = 1 + 100 * x * x * x, d;
    int32_t pen = it->kind == FIT_PENALTY ? it->penalty : 0;
    if (pen >= 0)
        d = (bad + pen) * (bad + pen);
    else if (pen > -FIT_INFINITE)
        d = bad * bad - (double)pen * pen;
    else
        d = bad * bad;
    if (a->flagged && it->flagged)
        d += FLAGGED_DEMERITS;
    if (ABS((int)fitness_of(r) - (int)a->fitness) > 1)
        d += MISFIT_DEMERITS;
    return a->demerits + d;
}

static void offer(struct fit *f, const struct node *from, double demerits, uint8_t fitness)
{
    unsigned c = from->line;
    if (f->best_lo > f->best_hi)
        f->best_lo = f->best_hi = c;
    f->best_lo = MIN(f->best_lo, c);
    f->best_hi = MAX(f->best_hi, c);
    struct best *b = &f->best[c * CLASSES + fitness];
    if (!b->from || demerits < b->demerits)
        *b = (struct best){ from, demerits };
}

/* New active nodes for the best ways to a break at `i`. */
static void take_offers(struct fit *f, unsigned i, bool forced)
{
    const struct node *shape = NULL;
    for (unsigned c = f->best_lo; f->best_lo <= f->best_hi && c <= f->best_hi; c++)
        for (unsigned k = 0; k < CLASSES; k++) {
            struct best *b = &f->best[c * CLASSES + k];
            if (!b->from)
                continue;
            struct node *node = shape ? arena_memdup(f->tmp, shape, sizeof *shape) : node_at(f, i);
            shape = node;
            node->prev = b->from;
            node->demerits = b->demerits;
            node->line = MIN(b->from->line + 1, f->uniform_from);
            node->fitness = (uint8_t)k;
            node->flagged = f->v[i].flagged ? b->from->flagged + 1 : 0;
            g_ptr_array_add(f->active, node);
            if (forced && i + 1 == f->n && (!f->end || node->demerits < f->end->demerits))
                f->end = node;
            b->from = NULL;
        }
    f->best_lo = 1;
    f->best_hi = 0;
}

static void try_break(struct fit *f, unsigned i)
{
    const struct fit_item *it = &f->v[i];
    bool forced = is_forced(it);
    len_t extra = it->kind == FIT_PENALTY ? it->width : 0;
    unsigned kept = 0;
    bool offered = false;
    const struct node *least = NULL;    /* of the lines that are too long, the one that is so by least */
    int64_t least_over = 0;
    for (unsigned k = 0; k < f->active->len; k++) {
        struct node *a = f->active->pdata[k];
        if (i < a->box && !forced) {    /* among what is gone behind its break: that line would hold nothing */
            f->active->pdata[kept++] = a;
            continue;
        }
        int64_t natural = f->width - a->width + extra, shrink = f->shrink - a->shrink;
        len_t room = f->p->width(f->p->user, a->line);
        double r = ratio_of(f, natural, f->stretch - a->stretch, shrink, room);
        bool high = it->flagged && f->p->ladder && a->flagged >= f->p->ladder;
        if (r >= -1 && r <= f->tolerance && !high) {
            offer(f, a, demerits_of(a, it, r), fitness_of(r));
            offered = true;
        }
        if (r >= -1 && !forced) {
            f->active->pdata[kept++] = a;
            continue;
        }
        int64_t over = natural - shrink - room;
        if (!least || over < least_over || (over == least_over && a->demerits < least->demerits)) {
            least = a;
            least_over = over;
        }
    }
    g_ptr_array_set_size(f->active, (gint)kept);
    if (!offered && kept == 0 && f->emergency && least)
        offer(f, least, least->demerits + 1e12, 1);
    take_offers(f, i, forced);
}

/* One pass; false: no way through at this tolerance. */
static bool run(struct fit *f, double tolerance, bool emergency)
{
    f->tolerance = tolerance;
    f->emergency = emergency;
    f->width = f->stretch = f->shrink = 0;
    f->end = NULL;
    f->best_lo = 1;
    f->best_hi = 0;
    f->ahead = 0;
    g_ptr_array_set_size(f->active, 0);
    struct node *first = node_at(f, 0);
    first->fitness = 1;
    first->start = 0;                   /* glue at the very beginning stays */
    first->width = first->stretch = first->shrink = 0;
    g_ptr_array_add(f->active, first);
    for (unsigned i = 0; i < f->n; i++) {
        const struct fit_item *it = &f->v[i];
        bool legal = it->kind == FIT_PENALTY ? it->penalty < FIT_INFINITE
                                             : it->kind == FIT_GLUE && i > 0 && f->v[i - 1].kind == FIT_BOX;
        if (legal && leaves_some(f, i))
            try_break(f, i);
        if (f->active->len == 0)
            return false;
        if (it->kind != FIT_PENALTY) {
            f->width += it->width;
            f->stretch += it->stretch;
            f->shrink += it->shrink;
        }
    }
    return f->end != NULL;
}

static unsigned collect(const struct fit *f, struct arena *a, struct fit_line **lines)
{
    unsigned n = 0;
    for (const struct node *k = f->end; k->prev; k = k->prev)
        n++;
    struct fit_line *v = arena_new_array(a, struct fit_line, n);
    unsigned i = n;
    for (const struct node *k = f->end; k->prev; k = k->prev)
        v[--i] = (struct fit_line){ k->prev->start, k->at };
    *lines = v;
    return n;
}

/* Each line as full as it can be: for texts too long to weigh every way. */
static unsigned first_fit(const struct fit_item *v, unsigned n, const struct fit_params *p, struct arena *a,
                          struct fit_line **lines)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct fit_line));
    unsigned start = 0, line = 0;
    while (start < n) {
        int64_t width = 0, shrink = 0;
        unsigned last = 0;
        bool found = false;
        len_t room = p->width(p->user, MIN(line, p->uniform_from));
        for (unsigned i = start; i < n; i++) {
            bool pen = v[i].kind == FIT_PENALTY;
            bool legal = pen ? v[i].penalty < FIT_INFINITE
                             : v[i].kind == FIT_GLUE && i > start && v[i - 1].kind == FIT_BOX;
            if (legal && found && width + (pen ? v[i].width : 0) - shrink > room)
                break;
            if (legal) {
                last = i;
                found = true;
            }
            if (pen && v[i].penalty <= -FIT_INFINITE)
                break;
            if (!pen) {
                width += v[i].width;
                shrink += v[i].shrink;
            }
        }
        if (!found)
            break;
        struct fit_line l = { start, last };
        g_array_append_val(out, l);
        line++;
        for (start = last + (v[last].kind == FIT_PENALTY ? 1 : 0); start < n && v[start].kind != FIT_BOX;)
            start++;
    }
    unsigned count = out->len;
    *lines = arena_memdup(a, out->data, count * sizeof(struct fit_line));
    g_array_free(out, TRUE);
    return count;
}

unsigned text_fit(const struct fit_item *items, unsigned n, const struct fit_params *p, struct arena *a,
                  struct fit_line **lines)
{
    g_assert(n > 0 && items[n - 1].kind == FIT_PENALTY && items[n - 1].penalty <= -FIT_INFINITE);
    if (n > (p->max_items ? p->max_items : DEFAULT_MAX_ITEMS))
        return first_fit(items, n, p, a, lines);
    struct fit f = { .v = items, .n = n, .p = p, .uniform_from = MIN(p->uniform_from, MAX_LINE_CLASSES) };
    f.tmp = arena_new();
    f.active = g_ptr_array_new();
    f.best = g_new0(struct best, (f.uniform_from + 1) * CLASSES);
    if (!run(&f, FIRST_TOLERANCE, false) && !run(&f, 5, false))
        run(&f, HUGE_VAL, true);
    unsigned count = f.end ? collect(&f, a, lines) : first_fit(items, n, p, a, lines);
    g_free(f.best);
    g_ptr_array_free(f.active, TRUE);
    arena_drop(f.tmp);
    return count;
}
