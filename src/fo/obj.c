/* SPDX-License-Identifier: MIT */
/* The table of formatting objects, and what follows from the content models. */
#include "fo/obj.h"

#include <glib.h>
#include <string.h>

/* Classes of children. Where an object's children have a fixed order, it is the order of these bits. */
enum class_bit {
    B_MARKER, B_INITIAL,
    B_LMS, B_DECLS, B_MARKS, B_SEQUENCE, B_PROFILE,
    B_TITLE, B_FOLIO, B_STATIC, B_FLOW,
    B_MASTER, B_SUBSEQUENCE, B_CONDITIONAL, B_REGION, B_FLOW_ASSIGNMENT, B_FLOW_LIST, B_FLOW_NAME,
        B_REGION_NAME,
    B_PROPERTY_SET, B_BLOCK, B_INLINE, B_NEUTRAL, B_OUT, B_POINT,
    B_CAPTION, B_TABLE, B_COLUMN, B_HEADER, B_FOOTER, B_BODY, B_ROW, B_CELL,
    B_ITEM, B_LABEL, B_ITEM_BODY,
    B_CASE, B_TOGGLE,
    B_INDEX_AFFIX, B_INDEX_SEPARATOR, B_INDEX_KEY,
    B_BOOKMARK_TITLE, B_BOOKMARK, B_FOOTNOTE_BODY, B_ROOT,
    B_N
};
G_STATIC_ASSERT(B_N <= 64);

#define BIT(x) (UINT64_C(1) << B_##x)

/* The names that the rows of objs.def use; they end with this file. */
#define ROOT BIT(ROOT)
#define LMS BIT(LMS)
#define DECLS BIT(DECLS)
#define MARKS BIT(MARKS)
#define SEQUENCE BIT(SEQUENCE)
#define PROFILE BIT(PROFILE)
#define TITLE BIT(TITLE)
#define FOLIO BIT(FOLIO)
#define STATIC BIT(STATIC)
#define FLOW BIT(FLOW)
#define MASTER BIT(MASTER)
#define SUBSEQUENCE BIT(SUBSEQUENCE)
#define CONDITIONAL BIT(CONDITIONAL)
#define REGION BIT(REGION)
#define FLOW_ASSIGNMENT BIT(FLOW_ASSIGNMENT)
#define FLOW_LIST BIT(FLOW_LIST)
#define FLOW_NAME BIT(FLOW_NAME)
#define REGION_NAME BIT(REGION_NAME)
#define BLOCK BIT(BLOCK)
#define INLINE BIT(INLINE)
#define NEUTRAL BIT(NEUTRAL)
#define MARKER BIT(MARKER)
#define OUT BIT(OUT)
#define POINT BIT(POINT)
#define INITIAL BIT(INITIAL)
#define CAPTION BIT(CAPTION)
#define TABLE BIT(TABLE)
#define COLUMN BIT(COLUMN)
#define HEADER BIT(HEADER)
#define FOOTER BIT(FOOTER)
#define BODY BIT(BODY)
#define ROW BIT(ROW)
#define CELL BIT(CELL)
#define ITEM BIT(ITEM)
#define LABEL BIT(LABEL)
#define ITEM_BODY BIT(ITEM_BODY)
#define CASE BIT(CASE)
#define TOGGLE BIT(TOGGLE)
#define PROPERTY_SET BIT(PROPERTY_SET)
#define INDEX_AFFIX BIT(INDEX_AFFIX)
#define INDEX_KEY BIT(INDEX_KEY)
#define INDEX_SEPARATOR BIT(INDEX_SEPARATOR)
#define BOOKMARK_TITLE BIT(BOOKMARK_TITLE)
#define BOOKMARK BIT(BOOKMARK)
#define FOOTNOTE_BODY BIT(FOOTNOTE_BODY)
/* What a marker or a case may also hold, since it is set where a table or a list part is wanted. */
#define PARTS (ITEM | HEADER | FOOTER | BODY | ROW | CELL | CAPTION | LABEL | ITEM_BODY | COLUMN)
#define TEXT OBJ_TEXT
#define REF OBJ_REF
#define EMPTY OBJ_EMPTY
#define NEEDS OBJ_NEEDS

