/* office_words.c - how numbers, dates and names are written in official documents.
 *
 * Checked where the layout says them itself, so that `layout check` tells, and again when
 * parameters have been filled in.
 */
#include "brief_private.h"

#include <stddef.h>
#include <string.h>

/* 〔2025〕12号: the year in full between its brackets, no padding, 7.2.5. */
jb_status number_check(const jb_brief *brief, const jb_json *json, const char *words, jb_error *err)
{
    const char *open = strstr(words, "〔");
    const char *close = open != NULL ? strstr(open, "〕") : NULL;
    bool good = brief->lang != JB_LANG_ZH;
    if (close != NULL && close - open == (ptrdiff_t)(strlen("〔") + 4)) {
        const char *serial = close + strlen("〕");
        size_t digits = strspn(serial, "0123456789");
        good = strspn(open + strlen("〔"), "0123456789") == 4 && digits > 0 && *serial != '0' &&
               strcmp(serial + digits, "号") == 0;
    }
    if (good) {
        return JB_OK;
    }
    return jb_json_fail(
        json, err,
        "\"%s\" is no document number; write the year in full in 〔〕, then the "
        "serial number without padding, then 号: 某人社发〔2025〕12号",
        "“%s”不是发文字号；年份写全称并用六角括号〔〕括入，顺序号不编虚位、不加“第”，"
        "后加“号”，如“某人社发〔2025〕12号”",
        words);
}

bool text_ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);
    size_t tail = strlen(end);
    return len >= tail && strcmp(text + len - tail, end) == 0;
}

/* No mark stands after the name of an annex, 7.3.4. */
jb_status annex_name_check(const jb_json *json, const char *name, jb_error *err)
{
    static const char *const marks[] = {"。", "；", "，", ";", ","};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (text_ends_with(name, marks[i])) {
            return jb_json_fail(json, err, "no mark stands after the name of an annex",
                                "附件名称后不加标点符号");
        }
    }
    return JB_OK;
}

/* Months and days are not padded, 7.3.5. */
jb_status date_check(const jb_json *json, const char *date, jb_error *err)
{
    if (strstr(date, "年0") == NULL && strstr(date, "月0") == NULL) {
        return JB_OK;
    }
    return jb_json_fail(json, err, "months and days of a date are not padded with 0",
                        "日期的月、日不编虚位（即1不编为01）");
}

/* A text with parameters in it is known when they are. */
jb_status office_words_check(const jb_brief *brief, const char *key, const jb_json *json,
                             jb_error *err)
{
    const char *words = NULL;
    jb_status st = jb_json_text(json, &words, err);
    if (st != JB_OK || *words == '\0' || strpbrk(words, "{}") != NULL) {
        return st;
    }
    if (strcmp(key, "number") == 0) {
        return number_check(brief, json, words, err);
    }
    if (strcmp(key, "date") == 0) {
        return date_check(json, words, err);
    }
    return strcmp(key, "items") == 0 ? annex_name_check(json, words, err) : JB_OK;
}
