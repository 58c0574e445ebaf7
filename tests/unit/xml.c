/* SPDX-License-Identifier: MIT */
/* Unit tests of the XML loader: positions, encodings, and what hostile files ask for. */
#include "base/xml.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

struct env {
    struct access *access;
    struct diag *diag;
    struct xml_loader *loader;
    char *dir;
};

static void setup(struct env *e, gconstpointer data)
{
    (void)data;
    e->dir = g_dir_make_tmp("xml-XXXXXX", NULL);
    e->access = access_new();
    access_allow_dir(e->access, e->dir);
    e->diag = diag_new();
    e->loader = xml_loader_new(e->access, e->diag);
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
    diag_drop(e->diag);
    xml_loader_drop(e->loader);
    access_drop(e->access);
}

/* The findings as "line:col code" or, with `full`, "line:col message", one a line. */
static char *findings(struct env *e, bool full)
{
    GString *s = g_string_new("");
    diag_sort(e->diag);
    for (unsigned i = 0; i < diag_len(e->diag); i++) {
        const struct diag_item *it = diag_get(e->diag, i);
        unsigned line, col;
        src_pos_line_col(it->pos, &line, &col);
        g_string_append_printf(s, "%s%u:%u %s", i ? "\n" : "", line, col, full ? it->message : it->code);
    }
    return g_string_free(s, FALSE);
}

static void check(struct env *e, const char *bytes, size_t len, const char *expected)
{
    diag_drop(e->diag);
    xml_loader_drop(e->loader);
    e->diag = diag_new();
    e->loader = xml_loader_new(e->access, e->diag);
    xmlDoc *doc = xml_parse_memory(e->loader, "t.xml", bytes, len, 0);
    g_assert_true((doc != NULL) == (*expected == '\0'));
    char *got = findings(e, expected[0] && strpbrk(expected, " ") && strstr(expected, " = "));
    g_assert_cmpstr(got, ==, expected);
    g_free(got);
    if (doc)
        xmlFreeDoc(doc);
}

#define CHECK(e, text, expected) check(e, text, sizeof(text) - 1, expected)

static void assert_at(const xmlNode *n, unsigned line, unsigned col)
{
    unsigned l, c;
    src_pos_line_col(xml_node_pos(n), &l, &c);
    g_assert_cmpuint(l, ==, line);
    g_assert_cmpuint(c, ==, col);
}

static xmlNode *child(xmlNode *n, const char *name)
{
    for (n = n->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0)
            return n;
    g_assert_not_reached();
}

static void test_positions(struct env *e, gconstpointer data)
{
    (void)data;
    static const char text[] = "\xEF\xBB\xBF<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x \"<b>y</b>\">]>\n"
                               "<a>\r\n  chữ <b tên='1'\n     ú='2'>đậm</b><!-- <c> --><?p <q ?>&x;&x;<c/><![CDATA[<d>]]>\r\n</a>";
    xmlDoc *doc = xml_parse_memory(e->loader, "t.xml", text, strlen(text), 0);
    g_assert_nonnull(doc);
    xmlNode *a = xmlDocGetRootElement(doc), *b = child(a, "b");
    assert_at(a, 3, 1);
    assert_at(a->children, 3, 5);       /* the line feed: the parser drops the return */
    assert_at(b, 4, 7);
    assert_at((xmlNode *)b->properties->next, 5, 6);
    struct src_pos v = xml_value_pos((xmlNode *)b->properties->next);
    g_assert_cmpint(src_file_text(v.file)[v.offset], ==, '2');
    assert_at(b->children, 5, 12);
    xmlNode *comment = b->next, *pi = comment->next, *y = pi->next;
    assert_at(comment, 5, 19);
    assert_at(pi, 5, 31);
    g_assert_cmpstr((const char *)y->name, ==, "b");
    assert_at(y, 5, 40);
    assert_at(y->children, 5, 40);
    assert_at(child(a, "c")->next, 5, 59);
    xmlDoc *copy = xml_copy_doc(doc);
    assert_at(child(xmlDocGetRootElement(copy), "b"), 4, 7);
    xmlFreeDoc(copy);
    xmlFreeDoc(doc);
    g_assert_cmpuint(diag_len(e->diag), ==, 0);
}

