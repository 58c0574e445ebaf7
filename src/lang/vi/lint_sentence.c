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
/* Doubled words of the language: luôn luôn, ngày ngày, … */
static const char doubled[] =
    "xanh luôn hằng từ dần mãi ngày người nhà đời xa gần hay đêm chiều sáng tối năm ba rưng thường đều khư vui buồn lâu ai đâu gì "
    "tầng lớp đoàn lần đôi tròn chăm chằm khăng rành sờ lù ầm ào ù oang song hao quanh đùng thao vù chang rào trùng điệp ngang vừa "
    "khá mới ít tim tím đo nho lo vàng trắng hồng đen nâu xám tháng nơi việc bừng rực hăm hăng thoăn nhanh chậm từng hai bốn mười "
    "trăm nghìn sau trước trên hừng sang xinh khe phơi ngời lừng vang rung reo lung lâng ha hi hô hê thi";
/* Syllables that end one word and begin the next: đại biểu biểu quyết. */
static const char meeting[] =
    "biểu bộ hội nghị viên đồng chức hiện tác trị cầu đảm tra lý công dân tế sự tính hoạt thương nông kết quả trường nghề sinh thể "
    "đạo giáo dục tập trung tâm phương pháp luật nhiệm vụ thi hành đại định hướng dẫn dự án phát triển khai giải đua chính quyền sách "
    "giá sản xuất đề bản văn thông báo cáo tin vận động trưởng thành thực tổ chủ gia tích cực tiến độ kiến nghiệm cơ sở quan tượng học "
    "đội phong tưởng nghĩa bình minh đấu tranh an toàn ninh lực lượng chất cấp nước máy đảng ban chi cán y thuế thu tiền ngân hàng hóa "
    "tài nguyên môi đất rừng ruộng vườn cây con giống nuôi trồng chăn xây dựng đầu tư vốn khoa kỹ thuật số liệu dữ mạng lưới điện "
    "tổng hợp phối đơn vị cá nhân khen thưởng kỷ phạt thanh niên phụ nữ trẻ em già cao tuổi thương bệnh binh sĩ quân đoàn tham mưu giám "
    "sát kiểm quản điều tiếp nhận xét duyệt phê thẩm quy trình bày đánh bảo hiểm vệ trật tự quốc phòng chống cháy nổ tai nạn giao bên "
    "xã huyện tỉnh thôn xóm bản ấp khu phố phường thị làng nhóm tin tưởng lòng yêu thích thú";

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

static void say_repeated(struct vi_lint *l, uint32_t from, uint32_t middle, uint32_t end, bool safe)
{
    char *text = vi_token_text(l, from, end);
    vi_lint_say(l, DIAG_VI_REPEATED, l->unit, l->t[middle].end, l->t[end - 1].end, "", safe, text);
    g_free(text);
}

void vi_lint_repeated(struct vi_lint *l)
{
    for (uint32_t i = 0; i + 2 < l->n; i++) {
        if (l->t[i].kind != VI_WORD || l->t[i + 1].kind != VI_SPACE || l->t[i + 2].kind != VI_WORD)
            continue;
        const struct vi_word *a = l->t[i].word, *b = l->t[i + 2].word;
        if (a->fold == b->fold) {
            bool sure = is_listed(l, i, once_only), names = b->letter_case == VI_CAPITAL || a->letters < 2;
            bool known = is_listed(l, i, doubled) || is_listed(l, i, meeting) || !(a->flags & VI_SYLLABLE);
            if (b->letter_case != VI_UPPER && (sure || (!known && !names)))
                say_repeated(l, i, i, i + 3, sure);
        } else if (repeats_pair(l, i, i + 2) && !is_listed(l, i, doubled) && b->letter_case == VI_LOWER) {
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
        bool behind_word = case_at(l, i - 2) == VI_LOWER;
        if ((behind_sign && is_listed(l, i, no_names)) || (behind_word && is_listed(l, i, never_names)))
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
    return w->letter_case != VI_LOWER || w->letters < 2 || !(w->flags & VI_SYLLABLE);
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
    bool text = l->unit->dialect == PROSE_TEXT && words >= 12 && sentence;
    if (!(markup || text) || !vi_is(l, last, VI_WORD) || case_at(l, last) != VI_LOWER)
        return;
    vi_lint_say(l, DIAG_VI_NO_STOP, l->unit, l->t[last].start, l->t[last].end, NULL, false);
}
