/* SPDX-License-Identifier: MIT */
/* What the formats share: a row and a file for each. */
#ifndef SAPCHU_FINDINGS_FINDINGS_PRIV_H
#define SAPCHU_FINDINGS_FINDINGS_PRIV_H

#include "findings/findings.h"
#include "findings/xpath.h"

#include <json-glib/json-glib.h>
#include <libxml/xmlwriter.h>

/* One format; each function may be NULL. */
struct findings_format {
    const char *name;
    bool machine;
    enum findings_xpath xpath;
    void (*begin)(struct findings_writer *w);
    void (*file)(struct findings_writer *w, const char *file);          /* before its findings */
    void (*item)(struct findings_writer *w, const struct diag_item *it, const char *xpath);
    void (*passed)(struct findings_writer *w, const struct diag_item *it, const char *xpath);   /* over */
    void (*file_end)(struct findings_writer *w, const struct diag *d);
    void (*end)(struct findings_writer *w);
};

struct findings_writer {
    const struct findings_format *format;
    struct excerpt_style style;
    FILE *to;
    unsigned count[DIAG_FATAL + 1];     /* of all files, those that are not shown too */
    unsigned files;
    bool are_new;                       /* those of the file in hand that are shown: a baseline knows none of them */
    JsonBuilder *json;
    JsonBuilder *suppressed;            /* json: the array of what is passed over */
    unsigned n_passed;
    xmlBuffer *buffer;
    xmlTextWriter *xml;
    char *open;                         /* the part of the document that is open: a file, or a file and a layer */
    GHashTable *rules;                  /* sarif: code → its number in `codes`, from 1 */
    GPtrArray *codes;                   /* sarif: what the driver says of each */
    bool unread;                        /* sarif: a file could not be looked at, or not wholly */
};

extern const struct findings_format findings_text, findings_gcc, findings_json, findings_sarif, findings_checkstyle,
    findings_svrl, findings_rdjsonl;

/* A range as numbers; all 0 without a file. */
struct findings_place {
    unsigned line, column, end_line, end_column;        /* from 1, in code points; the end is behind the range */
    unsigned offset, end_offset;                        /* bytes */
};
struct findings_place findings_place_of(struct src_range range);
static inline struct src_range findings_range(const struct diag_item *it)
{
    return (struct src_range){ it->pos.file, it->pos.offset, it->end };
}

/* "error", "warning" or "info": never translated. */
const char *findings_severity(enum diag_severity s);
/* The name of a file as UTF-8, "<stdin>" for "-"; NULL for no file. g_free it. */
char *findings_file_name(const char *file);
/* The same as a reference of URIs: absolute names with their scheme, others as they are, both with escapes. g_free it. */
char *findings_file_uri(const char *file);
/* Valid UTF-8, without what XML cannot hold. g_free it. */
char *findings_xml_text(const char *s);

/* --- members of the open JSON object; NULL becomes null --- */
void findings_json_string(JsonBuilder *b, const char *name, const char *value);
void findings_json_int(JsonBuilder *b, const char *name, unsigned value);
void findings_json_bool(JsonBuilder *b, const char *name, bool value);
void findings_json_object(JsonBuilder *b, const char *name);            /* opens; name NULL: in an array */
void findings_json_array(JsonBuilder *b, const char *name);
/* Writes the whole and a line end; `pretty` over many lines. */
void findings_json_write(struct findings_writer *w, bool pretty);

/* --- XML --- */
void findings_xml_begin(struct findings_writer *w);
void findings_xml_attr(struct findings_writer *w, const char *name, const char *value);
void findings_xml_end(struct findings_writer *w);

#endif
