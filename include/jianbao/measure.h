/* jianbao/measure.h - what may be set side by side, added, ranked or turned into a change.
 *
 * Judges figures against each other, says why not where they may not be used together, and does the
 * arithmetic over those that may: totals, rates, changes, ranks, shares, and witnesses that hold a
 * report's figures against one another. Pure: knows no store, no SQL, no page; reads no clock;
 * exact decimals only; what it gives does not depend on the order in which figures are handed in.
 * It never changes a figure. Rules in words, with examples: docs/comparability.md.
 *
 * Ownership: arrays and texts of a result belong to the arena that was passed. Pointers to figures
 * point into the arrays that were passed: keep those as long as the result. Facts, indicators and
 * agencies are borrowed and must outlive both.
 *
 * Units: a value is in its indicator's base unit (cases, persons, yuan, percent), never in 万元.
 */
#ifndef JIANBAO_MEASURE_H
#define JIANBAO_MEASURE_H

#include <jianbao/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- a figure and what judging it needs ----------------------------------------------------- */

typedef struct jb_measured {
    const jb_fact *fact;           /* never NULL */
    const jb_indicator *indicator; /* the fact's; never NULL */
    const jb_agency *agency;       /* as it was in that year; NULL when no record is held */
    jb_date written; /* the report's day: signed, else published; year 0 = not known */
    int year;        /* the year reported on, 1900 to 2199 */
    bool doubtful;   /* arithmetic speaks against the figure itself: jb_doubts_make */
} jb_measured;

/* The record of `code` that was valid on the last day of `year`, else the last one that was valid
 * on any day of it, else NULL. The order of the list does not matter. */
const jb_agency *jb_agency_in(const jb_agency *agencies, size_t count, const char *code, int year);
/* Valid on some day of the year. */
bool jb_agency_valid_in(const jb_agency *agency, int year);

/* What a period covers once it is read: an unstated one as the report's year, a full year in its
 * own year, and no year longer than its report. Kind is never JB_PERIOD_UNSTATED. */
typedef struct jb_shape {
    jb_period_kind kind;
    jb_date start, end;
} jb_shape;

jb_shape jb_shape_of(const jb_measured *figure);
/* Another kind, another first or last day of the year, another number of years. */
bool jb_shapes_differ(jb_shape a, jb_shape b);
/* The same days of another year. Days that are not known differ from nothing. */
bool jb_shape_years_differ(jb_shape a, jb_shape b);
/* The last day that the figure can cover, when that is before the end of its year. */
bool jb_measured_ends_early(const jb_measured *figure, jb_date *day);
/* The base unit of the word that the report wrote: 家次 is a visit also where 家 is expected. */
jb_unit jb_measured_unit(const jb_measured *figure);

/* A zero that a report states in words, as the figure of a rank: exact, of the report's own year,
 * and of no fact, so that it has no id. */
const jb_fact *jb_zero_in_words(jb_arena *arena, const char *code, int year,
                                const jb_indicator *of);
bool jb_is_zero_in_words(const jb_measured *figure);

/* ---- reasons -------------------------------------------------------------------------------- */

/* Why figures do not go together; a set of bits. Each has a code for layouts, options and JSON: the
 * name below in lower case. docs/comparability.md explains each. */
