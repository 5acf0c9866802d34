/* sentence.c - where in its sentence a figure stands.
 *
 * Decides by the figure's place in the report's text where that is held, else only where there is
 * no choice: a wrong mark is worse than none.
 */
#include <jianbao/model.h>

#include <string.h>

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool part_of_number(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
}

/* The next place from `from` on where raw stands and is not the end of a longer number. */
static const char *next_place(const jb_fact *fact, const char *from)
{
    const char *at = strstr(from, fact->raw);
    while (at != NULL && at > fact->sentence && part_of_number(fact->raw[0]) &&
           part_of_number(at[-1])) {
        at = strstr(at + 1, fact->raw);
    }
    return at;
}

static size_t byte_of(const char *text, int64_t point)
{
    size_t len = strlen(text);
    size_t at = 0;
    for (; point > 0 && at < len; point--) {
        (void)jb_utf8_next(text, len, &at);
    }
    return at;
}

/* Whether what stands in the sentence before `at` stands in the text before `place`, whatever the
 * white between. */
static bool same_before(const char *sentence, const char *at, const char *text, const char *place)
{
    while (at > sentence) {
        if (blank(at[-1])) {
            at--;
        } else if (place > text && blank(place[-1])) {
            place--;
        } else if (place > text && place[-1] == at[-1]) {
            at--;
            place--;
        } else {
            return false;
        }
    }
    return true;
}

static bool same_behind(const char *at, const char *place)
{
    while (*at != '\0') {
        if (blank(*at)) {
            at++;
        } else if (blank(*place)) {
            place++;
        } else if (*at++ != *place++) {
            return false;
        }
    }
    return true;
}

const char *jb_fact_in_sentence(const jb_fact *fact, const char *text)
{
    const char *first = *fact->raw != '\0' ? next_place(fact, fact->sentence) : NULL;
    if (first == NULL) {
        return NULL;
    }
    if (text != NULL && fact->char_start >= 0) {
        const char *place = text + byte_of(text, fact->char_start);
        for (const char *at = first; at != NULL; at = next_place(fact, at + 1)) {
            if (same_before(fact->sentence, at, text, place) && same_behind(at, place)) {
                return at;
            }
        }
    }
    return next_place(fact, first + 1) == NULL ? first : NULL;
}
