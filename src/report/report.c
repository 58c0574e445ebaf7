/* SPDX-License-Identifier: MIT */
/* Loading and checking a report: load, type, schema, rules. */
#include "report/report.h"

#include "base/access.h"
#include "base/datadir.h"
#include "base/i18n.h"
#include "report/profile.h"
#include "report/schema.h"
#include "report/schematron.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

/* What is compiled of one type. */
struct compiled {
    const struct report_type *type;
    struct schema *schema;
    GPtrArray *rules;           /* of struct schematron, a reference; NULL until needed */
    bool borrowed;              /* the schema is a library's */
    bool broken;                /* the rules could not be read */
};

struct report_library {
    struct access *access;
    struct diag *diag;          /* of what cannot be compiled: a checker compiles that itself, and says so */
    struct xml_loader *loader;
    struct report_checker *checker;
};

struct report_checker {
    struct xml_loader *loader;
    struct diag *diag;
    struct report_library *library;     /* NULL: none */
    GPtrArray *types;           /* of struct compiled */
    GPtrArray *extra;           /* of struct schematron: the user's */
    char *phase;                /* of the rules; NULL: the usual one of each file */
    bool in_phase;              /* some file has it */
    bool phase_missed;          /* said so */
};

static void drop_rules(gpointer p)
{
    schematron_drop(p);
}

static void drop_compiled(gpointer p)
{
    struct compiled *t = p;
    if (!t->borrowed)
        schema_drop(t->schema);
    if (t->rules)
        g_ptr_array_unref(t->rules);
    g_free(t);
}

struct report_checker *report_checker_new(struct xml_loader *loader)
{
    struct report_checker *c = g_new0(struct report_checker, 1);
    c->loader = loader;
    c->diag = xml_loader_diag(loader);
    c->types = g_ptr_array_new_with_free_func(drop_compiled);
    c->extra = g_ptr_array_new_with_free_func(drop_rules);
    return c;
}

void report_checker_drop(struct report_checker *c)
{
    if (!c)
        return;
    g_ptr_array_free(c->types, TRUE);
    g_ptr_array_free(c->extra, TRUE);
    g_free(c->phase);
    g_free(c);
}

void report_checker_share(struct report_checker *c, struct report_library *library)
{
    c->library = library;
}

void report_checker_set_phase(struct report_checker *c, const char *phase)
{
    g_free(c->phase);
    c->phase = g_strdup(phase);
}

/* False: it cannot be used. */
static bool load_file(struct report_checker *c, const char *path, unsigned flags, GPtrArray *to)
{
    struct schematron *s = schematron_load(c->loader, c->diag, path, c->phase, XML_NAMED | flags);
    if (!s)
        return false;
    c->in_phase |= schematron_in_phase(s);
    g_ptr_array_add(to, s);
    return true;
}

bool report_checker_add_rules(struct report_checker *c, const char *path)
{
    return load_file(c, path, 0, c->extra);
}

xmlDoc *report_load(struct report_checker *c, const char *path)
{
    xml_loader_limit(c->loader, REPORT_LIMIT_BYTES, 0);
    return xml_parse_file(c->loader, path, XML_NAMED | XML_INCLUDE, SRC_NOWHERE);
}

static struct compiled *compiled(struct report_checker *c, const struct report_type *type)
{
    for (guint i = 0; i < c->types->len; i++) {
        struct compiled *t = c->types->pdata[i];
        if (t->type == type)
            return t;
    }
    struct compiled *t = g_new0(struct compiled, 1);
    t->type = type;
    g_ptr_array_add(c->types, t);
    return t;
}

/* A report without its namespace: there is only one that can be meant. */
static void add_namespace(struct report_checker *c, struct diag_item *it, const struct report_type *type)
{
    char *text = g_strdup_printf(" xmlns=\"%s\"", type->ns), *title = g_strdup_printf(_("write '%s'"), text + 1);
    size_t name = it ? it->pos.offset + 1 + strlen(type->root) : 0;
    if (it && it->pos.file && name <= src_file_len(it->pos.file)) {
        diag_add_fix(c->diag, it, title, true);
        diag_add_edit(c->diag, it, (struct src_range){ it->pos.file, (uint32_t)name, (uint32_t)name }, text);
    }
    diag_add_expected(c->diag, it, text + 1);
    g_free(title);
    g_free(text);
}

/* The type by the namespace of the outermost element; NULL after a diagnostic. */
static const struct report_type *type_of(struct report_checker *c, xmlDoc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    const struct report_type *usual = report_type_default();
    const char *ns = root->ns ? (const char *)root->ns->href : NULL;
    const struct report_type *type = ns ? report_type_of(ns) : NULL;
    struct src_pos pos = xml_node_pos(root);
    bool named_so = strcmp((const char *)root->name, usual->root) == 0;
    if (type && strcmp((const char *)root->name, type->root) != 0) {
        diag_emit(c->diag, DIAG_SCHEMA_ROOT, pos, type->root, (const char *)root->name);
        return NULL;
    }
    if (type)
        return type;
    if (!named_so)
        diag_emit(c->diag, DIAG_REPORT_TYPE, pos, (const char *)root->name, usual->root, usual->ns);
    else if (!ns)
        add_namespace(c, diag_emit(c->diag, DIAG_REPORT_NO_NAMESPACE, pos, usual->root, usual->ns), usual);
    else
        diag_emit(c->diag, DIAG_REPORT_NAMESPACE, src_pos_attr(pos, "xmlns", true), ns, usual->ns);
    return NULL;
}

