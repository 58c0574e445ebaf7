/* SPDX-License-Identifier: MIT */
/*
 * Dates and times: XML Schema's date and dateTime in, Vietnamese out, and
 * arithmetic in the proleptic Gregorian calendar. A moment is taken as it is
 * written: "2023-12-11T22:40:00+07:00" is the 11th, whatever the zone of the
 * machine. No libc time function is used.
 */
#ifndef SAPCHU_LANG_VI_DATE_H
#define SAPCHU_LANG_VI_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct vi_moment {
    int year, month, day;
    int hour, minute, second;       /* 0 unless has_time */
    int zone;                       /* minutes east of UTC; 0 unless has_zone */
    bool has_time, has_zone;
};

/* Reads xs:date or xs:dateTime, spaces around it allowed. False: not a date, or not in the calendar. */
bool vi_date_parse(const char *iso, struct vi_moment *out);

/* Days since 1970-01-01. */
int64_t vi_date_days(const struct vi_moment *m);
/* 1 Monday … 7 Sunday (ISO 8601). */
int vi_date_weekday(const struct vi_moment *m);
/* "thứ Hai" … "Chủ nhật" (static); NULL outside 1 to 7. */
const char *vi_date_weekday_name(int weekday);
/*
 * -1, 0, 1. Two moments with a zone compare as instants; otherwise what both
 * have is compared as written: the days, and the clock when both have one.
 */
int vi_date_compare(const struct vi_moment *a, const struct vi_moment *b);

enum vi_date_form {
    VI_DATE_LONG,       /* ngày 05 tháng 01 năm 2020: days below 10 and months 1, 2 with a zero (NĐ 30/2020) */
    VI_DATE_SHORT,      /* 05/01/2020 */
    VI_DATE_WORDS,      /* ngày năm tháng một năm hai nghìn không trăm hai mươi */
    VI_DATE_ISO,        /* 2020-01-05 */
    VI_DATE_PLAIN,      /* 5/1/2020, as news prose has it */
    VI_DATE_ADMIN,      /* 05/01/2020, 06/7/2026: as LONG, with strokes */
};
/* A new string; g_free it. */
char *vi_date_format(const struct vi_moment *m, enum vi_date_form form);

enum vi_time_form {
    VI_TIME_LONG,       /* 8 giờ 30 phút, 8 giờ 00 phút */
    VI_TIME_PLAIN,      /* 8 giờ 30 phút, 8 giờ */
    VI_TIME_SHORT,      /* 08:30 */
};
char *vi_time_format(const struct vi_moment *m, enum vi_time_form form);

#endif
