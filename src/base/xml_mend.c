/* SPDX-License-Identifier: MIT */
/*
 * Fixes of faults of XML. A fix is safe when the text around leaves no other meaning: a '<' before a number is a sign, one
 * that a '>' follows may have been a tag.
 */
#include "base/i18n.h"
#include "base/markup.h"
#include "base/xml_priv.h"

#include <string.h>

/* How far a fix looks for what it needs. */
enum { REACH = 200 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool in_name(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.' || c == ':' || (unsigned char)c >= 0x80;
}

/* Does `word` stand at the place of the finding? */
static bool stands(const struct diag_item *it, const char *word)
{
    size_t n = strlen(word), len = src_file_len(it->pos.file);
    return it->pos.offset <= len && len - it->pos.offset >= n &&
           memcmp(src_file_text(it->pos.file) + it->pos.offset, word, n) == 0;
}

/* `text` in place of the bytes from..to behind the finding's place. */
static void edit(struct diag *d, struct diag_item *it, size_t from, size_t to, const char *text)
{
    const struct src_range r = { it->pos.file, it->pos.offset + (uint32_t)from, it->pos.offset + (uint32_t)to };
    diag_add_edit(d, it, r, text);
}

static void begin(struct diag *d, struct diag_item *it, bool safe, const char *shown)
{
    char *title = g_strdup_printf(_("write '%s'"), shown);
    diag_add_fix(d, it, title, safe);
    g_free(title);
}

/* Character names of HTML that writers of XML expect to have. */
unsigned xml_html_entity(const char *name, size_t len)
{
    static const struct {
        const char *name;
        unsigned code;
    } known[] = {
        { "nbsp", 0xA0 }, { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 }, { "ldquo", 0x201C },
        { "rdquo", 0x201D }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "bull", 0x2022 }, { "copy", 0xA9 },
        { "laquo", 0xAB }, { "raquo", 0xBB }, { "middot", 0xB7 }, { "deg", 0xB0 }, { "times", 0xD7 },
        { "reg", 0xAE }, { "sect", 0xA7 }, { "plusmn", 0xB1 }, { "divide", 0xF7 }, { "frac12", 0xBD },
        { "sup2", 0xB2 }, { "sup3", 0xB3 }, { "le", 0x2264 }, { "ge", 0x2265 }, { "ne", 0x2260 },
        { "rarr", 0x2192 }, { "larr", 0x2190 }, { "euro", 0x20AC }, { "trade", 0x2122 }, { "permil", 0x2030 },
        { "agrave", 0xE0 }, { "aacute", 0xE1 }, { "acirc", 0xE2 }, { "atilde", 0xE3 }, { "egrave", 0xE8 },
        { "eacute", 0xE9 }, { "ecirc", 0xEA }, { "igrave", 0xEC }, { "iacute", 0xED }, { "ograve", 0xF2 },
        { "oacute", 0xF3 }, { "ocirc", 0xF4 }, { "otilde", 0xF5 }, { "ugrave", 0xF9 }, { "uacute", 0xFA },
        { "yacute", 0xFD }, { "Agrave", 0xC0 }, { "Aacute", 0xC1 }, { "Acirc", 0xC2 }, { "Atilde", 0xC3 },
        { "Egrave", 0xC8 }, { "Eacute", 0xC9 }, { "Ecirc", 0xCA }, { "Igrave", 0xCC }, { "Iacute", 0xCD },
        { "Ograve", 0xD2 }, { "Oacute", 0xD3 }, { "Ocirc", 0xD4 }, { "Otilde", 0xD5 }, { "Ugrave", 0xD9 },
        { "Uacute", 0xDA }, { "Yacute", 0xDD },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0)
            return known[i].code;
    return 0;
}

/* '&' and a name without ';' may be a reference or a sign; before anything else it is a sign. */
void xml_mend_ampersand(struct diag *d, struct diag_item *it)
{
    const char *s = src_file_text(it->pos.file) + it->pos.offset + 1;
    size_t n = 0;
    if (!stands(it, "&") || *s == '#')
        return;
    while (n < REACH && in_name(s[n]))
        n++;
    if (s[n] == ';' && n > 0)               /* a whole reference: the fault is another's */
        return;
    if (!xml_html_entity(s, n) && !markup_entity(s, n)) {
        begin(d, it, true, "&amp;");
        edit(d, it, 1, 1, "amp;");
        return;
    }
    char *shown = g_strdup_printf("&%.*s;", (int)n, s);
    begin(d, it, false, shown);
    edit(d, it, 1 + n, 1 + n, ";");
    g_free(shown);
}

