/* jianbao layout list, check, show. */
#include "cli.h"

#include <string.h>

static const option_spec options[] = {
    {0, "json", {NULL, NULL}, {"show：打印版式的 JSON", "show: print the JSON of the layout"}},
    {0, "catalogue", {"文件", "FILE"}, {"另用指标目录", "another catalogue of indicators"}},
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
        printf("  --set %s=%s  (%s) %s\n", params[i].name, params[i].fallback, params[i].type,
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

static jb_status run(cli *c, const given *g, jb_error *err)
{
    static const char *const actions[] = {"list", "check", "show", NULL};
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
    if (st == JB_OK && action != 2 && option(&cmd_layout, g, "json") != NULL) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "--json goes with jianbao layout show, not with %s",
                     "--json 只用于 jianbao layout show，不能用于 %s", g->args[0]);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_layout, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK && action == 0) {
        st = list(c, catalogue, err);
    } else if (st == JB_OK && action == 1) {
        st = check(c, g->args[1], catalogue, err);
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
    .args = {"list|check|show [版式]", "list|check|show [LAYOUT]"},
    .summary = {"列出自带版式；检查一个版式；说明一个版式及其参数",
                "List the layouts; check one; tell what one is and its parameters"},
    .more = {"", ""},
    .options = options,
    .min_args = 1,
    .max_args = 2,
    .run = run,
};
