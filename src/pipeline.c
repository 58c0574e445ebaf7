/* SPDX-License-Identifier: MIT */
/*
 * The jobs, end to end:
 *
 *   report ─ load ─ validate ─ language ─ (news: prune what is internal) ─ transform ─┬─ html, fo
 *                                                                          └─ FO tree ─ layout ─ pages
 *
 * Every stage reports into one list of findings; a stage that finds errors stops the job before anything is written.
 */
#include "pipeline.h"

#include "base/access.h"
#include "base/datadir.h"
#include "base/i18n.h"
#include "base/xml.h"
#include "findings/baseline.h"
#include "findings/suppress.h"
#include "lang/vi/convert.h"
#include "lang/prose.h"
#include "lang/vi/lint.h"
#include "out/file.h"
#include "report/report.h"
#include "typesetter.h"
#include "xslt/xslt.h"

#include <errno.h>
#include <string.h>

/* What a report can become, and by which stylesheet: one for a format written as text, the other for pages. */
static const struct product {
    enum report_goal goal;
    bool is_public;             /* internal content is taken out first; a secret report is refused */
    const char *fo, *html;      /* NULL: it has no such form */
} products[] = {
    [PIPELINE_NEWS] = { REPORT_NEWS, true, "xsl/news/fo.xsl", "xsl/news/html.xsl" },
    [PIPELINE_MINUTES] = { REPORT_MINUTES, false, "xsl/minutes/fo.xsl", NULL },
};

struct pipeline {
    const struct pipeline_options *o;
    struct diag *diag;
    struct access *access;
    struct xml_loader *loader;
    struct suppress *suppress;  /* what the report allows; NULL: nothing, or it is not read yet */
    struct sapchu_stats stats;
};

static GPtrArray *string_array(void)
{
    GPtrArray *a = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(a, NULL);
    return a;
}

void pipeline_options_init(struct pipeline_options *o)
{
    *o = (struct pipeline_options){ .max_findings = DIAG_NO_MAX, .fail_on = DIAG_ERROR };
    o->font_dirs = string_array();
    o->hyphen_dirs = string_array();
    o->allow_read = string_array();
    o->rules = string_array();
    o->disabled = string_array();
    o->dictionaries = string_array();
    o->library = report_library_new(NULL);
}

void pipeline_options_set_phase(struct pipeline_options *o, const char *phase)
{
    g_free(o->phase);
    o->phase = g_strdup(phase);
    report_library_drop(o->library);
    o->library = report_library_new(phase);
}

void pipeline_options_clear(struct pipeline_options *o)
{
    GPtrArray *const lists[] = { o->font_dirs, o->hyphen_dirs, o->allow_read, o->rules, o->disabled, o->dictionaries };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        g_ptr_array_free(lists[i], TRUE);
    g_free(o->format);
    g_free(o->stylesheet);
    g_free(o->baseline);
    g_free(o->dialect);
    g_free(o->phase);
    report_library_drop(o->library);
}

struct pipeline *pipeline_new(const struct pipeline_options *o)
{
    struct pipeline *p = g_new0(struct pipeline, 1);
    p->o = o;
    p->diag = diag_new();
    diag_set_strict(p->diag, o->strict);
    diag_set_max(p->diag, o->max_findings);
    if (o->disabled->len > 1)
        diag_set_disabled(p->diag, (const char *const *)o->disabled->pdata);
    p->access = access_new();
    for (guint i = 0; i + 1 < o->allow_read->len; i++)
        access_allow_dir(p->access, g_ptr_array_index(o->allow_read, i));
    p->loader = xml_loader_new(p->access, p->diag);
    return p;
}

void pipeline_drop(struct pipeline *p)
{
    if (!p)
        return;
    suppress_drop(p->suppress);
    xml_loader_drop(p->loader);
    access_drop(p->access);
    diag_drop(p->diag);
    g_free(p);
}

struct diag *pipeline_diag(struct pipeline *p)
{
    return p->diag;
}

struct xml_loader *pipeline_loader(struct pipeline *p)
{
    return p->loader;
}

const struct sapchu_stats *pipeline_stats(const struct pipeline *p)
{
    return &p->stats;
}

void pipeline_overlay(struct pipeline *p, const char *path, const char *bytes, size_t len)
{
    xml_loader_overlay(p->loader, path, bytes, len);
}

