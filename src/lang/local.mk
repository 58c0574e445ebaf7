# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/lang/prose.c src/lang/prose.h src/lang/prose.def src/lang/prose_priv.h \
  src/lang/prose_markup.c src/lang/prose_text.c
