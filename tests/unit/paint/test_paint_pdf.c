/* test_paint_pdf.c - what other programs read out of our PDF.
 *
 * Uses qpdf and poppler's tools where they are installed; a test that needs a missing one says so
 * and is skipped.
 */
#include "painted.h"

static const jb_pdf_options OPTIONS = {.date = 1700000000, .version = "test"};

static const char *paint(painted *p, const char *name)
{
    const char *path = jb_test_path(p->dir, name);
    jb_error err = {0};
    jb_out *out;

    assert_jb_ok(jb_out_open(path, &out, &err), &err);
    assert_jb_ok(jb_paint_pdf(&p->s.pages, p->s.fonts, &OPTIONS, out, &err), &err);
    assert_jb_ok(jb_out_commit(out, &err), &err);
    return path;
}

static void need(const char *tool)
{
    char command[128];

    (void)snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", tool);
    if (system(command) != 0) { /* NOLINT(cert-env33-c): names are ours */
        print_message("skipped: %s is not installed\n", tool);
        skip();
    }
}

/* What a command prints, warnings too; it must succeed. The caller frees. */
static char *run(const char *before, const char *path, const char *after)
{
    jb_str command = {0}, all = {0};
    char part[4096];
    size_t got;
    FILE *pipe;

    jb_str_addf(&command, "%s %s %s 2>&1", before, path, after);
    pipe = popen(jb_str_text(&command), "r"); /* NOLINT(cert-env33-c) */
    assert_non_null(pipe);
    jb_str_add(&all, "");
    while ((got = fread(part, 1, sizeof part, pipe)) > 0) {
        jb_str_addn(&all, part, got);
    }
    if (pclose(pipe) != 0) {
        fail_msg("%s: %s", jb_str_text(&command), all.data);
    }
    jb_str_free(&command);
    return all.data;
}

static void says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("lacks \"%s\":\n%s", part, text);
    }
}

/* ---- the whole report -------------------------------------------------------------------- */

static void test_pdf_of_report_is_sound(void **state)
{
    painted *p = painted_open(NULL);
    char *said;

    (void)state;
    need("qpdf");
    sample_report(&p->s);
    said = run("qpdf --check", paint(p, "a.pdf"), "");
    says(said, "PDF Version: 1.7");
    says(said, "No syntax or stream encoding errors found");
    assert_null(strstr(said, "WARNING"));
    free(said);
    painted_free(p);
}

static void test_pdf_text_copies_back_as_set(void **state)
{
    static const char wanted[] = "劳动保障监察年报比较\n"
                                 "一、总体情况\n"
                                 "2023年，全市劳动保障监察机构共查处案\n"
                                 "件88,032件，同比下降3.5%[1]\n" /* a raised number ends a line */
                                 "。其中：\n"
                                 "表1 各地案件比较\n" /* any space is read as U+0020 */
                                 "地区 案件（件）\n"
                                 "上海市 88,032 −3.5%\n"
                                 "江苏省 ……\n"
                                 "（一）坚持问题导向。\n"
                                 "（二）推进信息公开。\n"
                                 "— 1 —\n"
                                 "欠薪案件占七成。\n"
                                 "（一）主要做法\n"
                                 "Cases closed: 1,204 & more <x>.\n"
                                 "[1] 含欠薪案件。\n"
                                 "— 2 —\n";
    painted *p = painted_open(NULL);
    char *text;

    (void)state;
    need("pdftotext");
    sample_report(&p->s);
    text = run("pdftotext -raw -nopgbrk -enc UTF-8", paint(p, "a.pdf"), "-");
    assert_string_equal(text, wanted);
    free(text);
    painted_free(p);
}

