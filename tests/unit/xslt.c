/* SPDX-License-Identifier: MIT */
/* Unit tests of xslt/: results, marks, access, limits, and where errors are said to be. */
#include "xslt/xslt.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SHEET_HEAD                                                                                                  \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:sc='urn:sapchu:xslt' "     \
    "xmlns:str='http://exslt.org/strings' xmlns:exsl='http://exslt.org/common' exclude-result-prefixes='sc str exsl'>\n"
#define SHEET_TAIL "</xsl:stylesheet>\n"

struct fixture {
    char *dir, *outside;            /* an allowed folder and a file beside it */
    struct access *access;
    struct diag *diag;
    struct xml_loader *loader;
    struct xslt_sheet *sheet;
    struct xslt_result result;
    xmlDoc *source;
};

static char *put(struct fixture *f, const char *name, const char *text)
{
    char *path = g_build_filename(f->dir, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void set_up(struct fixture *f, const void *data)
{
    (void)data;
    f->dir = g_dir_make_tmp("sapchu thư mục XXXXXX", NULL);
    f->outside = g_strconcat(f->dir, "-outside.xml", NULL);
    g_assert_true(g_file_set_contents(f->outside, "<secret>s3cret</secret>", -1, NULL));
    f->access = access_new();
    access_allow_dir(f->access, f->dir);
    f->diag = diag_new();
    f->loader = xml_loader_new(f->access, f->diag);
    g_free(put(f, "data x.xml", "<data><v>from data</v></data>"));
    static const char source[] = "<r>\n  <p>một</p>\n  <p>hai</p>\n</r>\n";
    f->source = xml_parse_memory(f->loader, "source.xml", source, strlen(source), 0);
    g_assert_nonnull(f->source);
}

static void tear_down(struct fixture *f, const void *data)
{
    (void)data;
    xslt_result_clear(&f->result);
    xslt_sheet_drop(f->sheet);
    xmlFreeDoc(f->source);
    diag_drop(f->diag);
    xml_loader_drop(f->loader);
    access_drop(f->access);
    g_unlink(f->outside);
    GDir *d = g_dir_open(f->dir, 0, NULL);
    for (const char *n; (n = g_dir_read_name(d));) {
        char *path = g_build_filename(f->dir, n, NULL);
        g_unlink(path);
        g_free(path);
    }
    g_dir_close(d);
    g_rmdir(f->dir);
    g_free(f->dir);
    g_free(f->outside);
}

/* Compiles and runs; the text of the result, or NULL. */
static char *run(struct fixture *f, const char *body, unsigned flags, const struct xslt_limits *limits,
                 const char *const *params)
{
    char *all = g_strconcat(SHEET_HEAD, body, SHEET_TAIL, NULL);
    char *path = put(f, "trang mẫu.xsl", all);
    g_free(all);
    f->sheet = xslt_sheet_load(f->loader, f->diag, path, flags, limits);
    g_free(path);
    if (!f->sheet || !xslt_sheet_apply(f->sheet, f->source, params, &f->result))
        return NULL;
    for (unsigned i = 0; i < diag_len(f->diag); i++)
        g_test_message("%s", diag_get(f->diag, i)->message);
    size_t len;
    return xslt_result_text(f->sheet, &f->result, &len);
}

static void assert_text(struct fixture *f, const char *body, const char *const *params, const char *want)
{
    char *got = run(f, body, XSLT_MARKS, NULL, params);
    g_assert_cmpstr(got, ==, want);
    g_assert_cmpuint(diag_len(f->diag), ==, 0);
    g_free(got);
}

/* One finding of that code, at that line and column of the stylesheet (0: anywhere), whose text has `has`. */
static void assert_diag(struct fixture *f, enum diag_code id, unsigned line, unsigned col, const char *has)
{
    const struct diag_item *found = NULL;
    for (unsigned i = 0; i < diag_len(f->diag); i++) {
        const struct diag_item *d = diag_get(f->diag, i);
        unsigned l = 0, c = 0;
        if (d->pos.file)
            src_pos_line_col(d->pos, &l, &c);
        g_test_message("%s:%u:%u: [%s] %s", d->pos.file ? src_file_name(d->pos.file) : "-", l, c, d->code, d->message);
        if (d->id == id && strstr(d->message, has) && (!line || (l == line && c == col)))
            found = d;
    }
    g_assert_nonnull(found);
}

static void test_output(struct fixture *f, const void *data)
{
    (void)data;
    static const char *const params[] = { "mode", "it's \"q\"", NULL };
    assert_text(f,
                "<xsl:param name='mode'/><xsl:output method='text'/>\n"
                "<xsl:template match='/'><xsl:value-of select='sc:upper(r/p[1])'/>-<xsl:value-of select='$mode'/>-"
                "<xsl:value-of select=\"str:tokenize('a b')[2]\"/>-<xsl:value-of select=\"document('data%20x.xml')//v\"/>"
                "</xsl:template>",
                params, "MỘT-it's \"q\"-b-from data");
    g_assert_cmpstr(xslt_sheet_method(f->sheet), ==, "text");
}

/* Marks leave no trace in what is written, nor do they change what the stylesheet sees. */
static void test_no_trace(struct fixture *f, const void *data)
{
    (void)data;
    assert_text(f,
                "<xsl:output omit-xml-declaration='yes'/>\n<xsl:template match='/'><xsl:variable name='v'><a b='1'/></xsl:variable>"
                "<out n='{count(exsl:node-set($v)/a)}'><xsl:copy-of select='exsl:node-set($v)'/><xsl:element name='e'>x</xsl:element>"
                "<xsl:apply-templates/></out></xsl:template>\n"
                "<xsl:template match='@*|node()'><xsl:copy><xsl:apply-templates select='@*|node()'/></xsl:copy></xsl:template>",
                NULL, "<out n=\"1\"><a b=\"1\"/><e>x</e><r>\n  <p>một</p>\n  <p>hai</p>\n</r></out>\n");
}

static void test_marks(struct fixture *f, const void *data)
{
    (void)data;
    char *path = put(f, "m.xsl",
                     SHEET_HEAD "<xsl:template match='/'><root><xsl:apply-templates select='//p'/>"
                     "<xsl:for-each select=\"document('data%20x.xml')//v\"><far/></xsl:for-each></root></xsl:template>\n"
                     "<xsl:template match='p'><xsl:element name='e'>"
                     "<deep><xsl:value-of select='.'/></deep></xsl:element></xsl:template>" SHEET_TAIL);
    f->sheet = xslt_sheet_load(f->loader, f->diag, path, XSLT_MARKS, NULL);
    g_free(path);
    g_assert_nonnull(f->sheet);
    g_assert_true(xslt_sheet_apply(f->sheet, f->source, NULL, &f->result));
    unsigned line, col;
    const xmlNode *root = xmlDocGetRootElement(f->result.doc);
    src_pos_line_col(xml_node_pos(root), &line, &col);
    g_assert_cmpuint(line, ==, 1);
    const xmlNode *second = root->children->next;
    g_assert_cmpstr((const char *)second->name, ==, "e");
    struct src_pos p = xml_node_pos(second->children);
    g_assert_cmpstr(src_file_name(p.file), ==, "source.xml");
    src_pos_line_col(p, &line, &col);
    g_assert_cmpuint(line, ==, 3);
    g_assert_cmpuint(col, ==, 3);
    /* made while a foreign document is current: where the enclosing element is from */
    p = xml_node_pos(root->last);
    g_assert_cmpstr(src_file_name(p.file), ==, "source.xml");
}

static void test_unmarked(struct fixture *f, const void *data)
{
    (void)data;
    char *got = run(f, "<xsl:template match='/'><root/></xsl:template>", 0, NULL, NULL);
    g_assert_nonnull(got);
    g_free(got);
    g_assert_null(xmlDocGetRootElement(f->result.doc)->_private);
}

static void test_compile_error(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/'>\n  <xsl:value-of select='1 +'/>\n</xsl:template>", 0, NULL, NULL));
    assert_diag(f, DIAG_XSLT_ERROR, 3, 25, "1 +");
}

static void test_unknown_instruction(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/'>\n <xsl:nonsense/>\n</xsl:template>", 0, NULL, NULL));
    assert_diag(f, DIAG_XSLT_ERROR, 3, 2, "nonsense");
}

static void test_run_error(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/'>\n <a b='{$gone}'/>\n</xsl:template>", XSLT_MARKS, NULL, NULL));
    assert_diag(f, DIAG_XSLT_ERROR, 3, 2, "gone");
}

static void test_unknown_function(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/'>\n <xsl:value-of select='sc:gone(1)'/>\n</xsl:template>", 0, NULL, NULL));
    assert_diag(f, DIAG_XSLT_ERROR, 3, 2, "gone");
}

static void test_message(struct fixture *f, const void *data)
{
    (void)data;
    char *got = run(f, "<xsl:template match='/'>\n<xsl:message>xin chào</xsl:message><a/></xsl:template>", 0, NULL, NULL);
    g_assert_nonnull(got);
    g_free(got);
    assert_diag(f, DIAG_XSLT_MESSAGE, 3, 1, "xin chào");
}

static void test_terminate(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/'><a>\n<xsl:message terminate='yes'>dừng</xsl:message></a></xsl:template>",
                      XSLT_MARKS, NULL, NULL));
    assert_diag(f, DIAG_XSLT_STOPPED, 3, 1, "dừng");
}

