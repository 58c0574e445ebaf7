/* SPDX-License-Identifier: MIT */
/* The table of ids. */
#include "layout/ids.h"

#include "layout/index.h"

#include <glib.h>

#define SCALE_KEY "\001%c%s"          /* ids that no document can have: their folios are scales */

/* The pages that one page-citation-strategy counts. */
struct pages {
    char *first, *last;         /* folios in the pass `pass` */
    char *old_last;             /* the last one of the pass before that */
    unsigned pass, sequence;    /* in which it was placed last */
};

struct place {
    struct pages by[IDS_STRATEGIES];
    unsigned pass;              /* in which it was placed last */
    bool ends_late;
    struct src_pos pos;         /* of its node */
};

/* An answer that was given: checked at the end of the pass. */
struct answer {
    const char *id;             /* the table's key */
    char *folio;                /* NULL: none was known */
    enum ids_strategy strategy;
    bool last;
};

struct id_table {
    GHashTable *places;         /* id → struct place */
    GArray *answers;            /* of struct answer */
    GHashTable *asked;          /* ids referred to, own copies → struct src_pos of the first reference */
    struct index_table *index;
    unsigned pass, sequence;    /* this one; that one, counted in the pass */
    bool pending, ended;
};

static void place_free(gpointer p)
{
    struct place *pl = p;
    for (int k = 0; k < IDS_STRATEGIES; k++) {
        g_free(pl->by[k].first);
        g_free(pl->by[k].last);
        g_free(pl->by[k].old_last);
    }
    g_free(pl);
}

static void answer_clear(gpointer p)
{
    g_free(((struct answer *)p)->folio);
}

struct id_table *ids_new(void)
{
    struct id_table *t = g_new0(struct id_table, 1);
    t->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, place_free);
    t->asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    t->answers = g_array_new(FALSE, FALSE, sizeof(struct answer));
    g_array_set_clear_func(t->answers, answer_clear);
    t->index = index_new();
    return t;
}

void ids_drop(struct id_table *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->places);
    g_hash_table_destroy(t->asked);
    g_array_free(t->answers, TRUE);
    index_drop(t->index);
    g_free(t);
}

void ids_begin_pass(struct id_table *t)
{
    t->pass++;
    t->sequence = 0;
    t->pending = t->ended = false;
    g_array_set_size(t->answers, 0);
    index_begin_pass(t->index);
}

struct index_table *ids_index(struct id_table *t)
{
    return t->index;
}

unsigned ids_sequence(const struct id_table *t)
{
    return t->sequence;
}

static void place_on(struct pages *p, const struct id_table *t, const char *folio)
{
    if (p->pass != t->pass) {
        g_free(p->first);
        g_free(p->old_last);
        p->first = g_strdup(folio);
        p->old_last = p->last;
        p->last = NULL;
        p->pass = t->pass;
    }
    p->sequence = t->sequence;
    if (g_strcmp0(p->last, folio) != 0) {
        g_free(p->last);
        p->last = g_strdup(folio);
    }
}

bool ids_place(struct id_table *t, const char *id, const char *folio, struct src_pos pos, unsigned flags)
{
    struct place *p = g_hash_table_lookup(t->places, id);
    if (!p) {
        p = g_new0(struct place, 1);
        g_hash_table_insert(t->places, g_strdup(id), p);
    }
    if (p->pass == t->pass && (p->pos.file != pos.file || p->pos.offset != pos.offset))
        return false;
    p->pass = t->pass;
    p->pos = pos;
    p->ends_late = flags & IDS_ENDS_LATE;
    for (unsigned k = 0; k < IDS_STRATEGIES; k++)
        if (flags & (1u << k))
            place_on(&p->by[k], t, folio);
    return true;
}

void ids_refer(struct id_table *t, const char *id, struct src_pos pos)
{
    if (!g_hash_table_contains(t->asked, id))
        g_hash_table_insert(t->asked, g_strdup(id), g_memdup2(&pos, sizeof pos));
}

