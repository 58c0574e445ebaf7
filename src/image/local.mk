# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/image/crc.h \
  src/image/datauri.c \
  src/image/draw.c \
  src/image/foreign.c \
  src/image/image.c src/image/image.h \
  src/image/jpeg.c \
  src/image/other.c \
  src/image/png.c \
  src/image/private.h \
  src/image/svg.c \
  src/image/tiff.h
