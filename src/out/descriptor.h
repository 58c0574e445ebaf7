/* SPDX-License-Identifier: MIT */
/*
 * Mends the font descriptors (ISO 32000-1 §9.8) in the PDF that cairo writes: Ascent and Descent reach as far as the
 * font's glyphs do, as FontBBox says. cairo takes them from hhea, which in many fonts ends below the stacked marks of Ấ
 * or Ổ: what a reader selects, or an extractor takes for the box of a word, would cut them off. Table 122 leaves accented
 * letters out of Ascent, for one who picks a like font in place of a missing one; these fonts are in the file. No byte moves.
 */
#ifndef SAPCHU_OUT_DESCRIPTOR_H
#define SAPCHU_OUT_DESCRIPTOR_H

#include "out/backends.h"

#include <glib.h>

struct descriptor_mender {
    struct out_sink *sink;
    unsigned matched;           /* bytes of the words that begin a descriptor */
    GString *held;              /* a descriptor as far as it has come; NULL: none is open */
};

void descriptor_mender_init(struct descriptor_mender *m, struct out_sink *sink);
void descriptor_mender_clear(struct descriptor_mender *m);
cairo_status_t descriptor_mender_write(struct descriptor_mender *m, const unsigned char *data, unsigned len);

#endif
