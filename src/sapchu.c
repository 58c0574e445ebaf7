/* SPDX-License-Identifier: MIT */
/* The library's face: sessions around the pipeline. */
#include "sapchu.h"

#include "base/excerpt.h"
#include "base/i18n.h"
#include "findings/explain.h"
#include "findings/findings.h"
#include "findings/fix.h"
#include "findings/xpath.h"
#include "fo/support.h"
#include "font/font.h"
#include "lsp/server.h"
#include "pipeline.h"

#include <locale.h>
#include <string.h>

static const enum sapchu_severity severities[] = {
    [DIAG_INFO] = SAPCHU_INFO,     [DIAG_RECOVERED] = SAPCHU_WARNING, [DIAG_WARNING] = SAPCHU_WARNING,
    [DIAG_ERROR] = SAPCHU_ERROR,   [DIAG_FATAL] = SAPCHU_FATAL,
};

struct sapchu {
    struct pipeline_options options;
    struct pipeline *job;               /* the last one, for its findings; NULL: none yet */
    enum sapchu_fix fix;
    char **fix_codes;
    unsigned mended;                    /* by the last job */
    char *diff;
    char *input;                        /* the file that it was about; NULL: none */
};

/* The language that the environment asks for in a locale that is not installed; NULL: the locale is there, or says another. */
static const char *language_without_locale(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);
        if (value && *value)
            return g_str_has_prefix(value, "vi_") || strcmp(value, "vi") == 0 ? "vi" : NULL;
    }
    return NULL;
}

void sapchu_set_language(const char *language)
{
    setlocale(LC_CTYPE, "");
    if (!setlocale(LC_MESSAGES, "") && !language && !g_getenv("LANGUAGE"))
        language = language_without_locale();
    if (language) {
        /* gettext heeds LANGUAGE in any locale but "C". */
        const char *now = setlocale(LC_MESSAGES, NULL);
        if (!now || strcmp(now, "C") == 0 || strcmp(now, "POSIX") == 0)
            setlocale(LC_MESSAGES, "C.UTF-8");
        g_setenv("LANGUAGE", language, TRUE);
    }
    const char *ctype = setlocale(LC_CTYPE, NULL);
    if (!ctype || strcmp(ctype, "C") == 0 || strcmp(ctype, "POSIX") == 0)
        setlocale(LC_CTYPE, "C.UTF-8");         /* findings quote Vietnamese */
    i18n_bind();
}

static void string_array_add(GPtrArray *a, const char *s)
{
    g_ptr_array_insert(a, (gint)a->len - 1, g_strdup(s));
}

struct sapchu *sapchu_new(void)
{
    struct sapchu *s = g_new0(struct sapchu, 1);
    pipeline_options_init(&s->options);
    return s;
}

void sapchu_free(struct sapchu *s)
{
    if (!s)
        return;
    pipeline_drop(s->job);
    g_strfreev(s->fix_codes);
    g_free(s->diff);
    g_free(s->input);
    pipeline_options_clear(&s->options);
    g_free(s);
}

void sapchu_set_format(struct sapchu *s, const char *format)
{
    g_free(s->options.format);
    s->options.format = g_strdup(format);
}

void sapchu_set_page(struct sapchu *s, unsigned page)
{
    s->options.page = page;
}

void sapchu_set_dpi(struct sapchu *s, double dpi)
{
    s->options.dpi = dpi;
}

void sapchu_set_strict(struct sapchu *s, bool strict)
{
    s->options.strict = strict;
}

void sapchu_set_force(struct sapchu *s, bool force)
{
    s->options.force = force;
}

void sapchu_set_stylesheet(struct sapchu *s, const char *file)
{
    g_free(s->options.stylesheet);
    s->options.stylesheet = g_strdup(file);
}

void sapchu_disable(struct sapchu *s, const char *code)
{
    string_array_add(s->options.disabled, code);
}

void sapchu_set_max_findings(struct sapchu *s, unsigned max)
{
    s->options.max_findings = max;
}

void sapchu_set_fail_on(struct sapchu *s, enum sapchu_severity severity)
{
    static const enum diag_severity from[] = {
        [SAPCHU_INFO] = DIAG_INFO, [SAPCHU_WARNING] = DIAG_RECOVERED, [SAPCHU_ERROR] = DIAG_ERROR, [SAPCHU_FATAL] = DIAG_FATAL,
    };
    s->options.fail_on = from[severity];
}

void sapchu_set_system_fonts(struct sapchu *s, bool on)
{
    s->options.system_fonts = on;
}

void sapchu_add_hyphen_dir(struct sapchu *s, const char *dir)
{
    string_array_add(s->options.hyphen_dirs, dir);
}

