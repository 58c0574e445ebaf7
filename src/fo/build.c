/* SPDX-License-Identifier: MIT */
/*
 * The builder: elements and text in document order become nodes. It keeps the
 * open elements in arrays, so that depth costs no stack.
 */
#include "fo/build_frame.h"

#include <string.h>

struct fo_builder *fo_builder_new(struct diag *diag, const struct fo_limits *limits,
                                  const struct fo_sink *sink)
{
    struct fo_builder *b = g_new0(struct fo_builder, 1);
    b->diag = diag;
    b->sink = sink;
    b->max_depth = limits && limits->depth ? limits->depth : FO_DEPTH_DEFAULT;
    b->styler = fo_styler_new(diag);
    b->doc_arena = arena_new();
    b->seq_arena = arena_new();
    b->arena = b->doc_arena;
    b->frames = g_array_new(FALSE, TRUE, sizeof(struct frame));
    b->open = g_array_new(FALSE, TRUE, sizeof(struct fo_open));
    b->attrs = g_array_new(FALSE, FALSE, sizeof(struct fo_attr));
    b->strings = g_array_new(FALSE, FALSE, sizeof(struct fo_named));
    b->pairs = fo_pairs_new();
    b->text = g_string_new(NULL);
    b->text_from = g_array_new(FALSE, FALSE, sizeof(struct fo_origin_part));
    b->packet.text = g_string_new(NULL);
    b->clear = g_array_new(FALSE, FALSE, sizeof(unsigned));
    b->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    b->doc.diag = diag;
    b->doc.styler = b->styler;
    fo_around_begin(b);
    return b;
}

void fo_builder_drop(struct fo_builder *b)
{
    if (!b)
        return;
    fo_styler_drop(b->styler);
    arena_drop(b->doc_arena);
    arena_drop(b->seq_arena);
    while (b->frames->len)
        fo_pop(b);
    g_array_free(b->frames, TRUE);
    g_array_free(b->open, TRUE);
    g_array_free(b->attrs, TRUE);
    g_array_free(b->strings, TRUE);
    fo_pairs_drop(b->pairs);
    g_string_free(b->text, TRUE);
    g_array_free(b->text_from, TRUE);
    g_string_free(b->packet.text, TRUE);
    g_array_free(b->clear, TRUE);
    g_hash_table_destroy(b->told);
    fo_foreign_drop(b->foreign);
    g_free(b);
}

bool fo_builder_stopped(const struct fo_builder *b)
{
    return b->stopped;
}

void fo_builder_stop(struct fo_builder *b)
{
    b->stopped = b->failed = true;
}

/* --- nodes --- */

const struct fo_entry *fo_style_here(struct fo_builder *b, enum fo_type type, struct src_pos pos)
{
    struct fo_ask ask = {
        .type = type, .attrs = (const struct fo_attr *)(void *)b->attrs->data, .n = b->attrs->len,
        .open = (const struct fo_open *)(void *)b->open->data, .n_open = b->open->len,
        .around = &b->around, .pos = pos,
    };
    return fo_styler_get(b->styler, &ask);
}

struct fo_node *fo_node_new(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry,
                            struct src_pos pos)
{
    struct fo_node *n = arena_new0(b->arena, struct fo_node);
    n->type = (uint16_t)type;
    n->level = fo_obj_get(type)->level;
    n->style = entry->style;
    n->pos = pos;
    n->serial = ++b->serial;
    return n;
}

const struct fo_strings *fo_own_strings(struct fo_builder *b, unsigned n, const struct fo_given *given)
{
    if (n == 0 && !given)
        return NULL;
    struct fo_strings *s = arena_alloc(b->arena, sizeof *s + n * sizeof s->v[0]);
    s->n = n;
    s->given = given;
    if (n > 0)
        memcpy(s->v, b->strings->data, n * sizeof s->v[0]);
    return s;
}

const char *fo_node_string(const struct fo_node *n, const char *property)
{
    for (unsigned i = 0; n->strings && i < n->strings->n; i++)
        if (!strcmp(fo_props[n->strings->v[i].id].name, property))
            return n->strings->v[i].value;
    return NULL;
}

/* --- opening --- */