static void test_many_lines(struct env *e, gconstpointer data)
{
    (void)data;
    GString *s = g_string_new("<a>");
    for (int i = 0; i < 70000; i++)
        g_string_append(s, "\n");
    g_string_append(s, " <b/></a>");
    xmlDoc *doc = xml_parse_memory(e->loader, "t.xml", s->str, s->len, 0);
    assert_at(child(xmlDocGetRootElement(doc), "b"), 70001, 2);
    xmlFreeDoc(doc);
    g_string_free(s, TRUE);
}

static void test_syntax(struct env *e, gconstpointer data)
{
    (void)data;
    CHECK(e, "<a>\n<b>\n</c>\n</a>", "3:1 xml-tag-mismatch");
    CHECK(e, "<a>\n<b>\n</a>", "3:1 xml-tag-mismatch");
    CHECK(e, "<a>\n <b>chữ\n\n", "2:8 xml-end");
    CHECK(e, "<a>x &nbsp; &foo; y</a>", "1:6 xml-entity\n1:13 xml-entity");
    CHECK(e, "<a>A & B</a>", "1:6 xml-ampersand");
    CHECK(e, "<a>A&B</a>", "1:5 xml-ampersand");
    CHECK(e, "<a>1 < 2</a>", "1:6 xml-less-than");
    CHECK(e, "<a b=1/>", "1:6 xml-attribute");
    CHECK(e, "<a b/>", "1:5 xml-attribute");
    CHECK(e, "<a b='1'c='2'/>", "1:9 xml-attribute");
    CHECK(e, "<a b=\"1>\n<c d=\"2\"/></a>", "2:1 xml-attribute");
    CHECK(e, "<a b='1' c='2' b='3'/>", "1:16 xml-attribute-twice");
    CHECK(e, "<a/>\nchữ", "2:1 xml-after-end");
    CHECK(e, "<a/>\n<b/>", "2:1 xml-after-end");
    CHECK(e, "<a><!-- x -- y --></a>", "1:11 xml-comment");
    CHECK(e, "<a>\n<!-- <b> </a>", "2:1 xml-comment");
    CHECK(e, "<a>\n<![CDATA[ <b> </a>", "2:1 xml-cdata");
    CHECK(e, "\n<?xml version='1.0'?><a/>", "2:1 xml-declaration");
    CHECK(e, "<a>\n <x:b/></a>", "2:2 xml-prefix");
    CHECK(e, "<a>\n <b x:c='1'/></a>", "2:5 xml-prefix");
    CHECK(e, "<a>\x01</a>", "1:4 xml-char");
    CHECK(e, "<a>&#1;</a>", "1:4 xml-char");
    CHECK(e, "<a>&#x;</a>", "1:4 xml-char");
    CHECK(e, "<a>\n<b\n</a>", "2:1 xml-tag-open");
    CHECK(e, "plain text", "1:1 xml-not-xml");
    CHECK(e, "PK\003\004...", "1:1 xml-not-xml");
    CHECK(e, "", "1:1 xml-empty");
    CHECK(e, "  \n", "2:1 xml-not-xml");
    CHECK(e, "<a>]]></a>", "1:4 xml-cdata");
    CHECK(e, "<a>x</a", "1:5 xml-tag-open");
}

static void test_encodings(struct env *e, gconstpointer data)
{
    (void)data;
    CHECK(e, "<a>\nch\xFFữ</a>", "2:3 xml-encoding");
    CHECK(e, "<a>\0</a>", "1:4 xml-char");
    CHECK(e, "<?xml version='1.0' encoding='klingon'?><a/>", "1:31 xml-encoding");
    CHECK(e, "<?xml version='1.0' encoding='UTF-16'?><a/>", "1:31 xml-encoding");
    CHECK(e, "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>", "");
    CHECK(e, "<?xml version='1.0' encoding='windows-1258'?><a>\xD0\xF2</a>", "");
    CHECK(e, "\xFF\xFE<\0a\0/\0>\0", "");
    CHECK(e, "\xFE\xFF\0<\0a\0/\0>", "");
    CHECK(e, "<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0001\0.\0000\0'\0?\0>\0<\0a\0/\0>\0", "");
    CHECK(e, "\xFF\xFE<\0a\0>\0\0\xD8x\0", "1:4 xml-encoding");
    CHECK(e, "\xFF\xFE<\0a\0/\0>", "1:4 xml-encoding");
}

