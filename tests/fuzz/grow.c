/* SPDX-License-Identifier: MIT */
/*
 * Large and deep documents: each shape is made n and 4n large, set by the program in a process of its own, and its
 * time must not grow much faster than the document. The status must be the one expected. Speaks TAP.
 *
 * In:  the program, as $builddir/src/sapchu. Arguments: names of shapes; none: all.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FACTOR = 4, SECONDS = 120 };
/* Of four times as much: what is linear takes four times as long, what is quadratic sixteen times. */
#define GROWTH 8.0
#define SLACK 0.4               /* s: start-up, and the noise of a busy machine */

struct shape {
    const char *name;
    unsigned n;                 /* the smaller size */
    int status;                 /* expected of both sizes */
    const char *open, *unit, *middle, *close;   /* open, unit × n, middle, close × n or once */
    bool nested;                /* `close` stands n times */
};

#define CELL(x) "<fo:table-cell><fo:block>" x "</fo:block></fo:table-cell>"
#define ROW(x) "<fo:table-row>" x "</fo:table-row>"
#define LABEL "<fo:list-item-label><fo:block>a</fo:block></fo:list-item-label><fo:list-item-body>"
#define TABLE "<fo:table><fo:table-body>"
#define END_TABLE "</fo:table-body></fo:table>"
#define IN_CELL "<fo:table><fo:table-body><fo:table-row><fo:table-cell>"
#define OUT_CELL "</fo:table-cell></fo:table-row></fo:table-body></fo:table>"
#define P "<fo:block>"
#define END_P "</fo:block>"

static const struct shape shapes[] = {
    { "blocks", 10000, 0, "", "<fo:block>lorem ipsum</fo:block>", "", "", false },
    { "empty-blocks", 25000, 0, "", "<fo:block/>", "", "", false },
    { "same-id", 10000, 0, "", "<fo:block id='i'>x</fo:block>", "", "", false },
    { "inlines", 10000, 0, P, "<fo:inline color='red'>lorem</fo:inline> ", "", END_P, false },
    { "inlines-with-id", 5000, 0, P, "<fo:inline id='i'/>", "x", END_P, false },
    { "inlines-with-border", 5000, 0, P, "<fo:inline border='0.001pt solid'/>", "x", END_P, false },
    { "one-word", 100000, 0, P, "x", "", END_P, false },
    { "one-paragraph", 20000, 0, "<fo:block text-align='justify'>", "Lorem ipsum dolor sit amet. ", "", END_P, false },
    { "spaces", 20000, 0, "<fo:block white-space='pre'>x", " ", "x", END_P, false },
    { "no-break-spaces", 10000, 0, P, "lorem\xC2\xA0", "", END_P, false },
    { "soft-hyphens", 20000, 0, P, "a\xC2\xAD", "", END_P, false },
    { "combining", 20000, 0, P "a", "\xCC\x81", "", END_P, false },
    { "bidi", 10000, 0, P, "\xD7\x90 ab ", "", END_P, false },
    { "lines", 10000, 0, "<fo:block linefeed-treatment='preserve'>", "x\n", "", END_P, false },
    { "leaders", 5000, 0, P, "<fo:leader leader-length='0pt'/>", "", END_P, false },
    { "rows", 5000, 0, TABLE, ROW(CELL("a") CELL("b")), "", END_TABLE, false },
    { "cells", 250, 0, TABLE "<fo:table-row>", CELL("a"), "", "</fo:table-row>" END_TABLE, false },
    { "kept-rows", 2500, 0, TABLE, "<fo:table-row keep-with-next='always'>" CELL("a") "</fo:table-row>", "", END_TABLE, false },
    { "long-cell", 5000, 0, IN_CELL, "<fo:block>a</fo:block>", "", OUT_CELL, false },
    { "tables", 2500, 0, "", TABLE ROW(CELL("a")) END_TABLE, "", "", false },
    { "items", 5000, 0, "<fo:list-block>",
      "<fo:list-item>" LABEL "<fo:block>b</fo:block></fo:list-item-body></fo:list-item>", "", "</fo:list-block>", false },
    { "kept-blocks", 5000, 0, "", "<fo:block keep-with-next='always'>x</fo:block>", "", "", false },
    { "kept-together", 5000, 0, "<fo:block keep-together='always'>", "<fo:block>x</fo:block>", "", END_P, false },
    { "page-breaks", 1000, 0, "", "<fo:block break-before='page'>x</fo:block>", "", "", false },
    { "citations", 2500, 0, "<fo:block id='i'>", "<fo:page-number-citation ref-id='i'/> ", "", END_P, false },
    { "footnotes", 1000, 0, P,
      "w<fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block>n</fo:block></fo:footnote-body></fo:footnote> ", "",
      END_P, false },
    { "wrong-attributes", 10000, 0, "", "<fo:block foo='1'>x</fo:block>", "", "", false },
    { "attributes", 2000, 0, "<fo:block ", "\x01", ">x", END_P, false },      /* \x01: a name of its own */
    { "nested-blocks", 250, 0, "", "<fo:block>", "x", "</fo:block>", true },
    { "nested-blocks-kept", 250, 0, "", "<fo:block keep-together='always' padding='0.01pt'>", "x", "</fo:block>", true },
    { "nested-containers", 250, 0, "", "<fo:block-container>", "<fo:block>x</fo:block>", "</fo:block-container>", true },
    { "nested-inlines", 250, 0, "", "<fo:inline border='0.01pt solid'>", "x", "</fo:inline>", true },
    { "nested-lists", 80, 0, "", "<fo:list-block><fo:list-item>" LABEL, "<fo:block>x</fo:block>",
      "</fo:list-item-body></fo:list-item></fo:list-block>", true },
    { "nested-tables", 60, 0, "", IN_CELL, "<fo:block>x</fo:block>", OUT_CELL, true },
    { "nested-tables-broken", 15, 0, "", IN_CELL "<fo:block>a</fo:block>", "<fo:block break-before='page'>x</fo:block>",
      OUT_CELL, true },
    { "nested-inline-containers", 15, 0, "", "<fo:block>a <fo:inline-container>", "<fo:block>x</fo:block>",
      "</fo:inline-container></fo:block>", true },
    { "too-deep", 25000, 3, "", "<fo:block>", "x", "</fo:block>", true },
};

