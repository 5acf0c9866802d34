/* lexicon.c - the words that steer reading: the catalogue's topics and the cues of grammar.
 *
 * Finds them all in one pass. Decides which words are cues; topics come from the catalogue.
 */
#include "work.h"

#include <string.h>

static const struct {
    const char32_t *word;
    jb_cue cue;
} cues[] = {
    {U"老李", JB_CUE_STORY},
    {U"老王", JB_CUE_STORY},
    {U"老张", JB_CUE_STORY},
    {U"老刘", JB_CUE_STORY},
    {U"老陈", JB_CUE_STORY},
    {U"小李", JB_CUE_STORY},
    {U"小王", JB_CUE_STORY},
    {U"小张", JB_CUE_STORY},
    {U"小刘", JB_CUE_STORY},
    {U"小陈", JB_CUE_STORY},
    {U"其中一起", JB_CUE_STORY},
    {U"该案", JB_CUE_STORY},
    {U"此案", JB_CUE_STORY},
    {U"本案", JB_CUE_STORY},
    {U"这起", JB_CUE_STORY},
    {U"一案", JB_CUE_EXTREME},
    {U"典型案例:", JB_CUE_STORY},
    {U"典型案例：", JB_CUE_STORY},
    {U"最多的", JB_CUE_EXTREME},
    {U"最大的", JB_CUE_EXTREME},
    {U"最长的", JB_CUE_EXTREME},
    {U"最快的", JB_CUE_EXTREME},
    {U"最高的一", JB_CUE_EXTREME},
    {U"一个人就", JB_CUE_EXTREME},
    {U"一人就", JB_CUE_EXTREME},
    {U"最多一", JB_CUE_EXTREME},
    {U"单笔", JB_CUE_EXTREME},
    {U"谋划", JB_CUE_TARGET},
    {U"会议要求", JB_CUE_TARGET},
    {U"会议强调", JB_CUE_TARGET},
    {U"将持续", JB_CUE_TARGET},
    {U"将推动", JB_CUE_TARGET},
    {U"将加强", JB_CUE_TARGET},
    {U"将加大", JB_CUE_TARGET},
    {U"将不断", JB_CUE_TARGET},
    {U"将深入", JB_CUE_TARGET},
    {U"将全面", JB_CUE_TARGET},
    {U"将着力", JB_CUE_TARGET},
    {U"将严格", JB_CUE_TARGET},
    {U"将启动", JB_CUE_TARGET},
    {U"将开展", JB_CUE_TARGET},
    {U"将建立", JB_CUE_TARGET},
    {U"将组织", JB_CUE_TARGET},
    {U"将检查", JB_CUE_TARGET},
    {U"将排查", JB_CUE_TARGET},
    {U"将抽查", JB_CUE_TARGET},
    {U"将巡查", JB_CUE_TARGET},
    {U"将走访", JB_CUE_TARGET},
    {U"将督查", JB_CUE_TARGET},
    {U"将对", JB_CUE_TARGET},
    {U"将集中", JB_CUE_TARGET},
    {U"我们将", JB_CUE_TARGET},
    {U"将新建", JB_CUE_TARGET},
    {U"将新增", JB_CUE_TARGET},
    {U"将投入", JB_CUE_TARGET},
    {U"将完成", JB_CUE_TARGET},
    {U"将覆盖", JB_CUE_TARGET},
    {U"将有", JB_CUE_TARGET},
    {U"将检查结果", JB_CUES},
    {U"将检查情况", JB_CUES},
    {U"将检查中", JB_CUES},
    {U"将检查发现", JB_CUES},
    {U"将检查出", JB_CUES},
    {U"将排查出", JB_CUES},
    {U"将排查结果", JB_CUES},
    {U"将排查情况", JB_CUES},
    {U"将排查发现", JB_CUES},
    {U"将排查中", JB_CUES},
    {U"将抽查结果", JB_CUES},
    {U"将抽查情况", JB_CUES},
    {U"将巡查发现", JB_CUES},
    {U"将巡查中", JB_CUES},
    {U"将督查发现", JB_CUES},
    {U"将督查情况", JB_CUES},
    {U"将督查结果", JB_CUES},
    {U"将对象", JB_CUES},
    {U"将有关", JB_CUES},
    {U"将有条件", JB_CUES},
    {U"今后三年", JB_CUE_TARGET},
    {U"今后五年", JB_CUE_TARGET},
    {U"今后几年", JB_CUE_TARGET},
    {U"未来三年", JB_CUE_TARGET},
    {U"未来五年", JB_CUE_TARGET},
    {U"未来几年", JB_CUE_TARGET},
    {U"计划排查", JB_CUE_TARGET},
    {U"计划抽查", JB_CUE_TARGET},
    {U"计划走访", JB_CUE_TARGET},
    {U"计划对", JB_CUE_TARGET},
    {U"今年的目标", JB_CUE_TARGET},
    {U"自治区", JB_CUE_PROVINCE},
    {U"人力资源和社会保障部", JB_CUE_NATION},
    {U"人力资源社会保障部", JB_CUE_NATION},
    {U"劳动和社会保障部", JB_CUE_NATION},
    {U"人力资源和社会保障部门", JB_CUES},
    {U"人力资源社会保障部门", JB_CUES},
    {U"劳动和社会保障部门", JB_CUES},
    {U"人社部门", JB_CUES},
    {U"仅用", JB_CUE_EXTREME},
    {U"全盟", JB_CUE_CITY},
    {U"案例一", JB_CUE_STORY},
    {U"案例二", JB_CUE_STORY},
    {U"例如", JB_CUE_STORY},
    {U"该公司", JB_CUE_STORY},
    {U"该企业", JB_CUE_STORY},
    {U"该项目", JB_CUE_STORY},

    {U"包工头", JB_CUE_STORY},
    {U"老板", JB_CUE_STORY},
    {U"甲方", JB_CUE_STORY},
    {U"乙方", JB_CUE_STORY},
    {U"师傅", JB_CUE_STORY},
    {U"女士", JB_CUE_STORY},
    {U"先生", JB_CUE_STORY},
    {U"力争", JB_CUE_TARGET},
    {U"争取在", JB_CUE_TARGET},
    {U"争取达", JB_CUE_TARGET},
    {U"争取实现", JB_CUE_TARGET},
    {U"争取将", JB_CUE_TARGET},
    {U"计划检查", JB_CUE_TARGET},
    {U"计划开展", JB_CUE_TARGET},
    {U"计划新", JB_CUE_TARGET},
    {U"计划完成", JB_CUE_TARGET},
    {U"计划培训", JB_CUE_TARGET},
    {U"计划组织", JB_CUE_TARGET},
    {U"目标:", JB_CUE_TARGET},
    {U"目标：", JB_CUE_TARGET},
    {U"目标是", JB_CUE_TARGET},
    {U"目标为", JB_CUE_TARGET},
    {U"打算:", JB_CUE_TARGET},
    {U"打算：", JB_CUE_TARGET},
    {U"下一步", JB_CUE_TARGET},
    {U"下步", JB_CUE_TARGET},
    {U"预计", JB_CUE_TARGET},
    {U"有望", JB_CUE_TARGET},
    {U"要在", JB_CUE_TARGET},
    {U"主要在", JB_CUES},
    {U"只要在", JB_CUES},
    {U"重要在", JB_CUES},
    {U"还要在", JB_CUE_TARGET},
    {U"要于", JB_CUE_TARGET},
    {U"务必", JB_CUE_TARGET},
    {U"要达到", JB_CUE_TARGET},
    {U"应达到", JB_CUE_TARGET},
    {U"将达到", JB_CUE_TARGET},
    {U"不得低于", JB_CUE_TARGET},
    {U"不得少于", JB_CUE_TARGET},
    {U"确保", JB_CUE_NORM},
    {U"局要求,", JB_CUE_TARGET},
    {U"局要求，", JB_CUE_TARGET},
    {U"要求各", JB_CUE_TARGET},
    {U"请各", JB_CUE_TARGET},
    {U"省定", JB_CUE_NORM},
    {U"市定", JB_CUE_NORM},
    {U"考核目标", JB_CUE_TARGET},
    {U"考核指标为", JB_CUE_TARGET},
    {U"考核指标：", JB_CUE_TARGET},
    {U"考核指标:", JB_CUE_TARGET},
    {U"主要指标：", JB_CUE_TARGET},
    {U"主要指标:", JB_CUE_TARGET},
    {U"目标任务", JB_CUES},
    {U"任务数", JB_CUE_NORM},
    {U"任务为", JB_CUE_NORM},
    {U"指标为", JB_CUE_NORM},
    {U"计划数", JB_CUE_NORM},
    {U"任务目标", JB_CUE_TARGET},
    {U"重点:", JB_CUE_TARGET},
    {U"重点：", JB_CUE_TARGET},
    {U"我局将", JB_CUE_TARGET},
    {U"我市将", JB_CUE_TARGET},
    {U"我县将", JB_CUE_TARGET},
    {U"我区将", JB_CUE_TARGET},
    {U"拟于", JB_CUE_TARGET},
    {U"拟对", JB_CUE_TARGET},
    {U"拟列入", JB_CUE_NORM},
    {U"拟作出", JB_CUE_NORM},
    {U"拟认定", JB_CUE_NORM},
    {U"将继续", JB_CUE_TARGET},
    {U"将进一步", JB_CUE_TARGET},
    {U"全国", JB_CUE_NATION},
    {U"我国", JB_CUE_NATION},
    {U"全省", JB_CUE_PROVINCE},
    {U"我省", JB_CUE_PROVINCE},
    {U"全自治区", JB_CUE_PROVINCE},
    {U"省人社厅", JB_CUE_PROVINCE},
    {U"全市", JB_CUE_CITY},
    {U"我市", JB_CUE_CITY},
    {U"市人社局", JB_CUE_CITY},
    {U"市局", JB_CUE_CITY},
    {U"省厅", JB_CUE_PROVINCE},
    {U"人社部", JB_CUE_NATION},
    {U"国务院", JB_CUE_NATION},
    {U"我局", JB_CUE_OWN},
    {U"我区", JB_CUE_OWN},
    {U"我县", JB_CUE_OWN},
    {U"我院", JB_CUE_OWN},
    {U"全区", JB_CUE_OWN},
    {U"全县", JB_CUE_OWN},
    {U"全镇", JB_CUE_OWN},
    {U"我镇", JB_CUE_OWN},
    {U"本区", JB_CUE_OWN},
    {U"本局", JB_CUE_OWN},
    {U"辖区", JB_CUE_OWN},
    {U"全州", JB_CUE_CITY},
    {U"全旗", JB_CUE_OWN},
    {U"其中", JB_CUE_AMONG},
};

