/* SPDX-License-Identifier: MIT */
/* checkstyle, which servers of continuous integration read: a `file` for each file, an `error` for each finding. */
#include "findings/findings_priv.h"

#include <string.h>

static void begin(struct findings_writer *w)
{
    findings_xml_begin(w);
    xmlTextWriterStartElement(w->xml, (const xmlChar *)"checkstyle");
    findings_xml_attr(w, "version", "4.3");
}

/* Closes the open `file`, opens another. */
static void open_file(struct findings_writer *w, const char *file)
{
    char *name = findings_file_name(file);
    if (w->open)
        xmlTextWriterEndElement(w->xml);
    xmlTextWriterStartElement(w->xml, (const xmlChar *)"file");
    findings_xml_attr(w, "name", name);
    g_free(name);
    g_free(w->open);
    w->open = g_strdup(file);
}

/* What belongs to no file stands with the file that was looked at. */
static void item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    (void)xpath;
    struct findings_place p = findings_place_of(findings_range(it));
    if (it->pos.file && strcmp(src_file_name(it->pos.file), w->open) != 0)
        open_file(w, src_file_name(it->pos.file));
    char *source = g_strdup_printf("sapchu.%s.%s", diag_layer_name(it->layer), it->code);
    xmlTextWriterStartElement(w->xml, (const xmlChar *)"error");
    xmlTextWriterWriteFormatAttribute(w->xml, (const xmlChar *)"line", "%u", p.line);
    if (p.column)
        xmlTextWriterWriteFormatAttribute(w->xml, (const xmlChar *)"column", "%u", p.column);
    findings_xml_attr(w, "severity", findings_severity(it->severity));
    findings_xml_attr(w, "message", it->message);
    findings_xml_attr(w, "source", source);
    xmlTextWriterEndElement(w->xml);
    g_free(source);
}

static void end(struct findings_writer *w)
{
    findings_xml_end(w);
}

const struct findings_format findings_checkstyle = {
    .name = "checkstyle", .machine = true, .begin = begin, .file = open_file, .item = item, .end = end,
};
