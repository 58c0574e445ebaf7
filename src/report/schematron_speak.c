/* SPDX-License-Identifier: MIT */
/* What a check says: message, place, expectation, related places, fix. In: a check and its node. Out: a finding. */
#include "report/schematron_priv.h"

#include "base/i18n.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#define MAX_RELATED 8
#define MAX_EDITS 64

/* --- messages --- */

static void append_value(struct sch_run *r, GString *out, const struct sch_part *part, xmlNode *node)
{
    xmlXPathObject *v = sch_eval(r, &part->value, node);
    if (!v)
        return;
    if (part->name) {
        if (v->type == XPATH_NODESET && v->nodesetval && v->nodesetval->nodeNr > 0)
            g_string_append(out, (const char *)v->nodesetval->nodeTab[0]->name);
    } else {
        xmlChar *s = xmlXPathCastToString(v);
        g_string_append(out, (const char *)s);
        xmlFree(s);
    }
    xmlXPathFreeObject(v);
}

/* Trims, and makes one space of any white space. */
static void collapse(GString *s)
{
    gsize to = 0;
    for (gsize from = 0; from < s->len; from++) {
        bool space = strchr(" \t\r\n", s->str[from]) != NULL;
        if (!space)
            s->str[to++] = s->str[from];
        else if (to > 0 && s->str[to - 1] != ' ')
            s->str[to++] = ' ';
    }
    while (to > 0 && s->str[to - 1] == ' ')
        to--;
    g_string_truncate(s, to);
}

/* The words of a message at `node`; g_string_free() them. */
static GString *words_of(struct sch_run *r, const GArray *message, xmlNode *node)
{
    GString *out = g_string_new("");
    for (guint i = 0; i < message->len; i++) {
        const struct sch_part *part = &g_array_index(message, struct sch_part, i);
        if (part->text)
            g_string_append(out, part->text);
        else
            append_value(r, out, part, node);
    }
    collapse(out);
    return out;
}

/* --- places --- */

/* The nodes that an expression gives, in document order; NULL: none. Free the object. */
static const xmlNodeSet *nodes_of(struct sch_run *r, const struct sch_expr *e, xmlNode *node, xmlXPathObject **v)
{
    *v = sch_eval(r, e, node);
    if (!*v || (*v)->type != XPATH_NODESET || !(*v)->nodesetval || (*v)->nodesetval->nodeNr == 0)
        return NULL;
    xmlXPathNodeSetSort((*v)->nodesetval);
    return (*v)->nodesetval;
}

static struct src_pos subject_pos(struct sch_run *r, const struct sch_check *k, xmlNode *node)
{
    struct src_pos pos = xml_value_pos(node);
    if (!sch_given(&k->subject))
        return r->found_known ? src_pos_at(r->found.file, r->found.start) : pos;
    xmlXPathObject *v;
    const xmlNodeSet *set = nodes_of(r, &k->subject, node, &v);
    if (set)
        pos = xml_value_pos(set->nodeTab[0]);
    xmlXPathFreeObject(v);
    return pos;
}

static void add_related(struct sch_run *r, const struct sch_property *p, xmlNode *node, struct diag_item *it)
{
    xmlXPathObject *v;
    const xmlNodeSet *set = nodes_of(r, &p->select, node, &v);
    for (int i = 0; set && i < MIN(set->nodeNr, MAX_RELATED); i++) {
        GString *message = words_of(r, p->message, set->nodeTab[i]);
        diag_add_related(r->diag, it, src_range_at(xml_value_pos(set->nodeTab[i])), message->str);
        g_string_free(message, TRUE);
    }
    xmlXPathFreeObject(v);
}

/* --- fixes --- */

/* Whether the bytes of the range stand for `value` as they are: no reference among them, the same words. */
static bool is_written_so(struct src_range range, const char *value)
{
    const char *text = src_file_text(range.file) + range.start;
    size_t len = range.end - range.start;
    return strlen(value) == len && memcmp(text, value, len) == 0 && !memchr(text, '&', len);
}

/* The bytes of an attribute's value, or of the text that is all in an element, without white space around it. */
static bool range_of(const xmlNode *n, struct src_range *out)
{
    bool attribute = n->type == XML_ATTRIBUTE_NODE;
    const xmlNode *text = attribute || n->type == XML_TEXT_NODE ? n : n->children;
    if (!text || (!attribute && (text->type != XML_TEXT_NODE || text->next || text->prev)))
        return false;
    struct src_pos pos = xml_value_pos(text);
    if (!pos.file || (attribute && (pos.offset == 0 || !strchr("\"'", src_file_text(pos.file)[pos.offset - 1]))))
        return false;
    xmlChar *content = xmlNodeGetContent(text);
    size_t left = attribute ? 0 : strspn((const char *)content, " \t\r\n"), len = strlen((const char *)content);
    while (!attribute && len > left && strchr(" \t\r\n", content[len - 1]))
        len--;
    content[len] = '\0';
    *out = (struct src_range){ pos.file, pos.offset + (uint32_t)left, pos.offset + (uint32_t)len };
    bool ok = pos.offset + len <= src_file_len(pos.file) && is_written_so(*out, (const char *)content + left);
    xmlFree(content);
    return ok;
}

/* The attribute with the white space before it. */
static bool range_of_all(const xmlNode *n, struct src_range *out)
{
    if (n->type != XML_ATTRIBUTE_NODE || !range_of(n, out))
        return false;
    const char *text = src_file_text(out->file);
    out->start = xml_node_pos(n).offset;
    out->end++;
    while (out->start > 0 && strchr(" \t\r\n", text[out->start - 1]))
        out->start--;
    return true;
}