/* The tree with its texts, in reading order, a paragraph over two pages in one piece. */
static const char TREE[] = "Document\n"
                           "  H1 (block)\n"
                           "    \"劳动保障监察年报比较\"\n"
                           "  H1 (block)\n"
                           "    \"一、总体情况\"\n"
                           "  P (block)\n"
                           "    \"2023年，全市劳动保障监察机构共查处案件88,032件，同比下降"
                           "3.5%\"\n"
                           "    Link (inline)\n"
                           "      \"[1]\"\n"
                           "      Object\n"
                           "    \"。其中：\"\n"
                           "    \"欠薪案件占七成。\"\n"
                           "  Table (block)\n"
                           "    Caption\n"
                           "      \"表1　各地案件比较\"\n"
                           "    THead\n"
                           "      TR\n"
                           "        TH:\n"
                           "           /Scope /Column\n"
                           "          \"地区\"\n"
                           "        TH:\n"
                           "           /Scope /Column\n"
                           "           /ColSpan 2\n"
                           "          \"案件（件）\"\n"
                           "    TBody\n"
                           "      TR\n"
                           "        TH:\n"
                           "           /Scope /Row\n"
                           "          \"上海市\"\n"
                           "        TD\n"
                           "          \"88,032\"\n"
                           "        TD\n"
                           "          \"−3.5%\"\n"
                           "      TR\n"
                           "        TH:\n"
                           "           /Scope /Row\n"
                           "          \"江苏省\"\n"
                           "        TD\n"
                           "        TD\n"
                           "          \"……\"\n"
                           "  L (block):\n"
                           "     /ListNumbering /Decimal\n"
                           "    LI (block)\n"
                           "      Lbl (block)\n"
                           "        \"（一）\"\n"
                           "      LBody (block)\n"
                           "        \"坚持问题导向。\"\n"
                           "    LI (block)\n"
                           "      Lbl (block)\n"
                           "        \"（二）\"\n"
                           "      LBody (block)\n"
                           "        \"推进信息公开。\"\n"
                           "  H2 (block)\n"
                           "    \"（一）主要做法\"\n"
                           "  P (block)\n"
                           "    \"Cases closed: 1,204 & more <x>.\"\n"
                           "  Note <i00000007> (inline)\n"
                           "    \"[1]　含欠薪案件。\"\n";

static void test_pdf_tells_its_structure(void **state)
{
    painted *p = painted_open(NULL);
    const char *path;
    char *text;

    (void)state;
    need("pdfinfo");
    sample_report(&p->s);
    /* The summary is printed in raw UTF-16 by some versions, the annotation by its number. */
    p->s.tags[5].alt = NULL;
    path = paint(p, "a.pdf");
    text = run("pdfinfo -struct-text", path, "| sed 's/Object [0-9 ]*$/Object/'");
    assert_string_equal(text, TREE);
    assert_null(strstr(text, "— 1 —")); /* furniture is no content */
    free(text);
    painted_free(p);
}

static void test_pdf_tells_what_it_is(void **state)
{
    painted *p = painted_open(NULL);
    const char *path;
    char *text;

    (void)state;
    need("pdfinfo");
    sample_report(&p->s);
    path = paint(p, "a.pdf");
    text = run("TZ=UTC pdfinfo -isodates", path, "");
    says(text, "2023年劳动保障监察年报比较");
    says(text, "年报 <比较> & 简报");
    says(text, "某市人力资源和社会保障局");
    says(text, "2023-11-14T22:13:20Z");
    says(text, "Tagged:          yes");
    says(text, "595.276 x 841.89 pts");
    free(text);
    text = run("pdfinfo -meta", path, "");
    says(text, "年报 &lt;比较&gt; &amp; 简报");
    says(text, "<pdfuaid:part>1</pdfuaid:part>");
    free(text);
    painted_free(p);
}

static void test_pdf_fonts_are_embedded_subsets(void **state)
{
    painted *p = painted_open(NULL);
    char *text, *line;
    unsigned fonts = 0;

    (void)state;
    need("pdffonts");
    sample_report(&p->s);
    text = run("pdffonts", paint(p, "a.pdf"), "");
    for (line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (strstr(line, "CID ") != NULL) {
            says(line, "yes yes yes");
            assert_true(strchr(line, '+') == line + 6);
            fonts++;
        }
    }
    assert_true(fonts >= 5);
    free(text);
    painted_free(p);
}

