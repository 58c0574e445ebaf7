/* SPDX-License-Identifier: MIT */
/*
 * Text: normalisation, itemization, shaping with a word cache, break
 * opportunities, total-fit line breaking. Knows fonts and languages, no boxes.
 */
#ifndef SAPCHU_TEXT_TEXT_H
#define SAPCHU_TEXT_TEXT_H

#include "base/arena.h"
#include "base/len.h"
#include "font/font.h"

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

struct text_cx;
/* `hyphen_dirs`: folders of hyphenation patterns, NULL-terminated, or NULL; must outlive it. */
struct text_cx *text_cx_new(struct font_map *fonts, const char *const *hyphen_dirs, struct diag *diag);
void text_cx_drop(struct text_cx *t);
/* Have the shaped words become too many? Asked once a page. */
bool text_cx_is_full(struct text_cx *t);
/* Forgets them: only when nobody holds one. */
void text_cx_trim(struct text_cx *t);

/* --- normalisation (nfc.c) --- */

/* The NFC of `s`: `s` itself when it is in that form already, else in the arena; `*n` is its length, in and out. */
const char *text_nfc(struct arena *a, const char *s, size_t *n);

/* --- shaped words (shape.c) --- */

struct text_glyph {
    uint32_t id;
    uint32_t cluster;           /* byte offset in the word */
    len_t advance;
    len_t dx, dy;               /* dy is positive downwards */
};

/* Immutable, as long as the context is not trimmed. Glyphs in visual order, left to right. */
struct text_word {
    len_t width;
    uint32_t n;
    bool missing;               /* a letter without a glyph is among them */
    const struct text_glyph *glyphs;
};

/* Small letters as capitals. */
enum text_caps {
    TEXT_CAPS_NONE,
    TEXT_CAPS_FEATURE,          /* as small capitals, by the font's feature smcp */
    TEXT_CAPS_DRAWN,            /* as capitals, in a font of a smaller size; the text stays what it is */
};

/* All that decides how a word looks. */
struct text_face {
    const struct font *font;
    hb_script_t script;
    hb_language_t lang;
    bool rtl;
    bool no_ligatures;          /* letters stand apart */
    uint8_t caps;               /* enum text_caps */
    bool upright;               /* in a line that runs down, the glyphs stand: advances go down, dx and dy count from the line's middle */
    uint8_t turn;               /* quarters that each glyph is turned clockwise, about the middle of its cell */
};
const struct text_word *text_shape(struct text_cx *t, const struct text_face *f, const char *s, uint32_t len);

/* The font has small capitals of its own, for all small letters of Vietnamese. */
bool text_has_small_caps(struct text_cx *t, const struct font *f);

/* --- itemization (itemize.c) --- */

/* How letters stand in a line that runs down, XSL 1.1 §7.29.3: the wide ones upright and the rest on their side, or all alike. */
enum text_stand { TEXT_ACROSS, TEXT_MIXED, TEXT_UPRIGHT, TEXT_SIDEWAYS };

/* A stretch of text of one style. */
struct text_span {
    uint32_t start, end;
    struct font_request font;
    const char *lang;           /* BCP 47; NULL: unknown */
    struct src_pos pos;
    bool no_ligatures;
    uint8_t caps;               /* enum text_caps */
    uint8_t stand;              /* enum text_stand */
    uint8_t turn;               /* quarters that glyphs are turned in their line */
    bool hyphenate;             /* by the patterns for lang, script, country */
    int32_t remain, push;       /* letters that stay before, and go behind the hyphen at least */
    const char *script, *country;       /* ISO codes, or NULL */
};

/* A stretch of one span, font, script and bidi level. */
struct text_item {
    uint32_t start, end, span;
    struct text_face face;
    uint8_t level;              /* odd: right to left */
};

/*
 * Splits `text` into items, in logical order, and puts the font of each span that its first family gives into `fonts[]` (may be NULL).
 * `complex`: by Pango, with bidi and fallback fonts; else everything is taken as left-to-right Latin. text_is_simple() says whether that
 * will do; a word shaped with `missing` set says that it did not.
 */
bool text_is_simple(const char *text, uint32_t len);
unsigned text_itemize(struct text_cx *t, struct arena *a, const char *text, uint32_t len, bool rtl, bool complex,
                      const struct text_span *spans, unsigned n_spans, struct text_item **items);
/* The place in the document of a letter, by its byte in the text. */
typedef struct src_pos (*text_place)(const void *user, uint32_t at);
/* Says that no font has a glyph for the letters of `w` that it lacks; the word begins at byte `off` of `text`. */
void text_report_missing(struct text_cx *t, const struct text_word *w, const char *text, uint32_t off, text_place place,
                         const void *user);

/* --- break opportunities (breaks.c, vietnamese.c, hyphen.c) --- */

enum text_break {
    TEXT_NO_BREAK,
    TEXT_BREAK,
    TEXT_POOR_BREAK,            /* allowed, but it parts what belongs together */
    TEXT_LONE_BREAK,            /* allowed, but it leaves one syllable alone on the last line */
    TEXT_MUST_BREAK,
    TEXT_HYPHEN,                /* allowed, with a hyphen that shows */
};

/*
 * `brk[i]` says whether a line may begin at byte i (i = 1 … len - 1): UAX #14, then the rules of the language of each span, then
 * hyphenation where a span asks for it. `brk` has len + 1 bytes.
 */
void text_breaks(struct text_cx *t, const char *text, uint32_t len, const struct text_span *spans, unsigned n_spans,
                 uint8_t *brk);
/* The Vietnamese rules alone, on text[start … end). */
void text_vi_tailor(const char *text, uint32_t start, uint32_t end, uint8_t *brk);

/* --- total fit (fit.c) --- */

enum fit_kind { FIT_BOX, FIT_GLUE, FIT_PENALTY };
#define FIT_INFINITE 10000      /* a penalty: never; negative: always */

struct fit_item {
    len_t width, stretch, shrink;       /* a penalty's width counts when a line ends there */
    int32_t penalty;
    uint8_t kind;
    uint8_t flagged;                    /* a hyphen */
};

struct fit_params {
    len_t (*width)(void *user, unsigned line);  /* room of line 0, 1 … */
    void *user;
    unsigned uniform_from;      /* from this line on, all lines are as wide */
    unsigned ladder;            /* at most so many flagged lines in a row; 0: no limit */
    len_t ragged;               /* room that may stay empty at the edge of a line at badness 100; 0: justified */
    unsigned max_items;         /* more are broken by first fit; 0: the default */
};

/* Items start … end-1 make the line; the break is at `end`, the glue behind it is gone. */
struct fit_line {
    uint32_t start, end;
};

/*
 * Breaks items into lines of least demerits (Knuth and Plass, Breaking Paragraphs into Lines, 1981). The last item is a
 * forced penalty. Lines that cannot be made to fit are overfull by as little as possible. Returns their number.
 */
unsigned text_fit(const struct fit_item *items, unsigned n, const struct fit_params *p, struct arena *a,
                  struct fit_line **lines);

#endif
