/* SPDX-License-Identifier: MIT */
/* The builder: shapes, levels, repairs with their findings, positions, limits, foreign content, trees. */
#include "base/xml.h"
#include "fo_help.h"

#include <libxml/parser.h>

struct shape {
    const char *body, *tree, *finding;
};

/* Builds `body` in a flow; the first finding without its place must be `finding`. */
static void check_shapes(const struct shape *rows, size_t n, bool levels)
{
    for (size_t i = 0; i < n; i++) {
        char *xml = g_strconcat(HEAD SEQ, rows[i].body, END, NULL);
        struct built b = { .levels = levels };
        build_text(&b, xml, strlen(xml));
        const char *message = diag_len(b.diag) ? diag_get(b.diag, 0)->message : "";
        g_test_message("%s", rows[i].body);
        g_assert_cmpstr(b.tree->str, ==, rows[i].tree);
        g_assert_cmpstr(message, ==, rows[i].finding);
        g_assert_true(b.ok);
        built_clear(&b);
        g_free(xml);
    }
}

#define FLOW(x) "page-sequence(flow(" x "))"

static void test_space(void)
{
    static const struct shape rows[] = {
        { "\n <fo:block/> \n", FLOW("block"), "" },
        { "<fo:block> a </fo:block>", FLOW("block(#text' a ')"), "" },
        { "<fo:block> <fo:inline>a</fo:inline> b</fo:block>",
          FLOW("block(#text' ' inline(#text'a') #text' b')"), "" },
        { "<fo:block> <fo:block>a</fo:block> <fo:block>b</fo:block> </fo:block>",
          FLOW("block(block(#text'a') block(#text'b'))"), "" },
        { "<fo:block>x <fo:block>a</fo:block> <fo:marker marker-class-name='m'/> <fo:block/> y</fo:block>",
          FLOW("block(#text'x ' block(#text'a') marker block #text' y')"),
          "'fo:marker' must be the first in 'fo:block'" },
        { "<fo:block><fo:inline>x</fo:inline> <fo:block/></fo:block>",
          FLOW("block(inline(#text'x') #text' ' block)"), "" },
        { "<fo:block>a<![CDATA[ <b> ]]>&amp;</fo:block>", FLOW("block(#text'a <b> &')"), "" },
    };
    check_shapes(rows, G_N_ELEMENTS(rows), false);
}

static void test_levels(void)
{
    /* 0 none, 1 block, 2 inline, 3 either, 4 part, 5 out */
    static const struct shape rows[] = {
        { "<fo:wrapper><fo:block/></fo:wrapper>", "page-sequence:0(flow:0(wrapper:3(block:1)))", "" },
        { "<fo:block><fo:wrapper>a</fo:wrapper></fo:block>",
          "page-sequence:0(flow:0(block:1(wrapper:2(#text:2'a'))))", "" },
        { "<fo:block><fo:inline>a<fo:inline><fo:block/></fo:inline></fo:inline></fo:block>",
          "page-sequence:0(flow:0(block:1(inline:2(#text:2'a') inline:3(inline:3(block:1)))))", "" },
        { "<fo:block><fo:wrapper><fo:wrapper><fo:block/></fo:wrapper></fo:wrapper></fo:block>",
          "page-sequence:0(flow:0(block:1(wrapper:3(wrapper:3(block:1)))))", "" },
        { "<fo:block><fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block/></fo:footnote-body>"
          "</fo:footnote></fo:block>",
          "page-sequence:0(flow:0(block:1(footnote:2(inline:2(#text:2'1') footnote-body:5(block:1)))))", "" },
        { "<fo:block-container absolute-position='fixed'><fo:block/></fo:block-container>"
          "<fo:float float='start'><fo:block/></fo:float>",
          "page-sequence:0(flow:0(block-container:5(block:1) float:5(block:1)))", "" },
        { "<fo:block><fo:multi-switch><fo:multi-case case-name='h' case-title='h' starting-state='hide'>a</fo:multi-case><fo:multi-case case-name='s' case-title='s'>b"
          "</fo:multi-case></fo:multi-switch></fo:block>",
          "page-sequence:0(flow:0(block:1(wrapper:2(multi-case:0(#text:2'a') wrapper:2(#text:2'b')))))", "" },
        { "<fo:block><fo:wrapper id='a'/><fo:character character='&#x1EC7;'/></fo:block>",
          "page-sequence:0(flow:0(block:1(wrapper:2 character:2)))", "" },
    };
    check_shapes(rows, G_N_ELEMENTS(rows), true);
}

