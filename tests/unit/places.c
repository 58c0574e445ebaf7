/* SPDX-License-Identifier: MIT */
/*
 * Where the letters of pages are from. A stylesheet brings marked letters over in every way that there is; each must be found
 * where it stands in the source. And origin_find() by itself.
 */
#include "base/arena.h"
#include "base/origin.h"
#include "base/xml.h"
#include "fo/fo.h"
#include "xslt/xslt.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <string.h>

#define FIRST 0x2460u           /* ① … ⓩ, each once in the source; what the stylesheet itself says is from HAN on */
#define N 64u
#define HAN 0x4E00u

/* Ways of bringing text over, with the source that each works on. */
static const char source[] =
    "<?xml version='1.0'?>\n"
    "<!DOCTYPE r [<!ENTITY own 'của riêng'>]>\n"
    "<r xmlns='urn:x'>\n"
    "  <plain>một ① hai</plain>\n"
    "  <mixed>trước ② <b>đậm ③</b> sau\n     ④ hết</mixed>\n"
    "  <moded>ở ⑤ <i>nghiêng ⑥</i> cuối ⑦</moded>\n"
    "  <value a='x' b = \"số ⑧\">c</value>\n"
    "  <copied><p x='1'>một ⑨<b>hai ⑩</b><!-- chen -->ba ⑪</p>bốn ⑫</copied>\n"
    "  <fragment>mảnh ⑬ và <u>trong ⑭</u></fragment>\n"
    "  <variable>biến ⑮</variable>\n"
    "  <spaces>  nhiều\t  khoảng\n   trắng ⑯  </spaces>\n"
    "  <joined so='01 ⑰' ky='BB ⑱'>⑲</joined>\n"
    "  <cut>bỏ: giữ ⑳ lại</cut>\n"
    "  <identity><p>chép ㉑</p></identity>\n"
    "  <passed>tham số ㉒</passed>\n"
    "  <called>hàm ㉓</called>\n"
    "  <written>a &amp; b &lt; &#x2474;<![CDATA[ <không> ⑵]]> ⑶</written>\n"
    "  <upper>chữ nhỏ ⓐ ở</upper>\n"
    "  <elsewhere to='k1'/>\n"
    "  <list><item id='k1'>nơi khác ⑷</item><item id='k2'>⑸</item></list>\n"
    "  <deep>mọi <b>thứ <i>bên trong ⑹</i></b> ⑺</deep>\n"
    "  <attribute name='⑻'/>\n"
    "  <twice>lặp ⑼</twice>\n"
    "  <entity>nói &own; rồi ⑽</entity>\n"
    "  <number>x</number>\n"
    "  <copiedvalue z='chép giá trị ⑾'/>\n"
    "</r>\n";

