# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/xslt/xslt.c src/xslt/xslt.h src/xslt/xslt_priv.h \
  src/xslt/xslt_error.c \
  src/xslt/xslt_hooks.c \
  src/xslt/xslt_load.c \
  src/xslt/xslt_mark.c \
  src/xslt/xslt_text.c
