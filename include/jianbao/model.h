/* jianbao/model.h - what a fact, period, unit, qualifier, absence, agency and indicator is.
 *
 * Plain values shared by all rooms above base. Knows neither where facts come from nor where they
 * go. Domain words are explained in docs/glossary.md.
 */
#ifndef JIANBAO_MODEL_H
#define JIANBAO_MODEL_H

#include <jianbao/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- dates and periods ------------------------------------------------------------------- */

/* A calendar day; year 0 means "not known". Valid from 1900-01-01 to 2199-12-31. */
typedef struct jb_date {
    int16_t year;
    uint8_t month;
    uint8_t day;
} jb_date;

bool jb_date_parse(const char *text, jb_date *out) JB_MUST_USE; /* strictly YYYY-MM-DD */
bool jb_date_known(jb_date date);
int jb_date_cmp(jb_date a, jb_date b);
#define JB_DATE_TEXT 11
void jb_date_text(jb_date date, char out[JB_DATE_TEXT]); /* "" when not known */

typedef enum jb_period_kind {
    JB_PERIOD_FULL_YEAR,  /* 1 January to 31 December, said or beyond doubt */
    JB_PERIOD_PART_YEAR,  /* within one year, not all of it */
    JB_PERIOD_AS_OF,      /* a stock at a date */
    JB_PERIOD_CAMPAIGN,   /* a campaign (专项行动) with its own dates */
    JB_PERIOD_CUMULATIVE, /* a running total that is not the year's, or may not be */
    JB_PERIOD_UNSTATED,   /* the report does not say; read as the report year */
    JB_PERIOD_KINDS
} jb_period_kind;

/* Both dates inclusive; either may be unknown. */
typedef struct jb_period {
    jb_date start;
    jb_date end;
    jb_period_kind kind;
} jb_period;

const char *jb_period_kind_code(jb_period_kind kind); /* "full_year" */
bool jb_period_kind_parse(const char *code, jb_period_kind *out) JB_MUST_USE;
bool jb_period_equal(jb_period a, jb_period b); /* same kind and dates */
/* For a note: "2021年1月1日至10月31日", "1 January to 31 October 2021"; "" when unknown. */
const char *jb_period_text(jb_arena *arena, jb_period period, jb_lang lang);
/* What a period is called that is not plain time: "专项行动" / "campaign", "累计" / "running
 * total";
 * "" for the others. */
const char *jb_period_kind_name(jb_period_kind kind, jb_lang lang);
/* For a list of facts, complete by itself: "累计 自2024年1月1日起". What the report does not state
 * says so, with the days or else the report year `year` it is read as: "2023年（未写明）". */
const char *jb_period_label(jb_arena *arena, jb_period period, int year, jb_lang lang);

/* ---- qualifiers, absence, basis, status ---------------------------------------------------- */

typedef enum jb_qualifier {
    JB_QUAL_EXACT,
    JB_QUAL_AT_LEAST,  /* 以上, 余, 多, 至少: the number or more */
    JB_QUAL_MORE_THAN, /* 逾, 超过 */
    JB_QUAL_ABOUT,     /* 约, 左右 */
    JB_QUAL_AT_MOST,   /* 以下, 不超过 */
    JB_QUAL_LESS_THAN, /* 不足 */
    JB_QUAL_NEARLY,    /* 近: just below */
    JB_QUALIFIERS
} jb_qualifier;

const char *jb_qualifier_code(jb_qualifier qualifier); /* "at_least" */
/* For lists that people read: "不低于" / "at least"; 确数 / "exact". */
const char *jb_qualifier_name(jb_qualifier qualifier, jb_lang lang);
bool jb_qualifier_parse(const char *code, jb_qualifier *out) JB_MUST_USE;

