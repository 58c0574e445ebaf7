/* SPDX-License-Identifier: MIT */
/*
 * A language server for reports, and for the language of other texts (LSP 3.17): findings while one types, quick fixes, completion and documentation from the
 * schema. Documents that are open in the editor stand for what is saved, also where another one includes them.
 */
#ifndef SAPCHU_LSP_SERVER_H
#define SAPCHU_LSP_SERVER_H

#include "pipeline.h"

#include <stdbool.h>

/* Serves until the client says "exit" or goes away; true: it had said "shutdown" before. The options are borrowed. */
bool lsp_serve(const struct pipeline_options *options, int in, int out);

#endif
