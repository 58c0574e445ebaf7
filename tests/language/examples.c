/* SPDX-License-Identifier: MIT */
/*
 * The examples of the explanations of the language layer: each <bad> gives its code, each <good> does not, and a safe
 * fix of a <bad> leaves nothing of that code. An example that begins with '<' is a piece of a report.
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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/examples", test_examples);
    int status = g_test_run();
    xmlCleanupParser();
    return status;
}
