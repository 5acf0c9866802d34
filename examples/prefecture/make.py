#!/usr/bin/env python3
"""make.py [--check]: writes the made-up prefecture beside it, or says what differs.

First a plain prefecture is worked out: 22 districts, four years, the same dozen figures each. Then
the table TROUBLES (troubles.py) spoils it, one line a trouble. README.md gets that table in words.
Nothing here is real: the names are the heavenly stems (districts) and earthly branches (counties),
the codes begin with 99, which GB/T 2260 gives to no province. No randomness, no clock, no floats.
"""
import csv
import io
import json
import pathlib
import sys

sys.dont_write_bytecode = True
from troubles import TROUBLES, UNSTATED  # noqa: E402  (no compiled files beside the example)

HERE = pathlib.Path(__file__).resolve().parent
YEARS = (2021, 2022, 2023, 2024)
CITY = '990100'

# code, name, English, workers in thousands, first year, last year (0: always, still).
DIVISIONS = [
    ('990101', '甲区', 'Jia District', 180, 0, 0),
    ('990102', '乙区', 'Yi District', 150, 0, 0),
    ('990103', '丙区', 'Bing District', 120, 0, 0),
    ('990104', '丁县', 'Ding County', 96, 0, 2022),        # renamed: the same code goes on
    ('990104', '丁区', 'Ding District', 96, 2023, 0),
    ('990105', '戊区', 'Wu District', 98, 0, 0),
    ('990106', '己区', 'Ji District', 140, 0, 0),
    ('990107', '庚区', 'Geng District', 110, 0, 0),
    ('990108', '辛区', 'Xin District', 88, 0, 0),
    ('990109', '壬区', 'Ren District', 70, 0, 2022),       # these two become the next in 2023
    ('990110', '癸区', 'Gui District', 64, 0, 2022),
    ('990111', '壬癸区', 'Rengui District', 134, 2023, 0),
    ('990121', '子县', 'Zi County', 130, 0, 0),
    ('990122', '丑县', 'Chou County', 92, 0, 0),
    ('990123', '寅县', 'Yin County', 84, 0, 0),
    ('990124', '卯县', 'Mao County', 76, 0, 0),
    ('990125', '辰县', 'Chen County', 60, 0, 0),
    ('990126', '巳县', 'Si County', 58, 0, 0),
    ('990127', '午县', 'Wu County', 72, 0, 0),
    ('990128', '未县', 'Wei County', 66, 0, 0),
    ('990129', '申县', 'Shen County', 54, 0, 0),
    ('990130', '酉县', 'You County', 48, 0, 0),
    ('990131', '戌县', 'Xu County', 104, 0, 0),
    ('990132', '亥县', 'Hai County', 100, 0, 2022),        # this one becomes the next two in 2023
    ('990133', '亥东县', 'East Hai County', 58, 2023, 0),
    ('990134', '亥西县', 'West Hai County', 42, 2023, 0),
]
CODES = {name: code for code, name, *_ in DIVISIONS} | {'北溟市': CITY}