static void test_pdf_bookmarks_nest_and_pages_have_labels(void **state)
{
    painted *p = painted_open(NULL);
    char *text;

    (void)state;
    need("qpdf");
    need("python3");
    sample_report(&p->s);
    p->s.page[0].label = "封面";
    p->s.page[1].label = "1";
    text = run("qpdf --json --json-key=outlines --json-key=pagelabels", paint(p, "a.pdf"),
               "| python3 -c 'import json,sys\n"
               "def show(items,depth):\n"
               "    for i in items:\n"
               "        print(\"  \"*depth+i[\"title\"],i[\"destpageposfrom1\"])\n"
               "        show(i[\"kids\"],depth+1)\n"
               "j=json.load(sys.stdin)\n"
               "show(j[\"outlines\"],0)\n"
               "print(*(str(l[\"index\"])+str(l[\"label\"].get(\"/P\",l[\"label\"].get(\"/St\")))"
               " for l in j[\"pagelabels\"]))'");
    says(text, "劳动保障监察年报比较 1\n  一、总体情况 1\n    （一）主要做法 2\n附注 2\n");
    says(text, "封面");
    says(text, "11");
    free(text);
    painted_free(p);
}

static void test_pdf_twice_gives_same_bytes(void **state)
{
    painted *p = painted_open(NULL);
    size_t first_len, second_len;
    char *first, *second;

    (void)state;
    sample_report(&p->s);
    first = jb_test_read_bytes(paint(p, "a.pdf"), &first_len);
    second = jb_test_read_bytes(paint(p, "b.pdf"), &second_len);
    assert_int_equal(first_len, second_len);
    assert_memory_equal(first, second, first_len);
    assert_true(first_len < 250000);
    free(first);
    free(second);
    painted_free(p);
}

static void test_pdf_hash_is_of_the_file(void **state)
{
    painted *p = painted_open(NULL);
    jb_pdf_options options = OPTIONS;
    char said[JB_SHA256_TEXT], hash[JB_SHA256_TEXT];
    jb_str file = {0};
    jb_out *out = jb_out_memory(&file);
    jb_error err = {0};

    (void)state;
    sample_report(&p->s);
    options.sha256 = said;
    assert_jb_ok(jb_paint_pdf(&p->s.pages, p->s.fonts, &options, out, &err), &err);
    assert_jb_ok(jb_out_commit(out, &err), &err);
    jb_sha256(file.data, file.len, hash);
    assert_string_equal(said, hash);
    jb_str_free(&file);
    painted_free(p);
}

/* The last in the file. */
static const char *find_id(const char *bytes, size_t len)
{
    for (size_t i = len - 70; i > 0; i--) {
        if (memcmp(bytes + i, "/ID[<", 5) == 0) {
            return bytes + i;
        }
    }
    fail_msg("the file has no /ID");
    return NULL;
}

static void test_pdf_of_other_content_has_other_id(void **state)
{
    painted *p = painted_open(NULL);
    size_t len;
    char *first, *second;
    const char *a, *b;

    (void)state;
    sample_report(&p->s);
    first = jb_test_read_bytes(paint(p, "a.pdf"), &len);
    a = find_id(first, len);
    p->s.marks[0][0].x++;
    second = jb_test_read_bytes(paint(p, "b.pdf"), &len);
    b = find_id(second, len);
    assert_memory_not_equal(a, b, 37);
    assert_memory_equal(a + 5, a + 39, 32);
    free(first);
    free(second);
    painted_free(p);
}

/* ---- characters -------------------------------------------------------------------------- */

/* Paints one line and gives back what pdftotext reads. */
static char *read_back(painted *p)
{
    char *said = run("qpdf --check", paint(p, "line.pdf"), "");

    assert_null(strstr(said, "WARNING"));
    free(said);
    return run("pdftotext -raw -nopgbrk -enc UTF-8", jb_test_path(p->dir, "line.pdf"), "-");
}

/* The same glyphs under three code points, as when a font draws U+2F00 or U+00A0 with them. */
static void shares_glyph(jb_role role)
{
    painted *p = painted_open(NULL);
    char *back;

    need("qpdf");
    need("pdftotext");
    sample_shared(&p->s, role);
    back = read_back(p);
    assert_string_equal(back, "一⼀二⼆一㆒\n");
    free(back);
    /* A reader that keys its texts by glyph, where poppler keys them by code. */
    if (system("command -v mutool >/dev/null 2>&1") == 0) { /* NOLINT(cert-env33-c) */
        back = run("mutool draw -q -F txt", jb_test_path(p->dir, "line.pdf"), "2>/dev/null");
        says(back, "一⼀二⼆一㆒\n");
    } else {
        print_message("skipped in part: mutool is not installed\n");
        back = NULL;
    }
    free(back);
    painted_free(p);
}