typedef enum jb_reason {
    JB_REASON_INDICATOR = 1 << 0, /* different indicators */
    JB_REASON_UNIT = 1 << 1,      /* the written words stand for different base units */
    JB_REASON_YEAR = 1 << 2,      /* different years; in a change: not the year before */
    JB_REASON_PERIOD = 1 << 3,    /* different kind or length of period */
    JB_REASON_UNSTATED = 1 << 4,  /* a period is not stated and was read as the report's year */
    JB_REASON_SCOPE = 1 << 5,     /* population, channel or coverage differ */
    JB_REASON_QUALIFIER = 1 << 6, /* a bound or an approximation */
    JB_REASON_BASE = 1 << 7,      /* a rate whose base is not stated */
    JB_REASON_TERM = 1 << 8,      /* the reports' own words for it differ */
    JB_REASON_SINGLE = 1 << 9,    /* only one agency states it */

    JB_REASON_UNDATED = 1 << 10,    /* period not stated, and the day of the report not known */
    JB_REASON_OPEN = 1 << 11,       /* a part of a year, campaign or running total without an end */
    JB_REASON_DERIVED = 1 << 12,    /* one is stated, the other derived or given from elsewhere */
    JB_REASON_TEXT = 1 << 13,       /* a grade or a text, not a quantity */
    JB_REASON_ADDITIVE = 1 << 14,   /* never added by its nature: a rate, or mixed kinds */
    JB_REASON_OVERLAP = 1 << 15,    /* a part beside its whole, or what the catalogue keeps apart;
                                     * two unlike figures of one agency for one indicator */
    JB_REASON_REPEATED = 1 << 16,   /* the same figure twice */
    JB_REASON_TIER = 1 << 17,       /* agencies of different administrative levels */
    JB_REASON_UNREVIEWED = 1 << 18, /* read by a rule, seen by nobody */
    JB_REASON_REJECTED = 1 << 19,   /* a reviewer rejected it */
    JB_REASON_NO_BASE = 1 << 20,    /* nothing to compare with */
    JB_REASON_ZERO_BASE = 1 << 21,  /* the base is 0 */
    JB_REASON_SMALL_BASE = 1 << 22, /* the base is too small for a percentage */
    JB_REASON_BREAK = 1 << 23,      /* agency renamed, merged or split; code not valid that year */
    JB_REASON_RESTATED = 1 << 24,   /* this year's report gives another figure for last year */
    JB_REASON_INCOMPLETE = 1 << 25, /* figures are missing from the whole */
    JB_REASON_OUTSIDE = 1 << 26,    /* the agency is not of the group */
    JB_REASON_RANGE = 1 << 27,      /* the result does not fit an exact decimal */
    JB_REASON_NOTHING = 1 << 28,    /* there is no figure */
    JB_REASON_DOUBTFUL = 1 << 29    /* arithmetic says that it can hardly be true as it stands */
} jb_reason;
#define JB_REASONS 30

/* Code of one bit, "period"; NULL for anything that is not exactly one known bit. */
const char *jb_reason_code(unsigned reason);
bool jb_reason_parse(const char *code, unsigned *out) JB_MUST_USE;
/* A clause without a full stop, for one bit: "期间的类别或长短不同" / "the periods differ ...". */
const char *jb_reason_text(unsigned reason, jb_lang lang);
/* All bits, in the order above, joined: "期间…不同，且口径范围不同"; "" for none. */
const char *jb_reasons_text(jb_arena *arena, unsigned reasons, jb_lang lang);
/* Without those that go without saying where others tell why: NOTHING, SINGLE and NO_BASE; and YEAR
 * beside PERIOD, for another stretch of time says it all. */
unsigned jb_reasons_telling(unsigned reasons);
/* Codes joined by commas: "period,scope"; "" for none. */
const char *jb_reasons_codes(jb_arena *arena, unsigned reasons);

/* ---- uses and the gate ---------------------------------------------------------------------- */

/* What figures are to be used for; each needs more than the one before. A share is a branch of
 * adding. */
typedef enum jb_use {
    JB_USE_TABLE,  /* in one table */
    JB_USE_COLUMN, /* in one column */
    JB_USE_ADD,    /* one total */
    JB_USE_RANK,   /* one order */
    JB_USE_CHANGE, /* the change from one to the other */
    JB_USE_SHARE,  /* parts of one total in percent */
    JB_USES
} jb_use;

const char *jb_use_code(jb_use use); /* "rank" */
bool jb_use_parse(const char *code, jb_use *out) JB_MUST_USE;
const char *jb_use_name(jb_use use, jb_lang lang); /* "排名" / "ranking" */
/* The reasons that bar the use. All others are noted and bar nothing. */
unsigned jb_use_bars(jb_use use);
/* The reasons that nobody may relax: relaxing them would print what is false. */
unsigned jb_reasons_firm(void);
/* Reads "period,scope" as a layout or option relaxes them. An unknown code, or one that is firm, is
 * a usage error that names the choices. */
jb_status jb_relax_parse(const char *list, unsigned *out, jb_error *err) JB_MUST_USE;
/* The sentence that a page prints for what it relaxed: "排名时未计较：…。"; "" when `relaxed` is 0.
 */
const char *jb_relax_text(jb_arena *arena, jb_use use, unsigned relaxed, jb_lang lang);

