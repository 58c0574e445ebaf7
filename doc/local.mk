# SPDX-License-Identifier: MIT
# The pages that `sapchu support` prints, in both languages.
if RUNS_HERE
SUPPORT_PAGES = doc/xsl-fo.md doc/vi/xsl-fo.md
CLEANFILES += $(SUPPORT_PAGES)
nodist_doc_DATA = doc/xsl-fo.md
vidocdir = $(docdir)/vi
nodist_vidoc_DATA = doc/vi/xsl-fo.md

doc/xsl-fo.md: src/sapchu$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) doc && src/sapchu$(EXEEXT) support --lang en >$@.part && mv $@.part $@
doc/vi/xsl-fo.md: src/sapchu$(EXEEXT) $(MO_FILES)
	$(AM_V_GEN)$(MKDIR_P) doc/vi && src/sapchu$(EXEEXT) support --lang vi >$@.part && mv $@.part $@
endif
