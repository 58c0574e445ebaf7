# SPDX-License-Identifier: MIT
# The messages: po/LANG.po becomes po/LANG/LC_MESSAGES/sapchu.mo, where a program
# in the build folder finds it. `make update-po` brings the .po files up to date with the sources.
LINGUAS = vi
PO_FILES = $(LINGUAS:%=po/%.po)
MO_FILES = $(LINGUAS:%=po/%/LC_MESSAGES/sapchu.mo)

EXTRA_DIST += $(PO_FILES)
CLEANFILES += $(MO_FILES) po/sapchu.pot

all-local: $(MO_FILES)

po/%/LC_MESSAGES/sapchu.mo: po/%.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -c -o $@ $<

# A diagnostic's wording is the fourth argument of its row in diag.def.
XGETTEXT_FLAGS = --language=C --from-code=UTF-8 --add-location=file --sort-by-file \
  --keyword=_ --keyword=N_ --keyword=DIAG:4 --flag=DIAG:4:c-format --add-comments=Translators: \
  --package-name=sapchu --msgid-bugs-address= --copyright-holder='the sapchu authors'

po/sapchu.pot: $(src_libcore_la_SOURCES) $(src_sapchu_SOURCES)
	$(AM_V_GEN)$(MKDIR_P) po && cd $(srcdir) && find src -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort | \
	  $(XGETTEXT) $(XGETTEXT_FLAGS) --files-from=- -o - >$(abs_builddir)/$@

update-po: po/sapchu.pot
	for f in $(PO_FILES); do \
	  $(MSGMERGE) --quiet --update --backup=none --no-wrap --add-location=file $(srcdir)/$$f po/sapchu.pot || exit 1; done

uninstall-hook:
	for l in $(LINGUAS); do rm -f "$(DESTDIR)$(localedir)/$$l/LC_MESSAGES/sapchu.mo"; done

install-data-hook: $(MO_FILES)
	for l in $(LINGUAS); do \
	  $(MKDIR_P) "$(DESTDIR)$(localedir)/$$l/LC_MESSAGES" && \
	  $(INSTALL_DATA) po/$$l/LC_MESSAGES/sapchu.mo "$(DESTDIR)$(localedir)/$$l/LC_MESSAGES/sapchu.mo" || exit 1; done

.PHONY: update-po