/* What a gate said. bars == 0: the use is open. */
typedef struct jb_gate {
    unsigned bars;    /* these bar the use */
    unsigned notes;   /* these hold and bar nothing */
    unsigned relaxed; /* these would bar it, but were relaxed: the page must say so */
} jb_gate;

/* Reasons that a figure carries by itself: UNSTATED, QUALIFIER, BASE, UNDATED, OPEN, TEXT,
 * ADDITIVE, UNREVIEWED, REJECTED, BREAK (its agency's record is not valid in its year), DOUBTFUL.
 */
unsigned jb_judge_one(const jb_measured *figure);
/* Reasons that lie between two: INDICATOR, UNIT, YEAR, PERIOD, SCOPE, TERM, DERIVED, OVERLAP,
 * REPEATED, TIER. Symmetrical. A level that is not known differs from one that is. */
unsigned jb_judge_pair(const jb_measured *a, const jb_measured *b);
/* Two known words for one figure that the trade does not use for the same: 立案受理 and 受理 do not
 * differ, 办结 and 审结 do. */
bool jb_terms_differ(const char *a, const char *b);
/* `reasons` sorted by what they do to a use. What is firm is not relaxed. */
jb_gate jb_gate_of(jb_use use, unsigned reasons, unsigned relaxed);
/* All figures for one use: the reasons of each and between them, NOTHING for none, SINGLE when all
 * are of one agency (as for a ranking; a change between two years is jb_change_make's). O(n log n).
 */
jb_gate jb_gate_all(jb_use use, const jb_measured *figures, size_t count, unsigned relaxed);
/* The same figure twice: agency, year, indicator, value, qualifier, unit, period, scope and word
 * for it agree. */
bool jb_measured_same(const jb_measured *a, const jb_measured *b);
/* By agency code, year, indicator, then everything that tells figures apart: a total order over
 * contents, in which results list their figures. */
int jb_measured_cmp(const jb_measured *a, const jb_measured *b);

/* ---- bounds --------------------------------------------------------------------------------- */

/* What a figure may be. 以上, 余, 逾 know no upper end, 以下 and 不足 no lower one. 约 and 近 reach
 * half a unit of the last digit that is not zero: 约500 is 450 to 550, 近500 is 450 to below 500.
 */
typedef struct jb_interval {
    jb_dec low, high;
    bool has_low, has_high;
    bool low_open, high_open; /* the end itself is excluded */
} jb_interval;

jb_interval jb_interval_of(const jb_fact *fact);
/* -1: every value of a is below every value of b; 1: above; 0: they cannot be told apart (equal or
 * overlapping). */
int jb_interval_cmp(jb_interval a, jb_interval b);
/* The qualifier of a sum: ≥ with exact stays ≥; bounds to both sides, or 约, make 约. */
jb_qualifier jb_qualifier_add(jb_qualifier a, jb_qualifier b);

/* ---- totals --------------------------------------------------------------------------------- */

/* An agency of which a total should hold a figure. */
typedef struct jb_expected {
    const char *code;
    const jb_agency *agency; /* may be NULL */
    jb_absence absence;      /* what is known when no figure is given. JB_ABSENT_ZERO_STATED counts
                              * as a figure of 0 */
} jb_expected;

typedef struct jb_left_out {
    const jb_measured *figure;
    unsigned reasons; /* what bars it */
} jb_left_out;

typedef struct jb_missing {
    const jb_expected *expected;
    const jb_measured *figure; /* the first one that was left out, or NULL: none was given */
    unsigned reasons;          /* why its figures were left out; 0 when none was given */
} jb_missing;

/* A running sum of figures like one given. Plain value; no memory of its own. */
typedef struct jb_tally {
    const jb_measured *like; /* NULL until the first figure: then like that */
    jb_dec value;
    jb_qualifier qualifier;
    size_t count;
    unsigned notes;   /* reasons that hold and do not bar */
    unsigned relaxed; /* that would bar, but were relaxed */
    unsigned allow;   /* reasons that were relaxed by the caller */
    bool overflow;    /* the value is not to be used */
} jb_tally;

jb_tally jb_tally_make(const jb_measured *like, unsigned relaxed);
/* Adds one figure and returns 0, or leaves the tally alone and returns the reasons that bar it.
 * Does not see figures given twice: give each agency's once, or use jb_total_make. */
