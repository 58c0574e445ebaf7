/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share: the interface of libFuzzer, and the input as a file. */
#ifndef SAPCHU_TESTS_FUZZ_TARGET_H
#define SAPCHU_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* The folder of the inputs under tests/fuzz/corpus. */
extern const char *const fuzz_folder;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in a folder of its own that holds the input; the same path for every input of the process. */
const char *fuzz_file(const uint8_t *data, size_t size);

#endif
