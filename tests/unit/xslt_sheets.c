/* SPDX-License-Identifier: MIT */
/*
 * The stylesheets on the example reports: nothing of a report is lost on the way into minutes, nothing internal
 * comes into news, whatever the format, and the forms are those of the profiles.
 */
#include "base/datadir.h"
#include "report/report.h"
#include "xslt/xslt.h"

#include <glib.h>
#include <libxml/xpathInternals.h>
#include <string.h>

static const char *const examples[] = {
    "xml/examples/chi-bo-kiem-diem.xml",
    "xml/examples/hoi-nghi-so.xml",
    "xml/examples/hop-hdqt.xml",
};

struct job {
    struct access *access;
    struct diag *diag;
    struct xml_loader *loader;
    struct report_checker *checker;
    struct xslt_sheet *sheet;
    struct xslt_result result;
    xmlDoc *report;
};

static void job_open(struct job *j, const char *report, const char *sheet, bool prune)
{
    memset(j, 0, sizeof *j);
    j->access = access_new();
    char *root = data_path("");
    access_allow_dir(j->access, root);
    g_free(root);
    j->diag = diag_new();
    j->loader = xml_loader_new(j->access, j->diag);
    j->checker = report_checker_new(j->loader);
    char *path = data_path(report);
    j->report = report_load(j->checker, path);
    g_free(path);
    g_assert_true(report_check_schema(j->checker, j->report));
    if (prune)
        g_assert_true(report_prune_internal(j->report, j->diag));
    path = data_path(sheet);
    j->sheet = xslt_sheet_load(j->loader, j->diag, path, XSLT_MARKS, NULL);
    g_free(path);
    g_assert_nonnull(j->sheet);
    g_assert_true(xslt_sheet_apply(j->sheet, j->report, NULL, &j->result));
    g_assert_cmpuint(diag_len(j->diag), ==, 0);
}

static void job_close(struct job *j)
{
    xslt_result_clear(&j->result);
    xslt_sheet_drop(j->sheet);
    xmlFreeDoc(j->report);
    report_checker_drop(j->checker);
    xml_loader_drop(j->loader);
    diag_drop(j->diag);
    access_drop(j->access);
}

/* Text with white space collapsed. */
static char *collapse(const char *s)
{
    GString *out = g_string_new(NULL);
    for (; *s; s++)
        if (!g_ascii_isspace(*s))
            g_string_append_c(out, *s);
        else if (out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    if (out->len && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

/* All the text of a tree, a blank behind each block. */
static void gather(const xmlNode *n, GString *out)
{
    for (; n; n = n->next) {
        if (n->type == XML_TEXT_NODE)
            g_string_append(out, (const char *)n->content);
        gather(n->type == XML_ELEMENT_NODE ? n->children : NULL, out);
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, "inline") != 0)
            g_string_append_c(out, ' ');
    }
}

static char *text_of(const xmlDoc *doc)
{
    GString *all = g_string_new(NULL);
    gather(xmlDocGetRootElement(doc), all);
    char *text = collapse(all->str);
    g_string_free(all, TRUE);
    return text;
}

static GPtrArray *strings_at(xmlDoc *doc, const char *xpath)
{
    xmlXPathContext *ctx = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(ctx, BAD_CAST "r", BAD_CAST "urn:sapchu:report:1");
    xmlXPathObject *o = xmlXPathEvalExpression(BAD_CAST xpath, ctx);
    g_assert_nonnull(o);
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; o->nodesetval && i < o->nodesetval->nodeNr; i++) {
        xmlChar *s = xmlNodeGetContent(o->nodesetval->nodeTab[i]);
        char *c = collapse((const char *)s);
        if (*c)
            g_ptr_array_add(all, c);
        else
            g_free(c);
        xmlFree(s);
    }
    xmlXPathFreeObject(o);
    xmlXPathFreeContext(ctx);
    return all;
}

/* Case folded: forms print in capitals, and a word at the start of a sentence takes one. */
static bool has(const char *text, const char *part)
{
    char *a = g_utf8_strdown(text, -1), *b = g_utf8_strdown(part, -1);
    bool found = strstr(a, b) != NULL;
    g_free(a);
    g_free(b);
    return found;
}