void sapchu_add_font_dir(struct sapchu *s, const char *dir)
{
    string_array_add(s->options.font_dirs, dir);
}

void sapchu_set_baseline(struct sapchu *s, const char *file, bool write)
{
    g_free(s->options.baseline);
    s->options.baseline = g_strdup(file);
    s->options.write_baseline = write;
}

void sapchu_set_fix(struct sapchu *s, enum sapchu_fix fix, const char *const *codes)
{
    s->fix = fix;
    g_strfreev(s->fix_codes);
    s->fix_codes = g_strdupv((char **)codes);
}

void sapchu_add_dictionary(struct sapchu *s, const char *file)
{
    string_array_add(s->options.dictionaries, file);
}

void sapchu_set_dialect(struct sapchu *s, const char *dialect)
{
    g_free(s->options.dialect);
    s->options.dialect = g_strdup(dialect);
}

void sapchu_add_rules(struct sapchu *s, const char *file)
{
    string_array_add(s->options.rules, file);
}

void sapchu_set_phase(struct sapchu *s, const char *phase)
{
    pipeline_options_set_phase(&s->options, phase);
}

void sapchu_allow_read(struct sapchu *s, const char *dir)
{
    string_array_add(s->options.allow_read, dir);
}

/* --- jobs --- */

static struct pipeline *begin_again(struct sapchu *s)
{
    pipeline_drop(s->job);
    s->job = pipeline_new(&s->options);
    return s->job;
}

static struct pipeline *begin(struct sapchu *s, const char *input)
{
    g_free(s->input);
    s->input = g_strdup(input);
    s->mended = 0;
    g_clear_pointer(&s->diff, g_free);
    return begin_again(s);
}

static enum sapchu_status end(struct sapchu *s, enum sapchu_status status)
{
    diag_finish(pipeline_diag(s->job));
    return status;
}

enum sapchu_status sapchu_serve(struct sapchu *s, int in, int out)
{
    return lsp_serve(&s->options, in, out) ? SAPCHU_OK : SAPCHU_INVALID;
}

typedef enum sapchu_status (*check_job)(struct pipeline *p, const char *file);

/* Rounds of mending: a fault of XML may hide the next one, and a fix may overlap another. */
enum { MOST_ROUNDS = 50 };

static bool has_broken_xml(const struct diag *d)
{
    for (unsigned i = 0; i < diag_len(d); i++)
        if (diag_get(d, i)->layer == DIAG_LAYER_XML && diag_get(d, i)->severity >= DIAG_ERROR)
            return true;
    return false;
}

/* A check of the texts as they are now. */
static enum sapchu_status check_texts(struct sapchu *s, check_job check, const char *file, const struct fix_session *x)
{
    struct pipeline *p = begin_again(s);
    fix_session_overlay(x, pipeline_loader(p));
    enum sapchu_status status = check(p, file);
    diag_sort(pipeline_diag(p));
    return status;
}

/* Checks and mends in turn, in memory. The last check is of the texts as they are left. */
static enum sapchu_status mend_texts(struct sapchu *s, check_job check, const char *file, struct fix_session *x)
{
    enum sapchu_status status = check_texts(s, check, file, x);
    bool broken = has_broken_xml(pipeline_diag(s->job));
    for (unsigned round = 0; round < MOST_ROUNDS && fix_session_take(x, pipeline_diag(s->job)) > 0; round++) {
        bool was_broken = broken;
        status = check_texts(s, check, file, x);
        broken = has_broken_xml(pipeline_diag(s->job));
        if (broken && !was_broken) {            /* whatever these fixes were good for: this is worse */
            fix_session_undo(x);
            return check_texts(s, check, file, x);
        }
    }
    return status;
}

static enum sapchu_status check_and_mend(struct sapchu *s, check_job check, const char *file)
{
    struct access *may = access_new();
    access_allow_dir_of(may, file);
    for (guint i = 0; i + 1 < s->options.allow_read->len; i++)
        access_allow_dir(may, g_ptr_array_index(s->options.allow_read, i));
    struct fix_session *x = fix_session_new(file, may, (const char *const *)s->fix_codes);
    begin(s, file);
    enum sapchu_status status = mend_texts(s, check, file, x);
    bool shown = s->fix == SAPCHU_FIX_SHOW, written = !shown && fix_session_write(x);
    if (shown)
        s->diff = fix_session_diff(x);
    if (shown || written)
        s->mended = fix_session_count(x);
    if (!written && fix_session_count(x) > 0)   /* the findings are of the files as they are */
        status = check(begin_again(s), file);
    if (!fix_session_report(x, pipeline_diag(s->job)))
        status = SAPCHU_FAILED;
    fix_session_drop(x);
    access_drop(may);
    return status;
}

