# SPDX-License-Identifier: MIT
# All tests speak TAP.
TEST_EXTENSIONS = .sh
LOG_COMPILER = $(top_srcdir)/tests/run-tap
EXTRA_DIST += tests
AM_TESTS_ENVIRONMENT = srcdir='$(abs_srcdir)'; export srcdir; builddir='$(abs_builddir)'; export builddir; \
  CC='$(CC)'; export CC; G_DEBUG=fatal-warnings; export G_DEBUG;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)

# Scripts: the tree itself, then the whole program.
TESTS += tests/tools/check-arrows tests/tools/check-tree tests/tools/check-library

# Unit tests: a row in check_PROGRAMS and its sources.
check_PROGRAMS += tests/unit/base
tests_unit_base_SOURCES = tests/unit/base.c
tests_unit_base_LDADD = src/libcore.la

check_PROGRAMS += tests/unit/area
tests_unit_area_SOURCES = tests/unit/area.c
tests_unit_area_LDADD = src/libcore.la

TESTS += $(check_PROGRAMS)
