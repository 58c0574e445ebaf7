/* SPDX-License-Identifier: MIT */
/* Unit tests of report/: several mistakes at once, what may be published, the rule language, hostile reports. */
#include "base/excerpt.h"
#include "report/report.h"
#include "report/schematron.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

struct env {
    struct access *access;
    struct diag *diag;
    struct xml_loader *loader;
    struct report_checker *checker;
    char *dir, *minimal;
    xmlDoc *doc;
};

static void setup(struct env *e, gconstpointer data)
{
    (void)data;
    const char *src = g_getenv("srcdir");
    char *path = g_build_filename(src ? src : ".", "tests", "report", "valid", "minimal.xml", NULL);
    g_assert_true(g_file_get_contents(path, &e->minimal, NULL, NULL));
    g_free(path);
    e->dir = g_dir_make_tmp("report-XXXXXX", NULL);
    e->access = access_new();
    access_allow_dir(e->access, e->dir);
    e->diag = diag_new();
    e->loader = xml_loader_new(e->access, e->diag);
    e->checker = report_checker_new(e->loader);
    e->doc = NULL;
}

static void teardown(struct env *e, gconstpointer data)
{
    (void)data;
    GDir *d = g_dir_open(e->dir, 0, NULL);
    for (const char *n; (n = g_dir_read_name(d));) {
        char *p = g_build_filename(e->dir, n, NULL);
        g_unlink(p);
        g_free(p);
    }
    g_dir_close(d);
    g_rmdir(e->dir);
    g_free(e->dir);
    g_free(e->minimal);
    xmlFreeDoc(e->doc);
    report_checker_drop(e->checker);
    diag_drop(e->diag);
    xml_loader_drop(e->loader);
    access_drop(e->access);
}

static char *put(struct env *e, const char *name, const char *text)
{
    char *p = g_build_filename(e->dir, name, NULL);
    g_assert_true(g_file_set_contents(p, text, -1, NULL));
    return p;
}

/* The minimal report with each `from` replaced by the `to` behind it; ends with NULL. g_free it. */
static char *edited(const struct env *e, const char *const *pairs)
{
    GString *s = g_string_new(e->minimal);
    for (; pairs && pairs[0]; pairs += 2)
        g_assert_cmpuint(g_string_replace(s, pairs[0], pairs[1], 1), ==, 1);
    return g_string_free(s, FALSE);
}

static char *findings(const struct env *e)
{
    GString *s = g_string_new("");
    diag_sort(e->diag);
    for (unsigned i = 0; i < diag_len(e->diag); i++) {
        const struct diag_item *it = diag_get(e->diag, i);
        unsigned line, col;
        src_pos_line_col(it->pos, &line, &col);
        g_string_append_printf(s, "%u:%u %s\n", line, col, it->code);
    }
    return g_string_free(s, FALSE);
}

static void assert_findings(const struct env *e, const char *expected)
{
    char *got = findings(e);
    g_assert_cmpstr(got, ==, expected);
    g_free(got);
}

static bool check(struct env *e, const char *const *pairs)
{
    char *text = edited(e, pairs);
    e->doc = xml_parse_memory(e->loader, "t.xml", text, strlen(text), XML_INCLUDE);
    g_free(text);
    g_assert_nonnull(e->doc);
    return report_check_schema(e->checker, e->doc) && report_check_rules(e->checker, e->doc, REPORT_VALIDATE);
}

#define PAIRS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void test_valid(struct env *e, gconstpointer data)
{
    (void)data;
    g_assert_true(check(e, NULL));
    assert_findings(e, "");
}

/* Eight mistakes, eight findings: none hides another, none has consequences. */
static void test_all_mistakes(struct env *e, gconstpointer data)
{
    (void)data;
    g_assert_false(check(e, PAIRS("<title>Phòng Văn", "<titel>Phòng Văn", "tháng 3</title>", "tháng 3</titel>",
                                  "  <place>Minh Tân</place>\n", "", "<venue>Phòng họp số 1</venue>", "",
                                  "role=\"chair\"", "rle=\"chair\"", "absent=\"1\"", "absent=\"một\"",
                                  "<absentee person=\"c\">", "<absentee person=\"cc\">",
                                  "<subject>Thông qua kế hoạch tháng 3</subject>", "<b/>",
                                  "<ref to=\"f1\"/>", "<ref to=\"f1\"/><br/>")));
    assert_findings(e, "4:5 schema-unknown-element\n"
                       "14:3 schema-missing\n"
                       "15:3 schema-missing\n"
                       "22:20 schema-attribute\n"
                       "26:48 schema-value\n"
                       "27:23 schema-no-id\n"
                       "34:9 schema-unknown-element\n"
                       "44:39 schema-unknown-element\n");
}

