/* SPDX-License-Identifier: MIT */
/* Commands of the program: one file each, a row in main.c's table. */
#ifndef SAPCHU_CMD_H
#define SAPCHU_CMD_H

#include "sapchu.h"

#include <glib.h>

struct cmd {
    const char *name;
    const char *arguments;      /* "REPORT.xml…" */
    const char *summary;        /* one line */
    const char *example;        /* shown by --help */
    int (*run)(int argc, char **argv, const struct cmd *self);  /* argv[0] is the command's name; gives the exit status */
};

extern const struct cmd
    cmd_validate,
    cmd_lint,
    cmd_news,
    cmd_minutes,
    cmd_typeset,
    cmd_convert,
    cmd_new,
    cmd_fonts,
    cmd_support,
    cmd_rules,
    cmd_explain,
    cmd_lsp;

/* What several commands take. */
struct cmd_options {
    char *from;                 /* NULL: "auto" */
    char *output, *format, *stylesheet, *findings, *fail_on, *layer;
    gint page, max_findings;
    gdouble dpi;
    gboolean strict, force, system_fonts, stats, watch;
    char **font_dirs, **hyphen_dirs, **allow_read, **disable, **dictionaries;
    char *dialect;              /* of lint */
    char *baseline, *write_baseline;
    char **rules, *phase;       /* NULL: the usual one of each file */
    char *fix;                  /* "safe", "dry-run" or codes, with commas; NULL: no */
};
/* A set has a row with its options in cmd.c. */
enum cmd_option_set {
    CMD_OUTPUT = 1 << 0,
    CMD_PAGES = 1 << 1,
    CMD_FONTS = 1 << 2,
    CMD_STRICT = 1 << 3,
    CMD_FORCE = 1 << 4,
    CMD_READ = 1 << 5,
    CMD_STYLESHEET = 1 << 6,
    CMD_FIX = 1 << 7,
    CMD_FINDINGS = 1 << 8,
    CMD_FAIL_ON = 1 << 9,
    CMD_FROM = 1 << 10,
    CMD_LIST = 1 << 11,
    CMD_WORDS = 1 << 12,
    CMD_DIALECT = 1 << 13,
    CMD_RULES = 1 << 14,
};

/*
 * Parses the command line of `self` into `o`; `set` says which options it takes. False: *status is the exit status
 * (help was shown, or the use is wrong and was said so). What is left stands in argv[1] … .
 */
gboolean cmd_parse(const struct cmd *self, unsigned set, int *argc, char ***argv, struct cmd_options *o, int *status);
void cmd_options_clear(struct cmd_options *o);
/* A session with these options. */
struct sapchu *cmd_session(const struct cmd_options *o);
/* With --fix: prints the diff, and says how many findings are mended or would be. */
void cmd_print_mended(const struct sapchu *s);
/*
 * Where the findings go, in the format asked for. A command whose result they are gives machines' formats on standard
 * output; text, and what is not the result, goes to standard error.
 */
struct sapchu_writer *cmd_writer(const struct cmd_options *o, bool are_result);
/* Prints the findings, and with --stats what the pages took; frees the session. */
int cmd_finish(struct sapchu *s, enum sapchu_status status, const struct cmd_options *o);
/* Says that the use is wrong, and where help is; gives SAPCHU_FAILED. */
int cmd_misuse(const struct cmd *self, const char *message);
/* The common shape of news, minutes and typeset: one input, -o OUTPUT. */
int cmd_produce(int argc, char **argv, const struct cmd *self, unsigned set,
                enum sapchu_status (*job)(struct sapchu *, const char *, const char *));
/* The common shape of validate and lint: any number of files, whose findings are the result. */
typedef enum sapchu_status (*cmd_job)(struct sapchu *, const char *);
int cmd_check(int argc, char **argv, const struct cmd *self, unsigned set, cmd_job job);
/* Checks the files once; appends the names of the files that were read for it to `read`, if that is not NULL. */
int cmd_check_files(char **files, const struct cmd_options *o, cmd_job job, GPtrArray *read);
/* The same, again and again when one of them is saved, until it is interrupted; the status of the last time. */
int cmd_watch(char **files, const struct cmd_options *o, cmd_job job);

#endif
