/* SPDX-License-Identifier: MIT */
/*
 * Fonts: our own fontconfig configuration, the font map on it, fonts by
 * family list, metrics, Vietnamese coverage. A substituted family or a missing
 * glyph is a diagnostic, never silence.
 */
#ifndef SAPCHU_FONT_FONT_H
#define SAPCHU_FONT_FONT_H

#include "base/diag.h"
#include "base/len.h"

#include <pango/pango.h>
#include <stdbool.h>

struct font_map;

/*
 * Pango and fontconfig search a family list once a face, not once a size (they sort all fonts of the system for it):
 * each face is at this size there.
 */
#define FONT_FACE_SIZE (12 * LEN_PT)

/* A face at a size. Owned by the map; equal requests give one pointer. */
struct font {
    PangoFont *pango;                   /* the face, at FONT_FACE_SIZE */
    hb_font_t *hb;                      /* at `size`, in len_t units; NULL with `pango` */
    len_t size;
    bool backslant;                     /* drawn leaning to the left: no face does by itself */
    len_t ascent, descent;              /* text-altitude and text-depth as the font has them, XSL 1.1 §7.29.4; positive */
    len_t x_height, cap_height;
    len_t underline_pos, underline_thick, strike_pos, strike_thick;   /* positions above the baseline */
};

/*
 * How far the glyph's advance (`whole`) goes past a whole thousandth of an em, in len_t units. A PDF states widths in thousandths, which
 * cairo cuts off (ISO 32000-1 §9.7.4.3), and viewers go from glyph to glyph by them: what is laid out with advances cut the
 * same way stands on the page where the layout has it, without a correction in the stream. A glyph is 0.0005 em nearer to the
 * next one by it on average, a line of 80 letters of 10pt 0.4pt shorter.
 */
double font_advance_rest(const struct font *f, uint32_t glyph, double *whole);

struct font_options {
    const char *const *dirs;            /* --font-dir, NULL-terminated; may be NULL */
    bool system;                        /* --system-fonts */
};

struct font_request {
    const char *families;               /* "A, 'B C', serif" */
    len_t size;
    int weight;                         /* 100 … 900 */
    int stretch;                        /* PangoStretch */
    bool italic, oblique, backslant;
    bool small_caps;                    /* left to the text: it sets capitals at FONT_SMALL_CAPS of the size */
};
#define FONT_SMALL_CAPS 0.8

/*
 * For programs, before the first font map and the first thread: lets Pango's scan of the system see our configuration,
 * which names no folder and costs nothing. False: the data are not where they should be.
 */
bool font_use_private_config(void);

struct font_map *font_map_new(const struct font_options *o, struct diag *diag);
void font_map_drop(struct font_map *m);
/* Never NULL: the first family that exists, else a substitute, diagnosed once per family at `pos`. */
const struct font *font_map_lookup(struct font_map *m, const struct font_request *r, struct src_pos pos);
PangoContext *font_map_context(struct font_map *m);     /* borrowed */
/* A face of this map, as itemization gives it, at a size. */
const struct font *font_map_wrap(struct font_map *m, PangoFont *face, len_t size, bool backslant);
/* The face that is asked for, at FONT_FACE_SIZE; pango_font_description_free it. */
PangoFontDescription *font_describe(struct font_map *m, const struct font_request *r);

/* --- `sapchu fonts` --- */
struct font_family_info {
    const char *family;
    const char *file;                   /* of the regular face */
    unsigned vietnamese;                /* how many of the 134 precomposed letters it has */
};
unsigned font_map_families(struct font_map *m, struct font_family_info **list);    /* g_free the list; strings are the map's */

#endif