static const char sheet[] =
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:x='urn:x' xmlns:f='urn:f' xmlns:m='urn:m'\n"
    "  xmlns:fo='http://www.w3.org/1999/XSL/Format' xmlns:exsl='http://exslt.org/common' xmlns:func='http://exslt.org/functions'\n"
    "  xmlns:sc='urn:sapchu:xslt' extension-element-prefixes='func' exclude-result-prefixes='exsl x f sc m'>\n"
    "<xsl:output cdata-section-elements='fo:title'/>\n"
    "<xsl:variable name='all'><fo:block><xsl:value-of select='//x:variable'/></fo:block></xsl:variable>\n"
    "<xsl:key name='id' match='x:item' use='@id'/>\n"
    "<func:function name='f:same'><xsl:param name='n'/><func:result><xsl:value-of select='$n'/></func:result></func:function>\n"
    "<xsl:template match='/'><fo:root><fo:layout-master-set><fo:simple-page-master master-name='m'><fo:region-body/>\n"
    "</fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference='m'><fo:flow flow-name='xsl-region-body'>\n"
    "<xsl:apply-templates select='x:r/*'/></fo:flow></fo:page-sequence></fo:root></xsl:template>\n"
    "<xsl:template match='x:plain'><fo:block>Số: <xsl:value-of select='.'/> 一</fo:block></xsl:template>\n"
    "<xsl:template match='x:mixed | x:p'><fo:block><xsl:apply-templates/></fo:block></xsl:template>\n"
    "<xsl:template match='x:b | x:u'><fo:inline><xsl:apply-templates/></fo:inline></xsl:template>\n"
    "<xsl:template match='x:moded'><fo:block><xsl:apply-templates mode='m:o'/><xsl:apply-templates select='x:none' mode='o'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:value'><fo:block><xsl:value-of select='@b'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:copied'><fo:block>Chép <xsl:copy-of select='x:p/node()'/><xsl:copy-of select='text()'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:fragment'><xsl:variable name='v'><fo:inline>A <xsl:apply-templates/></fo:inline> z</xsl:variable>\n"
    "<fo:block>- <xsl:copy-of select='$v'/></fo:block><fo:block><xsl:copy-of select='exsl:node-set($v)/*/node()'/></fo:block>\n"
    "<fo:block><xsl:value-of select='$v'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:variable'><xsl:variable name='n' select='text()'/><fo:block>b: <xsl:value-of select='$n'/></fo:block>\n"
    "<xsl:copy-of select='$all'/></xsl:template>\n"
    "<xsl:template match='x:spaces'><fo:block><xsl:value-of select='normalize-space()'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:joined'><fo:block><xsl:value-of select=\"concat('Số ', @so, '/', @ky, '-', .)\"/></fo:block></xsl:template>\n"
    "<xsl:template match='x:cut'><fo:block><xsl:value-of select=\"translate(substring-after(., ': '), 'l', 'L')\"/></fo:block></xsl:template>\n"
    "<xsl:template match='x:identity'><fo:block><xsl:apply-templates select='x:p/text()' mode='same'/></fo:block></xsl:template>\n"
    "<xsl:template match='node()' mode='same'><xsl:copy/></xsl:template>\n"
    "<xsl:template match='x:passed'><xsl:call-template name='say'><xsl:with-param name='t' select='string(.)'/></xsl:call-template></xsl:template>\n"
    "<xsl:template name='say'><xsl:param name='t'/><fo:block><fo:inline>: </fo:inline><xsl:value-of select='$t'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:called'><fo:block><xsl:value-of select='f:same(.)'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:written'><fo:block><xsl:value-of select='.'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:upper'><fo:block><xsl:value-of select='sc:upper(.)'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:elsewhere'><fo:block><xsl:value-of select=\"concat('xem ', key('id', @to))\"/></fo:block></xsl:template>\n"
    "<xsl:template match='x:list'><xsl:for-each select='x:item'><fo:block><xsl:value-of select=\"concat(., '!')\"/></fo:block></xsl:for-each></xsl:template>\n"
    "<xsl:template match='x:deep'><fo:block><xsl:value-of select='.'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:attribute'><fo:block><xsl:apply-templates select='@name'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:twice'><fo:block><xsl:value-of select='.'/>, <xsl:value-of select='.'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:number'><fo:block><xsl:number value='3'/>. 二<xsl:text> 三</xsl:text></fo:block></xsl:template>\n"
    "<xsl:template match='x:copiedvalue'><xsl:variable name='v'><xsl:copy-of select='string(@z)'/></xsl:variable><fo:block>\n"
    "<xsl:value-of select='$v'/></fo:block></xsl:template>\n"
    "<xsl:template match='x:entity'><fo:title>t <xsl:value-of select='.'/><xsl:value-of select='.'/><xsl:copy-of select='text()'/></fo:title>\n"
    "<fo:block><xsl:value-of select='.' disable-output-escaping='yes'/><xsl:value-of select='.'/><xsl:copy-of select='node()'/>\n"
    "<xsl:copy-of select='@none | text()'/><xsl:copy-of select='exsl:node-set(string(.))'/></fo:block></xsl:template>\n"
    "</xsl:stylesheet>\n";

struct seen {
    unsigned letters[N];        /* how often each was met; the last: the others */
    unsigned own;
};

static void check_letter(struct seen *s, const struct fo_node *n, size_t at, gunichar c)
{
    struct src_pos p = fo_text_pos(n, at);
    g_assert_nonnull(p.file);
    const char *there = src_file_text(p.file) + p.offset;
    gunichar is = g_utf8_get_char(there);
    if (g_str_has_prefix(there, "&#x"))
        is = (gunichar)g_ascii_strtoull(there + 3, NULL, 16);
    g_test_message("U+%04X of '%.*s' is at '%.20s'", c, (int)n->len, n->text, there);
    g_assert_cmpstr(src_file_name(p.file), ==, "source.xml");
    if (c >= HAN) {             /* no letter of the source: the element that was current */
        g_assert_cmpint(*there, ==, '<');
        s->own++;
        return;
    }
    g_assert_cmpuint(g_unichar_tolower(is), ==, g_unichar_tolower(c));
    s->letters[MIN(c - FIRST, N - 1)]++;
}

