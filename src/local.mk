# SPDX-License-Identifier: MIT
bin_PROGRAMS = src/sapchu
src_sapchu_SOURCES = \
  src/main.c \
  src/cmd.c \
  src/cmd.h \
  src/cmd_convert.c \
  src/cmd_fonts.c \
  src/cmd_lint.c \
  src/cmd_lsp.c \
  src/cmd_minutes.c \
  src/cmd_new.c \
  src/cmd_news.c \
  src/cmd_rules.c \
  src/cmd_support.c \
  src/cmd_typeset.c \
  src/cmd_validate.c \
  src/cmd_watch.c
src_sapchu_LDADD = src/libcore.la

# Only what sapchu.h marks SAPCHU_API is exported.
lib_LTLIBRARIES = libsapchu.la
include_HEADERS = src/sapchu.h
libsapchu_la_SOURCES =
libsapchu_la_LIBADD = src/libcore.la
libsapchu_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined
src_libcore_la_SOURCES += src/sapchu.h src/sapchu.c src/version.c \
  src/pipeline.c src/pipeline.h src/typesetter.c src/typesetter.h

EXTRA_DIST += src/font/check.c

include src/base/local.mk
include src/lang/local.mk
include src/findings/local.mk
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
include src/lsp/local.mk
