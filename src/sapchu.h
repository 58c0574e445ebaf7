/* SPDX-License-Identifier: MIT */
/*
 * The public face of libsapchu: structured reports and XSL-FO in, news posts,
 * minutes and pages out. All strings are UTF-8; file names are as the system
 * has them. A session is used by one thread at a time.
 */
#ifndef SAPCHU_H
#define SAPCHU_H

#include <stdbool.h>
#include <stdio.h>

#if defined(__GNUC__)
#define SAPCHU_API __attribute__((visibility("default")))
#else
#define SAPCHU_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a job came to; also the program's exit status. */
enum sapchu_status {
    SAPCHU_OK = 0,              /* done, with warnings perhaps */
    SAPCHU_INVALID = 1,         /* the document has errors; nothing was written */
    SAPCHU_FAILED = 2,          /* wrong use, or reading or writing failed */
    SAPCHU_LIMIT = 3,           /* a limit on size, depth or time was hit */
};

enum sapchu_severity { SAPCHU_INFO, SAPCHU_WARNING, SAPCHU_ERROR, SAPCHU_FATAL };

/* Where something stands. Lines and columns from 1, columns in code points; all 0 when `file` is NULL. */
struct sapchu_place {
    const char *file;
    unsigned line, column;
    unsigned end_line, end_column;      /* of what follows the range */
    unsigned offset, end_offset;        /* bytes of the text in UTF-8 */
};

/* One finding; the strings live as long as the session, or until its next job. */
struct sapchu_finding {
    enum sapchu_severity severity;
    const char *code;           /* stable: "date-order" */
    const char *message;        /* one line, in the session's language */
    const char *layer;          /* which stage found it: "xml", "schema", "rules" … */
    struct sapchu_place place;  /* its `file` NULL: nowhere in particular */
    const char *expected;       /* what would be right; NULL: it cannot be said in a few words */
    const char *fix;            /* a way to mend it: "write 'hòa'"; NULL: none */
    bool fix_is_safe;           /* it can only be what was meant */
    unsigned related, edits;    /* how many other places, how many edits of the fix */
};

struct sapchu;                  /* a session: options, and the findings of the last job */

/* The version of the library that runs, "MAJOR.MINOR.PATCH". Static. */
SAPCHU_API const char *sapchu_version(void);

/*
 * For programs: sets the language of messages, "vi" or "en"; NULL: that of the locale. Changes the process's locale for
 * messages and character types, never that of numbers.
 */
SAPCHU_API void sapchu_set_language(const char *language);

/* A new session; sapchu_free() it. */
SAPCHU_API struct sapchu *sapchu_new(void);
SAPCHU_API void sapchu_free(struct sapchu *s);

/* Options hold for all later jobs of the session. */
SAPCHU_API void sapchu_set_format(struct sapchu *s, const char *format);    /* "pdf" …; NULL: by the output's extension */
SAPCHU_API void sapchu_set_page(struct sapchu *s, unsigned page);           /* that page only, from 1; 0: all */
SAPCHU_API void sapchu_set_dpi(struct sapchu *s, double dpi);               /* of PNG; 0: 150 */
SAPCHU_API void sapchu_set_strict(struct sapchu *s, bool strict);           /* faults that are mended are errors */
SAPCHU_API void sapchu_set_force(struct sapchu *s, bool force);             /* go on when rules are broken */
/* The stylesheet of news and minutes, instead of the installed one; NULL: that one. Its folder may be read. */
SAPCHU_API void sapchu_set_stylesheet(struct sapchu *s, const char *file);
/*
 * A code, or how codes begin ("vi-*"), whose findings are neither shown nor counted. Errors that a document cannot be
 * used with (XML, schema, layout) are not turned off so.
 */
