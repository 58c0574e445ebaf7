/* SPDX-License-Identifier: MIT */
/*
 * The checks of the language. Their examples: each <bad> gives its code, each <good> does not, and a safe
 * fix of a <bad> leaves nothing of that code. An example that begins with '<' is a piece of a report.  Then what no writer would write.
 */
#include "base/datadir.h"
#include "lang/prose.h"
#include "lang/vi/lint.h"

#include <libxml/parser.h>
#include <string.h>

static char *child_text(xmlNode *code, const char *name)
{
    for (xmlNode *n = code->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0) {
            xmlChar *text = xmlNodeGetContent(n);
            char *copy = g_strdup((const char *)text);
            xmlFree(text);
            return copy;
        }
    return NULL;
}

/* How often the code is found; `*mended` (if not NULL) the text with its safe fixes. */
static unsigned count(const char *text, const char *code, char **mended)
{
    struct src_file *f = src_file_new("example", g_strdup(text), strlen(text));
    struct diag *d = diag_new();
    struct prose *p = prose_new();
    prose_add(p, f, *text == '<' ? PROSE_REPORT : PROSE_TEXT);
    vi_lint_run(p, d, NULL);
    diag_sort(d);
    unsigned n = 0;
    GString *out = g_string_new(text);
    for (unsigned i = diag_len(d); i-- > 0;) {
        const struct diag_item *it = diag_get(d, i);
        g_assert_cmpint(it->layer, ==, DIAG_LAYER_LANGUAGE);
        if (strcmp(it->code, code) != 0)
            continue;
        n++;
        for (guint k = it->fix && it->fix->safe ? it->fix->edits->len : 0; k-- > 0;) {
            const struct diag_edit *e = &g_array_index(it->fix->edits, struct diag_edit, k);
            g_string_erase(out, e->range.start, e->range.end - e->range.start);
            g_string_insert(out, e->range.start, e->text);
        }
    }
    prose_drop(p);
    diag_drop(d);
    src_file_drop(f);
    if (mended && strcmp(out->str, text) != 0)
        *mended = g_string_free(out, FALSE);
    else
        g_string_free(out, TRUE);
    return n;
}

static void check_code(xmlNode *node)
{
    char *code = (char *)xmlGetProp(node, (const xmlChar *)"id"), *bad = child_text(node, "bad"), *good = child_text(node, "good");
    char *mended = NULL;
    g_test_message("%s", code);
    g_assert_nonnull(bad);
    g_assert_nonnull(good);
    if (count(bad, code, &mended) == 0)
        g_error("%s is not found in: %s", code, bad);
    if (count(good, code, NULL) > 0)
        g_error("%s is found in: %s", code, good);
    if (mended && count(mended, code, NULL) > 0)
        g_error("%s is still found when it is mended: %s", code, mended);
    g_free(bad);
    g_free(good);
    g_free(mended);
    xmlFree(code);
}

static unsigned check_file(const char *path)
{
    xmlDoc *doc = xmlReadFile(path, NULL, 0);
    g_assert_nonnull(doc);
    unsigned n = 0;
    for (xmlNode *c = xmlDocGetRootElement(doc)->children; c; c = c->next) {
        xmlChar *layer = c->type == XML_ELEMENT_NODE ? xmlGetProp(c, (const xmlChar *)"layer") : NULL;
        xmlChar *id = layer ? xmlGetProp(c, (const xmlChar *)"id") : NULL;
        if (id && strcmp((const char *)layer, "language") == 0 && g_str_has_prefix((const char *)id, "vi-")) {
            check_code(c);
            n++;
        }
        xmlFree(layer);
        xmlFree(id);
    }
    xmlFreeDoc(doc);
    return n;
}

static void test_examples(void)
{
    char *folder = data_path("xml/explain");
    GDir *dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    unsigned n = 0;
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, name, NULL);
        if (g_str_has_suffix(name, ".xml"))
            n += check_file(path);
        g_free(path);
    }
    g_dir_close(dir);
    g_free(folder);
    g_assert_cmpuint(n, >=, 10);
}

/* --- what no writer would write --- */