static void test_repairs(void)
{
    static const struct shape rows[] = {
        { "text<fo:block/>", FLOW("block(#text'text') block"),
          "text cannot stand directly in 'fo:flow'; it is set as a block of its own" },
        { "<fo:inline>a</fo:inline> <fo:inline>b</fo:inline><fo:block/>",
          FLOW("block(inline(#text'a') inline(#text'b')) block"), "'fo:inline' cannot stand in 'fo:flow'" },
        { "<fo:table><fo:table-body><fo:table-row>a<fo:block>b</fo:block><fo:table-cell><fo:block>c</fo:block>"
          "</fo:table-cell></fo:table-row></fo:table-body></fo:table>",
          FLOW("table(table-body(table-row(table-cell(block(#text'a') block(#text'b')) "
               "table-cell(block(#text'c')))))"),
          "text cannot stand directly in 'fo:table-row'; it is set as a block of its own" },
        { "<fo:table><fo:table-row><fo:table-cell><fo:block/></fo:table-cell></fo:table-row><fo:table-body>"
          "<fo:table-cell><fo:block/></fo:table-cell></fo:table-body></fo:table>",
          FLOW("table(table-body(table-row(table-cell(block))) table-body(table-cell(block)))"),
          "'fo:table-row' cannot stand in 'fo:table'" },
        { "<fo:table-row><fo:table-cell><fo:block>a</fo:block></fo:table-cell></fo:table-row>",
          FLOW("block(block(block(#text'a')))"), "'fo:table-row' cannot stand in 'fo:flow'" },
        { "<fo:list-block><fo:block>a</fo:block></fo:list-block>",
          FLOW("list-block(list-item(list-item-body(block(#text'a'))))"),
          "'fo:block' cannot stand in 'fo:list-block'" },
        { "<fo:blok>a</fo:blok>", FLOW("wrapper(block(#text'a'))"),
          "there is no formatting object 'fo:blok'; did you mean 'fo:block'? Its content is set in place" },
        { "<fo:block><fo:paragraph-of-mine>a</fo:paragraph-of-mine></fo:block>",
          FLOW("block(wrapper(#text'a'))"),
          "there is no formatting object 'fo:paragraph-of-mine'; its content is set in place" },
        { "<fo:table><fo:wrapper color='red'><fo:table-body><fo:table-cell><fo:block>a</fo:block></fo:table-cell>"
          "</fo:table-body></fo:wrapper></fo:table>",
          FLOW("table(table-body(table-cell(block(#text'a'))))"), "" },
        { "<fo:table/>", FLOW("table"), "'fo:table' lacks its content" },
        { "<fo:block>a&#xFFFC;b&#xFDD0;&#x1FFFE;<fo:character character='&#xFFFC;'/></fo:block>",
          FLOW("block(#text'ab\xEF\xBF\xBD\xEF\xBF\xBD' character)"), "" },
        { "<fo:block>a<x:b>kept</x:b>c</fo:block>", FLOW("block(#text'a' #text'kept' #text'c')"),
          "'b' of the namespace 'urn:example:x' is no formatting object; its content is set in place" },
        { "<fo:table><fo:table-body><fo:table-cell><fo:block/></fo:table-cell></fo:table-body><fo:table-column/>"
          "</fo:table>", FLOW("table(table-body(table-cell(block)) table-column)"),
          "'fo:table-column' must stand before 'fo:table-body' in 'fo:table'" },
        { "<fo:block x:own='1' id='a'/>", FLOW("block"), "" },
    };
    check_shapes(rows, G_N_ELEMENTS(rows), false);
}

/* --- documents --- */

