# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/findings/fix.c src/findings/fix.h src/findings/fix_priv.h src/findings/fix_diff.c src/findings/fix_write.c \
  src/findings/findings.c src/findings/findings.h src/findings/findings_priv.h \
  src/findings/checkstyle.c \
  src/findings/explain.c src/findings/explain.h \
  src/findings/json.c \
  src/findings/rdjsonl.c \
  src/findings/sarif.c \
  src/findings/svrl.c \
  src/findings/text.c \
  src/findings/xpath.c src/findings/xpath.h \
  src/findings/baseline.c src/findings/baseline.h \
  src/findings/outline.c src/findings/outline.h \
  src/findings/suppress.c src/findings/suppress.h
