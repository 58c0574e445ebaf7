/* SPDX-License-Identifier: MIT */
/* The formats for people: text, with what the style asks for, and gcc, which editors know too: a line a finding. */
#include "findings/findings_priv.h"

static void text_item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    (void)xpath;
    char *s = excerpt_format(it, w->style);
    fputs(s, w->to);
    g_free(s);
}

static void text_file_end(struct findings_writer *w, const struct diag *d)
{
    char *summary = diag_count(d, DIAG_RECOVERED) > 1 ? excerpt_summary(d) : NULL;
    if (summary)
        fprintf(w->to, "%s\n", summary);
    g_free(summary);
}

/* Severities in English, as the readers of this format know them, whatever the language of the messages. */
static void gcc_item(struct findings_writer *w, const struct diag_item *it, const char *xpath)
{
    (void)xpath;
    struct findings_place p = findings_place_of(findings_range(it));
    char *file = findings_file_name(it->pos.file ? src_file_name(it->pos.file) : NULL), *message = findings_xml_text(it->message);
    const char *severity = it->severity == DIAG_INFO ? "note" : findings_severity(it->severity);
    for (char *c = message; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    if (file)
        fprintf(w->to, "%s:%u:%u: %s: %s [%s]\n", file, p.line, p.column, severity, message, it->code);
    else
        fprintf(w->to, "sapchu: %s: %s [%s]\n", severity, message, it->code);
    g_free(file);
    g_free(message);
}

const struct findings_format findings_text = { .name = "text", .item = text_item, .file_end = text_file_end };
const struct findings_format findings_gcc = { .name = "gcc", .item = gcc_item };