/* --- what to write --- */

/* Errors of use, or of reading and writing, and not of the document. */
static bool is_failure(const struct diag_item *it)
{
    static const enum diag_code failures[] = {
        DIAG_IO_WRITE,
        DIAG_USAGE,
        DIAG_FORMAT,
        DIAG_BASELINE_BROKEN,
        DIAG_CONVERT_FROM,
    };
    if (it->severity < DIAG_ERROR)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(failures); i++)
        if (failures[i] == it->id)
            return true;
    return it->id == DIAG_IO_READ && !it->pos.file;
}

/* The status that the findings amount to, when those of severity `fail_on` make the document invalid. */
static enum sapchu_status status_by(const struct pipeline *p, enum diag_severity fail_on)
{
    if (diag_limit_hit(p->diag))
        return SAPCHU_LIMIT;
    for (unsigned i = 0; i < diag_len(p->diag); i++)
        if (is_failure(diag_get(p->diag, i)))
            return SAPCHU_FAILED;
    return diag_count(p->diag, fail_on) ? SAPCHU_INVALID : SAPCHU_OK;
}

static enum sapchu_status status_of(const struct pipeline *p)
{
    return status_by(p, DIAG_ERROR);
}

static bool no_errors(const struct diag *d)
{
    return diag_count(d, DIAG_ERROR) == 0;
}

/* The format by --to or the output's extension, in lower case; g_free it. NULL (diagnosed): neither says it. */
static char *format_of(const struct pipeline *p, const char *output)
{
    if (p->o->format)
        return g_ascii_strdown(p->o->format, -1);
    const char *dot = output ? strrchr(output, '.') : NULL;
    if (!dot || strchr(dot, '/') || !dot[1]) {
        diag_emit(p->diag, DIAG_USAGE, SRC_NOWHERE, _("which format? the output's extension or '--to' says it"));
        return NULL;
    }
    return g_ascii_strdown(dot + 1, -1);
}

/* `also`: the formats besides the backends' that the job writes, for the message. */
static const struct out_backend *find_backend(const struct pipeline *p, const char *format, const char *also)
{
    const struct out_backend *b = out_backend_find(format);
    if (b)
        return b;
    GString *known = g_string_new(NULL);
    for (unsigned i = 0; (b = out_backend_get(i)); i++)
        g_string_append_printf(known, "%s%s", i ? ", " : "", b->name);
    g_string_append(known, also);
    diag_emit(p->diag, DIAG_FORMAT, SRC_NOWHERE, format, known->str);
    g_string_free(known, TRUE);
    return NULL;
}

/* What typeset, news and minutes have in common; the caller adds the source. */
static void set_common(struct pipeline *p, struct typesetter *t, struct out_options *oo, const char *output)
{
    memset(t, 0, sizeof *t);
    *oo = (struct out_options){ p->o->dpi, p->o->page };
    t->diag = p->diag;
    t->access = p->access;
    t->font_dirs = (const char *const *)p->o->font_dirs->pdata;
    t->hyphen_dirs = (const char *const *)p->o->hyphen_dirs->pdata;
    t->system_fonts = p->o->system_fonts;
    t->options = oo;
    t->output = output;
    t->stats = &p->stats;
}

/* --- jobs --- */

enum sapchu_status pipeline_typeset(struct pipeline *p, const char *fo, const char *output)
{
    char *format = format_of(p, output);
    const struct out_backend *backend = format ? find_backend(p, format, "") : NULL;
    g_free(format);
    if (!backend)
        return status_of(p);
    access_allow_dir_of(p->access, fo);
    struct typesetter t;
    struct out_options oo;
    set_common(p, &t, &oo, output);
    t.text = xml_read_source(p->loader, fo, XML_NAMED, SRC_NOWHERE);
    if (!t.text)
        return status_of(p);
    t.base = fo;
    t.backend = backend;
    t.missing_picture = DIAG_RECOVERED;
    typesetter_run(&t, no_errors);
    return status_of(p);
}

/* --- templates --- */