static void test_document_denied(struct fixture *f, const void *data)
{
    (void)data;
    char *name = g_path_get_basename(f->outside);
    char *url = g_uri_escape_string(name, "/", FALSE);
    char *body = g_strdup_printf("<xsl:template match='/'>\n<a><xsl:copy-of select=\"document('../%s')\"/></a></xsl:template>", url);
    g_assert_null(run(f, body, 0, NULL, NULL));
    assert_diag(f, DIAG_IO_DENIED, 3, 4, "outside");
    g_free(body);
    g_free(url);
    g_free(name);
}

static void test_network_denied(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/'><xsl:copy-of select=\"document('http://a.example/x.xml')\"/></xsl:template>",
                      0, NULL, NULL));
    assert_diag(f, DIAG_IO_DENIED, 0, 0, "http://a.example/x.xml");
}

static void test_include_denied(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:include href='/etc/passwd'/>\n<xsl:template match='/'/>", 0, NULL, NULL));
    assert_diag(f, DIAG_IO_DENIED, 2, 20, "/etc/passwd");
}

static void test_import_error(struct fixture *f, const void *data)
{
    (void)data;
    g_free(put(f, "part.xsl", SHEET_HEAD "<xsl:template match='x['/>" SHEET_TAIL));
    g_assert_null(run(f, "<xsl:import href='part.xsl'/>\n<xsl:template match='/'/>", 0, NULL, NULL));
    assert_diag(f, DIAG_XSLT_ERROR, 0, 0, "x[");
}

