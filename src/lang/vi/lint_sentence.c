/* SPDX-License-Identifier: MIT */
/* Checks of sentences: length, capitals, full stops, words that stand twice. */
#include "lang/vi/lint.h"

#include "lang/vi/text.h"

#include <string.h>

enum { MAX_SYLLABLES = 80, MAX_FIGURES = 8, ELLIPSIS = 0x2026 };

static bool is_listed(const struct vi_lint *l, uint32_t i, const char *list)
{
    if (!vi_is(l, i, VI_WORD))
        return false;
    const char *word = l->t[i].word->fold->text;
    size_t n = strlen(word);
    for (const char *s = list; (s = strstr(s, word)) != NULL; s += n)
        if ((s == list || s[-1] == ' ') && (s[n] == ' ' || s[n] == '\0'))
            return true;
    return false;
}

static bool is_stop(const struct vi_lint *l, uint32_t i)
{
    return vi_is_char(l, i, '.') || vi_is_char(l, i, '!') || vi_is_char(l, i, '?') || vi_is_char(l, i, ELLIPSIS);
}

static enum vi_case case_at(const struct vi_lint *l, uint32_t i)
{
    return vi_is(l, i, VI_WORD) ? l->t[i].word->letter_case : VI_MIXED;
}

/* Does a sentence end with token `i`? */
static bool ends_sentence(const struct vi_lint *l, uint32_t i)
{
    return is_stop(l, i) && (i + 1 >= l->n || l->t[i + 1].kind == VI_SPACE) && case_at(l, vi_next(l, i)) != VI_LOWER;
}

/* --- length --- */

static bool is_part_of_date(const struct vi_lint *l, uint32_t i)
{
    uint32_t before = vi_previous(l, i);
    return before != UINT32_MAX && is_listed(l, before, "ngày tháng năm số điều khoản lúc giờ quý khóa");
}

void vi_lint_sentence_length(struct vi_lint *l)
{
    uint32_t from = 0;
    unsigned syllables = 0, figures = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        syllables += l->t[i].kind == VI_WORD;
        figures += l->t[i].kind == VI_NUMBER && !is_part_of_date(l, i);
        if (!ends_sentence(l, i) && i + 1 < l->n)
            continue;
        if (syllables > MAX_SYLLABLES)
            vi_lint_say(l, DIAG_VI_SENTENCE_LONG, l->unit, l->t[from].start, l->t[i].end, NULL, false, syllables, (unsigned)MAX_SYLLABLES);
        if (figures > MAX_FIGURES)
            vi_lint_say(l, DIAG_VI_SENTENCE_FIGURES, l->unit, l->t[from].start, l->t[i].end, NULL, false, figures, (unsigned)MAX_FIGURES);
        from = vi_next(l, i);
        syllables = figures = 0;
    }
}

/* --- words that stand twice --- */

/* Never twice, whatever stands around them. */
static const char once_only[] =
    "của các là những được đã trong với cho tại về và có đến một để do theo khi như bị cũng sẽ nên mà thì hoặc rằng này trên";