enum sapchu_status pipeline_template(struct pipeline *p, const char *kind, const char *output)
{
    if (strcmp(kind, "news") != 0 && strcmp(kind, "minutes") != 0) {
        diag_emit(p->diag, DIAG_USAGE, SRC_NOWHERE, _("a report for what? 'news' or 'minutes'"));
        return status_of(p);
    }
    if (strcmp(output, "-") != 0 && g_file_test(output, G_FILE_TEST_IS_REGULAR)) {
        diag_emit(p->diag, DIAG_IO_WRITE, SRC_NOWHERE, output, g_strerror(EEXIST));
        return status_of(p);
    }
    char *rel = g_strdup_printf("xml/report/new-%s.xml", kind), *path = data_path(rel);
    char *data = NULL;
    size_t len = 0;
    if (access_read(NULL, path, XML_LIMIT_BYTES, &data, &len) != ACCESS_OK) {
        diag_emit(p->diag, DIAG_IO_READ, SRC_NOWHERE, path, g_strerror(errno));
    } else {
        struct out_file *f = out_file_new(output, p->diag);
        if (out_file_write(f, data, len))
            out_file_commit(f);
        else
            out_file_abort(f);
    }
    g_free(data);
    g_free(path);
    g_free(rel);
    return status_of(p);
}

/* --- legacy text --- */

/* Says what the file was; false: nothing can be made of it. */
static bool say_converted(struct pipeline *p, const struct vi_converted *c, const char *path)
{
    if (!c->text)
        diag_emit(p->diag, DIAG_CONVERT_UNKNOWN, SRC_NOWHERE, path);
    else if (!c->legacy || c->lines == 0)
        diag_emit(p->diag, DIAG_CONVERT_UNICODE, SRC_NOWHERE, path);
    else
        diag_emit(p->diag, DIAG_CONVERTED, SRC_NOWHERE, path, vi_legacy_title(c->from), c->lines);
    return c->text;
}

static void say_encodings(struct pipeline *p, const char *wrong)
{
    GString *known = g_string_new("");
    const char *name;
    for (unsigned i = 0; (name = vi_legacy_name(i)) != NULL; i++)
        g_string_append_printf(known, "%s%s", i ? ", " : "", name);
    diag_emit(p->diag, DIAG_CONVERT_FROM, SRC_NOWHERE, wrong, known->str);
    g_string_free(known, TRUE);
}

enum sapchu_status pipeline_convert(struct pipeline *p, const char *from, const char *path, const char *output)
{
    enum vi_legacy encoding;
    bool automatic = strcmp(from, "auto") == 0;
    char *data = NULL;
    size_t len = 0;
    if (!automatic && !vi_legacy_find(from, &encoding)) {
        say_encodings(p, from);
        return status_of(p);
    }
    switch (access_read(NULL, path, XML_LIMIT_BYTES, &data, &len)) {
    case ACCESS_OK:
        break;
    case ACCESS_TOO_LARGE:
        diag_emit(p->diag, DIAG_LIMIT_SIZE, SRC_NOWHERE, path, (unsigned)(XML_LIMIT_BYTES >> 20));
        return status_of(p);
    default:
        diag_emit(p->diag, DIAG_IO_READ, SRC_NOWHERE, path, g_strerror(errno));
        return status_of(p);
    }
    struct vi_converted c = vi_convert(data, len, automatic ? NULL : &encoding);
    if (say_converted(p, &c, path)) {
        struct out_file *f = out_file_new(output, p->diag);
        if (out_file_write(f, c.text, strlen(c.text)))
            out_file_commit(f);
        else
            out_file_abort(f);
    }
    g_free(c.text);
    g_free(data);
    return status_of(p);
}

/* --- reports --- */

/* Stylesheets, schemas and profiles read each other. */
static void allow_data(struct pipeline *p)
{
    static const char *const folders[] = { "xml", "xsl", "fonts" };
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *dir = data_path(folders[i]);
        access_allow_dir(p->access, dir);
        g_free(dir);
    }
}

/* --- language --- */

/* The user's own words; NULL: none. */
static struct vi_dictionary *load_dictionaries(struct pipeline *p)
{
    struct vi_dictionary *d = p->o->dictionaries->len > 1 ? vi_dictionary_new() : NULL;
    for (guint i = 0; i + 1 < p->o->dictionaries->len; i++) {
        const struct src_file *f = xml_read_source(p->loader, p->o->dictionaries->pdata[i], XML_NAMED, SRC_NOWHERE);
        if (f)
            vi_dictionary_add(d, src_file_text(f), src_file_len(f));
    }
    return d;
}

