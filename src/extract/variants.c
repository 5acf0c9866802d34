/* variants.c - rare words read as the common ones they stand for.
 *
 * 结办 is 办结, 巡察 is 巡查, 劳务工 are 农民工: one list serves phrases and anti-phrases, topics
 * and the words of grammar alike. The common word is no longer, and blanks stand before a shorter
 * one, so that every place stays where it is; what is printed is taken from the original. Decides
 * nothing about indicators.
 */
#include "work.h"

typedef struct variant {
    const char32_t *word;
    const char32_t *as; /* NULL: looks like one, but is not */
} variant;

static const variant variants[] = {
    /* taking in */
    {U"接办", U"受理"},
    {U"接办法", NULL},
    {U"衔接办", NULL},
    {U"对接办", NULL},
    {U"承接办", NULL},
    {U"直接办", NULL},
    {U"接处", U"受理"},
    {U"接处警", NULL},
    {U"接处理", NULL},
    {U"接处置", NULL},
    {U"直接处", NULL},
    {U"间接处", NULL},
    {U"衔接处", NULL},
    {U"连接处", NULL},
    {U"对接处", NULL},
    {U"承接处", NULL},
    {U"检举", U"举报"},
    {U"投拆", U"投诉"},
    {U"案子", U"案件"},
    /* ending */
    {U"结办", U"办结"},
    {U"结办理", NULL},
    {U"结办案", NULL},
    {U"结办法", NULL},
    {U"办毕", U"办结"},
    {U"办妥", U"办结"},
    {U"办完", U"办结"},
    {U"了结", U"结案"},
    {U"了结案", NULL},
    {U"了结合", NULL},
    {U"了结构", NULL},
    {U"了结果", NULL},
    {U"了结余", NULL},
    {U"了结算", NULL},
    {U"了结对", NULL},
    {U"了结转", NULL},
    {U"处理完毕", U"办结"},
    {U"办理完毕", U"办结"},
    {U"查毕", U"查结"},
    {U"审毕", U"审结"},
    {U"裁毕", U"审结"},
    {U"裁决终局", U"终局裁决"},
    {U"一裁终局", U"终局裁决"},
    {U"调停", U"调解"},
    {U"劳动官司", U"劳动争议"},
    {U"人事官司", U"人事争议"},
    {U"劳资官司", U"劳资纠纷"},
    {U"薪酬纠纷", U"工资纠纷"},
    {U"消解", U"化解"},
    {U"排解", U"化解"},
    {U"纾解", U"化解"},
    /* looking */
    {U"巡察", U"巡查"},
    {U"巡察组", NULL},
    {U"巡察办", NULL},
    {U"巡察整改", NULL},
    {U"巡察反馈", NULL},
    {U"巡察工作", NULL},
    {U"政治巡察", NULL},
    {U"检视", U"检查"},
    {U"检视问题", NULL},
    {U"检视剖析", NULL},
    {U"检视整改", NULL},
    {U"检视反思", NULL},
    {U"检视清单", NULL},
    {U"对照检视", NULL},
    {U"查访", U"巡查"},
    {U"检查访", NULL},
    {U"排查访", NULL},
    {U"督查访", NULL},
    {U"调查访", NULL},
    {U"核查访", NULL},
    {U"巡查访", NULL},
    {U"抽查访", NULL},
    {U"巡访", U"巡查"},
    {U"督察", U"督查"},
    {U"督察组", NULL},
    {U"督察局", NULL},
    {U"督察队", NULL},
    {U"督察室", NULL},
    {U"环保督察", NULL},
    {U"摸查", U"摸排"},
    {U"排摸", U"摸排"},
    {U"筛查", U"排查"},
    {U"抽检", U"抽查"},
    {U"暗查", U"暗访"},
    /* acting */
    {U"纠处", U"查处"},
    {U"查纠", U"查处"},
    {U"惩处", U"查处"},
    {U"责成", U"责令"},
    {U"勒令", U"责令"},
    {U"暴光", U"曝光"},
    {U"移转", U"移送"},
    {U"涉及到", U"涉及"},
    {U"牵涉", U"涉及"},
    {U"牵涉到", U"涉及"},
    {U"共涉及", U"涉及"},
    {U"共涉及到", U"涉及"},
    /* wages and those who wait for them */
    {U"薪资", U"工资"},
    {U"薪金", U"工资"},
    {U"薪水", U"工资"},
    {U"薪款", U"工资"},
    {U"工酬", U"工资"},
    {U"积欠", U"拖欠"},
    {U"欠付", U"拖欠"},
    {U"追收", U"追讨"},
    {U"追领", U"追讨"},
    {U"讨付", U"追讨"},
    {U"催收", U"催讨"},
    {U"追发拖欠", U"追发"},
    {U"追发被拖欠", U"追发"},
    {U"补发拖欠", U"补发"},
    {U"补发被拖欠", U"补发"},
    {U"追回拖欠", U"追回"},
    {U"追回被拖欠", U"追回"},
    {U"追讨拖欠", U"追讨"},
    {U"追讨被拖欠", U"追讨"},
    {U"讨回拖欠", U"讨回"},
    {U"讨回被拖欠", U"讨回"},
    {U"追付拖欠", U"追付"},
    {U"追付被拖欠", U"追付"},
    {U"兑付拖欠", U"兑付"},
    {U"兑付被拖欠", U"兑付"},
    {U"清偿拖欠", U"清偿"},
    {U"清偿被拖欠", U"清偿"},
    {U"追要拖欠", U"追要"},
    {U"追要被拖欠", U"追要"},
    {U"讨要拖欠", U"讨要"},
    {U"讨要被拖欠", U"讨要"},
    {U"索要拖欠", U"索要"},
    {U"索要被拖欠", U"索要"},
    {U"追缴拖欠", U"追缴"},
    {U"追缴被拖欠", U"追缴"},
    {U"劳务工", U"农民工"},
    {U"外来工", U"农民工"},
    {U"打工者", U"务工者"},
    {U"打工人", U"务工者"},
    {U"打工人员", U"务工人员"},
    {U"打工仔", U"务工者"},
    {U"打工妹", U"务工者"},
    {U"劳务人员", U"务工人员"},
    {U"务工农民", U"务工人员"},
};

enum { VARIANTS = sizeof variants / sizeof *variants };

/* Numbers of the trie are places in the list. */
jb_trie *jb_variants_new(jb_arena *arena)
{
    jb_trie *trie = jb_trie_new(arena);
    for (size_t i = 0; i < VARIANTS; i++) {
        (void)jb_trie_add(trie, variants[i].word, jb_points_len(variants[i].word));
    }
    return trie;
}

static void take_longest(void *context, uint32_t word, size_t at, size_t len)
{
    *(jb_trie_word *)context = (jb_trie_word){word, at, len};
}

/* The common word at the end of the place, blanks before it. */
static void put(uint32_t *place, size_t len, const char32_t *as)
{
    size_t blanks = len - jb_points_len(as);
    for (size_t k = 0; k < len; k++) {
        place[k] = k < blanks ? U' ' : as[k - blanks];
    }
}

void jb_variants_read(const jb_trie *trie, uint32_t *text, size_t count)
{
    jb_points t = {text, count};
    size_t i = jb_trie_next(trie, t, 0);
    while (i < count) {
        jb_trie_word found = {0, i, 0};
        jb_trie_at(trie, t, i, take_longest, &found);
        const char32_t *as = found.len > 0 ? variants[found.word].as : NULL;
        if (as != NULL) {
            put(text + i, found.len, as);
        }
        i = jb_trie_next(trie, t, i + (found.len > 0 ? found.len : 1));
    }
}
