/* SPDX-License-Identifier: MIT */
/*
 * Do the golden findings of this folder have what the schemas of their formats require? Speaks TAP.
 * With names of files as arguments: these.
 */
#include <glib.h>
#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>

static unsigned faults;

static void fault(const char *what, const char *name)
{
    faults++;
    g_print("# %s '%s'\n", what, name);
}

/* --- JSON --- */

enum kind { STRING, TEXT_OR_NULL, INT, INT_OR_NULL, BOOL, OBJECT, OBJECT_OR_NULL, ARRAY };

static JsonNode *member(JsonObject *o, const char *name, enum kind kind)
{
    JsonNode *n = o ? json_object_get_member(o, name) : NULL;
    bool null_is_good = kind == TEXT_OR_NULL || kind == INT_OR_NULL || kind == OBJECT_OR_NULL;
    bool good = false;
    if (n && JSON_NODE_HOLDS_NULL(n))
        good = null_is_good;
    else if (n && JSON_NODE_HOLDS_OBJECT(n))
        good = kind == OBJECT || kind == OBJECT_OR_NULL;
    else if (n && JSON_NODE_HOLDS_ARRAY(n))
        good = kind == ARRAY;
    else if (n)
        good = json_node_get_value_type(n) == (kind == BOOL ? G_TYPE_BOOLEAN
                                               : kind == INT || kind == INT_OR_NULL ? G_TYPE_INT64 : G_TYPE_STRING);
    if (!good)
        fault(n ? "of the wrong type:" : "missing:", name);
    return good && !JSON_NODE_HOLDS_NULL(n) ? n : NULL;
}

static JsonObject *object(JsonObject *o, const char *name)
{
    JsonNode *n = member(o, name, OBJECT);
    return n ? json_node_get_object(n) : NULL;
}

static const char *string(JsonObject *o, const char *name)
{
    JsonNode *n = member(o, name, STRING);
    return n ? json_node_get_string(n) : "";
}

static gint64 number(JsonObject *o, const char *name, gint64 least)
{
    JsonNode *n = member(o, name, INT);
    gint64 v = n ? json_node_get_int(n) : least;
    if (v < least)
        fault("too small:", name);
    return v;
}

static void one_of(const char *value, const char *const *words, const char *name)
{
    for (; *words; words++)
        if (strcmp(value, *words) == 0)
            return;
    fault("not a value of the format:", name);
}

static void each(JsonObject *o, const char *name, void (*check)(JsonObject *))
{
    JsonNode *n = member(o, name, ARRAY);
    JsonArray *a = n ? json_node_get_array(n) : NULL;
    for (guint i = 0; a && i < json_array_get_length(a); i++) {
        JsonNode *e = json_array_get_element(a, i);
        if (JSON_NODE_HOLDS_OBJECT(e))
            check(json_node_get_object(e));
        else
            fault("holds what is no object:", name);
    }
}

/* --- json, as the manual says --- */

static void json_place(JsonObject *o)
{
    static const char *const names[] = { "line", "column", "endLine", "endColumn", "offset", "endOffset" };
    bool nowhere = member(o, "file", TEXT_OR_NULL) == NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (nowhere)
            member(o, names[i], INT_OR_NULL);
        else
            number(o, names[i], i < 4 ? 1 : 0);
}

static void json_related(JsonObject *o)
{
    json_place(o);
    string(o, "message");
}

static void json_edit(JsonObject *o)
{
    json_place(o);
    string(o, "text");
}

static void json_members(JsonObject *o)
{
    static const char *const severities[] = { "error", "warning", "info", NULL };
    string(o, "code");
    string(o, "layer");
    string(o, "message");
    one_of(string(o, "severity"), severities, "severity");
    json_place(o);
    member(o, "xpath", TEXT_OR_NULL);
    member(o, "expected", TEXT_OR_NULL);
    each(o, "related", json_related);
    JsonNode *fix = member(o, "fix", OBJECT_OR_NULL);
    if (fix) {
        string(json_node_get_object(fix), "title");
        member(json_node_get_object(fix), "safe", BOOL);
        each(json_node_get_object(fix), "edits", json_edit);
    }
}

