/* SPDX-License-Identifier: MIT */
/* Unit tests of the XPath extension functions, through libxml2's evaluator. */
#include "xpath/functions.h"

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/xpathInternals.h>
#include <string.h>

static const char doc_text[] =
    "<r><d>2023-12-11</d><d>2024-01-02</d><n>3600</n><m>2023-12-11T22:40:00+07:00</m><x>không phải số</x><e/>"
    "<p>Lê Văn Bình</p><p>Trần Thị An</p></r>";

static char *eval(xmlXPathContextPtr ctx, const char *expr)
{
    xmlXPathObjectPtr o = xmlXPathEvalExpression(BAD_CAST expr, ctx);
    if (!o)
        return NULL;
    xmlChar *s = xmlXPathCastToString(o);
    xmlXPathFreeObject(o);
    char *copy = g_strdup((const char *)s);
    xmlFree(s);
    return copy;
}

static void ignore_error(void *user, xmlErrorPtr e)
{
    (void)user;
    (void)e;
}

struct fixture {
    xmlDocPtr doc;
    xmlXPathContextPtr ctx;
};

static void set_up(struct fixture *f, const void *data)
{
    (void)data;
    f->doc = xmlReadMemory(doc_text, (int)strlen(doc_text), "t.xml", NULL, 0);
    f->ctx = xmlXPathNewContext(f->doc);
    f->ctx->node = xmlDocGetRootElement(f->doc);
    f->ctx->error = ignore_error;
    xmlXPathRegisterNs(f->ctx, BAD_CAST "sc", BAD_CAST XPATH_NAMESPACE);
    xpath_register_functions(f->ctx);
}

static void tear_down(struct fixture *f, const void *data)
{
    (void)data;
    xmlXPathFreeContext(f->ctx);
    xmlFreeDoc(f->doc);
}

