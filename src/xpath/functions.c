/* SPDX-License-Identifier: MIT */
/*
 * XPath extension functions for Vietnamese: dates, numbers, case, sorting,
 * slugs. One row a function, one entry point that checks the arity, takes the arguments
 * as strings and hands them to the row.
 */
#include "xpath/functions.h"

#include "lang/vi/date.h"
#include "lang/vi/number.h"
#include "lang/vi/text.h"
#include "xpath/prose.h"

#include <glib.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#define MAX_ARGS 3

struct call {
    const char *arg[MAX_ARGS];      /* NULL: not given */
    /* the result: one of the three */
    char *text;                     /* g_malloc'ed; NULL stands for "" */
    double number;
    bool truth;
    bool failed;                    /* an argument that the rule itself gives is wrong: an XPath error */
};

enum result { TEXT, NUMBER, TRUTH };

/* --- dates --- */

static void fn_weekday(struct call *c)
{
    struct vi_moment m;
    c->number = vi_date_parse(c->arg[0], &m) ? vi_date_weekday(&m) : (double)NAN;
}

static void fn_weekday_name(struct call *c)
{
    struct vi_moment m;
    if (vi_date_parse(c->arg[0], &m))
        c->text = g_strdup(vi_date_weekday_name(vi_date_weekday(&m)));
}

static void fn_date_compare(struct call *c)
{
    struct vi_moment a, b;
    bool ok = vi_date_parse(c->arg[0], &a) && vi_date_parse(c->arg[1], &b);
    c->number = ok ? vi_date_compare(&a, &b) : (double)NAN;
}

static void fn_days_between(struct call *c)
{
    struct vi_moment a, b;
    bool ok = vi_date_parse(c->arg[0], &a) && vi_date_parse(c->arg[1], &b);
    c->number = ok ? (double)(vi_date_days(&b) - vi_date_days(&a)) : (double)NAN;
}

static void fn_date(struct call *c)
{
    static const struct {
        const char *name;
        enum vi_date_form form;
    } forms[] = {
        { "long", VI_DATE_LONG }, { "short", VI_DATE_SHORT }, { "words", VI_DATE_WORDS }, { "iso", VI_DATE_ISO },
        { "plain", VI_DATE_PLAIN }, { "admin", VI_DATE_ADMIN },
    };
    struct vi_moment m;
    if (!vi_date_parse(c->arg[0], &m))
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++)
        if (!c->arg[1] || strcmp(c->arg[1], forms[i].name) == 0) {
            c->text = vi_date_format(&m, forms[i].form);
            return;
        }
}

static void fn_time(struct call *c)
{
    static const struct {
        const char *name;
        enum vi_time_form form;
    } forms[] = {
        { "long", VI_TIME_LONG }, { "plain", VI_TIME_PLAIN }, { "short", VI_TIME_SHORT },
    };
    struct vi_moment m;
    if (!vi_date_parse(c->arg[0], &m) || !m.has_time)
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++)
        if (!c->arg[1] || strcmp(c->arg[1], forms[i].name) == 0) {
            c->text = vi_time_format(&m, forms[i].form);
            return;
        }
}

/* --- numbers --- */

/* The count of decimals asked for; -1: as written. */
static int decimals(const char *arg)
{
    if (!arg)
        return -1;
    double d = xmlXPathCastStringToNumber(BAD_CAST arg);
    return d >= 0 && d <= 20 ? (int)d : -1;
}

/* A whole number in the range of a counter; 0: none. */
static long counter(const char *arg)
{
    double d = xmlXPathCastStringToNumber(BAD_CAST arg);
    return d >= 1 && d <= 1e6 && d == floor(d) ? (long)d : 0;
}

static void fn_number(struct call *c)
{
    c->text = vi_number_format(c->arg[0], decimals(c->arg[1]));
}

static void fn_percent(struct call *c)
{
    char *n = vi_number_format(c->arg[0], decimals(c->arg[1]));
    if (n)
        c->text = g_strconcat(n, "%", NULL);
    g_free(n);
}

static void fn_percent_ok(struct call *c)
{
    c->truth = vi_number_percent_ok(c->arg[0], c->arg[1], c->arg[2]);
}

static void fn_words(struct call *c)
{
    enum vi_words flags = VI_WORDS_DEFAULT;
    if (c->arg[1] && strstr(c->arg[1], "lẻ"))
        flags |= VI_WORDS_LE;
    if (c->arg[1] && strstr(c->arg[1], "ngàn"))
        flags |= VI_WORDS_NGAN;
    c->text = vi_number_words(c->arg[0], flags);
}

