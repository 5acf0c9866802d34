/* Comparisons large enough for a second thread: three in one layout are what each is alone, and the
 * first that has nothing is the one that is told, whichever thread was faster. */
#include <bound.h>

enum { AGENCIES = 1200, YEARS = 4 };

static int setup(void **state)
{
    bound *b = bound_open();
    for (int i = 0; i < AGENCIES; i++) {
        const char *code = jb_arena_printf(b->arena, "%d", 330101 + i);
        agency_put(b, county(code, jb_arena_printf(b->arena, "第%d人社局", i)));
        for (int year = 2021; year < 2021 + YEARS; year++) {
            jb_fact fact = filed_in(code, year);
            fact.value = jb_dec_int(i * 7919 % 1000 + year);
            fact_put(b, fact);
        }
    }
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

#define SET                                                                                        \
    "{\"years\": {\"from\": %d, \"to\": %d}, \"total\": true, \"order\": \"n\", \"columns\": ["    \
    "{\"name\": \"n\", \"indicators\": [\"enf_cases_filed\"]},"                                    \
    "{\"derive\": \"before\", \"of\": \"n\"}, {\"derive\": \"change\", \"of\": \"n\"}]}"

/* Comparisons a, b, c of the years from those on; 0 = not there. */
static jb_status bind(bound *b, const int from[3])
{
    char text[4096];
    size_t len = (size_t)snprintf(
        text, sizeof text,
        "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"t\", \"en\": \"t\"},"
        "\"description\": {\"zh\": \"t\", \"en\": \"t\"}, \"document_title\": \"t\","
        "\"style_sheet\": \"gongwen\", \"data\": {");
    const char *comma = "";
    for (int i = 0; i < 3; i++) {
        if (from[i] != 0) {
            len += (size_t)snprintf(text + len, sizeof text - len, "%s\"%c\": " SET, comma, 'a' + i,
                                    from[i], from[i] + 1);
            comma = ",";
        }
    }
    snprintf(text + len, sizeof text - len,
             "}, \"blocks\": [{\"type\": \"title\", \"text\": \"t\"}]}");
    return bound_again(b, text);
}

static void test_three_are_what_each_is_alone(void **state)
{
    bound *b = *state;
    static const int from[3] = {2021, 2022, 2023};
    char alone[3][JB_SHA256_TEXT];
    char together[JB_SHA256_TEXT];
    for (size_t i = 0; i < 3; i++) {
        int one[3] = {0};
        one[i] = from[i];
        assert_jb_ok(bind(b, one), &b->err);
        assert_int_equal(jb_brief_data(b->brief, 0)->row_count, 2 * AGENCIES);
        jb_dataset_fingerprint(jb_brief_data(b->brief, 0), alone[i]);
    }
    assert_string_not_equal(alone[0], alone[1]);
    for (int again = 0; again < 5; again++) {
        assert_jb_ok(bind(b, from), &b->err);
        for (size_t i = 0; i < 3; i++) {
            jb_dataset_fingerprint(jb_brief_data(b->brief, i), together);
            assert_string_equal(together, alone[i]);
        }
    }
}

static void test_the_first_without_anything_is_told(void **state)
{
    bound *b = *state;
    for (int again = 0; again < 5; again++) {
        assert_jb_fails(bind(b, (const int[3]){2021, 1999, 2001}), &b->err, JB_ERR_INPUT,
                        "1999-2000");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_are_what_each_is_alone),
        cmocka_unit_test(test_the_first_without_anything_is_told),
    };
    return cmocka_run_group_tests(tests, setup, bound_close);
}
