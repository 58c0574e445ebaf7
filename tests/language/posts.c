/* SPDX-License-Identifier: MIT */
/* What posts and minutes of offices are like: what is found in them, and what is their way of writing. */
#include "linted.h"

static void check(const char *text, const char *codes, const char *found)
{
    char *got = linted(text, codes);
    g_assert_cmpstr(got, ==, found);
    g_free(got);
}

static void clean(const char *text)
{
    check(text, NULL, "");
}

static void test_words(void)
{
    /* syllables without an onset are few, and these are some; others have lost it */
    clean("Đường ách tắc, rau ướp muối, cụ già ám ảnh vì thực tế ảo, bốc mùi xú uế.");
    check("Các ảng viên dự họp.", "vi-syllable", "vi-syllable[ảng]");
    /* names of other peoples, by a neighbour or by what they name */
    clean("Đoàn đến xã Kông Yang và Kông Lơng Khơng tặng quà.");
    check("Kông tác xã hội", "vi-onset", "vi-onset[Kông]=?Công");
    /* a dash that lacks its spaces holds no word together */
    check("Trung tâm dạy ngề-Giáo dục", "vi-onset", "vi-onset[ngề]=nghề");
    clean("Hội hữu nghị Mát-xcơ-va thăm Bà Rịa-Vũng Tàu.");
    /* the words around say what was meant, and say it once */
    check("Đại hội đồng cổ đơng họp.", "vi-syllable vi-real-word", "vi-syllable[đơng]=?đông");
    /* letters of another alphabet are told once, and a Ð makes no text VISCII */
    check("Chƣơng I, quyền đƣợc biết.", NULL, "vi-lookalike[Chƣơng]=Chương vi-lookalike[đƣợc]=được");
    check("Ðiều 14: Ðại hội đồng cổ đông.", NULL, "vi-lookalike[Ðiều]=Điều vi-lookalike[Ðại]=Đại");
}

static void test_no_prose(void)
{
    /* rooms, buildings and sheets of paper are no words typed by VNI; these are */
    clean("Họp tại phòng A12, nhà E13, khu U15; in trên giấy A4.");
    check("Có nhie62u người o73 nhà khách.", "vi-telex", "vi-telex[nhie62u]=?nhiều vi-telex[o73]=?ở");
    /* names of files and their endings, paths */
    clean("Tệp bao-cao.tar.gz, ảnh .gif, tài liệu .docx ở /usr/share/doc và C:\\Tai.lieu\\Bao-cao đã gửi.");
    /* other languages, names alone and text without its marks aside */
    clean("Bạn xem the online help for any of these topics trước khi cài; anh nói “there is no place like home”.");
    check("Xax hooij chuxr nghiax.", "vi-telex", "vi-telex[hooij]=?hội vi-telex[chuxr]=?chủ vi-telex[nghiax]=?nghĩa");
    /* words of a syllable that stands twice */
    clean("Ông nói chung chung, cá chôm chôm, vân vân, đường cong cong, trống đánh thùng thùng.");
    /* loans that are written in one, words in a list that have no neighbours */
    clean("Đơn vị đo là kilôoát, ampe, vôn, oát; văcxin và virút; xà phòng, mômen, insơ.");
    check("Đóng gói gói hàng.", "vi-word-repeated", "vi-word-repeated[gói gói]=?gói");
}

static void test_slips(void)
{
    const char *const code = "vi-real-word";
    /* what goes with the neighbour on its other side too is a slip all the same … */
    check("Bà con chia sẽ khó khăn, năng xuất lúa cao.", code, "vi-real-word[sẽ]=?sẻ vi-real-word[xuất]=?suất");
    check("Xin chân trọng kính mời, xin trân thành cảm ơn.", code, "vi-real-word[chân]=?trân vi-real-word[trân]=?chân");
    check("Nhà trường giành cho học sinh nhiều suất quà.", code, "vi-real-word[giành]=?dành");
    /* … unless it belongs there closer, or both belong elsewhere */
    clean("Xe vận chuyển chất lương thực, nhóm học tập chung, khả năng xuất khẩu lớn.");
    clean("Bạn học sinh đẹp trai, hệ thống nhật ký đầy đủ, tình hình chung bình thường.");
}