SAPCHU_API void sapchu_disable(struct sapchu *s, const char *code);
/* A job leaves the gravest so many findings, and one more that says how many went. UINT_MAX: all that fit the memory. */
SAPCHU_API void sapchu_set_max_findings(struct sapchu *s, unsigned max);
/* sapchu_validate() gives SAPCHU_INVALID from this severity on: SAPCHU_ERROR if not set; SAPCHU_FATAL: never. */
SAPCHU_API void sapchu_set_fail_on(struct sapchu *s, enum sapchu_severity severity);
SAPCHU_API void sapchu_set_system_fonts(struct sapchu *s, bool on);
SAPCHU_API void sapchu_add_font_dir(struct sapchu *s, const char *dir);
SAPCHU_API void sapchu_add_hyphen_dir(struct sapchu *s, const char *dir);
/*
 * Findings that are known, of sapchu_validate(): a baseline file, whose findings are passed over; with `write` it is made of
 * all that is found, and what it knows of other reports stays. NULL: nothing is known.
 */
SAPCHU_API void sapchu_set_baseline(struct sapchu *s, const char *file, bool write);
/*
 * Mending of what is checked, by the fixes of its findings. SAFE: those that can only be what was meant; `codes` (NULL-
 * terminated, NULL: none) names findings whose fixes are taken though they are not safe.
 */
enum sapchu_fix {
    SAPCHU_FIX_NONE,
    SAPCHU_FIX_FILE,            /* the files are mended in place; the findings are those that remain */
    SAPCHU_FIX_SHOW,            /* no file changes; sapchu_diff() shows how they would. The findings are those of the files */
};
SAPCHU_API void sapchu_set_fix(struct sapchu *s, enum sapchu_fix fix, const char *const *codes);
/* A file of words, one a line, that the checks of the language take as right. */
SAPCHU_API void sapchu_add_dictionary(struct sapchu *s, const char *file);
/* What sapchu_lint() takes its files for: "text", "markdown", "html" or "xml"; NULL: by name and content. */
SAPCHU_API void sapchu_set_dialect(struct sapchu *s, const char *dialect);
/* Schematron rules of your own, checked after ours; and the phase whose patterns are active where rules have it (NULL: none). */
SAPCHU_API void sapchu_add_rules(struct sapchu *s, const char *file);
SAPCHU_API void sapchu_set_phase(struct sapchu *s, const char *phase);
SAPCHU_API void sapchu_allow_read(struct sapchu *s, const char *dir);       /* a folder that documents may refer to */

/*
 * A language server (LSP 3.17) over two file descriptors, until the client says "exit" (SAPCHU_OK when it had said
 * "shutdown" before) or goes away.
 */
SAPCHU_API enum sapchu_status sapchu_serve(struct sapchu *s, int in, int out);

/* Jobs. "-" is standard input or output. */
SAPCHU_API enum sapchu_status sapchu_validate(struct sapchu *s, const char *report);
/* Legacy Vietnamese to Unicode: `from` is "tcvn3", "vni", "viscii", "cp1258", "mojibake" or "auto". */
SAPCHU_API enum sapchu_status sapchu_convert(struct sapchu *s, const char *from, const char *file, const char *output);
/* The language of any text: of a post before it is a report, of a web page. */
SAPCHU_API enum sapchu_status sapchu_lint(struct sapchu *s, const char *file);
SAPCHU_API enum sapchu_status sapchu_news(struct sapchu *s, const char *report, const char *output);
SAPCHU_API enum sapchu_status sapchu_minutes(struct sapchu *s, const char *report, const char *output);
SAPCHU_API enum sapchu_status sapchu_typeset(struct sapchu *s, const char *fo, const char *output);
/* Writes a commented report to start from: `kind` is "news" or "minutes". An existing file is left alone. */
SAPCHU_API enum sapchu_status sapchu_template(struct sapchu *s, const char *kind, const char *output);

/* A family of fonts that is found, or one that stands in for a name often asked for. */
struct sapchu_font {
    const char *asked;          /* "Times New Roman"; NULL: `family` under its own name */
    const char *family, *file;
    unsigned vietnamese;        /* how many of the 134 precomposed Vietnamese letters it has */
};
/* Calls `each` for every family, sorted by name, then for every substitution. */
SAPCHU_API enum sapchu_status sapchu_fonts(struct sapchu *s, void (*each)(void *user, const struct sapchu_font *f),
                                           void *user);

