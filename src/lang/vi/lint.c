/* SPDX-License-Identifier: MIT */
/* Runs the checks of the language, and says what they find. */
#include "lang/vi/lint.h"

#include "base/arena.h"
#include "base/i18n.h"
#include "lang/vi/realword.h"
#include "lang/vi/speller.h"
#include "lang/vi/text.h"

#include <string.h>

enum { S = 1u << PROSE_SENTENCES, H = 1u << PROSE_HEADLINE, N = 1u << PROSE_NAME, L = 1u << PROSE_LABEL, A = S | H | N | L };

static const struct {
    void (*check)(struct vi_lint *);
    unsigned kinds;
} unit_checks[] = {
#define UNIT(name, kinds) { vi_lint_##name, kinds },
#include "lang/vi/lints.def"
};

static void (*const document_checks[])(struct vi_lint *) = {
#define DOCUMENT(name) vi_lint_##name,
#include "lang/vi/lints.def"
    NULL
};

static void offer(struct vi_lint *l, struct diag_item *it, const struct prose_unit *u, struct src_range r, uint32_t start,
                  const char *replacement, bool safe)
{
    char *title = !*replacement                       ? g_strdup(_("remove it"))
                  : strspn(replacement, " ") == strlen(replacement) ? g_strdup(_("write a space"))
                                                      : g_strdup_printf(_("write '%s'"), replacement);
    char *text = prose_escape(u, start, replacement);
    diag_add_fix(l->diag, it, title, safe);
    diag_add_edit(l->diag, it, r, text);
    if (*replacement && strspn(replacement, " ") < strlen(replacement))
        diag_add_expected(l->diag, it, replacement);
    g_free(title);
    g_free(text);
}

void vi_lint_relate(struct vi_lint *l, struct diag_item *it, const struct prose_unit *u, uint32_t start, uint32_t end,
                    const char *text)
{
    struct src_range r;
    prose_range(u, start, end, &r);
    char *message = g_strdup_printf(_("'%s' stands here"), text);
    diag_add_related(l->diag, it, r, message);
    g_free(message);
}

void vi_lint_spoil(struct vi_lint *l, uint32_t start, uint32_t end)
{
    const struct vi_spoilt s = { start, end };
    g_array_append_val(l->spoilt, s);
}

void vi_lint_tell(struct vi_lint *l, uint32_t start)
{
    g_hash_table_add(l->told, (gpointer)(l->unit->text + start));
}

bool vi_lint_is_told(const struct vi_lint *l, const struct prose_unit *u, uint32_t start)
{
    return g_hash_table_size(l->told) > 0 && g_hash_table_contains(l->told, u->text + start);
}

