/* SPDX-License-Identifier: MIT */
/* Temporary changes of a tree, undone in the opposite order. */
#include "report/schema_priv.h"

enum step_kind { RENAMED, MOVED, PUT };

struct step {
    enum step_kind kind;
    xmlNode *node, *parent, *prev;      /* where it stood */
    xmlChar *name;
};

struct schema_mend {
    xmlDoc *doc;
    GArray *steps;
    GHashTable *ours;
};

struct schema_mend *schema_mend_new(xmlDoc *doc)
{
    struct schema_mend *m = g_new0(struct schema_mend, 1);
    m->doc = doc;
    m->steps = g_array_new(FALSE, TRUE, sizeof(struct step));
    m->ours = g_hash_table_new(NULL, NULL);
    return m;
}

static void note(struct schema_mend *m, enum step_kind kind, xmlNode *n)
{
    struct step s = { kind, n, n->parent, n->prev, NULL };
    if (kind == RENAMED)
        s.name = xmlStrdup(n->name);
    g_array_append_val(m->steps, s);
}

void schema_mend_rename(struct schema_mend *m, xmlNode *n, const char *name)
{
    note(m, RENAMED, n);
    xmlNodeSetName(n, (const xmlChar *)name);
}

void schema_mend_take_out(struct schema_mend *m, xmlNode *n)
{
    note(m, MOVED, n);
    g_hash_table_add(m->ours, n);
    xmlUnlinkNode(n);
}

void schema_mend_move_before(struct schema_mend *m, xmlNode *n, xmlNode *before)
{
    xmlNode *parent = n->parent;
    note(m, MOVED, n);
    xmlUnlinkNode(n);
    if (before)
        xmlAddPrevSibling(before, n);
    else
        xmlAddChild(parent, n);
}

const char *schema_mend_old_name(const struct schema_mend *m, const xmlNode *n)
{
    for (guint i = 0; i < m->steps->len; i++) {
        const struct step *s = &g_array_index(m->steps, struct step, i);
        if (s->kind == RENAMED && s->node == n)
            return (const char *)s->name;
    }
    return (const char *)n->name;
}

void schema_mend_put(struct schema_mend *m, xmlNode *parent, xmlNode *before, const char *name)
{
    xmlNode *n = xmlNewDocNode(m->doc, parent->ns, (const xmlChar *)name, NULL);
    if (before)
        xmlAddPrevSibling(before, n);
    else
        xmlAddChild(parent, n);
    note(m, PUT, n);
    g_hash_table_add(m->ours, n);
}

bool schema_mend_owns(const struct schema_mend *m, const xmlNode *n)
{
    for (; n; n = n->parent)
        if (g_hash_table_contains(m->ours, n))
            return true;
    return false;
}

/* Elements only are moved, so no texts merge. */
static void put_back(const struct step *s)
{
    xmlUnlinkNode(s->node);
    if (s->prev)
        xmlAddNextSibling(s->prev, s->node);
    else if (s->parent->children)
        xmlAddPrevSibling(s->parent->children, s->node);
    else
        xmlAddChild(s->parent, s->node);
}

void schema_mend_restore(struct schema_mend *m)
{
    for (guint i = m->steps->len; i-- > 0;) {
        const struct step *s = &g_array_index(m->steps, struct step, i);
        if (s->kind == RENAMED) {
            xmlNodeSetName(s->node, s->name);
            xmlFree(s->name);
        } else if (s->kind == MOVED) {
            put_back(s);
        } else {
            xmlUnlinkNode(s->node);
            xmlFreeNode(s->node);
        }
    }
    g_array_free(m->steps, TRUE);
    g_hash_table_destroy(m->ours);
    g_free(m);
}
