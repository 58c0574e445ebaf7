/* SPDX-License-Identifier: MIT */
/* The 134 precomposed letters of Vietnamese: 12 vowels × 6 tones in both cases, without ASCII, and đ Đ. */
#ifndef SAPCHU_FONT_VIETNAMESE_H
#define SAPCHU_FONT_VIETNAMESE_H

#define VIETNAMESE_LETTERS \
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" \
    "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
#define VIETNAMESE_COUNT 134u

#endif
