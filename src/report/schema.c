/* SPDX-License-Identifier: MIT */
/* Validation in rounds: validate, say what is wrong, mend it, validate again. */
#include "report/schema.h"

#include "base/i18n.h"
#include "report/schema_priv.h"

#include <errno.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#define MAX_ROUNDS 40u
#define MIN_FINDINGS 500u        /* however few are wanted: the gravest are shown, of several files */
/* A large document is not validated again and again: time is bounded by rounds times elements. */
#define MAX_WORK 2000000u

struct schema {
    xmlSchema *xsd;
    struct xml_loader *loader;
    struct model *model;        /* read when there is something to say */
    char *path;
};

static void keep_first(void *data, xmlError *err)
{
    char **message = data;
    if (!*message && err->message)
        *message = g_strchomp(g_strdup(err->message));
}

struct schema *schema_load(struct xml_loader *loader, const char *path)
{
    char *message = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {       /* libxml2 would print */
        diag_emit(xml_loader_diag(loader), DIAG_IO_READ, SRC_NOWHERE, path, g_strerror(ENOENT));
        return NULL;
    }
    xmlSchemaParserCtxt *ctxt = xmlSchemaNewParserCtxt(path);
    xmlSchemaSetParserStructuredErrors(ctxt, keep_first, &message);
    xmlSchema *xsd = xmlSchemaParse(ctxt);
    xmlSchemaFreeParserCtxt(ctxt);
    if (!xsd) {
        diag_emit(xml_loader_diag(loader), DIAG_REPORT_SCHEMA, SRC_NOWHERE, path, message ? message : "?");
        g_free(message);
        return NULL;
    }
    g_free(message);
    struct schema *s = g_new0(struct schema, 1);
    s->xsd = xsd;
    s->loader = loader;
    s->path = g_strdup(path);
    return s;
}

void schema_drop(struct schema *s)
{
    if (!s)
        return;
    xmlSchemaFree(s->xsd);
    model_drop(s->model);
    g_free(s->path);
    g_free(s);
}

/* --- one round --- */

struct round {
    struct arena *arena;
    GArray *raws;               /* of struct schema_raw */
    guint most;                 /* … and so many at most: libxml2 takes longer for each, and several make one finding */
    GPtrArray *cut;             /* of xmlNode *, and what followed it: a node and a node */
};

/* The name in "…, attribute 'x'" or "The attribute 'x' is required": of "{namespace}x" with the prefix that it has at `n`. */
static const char *attr_name(struct arena *a, xmlNode *n, const char *message)
{
    const char *s = strstr(message, "attribute '");
    if (!s)
        return NULL;
    s += strlen("attribute '");
    const char *end = strchr(s, '\''), *close = *s == '{' ? strchr(s, '}') : NULL;
    if (!end)
        return NULL;
    if (close && close < end) {
        const char *href = arena_strndup(a, s + 1, (size_t)(close - s - 1));
        const xmlNs *ns = xmlSearchNsByHref(n->doc, n, (const xmlChar *)href);
        return arena_printf(a, "%s:%.*s", ns && ns->prefix ? (const char *)ns->prefix : "xml", (int)(end - close - 1), close + 1);
    }
    return arena_strndup(a, s, (size_t)(end - s));
}

/*
 * Ends libxml2's walk, which cannot be stopped otherwise: nothing follows the node, nor what it stands in. For each error
 * libxml2 passes all siblings before it, so that a hundred thousand errors would take minutes.
 */
static void cut_off(struct round *r, xmlNode *n)
{
    for (; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
        if (!n->next)
            continue;
        g_ptr_array_add(r->cut, n);
        g_ptr_array_add(r->cut, n->next);
        n->next = NULL;
    }
}

static void join_again(struct round *r)
{
    for (guint i = 0; i < r->cut->len; i += 2)
        ((xmlNode *)r->cut->pdata[i])->next = r->cut->pdata[i + 1];
    g_ptr_array_set_size(r->cut, 0);
}

static void on_error(void *data, xmlError *err)
{
    struct round *r = data;
    xmlNode *n = err->node;
    if (!n || !err->message)
        return;
    if (n->type == XML_ATTRIBUTE_NODE)
        n = n->parent;
    if (r->raws->len >= r->most) {
        cut_off(r, n);
        return;
    }
    struct schema_raw raw = { err->code, n, arena_strdup(r->arena, err->message), attr_name(r->arena, n, err->message) };
    g_array_append_val(r->raws, raw);
}

/* Every error of the document as it is now; false: libxml2 itself failed. */
static bool validate(const struct schema *s, struct round *r, xmlDoc *doc, bool *valid)
{
    xmlSchemaValidCtxt *ctxt = xmlSchemaNewValidCtxt(s->xsd);
    xmlSchemaSetValidStructuredErrors(ctxt, on_error, r);
    xmlSchemaSetValidOptions(ctxt, XML_SCHEMA_VAL_VC_I_CREATE);
    int result = xmlSchemaValidateDoc(ctxt, doc);
    join_again(r);
    xmlSchemaFreeValidCtxt(ctxt);
    *valid = result == 0;
    return result >= 0;
}