/* The check leaves the tree as it was. */
static void test_tree_restored(struct env *e, gconstpointer data)
{
    (void)data;
    xmlChar *before, *after;
    int n, m;
    char *text = edited(e, PAIRS("<title>Phòng Văn", "<titel>Phòng Văn", "tháng 3</title>", "tháng 3</titel>",
                                 "<venue>Phòng họp số 1</venue>", "<floor/>",
                                 "<place>Minh Tân</place>\n  <date weekday=\"thursday\">2026-03-05</date>",
                                 "<date weekday=\"thursday\">2026-03-05</date>\n  <place>Minh Tân</place>"));
    e->doc = xml_parse_memory(e->loader, "t.xml", text, strlen(text), 0);
    g_free(text);
    report_check_schema(e->checker, e->doc);          /* the first time writes the defaults */
    xmlDocDumpMemory(e->doc, &before, &n);
    g_assert_false(report_check_schema(e->checker, e->doc));
    xmlDocDumpMemory(e->doc, &after, &m);
    g_assert_cmpstr((char *)before, ==, (char *)after);
    g_assert_nonnull(strstr((char *)after, "<floor/>"));
    g_assert_nonnull(strstr((char *)after, "<titel>"));
    xmlFree(before);
    xmlFree(after);
}

static void test_defaults(struct env *e, gconstpointer data)
{
    (void)data;
    g_assert_true(check(e, NULL));
    xmlChar *v = xmlGetNoNsProp(xmlDocGetRootElement(e->doc), (const xmlChar *)"secrecy");
    g_assert_cmpstr((char *)v, ==, "none");
    xmlFree(v);
    g_assert_null(report_secrecy(e->doc));
}

static void test_secrecy(struct env *e, gconstpointer data)
{
    (void)data;
    check(e, PAIRS("kind=\"meeting\"", "kind=\"meeting\" secrecy=\"secret\""));
    char *s = report_secrecy(e->doc);
    g_assert_cmpstr(s, ==, "secret");
    g_free(s);
}

static char *dump(const struct env *e)
{
    xmlChar *out;
    int n;
    xmlDocDumpMemory(e->doc, &out, &n);
    char *s = g_strdup((char *)out);
    xmlFree(out);
    return s;
}

static void test_prune(struct env *e, gconstpointer data)
{
    (void)data;
    g_assert_true(check(e, PAIRS("<report ", "<!DOCTYPE report [<!ENTITY e 'MARK'>]><!-- MARK --><report ",
                                 "<item>", "<item audience=\"internal\"><title>MARK</title><p>MARK <em>MARK</em></p></item>"
                                 "<!-- MARK --><?x MARK?><item>",
                                 "<p>Phòng đã cấp", "<unit-report><unit>Một</unit><shortcomings><p>MARK</p></shortcomings>"
                                 "</unit-report><p>Phòng đã cấp")));
    g_assert_true(report_prune_internal(e->doc, e->diag));
    char *s = dump(e);
    g_assert_null(strstr(s, "MARK"));
    g_assert_nonnull(strstr(s, "<unit>M"));
    g_free(s);
}

static void test_prune_dangling(struct env *e, gconstpointer data)
{
    (void)data;
    check(e, PAIRS("<p>Phòng đã cấp <figure", "<p audience=\"internal\">Phòng đã cấp <figure"));
    g_assert_cmpuint(diag_len(e->diag), ==, 1);         /* the rule ref-internal says it too */
    g_assert_false(report_prune_internal(e->doc, e->diag));
    assert_findings(e, "45:34 ref-internal\n45:34 ref-internal\n");
}

/* --- Schematron --- */

#define SCH "<schema xmlns='http://purl.oclc.org/dsdl/schematron'><ns prefix='x' uri='urn:x'/>\n"