/* A syllable that ends one word may begin the next: đại biểu biểu quyết. The words that end so, … */
static const char ends[] =
    ";đại biểu;phát biểu;tiêu biểu;cán bộ;tiến bộ;nội bộ;toàn bộ;chi bộ;đảng bộ;cục bộ;đại hội;xã hội;quốc hội;"
    "cơ hội;lễ hội;hiệp hội;hội nghị;đề nghị;kiến nghị;sinh viên;giáo viên;đảng viên;hội viên;đoàn viên;"
    "thành viên;nhân viên;động viên;chuyên viên;cộng đồng;hợp đồng;hội đồng;triệu đồng;tỷ đồng;nghìn đồng;tổ chức;"
    "công chức;viên chức;thực hiện;phát hiện;thể hiện;biểu hiện;công tác;hợp tác;đối tác;chính trị;giá trị;"
    "quản trị;yêu cầu;nhu cầu;bảo đảm;kiểm tra;thanh tra;điều tra;quản lý;quản lí;xử lý;xử lí;pháp lý;tâm lý;"
    "thủ công;thành công;phân công;nhân công;nhân dân;người dân;nông dân;kinh tế;y tế;quốc tế;thực tế;thời sự;"
    "nhân sự;quân sự;dân sự;giới tính;sinh hoạt;đoàn kết;tổng kết;sơ kết;liên kết;cam kết;kết quả;hiệu quả;"
    "hậu quả;nhà trường;môi trường;thị trường;hiện trường;làng nghề;học sinh;vệ sinh;thí sinh;tập thể;đoàn thể;"
    "cụ thể;có thể;lãnh đạo;chỉ đạo;tôn giáo;tuyên giáo;thầy giáo;giáo dục;thể dục;học tập;luyện tập;thực tập;"
    "tập trung;trung tâm;quyết tâm;quan tâm;địa phương;đa phương;biện pháp;giải pháp;tư pháp;hợp pháp;pháp luật;"
    "kỷ luật;trách nhiệm;chủ nhiệm;bổ nhiệm;nhiệm vụ;dịch vụ;nghĩa vụ;chức vụ;phục vụ;thực thi;hội thi;kỳ thi;"
    "cuộc thi;chấp hành;ban hành;thi hành;điều hành;hiện đại;thời đại;quy định;quyết định;nghị định;ổn định;"
    "xác định;dự định;định hướng;xu hướng;phương hướng;hướng dẫn;tham dự;dự án;đề án;phương án;giáo án;phát triển;"
    "triển khai;công khai;thi đua;hành chính;tài chính;chính quyền;thẩm quyền;ủy quyền;uỷ quyền;bản quyền;"
    "chính sách;ngân sách;danh sách;đánh giá;tài sản;sản xuất;đề xuất;vấn đề;chuyên đề;tiền đề;chủ đề;văn bản;"
    "cơ bản;biên bản;thông báo;dự báo;tin báo;báo cáo;quảng cáo;giao thông;truyền thông;thông tin;dân vận;"
    "hoạt động;lao động;vận động;chủ động;hành động;tăng trưởng;trưởng thành;hoàn thành;hình thành;hiện thực;"
    "trung thực;dân chủ;tham gia;quốc gia;chuyên gia;tích cực;tiêu cực;cải tiến;tiên tiến;chế độ;tiến độ;mức độ;"
    "ý kiến;sáng kiến;kinh nghiệm;trải nghiệm;cơ sở;trụ sở;cơ quan;liên quan;đối tượng;hiện tượng;trường học;"
    "khoa học;văn học;bộ đội;quân đội;tiên phong;tư tưởng;lý tưởng;ý nghĩa;chủ nghĩa;hòa bình;hoà bình;trung bình;"
    "chứng minh;thông minh;phấn đấu;thi đấu;đấu tranh;cạnh tranh;chiến tranh;công an;an toàn;hoàn toàn;bảo toàn;"
    "an ninh;lực lượng;nỗ lực;năng lực;chất lượng;số lượng;sản lượng;vật chất;các cấp;trung cấp;cung cấp;"
    "trong nước;đất nước;nhà nước;thường trực;trực thuộc;khen thưởng;đơn vị;chức danh;hộ dân;gia đình;phụ nữ;"
    "thanh niên;thiếu nhi;hằng năm;hàng năm;đầu năm;cuối năm;giữa năm;hai năm;ba năm;mỗi năm;nhiều năm;những năm;;";
