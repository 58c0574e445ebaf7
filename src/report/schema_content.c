/* SPDX-License-Identifier: MIT */
/* Elements and text out of place, in our words. In: an error of libxml2. Out: a finding, and a mended tree. */
#include "report/schema_priv.h"

#include "base/i18n.h"
#include "lang/vi/text.h"

#include <string.h>

/* Names that writers of HTML expect to have, and others that come to mind. */
const char *schema_other_name(const char *name)
{
    static const char *const rows[][2] = {
        { "b", "strong" }, { "i", "em" }, { "a", "link" }, { "ul", "list" }, { "ol", "list" }, { "li", "item" },
        { "h1", "heading" }, { "h2", "heading" }, { "h3", "heading" }, { "img", "media" }, { "tr", "row" },
        { "td", "cell" }, { "th", "cell" }, { "thead", "head" }, { "tbody", "body" }, { "para", "p" },
        { "blockquote", "quote" }, { "figcaption", "caption" },
        { "headline", "title" }, { "sapo", "lead" }, { "summary", "lead" }, { "location", "venue" },
        { "participants", "attendance" }, { "attendees", "attendance" }, { "participant", "attendee" },
        { "tieu-de", "title" }, { "ho-ten", "name" }, { "ho-va-ten", "name" }, { "anh", "media" }, { "thoi-gian", "start" },
        { "signature", "signatory" }, { "signatures", "signatories" }, { "minutes", "agenda" }, { "picture", "media" },
    };
    char *slug = vi_text_slug(name);
    const char *found = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(rows) && !found; i++)
        if (strcmp(rows[i][0], slug) == 0)
            found = rows[i][1];
    g_free(slug);
    return found;
}

/* Of these names the element of HTML has the same content and attributes. */
static bool is_same_in_html(const char *like)
{
    return strcmp(like, "strong") == 0 || strcmp(like, "em") == 0 || strcmp(like, "p") == 0;
}

/* The names that libxml2 lists as expected: "{ns}a, {ns}b"; at most ten. */
static GPtrArray *expected_names(struct schema_check *c, const char *message)
{
    GPtrArray *out = g_ptr_array_new();
    const char *s = strstr(message, "Expected is");
    for (s = s ? strchr(s, '(') : NULL; s && *s && *s != ')'; s += strcspn(s, ",)")) {
        s += strspn(s, "(, ");
        if (*s == '{')
            s += strcspn(s, "}") + (strchr(s, '}') != NULL);
        size_t n = strcspn(s, ",) ");
        if (n > 0 && *s != '*')
            g_ptr_array_add(out, arena_strndup(c->arena, s, n));
    }
    return out;
}

static const char **decl_names(struct schema_check *c, const GPtrArray *decls)
{
    const char **names = arena_new_array(c->arena, const char *, MAX(decls->len, 1));
    for (guint i = 0; i < decls->len; i++)
        names[i] = model_name(decls->pdata[i]);
    return names;
}

static const char *called_node(struct schema_check *c, const xmlNode *n)
{
    return schema_called(c, (const char *)n->name, model_element(c->model, n));
}

static xmlNode *sibling_after(xmlNode *n, const char *name)
{
    for (n = n->next; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0)
            return n;
    return NULL;
}

/* The case in hand. */
struct place {
    struct schema_check *c;
    xmlNode *node, *parent;
    struct src_pos pos;
    const char *name;
    GPtrArray *allowed;         /* declarations of what may stand in the parent */
    GPtrArray *expected;        /* names of what may stand here */
};

/* Where a wrong element stands for a required one, that one is not said to be missing as well. */
static void put_expected(struct place *p)
{
    const char *wanted = NULL;
    for (guint i = 0; i < p->expected->len; i++) {
        const xmlNode *decl = model_find(p->allowed, p->expected->pdata[i], NULL);
        if (sibling_after(p->node, p->expected->pdata[i]))
            return;
        if (!wanted && decl && model_required(decl))
            wanted = p->expected->pdata[i];
    }
    if (wanted)
        schema_mend_put(p->c->mend, p->parent, p->node, wanted);
}

