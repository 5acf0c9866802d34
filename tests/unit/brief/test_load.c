/* Layouts read and checked without data: every mistake is named with its place. */
#include <jianbao/brief.h>

#include <jbtest.h>

static jb_catalogue *catalogue;

static int setup(void **state)
{
    (void)state;
    jb_error err = {0};
    return jb_catalogue_load(NULL, &catalogue, &err) == JB_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    jb_catalogue_free(catalogue);
    return 0;
}

/* A good layout in parts, so that a case may replace one of them. */
typedef struct parts {
    const char *top, *params, *data, *blocks;
} parts;

static const parts good = {
    "\"style_sheet\": \"gongwen\"",
    "{\"year\": {\"type\": \"integer\", \"default\": 2023, \"min\": 2000, \"max\": 2100}}",
    "{\"cases\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]}]}}",
    "[{\"type\": \"title\", \"text\": \"{year}年\"}, {\"type\": \"table\", \"data\": \"cases\", "
    "\"title\": \"表\"}]",
};

static jb_status load(parts with, jb_brief **out, jb_error *err)
{
    char dir[JB_TEST_DIR];
    jb_str text = {0};
    jb_str_addf(
        &text,
        "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"表\", \"en\": \"t\"},\n"
        "\"description\": {\"zh\": \"表\", \"en\": \"t\"}, \"document_title\": \"t\",\n"
        "%s,\n\"params\": %s,\n\"data\": %s,\n\"blocks\": %s}",
        with.top != NULL ? with.top : good.top, with.params != NULL ? with.params : good.params,
        with.data != NULL ? with.data : good.data, with.blocks != NULL ? with.blocks : good.blocks);
    jb_test_dir(dir);
    const char *path = jb_test_path(dir, "layout.json");
    jb_test_write(path, jb_str_text(&text));
    jb_status st = jb_brief_load(path, catalogue, out, err);
    jb_test_dir_remove(dir);
    jb_str_free(&text);
    return st;
}

static void test_load_good_layout(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_brief *brief = NULL;
    size_t count = 0;
    assert_jb_ok(load((parts){0}, &brief, &err), &err);
    assert_string_equal(jb_brief_id(brief), "t");
    const jb_param *params = jb_brief_params(brief, &count);
    assert_int_equal(count, 1);
    assert_string_equal(params[0].fallback, "2023");
    jb_brief_free(brief);
}

#define TABLE(more) "{\"type\": \"table\", \"data\": \"cases\", \"title\": \"表\"" more "}"
#define WHEN ", \"when\": {\"param\": \"year\"}"

static void test_load_refuses_a_number_that_is_taken(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "[" TABLE(", \"number\": \"表1\"") ", " TABLE(", \"number\": \"表1\"") "]",
        "[" TABLE(", \"number\": \"表1\"") ", " TABLE(", \"number\": \"表1\"" WHEN) "]",
        "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": [" TABLE(
            ", \"number\": \"表1\"") ", " TABLE(", \"number\": \"表1\"") "]}]",
    };
    static const char *const fine[] = {
        "[" TABLE(", \"number\": \"表1\"") ", " TABLE(", \"number\": \"表2\"") "]",
        "[" TABLE("") ", " TABLE("") "]",
        "[" TABLE(", \"number\": \"表1\"" WHEN) ", " TABLE(", \"number\": \"表1\"" WHEN) "]",
        "[" TABLE(", \"number\": \"表{year}\"") ", " TABLE(", \"number\": \"表{year}\"") "]",
        "[" TABLE(", \"number\": \"表1\"") ", {\"type\": \"annex\", \"mark\": \"附件\", \"title\": "
                                           "\"附表\"}, " TABLE(", \"number\": \"表1\"") "]",
        "[" TABLE(", \"number\": \"表1\"") ", {\"type\": \"for_each\", \"each\": \"agency\", "
                                           "\"data\": \"cases\", "
                                           "\"blocks\": [" TABLE(", \"number\": \"表1\"") "]}]",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        jb_error err = {0};
        jb_brief *brief = NULL;
        jb_status st = load((parts){.blocks = bad[i]}, &brief, &err);
        assert_jb_fails(st, &err, JB_ERR_INPUT, "\"表1\" is the number of $.blocks[0]");
    }
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        jb_error err = {0};
        jb_brief *brief = NULL;
        assert_jb_ok(load((parts){.blocks = fine[i]}, &brief, &err), &err);
        jb_brief_free(brief);
    }
}