static const char sample[] = "<a xmlns='urn:x' n='3'>\n<b id='1'>một</b>\n<b id='2' of='1'/>\n<c><b/></c>\n</a>";

static void run_rules(struct env *e, const char *rules, const char *expected)
{
    char *path = put(e, "t.sch", rules);
    struct schematron *s = schematron_load(e->loader, e->diag, path, NULL, XML_NAMED);
    g_free(path);
    if (s) {
        e->doc = xml_parse_memory(e->loader, "t.xml", sample, strlen(sample), 0);
        unsigned long ops = 100000;
        const struct schematron_param params[] = { { "goal", "news" }, { NULL, NULL } };
        struct schematron_index *index = schematron_index_new(e->doc);
        bool ok = schematron_run(s, index, e->diag, params, &ops);
        g_assert_cmpint(ok, ==, diag_count(e->diag, DIAG_ERROR) == 0);
        schematron_index_drop(index);
        schematron_drop(s);
    }
    GString *got = g_string_new("");
    diag_sort(e->diag);
    for (unsigned i = 0; i < diag_len(e->diag); i++) {
        const struct diag_item *it = diag_get(e->diag, i);
        unsigned line, col;
        src_pos_line_col(it->pos, &line, &col);
        g_string_append_printf(got, "%s%u:%u %s %s: %s", i ? "\n" : "", line, col, excerpt_severity(it->severity),
                               it->code, it->message);
    }
    g_assert_cmpstr(got->str, ==, expected);
    g_string_free(got, TRUE);
    xmlFreeDoc(e->doc);
    e->doc = NULL;
    diag_drop(e->diag);
    report_checker_drop(e->checker);
    xml_loader_drop(e->loader);
    e->diag = diag_new();
    e->loader = xml_loader_new(e->access, e->diag);
    e->checker = report_checker_new(e->loader);
}

static void test_schematron(struct env *e, gconstpointer data)
{
    (void)data;
    run_rules(e, SCH "<pattern><rule context='x:b'><assert id='has-id' role='warning' test='@id'>The <name/> in\n"
              "  <name path='..'/> has <emph>no</emph> id: <value-of select='count(@*)'/>.</assert></rule></pattern></schema>",
              "4:4 warning has-id: The b in c has no id: 0.");
    run_rules(e, SCH "<pattern><rule context='x:a'><report id='n' role='info' test='@n &gt; 2' subject='@n'>n</report>"
              "</rule></pattern></schema>", "1:21 note n: n");
    /* the first rule that matches takes the node, in its pattern only */
    run_rules(e, SCH "<pattern><rule context='x:c/x:b'><report id='r1' test='1'>1</report></rule>"
              "<rule context='x:b'><report id='r2' test='1'>2</report></rule></pattern>"
              "<pattern><rule context='x:b[1]'><report id='r3' test='1'>3</report></rule></pattern></schema>",
              "2:1 error r2: 2\n2:1 error r3: 3\n3:1 error r2: 2\n4:4 error r1: 1\n4:4 error r3: 3");
    /* unions, attributes, text, the root, lets of all levels, current parameters */
    run_rules(e, SCH "<let name='goal' value=\"'none'\"/><let name='ids' value='//@id'/><pattern>"
              "<let name='p' value='count($ids)'/><rule context=\"x:b[@of] | x:b/@id[. = '1']|//text()[. = 'một']|/\">"
              "<let name='q' value='name()'/><report id='u' test='1'><value-of select='concat($q, $p, $goal)'/></report>"
              "</rule></pattern></schema>",
              "0:0 error u: 2news\n2:8 error u: id2news\n2:11 error u: 2news\n3:1 error u: b2news");
    /* abstract patterns and rules */
    run_rules(e, SCH "<pattern abstract='true' id='unique'><rule context='$what'><assert id='u' test='$attr'>no $attr"
              "</assert></rule></pattern><pattern is-a='unique'><param name='what' value='x:b'/>"
              "<param name='attr' value='@of'/></pattern></schema>", "2:1 error u: no $attr\n4:4 error u: no $attr");
    run_rules(e, SCH "<pattern><rule abstract='true' id='base'><let name='v' value='@id'/><report id='e' test='$v'>"
              "<value-of select='$v'/></report></rule><rule context='x:b[@of]'><extends rule='base'/></rule></pattern>"
              "</schema>", "3:1 error e: 2");
    /* diagnostics in another language than the messages' leave the text */
    run_rules(e, SCH "<pattern><rule context='x:c'><report id='d' test='1' diagnostics='d-vi d-en'>text</report></rule>"
              "</pattern><diagnostics><diagnostic id='d-vi' xml:lang='vi'>chữ</diagnostic>"
              "<diagnostic id='d-en' xml:lang='en'>English</diagnostic></diagnostics></schema>", "4:1 error d: English");
}

