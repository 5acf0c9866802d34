/* fuzz_periods.c - times of any text, and the whole extraction on it: marks in order, months and
 * days that exist, every record's raw text at its span, periods that begin before they end.
 */
#include "dates.h"
#include "fuzz.h"

#include <jianbao/extract.h>

static jb_extractor *extractor(void)
{
    static jb_extractor *one;
    static jb_catalogue *catalogue;
    jb_error err = {0};
    if (!one) {
        FUZZ_CHECK(jb_catalogue_load(NULL, &catalogue, &err) == JB_OK);
        FUZZ_CHECK(jb_extractor_open(catalogue, &one, &err) == JB_OK);
    }
    return one;
}

static void check_marks(const jb_original *original)
{
    jb_points t = {original->plain, original->count};
    size_t count = 0;
    size_t last = 0;
    jb_mark *marks = jb_marks_find(t, &count);
    for (size_t i = 0; i < count; i++) {
        const jb_mark *m = &marks[i];
        FUZZ_CHECK(m->span.start >= last && m->span.start < m->span.end && m->span.end <= t.n);
        FUZZ_CHECK(m->from.month >= 0 && m->from.month <= 12 && m->to.month <= 12);
        FUZZ_CHECK(m->from.day >= 0 && m->from.day <= 31 && m->to.day <= 31);
        last = m->span.end;
    }
    free(marks);
}

static void check_extraction(const jb_original *original)
{
    jb_error err = {0};
    jb_extraction *e = NULL;
    jb_extract_options options = {.agency_code = "440105", .year = 2023};
    FUZZ_CHECK(jb_extract_run(extractor(), original, &options, &e, &err) == JB_OK);
    for (size_t i = 0; i < e->found_count; i++) {
        const jb_fact *f = &e->found[i].fact;
        FUZZ_CHECK(f->char_start < f->char_end && (size_t)f->char_end <= original->count);
        FUZZ_CHECK(strstr(f->sentence, f->raw) != NULL);
        bool known = jb_date_known(f->period.start) && jb_date_known(f->period.end);
        FUZZ_CHECK(!known || jb_date_cmp(f->period.start, f->period.end) <= 0);
    }
    jb_extraction_free(e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_original_options kind = {.encoding = "UTF-8", .kind = "text"};
    jb_original *original = NULL;
    jb_error err = {0};
    jb_status status = jb_original_parse("fuzz.txt", data, size, &kind, &original, &err);
    fuzz_check_error(status, &err);
    if (status == JB_OK) {
        check_marks(original);
        check_extraction(original);
        jb_original_free(original);
    }
    return 0;
}
