# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/fo/fo.h src/fo/style.h \
  src/fo/keywords.def src/fo/objs.def src/fo/props.def
