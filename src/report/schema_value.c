/* SPDX-License-Identifier: MIT */
/* Attributes and values at fault, in our words. In: an error of libxml2. Out: a finding. */
#include "report/schema_priv.h"

#include "base/i18n.h"

#include <libxml/xmlschemas.h>
#include <string.h>

#define MAX_SHOWN 40            /* letters of a wrong value */

/* The declaration of an attribute of element `n`. */
static const xmlNode *attr_decl(struct schema_check *c, const xmlNode *n, const char *name)
{
    GPtrArray *attrs = model_attributes(c->model, model_element(c->model, n));
    const xmlNode *found = model_find(attrs, name, NULL);
    g_ptr_array_free(attrs, TRUE);
    return found;
}

xmlAttr *schema_attr(const xmlNode *n, const char *name)
{
    const char *colon = strchr(name, ':');
    for (xmlAttr *a = n->properties; a; a = a->next)
        if (strcmp((const char *)a->name, colon ? colon + 1 : name) == 0 && !colon == !a->ns)
            return a;
    return NULL;
}

/* Does the start tag of the element have it? The check puts attributes with a value by default into the tree. */
static bool is_written(const xmlNode *n, const char *name)
{
    const xmlAttr *a = schema_attr(n, name);
    return a && xml_node_pos((const xmlNode *)a).offset != xml_node_pos(n).offset;
}

/* What an attribute that there is not was to be: "lang" xml:lang, "đơn-vị" unit. */
static const char *attr_like(struct schema_check *c, const GPtrArray *attrs, const char *name)
{
    const char **names = arena_new_array(c->arena, const char *, MAX(attrs->len, 1));
    for (guint i = 0; i < attrs->len; i++) {
        names[i] = model_name(attrs->pdata[i]);
        const char *colon = strchr(names[i], ':');
        if (colon && strcmp(colon + 1, name) == 0)
            return names[i];
    }
    const char *like = near_of(name, names, attrs->len);
    return like ? like : schema_by_label(attrs, name);
}

/* <img src="">: one thing is wrong, the element; with it its attributes become others. */
static bool was_other(const struct schema_check *c, const xmlNode *n)
{
    const char *name = schema_mend_old_name(c->mend, n);
    return strcmp(name, (const char *)n->name) != 0 && schema_other_name(name);
}

void schema_say_attribute(struct schema_check *c, const struct schema_raw *raw)
{
    if (was_other(c, raw->node))
        return;
    const xmlNode *n = raw->node, *decl = model_element(c->model, n);
    GPtrArray *attrs = model_attributes(c->model, decl);
    const char *in = schema_called(c, (const char *)n->name, decl), *name = raw->attr ? raw->attr : "?";
    const xmlAttr *a = schema_attr(n, name);
    struct src_pos pos = xml_node_pos(a ? (const xmlNode *)a : n);
    const char **names = arena_new_array(c->arena, const char *, MAX(attrs->len, 1));
    for (guint i = 0; i < attrs->len; i++)
        names[i] = model_name(attrs->pdata[i]);
    const char *like = attr_like(c, attrs, name), *list = schema_list(c, names, attrs->len, 10);
    struct diag_item *it = NULL;
    if (like)
        it = diag_emit(c->diag, DIAG_SCHEMA_ATTR_LIKE, pos, in, name, like);
    else if (attrs->len)
        it = diag_emit(c->diag, DIAG_SCHEMA_ATTR, pos, in, name, list);
    else
        diag_emit(c->diag, DIAG_SCHEMA_ATTR_NONE, pos, in, name);
    diag_add_expected(c->diag, it, like ? like : list);
    if (like && a && !is_written(n, like))
        schema_fix_attribute(c, it, name, like, near_is_sure(name, like, names, attrs->len));
    g_ptr_array_free(attrs, TRUE);
}

/* Unless a misspelt one stands there, or the element was meant to be another: that was said already. */
void schema_say_attribute_missing(struct schema_check *c, const struct schema_raw *raw)
{
    const xmlNode *n = raw->node;
    const char *name = raw->attr ? raw->attr : "?";
    GPtrArray *attrs = model_attributes(c->model, model_element(c->model, n));
    bool misspelt = was_other(c, n);
    for (const xmlAttr *a = n->properties; a && !misspelt; a = a->next)
        misspelt = !a->ns && !model_find(attrs, (const char *)a->name, NULL) &&
                   (near_of((const char *)a->name, &name, 1) || g_strcmp0(attr_like(c, attrs, (const char *)a->name), name) == 0);
    if (!misspelt)
        diag_add_expected(c->diag, diag_emit(c->diag, DIAG_SCHEMA_ATTR_MISSING, xml_node_pos(n),
                                             schema_called(c, (const char *)n->name, model_element(c->model, n)),
                                             schema_called(c, name, model_find(attrs, name, NULL))), name);
    g_ptr_array_free(attrs, TRUE);
}

/* --- values --- */

/* A value and where it stands. */
struct value {
    const char *text;           /* trimmed, white space collapsed */
    const char *shown;          /* not too long */
    const char *of;             /* what has it */
    const xmlNode *decl;
    struct src_pos pos;
};