/* The attributes into those of the style and the strings of the node. */
static void sort_attrs(struct fo_builder *b, const struct fo_raw *attrs, unsigned n, struct src_pos pos)
{
    g_array_set_size(b->attrs, 0);
    g_array_set_size(b->strings, 0);
    for (unsigned i = 0; i < n; i++) {
        struct fo_attr a = { attrs[i].name.local, fo_shape_clean(b->arena, attrs[i].value) };
        if (attrs[i].name.uri) {
            const char *prefix = attrs[i].name.prefix;
            bool lang = prefix && !strcmp(prefix, "xml") && !strcmp(a.name, "lang");
            if (!strcmp(attrs[i].name.uri, FO_NS))
                diag_emit(b->diag, DIAG_FO_PREFIX, pos, a.name, prefix ? prefix : "", a.name);
            else if (!lang)
                continue;
            a.name = lang ? "xml:lang" : a.name;
        }
        enum fo_comp comp;
        const struct fo_prop *p = fo_prop_lookup(fo_styler_names(b->styler), a.name, &comp);
        if (p && p->row == FO_ROW_NODE) {
            bool address = p->id == FO_P_src || p->id == FO_P_external_destination;
            struct fo_slice v = address ? fo_value_uri(a.value) : a.value;
            struct fo_named s = { p->id, arena_strndup(b->arena, v.s, v.n) };
            g_array_append_val(b->strings, s);
        } else if (!p || p->row != FO_ROW_AURAL) {
            g_array_append_val(b->attrs, a);
        }
    }
}

static const char *string_of(const struct fo_builder *b, enum fo_prop_id id)
{
    for (guint i = 0; i < b->strings->len; i++) {
        const struct fo_named *s = &g_array_index(b->strings, struct fo_named, i);
        if (s->id == id)
            return s->value;
    }
    return NULL;
}

static void push_frame(struct fo_builder *b, struct frame f, const struct fo_entry *entry)
{
    struct fo_open o = { entry, f.type };
    f.kept = b->frames->len && (fo_top(b)->kept || fo_top(b)->type == FO_MARKER);
    g_array_append_val(b->frames, f);
    g_array_append_val(b->open, o);
}

void fo_pop(struct fo_builder *b)
{
    fo_grid_drop(fo_top(b)->grid);
    if (fo_top(b)->names)
        g_hash_table_destroy(fo_top(b)->names);
    g_array_set_size(b->frames, b->frames->len - 1);
    g_array_set_size(b->open, b->open->len - 1);
}

struct frame *fo_push(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry,
                      struct src_pos pos)
{
    const struct fo_obj *o = fo_obj_get(type);
    const struct frame *up = b->frames->len ? fo_top(b) : NULL;
    struct fo_node *n = fo_node_new(b, type, entry, pos);
    const struct fo_given *given = fo_given_new(b, type, entry);
    n->strings = fo_own_strings(b, b->strings->len, given);
    if (type == FO_CHARACTER && string_of(b, FO_P_character)) {
        n->text = string_of(b, FO_P_character);
        n->len = (uint32_t)strlen(n->text);
    }
    bool sequence = type == FO_PAGE_SEQUENCE && b->arena == b->seq_arena && up && up->node == b->doc.root;
    if (sequence)
        n->parent = up->wrapper ? up->wrapper : up->node;       /* not among its children: root outlives it */
    else if (up)
        fo_shape_append(up->node, n);
    else
        b->doc.root = n;
    struct frame f = { .node = n, .pos = pos, .type = (uint16_t)type, .content = o->content,
                       .flags = o->flags, .given = given };
    if (type == FO_WRAPPER && up) {         /* §6.13.3: it may hold what its parent may, and in a */
        const struct frame *as = up;        /* multi-properties what that one's parent may, §6.9.6 */
        for (guint i = b->frames->len - 1; as->type == FO_MULTI_PROPERTIES && !as->flat && i > 0; i--)
            as = &g_array_index(b->frames, struct frame, i - 1);
        f.content = as->content;
        f.flags = as->flags & OBJ_TEXT;
    }
    push_frame(b, f, entry);
    return fo_top(b);
}

/* An element that leaves its children to its parent, but hands on its properties. */
static void push_flat(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry,
                      struct src_pos pos)
{
    const struct frame *up = fo_top(b);
    struct frame f = { .node = up->node, .pos = pos, .type = (uint16_t)type, .content = up->content,
                       .flags = up->flags & OBJ_TEXT, .flat = true };
    if (type == FO_PAGE_SEQUENCE_WRAPPER) {     /* §6.4.7: it has an id and an index-key */
        f.content = fo_obj_get(type)->content;
        f.wrapper = fo_node_new(b, type, entry, pos);
        f.wrapper->strings = fo_own_strings(b, b->strings->len, NULL);
        f.wrapper->parent = up->wrapper ? up->wrapper : up->node;
    } else if (type == FO_MULTI_PROPERTIES) {
        f.content |= fo_obj_get(FO_MULTI_PROPERTY_SET)->cls;
    }
    f.given = fo_given_new(b, type, entry);
    push_frame(b, f, entry);
}

