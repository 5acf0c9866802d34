/* field.c - the types of fields: their text form both ways, and what is said of a bad one.
 *
 * Decides what a single value may look like. Refuses to know the records, and what several values
 * mean together (check.c).
 */
#include "field.h"

#include "codes.h"

#include <string.h>

struct jb_field_type {
    bool (*set)(jb_arena *arena, const jb_field_type *type, const char *text, void *member);
    const char *(*text)(jb_arena *arena, const jb_field_type *type, const void *member);
    const char *const *codes; /* the choices of a closed list, else NULL */
    bool hidden;              /* a bad value is not quoted: it could not be printed */
    const char *want_en;      /* what a bad value is not */
    const char *want_zh;
};

/* ---- text --------------------------------------------------------------------------------------
 */

static bool printable(const char *text, bool breaks)
{
    size_t len = strlen(text);
    if (jb_utf8_check(text, len) != len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        bool allowed = breaks && (c == '\t' || c == '\n' || c == '\r');
        /* U+0080 to U+009F are two bytes, of which the first is C2. */
        if ((c < 0x20 && !allowed) || c == 0x7f ||
            (c == 0xC2 && (unsigned char)text[i + 1] < 0xA0)) {
            return false;
        }
    }
    return true;
}

static bool keep(jb_arena *arena, const char *text, void *member)
{
    const char *copy = jb_arena_strdup(arena, text);
    memcpy(member, &copy, sizeof copy);
    return true;
}

static bool set_text(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)type;
    return printable(text, true) && keep(arena, text, member);
}

static bool set_line(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)type;
    return printable(text, false) && keep(arena, text, member);
}

static bool made_of(const char *text, const char *letters, size_t len)
{
    return strlen(text) == len && strspn(text, letters) == len;
}

static bool set_division(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)type;
    return made_of(text, "0123456789", 6) && keep(arena, text, member);
}

static bool set_sha256(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)type;
    return made_of(text, "0123456789abcdef", 64) && keep(arena, text, member);
}

static const char *text_string(jb_arena *arena, const jb_field_type *type, const void *member)
{
    (void)arena;
    (void)type;
    const char *text = NULL;
    memcpy(&text, member, sizeof text);
    return text;
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

static bool whole_number(const char *text, int64_t min, int64_t max, int64_t *out)
{
    jb_dec value;
    if (!jb_dec_parse(text, strlen(text), &value) || value.scale != 0) {
        return false;
    }
    *out = value.coef;
    return value.coef >= min && value.coef <= max;
}

static const char *whole_text(jb_arena *arena, int64_t value)
{
    char text[JB_DEC_TEXT];
    return jb_arena_strndup(arena, text, jb_dec_text(jb_dec_int(value), text));
}

static bool set_year(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)arena;
    (void)type;
    int64_t value = 0;
    if (!whole_number(text, 1990, 2100, &value)) {
        return false;
    }
    int year = (int)value;
    memcpy(member, &year, sizeof year);
    return true;
}

static const char *text_year(jb_arena *arena, const jb_field_type *type, const void *member)
{
    (void)type;
    int year = 0;
    memcpy(&year, member, sizeof year);
    return year == 0 ? "" : whole_text(arena, year);
}

static bool set_offset(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)arena;
    (void)type;
    int64_t value = 0;
    if (!whole_number(text, 0, INT32_MAX, &value)) {
        return false;
    }
    memcpy(member, &value, sizeof value);
    return true;
}

static const char *text_offset(jb_arena *arena, const jb_field_type *type, const void *member)
{
    (void)type;
    int64_t value = 0;
    memcpy(&value, member, sizeof value);
    return value < 0 ? "" : whole_text(arena, value);
}

static bool set_decimal(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)arena;
    (void)type;
    jb_dec value;
    if (!jb_dec_parse(text, strlen(text), &value)) {
        return false;
    }
    memcpy(member, &value, sizeof value);
    return true;
}

static bool set_share(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    jb_dec value;
    if (!jb_dec_parse(text, strlen(text), &value) || value.coef < 0 ||
        jb_dec_cmp(value, jb_dec_int(1)) > 0) {
        return false;
    }
    return set_decimal(arena, type, text, member);
}