static void check_node(struct seen *s, const struct fo_node *n)
{
    for (size_t i = 0; n->type == FO_TEXT && i < n->len; i += (size_t)(g_utf8_next_char(n->text + i) - (n->text + i))) {
        gunichar c = g_utf8_get_char(n->text + i);
        if ((c >= FIRST && c < FIRST + 0x100) || (c >= 0x3251 && c < 0x3260) || (c >= HAN && c < HAN + 0x200))
            check_letter(s, n, i, c);
    }
    for (const struct fo_node *k = n->first; k; k = k->next)
        check_node(s, k);
}

static bool on_start(void *user, const struct fo_doc *doc)
{
    (void)user, (void)doc;
    return true;
}

static bool on_sequence(void *user, const struct fo_doc *doc, const struct fo_node *sequence)
{
    (void)doc;
    check_node(user, sequence);
    return true;
}

/* The result as text. */
static char *result_of(unsigned flags, const char *path)
{
    struct diag *diag = diag_new();
    struct xml_loader *loader = xml_loader_new(NULL, diag);
    xmlDoc *doc = xml_parse_memory(loader, "source.xml", source, strlen(source), 0);
    struct xslt_sheet *s = xslt_sheet_load(loader, diag, path, flags, NULL);
    struct xslt_result result;
    size_t len;
    g_assert_true(s && xslt_sheet_apply(s, doc, NULL, &result));
    char *text = xslt_result_text(s, &result, &len);
    xmlFreeDoc(doc);
    xslt_result_clear(&result);
    xslt_sheet_drop(s);
    xml_loader_drop(loader);
    diag_drop(diag);
    return text;
}

static void test_ways(void)
{
    char *dir = g_dir_make_tmp("sapchu-XXXXXX", NULL), *path = g_build_filename(dir, "s.xsl", NULL);
    g_assert_true(g_file_set_contents(path, sheet, -1, NULL));
    struct diag *diag = diag_new();
    struct xml_loader *loader = xml_loader_new(NULL, diag);
    xmlDoc *doc = xml_parse_memory(loader, "source.xml", source, strlen(source), 0);
    struct xslt_sheet *s = xslt_sheet_load(loader, diag, path, XSLT_MARKS, NULL);
    struct xslt_result result;
    struct seen seen = { .own = 0 };
    const struct fo_sink sink = { &seen, on_start, on_sequence, NULL };
    g_assert_true(s && xslt_sheet_apply(s, doc, NULL, &result));
    xmlFreeDoc(doc);            /* places outlive the trees */
    g_assert_true(fo_build_tree(result.doc, NULL, diag, &sink));
    for (unsigned i = 0; i < 20; i++)           /* ① … ⑳ */
        g_assert_cmpuint(seen.letters[i], >, 0);
    g_assert_cmpuint(seen.letters[N - 1], ==, 4);      /* ㉑ ㉒ ㉓ ⓐ */
    for (unsigned i = 0x2474 - FIRST; i <= 0x247E - FIRST; i++)         /* ⑴ … ⑾ */
        g_assert_cmpuint(seen.letters[i], >, 0);
    g_assert_cmpuint(seen.own, ==, 3);
    char *plain = result_of(0, path), *marked = result_of(XSLT_MARKS, path);
    g_assert_cmpstr(plain, ==, marked);         /* knowing it changes nothing */
    g_free(plain);
    g_free(marked);
    xslt_result_clear(&result);
    xslt_sheet_drop(s);
    xml_loader_drop(loader);
    diag_drop(diag);
    g_unlink(path);
    g_rmdir(dir);
    g_free(path);
    g_free(dir);
}

/* `text` made of what stands at `from` in `xml`: its letter `letter` is that at `want`; NULL: it is not found. */
static void check_find(const char *xml, const char *from, const char *text, const char *letter, const char *want)
{
    struct src_file *f = src_file_new("x.xml", g_strdup(xml), strlen(xml));
    struct src_pos start = src_pos_at(f, (size_t)(strstr(xml, from) - xml));
    struct src_pos got = origin_find(start, text, strlen(text), (size_t)(strstr(text, letter) - text));
    g_test_message("%s in %s", text, xml);
    g_assert_cmpstr(src_file_text(f) + got.offset, ==, strstr(xml, want ? want : from));
    src_file_drop(f);
}