/* An element whose children go to the node of an earlier one of its kind. */
static void push_again(struct fo_builder *b, struct fo_node *first, const struct fo_entry *entry, struct src_pos pos)
{
    const struct fo_obj *o = fo_obj_get((enum fo_type)first->type);
    struct frame f = { .node = first, .pos = pos, .type = first->type, .content = o->content, .flags = o->flags };
    push_frame(b, f, entry);
}

/* The first page-sequence begins: the sink learns of the masters. */
static bool start_sequence(struct fo_builder *b, struct src_pos pos)
{
    if (!b->doc.masters) {
        diag_emit(b->diag, DIAG_FO_NO_MASTERS, pos);
        fo_builder_stop(b);
        return false;
    }
    if (!b->started && !b->sink->start(b->sink->user, &b->doc)) {
        fo_builder_stop(b);
        return false;
    }
    b->started = true;
    b->arena = b->seq_arena;
    b->serial = 0;
    return true;
}

/* §6.4.4: a profile is known to be sRGB by its name or that of its file; others are not read. */
static void declare_profile(struct fo_builder *b, struct src_pos pos)
{
    const char *name = string_of(b, FO_P_color_profile_name), *src = string_of(b, FO_P_src);
    char *both = g_strconcat(name ? name : "", " ", src ? src : "", NULL), *small = g_ascii_strdown(both, -1);
    if (name && strstr(small, "srgb"))
        fo_styler_add_srgb(b->styler, name);
    else if (name)
        diag_emit(b->diag, DIAG_FO_PROFILE, pos, name);
    g_free(both);
    g_free(small);
}

static void start_object(struct fo_builder *b, enum fo_type type, const struct fo_raw *attrs, unsigned n,
                         struct src_pos pos)
{
    fo_close_empty(b, type, pos);
    bool wrapper = type == FO_WRAPPER || type == FO_MULTI_SWITCH || type == FO_MULTI_PROPERTIES;
    if (wrapper && !fo_obj_allows_wrapper(fo_top(b)->content)) {
        sort_attrs(b, attrs, n, pos);            /* around rows, items …: they belong to the table or list */
        push_flat(b, type == FO_MULTI_PROPERTIES ? type : FO_WRAPPER, fo_style_here(b, FO_WRAPPER, pos), pos);
        return;
    }
    type = fo_place(b, type, pos);
    enum fo_type in = (enum fo_type)fo_top(b)->type;
    bool top = in == FO_ROOT || in == FO_PAGE_SEQUENCE_WRAPPER;
    if (type == FO_PAGE_SEQUENCE && top && b->held) {
        sort_attrs(b, attrs, n, pos);
        fo_give_sequence(b, fo_style_here(b, type, pos)->style);
    }
    if (type == FO_PAGE_SEQUENCE && top && b->arena == b->doc_arena && !start_sequence(b, pos))
        return;
    sort_attrs(b, attrs, n, pos);
    fo_check_attributes(b, type, pos);
    fo_pairs_note(b, type, pos);
    if (type == FO_COLOR_PROFILE)
        declare_profile(b, pos);
    const struct fo_entry *e = fo_style_here(b, type, pos);
    if (type == FO_MULTI_PROPERTY_SET && e->style->active_state == KW_LINK)
        fo_top(b)->property_set = e;    /* on paper no link is visited, active, hovered over or focused */
    struct fo_node *first = fo_check_first(b, type);
    if (type == FO_PAGE_SEQUENCE_WRAPPER && top)
        push_flat(b, type, e, pos);
    else if (first)
        push_again(b, first, e, pos);
    else
        fo_push(b, type, e, pos)->stays = b->stays;
}

