/* SPDX-License-Identifier: MIT */
/* What the files of the validation share: schema.c (rounds), _content (elements), _value (values), _reference (ids), _mend (tree). */
#ifndef SAPCHU_REPORT_SCHEMA_PRIV_H
#define SAPCHU_REPORT_SCHEMA_PRIV_H

#include "base/arena.h"
#include "base/near.h"
#include "report/model.h"
#include "report/schema.h"

/* One error of libxml2's. */
struct schema_raw {
    int code;
    xmlNode *node;              /* an element */
    const char *message, *attr; /* attr: the attribute's local name, or NULL */
};

/* What may be read to find the ends of elements, for all findings together. */
#define SCHEMA_REACH ((size_t)500 << 20)

struct schema_mend;

struct schema_check {
    const struct model *model;
    struct diag *diag;
    xmlDoc *doc;
    struct arena *arena;        /* of words */
    const char *language;
    GHashTable *ids;            /* id: the first element that has it, before any mending */
    GHashTable *valued;         /* places whose value is already at fault */
    struct schema_mend *mend;
    unsigned limit;             /* errors in the list at which to stop */
    size_t reach;               /* bytes that may yet be read to find the ends of elements */
    bool mended;                /* in this round */
    bool faulty;                /* something was said before the references are looked at */
};

/* What is the matter, in our words; mends it when more could follow. */
void schema_say_content(struct schema_check *c, const struct schema_raw *raw);
void schema_say_missing(struct schema_check *c, const struct schema_raw *raw);
void schema_say_text(struct schema_check *c, const struct schema_raw *raw);
void schema_say_attribute(struct schema_check *c, const struct schema_raw *raw);
void schema_say_attribute_missing(struct schema_check *c, const struct schema_raw *raw);
void schema_say_value(struct schema_check *c, const struct schema_raw *raw);
void schema_say_identity(struct schema_check *c, const struct schema_raw *raw);
/* References to ids that there are not; on the tree as it was. */
void schema_say_references(struct schema_check *c);

/* An attribute by its name, "xml:lang" with its prefix; NULL. */
xmlAttr *schema_attr(const xmlNode *n, const char *name);
/* The element that is meant by a name of HTML, and by others that come to mind; NULL. */
const char *schema_other_name(const char *name);
/* Of declarations the one whose label `name` is, or begins, in one of the languages; NULL: none, or several. */
const char *schema_by_label(const GPtrArray *decls, const char *name);
/* What the writer of a wrong value meant: of the arena; NULL: no idea. `*sure`: it can be nothing else. */
const char *schema_meant(struct schema_check *c, const xmlNode *decl, const char *text, const char *attr, bool *sure);

/* 'name', in Vietnamese with the label of the schema: 'vote' (Biểu quyết). `decl` may be NULL. */
const char *schema_called(struct schema_check *c, const char *name, const xmlNode *decl);
/* 'a', 'b', 'c'; at most `max`, then "…". */
const char *schema_list(struct schema_check *c, const char *const *names, size_t n, size_t max);

/* --- more about a finding (NULL: nothing is done): how it is mended, and other places --- */
/* The value at the finding's place is `old` as it is written. */
void schema_fix_value(struct schema_check *c, struct diag_item *it, const char *old, const char *text, bool safe);
void schema_fix_attribute(struct schema_check *c, struct diag_item *it, const char *old, const char *name, bool safe);
/* Renames an element, which is where the finding is; its end tag too. */
void schema_fix_element(struct schema_check *c, struct diag_item *it, const xmlNode *n, const char *name, bool safe);
/* Moves an element before another one, with its line. */
void schema_fix_order(struct schema_check *c, struct diag_item *it, const xmlNode *moved, const xmlNode *before);
void schema_relate(struct schema_check *c, struct diag_item *it, const xmlNode *n, const char *message);

/* --- temporary changes of the tree --- */
struct schema_mend *schema_mend_new(xmlDoc *doc);
void schema_mend_rename(struct schema_mend *m, xmlNode *n, const char *name);
void schema_mend_take_out(struct schema_mend *m, xmlNode *n);
/* To the end of its parent if `before` is NULL. */
void schema_mend_move_before(struct schema_mend *m, xmlNode *n, xmlNode *before);
/* The name that an element had before it was renamed. */
const char *schema_mend_old_name(const struct schema_mend *m, const xmlNode *n);
/* A new empty element before `before`, or at the end of `parent` if that is NULL. */
void schema_mend_put(struct schema_mend *m, xmlNode *parent, xmlNode *before, const char *name);
/* Was the node, or one around it, put in or taken out by us? */
bool schema_mend_owns(const struct schema_mend *m, const xmlNode *n);
/* Undoes all, last first. */
void schema_mend_restore(struct schema_mend *m);

#endif
