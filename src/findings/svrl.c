/* SPDX-License-Identifier: MIT */
/*
 * svrl, the report language of ISO Schematron (ISO/IEC 19757-3, annex D): what fails is a failed-assert, what is only to be
 * known a successful-report. Each layer that speaks of a file is a pattern of its own that has fired at the root.
 */
#include "findings/findings_priv.h"

#include <string.h>

#define SVRL "http://purl.oclc.org/dsdl/svrl"

static void start(struct findings_writer *w, const char *name)
{
    xmlTextWriterStartElementNS(w->xml, (const xmlChar *)"svrl", (const xmlChar *)name, NULL);
}

static void begin(struct findings_writer *w)
{
    findings_xml_begin(w);
    xmlTextWriterStartElementNS(w->xml, (const xmlChar *)"svrl", (const xmlChar *)"schematron-output", (const xmlChar *)SVRL);
    findings_xml_attr(w, "title", "sapchu");
}

/* A pattern, and its rule. */
static void open_pattern(struct findings_writer *w, const char *file, const char *name)
{
    char *uri = findings_file_uri(file), *key = g_strdup_printf("%s\n%s", name, file);
    g_free(w->open);
    w->open = key;
    start(w, "active-pattern");
    findings_xml_attr(w, "name", name);
    findings_xml_attr(w, "document", uri);
    xmlTextWriterEndElement(w->xml);
    start(w, "fired-rule");
    findings_xml_attr(w, "context", "/");
    xmlTextWriterEndElement(w->xml);
    g_free(uri);
}

static void open_file(struct findings_writer *w, const char *file)
{
    open_pattern(w, file, "sapchu");
}

static void add_reference(struct findings_writer *w, const char *diagnostic, const char *text)
{
    start(w, "diagnostic-reference");
    findings_xml_attr(w, "diagnostic", diagnostic);
    char *clean = findings_xml_text(text);
    start(w, "text");
    xmlTextWriterWriteString(w->xml, (const xmlChar *)clean);
    xmlTextWriterEndElement(w->xml);
    xmlTextWriterEndElement(w->xml);
    g_free(clean);
}

static void item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    const char *layer = diag_layer_name(it->layer), *newline = strchr(w->open, '\n');
    const char *file = it->pos.file ? src_file_name(it->pos.file) : newline + 1;
    size_t len = strlen(layer);
    if ((size_t)(newline - w->open) != len || strncmp(w->open, layer, len) != 0 || strcmp(newline + 1, file) != 0) {
        char *copy = g_strdup(file);
        open_pattern(w, copy, layer);
        g_free(copy);
    }
    start(w, it->severity == DIAG_INFO ? "successful-report" : "failed-assert");
    findings_xml_attr(w, "test", it->expected ? it->expected : it->code);
    findings_xml_attr(w, "id", it->code);
    findings_xml_attr(w, "location", xpath ? xpath : "/");
    findings_xml_attr(w, "role", findings_severity(it->severity));
    for (guint i = 0; it->related && i < it->related->len; i++)
        add_reference(w, "related", g_array_index(it->related, struct diag_related, i).message);
    if (it->fix)
        add_reference(w, "fix", it->fix->title);
    char *message = findings_xml_text(it->message);
    start(w, "text");
    xmlTextWriterWriteString(w->xml, (const xmlChar *)message);
    xmlTextWriterEndElement(w->xml);
    xmlTextWriterEndElement(w->xml);
    g_free(message);
}

static void end(struct findings_writer *w)
{
    findings_xml_end(w);
}

const struct findings_format findings_svrl = {
    .name = "svrl", .machine = true, .xpath = FINDINGS_XPATH_LOCAL, .begin = begin, .file = open_file, .item = item,
    .end = end,
};
