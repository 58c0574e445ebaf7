# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/base/access.c src/base/access.h \
  src/base/arena.c src/base/arena.h \
  src/base/datadir.c src/base/datadir.h \
  src/base/diag.c src/base/diag.h src/base/diag.def \
  src/base/i18n.c src/base/i18n.h \
  src/base/intern.c src/base/intern.h \
  src/base/len.h \
  src/base/library.c src/base/library.h \
  src/base/markup.c src/base/markup.h \
  src/base/near.c src/base/near.h \
  src/base/origin.c src/base/origin.h \
  src/base/source.c src/base/source.h \
  src/base/excerpt.c src/base/excerpt.h \
  src/base/xml.c src/base/xml.h src/base/xml_priv.h \
  src/base/xml_decode.c src/base/xml_error.c src/base/xml_mend.c src/base/xml_include.c src/base/xml_tags.c
