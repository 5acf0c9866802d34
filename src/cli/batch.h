/* The parts of `jianbao batch`: which documents there are, how one is made, who makes them, and the
 * record of what was made. */
#ifndef JIANBAO_CLI_BATCH_H
#define JIANBAO_CLI_BATCH_H

#include "make.h"
#include "places.h"

#include <stdatomic.h>

typedef enum batch_by { BATCH_BY_AGENCY, BATCH_BY_REGION, BATCH_BY_YEAR } batch_by;

/* ---- batch_plan.c */
typedef struct batch_doc {
    const char *key;         /* "agency=440105", "year=2024" */
    const char *file;        /* in the folder of the output */
    const char *const *sets; /* "agencies=440105", NULL-terminated */
} batch_doc;

typedef struct batch_ask {
    batch_by by;
    const char *region;     /* or NULL */
    int from, to;           /* 0 = open */
    bool years_given;       /* by --year: the layout's parameters are set */
    unsigned shard, shards; /* 1 of 1 when not sharded */
} batch_ask;

typedef struct batch_plan {
    batch_doc *docs;
    size_t count, cap;
    size_t without; /* agencies of which nothing is held: no document */
} batch_plan;

/* "3/8". */
jb_status shard_parse(const char *text, batch_ask *ask, jb_error *err) JB_MUST_USE;
/* The documents of the shard, in the order of their keys. */
jb_status batch_plan_make(cli *c, jb_store *store, const batch_ask *ask, batch_plan *out,
                          jb_error *err) JB_MUST_USE;
void batch_plan_free(batch_plan *plan);

/* ---- batch_manifest.c */
typedef struct batch_entry {
    const char *file;
    const char *layout;
    const char *sha256;      /* of the file; "" when it failed */
    const char *fingerprint; /* of what it was made from */
} batch_entry;

typedef struct batch_record {
    jb_arena *arena;
    const char *folder;
    const char *path;     /* of the manifest */
    const char *journal;  /* of what is done before the manifest is written */
    int fd;               /* the journal; -1 when closed */
    batch_entry *entries; /* of earlier runs, by file */
    size_t count, cap;
} batch_record;

/* Reads what earlier runs left in the folder, whatever their shards, and opens the journal: two
 * runs of one shard at a time are refused, and so is another layout's folder. */
jb_status batch_record_open(cli *c, const char *folder, const char *layout, const batch_ask *ask,
                            batch_record *out, jb_error *err) JB_MUST_USE;
/* Whether an earlier run says that the file has these bytes and was made from this. */
bool batch_record_holds(const batch_record *record, const char *file, const char *sha256,
                        const char *fingerprint);
/* Removes what a run that was killed left of these documents half made. */
jb_status batch_record_sweep(batch_record *record, const batch_plan *plan,
                             jb_error *err) JB_MUST_USE;
/* What became of a document. `fault`: why it failed, or NULL. */
typedef struct batch_outcome {
    bool reported, kept, failed;
    char sha256[JB_SHA256_TEXT];
    char fingerprint[JB_SHA256_TEXT];
    const char *zh, *en; /* why it failed */
} batch_outcome;
jb_status batch_record_note(batch_record *record, const char *layout, const batch_doc *doc,
                            const batch_outcome *outcome, jb_error *err) JB_MUST_USE;
/* The manifest, whole, in the order of the plan; then the journal goes. */
jb_status batch_record_close(batch_record *record, const char *layout, const batch_plan *plan,
                             const batch_outcome *outcomes, jb_error *err) JB_MUST_USE;
void batch_record_free(batch_record *record);

/* ---- batch_work.c */
typedef struct batch_job {
    cli *c;
    const char *layout; /* id */
    const char *folder;
    jb_brief *brief;
    jb_fontset *fonts;
    const char *font_folder, *own_fonts; /* where they are from; the second may be NULL */
    bool approved_only, without_data;
    jb_proof_made made;           /* of all documents alike */
    char setting[JB_SHA256_TEXT]; /* of program, fonts and catalogue */
    const batch_plan *plan;
    const batch_record *record;
    int64_t date; /* INT64_MIN: of the newest report */
} batch_job;

/* SHA-256 over what all documents depend on besides layout and data. */
jb_status batch_setting(const char *const *folders, const char *catalogue, batch_job *job,
                        jb_error *err) JB_MUST_USE;

/* A document on its way: bound and set by one thread, printed by the same or another. */
typedef struct batch_sheet {
    size_t at;       /* in the plan */
    jb_arena *arena; /* in which the sheet itself is */
    paper paper;
    const char *path;
    batch_outcome outcome;
} batch_sheet;
/* Binds it, and sets its pages unless the file that is there may be kept. Free it in every case. */
jb_status batch_set(const batch_job *job, jb_store *store, size_t at, batch_sheet **out,
                    jb_error *err) JB_MUST_USE;
/* Writes it with the fonts of its paper, unless it is kept. */
jb_status batch_print(batch_sheet *sheet, jb_error *err) JB_MUST_USE;
void batch_sheet_free(batch_sheet *sheet);

/* ---- batch_worker.c */
/* What became of a document: written and read as a whole, for it is no larger than a pipe takes at
 * once. */
#define BATCH_FAULT_MAX 1500
typedef struct batch_message {
    uint32_t doc;
    bool kept;
    jb_status status;
    char sha256[JB_SHA256_TEXT];
    char fingerprint[JB_SHA256_TEXT];
    char zh[BATCH_FAULT_MAX];
    char en[BATCH_FAULT_MAX];
} batch_message;
typedef struct batch_range {
    atomic_size_t *next; /* document of the plan to take, common to all processes */
    size_t end;
} batch_range;
/* Takes one document after the other and tells of it through `to` until there is none. `beside`:
 * what is set is printed by a second thread while the next is bound. Called once in a process, as
 * the last it does. */
void batch_work(const batch_job *job, const batch_range *range, int to, bool beside);

/* ---- batch_crew.c */
/* All documents of the plan by so many processes; outcomes by document. Faults of documents are
 * told and counted, not returned. */
jb_status batch_run(const batch_job *job, unsigned jobs, batch_record *record,
                    batch_outcome *outcomes, jb_error *err) JB_MUST_USE;

#endif
