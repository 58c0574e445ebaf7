/* SPDX-License-Identifier: MIT */
/* The jobs, end to end. The only file that sees all stages is pipeline.c: read it first. */
#ifndef SAPCHU_PIPELINE_H
#define SAPCHU_PIPELINE_H

#include "base/diag.h"
#include "base/xml.h"
#include "sapchu.h"

#include <glib.h>

struct pipeline_options {
    char *format;               /* NULL: by extension */
    char *stylesheet;           /* NULL: the installed one */
    unsigned page;
    double dpi;
    bool strict, force, system_fonts;
    unsigned max_findings;
    char *baseline;             /* of findings that are known; NULL: none are */
    bool write_baseline;        /* makes all that is found known */
    enum diag_severity fail_on; /* pipeline_validate() gives SAPCHU_INVALID from here on; DIAG_FATAL: never */
    GPtrArray *font_dirs, *hyphen_dirs, *allow_read, *disabled, *dictionaries, *rules;      /* of strings, NULL-terminated */
    char *dialect;              /* of lint: "text", "html" …, see sapchu.h; NULL: by name and content */
    char *phase;                /* of the rules; NULL: the usual one */
    struct report_library *library;     /* compiled schemas and rules, for all jobs */
};

/* Another phase of the rules. */
void pipeline_options_set_phase(struct pipeline_options *o, const char *phase);
/* Nothing asked for; and what it holds, freed. */
void pipeline_options_init(struct pipeline_options *o);
void pipeline_options_clear(struct pipeline_options *o);

/* One job's state: findings and the files that they point into. */
struct pipeline;
struct pipeline *pipeline_new(const struct pipeline_options *o);        /* borrowed */
void pipeline_drop(struct pipeline *p);
struct diag *pipeline_diag(struct pipeline *p);
struct xml_loader *pipeline_loader(struct pipeline *p);
const struct sapchu_stats *pipeline_stats(const struct pipeline *p);

/* What a report can become: a row each in pipeline.c. */
enum pipeline_product { PIPELINE_NEWS, PIPELINE_MINUTES };

/* From now on these bytes (copied) stand for a file: it is open in an editor and not saved. */
void pipeline_overlay(struct pipeline *p, const char *path, const char *bytes, size_t len);

enum sapchu_status pipeline_validate(struct pipeline *p, const char *report);
/* The language of any text. */
enum sapchu_status pipeline_lint(struct pipeline *p, const char *file);
enum sapchu_status pipeline_produce(struct pipeline *p, enum pipeline_product product, const char *report,
                                    const char *output);
enum sapchu_status pipeline_typeset(struct pipeline *p, const char *fo, const char *output);
/* Legacy Vietnamese to Unicode; `from` as vi_legacy_name() gives it, or "auto". */
enum sapchu_status pipeline_convert(struct pipeline *p, const char *from, const char *path, const char *output);
enum sapchu_status pipeline_template(struct pipeline *p, const char *kind, const char *output);

#endif
