/* groups.c - a file that says which agencies make up a group.
 *
 * Decides what such a file must hold and names every fault by its line. Refuses to know whether the
 * store has the agencies: that is seen when a tree is made.
 */
#include "tree.h"

#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT ((size_t)1 << 16)
#define FIELDS_MAX 16

typedef struct record {
    char *fields[FIELDS_MAX];
    size_t count;
} record;

typedef struct reader {
    jb_groups *groups;
    size_t cap;
    jb_lines *lines;
    jb_loc loc;
    size_t group_at, code_at, columns;
    bool headed;
} reader;

/* Takes one field off *at, unquoted in place. False when a quotation mark is not closed. */
static bool take_field(char **at, char **field)
{
    char *from = *at;
    char *to = from;
    *field = from;
    bool quoted = *from == '"';
    from += quoted;
    while (*from != '\0' && (quoted || *from != ',')) {
        if (quoted && *from == '"' && from[1] != '"') {
            from++;
            quoted = false;
            break;
        }
        from += quoted && *from == '"';
        *to++ = *from++;
    }
    bool good = !quoted && (*from == ',' || *from == '\0');
    bool more = *from == ',';
    *to = '\0';
    *at = more ? from + 1 : NULL;
    return good;
}

static jb_status split(const reader *r, char *line, record *out, jb_error *err)
{
    out->count = 0;
    for (char *at = line; at != NULL;) {
        if (out->count == FIELDS_MAX || !take_field(&at, &out->fields[out->count++])) {
            return jb_fail(err, JB_ERR_INPUT, &r->loc,
                           "the line is no row of CSV: too many fields, or a quotation mark that "
                           "is not closed",
                           "该行不是有效的 CSV：字段过多，或引号未成对");
        }
    }
    return JB_OK;
}

static jb_status read_head(reader *r, const record *row, jb_error *err)
{
    r->group_at = r->code_at = SIZE_MAX;
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->fields[i], "group") == 0) {
            r->group_at = i;
        } else if (strcmp(row->fields[i], "agency_code") == 0) {
            r->code_at = i;
        } else {
            return jb_fail(err, JB_ERR_INPUT, &r->loc,
                           "groups have no column \"%s\"; the first line is: group,agency_code",
                           "分组文件没有“%s”栏；首行应为：group,agency_code", row->fields[i]);
        }
    }
    if (r->group_at == SIZE_MAX || r->code_at == SIZE_MAX) {
        return jb_fail(err, JB_ERR_INPUT, &r->loc,
                       "a column is missing; the first line is: group,agency_code",
                       "缺少一栏；首行应为：group,agency_code");
    }
    r->columns = row->count;
    r->headed = true;
    return JB_OK;
}

static jb_status check_member(const reader *r, const char *group, const char *code, jb_error *err)
{
    if (group[0] == '\0') {
        return jb_fail(err, JB_ERR_INPUT, &r->loc, "the name of the group is empty", "组名为空");
    }
    if (strlen(code) != 6 || strspn(code, "0123456789") != 6) {
        return jb_fail(err, JB_ERR_INPUT, &r->loc,
                       "\"%s\" is no division code: six digits, such as 440105",
                       "“%s”不是行政区划代码：应为六位数字，如 440105", code);
    }
    for (size_t i = 0; i < r->groups->count; i++) {
        const jb_member *held = &r->groups->members[i];
        if (strcmp(held->group, group) == 0 && strcmp(held->code, code) == 0) {
            return jb_fail(err, JB_ERR_INPUT, &r->loc,
                           "%s is in group \"%s\" already (line %u); take one line out",
                           "%s 已在组“%s”中（第 %u 行）；请去掉一行", code, group, held->line);
        }
    }
    return JB_OK;
}

static jb_status read_member(reader *r, const record *row, jb_error *err)
{
    if (row->count != r->columns) {
        return jb_fail(err, JB_ERR_INPUT, &r->loc,
                       "the row has %zu fields, the first line names %zu",
                       "该行有 %zu 个字段，首行有 %zu 栏", row->count, r->columns);
    }
    const char *group = row->fields[r->group_at];
    const char *code = row->fields[r->code_at];
    jb_status status = check_member(r, group, code, err);
    if (status == JB_OK) {
        jb_member member = {jb_arena_strdup(r->groups->arena, group),
                            jb_arena_strdup(r->groups->arena, code), r->loc.line};
        JB_PUSH(r->groups->members, r->groups->count, r->cap, member);
    }
    return status;
}

static jb_status read_lines(reader *r, jb_error *err)
{
    const char *line = NULL;
    size_t len = 0;
    jb_status status = jb_lines_next(r->lines, &line, &len, err);
    while (status == JB_OK && line != NULL) {
        record row;
        r->loc.line = jb_lines_number(r->lines);
        if (len > 0) {
            status = split(r, jb_arena_strndup(r->groups->arena, line, len), &row, err);
        }
        if (status == JB_OK && len > 0) {
            status = r->headed ? read_member(r, &row, err) : read_head(r, &row, err);
        }
        if (status == JB_OK) {
            status = jb_lines_next(r->lines, &line, &len, err);
        }
    }
    r->loc.line = 0;
    if (status == JB_OK && r->groups->count == 0) {
        return jb_fail(err, JB_ERR_INPUT, &r->loc,
                       "the file names no agency; the first line is group,agency_code, each other "
                       "line one agency of a group",
                       "文件中没有机构；首行为 group,agency_code，其后每行一个组内机构");
    }
    return status;
}

typedef struct placed {
    size_t group;
    jb_member member;
} placed;

static int cmp_placed(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    int order = (x->group > y->group) - (x->group < y->group);
    return order != 0 ? order : strcmp(x->member.code, y->member.code);
}

/* Groups in the order of the file, wherever their lines stand. */
static void order_members(jb_groups *groups)
{
    placed *list = jb_xmalloc((groups->count + 1) * sizeof *list);
    for (size_t i = 0; i < groups->count; i++) {
        size_t first = 0;
        while (strcmp(groups->members[first].group, groups->members[i].group) != 0) {
            first++;
        }
        list[i] = (placed){first, groups->members[i]};
    }
    if (groups->count > 0) {
        qsort(list, groups->count, sizeof *list, cmp_placed);
    }
    for (size_t i = 0; i < groups->count; i++) {
        groups->members[i] = list[i].member;
    }
    free(list);
}

jb_status jb_groups_load(const char *path, jb_groups **out, jb_error *err)
{
    jb_groups *groups = jb_xmalloc(sizeof *groups);
    *groups = (jb_groups){.arena = jb_arena_new()};
    groups->path = jb_arena_strdup(groups->arena, path);
    reader r = {.groups = groups, .loc = jb_loc_make(path, 0, 0, NULL)};
    *out = NULL;
    jb_status status = jb_lines_open(path, LINE_LIMIT, &r.lines, err);
    if (status == JB_OK) {
        status = read_lines(&r, err);
        jb_lines_close(r.lines);
    }
    if (status != JB_OK) {
        jb_groups_free(groups);
        return status;
    }
    order_members(groups);
    *out = groups;
    return JB_OK;
}

void jb_groups_free(jb_groups *groups)
{
    if (groups != NULL) {
        jb_arena_free(groups->arena);
        free(groups->members);
        free(groups);
    }
}