enum sapchu_status sapchu_validate(struct sapchu *s, const char *report)
{
    if (s->fix != SAPCHU_FIX_NONE)
        return end(s, check_and_mend(s, pipeline_validate, report));
    return end(s, pipeline_validate(begin(s, report), report));
}

enum sapchu_status sapchu_convert(struct sapchu *s, const char *from, const char *file, const char *output)
{
    return end(s, pipeline_convert(begin(s, file), from, file, output));
}

enum sapchu_status sapchu_lint(struct sapchu *s, const char *file)
{
    if (s->fix != SAPCHU_FIX_NONE)
        return end(s, check_and_mend(s, pipeline_lint, file));
    return end(s, pipeline_lint(begin(s, file), file));
}

enum sapchu_status sapchu_news(struct sapchu *s, const char *report, const char *output)
{
    return end(s, pipeline_produce(begin(s, report), PIPELINE_NEWS, report, output));
}

enum sapchu_status sapchu_minutes(struct sapchu *s, const char *report, const char *output)
{
    return end(s, pipeline_produce(begin(s, report), PIPELINE_MINUTES, report, output));
}

enum sapchu_status sapchu_typeset(struct sapchu *s, const char *fo, const char *output)
{
    return end(s, pipeline_typeset(begin(s, fo), fo, output));
}

enum sapchu_status sapchu_template(struct sapchu *s, const char *kind, const char *output)
{
    return end(s, pipeline_template(begin(s, NULL), kind, output));
}

/* --- what is built --- */

void sapchu_support(void (*each)(void *user, const struct sapchu_feature *f), void *user)
{
    struct fo_feature f;
    for (unsigned i = 0; fo_support_get(i, &f); i++) {
        const struct sapchu_feature shown = {
            .object = f.object, .name = f.name, .missing = f.missing ? _(f.missing) : NULL,
            .support = f.support == FO_SUPPORT_FULL ? SAPCHU_SUPPORT_FULL
                       : f.support == FO_SUPPORT_PART ? SAPCHU_SUPPORT_PART : SAPCHU_SUPPORT_NONE,
        };
        each(user, &shown);
    }
}

/* --- fonts --- */

/* What reports and stylesheets ask for by habit. */
static const char *const usual_families[] = { "Times New Roman", "Times", "Arial", "Helvetica", "Courier New",
                                              "Courier", "serif", "sans-serif", "monospace" };

static void report_substitutions(struct font_map *m, const struct font_family_info *list, unsigned n,
                                 void (*each)(void *user, const struct sapchu_font *f), void *user)
{
    for (size_t i = 0; i < G_N_ELEMENTS(usual_families); i++) {
        const struct font_request r = { .families = usual_families[i], .size = 12 * LEN_PT, .weight = 400 };
        PangoFontDescription *d = pango_font_describe(font_map_lookup(m, &r, SRC_NOWHERE)->pango);
        struct sapchu_font f = { .asked = usual_families[i], .family = pango_font_description_get_family(d) };
        for (unsigned k = 0; k < n; k++) {
            if (strcmp(list[k].family, f.family) != 0)
                continue;
            f.file = list[k].file;
            f.vietnamese = list[k].vietnamese;
        }
        if (g_ascii_strcasecmp(f.asked, f.family) != 0)
            each(user, &f);
        pango_font_description_free(d);
    }
}

static struct font_map *session_fonts(struct sapchu *s)
{
    const struct font_options o = { (const char *const *)s->options.font_dirs->pdata, s->options.system_fonts };
    return font_map_new(&o, pipeline_diag(begin(s, NULL)));
}

enum sapchu_status sapchu_fonts(struct sapchu *s, void (*each)(void *user, const struct sapchu_font *f), void *user)
{
    struct font_map *m = session_fonts(s);
    struct font_family_info *list;
    unsigned n = font_map_families(m, &list);
    for (unsigned i = 0; i < n; i++) {
        const struct sapchu_font f = { NULL, list[i].family, list[i].file, list[i].vietnamese };
        each(user, &f);
    }
    report_substitutions(m, list, n, each, user);
    g_free(list);
    font_map_drop(m);
    return end(s, diag_count(pipeline_diag(s->job), DIAG_ERROR) ? SAPCHU_FAILED : SAPCHU_OK);
}

/* --- findings --- */

void sapchu_get_stats(const struct sapchu *s, struct sapchu_stats *stats)
{
    *stats = s->job ? *pipeline_stats(s->job) : (struct sapchu_stats){ 0, 0, 0 };
}

const char *sapchu_file_read(const struct sapchu *s, unsigned index)
{
    return s->job ? xml_loader_path(pipeline_loader(s->job), index) : NULL;
}

