/* What is given with `add --agency` and `--year` against what the report says of itself.
 *
 * Decides when the two contradict each other. A report that does not say it clearly contradicts
 * nothing.
 */
#include "reports.h"

#include <string.h>

/* Four in five: a title, a signature, a source line, or a bureau or year named outright. */
static const jb_dec said_clearly = {.coef = 8, .scale = 1};

static bool is_clear(const jb_evidence *by)
{
    return jb_dec_cmp(by->confidence, said_clearly) >= 0;
}

static const char *quoted(const jb_original *original, const jb_extraction *own,
                          const jb_evidence *by)
{
    return jb_original_slice(own->arena, original, by->span);
}

static jb_status year_check(const reports *r, const jb_original *original, const jb_extraction *own,
                            jb_error *err)
{
    const jb_identity *said = &own->identity;
    if (r->given.year == 0 || said->year == 0 || said->year == r->given.year ||
        !is_clear(&said->year_by)) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(original->source, 0, 0, NULL);
    bool title = strcmp(said->year_by.how, "title") == 0;
    return jb_fail(err, JB_ERR_USAGE, &loc,
                   "--year %d, but the %s says %d (\"%s\"): all its figures would become those of "
                   "%d. Add --yes if that is meant",
                   title ? "--year %d，而报告标题%.0s写明是 %d 年（“%s”）：其数字都会记为 %d "
                           "年的。确认无误请加 --yes"
                         : "--year %d，而报告正文%.0s写明是 %d 年（“%s”）：其数字都会记为 %d "
                           "年的。确认无误请加 --yes",
                   r->given.year, title ? "title" : "text", said->year,
                   quoted(original, own, &said->year_by), r->given.year);
}

typedef struct bearing {
    const char *title;
    bool borne;
} bearing;

static jb_status name_look(const jb_agency *agency, void *context, jb_error *err)
{
    bearing *b = context;
    (void)err;
    b->borne = b->borne || (*agency->name != '\0' && strstr(b->title, agency->name) != NULL);
    return JB_OK;
}

/* An office with a code of its own in the store may bear the name of a division: 高新区. */
static jb_status bears_name(const reports *r, const jb_extraction *own, bool *borne, jb_error *err)
{
    const char *const codes[] = {r->given.agency_code, NULL};
    jb_filter one = {.agencies = codes};
    bearing b = {.title = own->identity.title};
    jb_status st = jb_store_agencies(r->store, &one, name_look, &b, err);
    *borne = b.borne;
    return st;
}

static jb_status agency_check(const reports *r, const jb_original *original,
                              const jb_extraction *own, jb_error *err)
{
    const jb_identity *said = &own->identity;
    const char *asked = r->given.agency_code;
    const char *code = NULL;
    bool borne = false;
    if (asked == NULL) {
        return JB_OK;
    }
    jb_status st = report_agency(r->store, original, own, &code, err);
    if (st == JB_OK) {
        st = bears_name(r, own, &borne, err);
    }
    bool known = code != NULL;
    code = known ? code : said->agency_code;
    if (st != JB_OK || borne || *code == '\0' || strcmp(code, asked) == 0 ||
        (!known && !is_clear(&said->agency_by))) {
        return st;
    }
    jb_loc loc = jb_loc_make(original->source, 0, 0, NULL);
    const char *name = known ? said->title : quoted(original, own, &said->agency_by);
    return jb_fail(err, JB_ERR_USAGE, &loc,
                   "--agency %s, but the report says it is of %s (\"%s\"). Add --yes if %s is "
                   "meant",
                   "--agency %s，而报告写明属 %s（“%s”）。确属 %s 请加 --yes", asked, code, name,
                   asked);
}

jb_status report_given_check(reports *r, const jb_original *original, jb_error *err)
{
    jb_extraction *own = NULL;
    if (r->insisted || (r->given.agency_code == NULL && r->given.year == 0)) {
        return JB_OK;
    }
    jb_status st = jb_extract_run(r->extractor, original, NULL, &own, err);
    if (st == JB_OK) {
        st = year_check(r, original, own, err);
    }
    if (st == JB_OK) {
        st = agency_check(r, original, own, err);
    }
    jb_extraction_free(own);
    return st;
}
