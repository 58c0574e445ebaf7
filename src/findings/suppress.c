/* SPDX-License-Identifier: MIT */
/* Instructions are found in the text of each file, and belong to an element of its outline. */
#include "findings/suppress.h"

#include "base/i18n.h"
#include "base/markup.h"
#include "base/near.h"
#include "base/xml.h"
#include "findings/outline.h"

#include <string.h>

/* One code of an instruction. */
struct allowed {
    char *code;
    const char *reason;         /* of its instruction; NULL: none is given */
    struct src_range place;     /* of the code */
    bool used;
};

/* An instruction. */
struct allow {
    struct src_range place;
    bool wrong;                 /* it is none: no "allow", or no code */
    char *reason;               /* NULL: it gives none */
    GPtrArray *codes;           /* of struct allowed */
};

/* A file of the report. */
struct source {
    const struct src_file *file;
    struct outline *outline;
    GHashTable *allows;         /* "ELEMENT CODE", the element by its index: struct allowed, the first */
    struct src_pos host;        /* the element that includes it; nowhere: it is the report itself */
};

struct suppress {
    GPtrArray *allows;          /* of struct allow, in the order of the files and their texts */
    GHashTable *sources;        /* struct src_file: struct source */
};

bool suppress_may(enum diag_code id, enum diag_severity severity)
{
    if (severity >= DIAG_FATAL || id == DIAG_REPORT_SECRET || id == DIAG_REPORT_REF_INTERNAL)
        return false;
    switch (diag_row_layer(id)) {
    case DIAG_LAYER_RULES:
        return id == DIAG_RULE;         /* the other rows are about the rules themselves */
    case DIAG_LAYER_LANGUAGE:
    case DIAG_LAYER_FONTS:
    case DIAG_LAYER_PICTURES:
    case DIAG_LAYER_FO:
    case DIAG_LAYER_LAYOUT:
        return true;
    default:
        return false;
    }
}

/* --- reading --- */

static void drop_allowed(gpointer p)
{
    struct allowed *a = p;
    g_free(a->code);
    g_free(a);
}

static void drop_allow(gpointer p)
{
    struct allow *a = p;
    g_ptr_array_free(a->codes, TRUE);
    g_free(a->reason);
    g_free(a);
}

