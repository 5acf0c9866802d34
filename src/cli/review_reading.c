/* What the program itself makes of a number that a person adds: a plan, a single case, another
 * year's ... is not taken for a figure unless that is meant.
 */
#include "review_add.h"

#include <jianbao/extract.h>

#include <string.h>

/* What only says that the program did not know the figure, which is why a person adds it. */
static bool is_ignorance(jb_reject why)
{
    return why == JB_REJECT_NONE || why == JB_REJECT_NO_INDICATOR || why == JB_REJECT_UNIT ||
           why == JB_REJECT_MEASURE || why == JB_REJECT_RANGE;
}

static jb_reject reject_at(const jb_extraction *extraction, const jb_fact *fact)
{
    for (size_t i = 0; i < extraction->number_count; i++) {
        const jb_number_seen *seen = &extraction->numbers[i];
        if ((int64_t)seen->span.start < fact->char_end &&
            fact->char_start < (int64_t)seen->span.end) {
            return seen->why;
        }
    }
    return JB_REJECT_NONE;
}

static jb_status reject_fail(const addition *a, jb_reject why, jb_error *err)
{
    return jb_fail(
        err, JB_ERR_USAGE, NULL,
        "the program takes \"%s\" here for: %s; add --yes if it is a figure of %s for %d",
        "程序认为此处的“%s”是：%s；确是 %s %d 年度的数字请加 --yes", a->fact.raw,
        jb_reject_text(why, a->c->lang), a->report->agency_code, a->report->year);
}

/* The text as it is held: that of a web page or a PDF has lost its tables, which is of no account
 * for what its sentences say. */
jb_status reading_check(const addition *a, jb_error *err)
{
    jb_original_options reading = {.encoding = "UTF-8", .kind = "text"};
    jb_extract_options as = {a->report->agency_code, a->report->year};
    jb_original *original = NULL;
    jb_extractor *extractor = NULL;
    jb_extraction *extraction = NULL;
    if (a->insisted || a->text == NULL || a->fact.char_start < 0) {
        return JB_OK;
    }
    jb_status st =
        jb_original_parse(a->report->source, a->text, strlen(a->text), &reading, &original, err);
    if (st == JB_OK) {
        st = jb_extractor_open(a->catalogue, &extractor, err);
    }
    if (st == JB_OK) {
        st = jb_extract_run(extractor, original, &as, &extraction, err);
    }
    if (st == JB_OK) {
        jb_reject why = reject_at(extraction, &a->fact);
        st = is_ignorance(why) ? JB_OK : reject_fail(a, why, err);
    }
    jb_extraction_free(extraction);
    jb_extractor_free(extractor);
    jb_original_free(original);
    return st;
}
