# SPDX-License-Identifier: MIT
# Unit tests: a row in check_PROGRAMS and its sources. They speak TAP.
TEST_EXTENSIONS = .sh
LOG_COMPILER = $(top_srcdir)/tests/run-tap
EXTRA_DIST += tests/run-tap
AM_TESTS_ENVIRONMENT = srcdir='$(srcdir)'; export srcdir; builddir='$(builddir)'; export builddir; \
  G_DEBUG=fatal-warnings; export G_DEBUG;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)

check_PROGRAMS += tests/unit/base
tests_unit_base_SOURCES = tests/unit/base.c
tests_unit_base_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/area
tests_unit_area_SOURCES = tests/unit/area.c
tests_unit_area_LDADD = src/libcore.la

TESTS += $(check_PROGRAMS)
