/* SPDX-License-Identifier: MIT */
/* The evaluator of rules: keys, phases, flags, and what properties add to a finding. */
#include "base/excerpt.h"
#include "report/report.h"
#include "report/schematron.h"

#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <locale.h>
#include <string.h>

#define HEAD "<schema xmlns='http://purl.oclc.org/dsdl/schematron' xmlns:sc='urn:sapchu:xslt'" \
             " xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><ns prefix='x' uri='urn:x'/><ns prefix='sc' uri='urn:sapchu:xslt'/>\n"

static const char sample[] = "<a xmlns='urn:x' n='3'>\n<b id='1' v='40'>một</b>\n<b id='2' of='1' v=\"50\"> hai &amp; ba </b>\n"
                             "<b id='3' of='1' v='5'/>\n<c day='x'><t> 12 </t><t>a<t/></t></c>\n</a>";

struct env {
    char *dir;
    struct diag *diag;
    struct xml_loader *loader;
};

static void setup(struct env *e, gconstpointer data)
{
    (void)data;
    e->dir = g_dir_make_tmp("sapchu-sch-XXXXXX", NULL);
    e->diag = diag_new();
    e->loader = xml_loader_new(NULL, e->diag);
}

static void teardown(struct env *e, gconstpointer data)
{
    (void)data;
    char *path = g_build_filename(e->dir, "t.sch", NULL);
    g_remove(path);
    g_rmdir(e->dir);
    diag_drop(e->diag);
    xml_loader_drop(e->loader);
    g_free(path);
    g_free(e->dir);
}

static struct schematron *load(struct env *e, const char *rules, const char *phase)
{
    char *path = g_build_filename(e->dir, "t.sch", NULL);
    g_assert_true(g_file_set_contents(path, rules, -1, NULL));
    struct schematron *s = schematron_load(e->loader, e->diag, path, phase, XML_NAMED);
    g_free(path);
    return s;
}

static void show_range(GString *s, const struct src_file *f, uint32_t start, uint32_t end)
{
    g_string_append_printf(s, "[%.*s]", (int)(end - start), src_file_text(f) + start);
}

static void show(GString *s, const struct diag_item *it)
{
    unsigned line, col;
    src_pos_line_col(it->pos, &line, &col);
    g_string_append_printf(s, "%u:%u %s %s: %s", line, col, excerpt_severity(it->severity), it->code, it->message);
    if (it->expected)
        g_string_append_printf(s, " expected %s", it->expected);
    for (guint i = 0; it->related && i < it->related->len; i++) {
        const struct diag_related *r = &g_array_index(it->related, struct diag_related, i);
        g_string_append(s, " related ");
        show_range(s, r->range.file, r->range.start, r->range.end);
        g_string_append(s, r->message);
    }
    if (it->fix)
        g_string_append_printf(s, " %s %s", it->fix->safe ? "safe" : "fix", it->fix->title);
    for (guint i = 0; it->fix && i < it->fix->edits->len; i++) {
        const struct diag_edit *d = &g_array_index(it->fix->edits, struct diag_edit, i);
        show_range(s, d->range.file, d->range.start, d->range.end);
        g_string_append_printf(s, "->[%s]", d->text);
    }
    g_string_append_c(s, '\n');
}

static void check(struct env *e, const char *rules, const char *phase, const char *expected)
{
    struct schematron *s = load(e, rules, phase);
    xmlDoc *doc = xml_parse_memory(e->loader, "t.xml", sample, strlen(sample), 0);
    struct schematron_index *index = schematron_index_new(doc);
    unsigned long ops = schematron_index_operations(index);
    if (s)
        schematron_run(s, index, e->diag, NULL, &ops);
    schematron_index_drop(index);
    schematron_drop(s);
    xmlFreeDoc(doc);
    diag_sort(e->diag);
    GString *got = g_string_new("");
    for (unsigned i = 0; i < diag_len(e->diag); i++)
        show(got, diag_get(e->diag, i));
    g_assert_cmpstr(got->str, ==, expected);
    g_string_free(got, TRUE);
    diag_drop(e->diag);
    xml_loader_drop(e->loader);
    e->diag = diag_new();
    e->loader = xml_loader_new(NULL, e->diag);
}

