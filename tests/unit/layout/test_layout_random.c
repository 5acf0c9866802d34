/* What must hold of any pages holds of random documents. */
#include "random_doc.h"

#include <jbtest.h>
#include <layout/share.h>

static void test_layout_run_random(void **unused)
{
    (void)unused;
    assert_true(random_check(NULL, 1500) > 1000);
}

static void test_share_out_sums(void **unused)
{
    (void)unused;
    pick_from(7);
    for (int round = 0; round < 2000; round++) {
        jb_len floors[20];
        jb_len weights[20];
        jb_len out[20];
        size_t n = 1 + pick(20);
        jb_len floor = 0;
        for (size_t i = 0; i < n; i++) {
            floors[i] = (jb_len)pick(20000);
            weights[i] = pick(4) == 0 ? 0 : (jb_len)pick(400000);
            floor += floors[i];
        }
        jb_len total = floor + (jb_len)pick(300000);
        share_out(total, floors, weights, n, out);
        jb_len sum = 0;
        for (size_t i = 0; i < n; i++) {
            assert_true(out[i] >= floors[i]);
            sum += out[i];
        }
        assert_int_equal(sum, total);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share_out_sums),
        cmocka_unit_test(test_layout_run_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