static void test_pdf_when_truetype_glyph_is_shared_copies_each_character(void **state)
{
    (void)state;
    shares_glyph(JB_ROLE_SONG);
}

static void test_pdf_when_cff_glyph_is_shared_copies_each_character(void **state)
{
    (void)state;
    shares_glyph(JB_ROLE_BODY);
}

static void test_pdf_when_no_break_space_copies_it(void **state)
{
    static const uint32_t points[] = {'a', ' ', 'b', 0xA0, 'c'};
    painted *p = painted_open(NULL);
    char *back;

    (void)state;
    need("pdfinfo"); /* pdftotext reads every space as U+0020 */
    sample_page(&p->s, "1");
    (void)sample_text(&p->s, sample_tag(&p->s, JB_TAG_P, 0), JB_ROLE_BODY, JB_PT(16), JB_PT(80),
                      JB_PT(100), "a b c");
    p->s.marks[0][0].code_points = points;
    back = run("pdfinfo -struct-text", paint(p, "line.pdf"), "");
    says(back, "\"a b\xC2\xA0"
               "c\"");
    free(back);
    painted_free(p);
}

static void test_pdf_when_character_beyond_bmp_copies_it(void **state)
{
    char fonts[JB_TEST_DIR];
    painted *p;
    char *back;

    (void)state;
    need("qpdf");
    need("pdftotext");
    sample_fonts(jb_test_dir(fonts));
    p = painted_open(fonts);
    sample_rare(&p->s);
    back = read_back(p);
    assert_string_equal(back,
                        "中𠅤国𡎚㑇𫗧𬺓\n中国工作情况，办公室通知。\n");
    free(back);
    painted_free(p);
    jb_test_dir_remove(fonts);
}

/* ---- positions --------------------------------------------------------------------------- */

/* A hundred words, each set a crooked amount wider than its font has it: none may stray from where
 * the page list puts it by more than 1/100 pt. */
static void test_pdf_positions_do_not_drift(void **state)
{
    painted *p = painted_open(NULL);
    jb_str line = {0};
    jb_len *adv, x = JB_PT(10);
    jb_mark *mark;
    const char *word;
    char *boxes;

    (void)state;
    need("pdftotext");
    sample_page(&p->s, "1");
    for (int i = 0; i < 100; i++) {
        jb_str_add(&line, "i ");
    }
    (void)sample_text(&p->s, sample_tag(&p->s, JB_TAG_P, 0), JB_ROLE_BODY, 9137, JB_PT(10),
                      JB_PT(100), jb_str_text(&line));
    mark = &p->s.marks[0][0];
    assert_int_equal(mark->count, 200);
    adv = jb_arena_array(p->s.arena, mark->count, sizeof *adv);
    for (uint32_t i = 0; i < mark->count; i++) {
        adv[i] = mark->adv[i] + (jb_len)(i * 37 % 211);
    }
    mark->adv = adv;
    boxes = run("pdftotext -bbox", paint(p, "a.pdf"), "-");
    word = boxes;
    for (uint32_t i = 0; i < mark->count; i += 2) {
        double found;

        word = strstr(word, "<word xMin=\"");
        assert_non_null(word);
        word += strlen("<word xMin=\"");
        found = strtod(word, NULL);
        assert_true(found > x / 1000.0 - 0.0101 && found < x / 1000.0 + 0.0101);
        x += adv[i] + adv[i + 1];
    }
    free(boxes);
    jb_str_free(&line);
    painted_free(p);
}

/* ---- packing ----------------------------------------------------------------------------- */

