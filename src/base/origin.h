/* SPDX-License-Identifier: MIT */
/*
 * Text that was made of a document, found again in it: a stylesheet knows of which element, text or value it made a text,
 * and a finding is about one letter of it. Looked for only when there is something to say.
 */
#ifndef SAPCHU_BASE_ORIGIN_H
#define SAPCHU_BASE_ORIGIN_H

#include "base/source.h"

/*
 * The place of the letter at byte `at` of `text`, which was made of what stands at `from`: the first letter of a text or of
 * a value, or the '<' of an element. The text may be that of the document but for white space and references; or a part of it, or
 * it and other words. `from` itself when the letter is not found there, nor in one place only of the whole file.
 */
struct src_pos origin_find(struct src_pos from, const char *text, size_t len, size_t at);

/*
 * The first letter of the value that is `text` in the start tag at `tag`, whatever its attribute is called; `tag` when there is
 * none: a stylesheet may have made an attribute of another's value.
 */
struct src_pos origin_find_value(struct src_pos tag, const char *text, size_t len);

#endif
