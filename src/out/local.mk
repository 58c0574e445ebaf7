# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/out/areas.c \
  src/out/backends.h \
  src/out/border.c \
  src/out/descriptor.c src/out/descriptor.h \
  src/out/draw.c src/out/draw.h \
  src/out/file.c src/out/file.h \
  src/out/glyphs.c \
  src/out/order.c src/out/order.h \
  src/out/out.c src/out/out.h \
  src/out/pdf.c \
  src/out/png.c \
  src/out/sink.c \
  src/out/svg.c