/* … and those that begin so. */
static const char begins[] =
    ";biểu quyết;biểu dương;biểu hiện;biểu diễn;bộ phận;bộ máy;bộ đội;bộ trưởng;hội nghị;hội viên;hội đồng;"
    "hội thảo;hội trường;hội phụ;hội nông;hội cựu;nghị quyết;viên chức;đồng ý;đồng thời;đồng bào;đồng chí;đồng bộ;"
    "đồng hành;đồng tình;chức năng;chức danh;chức vụ;chức trách;hiện nay;hiện đại;hiện có;hiện vật;tác động;"
    "tác phẩm;trị giá;cầu đường;cầu thị;đảm bảo;đảm nhiệm;tra cứu;lý do;lý luận;lý lịch;công tác;công khai;"
    "công bố;công nhận;công trình;công việc;dân chủ;dân cư;dân vận;dân số;tế bào;sự kiện;sự việc;sự cố;sự nghiệp;"
    "tính đến;tính chất;hoạt động;kết quả;kết hợp;kết nối;kết luận;kết nạp;kết thúc;quả thực;trường học;"
    "trường hợp;nghề nghiệp;sinh hoạt;sinh sống;sinh viên;thể thao;thể hiện;thể chế;đạo đức;giáo dục;giáo viên;"
    "tập trung;tập thể;tập huấn;trung tâm;trung ương;tâm huyết;phương án;phương pháp;phương tiện;pháp luật;"
    "pháp lý;luật sư;nhiệm vụ;nhiệm kỳ;vụ việc;vụ mùa;vụ xuân;vụ đông;vụ hè;thi đua;thi hành;hành chính;hành động;"
    "hành vi;đại diện;đại biểu;đại hội;định hướng;định kỳ;định mức;hướng dẫn;hướng tới;hướng về;dự kiến;dự án;"
    "dự thảo;dự toán;dự báo;án phí;triển khai;khai thác;khai giảng;khai mạc;giải pháp;giải quyết;giải trình;"
    "chính sách;chính quyền;chính thức;chính trị;quyền lợi;quyền hạn;giá trị;giá cả;sản xuất;sản phẩm;sản lượng;"
    "xuất khẩu;xuất sắc;xuất hiện;đề nghị;đề xuất;đề án;bản thân;bản đồ;văn hóa;văn hoá;văn bản;văn nghệ;"
    "thông tin;thông báo;thông qua;báo cáo;tin tưởng;tin tức;vận động;vận hành;vận chuyển;động viên;trưởng thành;"
    "trưởng phòng;trưởng ban;thành lập;thành tích;thành viên;thành phố;thành phần;thành công;thực hiện;thực tế;"
    "thực trạng;chủ trương;chủ động;chủ trì;chủ tịch;gia đình;gia tăng;cực kỳ;tiến độ;tiến hành;độ tuổi;kiến nghị;"
    "kiến thức;nghiệm thu;cơ quan;cơ sở;cơ chế;sở hữu;sở tại;quan tâm;quan trọng;tượng đài;học sinh;học tập;"
    "học viên;đội ngũ;đội viên;phong trào;phong cách;tưởng niệm;nghĩa vụ;nghĩa trang;bình quân;bình đẳng;"
    "minh bạch;minh chứng;đấu tranh;đấu thầu;tranh thủ;tranh chấp;an ninh;an toàn;toàn diện;toàn thể;toàn xã;"
    "toàn bộ;toàn dân;lực lượng;lượng mưa;chất lượng;cấp ủy;cấp uỷ;cấp trên;cấp phát;nước sạch;nước ngoài;"
    "trực tuyến;trực tiếp;thuộc diện;thưởng cho;vị trí;danh sách;danh mục;dân phố;đình chỉ;nữ công;niên khóa;"
    "nhi đồng;năm học;năm mới;năm nay;năm xã;năm hộ;;";

static bool is_pair_of(const struct vi_lint *l, const char *list, uint32_t a, uint32_t b)
{
    if (!vi_is(l, a, VI_WORD) || !vi_is(l, b, VI_WORD))
        return false;
    char *pair = g_strdup_printf(";%s %s;", l->t[a].word->fold->text, l->t[b].word->fold->text);
    bool found = strstr(list, pair) != NULL;
    g_free(pair);
    return found;
}

/* The words i and k of two pairs are the same: hội nghị hội nghị. */
static bool repeats_pair(const struct vi_lint *l, uint32_t a, uint32_t b)
{
    uint32_t c = vi_next(l, b), d = vi_next(l, c);
    if (!vi_is(l, c, VI_WORD) || !vi_is(l, d, VI_WORD) || l->t[a].word->fold == l->t[b].word->fold)
        return false;
    for (uint32_t i = a; i <= d; i++)
        if (l->t[i].kind != VI_WORD && l->t[i].kind != VI_SPACE)
            return false;
    return l->t[a].word->fold == l->t[c].word->fold && l->t[b].word->fold == l->t[d].word->fold;
}

/* The tokens [from, end), of which those up to `middle` are enough. */
static void say_repeated(struct vi_lint *l, uint32_t from, uint32_t middle, uint32_t end, bool safe)
{
    char *text = vi_token_text(l, from, end), *once = vi_token_text(l, from, middle + 1);
    vi_lint_say(l, DIAG_VI_REPEATED, l->unit, l->t[from].start, l->t[end - 1].end, once, safe, text);
    g_free(text);
    g_free(once);
}

void vi_lint_repeated(struct vi_lint *l)
{
    for (uint32_t i = 0; i + 2 < l->n; i++) {
        if (l->t[i].kind != VI_WORD || l->t[i + 1].kind != VI_SPACE || l->t[i + 2].kind != VI_WORD)
            continue;
        const struct vi_word *a = l->t[i].word, *b = l->t[i + 2].word;
        if (a->fold == b->fold) {
            bool sure = is_listed(l, i, once_only), names = b->letter_case == VI_CAPITAL || a->letters < 2;
            bool known = (a->fold->flags & VI_DOUBLES) || !(a->flags & VI_SYLLABLE) ||
                         (is_pair_of(l, ends, vi_previous(l, i), i) && is_pair_of(l, begins, i + 2, vi_next(l, i + 2)));
            if (b->letter_case != VI_UPPER && (sure || (!known && !names)))
                say_repeated(l, i, i, i + 3, sure);
        } else if (repeats_pair(l, i, i + 2) && !(a->fold->flags & VI_DOUBLES) && b->letter_case == VI_LOWER) {
            uint32_t end = vi_next(l, vi_next(l, i + 2)) + 1;
            say_repeated(l, i, i + 2, end, false);
            i = end - 1;
        }
    }
}

