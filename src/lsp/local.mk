# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/lsp/server.c src/lsp/server.h src/lsp/server_priv.h src/lsp/check.c src/lsp/complete.c src/lsp/guide.c src/lsp/hover.c \
  src/lsp/context.c src/lsp/context.h \
  src/lsp/json.h src/lsp/rpc.c src/lsp/rpc.h src/lsp/text.c src/lsp/text.h
