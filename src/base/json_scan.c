/* json_scan.c - what is checked in a JSON text beside what cJSON checks, and what is said when
 * cJSON refuses it.
 *
 * Decides the limits (depth, characters) and the wording of syntax errors. Builds nothing and
 * refuses to know what the document means.
 */
#include "json.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '+' || c == '-' || c == '.';
}

size_t json_skip_space(const struct json_doc *doc, size_t at)
{
    while (at < doc->len && is_space(doc->text[at])) {
        at++;
    }
    return at;
}

size_t json_skip_string(const struct json_doc *doc, size_t at)
{
    for (at++; at < doc->len && doc->text[at] != '"'; at++) {
        at += doc->text[at] == '\\';
    }
    return at < doc->len ? at + 1 : doc->len;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The number that four hexadecimal digits behind \u at the place give; -1 without them. */
static long escape_code(const struct json_doc *doc, size_t at)
{
    char text[5] = "";
    if (doc->len < at + 6 || doc->text[at] != '\\' || doc->text[at + 1] != 'u') {
        return -1;
    }
    for (size_t i = 0; i < 4; i++) {
        text[i] = doc->text[at + 2 + i];
        if (!is_hex(text[i])) {
            return -1;
        }
    }
    return strtol(text, NULL, 16);
}

/* The second half of a pair: the first must stand before it, and is passed with it. */
static bool is_low(long code)
{
    return code >= 0xDC00 && code <= 0xDFFF;
}

/* cJSON reads \u12g4 as \u0000, and takes a string to end there. *len becomes the bytes of the
 * escape. */
static jb_status scan_escape(const struct json_doc *doc, size_t at, size_t *len, jb_error *err)
{
    *len = 2;
    if (doc->len < at + 2 || doc->text[at + 1] != 'u') {
        return JB_OK;
    }
    long code = escape_code(doc, at);
    bool high = code >= 0xD800 && code <= 0xDBFF;
    if (high && is_low(escape_code(doc, at + 6))) {
        *len = 12;
        return JB_OK;
    }
    if (code > 0 && !high && !is_low(code)) {
        *len = 6;
        return JB_OK;
    }
    jb_loc loc = json_place(doc, at, NULL);
    if (code > 0) {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "\\u%04lX is half of a surrogate pair and no character by itself; write the "
                       "character as it is or both halves",
                       "\\u%04lX 只是代理对的一半，不成字符；请直接写出该字符，或写全两半", code);
    }
    if (code < 0) {
        return jb_fail(err, JB_ERR_INPUT, &loc, "\\u without four hexadecimal digits",
                       "\\u 之后不足四位十六进制数字");
    }
    return jb_fail(err, JB_ERR_INPUT, &loc, "\\u0000 is not accepted in a string",
                   "字符串中不接受 \\u0000");
}

static jb_status refuse_control(const struct json_doc *doc, size_t at, jb_error *err)
{
    jb_loc loc = json_place(doc, at, NULL);
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "a line break or control character inside a string; close the string or write "
                   "\\n, \\t or \\u%04X",
                   "字符串中有换行或控制字符；请补上引号，或写成 \\n、\\t、\\u%04X",
                   (unsigned)(unsigned char)doc->text[at]);
}

static jb_status scan_string(const struct json_doc *doc, size_t *at, jb_error *err)
{
    size_t open = *at;
    jb_status status = JB_OK;
    for (size_t i = open + 1; i < doc->len && status == JB_OK; i++) {
        char c = doc->text[i];
        if (c == '"') {
            *at = i + 1;
            return JB_OK;
        }
        if ((unsigned char)c < 0x20) {
            status = refuse_control(doc, i, err);
        } else if (c == '\\') {
            size_t len = 0;
            status = scan_escape(doc, i, &len, err);
            i += len - 1;
        }
    }
    if (status != JB_OK) {
        return status;
    }
    jb_loc loc = json_place(doc, open, NULL);
    return jb_fail(err, JB_ERR_INPUT, &loc, "this string is not closed", "此字符串没有结束引号");
}

static jb_status scan_depth(const struct json_doc *doc, size_t at, unsigned *depth, jb_error *err)
{
    char c = doc->text[at];
    if (c == '{' || c == '[') {
        (*depth)++;
    } else if ((c == '}' || c == ']') && *depth > 0) {
        (*depth)--;
    }
    if (*depth <= JB_JSON_MAX_DEPTH) {
        return JB_OK;
    }
    jb_loc loc = json_place(doc, at, NULL);
    return jb_fail(err, JB_ERR_INPUT, &loc, "nested deeper than %d levels", "嵌套超过 %d 层",
                   JB_JSON_MAX_DEPTH);
}

