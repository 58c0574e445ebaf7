/* SPDX-License-Identifier: MIT */
/* sarif, version 2.1.0 of OASIS: one run of one tool; the rules that spoke are described in its driver. */
#include "config.h"

#include "base/i18n.h"
#include "findings/explain.h"
#include "findings/findings_priv.h"

#include <string.h>

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* What the driver says of a code. */
struct rule {
    char *code;
    enum diag_layer layer;
    enum diag_severity severity;
};

static const char *level(enum diag_severity s)
{
    return s == DIAG_INFO ? "note" : findings_severity(s);
}

static void free_rule(gpointer p)
{
    struct rule *r = p;
    g_free(r->code);
    g_free(r);
}

static void begin(struct findings_writer *w)
{
    JsonBuilder *b = w->json = json_builder_new();
    w->rules = g_hash_table_new(g_str_hash, g_str_equal);
    w->codes = g_ptr_array_new_with_free_func(free_rule);
    findings_json_object(b, NULL);
    findings_json_string(b, "$schema", SCHEMA);
    findings_json_string(b, "version", "2.1.0");
    findings_json_array(b, "runs");
    findings_json_object(b, NULL);
    findings_json_string(b, "columnKind", "unicodeCodePoints");
    findings_json_array(b, "results");
}

static unsigned rule_index(struct findings_writer *w, const struct diag_item *it)
{
    gpointer known = g_hash_table_lookup(w->rules, it->code);
    if (known)
        return GPOINTER_TO_UINT(known) - 1;
    struct rule *r = g_new(struct rule, 1);
    *r = (struct rule){ g_strdup(it->code), it->layer, it->severity };
    g_ptr_array_add(w->codes, r);
    g_hash_table_insert(w->rules, r->code, GUINT_TO_POINTER(w->codes->len));
    return w->codes->len - 1;
}

static void add_text(JsonBuilder *b, const char *name, const char *text)
{
    findings_json_object(b, name);
    findings_json_string(b, "text", text);
    json_builder_end_object(b);
}

static void add_artifact(JsonBuilder *b, const struct src_file *f)
{
    char *uri = findings_file_uri(src_file_name(f));
    findings_json_object(b, "artifactLocation");
    findings_json_string(b, "uri", uri);
    json_builder_end_object(b);
    g_free(uri);
}

static void add_region(JsonBuilder *b, const char *name, struct src_range range)
{
    struct findings_place p = findings_place_of(range);
    findings_json_object(b, name);
    findings_json_int(b, "startLine", p.line);
    findings_json_int(b, "startColumn", p.column);
    findings_json_int(b, "endLine", p.end_line);
    findings_json_int(b, "endColumn", p.end_column);
    findings_json_int(b, "byteOffset", p.offset);
    findings_json_int(b, "byteLength", p.end_offset - p.offset);
    json_builder_end_object(b);
}

static void add_physical(JsonBuilder *b, struct src_range range)
{
    findings_json_object(b, "physicalLocation");
    add_artifact(b, range.file);
    add_region(b, "region", range);
    json_builder_end_object(b);
}

static void add_location(JsonBuilder *b, struct src_range range, const char *xpath)
{
    findings_json_object(b, NULL);
    add_physical(b, range);
    if (xpath) {
        findings_json_array(b, "logicalLocations");
        findings_json_object(b, NULL);
        findings_json_string(b, "fullyQualifiedName", xpath);
        findings_json_string(b, "kind", strstr(xpath, "/@") ? "attribute" : strstr(xpath, "/text()") ? "text" : "element");
        json_builder_end_object(b);
        json_builder_end_array(b);
    }
    json_builder_end_object(b);
}