static const struct fo_obj objs[FO_N] = {
    [FO_TEXT] = { "#text", INLINE, 0, FO_LEVEL_INLINE, OBJ_EMPTY },
#define OBJ(ident, name, cls, level, content, flags) \
    [FO_##ident] = { name, cls, content, FO_LEVEL_##level, flags },
#include "fo/objs.def"
#undef OBJ
};

const struct fo_obj *fo_obj_get(enum fo_type t)
{
    g_assert(t < FO_N);
    return &objs[t];
}

const char *fo_type_name(enum fo_type t)
{
    return fo_obj_get(t)->name;
}

enum fo_type fo_obj_lookup(const char *name)
{
    for (unsigned i = FO_TEXT + 1; i < FO_N; i++)
        if (!strcmp(objs[i].name, name))
            return (enum fo_type)i;
    return FO_TEXT;
}

enum fo_type fo_obj_nearest(const char *name)
{
    unsigned best = (unsigned)strlen(name) / 3 + 1;
    enum fo_type found = FO_TEXT;
    for (unsigned i = FO_TEXT + 1; i < FO_N; i++) {
        unsigned d = fo_edit_distance(name, objs[i].name, best);
        if (d < best) {
            best = d;
            found = (enum fo_type)i;
        }
    }
    return found;
}

bool fo_obj_allows(uint64_t content, enum fo_type child)
{
    /* change bars and index ranges may stand anywhere below a flow, §6.10.4, §6.13.2 */
    return ((content | (content & (BLOCK | INLINE | FLOW | TABLE | BODY | ROW | CELL | ITEM | LABEL)
                        ? POINT : 0)) & objs[child].cls) != 0;
}

bool fo_obj_allows_inline(uint64_t content)
{
    return (content & INLINE) != 0;
}

bool fo_obj_allows_block(uint64_t content)
{
    return (content & BLOCK) != 0;
}

bool fo_obj_allows_wrapper(uint64_t content)
{
    return (content & NEUTRAL) != 0;
}

bool fo_obj_only_blocks(uint64_t content)
{
    return (content & BLOCK) != 0 && (content & INLINE) == 0;
}

bool fo_obj_ordered(enum fo_type parent)
{
    switch (parent) {
    case FO_ROOT: case FO_PAGE_SEQUENCE: case FO_TABLE: case FO_TABLE_AND_CAPTION: case FO_LIST_ITEM:
    case FO_FOOTNOTE: case FO_BOOKMARK: case FO_SIMPLE_PAGE_MASTER: case FO_FLOW_ASSIGNMENT:
    case FO_INDEX_KEY_REFERENCE: case FO_INDEX_PAGE_CITATION_LIST: case FO_MULTI_PROPERTIES:
        return true;
    default:
        return false;
    }
}

unsigned fo_obj_rank(enum fo_type parent, uint64_t content, enum fo_type child)
{
    uint64_t bits = content & objs[child].cls;
    unsigned rank = bits ? (unsigned)__builtin_ctzll(bits) + 1 : 0;
    switch (parent) {                   /* children of one class, in the order of their rows */
    case FO_SIMPLE_PAGE_MASTER: case FO_FLOW_ASSIGNMENT: case FO_PAGE_SEQUENCE: case FO_INDEX_KEY_REFERENCE:
    case FO_INDEX_PAGE_CITATION_LIST:
        return rank * FO_N + child;
    default:
        return rank * FO_N;
    }
}

enum fo_type fo_obj_implied(enum fo_type parent, enum fo_type child)
{
    const struct fo_obj *c = fo_obj_get(child);
    bool shown = c->level != FO_LEVEL_NONE;
    if (!shown)
        return FO_TEXT;
    switch (parent) {
    case FO_PAGE_SEQUENCE:
        return FO_FLOW;
    case FO_TABLE_AND_CAPTION:
        return FO_TABLE;
    case FO_TABLE:
        return FO_TABLE_BODY;
    case FO_TABLE_HEADER: case FO_TABLE_FOOTER: case FO_TABLE_BODY: case FO_TABLE_ROW:
        return c->cls & (COLUMN | HEADER | FOOTER | BODY | ROW) ? FO_TEXT : FO_TABLE_CELL;
    case FO_LIST_BLOCK:
        return FO_LIST_ITEM;
    case FO_LIST_ITEM:
        return FO_LIST_ITEM_BODY;
    case FO_FOOTNOTE:
        return c->cls & (BLOCK | NEUTRAL) ? FO_FOOTNOTE_BODY : FO_TEXT;
    default:
        return FO_TEXT;
    }
}

unsigned fo_edit_distance(const char *a, const char *b, unsigned limit)
{
    enum { LONGEST = 48 };
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    unsigned row[LONGEST + 1];
    for (unsigned j = 0; j <= m; j++)
        row[j] = j;
    for (unsigned i = 1; i <= n; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            unsigned up = row[j], d = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = up;
            row[j] = MIN(d, MIN(up, row[j - 1]) + 1);
        }
    }
    return MIN(row[m], limit + 1);
}