/* Why a cell has no figure. Silence is never zero. */
typedef enum jb_absence {
    JB_ABSENT_NO_REPORT,      /* 未找到报告 */
    JB_ABSENT_SILENT,         /* 未披露: the report does not speak of it, as a person found */
    JB_ABSENT_NO_NUMBER,      /* 提及但无数字 */
    JB_ABSENT_NOT_APPLICABLE, /* 不适用 */
    JB_ABSENT_ZERO_STATED,    /* 报告明示为零 (in words, such as 未有败诉) */
    JB_ABSENT_UNDER_REVIEW,   /* 待核: nobody has settled yet whether there is a figure */
    JB_ABSENCES
} jb_absence;

const char *jb_absence_code(jb_absence absence); /* "no_report" */
bool jb_absence_parse(const char *code, jb_absence *out) JB_MUST_USE;
/* What a cell prints, and what the legend says of it. */
const char *jb_absence_text(jb_absence absence, jb_lang lang);    /* "未披露" / "n.d." */
const char *jb_absence_meaning(jb_absence absence, jb_lang lang); /* a clause for the legend */

typedef enum jb_basis { JB_BASIS_STATED, JB_BASIS_DERIVED, JB_BASIS_MANUAL, JB_BASES } jb_basis;
const char *jb_basis_code(jb_basis basis);
bool jb_basis_parse(const char *code, jb_basis *out) JB_MUST_USE;

typedef enum jb_review {
    JB_REVIEW_EXTRACTED,
    JB_REVIEW_APPROVED,
    JB_REVIEW_CORRECTED,
    JB_REVIEW_REJECTED,
    JB_REVIEWS
} jb_review;
const char *jb_review_code(jb_review review);
/* For lists that people read: "已通过" / "approved". */
const char *jb_review_name(jb_review review, jb_lang lang);
bool jb_review_parse(const char *code, jb_review *out) JB_MUST_USE;

/* ---- units ------------------------------------------------------------------------------- */

/* Base units. Never converted into one another: 136 enterprises and 28 enterprise visits do not
 * rank together, nor do persons and person-times. */
typedef enum jb_unit {
    JB_UNIT_CASE,        /* 件 宗 起 例 */
    JB_UNIT_ITEM,        /* 条 份 项 件 */
    JB_UNIT_ENTITY,      /* 家 户 个 */
    JB_UNIT_VISIT,       /* 家次 户次 */
    JB_UNIT_OCCASION,    /* 次 场 轮次 条次 */
    JB_UNIT_PERSON,      /* 人 名 */
    JB_UNIT_PERSON_TIME, /* 人次 */
    JB_UNIT_CNY,         /* 元, with 万元 and 亿元 as scales */
    JB_UNIT_PERCENT,     /* % */
    JB_UNIT_NONE,        /* a text or grade */
    JB_UNITS
} jb_unit;

const char *jb_unit_code(jb_unit unit); /* "person_time" */
bool jb_unit_parse(const char *code, jb_unit *out) JB_MUST_USE;
const char *jb_unit_name(jb_unit unit, jb_lang lang); /* canonical print name: 件 / cases */

/* Reads a unit as written ("万元", "家次", "%", "万人次"): the power of ten it carries and the base
 * word that remains ("元", "家次", "%", "人次"; points into `text`). False when it is empty. */
bool jb_unit_split(const char *text, int *power, const char **word) JB_MUST_USE;
/* The base unit a word stands for: `prefer` when the word may mean it (件 is a case or an item, 个
 * nearly anything) or is "", else the first unit that has it: 家次 is a visit whatever one would
 * prefer. False when no unit has it. */
bool jb_unit_of(const char *word, jb_unit prefer, jb_unit *out) JB_MUST_USE;

/* ---- indicators (the catalogue) -------------------------------------------------------------- */

typedef enum jb_kind {
    JB_KIND_COUNT,
    JB_KIND_PERSONS,
    JB_KIND_AMOUNT,
    JB_KIND_RATE,
    JB_KIND_TEXT
} jb_kind;
typedef enum jb_agg { JB_AGG_SUM, JB_AGG_LATEST, JB_AGG_RATE, JB_AGG_NEVER } jb_agg;
typedef enum jb_direction { JB_DIR_NEUTRAL, JB_DIR_UP, JB_DIR_DOWN } jb_direction;

typedef struct jb_family {
    const char *code; /* "enf" */
    const char *zh;   /* 执法案件 */
    const char *en;
} jb_family;