/*
 * May an element of this name stand where the wrong one does? libxml2 lists ten expected names at most, and none where a
 * choice may be repeated, as with inline elements.
 */
static bool may_stand(const struct place *p, const char *name)
{
    for (guint i = 0; i < p->expected->len; i++)
        if (strcmp(p->expected->pdata[i], name) == 0)
            return true;
    const xmlNode *decl = model_find(p->allowed, name, NULL);
    return decl && (model_repeats(decl) || (p->expected->len == 0 && is_same_in_html(name)));
}

/* May one more element of this name stand in the parent? */
static bool has_room(const struct place *p, const char *name)
{
    const xmlNode *decl = model_find(p->allowed, name, NULL);
    bool there = false;
    for (const xmlNode *n = p->parent->children; n && decl && !there; n = n->next)
        there = n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
    return decl && (!there || model_repeats(decl));
}

/* What the words of a name say, in what may stand here, or else anywhere in the parent. */
static const char *by_label(const struct place *p)
{
    GPtrArray *here = g_ptr_array_new();
    for (guint i = 0; i < p->expected->len; i++) {
        const xmlNode *decl = model_find(p->allowed, p->expected->pdata[i], NULL);
        if (decl)
            g_ptr_array_add(here, (gpointer)decl);
    }
    const char *like = schema_by_label(here, p->name);
    g_ptr_array_free(here, TRUE);
    if (!like)
        like = schema_by_label(p->allowed, p->name);
    return like && has_room(p, like) ? like : NULL;
}

/* An element that does not exist, or not in this parent. */
static void say_unknown(struct place *p)
{
    struct schema_check *c = p->c;
    const char **names = decl_names(c, p->allowed);
    const char *like = schema_other_name(p->name);
    if (like && !has_room(p, like))
        like = NULL;
    bool sure = like && is_same_in_html(like);
    if (!like && !model_knows(c->model, p->name))
        like = near_of(p->name, (const char *const *)p->expected->pdata, p->expected->len);
    if (!like && !model_knows(c->model, p->name))
        like = near_of(p->name, names, p->allowed->len);
    if (!like && !model_knows(c->model, p->name))
        like = by_label(p);
    const char *in = called_node(c, p->parent);
    const char *list = p->expected->len ? schema_list(c, (const char *const *)p->expected->pdata, p->expected->len, 8)
                                        : schema_list(c, names, p->allowed->len, 8);
    struct diag_item *it;
    if (like)
        it = diag_emit(c->diag, DIAG_SCHEMA_UNKNOWN_LIKE, p->pos, p->name, like);
    else if (model_knows(c->model, p->name) && p->allowed->len)
        it = diag_emit(c->diag, DIAG_SCHEMA_NOT_HERE, p->pos, schema_called(c, p->name, NULL), in, list);
    else if (model_knows(c->model, p->name))
        it = diag_emit(c->diag, DIAG_SCHEMA_NOT_HERE_BARE, p->pos, schema_called(c, p->name, NULL), in);
    else if (p->allowed->len)
        it = diag_emit(c->diag, DIAG_SCHEMA_UNKNOWN, p->pos, p->name, in, list);
    else
        it = diag_emit(c->diag, DIAG_SCHEMA_UNKNOWN_BARE, p->pos, p->name);
    if (like || p->allowed->len)
        diag_add_expected(c->diag, it, like ? like : list);
    if (like) {
        sure |= near_is_sure(p->name, like, names, p->allowed->len);
        schema_fix_element(c, it, p->node, like, sure && may_stand(p, like));
        schema_mend_rename(c->mend, p->node, like);
    } else {
        put_expected(p);
        schema_mend_take_out(c->mend, p->node);
    }
}

/* Is nothing of the schema like this name? Then it is as wrong anywhere. */
static bool is_strange(const struct place *p, const xmlNode *n)
{
    const char *name = (const char *)n->name;
    const char **names = decl_names(p->c, p->allowed);
    return !schema_other_name(name) && !model_knows(p->c->model, name) && !near_of(name, names, p->allowed->len);
}

/*
 * libxml2 stops at the first child out of place. Those behind it that are strange, or of the same wrong name where that may
 * be repeated, are told at once: a round for each would be too many.
 */
