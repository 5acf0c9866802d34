/* fuzz_numbers.c - numbers of any text: spans stand in order inside the text, digits inside spans,
 * and reading one again at its place gives the same.
 */
#include "fuzz.h"
#include "numbers.h"

static jb_original *read_text(const uint8_t *data, size_t size)
{
    jb_original_options options = {.encoding = "UTF-8", .kind = "text"};
    jb_original *original = NULL;
    jb_error err = {0};
    jb_status status = jb_original_parse("fuzz.txt", data, size, &options, &original, &err);
    fuzz_check_error(status, &err);
    return status == JB_OK ? original : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_original *original = read_text(data, size);
    if (!original) {
        return 0;
    }
    jb_points t = {original->plain, original->count};
    size_t mark_count = 0;
    size_t count = 0;
    jb_mark *marks = jb_marks_find(t, &mark_count);
    jb_quantity *list = jb_quantities_find(t, original->points, marks, mark_count, &count);
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        const jb_quantity *q = &list[i];
        FUZZ_CHECK(q->span.start >= last && q->span.start < q->span.end && q->span.end <= t.n);
        FUZZ_CHECK(q->digits.start >= q->span.start && q->digits.end <= q->span.end);
        FUZZ_CHECK(q->unit != NULL && q->power >= 0 && q->value.coef >= 0);
        last = q->span.end;
    }
    free(list);
    free(marks);
    jb_original_free(original);
    return 0;
}
