/* jianbao/proof.h - the figures a paper shows, as files that go with it: written, read, compared.
 *
 * Decides what is said of each figure (its fact with the source, or what it was worked out from)
 * and when two papers show the same. Knows nothing of pages, PDF or where the files lie. The
 * format is docs/memo.md.
 */
#ifndef JIANBAO_PROOF_H
#define JIANBAO_PROOF_H

#include <jianbao/brief.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the files are called inside the paper. */
#define JB_PROOF_JSON "figures.json"
#define JB_PROOF_CSV "figures.csv"
#define JB_PROOF_LAYOUT "layout.json"

/* How the paper was made: what it takes to make it again from the same layout and store. */
typedef struct jb_proof_made {
    const char *program;    /* version */
    const char *layout;     /* id */
    const char *version;    /* of the layout: SHA-256 of its text */
    const char *const *set; /* "name=value", in the order given */
    size_t set_count;
    const char *statuses; /* as given, "" for none */
    const char *annex;    /* its mark, "" for none */
    bool own_catalogue;   /* not the one in the program */
    bool own_fonts;
    int64_t date; /* of the document, seconds since 1970 */
} jb_proof_made;

/* Both from a bound briefing; of `made` the layout's id and version are taken from the briefing.
 * Facts are numbered in the order of the tables: no id of the store and no order of import shows.
 */
void jb_proof_write_json(const jb_brief *brief, const jb_proof_made *made, jb_out *out);
/* One line a figure, absence or derived value, then one for each fact they rest on that stands in
 * no cell. */
void jb_proof_write_csv(const jb_brief *brief, const jb_proof_made *made, jb_out *out);

typedef struct jb_proof jb_proof;

/* Reads the JSON back; the text must live as long as the arena. A file that is none of ours is an
 * input error, one of a newer program too. */
jb_status jb_proof_read(jb_arena *arena, const char *source, const char *text, size_t len,
                        const jb_proof **out, jb_error *err) JB_MUST_USE;
const jb_proof_made *jb_proof_how(const jb_proof *proof);
size_t jb_proof_facts(const jb_proof *proof); /* how many it holds */

typedef enum jb_proof_kind {
    JB_PROOF_FIGURE, /* a stated figure or an absence */
    JB_PROOF_TOTAL,
    JB_PROOF_CHANGE,
    JB_PROOF_RANK,
    JB_PROOF_SHARE,
    JB_PROOF_ROW,    /* an agency's year is new or gone */
    JB_PROOF_SOURCE, /* a report, or whether it has been read */
    JB_PROOF_NOTE,   /* heads, units or notes of a table */
    JB_PROOF_KINDS
} jb_proof_kind;

typedef struct jb_difference {
    jb_proof_kind kind;
    const char *table; /* its title, else its first heads */
    const char *who;   /* agency or division, "" for none */
    const char *year;  /* "" for none */
    const char *column;
    const char *before, *after; /* as shown; the same where only what it rests on differs */
    const char *fields;         /* of the facts, what differs: "value, raw"; "" for none */
    size_t figures;             /* of a row that is gone: how many figures it shows */
} jb_difference;

/* All that differs between two papers of one layout, by table and row. None: they show the same
 * from the same. */
const jb_difference *jb_proof_compare(jb_arena *arena, const jb_proof *before,
                                      const jb_proof *after, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
