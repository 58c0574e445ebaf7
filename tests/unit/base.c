/* SPDX-License-Identifier: MIT */
/* Unit tests of base/. */
#include "base/access.h"
#include "base/arena.h"
#include "base/intern.h"
#include "base/len.h"
#include "base/markup.h"
#include "base/near.h"
#include "base/source.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static void test_len(void)
{
    g_assert_cmpint(len_from_pt(1), ==, 1024);
    g_assert_cmpint(len_from_pt(-0.5), ==, -512);
    g_assert_cmpint(len_from_pt(1e30), ==, LEN_MAX);
    g_assert_cmpint(len_from_pt((double)NAN), ==, 0);
    g_assert_cmpint(len_add(LEN_MAX, LEN_MAX), ==, LEN_MAX);
    g_assert_cmpint(len_scale(2048, 1.5), ==, 3072);
}

static void test_source(void)
{
    static const char text[] = "<a>\n  <b x='1' tên=\"Ngọc\"/>\r\nchữ\rend";
    struct src_file *f = src_file_new("a.xml", g_strdup(text), strlen(text));
    unsigned line, col;
    struct src_pos b = src_pos_at(f, 6);
    src_pos_line_col(b, &line, &col);
    g_assert_cmpuint(line, ==, 2);
    g_assert_cmpuint(col, ==, 3);
    src_pos_line_col(src_pos_attr(b, "tên", true), &line, &col);
    g_assert_cmpuint(col, ==, 17);
    g_assert_cmpuint(src_pos_attr(b, "y", true).offset, ==, 6);
    src_pos_line_col(src_pos_at(f, (size_t)(strstr(text, "end") - text)), &line, &col);
    g_assert_cmpuint(line, ==, 4);
    g_assert_cmpuint(col, ==, 1);
    size_t n;
    const char *l = src_pos_line_text(src_pos_at(f, (size_t)(strstr(text, "chữ") - text) + 1), &n);
    g_assert_true(n == strlen("chữ") && memcmp(l, "chữ", n) == 0);
    g_assert_cmpuint(src_tag_start(f, 20), ==, 6);
    src_file_drop(f);
}

/* What a reader sees underlined at each place. */
static void test_range(void)
{
    static const char text[] = "<a>\n  <b x = 'chữ một'/>Lời nói <i>đây</i></a>";
    static const struct {
        const char *at, *seen;
    } rows[] = {
        { "<b", "<b" }, { "x =", "x" }, { "chữ", "chữ một" }, { "Lời", "Lời nói" }, { "nói", "nói" }, { "</i", "</i" },
    };
    struct src_file *f = src_file_new("a.xml", g_strdup(text), strlen(text));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct src_range r = src_range_at(src_pos_at(f, (size_t)(strstr(text, rows[i].at) - text)));
        char *seen = g_strndup(text + r.start, r.end - r.start);
        g_assert_cmpstr(seen, ==, rows[i].seen);
        g_free(seen);
    }
    g_assert_cmpuint(src_range_at(src_pos_at(f, sizeof text)).end, ==, sizeof text - 1);
    src_file_drop(f);
}

/* Tokens as "kind:text"; of start tags the attributes too: "name=value", '?' when it has no end, '!' when it has no value. */
static char *tokens(const char *text)
{
    static const char *const kinds[] = { "text", "start", "end", "comment", "cdata", "pi", "doctype" };
    GString *s = g_string_new("");
    struct markup_token t;
    for (size_t at = 0; markup_next(text, strlen(text), &at, &t);) {
        g_string_append_printf(s, "%s%s%s:%.*s", s->len ? " " : "", kinds[t.kind], t.open ? "?" : t.empty ? "/" : "",
                               (int)(t.kind == MARKUP_TEXT ? t.end - t.start : t.name_len),
                               text + (t.kind == MARKUP_TEXT ? t.start : t.name));
        struct markup_attr a;
        for (size_t in = 0; t.kind == MARKUP_START && markup_next_attr(text, &t, &in, &a);)
            g_string_append_printf(s, " %.*s%s%.*s", (int)a.name_len, text + a.name, a.open ? "?" : a.valued ? "=" : "!",
                                   (int)a.value_len, text + a.value);
    }
    return g_string_free(s, FALSE);
}