static void drop_source(gpointer p)
{
    struct source *s = p;
    outline_drop(s->outline);
    g_hash_table_destroy(s->allows);
    g_free(s);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_space(const char *text, size_t at, size_t end)
{
    while (at < end && is_space(text[at]))
        at++;
    return at;
}

static size_t word_end(const char *text, size_t at, size_t end)
{
    while (at < end && !is_space(text[at]) && text[at] != ',')
        at++;
    return at;
}

/* "allow CODE, CODE reason": a comma says that another code follows. */
static struct allow *read_allow(const struct src_file *f, const struct markup_token *t)
{
    const char *text = src_file_text(f);
    size_t end = t->end - (t->open ? 0 : 2), at = skip_space(text, t->name + t->name_len, end), to = word_end(text, at, end);
    struct allow *a = g_new0(struct allow, 1);
    a->place = (struct src_range){ f, (uint32_t)t->start, (uint32_t)t->end };
    a->codes = g_ptr_array_new_with_free_func(drop_allowed);
    a->wrong = !markup_is(text, at, to - at, "allow");
    for (bool more = !a->wrong; more;) {
        at = skip_space(text, to, end);
        to = word_end(text, at, end);
        if (to == at)
            break;
        struct allowed *c = g_new0(struct allowed, 1);
        c->code = g_strndup(text + at, to - at);
        c->place = (struct src_range){ f, (uint32_t)at, (uint32_t)to };
        g_ptr_array_add(a->codes, c);
        at = skip_space(text, to, end);
        more = at < end && text[at] == ',';
        to = more ? at + 1 : to;
    }
    a->wrong |= a->codes->len == 0;
    at = skip_space(text, to, end);
    a->reason = at < end ? g_strchomp(g_strndup(text + at, end - at)) : NULL;
    for (guint i = 0; i < a->codes->len; i++)
        ((struct allowed *)a->codes->pdata[i])->reason = a->reason;
    return a;
}

static char *key_of(uint32_t element, const char *code)
{
    return g_strdup_printf("%u %s", element, code);
}

static void read_source(struct suppress *s, struct source *src)
{
    const char *text = src_file_text(src->file);
    size_t len = src_file_len(src->file), at = 0;
    struct markup_token t;
    if (!g_strstr_len(text, (gssize)len, "<?sapchu"))
        return;
    src->outline = outline_new(src->file);
    while (markup_next(text, len, &at, &t)) {
        if (t.kind != MARKUP_PI || !markup_is(text, t.name, t.name_len, "sapchu"))
            continue;
        struct allow *a = read_allow(src->file, &t);
        g_ptr_array_add(s->allows, a);
        uint32_t element = outline_at(src->outline, (uint32_t)t.start);
        for (guint i = 0; i < a->codes->len; i++) {
            struct allowed *c = g_ptr_array_index(a->codes, i);
            char *key = key_of(element, c->code);
            if (g_hash_table_contains(src->allows, key))
                g_free(key);
            else
                g_hash_table_insert(src->allows, key, c);
        }
    }
}

/* `text`: it is included as text, in which nothing is an instruction. */
static void add_source(struct suppress *s, const struct src_file *f, struct src_pos host, bool text)
{
    if (g_hash_table_contains(s->sources, f))
        return;
    struct source *src = g_new0(struct source, 1);
    src->file = f;
    src->allows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    src->host = host;
    g_hash_table_insert(s->sources, (gpointer)f, src);
    if (!text)
        read_source(s, src);
}

static const xmlNode *next_element(const xmlNode *n)
{
    const xmlNode *c = n->children;
    for (;;) {
        for (; c; c = c->next)
            if (c->type == XML_ELEMENT_NODE)
                return c;
        c = n->next;
        n = n->parent;
        if (!n)
            return NULL;
    }
}

struct suppress *suppress_new(const xmlDoc *doc)
{
    struct suppress *s = g_new0(struct suppress, 1);
    s->allows = g_ptr_array_new_with_free_func(drop_allow);
    s->sources = g_hash_table_new_full(NULL, NULL, NULL, drop_source);
    for (const xmlNode *n = xmlDocGetRootElement(doc); n; n = next_element(n)) {
        const struct src_pos pos = xml_node_pos(n);
        const struct src_pos host = n->parent->type == XML_ELEMENT_NODE ? xml_node_pos(n->parent) : SRC_NOWHERE;
        if (pos.file && pos.file != host.file)
            add_source(s, pos.file, host, false);
        for (const xmlNode *c = n->children; c; c = c->next) {
            const struct src_pos at = c->type == XML_TEXT_NODE ? xml_node_pos(c) : pos;
            if (at.file && at.file != pos.file)
                add_source(s, at.file, pos, true);
        }
    }
    if (s->allows->len > 0)
        return s;
    suppress_drop(s);
    return NULL;
}

void suppress_drop(struct suppress *s)
{
    if (!s)
        return;
    g_hash_table_destroy(s->sources);
    g_ptr_array_free(s->allows, TRUE);
    g_free(s);
}

/* --- asking --- */

static const struct allowed *find_allowed(const struct source *src, uint32_t element, const char *code)
{
    char *key = key_of(element, code);
    struct allowed *c = g_hash_table_lookup(src->allows, key);
    g_free(key);
    if (c)
        c->used = true;
    return c;
}

bool suppress_allows(struct suppress *s, const struct diag_item *it, const char **reason)
{
    if (!s || !suppress_may(it->id, it->severity))
        return false;
    struct src_pos pos = it->pos;
    const struct source *src;
    for (; pos.file && (src = g_hash_table_lookup(s->sources, pos.file)); pos = src->host) {
        if (!src->outline)
            continue;
        for (uint32_t e = outline_at(src->outline, pos.offset);; e = outline_get(src->outline, e)->parent) {
            const struct allowed *c = find_allowed(src, e, it->code);
            if (c) {
                *reason = c->reason;
                return true;
            }
            if (e == OUTLINE_NONE)
                break;
        }
    }
    return false;
}

/* --- judging --- */

/* What codes there are: each with whether it may be passed over, and whether a check of the report alone says it. */
enum { KNOWN = 1, ALLOWABLE = 2, CHECKED = 4 };

static void know(GHashTable *known, const char *code, int what)
{
    g_hash_table_insert(known, (gpointer)code, GINT_TO_POINTER(GPOINTER_TO_INT(g_hash_table_lookup(known, code)) | what));
}

static GHashTable *known_codes(GHashTable *codes)
{
    GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter i;
    gpointer code;
    for (unsigned id = 0; id < DIAG_N; id++)
        if (id != DIAG_RULE)
            know(known, diag_row_code(id),
                 KNOWN | (suppress_may(id, diag_row_severity(id)) ? ALLOWABLE : 0) |
                     (diag_row_layer(id) <= DIAG_LAYER_LANGUAGE ? CHECKED : 0));
    g_hash_table_iter_init(&i, codes);
    while (g_hash_table_iter_next(&i, &code, NULL))
        know(known, code, KNOWN | ALLOWABLE | CHECKED);
    return known;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The allowable code nearest to `code`; NULL: none is near. */
static const char *nearest(GHashTable *known, const char *code)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter i;
    gpointer name, what;
    g_hash_table_iter_init(&i, known);
    while (g_hash_table_iter_next(&i, &name, &what))
        if (GPOINTER_TO_INT(what) & ALLOWABLE)
            g_ptr_array_add(names, name);
    g_ptr_array_sort(names, by_name);
    const char *near = near_of(code, (const char *const *)names->pdata, names->len);
    g_ptr_array_free(names, TRUE);
    return near;
}

static void say_code(struct diag *d, const struct allowed *c, GHashTable *known, int what)
{
    const struct src_pos pos = { c->place.file, c->place.start };
    if (what & KNOWN) {
        diag_emit(d, DIAG_SUPPRESS_NEVER, pos, c->code);
        return;
    }
    const char *near = nearest(known, c->code);
    struct diag_item *it = near ? diag_emit(d, DIAG_SUPPRESS_CODE_LIKE, pos, c->code, near)
                                : diag_emit(d, DIAG_SUPPRESS_CODE, pos, c->code);
    if (!it || !near)
        return;
    char *title = g_strdup_printf(_("write '%s'"), near);
    diag_add_end(it, c->place.end);
    diag_add_fix(d, it, title, false);
    diag_add_edit(d, it, c->place, near);
    g_free(title);
}

/* Of an instruction with one code, all of it can go. */
static void say_unused(struct diag *d, const struct allow *a, const struct allowed *c)
{
    struct diag_item *it = diag_emit(d, DIAG_SUPPRESS_UNUSED, (struct src_pos){ c->place.file, c->place.start }, c->code);
    diag_add_end(it, c->place.end);
    if (a->codes->len > 1)
        return;
    diag_add_fix(d, it, _("take the instruction away"), false);
    diag_add_edit(d, it, a->place, "");
}

void suppress_judge(const struct suppress *s, struct diag *d, GHashTable *codes, bool unused)
{
    if (!s)
        return;
    GHashTable *known = known_codes(codes);
    for (guint i = 0; i < s->allows->len; i++) {
        const struct allow *a = g_ptr_array_index(s->allows, i);
        const struct src_pos pos = { a->place.file, a->place.start };
        if (a->wrong)
            diag_emit(d, DIAG_SUPPRESS_FORM, pos);
        else if (!a->reason)
            diag_emit(d, DIAG_SUPPRESS_REASON, pos);
        for (guint k = 0; k < a->codes->len; k++) {
            const struct allowed *c = g_ptr_array_index(a->codes, k);
            int what = GPOINTER_TO_INT(g_hash_table_lookup(known, c->code));
            if (!(what & ALLOWABLE))
                say_code(d, c, known, what);
            else if (unused && !c->used && (what & CHECKED))
                say_unused(d, a, c);
        }
    }
    g_hash_table_destroy(known);
}
