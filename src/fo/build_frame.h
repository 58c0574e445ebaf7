/* SPDX-License-Identifier: MIT */
/* Between build.c, place.c and close.c: the builder's state. */
#ifndef SAPCHU_FO_BUILD_FRAME_H
#define SAPCHU_FO_BUILD_FRAME_H

#include "base/arena.h"
#include "fo/build.h"
#include "fo/obj.h"

struct fo_grid;
struct fo_pairs;

/* An open element. The outermost frame is the document. */
struct frame {
    struct fo_node *node;       /* where children go; a flat frame's is that of the frame around */
    struct fo_node *wrapper;    /* of a page-sequence-wrapper: its own node, which is nobody's child */
    struct src_pos pos;
    uint64_t content;           /* classes that may stand here */
    uint16_t type;              /* enum fo_type of the element */
    uint8_t flags;              /* OBJ_ */
    bool flat;                  /* has no node of its own */
    bool implied;               /* no element: put in by place.c */
    bool kept;                  /* in a marker: how styles come about is kept */
    const struct fo_given *given;       /* NULL: not kept */
    uint16_t latest;            /* type of the child that came furthest in the fixed order */
    bool begun;                 /* something other than markers and an initial-property-set stands in it */
    bool stays;                 /* a footnote or float that is set where it stands */
    uint64_t seen[2];           /* types of its children */
    GHashTable *names;          /* those that its children have, check.c; NULL: none yet */
    struct fo_grid *grid;       /* around.c: of a table-body, -header, -footer, once a cell asked for its column */
    const struct fo_entry *property_set;    /* of a multi-properties: the multi-property-set in force */
};

/* The property of the XMP packet that is being read. */
struct fo_packet {
    unsigned property;          /* row in metadata.c */
    unsigned depth;             /* foreign_depth of its element; 0: none */
    unsigned items;             /* rdf:li begun in it */
    GString *text;              /* its value so far */
};

struct fo_builder {
    struct diag *diag;
    const struct fo_sink *sink;
    unsigned max_depth, depth;
    struct fo_styler *styler;
    struct fo_around around;
    struct arena *doc_arena, *seq_arena;
    struct arena *arena;        /* one of the two */
    GArray *frames;             /* of struct frame */
    GArray *open;               /* of struct fo_open, the same elements */
    GArray *attrs;              /* of struct fo_attr: those of the element being opened */
    GArray *strings;            /* of struct fo_named: strings of its own */
    struct fo_pairs *pairs;     /* pairs.c */
    GString *text;              /* not yet a node */
    GArray *text_from;          /* of struct fo_origin_part: its parts */
    struct fo_foreign *foreign; /* of the instream-foreign-object around */
    unsigned foreign_depth;     /* open elements that are no formatting objects */
    bool foreign_kept;          /* … and are written to `foreign` */
    bool foreign_metadata;      /* … and are XMP */
    struct fo_packet packet;
    GHashTable *told;           /* foreign names that were diagnosed */
    GArray *clear;              /* of unsigned: the depths of foreign elements that are open and whose content is set */
    struct {                    /* the outermost of them */
        const char *name, *uri;
        struct src_pos pos;
        bool told;
    } outer;
    struct fo_doc doc;
    const struct fo_node *held; /* a page-sequence that the sink has not been given yet, in seq_arena */
    uint32_t serial;
    bool started, stopped, failed, has_sequence;
    bool stays;                 /* of the child that was placed last, for its frame */
    bool sequence_ended;        /* the last call closed a page-sequence */
};

/* From byte `start` on, up to the next part, a text is from `pos`. */
struct fo_origin_part {
    uint32_t start;
    struct src_pos pos;
};
struct fo_origin {
    unsigned n;
    struct fo_origin_part v[];
};
/* origin.c: another part begins; what is kept of the parts, NULL: there is one only; a copy in another arena. */
void fo_origin_add(GArray *parts, size_t start, struct src_pos pos);
const struct fo_origin *fo_origin_new(struct arena *a, const GArray *parts);
const struct fo_origin *fo_origin_copy(struct arena *a, const struct fo_origin *o);

/* A node's own strings: id, src … */
struct fo_named {
    uint16_t id;                /* enum fo_prop_id */
    const char *value;
};
struct fo_strings {
    unsigned n;
    const struct fo_given *given;       /* of the node; NULL: not kept */
    struct fo_named v[];
};

/*
 * What an element's style was made of, where it will be made again (retrieve.c): kept for what stands in markers, where `up`
 * ends with the children of the marker; and for what retrieves them, with all that is around it.
 */
struct fo_given {
    const struct fo_given *up;  /* of the element around; NULL: the outermost one */
    const struct fo_entry *entry;
    uint16_t type;              /* enum fo_type */
    bool inside;                /* there is a fo:multi-properties around, in the marker or around what retrieves */
    bool in_table;
    const struct fo_entry *set;         /* … and its property set in force */
    const struct fo_style *column, *region;     /* of what retrieves: as expressions may ask; NULL: none */
    unsigned n;
    struct fo_attr attr[];      /* in markers only */
};

