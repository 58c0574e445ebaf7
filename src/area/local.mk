# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/area/area.c src/area/area.h \
  src/area/dump.c src/area/dump.h \
  src/area/spool.c src/area/spool.h
