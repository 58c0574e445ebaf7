/* SPDX-License-Identifier: MIT */
/* Rules over running text (sc:match): what a regular expression finds in a node, as variables and as a place. */
#include "report/schematron_priv.h"

#include "xpath/functions.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* What a rule's expressions may ask for. A group that did not take part is "". */
static const char *const group_names[] = { "match", "g1", "g2", "g3", "g4" };

GRegex *sch_match_of(struct sch_compile *c, const xmlNode *n)
{
    char *text = sch_attr(n, "match", XPATH_NAMESPACE);
    if (!text)
        return NULL;
    text = sch_substitute(c, text);
    /* A line's end with the spaces of the next line only makes a long expression readable: XML reads it as spaces. */
    GRegex *folds = g_regex_new("\\s{2,}", 0, 0, NULL);
    char *pattern = g_regex_replace_literal(folds, text, -1, 0, "", 0, NULL);
    g_regex_unref(folds);
    GRegex *regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
    if (!regex)
        sch_fault(c, DIAG_RULE_XPATH, sch_attr_pos(n, "match", XPATH_NAMESPACE), schematron_xpath_message(0));
    g_free(pattern);
    g_free(text);
    return regex;
}

static void set_variable(struct sch_run *r, const char *name, const char *value, size_t len)
{
    xmlChar *copy = xmlStrndup((const xmlChar *)value, (int)len);
    xmlXPathRegisterVariable(r->xpath, (const xmlChar *)name, xmlXPathWrapString(copy));
}

/* How far $before and $after reach: a text may be a whole file, with a match in each word. */
enum { AROUND = 400 };

static void set_around(struct sch_run *r, const char *text, size_t len, size_t start, size_t end)
{
    size_t from = start > AROUND ? start - AROUND : 0, to = len - end > AROUND ? end + AROUND : len;
    while (from < start && ((unsigned char)text[from] & 0xC0) == 0x80)
        from++;
    while (to > end && to < len && ((unsigned char)text[to] & 0xC0) == 0x80)
        to--;
    set_variable(r, "before", text + from, start - from);
    set_variable(r, "after", text + end, to - end);
}

/*
 * The bytes of the content, from `start` to `end`, in the file; false: they are not written there as they are. Up to
 * `*same` they are known to be; it moves on.
 */
static bool range_in(const xmlNode *node, const char *content, size_t start, size_t end, size_t *same, struct src_range *out)
{
    const xmlNode *text = node->type == XML_ELEMENT_NODE ? node->children : node;
    bool all = node->type != XML_ELEMENT_NODE || (text && text->type == XML_TEXT_NODE && !text->next);
    struct src_pos pos = all ? xml_value_pos(text) : SRC_NOWHERE;
    if (!pos.file || pos.offset + end > src_file_len(pos.file))
        return false;
    const char *bytes = src_file_text(pos.file) + pos.offset;
    *out = (struct src_range){ pos.file, pos.offset + (uint32_t)start, pos.offset + (uint32_t)end };
    /* A reference before it moves what follows; an '&' among equal bytes is one. */
    if (end > *same) {
        if (memcmp(bytes + *same, content + *same, end - *same) != 0 || memchr(bytes + *same, '&', end - *same))
            return false;
        *same = end;
    }
    return true;
}

/* The text of a node, which the parser has made sure is UTF-8; `*copy` is to be freed behind it. */
static const char *text_of(const xmlNode *node, xmlChar **copy)
{
    bool own = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    *copy = own ? NULL : xmlNodeGetContent(node);
    const xmlChar *text = own ? node->content : *copy;
    return text ? (const char *)text : "";
}

/* Where the group called "at" was found, else the whole. */
static void place_of(const GMatchInfo *m, gint *start, gint *end)
{
    if (!g_match_info_fetch_named_pos(m, "at", start, end) || *start < 0)
        g_match_info_fetch_pos(m, 0, start, end);
}

/* Any white space becomes one blank: prose breaks its lines within names too. Takes `s`. */
static char *collapsed(char *s)
{
    char *to = s;
    for (const char *from = s; *from; from++) {
        bool space = g_ascii_isspace(*from);
        if (!space || to == s || to[-1] != ' ')
            *to++ = space ? ' ' : *from;
    }
    *to = '\0';
    return s;
}

GPtrArray *sch_found_values(const GRegex *regex, const xmlNode *node)
{
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    xmlChar *copy;
    const char *text = text_of(node, &copy);
    GMatchInfo *m = NULL;
    g_regex_match(regex, text, 0, &m);
    for (; g_match_info_matches(m); g_match_info_next(m, NULL)) {
        gint start, end;
        place_of(m, &start, &end);
        g_ptr_array_add(values, collapsed(g_strndup(text + start, (gsize)(end - start))));
    }
    g_match_info_free(m);
    xmlFree(copy);
    return values;
}

void sch_each_found(struct sch_run *r, const GRegex *regex, xmlNode *node,
                    void (*each)(struct sch_run *, xmlNode *, gpointer), gpointer data)
{
    xmlChar *copy;
    const char *text = text_of(node, &copy);
    GMatchInfo *m = NULL;
    const size_t len = strlen(text);
    size_t same = 0;
    g_regex_match(regex, text, 0, &m);
    for (; g_match_info_matches(m) && !r->stopped; g_match_info_next(m, NULL)) {
        gint start, end;
        place_of(m, &start, &end);
        for (unsigned g = 0; g < G_N_ELEMENTS(group_names); g++) {
            gint from = start, to = end;
            if (g > 0 && (!g_match_info_fetch_pos(m, (gint)g, &from, &to) || from < 0))
                from = to = 0;
            set_variable(r, group_names[g], text + from, (size_t)(to - from));
        }
        set_around(r, text, len, (size_t)start, (size_t)end);
        r->xpath->opCount += 20;
        r->found_known = range_in(node, text, (size_t)start, (size_t)end, &same, &r->found);
        each(r, node, data);
    }
    r->found_known = false;
    g_match_info_free(m);
    xmlFree(copy);
}