/* Each object that is not a stream is packed, none is lost, and what is free stays out. */
static void test_pdf_packs_its_objects(void **state)
{
    painted *p = painted_open(NULL);
    const char *path;
    char *text;

    (void)state;
    need("qpdf");
    sample_report(&p->s);
    path = paint(p, "a.pdf");
    text = run("qpdf --show-xref", path, "| grep -c compressed");
    assert_true(strtol(text, NULL, 10) > (long)p->s.pages.tag_count);
    free(text);
    text = run("qpdf --show-xref", path, "| grep -c 'uncompressed'");
    assert_true(strtol(text, NULL, 10) < 30);
    free(text);
    text = run("qpdf --json --json-key=qpdf --json-stream-data=none", path,
               "| grep -c '\"/S\": \"/T[DHR]\"'");
    assert_int_equal(strtol(text, NULL, 10), 11); /* cells and rows of the table */
    free(text);
    painted_free(p);
}

/* ---- figures, contents, attachments ------------------------------------------------------ */

static void test_pdf_of_chart_is_sound(void **state)
{
    painted *p = painted_open(NULL);
    const char *path;
    char *said;

    (void)state;
    need("qpdf");
    need("pdfinfo");
    sample_chart(&p->s);
    path = paint(p, "a.pdf");
    said = run("qpdf --check", path, "");
    says(said, "No syntax or stream encoding errors found");
    assert_null(strstr(said, "WARNING"));
    free(said);
    said = run("pdfinfo -struct-text", path, "| sed 's/Object [0-9 ]*$/Object/'");
    says(said, "  TOC\n"
               "    TOCI\n"
               "      Reference (inline)\n"
               "        Link (inline)\n"
               "          \"一、案件\"\n"
               "          \"1\"\n"
               "          Object\n");
    says(said, "    Caption\n"
               "      \"图1　案件数\"\n"
               "    \"上海市\"\n");
    free(said);
    painted_free(p);
}

/* A figure says where it stands, a word of another language which, and a link where it leads. */
static void test_pdf_elements_carry_what_readers_need(void **state)
{
    painted *p = painted_open(NULL);
    const char *path;
    uint32_t word;
    char *text;

    (void)state;
    need("qpdf");
    sample_chart(&p->s);
    word = sample_tag(&p->s, JB_TAG_SPAN, sample_tag(&p->s, JB_TAG_P, 0));
    p->s.tags[word].lang = "en-GB";
    (void)sample_text(&p->s, word, JB_ROLE_BODY, JB_PT(12), JB_PT(100), JB_PT(500), "cases closed");
    path = paint(p, "a.pdf");
    text = run("qpdf --json --json-key=qpdf --json-stream-data=none", path, "| tr -d ' \\n'");
    says(text, "\"/BBox\":[110,451.89,460,651.89],\"/O\":\"/Layout\",\"/Placement\":\"/Block\"");
    says(text, "\"/Lang\":\"u:en-GB\"");
    says(text, "\"/Alt\":\"u:条形图：上海250件，江苏190件，浙江130件\"");
    says(text, "\"/Contents\":\"u:转到第1页\"");
    says(text, "\"/Type\":\"/OBJR\"");
    free(text);
    painted_free(p);
}

/* Bytes and names come back as they were given, and the file says what PDF/A it is. */
static void test_pdf_when_files_attached_gives_them_back(void **state)
{
    painted *p = painted_open(NULL);
    const char *path;
    char *text;

    (void)state;
    need("pdfdetach");
    need("pdfinfo");
    need("qpdf");
    sample_chart(&p->s);
    path = paint(p, "a.pdf");
    text = run("pdfdetach -list", path, "");
    says(text, "2 embedded files");
    says(text, "data.json");
    says(text, "数据.csv");
    free(text);
    text = run("qpdf --show-attachment=data.json", path, "");
    assert_string_equal(text, "{\"案件\":[250,190,130]}\n");
    free(text);
    text = run("pdfinfo -meta", path, "");
    says(text, "<pdfaid:part>3</pdfaid:part>");
    free(text);
    p->s.pages.attachment_count = 0;
    text = run("pdfinfo -meta", paint(p, "b.pdf"), "");
    says(text, "<pdfaid:part>2</pdfaid:part>");
    free(text);
    painted_free(p);
}