static void append_piece(GString *out, GRand *r)
{
    static const char *const pieces[] = {
        "<p>", "</p>", "<item>", "<ref to='a'/>", "<em xml:lang='en'>", "</em>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&#x301;",
        "&nbsp;", "&", "<", ">", "\"", "'", "=", "hội", "nghị", "HỘi", "đươcj", "tie61n", "ngày", "31/02/2026", "10/7/2026", "thứ", "Ba",
        "tháng", "năm", "20265", "-", "–", "(", ")", "“", "”", "...", "…", ",", ".", ";", ":", " ", "  ", "\n", "\t", "1.23.456", "1,234.5",
        "107.1", "%", "30", "người", "kg", "quý", "V", "Chương", "IIII", "của", "của", "UBND", "XYZ", "lúc", "25h70", "03 (hai)",
        "\xC2\xA0", "\xE2\x80\x8B", "e\xCC\x82\xCC\xA3", "Uû", "nh©n", "á»", "http://a.vn/b", "45/KH-UBND", "\xEF\xBF\xBC",
    };
    g_string_append(out, pieces[g_rand_int_range(r, 0, G_N_ELEMENTS(pieces))]);
}

/* Findings lie in the text, and fixes that do not overlap in it too. */
static void check_findings(const struct diag *d, const struct src_file *f)
{
    for (unsigned i = 0; i < diag_len(d); i++) {
        const struct diag_item *it = diag_get(d, i);
        g_assert_true(it->pos.file == f);
        g_assert_cmpuint(it->pos.offset, <=, it->end);
        g_assert_cmpuint(it->end, <=, src_file_len(f));
        for (guint k = 0; it->fix && k < it->fix->edits->len; k++) {
            const struct diag_edit *e = &g_array_index(it->fix->edits, struct diag_edit, k);
            g_assert_cmpuint(e->range.start, <=, e->range.end);
            g_assert_cmpuint(e->range.end, <=, src_file_len(f));
            g_assert_true(g_utf8_validate(e->text, -1, NULL));
        }
    }
}

static void test_hostile(void)
{
    GRand *r = g_rand_new_with_seed(7);
    for (int round = 0; round < 1000; round++) {
        GString *text = g_string_new(NULL);
        for (int n = g_rand_int_range(r, 0, 60); n > 0; n--) {
            append_piece(text, r);
            if (g_rand_boolean(r))
                g_string_append_c(text, ' ');
        }
        struct src_file *f = src_file_new("hostile", g_strdup(text->str), text->len);
        struct diag *d = diag_new();
        struct prose *p = prose_new();
        prose_add(p, f, (enum prose_dialect)(round % (PROSE_XML + 1)));
        vi_lint_run(p, d, NULL);
        check_findings(d, f);
        prose_drop(p);
        diag_drop(d);
        src_file_drop(f);
        g_string_free(text, TRUE);
    }
    g_rand_free(r);
}

/* One paragraph of a million bytes, words that are all different, a bracket that never closes: linear, and bounded. */
static void test_large(void)
{
    static const char *const fill[] = { "(", "“", "của ", "đ", "nghịquyết ", "ab ", "30 ", ". ", "<p>", "<p a='", "&", "1." };
    for (guint i = 0; i < G_N_ELEMENTS(fill); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < 1000000)
            g_string_append(text, fill[i]);
        for (int k = 0; i == 3 && k < 30000; k++)
            g_string_append_printf(text, " ng%dđ%dờx", k, k * 7);
        struct src_file *f = src_file_new("large", g_strdup(text->str), text->len);
        struct diag *d = diag_new();
        struct prose *p = prose_new();
        prose_add(p, f, i < 8 ? PROSE_TEXT : PROSE_REPORT);
        vi_lint_run(p, d, NULL);
        check_findings(d, f);
        prose_drop(p);
        diag_drop(d);
        src_file_drop(f);
        g_string_free(text, TRUE);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/examples", test_examples);
    g_test_add_func("/language/hostile", test_hostile);
    g_test_add_func("/language/large", test_large);
    int status = g_test_run();
    xmlCleanupParser();
    return status;
}