static void say_all_unknown(struct place *p, xmlNode *first)
{
    struct schema_check *c = p->c;
    xmlNode *next = first->next;
    const xmlChar *name = xmlStrdup(first->name);
    say_unknown(p);
    const xmlNode *renamed = model_find(p->allowed, (const char *)first->name, NULL);
    bool repeats = renamed && model_repeats(renamed);
    for (xmlNode *n = next; n && diag_count(c->diag, DIAG_ERROR) < c->limit; n = next) {
        next = n->next;
        if (n->type != XML_ELEMENT_NODE || n->ns != first->ns || schema_mend_owns(c->mend, n))
            continue;
        if (!(repeats && xmlStrEqual(n->name, name)) && !is_strange(p, n))
            continue;
        struct place other = { c, n, p->parent, xml_node_pos(n), (const char *)n->name, p->allowed, p->expected };
        say_unknown(&other);
    }
    xmlFree((xmlChar *)name);
}

/* An earlier sibling that should come after `index`; or one of the same name in `*same`. */
static const xmlNode *later_kind_before(const struct place *p, guint index, bool *same)
{
    const xmlNode *found = NULL;
    for (const xmlNode *n = p->node->prev; n; n = n->prev) {
        guint at;
        if (n->type != XML_ELEMENT_NODE || !model_find(p->allowed, (const char *)n->name, &at))
            continue;
        *same |= at == index;
        if (at > index)
            found = n;
    }
    return found;
}

/*
 * The last of the elements behind this one that belong before it, if there are several kinds or several of them: then it is
 * this one that stands too early. One alone is itself late.
 */
static xmlNode *stands_early(const struct place *p, guint index)
{
    xmlNode *last = NULL;
    unsigned many = 0;
    for (xmlNode *n = p->node->next; n; n = n->next) {
        guint at;
        if (n->type == XML_ELEMENT_NODE && model_find(p->allowed, (const char *)n->name, &at) && at < index) {
            last = n;
            many++;
        }
    }
    return many > 1 ? last : NULL;
}

static xmlNode *element_after(xmlNode *n)
{
    for (n = n->next; n && n->type != XML_ELEMENT_NODE; n = n->next)
        ;
    return n;
}

static void say_early(struct place *p, const xmlNode *decl, xmlNode *last)
{
    struct schema_check *c = p->c;
    xmlNode *next = element_after(last);
    struct diag_item *it = diag_emit(c->diag, DIAG_SCHEMA_ORDER_AFTER, p->pos, schema_called(c, p->name, decl),
                                     called_node(c, last));
    schema_relate(c, it, last, _("it belongs behind this"));
    if (next)
        schema_fix_order(c, it, p->node, next);
    schema_mend_move_before(c->mend, p->node, next);
}

/* An element that may stand in the parent, but not here. */
static void say_misplaced(struct place *p, const xmlNode *decl, guint index)
{
    struct schema_check *c = p->c;
    const char *missing = NULL;
    for (guint i = 0; i < p->expected->len && !missing; i++) {
        const xmlNode *want = model_find(p->allowed, p->expected->pdata[i], NULL);
        if (want && model_required(want))
            missing = p->expected->pdata[i];
    }
    xmlNode *late = missing ? sibling_after(p->node, missing) : NULL, *early = stands_early(p, index);
    const xmlNode *missing_decl = missing ? model_find(p->allowed, missing, NULL) : NULL;
    bool same = false;
    const xmlNode *before = later_kind_before(p, index, &same);
    struct diag_item *it;
    if (same && !model_repeats(decl)) {
        it = diag_emit(c->diag, DIAG_SCHEMA_TWICE, p->pos, schema_called(c, p->name, decl), called_node(c, p->parent));
        for (const xmlNode *n = p->node->prev; it && n && !it->related; n = n->prev)
            if (n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, p->node->name))
                schema_relate(c, it, n, _("the other stands here"));
        schema_mend_take_out(c->mend, p->node);
    } else if (late && early) {
        say_early(p, decl, early);
    } else if (late) {
        it = diag_emit(c->diag, DIAG_SCHEMA_ORDER, xml_node_pos(late), schema_called(c, missing, missing_decl),
                       schema_called(c, p->name, decl));
        schema_relate(c, it, p->node, _("it belongs before this"));
        schema_fix_order(c, it, late, p->node);
        schema_mend_move_before(c->mend, late, p->node);
    } else if (missing && !before) {
        it = diag_emit(c->diag, DIAG_SCHEMA_MISSING_BEFORE, p->pos, schema_called(c, missing, missing_decl),
                       schema_called(c, p->name, decl));
        diag_add_expected(c->diag, it, missing);
        schema_mend_put(c->mend, p->parent, p->node, missing);
    } else if (before) {
        it = diag_emit(c->diag, DIAG_SCHEMA_ORDER, p->pos, schema_called(c, p->name, decl), called_node(c, before));
        schema_relate(c, it, before, _("it belongs before this"));
        schema_fix_order(c, it, p->node, before);
        schema_mend_move_before(c->mend, p->node, (xmlNode *)before);
    } else {
        diag_emit(c->diag, DIAG_SCHEMA_NOT_HERE_BARE, p->pos, schema_called(c, p->name, decl),
                  called_node(c, p->parent));
        schema_mend_take_out(c->mend, p->node);
    }
}