static jb_meaning *meaning_of(jb_lexicon *lexicon, jb_arena *arena, const char32_t *word)
{
    uint32_t number = jb_trie_add(lexicon->trie, word, jb_points_len(word));
    if (number >= lexicon->cap) {
        size_t old = lexicon->cap;
        lexicon->meanings = jb_arena_grow(arena, lexicon->meanings, &lexicon->cap, number + 1,
                                          sizeof *lexicon->meanings);
        for (size_t i = old; i < lexicon->cap; i++) {
            lexicon->meanings[i].cue = JB_CUES;
        }
    }
    return &lexicon->meanings[number];
}

void jb_lexicon_topic(jb_lexicon *lexicon, jb_arena *arena, const char32_t *word, size_t topic)
{
    meaning_of(lexicon, arena, word)->topics |= (uint64_t)1 << topic;
}

void jb_lexicon_init(jb_lexicon *lexicon, jb_arena *arena)
{
    *lexicon = (jb_lexicon){.trie = jb_trie_new(arena)};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        meaning_of(lexicon, arena, cues[i].word)->cue = cues[i].cue;
    }
}

typedef struct longest {
    uint32_t word;
    size_t len;
} longest;

static void keep_longest(void *context, uint32_t word, size_t at, size_t len)
{
    longest *best = context;
    (void)at;
    *best = (longest){word, len};
}