static void test_hostile(struct env *e, gconstpointer data)
{
    (void)data;
    GString *s = g_string_new("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 12; i++) {
        g_string_append_printf(s, "<!ENTITY l%d \"", i);
        for (int k = 0; k < 10; k++)
            g_string_append_printf(s, "&l%d;", i - 1);
        g_string_append(s, "\">");
    }
    g_string_append(s, "]><a>&l11;</a>");
    check(e, s->str, s->len, "1:654 limit-entity");
    g_assert_true(diag_limit_hit(e->diag));
    g_string_free(s, TRUE);

    s = g_string_new("<!DOCTYPE a [<!ENTITY x \"");       /* quadratic: one long entity, many references */
    for (int i = 0; i < 100000; i++)
        g_string_append_c(s, 'x');
    g_string_append(s, "\">]>\n<a>");
    for (int i = 0; i < 100000; i++)
        g_string_append(s, "&x;");
    g_string_append(s, "</a>");
    diag_drop(e->diag);
    e->diag = diag_new();
    check(e, s->str, s->len, "2:304 limit-entity");
    g_string_free(s, TRUE);

    CHECK(e, "<!DOCTYPE a [<!ENTITY x '&y;'><!ENTITY y '&x;'>]><a>&x;</a>", "1:53 limit-entity");
    CHECK(e, "<!DOCTYPE a SYSTEM 'http://example.com/x.dtd'><a/>", "");
    CHECK(e, "<!DOCTYPE a SYSTEM 'file:///etc/passwd' [<!ENTITY % p SYSTEM '/etc/passwd'> %p;]><a/>", "");
    CHECK(e, "<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a>&x;</a>", "1:51 xml-entity");
    CHECK(e, "<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a b='&x;'/>", "1:54 xml-entity");
}

static void test_limits(struct env *e, gconstpointer data)
{
    (void)data;
    GString *s = g_string_new("");
    for (int i = 0; i < 100000; i++)
        g_string_append(s, "<a>");
    check(e, s->str, s->len, "1:769 limit-depth");
    g_string_truncate(s, 0);
    g_string_append(s, "<!DOCTYPE a [<!ENTITY x '");
    for (int i = 0; i < 300; i++)
        g_string_append(s, "<a>");
    for (int i = 0; i < 300; i++)
        g_string_append(s, "</a>");
    g_string_append(s, "'>]>\n<a>&x;</a>");
    check(e, s->str, s->len, "2:4 limit-depth");
    g_string_assign(s, "<a>");
    for (int i = 0; i < 1100000; i++)
        g_string_append(s, "0123456789");
    g_string_append(s, "</a>");
    check(e, s->str, s->len, "1:4 limit-text");
    g_string_assign(s, "<a b='");
    for (int i = 0; i < 1100000; i++)
        g_string_append(s, "0123456789");
    g_string_append(s, "'/>");
    diag_drop(e->diag);
    e->diag = diag_new();
    check(e, s->str, s->len, "1:6 limit-text");
    g_string_free(s, TRUE);
}

static char *put(struct env *e, const char *name, const char *text)
{
    char *p = g_build_filename(e->dir, name, NULL);
    g_assert_true(g_file_set_contents(p, text, -1, NULL));
    return p;
}

static void include(struct env *e, const char *text, const char *codes, const char *serial)
{
    diag_drop(e->diag);
    xml_loader_drop(e->loader);
    e->diag = diag_new();
    e->loader = xml_loader_new(e->access, e->diag);
    char *p = put(e, "main.xml", text);
    xmlDoc *doc = xml_parse_file(e->loader, p, XML_NAMED | XML_INCLUDE, SRC_NOWHERE);
    char *got = findings(e, false);
    g_assert_cmpstr(got, ==, codes);
    g_free(got);
    g_assert_true((doc != NULL) == (serial != NULL));
    if (doc) {
        xmlChar *out;
        int n;
        xmlDocDumpMemory(doc, &out, &n);
        g_assert_nonnull(strstr((const char *)out, serial));
        xmlFree(out);
        xmlFreeDoc(doc);
    }
    g_free(p);
}

