# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/findings/fix.c src/findings/fix.h src/findings/fix_priv.h src/findings/fix_diff.c src/findings/fix_write.c