typedef struct jb_indicator {
    const char *code; /* "enf_cases_filed" */
    const char *family;
    const char *zh; /* 劳动保障监察立案数 */
    const char *en;
    const char *short_zh; /* a column head: 立案 */
    const char *short_en;
    jb_unit unit;
    const char *const *units; /* base words a report may use for it, NULL-terminated; empty = any */
    jb_kind kind;
    jb_agg agg;
    jb_direction direction;
    const char *numerator;         /* for rates: code or NULL */
    const char *denominator;       /* for rates: code or NULL */
    const char *part_of;           /* the indicator it is a subset of, or NULL */
    const char *const *whole_of;   /* the indicators that make it up; NULL-terminated */
    const char *const *never_with; /* what it is never added to; NULL-terminated */
    /* Every indicator that counts some of the same: from part_of, whole_of, never_with and the two
     * figures of a rate, in both directions and over several steps. Without it itself. */
    const struct jb_indicator *const *overlaps; /* NULL-terminated */
    const char *definition_zh;
    const char *definition_en;
    const char *source;     /* where the definition comes from, "" when none was seen */
    const char *pitfall_zh; /* what it is confused with, "" when nothing; may be printed */
    const char *pitfall_en;
    bool base_unclear;         /* a rate whose base reports do not say: never compared */
    jb_dec band_min, band_max; /* plausible values for one agency-year, inclusive */
    unsigned order;            /* position in the catalogue, from 0 */
} jb_indicator;

typedef struct jb_catalogue jb_catalogue;

/* Reads the catalogue's JSON (docs/catalogue.md); the one embedded in the program when `path` is
 * NULL. */
jb_status jb_catalogue_load(const char *path, jb_catalogue **out, jb_error *err) JB_MUST_USE;
void jb_catalogue_free(jb_catalogue *catalogue);
const jb_indicator *jb_catalogue_find(const jb_catalogue *catalogue, const char *code);
const jb_indicator *jb_catalogue_at(const jb_catalogue *catalogue,
                                    size_t index); /* NULL at the end */
const jb_family *jb_catalogue_family(const jb_catalogue *catalogue, const char *code);
/* A fact's scope (农民工) in English as the catalogue has it; as the fact has it when the catalogue
 * does not, and in Chinese. */
const char *jb_catalogue_scope(const jb_catalogue *catalogue, const char *scope, jb_lang lang);
/* The indicator of that Chinese name (立案, 责令改正), NULL when there is none; for messages. */
const jb_indicator *jb_catalogue_named(const jb_catalogue *catalogue, const char *text);
/* The nearest known code, or that of the name, or NULL; for messages. */
const char *jb_catalogue_nearest(const jb_catalogue *catalogue, const char *code);

/* A check of figures against each other, as the catalogue's `checks` give it. Those that follow
 * from an indicator's own relations are not repeated there. */
typedef enum jb_check_kind {
    JB_CHECK_RATE,       /* of = plus[0] / over[0] in percent */
    JB_CHECK_ATTAINABLE, /* some whole number / over[0] is `of` in percent */
    JB_CHECK_BALANCE,    /* of = sum of plus - sum of minus */
    JB_CHECK_EQUAL,      /* suspicious when `of` equals plus[0] */
    JB_CHECKS
} jb_check_kind;

typedef struct jb_check {
    jb_check_kind kind;
    const jb_indicator *of;
    const jb_indicator *const *plus; /* NULL-terminated, never NULL themselves */
    const jb_indicator *const *minus;
    const jb_indicator *const *over;
} jb_check;

const jb_check *jb_catalogue_check(const jb_catalogue *catalogue,
                                   size_t index); /* NULL at the end */
/* The document itself, for rooms that read more of it (phrases). */
const jb_json *jb_catalogue_json(const jb_catalogue *catalogue);

/* ---- numbers as reports write them ----------------------------------------------------------- */

/* Code points to read numbers in: `plain` has full-width forms made narrow, every blank a space and
 * traditional characters simplified, one for one with `original`. */
