/* fuzz_numbers.c - any text where a number is expected: every figure's span is its raw text, every
 * number has a reason, and a record passes the checks that an import makes.
 */
#include "fuzz_extract.h"

static void see(const jb_original *original, const jb_extraction *extraction)
{
    (void)original;
    for (size_t i = 0; i < extraction->found_count; i++) {
        const jb_fact *fact = &extraction->found[i].fact;
        FUZZ_CHECK(jb_catalogue_find(fuzz_catalogue, fact->indicator) != NULL);
        FUZZ_CHECK(fact->qualifier < JB_QUALIFIERS);
        jb_error err = {0};
        jb_loc loc = {0};
        fuzz_check_error(jb_fact_check(fact, fuzz_catalogue, &loc, &err), &err);
        jb_str line = {0};
        jb_fact_line(&line, extraction->arena, fact);
        FUZZ_CHECK(line.len > 0 && line.data[line.len - 1] == '\n');
        jb_str_free(&line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_extract("我局劳动保障监察立案", data, size, "件，结案298件，追回工资12.5万元。\n", see);
    return 0;
}
