#!/usr/bin/env python3
"""Makes up the figures of a whole country: figures.py FOLDER [AGENCIES [YEARS [INDICATORS]]].

Writes agencies.csv, reports.csv, denominators.csv and facts-YEAR.csv for `jianbao import`: by
default 3,000 agencies (provinces, prefectures and counties that exist), 10 years and 40 indicators,
so 1.2 million figures. The same numbers every time: a counter with a multiplier, no clock and no
random source. One figure in 50 is a bound, one in 40 is of a part of the year.
"""
import csv
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAST = 2024


def divisions(count):
    """(code, name, level, parent) of that many: all provinces and prefectures, then counties."""
    rows = []
    with open(ROOT / 'src/extract/divisions.csv', encoding='utf-8', newline='') as file:
        for code, name, parent in csv.reader(file):
            level = ('province' if code.endswith('0000') else
                     'prefecture' if code.endswith('00') else 'county')
            rows.append((code, name, level, parent or '000000'))
    above = [row for row in rows if row[2] != 'county']
    below = [row for row in rows if row[2] == 'county']
    step = len(below) / max(1, count - len(above))
    picked = [below[int(i * step)] for i in range(max(0, count - len(above)))]
    return sorted((above + picked)[:count])


def indicators(count):
    catalogue = json.loads((ROOT / 'src/model/catalogue.json').read_text(encoding='utf-8'))
    words = {'case': '件', 'item': '条', 'entity': '家', 'visit': '家次', 'occasion': '次',
             'person': '人', 'person_time': '人次', 'CNY': '元'}
    good = [(i['code'], (i.get('units') or [words.get(i['unit'])])[0])
            for i in catalogue['indicators'] if i['agg'] == 'sum' and i['unit'] in words]
    return good[:count]


def table(path, names, rows):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(names)
        out.writerows(rows)


def facts(year, agencies, chosen):
    for a, (code, name, _, _) in enumerate(agencies):
        for i, (indicator, unit) in enumerate(chosen):
            mix = (a * 2654435761 + i * 40503 + year * 69069) % 4294967296
            value = 1 + mix % 9973
            part = mix % 40 == 7
            yield (code, name + '人力资源和社会保障局', year, indicator, value, unit,
                   'at_least' if mix % 50 == 3 else 'exact', f'{year}-01-01',
                   f'{year}-10-31' if part else f'{year}-12-31',
                   'part_year' if part else 'full_year', f'{code}-{year}.txt', f'{value}{unit}',
                   f'全年有关数字为{value}{unit}，较好地完成了全年工作任务。', 'made up')


def main():
    folder = pathlib.Path(sys.argv[1])
    count, years, many = (int(word) for word in (sys.argv[2:] + ['3000', '10', '40'][len(sys.argv) - 2:]))
    folder.mkdir(parents=True, exist_ok=True)
    agencies, chosen = divisions(count), indicators(many)
    span = range(LAST - years + 1, LAST + 1)
    table(folder / 'agencies.csv', ('code', 'name', 'short_name', 'level', 'parent'),
          ((code, name + '人力资源和社会保障局', name, level, parent)
           for code, name, level, parent in agencies))
    table(folder / 'reports.csv', ('agency_code', 'year', 'title', 'source', 'signed_on'),
          ((row[0], year, f'{year}年度法治政府建设情况报告', f'{row[0]}-{year}.txt', f'{year + 1}-01-20')
           for row in agencies for year in span))
    table(folder / 'denominators.csv', ('agency_code', 'year', 'kind', 'value', 'as_of', 'source'),
          ((row[0], year, kind, value + 17 * a, f'{year}-12-31', '统计年鉴')
           for a, row in enumerate(agencies) for year in span
           for kind, value in (('inspectors', 5), ('workers', 120000))))
    for year in span:
        table(folder / f'facts-{year}.csv',
              ('agency_code', 'agency', 'year', 'indicator', 'value', 'unit', 'qualifier',
               'period_start', 'period_end', 'period_kind', 'source', 'raw', 'sentence', 'rule'),
              facts(year, agencies, chosen))


if __name__ == '__main__':
    main()
