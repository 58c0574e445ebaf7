/* SPDX-License-Identifier: MIT */
/* What is written in two ways in one document: which of them is found, what is offered, and what is no question. */
#include "linted.h"

static void check(const char *text, const char *found)
{
    char *got = linted(text, "vi-tone-style vi-i-y vi-name-spelling");
    g_assert_cmpstr(got, ==, found);
    g_free(got);
}

static void test_tone(void)
{
    check("Hòa giải, khỏe, túy, tủy.\nThủy lợi.", "");
    check("Hoà giải, khoẻ, tuý, tuỷ.\nThuỷ lợi.", "");
    /* one each: what came later; twice as often as the other, but not three times: not sure */
    check("hòa giải, hoà thuận", "vi-tone-style[hoà]=?hòa@hòa");
    check("hoà giải, hòa thuận, khoẻ", "vi-tone-style[hòa]=?hoà@hoà");
    check("hòa, khỏe, thủy, loá", "vi-tone-style[loá]=lóa@hòa");
    check("loá, hòa, khỏe, thủy", "vi-tone-style[loá]=lóa@hòa");
    check("loá, tuỳ, hòa, khỏe, thủy", "vi-tone-style[loá]=?lóa@hòa vi-tone-style[tuỳ]=?tùy@hòa");
    /* names and capitals count, and keep their case */
    check("Hòa Bình, khỏe, thủy, Thuý, THUỶ", "vi-tone-style[Thuý]=?Thúy@Hòa vi-tone-style[THUỶ]=?THỦY@Hòa");
    /* but a person's name is as its bearer spells it */
    check("Hòa giải, khỏe, thủy lợi do bà Nguyễn Thuý Nga và ông Lê Xuân Hoà làm.", "");
    /* closed syllables, three vowels, qu: one way only */
    check("hòa, hoàn toàn, xoài, thuyền, quý, quỳ, huỳnh, khuỷu, xoáy, hỏi, của", "");
    check("hòa o\u0301a, hoa, hoe, huy", "");
}

static void test_i(void)
{
    check("kỹ thuật, kỹ sư, kỹ năng, đọc kĩ", "vi-i-y[kĩ]=kỹ@kỹ");
    check("bác sĩ, nghệ sĩ, sỹ quan", "vi-i-y[sỹ]=?sĩ@sĩ");
    check("tỷ đồng, tỉ lệ", "vi-i-y[tỉ]=?tỷ@tỷ");
    check("năm quí, năm quý", "vi-i-y[quý]=?quí@quí");
    /* each syllable is a question of its own, and so is each tone */
    check("kỹ sư, bác sĩ, tỉ lệ, lý do, mĩ thuật, kì họp, ký tên", "");
    /* names do not count */
    check("bác sĩ và ông Vũ Văn Sỹ, nước Mỹ, mĩ thuật", "");
    /* two words, not two spellings */
    check("công ty, ti vi, một tí, giờ tý, cái ly, li ti, hai tỷ, tỉ mỉ, lý do, lí nhí", "");
}

/* The places are those of the file; a fix goes where nothing but text stands. */
static void test_markup(void)
{
    check("<p>khỏe, thủy, hòa, <em>ho&#xE0;</em> và ho<em>à</em></p>",
          "vi-tone-style[ho&#xE0;]=?hòa@khỏe vi-tone-style[ho<em>à]@khỏe");
    check("<p>khỏe, thủy, hòa, kho&#x1EBB;</p>", "vi-tone-style[kho&#x1EBB;]=khỏe@khỏe");
}

#define FOUND(wrong, right) "vi-name-spelling[" wrong "]=?" right "@" right