static void check_prose(struct pipeline *p, const struct prose *prose)
{
    struct vi_dictionary *d = load_dictionaries(p);
    vi_lint_run(prose, p->diag, d);
    vi_dictionary_drop(d);
}

/* The language of the report's files, the first `n` that were read: it counts even where the schema is broken. */
static void check_language(struct pipeline *p, unsigned n)
{
    struct prose *prose = prose_new();
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);      /* a file may be included twice */
    for (unsigned i = 0; i < n; i++) {
        const struct src_file *f = xml_loader_file(p->loader, i);
        enum prose_dialect d = prose_dialect_of(f);
        if (g_hash_table_add(names, (gpointer)src_file_name(f)))
            prose_add(prose, f, i == 0 || d == PROSE_XML ? PROSE_REPORT : d);
    }
    g_hash_table_destroy(names);
    check_prose(p, prose);
    prose_drop(prose);
}

/* By --as; false after a diagnostic. */
static bool dialect_of(struct pipeline *p, const struct src_file *f, enum prose_dialect *out)
{
    static const struct {
        const char *name;
        enum prose_dialect dialect;
    } names[] = { { "text", PROSE_TEXT }, { "markdown", PROSE_MARKDOWN }, { "html", PROSE_HTML } };
    const char *as = p->o->dialect;
    *out = prose_dialect_of(f);
    for (guint i = 0; as && i < G_N_ELEMENTS(names); i++)
        if (strcmp(as, names[i].name) == 0) {
            *out = names[i].dialect;
            return true;
        }
    if (as && strcmp(as, "xml") == 0)
        *out = *out == PROSE_REPORT ? PROSE_REPORT : PROSE_XML;
    else if (as)
        diag_emit(p->diag, DIAG_FORMAT, SRC_NOWHERE, as, "text, markdown, html, xml");
    return !as || strcmp(as, "xml") == 0;
}

/* When all is found: what is known is passed over. */
static void pass_known(struct pipeline *p, const char *file)
{
    if (p->o->baseline && p->o->write_baseline)
        baseline_write(p->o->baseline, file, p->diag);
    else if (p->o->baseline)
        baseline_apply(p->o->baseline, file, p->diag);
}

enum sapchu_status pipeline_lint(struct pipeline *p, const char *file)
{
    enum prose_dialect dialect;
    xml_loader_limit(p->loader, REPORT_LIMIT_BYTES, 0);
    const struct src_file *f = xml_read_source(p->loader, file, XML_NAMED, SRC_NOWHERE);
    if (!f || !dialect_of(p, f, &dialect))
        return status_of(p);
    struct prose *prose = prose_new();
    prose_add(prose, f, dialect);
    check_prose(p, prose);
    prose_drop(prose);
    pass_known(p, file);
    return status_by(p, p->o->fail_on);
}

/* --- checked reports --- */

static bool is_allowed(void *suppress, const struct diag_item *it, const char **reason)
{
    return suppress_allows(suppress, it, reason);
}

/* The checks, without what the report itself allows. The report was read from the first `n_files`. */
static void check_report(struct pipeline *p, struct report_checker *c, xmlDoc *doc, enum report_goal goal, unsigned n_files)
{
    p->suppress = suppress_new(doc);
    diag_set_allowed(p->diag, p->suppress ? is_allowed : NULL, p->suppress);
    bool valid = report_check_schema(c, doc);
    if (valid)
        report_check_rules(c, doc, goal);
    check_language(p, n_files);
    if (valid && p->suppress) {
        GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);
        report_checker_codes(c, codes);
        suppress_judge(p->suppress, p->diag, codes, goal == REPORT_VALIDATE);
        g_hash_table_destroy(codes);
    }
}

/* The user's rules; false: a file cannot be used, and that is said. */
static bool add_rules(struct pipeline *p, struct report_checker *c)
{
    bool ok = true;
    report_checker_set_phase(c, p->o->phase);
    for (guint i = 0; i + 1 < p->o->rules->len; i++) {
        access_allow_dir_of(p->access, p->o->rules->pdata[i]);
        ok &= report_checker_add_rules(c, p->o->rules->pdata[i]);
    }
    return ok;
}

