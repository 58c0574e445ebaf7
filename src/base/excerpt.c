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

static void append_source(GString *s, struct src_pos pos, unsigned line, struct excerpt_style style)
{
    size_t len;
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
    g_string_append_printf(s, "\n       | %*s%s^%s\n", (int)(caret - from), "", style.colour ? GREEN : "",
                           style.colour ? RESET : "");
}

char *excerpt_format(const struct diag_item *it, struct excerpt_style style)
{
    GString *s = g_string_new("");
    unsigned line = 0, col = 0;
    if (style.colour)
        g_string_append(s, BOLD);
    if (it->pos.file) {
        src_pos_line_col(it->pos, &line, &col);
        const char *name = src_file_name(it->pos.file);
        g_string_append_printf(s, "%s:%u:%u: ", strcmp(name, "-") == 0 ? "<stdin>" : name, line, col);
    } else {
        g_string_append(s, "sapchu: ");
    }
    if (style.colour)
        g_string_append(s, colours[it->severity]);
    g_string_append_printf(s, "%s: ", excerpt_severity(it->severity));
    if (style.colour)
        g_string_append(s, RESET BOLD);
    for (const char *p = it->message; *p; p = g_utf8_next_char(p))
        append_shown(s, g_utf8_get_char(p), 1);
    if (style.colour)
        g_string_append(s, RESET);
    g_string_append_printf(s, " [%s]\n", it->code);
    if (style.source && it->pos.file && src_file_len(it->pos.file) > 0)
        append_source(s, it->pos, line, style);
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

void excerpt_print(const struct diag *d, struct excerpt_style style, FILE *out)
{
    for (unsigned i = 0; i < diag_len(d); i++) {
        char *s = excerpt_format(diag_get(d, i), style);
        fputs(s, out);
        g_free(s);
    }
    char *summary = diag_count(d, DIAG_RECOVERED) > 1 ? excerpt_summary(d) : NULL;
    if (summary)
        fprintf(out, "%s\n", summary);
    g_free(summary);
}