typedef struct jb_writing {
    const uint32_t *plain, *original;
    size_t n;
} jb_writing;

typedef struct jb_number {
    bool known;        /* else too long or too large for any figure */
    jb_dec value;      /* with its scale: 万 is in it */
    int power;         /* of the scale: 万 is 4 */
    bool vague;        /* 余 or 多 stands behind it */
    size_t digits_end; /* the number alone ends here */
    size_t unit_at;    /* scale and unit begin here */
    size_t end;        /* behind the scale: where the unit would stand */
} jb_number;

/* Whether a word that counts stands at `at`. */
typedef bool (*jb_counted_fn)(jb_writing text, size_t at);
/* The number in digits that begins at `at`; false when there is no digit. Digits may be grouped by
 * commas, and by blanks and wide commas where `counted` says that what counts them follows. */
bool jb_number_read(jb_writing text, size_t at, jb_counted_fn counted, jb_number *out);
/* The power of ten that stands there, 0 for none; 百 of 百分点 is none. */
int jb_scale_at(jb_writing text, size_t at);
/* 1 where 余, 多, 几 or 来 stands and leaves a number open, else 0. */
size_t jb_vague_at(jb_writing text, size_t at);

/* A number of a text in UTF-8, looked for by its value. */
typedef struct jb_number_place {
    size_t start, end; /* bytes; with scale and, directly behind, what counts it */
    size_t unit;       /* where scale and unit begin, `end` when there is neither */
} jb_number_place;
/* The places in `text` where a number is `value`; a number with nothing behind it may take its
 * scale from `unit`. Writes at most `max`, returns how many there are. */
size_t jb_number_find(const char *text, const char *unit, jb_dec value, jb_number_place *out,
                      size_t max);
/* Whether the text has a number in digits at all. */
bool jb_number_any(const char *text);

/* ---- agencies, reports, facts ---------------------------------------------------------------- */

typedef enum jb_level {
    JB_LEVEL_NATION,
    JB_LEVEL_PROVINCE,
    JB_LEVEL_PREFECTURE,
    JB_LEVEL_COUNTY,
    JB_LEVELS
} jb_level;
const char *jb_level_code(jb_level level);
bool jb_level_parse(const char *code, jb_level *out) JB_MUST_USE;

/* Strings are never NULL; "" means "not given". The key is (code, valid_from). */
typedef struct jb_agency {
    const char *code;       /* six digits, GB/T 2260 */
    const char *name;       /* 广州市海珠区人力资源和社会保障局 */
    const char *short_name; /* 海珠区 */
    const char *name_en;
    jb_level level;
    const char *parent; /* code of the division above, "" for none */
    jb_date valid_from; /* unknown = always */
    jb_date valid_to;   /* unknown = still */
} jb_agency;

/* Who has gone through the whole of a report. What a program does not find in it may stand there
 * all the same: only a person can say that a report is silent. */
typedef enum jb_reading {
    JB_READING_PERSON,  /* a person, as far as the record says */
    JB_READING_PROGRAM, /* nobody but the program */
    JB_READINGS
} jb_reading;
const char *jb_reading_code(jb_reading reading); /* "person" */
bool jb_reading_parse(const char *code, jb_reading *out) JB_MUST_USE;

typedef struct jb_report {
    const char *agency_code;
    int year; /* the year reported on */
    const char *title;
    const char *source; /* file name or address */
    const char *sha256; /* of the frozen text, "" when not held */
    jb_date signed_on;
    jb_date published_on;
    jb_reading reading;
    const char *note;
} jb_report;

/* One stated figure. `value` is in the base unit (cases, persons, yuan, percent); `unit` and `raw`
 * are as the report wrote them. Offsets count code points in the frozen text, end exclusive; -1
 * when the text is not held. */
