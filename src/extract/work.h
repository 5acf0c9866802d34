/* work.h - one report while it is read: what each pass found out and hands to the next.
 *
 * Order of the passes: sentences and hits, identity, dates, numbers, rejections, periods, changes,
 * matching, lists and parts, facts.
 */
#ifndef JIANBAO_EXTRACT_WORK_H
#define JIANBAO_EXTRACT_WORK_H

#include "numbers.h"
#include "phrase.h"

enum { JB_TOPICS = 64 };

/* What lies in order in a text is looked up by blocks of so many places: the search begins where
 * the block does, and is over after a step or two. */
enum { JB_BLOCK = 16 };

/* Words of grammar that steer the reading of a sentence. */
typedef enum jb_cue {
    JB_CUE_STORY,    /* 某公司, 案例 */
    JB_CUE_EXTREME,  /* 最多的一案, 一个人就, in their clause */
    JB_CUE_TARGET,   /* 力争, 计划, 目标：, to the end of the sentence */
    JB_CUE_NORM,     /* 确保, 省定, 任务数, in their clause */
    JB_CUE_NATION,   /* 全国 */
    JB_CUE_PROVINCE, /* 全省 */
    JB_CUE_CITY,     /* 全市 */
    JB_CUE_OWN,      /* 我局, 全区, 全县 */
    JB_CUE_AMONG,    /* 其中 */
    JB_CUES
} jb_cue;

typedef struct jb_hit {
    size_t at;
    uint64_t topics; /* a bit each; 0 for a cue */
    uint16_t len;
    jb_cue cue; /* JB_CUES for a topic */
} jb_hit;

/* Whose deeds a sentence tells. */
typedef enum jb_actor {
    JB_ACTOR_NONE, /* it does not say */
    JB_ACTOR_OWN,  /* the labour authority's */
    JB_ACTOR_OTHER /* a court's, the police's */
} jb_actor;

typedef struct jb_sentence {
    jb_span span;     /* up to 。！？ or the line end */
    size_t paragraph; /* index of the paragraph's first sentence */
    size_t line;
    jb_section section;
    unsigned level;
    size_t first_quantity, quantity_end;
    size_t first_hit, hit_end;
    uint64_t topics;   /* named in it */
    uint64_t headings; /* topics of the headings above */
    uint64_t lead;     /* of the short sentence that announces what follows */
    bool is_lead, is_story;
    jb_span story; /* of a story: what stands before or behind it in the sentence is told of many */
    jb_actor actor; /* its subject */
} jb_sentence;

typedef struct jb_meaning {
    uint64_t topics;
    jb_cue cue;
} jb_meaning;

typedef struct jb_lexicon {
    jb_trie *trie;
    jb_meaning *meanings; /* by word */
    size_t cap;
} jb_lexicon;

/* What a figure may count, a bit each: phrases for other things need not be tried. */
enum {
    JB_COUNTS_PERCENT = 1,
    JB_COUNTS_MONEY = 2,
    JB_COUNTS_PEOPLE = 4,
    JB_COUNTS_THINGS = 8,
    JB_COUNTS_ALL = 15
};

/* Whether this unit word counts people. */
bool jb_counts_people(const char *unit);

/* An indicator as matching needs it. */
typedef struct jb_target {
    const jb_indicator *indicator;
    uint64_t topics;        /* unused bits are 0 */
    const size_t *whole_of; /* the parts that make it up, ended by SIZE_MAX; NULL when none */
    const size_t *follows;  /* what it tells more of, ended by SIZE_MAX; NULL when none */
} jb_target;

struct jb_extractor {
    jb_arena *arena;
    const jb_catalogue *catalogue;
    jb_target *targets;
    size_t target_count;
    size_t *wholes; /* targets that parts make up, ended by SIZE_MAX */
    jb_phrases phrases;
    jb_lexicon lexicon;
    uint64_t other_topics; /* words of other business */
    jb_trie *terms;
    struct jb_variants *variants;
    jb_trie *bodies;
    struct jb_divisions *divisions;
    struct jb_scope *scopes;
    size_t scope_count;
};

/* The owner of a change before figures are known. */
#define JB_OWNER_OPEN (SIZE_MAX - 1)

/* What a table's head says of the time of its cells. */
typedef enum jb_time_kind {
    JB_TIME_NONE,
    JB_TIME_SPAN,    /* 12月, 上半年, 全年 */
    JB_TIME_YEAR,    /* 2024年, 今年 */
    JB_TIME_OWN,     /* 本期 */
    JB_TIME_SUM,     /* 累计 */
    JB_TIME_MONTH,   /* 本月: which one the report must say */
    JB_TIME_QUARTER, /* 本季度 */
} jb_time_kind;

typedef struct jb_head_time {
    jb_time_kind kind;
    jb_when from, to; /* of a span */
    int month;        /* that other heads of the table end with, 0 for none */
    bool monthly;     /* 本月 or 本季度 stands among them */
} jb_head_time;

/* A figure's place in a table: heads that name something, empty spans when there is none. */
typedef struct jb_cell {
    jb_span row, column, group;       /* the group stands over or before one of the others */
    bool row_unknown, column_unknown; /* holds words that are not understood */
    jb_head_time time;
} jb_cell;

