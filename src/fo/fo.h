/* SPDX-License-Identifier: MIT */
/*
 * The formatting-object tree: what the builder makes of XSL-FO text or of a
 * stylesheet's result, and what layout reads. Const once built.
 *
 * Every node carries its computed style, a flat record in which the writing
 * mode has been taken into account (before/after/start/end, never
 * top/bottom/left/right, except where a field says so). Styles are interned:
 * nodes of equal style share one. Strings that differ from node to node (id,
 * src, master-name …) stand at the node, see fo_node_string().
 */
#ifndef SAPCHU_FO_FO_H
#define SAPCHU_FO_FO_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/len.h"

#include <stdbool.h>
#include <stdint.h>

/* --- objects: objs.def has a row OBJ(IDENT, "name", class …) each --- */
enum fo_type {
    FO_TEXT,            /* character data; not an object of XSL */
#define OBJ(ident, ...) FO_##ident,
#include "fo/objs.def"
#undef OBJ
    FO_N
};

/* What a node is to its parent's layout. */
enum fo_level {
    FO_LEVEL_NONE,      /* masters, declarations, markers: generates nothing in place */
    FO_LEVEL_BLOCK,     /* block, block-container, table, list-block … */
    FO_LEVEL_INLINE,    /* text, inline, external-graphic, leader … */
    FO_LEVEL_EITHER,    /* wrapper, multi-*, and inlines that hold a block: as their content */
    FO_LEVEL_PART,      /* table-row, list-item-body …: laid out by its parent only */
    FO_LEVEL_OUT,       /* out of line: footnote body, float, absolutely positioned container */
};

/* --- values --- */
enum fo_keyword {       /* keywords.def: KEYWORD(AUTO, "auto") gives KW_AUTO */
    KW_NONE_SET,
#define KEYWORD(ident, name) KW_##ident,
#include "fo/keywords.def"
#undef KEYWORD
    KW_N
};

/* A length: abs + pct × base, or a keyword (kw != 0: auto, none, normal …; abs and pct are then 0). 12 bytes, no holes. */
struct fo_len {
    len_t abs;
    float pct;          /* 0.5 is 50 % */
    int32_t kw;         /* enum fo_keyword, 0: a length */
};

/* The length itself, percentages of `base`; a keyword gives `other`. */
static inline len_t fo_len_of(struct fo_len l, len_t base, len_t other)
{
    return l.kw ? other : l.pct != 0 ? len_add(l.abs, len_scale(base, (double)l.pct)) : l.abs;
}

struct fo_space {       /* space-*, XSL 1.1 §4.3 */
    struct fo_len min, opt, max;
    int32_t precedence; /* FO_FORCE: force */
    int32_t retain;     /* conditionality: 1 retain, 0 discard */
};
#define FO_FORCE INT32_MAX

struct fo_cond {        /* padding-*, border-*-width: a length with conditionality */
    struct fo_len len;
    int32_t retain;
};

struct fo_range {       /* block-/inline-progression-dimension */
    struct fo_len min, opt, max;
};

struct fo_keep {        /* keep-*: strengths; FO_KEEP_AUTO < any integer < FO_KEEP_ALWAYS */
    int32_t line, column, page;
};
#define FO_KEEP_AUTO INT32_MIN
#define FO_KEEP_ALWAYS INT32_MAX

typedef uint32_t fo_color;      /* 0xRRGGBBAA, sRGB; alpha 0: transparent */

/* One side of a border. */
struct fo_border {
    struct fo_cond width;       /* 0 where the style is none or hidden */
    int32_t style;              /* KW_SOLID … */
    fo_color color;
    int32_t precedence;         /* border-*-precedence, collapsed tables */
};

enum fo_side { FO_BEFORE, FO_AFTER, FO_START, FO_END };

/*
 * The computed style: one field a property, named as it with '_' for '-'
 * (props.def has a row each, PROP(field, "name", KIND, inherited, "initial", …)); `width`, `height`, margins on
 * blocks and absolute borders are folded into their relative counterparts
 * (XSL 1.1 §5.3). Kinds and their C types:
 *   LENGTH struct fo_len · SPACE struct fo_space · COND struct fo_cond · RANGE struct fo_range · KEEP struct fo_keep
 *   COLOR fo_color · ENUM int32_t (KW_…) · INTEGER int32_t · NUMBER float · STRING const char * (interned)
 * Exceptions, arrays by enum fo_side: `struct fo_border border[4]`, `struct fo_cond padding[4]`.
 * margin_top … margin_left (struct fo_len, physical) stay for simple-page-master and region-body, and on blocks as given.
 * line_height: struct fo_len: kw KW_NORMAL, or abs (computed), or pct = a factor of the font size when given as a number
 * (inherits as the factor). font_size: len_t computed. font_weight: int32_t 100…900. baseline_shift: LENGTH, kw baseline/sub/super,
 * pct of the parent's line-height. letter_spacing, word_spacing: SPACE, opt.kw KW_NORMAL.
 */
struct fo_style;
#include "fo/style.h"