/* Loaded and checked; NULL: errors, said so. Free with xmlFreeDoc(). */
static xmlDoc *load_checked(struct pipeline *p, const char *path, enum report_goal goal)
{
    access_allow_dir_of(p->access, path);
    allow_data(p);
    struct report_checker *c = report_checker_new(p->loader);
    if (goal == REPORT_VALIDATE)
        report_checker_share(c, p->o->library);     /* what goes on to pages has better use for the memory */
    xmlDoc *doc = report_load(c, path);
    unsigned n_files = xml_loader_file_count(p->loader);
    bool rules = add_rules(p, c);
    if (doc && rules)
        check_report(p, c, doc, goal, n_files);
    bool ok = doc && no_errors(p->diag);        /* as they are counted: a rule may be turned off */
    if (!ok && p->o->force && goal != REPORT_VALIDATE) {
        diag_demote(p->diag, DIAG_RULE);
        ok = doc && no_errors(p->diag);
    }
    report_checker_drop(c);
    if (!ok && doc)
        xmlFreeDoc(doc);
    return ok ? doc : NULL;
}

enum sapchu_status pipeline_validate(struct pipeline *p, const char *report)
{
    xmlDoc *doc = load_checked(p, report, REPORT_VALIDATE);
    if (doc)
        xmlFreeDoc(doc);
    pass_known(p, report);
    return status_by(p, p->o->fail_on);
}

/* Takes out what is internal; false: the report is secret, or what stays refers to something that goes. */
static bool make_public(struct pipeline *p, xmlDoc *doc)
{
    char *secrecy = report_secrecy(doc);
    if (secrecy) {
        diag_emit(p->diag, DIAG_REPORT_SECRET, xml_node_pos(xmlDocGetRootElement(doc)), secrecy);
        g_free(secrecy);
        return false;
    }
    return report_prune_internal(doc, p->diag);
}

/* The result as text: .html, .fo. */
static void write_text(struct pipeline *p, struct xslt_sheet *sheet, struct xslt_result *result, const char *output)
{
    size_t len;
    char *text = xslt_result_text(sheet, result, &len);
    struct out_file *f = text ? out_file_new(output, p->diag) : NULL;
    if (f && out_file_write(f, text, len))
        out_file_commit(f);
    else
        out_file_abort(f);
    g_free(text);
}

/* Transforms and writes; `backend` NULL: as text. */
static void transform(struct pipeline *p, const xmlDoc *report, const char *stylesheet,
                      const struct out_backend *backend, const char *path, const char *output)
{
    static const char *const for_pages[] = { "metadata", "yes", NULL };
    static const char *const for_text[] = { NULL };
    const struct xslt_limits limits = { 0 };
    struct xslt_result result = { 0 };
    char *sheet_path = p->o->stylesheet ? g_strdup(p->o->stylesheet) : data_path(stylesheet);
    access_allow_dir_of(p->access, sheet_path);
    struct xslt_sheet *sheet = xslt_sheet_load(p->loader, p->diag, sheet_path, backend ? XSLT_MARKS : 0, &limits);
    if (sheet && xslt_sheet_apply(sheet, report, backend ? for_pages : for_text, &result) && no_errors(p->diag)) {
        if (backend) {
            struct typesetter t;
            struct out_options oo;
            set_common(p, &t, &oo, output);
            t.tree = result.doc;
            t.base = path;
            t.missing_picture = DIAG_ERROR;
            t.backend = backend;
            typesetter_run(&t, no_errors);
        } else {
            write_text(p, sheet, &result, output);
        }
    }
    xslt_result_clear(&result);
    if (sheet)
        xslt_sheet_drop(sheet);
    g_free(sheet_path);
}

enum sapchu_status pipeline_produce(struct pipeline *p, enum pipeline_product product, const char *path,
                                    const char *output)
{
    const struct product *pr = &products[product];
    char *format = format_of(p, output);
    if (!format)
        return status_of(p);
    bool html = strcmp(format, "html") == 0 && pr->html, fo = strcmp(format, "fo") == 0;
    const struct out_backend *backend = html || fo ? NULL : find_backend(p, format, pr->html ? ", html, fo" : ", fo");
    g_free(format);
    xmlDoc *report = html || fo || backend ? load_checked(p, path, pr->goal) : NULL;
    if (report && (!pr->is_public || make_public(p, report)))
        transform(p, report, html ? pr->html : pr->fo, backend, path, output);
    if (report)
        xmlFreeDoc(report);
    return status_of(p);
}