static void test_find(void)
{
    check_find("<a>một hai</a>", "một", "một hai", "hai", "hai</a>");
    check_find("<a>một\r\n  hai</a>", "một", "một hai", "hai", "hai</a>");
    check_find("<a>x &amp;&#38;&#x26; hai</a>", "x", "x &&& hai", "hai", "hai</a>");
    check_find("<a>x &own; hai</a>", "x", "x của riêng hai", "hai", "hai</a>");
    check_find("<a><![CDATA[<b> ]]>hai</a>", "<![CDATA[", "<b> hai", "hai", "hai</a>");
    check_find("<a>x<!-- hai --> hai</a>", "x<", "x hai", "hai", "hai</a>");
    check_find("<a v='một'>hai</a>", "<a", "một - hai", "hai", "hai</a>");
    check_find("<a v='hai'>một</a>", "<a", "một - hai", "hai", "hai'>một</a>");
    check_find("<a>hai</a><b>một hai</b>", "<b", "hai", "hai", "hai</b>");
    /* elsewhere: only if it is the one place */
    check_find("<r><a/><b>hai</b></r>", "<a", "xem hai", "hai", "hai</b></r>");
    check_find("<r><a/><b>hai</b><b>hai</b></r>", "<a", "xem hai", "hai", NULL);
    check_find("<r><a/><b v='hai'/><b>hai</b></r>", "<a", "xem hai", "hai", NULL);
    check_find("<r><a/></r>", "<a", "ba", "ba", NULL);
    /* what is not well-formed */
    check_find("<a>hai", "<a", "hai", "hai", "hai");
    check_find("<a v='hai", "<a", "hai", "hai", "hai");
    check_find("<a>&#xFFFFFFFF; &; & hai</a>", "<a", "hai", "hai", "hai</a>");
}

/* `want`: where the value of the start tag of `xml` that is `text` stands; NULL: nowhere. */
static void check_value(const char *xml, const char *text, const char *want)
{
    struct src_file *f = src_file_new("x.xml", g_strdup(xml), strlen(xml));
    struct src_pos got = origin_find_value(src_pos_at(f, 0), text, strlen(text));
    g_assert_cmpstr(src_file_text(f) + got.offset, ==, want ? strstr(xml, want) : xml);
    src_file_drop(f);
}

static void test_value(void)
{
    check_value("<a b='1' c = \"3cm\">3cm</a>", "3cm", "3cm\">");
    check_value("<a b='3cms' c='x'/>", "3cm", NULL);
    check_value("<a>3cm</a>", "3cm", NULL);
    check_value("<a b='", "3cm", NULL);
    check_value("3cm", "3cm", NULL);
    check_value("<a b=''/>", "", NULL);
}

/* A bad value of a property that a stylesheet took from an attribute is said where that is written. */
static void test_property(void)
{
    const char *xml = "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set>"
                      "<fo:simple-page-master master-name='m'><fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
                      "<fo:page-sequence master-reference='m'><fo:flow flow-name='xsl-region-body'>"
                      "<fo:block start-indent='3miles'>a</fo:block></fo:flow></fo:page-sequence></fo:root>";
    const char *report = "<r><p indent='3miles'>a</p></r>";
    struct src_file *f = src_file_new("report.xml", g_strdup(report), strlen(report));
    struct diag *diag = diag_new();
    struct seen seen = { .own = 0 };
    const struct fo_sink sink = { &seen, on_start, on_sequence, NULL };
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), "t.fo", NULL, 0);
    struct src_pos place = { f, 3 };
    xmlDocGetRootElement(doc)->children->next->children->children->_private = &place;
    g_assert_true(fo_build_tree(doc, NULL, diag, &sink));
    g_assert_cmpuint(diag_len(diag), ==, 1);
    g_assert_cmpuint(diag_get(diag, 0)->pos.offset, ==, strlen("<r><p indent='3"));        /* the unit */
    xmlFreeDoc(doc);
    diag_drop(diag);
    src_file_drop(f);
}

/* A file is searched for so much work, and no more: 10,000 letters that are nowhere. */
static void test_share(void)
{
    GString *xml = g_string_new("<r>");
    while (xml->len < 400000)
        g_string_append(xml, "<p>một hai ba</p>");
    struct src_file *f = src_file_new("x.xml", g_strdup(xml->str), xml->len);
    gint64 start = g_get_monotonic_time();
    for (unsigned i = 0; i < 10000; i++)
        g_assert_cmpuint(origin_find(src_pos_at(f, 0), "zz", 2, 0).offset, ==, 0);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
    g_string_free(xml, TRUE);
    src_file_drop(f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/places/ways", test_ways);
    g_test_add_func("/places/find", test_find);
    g_test_add_func("/places/value", test_value);
    g_test_add_func("/places/property", test_property);
    g_test_add_func("/places/share", test_share);
    return g_test_run();
}
