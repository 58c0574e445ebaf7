/* SPDX-License-Identifier: MIT */
/* Fuzz target: XSL-FO to each output format. Whatever the input, the library answers with a status. */
#include "sapchu.h"
#include "target.h"

#include <glib.h>

const char *const fuzz_folder = "fo";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = { "areas", "pdf", "svg" };
    const char *file = fuzz_file(data, size);
    struct sapchu *s = sapchu_new();
    sapchu_set_page(s, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        sapchu_set_format(s, formats[i]);
        enum sapchu_status status = sapchu_typeset(s, file, "/dev/null");
        /* nothing fails in silence */
        g_assert_true(status == SAPCHU_OK || sapchu_finding_count(s) > 0);
        if (status != SAPCHU_OK)
            break;
    }
    sapchu_free(s);
    return 0;
}