/* --- nodes --- */
struct fo_node {
    struct fo_node *parent, *next, *first, *last;
    const struct fo_style *style;
    const struct fo_strings *strings;   /* read by fo_node_string() */
    struct src_pos pos;                 /* of the start tag in the FO, or of the report's element behind it */
    uint16_t type;                      /* enum fo_type */
    uint8_t level;                      /* enum fo_level, after the rule for wrappers and inlines */
    uint8_t flags;                      /* FO_NODE_ */
    uint32_t serial;                    /* 1, 2 … in document order within the page-sequence */
    uint32_t len;                       /* FO_TEXT: bytes of `text` */
    const struct fo_origin *origin;     /* FO_TEXT: read by fo_text_pos(); NULL: all of it is from `pos` */
    const char *text;                   /* FO_TEXT: UTF-8 as typed, white space untouched; fo:character: its character */
};

/* Of an inline around blocks, which is split at them: its pieces have no edge where they meet. */
enum { FO_NODE_CONTINUES = 1, FO_NODE_CONTINUED = 2 };
/* Of an inline around an object that retrieves a marker, which may hold blocks: is it in a line after all? */
enum { FO_NODE_RETRIEVES = 4 };

/* Something begins or ends there: it stands in a line, without any extent (points.c). */
static inline bool fo_is_point(enum fo_type t)
{
    return t == FO_CHANGE_BAR_BEGIN || t == FO_CHANGE_BAR_END || t == FO_INDEX_RANGE_BEGIN || t == FO_INDEX_RANGE_END;
}

/* "block"; "#text" for text. */
const char *fo_type_name(enum fo_type t);
/* A property that is a string of its own at each node: id, ref-id, src, master-name, flow-name, role … by its FO name; NULL: not given. */
const char *fo_node_string(const struct fo_node *n, const char *property);

/* The place of the letter at byte `at` of a text's `text`: in the FO, or in the report behind it. origin.c */
struct src_pos fo_text_pos(const struct fo_node *text, size_t at);

/* A copy of the node and all below it in the arena; styles are shared. `parent` is that of the copy. copy.c */
struct fo_node *fo_node_copy(struct arena *a, const struct fo_node *n, struct fo_node *parent);
/* A new last child of `parent`, in a line, with the style and place of `like`. */
struct fo_node *fo_node_like(struct arena *a, enum fo_type type, const struct fo_node *like, struct fo_node *parent);
void fo_node_append(struct fo_node *parent, struct fo_node *child);
/* Gives a node of one's own one string, and no others. */
void fo_node_set_string(struct arena *a, struct fo_node *n, const char *property, const char *value);
/* A copy without children. */
struct fo_node *fo_node_copy_alone(struct arena *a, const struct fo_node *n, struct fo_node *parent);

/* --- markers, retrieve.c --- */
struct fo_styler;
/*
 * What `retrieve`, a fo:retrieve-marker or fo:retrieve-table-marker, shows of `marker`: a node like `retrieve` with copies of the
 * marker's children, their styles computed anew as its children (XSL 1.1 §6.13.5–6.13.7). In the arena; it uses the
 * strings of both. Markers and what retrieves them are left out of it: they cannot stand there.
 */
const struct fo_node *fo_retrieve(struct fo_styler *s, const struct fo_node *marker, const struct fo_node *retrieve,
                                  struct arena *a);
/* A copy of a marker that may outlive its page-sequence: strings, text and all in the arena. */
const struct fo_node *fo_marker_keep(const struct fo_node *marker, struct arena *a);

/* --- a document --- */
/* What the document says of itself, as UTF-8 in NFC; NULL where it says nothing. metadata.c */
struct fo_metadata {
    const char *title, *author, *subject, *keywords;
    const char *date;                       /* ISO 8601 */
};

struct fo_doc {
    const struct fo_node *root;             /* holds no page-sequences */
    const struct fo_node *masters;          /* layout-master-set */
    const struct fo_node *bookmarks;        /* bookmark-tree, or NULL */
    struct fo_metadata metadata;
    struct diag *diag;
    struct fo_styler *styler;               /* for fo_retrieve() */
    const struct fo_style *next_sequence;   /* of the page-sequence behind the one that is given; NULL: it is the last */
};

/*
 * Who gets the document: `start` once, when the masters are known; then each
 * page-sequence when it is whole and the start tag of the next one is known; `end` (may be NULL) behind the last one.
 * The sequence's nodes die when the call returns, styles and masters behind `end`. Return false to stop.
 */
struct fo_sink {
    void *user;
    bool (*start)(void *user, const struct fo_doc *doc);
    bool (*sequence)(void *user, const struct fo_doc *doc, const struct fo_node *sequence);
    bool (*end)(void *user);
};

struct fo_limits {
    unsigned depth;         /* nested elements, 0: the default of 4096 */
};

/* Builds from XSL-FO text. False: not well-formed, a limit, or the sink stopped; diagnostics say which. */
bool fo_build_text(const struct src_file *fo, const struct fo_limits *limits, struct diag *diag,
                   const struct fo_sink *sink);

struct _xmlDoc;
/*
 * Builds from a stylesheet's result, whose nodes know of which places in the report or the stylesheet they were made: xml_node_pos(),
 * struct xml_piece. Each page-sequence is unlinked and freed when built.
 */
bool fo_build_tree(struct _xmlDoc *result, const struct fo_limits *limits, struct diag *diag, const struct fo_sink *sink);

#endif