typedef struct jb_fact {
    int64_t id; /* given by the store, 0 before */
    const char *agency_code;
    const char *agency;
    int year;
    const char *indicator;
    const char *term; /* the report's own word for what is counted: 审结, 调处, 办理; "" unknown */
    jb_dec value;
    const char *unit;
    jb_qualifier qualifier;
    jb_period period;
    const char *scope_population; /* "" = all; such as 农民工 */
    const char *scope_channel;    /* "" = all; such as 全国根治欠薪线索反映平台 */
    const char *scope_coverage;   /* "" = own bureau; such as 含街道 */
    bool has_yoy_percent, has_yoy_points;
    jb_dec yoy_percent; /* change on the year before, as stated, signed */
    jb_dec yoy_points;
    jb_basis basis;
    jb_review status;
    const char *source; /* file name or address of the report */
    const char *source_sha256;
    int64_t char_start, char_end;
    const char *raw;      /* 8803.294万元 */
    const char *sentence; /* the passage that states it; contains raw when both are given */
    const char *rule;     /* what read it: a rule's name, or who typed it */
    jb_dec confidence;    /* 0 to 1 */
    const char *note;     /* in our words; printed under a table that shows the figure */
} jb_fact;

/* Where in its sentence the figure stands, NULL when that cannot be told: `raw` may occur there
 * several times (3件 twice, or within 13件). `text` is the report's text when it is held, else
 * NULL: with it the fact's place tells. */
const char *jb_fact_in_sentence(const jb_fact *fact, const char *text);

/* An absence recorded on purpose; what nobody recorded is derived (a report that a person has read
 * whole: silent; one that nobody has: under review; else no report). */
typedef struct jb_absent {
    int64_t id;
    const char *agency_code;
    int year;
    const char *indicator;
    jb_absence kind;
    const char *source;
    const char *note;
} jb_absent;

/* What figures are measured by, so that a large agency and a small one can be set side by side. */
typedef enum jb_per {
    JB_PER_POPULATION,
    JB_PER_WORKERS,
    JB_PER_MIGRANTS, /* 农民工 */
    JB_PER_ENTERPRISES,
    JB_PER_INSPECTORS,
    JB_PER_KINDS
} jb_per;
const char *jb_per_code(jb_per kind); /* "workers" */
bool jb_per_parse(const char *code, jb_per *out) JB_MUST_USE;
const char *jb_per_name(jb_per kind, jb_lang lang); /* "从业人员" / "workers" */
const char *jb_per_rate(jb_per kind, jb_lang lang); /* "每万名从业人员" / "per 10,000 workers" */
int64_t jb_per_units(jb_per kind);                  /* 10000, of inspectors 1 */

/* How many workers, enterprises, inspectors ... an agency's division had; not from its report. */
typedef struct jb_denominator {
    const char *agency_code;
    int year; /* the year whose figures it may measure */
    jb_per kind;
    jb_dec value;  /* single persons or enterprises: whole, 0 or more */
    jb_date as_of; /* the day it was counted */
    const char *source;
    const char *note;
} jb_denominator;

/* The columns of each record in the order of docs/formats.md, without the id; NULL-terminated. */
extern const char *const jb_fact_fields[];
extern const char *const jb_agency_fields[];
extern const char *const jb_report_fields[];
extern const char *const jb_absent_fields[];
extern const char *const jb_denominator_fields[];

/* Sets one field from text, as CSV and JSON Lines give it. `field` is an index into the lists
 * above. Faults say what was wrong with the value, without a place: the caller knows it and passes
 * it as `loc`. Strings go to the arena. */