static void test_document(void)
{
    const char *xml = HEAD "<fo:declarations/><fo:bookmark-tree><fo:bookmark internal-destination='a'>"
                           "<fo:bookmark-title>A</fo:bookmark-title></fo:bookmark></fo:bookmark-tree>"
                           "<fo:page-sequence-wrapper color='red'><fo:page-sequence master-reference='m'>"
                           "<fo:flow flow-name='f'><fo:block/></fo:flow></fo:page-sequence></fo:page-sequence-wrapper>"
                           "<fo:page-sequence master-reference='m'><fo:title>T</fo:title>"
                           "<fo:static-content flow-name='s'><fo:block/></fo:static-content>"
                           "<fo:flow flow-name='f'><fo:block/></fo:flow></fo:page-sequence></fo:root>";
    struct built b = { 0 };
    build_text(&b, xml, strlen(xml));
    g_assert_true(b.ok);
    g_assert_cmpuint(diag_len(b.diag), ==, 0);
    g_assert_cmpuint(b.starts, ==, 1);
    g_assert_cmpuint(b.sequences, ==, 2);
    g_assert_cmpstr(b.tree->str, ==, "page-sequence(flow(block)) "
                                     "page-sequence(title(#text'T') static-content(block) flow(block))");
    built_clear(&b);
}

static bool stop_at_start(void *user, const struct fo_doc *doc)
{
    g_assert_nonnull(doc->bookmarks);
    (*(unsigned *)user)++;
    return false;
}

static void test_stop(void)
{
    const char *xml = HEAD "<fo:bookmark-tree/>" SEQ "<fo:block/>" END;
    struct src_file *f = src_file_new("t.fo", g_strdup(xml), strlen(xml));
    struct diag *d = diag_new();
    unsigned calls = 0;
    const struct fo_sink sink = { &calls, stop_at_start, NULL, NULL };
    g_assert_false(fo_build_text(f, NULL, d, &sink));
    g_assert_cmpuint(calls, ==, 1);
    diag_drop(d);
    src_file_drop(f);
}