/* A rule for every x:b with one report. */
#define REPORT(attributes, message) \
    "<pattern id='p'><rule context='x:b'><report id='r' " attributes ">" message "</report></rule></pattern>"

static void test_keys(struct env *e, gconstpointer data)
{
    (void)data;
    check(e, HEAD "<xsl:key name='id' match='x:b' use='@id'/>" REPORT("test='key(\"id\", @of)/@v &lt; @v'", "more")
          "</schema>", NULL, "3:1 error r: more\n");
    /* several values, several nodes of one value, each node once; current() is the node of the rule */
    check(e, HEAD "<xsl:key name='of' match='x:b | x:b[@of]' use='@of'/><xsl:key name='id' match='x:b' use='@id'/>"
          "<pattern><rule context='x:a'><report id='r' test='1'><value-of select=\"count(key('of', '1'))\"/>"
          "<value-of select=\"count(key('id', //@of))\"/><value-of select=\"count(key('id', //@id))\"/>"
          "<value-of select=\"count(key('id', 'no'))\"/><value-of select=\"count(//x:b[@v = current()/@n * 10 + 10])\"/>"
          "</report></rule></pattern></schema>", NULL, "1:1 error r: 21301\n");
    /* several keys of one name are one */
    check(e, HEAD "<xsl:key name='k' match='x:b' use='@v'/><xsl:key name='k' match='x:b' use='@id'/><xsl:key name='k' match='x:a' use='@n'/>"
          "<pattern><rule context='x:a'><report id='r' test='1'><value-of select=\"count(key('k', '3'))\"/>"
          "<value-of select=\"count(key('k', x:b[2]/@*))\"/></report></rule></pattern></schema>", NULL, "1:1 error r: 22\n");
    /* a key in the midst of a path keeps its place */
    check(e, HEAD "<xsl:key name='id' match='*' use='@id'/>" REPORT("test=\"key('id', '1')/@v &lt; @v and @of\"",
          "<value-of select='@id'/>") "</schema>", NULL, "3:1 error r: 2\n");
    check(e, HEAD REPORT("test=\"key('none', @of)\"", "x") "</schema>", NULL,
          "2:58 error rule-xpath: this XPath expression cannot be used: there is no such variable\n");
    check(e, HEAD "<xsl:key name='id' use='@id'/>" REPORT("test='0'", "x") "</schema>", NULL,
          "2:1 error rule-file: 'key' lacks the attribute 'match'\n");
}

#define TWO "<pattern id='one'><rule context='x:a'><report id='r1' test='1'>1</report></rule></pattern>" \
            "<pattern id='two'><rule context='x:a'><let name='v' value='2'/><report id='r2' test='1'>2</report></rule></pattern>"

static void test_phases(struct env *e, gconstpointer data)
{
    (void)data;
    static const char phases[] = HEAD "<phase id='first'><active pattern='one'/></phase><phase id='none'/>" TWO "</schema>";
    check(e, phases, NULL, "1:1 error r1: 1\n1:1 error r2: 2\n");
    check(e, phases, "first", "1:1 error r1: 1\n");
    check(e, phases, "none", "");
    check(e, phases, "#ALL", "1:1 error r1: 1\n1:1 error r2: 2\n");
    check(e, phases, "another", "1:1 error r1: 1\n1:1 error r2: 2\n");
    char *usual = g_strdup(phases);
    GString *s = g_string_new(usual);
    g_string_replace(s, "<schema ", "<schema defaultPhase='first' ", 1);
    check(e, s->str, NULL, "1:1 error r1: 1\n");
    check(e, s->str, "none", "");
    g_string_replace(s, "'first' ", "'nosuch' ", 1);
    check(e, s->str, NULL, "1:23 error rule-file: there is no phase 'nosuch'\n");
    g_string_free(s, TRUE);
    g_free(usual);
    /* a variable of the phase; a pattern that is not there */
    check(e, HEAD "<phase id='first'><let name='n' value='7'/><active pattern='one'/></phase><pattern id='one'>"
          "<rule context='x:a'><report id='r' test='$n = 7'>7</report></rule></pattern></schema>", "first",
          "1:1 error r: 7\n");
    check(e, HEAD "<phase id='f'><active pattern='no'/></phase>" TWO "</schema>", "f",
          "2:32 error rule-file: there is no pattern 'no'\n");
    struct schematron *loaded = load(e, phases, "first"), *other = load(e, phases, "another");
    g_assert_true(schematron_in_phase(loaded));
    g_assert_false(schematron_in_phase(other));
    schematron_drop(loaded);
    schematron_drop(other);
}