static void assert_all_in(const char *text, GPtrArray *parts, bool wanted)
{
    g_assert_cmpuint(parts->len, >, 0);
    for (guint i = 0; i < parts->len; i++) {
        g_test_message("%s '%s'", wanted ? "must have" : "must not have", (char *)parts->pdata[i]);
        g_assert_true(has(text, parts->pdata[i]) == wanted);
    }
    g_ptr_array_free(parts, TRUE);
}

/* What minutes do not show: the news, what describes the document, ids, addresses that a form has no place for. */
#define SHOWN                                                                                                         \
    "/r:report/*[not(self::r:meta or self::r:news)]//text()[not(parent::r:short or parent::r:web or parent::r:email or " \
    "parent::r:phone or parent::r:address or parent::r:start or parent::r:end or parent::r:time or parent::r:alt)]"    \
    "[not(ancestor::r:people) or ancestor::r:person[@role != 'member' or @id = //r:attendee/@person]]"                  \
    " | //r:figures/r:figure/@label | //r:agenda//@who | //r:agenda//@unit | //r:agenda//@number"

static void test_minutes_complete(const void *example)
{
    struct job j;
    job_open(&j, example, "xsl/minutes/fo.xsl", false);
    char *text = text_of(j.result.doc);
    GPtrArray *parts = strings_at(j.report, SHOWN);
    /* dates are printed in words of the form, and the place only where the form has it */
    GPtrArray *skip = strings_at(j.report, "/r:report/r:date | /r:report/r:place");
    for (guint i = parts->len; i-- > 0;)
        if (g_ptr_array_find_with_equal_func(skip, parts->pdata[i], g_str_equal, NULL))
            g_ptr_array_remove_index(parts, i);
    g_ptr_array_free(skip, TRUE);
    assert_all_in(text, parts, true);
    g_free(text);
    job_close(&j);
}

static void test_news_complete(const void *example)
{
    struct job j;
    job_open(&j, example, "xsl/news/fo.xsl", true);
    char *text = text_of(j.result.doc);
    assert_all_in(text, strings_at(j.report, "/r:report/r:news//text() | //r:meta/r:title | //r:meta/r:subtitle | //r:meta/r:lead/text()"
                                             " | //r:meta/r:topic | //r:meta/r:tag | //r:meta/r:author | //r:meta/r:rights"), true);
    g_free(text);
    job_close(&j);
}

static void test_news_html(const void *example)
{
    struct job j;
    job_open(&j, example, "xsl/news/html.xsl", true);
    g_assert_cmpstr(xslt_sheet_method(j.sheet), ==, "html");
    char *text = text_of(j.result.doc);
    assert_all_in(text, strings_at(j.report, "/r:report/r:news//text() | //r:meta/r:title | //r:meta/r:lead/text()"), true);
    g_free(text);
    size_t len;
    char *bytes = xslt_result_text(j.sheet, &j.result, &len);
    g_assert_true(g_str_has_prefix(bytes, "<!DOCTYPE html>\n<html lang=\"vi\">"));
    g_assert_true(g_utf8_validate(bytes, (gssize)len, NULL));
    assert_all_in(bytes, strings_at(j.report, "//r:news//r:media/@alt | //r:news//r:media/@file"), true);
    static const char *const must[] = { "<article", "\"@type\": \"NewsArticle\"", "<meta name=\"slug\"", "<h1>", "scope=\"col\"" };
    for (unsigned i = 0; i < G_N_ELEMENTS(must); i++)
        g_assert_nonnull(strstr(bytes, must[i]));
    g_assert_null(strstr(bytes, "urn:sapchu"));
    g_free(bytes);
    job_close(&j);
}