static void start_root(struct fo_builder *b, struct fo_name name, const struct fo_raw *attrs, unsigned n,
                       struct src_pos pos)
{
    if (!name.uri || strcmp(name.uri, FO_NS) || strcmp(name.local, "root")) {
        if (!strcmp(name.local, "root"))
            diag_emit(b->diag, DIAG_FO_NAMESPACE, pos, name.uri ? name.uri : "", FO_NS);
        else
            diag_emit(b->diag, DIAG_FO_NOT_FO, pos, name.local);
        fo_builder_stop(b);
        return;
    }
    sort_attrs(b, attrs, n, pos);
    fo_push(b, FO_ROOT, fo_style_here(b, FO_ROOT, pos), pos);
}

static enum fo_type look_up(struct fo_builder *b, const char *name, struct src_pos pos)
{
    enum fo_type t = fo_obj_lookup(name);
    if (t != FO_TEXT)
        return t;
    enum fo_type near = fo_obj_nearest(name);
    if (near != FO_TEXT)
        diag_emit(b->diag, DIAG_FO_UNKNOWN_OBJECT_NEAR, pos, name, fo_type_name(near));
    else
        diag_emit(b->diag, DIAG_FO_UNKNOWN_OBJECT, pos, name);
    return FO_WRAPPER;
}

/* Is what stands here set on pages? The content of a foreign element is not lost then. */
static bool is_set(const struct fo_builder *b)
{
    if (fo_top(b)->type == FO_INSTREAM_FOREIGN_OBJECT)
        return false;
    for (guint i = 0; i < b->frames->len; i++) {
        unsigned type = g_array_index(b->frames, struct frame, i).type;
        if (type == FO_FLOW || type == FO_STATIC_CONTENT)
            return true;
    }
    return false;
}

static void tell_foreign(struct fo_builder *b, enum diag_code code, const char *name, const char *uri, struct src_pos pos)
{
    if (!g_hash_table_add(b->told, g_strconcat(uri, " ", name, NULL)))
        return;
    if (code == DIAG_FO_FOREIGN_BARE)
        diag_emit(b->diag, code, pos, name);
    else
        diag_emit(b->diag, code, pos, name, uri);
}

/* The foreign element that is set turns out to hold something, or nothing. It may be a slip where a formatting object is meant. */
static void tell_outer(struct fo_builder *b, bool holds)
{
    if (b->clear->len == 0 || b->outer.told)
        return;
    enum diag_code code = DIAG_FO_FOREIGN;
    if (holds)
        code = fo_obj_lookup(b->outer.name) != FO_TEXT ? DIAG_FO_FOREIGN_NAMED
               : *b->outer.uri                         ? DIAG_FO_FOREIGN_SET
                                                       : DIAG_FO_FOREIGN_BARE;
    tell_foreign(b, code, b->outer.name, b->outer.uri, b->outer.pos);
    b->outer.told = true;
}

/* A foreign element whose content is set as if it were not there. Those inside of it are told of with it. */
static void start_clear(struct fo_builder *b, const struct fo_name *name, struct src_pos pos)
{
    if (b->clear->len == 0) {
        b->outer.name = arena_strdup(b->arena, name->local);
        b->outer.uri = name->uri ? arena_strdup(b->arena, name->uri) : "";
        b->outer.pos = pos;
        b->outer.told = false;
    }
    g_array_append_val(b->clear, b->depth);
}

static bool end_clear(struct fo_builder *b, unsigned depth)
{
    guint n = b->clear->len;
    if (n == 0 || g_array_index(b->clear, unsigned, n - 1) != depth)
        return false;
    if (n == 1)
        tell_outer(b, false);
    g_array_set_size(b->clear, n - 1);
    return true;
}

static void start_foreign(struct fo_builder *b, struct fo_name name, const struct fo_raw *attrs, unsigned n,
                          struct src_pos pos)
{
    if (b->foreign_depth == 0) {
        b->foreign_kept = fo_top(b)->type == FO_INSTREAM_FOREIGN_OBJECT && !b->foreign;
        b->foreign_metadata = fo_metadata_begins(b, &name);
        if (b->foreign_kept) {
            b->foreign = fo_foreign_new();
        } else if (!b->foreign_metadata && is_set(b)) {
            start_clear(b, &name, pos);
            return;
        } else if (!b->foreign_metadata) {
            tell_foreign(b, DIAG_FO_FOREIGN, name.local, name.uri ? name.uri : "", pos);
        }
    }
    b->foreign_depth++;
    if (b->foreign_kept)
        fo_foreign_start(b->foreign, name, attrs, n);
    if (b->foreign_metadata)
        fo_metadata_start(b, &name, attrs, n);
}