/* Packed beforehand, whatever the pieces, or not: the same file. */
static void test_pdf_when_attachments_packed_is_the_same(void **state)
{
    painted *p = painted_open(NULL);
    void *packed[2];
    const char *paths[2];

    (void)state;
    sample_chart(&p->s);
    paths[0] = paint(p, "a.pdf");
    for (size_t i = 0; i < 2; i++) {
        jb_packer *packer = jb_packer_new();
        size_t first = p->s.attachments[i].len / 3;

        jb_packer_add(packer, p->s.attachments[i].bytes, first);
        jb_packer_add(packer, (const char *)p->s.attachments[i].bytes + first,
                      p->s.attachments[i].len - first);
        packed[i] = jb_packer_end(packer, &p->s.attachments[i]);
        assert_null(p->s.attachments[i].bytes);
        assert_int_equal(strlen(p->s.attachments[i].sha256), JB_SHA256_TEXT - 1);
    }
    paths[1] = paint(p, "b.pdf");
    free(run("cmp", paths[0], paths[1]));
    free(packed[0]);
    free(packed[1]);
    painted_free(p);
}

static void test_pdf_when_attachment_empty_keeps_it(void **state)
{
    painted *p = painted_open(NULL);
    char *text;

    (void)state;
    need("qpdf");
    sample_chart(&p->s);
    p->s.attachments[0].bytes = NULL;
    p->s.attachments[0].len = 0;
    p->s.attachments[0].mime = "application/x#y+z";
    text = run("qpdf --list-attachments --verbose", paint(p, "a.pdf"), "");
    says(text, "application/x#y+z");
    free(text);
    painted_free(p);
}

/* ---- faults ------------------------------------------------------------------------------ */

static void test_pdf_when_disk_is_full_fails(void **state)
{
    painted *p = painted_open(NULL);
    jb_error err = {0};
    jb_out *out;

    (void)state;
    sample_report(&p->s);
    assert_jb_ok(jb_out_open("/dev/full", &out, &err), &err);
    assert_jb_ok(jb_paint_pdf(&p->s.pages, p->s.fonts, &OPTIONS, out, &err), &err);
    assert_jb_fails(jb_out_commit(out, &err), &err, JB_ERR_IO, "no space");
    painted_free(p);
}

static void test_pdf_when_date_absurd_fails(void **state)
{
    painted *p = painted_open(NULL);
    jb_pdf_options options = {.date = INT64_MAX, .version = "test"};
    const char *path = jb_test_path(p->dir, "a.pdf");
    jb_error err = {0};
    jb_out *out;

    (void)state;
    sample_report(&p->s);
    assert_jb_ok(jb_out_open(path, &out, &err), &err);
    assert_jb_fails(jb_paint_pdf(&p->s.pages, p->s.fonts, &options, out, &err), &err, JB_ERR_USAGE,
                    "years 1 to 9999");
    jb_out_abort(out);
    painted_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pdf_of_report_is_sound),
        cmocka_unit_test(test_pdf_text_copies_back_as_set),
        cmocka_unit_test(test_pdf_tells_its_structure),
        cmocka_unit_test(test_pdf_tells_what_it_is),
        cmocka_unit_test(test_pdf_fonts_are_embedded_subsets),
        cmocka_unit_test(test_pdf_bookmarks_nest_and_pages_have_labels),
        cmocka_unit_test(test_pdf_twice_gives_same_bytes),
        cmocka_unit_test(test_pdf_hash_is_of_the_file),
        cmocka_unit_test(test_pdf_of_other_content_has_other_id),
        cmocka_unit_test(test_pdf_when_truetype_glyph_is_shared_copies_each_character),
        cmocka_unit_test(test_pdf_when_cff_glyph_is_shared_copies_each_character),
        cmocka_unit_test(test_pdf_when_no_break_space_copies_it),
        cmocka_unit_test(test_pdf_when_character_beyond_bmp_copies_it),
        cmocka_unit_test(test_pdf_positions_do_not_drift),
        cmocka_unit_test(test_pdf_packs_its_objects),
        cmocka_unit_test(test_pdf_of_chart_is_sound),
        cmocka_unit_test(test_pdf_elements_carry_what_readers_need),
        cmocka_unit_test(test_pdf_when_files_attached_gives_them_back),
        cmocka_unit_test(test_pdf_when_attachments_packed_is_the_same),
        cmocka_unit_test(test_pdf_when_attachment_empty_keeps_it),
        cmocka_unit_test(test_pdf_when_disk_is_full_fails),
        cmocka_unit_test(test_pdf_when_date_absurd_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
