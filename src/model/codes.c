/* codes.c - closed lists: enum values, their codes in files, their words on paper.
 *
 * Decides the spelling of every code and the words that a cell or a legend prints for an absence.
 * Knows nothing of the records that use them.
 */
#include "codes.h"

#include <string.h>

const char *const jb_period_kind_codes[] = {"full_year",  "part_year", "as_of", "campaign",
                                            "cumulative", "unstated",  NULL};
const char *const jb_qualifier_codes[] = {"exact",   "at_least",  "more_than", "about",
                                          "at_most", "less_than", "nearly",    NULL};
const char *const jb_absence_codes[] = {
    "no_report", "silent", "no_number", "not_applicable", "zero_stated", "under_review", NULL};
const char *const jb_per_codes[] = {"population",  "workers",    "migrant_workers",
                                    "enterprises", "inspectors", NULL};
const char *const jb_basis_codes[] = {"stated", "derived", "manual", NULL};
const char *const jb_review_codes[] = {"extracted", "approved", "corrected", "rejected", NULL};
const char *const jb_level_codes[] = {"nation", "province", "prefecture", "county", NULL};
const char *const jb_reading_codes[] = {"person", "program", NULL};
const char *const jb_kind_codes[] = {"count", "persons", "amount", "rate", "text", NULL};
const char *const jb_agg_codes[] = {"sum", "latest", "rate", "never", NULL};
const char *const jb_direction_codes[] = {"neutral", "up", "down", NULL};

bool jb_code_find(const char *const *codes, const char *code, unsigned *out)
{
    for (unsigned i = 0; codes[i] != NULL; i++) {
        if (strcmp(codes[i], code) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *jb_code_at(const char *const *codes, unsigned index)
{
    for (unsigned i = 0; codes[i] != NULL; i++) {
        if (i == index) {
            return codes[i];
        }
    }
    return "";
}

/* The public pair of functions of one closed list. */
#define CODED(type, noun)                                                                          \
    const char *noun##_code(type value)                                                            \
    {                                                                                              \
        return jb_code_at(noun##_codes, (unsigned)value);                                          \
    }                                                                                              \
                                                                                                   \
    bool noun##_parse(const char *code, type *out) /* NOLINT(bugprone-macro-parentheses) */        \
    {                                                                                              \
        unsigned index = 0;                                                                        \
        if (!jb_code_find(noun##_codes, code, &index)) {                                           \
            return false;                                                                          \
        }                                                                                          \
        *out = (type)index;                                                                        \
        return true;                                                                               \
    }

CODED(jb_period_kind, jb_period_kind)
CODED(jb_qualifier, jb_qualifier)
CODED(jb_absence, jb_absence)
CODED(jb_basis, jb_basis)
CODED(jb_review, jb_review)
CODED(jb_level, jb_level)
CODED(jb_reading, jb_reading)
CODED(jb_unit, jb_unit)
CODED(jb_per, jb_per)

/* ---- what an absence prints ---------------------------------------------------------------- */

typedef struct absence_words {
    const char *text[2];
    const char *meaning[2];
} absence_words;

static const absence_words absences[JB_ABSENCES] = {
    [JB_ABSENT_NO_REPORT] = {{"未找到报告", "no report"},
                             {"未找到该单位该年度的报告",
                              "no report of the agency for that year was found"}},
    [JB_ABSENT_SILENT] = {{"未披露", "n.d."},
                          {"报告未提及该项，不等于零",
                           "not disclosed: the report does not speak of it, which is not zero"}},
    [JB_ABSENT_NO_NUMBER] = {{"提及但无数字", "no figure"},
                             {"报告提及该项但未给出数字",
                              "the report speaks of it but gives no number"}},
    [JB_ABSENT_NOT_APPLICABLE] = {{"不适用", "n/a"},
                                  {"该单位不承担该项职责",
                                   "not applicable: the matter is outside the agency's remit"}},
    [JB_ABSENT_ZERO_STATED] = {{"明示为零", "nil"},
                               {"报告以文字说明为零",
                                "the report says in words that there was none"}},
    [JB_ABSENT_UNDER_REVIEW] = {{"待核", "under review"},
                                {"数字尚未核定，或报告尚无人通读全文、有无该项未定",
                                 "the figure is still being checked, or no person has yet read "
                                 "the whole report, so that it is not known whether it gives one"}},
};

const char *jb_absence_text(jb_absence absence, jb_lang lang)
{
    return absence < JB_ABSENCES ? absences[absence].text[lang] : "";
}

const char *jb_absence_meaning(jb_absence absence, jb_lang lang)
{
    return absence < JB_ABSENCES ? absences[absence].meaning[lang] : "";
}

const char *jb_qualifier_name(jb_qualifier qualifier, jb_lang lang)
{
    static const char *const names[JB_QUALIFIERS][2] = {
        [JB_QUAL_EXACT] = {"确数", "exact"},         [JB_QUAL_AT_LEAST] = {"不低于", "at least"},
        [JB_QUAL_MORE_THAN] = {"超过", "more than"}, [JB_QUAL_ABOUT] = {"约", "about"},
        [JB_QUAL_AT_MOST] = {"不高于", "at most"},   [JB_QUAL_LESS_THAN] = {"不足", "less than"},
        [JB_QUAL_NEARLY] = {"近", "nearly"},
    };
    return qualifier < JB_QUALIFIERS ? names[qualifier][lang] : "";
}

const char *jb_review_name(jb_review review, jb_lang lang)
{
    static const char *const names[JB_REVIEWS][2] = {
        [JB_REVIEW_EXTRACTED] = {"待审核", "not reviewed"},
        [JB_REVIEW_APPROVED] = {"已通过", "approved"},
        [JB_REVIEW_CORRECTED] = {"已更正", "corrected"},
        [JB_REVIEW_REJECTED] = {"已否决", "rejected"},
    };
    return review < JB_REVIEWS ? names[review][lang] : "";
}
