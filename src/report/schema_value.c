/* SPDX-License-Identifier: MIT */
/* Attributes, values and identifiers at fault, in our words. In: an error of libxml2. Out: a finding. */
#include "report/schema_priv.h"

#include "base/i18n.h"

#include <libxml/xmlschemas.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SHOWN 40            /* letters of a wrong value */
#define MAX_NEAR 1000u          /* ids that are looked through for the nearest */

/* The declaration of an attribute of element `n`. */
static const xmlNode *attr_decl(struct schema_check *c, const xmlNode *n, const char *name)
{
    GPtrArray *attrs = model_attributes(c->model, model_element(c->model, n));
    const xmlNode *found = model_find(attrs, name, NULL);
    g_ptr_array_free(attrs, TRUE);
    return found;
}

static xmlAttr *attr_of(const xmlNode *n, const char *name)
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
    const xmlAttr *a = attr_of(n, name);
    return a && xml_node_pos((const xmlNode *)a).offset != xml_node_pos(n).offset;
}

void schema_say_attribute(struct schema_check *c, const struct schema_raw *raw)
{
    const xmlNode *n = raw->node, *decl = model_element(c->model, n);
    GPtrArray *attrs = model_attributes(c->model, decl);
    const char *in = schema_called(c, (const char *)n->name, decl), *name = raw->attr ? raw->attr : "?";
    const xmlAttr *a = attr_of(n, name);
    struct src_pos pos = xml_node_pos(a ? (const xmlNode *)a : n);
    const char **names = arena_new_array(c->arena, const char *, MAX(attrs->len, 1));
    for (guint i = 0; i < attrs->len; i++)
        names[i] = model_name(attrs->pdata[i]);
    const char *like = near_of(name, names, attrs->len), *list = schema_list(c, names, attrs->len, 10);
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

/* Unless a misspelt one stands there: that was said already. */
void schema_say_attribute_missing(struct schema_check *c, const struct schema_raw *raw)
{
    const xmlNode *n = raw->node;
    const char *name = raw->attr ? raw->attr : "?";
    GPtrArray *attrs = model_attributes(c->model, model_element(c->model, n));
    bool misspelt = false;
    for (const xmlAttr *a = n->properties; a && !misspelt; a = a->next)
        misspelt = !a->ns && !model_find(attrs, (const char *)a->name, NULL) &&
                   near_of((const char *)a->name, &name, 1);
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
    xmlAttr *a = raw->attr ? attr_of(n, raw->attr) : NULL;
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
    for (size_t i = 0; builtin && i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].type, builtin) == 0)
            return _(rows[i].text);
    return "";
}

/*
 * Can what the writer seems to have meant be nothing else? 05/3/2026 is a day of March here, and 107,1 a decimal; but 1,234
 * may be a thousand, and a percent sign may belong to a ratio. Moments are those of Viet Nam, by the schema.
 */
static bool is_sure(struct schema_check *c, const struct schema_raw *raw, const struct value *v)
{
    const char *kind = v->decl ? model_primitive(c->model, v->decl) : "", *comma = strchr(v->text, ',');
    if (strcmp(kind, "date") == 0 || strcmp(kind, "dateTime") == 0)
        return true;
    if (strpbrk(v->text, "+-"))
        return false;
    if (strchr(v->text, '%') && g_strcmp0(raw->attr, "percent") != 0)
        return false;
    return !comma || strchr(v->text, '.') || strspn(comma + 1, "0123456789") != 3;
}

