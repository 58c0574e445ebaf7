/* SPDX-License-Identifier: MIT */
/*
 * Numbers that would make other code slow, found before it sees them.
 *
 * The number of attributes of a tag, counted before the parser sees them: it compares each with all those before it, so
 * that a million would take minutes. One pass over the text, faults of syntax are left to the parser.
 */
#include "base/xml_priv.h"

#include <string.h>

/* The end of what begins at `s`: behind `mark`, or the end of the text. */
static const char *behind(const char *s, const char *end, const char *mark)
{
    size_t n = strlen(mark);
    for (; (s = memchr(s, mark[0], (size_t)(end - s))) != NULL; s++)
        if ((size_t)(end - s) >= n && !memcmp(s, mark, n))
            return s + n;
    return end;
}

/* Passes over the tag that `s` stands in; false: it has too many attributes. */
static bool pass_tag(const char **s, const char *end)
{
    const char *at = *s;
    unsigned n = 0;
    while (at < end && *at != '>' && *at != '<') {
        char c = *at++;
        if (c != '"' && c != '\'')
            continue;
        const char *close = memchr(at, c, (size_t)(end - at));
        at = close ? close + 1 : end;
        n++;
    }
    *s = at;
    return n <= XML_LIMIT_ATTRIBUTES;
}

bool xml_check_tags(const struct src_file *file, struct diag *diag)
{
    const char *text = src_file_text(file), *end = text + src_file_len(file), *s = text;
    while ((s = memchr(s, '<', (size_t)(end - s))) != NULL && ++s < end) {
        const char *tag = s;
        if (*s == '?')
            s = behind(s, end, "?>");
        else if (end - s > 3 && !memcmp(s, "!--", 3))
            s = behind(s + 3, end, "-->");
        else if (end - s > 8 && !memcmp(s, "![CDATA[", 8))
            s = behind(s, end, "]]>");
        else if (*s != '!' && !pass_tag(&s, end)) {     /* a declaration may hold tags: what stands in it is looked at */
            diag_emit(diag, DIAG_LIMIT_ATTRIBUTES, src_pos_at(file, (size_t)(tag - 1 - text)), XML_LIMIT_ATTRIBUTES);
            return false;
        }
    }
    return true;
}

/*
 * XPath finds out which of two texts, comments or instructions comes first by walking to the nearest element: many in a row
 * would take hours to sort.
 */
bool xml_check_siblings(const xmlDoc *doc, struct diag *diag)
{
    const xmlNode *n = xmlDocGetRootElement(doc), *top = n;
    unsigned run = 0;
    while (n) {
        run = n->type == XML_ELEMENT_NODE ? 0 : run + 1;
        if (run > XML_LIMIT_SIBLINGS) {
            diag_emit(diag, DIAG_LIMIT_SIBLINGS, xml_node_pos(n), XML_LIMIT_SIBLINGS);
            return false;
        }
        if (n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next) {
            n = n->parent;
            run = 0;
        }
        n = n == top ? NULL : n->next;
    }
    return true;
}