# indicator: term, unit as written, sentence around the figure.
WORDS = {
    'enf_cases_filed': ('立案', '件', '劳动保障监察立案{}'),
    'enf_penalties': ('作出', '件', '作出行政处罚{}'),
    'enf_inspections': ('检查', '家次', '主动检查用人单位{}'),
    'disp_accepted_all': ('受理', '件', '调解组织和仲裁机构共受理争议{}'),
    'arb_carried_in': ('结转', '件', '仲裁案件上年结转{}'),
    'arb_accepted': ('受理', '件', '仲裁机构受理劳动人事争议{}'),
    'arb_closed': ('审结', '件', '仲裁机构审结{}'),
    'arb_pending': ('未结', '件', '年末仲裁案件未结{}'),
    'arb_mediated': ('调解', '件', '其中仲裁调解结案{}'),
    'arb_awards': ('裁决', '件', '其中仲裁裁决结案{}'),
    'arb_workers': ('涉及', '人', '仲裁案件涉及劳动者{}'),
    'arb_close_rate': ('', '%', '仲裁结案率{}'),
    'med_accepted': ('受理', '件', '调解组织受理争议{}'),
    'med_success': ('调解成功', '件', '调解组织调解成功{}'),
    'med_success_rate': ('', '%', '调解成功率{}'),
    'wage_clues_received': ('接收', '条', '接收欠薪线索{}'),
    'wage_clues_closed': ('办结', '条', '办结欠薪线索{}'),
    'wage_clue_close_rate': ('', '%', '欠薪线索办结率{}'),
    'wage_workers': ('追发', '人', '为劳动者追发工资，惠及{}'),
    'wage_recovered_amount': ('追发', '万元', '追发工资{}'),
    'wage_emergency_fund_used': ('动用', '万元', '动用应急周转金{}'),
    'rev_cases': ('', '件', '被申请行政复议{}'),
    'lit_cases': ('', '件', '行政诉讼应诉{}'),
    'lit_lost': ('', '件', '败诉{}'),
}

DENOMINATORS = (('workers', 1000), ('population', 4120))  # a thousand workers of size each


# ---- the plain prefecture ----------------------------------------------------------------------

def lived(division, year):
    """The division existed in that year."""
    return division[4] <= year and (division[5] == 0 or year <= division[5])


def sway(code, year, salt):
    """A whole number from -9 to 9 that looks like chance and is not."""
    return (int(code) % 1000 * 7 + (year - 2020) * 11 + salt * 5) * 13 % 19 - 9


def hundredths(numerator, denominator):
    """A percentage with two decimals, rounded half up, in whole numbers."""
    parts = (numerator * 20000 + denominator) // (2 * denominator)
    return f'{parts // 100}.{parts % 100:02}'