static void keep_hit(jb_work *work, size_t *cap, size_t at, longest best)
{
    const jb_meaning *m = &work->extractor->lexicon.meanings[best.word];
    jb_hit hit = {at, m->topics, (uint16_t)best.len, m->cue};
    JB_PUSH(work->hits, work->hit_count, *cap, hit);
}

static void index_hits(jb_work *work)
{
    size_t blocks = work->t.n / JB_BLOCK + 2;
    size_t hit = 0;
    work->hits_by = jb_arena_array(work->scratch, blocks, sizeof *work->hits_by);
    for (size_t i = 0; i < blocks; i++) {
        while (hit < work->hit_count && work->hits[hit].at < i * JB_BLOCK) {
            hit++;
        }
        work->hits_by[i] = (uint32_t)hit;
    }
}

/* The longest word at each place; the next is looked for behind it. */
void jb_hits_find(jb_work *work)
{
    const jb_trie *trie = work->extractor->lexicon.trie;
    size_t cap = 0;
    size_t i = jb_trie_next(trie, work->t, 0);
    while (i < work->t.n) {
        longest best = {0, 0};
        jb_trie_at(trie, work->t, i, keep_longest, &best);
        if (best.len > 0) {
            keep_hit(work, &cap, i, best);
        }
        i = jb_trie_next(trie, work->t, i + (best.len > 0 ? best.len : 1));
    }
    index_hits(work);
}

size_t jb_hit_from(const jb_work *work, size_t point)
{
    size_t next = work->hits_by[point / JB_BLOCK];
    while (next < work->hit_count && work->hits[next].at < point) {
        next++;
    }
    return next;
}