/* What a strategy counts: nothing of its own when the pages are all known leaves all of them. */
static const struct pages *pages_of(const struct id_table *t, const struct place *p, enum ids_strategy strategy)
{
    bool whole = t->ended || p->pass != t->pass || p->by[IDS_ALL].old_last;
    return strategy != IDS_ALL && p->by[strategy].pass == 0 && whole ? &p->by[IDS_ALL] : &p->by[strategy];
}

/* The first page is known as soon as it is placed, the last one when its page-sequence has ended. */
static const char *folio_of(const struct id_table *t, const char *id, bool last, enum ids_strategy strategy)
{
    const struct place *place = g_hash_table_lookup(t->places, id);
    if (!place)
        return NULL;
    const struct pages *p = pages_of(t, place, strategy);
    if (!last)
        return p->first;
    bool goes_on = p->pass == t->pass && (p->sequence == t->sequence || place->ends_late) && !t->ended;
    return goes_on ? p->old_last : p->last;
}

bool ids_open(const struct id_table *t, const char *id, bool last, enum ids_strategy strategy)
{
    return !t->ended && !folio_of(t, id, last, strategy);
}

void ids_end_sequence(struct id_table *t)
{
    t->sequence++;
}

void ids_end_pass(struct id_table *t)
{
    t->ended = true;
    index_end_pass(t->index);
}

const char *ids_folio(struct id_table *t, const char *id, bool last, enum ids_strategy strategy, struct src_pos pos)
{
    ids_refer(t, id, pos);
    const char *folio = folio_of(t, id, last, strategy);
    struct answer a = { .folio = g_strdup(folio), .last = last, .strategy = strategy };
    g_hash_table_lookup_extended(t->asked, id, (gpointer *)&a.id, NULL);
    g_array_append_val(t->answers, a);
    if (!folio && !t->ended)
        t->pending = true;
    return folio;
}

bool ids_pending(const struct id_table *t)
{
    return t->pending || index_pending(t->index);
}

bool ids_settled(const struct id_table *t)
{
    for (guint i = 0; i < t->answers->len; i++) {
        const struct answer *a = &g_array_index(t->answers, struct answer, i);
        const struct place *place = g_hash_table_lookup(t->places, a->id);
        const struct pages *p = place ? pages_of(t, place, a->strategy) : NULL;
        const char *now = p ? (a->last ? p->last : p->first) : NULL;
        if (g_strcmp0(now, a->folio) != 0)
            return false;
    }
    return index_settled(t->index);
}

void ids_report_missing(const struct id_table *t, struct diag *diag)
{
    GHashTableIter it;
    gpointer id, pos;
    g_hash_table_iter_init(&it, t->asked);
    while (g_hash_table_iter_next(&it, &id, &pos))
        if (!g_hash_table_contains(t->places, id) && *(const char *)id != *SCALE_KEY)
            diag_emit(diag, DIAG_LAY_NO_ID, *(const struct src_pos *)pos, id);
}

/* --- scales --- */

void ids_place_scale(struct id_table *t, const char *id, double width, double height, struct src_pos pos)
{
    const double scale[2] = { width, height };
    for (int k = 0; k < 2; k++) {
        char *key = g_strdup_printf(SCALE_KEY, "wh"[k], id);
        char *hundredths = g_strdup_printf("%d", (int)CLAMP(scale[k] * 100 + 0.5, 0, 1e8));
        struct place *p = g_hash_table_lookup(t->places, key);
        if (!p || p->pass != t->pass)
            ids_place(t, key, hundredths, pos, IDS_IN_LINE);
        g_free(hundredths);
        g_free(key);
    }
}

int ids_scale(struct id_table *t, const char *id, bool height, struct src_pos pos)
{
    ids_refer(t, id, pos);
    char *key = g_strdup_printf(SCALE_KEY, height ? 'h' : 'w', id);
    const char *hundredths = ids_folio(t, key, false, IDS_ALL, pos);
    g_free(key);
    return hundredths ? (int)g_ascii_strtoll(hundredths, NULL, 10) : -1;
}
