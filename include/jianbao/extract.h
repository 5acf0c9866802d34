/* jianbao/extract.h - which spans of a report state which indicator.
 *
 * The engine knows grammar (numbers, units, qualifiers, periods, lists, changes, negation); what
 * is looked for is data: the phrases and anti-phrases of the catalogue, compiled once. Knows
 * nothing of SQL or paper.
 */
#ifndef JIANBAO_EXTRACT_H
#define JIANBAO_EXTRACT_H

#include <jianbao/model.h>
#include <jianbao/report.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jb_extractor jb_extractor;

/* Compiles the catalogue's phrases; faults name the phrase by its JSON path. The extractor may be
 * used by one thread at a time and borrows the catalogue. */
jb_status jb_extractor_open(const jb_catalogue *catalogue, jb_extractor **out,
                            jb_error *err) JB_MUST_USE;
void jb_extractor_free(jb_extractor *extractor);

/* Something found out about the report, with the place that says so; empty span: inferred. */
typedef struct jb_evidence {
    jb_span span;
    const char *how;   /* "title", "signature", "source line", "named in text", "given" */
    jb_dec confidence; /* 0 to 1 */
} jb_evidence;

typedef struct jb_identity {
    const char *agency_code; /* "" when it could not be established */
    const char *agency;      /* full name */
    const char *short_name;  /* 海珠区 */
    int year;                /* 0 when it could not be established */
    const char *title;
    jb_date signed_on, published_on;
    jb_evidence agency_by, year_by, signed_by, published_by;
} jb_identity;

typedef struct jb_extract_options {
    const char *agency_code; /* given by the user, or NULL */
    int year;                /* given, or 0 */
} jb_extract_options;

/* A stated figure with all the places that state it (the first is the fact's own span). */
typedef struct jb_found {
    jb_fact fact;
    const jb_span *places;
    size_t place_count;
} jb_found;

/* Why a number in the text became no fact. */
typedef enum jb_reject {
    JB_REJECT_NONE, /* it became one */
    JB_REJECT_DATE,
    JB_REJECT_DOCUMENT, /* number of a document, law article, telephone, postcode, label */
    JB_REJECT_ENUMERATOR,
    JB_REJECT_ORDINAL,   /* ranks, 第N, 前N */
    JB_REJECT_THRESHOLD, /* 30人以上劳资纠纷, 不低于15个工作日 */
    JB_REJECT_TARGET,    /* plans, aims, promises */
    JB_REJECT_STORY,     /* a single case told */
    JB_REJECT_ELSEWHERE, /* province, nation, another body */
    JB_REJECT_EARLIER,   /* last year's value */
    JB_REJECT_CHANGE,    /* a change, attached to its figure */
    JB_REJECT_SLOGAN,
    JB_REJECT_NO_INDICATOR,
    JB_REJECT_UNIT,    /* the indicator near it is counted in another unit */
    JB_REJECT_RANGE,   /* 30至50件: which of the two is not said */
    JB_REJECT_MEASURE, /* counted in a word that is no known unit */
    JB_REJECT_OWED,    /* wages found to be owed, or a case still being dealt with */
    JB_REJECT_PERIOD,  /* 本月 in a table of a report that does not say which month */
    JB_REJECTS
} jb_reject;
const char *jb_reject_code(jb_reject why);
const char *jb_reject_text(jb_reject why, jb_lang lang);

typedef struct jb_number_seen {
    jb_span span;
    jb_reject why;
    size_t found;     /* index of the found it became or belongs to, SIZE_MAX for none */
    const char *near; /* the indicator that came nearest, "" for none */
} jb_number_seen;

typedef struct jb_extraction {
    jb_arena *arena;
    jb_identity identity;
    const jb_found *found; /* in the order of the text; text[char_start:char_end] == raw, checked */
    size_t found_count;
    const jb_absent *absents;     /* zero said in words, or spoken of without a number */
    const jb_span *absent_places; /* the words that say so: 未发生, one for each absent */
    const jb_period *absent_periods;
    size_t absent_count;
    const jb_number_seen *numbers; /* every number of the text */
    size_t number_count;
} jb_extraction;

jb_status jb_extract_run(jb_extractor *extractor, const jb_original *original,
                         const jb_extract_options *options, jb_extraction **out,
                         jb_error *err) JB_MUST_USE;
void jb_extraction_free(jb_extraction *extraction);

/* Appends the fact as one line of JSON Lines (docs/formats.md) with its line end. What is not given
 * is left out; decimals are strings. */
void jb_fact_line(jb_str *out, jb_arena *scratch, const jb_fact *fact);

#ifdef __cplusplus
}
#endif

#endif