static void test_load_names_each_mistake_and_its_place(void **state)
{
    (void)state;
    static const struct {
        parts with;
        const char *message, *path;
    } cases[] = {
        {{.top = "\"style_sheet\": \"gongwen\", \"blokcs\": []"},
         "did you mean \"blocks\"",
         "$.blokcs"},
        {{.top = "\"style_sheet\": \"gongwn\""}, "style sheet", "$.style_sheet"},
        {{.top = "\"style_sheet\": \"gongwen\", \"language\": \"fr\""}, "zh", "$.language"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"margins\": {\"left\": \"28\"}}"},
         "no length",
         "$.page.margins.left"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"margins\": {\"left\": \"200mm\"}}"},
         "margins",
         "$.page"},
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"a\": {\"like\": \"bodi\"}}"},
         "did you mean \"body\"",
         "$.styles.a.like"},
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"body\": {\"pitch\": \"2pt\"}}"},
         "overlap",
         "$.styles.body"},
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"body\": {\"color\": \"red\"}}"},
         "#RRGGBB",
         "$.styles.body.color"},
        {{.params = "{\"a\": {\"type\": \"integer\"}}"}, "default", "$.params.a"},
        {{.params = "{\"a\": {\"type\": \"integer\", \"default\": 5, \"max\": 4}}"},
         "4",
         "$.params.a.default"},
        {{.params = "{\"a\": {\"type\": \"number\", \"default\": 5}}"},
         "integer",
         "$.params.a.type"},
        {{.data = "{\"cases\": {\"columns\": []}}"}, "at least one column", "$.data.cases.columns"},
        {{.data = "{\"cases\": {\"columns\": [{\"indicators\": [\"enf_case_filed\"]}]}}"},
         "did you mean \"enf_cases_filed\"",
         "$.data.cases.columns[0].indicators[0]"},
        {{.data = "{\"cases\": {\"agencies\": [\"4401\"], \"columns\": [{\"indicators\": "
                  "[\"enf_cases_filed\"]}]}}"},
         "six digits",
         "$.data.cases.agencies[0]"},
        {{.data = "{\"cases\": {\"years\": {\"from\": {\"param\": \"yaer\"}}, \"columns\": "
                  "[{\"indicators\": [\"enf_cases_filed\"]}]}}"},
         "did you mean \"year\"",
         "$.data.cases.years.from.param"},
        {{.data = "{\"cases\": {\"total\": \"parent\", \"columns\": [{\"indicators\": "
                  "[\"enf_cases_filed\"]}]}}"},
         "parents",
         "$.data.cases.total"},
        {{.data = "{\"cases\": {\"total\": 1, \"columns\": [{\"indicators\": "
                  "[\"enf_cases_filed\"]}]}}"},
         "expected boolean",
         "$.data.cases.total"},
        {{.data = "{\"cases\": {\"relax\": [\"unstated\", \"periods\"], \"columns\": "
                  "[{\"indicators\": [\"enf_cases_filed\"]}]}}"},
         "those that can be relaxed are",
         "$.data.cases.relax[1]"},
        {{.data = "{\"cases\": {\"relax\": [\"overlap\"], \"columns\": [{\"indicators\": "
                  "[\"enf_cases_filed\"]}]}}"},
         "cannot be relaxed",
         "$.data.cases.relax[0]"},
        {{.data = "{\"cases\": {\"relax\": [\"\"], \"columns\": [{\"indicators\": "
                  "[\"enf_cases_filed\"]}]}}"},
         "name of a reason",
         "$.data.cases.relax[0]"},
        {{.data = "{\"cases\": {\"columns\": [{\"derive\": \"rank\"}]}}"},
         "say which it derives from",
         "$.data.cases.columns[0]"},
        {{.data = "{\"cases\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]}, "
                  "{\"derive\": \"best\"}]}}"},
         "rank",
         "$.data.cases.columns[1].derive"},
        {{.data = "{\"cases\": {\"columns\": [{\"name\": \"filed\", \"indicators\": "
                  "[\"enf_cases_filed\"]}, {\"derive\": \"rank\", \"of\": \"field\"}]}}"},
         "did you mean \"filed\"",
         "$.data.cases.columns[1].of"},
        {{.data = "{\"cases\": {\"columns\": [{\"name\": \"a\", \"indicators\": "
                  "[\"enf_cases_filed\"]}, {\"derive\": \"rank\", \"indicators\": []}]}}"},
         "indicators",
         "$.data.cases.columns[1].indicators"},
        {{.data = "{\"cases\": {\"columns\": [{\"name\": \"a\", \"indicators\": "
                  "[\"enf_cases_filed\"]}, {\"name\": \"a\", \"derive\": \"rank\"}]}}"},
         "named \"a\" already",
         "$.data.cases.columns[1].name"},
        {{.blocks = "[{\"type\": \"tabel\"}]"}, "table", "$.blocks[0].type"},
        {{.blocks = "[{\"type\": \"title\", \"txt\": \"x\"}]"},
         "did you mean \"text\"",
         "$.blocks[0].txt"},
        {{.blocks = "[{\"type\": \"title\", \"text\": 5}]"}, "string", "$.blocks[0].text"},
        {{.blocks = "[{\"type\": \"title\"}]"}, "text", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \"{yaer}\"}]"},
         "did you mean \"year\"",
         "$.blocks[0].text"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \"{cases.sum}\"}]"},
         ".rows",
         "$.blocks[0].text"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \"a } b\"}]"}, "brace", "$.blocks[0].text"},
        {{.blocks = "[{\"type\": \"table\", \"data\": \"case\", \"title\": \"x\"}]"},
         "cases",
         "$.blocks[0].data"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \"x\", \"style\": \"boddy\"}]"},
         "did you mean \"body\"",
         "$.blocks[0].style"},
        {{.blocks = "[{\"type\": \"heading\", \"level\": 4, \"text\": \"x\"}]"},
         "3",
         "$.blocks[0].level"},
        {{.blocks = "[{\"type\": \"space\", \"height\": \"-2mm\"}]"},
         "negative",
         "$.blocks[0].height"},
        {{.blocks = "[5]"}, "object", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \" 　\"}]"},
         "cannot be empty",
         "$.blocks[0].text"},
        {{.blocks = "[]"}, "at least one block", "$.blocks"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"margins\": {\"left\": \"-1mm\"}}"},
         "cannot be negative",
         "$.page.margins.left"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"number_drop\": \"31mm\"}"},
         "off the paper",
         "$.page.number_drop"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"margins\": {\"bottom\": \"8mm\"}}"},
         "number_drop",
         "$.page"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"number_drop\": \"-7mm\"}"},
         "cannot be negative",
         "$.page.number_drop"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"line_pitch\": \"10pt\"}"},
         "overlap",
         "$.page.line_pitch"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"char_pitch\": \"0pt\"}",
          .blocks = "[{\"type\": \"paragraph\", \"text\": \"x\"}]"},
         "char_pitch",
         "$.blocks[0]"},
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"a\": {\"first_indent\": \"155mm\"}}",
          .blocks = "[{\"type\": \"title\", \"text\": \"x\", \"style\": \"a\"}]"},
         "no room",
         "$.blocks[0].style"},
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"a\": {\"rest_indent\": \"-30mm\"}}",
          .blocks = "[{\"type\": \"title\", \"text\": \"x\", \"style\": \"a\"}]"},
         "off the paper",
         "$.blocks[0].style"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [5]}]"}, "object", "$.blocks[0].text[0]"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"text\": \"x\", \"blod\": true}]}]"},
         "did you mean \"bold\"",
         "$.blocks[0].text[0].blod"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"bold\": true}]}]"},
         "text",
         "$.blocks[0].text[0]"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"text\": \"x\", \"link\": "
                    "\"www.example.org\"}]}]"},
         "is no address",
         "$.blocks[0].text[0].link"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"text\": \"x\", \"link\": "
                    "\"https://例.org\"}]}]"},
         "ASCII",
         "$.blocks[0].text[0].link"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"note\": \"x\", \"see\": \"y\"}]}]"},
         "one of",
         "$.blocks[0].text[0].note"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"note\": \"x\", \"text\": \"y\"}]}]"},
         "no text of its own",
         "$.blocks[0].text[0].text"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"note\": \" \"}]}]"},
         "cannot be empty",
         "$.blocks[0].text[0].note"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"field\": \"page\"}]}]"},
         "page.header only",
         "$.blocks[0].text[0].field"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": [{\"see\": \"tabel\"}]}, {\"type\": "
                    "\"table\", \"id\": \"table\", \"data\": \"cases\", \"title\": \"x\"}]"},
         "did you mean \"table\"",
         "$.blocks[0].text[0].see"},
        {{.blocks = "[{\"type\": \"heading\", \"id\": \"a\", \"text\": \"x\"}, {\"type\": "
                    "\"heading\", \"id\": \"a\", \"text\": \"y\"}]"},
         "one block only",
         "$.blocks[1].id"},
        {{.blocks = "[{\"type\": \"list\", \"items\": [[\"x\", {\"link\": 5, \"text\": \"y\"}]]}]"},
         "string",
         "$.blocks[0].items[0][1].link"},
        {{.blocks =
              "[{\"type\": \"witnesses\", \"data\": \"cases\", \"title\": \"x\", \"verdicts\": "
              "[\"fail\"]}]"},
         "fails",
         "$.blocks[0].verdicts[0]"},
        {{.blocks =
              "[{\"type\": \"witnesses\", \"data\": \"cases\", \"title\": \"x\", \"verdicts\": "
              "[]}]"},
         "at least one verdict",
         "$.blocks[0].verdicts"},
        {{.blocks = "[{\"type\": \"gaps\", \"data\": \"cases\"}]"}, "title", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"ledger\", \"data\": \"cases\", \"title\": \"x\", \"verdicts\": "
                    "[\"fails\"]}]"},
         "verdicts",
         "$.blocks[0].verdicts"},
        {{.blocks =
              "[{\"type\": \"for_each\", \"each\": \"month\", \"data\": \"cases\", \"blocks\": "
              "[{\"type\": \"heading\", \"text\": \"x\"}]}]"},
         "agency",
         "$.blocks[0].each"},
        {{.blocks =
              "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": "
              "[]}]"},
         "at least one block",
         "$.blocks[0].blocks"},
        {{.blocks =
              "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": "
              "[{\"type\": \"title\", \"text\": \"x\"}]}]"},
         "once in a document",
         "$.blocks[0].blocks[0]"},
        {{.blocks =
              "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": "
              "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": "
              "[{\"type\": \"heading\", \"text\": \"x\"}, {\"type\": \"heading\", \"text\": "
              "\"y\"}]}]}]"},
         "another one",
         "$.blocks[0].blocks[0]"},
        {{.blocks =
              "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": "
              "[{\"type\": \"heading\", \"id\": \"a\", \"text\": \"x\"}]}]"},
         "an id is of one block",
         "$.blocks[0].blocks[0].id"},
        {{.blocks =
              "[{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"cases\", \"blocks\": "
              "[{\"type\": \"paragraph\", \"text\": [\"x\", {\"note\": \"y\"}]}]}]"},
         "called once",
         "$.blocks[0].blocks"},
        {{.blocks = "[{\"type\": \"paragraph\", \"text\": \"{agency}\"}]"},
         "neither a parameter nor data",
         "$.blocks[0].text"},
        {{.blocks = "[{\"type\": \"masthead\", \"issuer\": \"x\"}]"}, "form", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"masthead\", \"form\": \"document\"}]"}, "issuer", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"masthead\", \"form\": \"bulletin\", \"name\": \"x\"}]"},
         "issue",
         "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"masthead\", \"form\": \"bulletin\", \"name\": \"x\", \"issue\": "
                    "\"1\", \"urgency\": \"y\"}]"},
         "urgency",
         "$.blocks[0].urgency"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \"x\"}, {\"type\": \"masthead\", \"form\": "
                    "\"document\", \"issuer\": \"x\"}]"},
         "first block",
         "$.blocks[1]"},
        {{.blocks = "[{\"type\": \"recipient\"}]"}, "text", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"annexes\", \"items\": []}]"},
         "at least one annex",
         "$.blocks[0].items"},
        {{.blocks = "[{\"type\": \"signature\", \"agency\": \"x\"}]"}, "date", "$.blocks[0]"},
        {{.blocks =
              "[{\"type\": \"signature\", \"agency\": \"x\", \"date\": \"y\", \"sealed\": 1}]"},
         "boolean",
         "$.blocks[0].sealed"},
        {{.blocks = "[{\"type\": \"imprint\", \"lines\": [{\"label\": \"抄送：\"}]}]"},
         "text",
         "$.blocks[0].lines[0]"},
        {{.blocks = "[{\"type\": \"imprint\", \"issuer\": \"x\"}, {\"type\": \"title\", \"text\": "
                    "\"x\"}]"},
         "last block",
         "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"imprint\", \"issuer\": \"x\"}, {\"type\": \"page_break\"}, "
                    "{\"type\": \"imprint\", \"issuer\": \"x\"}]"},
         "one imprint",
         "$.blocks[2]"},
        {{.blocks = "[{\"type\": \"imprint\", \"date\": \"x\", \"run\": \"y\"}]"},
         "either",
         "$.blocks[0].run"},
        {{.blocks = "[{\"type\": \"annex\", \"mark\": \"附件1\"}]"}, "title", "$.blocks[0]"},
        {{.blocks = "[{\"type\": \"contents\", \"levels\": 4}]"}, "3", "$.blocks[0].levels"},
        {{.blocks = "[{\"type\": \"page_break\", \"orientation\": \"sideways\"}]"},
         "landscape",
         "$.blocks[0].orientation"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"numbering\": \"totl\"}"},
         "total",
         "$.page.numbering"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"header\": [\"x\", {\"link\": "
                 "\"https://a.b\", \"text\": \"y\"}]}"},
         "words and fields only",
         "$.page.header[1].link"},
        {{.top =
              "\"style_sheet\": \"gongwen\", \"page\": {\"header\": [{\"field\": \"chapter\"}]}"},
         "section",
         "$.page.header[0].field"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"watermark\": \"草稿\"}"},
         "object",
         "$.page.watermark"},
        {{.top = "\"style_sheet\": \"gongwen\", \"page\": {\"watermark\": {\"text\": \" \"}}"},
         "cannot be empty",
         "$.page.watermark.text"},
        {{.top = "\"style_sheet\": \"gongwen\", \"footnotes\": {\"numbering\": \"chapter\"}"},
         "page",
         "$.footnotes.numbering"},
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"header\": {\"rule\": \"30pt\"}}"},
         "20 points",
         "$.styles.header"},
        {{.top =
              "\"style_sheet\": \"gongwen\", \"styles\": {\"body\": {\"line_breaks\": \"lax\"}}"},
         "loose",
         "$.styles.body.line_breaks"},
        {{.params = "{\"layout\": {\"type\": \"text\", \"default\": \"\"}}"},
         "{layout} is the id",
         "$.params.layout"},
        {{.params = "{\"a}b\": {\"type\": \"text\", \"default\": \"\"}}"}, "is no name", NULL},
        {{.params = "{\"a.b\": {\"type\": \"text\", \"default\": \"\"}}"}, "is no name", NULL},
        {{.params = "{\"a{\": {\"type\": \"text\", \"default\": \"\"}}"}, "is no name", NULL},
        {{.params = "{\"\": {\"type\": \"text\", \"default\": \"\"}}"}, "is no name", NULL},
        {{.params = "{\"cases\": {\"type\": \"text\", \"default\": \"\"}}"},
         "parameter already",
         "$.data.cases"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_error err = {0};
        jb_brief *brief = NULL;
        assert_jb_fails(load(cases[i].with, &brief, &err), &err, JB_ERR_INPUT, cases[i].message);
        assert_null(brief);
        if (cases[i].path != NULL) {
            assert_string_equal(err.loc.path, cases[i].path);
        }
        assert_true(err.loc.line > 0 && err.loc.column > 0);
        assert_non_null(strstr(err.loc.source, "layout.json"));
    }
}

