/* SPDX-License-Identifier: MIT */
/* The formats, and what goes into each of them in the same way. */
#include "findings/findings.h"

#include "findings/findings_priv.h"

#include <string.h>

/* One place to add a format. */
static const struct findings_format *const formats[] = {
    &findings_text, &findings_gcc, &findings_json, &findings_sarif, &findings_checkstyle, &findings_svrl, &findings_rdjsonl,
};

static const struct findings_format *format_of(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const char *findings_format_name(unsigned i)
{
    return i < G_N_ELEMENTS(formats) ? formats[i]->name : NULL;
}

bool findings_format_is_machine(const char *format)
{
    const struct findings_format *f = format_of(format);
    return f && f->machine;
}

struct findings_writer *findings_writer_new(const char *format, struct excerpt_style style, FILE *to)
{
    const struct findings_format *f = format_of(format);
    if (!f)
        return NULL;
    struct findings_writer *w = g_new0(struct findings_writer, 1);
    w->format = f;
    w->style = style;
    w->to = to;
    if (f->begin)
        f->begin(w);
    return w;
}

static void add_passed(struct findings_writer *w, const struct diag *d)
{
    const struct findings_format *f = w->format;
    GPtrArray *paths = f->xpath == FINDINGS_XPATH_NONE ? NULL : findings_xpaths(d, true, f->xpath);
    for (unsigned i = 0; i < diag_passed_len(d); i++)
        f->passed(w, diag_passed_get(d, i), paths ? paths->pdata[i] : NULL);
    w->n_passed += diag_passed_len(d);
    if (paths)
        g_ptr_array_free(paths, TRUE);
}

void findings_writer_add(struct findings_writer *w, const char *file, const struct diag *d, bool are_new)
{
    const struct findings_format *f = w->format;
    GPtrArray *paths = f->xpath == FINDINGS_XPATH_NONE ? NULL : findings_xpaths(d, false, f->xpath);
    w->files++;
    w->are_new = are_new;
    if (f->file)
        f->file(w, file);
    for (unsigned i = 0; i < diag_len(d); i++)
        f->item(w, diag_get(d, i), paths ? paths->pdata[i] : NULL);
    for (unsigned s = 0; s <= DIAG_FATAL; s++)
        w->count[s] += diag_count(d, s) - diag_count(d, s + 1);
    if (f->passed)
        add_passed(w, d);
    if (f->file_end)
        f->file_end(w, d);
    if (paths)
        g_ptr_array_free(paths, TRUE);
}

bool findings_writer_end(struct findings_writer *w)
{
    if (w->format->end)
        w->format->end(w);
    bool ok = fflush(w->to) == 0 && !ferror(w->to);
    g_free(w->open);
    g_free(w);
    return ok;
}

/* --- places and words --- */

struct findings_place findings_place_of(struct src_range range)
{
    struct findings_place p = { 0 };
    if (!range.file)
        return p;
    src_pos_line_col((struct src_pos){ range.file, range.start }, &p.line, &p.column);
    src_pos_line_col((struct src_pos){ range.file, MAX(range.end, range.start) }, &p.end_line, &p.end_column);
    p.offset = range.start;
    p.end_offset = MAX(range.end, range.start);
    return p;
}

const char *findings_severity(enum diag_severity s)
{
    return s == DIAG_INFO ? "info" : s <= DIAG_WARNING ? "warning" : "error";
}

char *findings_file_name(const char *file)
{
    if (!file)
        return NULL;
    return strcmp(file, "-") == 0 ? g_strdup("<stdin>") : g_filename_display_name(file);
}

char *findings_file_uri(const char *file)
{
    if (g_path_is_absolute(file)) {
        char *uri = g_filename_to_uri(file, NULL, NULL);
        if (uri)
            return uri;
    }
    if (strcmp(file, "-") == 0)
        return g_strdup("stdin");
    /* a colon in the first segment would make a scheme of it (RFC 3986, 4.2) */
    return g_uri_escape_string(file, "/", FALSE);
}

char *findings_xml_text(const char *s)
{
    char *valid = g_utf8_make_valid(s, -1);
    GString *out = g_string_new("");
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool allowed = c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
        g_string_append_unichar(out, allowed ? c : 0xFFFD);
    }
    g_free(valid);
    return g_string_free(out, FALSE);
}

/* --- JSON --- */

void findings_json_string(JsonBuilder *b, const char *name, const char *value)
{
    if (name)
        json_builder_set_member_name(b, name);
    char *valid = value ? g_utf8_make_valid(value, -1) : NULL;
    if (valid)
        json_builder_add_string_value(b, valid);
    else
        json_builder_add_null_value(b);
    g_free(valid);
}

void findings_json_int(JsonBuilder *b, const char *name, unsigned value)
{
    json_builder_set_member_name(b, name);
    json_builder_add_int_value(b, value);
}

void findings_json_bool(JsonBuilder *b, const char *name, bool value)
{
    json_builder_set_member_name(b, name);
    json_builder_add_boolean_value(b, value);
}

void findings_json_object(JsonBuilder *b, const char *name)
{
    if (name)
        json_builder_set_member_name(b, name);
    json_builder_begin_object(b);
}

void findings_json_array(JsonBuilder *b, const char *name)
{
    json_builder_set_member_name(b, name);
    json_builder_begin_array(b);
}

void findings_json_write(struct findings_writer *w, bool pretty)
{
    JsonGenerator *g = json_generator_new();
    JsonNode *root = json_builder_get_root(w->json);
    json_generator_set_root(g, root);
    json_generator_set_pretty(g, pretty);
    char *text = json_generator_to_data(g, NULL);
    fprintf(w->to, "%s\n", text);
    g_free(text);
    json_node_unref(root);
    g_object_unref(g);
}

/* --- XML --- */

void findings_xml_begin(struct findings_writer *w)
{
    w->buffer = xmlBufferCreate();
    w->xml = xmlNewTextWriterMemory(w->buffer, 0);
    xmlTextWriterSetIndent(w->xml, 1);
    xmlTextWriterSetIndentString(w->xml, (const xmlChar *)"  ");
    xmlTextWriterStartDocument(w->xml, NULL, "UTF-8", NULL);
}

void findings_xml_attr(struct findings_writer *w, const char *name, const char *value)
{
    char *clean = findings_xml_text(value);
    xmlTextWriterWriteAttribute(w->xml, (const xmlChar *)name, (const xmlChar *)clean);
    g_free(clean);
}

void findings_xml_end(struct findings_writer *w)
{
    xmlTextWriterEndDocument(w->xml);
    xmlFreeTextWriter(w->xml);
    fwrite(xmlBufferContent(w->buffer), 1, (size_t)xmlBufferLength(w->buffer), w->to);
    xmlBufferFree(w->buffer);
}
