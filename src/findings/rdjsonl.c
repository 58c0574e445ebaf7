/* SPDX-License-Identifier: MIT */
/*
 * rdjsonl, the format of reviewdog: a JSON object a line. Its columns count the bytes of UTF-8, and a suggestion is one edit.
 */
#include "findings/findings_priv.h"

static void add_position(JsonBuilder *b, const char *name, const struct src_file *f, uint32_t offset)
{
    const struct src_pos pos = { f, offset };
    unsigned line, column;
    size_t len;
    const char *text = src_pos_line_text(pos, &len);
    src_pos_line_col(pos, &line, &column);
    size_t from = (size_t)(text - src_file_text(f)), bom = from == 0 && g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
    findings_json_object(b, name);
    findings_json_int(b, "line", line);
    findings_json_int(b, "column", offset > from + bom ? (unsigned)(offset - from - bom) + 1 : 1);
    json_builder_end_object(b);
}

static void add_range(JsonBuilder *b, struct src_range range)
{
    if (!range.file)
        return;
    findings_json_object(b, "range");
    add_position(b, "start", range.file, range.start);
    add_position(b, "end", range.file, MAX(range.end, range.start));
    json_builder_end_object(b);
}

/* `path` of what belongs to no file is that of the file that was looked at. */
static void add_location(struct findings_writer *w, struct src_range range)
{
    char *path = findings_file_name(range.file ? src_file_name(range.file) : w->open);
    findings_json_object(w->json, "location");
    findings_json_string(w->json, "path", path);
    add_range(w->json, range);
    json_builder_end_object(w->json);
    g_free(path);
}

static void add_more(struct findings_writer *w, const struct diag_item *it)
{
    JsonBuilder *b = w->json;
    if (it->fix) {
        findings_json_array(b, "suggestions");
        for (guint i = 0; i < it->fix->edits->len; i++) {
            const struct diag_edit *e = &g_array_index(it->fix->edits, struct diag_edit, i);
            findings_json_object(b, NULL);
            add_range(b, e->range);
            findings_json_string(b, "text", e->text);
            json_builder_end_object(b);
        }
        json_builder_end_array(b);
    }
    if (it->related) {
        findings_json_array(b, "relatedLocations");
        for (guint i = 0; i < it->related->len; i++) {
            const struct diag_related *r = &g_array_index(it->related, struct diag_related, i);
            findings_json_object(b, NULL);
            findings_json_string(b, "message", r->message);
            add_location(w, r->range);
            json_builder_end_object(b);
        }
        json_builder_end_array(b);
    }
}

static void file(struct findings_writer *w, const char *name)
{
    g_free(w->open);
    w->open = g_strdup(name);
}

static void item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    static const char *const severities[] = { "INFO", "WARNING", "WARNING", "ERROR", "ERROR" };
    (void)xpath;
    JsonBuilder *b = w->json = json_builder_new();
    findings_json_object(b, NULL);
    findings_json_string(b, "message", it->message);
    add_location(w, findings_range(it));
    findings_json_string(b, "severity", severities[it->severity]);
    findings_json_object(b, "source");
    findings_json_string(b, "name", "sapchu");
    json_builder_end_object(b);
    findings_json_object(b, "code");
    findings_json_string(b, "value", it->code);
    json_builder_end_object(b);
    add_more(w, it);
    json_builder_end_object(b);
    findings_json_write(w, false);
    g_object_unref(b);
}

const struct findings_format findings_rdjsonl = { .name = "rdjsonl", .machine = true, .file = file, .item = item };
