/* options.h - options that several commands have, in the same words: rows of a command's table. */
#ifndef JIANBAO_CLI_OPTIONS_H
#define JIANBAO_CLI_OPTIONS_H

/* A macro that is a row of a table looks like a block to the formatter. */
/* clang-format off */

/* ---- which figures */
#define OPTION_AGENCIES                                                                            \
    {'a', "agency", {"代码,...", "CODE,..."}, {"只看这些机构", "only these agencies"}}
#define OPTION_REGION                                                                              \
    {'r', "region", {"代码", "CODE"}, {"只限这一行政区划", "only in this division"}}
#define OPTION_YEARS                                                                               \
    {'y', "year", {"年度", "YEARS"}, {"如 2023 或 2021-2024", "such as 2023 or 2021-2024"}}
#define OPTION_INDICATORS                                                                          \
    {'i', "indicator", {"指标,...", "CODE,..."}, {"只看这些指标", "only these indicators"}}
#define OPTION_CATALOGUE                                                                           \
    {0, "catalogue", {"文件", "FILE"}, {"另用指标目录", "another catalogue of indicators"}}

/* ---- a list of records */
#define OPTION_FORMAT                                                                              \
    {'f', "format", {"格式", "FORMAT"},                                                            \
     {"table、csv 或 jsonl（默认 table）", "table, csv or jsonl (default table)"}}

/* ---- a paper, as recipe_read takes them */
#define OPTION_SET                                                                                 \
    {'s', "set", {"名称=值", "NAME=VALUE"},                                                        \
     {"设定版式参数，可多次", "set a parameter of the layout; may be repeated"}}
#define OPTION_FONT_DIR                                                                            \
    {0, "font-dir", {"目录", "DIR"},                                                               \
     {"本单位字体目录，优先使用", "an office's own fonts, used first"}}
#define OPTION_FONTS                                                                               \
    {0, "fonts", {"目录", "DIR"},                                                                  \
     {"自带字体所在目录", "where the fonts that come with jianbao are"}}
#define OPTION_STATUS                                                                              \
    {0, "status", {"状态,...", "STATUS,..."},                                                      \
     {"只印这些审核状态的数字，其余记为待核",                                                      \
      "only figures of these review states; the others are marked as under review"}}
#define OPTION_APPROVED_ONLY                                                                       \
    {0, "approved-only", {NULL, NULL},                                                             \
     {"有未经审核的数字时拒绝输出", "refuse to print when a figure shown is unreviewed"}}
#define OPTION_NO_DATA                                                                             \
    {0, "no-data", {NULL, NULL},                                                                   \
     {"不随附数字（figures.csv、figures.json）和版式",                                             \
      "attach no figures (figures.csv, figures.json) and no layout"}}

/* clang-format on */

#endif