static const char *text_decimal(jb_arena *arena, const jb_field_type *type, const void *member)
{
    (void)type;
    jb_dec value;
    memcpy(&value, member, sizeof value);
    if (value.scale == JB_DEC_UNSET) {
        return "";
    }
    char text[JB_DEC_TEXT];
    return jb_arena_strndup(arena, text, jb_dec_text(value, text));
}

/* ---- dates and codes ---------------------------------------------------------------------------
 */

static bool set_date(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)arena;
    (void)type;
    jb_date date;
    if (!jb_date_parse(text, &date)) {
        return false;
    }
    memcpy(member, &date, sizeof date);
    return true;
}

static const char *text_date(jb_arena *arena, const jb_field_type *type, const void *member)
{
    (void)type;
    jb_date date;
    memcpy(&date, member, sizeof date);
    char text[JB_DATE_TEXT];
    jb_date_text(date, text);
    return jb_arena_strdup(arena, text);
}

/* All enums of the model are as wide as this; their values are places in their list of codes. */
_Static_assert(sizeof(jb_qualifier) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_period_kind) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_basis) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_review) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_level) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_absence) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_per) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_reading) == sizeof(unsigned), "enums are copied as unsigned");

static bool set_code(jb_arena *arena, const jb_field_type *type, const char *text, void *member)
{
    (void)arena;
    unsigned value = 0;
    if (!jb_code_find(type->codes, text, &value)) {
        return false;
    }
    memcpy(member, &value, sizeof value);
    return true;
}

static const char *text_code(jb_arena *arena, const jb_field_type *type, const void *member)
{
    (void)arena;
    unsigned value = 0;
    memcpy(&value, member, sizeof value);
    return jb_code_at(type->codes, value);
}

/* ---- the types ---------------------------------------------------------------------------------
 */

const jb_field_type jb_field_text = {.set = set_text,
                                     .text = text_string,
                                     .hidden = true,
                                     .want_en = "text in UTF-8 without control characters",
                                     .want_zh = "不含控制字符的 UTF-8 文本"};
const jb_field_type jb_field_line = {
    .set = set_line,
    .text = text_string,
    .hidden = true,
    .want_en = "one line of text in UTF-8 without control characters or line breaks",
    .want_zh = "不含控制字符和换行的 UTF-8 文本"};
const jb_field_type jb_field_division = {
    .set = set_division,
    .text = text_string,
    .want_en = "a division code: six digits of GB/T 2260, such as 440105",
    .want_zh = "行政区划代码：应为 GB/T 2260 的六位数字，如 440105"};
const jb_field_type jb_field_sha256 = {.set = set_sha256,
                                       .text = text_string,
                                       .want_en = "a SHA-256: 64 digits 0-9 and a-f",
                                       .want_zh = "SHA-256 值：应为 64 个 0-9、a-f 字符"};
const jb_field_type jb_field_year = {.set = set_year,
                                     .text = text_year,
                                     .want_en = "a year from 1990 to 2100",
                                     .want_zh = "年度：应为 1990 至 2100 的整数"};
const jb_field_type jb_field_offset = {.set = set_offset,
                                       .text = text_offset,
                                       .want_en =
                                           "an offset: a whole number of code points, 0 or more",
                                       .want_zh = "字符位置：应为不小于 0 的整数（按码点计）"};
const jb_field_type jb_field_decimal = {
    .set = set_decimal,
    .text = text_decimal,
    .want_en = "a plain number: digits and at most one point, such as 1590 or 8803.294",
    .want_zh = "纯数字：只写数字和至多一个小数点，如 1590、8803.294"};
const jb_field_type jb_field_share = {.set = set_share,
                                      .text = text_decimal,
                                      .want_en = "a number from 0 to 1",
                                      .want_zh = "0 至 1 之间的数"};
const jb_field_type jb_field_date = {.set = set_date,
                                     .text = text_date,
                                     .want_en = "a day written YYYY-MM-DD; leave it empty when "
                                                "it is not known",
                                     .want_zh = "写作 YYYY-MM-DD 的日期；不清楚时请留空"};

#define CODE_TYPE(list)                                                                            \
    {                                                                                              \
        .set = set_code, .text = text_code, .codes = (list)                                        \
    }