/* What is marked internal stays out even where nobody pruned: the stylesheets of news pass it over themselves. */
static void test_news_unpruned(const void *example)
{
    static const char *const sheets[] = { "xsl/news/fo.xsl", "xsl/news/html.xsl" };
    for (unsigned i = 0; i < G_N_ELEMENTS(sheets); i++) {
        struct job j;
        job_open(&j, example, sheets[i], false);
        char *text = text_of(j.result.doc);
        assert_all_in(text, strings_at(j.report, "//*[@audience = 'internal'][not(ancestor::*[@audience = 'internal'])]"
                                                 "/descendant::text()[string-length(normalize-space()) > 20]"), false);
        g_free(text);
        job_close(&j);
    }
}

/* Each form by the kind of body; the head says which. */
static void test_profiles(void)
{
    static const struct {
        const char *report, *has, *has_not;
    } rows[] = {
        { "xml/examples/chi-bo-kiem-diem.xml", "ĐẢNG CỘNG SẢN VIỆT NAM Số 12-BB/CB BIÊN BẢN", "./." },
        { "xml/examples/chi-bo-kiem-diem.xml", "NGƯỜI GHI BIÊN BẢN CHỦ TRÌ HỘI NGHỊ T/M CHI BỘ BÍ THƯ", "CỘNG HÒA" },
        { "xml/examples/hoi-nghi-so.xml", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 46/BB-SKHCN BIÊN BẢN",
          "Lam Giang, ngày 10" },
        { "xml/examples/hoi-nghi-so.xml", "kết thúc vào 11 giờ 40 phút, ngày 10 tháng 7 năm 2026./. THƯ KÝ CHỦ TỌA", "Mã số" },
        { "xml/examples/hop-hdqt.xml", "Số: 02/BB-HĐQT Lam Giang, ngày 12 tháng 3 năm 2026 BIÊN BẢN", "CỘNG SẢN" },
        { "xml/examples/hop-hdqt.xml", "Mã số doanh nghiệp: 5999000123.", "đại biểu" },
        { "xml/examples/hop-hdqt.xml", "(Tán thành 5/6, tỷ lệ 83,3%.)", "T/M" },
        { "xml/examples/hop-hdqt.xml", "Không tán thành 01 16,7% Ông Đoàn Trung Kiên (Đề nghị lùi sang năm 2027)", "T/M" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct job j;
        job_open(&j, rows[i].report, "xsl/minutes/fo.xsl", false);
        char *text = text_of(j.result.doc);
        g_test_message("%s", rows[i].has);
        g_assert_nonnull(strstr(text, rows[i].has));
        g_assert_null(strstr(text, rows[i].has_not));
        g_free(text);
        job_close(&j);
    }
}

/* Every element of the result is XSL-FO, and says where it comes from. */
static void test_pure_fo(const void *example)
{
    static const char *const sheets[] = { "xsl/minutes/fo.xsl", "xsl/news/fo.xsl" };
    for (unsigned i = 0; i < G_N_ELEMENTS(sheets); i++) {
        struct job j;
        job_open(&j, example, sheets[i], i == 1);
        GPtrArray *foreign = strings_at(j.result.doc, "//*[namespace-uri() != 'http://www.w3.org/1999/XSL/Format']/@* | "
                                                      "//@*[namespace-uri() != '' and name() != 'xml:lang']");
        g_assert_cmpuint(foreign->len, ==, 0);
        g_ptr_array_free(foreign, TRUE);
        for (const xmlNode *n = xmlDocGetRootElement(j.result.doc); n; n = n->children ? n->children : n->next)
            g_assert_nonnull(n->_private);
        job_close(&j);
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*call)(const void *);
    } tests[] = {
        { "minutes-complete", test_minutes_complete }, { "news-complete", test_news_complete },
        { "news-html", test_news_html },               { "news-unpruned", test_news_unpruned },
        { "pure-fo", test_pure_fo },
    };
    g_test_init(&argc, &argv, NULL);
    for (unsigned t = 0; t < G_N_ELEMENTS(tests); t++)
        for (unsigned e = 0; e < G_N_ELEMENTS(examples); e++) {
            char *path = g_strdup_printf("/sheets/%s/%u", tests[t].name, e);
            g_test_add_data_func(path, examples[e], tests[t].call);
            g_free(path);
        }
    g_test_add_func("/sheets/profiles", test_profiles);
    return g_test_run();
}