unsigned jb_tally_add(jb_tally *tally, const jb_measured *figure);
/* Joins the tally of other agencies, made like the same figure; a tally of nothing changes nothing.
 * Returns 0 or the reasons that bar it. */
unsigned jb_tally_join(jb_tally *tally, const jb_tally *other);

typedef struct jb_total_ask {
    const jb_measured *figures;
    size_t count;
    const jb_expected *expected; /* NULL: the agencies of the figures */
    size_t expected_count;
    const jb_measured *like; /* figures must be like this one; NULL: like most of them */
    unsigned relaxed;
} jb_total_ask;

/* A total and its confession. `value` counts only when `given`.
 *
 * The figures that are like each other are added, the rest is left out and said to be. When `like`
 * is NULL the largest number of agencies decides; when they are not more than half of those that
 * state anything, no total is given, and `barred` says what lies between them. */
typedef struct jb_total {
    bool given;
    jb_dec value;                      /* exact */
    jb_qualifier qualifier;            /* AT_LEAST: 合计≥ */
    unsigned barred;                   /* why it is not given */
    unsigned notes;                    /* reasons among the addends that bar nothing */
    unsigned relaxed;                  /* reasons among the addends that were relaxed */
    size_t covered;                    /* agencies with an addend or a stated zero: the n of n/N */
    size_t expected;                   /* the N */
    const jb_measured *const *addends; /* in jb_measured_cmp's order; listed also when barred */
    size_t addend_count;
    const jb_expected *const *zeros; /* agencies that say 0 in words */
    size_t zero_count;
    const jb_left_out *left_out; /* repeats, other periods ... */
    size_t left_out_count;
    const jb_missing *missing; /* expected agencies without an addend, by code */
    size_t missing_count;
} jb_total;

jb_total jb_total_make(jb_arena *arena, const jb_total_ask *ask);
/* "17/22局" / "17 of 22 agencies". */
const char *jb_coverage_text(jb_arena *arena, size_t covered, size_t expected, jb_lang lang);
/* One sentence: coverage, who is missing and why, at most `limit` named; "" when complete. */
const char *jb_total_text(jb_arena *arena, const jb_total *total, size_t limit, jb_lang lang);

/* ---- rates over several agencies ------------------------------------------------------------ */

/* sum of numerators / sum of denominators * 10^power, over the agencies that give both for the same
 * time and scope. power 2: percent; 0: per one; 4: per 10,000. A denominator that is a stock
 * (workers, inspectors) need only be of the same year. */
typedef struct jb_ratio_ask {
    const jb_measured *numerators;
    size_t numerator_count;
    const jb_measured *denominators;
    size_t denominator_count;
    const jb_expected *expected; /* NULL: the agencies of the figures */
    size_t expected_count;
    int power;
    unsigned digits; /* decimals of the printed value, at most 9 */
    unsigned relaxed;
} jb_ratio_ask;

typedef struct jb_ratio {
    bool given;
    jb_dec value; /* rounded half to even */
    unsigned barred, notes, relaxed;
    jb_total numerator, denominator; /* exact, over the same agencies */
} jb_ratio;

jb_ratio jb_ratio_make(jb_arena *arena, const jb_ratio_ask *ask);

/* ---- changes -------------------------------------------------------------------------------- */

typedef enum jb_change_origin {
    JB_CHANGE_COMPUTED, /* from two reports */
    JB_CHANGE_STATED    /* as one report says */
} jb_change_origin;

typedef struct jb_change_ask {
    unsigned digits;   /* decimals of a computed percentage, at most 9 */
    jb_dec small_base; /* counts and persons below it give no percentage; 0 = 10 */
    unsigned relaxed;
} jb_change_ask;

/* The change on the year before. Of counts and amounts in percent, of rates in percentage points,
 * never both computed. Where a bound stands there is only a direction, if that is certain. */
typedef struct jb_change {
    jb_change_origin origin;
    const jb_measured *now;    /* NULL in a change of totals */
    const jb_measured *before; /* NULL when stated, when missing, and in a change of totals */
    bool has_difference, has_percent, has_points, has_direction;
    jb_dec difference; /* exact, in the base unit; not for rates */
    jb_dec percent;    /* computed: rounded half to even; stated: as it stands */
    jb_dec points;     /* exact */
    int direction;     /* -1, 0, 1 */
    unsigned barred;   /* why there is no percentage (or no points); 0 when there is one */
    unsigned notes, relaxed;
} jb_change;