/* Behind the name in the start tag of an element. */
static bool range_behind_name(const xmlNode *n, struct src_range *out)
{
    struct src_pos pos = xml_node_pos(n);
    if (n->type != XML_ELEMENT_NODE || !pos.file || src_file_text(pos.file)[pos.offset] != '<')
        return false;
    *out = src_range_at(pos);
    out->start = out->end;
    return true;
}

/* An attribute that the schema added: it stands nowhere. */
static bool is_default(const xmlNode *n)
{
    struct src_pos pos = xml_value_pos(n);
    return n->type == XML_ATTRIBUTE_NODE && pos.file && src_file_text(pos.file)[pos.offset] == '<';
}

/* One edit of a fix, and how to call it; false: the place cannot be edited. */
static bool edit_of(const struct sch_property *p, const xmlNode *n, const char *value, struct src_range *range,
                    char **text, char **title)
{
    char *escaped = g_markup_escape_text(value, -1);
    bool ok = true;
    *title = NULL;
    if (p->attribute && n->type == XML_ELEMENT_NODE && !xmlHasNsProp((xmlNode *)n, (const xmlChar *)p->attribute, NULL)) {
        ok = range_behind_name(n, range);
        *text = g_strdup_printf(" %s=\"%s\"", p->attribute, escaped);
        *title = g_strdup_printf(_("add %s=\"%s\""), p->attribute, value);
    } else if (p->attribute) {
        ok = false;
        *text = g_strdup("");
    } else if (sch_given(&p->with) && is_default(n)) {
        ok = range_behind_name(n->parent, range);
        *text = g_strdup_printf(" %s=\"%s\"", (const char *)n->name, escaped);
        *title = g_strdup_printf(_("add %s=\"%s\""), (const char *)n->name, value);
    } else if (sch_given(&p->with)) {
        ok = range_of(n, range);
        *text = g_strdup(escaped);
        *title = g_strdup_printf(_("write '%s'"), value);
    } else {
        ok = range_of_all(n, range);
        *text = g_strdup("");
        *title = g_strdup_printf(_("remove the attribute '%s'"), (const char *)n->name);
    }
    g_free(escaped);
    return ok;
}

/* What sc:match found becomes `value`; "": it goes. */
static void add_found_fix(struct sch_run *r, const struct sch_property *p, xmlNode *node, struct diag_item *it,
                          const char *value)
{
    GString *words = words_of(r, p->message, node);
    char *escaped = g_markup_escape_text(value, -1);
    char *title = *value ? g_strdup_printf(_("write '%s'"), value) : g_strdup(_("remove it"));
    if (!it->fix)
        diag_add_fix(r->diag, it, words->len > 0 ? words->str : title, p->safe);
    it->fix->safe &= p->safe;
    diag_add_edit(r->diag, it, r->found, escaped);
    g_free(title);
    g_free(escaped);
    g_string_free(words, TRUE);
}

/* Adds what the property changes to the finding's fix, and makes that when it is the first. */
static void add_fix(struct sch_run *r, const struct sch_property *p, xmlNode *node, struct diag_item *it)
{
    xmlXPathObject *v = NULL, *with = sch_given(&p->with) ? sch_eval(r, &p->with, node) : NULL;
    const xmlNodeSet *set = sch_given(&p->select) ? nodes_of(r, &p->select, node, &v) : NULL;
    xmlChar *value = with ? xmlXPathCastToString(with) : xmlStrdup((const xmlChar *)"");
    bool usable = !sch_given(&p->with) || (value && *value && strcmp((const char *)value, "NaN") != 0);
    if (usable && !sch_given(&p->select) && r->found_known)
        add_found_fix(r, p, node, it, (const char *)value);
    for (int i = 0; usable && set && i < MIN(set->nodeNr, MAX_EDITS); i++) {
        struct src_range range;
        char *text, *title;
        if (edit_of(p, set->nodeTab[i], (const char *)value, &range, &text, &title)) {
            GString *words = words_of(r, p->message, node);
            if (!it->fix)
                diag_add_fix(r->diag, it, words->len > 0 ? words->str : title, p->safe);
            it->fix->safe &= p->safe;
            diag_add_edit(r->diag, it, range, text);
            g_string_free(words, TRUE);
        }
        g_free(text);
        g_free(title);
    }
    xmlFree(value);
    xmlXPathFreeObject(with);
    xmlXPathFreeObject(v);
}

/* --- the finding --- */

static void add_properties(struct sch_run *r, const struct sch_check *k, xmlNode *node, struct diag_item *it)
{
    for (guint i = 0; i < k->properties->len; i++) {
        const struct sch_property *p = k->properties->pdata[i];
        if (p->role == SCH_EXPECTED) {
            GString *words = words_of(r, p->message, node);
            diag_add_expected(r->diag, it, words->str);
            g_string_free(words, TRUE);
        } else if (p->role == SCH_RELATED) {
            add_related(r, p, node, it);
        } else {
            add_fix(r, p, node, it);
        }
    }
}

void sch_speak(struct sch_run *r, const struct sch_check *k, xmlNode *node)
{
    GString *message = words_of(r, k->message, node);
    struct diag_item *it = diag_emit_text(r->diag, DIAG_RULE, k->severity, subject_pos(r, k, node), k->code, message->str);
    diag_add_layer(it, k->layer);
    if (it && r->found_known && !sch_given(&k->subject))
        diag_add_end(it, r->found.end);
    if (it && k->properties)
        add_properties(r, k, node, it);
    r->failed |= k->severity >= DIAG_ERROR;
    g_string_free(message, TRUE);
}
