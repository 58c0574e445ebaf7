/* SPDX-License-Identifier: MIT */
/* Rendering of findings. In: the list. Out: text for a terminal or a log. */
#include "base/excerpt.h"

#include "base/i18n.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TAB 4u
#define BOLD "\033[1m"
#define RESET "\033[0m"
#define GREEN "\033[1;32m"

static const char *const colours[] = { "\033[1;36m", "\033[1;35m", "\033[1;35m", "\033[1;31m", "\033[1;31m" };

struct excerpt_style excerpt_style_for(FILE *out)
{
    struct excerpt_style s = { false, false, 0 };
    const char *term = g_getenv("TERM"), *no = g_getenv("NO_COLOR");
    struct winsize size;
    if (!isatty(fileno(out)))
        return s;
    s.source = true;
    s.colour = (!no || !*no) && term && strcmp(term, "dumb") != 0;
    s.width = ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
    return s;
}

const char *excerpt_severity(enum diag_severity s)
{
    switch (s) {
    case DIAG_INFO:
        return _("note");
    case DIAG_RECOVERED:
    case DIAG_WARNING:
        return _("warning");
    default:
        return _("error");
    }
}

/* Columns of a terminal that a character takes at column `at`. */
static unsigned char_width(gunichar c, unsigned at)
{
    if (c == '\t')
        return TAB - at % TAB;
    if (g_unichar_iszerowidth(c))
        return 0;
    if (g_unichar_iswide(c))
        return 2;
    return 1;
}

/* A character as it may be sent to a terminal: controls would move its cursor. */
static void append_shown(GString *s, gunichar c, unsigned width)
{
    if (c == '\t')
        for (unsigned i = 0; i < width; i++)
            g_string_append_c(s, ' ');
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        g_string_append_unichar(s, 0xFFFD);
    else
        g_string_append_unichar(s, c);
}

/* Columns up to byte `end` of a line. */
static unsigned columns(const char *line, size_t end)
{
    unsigned at = 0;
    for (const char *p = line; p < line + end; p = g_utf8_next_char(p))
        at += char_width(g_utf8_get_char(p), at);
    return at;
}

/* The columns from..to of a line; what is cut off at an end becomes "…". */
static void append_window(GString *s, const char *line, size_t len, unsigned from, unsigned to)
{
    unsigned at = 0;
    bool cut = false;
    if (from > 0)
        g_string_append(s, "…");
    for (const char *p = line; p < line + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        unsigned w = char_width(c, at);
        if (at >= from + (from > 0) && at + w <= to)
            append_shown(s, c, w);
        else if (at >= to)
            cut = true;
        at += w;
        if (cut)
            break;
    }
    if (cut)
        g_string_append(s, "…");
}

/* Bytes of a line that are looked at around a place: a line may be a whole file. */
#define REACH 4000u

/* '^' under the place, and '~' up to the end of the range if that is in the same line, as far as the line is shown. */
static void append_caret(GString *s, unsigned caret, unsigned end, struct excerpt_style style)
{
    g_string_append_printf(s, "\n       | %*s%s^", (int)caret, "", style.colour ? GREEN : "");
    for (unsigned i = caret + 1; i < end; i++)
        g_string_append_c(s, '~');
    g_string_append_printf(s, "%s\n", style.colour ? RESET : "");
}