/* What the writer of a number or a date meant: 107,1 and 05/3/2026 and 120%. NULL: no idea. */
static const char *meant(struct schema_check *c, const struct value *v)
{
    const char *kind = v->decl ? model_primitive(c->model, v->decl) : "";
    unsigned d, m, y;
    int n = 0;
    if (strcmp(kind, "date") == 0) {
        if ((sscanf(v->text, "%2u/%2u/%4u%n", &d, &m, &y, &n) == 3 || sscanf(v->text, "%2u-%2u-%4u%n", &d, &m, &y, &n) == 3 ||
             sscanf(v->text, "%2u.%2u.%4u%n", &d, &m, &y, &n) == 3) &&
            !v->text[n] && y > 1000 && g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y))
            return arena_printf(c->arena, "%04u-%02u-%02u", y, m, d);
        return NULL;
    }
    if (strcmp(kind, "dateTime") == 0) {
        size_t seconds = strlen("2026-03-05T08:00:00"), minutes = strlen("2026-03-05T08:00");
        size_t all = strspn(v->text, "0123456789-:T ");
        if (v->text[all] || (all != seconds && all != minutes) || !strchr("T ", v->text[10]))
            return NULL;
        return arena_printf(c->arena, "%.10sT%s%s+07:00", v->text, v->text + 11, all == minutes ? ":00" : "");
    }
    bool number = strcmp(kind, "decimal") == 0 || strstr(kind, "nteger");
    size_t len = strlen(v->text);
    if (!number || len == 0 || len > 30 || strspn(v->text, "0123456789.,% +-") != len)
        return NULL;
    GString *s = g_string_new("");
    const char *comma = strchr(v->text, ','), *point = strchr(v->text, '.');
    for (const char *p = v->text; *p; p++) {
        bool drop = strchr("% +", *p) || (*p == '.' && (comma || (point && strchr(point + 1, '.'))));
        if (!drop)
            g_string_append_c(s, *p == ',' ? '.' : *p);
    }
    char *end;
    (void)g_ascii_strtod(s->str, &end);
    bool good = s->len > 0 && *end == '\0' && s->str[0] != '-' && strcmp(s->str, v->text) != 0 &&
                !(strstr(kind, "nteger") && strchr(s->str, '.'));
    const char *out = good ? arena_strdup(c->arena, s->str) : NULL;
    g_string_free(s, TRUE);
    return out;
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
    else if ((like = meant(c, &v)))
        say_meant(c, &v, like, words, is_sure(c, raw, &v));
    else
        diag_emit(c->diag, DIAG_SCHEMA_VALUE, v.pos, v.shown, v.of, words);
    xmlFree(fixed);
}

/* --- identifiers --- */

/* Between "['" and "']". */
static const char *key_of(struct schema_check *c, const char *message)
{
    const char *from = strstr(message, "['"), *to = from ? strstr(from, "']") : NULL;
    return to ? arena_strndup(c->arena, from + 2, (size_t)(to - from - 2)) : "";
}

/* The local name of the constraint: the last {…}name in quotes. */
static const char *constraint_of(struct schema_check *c, const char *message)
{
    const char *at = strrchr(message, '}'), *end = at ? strchr(at, '\'') : NULL;
    return end ? arena_strndup(c->arena, at + 1, (size_t)(end - at - 1)) : "";
}

static const char *child_xpath(const xmlNode *constraint, const char *kind)
{
    for (const xmlNode *n = constraint ? constraint->children : NULL; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, kind) == 0) {
            const xmlAttr *a = xmlHasNsProp((xmlNode *)n, (const xmlChar *)"xpath", NULL);
            return a && a->children ? (const char *)a->children->content : "";
        }
    return "";
}

/* The elements that a selector such as ".//r:figures|.//r:table" chooses: their names. */
static GPtrArray *selected_names(struct schema_check *c, const xmlNode *constraint)
{
    GPtrArray *out = g_ptr_array_new();
    char **branches = g_strsplit(child_xpath(constraint, "selector"), "|", -1);
    for (char **b = branches; *b; b++) {
        const char *at = MAX(strrchr(*b, '/'), strrchr(*b, ':'));
        g_ptr_array_add(out, arena_strdup(c->arena, at ? at + 1 : *b));
    }
    g_strfreev(branches);
    return out;
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* --- references --- */

/* What a constraint selects in the document; NULL: nothing. */
static xmlXPathObject *selected(const xmlNode *constraint, xmlDoc *doc)
{
    xmlXPathContext *x = xmlXPathNewContext(doc);
    xmlNs **list = xmlGetNsList(constraint->doc, constraint);
    for (xmlNs **ns = list; ns && *ns; ns++)
        if ((*ns)->prefix)
            xmlXPathRegisterNs(x, (*ns)->prefix, (*ns)->href);
    xmlFree(list);
    x->node = xmlDocGetRootElement(doc);
    xmlXPathObject *v = xmlXPathEval((const xmlChar *)child_xpath(constraint, "selector"), x);
    xmlXPathFreeContext(x);
    return v;
}

/* The attribute that is the field of a constraint. */
static const char *field_attr(const xmlNode *constraint)
{
    const char *field = child_xpath(constraint, "field");
    return *field == '@' ? field + 1 : "";
}

/* One keyref: the ids that it may name. */
struct target {
    GHashTable *ids;
    const char *kinds;          /* the elements that have them, in words */
    GPtrArray *sorted;          /* of const char *, once needed */
};

static struct target target_of(struct schema_check *c, const xmlNode *key)
{
    struct target t = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), "", NULL };
    GPtrArray *kinds = selected_names(c, key);
    xmlXPathObject *v = selected(key, c->doc);
    const xmlNodeSet *set = v ? v->nodesetval : NULL;
    for (int i = 0; set && i < set->nodeNr; i++) {
        xmlChar *id = xmlGetNoNsProp(set->nodeTab[i], (const xmlChar *)field_attr(key));
        if (id)
            g_hash_table_add(t.ids, g_strdup((const char *)id));
        xmlFree(id);
    }
    for (guint i = 0; i < kinds->len; i++)
        kinds->pdata[i] = (gpointer)arena_printf(c->arena, "'%s'", (const char *)kinds->pdata[i]);
    t.kinds = schema_list(c, (const char *const *)kinds->pdata, kinds->len, 8);
    g_ptr_array_free(kinds, TRUE);
    xmlXPathFreeObject(v);
    return t;
}