const jb_field_type jb_field_qualifier = CODE_TYPE(jb_qualifier_codes);
const jb_field_type jb_field_period_kind = CODE_TYPE(jb_period_kind_codes);
const jb_field_type jb_field_basis = CODE_TYPE(jb_basis_codes);
const jb_field_type jb_field_review = CODE_TYPE(jb_review_codes);
const jb_field_type jb_field_level = CODE_TYPE(jb_level_codes);
const jb_field_type jb_field_absence = CODE_TYPE(jb_absence_codes);
const jb_field_type jb_field_denominator = CODE_TYPE(jb_per_codes);
const jb_field_type jb_field_reading = CODE_TYPE(jb_reading_codes);

/* ---- records -----------------------------------------------------------------------------------
 */

/* The text, cut to what a message can hold. */
static const char *excerpt(jb_arena *arena, const char *text)
{
    size_t len = strlen(text);
    if (jb_utf8_check(text, len) != len || !printable(text, false)) {
        return "?";
    }
    size_t pos = 0;
    for (unsigned i = 0; i < 40 && pos < len; i++) {
        (void)jb_utf8_next(text, len, &pos);
    }
    return pos == len ? text : jb_arena_printf(arena, "%s…", jb_arena_strndup(arena, text, pos));
}

static jb_status bad_code(const jb_field *field, const char *shown, const jb_loc *loc,
                          jb_error *err)
{
    jb_str choices = {0};
    for (unsigned i = 0; field->type->codes[i] != NULL; i++) {
        jb_str_add(&choices, i == 0 ? "" : ", ");
        jb_str_add(&choices, field->type->codes[i]);
    }
    jb_status status =
        jb_fail(err, JB_ERR_INPUT, loc, "%s \"%s\" is none of: %s", "%s 的值“%s”不在可选项之中：%s",
                field->name, shown, jb_str_text(&choices));
    jb_str_free(&choices);
    return status;
}

static jb_status bad_value(jb_arena *arena, const jb_field *field, const char *text,
                           const jb_loc *loc, jb_error *err)
{
    const jb_field_type *type = field->type;
    const char *shown = excerpt(arena, text);
    if (type->codes != NULL) {
        return bad_code(field, shown, loc, err);
    }
    if (type->hidden) {
        return jb_fail(err, JB_ERR_INPUT, loc, "%s is not %s%.0s", "%s 不是%.0s%s", field->name,
                       type->want_en, type->want_zh);
    }
    return jb_fail(err, JB_ERR_INPUT, loc, "%s \"%s\" is not %s%.0s", "%s 的值“%s”不是%.0s%s",
                   field->name, shown, type->want_en, type->want_zh);
}

static const jb_field *field_at(const jb_record *kind, unsigned field)
{
    if (field >= kind->count) {
        jb_panic("no field %u in a record of %u", field, kind->count);
    }
    return &kind->fields[field];
}

static void put_flag(void *record, size_t flag, bool given)
{
    if (flag != JB_NO_FLAG) {
        memcpy((char *)record + flag, &given, sizeof given);
    }
}

jb_status jb_record_set(const jb_record *kind, jb_arena *arena, void *record, unsigned field,
                        const char *text, const jb_loc *loc, jb_error *err)
{
    const jb_field *which = field_at(kind, field);
    char *member = (char *)record + which->at;
    if (text[0] == '\0') {
        memcpy(member, (const char *)kind->blank + which->at, which->size);
        put_flag(record, which->flag, false);
        return JB_OK;
    }
    if (!which->type->set(arena, which->type, text, member)) {
        return bad_value(arena, which, text, loc, err);
    }
    put_flag(record, which->flag, true);
    return JB_OK;
}

const char *jb_record_field(const jb_record *kind, jb_arena *arena, const void *record,
                            unsigned field)
{
    const jb_field *which = field_at(kind, field);
    if (which->flag != JB_NO_FLAG) {
        bool given = false;
        memcpy(&given, (const char *)record + which->flag, sizeof given);
        if (!given) {
            return "";
        }
    }
    return which->type->text(arena, which->type, (const char *)record + which->at);
}
