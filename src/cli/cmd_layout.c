/* jianbao layout list, check, show, new. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

static const option_spec options[] = {
    {0,
     "from",
     {"版式", "LAYOUT"},
     {"new：照哪个版式（默认 compare）", "new: which layout to copy (default compare)"}},
    {0, "json", {NULL, NULL}, {"show：打印版式的 JSON", "show: print the JSON of the layout"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static jb_status list(cli *c, const jb_catalogue *catalogue, jb_error *err)
{
    term_table *t = term_table_new(c->arena, 2);
    jb_status st = JB_OK;
    const char *name = NULL;
    for (size_t i = 0; st == JB_OK && (name = jb_brief_builtin(i)) != NULL; i++) {
        jb_brief *brief = NULL;
        st = jb_brief_load(name, catalogue, &brief, err);
        if (st == JB_OK) {
            term_table_cell(t, name);
            term_table_cell(t, jb_brief_title(brief, c->lang));
        }
        jb_brief_free(brief);
    }
    if (st == JB_OK) {
        term_table_print(t, stdout);
    }
    return st;
}

static jb_status check(cli *c, const char *name, const jb_catalogue *catalogue, jb_error *err)
{
    jb_brief *brief = NULL;
    jb_status st = jb_brief_load(name, catalogue, &brief, err);
    if (st == JB_OK) {
        printf(c->lang == JB_LANG_ZH ? "%s：正确\n" : "%s: fine\n", name);
    }
    jb_brief_free(brief);
    return st;
}

static const char *type_name(const cli *c, const char *type)
{
    static const struct {
        const char *code;
        words name;
    } names[] = {
        {"text", {"文字", "text"}},
        {"integer", {"整数", "integer"}},
        {"agencies", {"单位", "agencies"}},
        {"boolean", {"是否", "boolean"}},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(type, names[i].code) == 0) {
            return wording(c, names[i].name);
        }
    }
    return type;
}

static jb_status show(cli *c, const char *name, const jb_catalogue *catalogue, jb_error *err)
{
    jb_brief *brief = NULL;
    size_t count = 0;
    jb_status st = jb_brief_load(name, catalogue, &brief, err);
    if (st != JB_OK) {
        return st;
    }
    printf("%s  %s\n%s\n", jb_brief_id(brief), jb_brief_title(brief, c->lang),
           jb_brief_description(brief, c->lang));
    const jb_param *params = jb_brief_params(brief, &count);
    for (size_t i = 0; i < count; i++) {
        printf(SAY(c, "  --set %s=%s  （%s）%s\n", "  --set %s=%s  (%s) %s\n"), params[i].name,
               params[i].fallback, type_name(c, params[i].type),
               c->lang == JB_LANG_ZH ? params[i].help_zh : params[i].help_en);
    }
    jb_brief_free(brief);
    return JB_OK;
}

static jb_status show_json(cli *c, const char *name, jb_error *err)
{
    const char *text = NULL;
    size_t len = 0;
    jb_status st = jb_brief_text(c->arena, name, &text, &len, err);
    if (st == JB_OK) {
        fwrite(text, 1, len, stdout);
    }
    return st;
}

/* ---- new */

static bool ends_in_json(const char *name)
{
    size_t len = strlen(name);
    return len > 5 && strcmp(name + len - 5, ".json") == 0;
}

/* The file's name without folder and ending. */
static const char *id_of(jb_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    return jb_arena_strndup(arena, name, strlen(name) - strlen(".json"));
}

/* The layout's text with an id of its own. Where the schema lies is true of the original only. */
static const char *text_renamed(jb_arena *arena, const char *text, const char *from, const char *id)
{
    jb_str old = {0};
    jb_str out = {0};
    jb_str_add(&old, "\"id\": ");
    jb_json_quote(&old, from);
    const char *schema = strstr(text, "    \"$schema\":");
    const char *after = schema != NULL ? strchr(schema, '\n') : NULL;
    if (after != NULL) {
        jb_str_addn(&out, text, (size_t)(schema - text));
        text = after + 1;
    }
    const char *at = strstr(text, jb_str_text(&old));
    if (at != NULL) {
        jb_str_addn(&out, text, (size_t)(at - text));
        jb_str_add(&out, "\"id\": ");
        jb_json_quote(&out, id);
        text = at + old.len;
    }
    jb_str_add(&out, text);
    const char *made = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&old);
    jb_str_free(&out);
    return made;
}