def plain(code, size, year):
    """What a report without any trouble states: indicator and value in the base unit."""
    s = [sway(code, year, salt) for salt in range(6)]
    filed = size * (100 + 3 * (year - 2021) + s[0]) // 100
    accepted = size * (260 + 8 * (year - 2021) + 3 * s[1]) // 100
    closed = accepted * (94 + s[2] // 2) // 100
    received = size * (60 + s[3]) // 100
    done = received * (96 + s[4] // 3) // 100
    workers = size * (600 + 7 * s[5]) // 100
    figures = {'enf_cases_filed': filed, 'enf_penalties': filed * (22 + s[1] // 2) // 100,
               'arb_accepted': accepted, 'arb_closed': closed,
               'arb_close_rate': hundredths(closed, accepted),
               'wage_clues_received': received, 'wage_clues_closed': done,
               'wage_clue_close_rate': hundredths(done, received),
               'wage_workers': workers,
               'wage_recovered_amount': workers * (9637 + 100 * (s[0] + s[3])) // 100 * 100}
    if year >= 2023:
        mediated = size * (330 + 4 * s[4]) // 100
        figures.update(med_accepted=mediated, med_success=mediated * (70 + s[2]) // 100,
                       rev_cases=1 + size // 30, lit_cases=2 + size // 40)
    return {indicator: str(value) for indicator, value in figures.items()}


def written(value, unit):
    """The figure as a report writes it: 26040000 in 万元 is 2604万元."""
    if unit == '万元':
        whole, rest = divmod(int(value), 10000)
        value = f'{whole}.{rest:04}'.rstrip('0').rstrip('.')
    return value + unit


def fact(code, year, indicator, value, **change):
    """One record; `change` spoils it, the sentence follows what it says."""
    term, unit, sentence = WORDS[indicator]
    record = {'agency_code': code, 'year': year, 'indicator': indicator, 'term': term,
              'value': value, 'unit': unit, 'qualifier': 'exact',
              'period_start': f'{year}-01-01', 'period_end': f'{year}-12-31',
              'period_kind': 'full_year', 'status': 'approved', 'source': source(code, year),
              'rule': 'manual'}
    when = change.pop('when', f'{year}年全年')
    sentence = change.pop('sentence', sentence)
    record.update(change)
    record.setdefault('raw', written(record['value'], record['unit']))
    if '{' in sentence:
        sentence = f'{when}{"，" if when else ""}{sentence.format(record["raw"])}。'
    record['sentence'] = sentence
    return record


def source(code, year):
    """The file name that a report would have."""
    return f'{code}-{year}.txt'


class Prefecture:
    """All records, by agency and year, while they are being spoiled."""

    def __init__(self):
        self.facts = {}      # (code, year) -> list of facts in the order of the report
        self.reports = {}    # (code, year) -> report
        self.absences = []
        for division in DIVISIONS:
            for year in YEARS:
                if lived(division, year):
                    self.open(division[0], division[1], year)
                    figures = plain(division[0], division[3], year)
                    self.facts[division[0], year] = [fact(division[0], year, *item)
                                                     for item in figures.items()]
        for year in YEARS:
            self.open(CITY, '北溟市', year)
            self.facts[CITY, year] = [
                fact(CITY, year, name, self.total(name, year), scope_coverage='全市',
                     when=f'{year}年全年，全市')
                for name in ('enf_cases_filed', 'arb_accepted', 'wage_recovered_amount')]

    def open(self, code, name, year):
        """A report, signed in January of the year after."""
        self.reports[code, year] = {
            'agency_code': code, 'year': year, 'source': source(code, year),
            'title': f'{name}人力资源和社会保障局{year}年度法治政府建设情况报告',
            'signed_on': f'{year + 1}-01-{10 + int(code) % 17}'}

    def total(self, indicator, year):
        """The sum over the districts of the year, as text."""
        return str(sum(int(one['value']) for (code, of), facts in self.facts.items()
                       for one in facts
                       if of == year and code != CITY and one['indicator'] == indicator))

    # ---- what a line of TROUBLES may do: the names of its third column -------------------------

    def lose_report(self, code, year, _indicator):
        """No report, no figure, and nobody wrote down that it was looked for."""
        del self.facts[code, year], self.reports[code, year]

    def mute(self, code, year, _indicator):
        """A report in words alone."""
        self.facts[code, year] = []

    def vague(self, code, year, _indicator):
        """No figure of the report says which period it means."""
        for one in list(self.facts[code, year]):
            self.put(code, year, one['indicator'], None, **UNSTATED)

    def report(self, code, year, _indicator, **change):
        """The report itself is odd."""
        self.reports[code, year].update(change)

    def drop(self, code, year, indicator):
        """The report does not state this figure."""
        self.facts[code, year] = [one for one in self.facts[code, year]
                                  if one['indicator'] != indicator]

    def absent(self, code, year, indicator, kind, note=''):
        """The report does not state it, and somebody wrote down why."""
        if (code, year) in self.facts:
            self.drop(code, year, indicator)
        record = {'agency_code': code, 'year': year, 'indicator': indicator, 'kind': kind}
        if kind in ('silent', 'no_number', 'zero_stated'):
            record['source'] = source(code, year)
        self.absences.append(dict(record, note=note) if note else record)

    def put(self, code, year, indicator, value=None, **change):
        """The figure is stated otherwise; without a value only its circumstances change."""
        held = self.facts[code, year]
        at = [i for i, one in enumerate(held) if one['indicator'] == indicator][0]
        held[at] = fact(code, year, indicator, value or held[at]['value'],
                        **({'scope_coverage': '全市', 'when': f'{year}年全年，全市'}
                           if code == CITY else {}), **change)

    def add(self, code, year, indicator, value, **change):
        """A further figure in the same report."""
        self.facts[code, year].append(fact(code, year, indicator, value, **change))


# ---- files -------------------------------------------------------------------------------------

def place(facts):
    """Offsets: a report's text is its sentences one after the other."""
    at = 0
    for one in facts:
        one['char_start'] = at + one['sentence'].index(one['raw'])
        one['char_end'] = one['char_start'] + len(one['raw'])
        at += len(one['sentence'])
    return facts


def lines(records):
    return ''.join(json.dumps(record, ensure_ascii=False) + '\n' for record in records)


def table(head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerows([head.split(','), *rows])
    return out.getvalue()


def agencies():
    rows = [('990000', '青虚省人力资源和社会保障厅', '青虚省', 'Qingxu Province', 'province', '',
             '', ''),
            (CITY, '北溟市人力资源和社会保障局', '北溟市', 'Beiming City', 'prefecture', '990000',
             '', '')]
    for code, name, english, _, first, last in DIVISIONS:
        rows.append((code, f'北溟市{name}人力资源和社会保障局', name, english, 'county', CITY,
                     f'{first}-01-01' if first else '', f'{last}-12-31' if last else ''))
    return table('code,name,short_name,name_en,level,parent,valid_from,valid_to', rows)


def denominators():
    """Per 10,000 workers or people, per inspector; with three gaps that README.md lists."""
    rows = []
    for division in DIVISIONS:
        for year in YEARS:
            if lived(division, year):
                code, size = division[0], division[3]
                for kind, factor in DENOMINATORS:
                    rows.append([code, year, kind, size * (factor + 10 * (year - 2021)),
                                 f'{year}-12-31', '北溟市统计年鉴（虚构）'])
                rows.append([code, year, 'inspectors', 2 + size // 20, f'{year}-12-31',
                             '北溟市编制表（虚构）'])
    kept = []
    for row in rows:
        if row[:3] == ['990128', 2024, 'inspectors']:   # 未县: not known
            continue
        if row[:3] == ['990129', 2024, 'inspectors']:   # 申县: the post is vacant
            row[3] = 0
        if row[:3] == ['990130', 2024, 'population']:   # 酉县: only the census of 2020, too old
            continue
        kept.append(row)
    return table('agency_code,year,kind,value,as_of,source', kept)


def readme():
    """README.md with the table between its two marks written anew."""
    text = (HERE / 'README.md').read_text(encoding='utf-8')
    before, rest = text.split('<!-- troubles -->\n')
    after = rest.split('<!-- end -->\n')[1]
    rows = ['| no. | trouble | who | year | indicator | a correct comparison |',
            '|---|---|---|---|---|---|']
    for number, (name, shows, *acts) in enumerate(TROUBLES, 1):
        def each(i):
            return list(dict.fromkeys(str(act[i]) for act in acts if act[i] != ''))
        who = '、'.join(each(1))
        whole = any(act[3] == '' for act in acts)
        indicators = 'all' if whole else ', '.join(f'`{code}`' for code in each(3))
        rows.append(f'| {number} | {name} | {who} | {", ".join(sorted(each(2)))} | {indicators} '
                    f'| {shows} |')
    return before + '<!-- troubles -->\n' + '\n'.join(rows) + '\n<!-- end -->\n' + after


def files():
    prefecture = Prefecture()
    for _, _, *acts in TROUBLES:
        for act, who, year, indicator, *value in acts:
            change = value.pop() if value and isinstance(value[-1], dict) else {}
            if act:
                getattr(prefecture, act)(CODES[who], year, indicator, *value, **change)
    keys = sorted(prefecture.reports)
    return {'agencies.csv': agencies(),
            'reports.jsonl': lines(prefecture.reports[key] for key in keys),
            'facts.jsonl': lines(one for key in keys for one in place(prefecture.facts[key])),
            'absences.jsonl': lines(prefecture.absences),
            'denominators.csv': denominators(), 'README.md': readme()}


def main():
    faults = 0
    for name, text in files().items():
        path = HERE / name
        if '--check' not in sys.argv:
            path.write_text(text, encoding='utf-8')
        elif not path.exists() or path.read_text(encoding='utf-8') != text:
            print(f'{name} differs from what make.py writes')
            faults = 1
    return faults


if __name__ == '__main__':
    sys.exit(main())
