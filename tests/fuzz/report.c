/* SPDX-License-Identifier: MIT */
/* Fuzz target: a report, validated and turned into what it is good for. */
#include "sapchu.h"
#include "target.h"

#include <glib.h>

const char *const fuzz_folder = "report";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *file = fuzz_file(data, size);
    struct sapchu *s = sapchu_new();
    enum sapchu_status status = sapchu_validate(s, file);
    g_assert_true(status == SAPCHU_OK || sapchu_finding_count(s) > 0);
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