static void test_markup(void)
{
    static const struct {
        const char *text, *tokens;
    } rows[] = {
        { "<?xml v='>'?><!DOCTYPE a [<!ENTITY b '>'>]><a x=\"1>2\" y='ệ'/>t<!-- <b> --><![CDATA[<c>]]></a>",
          "pi:xml doctype: start/:a x=1>2 y=ệ text:t comment: cdata: end:a" },
        { "<r:a b = 'c' d><", "start:r:a b=c d! start?:" },
        /* as it is being typed */
        { "<p>Họp <whe\n<b>x</b></p>", "start:p text:Họp  start?:whe start:b text:x end:b end:p" },
        { "<a x=\"1\n<b y=\"2\"/>", "start?:a x?1\n start/:b y=2" },
        { "<a x=>t</a", "start:a x! text:t end?:a" },
        { "<!-- a", "comment?:" },
        { "<!DOCTYPE a SYSTEM 'x\n<a>it's</a>", "doctype?: start:a text:it's end:a" },
        { "<?xml", "pi?:xml" },
        { "<![CDATA[ <a> ]] >", "cdata?:" },
        { "<", "start?:" },
        { "</", "end?:" },
        { "", "" },
        /* what a declaration may hide its end in */
        { "<!DOCTYPE a [<!ENTITY b \"]>'\"><!-- ]> \" --><?x ]> '?><!ATTLIST a b CDATA '>'>]\n><a>&b;</a>",
          "doctype: start:a text:&b; end:a" },
        { "<!DOCTYPE a PUBLIC \"-//X>//\" 'y>'><a/>", "doctype: start/:a" },
        { "<!DOCTYPE a><a/>", "doctype: start/:a" },
        /* a mark of byte order, line ends of two bytes, a tag over several lines */
        { "\xEF\xBB\xBF<a\r\n  b=\"1\r\n2\"\r\n\tc\r\n=\r\n'3'\r\n>x\r\n</a\r\n>", "text:\xEF\xBB\xBF start:a b=1\r\n2 c=3 text:x\r\n end:a" },
        { "a &lt;b> &#x3C; &own; ]]> -- ?>", "text:a &lt;b> &#x3C; &own; ]]> -- ?>" },
        { "<a><!-- -- > --> <!--> --></a>", "start:a comment: text:  comment: end:a" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = tokens(rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].tokens);
        g_free(got);
    }
}

/* One line of many letters, and one tag of many attributes: asked in any order. */
static void test_source_long(void)
{
    enum { N = 3000 };
    GString *t = g_string_new("<t");
    size_t at[N];
    for (int i = 0; i < N; i++) {
        g_string_append(t, " ");
        at[i] = t->len;
        g_string_append_printf(t, "chữ%d='ệ'", i);
    }
    size_t len = t->len;
    struct src_file *f = src_file_new("long", g_string_free(t, FALSE), len);
    for (int i = 0, k = 1; i < N; i++, k = (k + 1013) % N) {
        char *name = g_strdup_printf("chữ%d", k);
        struct src_pos p = src_pos_attr(src_pos_at(f, 0), name, false);
        g_assert_cmpuint(p.offset, ==, at[k]);
        g_free(name);
        unsigned line, col;
        src_pos_line_col(p, &line, &col);
        g_assert_cmpuint(line, ==, 1);
        g_assert_cmpint(col, ==, g_utf8_strlen(src_file_text(f), (gssize)at[k]) + 1);
    }
    g_assert_cmpuint(src_pos_attr(src_pos_at(f, 0), "none", false).offset, ==, 0);
    src_file_drop(f);
}

static void test_arena(void)
{
    struct arena *a = arena_new();
    char *big = arena_alloc(a, 1000000);
    g_assert_cmpint(big[999999], ==, 0);
    g_assert_cmpstr(arena_printf(a, "%d", 7), ==, "7");
    arena_reset(a);
    arena_drop(a);
}

static void test_intern(void)
{
    struct intern *t = intern_new();
    g_assert_true(intern_string(t, "abc") == intern_string(t, "abc"));
    g_assert_true(intern_string(t, "abc") != intern_string(t, "abd"));
    intern_drop(t);
}

static void test_access(void)
{
    struct access *a = access_new();
    access_allow_dir(a, "/usr");
    g_assert_true(access_permits(a, "/usr/bin"));
    g_assert_false(access_permits(a, "/usr/../etc/passwd"));
    g_assert_false(access_permits(a, "/usrx"));
    char *p = access_resolve("/x/y.fo", "a%20b.png");
    g_assert_cmpstr(p, ==, "/x/a b.png");
    g_free(p);
    g_assert_null(access_resolve(NULL, "http://a.example/b"));
    access_drop(a);
}

/* Near is what one may have meant; sure is what nothing else can have been. */
static void test_near(void)
{
    static const char *const names[] = { "title", "time", "tile", "place", "attendance", "attendee" };
    const size_t n = G_N_ELEMENTS(names);
    g_assert_cmpstr(near_of("plaec", names, n), ==, "place");
    g_assert_true(near_is_sure("plaec", "place", names, n));
    g_assert_cmpstr(near_of("tite", names, n), !=, NULL);
    g_assert_false(near_is_sure("tite", "title", names, n));            /* "tile" and "time" are as near */
    g_assert_true(near_is_sure("atendanc", "attendance", names, n));    /* two slips in eight letters */
    g_assert_cmpstr(near_of("attendants", names, n), ==, "attendance");
    g_assert_false(near_is_sure("attendances-", "attendee", names, n));
    g_assert_null(near_of("signatory", names, n));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/len", test_len);
    g_test_add_func("/base/source", test_source);
    g_test_add_func("/base/near", test_near);
    g_test_add_func("/base/source/range", test_range);
    g_test_add_func("/base/markup", test_markup);
    g_test_add_func("/base/source/long", test_source_long);
    g_test_add_func("/base/arena", test_arena);
    g_test_add_func("/base/intern", test_intern);
    g_test_add_func("/base/access", test_access);
    return g_test_run();
}