jb_status jb_fact_set(jb_arena *arena, jb_fact *fact, unsigned field, const char *text,
                      const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_agency_set(jb_arena *arena, jb_agency *agency, unsigned field, const char *text,
                        const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_report_set(jb_arena *arena, jb_report *report, unsigned field, const char *text,
                        const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_absent_set(jb_arena *arena, jb_absent *absent, unsigned field, const char *text,
                        const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_denominator_set(jb_arena *arena, jb_denominator *denominator, unsigned field,
                             const char *text, const jb_loc *loc, jb_error *err) JB_MUST_USE;
/* The field as text, canonical: what set reads back gives the same text. */
const char *jb_fact_field(jb_arena *arena, const jb_fact *fact, unsigned field);
const char *jb_agency_field(jb_arena *arena, const jb_agency *agency, unsigned field);
const char *jb_report_field(jb_arena *arena, const jb_report *report, unsigned field);
const char *jb_absent_field(jb_arena *arena, const jb_absent *absent, unsigned field);
const char *jb_denominator_field(jb_arena *arena, const jb_denominator *denominator,
                                 unsigned field);
/* Empty records: strings "", offsets -1, qualifier exact, period unstated, basis stated, status
 * extracted, confidence 1. Year, value, level and kind of absence are "not given" (as text ""),
 * which no check accepts: a forgotten value is not 0. Setting a field to "" makes it so again. */
void jb_fact_init(jb_fact *fact);
void jb_agency_init(jb_agency *agency);
void jb_report_init(jb_report *report);
void jb_absent_init(jb_absent *absent);
void jb_denominator_init(jb_denominator *denominator);
/* What no single field shows: known indicator and right unit for it, period start <= end, span and
 * raw agree in length, raw stands in sentence, value agrees with raw where raw is a plain number,
 * required fields present. */
jb_status jb_fact_check(const jb_fact *fact, const jb_catalogue *catalogue, const jb_loc *loc,
                        jb_error *err) JB_MUST_USE;
jb_status jb_agency_check(const jb_agency *agency, const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_report_check(const jb_report *report, const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_absent_check(const jb_absent *absent, const jb_catalogue *catalogue, const jb_loc *loc,
                          jb_error *err) JB_MUST_USE;
jb_status jb_denominator_check(const jb_denominator *denominator, const jb_loc *loc,
                               jb_error *err) JB_MUST_USE;

/* ---- stated figures in words ------------------------------------------------------------- */

/* Chinese: no grouping. English: comma every three digits. Never rounds. */
const char *jb_number_text(jb_arena *arena, jb_dec value, jb_lang lang);

/* Where a Chinese qualifier stands: 约500家, 2100余条次, 80%以上. Two of the three are "". */
typedef struct jb_qualifier_words {
    const char *before;
    const char *inner; /* between number and unit */
    const char *after;
} jb_qualifier_words;

/* The report's own word when its `raw` has one, else the usual one. */
jb_qualifier_words jb_qualifier_zh(const jb_fact *fact);
/* A sign for a cell, a word for a sentence; both stand before the number. */
const char *jb_qualifier_sign_en(jb_qualifier qualifier);
const char *jb_qualifier_word_en(jb_qualifier qualifier);

typedef struct jb_written {
    int power;         /* of the scale word: 4 for 万元 */
    const char *scale; /* 万, 亿, "" */
    const char *word;  /* 元, 宗, 家次, % */
    jb_unit unit;      /* what the word stands for */
} jb_written;

/* The unit as the report wrote it; where it wrote none, the canonical one. */
jb_written jb_fact_written(const jb_fact *fact, const jb_indicator *indicator);
/* Of the powers 0, 4, 8 (English 0, 6) the largest in which `value` is at least 1. */
int jb_money_power(jb_dec value, jb_lang lang);
/* 万元, 亿元 / CNY million; the power is one of jb_money_power's. */
const char *jb_money_unit(int power, jb_lang lang);

typedef struct jb_pieces {
    const char *before; /* qualifier, currency */
    const char *number;
    const char *after; /* qualifier, unit */
} jb_pieces;

/* A figure in pieces, without its unit in the scale of `power`, with it when that is
 * JB_OWN_UNIT. */
#define JB_OWN_UNIT (-1)
jb_pieces jb_fact_pieces(jb_arena *arena, const jb_fact *fact, const jb_indicator *of, int power,
                         jb_lang lang);
/* In running text: "1590件", "8803.294万元", "80%以上"; "1,590 cases". */
const char *jb_fact_words(jb_arena *arena, const jb_fact *fact, const jb_indicator *of,
                          jb_lang lang);
/* Likewise a value that no report states: money in 亿元 or 万元 where it is round or long. */
const char *jb_value_words(jb_arena *arena, jb_dec value, const jb_indicator *of, jb_lang lang);

#ifdef __cplusplus
}
#endif

#endif
