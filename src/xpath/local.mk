# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += src/xpath/functions.c src/xpath/functions.h src/xpath/prose.c src/xpath/prose.h