/* Names agree between the modules of a stylesheet. */
static void test_import_params(struct fixture *f, const void *data)
{
    (void)data;
    g_free(put(f, "part.xsl",
               SHEET_HEAD "<xsl:template name='t'><xsl:param name='who'/><xsl:value-of select='$who'/></xsl:template>"
                          "<xsl:template match='r' mode='m'>+</xsl:template>" SHEET_TAIL));
    assert_text(f,
                "<xsl:import href='part.xsl'/><xsl:output method='text'/><xsl:template match='/'><xsl:call-template name='t'>"
                "<xsl:with-param name='who' select='count(//p)'/></xsl:call-template><xsl:apply-templates mode='m'/></xsl:template>",
                NULL, "2+");
}

static void test_write_denied(struct fixture *f, const void *data)
{
    (void)data;
    char *target = g_build_filename(f->dir, "new.xml", NULL);
    g_assert_null(run(f, "<xsl:template match='/'><a>\n<xsl:document href='new.xml'><b/></xsl:document></a></xsl:template>",
                      XSLT_MARKS, NULL, NULL));
    assert_diag(f, DIAG_XSLT_ERROR, 3, 1, "denied");
    g_assert_false(g_file_test(target, G_FILE_TEST_EXISTS));
    g_free(target);
}