static jb_status copy_write(const char *path, const char *text, jb_error *err)
{
    jb_out *out = NULL;
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    if (access(path, F_OK) == 0) {
        return jb_fail(err, JB_ERR_USAGE, &loc,
                       "a file of this name exists already; choose another name or remove it first",
                       "同名文件已存在；请另取名称或先行删除");
    }
    jb_status st = output_open(path, OUTPUT_TEXT, &out, err);
    if (st != JB_OK) {
        return st;
    }
    jb_out_write(out, text, strlen(text));
    return jb_out_commit(out, err);
}

/* A copy to start one's own from, and what to do with it. */
static jb_status new_copy(cli *c, const given *g, const jb_catalogue *catalogue, jb_error *err)
{
    const char *from = option(&cmd_layout, g, "from");
    const char *name = g->args[1];
    const char *path = ends_in_json(name) ? name : jb_arena_printf(c->arena, "%s.json", name);
    const char *text = NULL;
    size_t len = 0;
    jb_brief *brief = NULL;
    jb_status st = jb_brief_load(from != NULL ? from : "compare", catalogue, &brief, err);
    if (st == JB_OK) {
        st = jb_brief_text(c->arena, from != NULL ? from : "compare", &text, &len, err);
    }
    if (st == JB_OK) {
        text = jb_arena_strndup(c->arena, text, len);
        text = text_renamed(c->arena, text, jb_brief_id(brief), id_of(c->arena, path));
        st = copy_write(path, text, err);
    }
    jb_brief_free(brief);
    if (st == JB_OK) {
        printf(SAY(c,
                   "%s：已写成。改动之后\n  检查：jianbao layout check %s\n  成文：jianbao brief "
                   "%s -o "
                   "输出.pdf\n",
                   "%s: written. Change it, then\n  check it: jianbao layout check %s\n  use it:   "
                   "jianbao brief %s -o OUT.pdf\n"),
               path, path, path);
    }
    return st;
}

/* An option that would be ignored is refused. */
static jb_status options_fit(const given *g, unsigned action, jb_error *err)
{
    if (action != 2 && option(&cmd_layout, g, "json") != NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--json goes with jianbao layout show, not with %s",
                       "--json 只用于 jianbao layout show，不能用于 %s", g->args[0]);
    }
    if (action != 3 && option(&cmd_layout, g, "from") != NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--from goes with jianbao layout new, not with %s",
                       "--from 只用于 jianbao layout new，不能用于 %s", g->args[0]);
    }
    return JB_OK;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    static const char *const actions[] = {"list", "check", "show", "new", NULL};
    jb_catalogue *catalogue = NULL;
    unsigned action = 0;
    jb_status st = choose("layout", g->args[0], actions, &action, err);
    if (st == JB_OK && action > 0 && g->arg_count < 2) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "jianbao layout %s needs the name of a layout",
                     "jianbao layout %s 需要版式名", g->args[0]);
    }
    if (st == JB_OK && action == 0 && g->arg_count > 1) {
        st = jb_fail(err, JB_ERR_USAGE, NULL,
                     "layout list takes no name; \"%s\" is one argument too many",
                     "layout list 不带版式名；多出参数“%s”", g->args[1]);
    }
    if (st == JB_OK) {
        st = options_fit(g, action, err);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_layout, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK && action == 0) {
        st = list(c, catalogue, err);
    } else if (st == JB_OK && action == 1) {
        st = check(c, g->args[1], catalogue, err);
    } else if (st == JB_OK && action == 3) {
        st = new_copy(c, g, catalogue, err);
    } else if (st == JB_OK && option(&cmd_layout, g, "json") != NULL) {
        st = show_json(c, g->args[1], err);
    } else if (st == JB_OK) {
        st = show(c, g->args[1], catalogue, err);
    }
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_layout = {
    .name = "layout",
    .args = {"list|check|show|new [版式]", "list|check|show|new [LAYOUT]"},
    .summary = {"列出自带版式；检查或说明一个版式；复制一个以便修改",
                "List the layouts; check one; tell what one is; copy one to change it"},
    .more = {"", ""},
    .options = options,
    .min_args = 1,
    .max_args = 2,
    .run = run,
};