/* What became of a quantity. */
typedef struct jb_match {
    size_t target; /* SIZE_MAX: none */
    int score, second;
    const jb_phrase *phrase;
    size_t other_unit; /* the target that fits but is counted in another unit, or SIZE_MAX */
    jb_period period;
    bool governed;  /* the period was said */
    bool in_series; /* of a list over several years, which has one for each */
    bool earlier;   /* of a year before the report's: taken only when nothing newer is said */
    bool has_percent, has_points;
    jb_dec percent, points;
    size_t owner; /* for changes: the quantity they belong to, SIZE_MAX none */
    size_t found; /* index of the found, SIZE_MAX none */
    bool in_table;
    bool by_column;      /* its column's head alone names the indicator, the row's says more */
    bool doubtful;       /* a head of its cell is not understood */
    const jb_cell *cell; /* in a table only */
} jb_match;

typedef struct jb_work {
    jb_extractor *extractor;
    const jb_original *original;
    jb_points t;     /* the plain text with joined line ends made blanks */
    size_t *clauses; /* by place: where its clause begins, up to the end of the text */
    jb_arena *scratch;
    jb_arena *arena; /* of the result */
    jb_mark *marks;
    size_t mark_count;
    uint32_t *marks_by; /* by JB_BLOCK places: how many marks end before or where it begins */
    jb_quantity *quantities;
    size_t quantity_count;
    jb_match *matches; /* one each */
    jb_sentence *sentences;
    size_t sentence_count;
    jb_hit *hits;
    size_t hit_count;
    uint32_t *hits_by; /* by JB_BLOCK places: how many hits stand before it */
    uint64_t title_topics;
    bool *joins; /* by line: it goes on in the next */
    bool *named; /* by division: named in the text; NULL until somebody asked */
    jb_identity identity;
    jb_level level; /* of the agency; JB_LEVELS when unknown */
    jb_actor actor; /* the first that is a subject */
    bool own_city;  /* 我市 is said of a county-level agency's own place */
    bool all_plan;  /* the whole document is a plan */
} jb_work;

/* variants.c */
typedef struct jb_variants jb_variants;
/* The catalogue's list, NULL when it has none. */
jb_status jb_variants_read(jb_arena *arena, const jb_json *list, jb_variants **out,
                           jb_error *err) JB_MUST_USE;
void jb_variants_apply(const jb_variants *all, uint32_t *text, size_t count); /* in place */
/* broken.c: the text that is read. */
void jb_lines_join(jb_work *work);
/* clauses.c */
void jb_clauses_find(jb_work *work);
/* Whether nothing between the two places parts clauses. */
bool jb_same_clause(const jb_work *work, size_t from, size_t to);
/* Where the clause around `i` begins, not before `floor`. */
size_t jb_clause_begin(const jb_work *work, size_t i, size_t floor);
/* sentences.c */
void jb_sentences_find(jb_work *work);
size_t jb_sentence_of(const jb_work *work, size_t point); /* index */
void jb_marks_index(jb_work *work);                       /* once they are found */
size_t jb_mark_before(const jb_work *work, size_t point); /* ends there or before; or SIZE_MAX */
/* 2021年至2023年, 近三年: how many whole years, the first in *first; 0 when it is no such span. */
size_t jb_mark_years(const jb_work *work, const jb_mark *mark, int *first);
size_t jb_hit_from(const jb_work *work, size_t point); /* the first there or behind */
/* lexicon.c */
void jb_lexicon_init(jb_lexicon *lexicon, jb_arena *arena);
void jb_lexicon_topic(jb_lexicon *lexicon, jb_arena *arena, const char32_t *word, size_t topic);
void jb_hits_find(jb_work *work);
/* tables.c */
void jb_tables_read(jb_work *work);
/* reject.c */
void jb_reject_all(jb_work *work);
/* periods.c */
void jb_periods_assign(jb_work *work);
/* campaigns.c */
void jb_campaigns_assign(jb_work *work);
/* changes.c */
void jb_changes_find(jb_work *work);
void jb_changes_attach(jb_work *work);
/* window.c */
void jb_window_make(const jb_work *work, size_t sentence, size_t quantity, jb_window *window);
void jb_window_cell(const jb_work *work, jb_span outer, jb_span inner, jb_window *window);
/* lists.c: of a list, the figure's own words */
void jb_window_choose(const jb_work *work, size_t quantity, jb_window *window);
/* compared.c: where 由 or 从 stands when that figure is what another, before `to`, rose or fell
 * from; `to` when it is not. */
size_t jb_rise_from(const jb_work *work, const jb_quantity *start, size_t to);
/* Whether nothing but a time stands between that figure and the next one at `to`:
 * 468件，2023年532件 */
bool jb_is_next_in_series(const jb_work *work, const jb_quantity *before, size_t to);
/* topics.c */
void jb_topics_weigh(const jb_work *work, size_t sentence, size_t quantity, int weights[JB_TOPICS]);
void jb_topics_of_head(const jb_work *work, const jb_window *window, int weights[JB_TOPICS]);
/* antecedent.c */
bool jb_is_other_business(const jb_work *work, size_t sentence, size_t quantity);
int jb_follows_bonus(const jb_work *work, size_t sentence, size_t quantity, size_t target);
/* match.c */
void jb_match_all(jb_work *work);
/* actors.c */
jb_trie *jb_bodies_new(jb_arena *arena);
/* term.c */
jb_trie *jb_terms_new(jb_arena *arena);
jb_span jb_term_find(const jb_work *work, const jb_quantity *quantity);
/* parts.c */
void jb_parts_settle(jb_work *work);
/* identity.c */
void jb_identity_find(jb_work *work, const jb_extract_options *options);
/* facts.c */
jb_status jb_facts_make(jb_work *work, jb_extraction *out, jb_error *err) JB_MUST_USE;

#endif
