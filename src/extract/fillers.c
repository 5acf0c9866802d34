/* fillers.c - the words that say nothing between a phrase and its figure: 共, 达, 为, 案件.
 *
 * Decides which these are. How phrases step over them is phrase_match.c's.
 */
#include "phrase_private.h"

/* What may stand between the nearest word and the figure; a time, too: 结案率连续三年达98%. */
#define TIME U"\x2"

static const char32_t *const fill_left[] = {
    TIME,        U"的有",     U"的案件",   U"的案件数", U"的为",     U"的共",     U"的达",
    U"的计",     U"的已有",   U"一共有",   U"一共",     U"总共",     U"累计为",   U"共计",
    U"总计",     U"合计",     U"累计",     U"共",       U"达到",     U"高达",     U"已达",
    U"达",       U"为",       U"总数为",   U"总数",     U"总量",     U"数量",     U"数",
    U"量",       U"有",       U"了",       U"案件",     U"案",       U"计",       U"总额",
    U"金额",     U"人数",     U"件数",     U"户数",     U"家数",     U"是",       U":",
    U"：",       U"仅",       U"近",       U"均",       U"已",       U"各",       U"等",
    U"事项",     U"情况",     U"工作",     U"总",       U",共",      U",共计",    U",达",
    U",达到",    U",累计",    U",合计",    U",为",      U"各类",     U"稳定在",   U"保持在",
    U"在",       U"只有",     U"实现",     U"一批",     U"持续保持", U"连续保持", U"常年保持",
    U"长期保持", U"稳定达到", U"均稳定在", U"一直保持", U"始终保持", U"稳定保持", U"持续",
    U"始终",     U"保持",     U"动态保持", U"的",       U"年均",     U"平均",     U"均达",
    U"均达到",   U"均为",     U"都为",     U"分别达到", U"约为",     U"已经",     U"共有",
    U"累计有",   U"(件)",     U"(人)",     U"(万元)",   U"(户)",     U"(家)",     U"(%)",
    U"(起)",     U"(宗)",     U"(条)",     U"(名)",     U"(元)",     U"(亿元)",   NULL};
static const char32_t *const fill_right[] = {
    U"的",     U"各类",   U"个",   U"涉及", U"已",   U"已经", U"均已", U"全部", U"依法",
    U"均依法", U"已依法", U"及时", U"妥善", U"顺利", U"按期", U"按时", NULL};

static size_t row_of(const char32_t *word, bool left)
{
    return (left ? word[jb_points_len(word) - 1] : word[0]) % JB_FILLER_ROWS;
}

static void sort_into_rows(jb_arena *arena, const char32_t *const *words, bool left,
                           jb_filler_rows *out)
{
    size_t end = 0;
    for (size_t i = 0; words[i] != NULL; i++) {
        out->firsts[row_of(words[i], left)]++;
    }
    for (size_t row = 0; row < JB_FILLER_ROWS; row++) {
        end += out->firsts[row];
        out->firsts[row] = end;
    }
    out->firsts[JB_FILLER_ROWS] = end;
    /* Each row's end moves down to its beginning. */
    out->words = jb_arena_array(arena, end, sizeof *out->words);
    for (size_t i = 0; words[i] != NULL; i++) {
        size_t at = --out->firsts[row_of(words[i], left)];
        out->words[at] = jb_choice_of(words[i], jb_points_len(words[i]));
    }
}

jb_fillers *jb_fillers_new(jb_arena *arena)
{
    jb_fillers *fillers = jb_arena_alloc(arena, sizeof *fillers);
    sort_into_rows(arena, fill_left, true, &fillers->left);
    sort_into_rows(arena, fill_right, false, &fillers->right);
    return fillers;
}