#define XI "<a xmlns:xi='http://www.w3.org/2001/XInclude'>\n"

static void test_include(struct env *e, gconstpointer data)
{
    (void)data;
    g_free(put(e, "b.xml", "<!-- x -->\n <b><c/></b>"));
    g_free(put(e, "t.txt", "<văn bản> & chữ"));
    g_free(put(e, "loop.xml", XI "<xi:include href='loop.xml'/></a>"));
    g_free(put(e, "bad.xml", "<a>\n<b></a>"));
    include(e, XI "<xi:include href='b.xml'/></a>", "", "<b><c/></b>");
    include(e, XI "<x><xi:include href='b.xml'/></x><xi:include href='b.xml'/><y/></a>", "",
            "<x><b><c/></b></x><b><c/></b><y/>");
    include(e, XI "<xi:include href='t.txt' parse='text'/></a>", "", "&lt;v");
    include(e, XI "<xi:include href='none.xml'><xi:fallback>đ<z/></xi:fallback></xi:include></a>", "", "<z/></a>");
    include(e, XI " <xi:include href='none.xml'/></a>", "2:20 io-read", NULL);
    include(e, XI "<xi:include href='/etc/passwd' parse='text'/></a>", "2:19 io-denied", NULL);
    include(e, XI "<xi:include href='../../etc/passwd' parse='text'/></a>", "2:19 io-denied", NULL);
    include(e, XI "<xi:include href='http://example.com/'/></a>", "2:19 io-denied", NULL);
    include(e, XI "<xi:include href='loop.xml'/></a>", "2:19 xml-include", NULL);
    include(e, XI "<xi:include href='bad.xml'/></a>", "2:4 xml-tag-mismatch", NULL);
    include(e, XI "<xi:include/></a>", "2:1 xml-include", NULL);
    include(e, XI "<xi:include href='b.xml' xpointer='x'/></a>", "2:36 xml-include", NULL);
    include(e, "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b.xml'/>", "1:1 xml-include", NULL);
}

static void test_include_bomb(struct env *e, gconstpointer data)
{
    (void)data;
    for (int i = 0; i < 12; i++) {
        GString *s = g_string_new(XI);
        for (int k = 0; k < 10; k++)
            g_string_append_printf(s, "<xi:include href='i%d.xml'/>", i + 1);
        g_string_append(s, "</a>");
        char name[16];
        g_snprintf(name, sizeof name, "i%d.xml", i);
        g_free(put(e, name, s->str));
        g_string_free(s, TRUE);
    }
    g_free(put(e, "i12.xml", "<a/>"));
    xml_loader_limit(e->loader, 100000, 0);
    char *p = g_build_filename(e->dir, "i0.xml", NULL);
    g_assert_null(xml_parse_file(e->loader, p, XML_NAMED | XML_INCLUDE, SRC_NOWHERE));
    g_assert_true(diag_limit_hit(e->diag));
    g_free(p);
}

/* Reading files: the folder decides, a missing one is told from a forbidden one. */
static void test_files(struct env *e, gconstpointer data)
{
    (void)data;
    char *p = put(e, "ok.xml", "<a/>");
    xmlDoc *doc = xml_parse_file(e->loader, p, 0, SRC_NOWHERE);
    g_assert_nonnull(doc);
    xmlFreeDoc(doc);
    g_assert_null(xml_parse_file(e->loader, "/etc/passwd", 0, SRC_NOWHERE));
    g_assert_null(xml_parse_file(e->loader, e->dir, XML_NAMED, SRC_NOWHERE));
    xml_loader_limit(e->loader, 2, 0);
    g_assert_null(xml_parse_file(e->loader, p, 0, SRC_NOWHERE));
    g_assert_cmpuint(diag_len(e->diag), ==, 3);
    g_assert_true(diag_limit_hit(e->diag));
    g_free(p);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define T(name) g_test_add("/xml/" #name, struct env, NULL, setup, test_##name, teardown)
    T(positions);
    T(many_lines);
    T(syntax);
    T(encodings);
    T(hostile);
    T(limits);
    T(include);
    T(include_bomb);
    T(files);
    int r = g_test_run();
    xmlCleanupParser();
    return r;
}
