# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/fo/fo.h src/fo/style.h \
  src/fo/keywords.def src/fo/objs.def src/fo/props.def src/fo/rules.def src/fo/support.def \
  src/fo/adjust.c src/fo/adjust.h \
  src/fo/around.c \
  src/fo/build.c src/fo/build.h src/fo/build_frame.h \
  src/fo/check.c \
  src/fo/close.c \
  src/fo/color.c \
  src/fo/copy.c \
  src/fo/complain.c src/fo/complain.h \
  src/fo/eval.c src/fo/eval.h \
  src/fo/expand.c src/fo/expand.h \
  src/fo/expr.c src/fo/expr.h src/fo/expr_parse.h \
  src/fo/flowmap.c \
  src/fo/foreign.c \
  src/fo/func.c \
  src/fo/metadata.c \
  src/fo/mode.c \
  src/fo/obj.c src/fo/obj.h \
  src/fo/origin.c \
  src/fo/prop.c src/fo/prop.h \
  src/fo/place.c \
  src/fo/points.c \
  src/fo/retrieve.c \
  src/fo/sax.c \
  src/fo/pairs.c \
  src/fo/angle.c \
  src/fo/shadow.c src/fo/shape.c \
  src/fo/support.c src/fo/support.h \
  src/fo/tree.c \
  src/fo/value.c