void fo_builder_start(struct fo_builder *b, struct fo_name name, const struct fo_raw *attrs, unsigned n,
                      struct src_pos pos)
{
    if (b->stopped)
        return;
    if (++b->depth > b->max_depth) {
        diag_emit(b->diag, DIAG_LIMIT_DEPTH, pos, b->max_depth);
        fo_builder_stop(b);
        return;
    }
    fo_flush_text(b);
    bool foreign = b->foreign_depth || (b->frames->len && (!name.uri || strcmp(name.uri, FO_NS)));
    if (!foreign)
        tell_outer(b, true);
    if (foreign)
        start_foreign(b, name, attrs, n, pos);
    else if (b->frames->len == 0)
        start_root(b, name, attrs, n, pos);
    else
        start_object(b, look_up(b, name.local, pos), attrs, n, pos);
}

/* --- text --- */

void fo_builder_text(struct fo_builder *b, const char *s, size_t n, struct src_pos pos)
{
    if (b->stopped || b->frames->len == 0)
        return;
    struct fo_slice t = fo_shape_clean(b->arena, (struct fo_slice){ s, n });
    s = t.s;
    n = t.n;
    if (b->foreign_depth) {
        if (b->foreign_kept)
            fo_foreign_text(b->foreign, s, n);
        if (b->foreign_metadata)
            fo_metadata_text(b, s, n);
        return;
    }
    if (b->text->len == 0)
        g_array_set_size(b->text_from, 0);
    fo_origin_add(b->text_from, b->text->len, pos);
    g_string_append_len(b->text, s, (gssize)n);
}

void fo_flush_text(struct fo_builder *b)
{
    if (b->text->len == 0)
        return;
    bool blank = fo_shape_is_blank(b->text->str, b->text->len);
    if (!blank || (fo_top(b)->flags & OBJ_TEXT)) {
        struct src_pos from = g_array_index(b->text_from, struct fo_origin_part, 0).pos, pos = from;
        while (pos.file && pos.offset < src_file_len(pos.file) && !blank &&
               fo_shape_is_blank(src_file_text(pos.file) + pos.offset, 1))
            pos.offset++;
        if (fo_place(b, FO_TEXT, pos) == FO_TEXT) {
            const struct fo_entry *e = g_array_index(b->open, struct fo_open, b->open->len - 1).entry;
            struct fo_node *t = fo_node_new(b, FO_TEXT, e, from);
            t->text = arena_strndup(b->arena, b->text->str, b->text->len);
            t->len = (uint32_t)b->text->len;
            t->origin = fo_origin_new(b->arena, b->text_from);
            t->strings = fo_own_strings(b, 0, fo_top(b)->kept ? fo_top(b)->given : NULL);
            fo_shape_append(fo_top(b)->node, t);
            if (!blank) {
                tell_outer(b, true);
                fo_check_text(b);
            }
        }
    }
    g_string_truncate(b->text, 0);
}

/* --- closing --- */

bool fo_builder_end(struct fo_builder *b)
{
    if (b->stopped || b->frames->len == 0)
        return false;
    b->depth--;
    if (b->foreign_depth) {
        if (b->foreign_kept)
            fo_foreign_end(b->foreign);
        if (b->foreign_metadata)
            fo_metadata_end(b);
        b->foreign_depth--;
        return false;
    }
    fo_flush_text(b);
    if (end_clear(b, b->depth + 1))
        return false;
    while (fo_top(b)->implied)
        fo_close(b);
    struct fo_node *n = fo_top(b)->node;
    if (b->foreign && n->type == FO_INSTREAM_FOREIGN_OBJECT) {
        struct fo_slice xml = fo_foreign_text_so_far(b->foreign);
        n->text = arena_strndup(b->arena, xml.s, xml.n);
        n->len = (uint32_t)xml.n;
        fo_foreign_drop(b->foreign);
        b->foreign = NULL;
    }
    b->sequence_ended = false;
    fo_close(b);
    return b->sequence_ended;
}

bool fo_builder_finish(struct fo_builder *b)
{
    fo_pairs_close(b, true);
    fo_give_sequence(b, NULL);
    if (b->stopped || !b->doc.root)
        return !b->failed && b->doc.root;
    if (!b->has_sequence) {
        diag_emit(b->diag, DIAG_FO_NO_SEQUENCE, b->doc.root->pos);
        b->failed = true;
    }
    if (!b->failed && b->sink->end && !b->sink->end(b->sink->user))
        fo_builder_stop(b);
    return !b->failed;
}