static const char *shorten(struct schema_check *c, const char *s)
{
    if (g_utf8_strlen(s, -1) <= MAX_SHOWN)
        return s;
    const char *end = g_utf8_offset_to_pointer(s, MAX_SHOWN - 1);
    return arena_printf(c->arena, "%.*s…", (int)(end - s), s);
}

static const char *collapse(struct schema_check *c, const char *s)
{
    char **words = g_strsplit_set(s, " \t\r\n", -1);
    GString *out = g_string_new("");
    for (char **w = words; *w; w++)
        if (**w)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", *w);
    g_strfreev(words);
    const char *copy = arena_strdup(c->arena, out->str);
    g_string_free(out, TRUE);
    return copy;
}

/* An element's text: its place is that of its first visible letter. */
static struct src_pos text_pos(const xmlNode *n)
{
    const xmlNode *t = n->children;
    if (!t || t->type != XML_TEXT_NODE || !t->_private)
        return xml_node_pos(n);
    struct src_pos pos = xml_node_pos(t);
    const char *text = src_file_text(pos.file);
    size_t at = pos.offset;
    while (at < src_file_len(pos.file) && strchr(" \t\r\n", text[at]))
        at++;
    return at < src_file_len(pos.file) && text[at] != '<' ? src_pos_at(pos.file, at) : xml_node_pos(n);
}

static struct value value_of(struct schema_check *c, const struct schema_raw *raw)
{
    struct value v = { 0 };
    const xmlNode *n = raw->node;
    xmlAttr *a = raw->attr ? schema_attr(n, raw->attr) : NULL;
    xmlChar *text = xmlNodeGetContent(a ? (const xmlNode *)a : n);
    v.text = collapse(c, text ? (const char *)text : "");
    v.shown = shorten(c, v.text);
    v.decl = raw->attr ? attr_decl(c, n, raw->attr) : model_element(c->model, n);
    v.of = schema_called(c, raw->attr ? raw->attr : (const char *)n->name, v.decl);
    v.pos = a ? xml_value_pos((xmlNode *)a) : text_pos(n);
    xmlFree(text);
    return v;
}

/* What a value of the declared type looks like: the words of the schema, or ours for a type of XSD. */
static const char *description(struct schema_check *c, const xmlNode *decl)
{
    static const struct {
        const char *type, *text;
    } rows[] = {
        { "decimal", N_("A number with a decimal point and no thousands separators, such as 1234.5.") },
        { "integer", N_("A whole number.") },
        { "nonNegativeInteger", N_("A whole number, not negative.") },
        { "positiveInteger", N_("A whole number, 1 or more.") },
        { "boolean", N_("It is true or false.") },
        { "date", N_("A date such as 2026-03-05.") },
        { "dateTime", N_("Date and time, such as 2026-03-05T08:00:00+07:00.") },
        { "anyURI", N_("An address, without spaces.") },
        { "language", N_("The code of a language, such as vi or en.") },
        { "NCName", N_("A name of letters, digits and hyphens that begins with a letter.") },
        { "token", N_("One line of text.") },
    };
    const char *builtin = NULL;
    const xmlNode *type = decl ? model_type(c->model, decl, &builtin) : NULL;
    char *doc = type ? model_doc(type, c->language) : NULL;
    if (doc) {
        const char *copy = arena_strdup(c->arena, doc);
        g_free(doc);
        return copy;
    }
    if (decl && strcmp(model_name(decl), "xml:lang") == 0)
        builtin = "language";
    for (size_t i = 0; builtin && i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].type, builtin) == 0)
            return _(rows[i].text);
    return "";
}

/* A date of the right form, but of no day: 2026-02-30. */
static bool no_such_day(struct schema_check *c, const struct value *v)
{
    const char *kind = v->decl ? model_primitive(c->model, v->decl) : "";
    unsigned y, m, d;
    if (!g_str_has_prefix(kind, "date") || strlen(v->text) < 10 || sscanf(v->text, "%4u-%2u-%2u", &y, &m, &d) != 3)
        return false;
    return y > 0 && v->text[4] == '-' && v->text[7] == '-' && !g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y);
}

/* Is `value` what a word of the enumeration means? "tốt" for good. `*sure`: it is the whole label. */
static const char *by_label(struct schema_check *c, const GPtrArray *values, const char *value, bool *sure)
{
    char *want = g_utf8_casefold(value, -1);
    const char *found = NULL;
    unsigned hits = 0;
    for (guint i = 0; i < values->len && *want; i++) {
        static const char *const languages[] = { "vi", "en" };
        for (size_t k = 0; k < G_N_ELEMENTS(languages); k++) {
            char *label = model_label(values->pdata[i], languages[k]);
            char *folded = label ? g_utf8_casefold(label, -1) : NULL;
            bool equal = folded && strcmp(folded, want) == 0;
            if (equal || (folded && strstr(folded, want))) {
                xmlChar *name = xmlGetNoNsProp(values->pdata[i], (const xmlChar *)"value");
                hits = equal ? 1 : hits + 1;
                found = arena_strdup(c->arena, (const char *)name);
                xmlFree(name);
            }
            g_free(label);
            g_free(folded);
            if (equal) {
                *sure = true;
                g_free(want);
                return found;
            }
        }
    }
    g_free(want);
    return hits == 1 ? found : NULL;
}