/* What a code means, in the language of sapchu_set_language(). */
struct sapchu_rule {
    const char *code;           /* "date-order" */
    const char *layer;          /* "xml", "schema", "rules" … */
    enum sapchu_severity severity;
    const char *what, *why;     /* NULL: it is not explained */
    const char *bad, *good;     /* an example; NULL: none */
    const char *source;         /* where the rule comes from; NULL: nothing is said */
};
/* Calls `each` for every code, by layers and names. What is wrong with the installed explanations is a finding. */
SAPCHU_API enum sapchu_status sapchu_rules(struct sapchu *s, void (*each)(void *user, const struct sapchu_rule *r), void *user);

enum sapchu_support { SAPCHU_SUPPORT_FULL, SAPCHU_SUPPORT_PART, SAPCHU_SUPPORT_NONE };

/* A formatting object or a property of XSL 1.1, and what of it is built. */
struct sapchu_feature {
    bool object;                /* else a property */
    const char *name;           /* "table-cell", "space-before" */
    enum sapchu_support support;
    const char *missing;        /* what is missing, in the language of sapchu_set_language(); NULL: nothing */
};
/* Calls `each` for every object, then for every property, in the order of the recommendation. */
SAPCHU_API void sapchu_support(void (*each)(void *user, const struct sapchu_feature *f), void *user);

/* What setting the pages of the last job took. */
struct sapchu_stats {
    unsigned pages;
    unsigned passes;            /* over the document: 1, or more when its flow cites pages to come */
    unsigned long long layouts; /* layouts of blocks, lists, tables …, over all passes */
};
/* All zero when the last job set no pages. */
SAPCHU_API void sapchu_get_stats(const struct sapchu *s, struct sapchu_stats *stats);

/* The files that the last job has read or has looked for, from 0; NULL: there are no more. A name may come twice. */
SAPCHU_API const char *sapchu_file_read(const struct sapchu *s, unsigned index);
/* How many findings the last job has mended, or would mend; and the unified diff for SAPCHU_FIX_SHOW, else NULL. */
SAPCHU_API unsigned sapchu_mended(const struct sapchu *s);
SAPCHU_API const char *sapchu_diff(const struct sapchu *s);

/* The findings of the last job, in the order of their places. */
SAPCHU_API unsigned sapchu_finding_count(const struct sapchu *s);
SAPCHU_API bool sapchu_finding_get(const struct sapchu *s, unsigned index, struct sapchu_finding *f);
/* The other places that a finding speaks of, and the edits that mend it (put `text` in the place of the range). */
SAPCHU_API bool sapchu_finding_related(const struct sapchu *s, unsigned index, unsigned n, struct sapchu_place *place,
                                       const char **message);
SAPCHU_API bool sapchu_finding_edit(const struct sapchu *s, unsigned index, unsigned n, struct sapchu_place *place,
                                    const char **text);
/* Its place as an XPath, names as they are written: "/report/agenda/item[2]/@id"; NULL: its file is no XML. free() it. */
SAPCHU_API char *sapchu_finding_xpath(const struct sapchu *s, unsigned index);

/*
 * Findings of one or several jobs as one document, in one of the formats of sapchu_finding_format(). `to` is borrowed.
 * The format "text" shows the source lines when `excerpts`, in colour when `color`. NULL: there is no such format.
 */
struct sapchu_writer;
SAPCHU_API struct sapchu_writer *sapchu_writer_new(const char *format, FILE *to, bool excerpts, bool color);
/* Adds those of the session's last job, which may then begin another. */
SAPCHU_API void sapchu_writer_add(struct sapchu_writer *w, const struct sapchu *s);
/* Ends the document and frees the writer; false: it could not be written whole. */
SAPCHU_API bool sapchu_writer_end(struct sapchu_writer *w);
/* The names of the formats: "text", "json" …; NULL: there are no more. `machine` (or NULL): is it for programs? */
SAPCHU_API const char *sapchu_finding_format(unsigned index, bool *machine);

#ifdef __cplusplus
}
#endif

#endif
