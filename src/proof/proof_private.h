/* What the files of the proof room share: the facts of a briefing with their numbers, and a proof
 * that was read. */
#ifndef JIANBAO_PROOF_PRIVATE_H
#define JIANBAO_PROOF_PRIVATE_H

#include <jianbao/proof.h>

/* ---- facts.c */
typedef struct numbered {
    const jb_fact *fact;
    size_t number; /* from 1, in the order in which they are met; 0 while not met */
    bool shown;    /* stands in a cell itself */
} numbered;

typedef struct fact_list {
    numbered *by_id;
    size_t count;
    const numbered **in_order;
} fact_list;

/* All that the cells show or rest on, each once; the arena owns it. */
fact_list facts_number(jb_arena *arena, const jb_brief *brief);
size_t fact_number(const fact_list *facts, const jb_fact *fact);

/* Shares of one total rest on the same facts: they are listed with the first of them. */
typedef struct shares_met {
    struct share_met {
        size_t column;
        int year;
        const jb_derived *first;
    } * items;
    size_t count, cap;
} shares_met;
/* Whether a share of that column and year was met before that rests on the same. */
bool share_repeats(shares_met *met, size_t column, int year, const jb_derived *derived);
void shares_forget(shares_met *met);

/* Hands on what stands in the text and empties it, once there is much of it: of a country it would
 * be more than all else in memory. */
void text_pass(jb_str *text, size_t at_least, jb_out *out);
enum { TEXT_PIECE = 1 << 15 };

/* ---- json.c */
/* SHA-256 of the layout's text. */
void layout_version(const jb_brief *brief, char out[JB_SHA256_TEXT]);

/* ---- read.c */
struct jb_proof {
    const jb_json *root;
    const jb_json **facts; /* by number, from 1 */
    size_t fact_count;
    jb_proof_made made;
};

/* A text of an object, "" where there is none. */
const char *text_of(const jb_json *object, const char *key);

#endif
