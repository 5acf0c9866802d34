/* derive_text.c - derived values, and refusals, as text.
 *
 * Knows how a value is printed and how a refusal reads; not whether it was right to refuse.
 */
#include "derive.h"
#include "format.h"

#include <string.h>

#define REFUSED "—"

static const struct {
    const char *zh, *en;
} verbs[JB_USES] = {
    [JB_USE_TABLE] = {"不并列", "Not set side by side"},
    [JB_USE_COLUMN] = {"不同列", "Not set in one column"},
    [JB_USE_ADD] = {"不合计", "Not added"},
    [JB_USE_RANK] = {"不排次序", "Not ranked"},
    [JB_USE_CHANGE] = {"不算变动", "No change worked out"},
    [JB_USE_SHARE] = {"不算占比", "No share worked out"},
};

static const char *say_why(const work *w, jb_use use, unsigned reasons, jb_lang lang)
{
    const char *why = jb_reasons_text(w->arena, reasons, lang);
    if (reasons == JB_REASON_SINGLE && w->several_years) {
        why = lang == JB_LANG_EN ? "only one agency states it in that year" : "同一年度仅一家披露";
    }
    return lang == JB_LANG_EN ? jb_arena_printf(w->arena, "%s: %s.", verbs[use].en, why)
                              : jb_arena_printf(w->arena, "%s：%s。", verbs[use].zh, why);
}

jb_derived *derived_given(const work *w, const char *kind, const char *rule, jb_dec value)
{
    jb_derived *out = jb_arena_alloc(w->arena, sizeof *out);
    *out = (jb_derived){.kind = kind,
                        .rule = rule,
                        .given = true,
                        .value = value,
                        .unit_zh = "",
                        .unit_en = "",
                        .prose_zh = "",
                        .prose_en = "",
                        .zh = {"", "", "", ""},
                        .en = {"", "", "", ""}};
    return out;
}

jb_derived *derived_refused(const work *w, const char *kind, jb_use use, unsigned reasons)
{
    reasons = jb_reasons_telling(reasons);
    jb_derived *out = derived_given(w, kind, "refused", jb_dec_int(0));
    out->given = false;
    out->reasons = reasons;
    derived_words(out, REFUSED, REFUSED);
    if (reasons != JB_REASON_NOTHING) {
        derived_say(w, out, say_why(w, use, reasons, JB_LANG_ZH),
                    say_why(w, use, reasons, JB_LANG_EN));
    }
    return out;
}

void derived_words(jb_derived *out, const char *zh, const char *en)
{
    out->zh = (jb_parts){"", zh, "", ""};
    out->en = (jb_parts){"", en, "", ""};
}

void derived_say(const work *w, jb_derived *out, const char *zh, const char *en)
{
    if (zh[0] == '\0') {
        return;
    }
    bool first = out->note_zh == NULL;
    out->note_zh = first ? zh : jb_arena_printf(w->arena, "%s%s", out->note_zh, zh);
    out->note_en = first ? en : jb_arena_printf(w->arena, "%s %s", out->note_en, en);
}

/* ---- numbers ----------------------------------------------------------------------------- */

static jb_parts number_parts(const work *w, const jb_derived *of, const char *before, bool sign,
                             const char *unit, jb_lang lang)
{
    const char *number = jb_number_text(w->arena, of->value, lang);
    const char *plus = sign && of->value.coef > 0 ? "+" : "";
    size_t whole = strcspn(number, ".");
    return (jb_parts){jb_arena_join(w->arena, before, plus, "", ""),
                      jb_arena_strndup(w->arena, number, whole), number + whole, unit};
}

void derived_signed(const work *w, jb_derived *out, const char *before_zh, const char *before_en)
{
    bool word = out->unit_en[0] != '\0' && out->unit_en[0] != '%';
    const char *unit_en = word ? jb_arena_join(w->arena, " ", out->unit_en, "", "") : out->unit_en;
    out->zh = number_parts(w, out, before_zh, true, out->unit_zh, JB_LANG_ZH);
    out->en = number_parts(w, out, before_en, true, unit_en, JB_LANG_EN);
}

void derived_plain(const work *w, jb_derived *out, const char *before_zh, const char *before_en)
{
    out->zh = number_parts(w, out, before_zh, false, "", JB_LANG_ZH);
    out->en = number_parts(w, out, before_en, false, "", JB_LANG_EN);
}