static void json_finding(JsonObject *o)
{
    json_members(o);
    if (json_object_has_member(o, "by"))
        fault("of what is passed over only:", "by");
}

static void json_suppressed(JsonObject *o)
{
    static const char *const by[] = { "report", "baseline", NULL };
    json_members(o);
    one_of(string(o, "by"), by, "by");
    member(o, "reason", TEXT_OR_NULL);
}

static void json_document(JsonObject *o)
{
    each(o, "findings", json_finding);
    each(o, "suppressed", json_suppressed);
    JsonObject *summary = object(o, "summary");
    number(summary, "files", 1);
    number(summary, "errors", 0);
    number(summary, "warnings", 0);
    number(summary, "infos", 0);
    JsonNode *suppressed = o ? json_object_get_member(o, "suppressed") : NULL;
    if (suppressed && JSON_NODE_HOLDS_ARRAY(suppressed) &&
        number(summary, "suppressed", 0) != json_array_get_length(json_node_get_array(suppressed)))
        fault("is not their number:", "suppressed");
}

/* --- SARIF 2.1.0: what sarif-schema-2.1.0.json calls required, and what servers that read it need --- */

static void sarif_region(JsonObject *o)
{
    gint64 line = number(o, "startLine", 1), column = number(o, "startColumn", 1);
    gint64 end = number(o, "endLine", line), end_column = number(o, "endColumn", 1);
    if (end == line && end_column < column)
        fault("the region ends before it begins:", "endColumn");
    number(o, "byteOffset", 0);
    number(o, "byteLength", 0);
}

static void sarif_artifact(JsonObject *o)
{
    const char *uri = string(object(o, "artifactLocation"), "uri");
    for (const char *p = uri; *p; p++)
        if (*p <= ' ' || *p >= 0x7F || strchr("<>\"{}|\\^`", *p)) {     /* RFC 3986, 2 */
            fault("not a URI:", uri);
            break;
        }
}

static void sarif_location(JsonObject *o)
{
    JsonObject *physical = object(o, "physicalLocation");
    sarif_artifact(physical);
    sarif_region(object(physical, "region"));
}

static void sarif_related(JsonObject *o)
{
    sarif_location(o);
    string(object(o, "message"), "text");
}

static void sarif_replacement(JsonObject *o)
{
    sarif_region(object(o, "deletedRegion"));
    string(object(o, "insertedContent"), "text");
}

static void sarif_change(JsonObject *o)
{
    sarif_artifact(o);
    each(o, "replacements", sarif_replacement);
}

static void sarif_fix(JsonObject *o)
{
    string(object(o, "description"), "text");
    each(o, "artifactChanges", sarif_change);
}

/* §3.35: of a suppression only its kind is required. */
static void sarif_suppression(JsonObject *o)
{
    static const char *const kinds[] = { "inSource", "external", NULL };
    one_of(string(o, "kind"), kinds, "kind");
    if (json_object_has_member(o, "justification"))
        string(o, "justification");
}

static JsonArray *rules;

static void sarif_result(JsonObject *o)
{
    static const char *const levels[] = { "error", "warning", "note", "none", NULL };
    const char *id = string(o, "ruleId");
    gint64 index = number(o, "ruleIndex", 0);
    if (!rules || index >= json_array_get_length(rules) ||
        strcmp(string(json_array_get_object_element(rules, (guint)index), "id"), id) != 0)
        fault("ruleIndex is not that of", id);
    one_of(string(o, "level"), levels, "level");
    string(object(o, "message"), "text");
    each(o, "locations", sarif_location);
    if (json_object_has_member(o, "relatedLocations"))
        each(o, "relatedLocations", sarif_related);
    if (json_object_has_member(o, "fixes"))
        each(o, "fixes", sarif_fix);
    if (json_object_has_member(o, "suppressions"))
        each(o, "suppressions", sarif_suppression);
    if (json_object_has_member(o, "baselineState")) {
        static const char *const states[] = { "new", "unchanged", "updated", "absent", NULL };
        one_of(string(o, "baselineState"), states, "baselineState");
    }
}

static void sarif_rule(JsonObject *o)
{
    string(o, "id");
}

