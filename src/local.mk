# SPDX-License-Identifier: MIT
bin_PROGRAMS = src/sapchu
src_sapchu_SOURCES = src/main.c
src_sapchu_LDADD = src/libcore.la

include src/base/local.mk
include src/lang/vi/local.mk
include src/xpath/local.mk
include src/report/local.mk
include src/xslt/local.mk
include src/font/local.mk
include src/image/local.mk
include src/fo/local.mk
include src/text/local.mk
include src/area/local.mk
include src/layout/local.mk
include src/out/local.mk
