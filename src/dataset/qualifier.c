/* qualifier.c - the words for "about", "at least" and their kin.
 *
 * Keeps the report's own word where it is known, because 余 and 以上 are not quite the same. Never
 * drops a qualifier.
 */
#include "qualifier.h"

#include <string.h>

typedef enum place { BEFORE, INNER, AFTER } place;

typedef struct option {
    const char *found; /* in raw */
    const char *shown;
    jb_qualifier qualifier;
    place place;
} option;

/* Under each qualifier the first word is the usual one. */
static const option options[] = {
    {"以上", "以上", JB_QUAL_AT_LEAST, AFTER},
    {"余", "余", JB_QUAL_AT_LEAST, INNER},
    {"多", "多", JB_QUAL_AT_LEAST, INNER},
    {"至少", "至少", JB_QUAL_AT_LEAST, BEFORE},
    {"不少于", "不少于", JB_QUAL_AT_LEAST, BEFORE},
    {"不低于", "不低于", JB_QUAL_AT_LEAST, BEFORE},
    {"逾", "逾", JB_QUAL_MORE_THAN, BEFORE},
    {"超", "超过", JB_QUAL_MORE_THAN, BEFORE},
    {"约", "约", JB_QUAL_ABOUT, BEFORE},
    {"左右", "左右", JB_QUAL_ABOUT, AFTER},
    {"以下", "以下", JB_QUAL_AT_MOST, AFTER},
    {"以内", "以内", JB_QUAL_AT_MOST, AFTER},
    {"不超过", "不超过", JB_QUAL_AT_MOST, BEFORE},
    {"不足", "不足", JB_QUAL_LESS_THAN, BEFORE},
    {"不到", "不到", JB_QUAL_LESS_THAN, BEFORE},
    {"近", "近", JB_QUAL_NEARLY, BEFORE},
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
