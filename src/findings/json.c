/* SPDX-License-Identifier: MIT */
/*
 * json, our own form: {"findings": [{"code", "severity", "layer", "file", "line", …}], "suppressed": [{…, "by", "reason"}],
 * "summary": {…}}. Every member is always there; what there is not is null, or an empty array.
 */
#include "findings/findings_priv.h"

static void begin(struct findings_writer *w)
{
    w->json = json_builder_new();
    findings_json_object(w->json, NULL);
    findings_json_array(w->json, "findings");
    w->suppressed = json_builder_new();
    json_builder_begin_array(w->suppressed);
}

static void add_place(JsonBuilder *b, struct src_range range)
{
    static const char *const names[] = { "line", "column", "endLine", "endColumn", "offset", "endOffset" };
    struct findings_place p = findings_place_of(range);
    const unsigned values[] = { p.line, p.column, p.end_line, p.end_column, p.offset, p.end_offset };
    char *file = findings_file_name(range.file ? src_file_name(range.file) : NULL);
    findings_json_string(b, "file", file);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (range.file)
            findings_json_int(b, names[i], values[i]);
        else
            findings_json_string(b, names[i], NULL);
    g_free(file);
}

static void add_related(JsonBuilder *b, const GArray *related)
{
    findings_json_array(b, "related");
    for (guint i = 0; related && i < related->len; i++) {
        const struct diag_related *r = &g_array_index(related, struct diag_related, i);
        findings_json_object(b, NULL);
        add_place(b, r->range);
        findings_json_string(b, "message", r->message);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
}

static void add_fix(JsonBuilder *b, const struct diag_fix *fix)
{
    if (!fix) {
        findings_json_string(b, "fix", NULL);
        return;
    }
    findings_json_object(b, "fix");
    findings_json_string(b, "title", fix->title);
    findings_json_bool(b, "safe", fix->safe);
    findings_json_array(b, "edits");
    for (guint i = 0; i < fix->edits->len; i++) {
        const struct diag_edit *e = &g_array_index(fix->edits, struct diag_edit, i);
        findings_json_object(b, NULL);
        add_place(b, e->range);
        findings_json_string(b, "text", e->text);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
    json_builder_end_object(b);
}

static void add_members(JsonBuilder *b, const struct diag_item *it, const char *xpath)
{
    findings_json_string(b, "code", it->code);
    findings_json_string(b, "severity", findings_severity(it->severity));
    findings_json_string(b, "layer", diag_layer_name(it->layer));
    add_place(b, findings_range(it));
    findings_json_string(b, "xpath", xpath);
    findings_json_string(b, "message", it->message);
    findings_json_string(b, "expected", it->expected);
    add_related(b, it->related);
    add_fix(b, it->fix);
}

static void item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    findings_json_object(w->json, NULL);
    add_members(w->json, it, xpath);
    json_builder_end_object(w->json);
}

static void passed(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    findings_json_object(w->suppressed, NULL);
    add_members(w->suppressed, it, xpath);
    findings_json_string(w->suppressed, "by", it->pass == DIAG_KNOWN ? "baseline" : "report");
    findings_json_string(w->suppressed, "reason", it->reason);
    json_builder_end_object(w->suppressed);
}

static void end(struct findings_writer *w)
{
    JsonBuilder *b = w->json;
    json_builder_end_array(b);
    json_builder_end_array(w->suppressed);
    json_builder_set_member_name(b, "suppressed");
    json_builder_add_value(b, json_builder_get_root(w->suppressed));
    findings_json_object(b, "summary");
    findings_json_int(b, "files", w->files);
    findings_json_int(b, "errors", w->count[DIAG_ERROR] + w->count[DIAG_FATAL]);
    findings_json_int(b, "warnings", w->count[DIAG_WARNING] + w->count[DIAG_RECOVERED]);
    findings_json_int(b, "infos", w->count[DIAG_INFO]);
    findings_json_int(b, "suppressed", w->n_passed);
    json_builder_end_object(b);
    json_builder_end_object(b);
    findings_json_write(w, true);
    g_object_unref(b);
    g_object_unref(w->suppressed);
}

const struct findings_format findings_json = {
    .name = "json", .machine = true, .xpath = FINDINGS_XPATH_NAMES, .begin = begin, .item = item, .passed = passed, .end = end,
};