static void fn_leading_zero(struct call *c)
{
    c->text = vi_number_leading_zero(c->arg[0]);
}

static void fn_roman(struct call *c)
{
    c->text = vi_number_roman(counter(c->arg[0]));
}

static void fn_vi_letter(struct call *c)
{
    c->text = vi_number_letter(counter(c->arg[0]));
}

/* --- text --- */

static void fn_upper(struct call *c)
{
    c->text = vi_text_upper(c->arg[0]);
}

static void fn_lower(struct call *c)
{
    c->text = vi_text_lower(c->arg[0]);
}

static void fn_capitalize(struct call *c)
{
    c->text = vi_text_capital(c->arg[0]);
}

static void fn_capitalize_words(struct call *c)
{
    c->text = prose_capital_words(c->arg[0]);
}

static void fn_capitalize_parts(struct call *c)
{
    c->text = prose_capital_parts(c->arg[0]);
}

static void fn_normalize(struct call *c)
{
    c->text = vi_text_nfc(c->arg[0], -1);
}

static void fn_slug(struct call *c)
{
    c->text = vi_text_slug(c->arg[0]);
}

static void fn_sort_key(struct call *c)
{
    c->text = vi_text_sort_key(c->arg[0]);
}

static void fn_name_key(struct call *c)
{
    c->text = vi_text_name_key(c->arg[0]);
}

/* --- running text --- */

static void fn_date_differs(struct call *c)
{
    c->text = g_strdup(prose_date_differs(c->arg[0], c->arg[1]));
}

static void fn_parse_number(struct call *c)
{
    c->number = prose_number(c->arg[0]);
}

/* The expression of the second argument; NULL, and the call fails: it is wrongly written. */
static GRegex *regex_of(struct call *c)
{
    GRegex *regex = prose_regex(c->arg[1]);
    c->failed = !regex;
    return regex;
}

static void fn_matches(struct call *c)
{
    GRegex *regex = regex_of(c);
    c->truth = regex && g_regex_match(regex, c->arg[0], 0, NULL);
}

static void fn_match(struct call *c)
{
    GRegex *regex = regex_of(c);
    GMatchInfo *m = NULL;
    double group = c->arg[2] ? xmlXPathCastStringToNumber(BAD_CAST c->arg[2]) : 0;
    if (regex && group >= 0 && group < 100 && g_regex_match(regex, c->arg[0], 0, &m))
        c->text = g_match_info_fetch(m, (gint)group);
    if (m)
        g_match_info_free(m);
}

/* The sum of what the nodes' texts are as numbers; NaN when one is none. */
static void call_sum(xmlXPathParserContextPtr ctxt)
{
    xmlXPathObject *v = valuePop(ctxt);
    if (!v || v->type != XPATH_NODESET) {
        xmlXPathFreeObject(v);
        xmlXPathSetTypeError(ctxt);
        return;
    }
    double sum = 0;
    for (int i = 0; v->nodesetval && i < v->nodesetval->nodeNr; i++) {
        xmlChar *text = xmlXPathCastNodeToString(v->nodesetval->nodeTab[i]);
        sum += prose_number((const char *)text);
        xmlFree(text);
    }
    xmlXPathFreeObject(v);
    /* Decimal fractions leave a trace in binary: 0,1 and 0,2 make 0,3. */
    valuePush(ctxt, xmlXPathNewFloat(round(sum * 1e6) / 1e6));
}

/* --- the table --- */