static void test_load_newer_format_is_refused(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_error err = {0};
    jb_brief *brief = NULL;
    jb_test_dir(dir);
    const char *path = jb_test_path(dir, "layout.json");
    jb_test_write(path, "{\"jianbao\": 2}");
    assert_jb_fails(jb_brief_load(path, catalogue, &brief, &err), &err, JB_ERR_INPUT, "format 2");
    jb_test_dir_remove(dir);
}

static void test_load_unknown_builtin_is_not_found(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_brief *brief = NULL;
    assert_jb_fails(jb_brief_load("compar", catalogue, &brief, &err), &err, JB_ERR_NOTFOUND,
                    "compare");
}

static void test_load_every_builtin_layout_is_right(void **state)
{
    (void)state;
    size_t count = 0;
    for (const char *name = NULL; (name = jb_brief_builtin(count)) != NULL; count++) {
        jb_error err = {0};
        jb_brief *brief = NULL;
        assert_jb_ok(jb_brief_load(name, catalogue, &brief, &err), &err);
        assert_string_equal(jb_brief_id(brief), name);
        jb_brief_free(brief);
    }
    assert_true(count >= 1);
}

static void test_set_checks_name_and_value(void **state)
{
    (void)state;
    static const struct {
        const char *assignment, *message;
        jb_status status;
    } cases[] = {
        {"yeer=2024", "did you mean \"year\"", JB_ERR_USAGE},
        {"year", "name=value", JB_ERR_USAGE},
        {"year=soon", "whole number", JB_ERR_USAGE},
        {"year=1999", "2000", JB_ERR_USAGE},
        {"year=2024.5", "whole number", JB_ERR_USAGE},
        {"quarter=1", "there are: year", JB_ERR_USAGE},
        {"year=20\xB2\xBB", "0xB2", JB_ERR_USAGE},
        {"\xB2=1", "not UTF-8", JB_ERR_USAGE},
    };
    jb_error err = {0};
    jb_brief *brief = NULL;
    assert_jb_ok(load((parts){0}, &brief, &err), &err);
    assert_jb_ok(jb_brief_set(brief, "year=2024", &err), &err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_error fault = {0};
        assert_jb_fails(jb_brief_set(brief, cases[i].assignment, &fault), &fault, cases[i].status,
                        cases[i].message);
    }
    jb_brief_free(brief);
}