/* "secret-ballot" has the word "ballot". */
static bool has_word(const char *text, const char *word)
{
    const char *at = strstr(text, word), *end = at ? at + strlen(word) : NULL;
    return at && strlen(word) > 2 && (at == text || at[-1] == '-' || at[-1] == ' ') && (!*end || *end == '-' || *end == ' ');
}

static void say_enumeration(struct schema_check *c, const struct value *v)
{
    GPtrArray *values = model_values(c->model, v->decl);
    const char **names = arena_new_array(c->arena, const char *, MAX(values->len, 1));
    const char **shown = arena_new_array(c->arena, const char *, MAX(values->len, 1));
    for (guint i = 0; i < values->len; i++) {
        xmlChar *name = xmlGetNoNsProp(values->pdata[i], (const xmlChar *)"value");
        char *label = strcmp(c->language, "en") ? model_label(values->pdata[i], c->language) : NULL;
        names[i] = arena_strdup(c->arena, (const char *)name);
        shown[i] = label ? arena_printf(c->arena, "%s (%s)", names[i], label) : names[i];
        g_free(label);
        xmlFree(name);
    }
    const char *list = schema_list(c, shown, values->len, 12);
    const char *like = near_of(v->text, names, values->len);
    bool sure = like && near_is_sure(v->text, like, names, values->len);
    if (!like)
        like = by_label(c, values, v->text, &sure);
    for (guint i = 0; i < values->len && !like; i++)
        like = has_word(v->text, names[i]) ? names[i] : NULL;
    struct diag_item *it = like ? diag_emit(c->diag, DIAG_SCHEMA_ENUM_LIKE, v->pos, v->shown, v->of, like, list)
                                : diag_emit(c->diag, DIAG_SCHEMA_ENUM, v->pos, v->shown, v->of, list);
    diag_add_expected(c->diag, it, list);
    if (like)
        schema_fix_value(c, it, v->text, like, sure);
    g_ptr_array_free(values, TRUE);
}

/* libxml2 says twice of one value that it is wrong: by the facet and by the type. */
static bool first_time(struct schema_check *c, const struct value *v)
{
    char *key = g_strdup_printf("%p %u", (const void *)v->pos.file, v->pos.offset);
    return g_hash_table_add(c->valued, key);
}

static void say_fixed(struct schema_check *c, const struct value *v, const char *fixed)
{
    struct diag_item *it = diag_emit(c->diag, DIAG_SCHEMA_FIXED, v->pos, v->of, fixed, v->shown);
    diag_add_expected(c->diag, it, fixed);
    schema_fix_value(c, it, v->text, fixed, false);
}

static void say_meant(struct schema_check *c, const struct value *v, const char *like, const char *words, bool sure)
{
    struct diag_item *it = diag_emit(c->diag, DIAG_SCHEMA_VALUE_LIKE, v->pos, v->shown, v->of, like, words);
    diag_add_expected(c->diag, it, like);
    schema_fix_value(c, it, v->text, like, sure);
}

void schema_say_value(struct schema_check *c, const struct schema_raw *raw)
{
    struct value v = value_of(c, raw);
    if (!first_time(c, &v))
        return;
    const char *words = description(c, v.decl), *like;
    bool sure = false;
    GPtrArray *values = v.decl ? model_values(c->model, v.decl) : NULL;
    bool enumerated = values && values->len > 0;
    if (values)
        g_ptr_array_free(values, TRUE);
    xmlChar *fixed = v.decl ? xmlGetNoNsProp((xmlNode *)v.decl, (const xmlChar *)"fixed") : NULL;
    if (fixed)
        say_fixed(c, &v, (const char *)fixed);
    else if (!*v.text)
        diag_emit(c->diag, DIAG_SCHEMA_VALUE_EMPTY, v.pos, v.of, words);
    else if (enumerated)
        say_enumeration(c, &v);
    else if (raw->code == XML_SCHEMAV_CVC_MININCLUSIVE_VALID || raw->code == XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID)
        diag_emit(c->diag, DIAG_SCHEMA_VALUE_MIN, v.pos, v.shown, v.of, words);
    else if (raw->code == XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID || raw->code == XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID)
        diag_emit(c->diag, DIAG_SCHEMA_VALUE_MAX, v.pos, v.shown, v.of, words);
    else if (raw->code == XML_SCHEMAV_CVC_MAXLENGTH_VALID)
        diag_emit(c->diag, DIAG_SCHEMA_VALUE_LONG, v.pos, v.shown, v.of, words);
    else if (no_such_day(c, &v))
        diag_emit(c->diag, DIAG_SCHEMA_VALUE_DAY, v.pos, v.shown, v.of);
    else if ((like = schema_meant(c, v.decl, v.text, raw->attr, &sure)))
        say_meant(c, &v, like, words, sure);
    else
        diag_emit(c->diag, DIAG_SCHEMA_VALUE, v.pos, v.shown, v.of, words);
    xmlFree(fixed);
}
