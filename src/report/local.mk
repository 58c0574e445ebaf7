# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/report/report.c src/report/report.h src/report/types.c src/report/audience.c \
  src/report/model.c src/report/model.h src/report/profile.c src/report/profile.h \
  src/report/schema.c src/report/schema.h src/report/schema_priv.h \
  src/report/schema_content.c src/report/schema_fix.c src/report/schema_mend.c src/report/schema_value.c \
  src/report/schema_label.c src/report/schema_meant.c src/report/schema_reference.c \
  src/report/schematron.h src/report/schematron_priv.h \
  src/report/schematron_load.c src/report/schematron_check.c src/report/schematron_names.c src/report/schematron_context.c src/report/schematron_match.c \
  src/report/schematron_run.c src/report/schematron_index.c src/report/schematron_speak.c