/* --- capitals --- */

/* Begin no name. */
static const char no_names[] =
    "và các những của trong với đã sẽ được để nhưng hoặc khi nếu vì bởi tiếp tăng triển thực đẩy nâng phối hoàn rà không có một là bị "
    "rằng nên mà thì cũng đang cần phải do theo như sau trước đồng";
static const char never_names[] = "và các những của được đã sẽ với để nhưng hoặc là bị rằng mà thì cũng đang nếu vì";

/* Begin a name when they are capitals: bodies, documents, people. */
static const char name_heads[] =
    "ban hội đồng ủy uỷ công sở phòng trung đảng đoàn chi luật bộ nghị quyết điều kế ông bà anh chị thượng đại tướng nhà quốc chủ phó giám trưởng "
    "bí tổng cục vụ viện trường huyện xã tỉnh thành phường thôn bản tổ liên tập ngân bệnh khu báo đài tạp chương mục phần phụ mẫu hợp "
    "nhân hiến thông chỉ chiến cuộc câu lễ tết ngày tháng năm thứ quý trạm làng buôn quỹ giáo phật tin mặt hải biển sông cầu";

static char *in_lower_case(const struct vi_lint *l, uint32_t i)
{
    return g_strdup(l->t[i].word->fold->text);
}

static void say_case(struct vi_lint *l, enum diag_code id, uint32_t i, char *instead)
{
    vi_lint_say(l, id, l->unit, l->t[i].start, l->t[i].end, instead, false, l->t[i].word->text, instead);
    g_free(instead);
}

/* "; Triển khai …" and "đồng chí Và các …". */
void vi_lint_capital_inside(struct vi_lint *l)
{
    for (uint32_t i = 2; i < l->n; i++) {
        if (case_at(l, i) != VI_CAPITAL || l->t[i - 1].kind != VI_SPACE || case_at(l, vi_next(l, i)) != VI_LOWER)
            continue;
        bool behind_sign = vi_is_char(l, i - 2, ';') || vi_is_char(l, i - 2, ',');
        bool semicolon = vi_is_char(l, i - 2, ';') && l->t[i].word->flags & VI_SYLLABLE && !is_listed(l, i, name_heads);
        bool behind_word = case_at(l, i - 2) == VI_LOWER;
        if (semicolon || (behind_sign && is_listed(l, i, no_names)) || (behind_word && is_listed(l, i, never_names)))
            say_case(l, DIAG_VI_CAPITAL_INSIDE, i, in_lower_case(l, i));
    }
}

/* "… kết thúc. sau đó …". */
static bool may_begin_small(const struct vi_lint *l, uint32_t stop)
{
    uint32_t before = stop > 0 ? stop - 1 : 0;
    if (stop == 0 || vi_is_char(l, stop, ELLIPSIS))
        return true;
    if (l->t[before].kind == VI_NUMBER)
        return before == 0 || vi_previous(l, before) == UINT32_MAX || l->t[vi_previous(l, before)].kind != VI_WORD ||
               is_listed(l, vi_previous(l, before), "mục điều khoản phần chương tr số hình bảng");
    if (l->t[before].kind != VI_WORD)
        return l->t[before].kind != VI_PUNCT || !vi_is_char(l, before, ')');
    const struct vi_word *w = l->t[before].word;
    if ((w->flags & VI_MEASURE) && vi_previous(l, before) != UINT32_MAX && l->t[vi_previous(l, before)].kind == VI_NUMBER)
        return false;
    return w->letter_case == VI_UPPER || w->letter_case == VI_MIXED || w->letters < 2 || !(w->flags & VI_SYLLABLE);
}

void vi_lint_small_after_stop(struct vi_lint *l)
{
    for (uint32_t i = 0; i + 2 < l->n; i++) {
        if (!(vi_is_char(l, i, '.') || vi_is_char(l, i, '!') || vi_is_char(l, i, '?')) || l->t[i].end - l->t[i].start != 1)
            continue;
        if (l->t[i + 1].kind != VI_SPACE || case_at(l, i + 2) != VI_LOWER || !(l->t[i + 2].word->flags & VI_SYLLABLE) ||
            may_begin_small(l, i))
            continue;
        say_case(l, DIAG_VI_SMALL_AFTER_STOP, i + 2, vi_text_capital(l->t[i + 2].word->text));
    }
}

