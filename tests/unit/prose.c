/* SPDX-License-Identifier: MIT */
/* The prose of documents: units, and their ways back into the source. */
#include "lang/prose.h"

#include <glib.h>
#include <string.h>

struct fixture {
    struct prose *p;
    struct src_file *f;
};

static struct fixture take(enum prose_dialect dialect, const char *text)
{
    struct fixture x = { prose_new(), src_file_new("a", g_strdup(text), strlen(text)) };
    prose_add(x.p, x.f, dialect);
    return x;
}

static void clear(struct fixture *x)
{
    prose_drop(x->p);
    src_file_drop(x->f);
}

/* "s:Một câu.|h:Tên" with objects as '#'. */
static char *dump(const struct prose *p)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < prose_len(p); i++) {
        const struct prose_unit *u = prose_get(p, i);
        g_assert_cmpuint(u->len, ==, strlen(u->text));
        g_string_append_printf(out, "%s%c:%s", i ? "|" : "", "shnl"[u->kind], u->text);
    }
    g_string_replace(out, PROSE_OBJECT, "#", 0);
    return g_string_free(out, FALSE);
}

static void check(enum prose_dialect dialect, const char *text, const char *want)
{
    struct fixture x = take(dialect, text);
    char *got = dump(x.p);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
    clear(&x);
}

/* What of the source the word of the first unit came from; "!" before it: not to be replaced. */
static void check_range(enum prose_dialect dialect, const char *text, const char *word, const char *want)
{
    struct fixture x = take(dialect, text);
    const struct prose_unit *u = prose_get(x.p, 0);
    const char *at = strstr(u->text, word);
    g_assert_nonnull(at);
    struct src_range r;
    uint32_t start = (uint32_t)(at - u->text);
    bool whole = prose_range(u, start, start + (uint32_t)strlen(word), &r);
    char *got = g_strdup_printf("%s%.*s", whole ? "" : "!", (int)(r.end - r.start), text + r.start);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
    clear(&x);
}

static void test_text(void)
{
    check(PROSE_TEXT, "\xEF\xBB\xBFMột.\r\n\r\n  Hai  ba. \rBốn\n", "s:Một.|s:Hai  ba.|s:Bốn");
    check(PROSE_TEXT, "", "");
    check(PROSE_TEXT, " \n\t\n", "");
    check_range(PROSE_TEXT, "\r\n Hai  ba\r\n", "i  b", "i  b");
    check_range(PROSE_TEXT, "a < b & c", "< b & c", "< b & c");
}

static void test_markdown(void)
{
    check(PROSE_MARKDOWN, "# Tên\n\nMột `mã` và\n[chữ](dia/chi.md) *đậm*.\n- mục một\n- mục hai\n", "h:Tên|s:Một # và chữ đậm.|s:mục một|s:mục hai");
    check(PROSE_MARKDOWN, "```\nmã\n```\nchữ\n", "s:chữ");
    check(PROSE_MARKDOWN, "| A | B |\n|---|:--|\n| `x` | một |\n", "l:A|l:B|l:một");
    check(PROSE_MARKDOWN, "a ` b [c](d\n", "s:a ` b c(d");
}

static void test_report(void)
{
    check(PROSE_REPORT, "<report><meta><title>Tên <em>nghiêng</em></title><id>x</id></meta>"
          "<p>Sáng <when on='2026-01-02'>mai</when>, <person ref='a'/> nói\n     <ref to='b'></ref> việc.</p></report>",
          "h:Tên nghiêng|s:Sáng mai, # nói # việc.");
    check(PROSE_REPORT, "<people><person id='a' honorific='Ông'><name>A</name><title>Phó</title></person></people>",
          "l:Ông|n:A|l:Phó");
    check(PROSE_REPORT, "<p>a &amp; b&#x301; &quot;c&quot; &x; <![CDATA[d<e&f]]></p>", "s:a & b\xCC\x81 \"c\" # d<e&f");
    check(PROSE_REPORT, "<r><p>một <em xml:lang='en'>two three</em> bốn</p><p xml:lang='fr'>cinq</p><p>sáu</p></r>",
          "s:một # bốn|s:sáu");
    check(PROSE_REPORT, "<p><!-- <p>x</p> --><?pi <p>y</p> ?>z</p>", "s:z");
    check(PROSE_REPORT, "<list><item>một<list><item>hai</item></list>ba</item></list>", "s:một|s:hai|s:ba");
    check(PROSE_REPORT, "<r:p xmlns:r='u'>một</r:p>", "s:một");
    check(PROSE_REPORT, "<p><ref to='a'/></p>", "");
}

