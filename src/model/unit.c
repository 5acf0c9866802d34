/* unit.c - units of count as reports write them.
 *
 * Decides which written words belong to which base unit and what 万 and 亿 are worth. Refuses to
 * turn one base unit into another.
 */
#include "unit.h"

#include "codes.h"

#include <string.h>

const char *const jb_unit_codes[] = {"case",     "item",   "entity",      "visit",
                                     "occasion", "person", "person_time", "CNY",
                                     "percent",  "none",   NULL};

static const char *const names[JB_UNITS][2] = {
    [JB_UNIT_CASE] = {"件", "cases"},
    [JB_UNIT_ITEM] = {"条", "items"},
    [JB_UNIT_ENTITY] = {"家", "entities"},
    [JB_UNIT_VISIT] = {"家次", "visits"},
    [JB_UNIT_OCCASION] = {"次", "occasions"},
    [JB_UNIT_PERSON] = {"人", "persons"},
    [JB_UNIT_PERSON_TIME] = {"人次", "person-times"},
    [JB_UNIT_CNY] = {"元", "CNY"},
    [JB_UNIT_PERCENT] = {"%", "%"},
    [JB_UNIT_NONE] = {"", ""},
};

/* The first word is the canonical one. Regions differ: 宗 in Guangdong, 件 elsewhere, 起 in the
 * courts' language. */
static const char *const words[JB_UNITS][16] = {
    [JB_UNIT_CASE] = {"件", "宗", "起", "例", "个", "份"},
    [JB_UNIT_ITEM] = {"条", "份", "项", "件", "个", "处", "册", "张", "本", "篇", "封", "卷", "期",
                      "部"},
    [JB_UNIT_ENTITY] = {"家", "户", "个", "所", "间"},
    [JB_UNIT_VISIT] = {"家次", "户次", "间次", "次"},
    [JB_UNIT_OCCASION] = {"次", "场", "场次", "轮次", "条次", "批次", "轮", "批", "期"},
    [JB_UNIT_PERSON] = {"人", "名", "位"},
    [JB_UNIT_PERSON_TIME] = {"人次", "名次"},
    [JB_UNIT_CNY] = {"元", "元人民币"},
    [JB_UNIT_PERCENT] = {"%", "％"},
    [JB_UNIT_NONE] = {NULL},
};

const char *const *jb_unit_words(jb_unit unit)
{
    return words[unit];
}

const char *jb_unit_name(jb_unit unit, jb_lang lang)
{
    return unit < JB_UNITS ? names[unit][lang] : "";
}

static bool listed(const char *const *list, const char *word)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        if (strcmp(list[i], word) == 0) {
            return true;
        }
    }
    return false;
}

bool jb_unit_of(const char *word, jb_unit prefer, jb_unit *out)
{
    if (word[0] == '\0' || listed(words[prefer], word)) {
        *out = prefer;
        return true;
    }
    for (unsigned unit = 0; unit < JB_UNITS; unit++) {
        if (listed(words[unit], word)) {
            *out = (jb_unit)unit;
            return true;
        }
    }
    return false;
}

/* ---- powers of ten ----------------------------------------------------------------------------
 */

static bool begins(const char *text, const char *with)
{
    while (*with != '\0' && *text == *with) {
        text++;
        with++;
    }
    return *with == '\0';
}

int jb_scale_read(const char *text, size_t *bytes)
{
    enum { BYTES = 3 }; /* of each */
    static const struct {
        char word[BYTES + 1];
        int power;
    } scales[] = {{"十", 1}, {"百", 2}, {"千", 3}, {"万", 4}, {"亿", 8}};
    int power = 0;
    *bytes = 0;
    for (size_t i = 0; i < sizeof scales / sizeof scales[0];) {
        const char *at = text + *bytes;
        if (at[0] == scales[i].word[0] && begins(at, scales[i].word) && !begins(at, "百分")) {
            power += scales[i].power;
            *bytes += BYTES;
            i = 0;
        } else {
            i++;
        }
    }
    return power;
}

size_t jb_vague_len(const char *text)
{
    static const char *const vague[] = {"余", "多", "几", "来"};
    for (size_t i = 0; i < sizeof vague / sizeof vague[0]; i++) {
        if (begins(text, vague[i])) {
            return strlen(vague[i]);
        }
    }
    return 0;
}

bool jb_unit_split(const char *text, int *power, const char **word)
{
    if (text[0] == '\0') {
        return false;
    }
    const char *at = text + jb_vague_len(text);
    size_t bytes = 0;
    *power = jb_scale_read(at, &bytes);
    at += bytes;
    *word = at + jb_vague_len(at);
    return true;
}