static void test_names(void)
{
    /* twice beats once, and once is no majority; a title is no part of the name */
    check("Bà Lê Thị Lan.\nBà Lê Thị Lan.\nLê Thi Lan.", FOUND("Lê Thi Lan", "Lê Thị Lan"));
    check("Lê Thi Lan.\nBà Lê Thị Lan.", "");
    check("Lê Thi Lan.\nLê Thi Lan.\nBà Lê Thị Lan.\nBà Lê Thị Lan.\nBà Lê Thị Lan.", "");
    /* a mark, a letter more, less, another one; not two of them, not two words, not another length */
    check("Trần Văn An.\nTrần Văn An.\nTrân Văn An.", FOUND("Trân Văn An", "Trần Văn An"));
    check("Trần Hoàng An.\nTrần Hoàng An.\nTrần Hoàn An.", FOUND("Trần Hoàn An", "Trần Hoàng An"));
    check("Trần Hoàn An.\nTrần Hoàn An.\nTrần Hoàng An.", FOUND("Trần Hoàng An", "Trần Hoàn An"));
    check("Trần Hoàng An.\nTrần Hoàng An.\nTrần Toàng An.", FOUND("Trần Toàng An", "Trần Hoàng An"));
    check("Trần Hoàng An.\nTrần Hoàng An.\nTrần Khang An.\nTran Hoang An.\nTrần Hoàng.\nTrần Hoàng An Bình.", "");
    /* given names: a mark in another paragraph; another letter is another person, and so is who stands beside */
    check("Vũ Văn Hùng.\nVũ Văn Hùng.\nVũ Văn Hung.", FOUND("Vũ Văn Hung", "Vũ Văn Hùng"));
    check("Vũ Văn Hùng.\nVũ Văn Hùng.\nVũ Văn Hằng, Vũ Văn Tùng.", "");
    check("Vũ Văn Hùng, Vũ Văn Hưng.\nVũ Văn Hùng.", "");
    /* where the tone mark stands is a question of style */
    check("Vũ Thúy Nga.\nVũ Thúy Nga.\nVũ Thuý Nga.", "vi-tone-style[Thuý]=?Thúy@Thúy");
    /* what the data gives is right, however rare: two people of the data are two */
    check("<report><people><person><name>Lê Thị Lan</name></person></people><p>Bà Lê Thi Lan.</p><p>Bà Lê Thi Lan.</p></report>",
          FOUND("Lê Thi Lan", "Lê Thị Lan") " " FOUND("Lê Thi Lan", "Lê Thị Lan"));
    check("<report><name>Lê Văn An</name><name>Lê Văn Ân</name><p>Lê Văn An.</p><p>Lê Văn An.</p><p>Lê Văn Ân.</p></report>", "");
}

static void check_terms(const char *text, const char *found)
{
    char *got = linted(text, "vi-term-case");
    g_assert_cmpstr(got, ==, found);
    g_free(got);
}

static void test_terms(void)
{
    check_terms("Nay Hội đồng quản trị họp, có Hội đồng quản trị cũ và hội đồng quản trị mới.",
                "vi-term-case[hội đồng quản trị]=?Hội đồng quản trị@Hội đồng quản trị");
    /* once is no way of writing; of two and two, capitals */
    check_terms("Nay Ban Chấp hành họp với ban chấp hành cũ.", "");
    check_terms("Nay ban chấp hành, ban chấp hành, Ban Chấp hành, Ban Chấp hành.",
                "vi-term-case[ban chấp hành]=?Ban Chấp hành@Ban Chấp hành vi-term-case[ban chấp hành]=?Ban Chấp hành@Ban Chấp hành");
    /* a beginning says nothing of its first word, but of the others */
    check_terms("Ban giám hiệu họp. Nay ban giám hiệu và ban giám hiệu cũ. “Ban giám hiệu” là: Ban giám hiệu.", "");
    check_terms("Ban Giám hiệu họp. Nay ban giám hiệu và ban giám hiệu cũ.",
                "vi-term-case[Ban Giám hiệu]=?Ban giám hiệu@ban giám hiệu");
    /* in general, wholly in capitals, a longer term */
    check_terms("Với Ban Quản lý, Ban Quản lý, các ban quản lý, BAN QUẢN LÝ.", "");
    check_terms("Nay Hội Phụ nữ, Hội Phụ nữ, hội phụ huynh, Hội liên hiệp Phụ nữ.", "");
    /* documents have a number */
    check_terms("Theo Nghị quyết số 05/NQ-HĐQT, Nghị quyết số 6 và nghị quyết số 7; ra nghị quyết, nghị quyết đó.",
                "vi-term-case[nghị quyết]=?Nghị quyết@Nghị quyết");
    check_terms("<p>Với Ban Quản lý, Ban Quản lý, ban <em>quản</em> lý.</p>", "vi-term-case[ban <em>quản</em> lý]@Ban Quản lý");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/consistency/tone", test_tone);
    g_test_add_func("/language/consistency/i", test_i);
    g_test_add_func("/language/consistency/markup", test_markup);
    g_test_add_func("/language/consistency/names", test_names);
    g_test_add_func("/language/consistency/terms", test_terms);
    return g_test_run();
}
