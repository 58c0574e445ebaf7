# SPDX-License-Identifier: MIT
# All tests speak TAP.
TEST_EXTENSIONS = .sh
LOG_COMPILER = $(top_srcdir)/tests/run-tap
# A sanitizer's report ends a program with a status of its own, so that no test takes it for the program's.
AM_TESTS_ENVIRONMENT = srcdir='$(abs_srcdir)'; export srcdir; builddir='$(abs_builddir)'; export builddir; \
  CC='$(CC)'; export CC; G_DEBUG=fatal-warnings; export G_DEBUG; \
  ASAN_OPTIONS=exitcode=99; export ASAN_OPTIONS; UBSAN_OPTIONS=print_stacktrace=1:exitcode=99; export UBSAN_OPTIONS; \
  LSAN_OPTIONS='suppressions=$(abs_srcdir)/tests/lsan.supp:print_suppressions=0:exitcode=99'; export LSAN_OPTIONS;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)

# Scripts: the tree itself, then the whole program.
TESTS += tests/tools/check-arrows tests/tools/check-tree tests/tools/check-library tests/tools/check-docs tests/tools/check-rows tests/tools/check-support tests/tools/check-po tests/fo/run tests/tools/judge \
  tests/form/run tests/docbook/run tests/language/check tests/e2e/documents tests/e2e/leaks tests/e2e/passes tests/e2e/bad-input tests/e2e/scripts tests/e2e/own-rules tests/e2e/convert tests/e2e/lint
TESTS += tests/e2e/fix tests/e2e/edges
TESTS += tests/e2e/findings
TESTS += tests/e2e/suppress tests/e2e/baseline tests/e2e/watch tests/e2e/places tests/e2e/many

# make regen T=TOPIC/NAME: shows how the golden areas change and takes them; make judge: all recorded pages.
regen: src/sapchu$(EXEEXT)
	@srcdir='$(abs_srcdir)' builddir='$(abs_builddir)' $(srcdir)/tests/fo/run --regen $(T)
judge: src/sapchu$(EXEEXT)
	@srcdir='$(abs_srcdir)' $(srcdir)/tests/tools/judge 1
# make bench: what setting pages costs, beside the targets and the other formatters on the PATH.
EXTRA_PROGRAMS += tests/bench/measure
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_measure_CFLAGS = -std=gnu11 $(WARN_CFLAGS)
CLEANFILES += tests/bench/measure$(EXEEXT)
bench: src/sapchu$(EXEEXT) tests/bench/measure$(EXEEXT)
	@srcdir='$(abs_srcdir)' $(srcdir)/tests/bench/run
.PHONY: regen judge bench

# Unit tests: a row in check_PROGRAMS and its sources.
check_PROGRAMS += tests/unit/vi
tests_unit_vi_SOURCES = tests/unit/vi.c
tests_unit_vi_LDADD = src/libcore.la

check_PROGRAMS += tests/language/encoding
tests_language_encoding_SOURCES = tests/language/encoding.c tests/language/linted.h
tests_language_encoding_LDADD = src/libcore.la

check_PROGRAMS += tests/language/consistency
tests_language_consistency_SOURCES = tests/language/consistency.c tests/language/linted.h
tests_language_consistency_LDADD = src/libcore.la

check_PROGRAMS += tests/language/posts
tests_language_posts_SOURCES = tests/language/posts.c tests/language/linted.h
tests_language_posts_LDADD = src/libcore.la

check_PROGRAMS += tests/language/examples
tests_language_examples_SOURCES = tests/language/examples.c
tests_language_examples_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/prose
tests_unit_prose_SOURCES = tests/unit/prose.c
tests_unit_prose_LDADD = src/libcore.la
# How well real-word errors are found in given texts: a row for each kind of slip.
check_PROGRAMS += tests/language/realword
tests_language_realword_SOURCES = tests/language/realword.c
tests_language_realword_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/vi_lexicon
tests_unit_vi_lexicon_SOURCES = tests/unit/vi_lexicon.c
tests_unit_vi_lexicon_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/xpath
tests_unit_xpath_SOURCES = tests/unit/xpath.c
tests_unit_xpath_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/xslt
tests_unit_xslt_SOURCES = tests/unit/xslt.c
tests_unit_xslt_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/places
tests_unit_places_SOURCES = tests/unit/places.c
tests_unit_places_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/xslt_sheets
tests_unit_xslt_sheets_SOURCES = tests/unit/xslt_sheets.c
tests_unit_xslt_sheets_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/base
tests_unit_base_SOURCES = tests/unit/base.c
tests_unit_base_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/fo_style
tests_unit_fo_style_SOURCES = tests/unit/fo_style.c tests/unit/fo_help.h
tests_unit_fo_style_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/fo_build
tests_unit_fo_build_SOURCES = tests/unit/fo_build.c tests/unit/fo_help.h
tests_unit_fo_build_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/area
tests_unit_area_SOURCES = tests/unit/area.c
tests_unit_area_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/out
tests_unit_out_SOURCES = tests/unit/out.c tests/unit/sheet.h
tests_unit_out_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/points
tests_unit_points_SOURCES = tests/unit/points.c
tests_unit_points_LDADD = src/libcore.la $(RSVG_LIBS)