/* Does the unit before this one lead into it? */
static bool is_continued(const struct vi_lint *l)
{
    if (l->index == 0)
        return false;
    const struct prose_unit *u = l->units[l->index - 1].prose;
    return u->len > 0 && strchr(":;,", u->text[u->len - 1]) != NULL;
}

static bool is_paragraph(const struct vi_lint *l)
{
    const char *e = l->unit->element;
    return strcmp(e, "p") == 0 || strcmp(e, "lead") == 0;
}

/* A paragraph of a report or a page that begins with a small letter. */
void vi_lint_small_start(struct vi_lint *l)
{
    bool text = l->unit->dialect == PROSE_TEXT && l->n > 30;
    if (!(is_paragraph(l) || text) || case_at(l, 0) != VI_LOWER || !(l->t[0].word->flags & VI_SYLLABLE) || is_continued(l) ||
        l->unit->form == PROSE_VALUE || vi_is_char(l, 1, ')'))
        return;
    uint32_t last = l->n - 1;
    if (is_stop(l, last))
        say_case(l, DIAG_VI_SMALL_START, 0, vi_text_capital(l->t[0].word->text));
}

/* THREE words in capitals among others. */
void vi_lint_all_caps(struct vi_lint *l)
{
    bool small = false;
    for (uint32_t i = 0; i < l->n; i++)
        small |= case_at(l, i) == VI_LOWER;
    uint32_t from = 0;
    unsigned run = 0;
    for (uint32_t i = 0; small && i <= l->n; i++) {
        bool caps = case_at(l, i) == VI_UPPER && (l->t[i].word->flags & VI_SYLLABLE);
        if (caps && run++ == 0)
            from = i;
        if (caps || vi_is(l, i, VI_SPACE))
            continue;
        if (run >= 3) {
            uint32_t end = vi_previous(l, i) + 1;
            char *text = vi_token_text(l, from, end);
            vi_lint_say(l, DIAG_VI_ALL_CAPS, l->unit, l->t[from].start, l->t[end - 1].end, NULL, false, text);
            g_free(text);
        }
        run = 0;
    }
}

/* --- full stops --- */

void vi_lint_headline_stop(struct vi_lint *l)
{
    uint32_t last = l->n - 1;
    if (l->n < 4 || !vi_is_char(l, last, '.') || l->t[last].end - l->t[last].start != 1)
        return;
    bool word = vi_is(l, last - 1, VI_WORD) && case_at(l, last - 1) != VI_UPPER && l->t[last - 1].word->letters > 1;
    if (!word && !vi_is(l, last - 1, VI_NUMBER))
        return;
    for (uint32_t i = 0; i < last; i++)
        if (ends_sentence(l, i))
            return;
    vi_lint_say(l, DIAG_VI_HEADLINE_STOP, l->unit, l->t[last].start, l->t[last].end, "", true);
}

/* "… nhận quà. Ảnh: Hồng Lam": behind the last full stop stands whose the picture or the text is. */
static bool ends_with_credit(const struct vi_lint *l)
{
    uint32_t i = l->n;
    while (i-- > 1)
        if (vi_is_char(l, i, '.') && ends_sentence(l, i))
            break;
    for (uint32_t k = vi_next(l, i), words = 0; k < l->n && words < 5; k = vi_next(l, k), words++) {
        if (words == 0 && !is_listed(l, k, "ảnh tin bài nguồn clip video theo thực đồ minh tác"))
            return false;
        if (vi_is_char(l, k, ':'))
            return true;
    }
    return false;
}

/* A paragraph of sentences whose last one has no end. */
void vi_lint_no_stop(struct vi_lint *l)
{
    unsigned words = 0;
    bool sentence = false;
    uint32_t last = l->n - 1;
    for (uint32_t i = 0; i < l->n; i++) {
        words += l->t[i].kind == VI_WORD;
        sentence |= i > 2 && vi_is_char(l, i, '.') && ends_sentence(l, i) && case_at(l, i - 1) == VI_LOWER;
    }
    bool markup = is_paragraph(l) && l->unit->form == PROSE_MARKUP && words >= 8;
    bool text = l->unit->dialect == PROSE_TEXT && (words >= 25 || (words >= 12 && sentence));
    bool name = sentence && (case_at(l, last) == VI_CAPITAL || vi_is(l, last, VI_NUMBER));
    if (!(markup || text) || !(case_at(l, last) == VI_LOWER || name) || (sentence && ends_with_credit(l)))
        return;
    vi_lint_say(l, DIAG_VI_NO_STOP, l->unit, l->t[last].start, l->t[last].end, NULL, false);
}
