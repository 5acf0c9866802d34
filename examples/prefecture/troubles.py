"""troubles.py - what is wrong with the prefecture, one entry a trouble.

An entry is its name, what a correct comparison must show, and the acts that bring it about:
(act, who, year, indicator, value, {circumstances}). Acts are methods of Prefecture in make.py:
  put     the figure is stated otherwise     add     a further figure in the same report
  drop    the report does not state it       absent  likewise, and somebody wrote down why
  report  the report itself is odd           lose_report, mute, vague: see there
An empty act changes nothing: the trouble lies in the agencies or in the plain figures already.
Values count in the base unit (yuan, cases, persons); raw is how the report writes them.
"""

FILED, FINED, SEEN = 'enf_cases_filed', 'enf_penalties', 'enf_inspections'
IN, OUT, RATE = 'arb_accepted', 'arb_closed', 'arb_close_rate'
CLUES, DONE, DONE_RATE = 'wage_clues_received', 'wage_clues_closed', 'wage_clue_close_rate'
PAID, MEN = 'wage_recovered_amount', 'wage_workers'
MED, MED_OK = 'med_accepted', 'med_success'

WINTER = {'period_kind': 'campaign', 'period_start': '2024-11-01', 'period_end': '2025-01-27',
          'when': '冬季专项行动（2024年11月1日至2025年1月27日）中'}
TO_OCTOBER = {'period_kind': 'part_year', 'period_end': '2024-10-31', 'when': '2024年1至10月'}
SINCE_2022 = {'period_kind': 'cumulative', 'period_start': '2022-01-01',
              'when': '2022年1月至2024年12月累计'}
UNSTATED = {'period_kind': 'unstated', 'period_start': '', 'period_end': '', 'when': ''}