/* NULL: an XPath error. */
static const struct {
    const char *expr, *want;
} rows[] = {
    { "sc:weekday(d)", "1" },
    { "sc:weekday(x)", "NaN" },
    { "sc:weekday-name(d[2])", "thứ Ba" },
    { "sc:weekday-name('2023-02-30')", "" },
    { "sc:date-compare(d, d[2])", "-1" },
    { "sc:date-compare(m, '2023-12-11T15:40:00Z')", "0" },
    { "sc:date-compare(m, e)", "NaN" },
    { "sc:days-between(d, d[2])", "22" },
    { "sc:days-between(d[2], d[1])", "-22" },
    { "sc:days-between(1, 2)", "NaN" },
    { "sc:date(d[2])", "ngày 02 tháng 01 năm 2024" },
    { "sc:date(m, 'short')", "11/12/2023" },
    { "sc:date(m, 'iso')", "2023-12-11" },
    { "sc:date(d, 'plain')", "11/12/2023" },
    { "sc:date('2026-07-06', 'admin')", "06/7/2026" },
    { "sc:date(d, 'words')", "ngày mười một tháng mười hai năm hai nghìn không trăm hai mươi ba" },
    { "sc:date(d, 'nonsense')", "" },
    { "sc:date(nothing)", "" },
    { "sc:time(m)", "22 giờ 40 phút" },
    { "sc:time(m, 'short')", "22:40" },
    { "sc:time('2023-12-11T08:00:00', 'plain')", "8 giờ" },
    { "sc:time(d)", "" },
    { "sc:number(n)", "3.600" },
    { "sc:number(n div 7, 2)", "514,29" },
    { "sc:number(107.1)", "107,1" },
    { "sc:number(100000000)", "100.000.000" },
    { "sc:number(1 div 0)", "" },
    { "sc:number(x)", "" },
    { "sc:number(2.5, -1)", "2,5" },
    { "sc:number(2.5, 'x')", "2,5" },
    { "sc:percent(107.1)", "107,1%" },
    { "sc:percent(n div 7, 0)", "514%" },
    { "sc:percent(x)", "" },
    { "sc:percent-ok(30, 28, 107)", "true" },
    { "sc:percent-ok(30, 28, '107.0')", "false" },
    { "sc:percent-ok(30, 0, 107)", "false" },
    { "sc:words(n)", "ba nghìn sáu trăm" },
    { "sc:words(105, 'lẻ')", "một trăm lẻ năm" },
    { "sc:words(1005, 'ngàn')", "một ngàn không trăm linh năm" },
    { "sc:words(x)", "" },
    { "sc:leading-zero(3)", "03" },
    { "sc:leading-zero(1200)", "1.200" },
    { "sc:roman(4)", "IV" },
    { "sc:roman(0.5)", "" },
    { "sc:vi-letter(5)", "đ" },
    { "sc:vi-letter(-1)", "" },
    { "sc:upper('đồng chí')", "ĐỒNG CHÍ" },
    { "sc:lower('ĐỒNG CHÍ')", "đồng chí" },
    { "sc:capitalize('điều 5')", "Điều 5" },
    { "sc:capitalize-words('NGUYỄN văn an')", "Nguyễn Văn An" },
    { "sc:capitalize-parts('văn hóa, thể thao và Du Lịch')", "Văn hóa, Thể thao và Du lịch" },
    { "sc:capitalize-parts('')", "" },
    { "sc:normalize('e\xCC\xA3\xCC\x82')", "ệ" },
    { "sc:slug('Họp Hội đồng')", "hop-hoi-dong" },
    { "sc:sort-key('b') = sc:sort-key('b')", "true" },
    { "sc:name-key(p[1]) = sc:name-key('Lê  Văn Bình ')", "true" },
    { "sc:date-differs('thứ Ba, ngày 12/12/2023', '2023-12-12')", "" },
    { "sc:date-differs('thứ Hai, ngày 12/12/2023', '2023-12-12')", "weekday" },
    { "sc:date-differs('Thứ 3, 11-12-2023', '2023-12-12')", "day" },
    { "sc:date-differs('sáng 12/11', '2023-12-12')", "month" },
    { "sc:date-differs('ngày 12 tháng 12 năm 2024', '2023-12-12')", "year" },
    { "sc:date-differs('ngày 02 tháng 9', '2023-09-02')", "" },
    { "sc:date-differs('12.12.23', '2023-12-12')", "" },
    { "sc:date-differs('thứ Năm', '2026-03-05')", "" },
    { "sc:date-differs('thứ năm, năm 2026', '2026-03-05')", "" },
    { "sc:date-differs('Chủ nhật', '2026-03-05')", "weekday" },
    { "sc:date-differs('từ ngày 10 đến ngày 12/12', '2023-12-12')", "" },
    { "sc:date-differs('lúc 7 giờ 30, tức 7h30', '2023-12-12')", "" },
    { "sc:date-differs('mùng 2 tháng 9', '2023-09-03')", "day" },
    { "sc:date-differs('ngày 12', 'x')", "" },
    { "sc:parse-number('1.234,5')", "1234.5" },
    { "sc:parse-number(' 107,1% ')", "107.1" },
    { "sc:parse-number('-3600')", "-3600" },
    { "sc:parse-number('1.23')", "NaN" },
    { "sc:parse-number('12 người')", "NaN" },
    { "sc:sum(n | n)", "3600" },
    { "sc:sum(n | x)", "NaN" },
    { "sc:sum(nothing)", "0" },
    { "sc:sum('3')", NULL },
    { "sc:matches(x, 'ph[aả]i')", "true" },
    { "sc:matches(x, '^số')", "false" },
    { "sc:matches(x, '(')", NULL },
    { "sc:match('đạt 5/6 phiếu', '(\\d+)/(\\d+)')", "5/6" },
    { "sc:match('đạt 5/6 phiếu', '(\\d+)/(\\d+)', 2)", "6" },
    { "sc:match('đạt 5/6 phiếu', '(\\d+)/(\\d+)', 3)", "" },
    { "sc:match('không', '\\d')", "" },
    { "sc:date()", NULL },
    { "sc:upper('a', 'b')", NULL },
    { "sc:percent-ok(1, 2)", NULL },
    { "sc:no-such-function(1)", NULL },
};

static void test_rows(struct fixture *f, const void *data)
{
    (void)data;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].expr);
        char *got = eval(f->ctx, rows[i].expr);
        g_assert_cmpstr(got, ==, rows[i].want);
        g_free(got);
    }
}

/* Each function of the table has a row above. */
static void test_all_named(void)
{
    for (unsigned i = 0; xpath_function_name(i); i++) {
        char *call = g_strdup_printf("sc:%s(", xpath_function_name(i));
        bool found = false;
        for (unsigned k = 0; k < G_N_ELEMENTS(rows); k++)
            found |= rows[k].want && strstr(rows[k].expr, call);
        g_test_message("%s", call);
        g_assert_true(found);
        g_free(call);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/xpath/rows", struct fixture, NULL, set_up, test_rows, tear_down);
    g_test_add_func("/xpath/all-named", test_all_named);
    int status = g_test_run();
    xmlCleanupParser();
    return status;
}
