/* SPDX-License-Identifier: MIT */
/* Unit tests of lang/vi/: letters, syllables, text, numbers, dates. */
#include "lang/vi/convert.h"
#include "lang/vi/date.h"
#include "lang/vi/letter.h"
#include "lang/vi/number.h"
#include "lang/vi/syllable.h"
#include "lang/vi/text.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define EACH(rows, i) for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)

/* Compares and frees what came. */
static void same(char *got, const char *want)
{
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_letters(void)
{
    struct vi_letter l = vi_letter_split(0x1EA8);       /* Ẩ */
    g_assert_cmphex(l.base, ==, 0xE2);
    g_assert_cmpint(l.tone, ==, VI_HOI);
    g_assert_true(l.upper);
    l = vi_letter_split(0x110);
    g_assert_cmphex(l.base, ==, 0x111);
    g_assert_cmphex(vi_letter_bare(l.base), ==, 'd');
    g_assert_cmphex(vi_letter_bare(0x1B0), ==, 'u');
    g_assert_cmpint(vi_letter_rank('a'), ==, 0);
    g_assert_cmpint(vi_letter_rank('z'), ==, 32);
    g_assert_cmpint(vi_letter_rank('1'), ==, -1);
    /* the 134 letters beyond ASCII: each splits to a base of the alphabet */
    unsigned n = 0;
    for (gunichar c = 0x80; c < 0x1F00; c++) {
        struct vi_letter k = vi_letter_split(c);
        bool vowel = vi_letter_is_vowel(k.base) || k.base == 0x111;
        if (vowel && (k.base >= 0x80 || k.tone != VI_NGANG))
            n++;
    }
    g_assert_cmpuint(n, ==, 134);
}

static void test_syllables(void)
{
    static const struct {
        const char *text, *onset, *nucleus, *coda;
        enum vi_tone tone;
    } rows[] = {
        { "nghiêng", "ngh", "iê", "ng", VI_NGANG }, { "Quý", "qu", "y", "", VI_SAC },
        { "quốc", "qu", "ô", "c", VI_SAC },         { "gì", "g", "i", "", VI_HUYEN },
        { "gìn", "g", "i", "n", VI_HUYEN },         { "giá", "gi", "a", "", VI_SAC },
        { "giếng", "gi", "ê", "ng", VI_SAC },       { "ĐƯỜNG", "đ", "ươ", "ng", VI_HUYEN },
        { "khuỷu", "kh", "uyu", "", VI_HOI },       { "nguyễn", "ng", "uyê", "n", VI_NGA },
        { "yêu", "", "yêu", "", VI_NGANG },         { "thủy", "th", "uy", "", VI_HOI },
        { "thuỷ", "th", "uy", "", VI_HOI },         { "hòa", "h", "oa", "", VI_HUYEN },
        { "phụ", "ph", "u", "", VI_NANG },          { "xoong", "x", "oo", "ng", VI_NGANG },
        { "e\xCC\xA3\xCC\x82nh", "", "ê", "nh", VI_NANG },      /* NFD in the order dot, circumflex */
    };
    struct vi_syllable s;
    EACH(rows, i) {
        g_test_message("%s", rows[i].text);
        g_assert_true(vi_syllable_split(rows[i].text, -1, &s));
        g_assert_cmpstr(s.onset, ==, rows[i].onset);
        g_assert_cmpstr(s.nucleus, ==, rows[i].nucleus);
        g_assert_cmpstr(s.coda, ==, rows[i].coda);
        g_assert_cmpint(s.tone, ==, rows[i].tone);
    }
    static const char *const bad[] = {
        "", "đợct", "nh", "trởng2", "hộinghị", "cat", "Lâp", "internet", "ă", "áà", "12", "giangh",
    };
    EACH(bad, i) {
        g_test_message("%s", bad[i]);
        g_assert_false(vi_syllable_split(bad[i], -1, &s));
    }
    g_assert_true(vi_syllable_split("họp mặt", 5, &s));
}

static void test_text(void)
{
    static const struct {
        char *(*call)(const char *);
        const char *in, *out;
    } rows[] = {
        { vi_text_upper, "Ủy ban nhân dân xã Ỷ La", "ỦY BAN NHÂN DÂN XÃ Ỷ LA" },
        { vi_text_upper, "u\xCC\x83\xCC\x9B", "Ữ" },        /* NFD: tilde, then horn */
        { vi_text_upper, "đề tài i", "ĐỀ TÀI I" },
        { vi_text_lower, "ĐẢNG ỦY", "đảng ủy" },
        { vi_text_capital, "điều 5", "Điều 5" },
        { vi_text_capital, "“ông A”", "“Ông A”" },
        { vi_text_capital, "12 đồng chí", "12 đồng chí" },
        { vi_text_capital, "", "" },
        { vi_text_slug, "Họp HĐQT: phiên thứ 2 (quý I/2024)", "hop-hdqt-phien-thu-2-quy-i-2024" },
        { vi_text_slug, "  — Đổi mới, sáng tạo! ", "doi-moi-sang-tao" },
        { vi_text_slug, "Köln 漢 Ưu", "koln-uu" },
        { vi_text_slug, "…", "" },
    };
    EACH(rows, i)
        same(rows[i].call(rows[i].in), rows[i].out);
    same(vi_text_nfc("e\xCC\xA3\xCC\x82", -1), "ệ");
    same(vi_text_nfc("a\xFF", -1), "a\xEF\xBF\xBD");
    same(vi_text_nfc("abc", 2), "ab");
}

static void assert_order(char *(*key)(const char *), const char *const *words, unsigned n)
{
    for (unsigned i = 1; i < n; i++) {
        char *a = key(words[i - 1]), *b = key(words[i]);
        g_test_message("%s < %s: '%s' '%s'", words[i - 1], words[i], a, b);
        g_assert_cmpint(strcmp(a, b), <, 0);
        g_free(a);
        g_free(b);
    }
}

static void test_order(void)
{
    static const char *const words[] = {
        "", "1", "a", "A", "à", "ả", "ã", "á", "ạ", "an", "án", "an ninh", "anh", "ăn", "ân", "ba", "ca", "da", "đa",
        "em", "êm", "hoa", "hòa", "hòa bình", "hoan", "ma", "mà", "ma túy", "oa", "ô", "ơ", "u", "ư", "ý", "漢",
    };
    assert_order(vi_text_sort_key, words, G_N_ELEMENTS(words));
    static const char *const names[] = {
        "An", "Lê Văn An", "Nguyễn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần Bình An", "Phạm Anh", "Lý Ân",
        "Bùi Bình", "Đỗ Dung", "Đỗ Đức", "Vũ Thị Hoa", "Bùi Hòa",
    };
    assert_order(vi_text_name_key, names, G_N_ELEMENTS(names));
    char *a = vi_text_sort_key("hòa"), *b = vi_text_sort_key("ho\x61\xCC\x80");
    g_assert_cmpstr(a, !=, b);      /* the tone stands on another letter: another spelling */
    g_free(a);
    g_free(b);
}

static void test_format(void)
{
    static const struct {
        const char *in;
        int digits;
        const char *out;
    } rows[] = {
        { "3600", -1, "3.600" },        { "107.1", -1, "107,1" },       { "1234.5", -1, "1.234,5" },
        { "0", -1, "0" },               { "-0.0", -1, "0,0" },          { "007", -1, "7" },
        { "-1234567", -1, "-1.234.567" }, { "999", -1, "999" },         { "2.50", -1, "2,50" },
        { "2.5", 0, "3" },              { "2.45", 1, "2,5" },           { "999.96", 1, "1.000,0" },
        { "99.5", 0, "100" },           { "3", 2, "3,00" },             { "-0.4", 0, "0" },
        { " 12 ", -1, "12" },           { "+5", -1, "5" },              { ".5", -1, "0,5" },
        { "12345678901234567890.12", -1, "12.345.678.901.234.567.890,12" },
        { "", -1, NULL },               { "abc", -1, NULL },            { "1e5", -1, NULL },
        { "1.2.3", -1, NULL },          { "-", -1, NULL },              { ".", -1, NULL },
    };
    EACH(rows, i)
        same(vi_number_format(rows[i].in, rows[i].digits), rows[i].out);
    same(vi_number_leading_zero("3"), "03");
    same(vi_number_leading_zero("03"), "03");
    same(vi_number_leading_zero("10"), "10");
    same(vi_number_leading_zero("0"), "0");
    same(vi_number_leading_zero("3.5"), "3,5");
    same(vi_number_leading_zero("x"), NULL);
    same(vi_number_from_double(0.1), "0.1");
    same(vi_number_from_double(1e15), "1000000000000000");
    same(vi_number_from_double(-0.0), "0");
    same(vi_number_from_double(107.1), "107.1");
    same(vi_number_from_double(123456.789), "123456.789");
    same(vi_number_from_double(1e16), NULL);
    same(vi_number_from_double((double)NAN), NULL);
    same(vi_number_from_double((double)INFINITY), NULL);
}

static void test_words(void)
{
    static const struct {
        const char *in, *out;
        enum vi_words flags;
    } rows[] = {
        { "0", "không", 0 },
        { "1", "một", 0 },
        { "10", "mười", 0 },
        { "11", "mười một", 0 },
        { "14", "mười bốn", 0 },
        { "15", "mười lăm", 0 },
        { "20", "hai mươi", 0 },
        { "21", "hai mươi mốt", 0 },
        { "24", "hai mươi tư", 0 },
        { "55", "năm mươi lăm", 0 },
        { "100", "một trăm", 0 },
        { "101", "một trăm linh một", 0 },
        { "105", "một trăm lẻ năm", VI_WORDS_LE },
        { "110", "một trăm mười", 0 },
        { "1000", "một nghìn", 0 },
        { "1000", "một ngàn", VI_WORDS_NGAN },
        { "1005", "một nghìn không trăm linh năm", 0 },
        { "3600", "ba nghìn sáu trăm", 0 },
        { "2023", "hai nghìn không trăm hai mươi ba", 0 },
        { "1000005", "một triệu không trăm linh năm", 0 },
        { "1005000", "một triệu không trăm linh năm nghìn", 0 },
        { "1000000000", "một tỷ", 0 },
        { "2500000000", "hai tỷ năm trăm triệu", 0 },
        { "12000000000000", "mười hai nghìn tỷ", 0 },
        { "1000000000000000000", "một tỷ tỷ", 0 },
        { "1000000000000000001", "một tỷ tỷ không trăm linh một", 0 },
        { "-5", "âm năm", 0 },
        { "-0", "không", 0 },
        { "107.1", "một trăm linh bảy phẩy một", 0 },
        { "3.25", "ba phẩy hai mươi lăm", 0 },
        { "0.05", "không phẩy không năm", 0 },
        { "x", NULL, 0 },
    };
    EACH(rows, i)
        same(vi_number_words(rows[i].in, rows[i].flags), rows[i].out);
}

static void test_counters(void)
{
    same(vi_number_roman(1994), "MCMXCIV");
    same(vi_number_roman(3999), "MMMCMXCIX");
    same(vi_number_roman(0), NULL);
    same(vi_number_roman(4000), NULL);
    static const char *const letters[] = { "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o" };
    EACH(letters, i)
        same(vi_number_letter((long)i + 1), letters[i]);
    same(vi_number_letter(23), "y");
    same(vi_number_letter(24), "aa");
    same(vi_number_letter(0), NULL);
    same(vi_number_letter(1000000), NULL);
}

static void test_percent(void)
{
    static const struct {
        const char *value, *base, *percent;
        bool ok;
    } rows[] = {
        { "30", "28", "107", true },    { "30", "28", "107.1", true },  { "30", "28", "107.14", true },
        { "30", "28", "107.2", false }, { "30", "28", "108", false },   { "7", "7", "100", true },
        { "1", "3", "33.3", true },     { "2", "3", "66.6", false },    { "1", "8", "12.5", true },
        { "1", "8", "13", true },       { "1", "8", "12", true },       { "1", "0", "100", false },
        { "a", "1", "1", false },       { "1", "1", "", false },        { "0", "5", "0", true },
    };
    EACH(rows, i)
        g_assert_true(vi_number_percent_ok(rows[i].value, rows[i].base, rows[i].percent) == rows[i].ok);
}

static void test_dates(void)
{
    static const struct {
        const char *iso;
        enum vi_date_form form;
        const char *out;
    } rows[] = {
        { "2020-01-05", VI_DATE_LONG, "ngày 05 tháng 01 năm 2020" },
        { "2019-06-29", VI_DATE_LONG, "ngày 29 tháng 6 năm 2019" },
        { "2023-12-12", VI_DATE_LONG, "ngày 12 tháng 12 năm 2023" },
        { "2024-02-09", VI_DATE_LONG, "ngày 09 tháng 02 năm 2024" },
        { "2020-01-05", VI_DATE_SHORT, "05/01/2020" },
        { "2020-01-05", VI_DATE_PLAIN, "5/1/2020" },
        { "2020-01-05", VI_DATE_ADMIN, "05/01/2020" },
        { "2026-07-06", VI_DATE_ADMIN, "06/7/2026" },
        { "2020-01-05T10:00:00Z", VI_DATE_ISO, "2020-01-05" },
        { "2020-04-24", VI_DATE_WORDS, "ngày hai mươi tư tháng tư năm hai nghìn không trăm hai mươi" },
    };
    struct vi_moment m, n;
    EACH(rows, i) {
        g_assert_true(vi_date_parse(rows[i].iso, &m));
        same(vi_date_format(&m, rows[i].form), rows[i].out);
    }
    static const char *const bad[] = {
        "", "2023", "2023-02-29", "2023-13-01", "2023-00-10", "2023-1-5", "2023-04-31", "05/01/2020", "2023-01-01T25:00",
        "2023-01-01T10:00:60", "2023-01-01+7", "2023-01-01 x", "0000-01-01", "1900-02-29", "2023-01-01T10:00:00.",
    };
    EACH(bad, i) {
        g_test_message("%s", bad[i]);
        g_assert_false(vi_date_parse(bad[i], &m));
    }
    g_assert_false(vi_date_parse(NULL, &m));
    g_assert_true(vi_date_parse("2000-02-29", &m));
    /* every day of four centuries: weekdays go round, days count up */
    int64_t day = 0;
    int weekday = 0;
    bool first = true;
    for (int y = 1800; y < 2201; y++)
        for (int mo = 1; mo <= 12; mo++)
            for (int d = 1; d <= 31; d++) {
                char iso[32];
                g_snprintf(iso, sizeof iso, "%04d-%02d-%02d", y, mo, d);
                if (!vi_date_parse(iso, &m))
                    continue;
                if (!first) {
                    g_assert_true(vi_date_days(&m) == day + 1);
                    g_assert_cmpint(vi_date_weekday(&m), ==, weekday % 7 + 1);
                }
                first = false;
                day = vi_date_days(&m);
                weekday = vi_date_weekday(&m);
            }
    vi_date_parse("1970-01-01", &m);
    g_assert_true(vi_date_days(&m) == 0);
    vi_date_parse("2023-12-11", &m);
    g_assert_cmpint(vi_date_weekday(&m), ==, 1);
    g_assert_cmpstr(vi_date_weekday_name(1), ==, "thứ Hai");
    g_assert_cmpstr(vi_date_weekday_name(7), ==, "Chủ nhật");
    g_assert_null(vi_date_weekday_name(0));
    vi_date_parse("0001-01-01", &m);
    g_assert_cmpint(vi_date_weekday(&m), ==, 1);
    vi_date_parse("2023-12-11", &m);
    vi_date_parse("2023-12-12T00:00:00+07:00", &n);
    g_assert_cmpint(vi_date_compare(&m, &n), ==, -1);
    g_assert_cmpint(vi_date_compare(&n, &m), ==, 1);
    vi_date_parse("2023-12-11T17:00:00Z", &m);
    g_assert_cmpint(vi_date_compare(&m, &n), ==, 0);
}

static void test_times(void)
{
    struct vi_moment m;
    g_assert_true(vi_date_parse("2023-12-11T22:40:00+07:00", &m));
    same(vi_time_format(&m, VI_TIME_LONG), "22 giờ 40 phút");
    same(vi_time_format(&m, VI_TIME_SHORT), "22:40");
    g_assert_true(vi_date_parse("2023-12-11T08:05:00.5-03:30", &m));
    g_assert_cmpint(m.zone, ==, -210);
    same(vi_time_format(&m, VI_TIME_LONG), "8 giờ 05 phút");
    g_assert_true(vi_date_parse("2023-12-11T08:00", &m));
    g_assert_false(m.has_zone);
    same(vi_time_format(&m, VI_TIME_LONG), "8 giờ 00 phút");
    same(vi_time_format(&m, VI_TIME_PLAIN), "8 giờ");
    same(vi_time_format(&m, VI_TIME_SHORT), "08:00");
}

/* As bytes and as what they look like in Latin-1: both are read, and what they are is guessed. */
static void test_legacy(void)
{
    static const struct {
        enum vi_legacy from;
        const char *seen, *meant;
    } rows[] = {
        { VI_TCVN3, "Uû ban nh©n d©n tØnh tæ chøc héi nghÞ", "Uỷ ban nhân dân tỉnh tổ chức hội nghị" },
        { VI_VNI, "UÛy ban nhaân daân tænh toå chöùc hoäi nghò, ñöôïc", "Ủy ban nhân dân tỉnh tổ chức hội nghị, được" },
        { VI_VNI, "CHAØO CAÙC BAÏN, ÑAÏI BIEÅU", "CHÀO CÁC BẠN, ĐẠI BIỂU" },
        { VI_MOJIBAKE, "Há»™i nghá»‹ sÆ¡ káº¿t cÃ´ng tÃ¡c, Ä‘áº¡i biá»ƒu", "Hội nghị sơ kết công tác, đại biểu" },
    };
    EACH(rows, i) {
        enum vi_legacy found;
        g_assert_true(vi_legacy_guess(rows[i].seen, strlen(rows[i].seen), false, &found));
        g_assert_cmpint(found, ==, rows[i].from);
        same(vi_legacy_decode(found, rows[i].seen, strlen(rows[i].seen), false), rows[i].meant);
        if (rows[i].from == VI_MOJIBAKE)
            continue;
        char *bytes = g_convert(rows[i].seen, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);
        g_assert_true(vi_legacy_guess(bytes, strlen(bytes), false, &found));
        g_assert_cmpint(found, ==, rows[i].from);
        same(vi_legacy_decode(found, bytes, strlen(bytes), false), rows[i].meant);
        g_free(bytes);
    }
}

/* Every small letter through each encoding that has all of them. */
static void test_legacy_all(void)
{
    static const struct {
        enum vi_legacy from;
        const char *iconv;
    } rows[] = { { VI_TCVN3, "TCVN5712-1" }, { VI_VISCII, "VISCII" }, { VI_CP1258, "CP1258" } };
    static const char letters[] = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
    EACH(rows, i) {
        GString *bytes = g_string_new("");
        for (const char *p = letters; *p; p = g_utf8_next_char(p)) {
            gsize n = 0;
            const char *next = g_utf8_next_char(p);
            char *one = g_convert(p, next - p, rows[i].iconv, "UTF-8", NULL, &n, NULL);
            g_assert_nonnull(one);
            g_string_append_len(bytes, one, (gssize)n);
            g_free(one);
        }
        same(vi_legacy_decode(rows[i].from, bytes->str, bytes->len, false), letters);
        g_string_free(bytes, TRUE);
    }
    /* VNI has a table of ours: each of its 134 letters is there once at least, and no row is another's beginning and mark */
    static const char *const vni[] = {
#define VNI(bytes, letter) letter,
#include "lang/vi/vni.def"
#undef VNI
    };
    GHashTable *seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    EACH(vni, i)
        g_hash_table_add(seen, GUINT_TO_POINTER(g_utf8_get_char(vni[i])));
    g_assert_cmpuint(g_hash_table_size(seen), ==, 134);
    g_hash_table_destroy(seen);
}

static void assert_convert(const char *in, size_t len, const enum vi_legacy *from, const char *out, bool legacy)
{
    struct vi_converted c = vi_convert(in, len, from);
    g_assert_cmpstr(c.text, ==, out);
    g_assert_cmpint(c.legacy, ==, legacy);
    g_free(c.text);
}

static void test_convert(void)
{
    /* markup, its declaration, references to characters; a line that is Unicode already stays */
    static const char page[] =
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n<p>Nguy&#212;n V¨n A, Chñ tÞch Uû ban nh©n d©n</p>\n<p>Hội nghị ở Cà Mau</p>\n";
    assert_convert(page, strlen(page), NULL,
                   "<?xml version='1.0' encoding='UTF-8'?>\n<p>Nguyễn Văn A, Chủ tịch Uỷ ban nhân dân</p>\n<p>Hội nghị ở Cà Mau</p>\n", true);
    assert_convert("Hội nghị", strlen("Hội nghị"), NULL, "Hội nghị", false);
    assert_convert("Ho\xCC\xA3\xCC\x82i", 7, NULL, "Hội", false);
    assert_convert("", 0, NULL, "", false);
    assert_convert("Plain text", 10, NULL, "Plain text", false);
    assert_convert("\xFF\xFEH\0\xD9\x1Ei\0", 8, NULL, "Hội", false);
    assert_convert("\xFF\xFE\0\xD8", 4, NULL, NULL, false);
    enum vi_legacy vni = VI_VNI;
    assert_convert("\xF1\x6F\xE4i", 4, &vni, "đội", true);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vi/letters", test_letters);
    g_test_add_func("/vi/syllables", test_syllables);
    g_test_add_func("/vi/text", test_text);
    g_test_add_func("/vi/order", test_order);
    g_test_add_func("/vi/number-format", test_format);
    g_test_add_func("/vi/number-words", test_words);
    g_test_add_func("/vi/counters", test_counters);
    g_test_add_func("/vi/percent", test_percent);
    g_test_add_func("/vi/dates", test_dates);
    g_test_add_func("/vi/times", test_times);
    g_test_add_func("/vi/legacy", test_legacy);
    g_test_add_func("/vi/legacy/all", test_legacy_all);
    g_test_add_func("/vi/convert", test_convert);
    return g_test_run();
}
