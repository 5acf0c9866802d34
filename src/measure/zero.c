/* zero.c - a zero that a report states in words, as a figure that may be put in order.
 *
 * It is no fact: somebody recorded it of a report, which says it of its own year.
 */
#include <jianbao/measure.h>

const jb_fact *jb_zero_in_words(jb_arena *arena, const char *code, int year, const jb_indicator *of)
{
    jb_fact *fact = jb_arena_alloc(arena, sizeof *fact);
    jb_fact_init(fact);
    fact->agency_code = code;
    fact->year = year;
    fact->indicator = of->code;
    fact->value = jb_dec_int(0);
    fact->status = JB_REVIEW_APPROVED;
    return fact;
}

bool jb_is_zero_in_words(const jb_measured *figure)
{
    return figure->fact->id == 0 && figure->fact->source[0] == '\0' &&
           figure->fact->value.coef == 0;
}