static void test_severity(struct env *e, gconstpointer data)
{
    (void)data;
    check(e, HEAD "<pattern><rule context='x:a' flag='warning'><report id='r1' test='1'>1</report>"
          "<report id='r2' test='1' flag='info'>2</report><report id='r3' test='1' role='error' flag='info'>3</report>"
          "<report id='r4' test='1' flag='seen'>4</report></rule></pattern></schema>", NULL,
          "1:1 warning r1: 1\n1:1 note r2: 2\n1:1 error r3: 3\n1:1 warning r4: 4\n");
}

static void test_properties(struct env *e, gconstpointer data)
{
    (void)data;
    check(e, HEAD "<xsl:key name='id' match='x:b' use='@id'/>"
          REPORT("test='@v = 50' subject='@v' properties='e e-vi rel other'", "too much") "<properties>"
          "<property id='e' role='expected'>at most <value-of select=\"key('id', @of)/@v\"/></property>"
          "<property id='e-vi' role='expected' xml:lang='vi'>nhiều nhất</property>"
          "<property id='rel' role='related' sc:select=\"key('id', @of)/@v | ..\">here: <value-of select='.'/></property>"
          "<property id='other' role='schema:cost'>7</property></properties></schema>", NULL,
          "3:21 error r: too much expected at most 40 related [<a]here: một hai & ba 12 a related [40]here: 40\n");
    check(e, HEAD REPORT("test='0' properties='none'", "x") "</schema>", NULL,
          "2:73 error rule-file: there is no property 'none'\n");
    check(e, HEAD REPORT("test='0' properties='f'", "x") "<properties><property id='f' role='fix'/></properties></schema>",
          NULL, "2:115 error rule-file: 'property' lacks the attribute 'sc:select'\n");
}

/* One fix of a report on x:a. */
static void fix(struct env *e, const char *attributes, const char *title, const char *expected)
{
    char *rules = g_strdup_printf(HEAD "<pattern><rule context='x:a'><report id='r' test='1' properties='f'>x</report></rule>"
                                  "</pattern><properties><property id='f' role='fix' %s>%s</property></properties></schema>",
                                  attributes, title);
    char *all = g_strdup_printf("1:1 error r: x%s\n", expected);
    check(e, rules, NULL, all);
    g_free(rules);
    g_free(all);
}

static void test_fixes(struct env *e, gconstpointer data)
{
    (void)data;
    fix(e, "sc:select='@n' sc:with='@n + 1'", "", " fix write '4'[3]->[4]");
    fix(e, "sc:select='@n' sc:with=\"'&lt;&quot;'\" sc:safe='true'", "say <value-of select='@n'/>",
        " safe say 3[3]->[&lt;&quot;]");
    fix(e, "sc:select='x:b[2]/@v' sc:with='40'", "", " fix write '40'[50]->[40]");
    fix(e, "sc:select='x:b/@of'", "", " fix remove the attribute 'of'[ of='1']->[][ of='1']->[]");
    fix(e, "sc:select='x:c' sc:attribute='n' sc:with='7'", "", " fix add n=\"7\"[]->[ n=\"7\"]");
    fix(e, "sc:select='x:c/x:t' sc:with='13'", "", " fix write '13'[12]->[13]");
    fix(e, "sc:select='x:b/text()' sc:with='13'", "", " fix write '13'[một]->[13]");
    /* what is there already, is written otherwise than it reads, or is no value, is left alone */
    fix(e, "sc:select='x:c' sc:attribute='day' sc:with='7'", "", "");
    fix(e, "sc:select='x:b[2]' sc:with='7'", "", "");
    fix(e, "sc:select='@n' sc:with='@none'", "", "");
    fix(e, "sc:select='@n' sc:with='@none + 1'", "", "");
    fix(e, "sc:select='@none' sc:with='1'", "", "");
}

