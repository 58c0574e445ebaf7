# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES +=