unsigned sapchu_mended(const struct sapchu *s)
{
    return s->mended;
}

const char *sapchu_diff(const struct sapchu *s)
{
    return s->diff;
}

unsigned sapchu_finding_count(const struct sapchu *s)
{
    return s->job ? diag_len(pipeline_diag(s->job)) : 0;
}

static void set_place(struct sapchu_place *p, struct src_range range)
{
    memset(p, 0, sizeof *p);
    if (!range.file)
        return;
    p->file = src_file_name(range.file);
    src_pos_line_col((struct src_pos){ range.file, range.start }, &p->line, &p->column);
    src_pos_line_col((struct src_pos){ range.file, range.end }, &p->end_line, &p->end_column);
    p->offset = range.start;
    p->end_offset = range.end;
}

static const struct diag_item *item_at(const struct sapchu *s, unsigned index)
{
    return index < sapchu_finding_count(s) ? diag_get(pipeline_diag(s->job), index) : NULL;
}

bool sapchu_finding_get(const struct sapchu *s, unsigned index, struct sapchu_finding *f)
{
    const struct diag_item *it = item_at(s, index);
    if (!it)
        return false;
    memset(f, 0, sizeof *f);
    f->severity = severities[it->severity];
    f->code = it->code;
    f->message = it->message;
    f->layer = diag_layer_name(it->layer);
    set_place(&f->place, (struct src_range){ it->pos.file, it->pos.offset, it->end });
    f->expected = it->expected;
    f->related = it->related ? it->related->len : 0;
    if (it->fix) {
        f->fix = it->fix->title;
        f->fix_is_safe = it->fix->safe;
        f->edits = it->fix->edits->len;
    }
    return true;
}

bool sapchu_finding_related(const struct sapchu *s, unsigned index, unsigned n, struct sapchu_place *place,
                            const char **message)
{
    const struct diag_item *it = item_at(s, index);
    if (!it || !it->related || n >= it->related->len)
        return false;
    const struct diag_related *r = &g_array_index(it->related, struct diag_related, n);
    set_place(place, r->range);
    *message = r->message;
    return true;
}

bool sapchu_finding_edit(const struct sapchu *s, unsigned index, unsigned n, struct sapchu_place *place,
                         const char **text)
{
    const struct diag_item *it = item_at(s, index);
    if (!it || !it->fix || n >= it->fix->edits->len)
        return false;
    const struct diag_edit *e = &g_array_index(it->fix->edits, struct diag_edit, n);
    set_place(place, e->range);
    *text = e->text;
    return true;
}

char *sapchu_finding_xpath(const struct sapchu *s, unsigned index)
{
    const struct diag_item *it = item_at(s, index);
    return it ? findings_xpath_at(it->pos, FINDINGS_XPATH_NAMES) : NULL;
}

/* --- codes --- */

enum sapchu_status sapchu_rules(struct sapchu *s, void (*each)(void *user, const struct sapchu_rule *r), void *user)
{
    struct explain_set *set = explain_load(pipeline_diag(begin(s, NULL)), (const char *const *)s->options.rules->pdata);
    for (unsigned i = 0; i < explain_len(set); i++) {
        const struct explain *e = explain_get(set, i);
        const struct sapchu_rule r = { e->code, diag_layer_name(e->layer), severities[e->severity], e->what, e->why,
                                       e->bad, e->good, e->source };
        if (e->known)
            each(user, &r);
    }
    explain_drop(set);
    return end(s, diag_count(pipeline_diag(s->job), DIAG_ERROR) ? SAPCHU_FAILED : SAPCHU_OK);
}

/* --- documents of findings --- */

struct sapchu_writer {
    struct findings_writer *w;
};

struct sapchu_writer *sapchu_writer_new(const char *format, FILE *to, bool excerpts, bool color)
{
    struct excerpt_style style = excerpt_style_for(to);
    style.source = excerpts;
    style.colour = color;
    struct findings_writer *w = findings_writer_new(format, style, to);
    if (!w)
        return NULL;
    struct sapchu_writer *out = g_new(struct sapchu_writer, 1);
    out->w = w;
    return out;
}

void sapchu_writer_add(struct sapchu_writer *w, const struct sapchu *s)
{
    if (s->job)
        findings_writer_add(w->w, s->input ? s->input : "sapchu", pipeline_diag(s->job),
                            s->options.baseline && !s->options.write_baseline);
}

bool sapchu_writer_end(struct sapchu_writer *w)
{
    bool ok = findings_writer_end(w->w);
    g_free(w);
    return ok;
}

const char *sapchu_finding_format(unsigned index, bool *machine)
{
    const char *name = findings_format_name(index);
    if (name && machine)
        *machine = findings_format_is_machine(name);
    return name;
}
