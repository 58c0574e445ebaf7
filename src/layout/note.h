/* SPDX-License-Identifier: MIT */
/*
 * Footnotes (XSL 1.1 §6.12.3–6.12.4): what their bodies ask of a column, the
 * queue of those that wait for room, and the footnote-reference-area at the
 * bottom of a page's body.
 *
 * An anchor stands in its line as an empty area. A line costs its height and
 * that of the notes anchored in it: every layout function adds up what its
 * content asks for (struct lay_notes). When the columns of a page are done,
 * the page takes the anchors found in them into the queue, and sets as many
 * notes as there is room for; the rest waits for the next page.
 */
#ifndef SAPCHU_LAYOUT_NOTE_H
#define SAPCHU_LAYOUT_NOTE_H

#include "layout/before.h"
#include "layout/layout.h"

/* The room that notes take which stand before a break, beyond what is set aside for them. */
len_t note_charge(const struct lay_ins *ins, len_t notes);
/* What the notes promised take. */
len_t note_height(const struct lay_ins *ins);
/* What the footnote-body of `footnote` asks for: all of it, and the least piece of it that may stand alone. */
struct lay_notes note_size(struct lay_cx *cx, const struct fo_node *footnote, len_t ipd);
/* `a`, and below it content with `b`: only the last note of a column may be cut. */
static inline struct lay_notes note_join(struct lay_notes a, struct lay_notes b)
{
    return (struct lay_notes){ .all = len_add(a.all, b.all), .least = len_add(a.all, b.least) };
}
/* At a node's end: did it run over? */
void lay_check_end(const struct lay_in *in, bool last, struct lay_out *out);
/* The empty area that says where a note, or a float before the page, is anchored. */
const struct area *note_anchor(struct lay_cx *cx, const struct fo_node *footnote);

/* … and what is anchored in an area itself; NULL: nothing. */
const struct fo_node *note_anchored(const struct area *a);

/* --- pages --- */

struct note_table *notes_new(void);
void notes_drop(struct note_table *t);
/* `page_sequence`: whose static-content "xsl-footnote-separator" stands above the notes. */
void notes_begin_sequence(struct note_table *t, const struct fo_node *page_sequence);
/* Where the queue is when a page begins; to set that page again. */
struct notes_mark {
    unsigned begin, end;
    const struct lay_token *token;
    struct before_mark before;
};
/* The queue of floats before the page. */
struct before_table *notes_before(const struct note_table *t);
struct notes_mark notes_mark(struct note_table *t);
void notes_reset(struct note_table *t, struct notes_mark m);
/* All of them are done. */
void notes_finish(struct note_table *t);
/* Do notes or floats wait? */
bool notes_waiting(const struct note_table *t);
/* What a page begins with: the footnote area's width, the separator's height, the notes that wait (as far as they fit). */
void notes_begin_page(struct lay_cx *cx, len_t ipd, len_t room, struct lay_ins *ins);
/* The height of the notes anchored in `column`. */
len_t notes_height(struct lay_cx *cx, const struct area *column, len_t ipd);
/* So much of the last note anchored in the columns may go on on the next page. */
len_t notes_spare(struct lay_cx *cx, const struct area_list *columns, len_t ipd);
/* Takes the notes anchored in the columns into the queue. */
void notes_take(struct lay_cx *cx, const struct area_list *columns);
/* Would a piece of the first note that waits fit there? */
bool notes_fit(struct lay_cx *cx, len_t ipd, len_t room, const struct lay_page *page);
/*
 * The footnote-reference-area with the notes that `room` holds, NULL: none does. `must`: nothing else is on the page,
 * so one has to be placed.
 */
const struct area *notes_lay(struct lay_cx *cx, len_t ipd, len_t room, bool must, const struct lay_page *page);

#endif