/* `before` may be NULL: no base. */
jb_change jb_change_make(const jb_measured *now, const jb_measured *before,
                         const jb_change_ask *ask);
/* What the report itself states; barred NO_BASE when it states nothing. */
jb_change jb_change_stated(const jb_measured *now);

/* Totals of two years over the agencies that report both, like for like. */
typedef struct jb_like_change {
    jb_total now, before; /* over the same agencies */
    jb_change change;
} jb_like_change;

/* Figures that have no fellow in the other year are left out of both totals (NO_BASE); so are those
 * whose agency changed in between (BREAK). */
jb_like_change jb_change_totals(jb_arena *arena, const jb_total_ask *now,
                                const jb_total_ask *before, const jb_change_ask *ask);

/* Last year's figure as last year's report gave it, beside the one that this year's report quotes
 * or implies by its stated change. */
typedef struct jb_restatement {
    bool testable;
    bool differs;
    const jb_measured *original; /* last year's report */
    const jb_measured *quoted;   /* this year's report on last year; NULL when implied */
    const jb_measured *implied;  /* the figure whose change implies it; NULL when quoted */
    int64_t low, high; /* implied: the integers that the printed change allows; low > high:
                        * none does */
} jb_restatement;

/* `quoted` may be NULL. Not testable: nothing quoted and no whole number implied, or a period,
 * scope or unit that does not match. */
jb_restatement jb_restatement_make(const jb_measured *now, const jb_measured *quoted,
                                   const jb_measured *original);

/* ---- ranks and shares ----------------------------------------------------------------------- */

typedef struct jb_rank_ask {
    const jb_measured *figures;
    size_t count;
    const jb_measured *const
        *bases;      /* of rates, one for each figure, entries may be NULL; or NULL */
    jb_dec min_base; /* figures whose base is smaller are not ranked; 0 = any */
    bool ascending;  /* smallest first; order says nothing about better */
    unsigned relaxed;
} jb_rank_ask;

typedef struct jb_rank {
    const jb_measured *figure;
    bool ranked;
    unsigned first, last; /* 1-based. Equal values share `first` and the next ranks are skipped; an
                           * approximate figure may stand anywhere from first to last */
    bool tied;            /* shares its place with an equal figure */
    bool vague;           /* cannot be told apart from an unequal or approximate one */
    unsigned reasons;     /* why not ranked */
} jb_rank;

typedef struct jb_ranking {
    bool given;
    unsigned barred, notes, relaxed;
    const jb_rank *ranks; /* ranked first, by `first`, then jb_measured_cmp; then the others */
    size_t count;
    size_t ranked;
} jb_ranking;

jb_ranking jb_ranking_make(jb_arena *arena, const jb_rank_ask *ask);

/* Each addend's part of a total in percent. `declared`: the page says that the total is of those
 * listed only; otherwise figures must be complete. */
typedef struct jb_share {
    const jb_measured *figure;
    jb_dec percent; /* rounded half to even */
} jb_share;

typedef struct jb_shares {
    bool given;
    unsigned barred, notes, relaxed;
    const jb_share *shares; /* in the total's order of addends */
    size_t count;
} jb_shares;

jb_shares jb_shares_make(jb_arena *arena, const jb_total *total, bool declared, unsigned digits,
                         unsigned relaxed);

/* ---- witnesses ------------------------------------------------------------------------------ */

typedef enum jb_outcome {
    JB_OUTCOME_HOLDS,
    JB_OUTCOME_FAILS,     /* does not hold */
    JB_OUTCOME_UNTESTABLE /* the figures are there, but of other periods or scopes, or bounds */
} jb_outcome;
const char *jb_outcome_code(jb_outcome outcome);               /* "holds", "fails", "untestable" */
const char *jb_outcome_name(jb_outcome outcome, jb_lang lang); /* "成立" / "holds" */
/* A check that contradicts nothing when it fails: equal, average, slip, band. The figure is only
 * unlikely, and its verdict is called 存疑 / "doubtful". */
bool jb_check_is_likelihood(const char *check);
const char *jb_verdict_name(const char *check, jb_outcome outcome, jb_lang lang);

