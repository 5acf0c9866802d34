/* Bars beside the figures of a table: how long each is and how it looks.
 *
 * One scale a column, from zero to its largest figure. Where figures do not compare there are no
 * bars: side by side they would compare all the same.
 */
#include "brief_private.h"

#include <string.h>

static const jb_figure *only_figure(const jb_dataset *data, size_t row, size_t column)
{
    const jb_cell *cell = jb_dataset_cell(data, row, column);
    return cell->figure_count == 1 ? &cell->figures[0] : NULL;
}

/* The largest figure; zero when there are to be no bars. */
jb_dec bar_longest(const jb_dataset *data, size_t column)
{
    const jb_column *c = &data->columns[column];
    const char *unit = NULL;
    jb_dec longest = jb_dec_int(0);
    if (!c->numeric || c->mixed || c->reasons != 0) {
        return longest;
    }
    for (size_t row = 0; row < data->row_count; row++) {
        const jb_figure *figure = only_figure(data, row, column);
        if (figure == NULL || figure->doubtful) {
            continue;
        }
        bool other = unit != NULL && strcmp(unit, figure->fact->unit) != 0;
        if (other || jb_dec_cmp(figure->fact->value, jb_dec_int(0)) < 0) {
            return jb_dec_int(0);
        }
        unit = figure->fact->unit;
        longest = jb_dec_cmp(figure->fact->value, longest) > 0 ? figure->fact->value : longest;
    }
    return longest;
}

static jb_bar bar_kind(jb_qualifier qualifier)
{
    switch (qualifier) {
    case JB_QUAL_EXACT:
        return JB_BAR_SOLID;
    case JB_QUAL_ABOUT:
    case JB_QUAL_NEARLY:
        return JB_BAR_HATCHED;
    case JB_QUAL_AT_LEAST:
    case JB_QUAL_MORE_THAN:
    case JB_QUAL_AT_MOST:
    case JB_QUAL_LESS_THAN:
    case JB_QUALIFIERS:
        break;
    }
    return JB_BAR_HOLLOW;
}

void bar_bind(jb_dec longest, const jb_figure *figure, jb_table_cell *out)
{
    jb_dec thousand;
    jb_dec share;
    if (figure->doubtful || jb_dec_cmp(longest, jb_dec_int(0)) <= 0 ||
        jb_dec_cmp(figure->fact->value, jb_dec_int(0)) <= 0 ||
        !jb_dec_mul(figure->fact->value, jb_dec_int(1000), &thousand) ||
        !jb_dec_div(thousand, longest, 0, JB_ROUND_HALF_UP, &share)) {
        return;
    }
    out->bar = share.coef > 0 ? (unsigned)share.coef : 1;
    out->bar_kind = bar_kind(figure->fact->qualifier);
}