check_PROGRAMS += tests/unit/image
tests_unit_image_SOURCES = tests/unit/image.c tests/unit/sheet.h
tests_unit_image_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/outfile
tests_unit_outfile_SOURCES = tests/unit/outfile.c
tests_unit_outfile_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/font
tests_unit_font_SOURCES = tests/unit/font.c
tests_unit_font_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/xml
tests_unit_xml_SOURCES = tests/unit/xml.c
tests_unit_xml_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/report
tests_unit_report_SOURCES = tests/unit/report.c
tests_unit_report_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/schematron
tests_unit_schematron_SOURCES = tests/unit/schematron.c
tests_unit_schematron_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/findings
tests_unit_findings_SOURCES = tests/unit/findings.c
tests_unit_findings_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/excerpt
tests_unit_excerpt_SOURCES = tests/unit/excerpt.c
tests_unit_excerpt_LDADD = src/libcore.la

# make regen-findings [T="NAME…"]: shows how the golden findings of tests/findings change in all formats and takes them.
TESTS += tests/findings/run
check_PROGRAMS += tests/findings/form
tests_findings_form_SOURCES = tests/findings/form.c
tests_findings_form_LDADD = $(JSON_LIBS) $(XML_LIBS) $(GLIB_LIBS)
regen-findings: src/sapchu$(EXEEXT)
	@srcdir='$(abs_srcdir)' builddir='$(abs_builddir)' $(srcdir)/tests/findings/run --regen $(T)
.PHONY: regen-findings

# Explanations of the codes, and those that are still owed.
check_PROGRAMS += tests/explain/check
tests_explain_check_SOURCES = tests/explain/check.c
tests_explain_check_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/sapchu
tests_unit_sapchu_SOURCES = tests/unit/sapchu.c
tests_unit_sapchu_LDADD = src/libcore.la

# make regen-report [T="NAME…"]: shows how the golden findings of tests/report/invalid change and takes them.
check_PROGRAMS += tests/report/check
tests_report_check_SOURCES = tests/report/check.c
tests_report_check_LDADD = src/libcore.la
regen-report: tests/report/check$(EXEEXT)
	@srcdir='$(abs_srcdir)' tests/report/check --regen $(T)
.PHONY: regen-report

check_PROGRAMS += tests/unit/fix
tests_unit_fix_SOURCES = tests/unit/fix.c
tests_unit_fix_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/text
tests_unit_text_SOURCES = tests/unit/text.c
tests_unit_text_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/para
tests_unit_para_SOURCES = tests/unit/para.c
tests_unit_para_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/table
tests_unit_table_SOURCES = tests/unit/table.c
tests_unit_table_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/layout
tests_unit_layout_SOURCES = tests/unit/layout.c
tests_unit_layout_LDADD = src/libcore.la

# make plant: errors put into clean reports at random places, thousands of them; make check tries a few of each kind.
check_PROGRAMS += tests/plant/plant
tests_plant_plant_SOURCES = tests/plant/plant.c tests/plant/plant.h tests/plant/data.c tests/plant/text.c tests/plant/word.c
tests_plant_plant_LDADD = src/libcore.la
plant: tests/plant/plant$(EXEEXT)
	@srcdir='$(abs_srcdir)' tests/plant/plant 16 1 2 3
.PHONY: plant

# The language server, as an editor talks to it.
check_PROGRAMS += tests/lsp/client
tests_lsp_client_SOURCES = tests/lsp/client.c
tests_lsp_client_LDADD = $(GLIB_LIBS) $(JSON_LIBS)

TESTS += $(check_PROGRAMS)

# Fuzz targets. make check replays tests/fuzz/corpus through them and lets documents grow; tests/fuzz/run searches on.
check_PROGRAMS += tests/fuzz/fo tests/fuzz/report tests/fuzz/value tests/fuzz/grow
tests_fuzz_value_SOURCES = tests/fuzz/value.c tests/fuzz/replay.c tests/fuzz/target.h
tests_fuzz_value_LDADD = src/libcore.la
tests_fuzz_fo_SOURCES = tests/fuzz/fo.c tests/fuzz/file.c tests/fuzz/replay.c tests/fuzz/target.h
tests_fuzz_fo_LDADD = src/libcore.la
tests_fuzz_report_SOURCES = tests/fuzz/report.c tests/fuzz/file.c tests/fuzz/replay.c tests/fuzz/target.h
tests_fuzz_report_LDADD = src/libcore.la
check_PROGRAMS += tests/fuzz/mutate
tests_fuzz_mutate_SOURCES = tests/fuzz/mutate.c tests/fuzz/file.c tests/fuzz/target.h
tests_fuzz_mutate_LDADD = src/libcore.la
tests_fuzz_grow_SOURCES = tests/fuzz/grow.c
tests_fuzz_grow_LDADD = $(GLIB_LIBS)
