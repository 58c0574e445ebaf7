# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/lang/vi/convert.c src/lang/vi/convert.h src/lang/vi/legacy.c src/lang/vi/legacy.h src/lang/vi/vni.def \
  src/lang/vi/date.c src/lang/vi/date.h \
  src/lang/vi/letter.c src/lang/vi/letter.h \
  src/lang/vi/number.c src/lang/vi/number.h \
  src/lang/vi/syllable.c src/lang/vi/syllable.h \
  src/lang/vi/text.c src/lang/vi/text.h
