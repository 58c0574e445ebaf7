# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/text/breaks.c \
  src/text/cx.h \
  src/text/fit.c \
  src/text/hyphen.c src/text/hyphen.h \
  src/text/itemize.c \
  src/text/nfc.c \
  src/text/shape.c \
  src/text/text.h \
  src/text/vietnamese.c src/text/vietnamese.def
