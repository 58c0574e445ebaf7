/* SPDX-License-Identifier: MIT */
/* Fuzz target: a report, validated and turned into what it is good for. */
#include "sapchu.h"
#include "target.h"

#include <glib.h>
#include <stdio.h>

const char *const fuzz_folder = "report";

/* In every format, and with the path of every place. */
static void write_findings(struct sapchu *s)
{
    const char *format;
    FILE *null = fopen("/dev/null", "w");
    for (unsigned i = 0; (format = sapchu_finding_format(i, NULL)) != NULL; i++) {
        struct sapchu_writer *w = sapchu_writer_new(format, null, true, true);
        sapchu_writer_add(w, s);
        g_assert_true(sapchu_writer_end(w));
    }
    fclose(null);
    for (unsigned i = 0; i < sapchu_finding_count(s); i++) {
        char *path = sapchu_finding_xpath(s, i);
        g_assert_true(!path || (*path == '/' && g_utf8_validate(path, -1, NULL)));
        g_free(path);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *file = fuzz_file(data, size);
    struct sapchu *s = sapchu_new();
    enum sapchu_status status = sapchu_validate(s, file);
    g_assert_true(status == SAPCHU_OK || sapchu_finding_count(s) > 0);
    write_findings(s);
    if (status == SAPCHU_OK) {
        sapchu_set_format(s, "html");
        sapchu_news(s, file, "/dev/null");
        sapchu_set_format(s, "pdf");
        sapchu_news(s, file, "/dev/null");
        sapchu_minutes(s, file, "/dev/null");
    }
    sapchu_free(s);
    return 0;
}