static inline struct frame *fo_top(const struct fo_builder *b)
{
    return &g_array_index(b->frames, struct frame, b->frames->len - 1);
}

/* A node with the style of `entry`, not yet among anybody's children. */
struct fo_node *fo_node_new(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry,
                            struct src_pos pos);
/* The first `n` of b->strings, and what is kept of the node; NULL: nothing. */
const struct fo_strings *fo_own_strings(struct fo_builder *b, unsigned n, const struct fo_given *given);
/* The style of an element with b->attrs, below the open ones. */
const struct fo_entry *fo_style_here(struct fo_builder *b, enum fo_type type, struct src_pos pos);
/* Opens an element of this type: a node among the children of the top frame, and a frame. */
struct frame *fo_push(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry,
                      struct src_pos pos);
/* Takes the top frame away. */
void fo_pop(struct fo_builder *b);
/*
 * check.c: what is wrong with a child of the top frame, before it is opened; with an element by b->strings, before it is
 * opened; with an element that is closed. Counted only: an implied child. Text: more than white space.
 */
void fo_check_child(struct fo_builder *b, enum fo_type child, struct src_pos pos);
void fo_check_counted(struct fo_builder *b, enum fo_type child);
struct fo_node *fo_check_first(const struct fo_builder *b, enum fo_type child);    /* the node that a second one joins; NULL */
bool fo_check_flow_lacks(const struct fo_builder *b);     /* the top frame is a page-sequence that ends without a flow */
void fo_check_text(struct fo_builder *b);
void fo_check_attributes(struct fo_builder *b, enum fo_type type, struct src_pos pos);
void fo_check_end(struct fo_builder *b, const struct frame *f);
const struct frame *fo_check_ancestor(const struct fo_builder *b, unsigned type);      /* the innermost one; NULL: none */
const char *fo_own_string(const struct fo_builder *b, unsigned id);                    /* of b->strings; NULL: it is not given */
/* pairs.c: a point is opened; the page-sequence is whole, or with its index ranges the document. */
struct fo_pairs *fo_pairs_new(void);
void fo_pairs_drop(struct fo_pairs *p);
void fo_pairs_note(struct fo_builder *b, enum fo_type type, struct src_pos pos);
void fo_pairs_close(struct fo_builder *b, bool ranges);
/* around.c: the name of a region, or the one that it has when none is given. */
const char *fo_region_name(enum fo_type region, const char *given);
/* around.c: what expressions may ask of the objects around. */
void fo_around_begin(struct fo_builder *b);
void fo_grid_drop(struct fo_grid *g);
/*
 * The table-column of `cell`, or of one with the style `own` that would come next if it is NULL; in `row`, or directly in `part`, a
 * table-body, -header or -footer. `grid`: what has been counted of the part, NULL at first.
 */
const struct fo_style *fo_column_of(struct fo_grid **grid, const struct fo_node *part, const struct fo_node *row,
                                    const struct fo_node *cell, const struct fo_style *own);

void fo_flush_text(struct fo_builder *b);

/*
 * place.c: makes room for a child of this type: closes and opens implied elements and diagnoses what is
 * wrong. Gives the type to build it as; FO_N: leave it out.
 */
enum fo_type fo_place(struct fo_builder *b, enum fo_type child, struct src_pos pos);

/* metadata.c: the elements of an XMP packet in fo:declarations; b->foreign_depth counts the element itself. */
bool fo_metadata_begins(const struct fo_builder *b, const struct fo_name *name);
void fo_metadata_start(struct fo_builder *b, const struct fo_name *name, const struct fo_raw *attrs, unsigned n);
void fo_metadata_text(struct fo_builder *b, const char *s, size_t n);
void fo_metadata_end(struct fo_builder *b);

/* retrieve.c: for an element with b->attrs below the top frame: NULL where nothing is kept of it. */
const struct fo_given *fo_given_new(struct fo_builder *b, enum fo_type type, const struct fo_entry *entry);

/* points.c: the children of a node are whole: points among them move into lines. */
void fo_points_place(struct fo_node *n);

/* flowmap.c: a page-sequence is whole: its flow map is put into effect. */
void fo_flowmap_apply(struct fo_builder *b, struct fo_node *sequence);

/* close.c: the top frame has all its children. */
void fo_close(struct fo_builder *b);
/* An object that holds nothing, the top frame, gets a child of this type after all: that goes to the object around. */
void fo_close_empty(struct fo_builder *b, enum fo_type child, struct src_pos pos);
/* Is it the root, or a page-sequence-wrapper in it? */
bool fo_is_outer(const struct fo_builder *b, const struct fo_node *n);
void fo_give_sequence(struct fo_builder *b, const struct fo_style *next);     /* NULL: there is none */

#endif
