/* jianbao init: a new store, or an old one brought up to date. */
#include "cli.h"

static const option_spec options[] = {
    {0, "upgrade", {NULL, NULL}, {"把旧版库升级到当前格式", "bring an older store up to date"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static jb_status run(cli *c, const given *g, jb_error *err)
{
    const char *path = g->arg_count > 0 ? g->args[0] : c->store;
    bool upgrade = option(&cmd_init, g, "upgrade") != NULL;
    jb_store *store = NULL;
    if (g->arg_count > 0 && c->store_named) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "init: name the store once, by --store (%s) or as argument (%s)",
                       "init：库文件只须指明一次：--store（%s）或参数（%s）", c->store, path);
    }
    jb_status st = jb_store_open(path, upgrade ? JB_STORE_WRITE : JB_STORE_CREATE, &store, err);
    jb_store_close(store);
    if (st == JB_OK) {
        done_say(jb_arena_printf(c->arena,
                                 upgrade ? SAY(c, "%s：已是当前格式", "%s: up to date")
                                         : SAY(c, "%s：已建立空库", "%s: a new, empty store"),
                                 path));
    }
    return st;
}

const command cmd_init = {
    .name = "init",
    .args = {"[库文件]", "[FILE]"},
    .summary = {"新建一个空库", "Make a new, empty store"},
    .more = {"", ""},
    .options = options,
    .max_args = 1,
    .run = run,
};