static bool is_spoilt(const struct vi_lint *l, uint32_t start, uint32_t end)
{
    guint lo = 0, hi = l->n_held;
    while (lo < hi) {           /* the first that ends behind `start` */
        guint mid = lo + (hi - lo) / 2;
        if (g_array_index(l->spoilt, struct vi_spoilt, mid).end <= start)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < l->n_held && g_array_index(l->spoilt, struct vi_spoilt, lo).start < end;
}

struct diag_item *vi_lint_say(struct vi_lint *l, enum diag_code id, const struct prose_unit *u, uint32_t start,
                              uint32_t end, const char *replacement, int safe, ...)
{
    struct src_range r;
    if (u == l->unit && is_spoilt(l, start, end))
        return NULL;
    bool whole = prose_range(u, start, end, &r);
    va_list ap;
    va_start(ap, safe);
    struct diag_item *it = diag_emit_va(l->diag, id, src_pos_at(r.file, r.start), ap);
    va_end(ap);
    diag_add_end(it, r.end);
    if (it && whole && replacement)
        offer(l, it, u, r, start, replacement, safe != 0);
    return it;
}

/* --- tokens --- */

bool vi_is_word(const struct vi_lint *l, uint32_t i, const char *lower)
{
    return vi_is(l, i, VI_WORD) && strcmp(l->t[i].word->fold->text, lower) == 0;
}

uint32_t vi_next(const struct vi_lint *l, uint32_t i)
{
    for (i++; i < l->n && l->t[i].kind == VI_SPACE; i++)
        ;
    return MIN(i, l->n);
}

uint32_t vi_previous(const struct vi_lint *l, uint32_t i)
{
    while (i-- > 0)
        if (l->t[i].kind != VI_SPACE)
            return i;
    return UINT32_MAX;
}

char *vi_token_text(const struct vi_lint *l, uint32_t from, uint32_t to)
{
    if (from >= to)
        return g_strdup("");
    return g_strndup(l->unit->text + l->t[from].start, l->t[to - 1].end - l->t[from].start);
}

/* --- the run --- */

void vi_lint_mend_others(struct vi_lint *l, struct diag_item *it, const GArray *places)
{
    for (guint k = 1; it && it->fix && k < places->len; k++) {
        const struct vi_edit *p = &g_array_index(places, struct vi_edit, k);
        struct src_range r;
        if (prose_range(p->unit, p->start, p->end, &r))
            diag_add_edit(l->diag, it, r, p->text);
    }
}

static gint compare_spoilt(gconstpointer a, gconstpointer b)
{
    const struct vi_spoilt *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* In order, and those that meet made one. */
static void merge_spoilt(GArray *a)
{
    guint n = 0;
    g_array_sort(a, compare_spoilt);
    for (guint i = 0; i < a->len; i++) {
        const struct vi_spoilt s = g_array_index(a, struct vi_spoilt, i);
        struct vi_spoilt *last = n ? &g_array_index(a, struct vi_spoilt, n - 1) : NULL;
        if (last && s.start <= last->end)
            last->end = MAX(last->end, s.end);
        else
            g_array_index(a, struct vi_spoilt, n++) = s;
    }
    g_array_set_size(a, n);
}

/* What a check has spoilt holds from now on: its tokens are opaque. `t`: the unit's tokens. */
static void hold_spoilt(struct vi_lint *l, struct vi_token *t)
{
    if (l->n_held == l->spoilt->len)
        return;
    merge_spoilt(l->spoilt);
    l->n_held = l->spoilt->len;
    uint32_t i = 0;
    for (guint k = 0; k < l->n_held; k++) {
        const struct vi_spoilt *s = &g_array_index(l->spoilt, struct vi_spoilt, k);
        while (i < l->n && t[i].end <= s->start)
            i++;
        for (; i < l->n && t[i].start < s->end; i++) {
            t[i].kind = VI_OPAQUE;
            t[i].word = NULL;
        }
    }
}

void vi_lint_run(const struct prose *p, struct diag *diag, const struct vi_dictionary *user)
{
    unsigned n = prose_len(p);
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct vi_token));
    struct vi_unit *units = g_new0(struct vi_unit, n + 1);
    uint32_t *first = g_new(uint32_t, n + 1);
    struct vi_lint l = { .words = vi_words_new(user), .diag = diag, .units = units, .n_units = n,
                         .spoilt = g_array_new(FALSE, FALSE, sizeof(struct vi_spoilt)),
                         .no_zero = g_array_new(FALSE, FALSE, sizeof(struct vi_edit)),
                         .needless_zero = g_array_new(FALSE, FALSE, sizeof(struct vi_edit)),
                         .told = g_hash_table_new(NULL, NULL) };
    l.speller = vi_speller_new(l.words);
    l.realword = vi_realword_new();
    for (unsigned i = 0; i < n; i++) {
        const struct prose_unit *u = prose_get(p, i);
        first[i] = tokens->len;
        vi_tokens(l.words, u->text, u->len, tokens);
    }
    first[n] = tokens->len;
    for (unsigned i = 0; i < n; i++)
        units[i] = (struct vi_unit){ prose_get(p, i), &g_array_index(tokens, struct vi_token, first[i]), first[i + 1] - first[i] };
    for (unsigned i = 0; i < n; i++) {
        l.index = i;
        l.unit = units[i].prose;
        l.t = units[i].t;
        l.n = units[i].n;
        g_array_set_size(l.spoilt, 0);
        l.n_held = 0;
        for (unsigned k = 0; k < G_N_ELEMENTS(unit_checks); k++) {
            if (unit_checks[k].kinds & (1u << l.unit->kind))
                unit_checks[k].check(&l);
            hold_spoilt(&l, (struct vi_token *)(void *)tokens->data + first[i]);
        }
    }
    l.unit = NULL;
    l.t = NULL;
    l.n = 0;
    for (unsigned k = 0; document_checks[k]; k++)
        document_checks[k](&l);
    g_array_free(l.spoilt, TRUE);
    g_array_free(l.no_zero, TRUE);
    g_array_free(l.needless_zero, TRUE);
    g_hash_table_destroy(l.told);
    vi_realword_drop(l.realword);
    vi_speller_drop(l.speller);
    vi_words_drop(l.words);
    g_free(first);
    g_free(units);
    g_array_free(tokens, TRUE);
}