jb_status json_scan(const struct json_doc *doc, jb_error *err)
{
    size_t fault = jb_utf8_check(doc->text, doc->len);
    if (fault < doc->len) {
        jb_loc loc = json_place(doc, fault, NULL);
        return jb_fail_byte(err, &loc, doc->text[fault]);
    }
    unsigned depth = 0;
    jb_status status = JB_OK;
    for (size_t at = doc->start; at < doc->len && status == JB_OK;) {
        char c = doc->text[at];
        if (c == '"') {
            status = scan_string(doc, &at, err);
        } else if ((unsigned char)c < 0x20 && !is_space(c)) {
            jb_loc loc = json_place(doc, at, NULL);
            status = jb_fail(err, JB_ERR_INPUT, &loc, "a control character (0x%02X)",
                             "控制字符（0x%02X）", (unsigned)(unsigned char)c);
        } else {
            status = scan_depth(doc, at, &depth, err);
            at++;
        }
    }
    return status;
}

/* What surrounds an offset: the innermost open bracket (0 outside all) and the last character
 * that is not white space before it (0 for none). */
struct around {
    char bracket;
    char before;
};

static struct around look_around(const struct json_doc *doc, size_t at)
{
    char stack[JB_JSON_MAX_DEPTH + 1] = {0};
    unsigned depth = 0;
    struct around seen = {0};
    for (size_t i = doc->start; i < at;) {
        char c = doc->text[i];
        if ((c == '{' || c == '[') && depth < JB_JSON_MAX_DEPTH) {
            stack[++depth] = c;
        } else if ((c == '}' || c == ']') && depth > 0) {
            depth--;
        }
        if (!is_space(c)) {
            seen.before = c;
        }
        i = c == '"' ? json_skip_string(doc, i) : i + 1;
    }
    seen.bracket = stack[depth];
    return seen;
}

/* cJSON reports a key that is no string one byte too late. */
static size_t corrected(const struct json_doc *doc, size_t at)
{
    if (at <= doc->start || doc->text[at - 1] == '"' || is_space(doc->text[at - 1])) {
        return at;
    }
    struct around seen = look_around(doc, at - 1);
    bool key_wanted = seen.before == ',' || (seen.before == '{' && doc->text[at - 1] != '}');
    return seen.bracket == '{' && key_wanted ? at - 1 : at;
}

/* Length of the word, or of the one character, at an offset. */
static int word_length(const struct json_doc *doc, size_t at)
{
    size_t end = at;
    while (end < doc->len && end - at < 20 && is_word(doc->text[end])) {
        end++;
    }
    if (end == at) {
        (void)jb_utf8_next(doc->text, doc->len, &end);
    }
    return (int)(end - at);
}

static bool ends_value(char c)
{
    return c == '"' || c == '}' || c == ']' || is_word(c);
}

struct advice {
    const char *en;
    const char *zh;
};

/* What an input method for Chinese writes for JSON's own signs. */
static bool is_wide_sign(const char *text, size_t len)
{
    static const char *const signs[] = {"“",  "”",  "‘",  "’",  "，", "、", "：", "｛", "｝",
                                        "［", "］", "【", "】", "＂", "；", "（", "）", "。"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i]);
        if (size <= len && memcmp(text, signs[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* Of what stands at `at` and should not. */
static struct advice advise(const struct json_doc *doc, struct around seen, size_t at)
{
    char c = doc->text[at];
    if (is_wide_sign(doc->text + at, doc->len - at)) {
        return (struct advice){
            "; this is full-width (Chinese) punctuation, and JSON wants \" , : in "
            "half width",
            "；这是全角（中文）标点，JSON 要用半角的 \" , :"};
    }
    if (!seen.bracket && seen.before) {
        return (struct advice){"; the JSON document has ended before it",
                               "；JSON 文档在此之前已经结束"};
    }
    if ((c == '}' || c == ']') && seen.before == ',') {
        return (struct advice){"; remove the comma before it", "；请删去它前面的逗号"};
    }
    if (c == '\\') {
        return (struct advice){"; JSON knows no such escape", "；JSON 没有这种转义"};
    }
    if (c == '/' || c == '#') {
        return (struct advice){"; JSON has no comments", "；JSON 没有注释"};
    }
    if (seen.bracket == '{' && (seen.before == '{' || seen.before == ',') && c != '"') {
        return (struct advice){"; a key in double quotes belongs here", "；应为双引号括起的键"};
    }
    if (ends_value(seen.before)) {
        return (struct advice){"; a comma, colon or bracket may be missing before it",
                               "；它前面可能缺少逗号、冒号或括号"};
    }
    return (struct advice){"", ""};
}

jb_status json_explain(const struct json_doc *doc, size_t at, jb_error *err)
{
    at = corrected(doc, at);
    jb_loc loc = json_place(doc, at, NULL);
    struct around seen = look_around(doc, at);
    if (at >= doc->len && !seen.before) {
        return jb_fail(err, JB_ERR_INPUT, &loc, "there is no JSON in it", "其中没有 JSON 内容");
    }
    if (at >= doc->len) {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "the JSON text ends too early; something is not closed",
                       "JSON 文本不完整，有未闭合的部分");
    }
    struct advice advice = advise(doc, seen, at);
    return jb_fail(err, JB_ERR_INPUT, &loc, "unexpected \"%.*s\"%s%.0s", "此处不应出现“%.*s”%.0s%s",
                   word_length(doc, at), doc->text + at, advice.en, advice.zh);
}