static void write_times(FILE *f, const char *s, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (s[0] == '\x01')
            fprintf(f, "a%u='' ", i);
        else
            fputs(s, f);
    }
}

static bool write_shape(const char *path, const struct shape *s, unsigned n)
{
    FILE *f = fopen(path, "w");
    if (!f)
        return false;
    fputs("<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set><fo:simple-page-master "
          "master-name='a' page-width='210mm' page-height='297mm' margin='20mm'><fo:region-body/></fo:simple-page-master>"
          "</fo:layout-master-set><fo:page-sequence master-reference='a'><fo:flow flow-name='xsl-region-body'>", f);
    fputs(s->open, f);
    write_times(f, s->unit, n);
    fputs(s->middle, f);
    write_times(f, s->close, s->nested ? n : 1);
    fputs("</fo:flow></fo:page-sequence></fo:root>", f);
    return fclose(f) == 0;
}

/* The CPU seconds of one run, its status in `*status` (-1: a signal). */
static double run(const char *program, const char *path, int *status)
{
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, 2);
        const struct rlimit cpu = { SECONDS, SECONDS };
        setrlimit(RLIMIT_CPU, &cpu);
        execl(program, "sapchu", "typeset", path, "--to", "pdf", "-o", "/dev/null", (char *)NULL);
        _exit(127);
    }
    int how = 0;
    struct rusage use;
    while (wait4(pid, &how, 0, &use) < 0 && errno == EINTR)
        ;
    *status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
    return (double)use.ru_utime.tv_sec + (double)use.ru_stime.tv_sec +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

/* True as soon as one of a few tries is good: another program may have had the machine. */
static bool test_shape(const char *program, const char *path, const struct shape *s)
{
    for (int try = 0; try < 3; try++) {
        int a_status, b_status;
        if (!write_shape(path, s, s->n))
            return false;
        double a = run(program, path, &a_status);
        if (!write_shape(path, s, FACTOR * s->n))
            return false;
        double b = run(program, path, &b_status);
        printf("# %s: %u in %.2f s, %u in %.2f s; status %d, %d\n", s->name, s->n, a, FACTOR * s->n, b, a_status, b_status);
        if (a_status != s->status || b_status != s->status)
            return false;
        if (b <= GROWTH * a + SLACK)
            return true;
    }
    return false;
}

static bool wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return argc < 2;
}

int main(int argc, char **argv)
{
    const char *top = g_getenv("builddir");
    char *program = g_build_filename(top ? top : ".", "src/sapchu", NULL), *folder = g_dir_make_tmp("sapchu-grow-XXXXXX", NULL);
    char *path = g_build_filename(folder, "x.fo", NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc > 1 && strcmp(argv[1], "--tap") == 0) {        /* as tests/run-tap calls all of them */
        argc--;
        argv++;
    }
    unsigned count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++)
        if (wanted(shapes[i].name, argc, argv))
            printf("%sok %u - %s\n", test_shape(program, path, &shapes[i]) ? "" : "not ", ++count, shapes[i].name);
    printf("1..%u\n", count);
    unlink(path);
    rmdir(folder);
    g_free(path);
    g_free(folder);
    g_free(program);
    return 0;
}