static void test_schematron_faults(struct env *e, gconstpointer data)
{
    (void)data;
    run_rules(e, "<a/>", "1:1 error rule-file: this is no Schematron file: its outermost element must be 'schema' in "
              "'http://purl.oclc.org/dsdl/schematron'");
    run_rules(e, SCH "<pattern>\n<rule context='x:b'>\n<assert test='1 +'>x</assert></rule></pattern></schema>",
              "4:15 error rule-xpath: this XPath expression cannot be used: it is wrongly written");
    run_rules(e, SCH "<pattern>\n<rule context='x:a'>\n<assert test='nosuch(.)'>x</assert></rule></pattern></schema>",
              "4:15 error rule-xpath: this XPath expression cannot be used: there is no such function");
    run_rules(e, SCH "<pattern>\n<rule context='y:a'>\n<assert test='1'>x</assert></rule></pattern></schema>",
              "3:16 error rule-xpath: this XPath expression cannot be used: a prefix is not declared");
    run_rules(e, SCH "<pattern>\n<rule context='x:a'>\n<assert test='$v'>x</assert></rule></pattern></schema>",
              "4:15 error rule-xpath: this XPath expression cannot be used: there is no such variable");
    run_rules(e, SCH "<pattern>\n<rule context='x:a'>\n<assert test='1' role='fun'>x</assert><assert/>"
              "<extends rule='q'/><phase/></rule></pattern></schema>",
              "4:24 error rule-file: the role 'fun' is not known; it is error, warning or info\n"
              "4:39 error rule-file: 'assert' lacks the attribute 'test'\n"
              "4:63 error rule-file: there is nothing abstract with the id 'q'\n"
              "4:67 error rule-file: the element 'phase' cannot stand here");
    run_rules(e, SCH "<include href='/etc/passwd'/></schema>",
              "2:16 error io-denied: '/etc/passwd' lies outside the folders that may be read; '--allow-read DIR' adds a folder");
    g_free(put(e, "part.sch", "<pattern xmlns='http://purl.oclc.org/dsdl/schematron'><rule context='x:c'>"
               "<report id='part' test='1'>in</report></rule></pattern>"));
    run_rules(e, SCH "<include href='part.sch'/></schema>", "4:1 error part: in");
}

/* A rule that takes exponential time is stopped. */
static void test_schematron_limit(struct env *e, gconstpointer data)
{
    (void)data;
    GString *s = g_string_new(SCH "<pattern><rule context='x:a'><assert id='slow' test=\"");
    for (int i = 0; i < 20; i++)
        g_string_append(s, "//*[");
    g_string_append(s, "0");
    for (int i = 0; i < 20; i++)
        g_string_append(s, "]");
    g_string_append(s, "\">x</assert></rule></pattern></schema>");
    run_rules(e, s->str, "2:54 error limit-xpath: evaluating XPath takes more than 20005000 operations");
    g_string_free(s, TRUE);
}

/* --- hostile reports --- */

static void test_huge(struct env *e, gconstpointer data)
{
    (void)data;
    GString *s = g_string_new("");
    const char *item = strstr(e->minimal, "    <item>"), *end = strstr(item, "  </agenda>");
    g_string_append_len(s, e->minimal, item - e->minimal);
    while (s->len < 50000000)
        g_string_append_len(s, item, end - item);
    g_string_append(s, end);
    char *path = put(e, "huge.xml", s->str);
    g_string_free(s, TRUE);
    gint64 start = g_get_monotonic_time();
    e->doc = report_load(e->checker, path);
    g_assert_null(e->doc);
    g_assert_true(diag_limit_hit(e->diag));
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    g_free(path);
}