TROUBLES = [
    # ---- no figure: six kinds and a few shades ------------------------------------------------
    ('no report, recorded', '未找到报告, not 0; totals of 2024 name 丙区; no change, no rank',
     ('lose_report', '丙区', 2024, ''),
     ('absent', '丙区', 2024, FILED, 'no_report', '到局网站和市政府网站查找，均无。')),
    ('no report, nobody recorded it', 'as above for 2023: a row 未找到报告, for 庚区 reports before and after',
     ('lose_report', '庚区', 2023, '')),
    ('report without any figure', '未披露 in every cell; in no total; counts as a report held',
     ('mute', '辰县', 2023, '')),
    ('silent', '未披露, never 0; total and rank without it, named',
     ('drop', '丑县', 2024, FINED)),
    ('silent, recorded with a reason', '未披露 with the note; the 52 letters do not stand in',
     ('absent', '寅县', 2024, FINED, 'silent', '只有整改建议书52份，建议书不是处罚。')),
    ('mentioned without a number', '提及但无数字; in no total',
     ('absent', '卯县', 2024, FILED, 'no_number', '报告只说“立案查处一批”。')),
    ('zero in words', '明示为零; counts as stated, ranked as 0',
     ('absent', '辰县', 2024, FINED, 'zero_stated', '报告说没有作出行政处罚。')),
    ('zero as a number', '0, a figure: ranked last, adds nothing; change from 12 is -100 %',
     ('put', '巳县', 2024, FINED, '0')),
    ('not applicable', '不适用; not among those a total waits for, so coverage is of 21; no change',
     ('absent', '庚区', 2024, IN, 'not_applicable', '2024年起仲裁由市仲裁委办理。'),
     ('absent', '庚区', 2024, OUT, 'not_applicable', '2024年起仲裁由市仲裁委办理。'),
     ('absent', '庚区', 2024, RATE, 'not_applicable', '2024年起仲裁由市仲裁委办理。')),
    ('under review', '待核; in no total, no rank',
     ('absent', '未县', 2024, PAID, 'under_review', '报告两个版本不一致，正在核对。')),
    ('figure not reviewed', 'shown as a draft; with approved figures only: 待核, not in the total',
     ('put', '亥东县', 2024, FILED, None, {'status': 'extracted', 'confidence': '0.62'})),
    ('rejected beside an approved figure', 'only 9; the 90 appears nowhere',
     ('add', '亥西县', 2024, FINED, '90',
      {'status': 'rejected', 'note': '是文号，不是件数。', 'when': '', 'sentence': '见罚字第90件'})),
    ('the only figure is rejected', '未披露; in no total',
     ('put', '酉县', 2024, FILED, None, {'status': 'rejected', 'note': '是公安机关的立案数。'})),
    ('corrected figure', 'as an approved one',
     ('put', '子县', 2024, FILED, None, {'status': 'corrected'})),

    # ---- period -------------------------------------------------------------------------------
    ('part of the year', 'note: January to October; not in the total of full years, no rank, no '
     'change on 2023', ('put', '乙区', 2024, IN, '318', TO_OCTOBER),
     ('put', '乙区', 2024, OUT, '290', TO_OCTOBER), ('put', '乙区', 2024, RATE, '91.19', TO_OCTOBER)),
    ("campaign across the year's end", 'note with its days; not in the total, no rank, no change',
     ('put', '己区', 2024, PAID, '2150000', WINTER), ('put', '己区', 2024, MEN, '214', WINTER)),
    ('running total of three years', 'note; not in the total, no rank; its rate cannot be tested',
     ('put', '戊区', 2024, CLUES, '170', SINCE_2022),
     ('put', '戊区', 2024, DONE, '162', SINCE_2022)),
    ('period not stated', 'note: read as 2024; may stand in the column, not silently in a rank',
     ('put', '甲区', 2024, FILED, None, UNSTATED)),
    ("report signed before the year's end", 'its figures reach 22 November at most, although one '
     'says 全年; none in totals, ranks, changes of 2024',
     ('vague', '午县', 2024, ''),
     ('report', '午县', 2024, '', {'signed_on': '2024-11-22'}),
     ('put', '午县', 2024, FILED)),

    # ---- exactness ----------------------------------------------------------------------------
    ('余', '800余万元 is a lower bound: total ≥; a rank among those above 800 cannot be told',
     ('put', '子县', 2024, PAID, '8000000', {'qualifier': 'at_least', 'raw': '800余万元'})),
    ('近', '近600万元 lies just below 600: a total with it is 约, not ≥; no change',
     ('put', '丑县', 2024, PAID, '6000000', {'qualifier': 'nearly', 'raw': '近600万元'})),
    ('超过', 'a lower bound; total ≥',
     ('put', '巳县', 2024, PAID, '3800000', {'qualifier': 'more_than', 'raw': '超过380万元'})),
    ('以上', 'a lower bound; success rate not worked out',
     ('put', '辰县', 2024, MED_OK, '140', {'qualifier': 'at_least', 'raw': '140件以上'})),
    ('不足', 'an upper bound; beside lower bounds a total has no bound at all: about',
     ('put', '亥西县', 2024, MEN, '230', {'qualifier': 'less_than', 'raw': '不足230人'})),
    ('约, twice, overlapping', '约490 and 约500 may be equal: no order between them',
     ('put', '寅县', 2024, MEN, '490', {'qualifier': 'about', 'raw': '约490人'}),
     ('put', '辛区', 2024, MEN, '500', {'qualifier': 'about', 'raw': '约500人'})),

    # ---- who reports --------------------------------------------------------------------------
    ('renamed', '丁县 to 2022, 丁区 from 2023, one code: one agency, each year under its name of that year; no change 2023 on 2022, for a new record does not say whether more than the name is new (`break`, which may be relaxed); lines over the years are broken there',
     ('', '丁县', 2022, ''), ('', '丁区', 2023, '')),
    ('two merged into one', 'no change for 壬癸区 2023 on 壬区 or 癸区; a like-for-like line leaves '
     'all three out or sets the two beside the one as a group',
     ('', '壬区', 2022, ''), ('', '癸区', 2022, ''), ('', '壬癸区', 2023, '')),
    ('one split into two', 'no change for 亥东县 and 亥西县 2023; the year has 22 all the same',
     ('', '亥县', 2022, ''), ('', '亥东县', 2023, ''), ('', '亥西县', 2023, '')),
    ("prefecture's figure = sum of its districts", 'witness holds: 22/22; never added to them',
     ('', '北溟市', 2022, IN), ('', '北溟市', 2022, FILED)),
    ("prefecture's figure ≠ sum of its districts", 'witness does not hold: 9 more than the sum',
     ('put', '北溟市', 2021, FILED, '2046')),
    ("prefecture's figure, districts missing", 'witness cannot be tested: not all 22 compare',
     ('', '北溟市', 2024, IN)),

    # ---- one report against itself ------------------------------------------------------------
    ('contradictory', '30 and 34 both shown with their places; in no total, no rank, no change',
     ('add', '乙区', 2024, FINED, '34', {'sentence': '“双公示”栏目公示行政处罚{}', 'when': ''})),
    ('repeated', '22 once; counted once',
     ('add', '丁区', 2024, FINED, '22', {'sentence': '前述行政处罚{}均已公示'})),
    ('parts beside the whole', 'witness holds: 187 + 98 ≤ 317; the parts are never added to it',
     ('add', '子县', 2024, 'arb_mediated', '187'), ('add', '子县', 2024, 'arb_awards', '98')),
    ('parts exceed the whole', 'witness does not hold: 171 + 98 > 257; figures stand as stated',
     ('add', '丑县', 2024, 'arb_mediated', '171'), ('add', '丑县', 2024, 'arb_awards', '98')),
    ('part greater than its whole', 'witness does not hold: 4 lost of 3',
     ('add', '未县', 2024, 'lit_lost', '4')),
    ('a sum beside its addends', 'witness holds: 628 = 347 + 281; the three are never added',
     ('add', '丁区', 2024, 'disp_accepted_all', '628'), ('', '丁区', 2024, MED),
     ('', '丁区', 2024, IN)),
    ('carried + accepted − closed = pending', 'witness holds: 31 + 213 − 206 = 38',
     ('add', '卯县', 2024, 'arb_carried_in', '31'), ('add', '卯县', 2024, 'arb_pending', '38')),
    ('carried + accepted − closed ≠ pending', 'witness does not hold: 45 + 246 − 221 = 70, not 60',
     ('add', '寅县', 2024, 'arb_carried_in', '45'), ('add', '寅县', 2024, 'arb_pending', '60')),
    ('rate within its digits', 'witness holds: 32/33 = 96.97, printed 97',
     ('put', '亥东县', 2024, DONE_RATE, '97')),
    ('rate not reproducible', 'witness does not hold: 63/68 = 92.65; the rate stands as stated',
     ('put', '戌县', 2024, DONE_RATE, '98.20')),
    ('rate without its numerator', 'witness does not hold: no whole number of 38 gives 96.00; the '
     'number is not worked out', ('drop', '未县', 2024, DONE),
     ('put', '未县', 2024, DONE_RATE, '96.00')),
    ('rate over 100', 'witness does not hold: over 100, although 398/376 = 105.85 (closed include '
     'carried over)',
     ('put', '己区', 2024, OUT, '398'), ('put', '己区', 2024, RATE, '105.85')),
    ('万元 slip', 'witness: doubtful, 1 yuan a worker; as stated with a note, not mended; '
     'once `doctor --figures` has run in no total, rank or change, and sets no unit',
     ('put', '申县', 2024, PAID, '293.5', {'unit': '元', 'raw': '293.5元'})),
    ('amount per worker out of band', 'witness: doubtful, 330,000 yuan a worker; would lead a '
     'rank; note, and likewise in none', ('put', '酉县', 2024, PAID, '102630000')),
    ('persons equal cases', 'witness: doubtful, 265 workers in 265 cases',
     ('add', '辛区', 2024, 'arb_workers', '265')),
    ("last year's figures copied", 'witness: suspicious, two figures equal those of 2023',
     ('put', '卯县', 2024, MED, '232'), ('put', '卯县', 2024, MED_OK, '155')),
    ('emergency fund beside recoveries', 'never added: the fund may be inside the recoveries',
     ('add', '庚区', 2024, 'wage_emergency_fund_used', '560000')),

    # ---- changes ------------------------------------------------------------------------------
    ('last year restated', '2023 is 523 in its own report and 537 in that of 2024: both with '
     'source; change −6.50 % and −8.94 % told apart; 2024 shows 489 only',
     ('put', '甲区', 2024, IN, None, {'yoy_percent': '-8.94',
      'sentence': '仲裁机构受理劳动人事争议{}，同比下降8.94%'}),
     ('add', '甲区', 2024, IN, '537', {'period_start': '2023-01-01', 'period_end': '2023-12-31',
      'when': '2023年全年'})),
    ('stated change agrees', 'stated and worked out agree: 265 on 232, +14.22 %',
     ('put', '辛区', 2024, IN, None, {'yoy_percent': '14.22',
      'sentence': '仲裁机构受理劳动人事争议{}，同比增长14.22%'})),
    ('stated change against last year', 'base 262 exists, but the report for 2023 says 294: both '
     'shown',
     ('put', '戊区', 2024, IN, None, {'yoy_percent': '4.96',
      'sentence': '仲裁机构受理劳动人事争议{}，同比增长4.96%'})),
    ('stated change without a whole base', 'witness does not hold: no N gives 281/N = +12.55 %',
     ('put', '丁区', 2024, IN, None, {'yoy_percent': '12.55',
      'sentence': '仲裁机构受理劳动人事争议{}，同比增长12.55%'})),
    ('change of a rate in points', '下降3.94个百分点, not 3.94 %',
     ('put', '戌县', 2024, RATE, None, {'yoy_points': '-3.94',
      'sentence': '仲裁结案率{}，同比下降3.94个百分点'})),
    ('change of a rate in percent', 'printed as stated (−4.09 %); not turned into points',
     ('put', '子县', 2024, RATE, None, {'yoy_percent': '-4.09',
      'sentence': '仲裁结案率{}，同比下降4.09%'})),
    ('small base', '2 to 5: a difference of 3, no percentage',
     ('put', '酉县', 2023, FINED, '2'), ('put', '酉县', 2024, FINED, '5')),
    ('zero base', '0 to 29: a difference, no percentage',
     ('put', '戌县', 2023, FINED, '0')),
    ('zero on zero', '0 to 0: unchanged, no percentage',
     ('put', '申县', 2023, FINED, '0'), ('put', '申县', 2024, FINED, '0')),

    # ---- unit, scope, word, basis, order ------------------------------------------------------
    ('synonymous unit', '98宗 beside 件: alike, ranks and adds',
     ('put', '戊区', 2024, FILED, None, {'unit': '宗'})),
    ('家 beside 家次', '1875 enterprises and visits do not add or rank; 户次 and 家次 do',
     ('add', '甲区', 2024, SEEN, '4120'), ('add', '乙区', 2024, SEEN, '1875', {'unit': '家'}),
     ('add', '丁区', 2024, SEEN, '2210', {'unit': '户次'})),
    ('人次 beside 人', '690人次: not in the total of persons; no amount per worker',
     ('put', '庚区', 2024, MEN, None, {'unit': '人次'})),
    ('other population', 'only 农民工: note, no rank, not in the total',
     ('put', '壬癸区', 2024, MEN, None, {'scope_population': '农民工',
      'sentence': '为农民工追发工资，惠及{}'})),
    ('other channel', 'only the national platform: note, no rank, not in the total',
     ('put', '辛区', 2024, CLUES, None, {'scope_channel': '全国根治欠薪线索反映平台',
      'sentence': '全国根治欠薪线索反映平台交办欠薪线索{}'})),
    ('other coverage', '含街道: note, no rank, not in the total',
     ('put', '己区', 2024, FILED, None, {'scope_coverage': '含街道',
      'sentence': '劳动保障监察立案{}（含街道）'})),
    ('other term', '办结 beside 审结: note at the head',
     ('put', '巳县', 2024, OUT, None, {'term': '办结', 'sentence': '仲裁机构办结{}'})),
    ('derived figure', 'marked as worked out, not stated; not ranked with stated ones',
     ('put', '酉县', 2024, MED_OK, None, {'basis': 'derived', 'note': '由受理数乘以率算出。'})),
    ('figure from elsewhere', 'marked as given by a person; not ranked with stated ones',
     ('put', '壬癸区', 2024, MED, None, {'basis': 'manual', 'note': '电话询问所得。'})),
    ('tie', '99 and 99 share a rank; the next rank is left out',
     ('', '丁区', 2024, FILED), ('', '丑县', 2024, FILED)),

    # ---- denominators (denominators.csv) ------------------------------------------------------
    ('denominator missing', 'no cases per inspector for 未县',
     ('', '未县', 2024, FILED)),
    ('denominator zero', 'no inspector: no cases per inspector for 申县, nothing is divided by 0',
     ('', '申县', 2024, FILED)),
    ('denominator too old', 'the census of 2020 may not measure 2024: no population is held, no measure',
     ('', '酉县', 2024, FINED)),
]