static void test_set_checks_division_codes(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_brief *brief = NULL;
    assert_jb_ok(jb_brief_load("compare", catalogue, &brief, &err), &err);
    assert_jb_ok(jb_brief_set(brief, "agencies=440105,360121", &err), &err);
    assert_jb_ok(jb_brief_set(brief, "agencies=", &err), &err);
    static const char *const bad[] = {"agencies=4401", "agencies=440105,", "agencies=440105 360121",
                                      "agencies=海珠区"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        jb_error fault = {0};
        assert_jb_fails(jb_brief_set(brief, bad[i], &fault), &fault, JB_ERR_USAGE,
                        "division codes");
    }
    jb_brief_free(brief);
}

static void test_load_lists_names_when_none_is_near(void **state)
{
    (void)state;
    static const struct {
        parts with;
        const char *message;
    } cases[] = {
        {{.top = "\"style_sheet\": \"gongwen\", \"styles\": {\"a\": {\"like\": \"zzzzzz\"}}"},
         "there are: "},
        {{.data = "{\"cases\": {\"years\": {\"from\": {\"param\": \"quarters\"}}, \"columns\": "
                  "[{\"indicators\": [\"enf_cases_filed\"]}]}}"},
         "there are: year"},
        {{.blocks = "[{\"type\": \"title\", \"text\": \"{quarters}\"}]"}, "there are: year"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_error err = {0};
        jb_brief *brief = NULL;
        assert_jb_fails(load(cases[i].with, &brief, &err), &err, JB_ERR_INPUT, cases[i].message);
        assert_null(strstr(err.en, "did you mean"));
    }
}

static void test_load_missing_file_is_not_found(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_brief *brief = NULL;
    assert_jb_fails(jb_brief_load("nowhere.json", catalogue, &brief, &err), &err, JB_ERR_NOTFOUND,
                    "layout list");
    jb_error below = {0};
    assert_jb_fails(jb_brief_load("no/where", catalogue, &brief, &below), &below, JB_ERR_NOTFOUND,
                    "no such layout file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load_good_layout),
        cmocka_unit_test(test_load_names_each_mistake_and_its_place),
        cmocka_unit_test(test_load_newer_format_is_refused),
        cmocka_unit_test(test_load_unknown_builtin_is_not_found),
        cmocka_unit_test(test_load_every_builtin_layout_is_right),
        cmocka_unit_test(test_set_checks_name_and_value),
        cmocka_unit_test(test_set_checks_division_codes),
        cmocka_unit_test(test_load_lists_names_when_none_is_near),
        cmocka_unit_test(test_load_missing_file_is_not_found),
        cmocka_unit_test(test_load_refuses_a_number_that_is_taken),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
