/* SPDX-License-Identifier: MIT */
/*
 * How a fault against the schema is mended. In: the finding, what is wrong, what is right. Out: edits of the file, where its
 * text is as the tree says (an entity may stand there); none otherwise.
 */
#include "report/schema_priv.h"

#include "base/i18n.h"
#include "base/markup.h"

#include <string.h>

/* An element is not followed further than that to find its end tag, and not moved when it is longer. */
#define MAX_REACH ((size_t)1 << 20)
#define MAX_MOVED ((size_t)1 << 16)

static bool stands_at(struct src_pos pos, const char *text)
{
    size_t n = strlen(text);
    return pos.file && n <= src_file_len(pos.file) && pos.offset <= src_file_len(pos.file) - n &&
           memcmp(src_file_text(pos.file) + pos.offset, text, n) == 0;
}

static struct src_range range_of(const struct src_file *f, size_t start, size_t end)
{
    return (struct src_range){ f, src_pos_at(f, start).offset, src_pos_at(f, end).offset };
}

/* One replacement, named by what is written. */
static void replace(struct schema_check *c, struct diag_item *it, struct src_range range, const char *text, bool safe)
{
    char *title = g_strdup_printf(_("write '%s'"), text), *escaped = g_markup_escape_text(text, -1);
    diag_add_fix(c->diag, it, title, safe);
    diag_add_edit(c->diag, it, range, escaped);
    g_free(title);
    g_free(escaped);
}

void schema_fix_value(struct schema_check *c, struct diag_item *it, const char *old, const char *text, bool safe)
{
    if (!it || !*old || !stands_at(it->pos, old))
        return;
    const char *file = src_file_text(it->pos.file);
    size_t end = it->pos.offset + strlen(old), at = end;
    while (at < src_file_len(it->pos.file) && strchr(" \t\r\n", file[at]))
        at++;
    if (at >= src_file_len(it->pos.file) || !strchr("\"'<", file[at]))
        return;
    diag_add_end(it, src_pos_at(it->pos.file, end).offset);
    replace(c, it, range_of(it->pos.file, it->pos.offset, end), text, safe);
}

void schema_fix_attribute(struct schema_check *c, struct diag_item *it, const char *old, const char *name, bool safe)
{
    if (it && stands_at(it->pos, old))
        replace(c, it, range_of(it->pos.file, it->pos.offset, it->pos.offset + strlen(old)), name, safe);
}

/* The name of an element as it is written. */
static const char *written(struct schema_check *c, const xmlNode *n, const char *name)
{
    return n->ns && n->ns->prefix ? arena_printf(c->arena, "%s:%s", (const char *)n->ns->prefix, name) : name;
}

/* Where an element ends, and the name in its end tag (an empty one has none: 0); false: not near, or not as written. */
static bool element_end(struct schema_check *c, const xmlNode *n, size_t *end, size_t *end_name)
{
    struct src_pos pos = xml_node_pos(n);
    const char *open = arena_printf(c->arena, "<%s", written(c, n, (const char *)n->name));
    if (!stands_at(pos, open))
        return false;
    const char *text = src_file_text(pos.file);
    size_t at = pos.offset, len = MIN(src_file_len(pos.file), pos.offset + MIN(MAX_REACH, c->reach));
    unsigned depth = 0;
    struct markup_token t;
    while (markup_next(text, len, &at, &t)) {
        c->reach -= MIN(c->reach, t.end - t.start);
        if (t.kind == MARKUP_START && !t.empty)
            depth++;
        else if (t.kind == MARKUP_END && depth > 0)
            depth--;
        if (depth > 0)
            continue;
        *end = t.end;
        *end_name = t.kind == MARKUP_END ? t.name : 0;
        return !t.open;
    }
    return false;
}

void schema_fix_element(struct schema_check *c, struct diag_item *it, const xmlNode *n, const char *name, bool safe)
{
    size_t end, end_name, len = strlen(written(c, n, (const char *)n->name));
    if (!it || !element_end(c, n, &end, &end_name))
        return;
    const struct src_file *f = it->pos.file;
    const char *now = written(c, n, name);
    replace(c, it, range_of(f, it->pos.offset + 1, it->pos.offset + 1 + len), now, safe);
    if (end_name)
        diag_add_edit(c->diag, it, range_of(f, end_name, end_name + len), now);
}

/* The white space before a tag, from the end of the line before it; the tag itself when something stands before it. */
static size_t indentation(const char *text, size_t tag)
{
    size_t at = tag;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    if (at == 0 || text[at - 1] != '\n')
        return tag;
    return at - (at > 1 && text[at - 2] == '\r' ? 2 : 1);
}

void schema_fix_order(struct schema_check *c, struct diag_item *it, const xmlNode *moved, const xmlNode *before)
{
    struct src_pos from = xml_node_pos(moved), to = xml_node_pos(before);
    size_t end, end_name;
    if (!it || from.file != to.file || !stands_at(to, "<") || !element_end(c, moved, &end, &end_name) ||
        end - from.offset > MAX_MOVED || (to.offset >= from.offset && to.offset < end))
        return;
    const char *text = src_file_text(from.file);
    size_t line = indentation(text, from.offset), blank = indentation(text, to.offset);
    bool lines = line != from.offset && blank != to.offset;
    const char *copy = arena_printf(c->arena, "%.*s%.*s", (int)(end - from.offset), text + from.offset,
                                     lines ? (int)(to.offset - blank) : 0, text + blank);
    char *title = g_strdup_printf(_("move '%s' before '%s'"), (const char *)moved->name, (const char *)before->name);
    diag_add_fix(c->diag, it, title, true);
    diag_add_edit(c->diag, it, range_of(from.file, to.offset, to.offset), copy);
    diag_add_edit(c->diag, it, range_of(from.file, lines ? line : from.offset, end), "");
    g_free(title);
}

void schema_relate(struct schema_check *c, struct diag_item *it, const xmlNode *n, const char *message)
{
    diag_add_related(c->diag, it, src_range_at(xml_node_pos(n)), message);
}
