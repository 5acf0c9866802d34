/* fuzz_numbers.c - the grammar of numbers on any text: they stand in order and apart, their digits
 * inside them, none is negative, and reading one again where its number begins gives its value.
 */
#include "fuzz_points.h"
#include "numbers.h"

static void check_again(jb_points t, const jb_quantity *q)
{
    jb_quantity again;
    FUZZ_CHECK(jb_quantity_read(t, t.p, q->digits.start, &again) > 0);
    FUZZ_CHECK(jb_dec_cmp(again.value, q->value) == 0);
    FUZZ_CHECK(again.digits.start == q->digits.start && again.digits.end == q->digits.end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint32_t room[FUZZ_POINTS];
    jb_points t = fuzz_points(data, size, room);
    size_t mark_count = 0;
    size_t count = 0;
    jb_mark *marks = jb_marks_find(t, &mark_count);
    jb_quantity *list = jb_quantities_find(t, t.p, marks, mark_count, &count);
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        const jb_quantity *q = &list[i];
        FUZZ_CHECK(q->span.start >= last && q->span.start < q->span.end && q->span.end <= t.n);
        FUZZ_CHECK(q->digits.start >= q->span.start && q->digits.end <= q->span.end);
        FUZZ_CHECK(q->unit != NULL && q->power >= 0 && q->value.coef >= 0);
        FUZZ_CHECK(q->qualifier < JB_QUALIFIERS);
        if (q->kind == JB_QUANTITY_NUMBER) {
            check_again(t, q);
        }
        last = q->span.end;
    }
    free(list);
    free(marks);
    return 0;
}