void schema_say_content(struct schema_check *c, const struct schema_raw *raw)
{
    xmlNode *n = raw->node;
    if (!n->parent || n->parent->type != XML_ELEMENT_NODE)
        return;
    struct place p = { c, n, n->parent, xml_node_pos(n), (const char *)n->name,
                       model_children(c->model, model_element(c->model, n->parent)), expected_names(c, raw->message) };
    const char *ns = n->ns ? (const char *)n->ns->href : "";
    guint index = 0;
    c->mended = true;
    if (strcmp(ns, model_namespace(c->model)) != 0) {
        if (*ns)
            diag_emit(c->diag, DIAG_SCHEMA_FOREIGN, p.pos, p.name, ns);
        else
            diag_emit(c->diag, DIAG_SCHEMA_FOREIGN_NONE, p.pos, p.name);
        put_expected(&p);
        schema_mend_take_out(c->mend, n);
        g_ptr_array_free(p.allowed, TRUE);
        g_ptr_array_free(p.expected, TRUE);
        return;
    }
    const xmlNode *decl = model_find(p.allowed, p.name, &index);
    if (decl)
        say_misplaced(&p, decl, index);
    else
        say_all_unknown(&p, n);
    g_ptr_array_free(p.allowed, TRUE);
    g_ptr_array_free(p.expected, TRUE);
}

/* `one`: what is missing; NULL: one of those expected. */
static void say_lacking(struct schema_check *c, struct src_pos pos, const char *in, const char *one,
                        const GPtrArray *expected, const GPtrArray *allowed)
{
    const char *list = schema_list(c, (const char *const *)expected->pdata, expected->len, 8);
    struct diag_item *it = one ? diag_emit(c->diag, DIAG_SCHEMA_MISSING_IN, pos, in,
                                           schema_called(c, one, model_find(allowed, one, NULL)))
                               : diag_emit(c->diag, DIAG_SCHEMA_MISSING_ONE_OF, pos, in, list);
    diag_add_expected(c->diag, it, one ? one : list);
}

/* The element of text that is missing in `n`: the words that stand in `n` itself are its. NULL: none is. */
static const char *lacks_text(struct schema_check *c, const xmlNode *n, const GPtrArray *allowed)
{
    for (guint i = 0; i < allowed->len; i++) {
        const char *name = model_name(allowed->pdata[i]), *builtin = NULL;
        bool there = !model_required(allowed->pdata[i]) || !model_type(c->model, allowed->pdata[i], &builtin);
        for (const xmlNode *k = n->children; k && !there; k = k->next)
            there = k->type == XML_ELEMENT_NODE && strcmp((const char *)k->name, name) == 0 && !schema_mend_owns(c->mend, k);
        if (!there)
            return name;
    }
    return NULL;
}

