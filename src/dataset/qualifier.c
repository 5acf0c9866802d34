/* qualifier.c - the words for "about", "at least" and their kin.
 *
 * Keeps the report's own word where it is known, because 余 and 以上 are not quite the same. Never
 * drops a qualifier.
 */
#include "qualifier.h"

#include <string.h>

typedef enum place { BEFORE, INNER, AFTER } place;

typedef struct option {
    jb_qualifier qualifier;
    const char *found; /* in raw */
    const char *shown;
    place place;
} option;

/* Under each qualifier the first word is the usual one. */
static const option options[] = {
    {JB_QUAL_AT_LEAST, "以上", "以上", AFTER},
    {JB_QUAL_AT_LEAST, "余", "余", INNER},
    {JB_QUAL_AT_LEAST, "多", "多", INNER},
    {JB_QUAL_AT_LEAST, "至少", "至少", BEFORE},
    {JB_QUAL_AT_LEAST, "不少于", "不少于", BEFORE},
    {JB_QUAL_AT_LEAST, "不低于", "不低于", BEFORE},
    {JB_QUAL_MORE_THAN, "逾", "逾", BEFORE},
    {JB_QUAL_MORE_THAN, "超", "超过", BEFORE},
    {JB_QUAL_ABOUT, "约", "约", BEFORE},
    {JB_QUAL_ABOUT, "左右", "左右", AFTER},
    {JB_QUAL_AT_MOST, "以下", "以下", AFTER},
    {JB_QUAL_AT_MOST, "以内", "以内", AFTER},
    {JB_QUAL_AT_MOST, "不超过", "不超过", BEFORE},
    {JB_QUAL_LESS_THAN, "不足", "不足", BEFORE},
    {JB_QUAL_LESS_THAN, "不到", "不到", BEFORE},
    {JB_QUAL_NEARLY, "近", "近", BEFORE},
};

static const option *find(const jb_fact *fact)
{
    const option *usual = NULL;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (options[i].qualifier != fact->qualifier) {
            continue;
        }
        if (strstr(fact->raw, options[i].found) != NULL) {
            return &options[i];
        }
        usual = usual != NULL ? usual : &options[i];
    }
    return usual;
}

qualifier_words qualifier_zh(const jb_fact *fact)
{
    qualifier_words words = {"", "", ""};
    const option *chosen = find(fact);
    if (chosen == NULL) {
        return words;
    }
    switch (chosen->place) {
    case BEFORE:
        words.before = chosen->shown;
        break;
    case INNER:
        words.inner = chosen->shown;
        break;
    case AFTER:
        words.after = chosen->shown;
        break;
    }
    return words;
}

static const char *const english[JB_QUALIFIERS][2] = {
    [JB_QUAL_EXACT] = {"", ""},
    [JB_QUAL_AT_LEAST] = {"≥", "at least "},
    [JB_QUAL_MORE_THAN] = {">", "more than "},
    [JB_QUAL_ABOUT] = {"c.\u00a0", "about "}, /* no-break space */
    [JB_QUAL_AT_MOST] = {"≤", "at most "},
    [JB_QUAL_LESS_THAN] = {"<", "less than "},
    [JB_QUAL_NEARLY] = {"just under\u00a0", "just under "},
};

const char *qualifier_sign_en(jb_qualifier qualifier)
{
    return qualifier < JB_QUALIFIERS ? english[qualifier][0] : "";
}

const char *qualifier_word_en(jb_qualifier qualifier)
{
    return qualifier < JB_QUALIFIERS ? english[qualifier][1] : "";
}