static void sarif_invocation(JsonObject *o)
{
    if (!o || !json_object_has_member(o, "executionSuccessful") ||
        json_node_get_value_type(json_object_get_member(o, "executionSuccessful")) != G_TYPE_BOOLEAN)
        fault("must be a boolean:", "executionSuccessful");
}

static void sarif_run(JsonObject *o)
{
    JsonObject *driver = object(object(o, "tool"), "driver");
    string(driver, "name");
    string(driver, "version");
    each(driver, "rules", sarif_rule);
    rules = driver && json_object_has_member(driver, "rules") ? json_object_get_array_member(driver, "rules") : NULL;
    each(o, "results", sarif_result);
    each(o, "invocations", sarif_invocation);
}

static void sarif_document(JsonObject *o)
{
    if (strcmp(string(o, "version"), "2.1.0") != 0)
        fault("must be 2.1.0:", "version");
    each(o, "runs", sarif_run);
}

/* --- rdjsonl: reviewdog's Diagnostic.jsonschema --- */

static void rd_range(JsonObject *o)
{
    JsonObject *start = object(o, "start"), *end = object(o, "end");
    gint64 line = number(start, "line", 1);
    number(start, "column", 1);
    number(end, "line", line);
    number(end, "column", 1);
}

static void rd_location(JsonObject *o)
{
    string(o, "path");
    if (o && json_object_has_member(o, "range"))
        rd_range(object(o, "range"));
}

static void rd_suggestion(JsonObject *o)
{
    string(o, "text");
    rd_range(object(o, "range"));
}

static void rd_related(JsonObject *o)
{
    string(o, "message");
    rd_location(object(o, "location"));
}

static void rd_document(JsonObject *o)
{
    static const char *const severities[] = { "ERROR", "WARNING", "INFO", "UNKNOWN_SEVERITY", NULL };
    string(o, "message");
    rd_location(object(o, "location"));
    one_of(string(o, "severity"), severities, "severity");
    string(object(o, "source"), "name");
    string(object(o, "code"), "value");
    if (json_object_has_member(o, "suggestions"))
        each(o, "suggestions", rd_suggestion);
    if (json_object_has_member(o, "relatedLocations"))
        each(o, "relatedLocations", rd_related);
}

static void parse_json(const char *text, void (*check)(JsonObject *))
{
    JsonParser *p = json_parser_new();
    GError *error = NULL;
    if (!json_parser_load_from_data(p, text, -1, &error)) {
        fault("no JSON:", error->message);
        g_error_free(error);
    } else if (!json_parser_get_root(p) || !JSON_NODE_HOLDS_OBJECT(json_parser_get_root(p))) {
        fault("no object:", text);
    } else {
        check(json_node_get_object(json_parser_get_root(p)));
    }
    g_object_unref(p);
}

/* --- XML: what each XPath finds is at fault --- */

struct bad {
    const char *xpath, *why;
};

static const struct bad bad_checkstyle[] = {
    { "/*[not(self::checkstyle) or not(@version)]", "the outermost element" },
    { "/checkstyle/*[not(self::file) or not(@name)]", "a file" },
    { "//file/*[not(self::error) or *]", "not an error" },
    { "//error[not(number(@line) >= 0)]", "line" },
    { "//error[@column and not(number(@column) >= 1)]", "column" },
    { "//error[not(@severity='error' or @severity='warning' or @severity='info' or @severity='ignore')]", "severity" },
    { "//error[not(normalize-space(@message)) or not(normalize-space(@source))]", "message or source" },
};

/* ISO/IEC 19757-3, annex D. */
static const struct bad bad_svrl[] = {
    { "/*[not(self::svrl:schematron-output)]", "the outermost element" },
    { "/*[not(svrl:active-pattern)]", "there must be a pattern" },
    { "/*/*[not(self::svrl:text or self::svrl:ns-prefix-in-attribute-values or self::svrl:active-pattern or "
      "self::svrl:fired-rule or self::svrl:failed-assert or self::svrl:successful-report)]", "an unknown element" },
    { "//svrl:active-pattern[not(following-sibling::*[1][self::svrl:fired-rule])]", "a pattern without a rule" },
    { "//svrl:fired-rule[not(@context)]", "context" },
    { "//svrl:fired-rule[not(preceding-sibling::*[1][self::svrl:active-pattern or self::svrl:fired-rule or "
      "self::svrl:failed-assert or self::svrl:successful-report])]", "a rule outside of a pattern" },
    { "//svrl:failed-assert[not(@test) or not(@location)] | //svrl:successful-report[not(@test) or not(@location)]",
      "test or location" },
    { "//svrl:failed-assert[not(svrl:text[last()][not(following-sibling::*)])] | "
      "//svrl:successful-report[not(svrl:text[last()][not(following-sibling::*)])]", "text comes last" },
    { "//svrl:diagnostic-reference[not(@diagnostic) or not(svrl:text)]", "a diagnostic" },
};