static void sort_ids(struct target *t)
{
    GHashTableIter it;
    gpointer id;
    t->sorted = g_ptr_array_new();
    g_hash_table_iter_init(&it, t->ids);
    while (g_hash_table_iter_next(&it, &id, NULL))
        g_ptr_array_add(t->sorted, id);
    g_ptr_array_sort(t->sorted, compare_strings);
}

static void say_dangling(struct schema_check *c, struct target *t, struct src_pos pos, const char *id)
{
    const xmlNode *other = g_hash_table_lookup(c->ids, id);
    if (!t->sorted)
        sort_ids(t);
    const char *like = near_of(id, (const char *const *)t->sorted->pdata, MIN(t->sorted->len, MAX_NEAR));
    if (other && !model_element(c->model, other))
        return;         /* what has the id is itself at fault, and that is said */
    struct diag_item *it;
    if (other) {
        it = diag_emit(c->diag, DIAG_SCHEMA_ID_KIND, pos, t->kinds, id, (const char *)other->name);
        schema_relate(c, it, other, _("this has the id"));
    } else if (like) {      /* another person may have a name as near: never sure */
        it = diag_emit(c->diag, DIAG_SCHEMA_NO_ID_LIKE, pos, t->kinds, id, like);
        schema_fix_value(c, it, id, like, false);
    } else {
        diag_emit(c->diag, DIAG_SCHEMA_NO_ID, pos, t->kinds, id);
    }
}

static void check_keyref(struct schema_check *c, const xmlNode *ref)
{
    const xmlAttr *refer = xmlHasNsProp((xmlNode *)ref, (const xmlChar *)"refer", NULL);
    const char *name = refer && refer->children ? (const char *)refer->children->content : "";
    const char *colon = strchr(name, ':');
    const xmlNode *key = model_constraint(c->model, colon ? colon + 1 : name);
    if (!key)
        return;
    struct target t = target_of(c, key);
    xmlXPathObject *v = selected(ref, c->doc);
    const xmlNodeSet *set = v ? v->nodesetval : NULL;
    for (int i = 0; set && i < set->nodeNr && diag_count(c->diag, DIAG_ERROR) < c->limit; i++) {
        const xmlAttr *a = attr_of(set->nodeTab[i], field_attr(ref));
        const char *id = a && a->children ? (const char *)a->children->content : NULL;
        if (id && !g_hash_table_contains(t.ids, id))
            say_dangling(c, &t, xml_value_pos((const xmlNode *)a), id);
    }
    if (t.sorted)
        g_ptr_array_free(t.sorted, TRUE);
    g_hash_table_destroy(t.ids);
    xmlXPathFreeObject(v);
}

/*
 * libxml2 does not say which node a dangling reference is, and sees none behind an element out of place: so the
 * references are looked at by ourselves, in the tree as it was written.
 */
void schema_say_references(struct schema_check *c)
{
    GPtrArray *refs = model_keyrefs(c->model);
    for (guint i = 0; i < refs->len; i++)
        check_keyref(c, refs->pdata[i]);
    g_ptr_array_free(refs, TRUE);
}

/* Two of one id. A key without its attribute is a missing attribute, which is said. */
void schema_say_identity(struct schema_check *c, const struct schema_raw *raw)
{
    const char *key = key_of(c, raw->message);
    const xmlNode *constraint = model_constraint(c->model, constraint_of(c, raw->message));
    const xmlNode *first = g_hash_table_lookup(c->ids, key);
    unsigned line = 0, col = 0;
    if (!strstr(raw->message, "Duplicate key-sequence") || !constraint || !first || first == raw->node)
        return;
    const xmlAttr *a = attr_of(raw->node, field_attr(constraint));
    src_pos_line_col(xml_node_pos(first), &line, &col);
    struct diag_item *it = diag_emit(c->diag, DIAG_SCHEMA_ID_TWICE, xml_value_pos(a ? (const xmlNode *)a : raw->node), key,
                                     (const char *)first->name, line, col);
    schema_relate(c, it, first, _("the id is taken here"));
}