static bool has_words(const xmlNode *n)
{
    for (const xmlNode *k = n->children; k; k = k->next)
        if ((k->type == XML_TEXT_NODE || k->type == XML_CDATA_SECTION_NODE) && !xmlIsBlankNode(k))
            return true;
    return false;
}

/* Something should follow in an element, but it ends. */
void schema_say_missing(struct schema_check *c, const struct schema_raw *raw)
{
    GPtrArray *allowed = model_children(c->model, model_element(c->model, raw->node));
    GPtrArray *expected = expected_names(c, raw->message);
    struct src_pos pos = xml_node_pos(raw->node);
    const char *in = called_node(c, raw->node), *missing = NULL;
    unsigned required = 0;
    for (guint i = 0; i < expected->len; i++) {
        const xmlNode *want = model_find(allowed, expected->pdata[i], NULL);
        if (want && model_required(want) && required++ == 0)
            missing = expected->pdata[i];
    }
    bool said = missing && has_words(raw->node) && g_strcmp0(lacks_text(c, raw->node, allowed), missing) == 0;
    if (expected->len == 0)
        diag_emit(c->diag, DIAG_SCHEMA_OTHER, pos, raw->message);
    else if (!said)
        say_lacking(c, pos, in, required > 1 || !missing ? NULL : missing, expected, allowed);
    if (missing) {
        schema_mend_put(c->mend, raw->node, NULL, missing);
        c->mended = true;
    }
    g_ptr_array_free(allowed, TRUE);
    g_ptr_array_free(expected, TRUE);
}

/* The first visible letter of the text in `n`, or its first element. */
static struct src_pos content_pos(const xmlNode *n, const xmlNode **element)
{
    *element = NULL;
    for (const xmlNode *k = n->children; k; k = k->next) {
        if (k->type == XML_ELEMENT_NODE) {
            *element = k;
            return xml_node_pos(k);
        }
        if (k->type != XML_TEXT_NODE || !k->_private)
            continue;
        const char *text = (const char *)k->content;
        size_t blank = strspn(text, " \t\r\n");
        struct src_pos pos = xml_node_pos(k);
        if (!text[blank])
            continue;
        const char *file = src_file_text(pos.file);
        size_t at = pos.offset;
        while (at < src_file_len(pos.file) && strchr(" \t\r\n", file[at]))
            at++;
        return src_pos_at(pos.file, at);
    }
    return xml_node_pos(n);
}

void schema_say_text(struct schema_check *c, const struct schema_raw *raw)
{
    const xmlNode *element, *decl = model_element(c->model, raw->node);
    const char *in = schema_called(c, (const char *)raw->node->name, decl), *builtin;
    struct src_pos pos = content_pos(raw->node, &element);
    GPtrArray *allowed = model_children(c->model, decl);
    for (const xmlNode *k = raw->node->children; k && !element && allowed->len == 0; k = k->next)
        element = k->type == XML_ELEMENT_NODE ? k : NULL;       /* behind text, where there may be text only */
    if (element && allowed->len == 0 && element->_private)
        pos = xml_node_pos(element);
    if (element && decl && allowed->len == 0 && (model_type(c->model, decl, &builtin) || strcmp(builtin, "string") != 0)) {
        diag_emit(c->diag, DIAG_SCHEMA_ONLY_TEXT, pos, in, (const char *)element->name);
    } else if (allowed->len == 0) {
        diag_emit(c->diag, DIAG_SCHEMA_EMPTY, pos, in);
    } else {
        for (const xmlNode *k = raw->node->children; k; k = k->next)    /* the text, not an element before it */
            if (k->type == XML_TEXT_NODE && !xmlIsBlankNode(k)) {
                const xmlNode wrap = { .type = XML_ELEMENT_NODE, .children = (xmlNode *)k };
                pos = content_pos(&wrap, &element);
                break;
            }
        const char *into = model_find(allowed, "p", NULL) ? "p" : lacks_text(c, raw->node, allowed);
        if (into)
            diag_emit(c->diag, DIAG_SCHEMA_TEXT_P, pos, in, into);
        else
            diag_emit(c->diag, DIAG_SCHEMA_TEXT, pos, in);
    }
    g_ptr_array_free(allowed, TRUE);
}