static void parse_xml(const char *text, const struct bad *bad, size_t n)
{
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), "findings", NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc) {
        fault("no XML:", text);
        return;
    }
    xmlXPathContext *x = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(x, (const xmlChar *)"svrl", (const xmlChar *)"http://purl.oclc.org/dsdl/svrl");
    for (size_t i = 0; i < n; i++) {
        xmlXPathObject *v = xmlXPathEval((const xmlChar *)bad[i].xpath, x);
        if (!v || !xmlXPathNodeSetIsEmpty(v->nodesetval))
            fault("at fault:", bad[i].why);
        xmlXPathFreeObject(v);
    }
    /* what a location says must itself be an XPath */
    xmlXPathObject *v = xmlXPathEval((const xmlChar *)"//@location", x);
    for (int i = 0; v && v->nodesetval && i < v->nodesetval->nodeNr; i++) {
        const char *path = (const char *)v->nodesetval->nodeTab[i]->children->content;
        xmlXPathCompExpr *e = xmlXPathCompile((const xmlChar *)path);
        if (!e)
            fault("no XPath:", path);
        xmlXPathFreeCompExpr(e);
    }
    xmlXPathFreeObject(v);
    xmlXPathFreeContext(x);
    xmlFreeDoc(doc);
}

/* A file by its extension; false: it is no format for programs. */
static bool check_file(const char *path, unsigned *n)
{
    const char *dot = strrchr(path, '.'), *format = dot ? dot + 1 : "";
    char *text = NULL;
    bool json = strcmp(format, "json") == 0, sarif = strcmp(format, "sarif") == 0, lines = strcmp(format, "rdjsonl") == 0;
    bool checkstyle = strcmp(format, "checkstyle") == 0, svrl = strcmp(format, "svrl") == 0;
    if (!json && !sarif && !lines && !checkstyle && !svrl)
        return false;
    faults = 0;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        fault("cannot be read:", path);
    else if (json || sarif)
        parse_json(text, json ? json_document : sarif_document);
    else if (checkstyle)
        parse_xml(text, bad_checkstyle, G_N_ELEMENTS(bad_checkstyle));
    else if (svrl)
        parse_xml(text, bad_svrl, G_N_ELEMENTS(bad_svrl));
    char **parts = g_strsplit(lines && text ? text : "", "\n", -1);
    for (char **l = parts; *l; l++)
        if (**l)
            parse_json(*l, rd_document);
    g_strfreev(parts);
    char *name = g_path_get_basename(path);
    g_print("%s %u - %s\n", faults ? "not ok" : "ok", ++*n, name);
    g_free(name);
    g_free(text);
    return true;
}

int main(int argc, char **argv)
{
    const char *top = g_getenv("srcdir");
    char *dir = g_build_filename(top ? top : ".", "tests/findings", NULL);
    unsigned n = 0, bad = 0;
    setlocale(LC_ALL, "C.UTF-8");
    GDir *d = g_dir_open(dir, 0, NULL);
    bool given = argc > 1 && strcmp(argv[1], "--tap") != 0;
    for (int i = 1; given && i < argc; i++)
        if (check_file(argv[i], &n))
            bad += faults > 0;
    for (const char *name; !given && d && (name = g_dir_read_name(d));) {
        char *path = g_build_filename(dir, name, NULL);
        if (check_file(path, &n))
            bad += faults > 0;
        g_free(path);
    }
    if (d)
        g_dir_close(d);
    g_free(dir);
    g_print("1..%u\n", n);
    xmlCleanupParser();
    return bad > 0 || n == 0;
}
