/* json.h - the shape of a parsed JSON value, shared by the files of this room that read it. */
#ifndef JIANBAO_BASE_JSON_H
#define JIANBAO_BASE_JSON_H

#include "error.h"

/* What was parsed; borrowed from the caller but for the struct itself. */
struct json_doc {
    const char *source;
    const char *text;
    size_t len;
    size_t start; /* behind a byte order mark */
    unsigned first_line;
};

struct jb_json {
    const struct json_doc *doc;
    const jb_json *parent;   /* NULL at the root */
    const jb_json *children; /* `count` of them side by side */
    const char *key;         /* "" for items and the root */
    const char *text;        /* a string's characters, a number as it was written */
    size_t count;
    size_t index; /* among its siblings */
    size_t key_at;
    size_t at; /* where the value begins in the text */
    jb_json_type type;
    bool truth;
};

/* The place of a byte of the document. */
jb_loc json_place(const struct json_doc *doc, size_t at, const char *path);

/* The place of a member's key. */
jb_loc json_key_loc(const jb_json *member);

/* Refuses what cJSON would take or would choke on: bytes that are no text, control characters,
 * \u0000, deep nesting, strings without an end. */
jb_status json_scan(const struct json_doc *doc, jb_error *err);

/* cJSON gave up at this offset: says what is wrong there. */
jb_status json_explain(const struct json_doc *doc, size_t at, jb_error *err);

/* Offset of the first byte from `at` on that is not white space. */
size_t json_skip_space(const struct json_doc *doc, size_t at);

/* Offset behind the string whose opening quote is at `at`; the document has been scanned. */
size_t json_skip_string(const struct json_doc *doc, size_t at);

#endif