static void add_related(JsonBuilder *b, const GArray *related)
{
    findings_json_array(b, "relatedLocations");
    for (guint i = 0; i < related->len; i++) {
        const struct diag_related *r = &g_array_index(related, struct diag_related, i);
        findings_json_object(b, NULL);
        findings_json_int(b, "id", i);
        if (r->range.file)
            add_physical(b, r->range);
        add_text(b, "message", r->message);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
}

/* The edits of one file are one change. */
static void add_fix(JsonBuilder *b, const struct diag_fix *fix)
{
    const struct src_file *open = NULL;
    findings_json_array(b, "fixes");
    findings_json_object(b, NULL);
    add_text(b, "description", fix->title);
    findings_json_array(b, "artifactChanges");
    for (guint i = 0; i < fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(fix->edits, struct diag_edit, i);
        if (e->range.file != open) {
            if (open) {
                json_builder_end_array(b);
                json_builder_end_object(b);
            }
            findings_json_object(b, NULL);
            add_artifact(b, open = e->range.file);
            findings_json_array(b, "replacements");
        }
        findings_json_object(b, NULL);
        add_region(b, "deletedRegion", e->range);
        add_text(b, "insertedContent", e->text);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
    json_builder_end_object(b);
    json_builder_end_array(b);
    json_builder_end_object(b);
    json_builder_end_array(b);
}

/* §3.35: where it is said that the result is passed over, and why. */
static void add_suppression(JsonBuilder *b, const struct diag_item *it)
{
    findings_json_array(b, "suppressions");
    findings_json_object(b, NULL);
    findings_json_string(b, "kind", it->pass == DIAG_KNOWN ? "external" : "inSource");
    if (it->reason)
        findings_json_string(b, "justification", it->reason);
    json_builder_end_object(b);
    json_builder_end_array(b);
}

static void item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    JsonBuilder *b = w->json;
    w->unread |= (it->layer == DIAG_LAYER_FILE && it->severity >= DIAG_ERROR) || it->severity == DIAG_FATAL;
    findings_json_object(b, NULL);
    findings_json_string(b, "ruleId", it->code);
    findings_json_int(b, "ruleIndex", rule_index(w, it));
    findings_json_string(b, "level", level(it->severity));
    if (w->are_new)
        findings_json_string(b, "baselineState", it->pass == DIAG_KNOWN ? "unchanged" : "new");
    add_text(b, "message", it->message);
    findings_json_array(b, "locations");
    if (it->pos.file)
        add_location(b, findings_range(it), xpath);
    json_builder_end_array(b);
    if (it->related)
        add_related(b, it->related);
    if (it->fix)
        add_fix(b, it->fix);
    if (it->pass)
        add_suppression(b, it);
    findings_json_object(b, "properties");
    findings_json_string(b, "layer", diag_layer_name(it->layer));
    if (it->expected)
        findings_json_string(b, "expected", it->expected);
    if (it->fix)
        findings_json_bool(b, "fixIsSafe", it->fix->safe);
    json_builder_end_object(b);
    json_builder_end_object(b);
}

/* What it finds, why and the way out, an example, the source: as text, and as Markdown for those who show that. */
static void add_help(JsonBuilder *b, const struct explain *e)
{
    GString *text = g_string_new(""), *markdown = g_string_new("");
    add_text(b, "shortDescription", e->what);
    if (e->why) {
        g_string_append(text, e->why);
        g_string_append(markdown, e->why);
    }
    for (int good = 0; good < 2; good++) {
        const char *example = good ? e->good : e->bad, *label = good ? _("But so:") : _("Not so:");
        if (!example)
            continue;
        g_string_append_printf(text, "\n\n%s\n%s", label, example);
        g_string_append_printf(markdown, "\n\n%s\n\n```\n%s\n```", label, example);
    }
    if (e->source) {
        g_string_append_printf(text, "\n\n%s %s", _("Source:"), e->source);
        g_string_append_printf(markdown, "\n\n%s %s", _("Source:"), e->source);
    }
    findings_json_object(b, "help");
    findings_json_string(b, "text", text->str);
    findings_json_string(b, "markdown", markdown->str);
    json_builder_end_object(b);
    g_string_free(text, TRUE);
    g_string_free(markdown, TRUE);
}

static void add_rule(JsonBuilder *b, const struct rule *r, const struct explain_set *set)
{
    const struct explain *e = explain_find(set, r->code);
    findings_json_object(b, NULL);
    findings_json_string(b, "id", r->code);
    if (e && e->what)
        add_help(b, e);
    findings_json_object(b, "defaultConfiguration");
    findings_json_string(b, "level", level(r->severity));
    json_builder_end_object(b);
    findings_json_object(b, "properties");
    findings_json_string(b, "layer", diag_layer_name(r->layer));
    json_builder_end_object(b);
    json_builder_end_object(b);
}

static void end(struct findings_writer *w)
{
    JsonBuilder *b = w->json;
    json_builder_end_array(b);
    findings_json_array(b, "invocations");      /* what servers tell a broken run from a clean one by */
    findings_json_object(b, NULL);
    json_builder_set_member_name(b, "executionSuccessful");
    json_builder_add_boolean_value(b, !w->unread);
    json_builder_end_object(b);
    json_builder_end_array(b);
    findings_json_object(b, "tool");
    findings_json_object(b, "driver");
    findings_json_string(b, "name", "sapchu");
    findings_json_string(b, "version", PACKAGE_VERSION);
    findings_json_array(b, "rules");
    struct diag *unread = diag_new();           /* what is wrong with the explanations is no finding of the documents */
    struct explain_set *set = w->codes->len ? explain_load(unread, (const char *const[]){ NULL }) : NULL;
    for (guint i = 0; i < w->codes->len; i++)
        add_rule(b, w->codes->pdata[i], set);
    explain_drop(set);
    diag_drop(unread);
    json_builder_end_array(b);
    json_builder_end_object(b);
    json_builder_end_object(b);
    json_builder_end_object(b);
    json_builder_end_array(b);
    json_builder_end_object(b);
    findings_json_write(w, true);
    g_object_unref(b);
    g_hash_table_destroy(w->rules);
    g_ptr_array_free(w->codes, TRUE);
}

const struct findings_format findings_sarif = {
    .name = "sarif", .machine = true, .xpath = FINDINGS_XPATH_NAMES, .begin = begin, .item = item, .passed = item, .end = end,
};
