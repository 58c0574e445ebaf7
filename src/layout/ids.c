/* SPDX-License-Identifier: MIT */
/* The table of ids. */
#include "layout/ids.h"

#include <glib.h>

#define SCALE_KEY "\001%c%s"          /* ids that no document can have: their folios are scales */

struct place {
    char *first, *last;         /* folios in the pass `pass` */
    char *old_last;             /* the last one of the pass before that */
    unsigned pass, sequence;    /* in which it was placed last */
    struct src_pos pos;         /* of its node */
};

/* An answer that was given: checked at the end of the pass. */
struct answer {
    const char *id;             /* the table's key */
    char *folio;                /* NULL: none was known */
    bool last;
};

struct id_table {
    GHashTable *places;         /* id → struct place */
    GArray *answers;            /* of struct answer */
    GHashTable *asked;          /* ids referred to, own copies → struct src_pos of the first reference */
    unsigned pass, sequence;    /* this one; that one, counted in the pass */
    bool pending, ended;
};

static void place_free(gpointer p)
{
    struct place *pl = p;
    g_free(pl->first);
    g_free(pl->last);
    g_free(pl->old_last);
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
    return t;
}

void ids_drop(struct id_table *t)
{
    if (!t)
        return;
    g_hash_table_destroy(t->places);
    g_hash_table_destroy(t->asked);
    g_array_free(t->answers, TRUE);
    g_free(t);
}

void ids_begin_pass(struct id_table *t)
{
    t->pass++;
    t->sequence = 0;
    t->pending = t->ended = false;
    g_array_set_size(t->answers, 0);
}

bool ids_place(struct id_table *t, const char *id, const char *folio, struct src_pos pos)
{
    struct place *p = g_hash_table_lookup(t->places, id);
    if (!p) {
        p = g_new0(struct place, 1);
        g_hash_table_insert(t->places, g_strdup(id), p);
    }
    if (p->pass != t->pass) {
        g_free(p->first);
        g_free(p->old_last);
        p->first = g_strdup(folio);
        p->old_last = p->last;
        p->last = NULL;
        p->pass = t->pass;
        p->pos = pos;
    } else if (p->pos.file != pos.file || p->pos.offset != pos.offset) {
        return false;
    }
    p->sequence = t->sequence;
    if (g_strcmp0(p->last, folio) != 0) {
        g_free(p->last);
        p->last = g_strdup(folio);
    }
    return true;
}

void ids_refer(struct id_table *t, const char *id, struct src_pos pos)
{
    if (!g_hash_table_contains(t->asked, id))
        g_hash_table_insert(t->asked, g_strdup(id), g_memdup2(&pos, sizeof pos));
}

/* The first page is known as soon as it is placed, the last one when its page-sequence has ended. */
static const char *folio_of(const struct id_table *t, const char *id, bool last)
{
    const struct place *p = g_hash_table_lookup(t->places, id);
    if (!p)
        return NULL;
    if (!last)
        return p->first;
    return p->pass == t->pass && p->sequence == t->sequence && !t->ended ? p->old_last : p->last;
}

bool ids_open(const struct id_table *t, const char *id, bool last)
{
    return !t->ended && !folio_of(t, id, last);
}

void ids_end_sequence(struct id_table *t)
{
    t->sequence++;
}

void ids_end_pass(struct id_table *t)
{
    t->ended = true;
}

const char *ids_folio(struct id_table *t, const char *id, bool last, struct src_pos pos)
{
    ids_refer(t, id, pos);
    const char *folio = folio_of(t, id, last);
    struct answer a = { .folio = g_strdup(folio), .last = last };
    g_hash_table_lookup_extended(t->asked, id, (gpointer *)&a.id, NULL);
    g_array_append_val(t->answers, a);
    if (!folio && !t->ended)
        t->pending = true;
    return folio;
}

bool ids_pending(const struct id_table *t)
{
    return t->pending;
}

bool ids_settled(const struct id_table *t)
{
    for (guint i = 0; i < t->answers->len; i++) {
        const struct answer *a = &g_array_index(t->answers, struct answer, i);
        const struct place *p = g_hash_table_lookup(t->places, a->id);
        const char *now = p ? (a->last ? p->last : p->first) : NULL;
        if (g_strcmp0(now, a->folio) != 0)
            return false;
    }
    return true;
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
            ids_place(t, key, hundredths, pos);
        g_free(hundredths);
        g_free(key);
    }
}

int ids_scale(struct id_table *t, const char *id, bool height, struct src_pos pos)
{
    ids_refer(t, id, pos);
    char *key = g_strdup_printf(SCALE_KEY, height ? 'h' : 'w', id);
    const char *hundredths = ids_folio(t, key, false, pos);
    g_free(key);
    return hundredths ? (int)g_ascii_strtoll(hundredths, NULL, 10) : -1;
}