static void load_schema(struct report_checker *c, struct compiled *t)
{
    if (t->schema)
        return;
    char *path = data_path(t->type->schema);
    t->schema = schema_load(c->loader, path);
    g_free(path);
}

static void borrow_schema(struct report_library *l, struct compiled *t)
{
    struct compiled *own = compiled(l->checker, t->type);
    load_schema(l->checker, own);
    if (diag_len(l->diag) == 0)
        t->schema = own->schema;
    t->borrowed = t->schema != NULL;
}

bool report_check_schema(struct report_checker *c, xmlDoc *doc)
{
    const struct report_type *type = type_of(c, doc);
    if (!type)
        return false;
    struct compiled *t = compiled(c, type);
    if (!t->schema && c->library)
        borrow_schema(c->library, t);
    load_schema(c, t);
    return t->schema && schema_check(t->schema, doc, c->diag);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All rule files of the type's folder, by name. */
static void load_rules(struct report_checker *c, struct compiled *t)
{
    char *folder = data_path(t->type->rules);
    GDir *dir = g_dir_open(folder, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    t->rules = g_ptr_array_new_with_free_func(drop_rules);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".sch"))
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        t->broken |= !load_file(c, names->pdata[i], SCHEMATRON_TESTED, t->rules);
    if (names->len == 0) {
        diag_emit(c->diag, DIAG_RULE_FOLDER, SRC_NOWHERE, folder);
        t->broken = true;
    }
    g_ptr_array_free(names, TRUE);
    g_free(folder);
}

static void borrow_rules(struct report_checker *c, struct compiled *t)
{
    struct report_library *l = c->library;
    struct compiled *own = compiled(l->checker, t->type);
    if (!own->rules)
        load_rules(l->checker, own);
    if (diag_len(l->diag) > 0)
        return;
    t->rules = g_ptr_array_ref(own->rules);
    c->in_phase |= l->checker->in_phase;
}

/* The phase that was asked for is one of some file, or that is an error, said once. */
static bool has_phase(struct report_checker *c)
{
    if (!c->phase || c->in_phase)
        return true;
    if (!c->phase_missed)
        diag_emit(c->diag, DIAG_RULE_PHASE, SRC_NOWHERE, c->phase);
    c->phase_missed = true;
    return false;
}

/* The goal, and the options of the form in force, for the variables that rules declare with these names. */
static GArray *params_of(GHashTable *options, const char *goal)
{
    GArray *params = g_array_new(TRUE, FALSE, sizeof(struct schematron_param));
    struct schematron_param p = { "goal", goal };
    g_array_append_val(params, p);
    GHashTableIter it;
    gpointer name, value;
    g_hash_table_iter_init(&it, options);
    while (g_hash_table_iter_next(&it, &name, &value)) {
        p = (struct schematron_param){ name, value };
        g_array_append_val(params, p);
    }
    return params;
}

bool report_check_rules(struct report_checker *c, xmlDoc *doc, enum report_goal goal)
{
    static const char *const goals[] = { "validate", "news", "minutes" };
    const struct report_type *type = type_of(c, doc);
    if (!type)
        return false;
    struct compiled *t = compiled(c, type);
    if (!t->rules && c->library)
        borrow_rules(c, t);
    if (!t->rules)
        load_rules(c, t);
    bool ok = !t->broken && has_phase(c);
    const unsigned errors = diag_count(c->diag, DIAG_ERROR);
    GHashTable *options = profile_options(c->loader, doc);
    GArray *params = params_of(options, goals[goal]);
    const struct schematron_param *first = (const struct schematron_param *)(gpointer)params->data;
    struct schematron_index *index = schematron_index_new(doc);
    unsigned long ops = schematron_index_operations(index);
    const GPtrArray *const sets[] = { t->rules, c->extra };
    for (size_t k = 0; k < G_N_ELEMENTS(sets); k++)
        for (guint i = 0; i < sets[k]->len && ops > 0; i++)
            schematron_run(sets[k]->pdata[i], index, c->diag, first, &ops);
    schematron_index_drop(index);
    g_array_free(params, TRUE);
    g_hash_table_unref(options);
    return ok && diag_count(c->diag, DIAG_ERROR) == errors;     /* what the report allows is no error */
}

void report_checker_codes(const struct report_checker *c, GHashTable *codes)
{
    for (guint i = 0; i < c->types->len; i++) {
        const struct compiled *t = c->types->pdata[i];
        for (guint k = 0; t->rules && k < t->rules->len; k++)
            schematron_codes(t->rules->pdata[k], codes);
    }
    for (guint i = 0; i < c->extra->len; i++)
        schematron_codes(c->extra->pdata[i], codes);
}

/* --- for several reports --- */

struct report_library *report_library_new(const char *phase)
{
    struct report_library *l = g_new(struct report_library, 1);
    char *xml = data_path("xml");
    l->access = access_new();
    access_allow_dir(l->access, xml);
    g_free(xml);
    l->diag = diag_new();
    l->loader = xml_loader_new(l->access, l->diag);
    l->checker = report_checker_new(l->loader);
    report_checker_set_phase(l->checker, phase);
    return l;
}

void report_library_drop(struct report_library *l)
{
    if (!l)
        return;
    report_checker_drop(l->checker);
    xml_loader_drop(l->loader);
    diag_drop(l->diag);
    access_drop(l->access);
    g_free(l);
}
