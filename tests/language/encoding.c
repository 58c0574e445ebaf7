/* SPDX-License-Identifier: MIT */
/* What is found of other encodings, at which bytes, and that the rest of the text is left alone. */
#include "linted.h"

static void test_findings(void)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        { "Hội nghị bế mạc lúc 11\u00A0giờ, đạt 5.400 m³/ha.", "" },
        { "© 2026 Công ty, ® đã đăng ký, 30 °C ± 2.", "" },
        { "Đại biểu Müller, José và São Paulo dự hội nghị.", "" },
        { "Москва và Αθήνα gửi điện mừng.", "" },
        /* the words around stay as they are; one word is enough when it has a sign that stands in no word */
        { "Các đại biểu dự héi nghÞ s¬ kÕt năm học.", "vi-legacy[héi nghÞ s¬ kÕt]=?hội nghị sơ kết" },
        { "Chủ tịch Uû ban nh©n d©n phát biểu.", "vi-legacy[Uû ban nh©n d©n]=?Uỷ ban nhân dân" },
        { "Kính gửi UÛy ban nhaân daân xã.", "vi-legacy[UÛy ban nhaân daân]=?Ủy ban nhân dân" },
        { "Ngày há»™i Ä‘áº¡i Ä‘oÃ\u00A0n kết", "vi-mojibake[há»™i Ä‘áº¡i Ä‘oÃ\u00A0n]=?hội đại đoàn" },
        /* the rest of the paragraph is looked at all the same */
        { "Uû ban nh©n d©n xã họp , ra nghịquyết.", "vi-legacy[Uû ban nh©n d©n]=?Uỷ ban nhân dân vi-space-before[ ]= "
                                                     "vi-joined-words[nghịquyết]=nghị quyết" },
        { "trụ sở q\u200Buý khoẻ, hòa, hòa, hòa", "vi-zero-width[\u200B]= vi-tone-style[khoẻ]=khỏe@hòa" },
        { "nhân dân đ\u00ADợc biết", "vi-lost-u[\u00AD]=ư" },
        { "nhân dân \u00ADớc mơ", "vi-lost-u[\u00AD]=?ư" },
        { "nhân\u00AD dân", "vi-zero-width[\u00AD]=" },
        { "Ho\u0323\u0302i và Hô\u0323i", "vi-nfd[Ho\u0323\u0302i]=Hội vi-nfd[Hô\u0323i]=Hội" },
        { "Сông ty và Ðảng bộ", "vi-lookalike[Сông]=Công vi-lookalike[Ðảng]=Đảng" },
        { "hết.\u00A0\u00A0 Rồi", "vi-nbsp[\u00A0\u00A0 ]= " },
        { "họp\u00A0: xong", "vi-nbsp[\u00A0]=" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = linted(rows[i].text, NULL);
        g_assert_cmpstr(got, ==, rows[i].found);
        g_free(got);
    }
}

/* In markup a fix is escaped, and a reference is replaced as it is written. */
static void test_markup(void)
{
    char *got = linted("<p>nhân dân đ&#xAD;ợc biết &#8203;rồi</p>", NULL);
    g_assert_cmpstr(got, ==, "vi-lost-u[&#xAD;]=ư vi-zero-width[&#8203;]=");
    g_free(got);
}

/* What is written without an onset is a syllable, a rare one too, or has lost its onset. */
static void test_bare(void)
{
    char *got = linted("Khói ám vàng gác bếp, đầu óc mệt, giá đỗ úa, cá ướp, hàng ảo, mắc ối. Các ảng viên dự họp.", "vi-syllable");
    g_assert_cmpstr(got, ==, "vi-syllable[ảng]");
    g_free(got);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/encoding", test_findings);
    g_test_add_func("/language/encoding/markup", test_markup);
    g_test_add_func("/language/encoding/bare", test_bare);
    return g_test_run();
}