static void say(struct schema_check *c, const struct schema_raw *raw)
{
    if (schema_mend_owns(c->mend, raw->node))
        return;
    switch (raw->code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
        if (strstr(raw->message, "Missing child"))
            schema_say_missing(c, raw);
        else
            schema_say_content(c, raw);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
    case XML_SCHEMAV_CVC_TYPE_3_1_2:
        schema_say_text(c, raw);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
        schema_say_attribute_missing(c, raw);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
    case XML_SCHEMAV_CVC_TYPE_3_1_1:
        schema_say_attribute(c, raw);
        break;
    case XML_SCHEMAV_CVC_IDC:
        schema_say_identity(c, raw);
        break;
    default:
        schema_say_value(c, raw);
    }
}

/* --- the whole --- */

/* The first element of each id, and how many elements there are. */
static unsigned note_ids(const xmlDoc *doc, GHashTable *ids)
{
    unsigned count = 0;
    xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc), *n = root;
    while (n) {
        if (n->type == XML_ELEMENT_NODE) {
            count++;
            xmlChar *id = xmlGetNoNsProp(n, (const xmlChar *)"id");
            if (id && !g_hash_table_contains(ids, id))
                g_hash_table_insert(ids, g_strdup((const char *)id), n);
            xmlFree(id);
        }
        if (n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
    return count;
}

/* Tells what the errors of the first round are, mends, and goes on until nothing new comes. */
static void explain(struct schema *s, struct round *r, xmlDoc *doc, struct diag *diag)
{
    struct schema_check c = { .model = s->model, .diag = diag, .doc = doc, .arena = r->arena };
    unsigned before = diag_count(diag, DIAG_ERROR), work = 0;
    unsigned most = MAX(diag_wanted(diag), MIN_FINDINGS) - 1;   /* one line says that there are more */
    c.limit = before + most;
    c.reach = SCHEMA_REACH;
    c.language = i18n_language();
    c.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    c.valued = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    c.mend = schema_mend_new(doc);
    unsigned elements = note_ids(doc, c.ids);
    bool more = true;
    for (unsigned round = 0; round < MAX_ROUNDS; round++) {
        bool valid;
        c.mended = false;
        for (guint i = 0; i < r->raws->len && diag_count(diag, DIAG_ERROR) < c.limit; i++)
            say(&c, &g_array_index(r->raws, struct schema_raw, i));
        work += elements;
        more = c.mended;
        if (!c.mended || work > MAX_WORK || diag_count(diag, DIAG_ERROR) >= c.limit)
            break;
        g_array_set_size(r->raws, 0);
        if (!validate(s, r, doc, &valid) || valid) {
            more = false;
            break;
        }
    }
    schema_mend_restore(c.mend);
    c.faulty = diag_count(diag, DIAG_ERROR) > before;
    schema_say_references(&c);
    g_hash_table_destroy(c.ids);
    g_hash_table_destroy(c.valued);
    unsigned said = diag_count(diag, DIAG_ERROR) - before;
    if (said >= most || (more && said > 0))
        diag_emit(diag, DIAG_SCHEMA_MANY, xml_node_pos(xmlDocGetRootElement(doc)), said);
    if (said == 0)
        diag_emit(diag, DIAG_SCHEMA_OTHER, xml_node_pos(xmlDocGetRootElement(doc)), r->raws->len
                  ? g_array_index(r->raws, struct schema_raw, 0).message : "?");
}

bool schema_check(struct schema *s, xmlDoc *doc, struct diag *diag)
{
    struct round r = { arena_new(), g_array_new(FALSE, TRUE, sizeof(struct schema_raw)), 0, g_ptr_array_new() };
    r.most = MAX(4 * MIN_FINDINGS, 2 * MIN(diag_wanted(diag), UINT_MAX / 2));
    bool valid = false;
    validate(s, &r, doc, &valid);
    if (!valid && !s->model)
        s->model = model_load(s->loader, s->path);
    if (!valid && s->model)
        explain(s, &r, doc, diag);
    g_array_free(r.raws, TRUE);
    g_ptr_array_free(r.cut, TRUE);
    arena_drop(r.arena);
    return valid;
}

/* --- words --- */

const char *schema_called(struct schema_check *c, const char *name, const xmlNode *decl)
{
    char *label = decl && strcmp(c->language, "en") != 0 ? model_label(decl, c->language) : NULL;
    const char *out = label && *label ? arena_printf(c->arena, "'%s' (%s)", name, label)
                                      : arena_printf(c->arena, "'%s'", name);
    g_free(label);
    return out;
}

const char *schema_list(struct schema_check *c, const char *const *names, size_t n, size_t max)
{
    const char *out = "";
    for (size_t i = 0; i < n; i++) {
        if (i >= max)
            return arena_printf(c->arena, "%s, …", out);
        out = arena_printf(c->arena, "%s%s%s", out, i ? ", " : "", names[i]);
    }
    return out;
}