static const struct {
    const char *name;
    int min, max;           /* arguments */
    enum result result;
    void (*call)(struct call *);
    void (*raw)(xmlXPathParserContextPtr);      /* instead: takes its argument itself, a set of nodes */
} functions[] = {
    { "weekday", 1, 1, NUMBER, fn_weekday, NULL },            /* 1 Monday … 7 Sunday */
    { "weekday-name", 1, 1, TEXT, fn_weekday_name, NULL },    /* thứ Hai … Chủ nhật */
    { "date-compare", 2, 2, NUMBER, fn_date_compare, NULL },  /* -1, 0, 1; of instants when both have a zone */
    { "days-between", 2, 2, NUMBER, fn_days_between, NULL },  /* days from the first to the second */
    { "date", 1, 2, TEXT, fn_date, NULL },                    /* 'long' (default), short words iso plain admin */
    { "time", 1, 2, TEXT, fn_time, NULL },                    /* 'long' (default), 'plain', 'short' */
    { "number", 1, 2, TEXT, fn_number, NULL },                /* 3.600; second argument: decimals, rounded */
    { "percent", 1, 2, TEXT, fn_percent, NULL },              /* 107,1% */
    { "percent-ok", 3, 3, TRUTH, fn_percent_ok, NULL },       /* value, base, percent: right within its last digit? */
    { "words", 1, 2, TEXT, fn_words, NULL },                  /* một trăm linh năm; 'lẻ', 'ngàn' choose those words */
    { "leading-zero", 1, 1, TEXT, fn_leading_zero, NULL },    /* 03 */
    { "roman", 1, 1, TEXT, fn_roman, NULL },                  /* IV */
    { "vi-letter", 1, 1, TEXT, fn_vi_letter, NULL },          /* a b c d đ e g … */
    { "upper", 1, 1, TEXT, fn_upper, NULL },
    { "lower", 1, 1, TEXT, fn_lower, NULL },
    { "capitalize", 1, 1, TEXT, fn_capitalize, NULL },        /* the first letter */
    { "capitalize-words", 1, 1, TEXT, fn_capitalize_words, NULL },    /* Nguyễn Văn An */
    { "capitalize-parts", 1, 1, TEXT, fn_capitalize_parts, NULL },    /* Văn hóa, Thể thao và Du lịch */
    { "normalize", 1, 1, TEXT, fn_normalize, NULL },          /* NFC */
    { "slug", 1, 1, TEXT, fn_slug, NULL },
    { "date-differs", 2, 2, TEXT, fn_date_differs, NULL },    /* text, date: weekday, day, month, year if the text says another */
    { "parse-number", 1, 1, NUMBER, fn_parse_number, NULL },  /* 1.234,5 and 107,1% as numbers */
    { "sum", 1, 1, NUMBER, NULL, call_sum },            /* of nodes whose texts are such numbers */
    { "matches", 2, 2, TRUTH, fn_matches, NULL },             /* text, regular expression (as Perl's) */
    { "match", 2, 3, TEXT, fn_match, NULL },                  /* what matches, or its group of that number */
    { "sort-key", 1, 1, TEXT, fn_sort_key, NULL },            /* for xsl:sort: order of the Vietnamese dictionary */
    { "name-key", 1, 1, TEXT, fn_name_key, NULL },            /* for xsl:sort: names by given name */
};

const char *xpath_function_name(unsigned i)
{
    return i < G_N_ELEMENTS(functions) ? functions[i].name : NULL;
}

/* Numbers do not pass through XPath's string(), which may write an exponent. */
static char *pop_text(xmlXPathParserContextPtr ctxt)
{
    if (ctxt->value && ctxt->value->type == XPATH_NUMBER) {
        char *n = vi_number_from_double(xmlXPathPopNumber(ctxt));
        return n ? n : g_strdup("");
    }
    xmlChar *s = xmlXPathPopString(ctxt);
    char *copy = g_strdup(s ? (const char *)s : "");
    xmlFree(s);
    return copy;
}

static void push_result(xmlXPathParserContextPtr ctxt, enum result kind, struct call *c)
{
    switch (kind) {
    case TEXT:
        valuePush(ctxt, xmlXPathNewString(BAD_CAST (c->text ? c->text : "")));
        break;
    case NUMBER:
        valuePush(ctxt, xmlXPathNewFloat(c->number));
        break;
    case TRUTH:
        valuePush(ctxt, xmlXPathNewBoolean(c->truth));
        break;
    }
}

/* libxml2 names the function that it calls in context->function. */
static void dispatch(xmlXPathParserContextPtr ctxt, int nargs)
{
    const char *name = (const char *)ctxt->context->function;
    unsigned i = 0;
    while (i < G_N_ELEMENTS(functions) && g_strcmp0(functions[i].name, name) != 0)
        i++;
    g_assert(i < G_N_ELEMENTS(functions));
    if (nargs < functions[i].min || nargs > functions[i].max) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (functions[i].raw) {
        functions[i].raw(ctxt);
        return;
    }
    char *args[MAX_ARGS] = { NULL };
    for (int a = nargs; a-- > 0;)
        args[a] = pop_text(ctxt);
    struct call c = { { args[0], args[1], args[2] }, NULL, (double)NAN, false, false };
    functions[i].call(&c);
    if (c.failed) {
        xmlXPathSetError(ctxt, XPATH_EXPR_ERROR);
    } else {
        push_result(ctxt, functions[i].result, &c);
    }
    g_free(c.text);
    for (int a = 0; a < nargs; a++)
        g_free(args[a]);
}

void xpath_register_functions(xmlXPathContextPtr ctx)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(functions); i++)
        xmlXPathRegisterFuncNS(ctx, BAD_CAST functions[i].name, BAD_CAST XPATH_NAMESPACE, dispatch);
}
