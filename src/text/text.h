/* SPDX-License-Identifier: MIT */
/*
 * Text: itemization, shaping with a word cache, break opportunities, total-fit line breaking. Knows styles, no boxes.
 */
#ifndef SAPCHU_TEXT_TEXT_H
#define SAPCHU_TEXT_TEXT_H

#include "base/arena.h"
#include "base/len.h"
#include "font/font.h"

struct text_cx;
struct text_cx *text_cx_new(struct font_map *fonts, struct diag *diag);
void text_cx_drop(struct text_cx *t);

#endif
