# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/lang/vi/convert.c src/lang/vi/convert.h src/lang/vi/legacy.c src/lang/vi/legacy.h src/lang/vi/vni.def \
  src/lang/vi/date.c src/lang/vi/date.h src/lang/vi/letter.c src/lang/vi/letter.h src/lang/vi/lint.c \
  src/lang/vi/lint.h src/lang/vi/lints.def src/lang/vi/lint_encoding.c src/lang/vi/lint_foreign.c src/lang/vi/lookalikes.def \
  src/lang/vi/lint_spelling.c src/lang/vi/lint_space.c src/lang/vi/lint_sign.c src/lang/vi/lint_number.c src/lang/vi/lint_measure.c \
  src/lang/vi/lint_date.c src/lang/vi/lint_sentence.c src/lang/vi/lint_document.c src/lang/vi/lint_consistency.c src/lang/vi/lint_names.c src/lang/vi/lint_terms.c src/lang/vi/terms.def src/lang/vi/lint_realword.c \
  src/lang/vi/confuse.c src/lang/vi/confuse.h src/lang/vi/letters.c src/lang/vi/letters.h \
  src/lang/vi/lexicon.c src/lang/vi/lexicon.h src/lang/vi/lexicon_priv.h \
  src/lang/vi/syllables.def src/lang/vi/number.c src/lang/vi/number.h src/lang/vi/speller.c src/lang/vi/speller.h \
  src/lang/vi/spelling.c src/lang/vi/spelling.h src/lang/vi/syllable.c src/lang/vi/syllable.h src/lang/vi/text.c \
  src/lang/vi/text.h src/lang/vi/token.c src/lang/vi/token.h src/lang/vi/word.c src/lang/vi/word.h \
  src/lang/vi/words.def src/lang/vi/realword.c src/lang/vi/realword.h src/lang/vi/evidence.c src/lang/vi/evidence.h src/lang/vi/frequent.def src/lang/vi/lexicon/frequent-a-h.def src/lang/vi/lexicon/frequent-i-y.def \
  src/lang/vi/slips.def src/lang/vi/lexicon/all.def src/lang/vi/lexicon/a-b.def src/lang/vi/lexicon/ca.def src/lang/vi/lexicon/ch.def \
  src/lang/vi/lexicon/co-cu.def src/lang/vi/lexicon/d.def src/lang/vi/lexicon/d-stroke.def src/lang/vi/lexicon/e-g.def src/lang/vi/lexicon/h.def \
  src/lang/vi/lexicon/i-k.def src/lang/vi/lexicon/l.def src/lang/vi/lexicon/m.def src/lang/vi/lexicon/na-ng.def \
  src/lang/vi/lexicon/nh-nu.def src/lang/vi/lexicon/o-q.def src/lang/vi/lexicon/r.def src/lang/vi/lexicon/s.def \
  src/lang/vi/lexicon/ta-te.def src/lang/vi/lexicon/th.def src/lang/vi/lexicon/ti-tu.def src/lang/vi/lexicon/u-v.def \
  src/lang/vi/lexicon/x-y.def

# The tables of the lexicon are made when sapchu is built. A build for another machine names a lexicon_make of this one.
LEXICON_MAKE = src/lang/vi/lexicon_make$(EXEEXT)
EXTRA_PROGRAMS += src/lang/vi/lexicon_make
src_lang_vi_lexicon_make_SOURCES = src/lang/vi/lexicon_make.c src/lang/vi/letters.c src/lang/vi/letter.c
src_lang_vi_lexicon_make_CFLAGS = $(AM_CFLAGS)
src_lang_vi_lexicon_make_LDADD = $(GLIB_LIBS) -lm
src/lang/vi/lexicon_table.inc: $(LEXICON_MAKE)
	$(AM_V_GEN)$(LEXICON_MAKE) >$@.tmp && mv $@.tmp $@
src/lang/vi/lexicon.lo: src/lang/vi/lexicon_table.inc
CLEANFILES += src/lang/vi/lexicon_table.inc src/lang/vi/lexicon_make$(EXEEXT)
