# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/font/setup.c src/font/setup.h \
  src/font/font.c src/font/font.h \
  src/font/vietnamese.h