void xml_mend_less_than(struct diag *d, struct diag_item *it)
{
    const char *s = src_file_text(it->pos.file) + it->pos.offset + 1;
    if (!stands(it, "<"))
        return;
    size_t n = 0;
    while (n < REACH && s[n] && s[n] != '<' && s[n] != '>')
        n++;
    begin(d, it, n < REACH && s[n] == '<', "&lt;");
    edit(d, it, 0, 1, "&lt;");
}

/* The character itself; what cannot be seen, as a number. */
void xml_mend_entity(struct diag *d, struct diag_item *it)
{
    const char *s = src_file_text(it->pos.file) + it->pos.offset + 1;
    size_t n = 0;
    while (n < REACH && in_name(s[n]))
        n++;
    unsigned code = stands(it, "&") && s[n] == ';' ? xml_html_entity(s, n) : 0;
    if (!code)
        return;
    char text[16];
    if (code == 0xA0)
        g_snprintf(text, sizeof text, "&#%u;", code);
    else
        text[g_unichar_to_utf8(code, text)] = '\0';
    begin(d, it, true, text);
    edit(d, it, 0, n + 2, text);
}

/* a=1: the value is taken as far as nothing but quotation marks can end it. */
void xml_mend_quotes(struct diag *d, struct diag_item *it)
{
    const char *s = src_file_text(it->pos.file) + it->pos.offset;
    size_t n = 0;
    while (n < REACH && (in_name(s[n]) || strchr("%,#+", s[n])) && s[n])
        n++;
    if (n == 0 || n == REACH || !(is_space(s[n]) || s[n] == '>' || (s[n] == '/' && s[n + 1] == '>')))
        return;
    char *shown = g_strdup_printf("\"%.*s\"", (int)n, s);
    begin(d, it, true, shown);
    edit(d, it, 0, 0, "\"");
    edit(d, it, n, n, "\"");
    g_free(shown);
}

/* '<' in a value: of the same tag's value if the quotation mark that opened it stands behind, and ends it. */
void xml_mend_value(struct diag *d, struct diag_item *it)
{
    const char *text = src_file_text(it->pos.file), *s = text + it->pos.offset, *open = s;
    if (!stands(it, "<"))
        return;
    while (open > text && s - open < REACH && !((*open == '"' || *open == '\'') && open[-1] == '='))
        open--;
    if (open == text || s - open >= REACH)
        return;
    size_t n = 1;
    while (n < REACH && s[n] && s[n] != *open && s[n] != '>' && s[n] != '=' && s[n] != '\n')
        n++;
    if (n == REACH || s[n] != *open || !(is_space(s[n + 1]) || s[n + 1] == '>' || s[n + 1] == '/'))
        return;
    begin(d, it, true, "&lt;");
    edit(d, it, 0, 1, "&lt;");
}

void xml_mend_dashes(struct diag *d, struct diag_item *it)
{
    if (!stands(it, "--"))
        return;
    begin(d, it, true, "- -");
    edit(d, it, 1, 1, " ");
}

void xml_mend_cdata_end(struct diag *d, struct diag_item *it)
{
    if (!stands(it, "]]>"))
        return;
    begin(d, it, true, "]]&gt;");
    edit(d, it, 2, 3, "&gt;");
}

/* White space before the declaration goes; anything else there is a second document. */
void xml_mend_declaration(struct diag *d, struct diag_item *it)
{
    const char *text = src_file_text(it->pos.file);
    size_t from = src_file_len(it->pos.file) >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, to = from;
    while (is_space(text[to]))
        to++;
    if (to == from || to != it->pos.offset || !stands(it, "<?xml"))
        return;
    diag_add_fix(d, it, _("take away what stands before it"), true);
    const struct src_range r = { it->pos.file, (uint32_t)from, (uint32_t)to };
    diag_add_edit(d, it, r, "");
}