/* Bounds stand as signs in both languages: a word before a total would be taken for a report's. */
static const char *bound_sign(jb_qualifier qualifier, jb_lang lang)
{
    static const char *const signs[JB_QUALIFIERS][2] = {
        [JB_QUAL_EXACT] = {"", ""},
        [JB_QUAL_AT_LEAST] = {"≥", "≥"},
        [JB_QUAL_MORE_THAN] = {">", ">"},
        [JB_QUAL_ABOUT] = {"约", "c.\u00a0"},
        [JB_QUAL_AT_MOST] = {"≤", "≤"},
        [JB_QUAL_LESS_THAN] = {"<", "<"},
        [JB_QUAL_NEARLY] = {"近", "just under\u00a0"},
    };
    return qualifier < JB_QUALIFIERS ? signs[qualifier][lang] : "";
}

/* In running text an amount has the scale of its own size, not of the column's smallest. */
static void prose(const work *w, jb_derived *out, jb_fact *fact, const jb_indicator *indicator)
{
    jb_figure figure = {.fact = fact, .indicator = indicator, .label_zh = "", .label_en = ""};
    if (indicator->unit == JB_UNIT_CNY) {
        fact->unit = "";
    }
    out->prose_zh = jb_arena_join(w->arena, bound_sign(out->qualifier, JB_LANG_ZH),
                                  jb_figure_prose(w->arena, &figure, JB_LANG_ZH), "", "");
    out->prose_en = jb_arena_join(w->arena, bound_sign(out->qualifier, JB_LANG_EN),
                                  jb_figure_prose(w->arena, &figure, JB_LANG_EN), "", "");
}

/* Of the units that a report writes, a total takes the one of a figure it holds; the qualifier, the
 * label and the report's wording are that figure's own and stay behind. */
void derived_as_figure(const work *w, jb_derived *out, size_t column, const jb_measured *like)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.value = out->value;
    fact.unit = like->fact->unit;
    jb_figure figure = {
        .fact = &fact, .indicator = like->indicator, .label_zh = "", .label_en = ""};
    const jb_column *of = &w->columns[column];
    out->zh = figure_parts(w->arena, of, &figure, JB_LANG_ZH);
    out->en = figure_parts(w->arena, of, &figure, JB_LANG_EN);
    out->zh.prefix =
        jb_arena_join(w->arena, bound_sign(out->qualifier, JB_LANG_ZH), out->zh.prefix, "", "");
    out->en.prefix =
        jb_arena_join(w->arena, bound_sign(out->qualifier, JB_LANG_EN), out->en.prefix, "", "");
    out->unit_zh = jb_unit_name(like->indicator->unit, JB_LANG_ZH);
    out->unit_en = jb_unit_name(like->indicator->unit, JB_LANG_EN);
    prose(w, out, &fact, like->indicator);
}

/* ---- origins ----------------------------------------------------------------------------- */

void derived_facts(const work *w, jb_derived *out, const jb_total *const *totals, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most += totals[i]->addend_count;
    }
    const jb_fact **facts = jb_arena_array(w->arena, most, sizeof(void *));
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < totals[i]->addend_count; k++) {
            facts[out->fact_count++] = totals[i]->addends[k]->fact;
        }
    }
    out->facts = facts;
}

void derived_fact_pair(const work *w, jb_derived *out, const jb_measured *a, const jb_measured *b)
{
    const jb_fact **facts = jb_arena_array(w->arena, 2, sizeof(void *));
    facts[out->fact_count++] = a->fact;
    if (b != NULL) {
        facts[out->fact_count++] = b->fact;
    }
    out->facts = facts;
}

void derived_relaxed(work *w, jb_derived *out, jb_use use, unsigned relaxed)
{
    if (out->given) {
        out->relaxed |= relaxed;
        w->relaxed[use] |= relaxed;
    }
}

const char *jb_derived_text(jb_arena *arena, const jb_derived *derived, jb_lang lang)
{
    const jb_parts *p = lang == JB_LANG_EN ? &derived->en : &derived->zh;
    return jb_arena_join(arena, p->prefix, p->whole, p->fraction, p->suffix);
}

const char *jb_derive_code(jb_derive derive)
{
    static const char *const codes[JB_DERIVES] = {"",      "change", "rank",
                                                  "share", "before", "remark"};
    return derive < JB_DERIVES ? codes[derive] : "";
}