/* `check` is one of
 *   parts       a whole against the sum of its parts (whole_of)
 *   subset      a part is at most its whole (part_of)
 *   rate        a rate against its two figures
 *   attainable  a rate whose base is given and whose numerator is not: some whole number must do
 *   implied     a stated change: some whole number must be last year's
 *   balance     carried in + accepted - closed = pending
 *   average     an amount per head, or another quotient, within its band
 *   slip        a value about 10^4 times, or 1/10^4 of, the same agency's in a year beside it
 *   repeated    one indicator stated twice: the same figure, or two that contradict
 *   restated    last year's figure against this year's report
 * and, only where they fail,
 *   percent     a rate over 100
 *   band        a value outside the plausible band
 *   equal       two figures that should differ are equal (persons and cases)
 * What is checked against what is catalogue data: docs/catalogue.md. */
typedef struct jb_witness {
    const char *check;
    jb_outcome outcome;
    const jb_measured *const *figures; /* the one tested first, then those it is held against */
    size_t figure_count;
    const char *stated; /* both numbers as text: "89.25", "90.52"; a range "1085"; "" for none */
    const char *found;
    unsigned reasons; /* untestable: why. BASE: the base is not stated */
    const char *zh;   /* a sentence with its full stop */
    const char *en;
} jb_witness;

typedef struct jb_witnesses {
    const jb_witness *list; /* by agency, year, order of the catalogue, check */
    size_t count;
} jb_witnesses;

/* A verdict on its way into a list, with the facts it speaks of. */
typedef struct jb_hearing {
    jb_arena *arena;
    const jb_catalogue *catalogue;
    const char *check;
    jb_outcome outcome;
    const jb_measured *figures; /* the one tested first; at least that one */
    size_t count;
    const char *stated, *found; /* as in the witness */
    jb_lang lang;
} jb_hearing;

/* The figure tested as its report writes it ("800余万元"), and what it was held against, each named
 * and with its unit: "核算90.52%", "上年324.93万元", "人均追回33万元；常见范围1000元—20万元". */
const char *jb_hearing_stated(const jb_hearing *hearing);
const char *jb_hearing_against(const jb_hearing *hearing);

/* All checks over any number of agencies and years; only figures of one agency are held against
 * each other. O(n log n). Rejected figures take no part. */
jb_witnesses jb_witness_all(jb_arena *arena, const jb_catalogue *catalogue,
                            const jb_measured *figures, size_t count);

/* ---- what failed checks mean for the figures ------------------------------------------------- */

/* A check that failed, as a store keeps it. */
typedef struct jb_objection {
    const char *check;
    const int64_t *facts; /* ids, the one tested first */
    size_t fact_count;
    const char *zh, *en; /* its sentence */
} jb_objection;

/* What has to be said of a figure on every paper that shows it. */
typedef struct jb_doubt {
    int64_t fact;
    bool bars;           /* it can hardly be true as it stands: it is not added, ranked, changed */
    const char *zh, *en; /* the sentences of the checks */
} jb_doubt;

typedef struct jb_doubts {
    const jb_doubt *list; /* by fact, each once */
    size_t count;
} jb_doubts;

/* Whom each failed check speaks against. `average`, `band`, `percent`, `rate`, `attainable`,
 * `subset` and `balance`: the figure tested. `slip`: of the two years the one against which more
 * checks speak, both when that does not decide. `parts`, `implied` and `equal` are said and bar
 * nothing; `repeated` and `restated` are told wherever the two figures meet. */
jb_doubts jb_doubts_make(jb_arena *arena, const jb_objection *list, size_t count);
/* NULL when nothing speaks against it. */
const jb_doubt *jb_doubts_of(const jb_doubts *doubts, int64_t fact);

/* The whole numbers that, as last year's figure, give `percent` as printed when this year's is
 * `value`; their number (0, or high - low + 1) and ends. False when not testable: value is no whole
 * number or negative, or every number would do. */
bool jb_implied_bases(jb_dec value, jb_dec percent, int64_t *low, int64_t *high);
/* The whole numerators that give `percent` as printed over `base`; likewise. */
bool jb_implied_numerators(jb_dec base, jb_dec percent, int64_t *low, int64_t *high);

#ifdef __cplusplus
}
#endif

#endif