static void append_source(GString *s, struct src_range range, unsigned line, struct excerpt_style style)
{
    const struct src_pos pos = { range.file, range.start };
    size_t len, reach = range.end - range.start;
    const char *text = src_pos_line_text(pos, &len);
    if (line == 1 && len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    size_t offset = (size_t)(src_file_text(pos.file) + pos.offset - text);
    bool head = false;
    if (src_file_text(pos.file) + pos.offset < text)
        offset = 0;
    offset = MIN(offset, len);
    if (reach > len - offset)
        reach = 0;
    if (offset > REACH) {
        size_t skip = offset - REACH;
        while (skip < offset && ((unsigned char)text[skip] & 0xC0) == 0x80)
            skip++;
        text += skip;
        len -= skip;
        offset -= skip;
        head = true;
    }
    if (len > offset + REACH) {
        len = offset + REACH;
        while (len > offset && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    unsigned caret = columns(text, offset), from = 0, to = UINT_MAX;
    unsigned room = style.width > 24 ? style.width - 10 : 0;
    if (!room && (head || len > 2 * 200))
        room = 200;
    if (room && columns(text, len) > room) {
        from = caret > room * 2 / 3 ? caret - room * 2 / 3 : 0;
        to = from + room - 1;
    }
    char number[16];
    g_snprintf(number, sizeof number, "%u", line);
    g_string_append_printf(s, "%6s | ", number);
    append_window(s, text, len, from, to);
    unsigned end = columns(text, MIN(offset + reach, len));
    append_caret(s, caret - from, MIN(end, to) - from, style);
}

static void append_text(GString *s, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        append_shown(s, g_utf8_get_char(p), 1);
}

/* "file:line:col: "; gives the line. */
static unsigned append_place(GString *s, struct src_pos pos)
{
    unsigned line = 0, col = 0;
    if (pos.file) {
        src_pos_line_col(pos, &line, &col);
        const char *name = src_file_name(pos.file);
        g_string_append_printf(s, "%s:%u:%u: ", strcmp(name, "-") == 0 ? "<stdin>" : name, line, col);
    } else {
        g_string_append(s, "sapchu: ");
    }
    return line;
}

static bool has_source(const struct src_file *f, struct excerpt_style style)
{
    return style.source && f && src_file_len(f) > 0;
}

static void append_hint(GString *s, const char *label, const char *text)
{
    g_string_append_printf(s, "       = %s: ", label);
    append_text(s, text);
    g_string_append_c(s, '\n');
}

/* Does a message say these words, not as a part of others? */
static bool says(const char *message, const char *words)
{
    size_t n = strlen(words);
    for (const char *p = message; (p = strstr(p, words)) != NULL; p++)
        if ((p == message || !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(p)))) &&
            !g_unichar_isalnum(g_utf8_get_char(p + n)))
            return true;
    return false;
}

/* What stands below the excerpt. What was expected is left out if the message says it. */
static void append_more(GString *s, const struct diag_item *it, struct excerpt_style style)
{
    if (it->expected && !says(it->message, it->expected))
        append_hint(s, _("expected"), it->expected);
    if (it->fix)
        append_hint(s, it->fix->safe ? _("fix") : _("possible fix"), it->fix->title);
    for (guint i = 0; it->related && i < it->related->len; i++) {
        const struct diag_related *r = &g_array_index(it->related, struct diag_related, i);
        unsigned line = append_place(s, (struct src_pos){ r->range.file, r->range.start });
        g_string_append_printf(s, "%s%s: %s", style.colour ? colours[DIAG_INFO] : "", _("note"),
                               style.colour ? RESET : "");
        append_text(s, r->message);
        g_string_append_c(s, '\n');
        if (has_source(r->range.file, style))
            append_source(s, r->range, line, style);
    }
}

char *excerpt_format(const struct diag_item *it, struct excerpt_style style)
{
    GString *s = g_string_new("");
    if (style.colour)
        g_string_append(s, BOLD);
    unsigned line = append_place(s, it->pos);
    if (style.colour)
        g_string_append(s, colours[it->severity]);
    g_string_append_printf(s, "%s: ", excerpt_severity(it->severity));
    if (style.colour)
        g_string_append(s, RESET BOLD);
    append_text(s, it->message);
    if (style.colour)
        g_string_append(s, RESET);
    g_string_append_printf(s, " [%s]\n", it->code);
    if (has_source(it->pos.file, style))
        append_source(s, (struct src_range){ it->pos.file, it->pos.offset, it->end }, line, style);
    if (style.source)
        append_more(s, it, style);
    return g_string_free(s, FALSE);
}

char *excerpt_summary(const struct diag *d)
{
    unsigned errors = diag_count(d, DIAG_ERROR), warnings = diag_count(d, DIAG_RECOVERED) - errors;
    GString *s = g_string_new("");
    if (errors)
        g_string_append_printf(s, dngettext(I18N_DOMAIN, "%u error", "%u errors", errors), errors);
    if (errors && warnings)
        g_string_append(s, ", ");
    if (warnings)
        g_string_append_printf(s, dngettext(I18N_DOMAIN, "%u warning", "%u warnings", warnings), warnings);
    return g_string_free(s, s->len == 0);
}