static void test_broken(void)
{
    static const struct { const char *xml, *code; } rows[] = {
        { "", "xml-empty" }, { "plain text", "xml-not-xml" }, { "<a>", "fo-not-fo" },
        { "<report/>", "fo-not-fo" }, { "<root xmlns='urn:x'/>", "fo-not-fo" },
        { HEAD "<fo:page-sequence", "xml-tag-open" }, { HEAD "</fo:root>", "fo-no-sequence" },
        { "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:page-sequence/></fo:root>", "fo-no-masters" },
        { HEAD SEQ "<fo:block>\xff</fo:block>" END, "xml-encoding" },
        { HEAD SEQ "<fo:block>&undeclared;</fo:block>" END, "xml-entity" },
        { HEAD SEQ "<fo:block a='1' a='2'/>" END, "xml-attribute-twice" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct built b = { 0 };
        build_text(&b, rows[i].xml, strlen(rows[i].xml));
        g_test_message("%s", rows[i].xml);
        g_assert_false(b.ok);
        g_assert_cmpuint(diag_len(b.diag), >, 0);
        g_assert_cmpstr(diag_get(b.diag, 0)->code, ==, rows[i].code);
        g_assert_cmpuint(diag_count(b.diag, DIAG_ERROR), >, 0);
        built_clear(&b);
    }
}

/* --- positions --- */

static void look_position(const struct fo_node *n)
{
    unsigned line, col;
    src_pos_line_col(n->pos, &line, &col);
    g_assert_cmpuint(line, ==, 3);
    g_assert_cmpuint(col, ==, 5);
    const struct fo_node *t = n->first;
    src_pos_line_col(t->pos, &line, &col);
    g_assert_cmpuint(line, ==, 5);
    g_assert_cmpuint(col, ==, 17);
}

static void test_positions(void)
{
    const char *xml = HEAD SEQ "\n<!-- <fo:block> tiếng Việt -->\n"
                               "    <fo:block\n  id='x'\r\n    color='red'>Việt</fo:block>" END;
    struct built b = { .want = "x", .look = look_position };
    build_text(&b, xml, strlen(xml));
    g_assert_true(b.ok);
    g_assert_cmpuint(b.looked, ==, 1);
    built_clear(&b);
}

static void look_behind_mark(const struct fo_node *n)
{
    unsigned line, col;
    src_pos_line_col(n->pos, &line, &col);
    g_assert_cmpuint(line, ==, 2);
    g_assert_cmpuint(col, ==, 1);
}

static void test_byte_order_mark(void)
{
    const char *xml = "\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?>" HEAD SEQ "\n<fo:block id='x'>ệ</fo:block>" END;
    struct built b = { .want = "x", .look = look_behind_mark };
    build_text(&b, xml, strlen(xml));
    g_assert_true(b.ok);
    g_assert_cmpuint(b.looked, ==, 1);
    g_assert_cmpstr(b.tree->str, ==, FLOW("block(#text'ệ')"));      /* the caller has converted it */
    built_clear(&b);
}

/* Something large before the element: the parser has dropped its input meanwhile. */
static void test_far_position(void)
{
    GString *xml = g_string_new(HEAD SEQ);
    for (unsigned i = 0; i < 30000; i++)
        g_string_append(xml, "<fo:block space-before='1pt'>một dòng chữ</fo:block>\n");
    g_string_append(xml, "  <fo:blok/>" END);
    struct built b = { 0 };
    build_text(&b, xml->str, xml->len);
    char *got = finding(&b, 0);
    g_assert_true(g_str_has_prefix(got, "30001:3 fo-unknown-object"));
    g_free(got);
    built_clear(&b);
    g_string_free(xml, TRUE);
}

/* --- entities and limits --- */

static void test_entities(void)
{
    const char *xml = "<!DOCTYPE fo:root SYSTEM 'no-such.dtd' [<!ENTITY a 'A<fo:inline>B&#x1EC7;</fo:inline>'>"
                      "<!ENTITY e SYSTEM '/etc/passwd'>]>" HEAD SEQ
                      "<fo:block>&a;-&a;&e;</fo:block>\n <fo:block>&a;</fo:block>" END;
    struct built b = { 0 };
    build_text(&b, xml, strlen(xml));
    g_assert_true(b.ok);
    g_assert_cmpstr(b.tree->str, ==, FLOW("block(#text'A' inline(#text'Bệ') #text'-A' inline(#text'Bệ')) "
                                          "block(#text'A' inline(#text'Bệ'))"));
    g_assert_cmpuint(diag_len(b.diag), ==, 1);
    g_assert_cmpstr(diag_get(b.diag, 0)->code, ==, "xml-external-entity");
    built_clear(&b);
}

static void check_laughs(const char *use)
{
    GString *xml = g_string_new("<!DOCTYPE fo:root [<!ENTITY l0 'haha'>");
    for (unsigned i = 1; i < 12; i++) {
        g_string_append_printf(xml, "<!ENTITY l%u '", i);
        for (unsigned k = 0; k < 10; k++)
            g_string_append_printf(xml, "&l%u;", i - 1);
        g_string_append(xml, "'>");
    }
    g_string_append(xml, "]>" HEAD SEQ);
    g_string_append(xml, use);
    g_string_append(xml, END);
    struct built b = { 0 };
    build_text(&b, xml->str, xml->len);
    g_assert_false(b.ok);
    g_assert_true(diag_limit_hit(b.diag));
    g_assert_cmpstr(diag_get(b.diag, 0)->code, ==, "limit-entity");
    built_clear(&b);
    g_string_free(xml, TRUE);
}

static void test_laughs(void)
{
    check_laughs("<fo:block>&l11;</fo:block>");
    check_laughs("<fo:block id='&l11;'/>");
}

static void check_depth(unsigned depth, bool ok)
{
    GString *xml = g_string_new(HEAD SEQ);
    for (unsigned i = 0; i < depth; i++)
        g_string_append(xml, "<fo:block>");
    g_string_append(xml, "deep");
    for (unsigned i = 0; i < depth; i++)
        g_string_append(xml, "</fo:block>");
    g_string_append(xml, END);
    struct built b = { 0 };
    build_text(&b, xml->str, xml->len);
    g_assert_cmpint(b.ok, ==, ok);
    g_assert_cmpint(diag_limit_hit(b.diag), ==, !ok);
    if (!ok)
        g_assert_cmpstr(diag_get(b.diag, 0)->code, ==, "limit-depth");
    built_clear(&b);
    g_string_free(xml, TRUE);
}

static void test_depth(void)
{
    check_depth(1000, true);
    check_depth(100000, false);
}

/* --- foreign content and own strings --- */

static void look_foreign(const struct fo_node *n)
{
    char *xml = g_strndup(n->text, n->len);
    g_assert_cmpstr(xml, ==, "<s:svg xmlns:s=\"urn:s\" width=\"1\" title=\"a&quot;&lt;\"><s:g xmlns:l=\"urn:l\" "
                             "l:href=\"#&amp;\">a&lt;b</s:g><s:g xmlns:l=\"urn:l\" l:href=\"x\"/></s:svg>");
    g_free(xml);
    g_assert_null(n->first);
}

static void look_strings(const struct fo_node *n)
{
    g_assert_cmpstr(fo_node_string(n, "src"), ==, "a b.png");
    g_assert_cmpstr(fo_node_string(n, "role"), ==, "R");
    g_assert_null(fo_node_string(n, "ref-id"));
}

static void look_character(const struct fo_node *n)
{
    g_assert_cmpuint(n->len, ==, 3);
    g_assert_cmpstr(n->text, ==, "ệ");
}

static void check_look(const char *body, void (*look)(const struct fo_node *))
{
    char *xml = g_strconcat(HEAD SEQ, body, END, NULL);
    struct built b = { .want = "x", .look = look };
    build_text(&b, xml, strlen(xml));
    g_assert_true(b.ok);
    g_assert_cmpuint(b.looked, ==, 1);
    g_assert_cmpuint(diag_len(b.diag), ==, 0);
    built_clear(&b);
    g_free(xml);
}

static void test_foreign(void)
{
    check_look("<fo:block xmlns:s='urn:s' xmlns:l='urn:l'><fo:instream-foreign-object id='x'> <s:svg width='1' "
               "title='a\"&lt;'><s:g l:href='#&amp;'>a&lt;b</s:g><!-- no --><s:g l:href='x'></s:g></s:svg> "
               "</fo:instream-foreign-object></fo:block>", look_foreign);
    check_look("<fo:block><fo:external-graphic role='R' id='x' src='url( &quot;a b.png&quot; )'/></fo:block>",
               look_strings);
    check_look("<fo:block><fo:character id='x' character='&#x1EC7;'/></fo:block>", look_character);
}

/* Text of a foreign element is not lost where text is set, and is none of the document elsewhere. */
static void test_foreign_text(void)
{
    struct built b = { 0 };
    const char *xml = HEAD "<fo:declarations><x:y>no</x:y></fo:declarations>" SEQ
                      "<fo:block>a<x:b>b<fo:inline>c</fo:inline></x:b>d</fo:block><x:e><fo:block>f</fo:block></x:e>" END;
    build_text(&b, xml, strlen(xml));
    g_assert_true(b.ok);
    g_assert_cmpstr(b.tree->str, ==, FLOW("block(#text'a' #text'b' inline(#text'c') #text'd') block(#text'f')"));
    g_assert_cmpuint(diag_len(b.diag), ==, 3);
    g_assert_cmpuint(diag_count(b.diag, DIAG_WARNING), ==, 0);
    built_clear(&b);
}

static const struct fo_metadata *metadata;

static bool keep_metadata(void *user, const struct fo_doc *doc)
{
    metadata = &doc->metadata;
    g_assert_cmpstr(metadata->title, ==, "Biên bản họp");
    g_assert_cmpstr(metadata->author, ==, "An, Bình");
    g_assert_cmpstr(metadata->subject, ==, "tiếng Việt");
    g_assert_cmpstr(metadata->keywords, ==, "k");
    g_assert_cmpstr(metadata->date, ==, "2026-03-12");
    return built_start(user, doc);
}

static void test_metadata(void)
{
    const char *xml =
        HEAD "<fo:declarations><m:xmpmeta xmlns:m='adobe:ns:meta/'><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
             "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:pdf='http://ns.adobe.com/pdf/1.3/' "
             "xmlns:xmp='http://ns.adobe.com/xap/1.0/'><r:Description pdf:Keywords='k'>"
             "<dc:title> Bie\xCC\x82n bản\n  <b>họp</b></dc:title>"
             "<dc:creator><r:Seq><r:li>An</r:li><r:li>Bình</r:li></r:Seq></dc:creator>"
             "<dc:description><r:Alt><r:li>tiếng Việt</r:li><r:li>English</r:li></r:Alt></dc:description>"
             "<xmp:CreateDate>2026-03-12</xmp:CreateDate><xmp:CreateDate>1999-01-01</xmp:CreateDate>"
             "</r:Description></r:RDF></m:xmpmeta></fo:declarations>" SEQ "<fo:block>a</fo:block>" END;
    struct built b = { .tree = g_string_new(NULL), .diag = diag_new() };
    const struct fo_sink sink = { &b, keep_metadata, built_sequence, NULL };
    b.file = src_file_new("t.fo", g_strdup(xml), strlen(xml));
    g_assert_true(fo_build_text(b.file, NULL, b.diag, &sink));
    g_assert_nonnull(metadata);
    g_assert_cmpstr(b.tree->str, ==, FLOW("block(#text'a')"));
    g_assert_cmpuint(diag_len(b.diag), ==, 0);
    built_clear(&b);
}

/* --- trees --- */

static void look_tree(const struct fo_node *n)
{
    unsigned line, col;
    src_pos_line_col(n->pos, &line, &col);
    g_assert_cmpuint(line, ==, 2);
    g_assert_cmpuint(col, ==, 3);
    g_assert_cmpstr(src_file_name(n->pos.file), ==, "report.xml");
    g_assert_cmpint(n->first->next->pos.offset, ==, (int)n->pos.offset);   /* unmarked: that of the parent */
    struct src_pos first = fo_text_pos(n->first, 0), second = fo_text_pos(n->first, 2);
    g_assert_cmpint(first.offset, ==, (int)n->pos.offset);                  /* it stands nowhere in the report */
    g_assert_cmpint(second.offset, ==, 19);
}

static void test_tree(void)
{
    const char *xml = HEAD "<fo:page-sequence master-reference='m'><fo:flow flow-name='f'>"
                           "<fo:block id='x' colour='red'>-ab"
                           "<fo:inline>b</fo:inline></fo:block></fo:flow></fo:page-sequence>"
                           "<fo:page-sequence master-reference='m'><fo:flow flow-name='f'><fo:block>c</fo:block>"
                           "</fo:flow></fo:page-sequence></fo:root>";
    struct src_file *report = src_file_new("report.xml", g_strdup("<report>\n  <block>ab</block></report>"), 36);
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), "t.fo", NULL, 0);
    struct src_pos place = { report, 11 };
    struct xml_piece piece = { .pos = { report, 18 }, .start = 1, .end = 3 };
    xmlNode *block = xmlDocGetRootElement(doc)->children->next->children->children;
    block->_private = &place;
    block->children->_private = &piece;
    struct built b = { .want = "x", .look = look_tree, .tree = g_string_new(NULL), .diag = diag_new() };
    const struct fo_sink sink = { &b, built_start, built_sequence, NULL };
    g_assert_true(fo_build_tree(doc, NULL, b.diag, &sink));
    g_assert_cmpstr(b.tree->str, ==, FLOW("block(#text'-ab' inline(#text'b'))") " " FLOW("block(#text'c')"));
    g_assert_cmpuint(b.looked, ==, 1);
    g_assert_cmpuint(diag_len(b.diag), ==, 1);
    char *got = finding(&b, 0);
    g_assert_cmpstr(got, ==, "2:3 fo-unknown-property there is no property 'colour'; did you mean 'color'?");
    g_free(got);
    /* the sequences are gone from the result */
    xmlNode *root = xmlDocGetRootElement(doc);
    g_assert_cmpstr((const char *)root->children->name, ==, "layout-master-set");
    g_assert_null(root->children->next);
    xmlFreeDoc(doc);
    g_string_free(b.tree, TRUE);
    diag_drop(b.diag);
    src_file_drop(report);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fo/space", test_space);
    g_test_add_func("/fo/levels", test_levels);
    g_test_add_func("/fo/repairs", test_repairs);
    g_test_add_func("/fo/document", test_document);
    g_test_add_func("/fo/stop", test_stop);
    g_test_add_func("/fo/broken", test_broken);
    g_test_add_func("/fo/positions", test_positions);
    g_test_add_func("/fo/byte-order-mark", test_byte_order_mark);
    g_test_add_func("/fo/far-position", test_far_position);
    g_test_add_func("/fo/entities", test_entities);
    g_test_add_func("/fo/laughs", test_laughs);
    g_test_add_func("/fo/depth", test_depth);
    g_test_add_func("/fo/foreign", test_foreign);
    g_test_add_func("/fo/foreign-text", test_foreign_text);
    g_test_add_func("/fo/metadata", test_metadata);
    g_test_add_func("/fo/tree", test_tree);
    return g_test_run();
}