/* The element of EXSLT is another way to the same. */
static void test_write_denied_exslt(struct fixture *f, const void *data)
{
    (void)data;
    char *path = put(f, "w.xsl",
                     "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                     "xmlns:exsl='http://exslt.org/common' extension-element-prefixes='exsl'><xsl:template match='/'>\n"
                     "<exsl:document href='new.xml'><b/></exsl:document><a/></xsl:template></xsl:stylesheet>");
    char *target = g_build_filename(f->dir, "new.xml", NULL);
    f->sheet = xslt_sheet_load(f->loader, f->diag, path, XSLT_MARKS, NULL);
    g_assert_nonnull(f->sheet);
    g_assert_false(xslt_sheet_apply(f->sheet, f->source, NULL, &f->result));
    assert_diag(f, DIAG_XSLT_ERROR, 2, 1, "denied");
    g_assert_false(g_file_test(target, G_FILE_TEST_EXISTS));
    g_free(target);
    g_free(path);
}

static void test_recursion(struct fixture *f, const void *data)
{
    (void)data;
    static const struct xslt_limits limits = { .depth = 200 };
    g_assert_null(run(f, "<xsl:template match='/' name='t'>\n<xsl:call-template name='t'/></xsl:template>", 0, &limits, NULL));
    assert_diag(f, DIAG_LIMIT_XSLT, 0, 0, "200");
    g_assert_true(diag_limit_hit(f->diag));
    g_assert_cmpuint(diag_len(f->diag), ==, 1);
}

/* The default depth too must end before the C stack does. */
static void test_recursion_default(struct fixture *f, const void *data)
{
    (void)data;
    g_assert_null(run(f, "<xsl:template match='/' name='t'><a><xsl:for-each select='.'><xsl:if test='true()'>"
                         "<xsl:choose><xsl:when test='true()'><xsl:call-template name='t'/></xsl:when></xsl:choose></xsl:if>"
                         "</xsl:for-each></a></xsl:template>", XSLT_MARKS, NULL, NULL));
    assert_diag(f, DIAG_LIMIT_XSLT, 0, 0, "3000");
}

static void test_xpath_limit(struct fixture *f, const void *data)
{
    (void)data;
    static const struct xslt_limits limits = { .xpath = 1000 };
    g_assert_null(run(f, "<xsl:template match='/'>\n<xsl:value-of select='count(//p[count(//p[count(//p[//p[//p]])])])'/>"
                         "<xsl:value-of select='count(//p[count(//p[count(//p[//p[//p[//p]]])])])'/></xsl:template>",
                      0, &limits, NULL));
    assert_diag(f, DIAG_LIMIT_XPATH, 0, 0, "1000");
    g_assert_cmpuint(diag_len(f->diag), ==, 1);
}

static void test_not_a_stylesheet(struct fixture *f, const void *data)
{
    (void)data;
    char *path = put(f, "no.xsl", "<a><b/></a>");
    f->sheet = xslt_sheet_load(f->loader, f->diag, path, XSLT_MARKS, NULL);
    g_assert_null(f->sheet);
    g_assert_cmpuint(diag_count(f->diag, DIAG_ERROR), ==, 1);
    g_free(path);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*call)(struct fixture *, const void *);
    } tests[] = {
        { "/xslt/output", test_output },
        { "/xslt/no-trace", test_no_trace },
        { "/xslt/marks", test_marks },
        { "/xslt/unmarked", test_unmarked },
        { "/xslt/compile-error", test_compile_error },
        { "/xslt/unknown-instruction", test_unknown_instruction },
        { "/xslt/run-error", test_run_error },
        { "/xslt/unknown-function", test_unknown_function },
        { "/xslt/message", test_message },
        { "/xslt/terminate", test_terminate },
        { "/xslt/document-denied", test_document_denied },
        { "/xslt/network-denied", test_network_denied },
        { "/xslt/include-denied", test_include_denied },
        { "/xslt/import-error", test_import_error },
        { "/xslt/import-params", test_import_params },
        { "/xslt/write-denied", test_write_denied },
        { "/xslt/write-denied-exslt", test_write_denied_exslt },
        { "/xslt/recursion", test_recursion },
        { "/xslt/recursion-default", test_recursion_default },
        { "/xslt/xpath-limit", test_xpath_limit },
        { "/xslt/not-a-stylesheet", test_not_a_stylesheet },
    };
    g_test_init(&argc, &argv, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, struct fixture, NULL, set_up, tests[i].call, tear_down);
    return g_test_run();
}