static void test_signs(void)
{
    const char *const spaces = "vi-space-before vi-space-after";
    check("Tàu ở Trường Sa .Các tàu đã vào bờ.", spaces, "vi-space-before[ ]= vi-space-after[]= ");
    check("Các công ty…đến từ ba tỉnh.", spaces, "vi-space-after[]= ");
    clean("Tệp .pdf và nền tảng .NET, danh sách (A…Z)…");
    check("Ông Lê Văn An-Phó Chủ tịch, bà Lò Thị Hoa–Bí thư dự họp.", "vi-dash-space", "vi-dash-space[-]=? -  vi-dash-space[–]=? – ");
    clean("Cao tốc Bắc-Nam qua Bà Rịa-Vũng Tàu, phát triển kinh tế-xã hội.");
}

static void test_measures(void)
{
    /* a slip is told where it stands; a habit once, where it begins */
    check("Đường dài 5 km, rộng 12km, sâu 3cm, nặng 50kg.", "vi-unit-space",
          "vi-unit-space[]=  vi-unit-space[]=  vi-unit-space[]= ");
    check("Đường dài 5km, rộng 12m.\nKênh dài 7km, nặng 50kg.", "vi-unit-space", "vi-unit-space[]= ");
    check("Thu 5tấn, bán 12tấn, còn 3tạ.", "vi-unit-space", "vi-unit-space[]=  vi-unit-space[]=  vi-unit-space[]= ");
    check("Nhà 120m2, ao 300 m2, xả 352m3/s.", "vi-raised-sign", "vi-raised-sign[2]=²");
    check("Nóng 37,5oC.", "vi-raised-sign", "vi-raised-sign[o]=°");
    clean("Dầu diesel 0.05S giảm 1,2%; VN-Index tăng, cổ phiếu XYZ giảm; CSGT đo nồng độ cồn.");
    clean("Khí CO2, phòng M2, lớp 9A3, nhà A3, 120 m², 8h30.");
}

static void test_dates(void)
{
    /* dates without their zeros are told where others have them; throughout, once */
    check("Từ ngày 5 tháng 4 năm 2026 đến ngày 06 tháng 5 năm 2026.", "vi-date-zero", "vi-date-zero[5]=05");
    check("Từ ngày 5 tháng 4 năm 2026 đến ngày 6 tháng 1 năm 2027.", "vi-date-zero", "vi-date-zero[5]=05");
    check("Từ ngày 15 tháng 04 năm 2026 đến ngày 16 tháng 5 năm 2026.", "vi-date-zero", "vi-date-zero[04]=4");
    clean("Điều lệ được sửa đổi lần thứ hai ngày 22/04/2009.");
    clean("Kỳ họp thứ 3, ngày 25/12/2025, phiên họp thứ Ba ngày 24/12/2025.");
    check("Chiều thứ Hai, ngày 25/12/2025, họp.", "vi-weekday", "vi-weekday[thứ Hai]=?thứ Năm");
}

static void test_layout(void)
{
    /* whose the picture is, is no sentence; the head and the foot stand in columns */
    clean("Em bé nhận quà của đoàn từ thiện tại xã. Ảnh: Hồng Lam");
    clean("XÃ TÂN PHÚ             Độc lập - Tự do - Hạnh phúc");
    clean("Lưu: VT, VP.\tHà Thị Sương");
    check("Em bé nhận quà của đoàn từ thiện. Em rất vui vì được các cô chú giúp đỡ", "vi-no-stop", "vi-no-stop[đỡ]");
}

static void test_abbreviations(void)
{
    clean("Ban CHQS xã, Công ty TNHH MTV An Phát, QL.24, KCN Nam Cấm.");
    clean("Công ty có mã chứng khoán: SLP.");
    clean("NDO - Ngày 9/10, hội nghị diễn ra.");
    check("Lực lượng SSCĐ trực, SSCĐ cao.", "vi-abbreviation", "vi-abbreviation[SSCĐ]");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/posts/words", test_words);
    g_test_add_func("/posts/no-prose", test_no_prose);
    g_test_add_func("/posts/slips", test_slips);
    g_test_add_func("/posts/signs", test_signs);
    g_test_add_func("/posts/measures", test_measures);
    g_test_add_func("/posts/dates", test_dates);
    g_test_add_func("/posts/layout", test_layout);
    g_test_add_func("/posts/abbreviations", test_abbreviations);
    return g_test_run();
}