/* Ten thousand mistakes: as many are said as are wanted, quickly; and however few are, some hundred are looked at. */
static void test_many_mistakes(struct env *e, gconstpointer data)
{
    (void)data;
    GString *s = g_string_new("<item><title>a</title>");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(s, "<p><figure label='a' value='%dx'/><ref to='q%d'/><zz/></p><z/>\n", i, i);
    g_string_append(s, "</item><item>");
    gint64 start = g_get_monotonic_time();
    diag_set_max(e->diag, 100);
    g_assert_false(check(e, PAIRS("<item>", s->str)));
    g_assert_cmpuint(diag_len(e->diag), >=, 400);
    g_assert_cmpuint(diag_len(e->diag), <=, 600);
    xmlFreeDoc(e->doc);
    diag_set_max(e->diag, 3000);
    g_assert_false(check(e, PAIRS("<item>", s->str)));
    g_assert_cmpuint(diag_len(e->diag), >=, 2500);
    g_assert_cmpuint(diag_len(e->diag), <=, 3600);
    g_string_free(s, TRUE);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
}

static void test_not_reports(struct env *e, gconstpointer data)
{
    (void)data;
    static const char *const texts[] = { "<a/>", "<report/>", "<x:report xmlns:x='urn:sapchu:report:1'/>",
                                         "<report xmlns='urn:sapchu:report:1'><report/></report>" };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        xmlDoc *doc = xml_parse_memory(e->loader, "t.xml", texts[i], strlen(texts[i]), 0);
        g_assert_false(report_check_schema(e->checker, doc) && report_check_rules(e->checker, doc, REPORT_VALIDATE));
        xmlFreeDoc(doc);
    }
    g_assert_cmpuint(diag_count(e->diag, DIAG_ERROR), >=, 4);
}

/* Two checkers, one after the other, with what a library compiled once: the findings are those of one that compiles itself. */
static void test_library(struct env *e, gconstpointer data)
{
    (void)data;
    const char *const *wrong = PAIRS("absent=\"1\"", "absent=\"2\"");
    g_assert_false(check(e, wrong));
    char *own = findings(e);
    g_assert_cmpstr(own, !=, "");
    struct report_library *l = report_library_new(NULL);
    for (int i = 0; i < 2; i++) {
        xmlFreeDoc(e->doc);
        report_checker_drop(e->checker);
        diag_drop(e->diag);
        xml_loader_drop(e->loader);
        e->diag = diag_new();
        e->loader = xml_loader_new(e->access, e->diag);
        e->checker = report_checker_new(e->loader);
        report_checker_share(e->checker, l);
        g_assert_false(check(e, wrong));
        assert_findings(e, own);
        g_assert_cmpuint(xml_loader_file_count(e->loader), <, 10);      /* the report and its form, none of the rules */
        GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);
        report_checker_codes(e->checker, codes);
        g_assert_cmpuint(g_hash_table_size(codes), >, 100);
        g_hash_table_destroy(codes);
    }
    g_free(own);
    report_checker_drop(e->checker);
    e->checker = NULL;
    report_library_drop(l);
}

/* A phase that no rule has is said by each report's checker. */
static void test_library_phase(struct env *e, gconstpointer data)
{
    (void)data;
    struct report_library *l = report_library_new("nowhere");
    report_checker_set_phase(e->checker, "nowhere");
    report_checker_share(e->checker, l);
    g_assert_false(check(e, NULL));
    g_assert_cmpuint(diag_len(e->diag), ==, 1);
    g_assert_cmpstr(diag_get(e->diag, 0)->code, ==, "rule-file");
    report_checker_drop(e->checker);
    e->checker = NULL;
    report_library_drop(l);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    setlocale(LC_ALL, "C.UTF-8");
#define T(name) g_test_add("/report/" #name, struct env, NULL, setup, test_##name, teardown)
    T(valid);
    T(all_mistakes);
    T(tree_restored);
    T(defaults);
    T(secrecy);
    T(prune);
    T(prune_dangling);
    T(schematron);
    T(schematron_faults);
    T(schematron_limit);
    T(huge);
    T(many_mistakes);
    T(not_reports);
    T(library);
    T(library_phase);
    int r = g_test_run();
    xmlCleanupParser();
    return r;
}