static void test_report_ranges(void)
{
    check_range(PROSE_REPORT, "<p>a &amp;\n  b</p>", "& b", "&amp;\n  b");
    check_range(PROSE_REPORT, "<p>một h<em>a</em>i</p>", "hai", "!h<em>a</em>i");
    check_range(PROSE_REPORT, "<p>một h<em>a</em>i</p>", "một", "một");
    check_range(PROSE_REPORT, "<p>x <ref to='a'/> y</p>", "x " PROSE_OBJECT " y", "!x <ref to='a'/> y");
    check_range(PROSE_REPORT, "<f alt='a &lt; b'/>", "< b", "&lt; b");
    check_range(PROSE_REPORT, "<p>a <![CDATA[b]]> c</p>", "b", "b");

    struct fixture x = take(PROSE_REPORT, "<f alt='a'/><p>b<![CDATA[c]]></p>");
    char *value = prose_escape(prose_get(x.p, 0), 0, "\"&<'"), *text = prose_escape(prose_get(x.p, 1), 0, "\"&<'"),
         *cdata = prose_escape(prose_get(x.p, 1), 1, "&<");
    g_assert_cmpstr(value, ==, "&quot;&amp;&lt;&apos;");
    g_assert_cmpstr(text, ==, "\"&amp;&lt;'");
    g_assert_cmpstr(cdata, ==, "&<");
    struct src_range r;
    g_assert_true(prose_range(prose_get(x.p, 1), 1, 1, &r));
    g_assert_cmpuint(r.start, ==, 16);
    g_assert_cmpuint(r.end, ==, 16);
    g_free(value);
    g_free(text);
    g_free(cdata);
    clear(&x);
}

static void test_xml(void)
{
    check(PROSE_XML, "<a><b>một</b><c>hai <d>ba</d> bốn</c><e><f>năm</f> sáu</e></a>", "s:một|s:hai ba bốn|s:năm sáu");
}

static void test_html(void)
{
    check(PROSE_HTML, "<!DOCTYPE html><html lang=en><head><TITLE>Tên</title><style>p{a:b}</style></head><body>"
          "<p>Một <b>hai</b>&nbsp;ba<P>bốn<br>năm<script>if (a<b) '</p>'</script><ul><li>sáu<li>bảy</ul></body>",
          "h:Tên|s:Một hai\xC2\xA0" "ba|s:bốn|s:năm|s:sáu|s:bảy");
    check(PROSE_HTML, "<p>chạy <code>x y</code> rồi <img src=a alt='ảnh to'> <span lang=en>stop</span>", "l:ảnh to|s:chạy # rồi # #");
    check(PROSE_HTML, "<table><tr><td>a b<td>c</table>", "l:a b|l:c");
}

/* No text is lost, nothing is read beyond the end. */
static void test_broken(void)
{
    check(PROSE_REPORT, "<p>một < hai & ba &#0; &#xZ; </q></p", "s:một < hai & ba &#0; &#xZ;");
    check(PROSE_REPORT, "<p a='b>một</p>", "s:một");
    check(PROSE_REPORT, "<p>một<![CDATA[hai", "s:mộthai");
    check(PROSE_REPORT, "<p>một<!-- ", "s:một");
    check(PROSE_REPORT, "<", "s:<");
    check(PROSE_REPORT, "<a", "");
    check(PROSE_REPORT, "</", "");
    GString *deep = g_string_new(NULL);
    for (int i = 0; i < 20000; i++)
        g_string_append(deep, "<p>a");
    struct fixture x = take(PROSE_REPORT, deep->str);
    g_assert_cmpuint(prose_len(x.p), ==, 20000);
    clear(&x);
    g_string_free(deep, TRUE);
}

static enum prose_dialect dialect(const char *name, const char *text)
{
    struct src_file *f = src_file_new(name, g_strdup(text), strlen(text));
    enum prose_dialect d = prose_dialect_of(f);
    src_file_drop(f);
    return d;
}

static void test_dialect(void)
{
    g_assert_cmpint(dialect("a.txt", "<html>"), ==, PROSE_TEXT);
    g_assert_cmpint(dialect("a.HTM", ""), ==, PROSE_HTML);
    g_assert_cmpint(dialect("a.md", ""), ==, PROSE_MARKDOWN);
    g_assert_cmpint(dialect("-", "\n<!DOCTYPE html>\n<html>"), ==, PROSE_HTML);
    g_assert_cmpint(dialect("-", "<?xml version='1.0'?><!-- > --><report xmlns='urn:sapchu:report:1'/>"), ==, PROSE_REPORT);
    g_assert_cmpint(dialect("-", "<book/>"), ==, PROSE_XML);
    g_assert_cmpint(dialect("-", "Kính gửi"), ==, PROSE_TEXT);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/prose/text", test_text);
    g_test_add_func("/prose/markdown", test_markdown);
    g_test_add_func("/prose/report", test_report);
    g_test_add_func("/prose/report-ranges", test_report_ranges);
    g_test_add_func("/prose/xml", test_xml);
    g_test_add_func("/prose/html", test_html);
    g_test_add_func("/prose/broken", test_broken);
    g_test_add_func("/prose/dialect", test_dialect);
    return g_test_run();
}
