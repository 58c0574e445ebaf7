/* SPDX-License-Identifier: MIT */
/*
 * Output files that appear whole or not at all: written beside the target under another name, renamed at the end.
 * A target that is no regular file (a device, a pipe, "-" for standard output) gets its bytes at the end, all at once.
 */
#ifndef SAPCHU_OUT_FILE_H
#define SAPCHU_OUT_FILE_H

#include "base/diag.h"
#include "out/out.h"

struct out_file;

/* `path` as the user gave it. Nothing is opened before the first byte or the first next_file. */
struct out_file *out_file_new(const char *path, struct diag *diag);
/*
 * The stream for a backend, valid as long as `f`. Every failure is reported as DIAG_IO_WRITE, once. Each call of
 * next_file begins a file: x.png becomes x-1.png, x-2.png … by page, and stays x.png when it was the only one.
 */
const struct out_stream *out_file_stream(struct out_file *f);
bool out_file_write(struct out_file *f, const void *data, size_t len);
/* Renames all; frees `f`. False: reported; what was not renamed yet is removed. */
bool out_file_commit(struct out_file *f);
/* Removes all that was written; frees `f`. NULL is allowed. */
void out_file_abort(struct out_file *f);

#endif
