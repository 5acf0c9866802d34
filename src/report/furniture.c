/* furniture.c - lines that belong to a web page and not to the report.
 *
 * Decides by words and shape: navigation, share links, font sizes, footers; and how much a line
 * looks like the title. Refuses to know where the line stands.
 */
#include "text.h"

enum { SHORT_LINE = 60, TITLE_MIN = 8, TITLE_MAX = 70 };

static view unbulleted(view v)
{
    while (v.len && (v.at[0] == ' ' || view_starts(v, U"•|·|●|■|>|»|›|【|["))) {
        v = view_skip(v, 1);
    }
    return v;
}

/* Words that make a short line furniture wherever they stand in it, or begin it with. */
#define ANYWHERE                                                                                                                      \
    U"扫一扫|字号|分享到|打印本页|关闭窗口|关闭本页|上一篇|下一篇|友情链接|版权所有|ICP备|"        \
    "网站标识码|"                                                                                                                \
    "公网安备|网站地图|当前位置|您的位置|您所在的位置|设为首页|加入收藏|无障碍|长者|责任编辑|" \
    "浏览次数|阅读次数|点击数|访问量|返回顶部|手机打开|微信公众号扫|Copyright|copyright|登录|"          \
    "站内搜索|政府网站|重点链接|相关链接|相关附件下载|技术支持|主办单位|承办单位|联系我们"
#define BEGINNING                                                                                                                \
    U"首页|主办|承办|打印|关闭|收藏|分享|导航|网站首页|搜索|footer|header|关于我们|网站声明|"      \
    "隐私|举报邮箱|索引号|信息分类|主题分类|发布机构|信息来源|来源|发布日期|发布时间|日期|" \
    "成文日期|时间|作者|编辑|【字体|[字体|字体|大 中 小|大中小"

bool is_source_line(view line)
{
    view v = unbulleted(line);
    return v.len <= SHORT_LINE * 2 &&
           view_starts(v, U"发布日期|发布时间|日期|来源|信息来源|时间|成文日期|索引号|发布机构|"
                          "发文机关|文号|公开日期|生成日期|作者|字号|字体|浏览|发布人|撰稿|供稿");
}

bool is_furniture(view line)
{
    view v = unbulleted(line);
    if (v.len == 0 || v.len > SHORT_LINE * 2) {
        return false;
    }
    /* 时间 受理 结案 is the head of a table. */
    if (view_starts(v, U"时间 |日期 ") && !view_holds(v, U"0|1|2|3|4|5|6|7|8|9")) {
        return false;
    }
    /* 一审行政诉讼... no sentence is furniture. */
    if (v.at[v.len - 1] == 0x3002 && v.len > SHORT_LINE / 2) {
        return false;
    }
    bool crumbs = v.len <= SHORT_LINE * 2 && view_starts(v, U"首页") && view_holds(v, U">|»|›|/");
    return crumbs || view_starts(v, BEGINNING) || (v.len <= SHORT_LINE && view_holds(v, ANYWHERE));
}

bool is_page_end(view line)
{
    view v = unbulleted(line);
    return v.len > 0 && v.len <= SHORT_LINE &&
           view_starts(
               v, U"分享到|扫一扫|打印|关闭|上一篇|下一篇|友情链接|版权所有|主办|承办|网站地图|"
                  "相关链接|相关阅读|相关新闻|附件下载|责任编辑|编辑|footer|网站标识码|"
                  "全国各省|重点链接|Copyright|copyright|返回|联系我们|关于我们");
}

static size_t digits(view v)
{
    size_t n = 0;
    while (n < v.len && v.at[n] >= '0' && v.at[n] <= '9') {
        n++;
    }
    return n;
}

/* 2024年1月29日, 二〇二四年一月二十九日, 2024-01-29 */
bool is_date_line(view line)
{
    if (line.len < 8 || line.len > 20) {
        return false;
    }
    view v = line;
    if (view_starts(v, U"（|(")) {
        v = view_skip(v, 1);
    }
    bool year = digits(v) == 4 || view_starts(v, U"二〇|二○|二零|二0|二O|二Ｏ|２０");
    return year && (view_ends(line, U"日") || (view_holds(line, U"-|.|/") && digits(v) == 4)) &&
           !view_holds(line, U"，|。|,|至");
}

unsigned title_score(view v)
{
    bool shape = v.len >= TITLE_MIN && v.len <= TITLE_MAX &&
                 !view_holds(v, U"。|；|;|>|»|›|当前位置|您的位置") &&
                 !view_ends(v, U"，|,|、|：|:") && !is_source_line(v) && !is_furniture(v);
    if (!shape) {
        return 0;
    }
    view bare = v;
    if (view_ends(bare, U"）|)")) {
        size_t open = view_find(bare, U"（|(");
        bare.len = open != SIZE_MAX && open > 0 ? open : bare.len;
    }
    unsigned score = view_holds(v, U"20|二〇|二○|二零|年度") ? 4 : 0;
    score += view_holds(v, U"法治政府|法治建设|依法行政|依法治|法治人社|法治工作") ? 4 : 0;
    score +=
        view_ends(bare, U"报告|总结|情况|年报|汇报|公报|公告|情况说明|报告书|工作要点") ? 3 : 0;
    score += view_starts(v, U"关于") || view_holds(v, U"局|厅|委员会|办公室") ? 1 : 0;
    return score;
}