#define MATCH(match, body) \
    HEAD "<xsl:key name='word' match='x:b' sc:match='\\pL+'/><pattern><rule context='x:b | x:b/@v' sc:match='" match "'>" \
    body "</rule></pattern></schema>"

static void test_matches(struct env *e, gconstpointer data)
{
    (void)data;
    /* each place is a finding; what stands behind a reference has no place of its own */
    check(e, MATCH("[aộ]", "<report id='r' test='1'><value-of select='concat($before, \"|\", $match, \"|\", $after)'/></report>"),
          NULL, "2:19 error r: m|ộ|t\n3:1 error r: hai & b|a|\n3:27 error r: h|a|i & ba\n");
    /* the group "at" is the place; attributes; groups that take no part */
    check(e, MATCH("(\\d)(?&lt;at&gt;0)|(z)", "<report id='r' test='$g1 = 5'><value-of select='concat($match, $g1, $g3)'/></report>"),
          NULL, "3:22 error r: 05\n");
    /* keys by what is found, asked for in the midst of a match */
    check(e, MATCH("m", "<report id='r' test='count(key(\"word\", \"hai\")) = 1'><value-of select='$match'/></report>"), NULL,
          "2:18 error r: m\n");
    /* fixes without sc:select are for the place; without sc:with it goes */
    check(e, HEAD "<pattern><rule context='x:b' sc:match='m\n   ột'><report id='r' test='1' properties='f'>x</report></rule>"
          "</pattern><properties><property id='f' role='fix' sc:safe='true' sc:with=\"concat($match, '&lt;')\"/></properties></schema>",
          NULL, "2:18 error r: x safe write 'một<'[một]->[một&lt;]\n");
    check(e, HEAD "<pattern><rule context='x:b' sc:match=' h'><report id='r' test='1' properties='f'>x</report></rule>"
          "</pattern><properties><property id='f' role='fix'/></properties></schema>", NULL,
          "3:25 error r: x fix remove it[ h]->[]\n");
    check(e, MATCH("(", "<report id='r' test='1'/>"), NULL,
          "2:99 error rule-xpath: this XPath expression cannot be used: it is wrongly written\n");
}

/* All expressions of our own rules, which are otherwise compiled when they are needed. */
static void test_own(struct env *e, gconstpointer data)
{
    (void)data;
    const char *src = g_getenv("srcdir");
    char *folder = g_build_filename(src ? src : ".", "xml", "rules", NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    unsigned n = 0;
    g_assert_nonnull(dir);
    for (const char *name; (name = g_dir_read_name(dir));) {
        if (!g_str_has_suffix(name, ".sch"))
            continue;
        char *path = g_build_filename(folder, name, NULL);
        struct schematron *s = schematron_load(e->loader, e->diag, path, "#ALL", XML_NAMED);
        g_test_message("%s", name);
        g_assert_nonnull(s);
        schematron_drop(s);
        g_free(path);
        n++;
    }
    g_assert_cmpuint(n, >, 5);
    g_dir_close(dir);
    g_free(folder);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    g_test_init(&argc, &argv, NULL);
#define T(name) g_test_add("/schematron/" #name, struct env, NULL, setup, test_##name, teardown)
    T(keys);
    T(phases);
    T(severity);
    T(properties);
    T(fixes);
    T(own);
    T(matches);
    int status = g_test_run();
    xmlCleanupParser();
    return status;
}
